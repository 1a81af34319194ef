//! Units that count from a day: `last week`, `two years ago`, `a year earlier`, `the next day`, `first nine months of the year`.

use super::calendar::{Period, weekday_from, weekday_until};
use super::expression::{Determiner, Expression, Phrase, Shift};
use super::found::{Direction, Found, View};
use super::lengths;
use super::words::{Edge, Unit, Which};
use crate::date::Date;
use crate::record::{DateRule, Granularity};

/// What a unit comes to.
pub(super) fn place(phrase: &Phrase, found: &Expression, view: &View<'_>) -> Option<Found> {
    // The third straight day is the one that is told of, and so is the fourth week in a row.
    if found.is_running && phrase.rank.is_some() && phrase.number.is_none() && phrase.unit >= Unit::Day {
        let (base, rule) = view.base(phrase.unit)?;
        return Some(Found::new(Period::of(phrase.unit, base, 0)?, rule));
    }
    let placed = match (found.shift, phrase.which) {
        (Some(shift), _) => shifted(phrase, shift, view)?,
        (None, Some(Which::Every)) => return lengths::set(found),
        (None, Some(which)) => of_which(phrase, which, found, view)?,
        (None, None) => plain(phrase, found, view)?,
    };
    Some(placed.with_edge(found.edge, view.today))
}

/// `two years ago`, `a year earlier`, `three days later`.
fn shifted(phrase: &Phrase, shift: Shift, view: &View<'_>) -> Option<Found> {
    let is_back = matches!(shift, Shift::Ago | Shift::Earlier);
    if phrase.unit <= Unit::Hour {
        return Some(lengths::length(phrase));
    }
    let number = match phrase.number {
        Some(number) => number,
        None if phrase.is_plural || phrase.is_few => {
            return Some(if is_back { Found::past() } else { Found::future() });
        }
        None => 1.0,
    };
    // Two days after something of October: in October. Five weeks after it: a month on.
    let days = number * days_of(phrase.unit);
    if matches!(shift, Shift::Later)
        && days <= 60.0
        && let Some(around) = (view.named_around)(phrase.unit)
        && (view.named)(phrase.unit).is_none()
    {
        let middle = around.days?.0.plus_days(14)?;
        let by = if days <= 10.0 { 0 } else { days as i32 };
        return Some(Found::new(
            Period::of(Unit::Month, middle.plus_days(by)?, 0)?,
            around.rule,
        ));
    }
    // 2.1% in February, against 0.9% a year earlier
    if shift == Shift::Earlier
        && phrase.unit == Unit::Year
        && number == 1.0
        && let Some((first, _)) = view.compared_month
    {
        return Some(Found::new(
            Period::of(Unit::Month, first.plus_months(-12)?, 0)?,
            DateRule::Narrative,
        ));
    }
    let base = match shift {
        Shift::Earlier => view.base(phrase.unit),
        Shift::Later => view.base_of_later(phrase.unit),
        Shift::Ago | Shift::Hence => view.today.map(|today| (today, view.relative())),
    };
    let Some((base, rule)) = base else {
        let unit = phrase.unit.min(Unit::Year);
        return view.today.is_none().then(|| open(unit));
    };
    if let (Shift::Earlier, Unit::Year, Some(fiscal)) = (shift, phrase.unit, view.fiscal_before)
        && rule != DateRule::Narrative
    {
        let year = fiscal
            .checked_sub(number.round().min(1000.0) as i16)
            .filter(|year| *year > 0)?;
        return Some(Found::new(
            Period::fiscal(year, (view.fiscal_end)()),
            DateRule::Narrative,
        ));
    }
    // Half units count in the next finer one.
    let (number, unit) = match phrase.unit {
        _ if number.fract() == 0.0 => (number, phrase.unit),
        Unit::Year => (number * 12.0, Unit::Month),
        Unit::Decade => (number * 10.0, Unit::Year),
        Unit::Century => (number * 100.0, Unit::Year),
        Unit::Week => (number * 7.0, Unit::Day),
        _ => (number.round(), phrase.unit),
    };
    if number > 1e6 {
        return Some(if is_back { Found::past() } else { Found::future() });
    }
    let (number, unit) = match unit {
        Unit::Decade => (number * 10.0, Unit::Year),
        Unit::Century => (number * 100.0, Unit::Year),
        unit => (number, unit),
    };
    let by = number.round() as i32;
    // Three weeks after a day that was told is a day.
    let unit_days = match unit {
        Unit::Week => 7,
        Unit::Fortnight => 14,
        _ => 1,
    };
    let is_of_day = rule == DateRule::Narrative && unit_days > 1 && view.named_day == Some(base);
    let (unit, by) = if is_of_day {
        (Unit::Day, by.saturating_mul(unit_days))
    } else {
        (unit, by)
    };
    let placed = Found::new(Period::of(unit, base, if is_back { -by } else { by })?, rule);
    // What is told is not yet to come.
    let is_to_come = placed
        .days
        .zip(view.today)
        .is_some_and(|((first, _), today)| first > today);
    let is_told = shift == Shift::Later
        && view.direction != Direction::Future
        && view.today.is_none_or(|today| base < today);
    (!(is_to_come && is_told)).then_some(placed)
}

