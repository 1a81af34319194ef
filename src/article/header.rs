//! The walk down the lines above the body, which gives each its part.

use std::ops::Range;

use super::byline::{self, Byline};
use super::dateline;
use super::day::{self, Day};
use super::keyed::Key;
use super::lines::{Unit, ends_sentence, head, is_upper, words};
use super::lists::{ISSUERS, PARTICLES};
use super::source;
use super::top::{self, Line};
use crate::span::Span;

/// What stands above the body, and where the body begins.
#[derive(Debug, Default)]
pub(super) struct Top {
    pub(super) headline: Option<Span>,
    pub(super) names: Vec<Span>,
    /// The agency or paper that a keyed line names.
    pub(super) keyed_source: Option<Span>,
    /// The agency of the dateline.
    pub(super) agency: Option<Span>,
    /// The agency or paper of a byline or a line of its own.
    pub(super) outlet: Option<Span>,
    /// Days of publication, with ranks (the lowest is best), in order.
    pub(super) days: Vec<(u8, Day)>,
    pub(super) places: Vec<Span>,
    pub(super) dateline: Option<Span>,
    pub(super) dateline_day: Option<Day>,
    /// Where the dateline's day stands.
    pub(super) dateline_day_span: Option<Span>,
    /// The first unit of the body.
    pub(super) body: usize,
}

/// Units from the top that can be header.
const MOST: usize = 40;
/// Units looked at for a byline or day under a sentence that may be a deck.
const AHEAD: usize = 5;
/// Longest headline, in bytes.
const MAX_HEADLINE: usize = 300;

/// Reads the top of an article.
pub(super) fn read(text: &str, units: &[Unit]) -> Top {
    let keyed = top::is_keyed(text, units);
    let mut lines: Vec<Line> = units
        .iter()
        .take(MOST)
        .map(|unit| top::read(text, *unit, keyed))
        .collect();
    settle(text, units, &mut lines);
    let mut top = Top {
        body: body(text, units, &lines),
        ..Top::default()
    };
    top.headline = headline(text, units, &lines, &mut top.body);
    for (unit, line) in units.iter().zip(&lines).take(top.body + 1) {
        let is_body = unit.span == units.get(top.body).map_or(Span::new(0, 0), |u| u.span);
        if !is_body || matches!(line, Line::Dateline(_)) {
            top.take(text, *unit, line);
        }
    }
    top.take_keyed_values(text, units, &lines);
    if let Some(headline) = top.headline {
        let line = headline.slice(text);
        let last = day::find(line)
            .pop()
            .filter(|day| day.year.is_some() && day.range.end == line.len());
        top.days.extend(last.map(|day| (3, day)));
    }
    top
}

/// What only the lines around can tell: labels of speakers are no places, names alone need a headline above.
fn settle(text: &str, units: &[Unit], lines: &mut [Line]) {
    let labels = units
        .iter()
        .take(MOST)
        .filter(|unit| is_speaker(unit.span.slice(text)))
        .count();
    let (mut plain, mut named) = (false, false);
    let is_release = units.iter().zip(&*lines).take(3).any(|(unit, line)| {
        matches!(line, Line::Notice) || unit.span.slice(text).eq_ignore_ascii_case("press release")
    });
    for at in 0..lines.len() {
        let line = units[at].span.slice(text);
        let demoted = match &lines[at] {
            Line::Dateline(d) if labels >= 2 && !d.is_strong() && line[..d.end].ends_with(':') => {
                Some(Line::Prose)
            }
            Line::Plain if is_place_line(line, lines.get(at + 1)) => {
                dateline::read_place(line).map(Line::Dateline)
            }
            Line::Plain | Line::Names(_) if is_release && is_issuer(line) => {
                Some(Line::Outlet(0..line.len(), Vec::new()))
            }
            Line::Names(_) if at > 0 && goes_on(text, units, at) && matches!(lines[at - 1], Line::Plain) => {
                Some(Line::Plain)
            }
            Line::Plain if at > 0 && is_outlet_below(line, units[at], &lines[at - 1]) => {
                Some(Line::Outlet(0..line.len(), Vec::new()))
            }
            Line::Names(byline) if byline.has_place && !matches!(lines.get(at + 1), Some(Line::Stamp(_))) => {
                Some(Line::Plain)
            }
            Line::Names(byline) if plain && !named => Some(Line::Byline(byline.clone(), Vec::new())),
            Line::Names(_) => Some(Line::Plain),
            Line::Byline(byline, days)
                if !byline.has_lead && !byline.names.is_empty() && days.is_empty() && !plain =>
            {
                Some(Line::Plain)
            }
            Line::Clock
                if at == 0
                    || matches!(lines[at - 1], Line::Stamp(_))
                        && at + 1 < lines.len()
                        && matches!(lines[at + 1], Line::Stamp(_)) =>
            {
                Some(Line::Stamp(Vec::new()))
            }
            _ => None,
        };
        if let Some(line) = demoted {
            lines[at] = line;
        }
        named |= matches!(&lines[at], Line::Byline(byline, _) if !byline.names.is_empty());
        plain |= matches!(lines[at], Line::Plain | Line::Prose | Line::Stamped(..));
    }
}

