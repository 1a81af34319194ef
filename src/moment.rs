//! The calendar day of a moment as machines write it: `2024-05-02T10:15:00Z`, `Thu, 02 May 2024 10:15:00 GMT`, `20240502T101500+0000`.

use crate::date::Date;
use crate::lexical::{MONTHS, number_of};

/// Longest text that is looked at: a moment is short.
const MAX: usize = 100;

/// The day as written, in the zone in which it was written; `None` when there is none, or not surely one.
///
/// Read are ISO 8601 with and without dashes, RFC 2822 (and 822, with years of two digits), the C library's
/// `Thu May  2 10:15:00 2024`, and `May 2, 2024`.
pub(crate) fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.len() > MAX {
        return None;
    }
    by_numbers(text).or_else(|| by_name(text))
}

/// A day of which only digits are written, its year at the end: which of the first two numbers is the month?
#[cfg(any(feature = "archives", feature = "arrow"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numbered {
    /// The first: `5/13/2024`.
    MonthFirst(Date),
    /// The second: `13/5/2024`, and `2.5.2024`, since dots are written so only.
    DayFirst(Date),
    /// Either: `2/5/2024`.
    Open {
        /// The day if the month stands first.
        month_first: Date,
        /// The day if it stands second.
        day_first: Date,
    },
}

/// The day of `13/5/2024`, `5-13-2024 10:15`, `2.5.2024`.
#[cfg(any(feature = "archives", feature = "arrow"))]
pub(crate) fn numbered(text: &str) -> Option<Numbered> {
    let text = text.trim();
    if text.len() > MAX {
        return None;
    }
    let day = text.split([' ', 'T', ',']).next()?;
    let joint = day
        .chars()
        .find(|c| !c.is_ascii_digit())
        .filter(|c| matches!(c, '/' | '-' | '.'))?;
    let mut parts = day.split(joint);
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_short = |part: &str| (1..=2).contains(&part.len());
    if parts.next().is_some() || !is_short(first) || !is_short(second) || year.len() != 4 {
        return None;
    }
    let (year, first, second) = (number(year)?, number(first)?, number(second)?);
    let day_first = Date::new(year, second, first);
    if joint == '.' {
        return day_first.map(Numbered::DayFirst);
    }
    match (Date::new(year, first, second), day_first) {
        (Some(month_first), Some(day_first)) => Some(Numbered::Open {
            month_first,
            day_first,
        }),
        (Some(day), None) => Some(Numbered::MonthFirst(day)),
        (None, Some(day)) => Some(Numbered::DayFirst(day)),
        (None, None) => None,
    }
}

/// `2024-05-02…`, `2024/5/2`, `20240502…`.
fn by_numbers(text: &str) -> Option<Date> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let (year, rest) = match digits(text) {
        4 => text.split_at(4),
        // With the time of the day behind it, or nothing.
        8 | 12 | 14 => return Date::new(number(&text[..4])?, number(&text[4..6])?, number(&text[6..8])?),
        _ => return None,
    };
    let joint = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let rest = &rest[1..];
    let (month, rest) = rest.split_at(digits(rest));
    let rest = rest.strip_prefix(joint)?;
    let day = &rest[..digits(rest)];
    Date::new(number(year)?, number(month)?, number(day)?)
}

/// A month's name with the day before or after it, and the year.
fn by_name(text: &str) -> Option<Date> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '-'))
        .filter(|word| !word.is_empty())
        .collect();
    let (at, month) = words
        .iter()
        .enumerate()
        .find_map(|(at, word)| Some((at, month(word)?)))?;
    let before = at.checked_sub(1).and_then(|at| day_of_month(words[at]));
    let day = before.or_else(|| day_of_month(words.get(at + 1)?))?;
    let full = |word: &&&str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let year = match words.iter().find(full) {
        Some(year) => number(year)?,
        None => century(number(
            words
                .get(at + 1)
                .filter(|word| before.is_some() && word.len() == 2)?,
        )?),
    };
    Date::new(year, month, day)
}

fn month(word: &str) -> Option<u8> {
    number_of(&MONTHS, word).map(|month| month + 1)
}

fn day_of_month(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let end = &word[digits.len()..];
    (digits.len() <= 2 && matches!(end, "" | "st" | "nd" | "rd" | "th"))
        .then(|| number(digits))
        .flatten()
}

/// The years of RFC 822, as RFC 2822 (4.3) reads them.
fn century(year: i16) -> i16 {
    if year < 50 { 2000 + year } else { 1900 + year }
}

/// A number of digits alone: no sign.
fn number<N: std::str::FromStr>(digits: &str) -> Option<N> {
    let plain = digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_machines_write_them() {
        for (text, expected) in [
            ("2024-05-02", Some("2024-05-02")),
            ("2024-05-02T10:15:00+03:00", Some("2024-05-02")),
            (" 2024-05-02 23:59:59.123 ", Some("2024-05-02")),
            ("2024-05-02T23:30:00-08:00", Some("2024-05-02")),
            ("2024/5/2", Some("2024-05-02")),
            ("20240502T101500+0000", Some("2024-05-02")),
            ("20240502T101500Z", Some("2024-05-02")),
            ("20240502", Some("2024-05-02")),
            ("20240502101500", Some("2024-05-02")),
            ("Thu, 02 May 2024 10:15:00 +0000", Some("2024-05-02")),
            ("Thu, 2 May 24 10:15 GMT", Some("2024-05-02")),
            ("2 Sept 1998 01:00 EST", Some("1998-09-02")),
            ("02-May-2024", Some("2024-05-02")),
            ("Thu May  2 10:15:00 2024", Some("2024-05-02")),
            ("May 2nd, 2024", Some("2024-05-02")),
            ("2024-02-30", None),
            ("2024-05", None),
            ("05/02/2024", None),
            ("1714644900", None),
            ("May 2", None),
            ("Mayor 2 2024", None),
            ("yesterday", None),
            ("", None),
            ("2024-05-é", None),
        ] {
            assert_eq!(
                day(text).map(|day| day.to_string()).as_deref(),
                expected,
                "{text:?}"
            );
        }
    }

    #[test]
    #[cfg(any(feature = "archives", feature = "arrow"))]
    fn days_with_the_year_at_the_end() {
        for (text, expected) in [
            ("13/05/2024", "day first 2024-05-13"),
            ("5/13/2024 10:15", "month first 2024-05-13"),
            ("02/05/2024", "open 2024-02-05 2024-05-02"),
            ("02-05-2024T10:15", "open 2024-02-05 2024-05-02"),
            ("2.5.2024", "day first 2024-05-02"),
            ("5.13.2024", "none"),
            ("31/02/2024", "none"),
            ("02/05/24", "none"),
            ("02/05-2024", "none"),
            ("1/2/2024/3", "none"),
            ("+2/5/2024", "none"),
            ("", "none"),
        ] {
            let found = match numbered(text) {
                Some(Numbered::MonthFirst(day)) => format!("month first {day}"),
                Some(Numbered::DayFirst(day)) => format!("day first {day}"),
                Some(Numbered::Open {
                    month_first,
                    day_first,
                }) => format!("open {month_first} {day_first}"),
                None => "none".to_owned(),
            };
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
