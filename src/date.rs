//! A calendar day: our own type, so that no calendar crate stands in the public interface.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;

/// A day of the proleptic Gregorian calendar, always valid.
///
/// ```
/// let day = dateline::Date::new(2024, 2, 29).expect("2024 is a leap year");
/// assert_eq!((day.year(), day.month(), day.day(), day.weekday()), (2024, 2, 29, 3));
/// assert!(dateline::Date::new(2023, 2, 29).is_none() && day.to_string() == "2024-02-29");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date(jiff::civil::Date);

impl Date {
    /// The day, or `None` when there is no such day (February 30, or any before the year 1).
    #[must_use]
    pub fn new(year: i16, month: u8, day: u8) -> Option<Date> {
        if year < 1 {
            return None;
        }
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        jiff::civil::Date::new(year, month, day).ok().map(Date)
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.0.month() as u8
    }

    /// The day of the month, from 1.
    #[must_use]
    pub fn day(self) -> u8 {
        self.0.day() as u8
    }

    /// The day of the week, 0 for Monday to 6 for Sunday.
    #[must_use]
    pub fn weekday(self) -> u8 {
        self.0.weekday().to_monday_zero_offset() as u8
    }

    /// The day so many days later, or earlier when they are negative; `None` outside the years 1 to 9999.
    pub(crate) fn plus_days(self, days: i32) -> Option<Date> {
        let moved = self.0.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
        (moved.year() >= 1).then_some(Date(moved))
    }

    /// The same day so many months later or earlier, held to the month's last day.
    pub(crate) fn plus_months(self, months: i32) -> Option<Date> {
        let moved = self
            .0
            .checked_add(jiff::Span::new().try_months(months).ok()?)
            .ok()?;
        (moved.year() >= 1).then_some(Date(moved))
    }

    /// Days from `other` to this day.
    pub(crate) fn days_since(self, other: Date) -> i32 {
        self.0.duration_since(other.0).as_hours() as i32 / 24
    }

    /// Days since 1970-01-01, negative before it.
    #[cfg(feature = "arrow")]
    pub(crate) fn days_since_1970(self) -> i32 {
        self.days_since(Date(jiff::civil::date(1970, 1, 1)))
    }

    /// The day so many days after 1970-01-01; `None` outside the years 1 to 9999.
    #[cfg(any(feature = "python", feature = "html", feature = "archives", feature = "arrow"))]
    pub(crate) fn from_days_since_1970(days: i32) -> Option<Date> {
        Date(jiff::civil::date(1970, 1, 1)).plus_days(days)
    }

    /// The year and the number of its ISO 8601 week.
    pub(crate) fn iso_week(self) -> (i16, u8) {
        let week = self.0.iso_week_date();
        (week.year(), week.week() as u8)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl FromStr for Date {
    type Err = Error;

    /// Reads `YYYY-MM-DD`.
    ///
    /// ```
    /// let date: dateline::Date = "2023-09-04".parse()?;
    /// assert_eq!((date.year(), date.month(), date.day(), date.weekday()), (2023, 9, 4, 0));
    /// assert!("2023-02-30".parse::<dateline::Date>().is_err());
    /// # Ok::<(), dateline::Error>(())
    /// ```
    fn from_str(s: &str) -> Result<Date, Error> {
        let read = || {
            let bytes = s.as_bytes();
            if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
                return None;
            }
            Date::new(
                s.get(..4)?.parse().ok()?,
                s.get(5..7)?.parse().ok()?,
                s.get(8..)?.parse().ok()?,
            )
        };
        read().ok_or_else(|| Error::argument(format!("not a date of the form YYYY-MM-DD: {s:?}")))
    }
}
