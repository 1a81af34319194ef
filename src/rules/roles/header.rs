//! Posts in the lines above the body: `By Ann Lee, Political Editor`, a line `Staff writer` below a name, `Editor: Li Xia`.

use std::ops::Range;

use super::super::lexicon::{Class, classes};
use super::super::tagged::Tagged;
use super::is_prose;
use crate::article::{ParagraphKind, post_in_line};
use crate::record::Label;
use crate::span::Span;

/// Finds the posts of those who made the article; `add` takes a mention and the tokens of its post.
pub(super) fn roles(tagged: Tagged<'_>, add: &mut impl FnMut(usize, Range<usize>)) {
    let paragraphs = &tagged.article.paragraphs;
    // The names of each line from its end, so that one post at the end goes to all that `and` joins.
    let mut post: Option<(usize, Span)> = None;
    let above = paragraphs.iter().take_while(|p| p.kind == ParagraphKind::Header);
    let end = above.last().map_or(0, |paragraph| paragraph.span.end);
    let last = tagged
        .mentions
        .partition_point(|mention| mention.span.start < end);
    for number in (0..last).rev() {
        let name = tagged.mentions[number].span;
        let tokens = tagged.tokens_of(number);
        if tagged.mentions[number].label != Label::PERSON || tokens.is_empty() || is_prose(tagged, name) {
            continue;
        }
        if let Some(keyed) = keyed(tagged, tokens.start) {
            add(number, keyed);
            continue;
        }
        let bylines = &tagged.article.header.byline;
        if !bylines.iter().any(|byline| byline.span == Some(name)) {
            continue;
        }
        let at = paragraphs.partition_point(|p| p.span.end <= name.start);
        let Some(line) = paragraphs.get(at) else { continue };
        let next = tagged.mentions[number + 1..last]
            .iter()
            .find(|mention| mention.label == Label::PERSON && mention.span.start < line.span.end);
        let until = next.map_or(line.span.end, |next| next.span.start);
        let rest = Span::new(name.end as usize, until as usize);
        let own = post_behind(tagged, rest);
        let joined = next.is_some() && is_joint(rest.slice(tagged.text()));
        let found = match own {
            Some(own) => Some(own),
            None if joined => post.filter(|&(of, _)| of == at).map(|(_, span)| span),
            None if next.is_none() && is_joint(rest.slice(tagged.text())) => below(tagged, at),
            None => None,
        };
        post = found.map(|span| (at, span));
        if let Some(span) = found {
            add(number, tagged.tokens_in(span));
        }
    }
}

/// The post in what stands behind a name.
fn post_behind(tagged: Tagged<'_>, rest: Span) -> Option<Span> {
    let range = post_in_line(rest.slice(tagged.text()))?;
    let from = rest.start as usize;
    let span = Span::new(from + range.start, from + range.end);
    let last = span.slice(tagged.text()).split_whitespace().next_back()?;
    let last = last.to_lowercase();
    let is_post = |word: &str| classes(word).has(Class::RoleNoun);
    (is_post(&last) || last.strip_suffix('s').is_some_and(is_post)).then_some(span)
}

/// The post that the line below a name is.
fn below(tagged: Tagged<'_>, at: usize) -> Option<Span> {
    let next = tagged.article.paragraphs.get(at + 1)?;
    let headline = tagged.article.header.headline.as_ref().and_then(|h| h.span);
    let whole = next.kind == ParagraphKind::Header && headline.is_none_or(|h| !h.contains(next.span));
    whole.then(|| post_behind(tagged, next.span)).flatten()
}

/// Whether nothing but signs and *and* stands there.
fn is_joint(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .all(|word| word.is_empty() || word.eq_ignore_ascii_case("and"))
}

/// The tokens of `Editor:` before a name.
fn keyed(tagged: Tagged<'_>, name: usize) -> Option<Range<usize>> {
    let colon = name.checked_sub(1).filter(|&at| tagged.word(at) == ":")?;
    let noun = colon
        .checked_sub(1)
        .filter(|&at| tagged.is(at, Class::RoleNoun))?;
    let capital = |at: usize| tagged.word(at).starts_with(char::is_uppercase);
    let more = |at: &usize| {
        capital(*at)
            && tagged.is(*at, Class::PostModifier)
            && tagged.sentence_of(*at) == tagged.sentence_of(noun)
    };
    let start = (0..noun).rev().take_while(more).last().unwrap_or(noun);
    capital(start).then_some(start..noun + 1)
}
