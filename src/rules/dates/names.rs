//! Dates that name their place in the calendar: years, months, days, quarters, seasons, holidays; a year that is not said
//! is that of the article's day, by tense.

use super::calendar::Period;
use super::compared;
use super::expression::{Determiner, Expression, Phrase};
use super::found::{Direction, Found, View};
use super::holidays::Holiday;
use super::relative;
use super::words::{Season, Unit, Which};
use crate::date::Date;
use crate::record::{DateRule, Granularity};

/// The period that an expression with a name in it means.
pub(super) fn place(found: &Expression, view: &View<'_>) -> Option<Found> {
    if found.is_before_christ {
        let text = format!("BC{:04}", found.year?);
        return Some(Found::open(text, Granularity::Year, DateRule::Stated));
    }
    let placed = if let Some(holiday) = found.holiday {
        self::holiday(holiday, found, view)?
    } else if let (Some(month), Some(day)) = (found.month, found.day) {
        day_of_month(month, day, found, view)?
    } else if found.weekday.is_some() {
        super::weekdays::place(found, view)?
    } else if let Some(month) = found.month {
        self::month(month, found, view)?
    } else if let Some(season) = found.season {
        self::season(season, found, view)?
    } else if let Some(quarter) = found.quarter {
        self::quarter(quarter, found, view)?
    } else if let (Some(half), Some(long)) = (found.half, long_period(found)) {
        half_of(half, long)?
    } else if let Some(half) = found.half {
        self::half(half, found, view)?
    } else if let Some(year) = found.year {
        self::year(year, found, view)?
    } else {
        Found::new(long_period(found)?, DateRule::Stated)
    };
    Some(placed.with_edge(found.edge, view.today))
}

/// The decade or the century that the words give.
fn long_period(found: &Expression) -> Option<Period> {
    let decade = found.decade.map(Period::decade);
    decade.or_else(|| found.century.map(Period::century))
}

/// The first or the second half of a decade or century, whose value has no sign for it.
fn half_of(half: u8, long: Period) -> Option<Found> {
    let (first, last) = long.days?;
    let years = (last.year() + 1 - first.year()) / 2;
    let middle = Date::new(first.year() + years, 1, 1)?;
    let days = if half == 1 {
        (first, middle.plus_days(-1)?)
    } else {
        (middle, last)
    };
    let long = Period {
        days: Some(days),
        ..long
    };
    Some(Found::new(long, DateRule::Stated))
}

/// The year that the words give: `2023`, `last year`, `the year`, `that year`.
pub(super) fn said_year(found: &Expression, view: &View<'_>) -> Option<(i16, DateRule)> {
    if let Some(year) = found.year {
        return Some((year, DateRule::Stated));
    }
    let phrase = found.phrase_of(Unit::Year)?;
    if phrase.number.is_some() && found.shift.is_none() {
        return None;
    }
    let placed = relative::place(&phrase, found, view)?;
    Some((placed.days?.0.year(), placed.rule))
}

/// The year in which something that comes every year is meant.
fn completed(
    view: &View<'_>,
    which: Option<Which>,
    days: impl Fn(i16) -> Option<(Date, Date)>,
) -> Option<i16> {
    let today = view.today?;
    let is_near = |days: (Date, Date)| days.0.days_since(today).abs() < 1500;
    let around = || {
        (today.year().saturating_sub(8).max(1)..=today.year().saturating_add(8))
            .filter_map(|year| Some((year, days(year).filter(|days| is_near(*days))?)))
    };
    let latest =
        |fits: &dyn Fn((Date, Date)) -> bool| around().rfind(|(_, days)| fits(*days)).map(|(year, _)| year);
    let first =
        |fits: &dyn Fn((Date, Date)) -> bool| around().find(|(_, days)| fits(*days)).map(|(year, _)| year);
    let past = || latest(&|(first, _)| first <= today);
    let future = || first(&|(_, last)| last >= today);
    match which {
        Some(Which::Last | Which::Past | Which::Previous) => latest(&|(_, last)| last < today),
        Some(Which::Next | Which::Coming) => first(&|(first, _)| first > today),
        Some(Which::Following) => {
            let (base, _) = view.base_of_later(Unit::Month)?;
            // What is told may lie long ago.
            let mut years = base.year()..=base.year().saturating_add(1);
            years.find(|year| days(*year).is_some_and(|(first, _)| first > base))
        }
        Some(Which::This) => first(&|(first, last)| first <= today && today <= last)
            .or_else(|| days(today.year()).map(|_| today.year())),
        _ => match view.direction {
            Direction::Past | Direction::Since => past(),
            Direction::Future => future(),
            Direction::Unknown | Direction::Present => {
                let away = |days: (Date, Date)| match today {
                    _ if days.1 < today => today.days_since(days.1),
                    // What is past is spoken of more.
                    _ => days.0.days_since(today).max(0) * 3 / 2,
                };
                around().min_by_key(|(_, days)| away(*days)).map(|(year, _)| year)
            }
        },
    }
}

