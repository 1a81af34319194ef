//! Words behind a mention that belong to it, and mentions that are two: `[two years] from now`, `[week] after next`, `on
//! [Wednesday] week`, `[May 6, 18 days] after the flood`, `[1980 and 1984]`, `[347] AD`.

use super::super::words::{Meaning, Unit, meaning};
use super::{Copy, Seen, is_small};
use crate::lexical::is_any;
use crate::record::Label;

/// A mention of dates that goes on behind its end; how many mentions were used.
pub(super) fn date(seen: &mut Seen<'_, '_>) -> Option<usize> {
    counted(seen)
        .or_else(|| two_steps(seen))
        .or_else(|| cut(seen))
        .or_else(|| era(seen))
}

/// `[two years] from now`, `[two weeks] from [tomorrow]`: the day from which units count.
fn counted(seen: &mut Seen<'_, '_>) -> Option<usize> {
    let copy = seen.copy;
    let (first, end) = (seen.tokens.start, seen.tokens.end);
    let is_length = matches!(meaning(copy.word(end - 1)), Meaning::Unit(unit, _) if unit >= Unit::Day);
    if !is_length || !copy.word(end).eq_ignore_ascii_case("from") {
        return None;
    }
    let base = end + 1;
    let is_base = match meaning(copy.word(base)) {
        Meaning::Present => copy.word(base).eq_ignore_ascii_case("now"),
        Meaning::Day(days) => days >= 0,
        // Two weeks from Monday; but the days from Monday to Friday are none.
        Meaning::Weekday(_, false) => !is_any(copy.word(base + 1), &["to", "until", "through", "-"]),
        _ => false,
    };
    let counts = |at: usize| {
        let word = copy.word(at);
        word.bytes().all(|b| b.is_ascii_digit())
            || crate::rules::numbers::read(|at| copy.word(at), at..end).is_some()
            || is_any(word, &["a", "an"])
    };
    let is_counted = counts(first) || is_any(copy.before(first, 1), &["a", "an", "few", "couple"]);
    if !is_base || !is_counted {
        return None;
    }
    let next = copy.mention_at(base);
    let fits = next.is_none_or(|next| next == seen.mention + 1 && copy.tokens_of(next) == (base..base + 1));
    fits.then(|| {
        seen.edits.gone.extend(next);
        seen.change(first..base + 1, Label::DATE);
        1 + usize::from(next.is_some())
    })
}

/// `the [week] after next`, `the [Saturday] before last`, `on [Wednesday] week`.
fn two_steps(seen: &mut Seen<'_, '_>) -> Option<usize> {
    let copy = seen.copy;
    let (first, end) = (seen.tokens.start, seen.tokens.end);
    if seen.tokens.len() != 1 || copy.mention_at(end).is_some() || copy.mention_at(end + 1).is_some() {
        return None;
    }
    let is = |second: &str, third: &str| {
        copy.word(end).eq_ignore_ascii_case(second) && copy.word(end + 1).eq_ignore_ascii_case(third)
    };
    let found = meaning(copy.word(first));
    let is_unit = matches!(found, Meaning::Unit(unit, false) if unit >= Unit::Weekend);
    let is_day = matches!(found, Meaning::Weekday(_, false));
    if (is_unit || is_day) && (is("after", "next") || is("before", "last")) {
        seen.change(first..end + 2, Label::DATE);
        return Some(1);
    }
    // On Wednesday week he goes; a Monday week-long
    let is_next_week = copy.word(end) == "week"
        && (is_day
            && is_any(
                copy.before(first, 1),
                &["on", "until", "by", "from", "before", "till"],
            )
            || matches!(found, Meaning::Day(1)));
    let next = copy.word(end + 1);
    let ends = !is_small(next)
        || is_any(
            next,
            &["at", "in", "to", "and", "with", "for", "when", "but", "on"],
        );
    (is_next_week && ends && next != "-").then(|| {
        seen.change(first..end + 1, Label::DATE);
        1
    })
}