/// `the turn of the century`: of the last one, unless what is told is older; `the turn of the 19th century`, `of the millennium`.
pub(super) fn turn(found: &Expression, view: &View<'_>) -> Option<Found> {
    if let Some(first) = found.century {
        return Some(Found::new(Period::year(first), DateRule::Stated));
    }
    found.phrase_of(Unit::Century)?;
    let year = view.today.map_or(2000, |today| today.year());
    let told = (view.story)().map_or(year, |days| days.0.year());
    let first = if told.min(year) < 1940 {
        told.min(year) - told.min(year).rem_euclid(100)
    } else {
        2000
    };
    let first = if told.min(year).rem_euclid(100) > 60 && told.min(year) < 1940 {
        first + 100
    } else {
        first
    };
    Some(Found::new(Period::year(first), DateRule::Narrative))
}

/// Days of a unit, where it is short.
fn days_of(unit: Unit) -> f64 {
    match unit {
        Unit::Day => 1.0,
        Unit::Week => 7.0,
        Unit::Fortnight => 14.0,
        _ => 1e9,
    }
}

/// What a unit is when there is no day to count from.
fn open(unit: Unit) -> Found {
    let (text, granularity) = match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => ("XXXX-XX-XX", Granularity::Day),
        Unit::Weekend => ("XXXX-WXX-WE", Granularity::Weekend),
        Unit::Week | Unit::Fortnight => ("XXXX-WXX", Granularity::Week),
        Unit::Month => ("XXXX-XX", Granularity::Month),
        Unit::Quarter => ("XXXX-QX", Granularity::Quarter),
        Unit::Half => ("XXXX-HX", Granularity::Half),
        Unit::Year => ("XXXX", Granularity::Year),
        Unit::Decade => ("XXX", Granularity::Decade),
        Unit::Century => ("XX", Granularity::Century),
    };
    Found::open(text, granularity, DateRule::Open)
}

