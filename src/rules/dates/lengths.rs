//! Lengths of time, ages, and what comes back: `two years`, `45-year-old`, `every Monday`.

use super::expression::{Expression, Phrase};
use super::found::Found;
use super::words::Unit;
use crate::record::{DateRule, Granularity};

/// A unit in a value of a length: how many of its letter it is, its letter, and whether it is of the clock.
fn letter(unit: Unit) -> (f64, &'static str, bool) {
    match unit {
        Unit::Second => (1.0, "S", true),
        Unit::Minute => (1.0, "M", true),
        Unit::Hour => (1.0, "H", true),
        Unit::Day => (1.0, "D", false),
        Unit::Weekend => (1.0, "WE", false),
        Unit::Week => (1.0, "W", false),
        Unit::Fortnight => (2.0, "W", false),
        Unit::Month => (1.0, "M", false),
        Unit::Quarter => (1.0, "Q", false),
        Unit::Half => (6.0, "M", false),
        Unit::Year => (1.0, "Y", false),
        Unit::Decade => (10.0, "Y", false),
        Unit::Century => (100.0, "Y", false),
    }
}

/// `2` and `2.5`, as ISO 8601 writes them.
fn figure(number: f64) -> String {
    let rounded = (number * 100.0).round() / 100.0;
    format!("{rounded}")
}

/// The value of a known length.
pub(super) fn text(number: f64, unit: Unit) -> String {
    let (times, letter, is_clock) = letter(unit);
    let clock = if is_clock { "T" } else { "" };
    // Half a year is six months.
    match (unit, number.fract() == 0.5) {
        (Unit::Year, true) if number < 1.0 => "P6M".to_owned(),
        _ => format!("P{clock}{}{letter}", figure(number * times)),
    }
}

/// The value of an unknown number of units.
fn unknown(unit: Unit) -> String {
    match unit {
        Unit::Decade => "PXDE".to_owned(),
        Unit::Century => "PXCE".to_owned(),
        _ => {
            let (_, letter, is_clock) = letter(unit);
            format!("P{}X{letter}", if is_clock { "T" } else { "" })
        }
    }
}

/// The length that a phrase says.
pub(super) fn length(phrase: &Phrase) -> Found {
    let rule = DateRule::Length;
    let text = match phrase.number {
        Some(number) => text(number, phrase.unit),
        None if phrase.is_few || phrase.is_plural => unknown(phrase.unit),
        None => text(1.0, phrase.unit),
    };
    Found::open(text, Granularity::Duration, rule)
}

/// `two years and three months`.
pub(super) fn sum(first: &Phrase, second: &Phrase) -> Option<Found> {
    let (a, b) = (first.number?, second.number?);
    if first.unit <= second.unit {
        return None;
    }
    let (a, b) = (text(a, first.unit), text(b, second.unit));
    let both = match (a.strip_prefix("PT"), b.strip_prefix("PT")) {
        (Some(_), Some(b)) => format!("{a}{b}"),
        (None, Some(b)) => format!("{a}T{b}"),
        (_, None) => format!("{a}{}", b.strip_prefix('P')?),
    };
    Some(Found::open(both, Granularity::Duration, DateRule::Length))
}

/// `45-year-old`, `aged 52`, `six months old`.
pub(super) fn age(found: &Expression) -> Option<Found> {
    let text = match (found.phrase(), found.bare) {
        (Some(phrase), _) => {
            let number = phrase.number.or(found.bare);
            number.map_or_else(|| unknown(phrase.unit), |number| text(number, phrase.unit))
        }
        (None, Some(years)) if years > 0.0 && years <= 130.0 => text(years, Unit::Year),
        _ => return None,
    };
    Some(Found::open(text, Granularity::Duration, DateRule::Age))
}

fn recurring(text: impl Into<String>) -> Found {
    Found::open(text, Granularity::Set, DateRule::Recurring)
}

/// `every Monday`, `Sundays`, `each year`, `every two weeks`, `every July 4`.
pub(super) fn set(found: &Expression) -> Option<Found> {
    if let Some(day) = found.weekday {
        return Some(recurring(format!("XXXX-WXX-{}", day + 1)));
    }
    match (found.month, found.day) {
        (Some(month), Some(day)) => return Some(recurring(format!("XXXX-{month:02}-{day:02}"))),
        (Some(month), None) => return Some(recurring(format!("XXXX-{month:02}"))),
        _ => {}
    }
    if let Some((month, day)) = found.holiday.and_then(|holiday| holiday.fixed()) {
        return Some(recurring(format!("XXXX-{month:02}-{day:02}")));
    }
    if let Some(season) = found.season {
        return Some(recurring(format!("XXXX-{}", season.code())));
    }
    if let Some(part) = found.part {
        return Some(recurring(format!("XXXX-XX-XXT{}", part.code())));
    }
    let phrase = found.phrase()?;
    if phrase.unit == Unit::Weekend {
        return Some(recurring("XXXX-WXX-WE"));
    }
    Some(recurring(text(phrase.number.unwrap_or(1.0), phrase.unit)))
}
