//! A dateline taken apart from its end: agency, day, and the places that are left.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::day::{self, Day, regex};
use super::lines::{is_upper, words};
use super::lists::{self, STATES, WEEKDAYS};
use super::places::{self, is_known_place, is_place};
use super::source::{is_agency, is_known, is_outlet, trim};

/// A dateline's parts, with their places in the unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Where it stops: after the dash.
    pub(super) end: usize,
    /// Its places; none for `(Bloomberg) --`.
    pub(super) places: Vec<Range<usize>>,
    /// Its day.
    pub(super) day: Option<Day>,
    /// The agency.
    pub(super) agency: Option<Range<usize>>,
}

impl Line {
    /// Whether more than a place before a dash speaks for it.
    pub(super) fn is_strong(&self) -> bool {
        self.agency.is_some() || self.day.is_some()
    }

    /// The same, with ranges moved by `by`.
    pub(super) fn shifted(mut self, by: usize) -> Line {
        let shift = |r: Range<usize>| r.start + by..r.end + by;
        self.end += by;
        self.places = self.places.into_iter().map(shift).collect();
        self.agency = self.agency.map(shift);
        if let Some(day) = &mut self.day {
            day.range = shift(day.range.clone());
        }
        self
    }

    /// How much it says besides its places.
    pub(super) fn told(&self) -> usize {
        usize::from(self.agency.is_some()) + usize::from(self.day.is_some())
    }
}

/// Takes a dateline apart from its end: agency, day, and what is left are places.
pub(super) fn parts(top: &str) -> Option<Line> {
    let mut line = Line {
        end: 0,
        places: Vec::new(),
        day: None,
        agency: None,
    };
    let mut left = in_bracket(top).unwrap_or(0..top.len());
    while let Some(shorter) = strip(top, left.clone(), &mut line) {
        left = shorter;
    }
    let left = places::trim(top, left);
    if left.is_empty() {
        return (line.agency.is_some()).then_some(line);
    }
    if left.len() > 110 {
        return None;
    }
    line.places = places::split(top, left);
    Some(line)
}

/// Takes one agency or day from the end (or an agency in brackets from the start); what is left then.
fn strip(top: &str, left: Range<usize>, line: &mut Line) -> Option<Range<usize>> {
    let text = top[left.clone()].trim_end_matches(is_edge);
    let left = left.start..left.start + text.len();
    strip_bracket(top, left.clone(), line)
        .or_else(|| strip_leading(top, left.clone(), line))
        .or_else(|| strip_day(top, left.clone(), line))
        .or_else(|| strip_word(top, left.clone(), line))
        .or_else(|| strip_leading_day(top, left, line))
}

/// `3 May 2024, Oslo`, `May 3, 2024 (Oslo)`: the day before a place that is known or in capitals.
fn strip_leading_day(top: &str, left: Range<usize>, line: &mut Line) -> Option<Range<usize>> {
    let first = top[left.clone()].split([' ', '.', ',']).next().unwrap_or("");
    let may_be =
        first.starts_with(|c: char| c.is_ascii_digit()) || lists::number_of(&lists::MONTHS, first).is_some();
    if line.day.is_some() || !may_be {
        return None;
    }
    let mut day = day::find(&top[left.clone()]).into_iter().next()?;
    let from = left.start + day.range.end;
    let mut place = trim(top, from..left.end);
    if !top[from..place.start].trim_start().starts_with('(') {
        place = places::trim(top, from..left.end);
    }
    let text = &top[place.clone()];
    let apart = place.start > from && top[from..place.start].contains(|c: char| !c.is_whitespace());
    let fits = is_known_place(text) || is_upper(text) && is_place(text);
    if day.range.start > 0 || !apart || !fits {
        return None;
    }
    day.range = left.start..from;
    line.day = Some(day);
    Some(place)
}

/// `(Sofia, March 7, 2024)`: place and day, or a known place, in brackets.
fn in_bracket(top: &str) -> Option<Range<usize>> {
    let inner = top.trim_end().strip_prefix('(')?.strip_suffix(')')?;
    let place = day::find(inner)
        .pop()
        .filter(|day| day.range.end == inner.len())
        .map_or(inner, |day| inner[..day.range.start].trim_end_matches(is_edge));
    let fits = !place.contains(['(', ')'])
        && !is_known(place)
        && (is_known_place(place) || place.len() < inner.len() && is_place(place));
    fits.then(|| 1..1 + inner.len())
}

fn is_edge(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ':' | '-' | '–' | '—')
}

fn strip_bracket(top: &str, left: Range<usize>, line: &mut Line) -> Option<Range<usize>> {
    if line.agency.is_some() && line.day.is_some() {
        return None;
    }
    let c = BRACKET.captures(&top[left.clone()])?;
    let (whole, inner) = (c.get(0)?, c.get(1).or(c.get(2)).or(c.get(3))?);
    let before = left.start..left.start + whole.start();
    let inner = left.start + inner.start()..left.start + inner.end();
    if bracket(top, inner.clone(), line) {
        return Some(before);
    }
    let name = top[inner.clone()]
        .split([',', '/'])
        .next()
        .unwrap_or("")
        .trim_end();
    let inner = inner.start..inner.start + name.len();
    let stranger = line.agency.is_none() && is_stranger(name);
    if !stranger || !ends_in_day(&top[before.clone()]) {
        return None;
    }
    line.agency = Some(inner);
    Some(before)
}

