//! The calendar day of a moment as machines write it: `2024-05-02T10:15:00Z`, `Thu, 02 May 2024 10:15:00 GMT`, `20240502T101500+0000`.

use crate::date::Date;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

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
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let at = MONTHS
        .iter()
        .position(|month| word.len() >= 3 && month.starts_with(&word))?;
    u8::try_from(at + 1).ok()
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
    use super::day;

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
}
