//! `Found`: what a mention comes to, on its way to a `Value`; and `View`, what is known where it stands.

use super::calendar::Period;
use super::words::{Edge, Unit};
use crate::date::Date;
use crate::record::{DateRule, Granularity, Parts, Value, When};

/// What a mention comes to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) text: String,
    pub(super) days: Option<(Date, Date)>,
    pub(super) granularity: Granularity,
    pub(super) rule: DateRule,
}

/// Which way the clause looks from the article's day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Past,
    /// Surely past: *since*.
    Since,
    /// *is*, *has*: a day of the week is the coming one, all else open.
    Present,
    Future,
    Unknown,
}

/// What is known where a mention stands.
pub(super) struct View<'v> {
    /// The day that *today* means.
    pub(super) today: Option<Date>,
    /// Whether that is the day of a quotation and not the article's.
    pub(super) is_quoted: bool,
    pub(super) direction: Direction,
    /// The latest period that the text named before, fit to count units of this size from.
    pub(super) named: &'v dyn Fn(Unit) -> Option<(Date, Date)>,
    /// The month that the text named just before, where it is too long to count units of this size from.
    pub(super) named_around: &'v dyn Fn(Unit) -> Option<Found>,
    /// The month with whose figures those of a year before are compared in the sentence.
    pub(super) compared_month: Option<(Date, Date)>,
    /// The day that the text named last, where it named a day.
    pub(super) named_day: Option<Date>,
    /// Whether the words are *year-end*.
    pub(super) is_year_end: bool,
    /// The period that the text tells of: the latest that it named at all.
    pub(super) story: &'v dyn Fn() -> Option<(Date, Date)>,
    /// The fiscal year that the sentence has named.
    pub(super) fiscal_before: Option<i16>,
    /// Whether a length of time is asked for: *over* the last year.
    pub(super) wants_length: bool,
    /// Whether the word *full* stands before it: full-year results.
    pub(super) is_full: bool,
    /// Whether it is of a report: third-quarter results.
    pub(super) is_report: bool,
    /// The fiscal quarter that the article last named: its year and which of four.
    pub(super) fiscal_quarter: Option<(i16, u8)>,
    /// Whether the article counts its quarters as India does, from April.
    pub(super) is_indian: &'v dyn Fn() -> bool,
    /// The latest day of this weekday that the article told of.
    pub(super) same_weekday: &'v dyn Fn(u8) -> Option<Date>,
    /// Whether the article counts its seasons as the south does.
    pub(super) is_south: &'v dyn Fn() -> bool,
    /// The month in which the fiscal year ends that the article speaks of, where it says so.
    pub(super) fiscal_end: &'v dyn Fn() -> Option<u8>,
}

impl Found {
    pub(super) fn new(period: Period, rule: DateRule) -> Found {
        Found {
            text: period.text,
            days: period.days,
            granularity: period.granularity,
            rule,
        }
    }

    /// A value without a place in the calendar.
    pub(super) fn open(text: impl Into<String>, granularity: Granularity, rule: DateRule) -> Found {
        Found::new(Period::open(text, granularity), rule)
    }

    pub(super) fn vague(text: &str) -> Found {
        Found::open(text, Granularity::Vague, DateRule::Vague)
    }

    pub(super) fn past() -> Found {
        Found::vague("PAST_REF")
    }

    pub(super) fn present() -> Found {
        Found::vague("PRESENT_REF")
    }

    pub(super) fn future() -> Found {
        Found::vague("FUTURE_REF")
    }

    /// Narrows the days to the part that *early*, *mid-*, *late*, *earlier* or *later* says.
    pub(super) fn with_edge(mut self, edge: Option<Edge>, today: Option<Date>) -> Found {
        let (Some(edge), Some((first, last))) = (edge, self.days) else {
            return self;
        };
        let third = (last.days_since(first) + 1) / 3;
        let narrowed = match edge {
            Edge::Early => first.plus_days((third - 1).max(0)).map(|last| (first, last)),
            Edge::Mid => first.plus_days(third).zip(last.plus_days(-third)),
            Edge::Late => last.plus_days(1 - third.max(1)).map(|first| (first, last)),
            Edge::Earlier => today.map(|today| (first, last.min(today))),
            Edge::Later => today.map(|today| (first.max(today), last)),
        };
        if let Some((first, last)) = narrowed.filter(|(first, last)| first <= last) {
            self.days = Some((first, last));
        }
        self
    }

    /// From one to the other.
    pub(super) fn until(self, other: Found) -> Found {
        let days = match (self.days, other.days) {
            (Some((first, _)), Some((_, last))) if first <= last => Some((first, last)),
            _ => None,
        };
        Found {
            text: format!("{}/{}", self.text, other.text),
            days,
            granularity: other.granularity,
            rule: other.rule,
        }
    }

    pub(super) fn into_value(self) -> Value {
        Value {
            text: self.text,
            parts: Parts::When(When {
                earliest: self.days.map(|days| days.0),
                latest: self.days.map(|days| days.1),
                granularity: self.granularity,
                rule: self.rule,
            }),
        }
    }
}

impl View<'_> {
    /// The rule of what counts from today.
    pub(super) fn relative(&self) -> DateRule {
        if self.is_quoted {
            DateRule::Quotation
        } else {
            DateRule::Relative
        }
    }

    /// The day from which something later is counted: none when it is told as past and nothing was named.
    pub(super) fn base_of_later(&self, unit: Unit) -> Option<(Date, DateRule)> {
        self.base(unit)
            .filter(|(_, rule)| *rule == DateRule::Narrative || self.direction != Direction::Past)
    }

    /// The first day of what was named before, or today, with the rule that this is.
    pub(super) fn base(&self, unit: Unit) -> Option<(Date, DateRule)> {
        let named = (self.named)(unit).map(|(first, last)| {
            // The twelve months to June 2021 are of 2021.
            let is_year = unit == Unit::Year && (360..370).contains(&last.days_since(first));
            (if is_year { last } else { first }, DateRule::Narrative)
        });
        named.or_else(|| Some((self.today?, self.relative())))
    }
}
