//! The line's place and day at the head of the body: `NAIROBI, Kenya, May 2 (AP) —`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::day::{self, Day, regex};
use super::lines::{ends_sentence, head, is_upper};
use super::lists::{self, BYLINE_LEADS, LABELS, STATES, WEEKDAYS};
use super::places::{self, has_capital_town, is_known_place, is_place};
use super::source::{is_agency, is_known, is_outlet, is_release_wire, trim};

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
}

/// Longest dateline that is looked for.
const MAX_HEAD: usize = 220;

/// The dateline at the head of a unit.
pub(super) fn read(unit: &str) -> Option<Line> {
    let top = head(unit, MAX_HEAD);
    if BYLINE_LEADS.starts(top).is_some() {
        return None;
    }
    let breaks = SEPARATOR.find_iter(top).take(5);
    let mut found = breaks
        .filter_map(|m| read_to(unit, m.start(), m.end(), m.as_str()))
        .peekable();
    let first = found.peek().cloned();
    // `(ANSA) - TURIN, FEB 20 -`: the agency alone is not all.
    found
        .find(|line| !line.places.is_empty())
        .or(first)
        .or_else(|| slashed(unit, top))
}

/// A town with its country alone on a line, as some agencies put it above the body.
pub(super) fn read_place(line: &str) -> Option<Line> {
    let place = places::trim(line, 0..line.len());
    let text = &line[place.clone()];
    let told_apart = text.contains(',') || is_upper(text) && lists::CITIES.has(text);
    let fits = text.len() <= 60 && told_apart && is_place(text) && is_known_place(text);
    fits.then(|| Line {
        end: line.len(),
        places: places::split(line, place),
        day: None,
        agency: None,
    })
}

/// A dateline that is the whole of a line, as after the key `Dateline:`.
pub(super) fn read_whole(line: &str) -> Option<Line> {
    let top = head(line, MAX_HEAD);
    read(line).or_else(|| {
        parts(top).map(|parts| Line {
            end: top.len(),
            ..parts
        })
    })
}

/// What stands between a dateline and the body.
static SEPARATOR: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\s*(?:—|–|―|--+|\s[-‑−](?:\s|$)|[)\]/]\s?[-‑−:](?:\s|$)|:(?:\s|$)|/\.\s|\.[-–—]+\s|\)\.\s|\)\s+\|)\s*|\)\s+[A-Z‘“]",
    )
});

fn read_to(unit: &str, at: usize, end: usize, separator: &str) -> Option<Line> {
    let (at, end, separator) = with_bracket(unit, at, end, separator);
    let parts = parts(&unit[..at])?;
    let rest = unit[end..].trim_start();
    let line = Line {
        end: at + (unit[at..end].trim_end().len()),
        ..parts
    };
    let fits = if line.is_strong() {
        is_strong_fit(unit, &line, separator, rest)
    } else {
        is_weak_fit(unit, &line, separator, rest)
    };
    fits.then_some(line)
}

/// A closing bracket that the separator's pattern took belongs to what stands before it.
fn with_bracket<'a>(unit: &'a str, at: usize, end: usize, separator: &'a str) -> (usize, usize, &'a str) {
    let mark = separator.trim_start();
    let start = at + separator.len() - mark.len();
    let Some(first) = mark.chars().next().filter(|c| matches!(c, ')' | ']' | '/')) else {
        return (at, end, separator);
    };
    let at = start + first.len_utf8();
    // `CITY (AP) The…`: no separator at all, and the first letter is the body's.
    let bare = mark[first.len_utf8()..].trim();
    let end = if bare
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || matches!(c, '‘' | '“'))
    {
        end - bare.len()
    } else {
        end
    };
    (at, end, &unit[at..end])
}

