//! The year of a day that is written without one, settled by what the article says.

use super::day::Day;
use super::hints::{Named, Tense, bare, month, of_age, tense, weekdays, year};
use super::lines::head;
use super::lists;
use crate::date::Date;

/// Bytes of the body that are read for evidence.
const LOOK: usize = 64 * 1024;
/// Bytes of the body in which days of the week are near the dateline's day.
const LEAD: usize = 700;

/// The full date of `day`: by a date known for the article, otherwise by the body's evidence.
pub(super) fn settle(text: &str, body: &str, day: &Day, known: &[Date]) -> Option<Date> {
    if let Some(date) = day.date() {
        return Some(date);
    }
    if let Some(&known) = known.first() {
        return nearest(day, known);
    }
    Evidence::read(text, body).best(day)
}

/// Half a year in the days of [`ordinal`].
const HALF_YEAR: i32 = 186;

/// The year in which the day is nearest to a known date.
fn nearest(day: &Day, known: Date) -> Option<Date> {
    let distance = |date: &Date| (ordinal(*date) - ordinal(known)).abs();
    let years = known.year().saturating_sub(1)..=known.year().saturating_add(1);
    let dates = years.filter_map(|year| Date::new(year, day.month, day.day));
    // A leap day may be years away: then the two have nothing to do with each other.
    dates
        .min_by_key(distance)
        .filter(|date| distance(date) <= HALF_YEAR)
}

/// Days since a fixed day, near enough to compare.
fn ordinal(date: Date) -> i32 {
    i32::from(date.year()) * 372 + i32::from(date.month()) * 31 + i32::from(date.day())
}

/// Whether days in the text put the day before the month (`5 March`).
pub(super) fn puts_day_first(text: &str) -> Option<bool> {
    let words: Vec<&str> = head(text, LOOK).split_whitespace().collect();
    let is_month =
        |w: &str| lists::number_of(&lists::MONTHS, w.trim_matches(|c: char| !c.is_alphabetic())).is_some();
    let is_day = |w: &str| bare(w).parse::<u8>().is_ok_and(|n| (1..=31).contains(&n));
    let (mut day_first, mut month_first) = (0, 0);
    for pair in words.windows(2) {
        day_first += usize::from(is_day(pair[0]) && is_month(pair[1]));
        month_first += usize::from(is_month(pair[0]) && is_day(pair[1]));
    }
    (day_first != month_first).then_some(day_first > month_first)
}

/// Whether the text is written as outside of America: its words, its money, its measures.
pub(super) fn is_british(text: &str) -> bool {
    let text = head(text, LOOK);
    BRITISH.iter().any(|word| text.contains(word))
}

/// What only stands in copy of papers outside of America.
const BRITISH: [&str; 20] = [
    "£",
    "₹",
    "per cent",
    "centre",
    "colour",
    "favour",
    "labour",
    "Labour",
    "neighbour",
    "behaviour",
    "programme",
    "organis",
    "recognis",
    "defence",
    "metres",
    "tonnes",
    "licence",
    "Rs ",
    "Rs.",
    "A$",
];

/// What a text says about its year.
#[derive(Debug, Default)]
struct Evidence {
    /// The latest year that is spoken of as past or present.
    past: Option<i16>,
    /// The latest month named with it, from 1.
    past_month: Option<u8>,
    /// How many mentions of years stand close to the latest.
    close: usize,
    /// Whether the first paragraph names that year.
    in_lead: bool,
    /// Whether that year, and no day of the week, says when the news came about.
    is_of_news: bool,
    /// The earliest year after it that is spoken of as to come.
    future: Option<i16>,
    /// The earliest month named with it, from 1.
    future_month: Option<u8>,
    /// Whether that year is surely spoken of as to come.
    is_plan: bool,
    /// A year of birth with the age: the article is of that sum, or of the year after it until the birthday.
    of_age: Option<Named>,
    /// Days of the week in the lead, in order, with whether they are spoken of as to come.
    weekdays: Vec<(u8, bool)>,
}

