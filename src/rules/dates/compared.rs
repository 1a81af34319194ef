//! Periods that stand for others of the same kind: `the same period of 2017`, `the year-ago quarter`, `this time next year`; and
//! periods by their end: `three months to September`, `the year ended June 30`.

use std::ops::Range;

use super::calendar::{Period, quarter_of};
use super::context::Context;
use super::expression::{Expression, Phrase, Shift};
use super::found::{Direction, Found, View};
use super::names;
use super::words::{Unit, Which};
use crate::date::Date;
use crate::lexical::is_any;
use crate::record::{DateRule, Granularity};

/// What a mention comes to that names a period by another one.
pub(super) fn read(
    context: &Context<'_>,
    mention: usize,
    tokens: &Range<usize>,
    found: &Expression,
) -> Option<Found> {
    let tagged = context.tagged;
    let is = |at: usize, forms: &[&str]| tokens.contains(&at) && is_any(tagged.word(at), forms);
    let year = found.phrase_of(Unit::Year);
    let is_this_time = tokens
        .clone()
        .any(|at| is(at, &["this"]) && is(at + 1, &["time"]))
        || tokens.start > 1
            && tagged.is_word(tokens.start - 2, "this")
            && tagged.is_word(tokens.start - 1, "time");
    if is_this_time {
        let months = match year?.which? {
            Which::Next => 12,
            Which::Last => -12,
            _ => return None,
        };
        let today = context.today()?;
        return Some(Found::new(
            Period::of(Unit::Month, today, months)?,
            DateRule::Relative,
        ));
    }
    let has = |forms: &[&str]| tokens.clone().any(|at| is(at, forms));
    let is_period = has(&["period"])
        && has(&[
            "same",
            "corresponding",
            "comparable",
            "ago",
            "earlier",
            "prior",
            "previous",
        ]);
    let is_ago = tokens.clone().any(|at| {
        let is_prior = is(at, &["prior", "previous", "preceding", "last"]);
        let year = at + 1 + usize::from(is(at + 1, &["-"]));
        is(at, &["year"]) && is(at + 1, &["-"]) && is(at + 2, &["ago", "earlier"])
            || is_prior && is(year, &["year"]) && is(year + 1, &["quarter", "month", "period"])
    });
    let is_of_year = found.year.is_some()
        || year.is_some() && matches!(found.shift, Some(Shift::Ago | Shift::Earlier))
        || year.is_some_and(|year| year.which == Some(Which::Last));
    let is_same = has(&["same", "corresponding", "comparable"]);
    let is_of_year = is_of_year || says_year_before(context, tokens.end);
    let is_unit = has(&["quarter", "month"]) && (is_ago || is_same && is_of_year);
    if is_same && is_of_year && has(&["day", "date", "week", "weekend"]) {
        return same_days(context, mention, found);
    }
    if !is_period && !is_unit {
        return None;
    }
    if has(&["quarter"])
        && let Some((year, quarter)) = context.fiscal_quarter()
    {
        let text = format!("FY{:04}-Q{quarter}", year.checked_sub(1)?);
        return Some(Found::open(text, Granularity::Quarter, DateRule::Narrative));
    }
    if is_period && let Some(days) = context.between_before(mention) {
        return between(days, found.year.unwrap_or(days.0.year() - 1));
    }
    let base = context.period_before(mention, has(&["quarter"])).or_else(|| {
        let today = context.today().filter(|_| has(&["quarter"]))?;
        Period::of(Unit::Quarter, today, -1)?.days
    })?;
    let (first, last) = base;
    let back = i16::from(has(&["year"]) || says_year_before(context, tokens.end));
    let to = found.year.unwrap_or(first.year().checked_sub(back)?);
    let years = i32::from(to) - i32::from(first.year());
    let end = last
        .plus_days(1)?
        .plus_months(years.checked_mul(12)?)?
        .plus_days(-1)?;
    months(first.plus_months(years * 12)?, end, true, DateRule::Narrative)
}

/// `the same day last year`, `the same week of 2019`: by the day that was named last.
fn same_days(context: &Context<'_>, mention: usize, found: &Expression) -> Option<Found> {
    let base = context.day_before(mention).or_else(|| context.today())?;
    let unit = [Unit::Week, Unit::Weekend]
        .into_iter()
        .find(|unit| found.phrase_of(*unit).is_some())
        .unwrap_or(Unit::Day);
    let year = found.year.unwrap_or(base.year().checked_sub(1)?);
    let months = (i32::from(year) - i32::from(base.year())).checked_mul(12)?;
    let day = base.plus_months(months)?;
    Some(Found::new(Period::of(unit, day, 0)?, DateRule::Narrative))
}

/// From one day or month to another of a year.
fn between((first, last): (Date, Date), year: i16) -> Option<Found> {
    let by = (i32::from(year) - i32::from(first.year())).checked_mul(12)?;
    let first_moved = first.plus_months(by)?;
    if first.day() == 1 && last.plus_days(1)?.day() == 1 {
        let end = last.plus_days(1)?.plus_months(by)?.plus_days(-1)?;
        return months(first_moved, end, false, DateRule::Narrative);
    }
    let day = |day: Date| Found::new(Period::day(day), DateRule::Narrative);
    Some(day(first_moved).until(day(last.plus_months(by)?)))
}