/// `The EastAfrican` right below a byline.
fn is_outlet_below(line: &str, unit: Unit, above: &Line) -> bool {
    let below_byline = matches!(above, Line::Byline(byline, _) if byline.has_lead) && !unit.after_blank;
    below_byline && line.starts_with("The ") && words(line, 6) <= 4 && is_title(line)
}

/// Whether the line above a line without a blank between cannot be the end of a headline.
fn goes_on(text: &str, units: &[Unit], at: usize) -> bool {
    let (first, second) = (units[at - 1].span.slice(text), units[at].span.slice(text));
    let last = first.split_whitespace().next_back().unwrap_or("");
    let wrapped = || {
        units
            .iter()
            .take(MOST)
            .any(|unit| unit.span.slice(text).contains('\n'))
    };
    let hangs = first.ends_with(',')
        || second.starts_with(char::is_lowercase)
        || PARTICLES.has(last)
        || JOINING.contains(&last.to_lowercase().as_str())
        || wrapped();
    hangs && !units[at].after_blank && first.len() <= 90 && !ends_sentence(second)
}

/// A town alone on a line right above running text.
fn is_place_line(line: &str, next: Option<&Line>) -> bool {
    matches!(next, Some(Line::Prose)) && dateline::read_place(line).is_some()
}

/// `Ministry of Fisheries`.
fn is_issuer(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or("");
    line.len() <= 100 && ISSUERS.has(first) && words(line, 3) >= 2 && !line.contains(':') && is_title(line)
}

/// Whether every word of some length is capitalised.
fn is_title(line: &str) -> bool {
    line.split_whitespace()
        .all(|w| w.chars().count() <= 3 || w.starts_with(|c: char| !c.is_lowercase()))
}

/// `BLITZER: Thank you`.
fn is_speaker(line: &str) -> bool {
    let Some((label, _)) = head(line, 60).split_once(':') else {
        return false;
    };
    label.len() <= 40 && words(label, 6) <= 4 && is_upper(label)
}

/// The first unit of the body.
fn body(text: &str, units: &[Unit], lines: &[Line]) -> usize {
    let mut after_meta = 0;
    let mut plain_after = 0;
    for (at, line) in lines.iter().enumerate() {
        match line {
            Line::Dateline(_) => return at,
            Line::Keyed(Key::Body, value) => return if value.is_empty() { at + 1 } else { at },
            Line::Clock => return if after_meta > 0 { after_meta } else { at },
            Line::Prose if is_deck(units[at], &lines[at + 1..]) => {}
            Line::Prose => {
                return if after_meta > 0 {
                    start(text, units, lines, after_meta, at)
                } else {
                    at
                };
            }
            Line::Plain if after_meta > 0 => {
                plain_after += 1;
                if plain_after > 8 {
                    return after_meta;
                }
            }
            Line::Plain => {}
            _ => {
                after_meta = at + 1;
                plain_after = 0;
            }
        }
    }
    if after_meta > 0 {
        start(text, units, lines, after_meta, lines.len())
    } else {
        0
    }
}

