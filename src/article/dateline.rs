//! The line's place and day at the head of the body: `NAIROBI, Kenya, May 2 (AP) —`.

use std::sync::LazyLock;

use regex::Regex;

use super::day::{self, regex};
use super::lines::{ends_sentence, head, is_upper, words};
use super::lists::{self, BYLINE_LEADS, LABELS, STAMP_WORDS};
use super::peel::{Line, parts};
use super::places::{self, has_capital_town, is_known_place, is_place};
use super::source::{self, is_agency, is_known, is_outlet, is_release_wire};
use super::stamp;

/// Bytes of running text that must follow an unknown agency without a dash.
const LEAST_AFTER_STRANGER: usize = 50;
/// Longest place, with a paper, on a line of its own.
const MAX_OWN_LINE: usize = 100;
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
    let placed = found.find(|line| !line.places.is_empty());
    // `Rome, March 5 - (Adnkronos) -`: nor are place and day.
    let fuller = placed
        .as_ref()
        .and_then(|placed| found.find(|line| line.places == placed.places && line.told() > placed.told()));
    fuller
        .or(placed)
        .or(first)
        .or_else(|| slashed(unit, top))
        .or_else(|| stopped(unit, top))
}

/// `SASKATOON — Special to The Globe and Mail`, `ANKARA – Anadolu Agency`: place and paper on a line of their own.
pub(super) fn with_outlet(line: &str) -> Option<Line> {
    if line.len() > MAX_OWN_LINE || ends_sentence(line) || BYLINE_LEADS.starts(line).is_some() {
        return None;
    }
    let dash = line
        .match_indices(['—', '–', '-', '|'])
        .map(|(at, sign)| (at, sign.len()));
    let spaced = |&(at, len): &(usize, usize)| line[..at].ends_with(' ') && line[at + len..].starts_with(' ');
    let (at, len) = dash.take(3).find(spaced)?;
    let place = places::trim(line, 0..at);
    let text = &line[place.clone()];
    let fits = is_place(text) && (is_known_place(text) || has_capital_town(text) && !is_outlet(text));
    let from = at + len;
    let agency = source::in_line(&line[from..]).filter(|_| fits && !LABELS.has(text))?;
    Some(Line {
        end: line.len(),
        places: places::split(line, place),
        day: None,
        agency: Some(from + agency.start..from + agency.end),
    })
}

/// A place with a stop at the head of running text, as papers of East Africa have it: `GULU. Nurses …`, `Kampala. The …`;
/// `is_told` says whether the article names the place again.
pub(super) fn before_stop(unit: &str, is_told: impl Fn(&str) -> bool) -> Option<Line> {
    let top = head(unit, MAX_OWN_LINE);
    let stop = top.find(". ").filter(|&at| at >= 4)?;
    let text = &top[..stop];
    let rest = unit[stop + 2..].trim_start();
    let runs =
        rest.starts_with(char::is_uppercase) && rest.len() >= LEAST_AFTER_STRANGER && ends_sentence(unit);
    let fits = words(text, 6) <= 4 && is_place(text) && !LABELS.has(text) && !STAMP_WORDS.has(text);
    let known = || {
        let towns = text.split(['/', ',']).map(str::trim);
        is_known_place(text) || is_upper(text) && towns.clone().count() > 0 && towns.into_iter().all(&is_told)
    };
    (runs && fits && known()).then(|| Line {
        end: stop + 1,
        places: places::split(unit, 0..stop),
        day: None,
        agency: None,
    })
}

