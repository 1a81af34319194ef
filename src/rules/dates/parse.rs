//! The words of a mention to an `Expression`.

mod digits;

use std::ops::Range;

use super::super::numbers::{self, Number};
use super::super::tagged::Tagged;
use super::expression::{Clock, Determiner, Expression, Phrase, Shift};
use super::holidays::Holiday;
use super::numeric;
use super::words::{Edge, Meaning, Part, Unit, Which, meaning};
use super::zones::{self, Zone};
use crate::lexical::is_any;

/// What has been read and waits for the unit or the name that it belongs to.
#[derive(Clone, Copy, Debug, Default)]
struct Pending {
    number: Option<f64>,
    is_few: bool,
    rank: Option<u8>,
    which: Option<Which>,
    determiner: Determiner,
}

struct Reader<'a> {
    tagged: &'a Tagged<'a>,
    tokens: Range<usize>,
    /// Whether the mention is one of times of day.
    is_time: bool,
    found: Expression,
    pending: Pending,
    /// Where the last month's name ended.
    after_month: usize,
    /// Where the last unit ended.
    after_unit: usize,
}

/// What some tokens say. `is_time` says that the mention is one of times of day.
pub(super) fn read(tagged: &Tagged<'_>, tokens: Range<usize>, is_time: bool) -> Expression {
    let mut reader = Reader {
        tagged,
        tokens: tokens.clone(),
        is_time,
        found: Expression::default(),
        pending: Pending::default(),
        after_month: usize::MAX,
        after_unit: usize::MAX,
    };
    let mut at = tokens.start;
    while at < tokens.end {
        at += reader.step(at);
    }
    reader.finish()
}