/// A sentence above a byline, a day or a dateline is a deck and no body.
fn is_deck(unit: Unit, below: &[Line]) -> bool {
    let mut ahead = below
        .iter()
        .take(AHEAD)
        .take_while(|line| !matches!(line, Line::Prose | Line::Clock));
    unit.span.len() <= MAX_HEADLINE
        && ahead.any(|line| line.is_certain() || matches!(line, Line::Dateline(_)))
}

/// Short lines between the header's furniture and running text: header when the headline is among them.
fn start(text: &str, units: &[Unit], lines: &[Line], after_meta: usize, prose: usize) -> usize {
    let has_headline = lines[..after_meta].iter().any(|l| {
        matches!(
            l,
            Line::Plain | Line::Prose | Line::Stamped(..) | Line::Keyed(Key::Headline, _)
        )
    });
    let first_is_headline = || {
        units
            .get(after_meta)
            .is_some_and(|u| is_headline(u.span.slice(text)))
    };
    if has_headline || !first_is_headline() {
        after_meta
    } else {
        prose.max(after_meta)
    }
}

/// The headline among the lines above the body; without one, the first line when it is shaped so.
fn headline(text: &str, units: &[Unit], lines: &[Line], body: &mut usize) -> Option<Span> {
    for (unit, line) in units.iter().zip(lines) {
        match line {
            Line::Keyed(Key::Headline, value) if !value.is_empty() => return Some(inner(*unit, value)),
            Line::Stamped(_, rest) => {
                return Some(inner(*unit, rest));
            }
            _ => {}
        }
    }
    let candidates: Vec<usize> = (0..*body)
        .filter(|&at| !lines[at].is_furniture() && units[at].span.len() <= MAX_HEADLINE)
        .collect();
    if let Some(&first) = candidates.first() {
        let second = candidates.get(1).copied();
        let kicker = second.is_some_and(|second| is_kicker(text, units[first], units[second]));
        let at = second.filter(|_| kicker).unwrap_or(first);
        return Some(with_second_line(text, units, &candidates, at));
    }
    let unsure = |at: &usize| matches!(&lines[*at], Line::Outlet(r, days) if days.is_empty() && !source::is_known(&units[*at].span.slice(text)[r.clone()]));
    let above = lines[..*body]
        .iter()
        .position(|l| matches!(l, Line::Byline(..)))
        .unwrap_or(*body);
    if let Some(at) = (0..above).find(unsure) {
        return Some(units[at].span);
    }
    if *body > 0 && !lines[..*body].iter().all(Line::is_furniture) {
        return None;
    }
    let at = *body;
    let line = units.get(at).map(|u| u.span.slice(text))?;
    let is_plain = matches!(lines.get(at), Some(Line::Plain));
    if !is_plain || !is_headline(line) || units.len() == at + 1 && at > 0 {
        return None;
    }
    let decks = lines[at + 1..]
        .iter()
        .take(3)
        .take_while(|l| matches!(l, Line::Plain))
        .count();
    let prose = matches!(lines.get(at + 1 + decks), Some(Line::Prose | Line::Dateline(_)));
    *body = at + 1 + if prose { decks } else { 0 };
    Some(units[at].span)
}

/// A headline that goes on in the line right below it.
fn with_second_line(text: &str, units: &[Unit], candidates: &[usize], at: usize) -> Span {
    let span = units[at].span;
    match units.get(at + 1) {
        Some(next) if candidates.contains(&(at + 1)) && goes_on(text, units, at + 1) => {
            Span::new(span.start as usize, next.span.end as usize)
        }
        _ => span,
    }
}

/// Words at which no headline ends.
const JOINING: [&str; 14] = [
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "or", "to", "with", "its",
];

/// Whether the line is shaped as a headline: short, and no sentence with a full stop.
fn is_headline(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '”', '’', '\'']);
    line.len() <= 200
        && words(line, 30) <= 28
        && !(bare.ends_with('.') && !bare.ends_with("..") && !ends_in_abbreviation(bare))
        && !bare.ends_with([',', ';', ':'])
}

fn ends_in_abbreviation(line: &str) -> bool {
    let last = line.split_whitespace().next_back().unwrap_or("");
    last.trim_end_matches('.').contains('.') || super::lists::STATES.has(last)
}

