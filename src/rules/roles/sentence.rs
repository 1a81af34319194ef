//! `Sentence`: the tokens around a name, and what the rules of roles ask about each of them.

use super::super::lexicon::Class;
use super::super::tagged::Tagged;
use crate::lexical::is_any;
use crate::record::Label;
use crate::text::TokenKind;

/// Words of a sentence that are looked at to tell how it is written.
const LOOKED_AT: usize = 60;

/// A sentence with a name in it.
#[derive(Clone, Copy)]
pub(super) struct Sentence<'a> {
    pub(super) tagged: Tagged<'a>,
    /// Its first token.
    pub(super) from: usize,
    /// One past its last token.
    pub(super) to: usize,
    /// Whether its words are capitalised as in a headline.
    titled: bool,
}

/// How the last sentence is written, so that a sentence of many names is looked at once.
#[derive(Debug, Default)]
pub(super) struct Cases {
    sentence: Option<usize>,
    titled: bool,
}

impl<'a> Sentence<'a> {
    /// The sentence around a token.
    pub(super) fn around(tagged: Tagged<'a>, at: usize, cases: &mut Cases) -> Sentence<'a> {
        let tokens = tagged.sentence_around(at);
        let number = tagged.sentence_of(at);
        if cases.sentence != Some(number) {
            cases.sentence = Some(number);
            cases.titled = is_titled(tagged, tokens.start, tokens.end);
        }
        Sentence {
            tagged,
            from: tokens.start,
            to: tokens.end,
            titled: cases.titled,
        }
    }

    /// The word of a token; empty outside the sentence.
    pub(super) fn word(&self, at: usize) -> &'a str {
        match (self.from..self.to).contains(&at) {
            true => self.tagged.word(at),
            false => "",
        }
    }

    /// Whether a token of the sentence is of this class.
    pub(super) fn is(&self, at: usize, class: Class) -> bool {
        (self.from..self.to).contains(&at) && self.tagged.is(at, class)
    }

    /// Whether a token's word, in any case, is one of these.
    pub(super) fn one_of(&self, at: usize, words: &[&str]) -> bool {
        let word = self.word(at);
        is_any(word, words)
    }

    /// The mention that covers a token: its label and its tokens within the sentence.
    pub(super) fn mention(&self, at: usize) -> Option<(Label, usize, usize)> {
        if !(self.from..self.to).contains(&at) {
            return None;
        }
        let number = self.tagged.mention_at(at)?;
        let tokens = self.tagged.tokens_of(number);
        let label = self.tagged.mentions[number].label;
        Some((label, tokens.start.max(self.from), tokens.end.min(self.to)))
    }

    /// Whether a person's name covers a token.
    pub(super) fn is_person(&self, at: usize) -> bool {
        self.mention(at).is_some_and(|(label, ..)| label == Label::PERSON)
    }

    /// The kind of a token; a sign outside the sentence.
    pub(super) fn kind(&self, at: usize) -> TokenKind {
        match (self.from..self.to).contains(&at) {
            true => self.tagged.tokens()[at].kind,
            false => TokenKind::Sign,
        }
    }

    /// Whether a token is a hyphen that joins its neighbours to one word.
    pub(super) fn joins(&self, at: usize) -> bool {
        let glued = |at: usize| (self.from..self.to).contains(&at) && !self.tagged.tokens()[at].spaced;
        at > self.from && matches!(self.word(at), "-" | "‐" | "‑") && glued(at) && glued(at + 1)
    }

    /// Whether a token marks a possessive: `'s`, or the apostrophe of `farmers'`.
    pub(super) fn is_possessive(&self, at: usize) -> bool {
        if at <= self.from || at >= self.to || self.tagged.tokens()[at].spaced {
            return false;
        }
        match self.word(at) {
            "'s" | "’s" | "'S" | "’S" => true,
            "'" | "’" => {
                self.word(at - 1).ends_with(['s', 'S'])
                    && self.tagged.tokens().get(at + 1).is_some_and(|t| t.spaced)
            }
            _ => false,
        }
    }

    /// Whether a token is a sign that is neither a joining hyphen nor a possessive.
    pub(super) fn is_break(&self, at: usize) -> bool {
        self.kind(at) == TokenKind::Sign && self.word(at) != "&" && !self.joins(at) && !self.is_possessive(at)
    }

    /// Whether a word begins with a capital that means something here: not in a headline in capitals.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        !self.titled && self.word(at).chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether a word has the look of a participle or of an adverb.
    pub(super) fn is_verbal(&self, at: usize) -> bool {
        let word = self.word(at);
        word.len() > 4 && ["ed", "ing"].iter().any(|end| word.ends_with(end)) && !self.is_capital(at)
    }

    /// Whether a word may stand within the phrase of a post without further evidence.
    pub(super) fn describes(&self, at: usize) -> bool {
        !self.is(at, Class::PhraseStop)
            && (self.is(at, Class::PostModifier)
                || self.is(at, Class::GroupNoun)
                || self.is(at, Class::RoleNoun))
    }

    /// Whether nothing but a sign, a relative word or the end follows, so that a phrase can end here.
    pub(super) fn closes(&self, at: usize) -> bool {
        at >= self.to || self.is_break(at) || self.one_of(at, &["who", "whose", "whom", "which", "that"])
    }
}

/// Whether nearly all longer words of a sentence are capitalised.
fn is_titled(tagged: Tagged<'_>, from: usize, to: usize) -> bool {
    let (mut capital, mut small) = (0, 0);
    for at in from..to.min(from + LOOKED_AT) {
        if tagged.tokens()[at].kind != TokenKind::Word || tagged.word(at).len() < 4 {
            continue;
        }
        match tagged.word(at).chars().next().is_some_and(char::is_uppercase) {
            true => capital += 1,
            false => small += 1,
        }
    }
    capital >= 3 && small * 5 <= capital
}
