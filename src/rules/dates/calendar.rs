//! Stretches of the calendar with their value in writing: days, weeks, months, quarters, years and what lies between.

use super::words::{Season, Unit};
use crate::date::Date;
use crate::record::Granularity;

/// A stretch of the calendar.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Period {
    /// Its value in writing.
    pub(super) text: String,
    /// Its first and its last day, when both are known.
    pub(super) days: Option<(Date, Date)>,
    pub(super) granularity: Granularity,
}

/// The first and the last day of some months of a year.
fn months(year: i16, first: u8, count: u8) -> Option<(Date, Date)> {
    let start = Date::new(year, first, 1)?;
    let end = start.plus_months(i32::from(count))?.plus_days(-1)?;
    Some((start, end))
}

impl Period {
    fn new(text: String, days: Option<(Date, Date)>, granularity: Granularity) -> Period {
        Period {
            text,
            days,
            granularity,
        }
    }

    /// A value without a known place.
    pub(super) fn open(text: impl Into<String>, granularity: Granularity) -> Period {
        Period::new(text.into(), None, granularity)
    }

    pub(super) fn day(day: Date) -> Period {
        Period::new(day.to_string(), Some((day, day)), Granularity::Day)
    }

    /// The Monday to Sunday that a day lies in.
    pub(super) fn week(day: Date) -> Period {
        let (year, week) = day.iso_week();
        let days = monday(day).and_then(|monday| Some((monday, monday.plus_days(6)?)));
        Period::new(format!("{year:04}-W{week:02}"), days, Granularity::Week)
    }

    /// The Saturday and Sunday of the week that a day lies in.
    pub(super) fn weekend(day: Date) -> Period {
        let (year, week) = day.iso_week();
        let days = monday(day).and_then(|monday| Some((monday.plus_days(5)?, monday.plus_days(6)?)));
        Period::new(format!("{year:04}-W{week:02}-WE"), days, Granularity::Weekend)
    }

    pub(super) fn month(year: i16, month: u8) -> Period {
        Period::new(
            format!("{year:04}-{month:02}"),
            months(year, month, 1),
            Granularity::Month,
        )
    }

    /// A quarter, 1 to 4.
    pub(super) fn quarter(year: i16, quarter: u8) -> Period {
        let days = months(year, quarter * 3 - 2, 3);
        Period::new(format!("{year:04}-Q{quarter}"), days, Granularity::Quarter)
    }

    /// A half, 1 or 2.
    pub(super) fn half(year: i16, half: u8) -> Period {
        let days = months(year, half * 6 - 5, 6);
        Period::new(format!("{year:04}-H{half}"), days, Granularity::Half)
    }

    /// A season of the north or the south; the one over the turn of the year is of the year in which it begins.
    pub(super) fn season(year: i16, season: Season, is_south: bool) -> Period {
        let first = match is_south {
            true => (season.month() + 5) % 12 + 1,
            false => season.month(),
        };
        let days = months(year, first, 3);
        Period::new(format!("{year:04}-{}", season.code()), days, Granularity::Season)
    }

    pub(super) fn year(year: i16) -> Period {
        Period::new(format!("{year:04}"), months(year, 1, 12), Granularity::Year)
    }

    /// A fiscal year: whose it is decides when it begins; its days are known where the month is in which it ends.
    pub(super) fn fiscal(year: i16, end: Option<u8>) -> Period {
        let days = end.and_then(|end| {
            let (_, last) = months(year, end, 1)?;
            let first = Date::new(year, end, 1)?.plus_months(-11)?;
            Some((first, last))
        });
        Period::new(format!("FY{year:04}"), days, Granularity::Year)
    }

    /// The ten years that a year lies in.
    pub(super) fn decade(year: i16) -> Period {
        let first = year - year.rem_euclid(10);
        let days = years(first, first + 9);
        Period::new(format!("{:03}", first / 10), days, Granularity::Decade)
    }

    /// The hundred years that begin with a year that ends in 00.
    pub(super) fn century(first: i16) -> Period {
        let days = years(first.max(1), first + 99);
        Period::new(format!("{:02}", first / 100), days, Granularity::Century)
    }

