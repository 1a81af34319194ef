//! Whether a name is a woman's, a man's or a group's: by what stands beside it, by its first name, by pronouns after it.

use super::speakers::Speakers;
use super::world::Gender;
use crate::record::Label;
use crate::rules::{Class, Tagged, classes};
use crate::span::Span;

/// How far before a name its honorific may begin.
const REACH: usize = 24;
/// Mentions of an entity that may show its sex.
const SHOWN_BY: usize = 30;
/// Tokens after a name in which a pronoun may be its own.
const PRONOUN_NEAR: usize = 30;

/// What is known of the sex or number of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Being {
    /// One human being.
    Person(Option<Gender>),
    /// A group or a thing.
    Group,
}

impl Being {
    pub(super) const FEMALE: Being = Being::Person(Some(Gender::Female));
    pub(super) const MALE: Being = Being::Person(Some(Gender::Male));
    pub(super) const UNKNOWN: Being = Being::Person(None);

    /// Whether both may be one.
    pub(super) fn fits(self, other: Being) -> bool {
        match (self, other) {
            (Being::Person(Some(one)), Being::Person(Some(other))) => one == other,
            (Being::Person(_), Being::Person(_)) | (Being::Group, Being::Group) => true,
            _ => false,
        }
    }

    /// The pronoun of a person whose sex is known.
    pub(super) fn pronoun(self) -> Option<&'static str> {
        match self {
            Being::Person(Some(Gender::Female)) => Some("she"),
            Being::Person(Some(Gender::Male)) => Some("he"),
            _ => None,
        }
    }
}

impl Speakers<'_> {
    /// What is known of an entity's sex.
    pub(super) fn being(&mut self, entity: u32) -> Being {
        if let Some(known) = self.beings[entity as usize] {
            return known;
        }
        let found = match self.entities[entity as usize].label {
            Label::PERSON => Being::Person(self.gender(entity)),
            _ => Being::Group,
        };
        self.beings[entity as usize] = Some(found);
        found
    }

    /// Whether a title or a first name shows the sex of an entity, and not only a pronoun after the name.
    pub(super) fn is_shown(&self, entity: u32) -> bool {
        self.shown(entity).is_some()
    }

    fn gender(&self, entity: u32) -> Option<Gender> {
        let mentions = self.entities[entity as usize].mentions.iter().take(SHOWN_BY);
        let by_pronoun = || {
            mentions
                .clone()
                .find_map(|&mention| self.by_pronoun(mention as usize))
        };
        self.shown(entity).or_else(by_pronoun)
    }

    fn shown(&self, entity: u32) -> Option<Gender> {
        let mentions = || {
            let all = self.entities[entity as usize].mentions.iter();
            all.take(SHOWN_BY).map(|&mention| mention as usize)
        };
        let given = |mention: usize| {
            let name = self.mentions[mention].span.slice(self.tagged.text());
            let (given, _) = name.split_once(' ')?;
            self.world.gender(&given.to_lowercase())
        };
        mentions()
            .find_map(|mention| self.titled(mention))
            .or_else(|| mentions().find_map(given))
    }

    /// What the words beside a name say: `Mrs. Watson`, `spokeswoman Watson`, `Watson, the spokeswoman`.
    fn titled(&self, mention: usize) -> Option<Gender> {
        let tagged = self.tagged;
        let tokens = tagged.tokens_of(mention);
        let before = tokens.start.checked_sub(1);
        let apposed = || {
            let words = (tokens.end + 1..tokens.end + 7)
                .take_while(|&at| !matches!(tagged.word(at), "," | "." | "who"));
            let mut nouns = words.filter(|&at| !is_pronoun(tagged.word(at)));
            nouns.find_map(|at| gender_at(tagged, at))
        };
        honoured(tagged.text(), self.mentions[mention].span)
            .or_else(|| before.and_then(|at| gender_at(tagged, at)))
            .or_else(|| (tagged.word(tokens.end) == ",").then(apposed).flatten())
    }

    /// What the first pronoun after a name says, where no other person is named between, nor in the sentence before it:
    /// `Ri resigned. She …`
    fn by_pronoun(&self, mention: usize) -> Option<Gender> {
        let tagged = self.tagged;
        let tokens = tagged.tokens_of(mention);
        let sentence = tagged.sentence_around(tokens.start);
        let other = |at: usize| tagged.label_at(at) == Some(Label::PERSON);
        // `such as Rosa Díaz, whose husband …`: what follows is about her, whoever stands before.
        let is_told_of =
            tagged.word(tokens.end) == "," && crate::lexical::is_any(tagged.word(tokens.end + 1), &["whose"]);
        if self.quoted[mention] || !is_told_of && (sentence.start..tokens.start).any(other) {
            return None;
        }
        let mut after = (tokens.end..tokens.end + PRONOUN_NEAR)
            .take_while(|&at| at < tagged.tokens().len() && !other(at))
            .take_while(|&at| !matches!(tagged.word(at), "“" | "\"" | "‘"));
        let at = after.find(|&at| is_pronoun(tagged.word(at)))?;
        // `Menon said she never shouted. “…,” he said.`: the pronoun behind the marks is the speaker's.
        let reported = at > 0 && tagged.is(at - 1, Class::SpeechVerb);
        let own = reported.then(|| self.said_after(tokens.end)).flatten();
        own.or_else(|| gender_at(tagged, at))
    }
}

