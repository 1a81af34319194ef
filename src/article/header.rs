//! The walk down the lines above the body, which gives each its part.

use std::ops::Range;

use super::byline::{self, Byline};
use super::day::{self, Day};
use super::keyed::Key;
use super::lines::{MOST_TOP, Unit, head, is_upper};
use super::top::{self, Line};
use super::{context, dateline, foot, headline, imprint, peel, source};
use crate::span::Span;

/// What stands above the body, and where the body begins.
#[derive(Debug, Default)]
pub(super) struct Top {
    pub(super) headline: Option<Span>,
    pub(super) names: Vec<Span>,
    /// The agency or paper that a keyed line names, or one with its place in brackets.
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

/// Units looked at for a byline or day under a sentence that may be a deck.
const AHEAD: usize = 5;

/// Reads the top of an article.
pub(super) fn read(text: &str, units: &[Unit]) -> Top {
    let keyed = top::is_keyed(text, units);
    let mut lines = lines(text, units, keyed);
    context::settle(text, units, &mut lines);
    let mut top = Top {
        body: body(text, units, &lines),
        ..Top::default()
    };
    top.headline = headline::choose(text, units, &lines, &mut top.body);
    for (unit, line) in units.iter().zip(&lines).take(top.body + 1) {
        let is_body = unit.span == units.get(top.body).map_or(Span::new(0, 0), |u| u.span);
        if !is_body || matches!(line, Line::Dateline(_)) {
            top.take(text, *unit, line);
        }
    }
    top.take_place_of_stamp(text, units, &lines);
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

/// The lines from the top, read until two of running text have nothing but short lines between them.
fn lines(text: &str, units: &[Unit], keyed: bool) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut after_prose = false;
    for (at, unit) in units.iter().take(MOST_TOP).enumerate() {
        if at >= 2 && foot::is_closing(unit.span.slice(text)) {
            break;
        }
        let line = top::read(text, *unit, keyed);
        let ends = after_prose && matches!(line, Line::Prose);
        after_prose = matches!(line, Line::Prose) || after_prose && matches!(line, Line::Plain);
        lines.push(line);
        if ends {
            break;
        }
    }
    lines
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
    unit.span.len() <= headline::MAX
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
            .is_some_and(|u| headline::is_shaped(u.span.slice(text)))
    };
    if has_headline || !first_is_headline() {
        after_meta
    } else {
        prose.max(after_meta)
    }
}

impl Top {
    /// Takes what a line above the body holds.
    fn take(&mut self, text: &str, unit: Unit, line: &Line) {
        match line {
            Line::Keyed(key, value) => self.take_keyed(text, unit, *key, value),
            Line::Stamp(days) => self.days.extend(days.iter().cloned()),
            Line::Byline(byline, days) => {
                self.take_byline(text, unit, byline);
                self.days.extend(days.iter().cloned());
            }
            Line::Outlet(range, days) => {
                if source::with_place(unit.span.slice(text)).is_some() {
                    self.keyed_source.get_or_insert(unit.part(range));
                } else if self.headline != Some(unit.span) {
                    self.take_outlet(text, unit.part(range));
                }
                self.days.extend(days.iter().cloned());
            }
            Line::Stamped(day, _) => self.days.push((1, day.clone())),
            Line::Dateline(dateline) => self.take_dateline(unit, dateline),
            Line::Placed(line) => {
                let outlet = line.agency.clone();
                if let Some(outlet) = outlet {
                    self.take_outlet(text, unit.part(&outlet));
                }
                let mut line = line.clone();
                line.agency = None;
                self.take_dateline(unit, &line);
            }
            _ => {}
        }
    }

    fn take_byline(&mut self, text: &str, unit: Unit, byline: &Byline) {
        self.names.extend(byline.names.iter().map(|r| unit.part(r)));
        if let Some(outlet) = &byline.outlet {
            self.take_outlet(text, unit.part(outlet));
        }
    }

    /// The first agency or paper, in the spelling that is not all capitals if there is one.
    fn take_outlet(&mut self, text: &str, outlet: Span) {
        let first = *self.outlet.get_or_insert(outlet);
        let (first, again) = (first.slice(text), outlet.slice(text));
        let folds = || first.to_lowercase() == again.to_lowercase();
        if is_upper(first) && first.contains(' ') && !is_upper(again) && folds() {
            self.outlet = Some(outlet);
        }
    }

    fn take_dateline(&mut self, unit: Unit, line: &peel::Line) {
        self.agency = line.agency.as_ref().map(|r| unit.part(r)).or(self.agency);
        if let (Some(first), true) = (line.places.first(), self.dateline.is_none()) {
            self.dateline = Some(unit.part(&(first.start..line.end)));
            self.places = line.places.iter().map(|r| unit.part(r)).collect();
        }
        if let Some(day) = &line.day {
            self.dateline_day_span = Some(unit.part(&day.range));
            self.dateline_day = Some(day.clone());
        }
    }

    /// The town at the end of a stamp counts where no dateline is.
    fn take_place_of_stamp(&mut self, text: &str, units: &[Unit], lines: &[Line]) {
        if self.dateline.is_some() {
            return;
        }
        let stamps = units.iter().zip(lines).take(self.body).enumerate();
        let mut stamps =
            stamps.filter(|(_, (_, line))| matches!(line, Line::Stamp(days) if !days.is_empty()));
        let place = stamps.find_map(|(at, (unit, _))| {
            let line = unit.span.slice(text);
            let at_head = || {
                let found = dateline::at_head_of_stamp(line, context::under_name(lines, at));
                found.filter(|_| at > 0 && !imprint::is_numbered(line))
            };
            Some((unit, dateline::at_end_of_stamp(line).or_else(at_head)?))
        });
        if let Some((unit, line)) = place {
            self.take_dateline(*unit, &line);
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
                self.take_byline(text, unit, &byline);
            }
            Key::Source if !value.is_empty() => {
                self.keyed_source.get_or_insert(unit.part(value));
            }
            Key::Dateline => {
                if let Some(line) = dateline::read_whole(words) {
                    let at = Unit {
                        span: unit.part(value),
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
