//! The habit of a column of days: whether `2/5/2024` means 2 May there, which a day such as `13/5/2024` tells.

use std::collections::VecDeque;

use crate::document::{Document, Written};
use crate::error::Error;

/// Documents that may wait for a day that settles the habit, and bytes of them.
const MOST_HELD: usize = 1000;
const MOST_BYTES: usize = 8 << 20;

/// Rows with their days put in the order that the column has.
///
/// From the first open day on, rows are held until another settles it. When none does within some thousand rows or eight
/// megabytes, or days of both orders stand in the column, open days stay open.
pub(super) struct Settled<S> {
    rows: S,
    habit: Habit,
    held: VecDeque<Result<Document, Error>>,
    bytes: usize,
    is_over: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Habit {
    /// Nothing is known, and it is worth waiting.
    Unknown,
    /// Nothing is known after a long wait.
    Untold,
    MonthFirst,
    DayFirst,
    /// Both were met.
    Mixed,
    /// The caller says that days stand first, or that they do not.
    Given(bool),
}

impl Habit {
    /// The habit after a day that was written so.
    fn after(self, written: Written) -> Habit {
        match (self, written) {
            (Habit::Unknown | Habit::Untold | Habit::MonthFirst, Written::MonthFirst) => Habit::MonthFirst,
            (Habit::Unknown | Habit::Untold | Habit::DayFirst, Written::DayFirst) => Habit::DayFirst,
            (Habit::MonthFirst, Written::DayFirst) | (Habit::DayFirst, Written::MonthFirst) => Habit::Mixed,
            (habit, _) => habit,
        }
    }

    /// Settles the day of a row.
    fn settle(self, row: &mut Result<Document, Error>) {
        let Ok(Document { told, .. }) = row else { return };
        match (told.written, self) {
            (Some(Written::Open { day_first, .. }), Habit::DayFirst | Habit::Given(true)) => {
                told.date = Some(day_first);
            }
            (Some(Written::Open { month_first, .. }), Habit::MonthFirst | Habit::Given(false)) => {
                told.date = Some(month_first);
            }
            (Some(Written::Open { .. } | Written::Unread), _) => return,
            _ => {}
        }
        told.written = None;
    }
}

impl<S> Settled<S> {
    /// The rows with their days settled; `day_first` when the caller knows.
    pub(super) fn new(rows: S, day_first: Option<bool>) -> Settled<S> {
        Settled {
            rows,
            habit: day_first.map_or(Habit::Unknown, Habit::Given),
            held: VecDeque::new(),
            bytes: 0,
            is_over: false,
        }
    }

    /// Takes in a row behind those that are held; whether they may go now.
    fn hold(&mut self, row: Result<Document, Error>) -> bool {
        let written = row.as_ref().ok().and_then(|row| row.told.written);
        self.habit = written.map_or(self.habit, |written| self.habit.after(written));
        self.bytes += row.as_ref().map_or(0, |row| row.content.len());
        let waits = matches!(written, Some(Written::Open { .. })) || !self.held.is_empty();
        self.held.push_back(row);
        if self.habit == Habit::Unknown && (self.held.len() >= MOST_HELD || self.bytes >= MOST_BYTES) {
            self.habit = Habit::Untold;
        }
        !waits || self.habit != Habit::Unknown
    }
}

impl<S: Iterator<Item = Result<Document, Error>>> Iterator for Settled<S> {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let may_go = self.is_over || self.habit != Habit::Unknown;
        if self.held.is_empty() || !may_go {
            loop {
                let Some(row) = self.rows.next() else {
                    self.is_over = true;
                    break;
                };
                if self.hold(row) {
                    break;
                }
            }
        }
        let mut row = self.held.pop_front()?;
        if self.held.is_empty() {
            self.bytes = 0;
        }
        self.habit.settle(&mut row);
        Some(row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Content, Told};
    use crate::place::Place;

    /// The days of rows that are written so, `?` where one stays open.
    fn days(given: &[&str], day_first: Option<bool>) -> String {
        let row = |text: &str| {
            let (date, written) = super::super::told::day(super::super::told::Cell::Text(text.to_owned()));
            Ok(Document {
                content: Content::Text(String::new()),
                form: None,
                told: Told {
                    date,
                    written,
                    ..Told::default()
                },
                place: Place::of_file(""),
            })
        };
        let rows = given.iter().map(|text| row(text));
        let told = Settled::new(rows, day_first).map(|row| row.map(|row| row.told));
        let shown = told.map(|told| match told {
            Ok(Told { date: Some(day), .. }) => day.to_string(),
            Ok(Told { written: Some(_), .. }) => "?".to_owned(),
            _ => "-".to_owned(),
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn one_day_settles_the_others() {
        let row = |given: &[&str], expected: &str| assert_eq!(days(given, None), expected, "{given:?}");
        row(
            &["02/05/2024", "13/05/2024", "03/04/2024"],
            "2024-05-02 2024-05-13 2024-04-03",
        );
        row(&["02/05/2024", "", "05/13/2024"], "2024-02-05 - 2024-05-13");
        row(
            &["02/05/2024", "2024-01-31", "4/4/2024"],
            "? 2024-01-31 2024-04-04",
        );
        row(
            &["13/05/2024", "05/13/2024", "02/05/2024"],
            "2024-05-13 2024-05-13 ?",
        );
        row(&["yesterday", "2.5.2024", "3/5/2024"], "? 2024-05-02 2024-05-03");
        row(&[], "");
        let mut long = vec!["02/05/2024"; 2 * MOST_HELD];
        long.push("13/05/2024");
        long.push("02/05/2024");
        let found = days(&long, None);
        assert!(found.starts_with("? ?") && found.ends_with("2024-05-13 2024-05-02"));
        assert_eq!(found.split(' ').count(), long.len());
    }

    #[test]
    fn the_caller_knows_better() {
        let given = ["02/05/2024", "05/13/2024"];
        assert_eq!(days(&given, Some(true)), "2024-05-02 2024-05-13");
        assert_eq!(days(&given, Some(false)), "2024-02-05 2024-05-13");
    }
}
