//! Lines that say when copy came out: `Published 3:42 p.m. ET May 14, 2024 / Updated 6:10 p.m.`

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::day::{self, Day, regex};
use super::lines::{ends_sentence, is_upper};
use super::lists::{self, STAMP_WORDS, WEEKDAYS};

/// What a line that says when copy came out holds.
#[derive(Clone, Debug)]
pub(super) struct Stamp {
    /// The days named with their ranks, best first: 0 for published, 1 for unlabelled, 2 for updated.
    pub(super) days: Vec<(u8, Day)>,
    /// What the line holds besides days, hours and the words around them; empty when nothing.
    pub(super) rest: Range<usize>,
    /// The parts of the rest that days, hours or bars keep apart.
    pub(super) pieces: Vec<Range<usize>>,
    /// Whether words such as `Published` stand in the line.
    pub(super) labelled: bool,
}

/// Longest line that is looked at.
const MAX_LINE: usize = 300;

/// Reads a line that names a day or an hour; `None` when it names neither.
pub(super) fn read(line: &str) -> Option<Stamp> {
    if line.len() > MAX_LINE || !line.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let found = day::find(line);
    let mut taken: Vec<Range<usize>> = found.iter().map(|d| d.range.clone()).collect();
    taken.extend(CLOCK.find_iter(line).map(|m| m.range()));
    if taken.is_empty() {
        return None;
    }
    let pieces = leftover(line, &taken);
    let left = pieces.first().map_or(0, |p| p.start)..pieces.last().map_or(0, |p| p.end);
    let labels = labels(line);
    let mut days: Vec<(u8, Day)> = found
        .into_iter()
        .map(|day| (rank(&labels, day.range.start), day))
        .collect();
    days.sort_by_key(|(rank, day)| (*rank, day.range.start));
    if is_american(line) {
        days.iter_mut().for_each(|(_, day)| day.either_order = false);
    }
    Some(Stamp {
        days,
        rest: left,
        pieces,
        labelled: !labels.is_empty(),
    })
}

/// A stamp and the headline after it on the same line, as in ` date 2023-09-04 US Says …`.
pub(super) fn leads_headline(line: &str) -> Option<(Day, Range<usize>)> {
    let start = line.len() - line.trim_start().len();
    let top = lists_head(line);
    let day = day::find(top)
        .into_iter()
        .next()
        .filter(|day| day.year.is_some())?;
    let before = &top[start..day.range.start];
    let is_stamp_word = |w: &str| STAMP_WORDS.has(w.trim_matches(|c: char| !c.is_alphanumeric()));
    if opens_sentence(top) || !before.split_whitespace().all(is_stamp_word) {
        return None;
    }
    let mut at = day.range.end;
    if let Some(clock) = CLOCK
        .find_at(top, at)
        .filter(|m| matches!(top[at..m.start()].trim(), "" | "at" | "," | "-" | "–"))
    {
        at = clock.end();
        at += zone(&top[at..]);
    }
    at += line[at..].len()
        - line[at..]
            .trim_start_matches(|c: char| !c.is_alphanumeric() && !is_opening(c))
            .len();
    let rest = &line[at..];
    let enough = rest.split_whitespace().take(3).count() == 3;
    let is_dateline =
        before.trim().is_empty() && !top[day.range.clone()].starts_with(|c: char| c.is_ascii_digit());
    let after = line[day.range.end..].trim_start();
    let is_sentence = ends_sentence(line) && after.starts_with(|c: char| c == ',' || c.is_lowercase());
    (enough && !is_dateline && !is_sentence).then(|| (day, at..line.trim_end().len()))
}

fn lists_head(line: &str) -> &str {
    super::lines::head(line, 120)
}

/// `On May 3, 2024, …`: the day is of the sentence.
pub(super) fn opens_sentence(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or("");
    matches!(first, "On" | "At" | "Since" | "From" | "Late")
}

