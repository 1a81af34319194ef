//! What running text says of its time: years with their tense, ages, days of the week.

use super::lists::{self, FUTURE_NEAR, FUTURE_WORDS, WEEKDAYS, YEAR_BEFORE};

/// The word without signs around it.
pub(super) fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// A year as a text names it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    pub(super) year: i16,
    pub(super) month: Option<u8>,
}

/// The month in `August 2021` and `Aug. 2, 2021`, from 1.
pub(super) fn month(before: &[&str]) -> Option<u8> {
    let mut words = before
        .iter()
        .rev()
        .map(|w| bare(w))
        .skip_while(|w| w.parse::<u8>().is_ok());
    lists::number_of(&lists::MONTHS, words.next()?).map(|month| month + 1)
}

/// A year after a word that years stand after, or in brackets.
pub(super) fn year(word: &str, before: &[&str]) -> Option<i16> {
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

/// Whether a year lies ahead in its sentence.
pub(super) enum Tense {
    Past,
    /// A word such as `will` stands before it.
    Plan,
    /// A word such as `by` stands right before it, which may do either.
    Open,
}

/// What the words before a year say of it.
pub(super) fn tense(before: &[&str]) -> Tense {
    if before
        .last()
        .is_some_and(|w| matches!(bare(w), "a" | "since" | "A" | "Since"))
    {
        return Tense::Past;
    }
    let sentence = before
        .iter()
        .rposition(|w| w.ends_with(['.', '?', '!', '”', '"']))
        .map_or(0, |at| at + 1);
    let before = &before[sentence..];
    let near = &before[before.len().saturating_sub(4)..];
    // `had raised 3 million by June 2024`, `is to open in 2026`.
    let was = before.contains(&"had");
    let is_to = before
        .windows(2)
        .any(|pair| matches!(pair, ["is" | "are", "to" | "set" | "supposed"]));
    if is_to || before.iter().any(|w| FUTURE_WORDS.has(bare(w))) {
        Tense::Plan
    } else if !was && near.iter().any(|w| FUTURE_NEAR.has(bare(w))) {
        Tense::Open
    } else {
        Tense::Past
    }
}

/// `Born … in 1932` with `was 91`, `aged 91`, `at 91`: the sum of both, with the month of birth.
pub(super) fn of_age(words: &[&str]) -> Option<Named> {
    let born = words.iter().position(|w| bare(w).eq_ignore_ascii_case("born"))?;
    let is_birth = |w: &str| bare(w).parse::<i16>().ok().filter(|y| (1880..2020).contains(y));
    let (at, birth) = (born..words.len())
        .take(20)
        .find_map(|at| Some((at, is_birth(words[at])?)))?;
    let month = month(&words[born..at]);
    // The greatest age is that of today.
    let age = words.windows(2).take(400).enumerate().filter_map(|(at, pair)| {
        let age: i16 = bare(pair[1])
            .parse()
            .ok()
            .filter(|age| (15..=110).contains(age))?;
        let before = bare(pair[0]).to_lowercase();
        let ends = pair[1].ends_with(['.', ',']) || pair[1].len() == 2;
        let of_then = words
            .get(at + 2)
            .is_some_and(|w| matches!(*w, "when" | "percent" | "per"));
        (matches!(before.as_str(), "was" | "aged" | "at") && ends && !of_then).then_some(age)
    });
    let year = birth + age.max()?;
    Some(Named { year, month })
}

/// Days of the week in the lead, with whether they are to come, without those that `last` or `next` puts elsewhere.
pub(super) fn weekdays(lead: &str) -> Vec<(u8, bool)> {
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
    let is_near = |at: usize| {
        let after = words.get(at + 1).map_or("", |w| bare(w));
        (at == 0 || !elsewhere(words[at - 1])) && !matches!(after, "last" | "next" | "before")
    };
    let near = words.iter().enumerate().filter(|(at, _)| is_near(*at));
    let is_ahead = |at: usize| {
        let before = &words[at.saturating_sub(5)..at];
        let from = before.iter().rposition(|w| w.ends_with(['.', ',']));
        before[from.map_or(0, |from| from + 1)..].contains(&"will")
    };
    near.filter_map(|(at, w)| Some((named(w)?, is_ahead(at))))
        .take(3)
        .collect()
}
