//! Mentions of dates put right where the words leave no doubt: labels of ages and holidays, borders, and what was missed.

mod ages;
mod behind;
mod borders;
mod days;
mod edges;
mod missed;

use std::ops::Range;

use crate::lexical::is_any;
use crate::record::{Label, Mention};
use crate::span::Span;
use crate::text::Segments;

/// How likely a mention is right that only a rule has found.
const SCORE: f32 = 0.9;

/// Words of games.
const GAME: &[&str] = &[
    "goal",
    "goals",
    "scored",
    "halftime",
    "match",
    "striker",
    "touchdown",
    "penalty",
    "coach",
    "quarterback",
    "rebounds",
    "scorer",
    "kickoff",
    "midfielder",
    "wicket",
    "wickets",
    "innings",
];

/// The words and mentions of an article before anything is made of them.
#[derive(Clone, Copy)]
struct Copy<'a> {
    text: &'a str,
    segments: &'a Segments,
    mentions: &'a [Mention],
}

/// What is to be done to mentions.
#[derive(Debug, Default)]
struct Edits {
    /// Mentions that go.
    gone: Vec<usize>,
    /// What comes instead or anew.
    new: Vec<(Span, Label)>,
    /// Whether the article is of business, once that was asked.
    is_business: Option<bool>,
    /// Whether it is of a game, once that was asked.
    is_game: Option<bool>,
}

impl Edits {
    /// Whether the article tells of a game, in which numbers are scores and minutes.
    fn is_game(&mut self, copy: Copy<'_>) -> bool {
        *self.is_game.get_or_insert_with(|| {
            let mut words = (0..copy.segments.tokens.len()).map(|at| copy.word(at));
            words.any(|word| is_any(word, GAME))
        })
    }

    /// A mention gets another span or label.
    fn change(&mut self, mention: usize, span: Span, label: Label) {
        self.gone.push(mention);
        self.new.push((span, label));
    }
}

/// A mention that is looked at, with all that tells whether it is right.
struct Seen<'a, 'e> {
    copy: Copy<'a>,
    mention: usize,
    tokens: Range<usize>,
    edits: &'e mut Edits,
}

impl Seen<'_, '_> {
    /// The mention gets other tokens or another label.
    fn change(&mut self, tokens: Range<usize>, label: Label) {
        self.edits.change(self.mention, self.copy.span(tokens), label);
    }

    /// A mention comes beside it.
    fn add(&mut self, tokens: Range<usize>, label: Label) {
        self.edits.new.push((self.copy.span(tokens), label));
    }

    /// The mention keeps its span and gets another label.
    fn relabel(&mut self, label: Label) {
        let span = self.copy.mentions[self.mention].span;
        self.edits.change(self.mention, span, label);
    }
}

/// Puts mentions of dates right.
pub(crate) fn mend(text: &str, segments: &Segments, mentions: &mut Vec<Mention>) {
    let copy = Copy {
        text,
        segments,
        mentions,
    };
    let mut edits = Edits::default();
    let mut mention = 0;
    while mention < mentions.len() {
        let seen = &mut Seen {
            copy,
            mention,
            tokens: copy.tokens_of(mention),
            edits: &mut edits,
        };
        let taken = match mentions[mention].label {
            Label::CARDINAL => behind::era(seen).or_else(|| ages::number(seen)),
            Label::ORDINAL => days::ranked(seen).or_else(|| behind::the_day(seen)),
            Label::DATE => borders::date(seen)
                .or_else(|| behind::date(seen))
                .or_else(|| edges::date(seen))
                .or_else(|| days::date(seen))
                .or_else(|| ages::dates(seen)),
            Label::TIME => edges::clock(seen).or_else(|| ages::clock(seen)),
            Label::PERCENT | Label::MONEY | Label::QUANTITY => None,
            _ => days::name(seen),
        };
        mention += taken.unwrap_or(1);
    }
    missed::find(copy, &mut edits);
    if edits.new.is_empty() {
        return;
    }
    apply(edits, mentions);
}

/// Edits go in; where two new ones overlap, the first stands.
fn apply(mut edits: Edits, mentions: &mut Vec<Mention>) {
    edits.gone.sort_unstable();
    let mut number = 0;
    mentions.retain(|_| {
        number += 1;
        edits.gone.binary_search(&(number - 1)).is_err()
    });
    mentions.extend(edits.new.into_iter().map(|(span, label)| Mention {
        span,
        label,
        entity: None,
        value: None,
        score: SCORE,
    }));
    mentions.sort_by_key(|mention| mention.span.start);
    let mut end = 0;
    mentions.retain(|mention| {
        let free = mention.span.start >= end;
        if free {
            end = mention.span.end;
        }
        free
    });
}

impl<'a> Copy<'a> {
    /// The word of a token; empty past the ends.
    fn word(self, at: usize) -> &'a str {
        self.segments
            .tokens
            .get(at)
            .map_or("", |token| token.span.slice(self.text))
    }

    /// The word so many tokens before one.
    fn before(self, at: usize, back: usize) -> &'a str {
        at.checked_sub(back).map_or("", |at| self.word(at))
    }

    /// The tokens of a mention.
    fn tokens_of(self, mention: usize) -> Range<usize> {
        self.segments.inside(self.mentions[mention].span)
    }

    /// The mention that covers a token.
    fn mention_at(self, at: usize) -> Option<usize> {
        let span = self.segments.tokens.get(at)?.span;
        let mention = self.mentions.partition_point(|m| m.span.end <= span.start);
        self.mentions
            .get(mention)
            .is_some_and(|m| m.span.start < span.end)
            .then_some(mention)
    }

    /// The label of the mention that covers a token.
    fn label_at(self, at: usize) -> Option<Label> {
        self.mention_at(at).map(|mention| self.mentions[mention].label)
    }

    /// From the first to the last of some tokens.
    fn span(self, tokens: Range<usize>) -> Span {
        let all = &self.segments.tokens;
        Span {
            start: all[tokens.start].span.start,
            end: all[tokens.end - 1].span.end,
        }
    }

    /// Whether a sentence begins at a token.
    fn begins(self, at: usize) -> bool {
        let sentences = &self.segments.sentences;
        let after = sentences.partition_point(|sentence| sentence.start < at);
        sentences.get(after).is_some_and(|sentence| sentence.start == at)
    }
}

/// Whether a word begins with a small letter.
fn is_small(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase())
}