/// `BUFF BAY, Portland:` alone on a line above the body, `Chandigarh, March 3`.
pub(super) fn alone(line: &str, is_told: impl Fn(&str) -> bool) -> Option<Line> {
    if line.len() > MAX_OWN_LINE {
        return None;
    }
    let marked = line.ends_with([':', '—', '–', '-']);
    let found = parts(line).filter(|found| !found.places.is_empty())?;
    let places = || found.places.iter().map(|place| &line[place.clone()]);
    let known = places().all(is_known_place);
    let fits = places().all(|text| is_place(text) && !is_outlet(text) && !LABELS.has(text));
    let sure = match (marked, found.day.is_some() || found.agency.is_some()) {
        (true, true) => true,
        (true, false) => {
            let capitals = places().all(|text| {
                has_capital_town(text) && (text.contains(',') && !is_upper(text) || is_told(text))
            });
            known || capitals
        }
        (false, true) => known && found.day.is_some() && !line.contains('|'),
        (false, false) => false,
    };
    (fits && sure).then_some(Line {
        end: line.len(),
        ..found
    })
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

/// The town in capitals at the end of a stamp: `Updated - July 10, 2025 09:14 pm IST - NEW DELHI`.
pub(super) fn at_end_of_stamp(line: &str) -> Option<Line> {
    let at = line.rfind(['-', '–', '—', '|'])?;
    let town = places::trim(line, at..line.len());
    let text = &line[town.clone()];
    let known = is_upper(text) && lists::CITIES.has(text) && text.len() > 3;
    known.then(|| Line {
        end: town.end,
        places: vec![town],
        day: None,
        agency: None,
    })
}

/// The place before the day of a stamp: `PERTH, Aug 18 2021 - 5:12pm AWST`, `LOBATSE, Botswana | Posted 11th February, 2026`;
/// in plain case only below a paper's name or `By …` (`by_line`), for letters and pages have it, too; unknown and in capitals
/// only below these or an author.
pub(super) fn at_head_of_stamp(line: &str, by_line: Option<bool>) -> Option<Line> {
    let stamp = stamp::read(line).filter(|stamp| stamp.pieces.len() == 1)?;
    let place = places::trim(line, stamp.rest);
    let text = &line[place.clone()];
    let after = line[place.end..].trim_start();
    let known = is_known_place(text);
    let sure = if has_capital_town(text) {
        known || by_line.is_some()
    } else {
        known && by_line == Some(true) && !stamp.labelled
    };
    let is_label = LABELS.has(text) || lists::SECTIONS.has(text);
    let fits = sure && is_place(text) && !is_outlet(text) && !is_label && text.len() <= 60;
    let leads = place.start == 0 && after.starts_with([',', '|', '-', '–', '—', '•', '·', ':', '/']);
    let dated = stamp.days.iter().any(|(_, day)| day.year.is_some());
    (fits && leads && dated).then(|| Line {
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

/// Whether the words are a town that we know.
pub(super) fn is_town(text: &str) -> bool {
    lists::CITIES.has(text)
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
    // `Ann Lee (Fish Times) - May 3, 2024`: a day alone is no body.
    if rest.len() <= 40 && stamp::read(rest).is_some_and(|stamp| stamp.rest.is_empty()) {
        return None;
    }
    // `KYODO NEWS - Jan 9, 2016 - 18:05 | World`: nor is a day with an hour and a section.
    let stamps = |rest: &str| !ends_sentence(rest) && stamp::read(rest).is_some();
    if line.places.is_empty() && rest.len() <= 60 && stamps(rest) {
        return None;
    }
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
    // `KYODO NEWS - Jan 9, 2016 -` stamps the page.
    let place_fits = line
        .places
        .iter()
        .all(|p| is_place(&unit[p.clone()]) && !is_known(&unit[p.clone()]));
    let agency = line.agency.as_ref().map(|a| &unit[a.clone()]);
    let has_mark = !separator.trim().is_empty();
    // `Havana, Jul 31 (Prensa Latina) Twin sisters …`: an agency that we do not know, right before running text.
    let told = line.day.is_some() && unit[..line.end].ends_with(')') && rest.len() >= LEAST_AFTER_STRANGER;
    let known = agency.is_some_and(|name| is_known(name) || told);
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
        && !line.places.iter().any(|p| {
            LABELS.has(&unit[p.clone()]) || STAMP_WORDS.has(&unit[p.clone()]) || is_outlet(&unit[p.clone()])
        })
}

fn starts_with_word_of_sentence(rest: &str) -> bool {
    rest.starts_with([',', ';', '.', ')'])
}

/// A stop behind the day, as papers of India had it: `THIRUVANANTHAPURAM, SEPT. 8. The …`.
fn stopped(unit: &str, top: &str) -> Option<Line> {
    let top = head(top, MAX_OWN_LINE);
    let (town, after) = top.split_once(',')?;
    if !(is_upper(town) || is_known_place(town)) || !after.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let day = day::find(top).into_iter().next()?;
    let rest = unit[day.range.end..].strip_prefix('.')?;
    let place = places::trim(top, 0..day.range.start);
    let text = &top[place.clone()];
    let fits = is_place(text) && (has_capital_town(text) || is_known_place(text)) && !LABELS.has(text);
    let body = rest.trim_start();
    let runs = rest.len() > body.len()
        && body.len() >= LEAST_AFTER_STRANGER
        && body.starts_with(|c: char| !c.is_lowercase());
    (fits && runs).then(|| Line {
        end: day.range.end + 1,
        places: places::split(unit, place),
        day: Some(day),
        agency: None,
    })
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