/// A word or two above a longer line: `EXCLUSIVE`, `MIDDLE EAST`.
fn is_kicker(text: &str, first: Unit, second: Unit) -> bool {
    let apart = second.after_blank;
    let (first, second) = (first.span.slice(text), second.span.slice(text));
    let label = is_upper(first) && !is_upper(second) || first.ends_with(':');
    let place = words(first, 2) == 1 && !apart && !ends_sentence(second);
    words(first, 4) <= 2 && words(second, 6) >= 4 && (label || place)
}

fn inner(unit: Unit, range: &Range<usize>) -> Span {
    Span::new(
        unit.span.start as usize + range.start,
        unit.span.start as usize + range.end,
    )
}

impl Top {
    /// Takes what a line above the body holds.
    fn take(&mut self, text: &str, unit: Unit, line: &Line) {
        match line {
            Line::Keyed(key, value) => self.take_keyed(text, unit, *key, value),
            Line::Stamp(days) => self.days.extend(days.iter().cloned()),
            Line::Byline(byline, days) => {
                self.take_byline(unit, byline);
                self.days.extend(days.iter().cloned());
            }
            Line::Outlet(range, days) => {
                if self.headline != Some(unit.span) {
                    self.outlet.get_or_insert(inner(unit, range));
                }
                self.days.extend(days.iter().cloned());
            }
            Line::Stamped(day, _) => self.days.push((1, day.clone())),
            Line::Dateline(dateline) => self.take_dateline(unit, dateline),
            _ => {}
        }
    }

    fn take_byline(&mut self, unit: Unit, byline: &Byline) {
        self.names.extend(byline.names.iter().map(|r| inner(unit, r)));
        if let Some(outlet) = &byline.outlet {
            self.outlet.get_or_insert(inner(unit, outlet));
        }
    }

    fn take_dateline(&mut self, unit: Unit, line: &dateline::Line) {
        self.agency = line.agency.as_ref().map(|r| inner(unit, r)).or(self.agency);
        if let (Some(first), true) = (line.places.first(), self.dateline.is_none()) {
            self.dateline = Some(inner(unit, &(first.start..line.end)));
            self.places = line.places.iter().map(|r| inner(unit, r)).collect();
        }
        if let Some(day) = &line.day {
            self.dateline_day_span = Some(inner(unit, &day.range));
            self.dateline_day = Some(day.clone());
        }
    }

    fn take_keyed(&mut self, text: &str, unit: Unit, key: Key, value: &Range<usize>) {
        let words = &unit.span.slice(text)[value.clone()];
        match key {
            Key::Date | Key::Published | Key::Updated => {
                let rank = if key == Key::Updated {
                    2
                } else {
                    u8::from(key == Key::Date)
                };
                self.days.extend(
                    day::find(head(words, 200))
                        .into_iter()
                        .take(1)
                        .map(|day| (rank, day)),
                );
            }
            Key::Byline => {
                let lead = byline::lead(words);
                let byline = byline::read_names(words, lead).shifted(value.start);
                self.take_byline(unit, &byline);
            }
            Key::Source if !value.is_empty() => {
                self.keyed_source.get_or_insert(inner(unit, value));
            }
            Key::Dateline => {
                if let Some(line) = dateline::read_whole(words) {
                    let at = Unit {
                        span: inner(unit, value),
                        ..unit
                    };
                    self.take_dateline(at, &line);
                }
            }
            _ => {}
        }
    }

    /// A key alone on its line has its value on the next one.
    fn take_keyed_values(&mut self, text: &str, units: &[Unit], lines: &[Line]) {
        for at in 0..self.body.saturating_sub(1).min(lines.len()) {
            let Line::Keyed(key, value) = &lines[at] else {
                continue;
            };
            let next = units[at + 1];
            if !value.is_empty()
                || !matches!(
                    lines[at + 1],
                    Line::Plain | Line::Stamp(_) | Line::Outlet(..) | Line::Byline(..)
                )
            {
                continue;
            }
            if *key == Key::Headline {
                self.headline = Some(next.span);
            } else if matches!(lines[at + 1], Line::Plain) {
                self.take_keyed(text, next, *key, &(0..next.span.len()));
            }
        }
    }
}
