//! The places of a dateline: where each begins, and whether words could name one.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::day::regex;
use super::lines::is_upper;
use super::lists::{CITIES, PARTICLES, STATES};
use super::source;

/// The range without white space, signs and a sentence's stop around its places.
pub(super) fn trim(top: &str, range: Range<usize>) -> Range<usize> {
    let text = &top[range.clone()];
    let is_edge = |c: char| {
        super::lines::is_space(c) || matches!(c, ',' | ';' | ':' | '|' | '-' | '–' | '—' | '/' | '*' | '(')
    };
    let start = range.start + (text.len() - text.trim_start_matches(is_edge).len());
    let end = start + text.trim_matches(is_edge).len();
    // A sentence-like stop after a whole word is not the place's: `MOSCOW. May 3`.
    let inner = &top[start..end];
    let stop = inner.ends_with('.') && !is_short_form(inner);
    start..end - usize::from(stop)
}

/// `Me.` after a comma, `D.C.`: the stop belongs to the word.
fn is_short_form(place: &str) -> bool {
    let last = place.rsplit([',', ' ']).next().unwrap_or("");
    STATES.has(last) || last.matches('.').count() > 1 || place.contains(',') && last.len() <= 6
}

/// Splits `PARIS and BERLIN`, `WASHINGTON/BEIJING`, `PARIS, BERLIN and ROME`; `NAIROBI, Kenya` stays one.
pub(super) fn split(top: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = range.start;
    let text = &top[range.clone()];
    let joints: Vec<_> = AND
        .find_iter(text)
        .filter(|m| !is_open(&text[..m.start()]) && !is_country_after(text, m.start(), m.end()))
        .map(|m| range.start + m.start()..range.start + m.end())
        .collect();
    let several = !joints.is_empty();
    for joint in joints.into_iter().chain(std::iter::once(range.end..range.end)) {
        let whole = at..joint.start;
        if STATES.has(&top[range.clone()]) {
            return vec![range];
        }
        out.extend(towns(top, whole, several));
        at = joint.end;
    }
    out.retain(|place| !place.is_empty());
    out
}

/// Whether a bracket is open at the text's end: `Tamale (N/R)` is one place.
fn is_open(text: &str) -> bool {
    let last = |a, b| text.rfind([a, b]);
    last('(', '[') > last(')', ']')
}

/// `GDYNIA/Poland`: a country in plain case after a slash belongs to the town in capitals.
fn is_country_after(text: &str, start: usize, end: usize) -> bool {
    let town = text[..start].rsplit(['/', ';', ',']).next().unwrap_or("");
    let country = &text[end..];
    text[start..end].contains('/') && is_upper(town) && !is_upper(country) && STATES.has(country)
}

static AND: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)\s*(?:/|;|&|\sand\s)\s*"));

/// Parts at commas: a state or country, or anything in plain case after capitals, belongs to the town before it.
fn towns(top: &str, range: Range<usize>, several: bool) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut at = range.start;
    for piece in top[range.clone()].split_inclusive(',') {
        let part = source::trim(top, at..at + piece.len());
        let part = with_bracket_end(top, part, range.end);
        at += piece.len();
        let text = &top[part.clone()];
        let apart = |last: &Range<usize>| {
            !STATES.has(text)
                && is_upper(text) == is_upper(&top[last.clone()])
                && (several || CITIES.has(text) && CITIES.has(&top[last.clone()]))
        };
        match out.last_mut() {
            Some(last) if !apart(last) => last.end = part.end,
            _ => out.push(part),
        }
    }
    out
}

/// Trimming brackets must not cut `New Delhi [India]`.
fn with_bracket_end(top: &str, part: Range<usize>, most: usize) -> Range<usize> {
    let after = &top[part.end..most.max(part.end)];
    let closes = |open, close| top[part.clone()].contains(open) && after.starts_with(close);
    part.start..part.end + usize::from(closes('[', ']') || closes('(', ')'))
}

/// Whether the words could name a place: capitalised words with small words between.
pub(super) fn is_place(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().take(12).collect();
    let fine = |w: &&str| {
        let bare = w.trim_matches(|c: char| matches!(c, ',' | '[' | ']' | '(' | ')' | '\'' | '’' | '‘'));
        bare.starts_with(char::is_uppercase)
            || PARTICLES.has(bare)
            || bare.contains('-')
            || bare.contains(['’', '\''])
    };
    let clean =
        !text.contains(|c: char| matches!(c, '?' | '!' | '"' | '“' | ':' | '$' | '%') || c.is_ascii_digit());
    !words.is_empty()
        && words.len() <= 9
        && clean
        && words.iter().all(fine)
        && words[0].starts_with(|c: char| !c.is_lowercase())
}

/// A town or country of the lists, or anything before a state or country of the lists.
pub(super) fn is_known_place(text: &str) -> bool {
    let known = |t: &str| CITIES.has(t) || STATES.has(t);
    let plain = |t: &str| {
        t.trim_matches(|c: char| matches!(c, '[' | ']' | '(' | ')' | ' ' | ','))
            .to_owned()
    };
    known(text)
        || text
            .rsplit_once(',')
            .is_some_and(|(town, state)| STATES.has(&plain(state)) && is_place(town))
        || text
            .rsplit_once(['[', '('])
            .is_some_and(|(town, state)| STATES.has(&plain(state)) && is_place(town))
}

/// Whether the town before the comma or bracket is in capitals.
pub(super) fn has_capital_town(text: &str) -> bool {
    is_upper(text.split([',', '(', '[']).next().unwrap_or(""))
}
