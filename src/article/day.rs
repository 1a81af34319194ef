//! Calendar days as written in header lines and datelines: `May 9`, `12 Nov 2023`, `2024-03-05`, `5/3/24`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::lists::{self, MONTHS, WEEKDAYS};
use crate::date::Date;

/// A day as written, perhaps without its year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Day {
    /// Where it stands in the line.
    pub(super) range: Range<usize>,
    /// Its year, when written.
    pub(super) year: Option<i16>,
    /// Its month.
    pub(super) month: u8,
    /// Its day of the month.
    pub(super) day: u8,
    /// Whether `month` and `day` could be meant the other way round (`5/3/2024`).
    pub(super) either_order: bool,
    /// The day of the week beside it, 0 for Monday.
    pub(super) weekday: Option<u8>,
}

impl Day {
    /// The full date, when the year is written.
    pub(super) fn date(&self) -> Option<Date> {
        Date::new(self.year?, self.month, self.day)
    }

    /// The same day with month and day of the month exchanged.
    pub(super) fn swapped(&self) -> Day {
        Day {
            month: self.day,
            day: self.month,
            ..self.clone()
        }
    }

    /// Whether there is such a day in some year.
    fn exists(&self) -> bool {
        Date::new(self.year.unwrap_or(2000), self.month, self.day).is_some()
    }
}

/// The days named in a (short) line, in order.
pub(super) fn find(line: &str) -> Vec<Day> {
    if !line.contains(char::is_numeric) {
        return Vec::new();
    }
    let mut days: Vec<Day> = DAY.captures_iter(line).filter_map(|c| read(&c)).collect();
    if days.is_empty() {
        return days;
    }
    let weekdays: Vec<(Range<usize>, u8)> = WEEKDAY
        .find_iter(line)
        .filter_map(|m| Some((m.range(), lists::number_of(&WEEKDAYS, m.as_str())?)))
        .collect();
    for day in &mut days {
        let near = weekdays.iter().find(|(w, _)| {
            let gap = line
                .get(w.end..day.range.start)
                .or(line.get(day.range.end..w.start));
            gap.is_some_and(|gap| gap.len() <= 4 && !gap.contains(char::is_alphanumeric))
        });
        day.weekday = near.map(|(_, n)| *n);
        if day.either_order && day.weekday.is_some() {
            settle_by_weekday(day);
        }
    }
    days
}

fn settle_by_weekday(day: &mut Day) {
    let fits = |d: &Day| d.date().map(Date::weekday) == day.weekday;
    let other = day.swapped();
    if fits(&other) && !fits(day) {
        *day = other;
    }
    day.either_order = false;
}

static DAY: LazyLock<Regex> = LazyLock::new(|| {
    let month = any_of(&MONTHS);
    let number = r"(\d{1,2})(?:st|nd|rd|th)?";
    regex(&format!(
        r"(?xi) \b(?:
          (\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}) (?: \b | T)
        | {number} [\s\-]+ (?:of\s+)? ({month})\.? (?: (?:,\s*|[\s\-]+) (\d{{4}}) )? \b
        | ({month})\.? [\s\-]+ {number} (?: (?:\s*,\s*|[\s\-]+) (\d{{4}}) (?:\d{{1,2}}:\d{{2}})? )? \b
        | (\d{{1,2}}) ([/.\-]) (\d{{1,2}}) [/.\-] (\d{{4}}|\d{{2}}) \b
        | ((?:19|20)\d{{2}}) (\d{{2}}) (\d{{2}}) \b
        )"
    ))
});

static WEEKDAY: LazyLock<Regex> = LazyLock::new(|| regex(&format!(r"(?i)\b(?:{})\b", any_of(&WEEKDAYS))));

/// A pattern of our own, which compiles by construction. `\b` is between ASCII words: the fast engines know no other.
#[expect(clippy::expect_used, reason = "the tests meet every pattern")]
pub(super) fn regex(pattern: &str) -> Regex {
    Regex::new(&pattern.replace(r"\b", r"(?-u:\b)")).expect("a pattern of this crate compiles")
}

fn any_of(forms: &[Vec<&'static str>]) -> String {
    let mut all: Vec<&str> = forms.iter().flatten().copied().collect();
    all.sort_unstable_by_key(|form| std::cmp::Reverse(form.len()));
    all.join("|")
}

fn read(c: &Captures<'_>) -> Option<Day> {
    let number = |i: usize| c.get(i).and_then(|m| m.as_str().parse::<u16>().ok());
    let month = |i: usize| {
        c.get(i)
            .and_then(|m| lists::number_of(&MONTHS, m.as_str()))
            .map(|m| u16::from(m) + 1)
    };
    let (year, month, day, numeric) = match () {
        () if c.get(1).is_some() => (number(1), number(2), number(3), false),
        () if c.get(4).is_some() => (number(6), month(5), number(4), false),
        () if c.get(7).is_some() => (number(9), month(7), number(8), false),
        () if c.get(10).is_some() => (number(13).map(century), number(10), number(12), true),
        () => (number(14), number(15), number(16), false),
    };
    let mut day = Day {
        range: c.get(0)?.start()..c.get(3).or(c.get(9)).or(c.get(0))?.end(),
        year: year.and_then(|y| i16::try_from(y).ok()),
        month: u8::try_from(month?).ok()?,
        day: u8::try_from(day?).ok()?,
        either_order: false,
        weekday: None,
    };
    if numeric {
        // `5.3.2024` is written where the day comes first.
        let has_dots = c.get(11).is_some_and(|m| m.as_str() == ".");
        day.either_order = day.exists() && day.swapped().exists() && day.month != day.day;
        if !day.exists() || has_dots && day.either_order {
            day = day.swapped();
            day.either_order &= !has_dots;
        }
    }
    day.exists().then_some(day)
}

/// Two-digit years are of this century or the last third of the one before.
fn century(year: u16) -> u16 {
    match year {
        0..70 => 2000 + year,
        70..100 => 1900 + year,
        _ => year,
    }
}