/// A unit with *last*, *this*, *next* and their kin.
fn of_which(phrase: &Phrase, which: Which, found: &Expression, view: &View<'_>) -> Option<Found> {
    let unit = phrase.unit;
    let counts = phrase.number.is_some() || phrase.is_few;
    if phrase.rank.is_some() && !counts && phrase.which != Some(Which::This) {
        return None;
    }
    if counts {
        return Some(match which {
            Which::That | Which::This | Which::Recent if !counts => Found::past(),
            _ => lengths::length(phrase),
        });
    }
    if phrase.is_plural {
        return Some(match which {
            Which::Next | Which::Coming | Which::Following => Found::future(),
            Which::This => Found::present(),
            _ => Found::past(),
        });
    }
    if unit <= Unit::Hour {
        return Some(lengths::length(phrase));
    }
    if which == Which::Recent {
        return Some(Found::past());
    }
    if found.is_fiscal && unit == Unit::Year {
        let by = step(which)?;
        let year = view.today?.year().checked_add(i16::try_from(by).ok()?)?;
        return Some(Found::new(
            Period::fiscal(year, (view.fiscal_end)()),
            view.relative(),
        ));
    }
    let has_the = phrase.determiner == Determiner::The;
    let is_length = match which {
        Which::Past => unit != Unit::Weekend && unit != Unit::Day,
        Which::Last | Which::Next | Which::Coming => {
            let fits = matches!(
                unit,
                Unit::Week | Unit::Fortnight | Unit::Month | Unit::Year | Unit::Decade | Unit::Century
            );
            has_the && view.wants_length && found.unread == 0 && fits
        }
        _ => false,
    };
    if is_length {
        return Some(lengths::length(phrase));
    }
    let by = step(which)?;
    let from_named = match which {
        Which::Previous | Which::Following | Which::That => true,
        // The next day: after something that was told.
        Which::Next => has_the || unit == Unit::Day,
        _ => false,
    };
    let base = match which {
        Which::That => (view.named)(unit).map(|(first, _)| (first, DateRule::Narrative)),
        Which::Previous => view.base(unit),
        _ if from_named => view.base_of_later(unit),
        _ => view.today.map(|today| (today, view.relative())),
    };
    let Some((base, rule)) = base else {
        return (which != Which::That).then(|| open(unit));
    };
    if let (Unit::Year, Which::Previous, Some(fiscal @ 2..)) = (unit, which, view.fiscal_before) {
        return Some(Found::new(
            Period::fiscal(fiscal - 1, (view.fiscal_end)()),
            DateRule::Narrative,
        ));
    }
    match (unit, which) {
        (Unit::Day, Which::Last) => None,
        (Unit::Weekend, Which::This) => Some(weekend(base, view.direction, rule)),
        (Unit::Weekend, Which::Last | Which::Past) => Some(Found::new(last_weekend(base)?, rule)),
        _ => Some(Found::new(Period::of(unit, base, by)?, rule)),
    }
}

/// How many units on a word leads.
fn step(which: Which) -> Option<i32> {
    match which {
        Which::Last | Which::Past | Which::Previous => Some(-1),
        Which::This | Which::That => Some(0),
        Which::Next | Which::Coming | Which::Following => Some(1),
        Which::Every | Which::Recent => None,
    }
}

/// The weekend before the week of a day; on its Sunday too.
fn last_weekend(day: Date) -> Option<Period> {
    Some(Period::weekend(day.plus_days(-7)?))
}

/// The weekend that a report of a day speaks of: on a Saturday or Sunday that one, else by tense.
fn weekend(day: Date, direction: Direction, rule: DateRule) -> Found {
    let is_weekend = day.weekday() >= 5;
    let is_past = matches!(direction, Direction::Past | Direction::Since) && !is_weekend;
    let past = is_past.then(|| last_weekend(day)).flatten();
    Found::new(past.unwrap_or_else(|| Period::weekend(day)), rule)
}