impl<'a> Reader<'a> {
    /// The word of a token; empty outside.
    fn word(&self, at: usize) -> &'a str {
        if self.tokens.contains(&at) {
            self.tagged.word(at)
        } else {
            ""
        }
    }

    fn meaning(&self, at: usize) -> Meaning {
        meaning(self.word(at))
    }

    /// Reads what stands at a token; how many tokens that takes.
    fn step(&mut self, at: usize) -> usize {
        let rest = at..self.tokens.end;
        if let Some(len) = self.holiday(at) {
            return len;
        }
        if let Some(day) = numeric::day(self.tagged, rest.clone()) {
            self.found.year = day.year.or(self.found.year);
            (self.found.month, self.found.day) = (Some(day.month), Some(day.day));
            self.found.is_either_order = day.is_either_order;
            return day.len;
        }
        if let Some((clock, len)) = numeric::clock(self.tagged, rest.clone(), self.is_time) {
            let (zone, zone_len) = zones::read(self.tagged, at + len).unzip();
            self.found.clock = Some(Clock { zone, ..clock });
            return len + zone_len.unwrap_or(0);
        }
        if let Some(len) = self
            .day_of_month(at)
            .or_else(|| self.year(at))
            .or_else(|| self.code(at))
        {
            return len;
        }
        if let Some(len) = self.half(at) {
            return len;
        }
        if let Some(number) = numbers::read(|at| self.word(at), rest)
            && let Some(len) = self.number(at, number)
        {
            return len;
        }
        self.one_word(at)
    }

    /// A holiday, at the beginning of a word in capitals or of digits.
    fn holiday(&mut self, at: usize) -> Option<usize> {
        let first = self.word(at);
        if !first.starts_with(|c: char| c.is_ascii_uppercase()) {
            return None;
        }
        let start = self.tagged.tokens()[at].span.start as usize;
        let last = self.tokens.end.checked_sub(1)?;
        let end = self.tagged.tokens()[last].span.end as usize;
        let text = self.tagged.text().get(start..end)?;
        let (holiday, len) = Holiday::at(text)?;
        let tokens = self.tagged.tokens()[at..self.tokens.end]
            .iter()
            .take_while(|token| (token.span.end as usize) <= start + len);
        let len = tokens.count();
        self.found.holiday = Some(holiday);
        self.found.which = self.pending.which.take().or(self.found.which);
        (len > 0).then_some(len)
    }

    /// `first half`, `an hour and a half`, `half a year`.
    fn half(&mut self, at: usize) -> Option<usize> {
        let (tagged, tokens) = (self.tagged, self.tokens.clone());
        let is = |at: usize, word: &str| tokens.contains(&at) && tagged.is_word(at, word);
        // three-and-a-half years
        let past_sign = |at: usize| at + usize::from(is(at, "-"));
        let (and, whole) = (
            past_sign(at),
            self.pending.number.filter(|number| number.fract() == 0.0),
        );
        let a = past_sign(and + 1);
        let half = past_sign(a + 1);
        if let Some(whole) = whole
            && is(and, "and")
            && is(a, "a")
            && is(half, "half")
        {
            self.pending.number = Some(whole + 0.5);
            return Some(past_sign(half + 1) - at);
        }
        if is(at, "and") && is(at + 1, "a") && is(at + 2, "half") && at == self.after_unit {
            let phrase = self.found.phrases.iter_mut().rev().flatten().next()?;
            phrase.number = Some(phrase.number.unwrap_or(1.0) + 0.5);
            return Some(3);
        }
        if !is(at, "half") && !is(at, "halves") {
            return None;
        }
        if let Some(rank) = self.pending.rank.take() {
            self.found.half = Some(rank).filter(|rank| *rank <= 2);
            return Some(1);
        }
        if matches!(self.pending.which, Some(Which::Last)) {
            self.pending.which = None;
            self.found.half = Some(2);
            return Some(1);
        }
        // the June half
        if self.after_month == at && self.pending.number.is_none() {
            self.unit(Unit::Half, false, at);
            return Some(1);
        }
        let skip = usize::from(is(at + 1, "a") || is(at + 1, "an") || is(at + 1, "-"));
        matches!(self.meaning(at + 1 + skip), Meaning::Unit(..)).then(|| {
            self.pending.number = Some(0.5);
            1 + skip
        })
    }

    /// A number that counts or ranks.
    fn number(&mut self, at: usize, number: Number<'_>) -> Option<usize> {
        if !number.tail.is_empty() {
            return None;
        }
        if number.is_ordinal {
            let next = at + number.len;
            let follows =
                !matches!(self.meaning(next), Meaning::Unknown) || self.tagged.is_word(next, "half");
            // `a second` is a unit, `second quarter` a rank.
            if self.word(at).eq_ignore_ascii_case("second") && !(follows && next < self.tokens.end) {
                return None;
            }
            let rank = number.value as u8;
            self.pending.rank = Some(rank).filter(|_| (1.0..256.0).contains(&number.value));
            if self.found.bare.is_none() && self.word(at).starts_with(|c: char| c.is_ascii_digit()) {
                self.found.rank = self.pending.rank;
            }
        } else {
            self.pending.number = Some(number.value);
        }
        Some(number.len)
    }

    fn one_word(&mut self, at: usize) -> usize {
        let is_counted = self.is_counted_from(at);
        let found = &mut self.found;
        let is_after_unit = self.after_unit == at;
        if is_after_unit && is_any(self.tagged.word(at), &["ended", "ending"]) {
            found.is_ended = true;
            return 1;
        }
        match meaning(self.tagged.word(at)) {
            Meaning::Month(month) => {
                found.month = found.month.or(Some(month));
                found.which = self.pending.which.take().or(found.which);
                self.after_month = at + 1;
            }
            Meaning::Weekday(day, is_plural) => {
                found.weekday = found.weekday.or(Some(day));
                found.weekday_is_plural |= is_plural;
                if is_counted {
                    found.shift = Some(Shift::Hence);
                }
                found.which = self.pending.which.take().or(found.which);
                found.rank = self.pending.rank.take();
            }
            Meaning::Season(season) => {
                found.season = Some(season);
                found.which = self.pending.which.take().or(found.which);
            }
            Meaning::Part(part, is_plural) => {
                found.part = Some(part);
                found.part_is_plural = is_plural;
                found.which = self.pending.which.take().or(found.which);
            }
            Meaning::Unit(unit, is_plural) => self.unit(unit, is_plural, at),
            // the year previous
            Meaning::Which(which @ (Which::Previous | Which::Following))
                if is_after_unit && at + 1 == self.tokens.end =>
            {
                if let Some(phrase) = found.phrases.iter_mut().rev().flatten().next() {
                    phrase.which = phrase.which.or(Some(which));
                }
            }
            Meaning::Which(which) => {
                self.found.is_present |= self.tagged.is_word(at, "present");
                self.pending.which = Some(which);
            }
            Meaning::A => self.pending.determiner = Determiner::A,
            Meaning::The => self.pending.determiner = Determiner::The,
            Meaning::Edge(Edge::Earlier) if is_after_unit => found.shift = Some(Shift::Earlier),
            Meaning::Edge(Edge::Later) if is_after_unit => found.shift = Some(Shift::Later),
            Meaning::Edge(edge) => {
                found.edge = found.edge.or(Some(edge));
                // *the* end of next year
                self.pending.determiner = Determiner::None;
            }
            Meaning::Ago => found.shift = Some(Shift::Ago),
            Meaning::Hence => found.shift = Some(Shift::Hence),
            Meaning::Few => self.pending.is_few = true,
            Meaning::Day(days) if is_counted => {
                (found.offset, found.shift) = (Some(days), Some(Shift::Hence));
            }
            Meaning::Day(days) => found.offset = Some(found.offset.unwrap_or(0) + days),
            Meaning::Tonight => {
                found.offset = Some(0);
                found.part = Some(Part::Night);
            }
            Meaning::Fiscal => found.is_fiscal = true,
            Meaning::Noon | Meaning::Midnight => {
                let hour = if self.tagged.word(at).eq_ignore_ascii_case("midnight") {
                    0
                } else {
                    12
                };
                let (zone, len) = zones::read(self.tagged, at + 1).unzip();
                found.clock = Some(on_the_hour(hour, zone));
                return 1 + len.unwrap_or(0);
            }
            Meaning::Running => found.is_running = true,
            Meaning::Term(is_plural) => self.term(is_plural),
            Meaning::Decade(first) => found.decade = Some(first),
            Meaning::Old => found.is_age = true,
            Meaning::Present if at > 0 && self.tagged.is_word(at - 1, "from") => {
                found.shift = Some(Shift::Hence)
            }
            Meaning::Present => found.is_present = true,
            Meaning::Future => found.is_future = true,
            Meaning::Before | Meaning::Filler => {}
            Meaning::Unknown => self.unknown(at),
        }
        1
    }

    /// Whether a unit is counted from a day: two weeks *from* `tomorrow`.
    fn is_counted_from(&self, at: usize) -> bool {
        at > 0 && self.after_unit == at - 1 && self.tagged.is_word(at - 1, "from")
    }

    /// Words that no table holds.
    fn unknown(&mut self, at: usize) {
        let word = self.word(at);
        let is = |other: &str| word.eq_ignore_ascii_case(other);
        let next = self.meaning(at + 1);
        let direction = match () {
            () if is("turn") => {
                self.found.is_turn = true;
                return;
            }
            () if is("before") => -1,
            () if is("after") => 1,
            () => 0,
        };
        match next {
            _ if is("couple") => self.pending.number = Some(2.0),
            Meaning::Day(_) if direction != 0 => self.found.offset = Some(direction),
            _ if direction != 0 && self.after_unit == at => {
                self.found.shift = Some(if direction < 0 {
                    Shift::Earlier
                } else {
                    Shift::Later
                });
            }
            _ => {
                // monthslong, weeklong, midweek, midyear
                let whole = word
                    .strip_suffix("long")
                    .or_else(|| word.strip_prefix("mid"))
                    .or_else(|| word.strip_prefix("Mid"));
                match whole.map(meaning) {
                    Some(Meaning::Unit(unit, is_plural)) if word.ends_with("long") => {
                        self.pending.determiner = Determiner::A;
                        self.unit(unit, is_plural, at);
                    }
                    Some(Meaning::Unit(unit, is_plural)) => {
                        self.pending.determiner = Determiner::The;
                        self.unit(unit, is_plural, at);
                        self.found.edge = Some(Edge::Mid);
                    }
                    Some(Meaning::Season(season)) => self.found.season = Some(season),
                    _ => self.found.unread = self.found.unread.saturating_add(1),
                }
            }
        }
    }

    /// A unit takes what waits for it.
    fn unit(&mut self, unit: Unit, is_plural: bool, at: usize) {
        let pending = std::mem::take(&mut self.pending);
        self.after_unit = at + 1;
        // The first Monday of the month keeps its rank.
        if self.found.weekday.is_none() {
            self.found.rank = None;
        }
        match (unit, pending.rank) {
            (Unit::Quarter, Some(rank)) if rank <= 4 && pending.number.is_none() => {
                self.found.quarter = Some(rank);
                self.found.which = pending.which.or(self.found.which);
            }
            (Unit::Quarter, None) if pending.which == Some(Which::Last) && self.is_final(at) => {
                self.found.quarter = Some(4);
            }
            (Unit::Century, Some(rank)) if pending.number.is_none() => {
                self.found.century = Some((i16::from(rank) - 1) * 100);
            }
            _ => self.found.add_phrase(Phrase {
                unit,
                is_plural,
                number: pending.number,
                is_few: pending.is_few,
                rank: pending.rank,
                which: pending.which,
                determiner: pending.determiner,
            }),
        }
    }

    /// `this season`, `last season`: of a sport, which no calendar has.
    fn term(&mut self, is_plural: bool) {
        let found = &mut self.found;
        if found.is_named() {
            return; // `the 2023 season`
        }
        if is_plural && self.pending.number.is_some() {
            found.unread = found.unread.saturating_add(1); // two seasons are no age
            return;
        }
        match self.pending.which.take() {
            Some(Which::This) => found.is_present = true,
            Some(Which::Last | Which::Past | Which::Previous | Which::Recent) => found.is_past = true,
            Some(Which::Next | Which::Coming | Which::Following) => found.is_future = true,
            other => self.pending.which = other,
        }
    }

    /// `final quarter`: the fourth.
    fn is_final(&self, at: usize) -> bool {
        at > 0 && self.tagged.is_word(at - 1, "final")
    }

    fn finish(mut self) -> Expression {
        let pending = self.pending;
        self.found.bare = self.found.bare.or(pending.number);
        // Day five counts nothing.
        if let (Some(_), Some(phrase), None) = (pending.number, self.found.phrase(), self.found.shift)
            && phrase.number.is_none()
            && !self.found.is_age
        {
            self.found.phrases = [None; 2];
            self.found.unread = 1;
        }
        if self.found.rank.is_none() && !self.found.is_named() {
            self.found.rank = pending.rank;
        }
        if self.found.is_empty() || self.found.phrases[0].is_none() && !self.found.is_named() {
            self.found.is_past |= pending.which == Some(Which::Past);
        }
        self.found
    }
}

fn on_the_hour(hour: u8, zone: Option<Zone>) -> Clock {
    Clock {
        hour,
        minute: 0,
        second: None,
        has_half: true,
        zone,
    }
}