impl Evidence {
    fn read(text: &str, body: &str) -> Evidence {
        let words: Vec<&str> = head(text, LOOK).split_whitespace().collect();
        let (mut past, mut plans, mut hopes) = (Vec::new(), Vec::new(), Vec::new());
        for (at, word) in words.iter().enumerate() {
            let before = &words[at.saturating_sub(12)..at];
            if let Some(year) = year(word, before) {
                let named = Named {
                    year,
                    month: month(before),
                };
                match tense(before) {
                    Tense::Past => past.push(named),
                    Tense::Plan => plans.push(named),
                    Tense::Open => hopes.push(named),
                }
            }
        }
        let latest = past.iter().map(|named| named.year).max();
        // A plan that lies before what is past, or before the age is reached, is a plan of then.
        let of_age = of_age(&words).filter(|sum| latest.is_none_or(|past| past <= sum.year + 1));
        let then = latest.max(of_age.map(|sum| sum.year)).unwrap_or(0);
        let earliest = |years: &[Named]| years.iter().map(|n| n.year).filter(|year| *year >= then).min();
        let future = earliest(&plans).or(earliest(&hopes));
        let months = |named: &[Named], year: Option<i16>| {
            let of_year = named
                .iter()
                .filter(|n| Some(n.year) == year)
                .filter_map(|n| n.month);
            of_year.collect::<Vec<u8>>()
        };
        let weekdays = weekdays(head(body, LEAD));
        let lead = head(body.lines().next().unwrap_or(""), LEAD);
        let mut last = lead.split_whitespace().rev();
        let is_latest = |w: &str| latest.is_some_and(|year| bare(w).parse() == Ok(year));
        let is_plan = earliest(&plans).is_some();
        let plans = if is_plan { plans } else { hopes };
        Evidence {
            past: latest,
            past_month: months(&past, latest).into_iter().max(),
            close: past
                .iter()
                .filter(|n| latest.is_some_and(|l| l - n.year <= CLOSE))
                .count(),
            future,
            future_month: months(&plans, future).into_iter().min(),
            is_plan,
            of_age,
            in_lead: lead.split_whitespace().any(is_latest),
            is_of_news: weekdays.is_empty()
                && last.next().is_some_and(is_latest)
                && last.next() == Some("in"),
            weekdays,
        }
    }

    /// The likeliest year, when little is left for all others.
    fn best(&self, day: &Day) -> Option<Date> {
        if self.past.is_none() && self.future.is_none() && self.of_age.is_none() {
            return None;
        }
        let dates = YEARS.filter_map(|year| Date::new(year, day.month, day.day));
        let (mut sum, mut best) = (0.0, None);
        for date in dates {
            let weight = self.weight(date, day);
            sum += weight;
            if best.is_none_or(|(most, _)| weight > most) {
                best = Some((weight, date));
            }
        }
        let (weight, date) = best?;
        (weight >= SURE * sum).then_some(date)
    }

