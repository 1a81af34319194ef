//! Words beside a mention that belong to it: `[end of 2025-26]`, `[same day last year]`, `[8 a.m. London time]`; and minutes of
//! goals, which are no ages.

use super::super::words::{Meaning, Unit, meaning};
use super::{Copy, Seen};
use crate::lexical::is_any;
use crate::record::Label;

/// Words for a part of a period, before *of*.
const PARTS: &[&str] = &["end", "start", "beginning", "middle"];
/// Words of a sentence that says who scored.
const SCORED: &[&str] = &["goal", "goals", "scored", "scorers", "tries", "penalties"];

/// A mention of dates with the words beside it; how many mentions were used.
pub(super) fn date(seen: &mut Seen<'_, '_>) -> Option<usize> {
    part(seen).or_else(|| compared(seen)).or_else(|| minute(seen))
}

/// `the [end of] 2025-26`.
fn part(seen: &mut Seen<'_, '_>) -> Option<usize> {
    let (copy, first) = (seen.copy, seen.tokens.start);
    let is_period = seen.tokens.clone().any(|at| {
        let word = copy.word(at);
        let is_year = word.len() >= 4 && word.bytes().take(4).all(|b| b.is_ascii_digit());
        is_year
            || matches!(
                meaning(word),
                Meaning::Month(_) | Meaning::Unit(Unit::Month | Unit::Quarter | Unit::Year, false)
            )
    });
    let back = 2 + usize::from(is_any(copy.before(first, 1), &["the", "this", "next", "last"]));
    let is_free = || (first.saturating_sub(back)..first).all(|at| copy.mention_at(at).is_none());
    let is_part = is_period
        && first >= back
        && is_any(copy.before(first, back), PARTS)
        && copy.before(first, back - 1) == "of"
        && is_free();
    is_part.then(|| {
        seen.change(first - back..seen.tokens.end, Label::DATE);
        1
    })
}

/// `the [same day] [last year]`: one day, told by another.
fn compared(seen: &mut Seen<'_, '_>) -> Option<usize> {
    let (copy, first, end) = (seen.copy, seen.tokens.start, seen.tokens.end);
    let next = copy.mention_at(end).filter(|&next| next == seen.mention + 1)?;
    let other = copy.tokens_of(next);
    let is_one = copy.word(first).eq_ignore_ascii_case("same")
        && copy.mentions[next].label == Label::DATE
        && other.start == end
        && is_any(copy.word(end), &["last", "a", "the", "this", "previous", "in"]);
    is_one.then(|| {
        seen.edits.gone.push(next);
        seen.change(first..other.end, Label::DATE);
        2
    })
}

/// `goals from Harry Shaw (23) and Luke Moss (58)`.
fn minute(seen: &mut Seen<'_, '_>) -> Option<usize> {
    let (copy, first, end) = (seen.copy, seen.tokens.start, seen.tokens.end);
    let is_bracketed = end == first + 1
        && copy.word(first).bytes().all(|b| b.is_ascii_digit())
        && copy.before(first, 1) == "("
        && copy.word(end) == ")";
    if !is_bracketed || !is_told_of_goals(copy, first) {
        return None;
    }
    seen.relabel(Label::CARDINAL);
    Some(1)
}

/// Whether the sentence around a token says who scored.
fn is_told_of_goals(copy: Copy<'_>, at: usize) -> bool {
    let sentences = &copy.segments.sentences;
    let number = sentences.partition_point(|sentence| sentence.end <= at);
    let mut words = sentences.get(number).cloned().unwrap_or_default();
    words.any(|at| is_any(copy.word(at), SCORED))
}

/// A time of day with the place whose time it is: `[8 a.m. London time]`.
pub(super) fn clock(seen: &mut Seen<'_, '_>) -> Option<usize> {
    let (copy, first, end) = (seen.copy, seen.tokens.start, seen.tokens.end);
    let place = copy.word(end);
    let is_place = place == "local" || place.starts_with(|c: char| c.is_uppercase());
    let is_clock = (first..end).any(|at| copy.word(at).starts_with(|c: char| c.is_ascii_digit()));
    let next = copy.mention_at(end);
    let is_alone = next.is_none_or(|next| copy.tokens_of(next) == (end..end + 1));
    if !is_clock || !is_place || !copy.word(end + 1).eq_ignore_ascii_case("time") || !is_alone {
        return None;
    }
    seen.edits.gone.extend(next);
    seen.change(first..end + 2, Label::TIME);
    Some(1 + usize::from(next.is_some()))
}
