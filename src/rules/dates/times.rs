//! Times of day and parts of the day, on the day that the words give.

use super::calendar::Period;
use super::expression::{Clock, Expression};
use super::found::{Direction, Found, View};
use super::names;
use super::words::{Part, Unit, Which};
use crate::date::Date;
use crate::record::{DateRule, Granularity};

/// Whether an expression says a time of day.
pub(super) fn is_time(found: &Expression) -> bool {
    found.clock.is_some() || found.part.is_some()
}

/// The time, on a day of its own words or else on `near`, the day that stands by it.
pub(super) fn place(found: &Expression, near: Option<Date>, view: &View<'_>) -> Option<Found> {
    let own = own_day(found, view);
    let (day, rule) = match own {
        Some((day, rule)) => (Some(day), rule),
        None => (near.or(view.today), DateRule::Clock),
    };
    let time = match (found.clock, found.part) {
        (Some(clock), part) => written(clock, part, day),
        (None, Some(part)) => format!("T{}", part.code()),
        (None, None) => return None,
    };
    if found.part_is_plural && own.is_none() && near.is_none() {
        return Some(Found::open(
            format!("XXXX-XX-XX{time}"),
            Granularity::Set,
            DateRule::Recurring,
        ));
    }
    let text = match (day, own_open(found, view)) {
        (Some(day), _) => format!("{day}{time}"),
        (None, Some(open)) => open + &time,
        (None, None) => time,
    };
    Some(Found {
        text,
        days: day.map(|day| (day, day)),
        granularity: Granularity::Time,
        rule: if day.is_some() { rule } else { DateRule::Open },
    })
}

/// The clock of 24 hours; *eight in the evening* is past noon.
fn written(clock: Clock, part: Option<Part>, day: Option<Date>) -> String {
    let is_late = matches!(part, Some(Part::Afternoon | Part::Evening | Part::Night));
    let hour = match clock.hour {
        hour @ 1..=11 if is_late && !clock.has_half && !(hour < 5 && part == Some(Part::Night)) => hour + 12,
        hour => hour,
    };
    let zone = clock.zone.and_then(|zone| zone.written(day)).unwrap_or_default();
    match clock.second {
        Some(second) => format!("T{hour:02}:{:02}:{second:02}{zone}", clock.minute),
        None => format!("T{hour:02}:{:02}{zone}", clock.minute),
    }
}

/// The day that the words themselves give: `tomorrow morning`, `last night`, `8 a.m. Monday`, `this evening`, `the next morning`.
fn own_day(found: &Expression, view: &View<'_>) -> Option<(Date, DateRule)> {
    if let Some(offset) = found.offset {
        return Some((view.today?.plus_days(i32::from(offset))?, view.relative()));
    }
    if found.is_named() || found.phrase_of(Unit::Day).is_some() || found.phrase_of(Unit::Weekend).is_some() {
        let placed = if found.is_named() {
            names::place(found, view)?
        } else {
            super::relative::place(&found.phrase()?, found, view)?
        };
        let (first, last) = placed.days?;
        return (first == last).then_some((first, placed.rule));
    }
    let today = || Some((view.today?, view.relative()));
    match found.which? {
        Which::This => today(),
        Which::Last => Some((view.today?.plus_days(-1)?, view.relative())),
        Which::Next | Which::Following => {
            let (base, rule) = view.base(Unit::Day)?;
            Some((base.plus_days(1)?, rule))
        }
        Which::Previous => {
            let (base, rule) = view.base(Unit::Day)?;
            Some((base.plus_days(-1)?, rule))
        }
        Which::That => (view.named)(Unit::Day).map(|(first, _)| (first, DateRule::Narrative)),
        Which::Coming if view.direction != Direction::Past => today(),
        _ => None,
    }
}

/// The words' own day where it is not known: `XXXX-WXX-1`.
fn own_open(found: &Expression, view: &View<'_>) -> Option<String> {
    if found.is_named() {
        return names::place(found, view).map(|placed| placed.text);
    }
    (found.offset.is_some() || found.which.is_some())
        .then(|| Period::open("XXXX-XX-XX", Granularity::Day).text)
}