/// `[May 6, 18 days] after`, `['80 and '84]`: two.
fn cut(seen: &mut Seen<'_, '_>) -> Option<usize> {
    let copy = seen.copy;
    let tokens = seen.tokens.clone();
    let (first, end) = (tokens.start, tokens.end);
    let digits = |at: usize| copy.word(at).bytes().all(|b| b.is_ascii_digit());
    if let Some(comma) = (first + 1..end).find(|&at| copy.word(at) == ",") {
        let is_month = |at: usize| matches!(meaning(copy.word(at)), Meaning::Month(_));
        let is_length = end - comma >= 3
            && matches!(meaning(copy.word(end - 1)), Meaning::Unit(..))
            && crate::rules::numbers::read(|at| copy.word(at), comma + 1..end)
                .is_some_and(|number| comma + 1 + number.len == end - 1);
        if is_length && (first..comma).any(is_month) {
            seen.change(first..comma, Label::DATE);
            seen.add(comma + 1..end, Label::DATE);
            return Some(1);
        }
        return None;
    }
    let and = (first + 1..end.saturating_sub(1)).find(|&at| is_any(copy.word(at), &["and", "or", "&"]))?;
    let is_short = |at: usize| {
        matches!(copy.word(at), "'" | "’" | "‘") && digits(at + 1) && copy.word(at + 1).len() == 2
    };
    let is_year = |part: std::ops::Range<usize>| match part.len() {
        1 => {
            let word = copy.word(part.start);
            digits(part.start) && word.len() == 4
                || word.len() == 3
                    && word.starts_with(['\'', '’'])
                    && word.ends_with(|c: char| c.is_ascii_digit())
        }
        2 => is_short(part.start),
        _ => false,
    };
    (is_year(first..and) && is_year(and + 1..end)).then(|| {
        seen.change(first..and, Label::DATE);
        seen.add(and + 1..end, Label::DATE);
        1
    })
}

/// `[347] AD`, `A.D. [70]`: a year with its era, whatever the number was taken for.
pub(super) fn era(seen: &mut Seen<'_, '_>) -> Option<usize> {
    let copy = seen.copy;
    let (first, end) = (seen.tokens.start, seen.tokens.end);
    let word = copy.word(end - 1);
    // December of 384
    let year = copy.word(end + 1);
    let is_year = year.len() == 3 && year.bytes().all(|b| b.is_ascii_digit());
    if is_year
        && copy.word(end) == "of"
        && seen.tokens.len() == 1
        && matches!(meaning(word), Meaning::Month(_))
    {
        let next = copy
            .mention_at(end + 1)
            .filter(|&next| copy.tokens_of(next).len() == 1);
        let ends = !is_small(copy.word(end + 2));
        if ends && next == copy.mention_at(end + 1) {
            seen.edits.gone.extend(next);
            seen.change(first..end + 2, Label::DATE);
            return Some(1 + usize::from(next.is_some()));
        }
    }
    if word.len() > 4 || !word.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let is_sign = |word: &str| {
        matches!(
            word,
            "AD" | "A.D." | "A.D" | "CE" | "C.E." | "BC" | "B.C." | "BCE" | "B.C.E."
        )
    };
    let is_free = |at: usize| copy.mention_at(at).is_none();
    if is_sign(copy.word(end)) && is_free(end) {
        seen.change(first..end + 1, Label::DATE);
        return Some(1);
    }
    let before = first.checked_sub(1)?;
    (matches!(copy.word(before), "AD" | "A.D.") && is_free(before) && seen.tokens.len() == 1).then(|| {
        seen.change(before..end, Label::DATE);
        1
    })
}

/// `which arrived on the [13th]`: a day of the month and no rank.
pub(super) fn the_day(seen: &mut Seen<'_, '_>) -> Option<usize> {
    let copy = seen.copy;
    let (first, 1) = (seen.tokens.start, seen.tokens.len()) else {
        return None;
    };
    let word = copy.word(first);
    let number = word.get(..word.len().saturating_sub(2))?;
    let is_rank = is_any(&word[number.len()..], &["st", "nd", "rd", "th"])
        && number.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
    let leads = ["on", "by", "until", "since", "till"];
    // on the night of the 5th
    let is_part = copy.before(first, 2).eq_ignore_ascii_case("of")
        && is_any(
            copy.before(first, 3),
            &["morning", "afternoon", "evening", "night"],
        );
    let is_led = copy.before(first, 1).eq_ignore_ascii_case("the")
        && (is_part || is_any(copy.before(first, 2), &leads));
    if !is_rank || !is_led {
        return None;
    }
    let next = copy.word(first + 1);
    let ends = [
        "was", "were", "is", "and", "but", "to", "when", "with", "he", "she", "they", "it", "we", "will",
        "had", "that", "because", "after", "before", "as",
    ];
    let is_end = is_any(next, &ends) || matches!(next, "." | "," | "?" | "!" | ";" | ")" | "”" | "\"");
    // holed out on the 18th
    let holes = [
        "birdie", "birdies", "bogey", "par", "putt", "hole", "green", "fairway", "tee", "inning", "innings",
    ];
    let is_hole = (first.saturating_sub(24)..first + 12).any(|at| is_any(copy.word(at), &holes));
    (is_end && !is_hole).then(|| {
        seen.relabel(Label::DATE);
        1
    })
}

/// Whether a word in capitals names a decade: `in the Seventies`.
pub(super) fn is_decade(copy: Copy<'_>, at: usize) -> bool {
    matches!(meaning(copy.word(at)), Meaning::Decade(_))
        && copy.word(at).starts_with(|c: char| c.is_ascii_uppercase())
        && !is_any(
            copy.word(at + 1),
            &[
                "pipeline", "field", "crude", "oil", "blend", "system", "dealer", "loadings",
            ],
        )
}
