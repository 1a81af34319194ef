//! Dates that no mention covers: `Years of slow building`, `comes years too late`, `Q1 growth`, `17.05.2022`, `6 JUN, 16:42`.

use super::super::words::{Meaning, Unit, meaning};
use super::{Copy, Edits, behind, is_small};
use crate::lexical::is_any;
use crate::record::Label;

/// Words before `months of delay` that say nothing of which months.
const LEADS: &[&str] = &[
    "that",
    "after",
    "for",
    "by",
    "with",
    "from",
    "despite",
    "following",
    "amid",
    "through",
    "to",
    "into",
    "and",
    "without",
    "in",
    "spent",
    "took",
    "as",
    "because",
    "but",
];

/// Seasons after *that*.
const SEASONS: &[&str] = &["spring", "summer", "autumn", "fall", "winter"];

/// Looks at what no mention covers.
pub(super) fn find(copy: Copy<'_>, edits: &mut Edits) {
    let mut mention = 0;
    for (at, token) in copy.segments.tokens.iter().enumerate() {
        while copy
            .mentions
            .get(mention)
            .is_some_and(|m| m.span.end <= token.span.start)
        {
            mention += 1;
        }
        let is_free = copy
            .mentions
            .get(mention)
            .is_none_or(|m| m.span.start >= token.span.end);
        let word = token.span.slice(copy.text);
        if !is_free || !may_begin(word) {
            continue;
        }
        if let Some(len) = date(copy, at, word) {
            edits.new.push((copy.span(at..at + len), Label::DATE));
        }
    }
}

/// A quick look that lets few words pass.
fn may_begin(word: &str) -> bool {
    let Some(&first) = word.as_bytes().first() else {
        return false;
    };
    match first {
        b'0'..=b'9' => word.len() <= 10,
        b'Q' | b'H' => word.len() == 2,
        b't' | b'f' | b's' | b'e' | b'n' | b'T' | b'F' | b'S' | b'E' | b'N' if word.ends_with("ties") => true,
        b'y' | b'm' | b'd' if is_any(word, &["year", "month", "day"]) => true,
        b's' | b'a' | b'f' => is_any(word, SEASONS),
        b'w' if is_any(word, SEASONS) => true,
        b'y' | b'Y' | b'm' | b'M' | b'w' | b'W' | b'd' | b'D' | b'c' | b'C' => {
            (4..=9).contains(&word.len()) && word.ends_with(['s', 'S'])
        }
        _ => false,
    }
}

/// How many tokens from here are a date.
fn date(copy: Copy<'_>, at: usize, word: &str) -> Option<usize> {
    if let Meaning::Unit(unit, true) = meaning(word) {
        return (unit >= Unit::Day && unit != Unit::Quarter && is_length(copy, at)).then_some(1);
    }
    let before = copy.before(at, 1);
    if let Meaning::Unit(_, false) = meaning(word) {
        return is_named_unit(copy, at).then_some(1);
    }
    if let Meaning::Decade(_) = meaning(word) {
        let is_one = is_decade(copy, at) && (is_small(word) || behind::is_decade(copy, at));
        return is_one.then_some(1);
    }
    if is_any(word, SEASONS) {
        return is_that_season(copy, at, word).then_some(1);
    }
    match word.as_bytes() {
        [b'Q', b'1'..=b'4'] => return (!is_any(before, &["audi", "infiniti"])).then_some(1),
        [b'1'..=b'4', b'Q'] | [b'1' | b'2', b'H'] => return Some(1),
        [b'H', b'1' | b'2'] => {
            let next = copy.word(at + 1);
            let is_year = next.len() == 4 && next.parse::<i16>().is_ok() || next.starts_with("FY");
            return (is_year || is_any(before, &["in", "for", "of", "from", "during", "by", "through"]))
                .then_some(1);
        }
        _ => {}
    }
    if is_numeric(word) {
        return Some(1);
    }
    // 6 JUN, 16:42
    let day: u8 = word.parse().ok()?;
    let month = copy.word(at + 1);
    let is_month = month.len() >= 3
        && month.bytes().all(|b| b.is_ascii_uppercase())
        && matches!(meaning(month), Meaning::Month(_))
        && copy.mention_at(at + 1).is_none();
    ((1..=31).contains(&day) && is_month && copy.begins(at)).then_some(2)
}