impl Speakers<'_> {
    /// What the pronoun beside the next words in marks says, where no other person is named before it.
    fn said_after(&self, from: usize) -> Option<Gender> {
        let tagged = self.tagged;
        let end = tagged.tokens().len().min(from + 2 * PRONOUN_NEAR);
        let mut near = (from..end).take_while(|&at| tagged.label_at(at) != Some(Label::PERSON));
        let at = near.find(|&at| {
            matches!(tagged.word(at), "”" | "\"" | "’")
                && is_pronoun(tagged.word(at + 1))
                && tagged.is(at + 2, Class::SpeechVerb)
        })?;
        gender_at(tagged, at + 1)
    }
}

/// The gender that a token's word says.
fn gender_at(tagged: &Tagged<'_>, at: usize) -> Option<Gender> {
    match (tagged.is(at, Class::Female), tagged.is(at, Class::Male)) {
        (true, false) => Some(Gender::Female),
        (false, true) => Some(Gender::Male),
        _ => None,
    }
}

fn is_pronoun(word: &str) -> bool {
    const PRONOUNS: [&str; 8] = ["he", "him", "his", "himself", "she", "her", "hers", "herself"];
    crate::lexical::is_any(word, &PRONOUNS)
}

/// The gender that the word before a name gives.
pub(super) fn honoured(text: &str, name: Span) -> Option<Gender> {
    let own = name
        .slice(text)
        .split_once(' ')
        .and_then(|(first, _)| gender(first));
    if own.is_some() {
        return own;
    }
    let end = name.start as usize;
    let start = (end.saturating_sub(REACH)..end).find(|&at| text.is_char_boundary(at))?;
    let before = text[start..end].trim_end();
    let word = before.trim_end_matches(',');
    let word = word
        .rsplit(|c: char| !c.is_alphabetic() && c != '.')
        .next()
        .unwrap_or("");
    gender(word)
}

/// Whether the word is an honorific that is no part of a name.
pub(super) fn is_honorific(word: &str) -> bool {
    matches!(
        word,
        "mr" | "mrs"
            | "ms"
            | "miss"
            | "mister"
            | "sir"
            | "lord"
            | "lady"
            | "dame"
            | "dr"
            | "prof"
            | "mme"
            | "madame"
    )
}

/// The gender that a word says: an honorific, a title, a word of kinship; no pronoun.
fn gender(word: &str) -> Option<Gender> {
    if is_pronoun(word) {
        return None;
    }
    let classes = classes(&word.to_lowercase());
    match (classes.has(Class::Female), classes.has(Class::Male)) {
        (true, false) => Some(Gender::Female),
        (false, true) => Some(Gender::Male),
        _ => None,
    }
}
