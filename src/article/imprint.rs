//! Lines that say where and when copy came out: `The Scotsman, Thursday, 3rd April 1997`, `Issue 41 | 10/05/2023`, `© Leinster Herald`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::context::is_title;
use super::day::{Day, regex};
use super::lines::words;
use super::lists::{MONTHS, SECTIONS, STAMP_WORDS, number_of};
use super::name::{is_full_name, is_name};
use super::places::is_known_place;
use super::source::{is_known, is_outlet, trim};
use super::stamp;

/// What such a line holds; ranges are within the line.
#[derive(Clone, Debug, Default)]
pub(super) struct Imprint {
    /// Its days with their ranks, as stamps have them; the first has its year.
    pub(super) days: Vec<(u8, Day)>,
    /// The paper or agency.
    pub(super) source: Option<Range<usize>>,
    /// The author.
    pub(super) author: Option<Range<usize>>,
    /// Whether it numbers an issue, a volume or a page.
    pub(super) is_numbered: bool,
}

/// Longest line that is looked at.
const MAX_LINE: usize = 160;

/// Reads a line of which nothing is left when its day, paper, author, place, section and numbers are taken away.
pub(super) fn read(line: &str) -> Option<Imprint> {
    if line.len() > MAX_LINE {
        return None;
    }
    let stamp = stamp::read(line).filter(|stamp| stamp.days.iter().any(|(_, day)| day.year.is_some()))?;
    let mut days = stamp.days;
    days.retain(|(_, day)| day.year.is_some());
    let mut imprint = Imprint {
        days,
        ..Imprint::default()
    };
    for piece in &stamp.pieces {
        if is_known_place(&line[bare(line, piece.clone())]) {
            continue;
        }
        for part in parts(line, piece.clone()) {
            take(line, part, &mut imprint)?;
        }
    }
    Some(imprint)
}

/// The parts of a piece between commas and bars, without small words and signs around them.
fn parts(line: &str, piece: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut at = piece.start;
    line[piece]
        .split_inclusive([',', ';', '|', '(', ')', '–', '—'])
        .map(move |part| {
            let range = at..at + part.len();
            at = range.end;
            bare(line, range)
        })
        .filter(|part| !part.is_empty())
}

/// The range without signs and small words at its ends.
fn bare(line: &str, range: Range<usize>) -> Range<usize> {
    let mut range = trim(line, range);
    loop {
        let text = &line[range.clone()];
        let first = text.split(' ').next().unwrap_or("");
        let last = text.rsplit(' ').next().unwrap_or("");
        if is_small(first) {
            range = trim(line, range.start + first.len()..range.end);
        } else if is_small(last) {
            range = trim(line, range.start..range.end - last.len());
        } else {
            return range;
        }
    }
}

/// Small words around a paper's name or a number.
const SMALL: [&str; 21] = [
    "in",
    "In",
    "the",
    "of",
    "on",
    "from",
    "by",
    "for",
    "its",
    "our",
    "and",
    "A",
    "a",
    "version",
    "appeared",
    "appears",
    "Reprinted",
    "reprinted",
    "Copyright",
    "Source",
    "Sources",
];

fn is_small(word: &str) -> bool {
    let small = SMALL.contains(&word.trim_end_matches(['.', ':']));
    small || word.starts_with(char::is_lowercase) && STAMP_WORDS.has(word)
}

/// Gives a part its place in the imprint; `None` when it has none.
fn take(line: &str, part: Range<usize>, imprint: &mut Imprint) -> Option<()> {
    let text = &line[part.clone()];
    let is_digits = text.bytes().all(|b| b.is_ascii_digit() || b == b',');
    let rest_of_number = is_digits && (imprint.is_numbered || MARK.is_match(line));
    if rest_of_number || NUMBER.is_match(text) {
        imprint.is_numbered = true;
    } else if is_known(text) || is_outlet(text) || is_the(text) {
        if imprint.source.is_some() {
            return None;
        }
        imprint.source = Some(part);
    } else if SECTIONS.has(text) || is_known_place(text) {
        // Said beside the day.
    } else if imprint.is_numbered && !text.contains(' ') && text.starts_with(char::is_uppercase) {
        // The town of a letter that counts its issues: `Issue 412 | 7 May 2025 | Antofagasta`.
    } else if imprint.author.is_none() && is_name(text, false) && is_full_name(text) {
        imprint.author = Some(part);
    } else {
        return None;
    }
    Some(())
}

