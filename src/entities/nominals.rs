//! Nominals: noun phrases that mean an entity of the article (`the president`, `the company`), for those who ask for them.

use std::ops::Range;

use super::speakers::Speakers;
use super::world::World;
use crate::record::{Entity, Label, Nominal, Role};
use crate::rules::{Class, Speech, Tagged};

/// Tokens between *the* and the noun, the noun included.
const LONGEST: usize = 5;

/// Finds the noun phrases that mean an entity, in text order.
pub(crate) fn nominals(
    tagged: &Tagged<'_>,
    world: &World,
    entities: &[Entity],
    roles: &[Role],
    speech: &[Speech],
) -> Vec<Nominal> {
    let mut speakers = Speakers::new(tagged, world, entities, roles, speech);
    let mut out = Vec::new();
    let mut at = 0;
    while at < tagged.tokens().len() {
        let Some(phrase) = phrase(tagged, at) else {
            at += 1;
            continue;
        };
        let next = phrase.end;
        let found = apposed(tagged, next).or_else(|| speakers.described_by(phrase.clone()));
        if let Some(entity) = found {
            out.push(Nominal {
                span: tagged.segments.span(&phrase),
                entity,
            });
        }
        at = next;
    }
    out
}

/// The noun phrase for somebody or for an organisation that begins at a token.
fn phrase(tagged: &Tagged<'_>, at: usize) -> Option<Range<usize>> {
    if !tagged.is_word(at, "the") || tagged.mention_at(at).is_some() {
        return None;
    }
    let end = tagged.sentence_around(at).end.min(at + 1 + LONGEST);
    let is_plain = |at: usize| {
        let word = tagged.word(at);
        let age = tagged.label_at(at) == Some(Label::DATE);
        word == "-" || age || tagged.mention_at(at).is_none() && word.starts_with(|c: char| c.is_lowercase())
    };
    let run = (at + 1..end).take_while(|&at| is_plain(at)).count();
    let noun = (at + 1..at + 1 + run).rev().find(|&at| is_noun(tagged, at))?;
    ends_phrase(tagged, noun + 1).then_some(at..noun + 1)
}

/// Whether a word may stand for somebody or for an organisation.
fn is_noun(tagged: &Tagged<'_>, at: usize) -> bool {
    let is_old = tagged.is_word(at, "old");
    is_old
        || tagged.is_one_of(
            at,
            &[
                Class::Epithet,
                Class::RoleNoun,
                Class::Group,
                Class::Female,
                Class::Male,
            ],
        )
}

/// Whether a phrase may end before a token: no further noun and no name follows, nor what would make it another's.
fn ends_phrase(tagged: &Tagged<'_>, at: usize) -> bool {
    let word = tagged.word(at);
    if tagged.mention_at(at).is_some() || word == "-" || tagged.is_word(at, "of") {
        return false;
    }
    !word.starts_with(char::is_alphanumeric)
        || tagged.is_one_of(
            at,
            &[
                Class::Preposition,
                Class::FiniteWord,
                Class::ClauseWord,
                Class::SpeechVerb,
                Class::StrongPast,
                Class::PastVerb,
                Class::Aside,
            ],
        )
        || word.len() > 4 && word.ends_with("ed")
}

/// `the president, Ann Lee,`: the name that stands beside the phrase.
fn apposed(tagged: &Tagged<'_>, at: usize) -> Option<u32> {
    let mention = tagged.mention_at(at + 1).filter(|_| tagged.word(at) == ",")?;
    let end = tagged.tokens_of(mention).end;
    let named = &tagged.mentions[mention];
    let ends = matches!(tagged.word(end), "," | "." | ")" | "");
    named.entity.filter(|_| named.label == Label::PERSON && ends)
}
