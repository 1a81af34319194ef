//! Ranges within a mention: `1990 to 2000`, `Monday to Friday`, `July 4-7`, `two to three years`.

use std::ops::Range;

use super::super::numbers;
use super::super::tagged::Tagged;
use super::calendar::{Period, weekday_from, weekday_until};
use super::expression::Expression;
use super::found::{Direction, Found, View};
use super::names;
use super::numeric;
use super::words::{Meaning, Unit, meaning};
use crate::lexical::is_any;
use crate::record::DateRule;

/// Where a mention is a range: the token between its two sides.
pub(super) fn split(tagged: &Tagged<'_>, tokens: &Range<usize>) -> Option<usize> {
    let inner = tokens.start + 1..tokens.end.saturating_sub(1);
    inner.clone().find(|&at| joins(tagged, tokens, at))
}

/// What a side of a hyphen may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Number,
    Name,
    None,
}

fn side(word: &str) -> Side {
    let digits = word.starts_with(|c: char| c.is_ascii_digit());
    let counts = |number: numbers::Number<'_>| !number.is_ordinal && number.value.fract() == 0.0;
    match meaning(word) {
        _ if digits => Side::Number,
        Meaning::Month(_) | Meaning::Weekday(..) | Meaning::Day(_) => Side::Name,
        _ if numbers::read(|_| word, 0..1).is_some_and(counts) => Side::Number,
        _ if numeric::is_half_of_day(word) => Side::Number,
        _ => Side::None,
    }
}

fn joins(tagged: &Tagged<'_>, tokens: &Range<usize>, at: usize) -> bool {
    let word = tagged.word(at);
    let (left, right) = (tagged.word(at - 1), tagged.word(at + 1));
    let is = |forms: &[&str]| is_any(word, forms);
    if is(&["to", "through", "thru", "until", "till"]) {
        let is_clock = matches!(left, "quarter" | "Quarter") && side(right) == Side::Number;
        return !is_clock && !right.eq_ignore_ascii_case("date");
    }
    let (left, right) = (side(left), side(right));
    if is(&["and", "or", "&"]) {
        // July 28 and November 2
        let is_day = left == Side::Number
            && (tokens.start..at).any(|at| matches!(meaning(tagged.word(at)), Meaning::Month(_)));
        return right == Side::Name && (left == Side::Name || is_day)
            || numbers_of(tagged, tokens, at) && is(&["or", "and"]);
    }
    if !is(&["-", "–", "—", "/"]) || left == Side::None || right == Side::None {
        return false;
    }
    let is_day = numeric::day(tagged, tokens.clone()).is_some_and(|day| tokens.start + day.len > at);
    let is_number = numbers::read(|at| tagged.word(at), tokens.clone())
        .is_some_and(|number| tokens.start + number.len > at + 1 && word == "-");
    // 4-Jul is a day.
    let is_day_month = left == Side::Number && right == Side::Name && at == tokens.start + 1;
    let is_month_day = left == Side::Name && right == Side::Number && word == "-";
    !is_day && !is_number && !is_day_month && !is_month_day
}

/// `two or three years`, `May 3 and 4`: single numbers on both sides.
fn numbers_of(tagged: &Tagged<'_>, tokens: &Range<usize>, at: usize) -> bool {
    let (left, right) = (side(tagged.word(at - 1)), side(tagged.word(at + 1)));
    let whole = numbers::read(|at| tagged.word(at), tokens.clone());
    let covers = whole.is_some_and(|number| tokens.start + number.len > at);
    left == Side::Number && right == Side::Number && !covers
}

