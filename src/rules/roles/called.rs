//! The role of somebody whose name a clause gives: `a barista who gave her name as Kinga`, `a driver named Moussa`.

use std::ops::Range;

use super::phrase::{Lead, Phrase};
use super::sentence::Sentence;

/// Tokens between the noun and the name.
const FARTHEST: usize = 16;
/// Tokens that the phrase before the clause may have.
const LONGEST: usize = 12;
const NAMINGS: &[&str] = &[
    "name",
    "names",
    "named",
    "surname",
    "nickname",
    "initials",
    "identify",
    "identified",
    "identifies",
    "known",
    "call",
    "called",
    "calls",
    "goes",
    "nicknamed",
    "introduced",
];

/// The role that stands before the clause that names somebody.
pub(super) fn role(sentence: &Sentence<'_>, name: &Range<usize>) -> Option<Phrase> {
    let last = name.start.checked_sub(1).filter(|&at| at > sentence.from)?;
    if sentence.one_of(last, &["named", "called", "nicknamed"]) {
        return ending(sentence, last);
    }
    // by his first name, Moussa
    let comma = usize::from(sentence.word(last) == "," && sentence.one_of(last - 1, NAMINGS));
    if comma == 0 && !sentence.one_of(last, &["as", "by"]) {
        return None;
    }
    let first = last.saturating_sub(FARTHEST).max(sentence.from);
    let joint = (first..last - comma + 1)
        .rev()
        .take_while(|&at| !sentence.is_break(at));
    let mut naming = None;
    for at in joint {
        if sentence.one_of(at, NAMINGS) {
            naming = Some(at);
        } else if sentence.one_of(at, &["who"]) {
            naming?;
            let set_off = usize::from(at > sentence.from && sentence.word(at - 1) == ",");
            return ending(sentence, at - set_off);
        }
    }
    // a farmer identified only as Musa
    naming
        .filter(|&at| sentence.one_of(at, &["identified", "known"]))
        .and_then(|at| ending(sentence, at))
}

/// The phrase with *a* before it that ends at `end`.
fn ending(sentence: &Sentence<'_>, end: usize) -> Option<Phrase> {
    let first = end.saturating_sub(LONGEST).max(sentence.from);
    (first..end)
        .rev()
        .filter(|&at| sentence.one_of(at, &["a", "an", "another", "one"]))
        .find_map(|at| {
            let phrase = Phrase::read_beside(sentence, at)?;
            // a clerk of 23 named Moussa
            let last = phrase.tokens.end;
            let aged = sentence.one_of(last, &["of", "aged"]) && last + 2 == end;
            let whole = last == end || aged || super::phrase::is_placed(sentence, last);
            (phrase.lead == Lead::Indefinite && whole).then_some(phrase)
        })
}
