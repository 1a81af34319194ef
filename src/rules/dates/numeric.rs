//! Days and times of day in digits: `2023-09-04`, `4/9/2023`, `8:30 p.m.`, `0800 GMT`.

use std::ops::Range;

use super::super::numbers;
use super::super::tagged::Tagged;
use super::expression::Clock;
use crate::date::Date;
use crate::lexical::is_any;

/// A day in digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numeric {
    pub(super) year: Option<i16>,
    pub(super) month: u8,
    pub(super) day: u8,
    /// Whether month and day may be meant the other way round.
    pub(super) is_either_order: bool,
    /// How many tokens it takes.
    pub(super) len: usize,
}

/// A whole number of at most four digits.
pub(super) fn digits(word: &str) -> Option<i16> {
    let fits = (1..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse().ok().filter(|_| fits)
}

/// A year in two digits or more.
pub(super) fn full_year(word: &str) -> Option<i16> {
    let year = digits(word)?;
    match word.len() {
        2 if year < 70 => Some(2000 + year),
        2 => Some(1900 + year),
        4 => Some(year),
        _ => None,
    }
}

/// The day in digits that some tokens begin with.
pub(super) fn day(tagged: &Tagged<'_>, tokens: Range<usize>) -> Option<Numeric> {
    let word = |n: usize| {
        let at = tokens.start + n;
        if at < tokens.end { tagged.word(at) } else { "" }
    };
    let first = word(0);
    if first.matches('.').count() == 2 {
        let mut parts = first.split('.');
        return written(parts.next()?, parts.next()?, parts.next()?, true, 1);
    }
    let sign = word(1);
    if !matches!(sign, "-" | "/") || digits(first).is_none() {
        return None;
    }
    if word(3) == sign {
        return written(first, word(2), word(4), false, 5);
    }
    // 9/11: without a year only with a stroke.
    let (month, day) = (digits(first)?, digits(word(2))?);
    let fits = sign == "/" && first.len() <= 2 && word(2).len() <= 2;
    let numeric = Numeric {
        year: None,
        month: u8::try_from(month).ok()?,
        day: u8::try_from(day).ok()?,
        is_either_order: true,
        len: 3,
    };
    fits.then_some(numeric)?.settled()
}

fn written(a: &str, b: &str, c: &str, has_dots: bool, len: usize) -> Option<Numeric> {
    let small = |word: &str| {
        digits(word)
            .filter(|_| word.len() <= 2)
            .and_then(|n| u8::try_from(n).ok())
    };
    if a.len() == 4 {
        let numeric = Numeric {
            year: digits(a),
            month: small(b)?,
            day: small(c)?,
            is_either_order: false,
            len,
        };
        return Date::new(numeric.year?, numeric.month, numeric.day).map(|_| numeric);
    }
    let numeric = Numeric {
        year: Some(full_year(c)?),
        month: small(a)?,
        day: small(b)?,
        is_either_order: true,
        len,
    };
    if has_dots {
        // With dots the day comes first.
        return Some(numeric.swapped())
            .filter(|numeric| numeric.exists())
            .map(|numeric| Numeric {
                is_either_order: false,
                ..numeric
            });
    }
    numeric.settled()
}

impl Numeric {
    fn swapped(self) -> Numeric {
        Numeric {
            month: self.day,
            day: self.month,
            ..self
        }
    }

    fn exists(self) -> bool {
        Date::new(self.year.unwrap_or(2000), self.month, self.day).is_some()
    }

    /// The one order that gives a day, when only one does.
    fn settled(self) -> Option<Numeric> {
        match (self.exists(), self.swapped().exists()) {
            (true, true) => Some(self),
            (true, false) => Some(Numeric {
                is_either_order: false,
                ..self
            }),
            (false, true) => Some(Numeric {
                is_either_order: false,
                ..self.swapped()
            }),
            (false, false) => None,
        }
    }
}

/// Half of the day: whether it is after noon.
fn half_of_day(word: &str) -> Option<bool> {
    let is = |forms: &[&str]| is_any(word, forms);
    if is(&["am", "a.m.", "a.m", "a"]) {
        Some(false)
    } else if is(&["pm", "p.m.", "p.m", "p"]) {
        Some(true)
    } else {
        None
    }
}

/// Whether a word is `a.m.` or `p.m.`.
pub(super) fn is_half_of_day(word: &str) -> bool {
    word.len() > 1 && half_of_day(word).is_some()
}

/// What follows hours without a colon: `0800 GMT`, `1430 hours`.
fn follows_hours(word: &str) -> bool {
    super::zones::is_short(word) || matches!(word, "hours" | "hrs" | "local" | "Z")
}

/// The hour on the clock of 24 hours.
fn hour(hour: u8, after_noon: Option<bool>) -> Option<u8> {
    match after_noon {
        Some(_) if !(1..=12).contains(&hour) => None,
        Some(after) => Some(hour % 12 + if after { 12 } else { 0 }),
        None => (hour <= 24).then_some(hour % 24),
    }
}

/// The time of day that some tokens begin with, and how many of them it takes. `is_time` says that the mention is one of
/// times, so that `8.30` is a time and no number.
pub(super) fn clock(tagged: &Tagged<'_>, tokens: Range<usize>, is_time: bool) -> Option<(Clock, usize)> {
    let word = |n: usize| {
        let at = tokens.start + n;
        if at < tokens.end { tagged.word(at) } else { "" }
    };
    let first = word(0);
    let made = |hour: u8, minute: u8, second: Option<u8>, has_half: bool, len: usize| {
        let clock = Clock {
            hour,
            minute,
            second,
            has_half,
            zone: None,
        };
        (minute < 60 && second.is_none_or(|second| second < 60)).then_some((clock, len))
    };
    if !first.starts_with(|c: char| c.is_ascii_digit()) {
        return in_words(&word, made);
    }
    let end = first
        .find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.')
        .unwrap_or(first.len());
    // 8a.m. keeps its stops in its tail.
    let (number, tail) = first.split_at(end);
    let number = number.trim_end_matches('.');
    let glued = half_of_day(tail);
    if !tail.is_empty() && glued.is_none() {
        return None;
    }
    let (half, len) = match glued {
        Some(half) => (Some(half), 1),
        None => match half_of_day(word(1)).filter(|_| word(1).len() > 1) {
            Some(half) => (Some(half), 2),
            None => (None, 1),
        },
    };
    let has_colon = number.contains(':');
    let mut parts = number.split([':', '.']);
    let hours = parts.next()?;
    let small = |part: &str| part.parse::<u8>().ok().filter(|_| part.len() <= 2);
    let (minutes, seconds) = (parts.next(), parts.next());
    if parts.next().is_some() {
        return None;
    }
    let oclock = tagged_oclock(word(len));
    let len = len + usize::from(oclock);
    match minutes {
        None if hours.len() == 4
            && half.is_none()
            && (follows_hours(word(1)) || is_time && tokens.len() == 1) =>
        {
            let (hours, minutes) = hours.split_at(2);
            made(hour(small(hours)?, None)?, small(minutes)?, None, true, len)
        }
        None if half.is_some() || oclock => made(hour(small(hours)?, half)?, 0, None, half.is_some(), len),
        Some(minutes)
            if has_colon || half.is_some() || is_time && minutes.len() == 2 && !is_measure(word(1)) =>
        {
            let before = tokens.start.checked_sub(1).map_or("", |at| tagged.word(at));
            // Runners finish in 2:15:49.
            if seconds.is_some() && half.is_none() && !before.eq_ignore_ascii_case("at") {
                return None;
            }
            let seconds = match seconds {
                Some(seconds) => Some(small(seconds)?),
                None => None,
            };
            made(
                hour(small(hours)?, half)?,
                small(minutes)?,
                seconds,
                half.is_some(),
                len,
            )
        }
        _ => None,
    }
}

fn tagged_oclock(word: &str) -> bool {
    matches!(word, "o'clock" | "o’clock" | "O'clock" | "O’Clock")
}

/// `9.58 seconds` is no time of day.
fn is_measure(word: &str) -> bool {
    let starts = |with: &str| {
        word.get(..with.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(with))
    };
    word == "-" || ["sec", "min", "hour", "hr"].iter().any(|unit| starts(unit))
}

/// `eight o'clock`, `nine p.m.`, `half past eight`, `quarter to nine`.
fn in_words<'a>(
    word: &impl Fn(usize) -> &'a str,
    made: impl Fn(u8, u8, Option<u8>, bool, usize) -> Option<(Clock, usize)>,
) -> Option<(Clock, usize)> {
    let hours = |at: usize| {
        let number = numbers::read(word, at..at + 1)?;
        let fits = !number.is_ordinal && number.tail.is_empty() && (1.0..=12.0).contains(&number.value);
        (fits && number.value.fract() == 0.0).then_some(number.value as u8)
    };
    let minutes = match word(0) {
        "half" | "Half" => Some(30),
        "quarter" | "Quarter" => Some(15),
        _ => None,
    };
    if let Some(minutes) = minutes {
        let after = hours(2)?;
        let half = half_of_day(word(3));
        let len = 3 + usize::from(half.is_some());
        let full = hour(after, half)?;
        return match word(1) {
            "past" | "after" => made(full, minutes, None, half.is_some(), len),
            "to" if minutes == 15 => made((full + 23) % 24, 45, None, half.is_some(), len),
            _ => None,
        };
    }
    let half = half_of_day(word(1)).filter(|_| word(1).len() > 1);
    let oclock = tagged_oclock(word(1));
    if half.is_none() && !oclock {
        return None;
    }
    let number = hours(0)?;
    if half.is_some() {
        return made(hour(number, half)?, 0, None, true, 2);
    }
    made(number, 0, None, false, 2)
}
