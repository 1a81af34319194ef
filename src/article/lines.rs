//! Lines, and the paragraphs that hard-wrapped lines make up.

use std::ops::Range;

use crate::lexical::is_soft;
use crate::span::Span;

/// A paragraph's text as it stands: one line, or several of a hard-wrapped text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// The unit without surrounding white space.
    pub(super) span: Span,
    /// Whether an empty line (or the text's start) stands before it.
    pub(super) after_blank: bool,
}

/// Units from the top that can be header.
pub(super) const MOST_TOP: usize = 40;

impl Unit {
    /// A range of the unit as a span of the text.
    pub(super) fn part(self, range: &Range<usize>) -> Span {
        let start = self.span.start as usize;
        Span::new(start + range.start, start + range.end)
    }
}

/// The text's units, in order; hard-wrapped lines are joined.
pub(super) fn units(text: &str) -> Vec<Unit> {
    let lines = lines(text);
    match column(text, &lines) {
        Some(width) => join(text, &lines, width),
        None => lines,
    }
}

/// The lines that hold something.
fn lines(text: &str) -> Vec<Unit> {
    let mut out = Vec::new();
    let mut blank = true;
    let mut start = 0;
    let mut take = |start: usize, end: usize| {
        let span = trim(text, Span::new(start, end));
        if span.is_empty() {
            // `\r\n` must not look like an empty line between two.
            blank |= start < end || !(text[..start].ends_with('\r') && text[end..].starts_with('\n'));
        } else {
            out.push(Unit {
                span,
                after_blank: blank,
            });
            blank = false;
        }
    };
    for end in memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()) {
        take(start, end);
        start = end + 1;
    }
    take(start, text.len());
    out
}

/// The span without white space and invisible marks at either end.
fn trim(text: &str, span: Span) -> Span {
    let whole = span.slice(text);
    let start = span.start as usize + (whole.len() - whole.trim_start_matches(is_space).len());
    Span::new(start, start + whole.trim_matches(is_space).len())
}

/// Whether a character is white space or invisible.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control() || is_soft(c)
}

/// Narrowest and widest column at which texts are wrapped.
const COLUMN: std::ops::RangeInclusive<usize> = 40..=100;
/// Lines looked at to tell the column.
const LOOK: usize = 2000;

/// The column at which the text is wrapped, if it is.
///
/// In a wrapped text nearly every line inside a block is so long that the next line's first word did not fit any more.
fn column(text: &str, lines: &[Unit]) -> Option<usize> {
    let lines = &lines[..lines.len().min(LOOK)];
    let long = lines
        .iter()
        .filter(|line| line.span.len() > 2 * COLUMN.end())
        .count();
    if long * 20 > lines.len() {
        return None;
    }
    let lengths = lines.iter().map(|line| length(line.span.slice(text)));
    let width = lengths.filter(|&len| len <= *COLUMN.end()).max()?;
    if !COLUMN.contains(&width) {
        return None;
    }
    let pairs = || lines.windows(2).filter(|pair| !pair[1].after_blank);
    let full = pairs()
        .filter(|pair| room(text, pair[0], pair[1], width) < SLACK)
        .count();
    (full >= 4 && full * 10 >= pairs().count() * 6).then_some(width)
}

/// Columns that may stay free in a wrapped line although the next word would have fitted.
const SLACK: isize = 6;

/// Columns left after `line` and the first word of the next one; below 0 when that word did not fit.
fn room(text: &str, line: Unit, next: Unit, width: usize) -> isize {
    let word = next.span.slice(text).split_whitespace().next().unwrap_or("");
    width as isize - (length(line.span.slice(text)) + 1 + length(word)) as isize
}

fn length(line: &str) -> usize {
    if line.len() > 4 * COLUMN.end() {
        line.len()
    } else {
        line.chars().count()
    }
}

/// Joins wrapped lines: a line goes on in the next one unless an empty line, an indent or free room parts them.
fn join(text: &str, lines: &[Unit], width: usize) -> Vec<Unit> {
    let mut out: Vec<Unit> = Vec::new();
    let mut last: Option<Unit> = None;
    for &line in lines {
        let goes_on = last.is_some_and(|last| {
            let slack = if ends_sentence(last.span.slice(text)) {
                SLACK
            } else {
                2 * SLACK
            };
            let indented = is_indented(text, line) && !is_indented(text, last);
            !line.after_blank && !indented && room(text, last, line, width) < slack
        });
        match out.last_mut() {
            Some(unit) if goes_on => unit.span.end = line.span.end,
            _ => out.push(line),
        }
        last = Some(line);
    }
    out
}

fn is_indented(text: &str, line: Unit) -> bool {
    let before = (line.span.start as usize)
        .checked_sub(1)
        .and_then(|at| text.as_bytes().get(at));
    matches!(before, Some(b' ' | b'\t'))
}

/// The first bytes of a text, at most `most`, up to a character's end.
pub(super) fn head(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Whether the line ends as a sentence does, closing quotes and brackets aside.
pub(super) fn ends_sentence(line: &str) -> bool {
    let bare =
        line.trim_end_matches(|c: char| matches!(c, '"' | '\'' | '”' | '’' | ')' | ']') || is_space(c));
    bare.ends_with(['.', '!', '?', '…'])
}

/// Whether all letters are capitals, of which there are at least two.
pub(super) fn is_upper(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).take(400).peekable();
    let mut count = 0;
    letters.peek().is_some()
        && letters.all(|c| {
            count += 1;
            !c.is_lowercase()
        })
        && count >= 2
}

/// Words of a line, at most `most` counted.
pub(super) fn words(line: &str, most: usize) -> usize {
    line.split_whitespace().take(most).count()
}
