//! Who put the questions of an interview that has no byline: `She spoke to Rudi Blackman at Kensington Oval.`

use super::lines::{Unit, head};
use super::name::{is_capitalised, is_full_name, is_name};
use super::source::is_outlet;
use crate::span::Span;

/// Units of the article that are looked at.
const MOST: usize = 30;
/// Bytes of a unit that are looked at.
const MAX_UNIT: usize = 800;
/// Longest name, in words.
const MOST_WORDS: usize = 4;
/// What stands before the name.
const CUES: [&str; 9] = [
    " spoke to ",
    " spoke with ",
    " speaks to ",
    " talked to ",
    " talked with ",
    " talks to ",
    " sat down with ",
    "nterviewed by ",
    "n conversation with ",
];
/// What may stand behind a name that stands first: `Ann Lee talked to him`.
const PRONOUNS: [&str; 3] = ["him", "her", "them"];

/// The name of whom somebody is said to have talked to above the first of several questions.
pub(super) fn read(text: &str, units: &[Unit]) -> Option<Span> {
    let is_question = |unit: &&Unit| unit.span.slice(text).starts_with("Q:");
    let units = &units[..units.len().min(MOST)];
    let first = units.iter().position(|unit| is_question(&unit))?;
    if units[first..].iter().filter(is_question).count() < 2 {
        return None;
    }
    units[..first].iter().find_map(|unit| {
        let line = head(unit.span.slice(text), MAX_UNIT);
        CUES.iter().find_map(|cue| {
            let at = line.find(cue)?;
            let after = at + cue.len();
            let asked = PRONOUNS.iter().any(|pronoun| line[after..].starts_with(pronoun));
            let range = if asked {
                before(line, at)?
            } else {
                behind(line, after)?
            };
            let name = &line[range.clone()];
            (is_name(name, false) && is_full_name(name) && !is_outlet(name)).then(|| unit.part(&range))
        })
    })
}

/// The capitalised words from `at` on.
fn behind(line: &str, at: usize) -> Option<std::ops::Range<usize>> {
    let mut end = at;
    for word in line[at..].split(' ').take(MOST_WORDS) {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if !is_capitalised(bare) {
            break;
        }
        let from = if end == at { at } else { end + 1 };
        end = from + bare.len();
        if bare.len() < word.len() {
            break;
        }
    }
    (end > at).then_some(at..end)
}

/// The capitalised words of the sentence that end at `at`.
fn before(line: &str, at: usize) -> Option<std::ops::Range<usize>> {
    let start = line[..at].rfind(". ").map_or(0, |stop| stop + 2);
    let name = &line[start..at];
    name.split(' ').all(is_capitalised).then_some(start..at)
}
