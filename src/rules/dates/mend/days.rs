//! Days and periods whose mentions were cut wrong or taken for something else: `second Monday in August`, `before the Dragon
//! Boat Festival`, `the day before yesterday`, `Second Quarter Highlights`.

use std::ops::Range;

use super::super::holidays::Holiday;
use super::super::words::{Meaning, is_shift, meaning, shifts_length};
use super::behind::is_decade;
use super::{Copy, Seen, is_small};
use crate::lexical::is_any;
use crate::record::Label;

/// Words before a holiday that is meant as a time.
const TIMES: &[&str] = &[
    "on", "by", "before", "after", "since", "until", "till", "at", "over", "around", "during", "between",
    "through", "past",
];

/// Words of what is fixed for a day.
const PLANNED: &[&str] = &[
    "planned",
    "scheduled",
    "set",
    "due",
    "booked",
    "slated",
    "fixed",
    "arranged",
    "timed",
    "billed",
    "home",
];

/// Ranks of quarters.
const QUARTERS: &[&str] = &["first", "second", "third", "fourth"];

/// Nouns of what is held on a holiday.
const FEASTS: &[&str] = &[
    "gathering",
    "celebration",
    "celebrations",
    "parade",
    "parades",
    "party",
    "dinner",
    "lunch",
    "speech",
    "address",
    "rally",
    "march",
    "ceremony",
    "message",
    "service",
    "crowd",
    "festivities",
];

/// A mention of dates; how many mentions were used.
pub(super) fn date(seen: &mut Seen<'_, '_>) -> Option<usize> {
    let copy = seen.copy;
    let tokens = seen.tokens.clone();
    let (first, len) = (tokens.start, tokens.len());
    // three [years] later
    let is_length = matches!(meaning(copy.word(tokens.end - 1)), Meaning::Unit(..));
    let is_shifted = shifts_length(copy.word(tokens.end), copy.word(tokens.end + 1))
        && copy.mention_at(tokens.end).is_none();
    if is_length && is_shifted {
        seen.change(first..tokens.end + 1, Label::DATE);
        return Some(1);
    }
    if len == 1 {
        match meaning(copy.word(first)) {
            Meaning::Weekday(_, false) if copy.word(first + 1) == "," => {
                return day_after_weekday(seen, first + 2);
            }
            Meaning::Unit(..) => return around_a_day(seen, first),
            Meaning::Unknown => {}
            _ => return None,
        }
    }
    // the [winter of 2018-19]
    let is_year = copy.word(first).len() == 4 && copy.word(first).parse::<i16>().is_ok();
    let is_season = first >= 2 && matches!(meaning(copy.word(first - 2)), Meaning::Season(_));
    if is_year && is_season && copy.word(first - 1) == "of" && copy.mention_at(first - 2).is_none() {
        seen.change(first - 2..tokens.end, Label::DATE);
        return Some(1);
    }
    // that [months] of readings had been made up
    let is_plural = |at: usize| matches!(meaning(copy.word(at)), Meaning::Unit(_, true));
    if len == 2 && copy.word(first) == "that" && is_plural(first + 1) {
        seen.change(first + 1..tokens.end, Label::DATE);
        return Some(1);
    }
    // [three weeks] later than planned
    let (last, next) = (copy.word(tokens.end - 1), copy.word(tokens.end));
    if len > 1 && is_shift(last) && !shifts_length(last, next) {
        seen.change(first..tokens.end - 1, Label::DATE);
        return Some(1);
    }
    if let Some(clock) = clock(copy, &tokens) {
        seen.change(first..clock - 1, Label::DATE);
        seen.add(clock..tokens.end, Label::TIME);
        return Some(1);
    }
    // July 4 and 5
    let number = |at: usize| {
        let number: Option<u8> = copy.word(at).parse().ok();
        number.is_some_and(|number| (1..=31).contains(&number))
    };
    let is_pair = len == 4
        && matches!(meaning(copy.word(first)), Meaning::Month(_))
        && number(first + 1)
        && is_any(copy.word(first + 2), &["and", "or"])
        && number(first + 3);
    if is_pair {
        seen.change(first..first + 2, Label::DATE);
        seen.add(first + 3..tokens.end, Label::DATE);
        return Some(1);
    }
    None
}

