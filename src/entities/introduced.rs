//! People whom the article brings in without a name: *another survivor*, *a senior official of the ministry*, *her husband*.

use std::ops::Range;

use super::genders::Being;
use super::speakers::{Found, Speakers};
use super::world::Gender;
use crate::lexical::is_any;
use crate::record::Label;
use crate::rules::{Class, Tagged};

/// Tokens from what opens such a phrase to its noun.
const LONGEST: usize = 6;
/// Tokens before a phrase in which somebody may be brought in: *a diplomat said … the diplomat said*.
const BROUGHT_IN: usize = 400;
/// Words that bring in one of many.
const ONE: [&str; 4] = ["a", "an", "another", "one"];

impl Speakers<'_> {
    /// Who is the subject of the sentence right before the words of the speaker at a token, when it names nobody:
    /// `Another survivor put it bluntly. “…” she said.`
    pub(super) fn introduced(&self, at: usize, wanted: Being) -> Option<Found> {
        let tagged = self.tagged;
        let nested = self.words_around(at).is_some();
        let said = self.said_at();
        let from = if nested { at } else { at.min(said) };
        let number = tagged.sentence_of(from).checked_sub(1)?;
        let sentence = tagged.segments.sentences[number].clone();
        let heard = self.last.as_ref().is_some_and(|last| last.at >= sentence.start);
        let near = self.line(from) <= self.line(sentence.start) + 1;
        if heard && !nested || !near {
            return None;
        }
        let named = |at: usize| tagged.label_at(at) == Some(Label::PERSON);
        if !nested && sentence.clone().any(named) {
            return None;
        }
        let start = sentence.clone().find(|&at| {
            tagged.word(at).starts_with(char::is_alphanumeric)
                && !is_any(
                    tagged.word(at),
                    &["and", "but", "still", "yet", "so", "then", "meanwhile"],
                )
        })?;
        let opener = tagged.word(start);
        let here = tagged.tokens()[start].span;
        let own = nested && is_any(opener, &["my", "our"]);
        if nested && !own && !self.shares_words(at, here) {
            return None;
        }
        let kin = own || is_any(opener, &["his", "her", "their"]);
        if !kin && !is_any(opener, &ONE) {
            return None;
        }
        let noun = self.person_noun(start + 1..sentence.end.min(start + LONGEST))?;
        let being = being_of(tagged, noun);
        let fits = being.fits(wanted) && (!kin || being != Being::UNKNOWN || nested);
        fits.then(|| self.unnamed(start..noun + 1, being))
    }

    /// The body without a name that is the subject of the sentence right before the words: `The union wants names. “…,” it said.`
    pub(super) fn group_before(&mut self, at: usize) -> Option<Found> {
        let tagged = self.tagged;
        if self.words_around(at).is_some() {
            return None;
        }
        let from = at.min(self.said_at());
        let sentence = tagged.segments.sentences[tagged.sentence_of(from).checked_sub(1)?].clone();
        let heard = self.last.as_ref().is_some_and(|last| last.at >= sentence.start);
        let start = sentence.start;
        if heard || self.line(from) != self.line(start) || !is_any(tagged.word(start), &["the", "a", "an"]) {
            return None;
        }
        let end = sentence.end.min(start + LONGEST + 1);
        let verb = (start + 2..end).find(|&at| {
            tagged.mention_at(at).is_none()
                && (tagged.is_one_of(at, &[Class::FiniteWord, Class::SpeechVerb, Class::StrongPast])
                    || tagged.is(at - 1, Class::Writing)
                        && (tagged.is(at, Class::PastVerb) || tagged.word(at).ends_with('s')))
        })?;
        let noun = verb - 1;
        let plain = (start + 1..verb).all(|at| tagged.mention_at(at).is_none());
        if plain && tagged.is(noun, Class::Writing) && !tagged.is(noun, Class::Group) {
            let mut found = self.as_written(start..verb, Being::Group);
            found.noun = Some(noun);
            return Some(found);
        }
        (plain && tagged.is(noun, Class::Group)).then(|| self.phrase(start..verb, verb))
    }

    /// The phrase that has brought in somebody of this noun: *a senior official of the ministry* for *the official*.
    pub(super) fn brought_in(&self, at: usize, noun: usize) -> Option<Found> {
        let tagged = self.tagged;
        let (start, other) = self.bringing_in(at, noun)?;
        let near = self.line(at) <= self.line(start) + 4;
        let one = is_any(tagged.word(start), &ONE) && near;
        one.then(|| self.unnamed(start..other + 1, being_of(tagged, noun)))
    }

    /// Where somebody is brought in without a name before a token, the nearest: *a diplomat*, *two men*.
    pub(super) fn bringing_in(&self, at: usize, noun: usize) -> Option<(usize, usize)> {
        let tagged = self.tagged;
        (at.saturating_sub(BROUGHT_IN)..at.saturating_sub(1))
            .rev()
            .filter(|&other| tagged.word(other).eq_ignore_ascii_case(tagged.word(noun)))
            .find_map(|other| {
                let start = (other.saturating_sub(4)..other)
                    .rev()
                    .take_while(|&before| tagged.word(before).starts_with(|c: char| c.is_alphanumeric()))
                    .find(|&before| is_any(tagged.word(before), &ONE))?;
                // `Tunde Afolabi, a striker`, `Ann Lee is a singer`
                (!self.is_said_of_name(other)).then_some((start, other))
            })
    }

    /// Whether a name stands in the sentence before a token or right behind it.
    fn is_said_of_name(&self, at: usize) -> bool {
        let tagged = self.tagged;
        let person = |at: usize| tagged.label_at(at) == Some(Label::PERSON);
        let sentence = tagged.sentence_around(at);
        (sentence.start.max(at.saturating_sub(8))..(at + 3).min(sentence.end)).any(person)
    }

    /// The noun of the phrase that begins before these tokens, when it means one person.
    fn person_noun(&self, tokens: Range<usize>) -> Option<usize> {
        let tagged = self.tagged;
        let plain = |at: usize| {
            tagged.word(at).starts_with(|c: char| c.is_lowercase())
                || tagged.word(at) == "-"
                || tagged.label_at(at).is_some_and(|label| label != Label::PERSON)
        };
        let run = tokens.clone().take_while(|&at| plain(at));
        let human = run.filter(|&at| is_human(tagged, at) && tagged.mention_at(at).is_none());
        // `a taxi driver`, `a bank clerk`: the first after which no further noun for people stands.
        let noun = human.take(3).find(|&at| !is_human(tagged, at + 1))?;
        (!tagged.word(noun).ends_with('s') || super::posts::is_single(tagged.word(noun))).then_some(noun)
    }

    /// The words of a phrase with what its noun is of, as far as a name: *of the Leeds Water Authority*.
    fn unnamed(&self, phrase: Range<usize>, being: Being) -> Found {
        let tagged = self.tagged;
        let mut end = phrase.end;
        while is_any(tagged.word(end), &["of", "for", "from", "at", "with"]) {
            let name = end + 1 + usize::from(tagged.is_word(end + 1, "the"));
            let Some(mention) = tagged.mention_at(name) else {
                break;
            };
            if !self.mentions[mention].label.is_name() {
                break;
            }
            end = tagged.tokens_of(mention).end;
        }
        let mut found = self.as_written(phrase.start..end, being);
        found.noun = Some(phrase.end - 1);
        found
    }

    /// The number of the paragraph that a token stands in.
    pub(super) fn line(&self, at: usize) -> usize {
        let start = self.tagged.tokens()[at].span.start;
        self.tagged
            .article
            .paragraphs
            .partition_point(|p| p.span.start <= start)
    }
}

/// Whether a noun means people.
fn is_human(tagged: &Tagged<'_>, at: usize) -> bool {
    tagged.is_one_of(
        at,
        &[
            Class::RoleNoun,
            Class::Epithet,
            Class::Bystander,
            Class::Female,
            Class::Male,
        ],
    )
}

/// What a noun says of the sex of the one whom it means.
fn being_of(tagged: &Tagged<'_>, noun: usize) -> Being {
    match (tagged.is(noun, Class::Female), tagged.is(noun, Class::Male)) {
        (true, false) => Being::Person(Some(Gender::Female)),
        (false, true) => Being::Person(Some(Gender::Male)),
        _ => Being::UNKNOWN,
    }
}
