//! The paper that speaks in its own article: `Deutsche Welle: When did you start?`, `told The Gleaner`.

use super::lines::{Unit, head, is_upper};
use super::source::{is_known, is_outlet};
use crate::span::Span;

/// Units of the body that are looked at.
const MOST: usize = 60;
/// Bytes of a unit that are looked at.
const MAX_UNIT: usize = 1200;
/// Longest name of a paper.
const MAX_NAME: usize = 45;

/// The paper that asks the questions of an interview; with `short`, what the header calls the paper, a fuller form of that to
/// which people talk.
pub(super) fn read(text: &str, body: &[Unit], short: Option<Span>) -> Option<Span> {
    let short = short.map(|span| span.slice(text));
    let mut told: Option<Span> = None;
    let mut asked: Option<(Span, usize)> = None;
    for unit in body.iter().take(MOST) {
        let line = head(unit.span.slice(text), MAX_UNIT);
        if let Some(name) = label(line).map(|len| unit.part(&(0..len))) {
            match &mut asked {
                Some((first, times)) if first.slice(text) == name.slice(text) => *times += 1,
                None => asked = Some((name, 1)),
                _ => {}
            }
        }
        let hearers = line.match_indices("told ").map(|(at, word)| at + word.len());
        for at in hearers.take(4) {
            let Some(len) = name_at(&line[at..]) else {
                continue;
            };
            let name = unit.part(&(at..at + len));
            match told {
                Some(first) if first.slice(text) != name.slice(text) => return None,
                _ => told = told.or(Some(name)),
            }
        }
    }
    if short.is_none()
        && let Some((name, 2..)) = asked
    {
        return Some(name);
    }
    let (found, short) = (told?, short?);
    let name = found.slice(text);
    // `Gleaner Writer … told The Gleaner`; `Nikkei staff writer … told Nikkei Asia`
    let holds = name.split(' ').any(|word| word.eq_ignore_ascii_case(short)) || name.starts_with(short);
    (name.len() > short.len() && !is_upper(short) && holds).then_some(found)
}

/// The length of the paper's name before a colon at the head of a line.
fn label(line: &str) -> Option<usize> {
    let at = head(line, MAX_NAME).find(": ")?;
    is_known(&line[..at]).then_some(at)
}

/// The length of the name of a paper that begins there: the longest of capitalised words.
fn name_at(rest: &str) -> Option<usize> {
    let rest = head(rest, MAX_NAME);
    let mut ends = Vec::new();
    let mut at = 0;
    for word in rest.split(' ') {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let joins = matches!(word, "and" | "of" | "&") && at > 0;
        if !joins && !bare.starts_with(|c: char| c.is_uppercase() || c == 't' && bare == "the") {
            break;
        }
        if !joins {
            ends.push(at + bare.len());
        }
        if bare.len() < word.len() {
            break;
        }
        at += word.len() + 1;
    }
    let the = if rest.starts_with("the ") { 4 } else { 0 };
    let end = ends
        .into_iter()
        .rev()
        .find(|&end| end > the && is_outlet(&rest[the..end]))?;
    (the == 0).then_some(end)
}