/// `[3-APR-2014]`: no number.
pub(super) fn is_day(copy: Copy<'_>, tokens: &Range<usize>) -> bool {
    let is_sign = |at: usize| copy.word(at) == "-";
    let day = copy.word(tokens.start);
    let digits = |word: &str, most: usize| word.len() <= most && word.bytes().all(|b| b.is_ascii_digit());
    tokens.len() == 5
        && digits(day, 2)
        && is_sign(tokens.start + 1)
        && matches!(meaning(copy.word(tokens.start + 2)), Meaning::Month(_))
        && is_sign(tokens.start + 3)
        && digits(copy.word(tokens.start + 4), 4)
}

/// `Monday, Sept. 19` is one.
fn day_after_weekday(seen: &mut Seen<'_, '_>, at: usize) -> Option<usize> {
    let (copy, mention) = (seen.copy, seen.mention);
    let next = copy.mention_at(at).filter(|&next| next == mention + 1)?;
    let tokens = copy.tokens_of(next);
    let starts = |at: usize| copy.word(at).starts_with(|c: char| c.is_ascii_digit());
    let is_month = |at: usize| matches!(meaning(copy.word(at)), Meaning::Month(_));
    let is_day = tokens.start == at
        && copy.mentions[next].label == Label::DATE
        && tokens.len() <= 5
        && (is_month(at) && starts(at + 1) || starts(at) && is_month(at + 1));
    is_day.then(|| {
        seen.edits.gone.push(next);
        seen.change(seen.tokens.start..tokens.end, Label::DATE);
        2
    })
}

/// `the day before yesterday` is one.
fn around_a_day(seen: &mut Seen<'_, '_>, at: usize) -> Option<usize> {
    let copy = seen.copy;
    let goes = |first: &str, second: &str| {
        copy.word(at + 1).eq_ignore_ascii_case(first) && copy.word(at + 2).eq_ignore_ascii_case(second)
    };
    if !copy.word(at).eq_ignore_ascii_case("day")
        || !goes("before", "yesterday") && !goes("after", "tomorrow")
    {
        return None;
    }
    let next = copy.mention_at(at + 2);
    seen.edits.gone.extend(next);
    seen.change(at..at + 3, Label::DATE);
    Some(1 + usize::from(next.is_some()))
}

/// Where the time of day begins after the day: `August 20 2023 - 6:15pm`.
fn clock(copy: Copy<'_>, tokens: &Range<usize>) -> Option<usize> {
    let is_clock = |at: usize| {
        let word = copy.word(at);
        let is_half = |word: &str| is_any(word.trim_end_matches('.'), &["am", "pm", "a.m", "p.m"]);
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
        let is_numeral = digits
            .split_once([':', '.'])
            .is_some_and(|(hour, minute)| hour.len() <= 2 && minute.len() == 2)
            || !digits.is_empty() && is_half(&word[digits.len()..]);
        is_numeral
            && word.starts_with(|c: char| c.is_ascii_digit())
            && (digits.len() == word.len() || is_half(&word[digits.len()..]))
    };
    let last = tokens.end.checked_sub(1)?;
    let is_half = is_any(copy.word(last).trim_end_matches('.'), &["am", "pm", "a.m", "p.m"]);
    let start = if is_half { last.checked_sub(1)? } else { last };
    let is_number = is_half && copy.word(start).starts_with(|c: char| c.is_ascii_digit());
    let has_month = (tokens.start..start).any(|at| matches!(meaning(copy.word(at)), Meaning::Month(_)));
    let fits = start > tokens.start + 2
        && has_month
        && matches!(copy.word(start - 1), "-" | "–" | "—" | "|" | "," | "at")
        && (is_clock(start) || is_number);
    fits.then_some(start)
}

