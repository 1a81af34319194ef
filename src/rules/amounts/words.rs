//! The words of an amount: its tokens, with signs, digits and letters that are glued together taken apart.

use std::ops::Range;

use crate::lexical::is_any;
use crate::rules::tagged::Tagged;
use crate::span::Span;
use crate::text::TokenKind;

/// The most words that an amount has. A longer one is none that can be read.
const MOST: usize = 24;

/// Words as pieces of the article's text.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    text: &'a str,
    spans: [Span; MOST],
    len: usize,
}

impl<'a> Words<'a> {
    /// The words of a mention. A lone article before it comes first, since the mention leaves it out and the number may need
    /// it (`a` *million dollars*); so does a minus sign. `None` when the mention cuts tokens or has too many.
    pub(super) fn of(view: Tagged<'a>, mention: usize) -> Option<Words<'a>> {
        let span = view.mentions[mention].span;
        let tokens = view.tokens_of(mention);
        let first = view.tokens().get(tokens.start)?;
        let last = view.tokens().get(tokens.end.checked_sub(1)?)?;
        if first.span.start < span.start || last.span.end > span.end {
            return None;
        }
        let mut words = Words {
            text: view.text(),
            spans: [Span { start: 0, end: 0 }; MOST],
            len: 0,
        };
        if let Some(before) = tokens.start.checked_sub(1) {
            let sentence = view.sentence_around(tokens.start);
            let is_word = first.kind == TokenKind::Word;
            let is_article = is_word && (view.is_word(before, "a") || view.is_word(before, "an"));
            let is_minus = matches!(view.word(before), "-" | "−" | "–")
                && !first.spaced
                && view.tokens()[before].spaced
                && before > sentence.start;
            if sentence.contains(&before) && (is_article || is_minus) {
                words.push(view.tokens()[before].span)?;
            }
        }
        let mut at = tokens.start;
        while at < tokens.end {
            let token = &view.tokens()[at];
            at += 1;
            let mut end = token.span.end;
            let word = token.span.slice(view.text());
            let letters = word.len() - word.trim_start_matches(char::is_alphabetic).len();
            let digits_follow = word[letters..].starts_with(|c: char| c.is_ascii_digit());
            if token.kind == TokenKind::Number || letters > 0 && digits_follow {
                // The tokens of `R5,000` are `R5`, `,` and `000`.
                while letters > 0 && at < tokens.end && continues(view, at) {
                    end = view.tokens()[at].span.end;
                    at += 1;
                }
                words.split(Span { end, ..token.span }, letters)?;
            } else {
                words.push(token.span)?;
            }
        }
        Some(words)
    }

    fn push(&mut self, span: Span) -> Option<()> {
        *self.spans.get_mut(self.len)? = span;
        self.len += 1;
        Some(())
    }

    /// Adds the letters before, the digits, and the letters after as words of their own; a rank keeps its end.
    fn split(&mut self, span: Span, letters: usize) -> Option<()> {
        let start = span.start + letters as u32;
        if letters > 0 {
            self.push(Span { end: start, ..span })?;
        }
        let digits = Span { start, ..span }.slice(self.text);
        let tail = digits.trim_start_matches(|c: char| !c.is_alphabetic());
        let is_rank = is_any(tail, &["st", "nd", "rd", "th"]);
        let middle = span.end - if is_rank { 0 } else { tail.len() as u32 };
        self.push(Span { start, end: middle })?;
        if middle < span.end {
            self.push(Span {
                start: middle,
                ..span
            })?;
        }
        Some(())
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// A word; empty past the end.
    pub(super) fn at(&self, at: usize) -> &'a str {
        if at < self.len {
            self.spans[at].slice(self.text)
        } else {
            ""
        }
    }

    pub(super) fn is(&self, at: usize, lower: &str) -> bool {
        self.at(at).eq_ignore_ascii_case(lower)
    }

    pub(super) fn is_any(&self, at: usize, lower: &[&str]) -> bool {
        lower.iter().any(|word| self.is(at, word))
    }

    /// The words from `at` on.
    pub(super) fn from(&self, at: usize) -> impl Iterator<Item = &'a str> {
        let words = *self;
        (at..words.len).map(move |at| words.at(at))
    }

    /// The text of some words.
    pub(super) fn text(&self, range: Range<usize>) -> &'a str {
        match self.spans[..self.len].get(range) {
            Some([first, .., last]) => &self.text[first.start as usize..last.end as usize],
            Some([only]) => only.slice(self.text),
            _ => "",
        }
    }
}

/// Whether a token goes on with the digits before it.
fn continues(view: Tagged<'_>, at: usize) -> bool {
    let is_digits = |at: usize| view.word(at).starts_with(|c: char| c.is_ascii_digit());
    let is_glued = |at: usize| view.tokens().get(at).is_some_and(|token| !token.spaced);
    is_glued(at)
        && (is_digits(at) || matches!(view.word(at), "," | ".") && is_digits(at + 1) && is_glued(at + 1))
}