fn is_strong_fit(unit: &str, line: &Line, separator: &str, rest: &str) -> bool {
    let place_fits = line.places.iter().all(|p| is_place(&unit[p.clone()]));
    let agency = line.agency.as_ref().map(|a| &unit[a.clone()]);
    let has_mark = !separator.trim().is_empty();
    let known = agency.is_some_and(is_known);
    if line.places.is_empty() {
        let named =
            |name: &str| is_agency(name) || line.day.is_some() || unit.starts_with('(') && is_outlet(name);
        return agency.is_some_and(named) && (has_mark && !separator.contains(':') || unit.starts_with('('));
    }
    let capitals = line
        .places
        .iter()
        .all(|p| has_capital_town(&unit[p.clone()]) || is_known_place(&unit[p.clone()]));
    place_fits && (capitals || agency.is_some()) && (has_mark || known) && !starts_with_word_of_sentence(rest)
}

/// A place before a dash or colon alone: only before running text, and only where it cannot be a label.
fn is_weak_fit(unit: &str, line: &Line, separator: &str, rest: &str) -> bool {
    let whole: String = line
        .places
        .iter()
        .map(|p| &unit[p.clone()])
        .collect::<Vec<_>>()
        .join(" ");
    let known = line.places.iter().all(|p| is_known_place(&unit[p.clone()]));
    let capitals = is_upper(&whole) || line.places.iter().all(|p| has_capital_town(&unit[p.clone()]));
    let fits_case = capitals && whole.chars().filter(|c| c.is_alphabetic()).count() >= 4;
    let starts = rest.chars().next().is_some_and(|c| !c.is_lowercase());
    let least = if known || whole.contains(',') { 12 } else { 40 };
    let runs =
        rest.len() >= least && ends_sentence(unit) && !is_upper(head(rest, 80)) && !rest.starts_with('(');
    let apart = separator.starts_with(char::is_whitespace)
        || separator.contains([':', '—', '–'])
        || separator.contains("--");
    !line.places.is_empty()
        && (known || fits_case)
        && (starts && runs || rest.is_empty() && known)
        && apart
        && line.places.iter().all(|p| is_place(&unit[p.clone()]))
        && !line
            .places
            .iter()
            .any(|p| LABELS.has(&unit[p.clone()]) || is_outlet(&unit[p.clone()]))
}

fn starts_with_word_of_sentence(rest: &str) -> bool {
    rest.starts_with([',', ';', '.', ')'])
}

/// Takes a dateline apart from its end: agency, day, and what is left are places.
fn parts(top: &str) -> Option<Line> {
    let mut line = Line {
        end: 0,
        places: Vec::new(),
        day: None,
        agency: None,
    };
    let mut left = 0..top.len();
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
        .or_else(|| strip_word(top, left, line))
}

fn is_edge(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ':' | '-' | '–' | '—')
}

fn strip_bracket(top: &str, left: Range<usize>, line: &mut Line) -> Option<Range<usize>> {
    if line.agency.is_some() && line.day.is_some() {
        return None;
    }
    let c = BRACKET.captures(&top[left.clone()])?;
    let (whole, inner) = (c.get(0)?, c.get(1)?);
    let taken = bracket(top, left.start + inner.start()..left.start + inner.end(), line);
    taken.then(|| left.start..left.start + whole.start())
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
    if after_day && is_upper(&top[last.clone()]) && is_agency(&top[last.clone()]) {
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
static BRACKET: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\s*(?:--|-)?\s*[(/\[]\s*([^()/\[\]]{2,50}?)\s*[)/\]]\.?\s*$"));

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

/// Slashes instead of brackets: `NEW YORK, NY / ACCESSWIRE / March 3, 2024 / Company…`.
fn slashed(unit: &str, top: &str) -> Option<Line> {
    static SLASHED: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"^([^/]{3,60}?)\s+/\s*([^/]{3,40}?)\s*/\s*([^/]{5,30}?)\s*/\s+(?:[-–—]{1,2}\s*)?")
    });
    let c = SLASHED.captures(top)?;
    let (place, agency, when) = (c.get(1)?, c.get(2)?, c.get(3)?);
    let mut day = day::find(when.as_str()).pop()?;
    day.range = when.start() + day.range.start..when.start() + day.range.end;
    let known = is_release_wire(agency.as_str()) || is_agency(agency.as_str());
    known.then(|| Line {
        end: c.get(0).map_or(0, |m| m.as_str().trim_end().len()),
        places: places::split(unit, places::trim(unit, place.range())),
        day: Some(day),
        agency: Some(agency.range()),
    })
}