/// `the summer of 1958, the year their son was born`: a unit beside the date that it is.
fn is_named_unit(copy: Copy<'_>, at: usize) -> bool {
    let Some(comma) = at
        .checked_sub(2)
        .filter(|&comma| comma > 0 && copy.word(comma) == ",")
    else {
        return false;
    };
    let next = copy.word(at + 1);
    copy.word(comma + 1) == "the"
        && copy.label_at(comma - 1) == Some(Label::DATE)
        && is_small(next)
        && !is_any(next, &["before", "after"])
}

/// `That winter the river froze`, `most of that summer`; what falls is a verb.
fn is_that_season(copy: Copy<'_>, at: usize, word: &str) -> bool {
    let leads = [
        "of", "in", "during", "by", "for", "since", "before", "after", "until", "through", "late", "later",
        "early",
    ];
    let (that, next) = (copy.before(at, 1), copy.word(at + 1));
    let is_subject = is_any(
        next,
        &[
            ",", "the", "he", "she", "they", "it", "we", "i", "his", "her", "their",
        ],
    );
    match that {
        "That" => word != "fall" || is_subject,
        "that" => is_any(copy.before(at, 2), &leads),
        _ => false,
    }
}

/// `in the nineties`, `the late seventies`; warmth and age are counted in tens too.
fn is_decade(copy: Copy<'_>, at: usize) -> bool {
    let edge = matches!(meaning(copy.before(at, 1)), Meaning::Edge(_)) || copy.before(at, 1) == "-";
    let the = 1 + usize::from(edge) + usize::from(copy.before(at, 1) == "-");
    let warm = [
        "degrees",
        "temperatures",
        "temperature",
        "heat",
        "highs",
        "lows",
        "mercury",
        "humidity",
    ];
    let near = at.saturating_sub(10)..at + 8;
    copy.before(at, the).eq_ignore_ascii_case("the")
        && !near.into_iter().any(|at| is_any(copy.word(at), &warm))
}

/// Whether a plural unit stands as an unknown length.
fn is_length(copy: Copy<'_>, at: usize) -> bool {
    let (before, next, after) = (copy.before(at, 1), copy.word(at + 1), copy.word(at + 2));
    let is_first = copy.begins(at) || matches!(before, "“" | "\"" | "—" | "–" | ",");
    let determiners = [
        "the", "his", "her", "their", "its", "our", "my", "your", "this", "that", "these", "those",
    ];
    match next {
        "of" => (is_first || is_any(before, LEADS)) && is_small(after) && !is_any(after, &determiners),
        "too" => is_any(after, &["late", "early"]),
        "before" | "after" | "later" | "earlier" | "ago" => {
            is_first || is_any(before, &["just", "only", "mere"])
        }
        _ => is_any(before, &["within", "for"]),
    }
}

/// `17.05.2022`, `17/05/2022`, `2022-05-17`
fn is_numeric(word: &str) -> bool {
    if !(8..=10).contains(&word.len()) {
        return false;
    }
    ['.', '/', '-'].into_iter().any(|sign| {
        let mut parts = word.split(sign);
        let (Some(first), Some(second), Some(third), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return false;
        };
        let small =
            |part: &str| part.len() <= 2 && part.parse::<u8>().is_ok_and(|number| (1..=31).contains(&number));
        let year = |part: &str| {
            part.len() == 4
                && (part.starts_with("19") || part.starts_with("20"))
                && part.parse::<u16>().is_ok()
        };
        let month = |part: &str| part.parse::<u8>().is_ok_and(|number| number <= 12);
        small(second)
            && (year(first) && small(third) || small(first) && year(third) && (month(first) || month(second)))
    })
}
