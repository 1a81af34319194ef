//! What stands in a row beside its text: days in the ways in which tables write them, bylines, plain lines.

use crate::date::Date;
use crate::document::Written;
use crate::moment::{self, Numbered};

/// What stands in a column of a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    /// Nothing.
    Nothing,
    /// A text.
    Text(String),
    /// A text whose encoding is not known.
    Bytes(Vec<u8>),
    /// A whole number; of a day, seconds or smaller parts since 1970, or `YYYYMMDD`.
    Number(i64),
    /// A day.
    #[cfg_attr(
        not(feature = "arrow"),
        expect(dead_code, reason = "only Arrow tables have days as such")
    )]
    Day(Date),
    /// Several texts.
    Names(Vec<String>),
}

impl Cell {
    /// Whether nothing is said.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Cell::Nothing => true,
            Cell::Text(text) => text.trim_ascii().is_empty(),
            Cell::Bytes(bytes) => bytes.trim_ascii().is_empty(),
            Cell::Names(names) => names.iter().all(|name| name.trim_ascii().is_empty()),
            Cell::Number(_) | Cell::Day(_) => false,
        }
    }

    /// Its text in one line.
    pub(super) fn line(self) -> Option<String> {
        let text = match self {
            Cell::Nothing => return None,
            Cell::Text(text) => text,
            Cell::Bytes(bytes) => encoding_rs::WINDOWS_1252.decode(&bytes).0.into_owned(),
            Cell::Number(number) => number.to_string(),
            Cell::Day(day) => day.to_string(),
            Cell::Names(names) => names.join(", "),
        };
        Some(one_line(&text)).filter(|line| !line.is_empty())
    }
}

/// A text in one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The day in a column, and how it is written where its numbers alone do not settle it.
pub(super) fn day(cell: Cell) -> (Option<Date>, Option<Written>) {
    let line = match cell {
        Cell::Day(day) => return (Some(day), None),
        Cell::Number(number) => return (day_of_number(number), None),
        cell => cell.line(),
    };
    let Some(line) = line else { return (None, None) };
    let number = || day_of_number(line.parse::<f64>().ok()? as i64);
    if let Some(day) = moment::day(&line).or_else(number) {
        return (Some(day), None);
    }
    match moment::numbered(&line) {
        None => (None, Some(Written::Unread)),
        Some(Numbered::MonthFirst(day)) => (Some(day), Some(Written::MonthFirst)),
        Some(Numbered::DayFirst(day)) => (Some(day), Some(Written::DayFirst)),
        Some(Numbered::Open {
            month_first,
            day_first,
        }) if month_first == day_first => (Some(day_first), None),
        Some(Numbered::Open {
            month_first,
            day_first,
        }) => (
            None,
            Some(Written::Open {
                month_first,
                day_first,
            }),
        ),
    }
}

/// The day of `YYYYMMDD`, or of seconds, milliseconds, microseconds or nanoseconds since 1970, told by their size.
fn day_of_number(number: i64) -> Option<Date> {
    const DAY: i64 = 86_400;
    if (19_000_101..=21_001_231).contains(&number) {
        let part = |number: i64| u8::try_from(number % 100).ok();
        return Date::new(
            i16::try_from(number / 10_000).ok()?,
            part(number / 100)?,
            part(number)?,
        );
    }
    let parts_of_a_second = match number.unsigned_abs() {
        0..100_000_000_000 => 1,
        100_000_000_000..100_000_000_000_000 => 1000,
        100_000_000_000_000..100_000_000_000_000_000 => 1_000_000,
        _ => 1_000_000_000,
    };
    let days = number.div_euclid(DAY * parts_of_a_second);
    Date::from_days_since_1970(i32::try_from(days).ok()?)
}

/// The bylines in a column of authors: a list, or a line such as `Ann Lee; Bo Ray`. Who is named in each is read later.
pub(super) fn bylines(cell: Cell) -> Vec<String> {
    let names: Vec<String> = match cell {
        Cell::Names(names) => names,
        cell => {
            let line = cell.line().unwrap_or_default();
            // a list as Python prints it, or as tables have one
            match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                Some(list) => list.split(", ").map(str::to_owned).collect(),
                None => line.split([';', '|']).map(str::to_owned).collect(),
            }
        }
    };
    let quotes: &[char] = &['"', '\'', ' '];
    names
        .iter()
        .map(|name| one_line(name.trim_matches(quotes)))
        .filter(|name| !name.is_empty())
        .collect()
}