/// Days after which a past day, and up to which a coming day, has its year left out only by mistake.
const FAR: i32 = 300;
/// A day that is so near needs no tense.
const NEAR: i32 = 65;

fn day_of_month(month: u8, day: u8, found: &Expression, view: &View<'_>) -> Option<Found> {
    let on = |year: i16| Date::new(year, month, day);
    let stated = said_year(found, view);
    if let Some((year, rule)) = stated {
        return Some(Found::new(Period::day(on(year)?), rule));
    }
    // A day that no year has.
    on(2000)?;
    let Some(today) = view.today else {
        let text = format!("XXXX-{month:02}-{day:02}");
        return Some(Found::open(text, Granularity::Day, DateRule::Open));
    };
    if let Some(weekday) = found.weekday {
        // Monday, Sept. 19, in a story of 1977
        let is_to_come = matches!(view.direction, Direction::Future | Direction::Present)
            && on(today.year()).is_some_and(|day| day.weekday() == weekday);
        let told = (view.story)()
            .map(|days| days.0.year())
            .filter(|year| *year < today.year() && !is_to_come);
        if let Some(day) = told.and_then(on).filter(|day| day.weekday() == weekday) {
            return Some(Found::new(Period::day(day), DateRule::Narrative));
        }
        let years = today.year().saturating_sub(6).max(1)..=today.year().saturating_add(6);
        let fits = years.filter_map(on).filter(|day| day.weekday() == weekday);
        if let Some(day) = fits
            .min_by_key(|day| day.days_since(today).abs())
            .filter(|day| day.days_since(today).abs() < 500)
        {
            return Some(Found::new(Period::day(day), DateRule::Completed));
        }
    }
    let span = |year: i16| on(year).map(|day| (day, day));
    let year = completed(view, found.which, span)?;
    let mut placed = on(year)?;
    // News of September that speaks of a September 12 to come does so in the past tense too.
    let other = match view.direction {
        Direction::Past => completed(view, Some(Which::Next), span).and_then(on),
        Direction::Future => completed(view, Some(Which::Last), span).and_then(on),
        Direction::Unknown | Direction::Present | Direction::Since => None,
    };
    let far = |day: Date| day.days_since(today).abs();
    if let Some(other) =
        other.filter(|other| found.which.is_none() && far(placed) > FAR && far(*other) < NEAR)
    {
        placed = other;
    }
    Some(Found::new(Period::day(placed), DateRule::Completed))
}

/// The year in which something that comes every year falls on or first follows what was told: *that winter*, *that Friday*.
fn that_year((first, last): (Date, Date), days: impl Fn(i16) -> Option<(Date, Date)>) -> Option<i16> {
    let years = first.year().saturating_sub(1).max(1)..=last.year();
    let is_whole_year = last.days_since(first) > 300;
    let holds = |year: &i16| days(*year).is_some_and(|(from, to)| from <= first && last <= to);
    let follows = |year: &i16| days(*year).is_some_and(|(from, _)| from >= first);
    if is_whole_year {
        return Some(first.year());
    }
    years
        .clone()
        .find(holds)
        .or_else(|| years.clone().find(follows))
        .or_else(|| first.year().checked_add(1))
}

fn month(month: u8, found: &Expression, view: &View<'_>) -> Option<Found> {
    let of = |year: i16| Period::month(year, month);
    if found.which == Some(Which::That)
        && let Some(days) = (view.story)()
    {
        return Some(Found::new(
            of(that_year(days, |year| of(year).days)?),
            DateRule::Narrative,
        ));
    }
    let (year, rule) = match said_year(found, view) {
        Some(said) => said,
        None if view.today.is_none() => {
            return Some(Found::open(
                format!("XXXX-{month:02}"),
                Granularity::Month,
                DateRule::Open,
            ));
        }
        None => (
            completed(view, found.which, |year| of(year).days)?,
            DateRule::Completed,
        ),
    };
    let whole = of(year);
    let part = found
        .phrases
        .iter()
        .flatten()
        .find(|phrase| phrase.unit != Unit::Year);
    // the December quarter: that which ends with it
    if let Some(part) = part.filter(|part| part.number.is_none() && part.rank.is_none())
        && matches!(part.unit, Unit::Quarter | Unit::Half)
    {
        return compared::ending(part, &Found::new(whole, rule), true);
    }
    if let Some(part) = part
        && let Some(inner) = relative::part_of(part, whole.days?, rule)
    {
        return Some(inner);
    }
    Some(Found::new(whole, rule))
}