fn strip_leading(top: &str, left: Range<usize>, line: &mut Line) -> Option<Range<usize>> {
    let c = LEADING.captures(&top[left.clone()])?;
    let (whole, inner) = (c.get(0)?, c.get(1)?);
    if line.agency.is_some() || !is_agency(inner.as_str()) {
        return None;
    }
    line.agency = Some(left.start + inner.start()..left.start + inner.end());
    Some(left.start + whole.end()..left.end)
}

fn strip_day(top: &str, left: Range<usize>, line: &mut Line) -> Option<Range<usize>> {
    let text = &top[left.clone()];
    let mut day = day::find(text).pop().filter(|_| line.day.is_none())?;
    let after = text[day.range.end..].trim_matches(|c: char| is_edge(c) || c == '.');
    if !(after.is_empty() || is_weekday(after) || is_edition(after)) {
        return None;
    }
    let before = without_weekday(text[..day.range.start].trim_end_matches(is_edge));
    day.range = left.start + day.range.start..left.start + day.range.end;
    line.day = Some(day);
    Some(left.start..left.start + before.len())
}

/// An agency without brackets: `March 3, Kyodo`, `March 5 AAP`, `CNN` alone.
fn strip_word(top: &str, left: Range<usize>, line: &mut Line) -> Option<Range<usize>> {
    if line.agency.is_some() {
        return None;
    }
    let text = &top[left.clone()];
    let word = text.rfind([' ', '\n']).map_or(0, |at| at + 1);
    let last = trim(top, left.start + word..left.end);
    let after_day = day::find(text).pop().is_some_and(|day| day.range.end <= word);
    let word_is_agency = |word: &str| {
        is_agency(word) || (3..=6).contains(&word.len()) && is_acronym(word) && !lists::STAMP_WORDS.has(word)
    };
    if after_day && is_upper(&top[last.clone()]) && word_is_agency(&top[last.clone()]) {
        line.agency = Some(last);
        return Some(left.start..left.start + word);
    }
    let comma = text.rfind([',', '/', '\n']).map_or(0, |at| at + 1);
    let last = trim(top, left.start + comma..left.end);
    let alone = comma == 0 && line.day.is_none();
    if last.is_empty() || !is_agency(&top[last.clone()]) || !(alone || comma > 0) {
        return None;
    }
    line.agency = Some(last);
    Some(left.start..left.start + comma.saturating_sub(1))
}

/// `(AP)`, `/PRNewswire/`, `[ANI]` at the end.
static BRACKET: LazyLock<Regex> = LazyLock::new(|| {
    let inner = r"\s*([^()\[\]]{2,50}?)\s*";
    regex(&format!(
        r"\s*(?:--|-|–|—)?\s*(?:\({inner}\)|/\s*([^()/\[\]]{{2,50}}?)\s*/|\[{inner}\])\.?\s*$"
    ))
});

/// `(Reuters) May 3`: the agency first.
static LEADING: LazyLock<Regex> = LazyLock::new(|| regex(r"^\s*[(]\s*([^()/\[\]]{2,40}?)\s*[)]\s*"));

/// What is inside a bracket: an agency, a day, or both; whether it was one of them.
fn bracket(top: &str, inner: Range<usize>, line: &mut Line) -> bool {
    let text = &top[inner.clone()];
    let day = day::find(text).pop().filter(|_| line.day.is_none());
    let name_end = day.as_ref().map_or(text.len(), |d| d.range.start);
    let name = trim(top, inner.start..inner.start + name_end);
    let words = &top[name.clone()];
    let first = words.split([',', '/']).next().unwrap_or("").trim();
    let via = first.split(" via ").next().unwrap_or("").trim();
    let named =
        is_agency(words) || is_agency(first) || is_agency(via) || is_outlet(words) || is_acronym(words);
    if !(named || name.is_empty() && day.is_some()) {
        return false;
    }
    if named && line.agency.is_none() {
        let len = if is_agency(words) || is_outlet(words) {
            words.len()
        } else if is_agency(first) {
            first.len()
        } else if is_agency(via) {
            via.len()
        } else {
            words.len()
        };
        line.agency = Some(name.start..name.start + len);
    }
    if let Some(mut day) = day {
        day.range = inner.start + day.range.start..inner.start + day.range.end;
        line.day = Some(day);
    }
    true
}

/// A name in brackets after a place and a day is an agency, known or not: `Havana, Jul 31 (Prensa Latina)`.
fn is_stranger(name: &str) -> bool {
    let fine = |w: &str| {
        w.starts_with(char::is_uppercase) && w.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c))
    };
    let count = words(name, 5);
    (1..=4).contains(&count)
        && name.split_whitespace().all(fine)
        && !is_weekday(name)
        && !STATES.has(name)
        && !lists::CITIES.has(name)
}

fn ends_in_day(text: &str) -> bool {
    let last = day::find(text).pop();
    last.is_some_and(|day| text[day.range.end..].trim_matches(is_edge).is_empty())
}

/// Capitals in brackets that we do not know are an agency all the same: `(GNA)`.
fn is_acronym(name: &str) -> bool {
    (2..=10).contains(&name.len())
        && name.chars().all(|c| c.is_ascii_uppercase() || c == '.')
        && !STATES.has(name)
}

fn is_weekday(word: &str) -> bool {
    lists::number_of(&WEEKDAYS, word).is_some()
}

fn is_edition(word: &str) -> bool {
    word.len() <= 12
        && word
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ':' | ' ' | 'G' | 'M' | 'T'))
}

fn without_weekday(text: &str) -> &str {
    let last = text.rsplit([' ', ',', '\u{A0}']).next().unwrap_or("");
    if is_weekday(last) {
        text[..text.len() - last.len()].trim_end_matches(is_edge)
    } else {
        text
    }
}
