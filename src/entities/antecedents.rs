//! Whom a pronoun or a description means: who was named last and fits, sentence by sentence from the nearest back.

use super::genders::Being;
use super::speakers::{Found, LOOK_BACK, Speakers};
use crate::record::Label;

/// Sentences over which a description or a pronoun of a person reaches back.
const REACH: usize = 6;
/// Sentences over which *it* and *they* do: they mean what stands near, people are remembered.
const REACH_OF_GROUPS: usize = 2;
/// Sentences over which whoever was named last is better than nobody.
const FARTHEST: usize = 12;
/// Sentences further back in which somebody surely of the pronoun's sex comes before one of whom nothing is known.
const DOUBT: usize = 1;

/// Whom the words look for.
pub(super) struct Wanted<'w> {
    pub(super) being: Being,
    /// Those for whom the words are not fit by what else is said of them.
    pub(super) except: &'w [u32],
}

impl Wanted<'_> {
    /// Anybody of this kind.
    pub(super) fn any(being: Being) -> Wanted<'static> {
        Wanted { being, except: &[] }
    }

    fn takes(&self, entity: Option<u32>) -> bool {
        entity.is_none_or(|entity| !self.except.contains(&entity))
    }
}

impl Speakers<'_> {
    /// Whom a pronoun means.
    pub(super) fn pronoun(&mut self, at: usize) -> Found {
        let word = self.tagged.word(at).to_ascii_lowercase();
        let wanted = match &*word {
            "he" | "his" => Being::MALE,
            "she" | "her" => Being::FEMALE,
            "it" | "they" | "their" => Being::Group,
            _ => return self.as_written(at..at + 1, Being::UNKNOWN),
        };
        self.person_before(at, &Wanted::any(wanted))
            .unwrap_or_else(|| self.as_written(at..at + 1, wanted))
    }

    /// The nearest fitting antecedent: first of the own sentence, of the sentence before, then the speaker before, then
    /// further back.
    pub(super) fn person_before(&mut self, at: usize, wanted: &Wanted<'_>) -> Option<Found> {
        let sentence = self.tagged.sentence_of(at);
        let last = self
            .last
            .clone()
            .filter(|last| last.being.fits(wanted.being) && last.at < at && wanted.takes(last.entity))
            .filter(|last| last.entity.is_none_or(|entity| !self.spoken_of.contains(&entity)));
        let mut end = self
            .tagged
            .mentions
            .partition_point(|m| m.span.start < self.tagged.tokens()[at].span.start);
        let floor = end.saturating_sub(LOOK_BACK);
        let reach = match wanted.being {
            Being::Group => REACH_OF_GROUPS,
            Being::Person(_) => REACH,
        };
        let mut skipped = None;
        // The nearest of whom it is not known whether the pronoun is theirs, and the sentence that names them.
        let mut doubtful: Option<(usize, usize)> = None;
        while end > floor {
            let here = self.tagged.sentence_of(self.tagged.tokens_of(end - 1).start);
            if let Some((mention, near)) = doubtful
                && here + DOUBT < near
            {
                return Some(self.named(mention));
            }
            let start = (floor..end)
                .rev()
                .take_while(|&m| self.tagged.sentence_of(self.tagged.tokens_of(m).start) == here)
                .last()
                .unwrap_or(end - 1);
            let spoken = last
                .as_ref()
                .filter(|l| self.tagged.sentence_of(l.at) >= here)
                .cloned();
            let sure = (start..end).find(|&m| self.may_be(m, wanted) && self.is_surely(m, wanted.being));
            let subject = sure.or_else(|| (start..end).find(|&m| self.may_be(m, wanted)));
            match (spoken, subject) {
                // Who spoke last in that sentence or later comes before whoever else it names.
                (Some(spoken), _) if doubtful.is_none() || spoken.being == wanted.being => {
                    return Some(spoken);
                }
                // `He left.` goes on about whom the sentences before it name.
                (_, Some(m)) if here + reach >= sentence && !self.goes_on(here, m, wanted, sentence) => {
                    match (sure, doubtful) {
                        (Some(sure), _) => return Some(self.named(sure)),
                        (None, None) => doubtful = Some((m, here)),
                        (None, Some(_)) => {}
                    }
                }
                _ => {}
            }
            skipped = skipped.or(subject);
            if here + FARTHEST < sentence {
                break;
            }
            end = start;
        }
        if let Some((mention, _)) = doubtful {
            return Some(self.named(mention));
        }
        last.or_else(|| skipped.map(|m| self.named(m)))
    }

    /// Whether it is known, and not only possible, that a mention is of this kind.
    fn is_surely(&mut self, mention: usize, wanted: Being) -> bool {
        let known = self.mentions[mention].entity.map(|entity| self.being(entity));
        wanted == Being::UNKNOWN || wanted == Being::Group || known == Some(wanted)
    }

    /// Whether a sentence begins with the same pronoun, before it names this mention.
    fn goes_on(&self, sentence: usize, mention: usize, wanted: &Wanted<'_>, own: usize) -> bool {
        let Some(pronoun) = wanted.being.pronoun() else {
            return false;
        };
        let start = self.tagged.segments.sentences[sentence].start;
        let end = self.tagged.tokens_of(mention).start.min(start + 3);
        sentence < own && (start..end).any(|at| self.tagged.is_word(at, pronoun))
    }

    /// Whether a mention may be what a pronoun means.
    fn may_be(&mut self, mention: usize, wanted: &Wanted<'_>) -> bool {
        let Some(entity) = self.mentions[mention].entity else {
            return false;
        };
        // Who is named in the words has not said them: `“Smith is tired,” he said.`
        if self.quoted[mention] || self.spoken_of.contains(&entity) || !wanted.takes(Some(entity)) {
            return false;
        }
        let tokens = self.tagged.tokens_of(mention);
        // In somebody's words, or a mere attribute: `Smith's lawyer`.
        let possessive = matches!(self.tagged.word(tokens.end), "'s" | "’s");
        match self.mentions[mention].label {
            Label::PERSON => !possessive && self.being(entity).fits(wanted.being),
            Label::ORG => wanted.being == Being::Group && !possessive,
            _ => false,
        }
    }
}
