//! Days that are counted from a day to come, and days of the month that no month is said of: `two weeks from tomorrow`, `the 13th`.

use super::calendar::Period;
use super::expression::Phrase;
use super::found::{Direction, Found, View};
use super::words::Unit;
use crate::date::Date;
use crate::record::DateRule;

/// `the 13th`, which is by tense the latest or the next day of that number.
pub(super) fn day_of_month(day: u8, today: Date, view: &View<'_>) -> Option<Found> {
    let of = |by: i32| {
        let month = Date::new(today.year(), today.month(), 1)?.plus_months(by)?;
        Date::new(month.year(), month.month(), day)
    };
    let this = of(0);
    let found = match view.direction {
        Direction::Future => this.filter(|day| *day >= today).or_else(|| of(1)),
        Direction::Past | Direction::Since => this.filter(|day| *day <= today).or_else(|| of(-1)),
        Direction::Present | Direction::Unknown => this,
    };
    Some(Found::new(Period::day(found?), DateRule::Completed))
}

/// `two weeks from tomorrow`, `a month from Monday`: so many units behind a day.
pub(super) fn counted_from(phrase: &Phrase, base: Date, view: &View<'_>) -> Option<Found> {
    let number = phrase.number.unwrap_or(1.0);
    let by = (number.fract() == 0.0 && (1.0..=4000.0).contains(&number)).then_some(number as i32)?;
    let day = match phrase.unit {
        Unit::Day => base.plus_days(by)?,
        Unit::Week => base.plus_days(7 * by)?,
        Unit::Fortnight => base.plus_days(14 * by)?,
        Unit::Month => base.plus_months(by)?,
        Unit::Year => base.plus_months(12 * by)?,
        _ => return None,
    };
    Some(Found::new(Period::day(day), view.relative()))
}