    /// How likely the text's years, ages and days of the week are if the article is of that date.
    fn weight(&self, date: Date, day: &Day) -> f64 {
        let year = date.year();
        let mut weight = match year {
            ..2000 => 0.1,
            2000..2015 => 0.4,
            2015..2020 => 0.7,
            _ => 1.0,
        };
        if let Some(past) = self.past {
            // A lone memory far down says little of today.
            let far = match (self.in_lead, self.close > 1) {
                (true, true) => 0.3,
                (true, false) | (false, true) => 0.5,
                (false, false) => 1.5,
            };
            // Leap days lie four years apart.
            let step = if (day.month, day.day) == (2, 29) { 4 } else { 1 };
            weight *= match (year - past) / step {
                gap @ 0..=3 => AFTER_PAST[usize::from(gap.unsigned_abs())],
                gap @ 4..=9 => AFTER_PAST[usize::from(gap.unsigned_abs())] * far,
                10.. => FAR * far,
                -2..=-1 => 0.02,
                _ => 0.002,
            };
            if year == past && self.is_of_news {
                weight *= 5.0;
            }
            if year == past {
                weight *= match self.past_month {
                    // What is past is not to come, and of this year the month is named alone.
                    Some(month) if month > day.month => 0.03,
                    Some(_) => 0.5,
                    // In January the year before is still on everybody's lips.
                    None if day.month <= 2 => 0.6,
                    None => 1.0,
                };
            }
        }
        if let Some(future) = self.future {
            let is_over =
                year > future || year == future && self.future_month.is_some_and(|month| month < day.month);
            weight *= match future - year {
                _ if is_over && self.is_plan => 0.002,
                _ if is_over => 0.05,
                gap @ 0..=9 => BEFORE_PLAN[usize::from(gap.unsigned_abs())],
                _ => FAR / 3.0,
            };
        }
        if let Some(sum) = self.of_age {
            let birthday_passed = match sum.month {
                Some(month) if month != day.month => f64::from(u8::from(month < day.month)),
                _ => f64::from(day.month) / 12.5,
            };
            weight *= match year - sum.year {
                0 => birthday_passed.max(0.02),
                1 => (1.0 - birthday_passed).max(0.02),
                _ => 0.001,
            };
        }
        if let Some(weekday) = day.weekday {
            weight *= if date.weekday() == weekday { 1.0 } else { 0.005 };
        }
        weight * self.weekdays_weight(date)
    }

    /// One of the lead's days of the week is most often the date's own or the one before.
    fn weekdays_weight(&self, date: Date) -> f64 {
        let since = |weekday: u8| usize::from((date.weekday() + 7 - weekday) % 7);
        let (mut nearest, mut weight) = (None, 1.0);
        for &(weekday, is_ahead) in &self.weekdays {
            if is_ahead {
                weight *= BEFORE_WEEKDAY[(7 - since(weekday)) % 7];
            } else {
                nearest = Some(nearest.map_or(since(weekday), |n: usize| n.min(since(weekday))));
                weight *= AFTER_OTHERS[since(weekday)];
            }
        }
        nearest.map_or(weight, |nearest| {
            weight * AFTER_NEAREST[nearest] / AFTER_OTHERS[nearest]
        })
    }
}

/// Years that an article may be of.
const YEARS: std::ops::RangeInclusive<i16> = 1950..=2040;
/// Years before the latest that still stand by it.
const CLOSE: i16 = 3;
// Years: the mean of the shares in 6,000 dated press releases and in 144 Wikinews reports. Days of the week: the press
// releases alone, since Wikinews dates its reports later than agencies do. Small counts are smoothed.

/// Share of articles by the years that passed since the latest that they speak of as past.
const AFTER_PAST: [f64; 10] = [0.29, 0.18, 0.11, 0.04, 0.03, 0.03, 0.02, 0.02, 0.013, 0.012];
/// Share of articles by the years until the first that they speak of as to come.
const BEFORE_PLAN: [f64; 10] = [0.17, 0.31, 0.12, 0.05, 0.04, 0.025, 0.025, 0.015, 0.01, 0.01];
/// The same for each year farther away.
const FAR: f64 = 0.005;
/// Share of leads by the days that passed since the nearest day of the week that they name.
const AFTER_NEAREST: [f64; 7] = [0.66, 0.15, 0.05, 0.035, 0.035, 0.03, 0.04];
/// The same for the other ones.
const AFTER_OTHERS: [f64; 7] = [0.29, 0.19, 0.12, 0.09, 0.08, 0.11, 0.12];
/// Share of leads by the days until a day of the week that is spoken of as to come.
const BEFORE_WEEKDAY: [f64; 7] = [0.15, 0.18, 0.2, 0.18, 0.1, 0.08, 0.11];
/// Share that the best year must have: nearly as likely as all others together.
const SURE: f64 = 0.45;

/// Whether one of the lead's days of the week is the date's own or the one before; `None` when it names none.
pub(super) fn fits_lead(body: &str, date: Date) -> Option<bool> {
    let weekdays = weekdays(head(body, LEAD));
    let fits = |(weekday, _): &(u8, bool)| (date.weekday() + 7 - weekday) % 7 <= 1;
    (!weekdays.is_empty()).then(|| weekdays.iter().any(fits))
}