/// A unit without such a word: a length, or with *the* and parts of it the one of today.
fn plain(phrase: &Phrase, found: &Expression, view: &View<'_>) -> Option<Found> {
    let unit = phrase.unit;
    if let (Some(1), Some(_), Unit::Month | Unit::Quarter) = (phrase.rank, phrase.number, unit) {
        return first_of_year(phrase, view);
    }
    if phrase.number.is_some() || phrase.is_few || phrase.is_plural || unit <= Unit::Hour {
        // The first three years: of what, nobody says.
        return phrase.rank.is_none().then(|| lengths::length(phrase));
    }
    if phrase.rank.is_some() {
        // The dispute entered a sixth week.
        let is_week = unit == Unit::Week && found.edge.is_none() && !found.is_named();
        return is_week.then(|| {
            lengths::length(&Phrase {
                rank: None,
                ..*phrase
            })
        });
    }
    if phrase.determiner == Determiner::A {
        return Some(lengths::length(phrase));
    }
    let is_part = found.edge.is_some() && phrase.determiner == Determiner::None;
    // the opening day
    if is_part && unit == Unit::Day {
        return None;
    }
    let is_weekend = unit == Unit::Weekend;
    if phrase.determiner == Determiner::None && !is_part && !is_weekend && !view.is_full && !found.is_fiscal {
        return Some(lengths::length(phrase));
    }
    // The quarter that the text has named, or that is over when it is told of.
    if unit == Unit::Quarter
        && let Some((named, _)) = (view.named)(unit)
    {
        return Some(Found::new(Period::of(unit, named, 0)?, DateRule::Narrative));
    }
    // Reserves stood at six tonnes at year-end.
    if unit == Unit::Year
        && view.is_year_end
        && view.direction == Direction::Past
        && let Some(today) = view.today.filter(|today| today.month() <= 4)
    {
        let last = Date::new(today.year().checked_sub(1)?, 12, 31)?;
        return Some(Found::new(Period::day(last), view.relative()));
    }
    // By the end of the month of which something was told.
    if unit == Unit::Month
        && found.edge.is_some()
        && view.direction == Direction::Past
        && let Some((first, last)) = (view.story)()
        && (first.year(), first.month()) == (last.year(), last.month())
    {
        return Some(Found::new(Period::of(unit, first, 0)?, DateRule::Narrative));
    }
    let Some(today) = view.today else {
        return Some(open(unit));
    };
    let rule = view.relative();
    if unit == Unit::Quarter && found.edge.is_none() && view.direction == Direction::Past {
        return Some(Found::new(Period::of(unit, today, -1)?, rule));
    }
    if is_weekend {
        let direction = match view.direction {
            Direction::Unknown | Direction::Present => Direction::Past,
            known => known,
        };
        return Some(weekend(today, direction, rule));
    }
    if found.is_fiscal && unit == Unit::Year {
        return Some(Found::new(
            Period::fiscal(today.year(), (view.fiscal_end)()),
            rule,
        ));
    }
    // Full-year results of spring are of the year before.
    let is_of_last =
        view.is_full && unit == Unit::Year && today.month() <= 3 && view.direction != Direction::Future;
    Some(Found::new(
        Period::of(unit, today, if is_of_last { -1 } else { 0 })?,
        rule,
    ))
}

/// `the first nine months`: of this year when they have begun to be over, else of the last.
fn first_of_year(phrase: &Phrase, view: &View<'_>) -> Option<Found> {
    let today = view.today?;
    let of = |year: i16| part_of(phrase, Period::year(year).days?, DateRule::Completed);
    let this = of(today.year())?;
    let is_over = this
        .days
        .is_some_and(|(_, last)| last <= today.plus_days(15).unwrap_or(last));
    if is_over || view.direction == Direction::Future {
        Some(this)
    } else {
        of(today.year() - 1)
    }
}

/// Some units at the beginning, in the middle or at the end of a longer stretch: `first nine months`, `last week`, `third day`.
pub(super) fn part_of(phrase: &Phrase, whole: (Date, Date), rule: DateRule) -> Option<Found> {
    let (first, last) = whole;
    let is_last = phrase.which == Some(Which::Last);
    if phrase.rank.is_none() && !is_last {
        return None;
    }
    if let Some(number) = phrase.number {
        let by = (number.fract() == 0.0 && (1.0..=400.0).contains(&number)).then_some(number as i32)?;
        let at_start = phrase.rank == Some(1);
        if !at_start && !is_last {
            return None;
        }
        return some_units(phrase.unit, by, is_last, whole, rule);
    }
    let nth = phrase.rank.map_or(1, i32::from);
    let day = match phrase.unit {
        Unit::Day if is_last => last,
        Unit::Day => first.plus_days(nth - 1)?,
        // The week that most of the days lie in.
        Unit::Week if is_last => last.plus_days(-3)?,
        Unit::Week => first.plus_days(7 * (nth - 1) + 3)?,
        Unit::Weekend if is_last => weekday_until(last, 5)?,
        Unit::Weekend => weekday_from(first, 5)?.plus_days(7 * (nth - 1))?,
        Unit::Month | Unit::Quarter | Unit::Half if is_last => last,
        Unit::Month => first.plus_months(nth - 1)?,
        Unit::Quarter => first.plus_months(3 * (nth - 1))?,
        Unit::Half => first.plus_months(6 * (nth - 1))?,
        Unit::Decade => {
            let year = first.year().checked_add(10 * (i16::try_from(nth).ok()? - 1))?;
            Date::new(if is_last { last.year() } else { year }, 1, 1)?
        }
        _ => return None,
    };
    (first <= day && day <= last).then_some(())?;
    Some(Found::new(Period::of(phrase.unit, day, 0)?, rule))
}