/// Each side takes from the other what it leaves out.
pub(super) fn share(left: &mut Expression, right: &mut Expression) {
    if let (Some(from), Some(to)) = (&mut left.clock, &right.clock) {
        from.zone = from.zone.or(to.zone);
    }
    let small = |number: Option<f64>| {
        let number = number.filter(|number| number.fract() == 0.0 && (0.0..100.0).contains(number))?;
        Some(number as u8)
    };
    // two to three years
    if let (Some(number), Some(phrase), None) = (left.bare, right.phrase(), left.phrase())
        && phrase.number.is_some()
    {
        let mut same = phrase;
        same.number = Some(number);
        left.add_phrase(same);
        left.bare = None;
        left.is_age |= right.is_age;
        left.shift = right.shift;
    }
    // July 4-7
    if let (Some(month), Some(_), Some(day), None) = (left.month, left.day, small(right.bare), right.month) {
        (right.month, right.day, right.bare) = (Some(month), Some(day), None);
    }
    // 4-7 July
    if let (Some(month), Some(_), Some(day), None) = (right.month, right.day, small(left.bare), left.month) {
        (left.month, left.day, left.bare) = (Some(month), Some(day), None);
    }
    // 2024-25 financial year
    if let (Some(_), Some(phrase), None) = (left.year, right.phrase(), right.year)
        && phrase.unit == Unit::Year
        && let Some(end) = small(phrase.number)
    {
        right.phrases = [None; 2];
        right.bare = Some(f64::from(end));
        left.is_fiscal |= right.is_fiscal;
    }
    // 2023-24
    if let (Some(year), Some(end), None) = (left.year, small(right.bare), right.year)
        && left.month.is_none()
    {
        let century = year - year.rem_euclid(100);
        let end = century + i16::from(end);
        right.year = Some(if end < year { end + 100 } else { end });
        (right.bare, right.is_fiscal) = (None, left.is_fiscal);
    }
    // July to September 2022, December to March 2022
    if let (None, Some(year)) = (left.year, right.year)
        && (left.month.is_some() || left.season.is_some() || left.quarter.is_some())
    {
        let wraps = left
            .month
            .zip(right.month)
            .is_some_and(|(left, right)| left > right);
        left.year = Some(if wraps { year - 1 } else { year });
    } else if let (Some(year), None) = (left.year, right.year)
        && (right.month.is_some() || right.season.is_some() || right.quarter.is_some())
    {
        right.year = Some(year);
    }
    // first to third quarter
    if let (Some(rank), Some(_), None) = (left.rank, right.quarter, left.quarter) {
        left.quarter = Some(rank);
    }
    // 17th and 18th centuries
    if let (Some(rank), Some(_), None) = (left.rank, right.century, left.century) {
        left.century = Some((i16::from(rank) - 1) * 100);
    }
    // 8 to 10 p.m.
    if let (Some(hour), Some(clock), None) = (small(left.bare), right.clock, left.clock)
        && hour <= 12
    {
        let mut start = clock;
        let late = hour % 12 + 12;
        start.hour = if clock.hour >= 12 && late <= clock.hour {
            late
        } else {
            hour
        };
        start.minute = 0;
        left.clock = Some(start);
        left.bare = None;
    }
    if right.clock.is_some() && left.clock.is_some() && left.weekday.is_none() && left.offset.is_none() {
        (left.weekday, left.offset) = (right.weekday, right.offset);
    }
    // Monday to Friday next week
    if left.weekday.is_some() && right.weekday.is_some() && left.phrases[0].is_none() {
        left.phrases = right.phrases;
    }
}

/// Whether a side is a year and no more.
pub(super) fn is_year(side: &Expression) -> bool {
    side.year.is_some()
        && side.month.is_none()
        && side.season.is_none()
        && side.quarter.is_none()
        && side.half.is_none()
        && side.phrases[0].is_none()
}

/// `April-June quarter`, `the January-June half`: the quarter or half that ends with the second month.
pub(super) fn months(left: &Expression, right: &Expression, view: &View<'_>) -> Option<Found> {
    let (from, to) = (left.month?, right.month?);
    let phrase = right
        .phrase()
        .filter(|phrase| matches!(phrase.unit, Unit::Quarter | Unit::Half))?;
    let count = if phrase.unit == Unit::Quarter { 3 } else { 6 };
    if left.day.is_some() || right.day.is_some() || (to + 12 - from) % 12 + 1 != count {
        return None;
    }
    names::place(right, view)
}

/// `Monday to Friday`: the second day follows the first.
pub(super) fn weekdays(left: &Expression, right: &Expression, view: &View<'_>) -> Option<Found> {
    let plain = |side: &Expression| side.phrases[0].is_none() && side.month.is_none() && side.which.is_none();
    let (from, to) = (left.weekday?, right.weekday?);
    if !plain(left) || !plain(right) {
        return None;
    }
    let today = view.today?;
    let (from, to) = if matches!(view.direction, Direction::Future | Direction::Present) {
        let from = weekday_from(today, from)?;
        (from, weekday_from(from, to)?)
    } else {
        let to = weekday_until(today, to)?;
        (weekday_until(to, from)?, to)
    };
    let day = |day| Found::new(Period::day(day), DateRule::Weekday);
    Some(day(from).until(day(to)))
}