/// Whether `last year` or `a year earlier` stands behind the words of a period.
fn says_year_before(context: &Context<'_>, at: usize) -> bool {
    let is = |at: usize, forms: &[&str]| is_any(context.tagged.word(at), forms);
    is(at, &["last"]) && is(at + 1, &["year"])
        || is(at, &["a", "the"]) && is(at + 1, &["year"]) && is(at + 2, &["ago", "earlier", "before"])
}

/// The value of whole months.
fn months(first: Date, last: Date, is_named: bool, rule: DateRule) -> Option<Found> {
    let count = (i32::from(last.year()) - i32::from(first.year())) * 12 + i32::from(last.month())
        - i32::from(first.month())
        + 1;
    let period = match count {
        1 => Some(Period::month(first.year(), first.month())),
        3 if is_named && first.month() % 3 == 1 => Some(Period::quarter(first.year(), quarter_of(first))),
        6 if is_named && first.month() % 6 == 1 => Some(Period::half(first.year(), first.month() / 6 + 1)),
        12 if is_named && first.month() == 1 => Some(Period::year(first.year())),
        _ => None,
    };
    if let Some(period) = period {
        return Some(Found::new(period, rule));
    }
    let end = |day: Date| Found::new(Period::month(day.year(), day.month()), rule);
    let mut found = end(first).until(end(last));
    found.days = Some((first, last));
    Some(found)
}

/// `three months to September`, `two weeks ended March 5`: so many units up to the end of something; by a day they are the
/// quarter or half of a report.
pub(super) fn ending(phrase: &Phrase, end: &Found, is_day: bool) -> Option<Found> {
    if phrase.unit == Unit::Year {
        return year_to(phrase, end, is_day);
    }
    let is_part = matches!(phrase.unit, Unit::Quarter | Unit::Half);
    let number = phrase
        .number
        .or((is_part || phrase.unit == Unit::Week && !phrase.is_plural && !phrase.is_few).then_some(1.0))
        .filter(|number| number.fract() == 0.0 && (1.0..=60.0).contains(number))? as i32;
    let (_, last) = end.days?;
    let after = last.plus_days(1)?;
    match phrase.unit {
        Unit::Month if after.day() == 1 => months(after.plus_months(-number)?, last, is_day, end.rule),
        Unit::Half if after.day() == 1 => months(after.plus_months(-6 * number)?, last, true, end.rule),
        Unit::Quarter if after.day() == 1 && number == 1 => {
            months(after.plus_months(-3)?, last, true, end.rule)
        }
        Unit::Quarter if after.day() == 1 => months(after.plus_months(-3 * number)?, last, is_day, end.rule),
        Unit::Week | Unit::Day => {
            let days = if phrase.unit == Unit::Week { 7 } else { 1 };
            let first = after.plus_days(-days * number)?;
            let day = |day: Date| Found::new(Period::day(day), end.rule);
            Some(day(first).until(day(last)))
        }
        _ => None,
    }
}

/// `the year to March`, `the half-year to June`, `the year to March 31`, which is that of accounts.
fn year_to(phrase: &Phrase, end: &Found, is_day: bool) -> Option<Found> {
    let (_, last) = end.days?;
    let after = last.plus_days(1).filter(|after| after.day() == 1)?;
    match phrase.number {
        Some(0.5) => months(after.plus_months(-6)?, last, true, end.rule),
        None | Some(1.0) if is_day => {
            let period = Period::fiscal(last.year(), Some(last.month()));
            Some(Found::new(period, end.rule))
        }
        None | Some(1.0) => months(after.plus_months(-12)?, last, false, end.rule),
        _ => None,
    }
}

/// `the second quarter ended June 30`: where that is not a calendar's second, it is one of accounts.
fn ranked(quarter: u8, end: &Found) -> Option<Found> {
    let (_, last) = end.days?;
    if last.month() % 3 == 0 && last.month() / 3 == quarter {
        return Some(Found::new(Period::quarter(last.year(), quarter), end.rule));
    }
    let first = Date::new(last.year(), last.month(), 1)?;
    let year = first.plus_months(3 * (4 - i32::from(quarter)))?.year();
    let text = format!("FY{year:04}-Q{quarter}");
    Some(Found::open(text, Granularity::Quarter, end.rule))
}

/// `the year ended June 30`, `three months ended March 31`.
pub(super) fn ended(found: &Expression, is_over: bool, view: &View<'_>) -> Option<Found> {
    let day = Expression {
        phrases: [None; 2],
        is_ended: false,
        is_fiscal: false,
        quarter: None,
        ..*found
    };
    let view = View {
        direction: match view.direction {
            _ if is_over => Direction::Past,
            Direction::Past => Direction::Past,
            _ => Direction::Future,
        },
        ..*view
    };
    let end = names::place(&day, &view)?;
    if let Some(quarter) = found.quarter {
        return ranked(quarter, &end);
    }
    let phrase = found.phrase()?;
    let is_year = phrase.unit == Unit::Year && phrase.number.is_none_or(|number| number == 1.0);
    if is_year {
        let (_, last) = end.days?;
        return Some(Found::new(
            Period::fiscal(last.year(), Some(last.month())),
            end.rule,
        ));
    }
    ending(&phrase, &end, found.day.is_some())
}
