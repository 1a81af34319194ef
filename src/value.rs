//! What dates and amounts come to: the value in writing, and the same in parts.

use crate::date::Date;
use crate::naming::named;

/// The resolved value of a mention.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use dateline::{Amount, Granularity, Parts, Value, When};
///
/// let job = dateline::Job {
///     source: dateline::Source::Text("Acme paid $10 to $12 million last month.".to_owned()),
///     id: None,
///     date: Some("2024-05-02".parse()?),
/// };
/// let extractor = dateline::Extractor::embedded()?;
/// let record = extractor.with_scratch(|scratch| extractor.read(job, scratch))?;
/// let values: Vec<&Value> = record.mentions.iter().filter_map(|mention| mention.value.as_ref()).collect();
/// let Parts::Amount(Amount { low, high, unit }) = &values[0].parts else { panic!("an amount") };
/// assert_eq!((*low, *high, unit.as_deref()), (10e6, 12e6, Some("USD")));
/// let Parts::When(When { earliest, granularity, .. }) = &values[1].parts else { panic!("a date") };
/// assert_eq!((earliest.map(|day| day.to_string()).as_deref(), *granularity), (Some("2024-04-01"), Granularity::Month));
/// # }
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// In writing. Dates and times: ISO 8601, or TIMEX3 where a point of the calendar is not enough (`2023-W36`, `P2Y`).
    /// Amounts: the number, or `low/high` for a range, then a blank and the unit if there is one (`1200000 USD`).
    pub text: String,
    /// In parts.
    pub parts: Parts,
}

/// The parts of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Parts {
    /// Only the writing is known: a record that came from elsewhere.
    Unknown,
    /// A date, a time, a period.
    When(When),
    /// A number or a range of numbers.
    Amount(Amount),
}

/// Where a date or a period lies in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The first day that it may mean.
    pub earliest: Option<Date>,
    /// The last day that it may mean.
    pub latest: Option<Date>,
    /// How fine it is.
    pub granularity: Granularity,
    /// What it was read by.
    pub rule: DateRule,
}

/// A number or a range of numbers, with its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// The number, or the lower end.
    pub low: f64,
    /// The number, or the upper end.
    pub high: f64,
    /// ISO 4217 code of a currency, symbol of a unit (`km`, `%`), or what is counted as the text says it.
    pub unit: Option<String>,
}

named! {
    /// How fine a date is.
    Granularity, "granularity" {
        /// A moment or a part of a day.
        Time = "time",
        /// A day.
        Day = "day",
        /// A Saturday and a Sunday.
        Weekend = "weekend",
        /// A week.
        Week = "week",
        /// A month.
        Month = "month",
        /// Three months.
        Quarter = "quarter",
        /// Spring, summer, autumn or winter.
        Season = "season",
        /// Six months.
        Half = "half",
        /// A year.
        Year = "year",
        /// Ten years.
        Decade = "decade",
        /// A hundred years.
        Century = "century",
        /// A length of time without a place in the calendar.
        Duration = "duration",
        /// Something that comes back: every Monday.
        Set = "set",
        /// Past, present or future, and no more.
        Vague = "vague",
    }
}

named! {
    /// What settles the value of a date.
    DateRule, "rule of dates" {
        /// The words themselves, with their year.
        Stated = "stated",
        /// A word that counts from the article's day: today, last week, two years ago.
        Relative = "relative",
        /// A day of the week, by the article's day and the tense.
        Weekday = "weekday",
        /// A month, a day of a month, a quarter, a season: the year is that of the article's day and the tense.
        Completed = "completed",
        /// A holiday, likewise.
        Holiday = "holiday",
        /// A date that was named before it in the text: the next day, a year earlier.
        Narrative = "narrative",
        /// The day on which a quotation was said.
        Quotation = "quotation",
        /// A time of day, on the day that the sentence names, or on the article's.
        Clock = "clock",
        /// A length of time.
        Length = "length",
        /// An age.
        Age = "age",
        /// Something that comes back.
        Recurring = "recurring",
        /// Past, present or future, and no more.
        Vague = "vague",
        /// The words, without any day to count from: what is unknown stands as X.
        Open = "open",
    }
}
