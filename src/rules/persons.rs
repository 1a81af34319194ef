//! Persons' names as they are annotated: without titles before them and degrees behind them, and in bylines as the header
//! reads them.

use std::ops::Range;

use super::lexicon::{Class, Classes, classes};
use crate::article::Article;
use crate::record::{Label, Mention};
use crate::span::Span;
use crate::text::{Segments, Token, TokenKind, fold_word};

/// Words of address that belong to many a name: *Tan Ah Lam*, *St. John Rivers*, *Sheikh Hasina*.
const PARTS_OF_NAMES: &[&str] = &[
    "saint", "st", "st.", "tan", "tun", "sheikh", "shaikh", "sheik", "guru", "mullah", "baron", "tuan",
    "malam", "begum", "daw", "pastor", "haji", "king", "queen", "duke", "earl", "prince", "major", "dean",
    "bishop",
];

/// Titles that many a name of the stage or of a story begins with: *Captain America*, *Lady Gaga*.
const ON_STAGE: &[&str] = &[
    "captain",
    "doctor",
    "brother",
    "sister",
    "judge",
    "inspector",
    "sergeant",
    "officer",
    "agent",
    "general",
    "miss",
    "mister",
    "mr",
    "mr.",
    "mrs",
    "mrs.",
    "dr",
    "dr.",
    "lady",
    "lord",
    "madame",
    "sir",
    "professor",
    "star",
];

/// Puts right where the tagger's persons begin and end; `is_given` knows first names.
pub(crate) fn put_right(
    article: &Article,
    segments: &Segments,
    is_given: impl Fn(&str) -> bool,
    mentions: &mut [Mention],
) {
    let mut folded = String::new();
    for number in 0..mentions.len() {
        // Whose name stands in a byline is a person, whatever the tagger took it for.
        if mentions[number].label.is_name()
            && let Some(name) = in_byline(article, mentions, number)
        {
            (mentions[number].span, mentions[number].label) = (name, Label::PERSON);
            continue;
        }
        if mentions[number].label != Label::PERSON {
            continue;
        }
        let mut tokens = segments.inside(mentions[number].span);
        let mut fold = |at: usize, left: usize| {
            fold_word(segments.tokens[at].span.slice(&article.text), &mut folded);
            (classes(&folded), is_title(&folded, left, &is_given))
        };
        let whole = tokens.clone();
        while tokens.len() > 1
            && is_name(article, segments, tokens.start + 1)
            && fold(tokens.start, tokens.len() - 1).1
        {
            tokens.start += 1;
        }
        while tokens.len() > 1 && is_degree(article, segments, &tokens, fold(tokens.end - 1, 0).0) {
            tokens.end -= 1;
            // Helen Marwood, KC
            let comma = segments.tokens[tokens.end - 1].span.slice(&article.text) == ",";
            tokens.end -= usize::from(comma && tokens.len() > 1);
        }
        let free = (mentions.get(number + 1)).map_or(u32::MAX, |next| next.span.start);
        tokens.end = end_of_compound(article, segments, tokens.end, free);
        if tokens != whole && !tokens.is_empty() {
            mentions[number].span = segments.span(&tokens);
        }
    }
}

/// The name of a byline that this mention overlaps, and no other one.
fn in_byline(article: &Article, mentions: &[Mention], number: usize) -> Option<Span> {
    let span = mentions[number].span;
    let names = article.header.byline.iter().filter_map(|name| name.span);
    let is_person = mentions[number].label == Label::PERSON;
    let mut over = names.filter(|name| {
        name.start < span.end && span.start < name.end && (is_person || name.start == span.start)
    });
    let name = over.next().filter(|_| over.next().is_none())?;
    let before = number.checked_sub(1).map(|number| mentions[number].span);
    let after = mentions.get(number + 1).map(|mention| mention.span);
    let free = before.is_none_or(|before| before.end <= name.start)
        && after.is_none_or(|after| name.end <= after.start);
    free.then_some(name)
}

/// Whether a word in lower case is a post, a trade or a word of address, and no first name, before a name of `left` words.
fn is_title(word: &str, left: usize, is_given: impl Fn(&str) -> bool) -> bool {
    let classes = classes(word);
    (classes.has(Class::RoleNoun) || classes.has(Class::Honorific))
        && !PARTS_OF_NAMES.contains(&word)
        && (left > 1 || !ON_STAGE.contains(&word))
        && !is_given(word)
}

/// Whether a name may begin at a token: a word with a capital, after a blank.
fn is_name(article: &Article, segments: &Segments, at: usize) -> bool {
    let token = &segments.tokens[at];
    let word = token.span.slice(&article.text);
    token.kind == TokenKind::Word
        && token.spaced
        && word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
}

/// The end of a name that was cut behind a hyphen: *Moon Jae-in* is one name, whatever *in* is elsewhere.
fn end_of_compound(article: &Article, segments: &Segments, end: usize, free: u32) -> usize {
    let is_cut = end > 0 && segments.tokens[end - 1].span.slice(&article.text).ends_with('-');
    let goes_on = |next: &&Token| !next.spaced && next.kind == TokenKind::Word && next.span.end <= free;
    let next = segments.tokens.get(end).filter(goes_on).filter(|_| is_cut);
    end + usize::from(next.is_some())
}

/// Whether the last token is a degree or a seat behind a name: in capitals, where the name is not.
fn is_degree(article: &Article, segments: &Segments, tokens: &Range<usize>, classes: Classes) -> bool {
    let word = |at: usize| segments.tokens[at].span.slice(&article.text);
    let last = word(tokens.end - 1);
    let small = |at: usize| word(at).chars().any(char::is_lowercase);
    classes.has(Class::Degree)
        && last.chars().filter(|c| c.is_uppercase()).count() >= 2
        && (tokens.start..tokens.end - 1).any(small)
}
