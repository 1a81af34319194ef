//! A line that holds the headline and the body: `Gold Rises to a Record (Bloomberg) -- Gold rose on …`.

use std::ops::Range;

use super::headline;
use super::lines::{Unit, head, is_space, is_upper, words};
use super::lists::{CITIES, HEADLINE_VERBS, PARTICLES, STATES};
use super::places::{has_capital_town, is_known_place};
use super::source::is_known;
use super::{dateline, peel};
use crate::span::Span;

/// Units from the top that can be so.
const MOST: usize = 6;
/// Bytes of a unit in which the body must begin.
const MAX: usize = 400;
/// Brackets looked at.
const BRACKETS: usize = 4;
/// Words from whose capitals a place is tried.
const TRIES: usize = 12;

/// The units with the first such line among the uppermost parted in two.
pub(super) fn part(text: &str, mut units: Vec<Unit>) -> Vec<Unit> {
    let found = units.iter().take(MOST).enumerate().find_map(|(at, unit)| {
        let cut = cut(unit.span.slice(text))?;
        Some((at, cut))
    });
    let Some((at, (end, start))) = found else {
        return units;
    };
    let whole = units[at].span;
    units[at].span = Span::new(whole.start as usize, whole.start as usize + end);
    let body = Unit {
        span: Span::new(whole.start as usize + start, whole.end as usize),
        after_blank: false,
    };
    units.insert(at + 1, body);
    units
}

/// Where the headline ends and the body begins.
fn cut(line: &str) -> Option<(usize, usize)> {
    let top = head(line, MAX);
    memchr::memchr_iter(b'(', top.as_bytes())
        .take(BRACKETS)
        .find_map(|open| cut_at(line, top, open))
}

/// Whether a dateline that begins the line has places that are certainly such.
fn is_sure(line: &str, found: &peel::Line) -> bool {
    let sure = |p: &Range<usize>| {
        let place = &line[p.clone()];
        place.contains(',') || has_capital_town(place) || is_known_place(place)
    };
    found.day.is_some() || found.places.iter().all(sure)
}

fn cut_at(line: &str, top: &str, open: usize) -> Option<(usize, usize)> {
    let (inner, after) = top[open + 1..].split_once(')')?;
    let after = after.trim_start();
    let dashed = ["--", "—", "–", "- ", "-\u{A0}"]
        .iter()
        .any(|dash| after.starts_with(dash));
    let opens = after
        .trim_start_matches(|c: char| is_space(c) || matches!(c, '-' | '—' | '–'))
        .starts_with(|c: char| !c.is_lowercase());
    let name = inner.split([',', '/']).next().unwrap_or("").trim();
    if !dashed || !opens || inner.len() > 50 || !is_known(name) {
        return None;
    }
    if dateline::read(line).is_some_and(|found| is_sure(line, &found)) {
        return None;
    }
    let before = top[..open].trim_end();
    let start = placed(line, before).or_else(|| is_headline(before).then_some(open))?;
    let is_edge = |c: char| is_space(c) || matches!(c, '-' | '—' | '–' | '|' | ':');
    Some((line[..start].trim_end_matches(is_edge).len(), start))
}

/// Where a place in capitals begins between the headline and the bracket.
fn placed(line: &str, before: &str) -> Option<usize> {
    let starts = before.match_indices(' ').map(|(at, _)| at + 1);
    let capitals = |at: &usize| is_upper(before[*at..].split([' ', ',', '/']).next().unwrap_or(""));
    starts.filter(capitals).take(TRIES).find(|&at| {
        let above = before[..at].trim_end();
        let is_capital = |found: &peel::Line| {
            let mut towns = found.places.iter().map(|p| &line[at..][p.clone()]);
            !found.places.is_empty() && towns.all(has_capital_town)
        };
        is_headline(above) && dateline::read(&line[at..]).is_some_and(|found| is_capital(&found))
    })
}

/// Words that are a headline and no place.
fn is_headline(text: &str) -> bool {
    let told = |w: &str| w.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit()) && !PARTICLES.has(w);
    let big = |w: &&str| !PARTICLES.has(w);
    let tokens = || text.split_whitespace();
    let verb = tokens().skip(1).any(|w| HEADLINE_VERBS.has(w));
    let known = CITIES.has(text) || STATES.has(text);
    words(text, 3) >= if verb { 2 } else { 3 }
        && !is_upper(text)
        && !known
        && !text.ends_with(',')
        && headline::is_shaped(text)
        && (verb || tokens().any(told) || tokens().filter(big).take(5).count() >= 5)
}