fn holiday(holiday: Holiday, found: &Expression, view: &View<'_>) -> Option<Found> {
    if found
        .phrase_of(Unit::Weekend)
        .is_some_and(|phrase| !phrase.is_plural)
    {
        let day = Expression {
            phrases: [None; 2],
            ..*found
        };
        let placed = self::holiday(holiday, &day, view)?;
        let (day, _) = placed.days?;
        // That of a Monday is the one before it.
        let near = if day.weekday() <= 1 {
            day.plus_days(-7)?
        } else {
            day
        };
        let mut weekend = Found::new(Period::weekend(near), placed.rule);
        // The holiday lengthens it.
        weekend.days = weekend.days.map(|(first, last)| {
            let is_beside = day.days_since(last) == 1 || first.days_since(day) == 1;
            if is_beside {
                (first.min(day), last.max(day))
            } else {
                (first, last)
            }
        });
        return Some(weekend);
    }
    if let Some((year, rule)) = said_year(found, view) {
        return Some(Found::new(Period::day(holiday.day(year)?), rule));
    }
    if let (Some(days), Some(today)) = (holiday.days(), view.today) {
        let day = one_of(days, today, found.which, view.direction)?;
        return Some(Found::new(Period::day(day), DateRule::Holiday));
    }
    if view.today.is_none() {
        let (month, day) = holiday.fixed()?;
        let text = format!("XXXX-{month:02}-{day:02}");
        return Some(Found::open(text, Granularity::Day, DateRule::Open));
    }
    let span = |year: i16| holiday.day(year).map(|day| (day, day));
    let year = completed(view, found.which, span)?;
    Some(Found::new(Period::day(holiday.day(year)?), DateRule::Holiday))
}

/// Of the days of a holiday that comes more than once in a year the one that is meant.
fn one_of(days: &[Date], today: Date, which: Option<Which>, direction: Direction) -> Option<Date> {
    let past = || days.iter().rfind(|day| **day <= today).copied();
    let future = || days.iter().find(|day| **day >= today).copied();
    let day = match (which, direction) {
        (Some(Which::Last | Which::Past | Which::Previous), _) => past(),
        (Some(Which::Next | Which::Coming), _) => future(),
        (_, Direction::Past | Direction::Since) => past(),
        (_, Direction::Future) => future(),
        _ => days.iter().min_by_key(|day| day.days_since(today).abs()).copied(),
    };
    // The list does not reach every year.
    day.filter(|day| day.days_since(today).abs() < 400)
}

fn season(season: Season, found: &Expression, view: &View<'_>) -> Option<Found> {
    let is_south = (view.is_south)();
    let of = |year: i16| Period::season(year, season, is_south);
    if found.which == Some(Which::That) {
        let days = (view.story)()?;
        return Some(Found::new(
            of(that_year(days, |year| of(year).days)?),
            DateRule::Narrative,
        ));
    }
    if let Some((year, rule)) = said_year(found, view) {
        return Some(Found::new(of(year), rule));
    }
    let Some(today) = view.today else {
        let text = format!("XXXX-{}", season.code());
        return Some(Found::open(text, Granularity::Season, DateRule::Open));
    };
    let told = (view.story)().filter(|_| found.which == Some(Which::Following));
    let year = match found.which {
        Some(Which::Following) if told.is_some() => {
            let (_, last) = told?;
            let mut years = last.year()..=last.year().saturating_add(1);
            years.find(|year| of(*year).days.is_some_and(|(first, _)| first > last))?
        }
        // In autumn, *last summer* is that of the year before: the one just over is *this* summer.
        Some(Which::Last) => {
            let ended = completed(view, found.which, |year| of(year).days)?;
            ended.min(today.year() - 1)
        }
        which => completed(view, which, |year| of(year).days)?,
    };
    Some(Found::new(of(year), DateRule::Completed))
}

