//! Mentions of dates that are two or but a part of one: `from [Friday to Monday]`, `the [day] before [Ash Wednesday]`, `between
//! [May 3] and [June 2]`, `the [turn of the century]`.

use super::super::holidays::Holiday;
use super::super::words::{Meaning, Unit, meaning};
use super::{Copy, Seen};
use crate::lexical::is_any;
use crate::record::Label;

/// Verbs of what is put from one day to another.
const MOVES: &[&str] = &[
    "moved",
    "postponed",
    "delayed",
    "shifted",
    "pushed",
    "switched",
    "changed",
    "rescheduled",
    "deferred",
    "brought",
    "forward",
    "back",
];
/// A mention of dates with other borders; how many mentions were used.
pub(super) fn date(seen: &mut Seen<'_, '_>) -> Option<usize> {
    join(seen)
        .or_else(|| cut_event(seen))
        .or_else(|| split(seen))
        .or_else(|| widen(seen))
}

/// `from [Friday to Monday]`, `[12 months ended in June]`: two mentions that are one.
fn join(seen: &mut Seen<'_, '_>) -> Option<usize> {
    let copy = seen.copy;
    let (first, end) = (seen.tokens.start, seen.tokens.end);
    let is_ended = is_any(copy.word(end), &["ended", "ending", "to"]);
    let skip = usize::from(is_ended && is_any(copy.word(end + 1), &["in", "on"]));
    // nine months to the end of September
    let is_end = is_ended && is_any(copy.word(end + 1), &["the"]) && is_any(copy.word(end + 2), &["end"]);
    let at = end + 1 + skip + usize::from(is_end);
    let next = copy.mention_at(at).filter(|&next| next == seen.mention + 1)?;
    let other = copy.tokens_of(next);
    if other.start != at || copy.mentions[next].label != Label::DATE {
        return None;
    }
    let is_weekday = |at: usize| matches!(meaning(copy.word(at)), Meaning::Weekday(_, false));
    let is_run = seen.tokens.len() == 1
        && other.len() == 1
        && is_any(copy.word(end), &["to", "through", "until", "till"])
        && is_weekday(first)
        && is_weekday(other.start)
        && copy.before(first, 1).eq_ignore_ascii_case("from")
        && !is_any(copy.before(first, 2), MOVES)
        && !is_any(copy.before(first, 3), MOVES);
    // its fiscal year ended in September
    let is_length = is_ended
        && !is_any(copy.before(end, 2), &["fiscal", "financial"])
        && matches!(meaning(copy.word(end - 1)), Meaning::Unit(unit, _) if unit >= Unit::Week)
        && (matches!(meaning(copy.word(at)), Meaning::Month(_))
            || is_end && matches!(meaning(copy.word(at + 2)), Meaning::Month(_)));
    (is_run || is_length).then(|| {
        seen.edits.gone.push(next);
        seen.change(first..other.end, Label::DATE);
        2
    })
}

/// `the [week] before Woodstock`, `the [day] before [Ash Wednesday]`: the unit is a length, and the event no part of it.
fn cut_event(seen: &mut Seen<'_, '_>) -> Option<usize> {
    let copy = seen.copy;
    let (first, end) = (seen.tokens.start, seen.tokens.end);
    let event = first + 2;
    // from 28 the [week] before
    let is_apart = event < end
        && copy.word(first).bytes().all(|b| b.is_ascii_digit())
        && copy.word(first + 1) == "the"
        && matches!(meaning(copy.word(event)), Meaning::Unit(_, false));
    if is_apart {
        seen.change(event..end, Label::DATE);
        return Some(1);
    }
    let is_event = event < end
        && matches!(meaning(copy.word(first)), Meaning::Unit(unit, false) if unit >= Unit::Day)
        && is_any(copy.word(first + 1), &["before", "after"])
        && copy.word(event).starts_with(|c: char| c.is_ascii_uppercase());
    is_event.then(|| {
        seen.change(first..first + 1, Label::DATE);
        let rest = copy.span(event..end);
        let is_date = Holiday::at(rest.slice(copy.text)).is_some()
            || matches!(
                meaning(copy.word(event)),
                Meaning::Month(_) | Meaning::Weekday(..)
            );
        if is_date {
            seen.add(event..end, Label::DATE);
        }
        1
    })
}

/// Whether a side of `between X and Y` names a day, a month, a season or a year.
fn is_side(copy: Copy<'_>, mut tokens: std::ops::Range<usize>) -> bool {
    tokens.any(|at| {
        let word = copy.word(at);
        matches!(
            meaning(word),
            Meaning::Month(_) | Meaning::Weekday(..) | Meaning::Season(_)
        ) || word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
    })
}

/// `between [May 3] and [June 2]`, `[May 9] between [1991] and [1999]`: each is its own.
fn split(seen: &mut Seen<'_, '_>) -> Option<usize> {
    let copy = seen.copy;
    let (first, end) = (seen.tokens.start, seen.tokens.end);
    let is_between = |at: usize| copy.word(at).eq_ignore_ascii_case("between");
    let between = (first.saturating_sub(1)..end).find(|&at| is_between(at))?;
    let and = (between + 2..end).find(|&at| copy.word(at).eq_ignore_ascii_case("and"))?;
    if !is_side(copy, between + 1..and) || !is_side(copy, and + 1..end) {
        return None;
    }
    seen.edits.gone.push(seen.mention);
    for part in [first..between, between + 1..and, and + 1..end] {
        if part.start < part.end {
            seen.add(part, Label::DATE);
        }
    }
    Some(1)
}

/// `the [turn of the century]`, `[day after tomorrow]`: words before the mention that are a part of it.
fn widen(seen: &mut Seen<'_, '_>) -> Option<usize> {
    let copy = seen.copy;
    let (first, end) = (seen.tokens.start, seen.tokens.end);
    let free = |back: usize, word: &str| {
        copy.before(first, back).eq_ignore_ascii_case(word)
            && first
                .checked_sub(back)
                .is_some_and(|at| copy.mention_at(at).is_none())
    };
    let is_century = matches!(meaning(copy.word(end - 1)), Meaning::Unit(Unit::Century, false));
    let len = match meaning(copy.word(first)) {
        _ if is_century && free(1, "the") && free(2, "of") && free(3, "turn") => 3,
        Meaning::Day(-1) if free(1, "before") && free(2, "day") => 2,
        Meaning::Day(1) if free(1, "after") && free(2, "day") => 2,
        _ => return None,
    };
    seen.change(first - len..end, Label::DATE);
    Some(1)
}