    /// The stretch of this unit that a day lies in, so many units on.
    pub(super) fn of(unit: Unit, day: Date, by: i32) -> Option<Period> {
        let on = |months: i32| Date::new(day.year(), day.month(), 1)?.plus_months(by.checked_mul(months)?);
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour => return None,
            Unit::Day => Period::day(day.plus_days(by)?),
            Unit::Weekend => Period::weekend(day.plus_days(by.checked_mul(7)?)?),
            Unit::Week => Period::week(day.plus_days(by.checked_mul(7)?)?),
            Unit::Fortnight => Period::week(day.plus_days(by.checked_mul(14)?)?),
            Unit::Month => on(1).map(|day| Period::month(day.year(), day.month()))?,
            Unit::Quarter => on(3).map(|day| Period::quarter(day.year(), quarter_of(day)))?,
            Unit::Half => on(6).map(|day| Period::half(day.year(), half_of(day)))?,
            Unit::Year => Period::year(on(12)?.year()),
            Unit::Decade => Period::decade(on(120)?.year()),
            Unit::Century => {
                let year = on(1200)?.year();
                Period::century(year - year.rem_euclid(100))
            }
        })
    }
}

/// The first day of the first year and the last of the last.
fn years(first: i16, last: i16) -> Option<(Date, Date)> {
    Some((Date::new(first, 1, 1)?, Date::new(last, 12, 31)?))
}

/// The Monday of the week that a day lies in.
pub(super) fn monday(day: Date) -> Option<Date> {
    day.plus_days(-i32::from(day.weekday()))
}

/// The quarter that a day lies in, 1 to 4.
pub(super) fn quarter_of(day: Date) -> u8 {
    (day.month() - 1) / 3 + 1
}

/// The half of the year that a day lies in, 1 or 2.
pub(super) fn half_of(day: Date) -> u8 {
    (day.month() - 1) / 6 + 1
}

/// The latest such day of the week on or before a day.
pub(super) fn weekday_until(day: Date, weekday: u8) -> Option<Date> {
    day.plus_days(-((i32::from(day.weekday()) - i32::from(weekday)).rem_euclid(7)))
}

/// The first such day of the week on or after a day.
pub(super) fn weekday_from(day: Date, weekday: u8) -> Option<Date> {
    day.plus_days((i32::from(weekday) - i32::from(day.weekday())).rem_euclid(7))
}

/// The first (1) to fifth such day of the week of a month, or the last (0).
pub(super) fn nth_weekday(year: i16, month: u8, weekday: u8, nth: u8) -> Option<Date> {
    let (first, last) = months(year, month, 1)?;
    if nth == 0 {
        return weekday_until(last, weekday);
    }
    let day = weekday_from(first, weekday)?.plus_days(7 * (i32::from(nth) - 1))?;
    (day <= last).then_some(day)
}

/// Easter Sunday of the Western churches, by Oudin’s rule.
pub(super) fn easter(year: i16) -> Option<Date> {
    if year < 1 {
        return None;
    }
    let y = i32::from(year);
    let golden = y % 19;
    let century = y / 100;
    let moon = (century - (8 * century + 13) / 25 - century / 4 + 19 * golden + 15) % 30;
    let moon = moon - (moon / 28) * (1 - (moon / 28) * (29 / (moon + 1)) * ((21 - golden) / 11));
    let sunday = (y + y / 4 + moon + 2 - century + century / 4) % 7;
    let from = moon - sunday;
    let month = 3 + (from + 40) / 44;
    let day = from + 28 - 31 * (month / 4);
    Date::new(year, month as u8, day as u8)
}

#[cfg(test)]
mod tests {
    use super::easter;

    #[test]
    fn knows_easter() {
        let days = [
            (1961, "1961-04-02"),
            (2000, "2000-04-23"),
            (2008, "2008-03-23"),
            (2011, "2011-04-24"),
            (2019, "2019-04-21"),
            (2023, "2023-04-09"),
            (2024, "2024-03-31"),
            (2025, "2025-04-20"),
            (2038, "2038-04-25"),
        ];
        for (year, day) in days {
            assert_eq!(easter(year).map(|day| day.to_string()).as_deref(), Some(day));
        }
    }
}
