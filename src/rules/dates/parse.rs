//! The words of a mention to an `Expression`.

use std::ops::Range;

use super::super::numbers::{self, Number};
use super::super::tagged::Tagged;
use super::expression::{Clock, Determiner, Expression, Phrase, Shift};
use super::holidays::Holiday;
use super::numeric;
use super::words::{Edge, Meaning, Part, Unit, Which, meaning};
use crate::lexical::is_any;

/// Years that four digits may be.
const YEARS: std::ops::RangeInclusive<i16> = 1000..=2199;

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
            let zone = self.tagged.word(at + len);
            let has_offset = matches!(self.tagged.word(at + len + 1), "+" | "-" | "−" | "–");
            let is_universal = !has_offset && matches!(zone, "GMT" | "UTC" | "Z" | "gmt" | "utc");
            self.found.clock = Some(Clock {
                is_universal,
                ..clock
            });
            return len + usize::from(is_universal);
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

    /// The day beside a month's name: `July 4`, `4th of July`, `the first of May`.
    fn day_of_month(&mut self, at: usize) -> Option<usize> {
        if self.found.day.is_some() {
            return None;
        }
        let word = self.word(at);
        let (number, tail) = word.split_at(word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len()));
        let is_rank = is_any(tail, &["st", "nd", "rd", "th"]);
        let day = match numeric::digits(number) {
            Some(day) if (tail.is_empty() || is_rank) && number.len() <= 2 => u8::try_from(day).ok()?,
            _ => {
                let rank =
                    numbers::read(|at| self.word(at), at..self.tokens.end).filter(|rank| rank.is_ordinal)?;
                let after = at + rank.len;
                let is_of = self.word(after).eq_ignore_ascii_case("of");
                let fits =
                    is_of && matches!(self.meaning(after + 1), Meaning::Month(_)) || at == self.after_month;
                let day = fits
                    .then_some(rank.value as u8)
                    .filter(|day| (1..=31).contains(day))?;
                self.found.day = Some(day);
                return Some(rank.len);
            }
        };
        if !(1..=31).contains(&day) {
            return None;
        }
        let after_month = self.after_month == at
            || self.after_month.checked_add(1) == Some(at) && matches!(self.word(at - 1), "." | "the" | "-");
        let next = at + 1;
        let skip = usize::from(matches!(self.word(next), "of" | "-" | "OF"))
            + usize::from(matches!(self.word(next + 1), "the"));
        let before_month = matches!(self.meaning(next + skip), Meaning::Month(_));
        let counts = matches!(self.meaning(next), Meaning::Unit(..)) && after_month;
        (after_month && !counts || before_month).then(|| {
            self.found.day = Some(day);
            1
        })
    }

    /// A year, a decade, a century in digits.
    fn year(&mut self, at: usize) -> Option<usize> {
        let word = self.word(at);
        if matches!(word, "'" | "’" | "‘") {
            let next = self.word(at + 1);
            let year = next.strip_suffix(['s', 'S']);
            return match (numeric::digits(next), year) {
                (Some(_), _) if next.len() == 2 => {
                    self.found.year = numeric::full_year(next);
                    Some(2)
                }
                (None, Some(year)) if year.len() == 2 && numeric::digits(year).is_some() => {
                    self.year(at + 1).map(|len| len + 1)
                }
                _ => None,
            };
        }
        let end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
        let (digits, tail) = word.split_at(end);
        let number = numeric::digits(digits)?;
        let next = self.word(at + 1);
        if matches!(self.meaning(at + 1), Meaning::Before) && tail.is_empty() {
            (self.found.year, self.found.is_before_christ) = (Some(number), true);
            return Some(2);
        }
        let is_plural = matches!(tail, "s" | "S");
        let has_clitic =
            tail.is_empty() && matches!(next, "'s" | "’s") && number % 10 == 0 && digits.len() != 3;
        if is_plural || has_clitic {
            let len = if is_plural { 1 } else { 2 };
            match digits.len() {
                4 if number % 100 == 0 && number < 2000 && YEARS.contains(&number) => {
                    self.found.century = Some(number)
                }
                4 if number % 10 == 0 && YEARS.contains(&number) => self.found.decade = Some(number),
                2 if number % 10 == 0 && is_plural && self.is_of_somebody(at) => {
                    (self.found.is_age, self.found.bare) = (true, Some(f64::from(number)));
                }
                2 if number % 10 == 0 && is_plural => {
                    self.found.decade = Some(if number < 20 { 2000 } else { 1900 } + number);
                }
                _ => return None,
            }
            return Some(len);
        }
        let counts = matches!(self.meaning(at + 1), Meaning::Unit(..))
            || next == "-" && matches!(self.meaning(at + 2), Meaning::Unit(..));
        let is_year = tail.is_empty() && digits.len() == 4 && YEARS.contains(&number) && !counts;
        is_year.then(|| {
            self.found.year = Some(number);
            1
        })
    }

    /// Whether `40s` is of somebody's age: `in his 40s`, `in her late 30s`.
    fn is_of_somebody(&self, at: usize) -> bool {
        (1..=2).any(|back| {
            at.checked_sub(back).is_some_and(|at| {
                let word = self.tagged.word(at);
                is_any(word, &["his", "her", "their", "my", "your", "our"])
            })
        })
    }

    /// `Q3`, `3Q`, `H1`, `1H`, `FY2024`, `FY24`, `Q3FY24`.
    fn code(&mut self, at: usize) -> Option<usize> {
        let word = self.word(at);
        if word.len() > 8 || !word.is_ascii() {
            return None;
        }
        let bytes = word.as_bytes();
        let (letter, digit) = match *bytes {
            [letter @ (b'Q' | b'q' | b'H' | b'h'), digit @ b'1'..=b'4', ..] => (letter, digit),
            [digit @ b'1'..=b'4', letter @ (b'Q' | b'q' | b'H' | b'h'), ..] => (letter, digit),
            _ => {
                let year = word.strip_prefix("FY").or_else(|| word.strip_prefix("fy"))?;
                self.found.year = Some(numeric::full_year(year)?);
                self.found.is_fiscal = true;
                return Some(1);
            }
        };
        let number = digit - b'0';
        let rest = &word[2..];
        if !rest.is_empty() {
            let year = rest.strip_prefix("FY").unwrap_or(rest);
            self.found.year = Some(numeric::full_year(year)?);
            self.found.is_fiscal = rest.starts_with("FY");
        }
        match letter.to_ascii_uppercase() {
            b'Q' => self.found.quarter = Some(number),
            _ if number <= 2 => self.found.half = Some(number),
            _ => return None,
        }
        Some(1)
    }

    /// `first half`, `an hour and a half`, `half a year`.
    fn half(&mut self, at: usize) -> Option<usize> {
        let (tagged, tokens) = (self.tagged, self.tokens.clone());
        let is = |at: usize, word: &str| tokens.contains(&at) && tagged.is_word(at, word);
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
        let found = &mut self.found;
        let is_after_unit = self.after_unit == at;
        match meaning(self.tagged.word(at)) {
            Meaning::Month(month) => {
                found.month = found.month.or(Some(month));
                found.which = self.pending.which.take().or(found.which);
                self.after_month = at + 1;
            }
            Meaning::Weekday(day, is_plural) => {
                found.weekday = found.weekday.or(Some(day));
                found.weekday_is_plural |= is_plural;
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
            Meaning::Which(which) => {
                self.found.is_present |= self.tagged.is_word(at, "present");
                self.pending.which = Some(which);
            }
            Meaning::A => self.pending.determiner = Determiner::A,
            Meaning::The => self.pending.determiner = Determiner::The,
            Meaning::Edge(Edge::Earlier) if is_after_unit => found.shift = Some(Shift::Earlier),
            Meaning::Edge(Edge::Later) if is_after_unit => found.shift = Some(Shift::Later),
            Meaning::Edge(edge) => found.edge = found.edge.or(Some(edge)),
            Meaning::Ago => found.shift = Some(Shift::Ago),
            Meaning::Hence => found.shift = Some(Shift::Hence),
            Meaning::Few => self.pending.is_few = true,
            Meaning::Day(days) => found.offset = Some(found.offset.unwrap_or(0) + days),
            Meaning::Tonight => {
                found.offset = Some(0);
                found.part = Some(Part::Night);
            }
            Meaning::Fiscal => found.is_fiscal = true,
            Meaning::Noon => found.clock = Some(on_the_hour(12)),
            Meaning::Midnight => found.clock = Some(on_the_hour(0)),
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

    /// Words that no table holds.
    fn unknown(&mut self, at: usize) {
        let word = self.word(at);
        let is = |other: &str| word.eq_ignore_ascii_case(other);
        let next = self.meaning(at + 1);
        let direction = match () {
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
        self.found.rank = None;
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

fn on_the_hour(hour: u8) -> Clock {
    Clock {
        hour,
        minute: 0,
        second: None,
        has_half: true,
        is_universal: false,
    }
}
