//! `Page`: an article's tokens with the quotation that each stands in, and the small questions that the rules ask.

use std::ops::Range;

use super::marks::{Stretch, is_mark};
use crate::lexical::is_any;
use crate::record::Label;
use crate::rules::Tagged;
use crate::rules::lexicon::Class;
use crate::span::Span;
use crate::text::TokenKind;

/// Farthest that a look to the left or right goes, in tokens.
pub(super) const FAR: usize = 60;

/// Not in quotation marks.
pub(super) const OUTSIDE: u32 = 0;

/// An article with its stretches.
#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    pub(super) tagged: Tagged<'a>,
    pub(super) stretches: &'a [Stretch],
    /// For each token the innermost stretch that it stands in, plus one.
    levels: &'a [u32],
}

/// Works out for each token the stretch that it stands in.
pub(super) fn fill_levels(tokens: usize, stretches: &[Stretch], levels: &mut Vec<u32>) {
    levels.clear();
    levels.resize(tokens, OUTSIDE);
    for (number, stretch) in (1..).zip(stretches) {
        levels[stretch.tokens.clone()].fill(number);
    }
}

impl<'a> Page<'a> {
    pub(super) fn new(tagged: Tagged<'a>, stretches: &'a [Stretch], levels: &'a [u32]) -> Self {
        Page {
            tagged,
            stretches,
            levels,
        }
    }

    pub(super) fn word(&self, at: usize) -> &'a str {
        self.tagged.word(at)
    }

    pub(super) fn is(&self, at: usize, class: Class) -> bool {
        self.tagged.is(at, class)
    }

    /// Whether a noun means somebody by post, occupation or fame.
    pub(super) fn is_human(&self, at: usize) -> bool {
        self.is(at, Class::RoleNoun) || self.is(at, Class::Epithet)
    }

    pub(super) fn is_word(&self, at: usize, lower: &str) -> bool {
        self.tagged.is_word(at, lower)
    }

    pub(super) fn is_any(&self, at: usize, words: &[&str]) -> bool {
        let word = self.word(at);
        is_any(word, words)
    }

    pub(super) fn level(&self, at: usize) -> u32 {
        self.levels.get(at).copied().unwrap_or(OUTSIDE)
    }

    /// The label of the mention that covers a token.
    pub(super) fn label(&self, at: usize) -> Option<Label> {
        self.tagged.label_at(at)
    }

    /// Whether a day or an hour stands there.
    pub(super) fn is_time(&self, at: usize) -> bool {
        matches!(self.label(at), Some(Label::DATE | Label::TIME))
    }

    /// Whether a name of somebody or something stands there.
    pub(super) fn is_name(&self, at: usize) -> bool {
        self.label(at).is_some_and(Label::is_name)
    }

    pub(super) fn is_sign(&self, at: usize) -> bool {
        self.tagged
            .tokens()
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Sign)
    }

    pub(super) fn is_quote_mark(&self, at: usize) -> bool {
        self.is_sign(at) && is_mark(self.word(at)) && !self.is_apostrophe(at)
    }

    /// An apostrophe of its own: `the dogs' bowl`.
    fn is_apostrophe(&self, at: usize) -> bool {
        matches!(self.word(at), "'" | "’") && !self.is_edge(at)
    }

    /// The stretch that a mark opens.
    pub(super) fn opened_at(&self, at: usize) -> Option<&'a Stretch> {
        let next = self.stretches.partition_point(|s| s.tokens.start <= at);
        self.stretches.get(next).filter(|s| s.open == at)
    }

    /// Whether a mark is the first of those that open a stretch or close it.
    fn is_edge(&self, at: usize) -> bool {
        let opens = self.opened_at(at).is_some();
        let closes = at > 0 && {
            let before = self.level(at - 1);
            before != self.level(at) && before != OUTSIDE
        };
        opens || closes
    }

    pub(super) fn is_pronoun(&self, at: usize) -> bool {
        self.is_any(at, &["he", "she", "they", "it", "i", "we", "you"])
    }

    /// Whether a token shows that a clause has its verb.
    pub(super) fn is_finite(&self, at: usize) -> bool {
        if self.is_name(at) || self.is_time(at) {
            return false;
        }
        if self.is(at, Class::FiniteWord) || self.is(at, Class::StrongPast) {
            return true;
        }
        let word = self.word(at);
        word.len() > 4 && word.ends_with("ed") && word.starts_with(|c: char| c.is_lowercase())
    }

    /// Whether a word ends a stretch of running words: full stops, semicolons, colons, dashes, brackets.
    pub(super) fn is_break(&self, at: usize) -> bool {
        self.is_sign(at)
            && (self.word(at).starts_with([
                ';', ':', '.', '!', '?', '…', '—', '–', '(', ')', '[', ']', '|', '•',
            ]) || self.word(at).starts_with('-') && self.spaced(at))
    }

    /// Whether a hyphen joins a token to its left or right.
    pub(super) fn is_hyphened(&self, at: usize) -> bool {
        self.word(at) == "-" && !self.spaced(at)
            || at > 0 && self.word(at - 1) == "-" && !self.spaced(at)
            || self.word(at + 1) == "-" && !self.spaced(at + 1)
    }

    /// Whether white space stands before a token.
    pub(super) fn spaced(&self, at: usize) -> bool {
        self.tagged.tokens().get(at).is_none_or(|token| token.spaced)
    }

    /// The tokens around `at` that stand in the same sentence and the same stretch, with no mark between.
    pub(super) fn run(&self, at: usize) -> Range<usize> {
        let sentence = self.tagged.sentence_around(at);
        let level = self.level(at);
        let far = sentence.start.max(at.saturating_sub(FAR));
        let same = |i: usize| self.level(i) == level && !self.is_quote_mark(i);
        let start = (far..at).rev().find(|&i| !same(i)).map_or(far, |i| i + 1);
        let end = (at + 1..sentence.end.min(at + FAR))
            .find(|&i| !same(i))
            .unwrap_or(sentence.end.min(at + FAR));
        start..end
    }

    /// The words of some tokens, from the first to the last.
    pub(super) fn span(&self, tokens: Range<usize>) -> Span {
        self.tagged.segments.span(&tokens)
    }

    /// Whether every token of a range is a sign.
    pub(super) fn all_signs(&self, mut tokens: Range<usize>) -> bool {
        tokens.all(|at| self.is_sign(at))
    }
}