/// The length of the time zone or `hrs` after an hour.
fn zone(after: &str) -> usize {
    let text = after.trim_start();
    let word = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let is_zone = matches!(word, "hrs" | "h" | "Uhr")
        || (2..=4).contains(&word.len()) && is_upper(word) && STAMP_WORDS.has(word);
    if is_zone {
        after.len() - text.len() + word.len()
    } else {
        0
    }
}

fn is_opening(c: char) -> bool {
    matches!(c, '‘' | '“' | '"' | '\'' | '(' | '$' | '€' | '£' | '₹')
}

static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?xi) (?:T|\b)\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\.\d+)? \s* (?: [ap]\.?\s?m\b\.? | Z\b | [+-]\d{2}:?\d{2}\b )? (?:\s*[+-]\d{2}:?\d{2}\b)?
        | \b\d{1,2} \s* [ap]\.?m\b\.?
        | \b\d{3,4} \s* (?:GMT|UTC|hrs|hours)\b
        | \b\d+ [\s-]* (?:min|minute)s? [\s-]* read\b
        | \b\d+ \s* (?:hour|hr|day|minute|min|week|month|year)s? \s* ago\b
        | \b(?:GMT|UTC)\s?[+-]\d{1,2}(?::\d{2})?",
    )
});

/// The words that are neither taken nor words of stamps, in runs between what is taken and bars.
fn leftover(line: &str, taken: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    for word in WORD.find_iter(line) {
        let free = !taken.iter().any(|t| t.start < word.end() && word.start() < t.end);
        let is_weekday = || {
            lists::number_of(&WEEKDAYS, word.as_str()).is_some() && !begins_name(line, word.range(), taken)
        };
        if !free || STAMP_WORDS.has(word.as_str()) || is_weekday() {
            continue;
        }
        match pieces.last_mut() {
            Some(last) if !parts(line, last.end..word.start(), taken) => last.end = word.end(),
            _ => pieces.push(word.range()),
        }
    }
    pieces
}

/// Whether a day, an hour or a bar stands in the gap.
fn parts(line: &str, gap: Range<usize>, taken: &[Range<usize>]) -> bool {
    line[gap.clone()].contains(['|', '•', '·'])
        || taken.iter().any(|t| gap.start <= t.start && t.end <= gap.end)
}

/// `07:11 | Sunday Matopo`: a day of the week between a bar and another capitalised word is a first name.
fn begins_name(line: &str, word: Range<usize>, taken: &[Range<usize>]) -> bool {
    let next = line[word.end..].strip_prefix(' ').unwrap_or("");
    let follows = next.starts_with(char::is_uppercase) && !taken.iter().any(|t| t.start == word.end + 1);
    follows && line[..word.start].trim_end().ends_with(['|', '•', '·'])
}

static WORD: LazyLock<Regex> = LazyLock::new(|| regex(r"[\w’'.&-]*\w\.?"));

/// Where words such as `Published` (0) and `Updated` (2) stand.
fn labels(line: &str) -> Vec<(usize, u8)> {
    LABEL
        .captures_iter(line)
        .map(|c| {
            (
                c.get(0).map_or(0, |m| m.start()),
                if c.get(1).is_some() { 2 } else { 0 },
            )
        })
        .collect()
}

static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:(?:last\s+)?(updated?|modified|revised|edited)|published|posted|first|issued|released|created|filed)\b",
    )
});

/// 0 for a published day, 1 for one without a label, 2 for an updated one.
fn rank(labels: &[(usize, u8)], at: usize) -> u8 {
    labels
        .iter()
        .rev()
        .find(|(label, _)| *label < at)
        .map_or(1, |(_, rank)| *rank)
}

/// Whether the line's hours are American, so that numbers put the month first.
fn is_american(line: &str) -> bool {
    static ZONE: LazyLock<Regex> = LazyLock::new(|| regex(r"\b(?:[ECMP][SD]?T)\b"));
    ZONE.is_match(line)
}
