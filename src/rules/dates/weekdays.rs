//! Days of the week, read the way news writes them: `Monday`, `Last Wednesday`, `next Friday`, `Monday week`.

use super::calendar::{Period, monday, nth_weekday, weekday_from, weekday_until};
use super::counted;
use super::expression::{Determiner, Expression, Shift};
use super::found::{Direction, Found, View};
use super::lengths;
use super::names;
use super::relative;
use super::words::{Unit, Which};
use crate::date::Date;
use crate::record::{DateRule, Granularity};

/// The day that a day of the week means: the latest on or before the article's day, unless the tense or a word such as
/// *next* says otherwise.
pub(super) fn place(found: &Expression, view: &View<'_>) -> Option<Found> {
    let weekday = found.weekday?;
    if let Some(found) = of_month(found, weekday, view) {
        return found;
    }
    let Some(today) = view.today else {
        let text = format!("XXXX-WXX-{}", weekday + 1);
        return Some(Found::open(text, Granularity::Day, DateRule::Open));
    };
    let day = |day: Option<Date>, rule: DateRule| Some(Found::new(Period::day(day?), rule));
    if let (Some(phrase), Some(Shift::Hence)) = (found.phrase(), found.shift) {
        return counted::counted_from(&phrase, weekday_from(today.plus_days(1)?, weekday)?, view);
    }
    if let Some(week) = found.phrase_of(Unit::Week).or(found.phrase_of(Unit::Fortnight)) {
        let is_bare = week.which.is_none() && week.determiner == Determiner::None && week.number.is_none();
        if is_bare && found.shift.is_none() {
            // Monday week
            let next = weekday_from(today.plus_days(1)?, weekday)?;
            return day(next.plus_days(7), view.relative());
        }
        let placed = relative::place(&week, found, view)?;
        let (first, _) = placed.days?;
        return day(monday(first)?.plus_days(i32::from(weekday)), placed.rule);
    }
    let rule = if view.is_quoted {
        DateRule::Quotation
    } else {
        DateRule::Weekday
    };
    let before = |base: Date| weekday_until(base.plus_days(-1)?, weekday);
    let after = |base: Date| weekday_from(base.plus_days(1)?, weekday);
    match found.which {
        // Nor is yesterday *last* Thursday.
        Some(Which::Last | Which::Past) => {
            let last = before(today)?;
            let is_yesterday = found.which == Some(Which::Last) && today.days_since(last) == 1;
            day(last.plus_days(if is_yesterday { -7 } else { 0 }), rule)
        }
        // Nobody calls tomorrow *next* Tuesday.
        Some(Which::Next) => {
            let next = after(today)?;
            let is_tomorrow = next.days_since(today) == 1;
            day(next.plus_days(if is_tomorrow { 7 } else { 0 }), rule)
        }
        Some(Which::Coming) => day(after(today), rule),
        Some(Which::Previous) => {
            let (base, rule) = view.base(Unit::Day)?;
            day(before(base), rule)
        }
        Some(Which::Following) => {
            let (base, rule) = view.base_of_later(Unit::Day)?;
            day(after(base), rule)
        }
        Some(Which::That) => {
            // The first such day from the one that was told of.
            let named = (view.named)(Unit::Day).and_then(|(named, _)| weekday_from(named, weekday));
            let told = named.filter(|day| *day <= today);
            match told.or_else(|| (view.same_weekday)(weekday)).or(named) {
                None => day(weekday_until(today, weekday), rule),
                told => day(told, DateRule::Narrative),
            }
        }
        Some(Which::This) if view.direction == Direction::Unknown => {
            day(monday(today)?.plus_days(i32::from(weekday)), rule)
        }
        _ if matches!(view.direction, Direction::Future | Direction::Present) => {
            day(weekday_from(today, weekday), rule)
        }
        _ => day(weekday_until(today, weekday), rule),
    }
}

/// `the second Monday of October`, `the last Friday in May`, `the first Tuesday of next month`.
fn of_month(found: &Expression, weekday: u8, view: &View<'_>) -> Option<Option<Found>> {
    let nth = match (found.rank, found.which) {
        (Some(rank), _) => rank,
        (None, Some(Which::Last)) if found.month.is_some() || found.phrase_of(Unit::Month).is_some() => 0,
        _ => return None,
    };
    let month = match (found.month, found.phrase_of(Unit::Month)) {
        (Some(_), _) => {
            let month = Expression {
                weekday: None,
                rank: None,
                which: None,
                ..*found
            };
            names::place(&month, view)
        }
        // the first Monday of each month
        (None, Some(month)) if month.which == Some(Which::Every) => return Some(lengths::set(found)),
        (None, Some(month)) => relative::place(&month, found, view),
        (None, None) => return Some(None),
    };
    Some(month.and_then(|month| {
        let (first, _) = month.days?;
        let day = nth_weekday(first.year(), first.month(), weekday, nth)?;
        Some(Found::new(Period::day(day), month.rule))
    }))
}