fn quarter(quarter: u8, found: &Expression, view: &View<'_>) -> Option<Found> {
    let of = |year: i16| Period::quarter(year, quarter);
    let fiscal = |year: i16| {
        Found::open(
            format!("FY{year:04}-Q{quarter}"),
            Granularity::Quarter,
            DateRule::Stated,
        )
    };
    let open = |text: String| Found::open(text, Granularity::Quarter, DateRule::Open);
    let (year, rule) = match said_year(found, view) {
        None if found.which.is_none() && (found.is_fiscal || view.fiscal_quarter.is_some()) => {
            return Some(fiscal(fiscal_year(quarter, view)?));
        }
        None if found.which.is_none() && view.today.is_some() && (view.is_indian)() => {
            return indian(quarter, view);
        }
        Some((year, _)) if found.is_fiscal => return Some(fiscal(year)),
        Some(said) => said,
        None if view.today.is_none() => return Some(open(format!("XXXX-Q{quarter}"))),
        None => {
            let year = completed(view, found.which, |year| of(year).days)?;
            let later = i16::from(is_next_nearer(&of(year), &of(year + 1), view))
                - i16::from(is_last_reported(&of(year), &of(year - 1), view));
            (year + later, DateRule::Completed)
        }
    };
    let mut placed = Found::new(of(year), rule);
    if found.is_fiscal {
        placed.days = None;
    }
    Some(placed)
}

/// Whether a quarter is over so long, and the same of the next year so near, that a report means the latter.
fn is_next_nearer(quarter: &Period, next: &Period, view: &View<'_>) -> bool {
    let (Some(today), Some((_, last)), Some((first, _))) = (view.today, quarter.days, next.days) else {
        return false;
    };
    today.days_since(last) > 200 && first.days_since(today) < 120
}

/// Whether a quarter to come is far off and the same of the year before just over: that is of which reports are to come.
fn is_last_reported(quarter: &Period, before: &Period, view: &View<'_>) -> bool {
    let (Some(today), Some((first, _)), Some((_, last))) = (view.today, quarter.days, before.days) else {
        return false;
    };
    view.is_report && first.days_since(today) > 120 && (0..130).contains(&today.days_since(last))
}

/// The fiscal year of a quarter that no year stands by: that of the quarter named last, else the one that runs.
fn fiscal_year(quarter: u8, view: &View<'_>) -> Option<i16> {
    let is_to_come = view.direction == Direction::Future;
    if let Some((year, named)) = view.fiscal_quarter {
        return year.checked_add(i16::from(quarter < named && is_to_come));
    }
    let today = view.today?;
    let ends_before = (view.fiscal_end)().is_some_and(|end| today.month() > end);
    today.year().checked_add(i16::from(ends_before))
}

/// A quarter of India's year, which ends in March and has its number.
fn indian(quarter: u8, view: &View<'_>) -> Option<Found> {
    let of = |year: i16| Period::quarter(year, quarter % 4 + 1);
    let year = completed(view, None, |year| of(year).days)?;
    let year = year - i16::from(is_last_reported(&of(year), &of(year - 1), view));
    let fiscal = year + i16::from(quarter < 4);
    let text = format!("FY{fiscal:04}-Q{quarter}");
    let mut placed = Found::open(text, Granularity::Quarter, DateRule::Completed);
    placed.days = of(year).days;
    Some(placed)
}

fn half(half: u8, found: &Expression, view: &View<'_>) -> Option<Found> {
    let of = |year: i16| Period::half(year, half);
    let (year, rule) = match said_year(found, view) {
        Some((year, _)) if found.is_fiscal => {
            let text = format!("FY{year:04}-H{half}");
            return Some(Found::open(text, Granularity::Half, DateRule::Stated));
        }
        None if found.is_fiscal && found.which.is_none() => {
            let text = format!("FY{:04}-H{half}", fiscal_year(half * 2, view)?);
            return Some(Found::open(text, Granularity::Half, DateRule::Stated));
        }
        Some(said) => said,
        None if view.today.is_none() => {
            return Some(Found::open(
                format!("XXXX-H{half}"),
                Granularity::Half,
                DateRule::Open,
            ));
        }
        None => {
            let year = completed(view, found.which, |year| of(year).days)?;
            // What is told of a half is told when it is all but over.
            let is_running = |last: Date| view.today.is_some_and(|today| last.days_since(today) > 20);
            let is_told = view.direction == Direction::Past && found.which.is_none();
            let is_early = is_told && of(year).days.is_some_and(|(_, last)| is_running(last));
            (year - i16::from(is_early), DateRule::Completed)
        }
    };
    Some(Found::new(of(year), rule))
}

fn year(year: i16, found: &Expression, view: &View<'_>) -> Option<Found> {
    if found.is_fiscal {
        return Some(Found::new(
            Period::fiscal(year, (view.fiscal_end)()),
            DateRule::Stated,
        ));
    }
    let whole = Period::year(year);
    let part = |phrase: &Phrase| relative::part_of(phrase, whole.days?, DateRule::Stated);
    let inner = found
        .phrases
        .iter()
        .flatten()
        .filter(|phrase| phrase.determiner != Determiner::A);
    if let Some(inner) = inner.filter(|phrase| phrase.unit < Unit::Year).find_map(part) {
        return Some(inner);
    }
    Some(Found::new(whole, DateRule::Stated))
}