/// `[second Monday in August]`, and in news of business `in the [second half]`.
pub(super) fn ranked(seen: &mut Seen<'_, '_>) -> Option<usize> {
    let copy = seen.copy;
    let (first, 1) = (seen.tokens.start, seen.tokens.len()) else {
        return None;
    };
    let next = copy.word(first + 1);
    if matches!(meaning(next), Meaning::Weekday(_, false)) && is_any(copy.word(first + 2), &["in", "of"]) {
        let skip = usize::from(copy.word(first + 3).eq_ignore_ascii_case("the"));
        let mention = seen.mention;
        let month = copy.mention_at(first + 3 + skip)?;
        let of = copy.tokens_of(month);
        let is_month = matches!(meaning(copy.word(of.start)), Meaning::Month(_));
        if copy.mentions[month].label != Label::DATE || !is_month || month > mention + 2 {
            return None;
        }
        seen.edits.gone.extend(mention + 1..=month);
        seen.change(first..of.end, Label::DATE);
        return Some(month + 1 - mention);
    }
    let is_half = next.eq_ignore_ascii_case("half") && copy.mention_at(first + 1).is_none();
    let is_of_year = || {
        let leads = [
            "in",
            "for",
            "during",
            "from",
            "over",
            "by",
            "into",
            "through",
            "throughout",
            "since",
        ];
        copy.before(first, 1).eq_ignore_ascii_case("the")
            && is_any(copy.before(first, 2), &leads)
            && !copy.word(first + 2).eq_ignore_ascii_case("of")
    };
    let is_quarter = next.eq_ignore_ascii_case("quarter") && copy.mention_at(first + 1).is_none();
    (is_any(
        copy.word(first),
        if is_half { &["first", "second"] } else { QUARTERS },
    ) && (is_half || is_quarter)
        && is_of_year()
        && *seen.edits.is_business.get_or_insert_with(|| is_business(copy))
        && !seen.edits.is_game(copy))
    .then(|| {
        seen.change(first..first + 2, Label::DATE);
        1
    })
}

/// Whether an article tells of sums and shares.
fn is_business(copy: Copy<'_>) -> bool {
    let sums = copy.mentions.iter();
    let sums = sums.filter(|m| matches!(m.label, Label::MONEY | Label::PERCENT));
    sums.take(3).count() == 3
}

/// A holiday that is meant as a time, and the quarter at the head of a title.
pub(super) fn name(seen: &mut Seen<'_, '_>) -> Option<usize> {
    let copy = seen.copy;
    let tokens = seen.tokens.clone();
    let (first, len) = (tokens.start, tokens.len());
    if len >= 2 && is_any(copy.word(first), &["first", "second", "third", "fourth", "full"]) {
        let is_part = is_any(copy.word(first + 1), &["quarter", "half"])
            || is_any(copy.word(first), &["full"]) && copy.word(first + 1).eq_ignore_ascii_case("year");
        let has_year = copy.word(first + 2).len() == 4 && copy.word(first + 2).parse::<i16>().is_ok();
        let end = first + 2 + usize::from(has_year && len > 2);
        return is_part.then(|| {
            seen.change(first..end, Label::DATE);
            1
        });
    }
    let is_title = copy.word(first).starts_with(|c: char| c.is_ascii_uppercase());
    if len == 0 || len > 4 || !is_title {
        return None;
    }
    if len == 1 && is_decade(copy, first) {
        let edge = usize::from(is_any(copy.before(first, 1), &["early", "late", "mid"]));
        if copy.before(first, 1 + edge).eq_ignore_ascii_case("the") {
            seen.change(first - edge..tokens.end, Label::DATE);
            return Some(1);
        }
    }
    // Last Christmas he was in jail.
    if len > 1 && copy.begins(first) && is_any(copy.word(first), &["last", "next", "this"]) {
        let rest = copy.span(first + 1..tokens.end).slice(copy.text);
        if Holiday::at(rest).is_some_and(|(_, len)| len == rest.len()) && is_small(copy.word(tokens.end)) {
            seen.relabel(Label::DATE);
            return Some(1);
        }
    }
    let determiners = ["the", "this", "last", "next", "that", "every", "each"];
    let skip = usize::from(is_any(copy.before(first, 1), &determiners));
    let lead = copy.before(first, 1 + skip);
    let next = copy.word(tokens.end);
    let is_one = is_any(copy.before(first, 1), &["last", "next", "this", "every", "each"]);
    let is_time = is_one
        || is_any(lead, TIMES)
        || is_any(lead, &["for"]) && is_any(copy.before(first, 2 + skip), PLANNED)
        || is_any(next, &["came", "comes", "approached", "approaches", "passed"])
        || is_any(
            next,
            &[
                "holiday", "holidays", "weekend", "week", "eve", "morning", "night", "break",
            ],
        ) && is_small(next)
        || is_any(next, FEASTS);
    if !is_time {
        return None;
    }
    let text = copy.mentions[seen.mention].span.slice(copy.text);
    // Diwali 2019
    let is_year = |rest: &str| rest.len() == 5 && rest[1..].bytes().all(|b| b.is_ascii_digit());
    Holiday::at(text).filter(|(_, len)| *len == text.len() || text.get(*len..).is_some_and(is_year))?;
    seen.relabel(Label::DATE);
    Some(1)
}
