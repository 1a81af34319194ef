//! What stands in digits: days of a month, years and decades, codes of quarters.

use super::super::super::numbers;
use super::super::numeric;
use super::super::words::Meaning;
use super::Reader;
use crate::lexical::is_any;

/// Years that four digits may be.
const YEARS: std::ops::RangeInclusive<i16> = 1000..=2199;

/// Signs of years that count from Christ.
const ERA: &[&str] = &["ad", "a.d.", "a.d", "ce", "c.e."];

impl Reader<'_> {
    /// The day beside a month's name: `July 4`, `4th of July`, `the first of May`.
    pub(super) fn day_of_month(&mut self, at: usize) -> Option<usize> {
        if self.found.day.is_some() {
            return None;
        }
        let word = self.word(at);
        let (number, tail) = word.split_at(word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len()));
        let is_rank = is_any(tail, &["st", "nd", "rd", "th"]);
        let day = match numeric::digits(number) {
            Some(day) if (tail.is_empty() || is_rank) && number.len() <= 2 => u8::try_from(day).ok()?,
            _ => {
                let rank =
                    numbers::read(|at| self.word(at), at..self.tokens.end).filter(|rank| rank.is_ordinal)?;
                let after = at + rank.len;
                let is_of = self.word(after).eq_ignore_ascii_case("of");
                let fits =
                    is_of && matches!(self.meaning(after + 1), Meaning::Month(_)) || at == self.after_month;
                let day = fits
                    .then_some(rank.value as u8)
                    .filter(|day| (1..=31).contains(day))?;
                self.found.day = Some(day);
                return Some(rank.len);
            }
        };
        if !(1..=31).contains(&day) {
            return None;
        }
        let after_month = self.after_month == at
            || self.after_month.checked_add(1) == Some(at) && matches!(self.word(at - 1), "." | "the" | "-");
        let next = at + 1;
        let skip = usize::from(matches!(self.word(next), "of" | "-" | "OF"))
            + usize::from(matches!(self.word(next + 1), "the"));
        let before_month = matches!(self.meaning(next + skip), Meaning::Month(_));
        let counts = matches!(self.meaning(next), Meaning::Unit(..)) && after_month;
        (after_month && !counts || before_month).then(|| {
            self.found.day = Some(day);
            1
        })
    }

    /// A year, a decade, a century in digits.
    pub(super) fn year(&mut self, at: usize) -> Option<usize> {
        let word = self.word(at);
        if matches!(word, "'" | "’" | "‘") {
            let next = self.word(at + 1);
            let year = next.strip_suffix(['s', 'S']);
            return match (numeric::digits(next), year) {
                (Some(_), _) if next.len() == 2 => {
                    let today = self.tagged.article.header.date;
                    // In '56 is past.
                    let far = today.map_or(i16::MAX, |today| today.year().saturating_add(20));
                    let year = numeric::full_year(next);
                    self.found.year = year.map(|year| if year > far { year - 100 } else { year });
                    Some(2)
                }
                (None, Some(year)) if year.len() == 2 && numeric::digits(year).is_some() => {
                    self.year(at + 1).map(|len| len + 1)
                }
                _ => None,
            };
        }
        let end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
        let (digits, tail) = word.split_at(end);
        if is_any(word, ERA) && self.tokens.contains(&(at + 1)) {
            self.found.year = Some(numeric::digits(self.word(at + 1)).filter(|year| *year > 0)?);
            return Some(2);
        }
        let number = numeric::digits(digits)?;
        let next = self.word(at + 1);
        // 347 AD, December of 384
        let is_of_month = self.after_month.checked_add(1) == Some(at) && self.word(at - 1) == "of";
        let is_old = is_any(next, ERA) || is_of_month && digits.len() == 3;
        if tail.is_empty() && is_old && number > 0 {
            self.found.year = Some(number);
            return Some(1 + usize::from(is_any(next, ERA)));
        }
        if matches!(self.meaning(at + 1), Meaning::Before) && tail.is_empty() {
            (self.found.year, self.found.is_before_christ) = (Some(number), true);
            return Some(2);
        }
        let is_plural = matches!(tail, "s" | "S");
        let has_clitic =
            tail.is_empty() && matches!(next, "'s" | "’s") && number % 10 == 0 && digits.len() != 3;
        if is_plural || has_clitic {
            let len = if is_plural { 1 } else { 2 };
            match digits.len() {
                4 if number % 100 == 0 && number < 2000 && YEARS.contains(&number) => {
                    self.found.century = Some(number)
                }
                4 if number % 10 == 0 && YEARS.contains(&number) => self.found.decade = Some(number),
                3 if number % 100 == 0 && is_plural => self.found.century = Some(number),
                3 if number % 10 == 0 && is_plural => self.found.decade = Some(number),
                2 if number % 10 == 0 && is_plural && self.is_of_somebody(at) => {
                    (self.found.is_age, self.found.bare) = (true, Some(f64::from(number)));
                }
                2 if number % 10 == 0 && is_plural => {
                    self.found.decade = Some(if number < 20 { 2000 } else { 1900 } + number);
                }
                _ => return None,
            }
            return Some(len);
        }
        let counts = matches!(self.meaning(at + 1), Meaning::Unit(..))
            || next == "-" && matches!(self.meaning(at + 2), Meaning::Unit(..));
        let is_year = tail.is_empty() && digits.len() == 4 && YEARS.contains(&number) && !counts;
        is_year.then(|| {
            self.found.year = Some(number);
            1
        })
    }

    /// Whether `40s` is of somebody's age: `in his 40s`, `in her late 30s`.
    fn is_of_somebody(&self, at: usize) -> bool {
        (1..=2).any(|back| {
            at.checked_sub(back).is_some_and(|at| {
                let word = self.tagged.word(at);
                is_any(word, &["his", "her", "their", "my", "your", "our"])
            })
        })
    }

    /// `Q3`, `3Q`, `H1`, `1H`, `FY2024`, `FY24`, `Q3FY24`.
    pub(super) fn code(&mut self, at: usize) -> Option<usize> {
        let word = self.word(at);
        if word.len() > 8 || !word.is_ascii() {
            return None;
        }
        let bytes = word.as_bytes();
        let (letter, digit) = match *bytes {
            [letter @ (b'Q' | b'q' | b'H' | b'h'), digit @ b'1'..=b'4', ..] => (letter, digit),
            [digit @ b'1'..=b'4', letter @ (b'Q' | b'q' | b'H' | b'h'), ..] => (letter, digit),
            _ => {
                let year = word.strip_prefix("FY").or_else(|| word.strip_prefix("fy"))?;
                self.found.year = Some(numeric::full_year(year)?);
                self.found.is_fiscal = true;
                return Some(1);
            }
        };
        let number = digit - b'0';
        let rest = &word[2..];
        if !rest.is_empty() {
            let year = rest.strip_prefix("FY").unwrap_or(rest);
            self.found.year = Some(numeric::full_year(year)?);
            self.found.is_fiscal = rest.starts_with("FY");
        }
        match letter.to_ascii_uppercase() {
            b'Q' => self.found.quarter = Some(number),
            _ if number <= 2 => self.found.half = Some(number),
            _ => return None,
        }
        Some(1)
    }
}
