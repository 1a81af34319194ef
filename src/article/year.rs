//! The year of a day that is written without one, settled by what the article says.

use super::day::Day;
use super::lines::head;
use super::lists::{self, FUTURE_NEAR, FUTURE_WORDS, WEEKDAYS, YEAR_BEFORE};
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

/// The year in which the day is nearest to a known date.
fn nearest(day: &Day, known: Date) -> Option<Date> {
    let distance = |date: &Date| (ordinal(*date) - ordinal(known)).abs();
    let years = known.year().saturating_sub(1)..=known.year().saturating_add(1);
    years
        .filter_map(|year| Date::new(year, day.month, day.day))
        .min_by_key(distance)
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

/// What a body says about its year.
#[derive(Debug, Default)]
struct Evidence {
    /// The latest year that is spoken of as past or present.
    past: Option<i16>,
    /// The earliest year that is spoken of as to come.
    future: Option<i16>,
    /// A year of birth with the age: the article is of that sum, or of the year after it.
    of_age: Option<i16>,
    /// Days of the week in the lead, in order.
    weekdays: Vec<u8>,
}

impl Evidence {
    fn read(text: &str, body: &str) -> Evidence {
        let words: Vec<&str> = head(text, LOOK).split_whitespace().collect();
        let mut evidence = Evidence::default();
        for (at, word) in words.iter().enumerate() {
            if let Some(year) = year(word, &words[at.saturating_sub(3)..at]) {
                if is_plan(&words[at.saturating_sub(12)..at]) {
                    evidence.future = Some(evidence.future.map_or(year, |f| f.min(year)));
                } else {
                    evidence.past = Some(evidence.past.map_or(year, |p| p.max(year)));
                }
            }
        }
        evidence.of_age = of_age(&words);
        evidence.weekdays = weekdays(head(body, LEAD));
        evidence
    }

    /// The best year, when it is clearly better than any other.
    fn best(&self, day: &Day) -> Option<Date> {
        let earliest = self.past.or(self.of_age).or(self.future.map(|f| f - 10))?;
        if let Some(date) = self.leap_day(day, earliest) {
            return Some(date);
        }
        let latest = [
            self.past.map(|p| p + 7),
            self.of_age.map(|sum| sum + 1),
            self.future,
        ];
        let latest = latest.into_iter().flatten().max().unwrap_or(earliest);
        let mut scored: Vec<(i32, Date)> = (earliest..=latest)
            .filter_map(|year| Date::new(year, day.month, day.day))
            .map(|date| (self.score(date, day), date))
            .collect();
        scored.sort_by_key(|(score, date)| (-score, *date));
        let second = scored.get(1).map_or(i32::MIN / 2, |(score, _)| *score);
        let (score, best) = scored.first().copied()?;
        (score >= LEAST && score - second >= MARGIN && self.is_close(best.year())).then_some(best)
    }

    /// February 29 comes so seldom that a day of the week tells its year.
    fn leap_day(&self, day: &Day, earliest: i16) -> Option<Date> {
        if (day.month, day.day) != (2, 29) {
            return None;
        }
        let fits = |date: &Date| match day.weekday {
            Some(weekday) => date.weekday() == weekday,
            None => fits_one(&self.weekdays, *date),
        };
        let mut dates = (earliest..=earliest.saturating_add(LEAP_YEARS))
            .filter_map(|year| Date::new(year, day.month, day.day))
            .filter(fits);
        let only = dates.next();
        only.filter(|_| dates.next().is_none())
    }

    /// Whether something puts the year near; a lone old memory (`stolen in 1978`) says little of today.
    fn is_close(&self, year: i16) -> bool {
        let after_past = self
            .past
            .is_some_and(|past| year - past <= if past < OLD { 0 } else { 2 });
        let before_future = self
            .future
            .is_some_and(|future| (0..=6).contains(&(future - year)));
        let of_age = self.of_age.is_some_and(|sum| (0..=1).contains(&(year - sum)));
        of_age || before_future || after_past
    }

    fn score(&self, date: Date, day: &Day) -> i32 {
        let year = date.year();
        let mut score = 0;
        if let Some(weekday) = day.weekday {
            score += if date.weekday() == weekday { 60 } else { -200 };
        }
        // One of the lead's days is the dateline's or the one before, or else the year is wrong.
        if !self.weekdays.is_empty() && !fits_one(&self.weekdays, date) {
            score -= 30;
        }
        for (&weekday, weight) in self.weekdays.iter().zip([10, 7, 4]) {
            let before = usize::from((date.weekday() + 7 - weekday) % 7);
            score += weight * [3, 2, 1, 0, -1, -1, 0][before];
        }
        let near = |table: &[i32], years: i16, far: i32| {
            usize::try_from(years)
                .ok()
                .and_then(|at| table.get(at).copied())
                .unwrap_or(far)
        };
        let after = self
            .past
            .map(|past| near(&[30, 22, 10, 2, -6, -12], year - past, -20));
        let before = self
            .future
            .map(|future| near(&[14, 22, 20, 16, 10, 5], future - year, 0));
        // A memory far from the plans is no hint of today.
        let is_far = self
            .past
            .zip(self.future)
            .is_some_and(|(past, future)| future - past > 12);
        let after = after.map(|points| if is_far { points / 2 - 5 } else { points });
        score += after.max(before).unwrap_or(0);
        // In January the year before is still on everybody's lips.
        if day.month <= 2 && self.past == Some(year) {
            score -= 5;
        }
        if self.future.is_some_and(|future| year > future) {
            score -= 40;
        }
        if self.of_age.is_some_and(|sum| year == sum || year == sum + 1) {
            score += 60;
        }
        score
    }
}

/// Whether one of the days of the week is the date's own or the one before.
fn fits_one(weekdays: &[u8], date: Date) -> bool {
    weekdays
        .iter()
        .any(|weekday| (date.weekday() + 7 - weekday) % 7 <= 1)
}

/// Whether the lead's days of the week speak for a date; `None` when it names none.
pub(super) fn fits_lead(body: &str, date: Date) -> Option<bool> {
    let weekdays = weekdays(head(body, LEAD));
    (!weekdays.is_empty()).then(|| fits_one(&weekdays, date))
}

/// Years before this one are rather memories than the article's own.
const OLD: i16 = 1995;
/// Years after the last one spoken of among which a leap day is looked for.
const LEAP_YEARS: i16 = 16;
/// Score that the best year must have, and its lead over the second.
const LEAST: i32 = 20;
const MARGIN: i32 = 6;

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// A year after a word that years stand after, or in brackets.
fn year(word: &str, before: &[&str]) -> Option<i16> {
    let digits = bare(word);
    let digits = digits
        .strip_suffix("'s")
        .or(digits.strip_suffix("’s"))
        .unwrap_or(digits);
    if digits.len() != 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let year = digits.parse().ok().filter(|year| (1900..=2099).contains(year))?;
    let last = before.last().copied().unwrap_or("");
    let day_before = bare(last).parse::<u8>().is_ok() && last.ends_with(',');
    let word_before = lists::number_of(&lists::MONTHS, bare(last)).is_some() || YEAR_BEFORE.has(bare(last));
    let bracketed = word.starts_with('(');
    // `the first 2024 contest`: years of our time stand after nearly any word.
    let recent = (2001..=2039).contains(&year) && last.len() > 1 && last.chars().all(char::is_lowercase);
    (day_before || word_before || bracketed || recent).then_some(year)
}

/// Whether the words before a year speak of what is to come.
fn is_plan(before: &[&str]) -> bool {
    if before
        .last()
        .is_some_and(|w| matches!(bare(w), "a" | "since" | "A" | "Since"))
    {
        return false;
    }
    let sentence = before
        .iter()
        .rposition(|w| w.ends_with(['.', '?', '!', '”', '"']))
        .map_or(0, |at| at + 1);
    let before = &before[sentence..];
    let near = &before[before.len().saturating_sub(4)..];
    near.iter().any(|w| FUTURE_NEAR.has(bare(w))) || before.iter().any(|w| FUTURE_WORDS.has(bare(w)))
}

/// `Born … in 1932` with `was 91`, `aged 91`, `at 91`: the sum of both.
fn of_age(words: &[&str]) -> Option<i16> {
    let born = words.iter().position(|w| bare(w).eq_ignore_ascii_case("born"))?;
    let birth = words[born..]
        .iter()
        .take(20)
        .find_map(|w| bare(w).parse::<i16>().ok().filter(|y| (1880..2020).contains(y)))?;
    let age = words.windows(2).take(400).find_map(|pair| {
        let before = bare(pair[0]).to_lowercase();
        let age: i16 = bare(pair[1])
            .parse()
            .ok()
            .filter(|age| (15..=110).contains(age))?;
        let ends = pair[1].ends_with(['.', ',']) || pair[1].len() == 2;
        (matches!(before.as_str(), "was" | "aged" | "at") && ends).then_some(age)
    })?;
    Some(birth + age)
}

/// Days of the week in the lead, without those that `last` or `next` puts elsewhere.
fn weekdays(lead: &str) -> Vec<u8> {
    let words: Vec<&str> = lead.split_whitespace().collect();
    let named = |w: &str| {
        let word = bare(w);
        let word = word
            .strip_suffix("'s")
            .or(word.strip_suffix("’s"))
            .unwrap_or(word);
        lists::number_of(&WEEKDAYS, word).filter(|_| word.len() >= 6 && word.starts_with(char::is_uppercase))
    };
    let elsewhere = |w: &str| {
        matches!(
            w,
            "last" | "next" | "every" | "Last" | "Next" | "since" | "until" | "by"
        )
    };
    let pairs = words
        .iter()
        .enumerate()
        .filter(|(at, _)| *at == 0 || !elsewhere(words[at - 1]));
    pairs.filter_map(|(_, w)| named(w)).take(3).collect()
}
