//! Roles before the name: `US Secretary of State Antony Blinken`, and `the company's chief executive, Jane Roe, said`.

use std::ops::Range;

use super::super::lexicon::Class;
use super::is_former;
use super::phrase::{Lead, Phrase, may_modify};
use super::sentence::Sentence;
use crate::record::Label;
use crate::text::TokenKind;

/// Tokens that are looked at before a name.
const FARTHEST: usize = 20;

/// Finds the roles before a name. Returns where the name begins with what stands glued before it.
pub(super) fn roles(sentence: &Sentence<'_>, name: &Range<usize>, add: &mut impl FnMut(Phrase)) -> usize {
    let mut start = name.start;
    while start > sentence.from && is_honorific(sentence, start - 1) {
        start -= 1;
    }
    if let Some(phrase) = title(sentence, start) {
        start = phrase.tokens.start;
        add(phrase);
    }
    if start > sentence.from
        && sentence.word(start - 1) == ","
        && let Some(phrase) = apposition(sentence, start - 1, name.end)
    {
        add(phrase);
    }
    start
}

fn is_honorific(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.is(at, Class::Honorific)
        && sentence.mention(at).is_none()
        && sentence.word(at).starts_with(char::is_uppercase)
}

/// The title that ends where the name begins.
fn title(sentence: &Sentence<'_>, end: usize) -> Option<Phrase> {
    if end == sentence.from {
        return None;
    }
    let last = end - 1;
    let noun = if sentence.mention(last).is_some() {
        noun_before_part(sentence, end)?
    } else if sentence.is(last, Class::RoleNoun) {
        last
    } else if sentence.one_of(last, &["elect", "designate"]) && last > sentence.from && sentence.joins(last - 1) {
        last - 2
    } else {
        noun_before_part(sentence, end)?
    };
    let (start, pronoun) = left(sentence, noun);
    if pronoun && sentence.one_of(noun, &["partner"]) {
        return None;
    }
    // Chairman of the Joint Chiefs of Staff Gen.
    let start = if noun == last && sentence.kind(last) != TokenKind::Word {
        let rank = start;
        noun_before_part(sentence, rank).map_or(rank, |noun| left(sentence, noun).0)
    } else {
        start
    };
    let late = usize::from(sentence.one_of(start, &["late"]) && start < noun);
    Some(Phrase {
        tokens: start + late..end,
        noun,
        lead: Lead::Bare,
        former: is_former(sentence, start..noun),
    })
}

/// The noun of `Secretary of State`, `mayor of London` that ends at `end`.
fn noun_before_part(sentence: &Sentence<'_>, end: usize) -> Option<usize> {
    let mut at = end;
    while at > sentence.from && at + 10 > end {
        let last = at - 1;
        if let Some((label, start, _)) = sentence.mention(last) {
            if !may_modify(label) {
                return None;
            }
            at = start;
            continue;
        }
        if sentence.one_of(last, &["of", "for"]) {
            if at < end && last > sentence.from && sentence.is(last - 1, Class::RoleNoun) {
                return Some(last - 1);
            }
        } else if !(sentence.one_of(last, &["the", "and"])
            || sentence.is(last, Class::PostModifier)
            || sentence.is_capital(last) && !sentence.is(last, Class::PhraseStop))
        {
            return None;
        }
        at = last;
    }
    None
}

/// Where the phrase of a noun begins, read backwards; and whether a possessive pronoun stands before it.
fn left(sentence: &Sentence<'_>, noun: usize) -> (usize, bool) {
    let mut start = noun; // the phrase has at least these words
    let mut at = noun;
    let mut unsure = 0;
    while at > sentence.from && noun - at < FARTHEST {
        let last = at - 1;
        if sentence.joins(last) {
            // vice-president, London-based analyst
            at = match sentence.mention(last - 1) {
                Some((Label::PERSON, ..)) => break,
                Some((_, first, _)) => first,
                None => last - 1,
            };
            if unsure == 0 {
                start = at;
            }
            continue;
        }
        let possessed = sentence.is_possessive(at);
        if let Some((label, first, _)) = sentence.mention(last) {
            let place = label == Label::GPE && !possessed && sentence.one_of(first.wrapping_sub(1), &["in", "from"]);
            if place || !may_modify(label) && !(possessed && label == Label::PERSON) {
                break;
            }
            at = first;
            while label == Label::PERSON && at > sentence.from && is_honorific(sentence, at - 1) {
                at -= 1;
            }
        } else if sentence.is_possessive(last) {
            at = last;
            unsure += 1;
            continue;
        } else if sentence.is_break(last) {
            break;
        } else if sentence.is(last, Class::Determiner) {
            let pronoun = sentence.one_of(last, &["his", "her", "their", "my", "our", "your"]);
            return (if sentence.is_possessive(at) { start } else { at }, pronoun);
        } else if sentence.one_of(last, &["and", "&"]) {
            let listed = last > sentence.from
                && sentence.mention(last - 1).is_none()
                && (sentence.is(last - 1, Class::RoleNoun) || sentence.is(last - 1, Class::PostModifier));
            if !listed {
                break;
            }
            at = last;
            continue;
        } else if sentence.is(last, Class::FormerWord)
            || (sentence.is(last, Class::PostModifier) || sentence.is(last, Class::RoleNoun))
                && !sentence.is(last, Class::PhraseStop)
        {
            at = last;
        } else if sentence.is(last, Class::PhraseStop) {
            break;
        } else if sentence.is_capital(last) {
            at = last;
        } else {
            let word = sentence.word(last);
            let plural = word.ends_with('s') && !word.ends_with("ss") && !possessed;
            if plural || word.ends_with("ly") || sentence.is_verbal(last) || unsure == 4 {
                break;
            }
            at = last;
            unsure += 1;
            continue;
        }
        start = at;
        unsure = 0;
    }
    (start, false)
}

/// The role in `the company's chief executive, Jane Roe, said`: it ends at the comma, and the name is closed after `end`.
fn apposition(sentence: &Sentence<'_>, comma: usize, end: usize) -> Option<Phrase> {
    if !sentence.closes(end) && !sentence.one_of(end, &["and"]) {
        return None;
    }
    let mut from = comma;
    while from > sentence.from && comma - from < FARTHEST && !sentence.is_break(from - 1) {
        from -= 1;
    }
    // After talks with the president, Jane Roe, ...
    if sentence.one_of(from, &["after", "before", "when", "while", "if", "as", "since"]) {
        return None;
    }
    let starts = |at: &usize| {
        *at == from
            || sentence.is(*at, Class::Determiner)
            || sentence.is(*at - 1, Class::PhraseStop) && !sentence.is(*at - 1, Class::PostModifier)
    };
    (from..comma)
        .filter(starts)
        .find_map(|at| Phrase::read(sentence, at).filter(|phrase| phrase.tokens.end == comma))
}