/// `first six months`, `last two weeks`: the value of the whole where it has one, else from one to the other.
fn some_units(unit: Unit, by: i32, is_last: bool, whole: (Date, Date), rule: DateRule) -> Option<Found> {
    let (first, last) = whole;
    let (from, to) = match unit {
        Unit::Month if is_last => (last.plus_days(1)?.plus_months(-by)?, last),
        Unit::Month => (first, first.plus_months(by)?.plus_days(-1)?),
        Unit::Day if is_last => (last.plus_days(1 - by)?, last),
        Unit::Day => (first, first.plus_days(by - 1)?),
        Unit::Week if is_last => (last.plus_days(1 - 7 * by)?, last),
        Unit::Week => (first, first.plus_days(7 * by - 1)?),
        Unit::Quarter if is_last => (last.plus_days(1)?.plus_months(-3 * by)?, last),
        Unit::Quarter => (first, first.plus_months(3 * by)?.plus_days(-1)?),
        _ => return None,
    };
    let months = i32::from(to.month()) - i32::from(from.month()) + 1;
    let is_year = from.year() == to.year() && matches!(unit, Unit::Month | Unit::Quarter);
    let (part, year) = (from.month(), from.year());
    let period = match months {
        3 if is_year && part % 3 == 1 => Some(Period::quarter(year, part / 3 + 1)),
        6 if is_year && part % 6 == 1 => Some(Period::half(year, part / 6 + 1)),
        _ => None,
    };
    if let Some(period) = period {
        return Some(Found::new(period, rule));
    }
    let unit = if unit == Unit::Quarter { Unit::Month } else { unit };
    let end = |day: Date| Some(Found::new(Period::of(unit, day, 0)?, rule));
    let mut found = end(from)?.until(end(to)?);
    found.days = Some((from, to));
    Some(found)
}

/// Two units: a sum of lengths, or a part of a longer one: `first six months of the year`, `second week of next month`.
pub(super) fn two(first: &Phrase, second: &Phrase, found: &Expression, view: &View<'_>) -> Option<Found> {
    if let Some(sum) = lengths::sum(first, second) {
        return Some(sum);
    }
    if first.unit < second.unit && found.shift.is_none() {
        let whole = Expression { edge: None, ..*found };
        let container = place(second, &whole, view)?;
        if let Some(part) = container
            .days
            .and_then(|days| part_of(first, days, container.rule))
        {
            return Some(part);
        }
        // Early in the second week of the month: only the whole is known.
        return (first.rank.is_none())
            .then(|| place(first, found, view))
            .flatten();
    }
    // The same month a year ago.
    if first.which == Some(Which::That) && found.shift.is_some() && second.unit == Unit::Year {
        let (named, _) = (view.named)(first.unit)?;
        let years = second.number.unwrap_or(1.0).round() as i32;
        let is_back = matches!(found.shift, Some(Shift::Ago | Shift::Earlier));
        let months = years.checked_mul(if is_back { -12 } else { 12 })?;
        let period = Period::of(first.unit, named.plus_months(months)?, 0)?;
        return Some(Found::new(period, DateRule::Narrative));
    }
    // A year later, two months ago: the first unit says it.
    let edge = found
        .edge
        .filter(|edge| !matches!(edge, Edge::Earlier | Edge::Later));
    place(first, &Expression { edge, ..*found }, view)
}