/// `The Caledonian`: capitalised words after `The`.
fn is_the(text: &str) -> bool {
    (text.starts_with("The ") || text.starts_with("THE "))
        && (2..=5).contains(&words(text, 6))
        && is_title(text)
}

/// What is numbered in an issue.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^(?:(?:vol|volume|no|nr|number|issue|edition|pages?|pg|pp?|section|part|price)\b\.?\s*[#£$€]?\s*[a-z]{0,2}[\divxlc.-]{0,9}[a-z]{0,6}[,\s]*)+(?:\sof\s.{2,30})?\.?$",
    )
});

/// What says that an issue, a volume or a page is numbered.
static MARK: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:vol|volume|no|nr|number|issue|edition|pages?|pg|price)\b\.?\s*[#£$€]?\s*[a-z]?[\divxlc]|#\s?\d|\bissue date\b|\bdate of issue\b",
    )
});

/// Whether a line numbers an issue, a volume or a page, and says no more than when that came out.
pub(super) fn is_numbered(line: &str) -> bool {
    if line.len() > MAX_LINE || !line.contains(|c: char| c.is_ascii_digit()) || !MARK.is_match(line) {
        return false;
    }
    read(line).map_or_else(|| is_of_month(line), |imprint| imprint.is_numbered)
}

/// `Vol. 12, No. 31, August 2006`.
fn is_of_month(line: &str) -> bool {
    let mut numbers = 0;
    parts(line, 0..line.len()).all(|part| {
        let text = &line[part];
        let is_number = NUMBER.is_match(text);
        numbers += usize::from(is_number);
        let is_time = |word: &str| number_of(&MONTHS, word).is_some() || SEASONS.contains(&word);
        is_number
            || year_in(text).is_some() && text.split([' ', '/', '-']).all(|w| is_time(w) || w.len() == 4)
    }) && numbers > 0
}

const SEASONS: [&str; 5] = ["Spring", "Summer", "Autumn", "Fall", "Winter"];

/// The paper of a line of copyright: `© 2004 The Corrib Times. All rights reserved.`
pub(super) fn owner(line: &str) -> Option<Range<usize>> {
    let from = copyright(line)?;
    let end = [
        ". ",
        ", All",
        ", all",
        " All rights",
        " all rights",
        " – ",
        " - ",
        " | ",
    ]
    .iter()
    .filter_map(|sign| line[from..].find(sign))
    .min()
    .map_or(line.len(), |at| from + at);
    let mut name = trim(line, from..end);
    loop {
        let text = &line[name.clone()];
        let (first, last) = (
            text.split(' ').next().unwrap_or(""),
            text.rsplit(' ').next().unwrap_or(""),
        );
        let is_year = |word: &str| year_in(word).is_some() && !word.contains(char::is_alphabetic);
        if text.is_empty() {
            return None;
        } else if is_year(first) || matches!(first, "by" | "By" | "©") {
            name = trim(line, name.start + first.len()..name.end);
        } else if is_year(last) {
            name = trim(line, name.start..name.end - last.len());
        } else {
            break;
        }
    }
    let text = line[name.clone()].trim_end_matches('.');
    is_outlet(text).then_some(name.start..name.start + text.len())
}

/// Where a line of copyright goes on behind its sign.
fn copyright(line: &str) -> Option<usize> {
    static SIGN: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)^(?:(?:(?:news|site|web)\s*)?content\s+|text\s+|article\s+|story\s+)?(?:copyright\s*(?:©|\(c\))?|©|\(c\))\s*(?:copyright\b)?:?\s*",
        )
    });
    let may_be = (line.starts_with(['(', 'C', 'c']) || line.contains('©')) && line.len() <= 2 * MAX_LINE;
    SIGN.find(line).filter(|_| may_be).map(|sign| sign.end())
}

/// The year of a line of copyright or an issue's.
pub(super) fn year(line: &str) -> Option<i16> {
    let tells = copyright(line).is_some() || is_numbered(line);
    tells.then(|| year_in(line)).flatten()
}

/// The last year in a line.
fn year_in(line: &str) -> Option<i16> {
    line.split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .rfind(|year| (1900..=2099).contains(year))
}
