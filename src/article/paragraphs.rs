//! What each paragraph is: header, body, subhead, caption, tail.

use std::sync::LazyLock;

use regex::Regex;

use super::day::regex;
use super::lines::{Unit, ends_sentence, head, is_upper, words};
use super::lists::{CAPTION_ENDS, CAPTION_STARTS};
use super::{Paragraph, ParagraphKind};

/// Longest subhead and longest caption, in bytes.
const MAX_SUBHEAD: usize = 100;
const MAX_CAPTION: usize = 400;
/// Bytes at a caption's end in which its credit stands.
const CREDIT_END: usize = 75;

/// The units as paragraphs: header up to `body`, which may begin with a dateline, tail from `tail` on.
pub(super) fn read(
    text: &str,
    units: &[Unit],
    body: usize,
    tail: usize,
    has_dateline: bool,
) -> Vec<Paragraph> {
    let interview = is_interview(text, &units[body..tail.max(body)]);
    let kind = |at: usize| {
        let line = units[at].span.slice(text);
        let announced = at > 0 && announces_caption(units[at - 1].span.slice(text));
        if announced || is_caption(line) {
            ParagraphKind::Caption
        } else if at < body {
            ParagraphKind::Header
        } else if at >= tail {
            ParagraphKind::Tail
        } else if at + 1 < tail && !(at == body && has_dateline) && is_subhead(line, interview) {
            ParagraphKind::Subhead
        } else {
            ParagraphKind::Body
        }
    };
    (0..units.len())
        .map(|at| Paragraph {
            span: units[at].span,
            kind: kind(at),
        })
        .collect()
}

/// `Image caption,`: the next line is one.
fn announces_caption(line: &str) -> bool {
    line.len() <= 40 && line.ends_with([',', ':']) && CAPTION_STARTS.starts(line).is_some()
}

/// Whether the line stands under a picture.
pub(super) fn is_caption(line: &str) -> bool {
    if line.len() > MAX_CAPTION {
        return false;
    }
    if CAPTION_STARTS.starts(line).is_some() {
        return true;
    }
    let end = &line[head(line, line.len().saturating_sub(CREDIT_END)).len()..];
    let may_hold = end.contains(['(', '/', '[']) || end.contains("Getty") || end.contains("via ");
    let holds = |credit: &&str| {
        end.find(*credit)
            .is_some_and(|at| at > 0 || end.len() < line.len())
    };
    may_hold && CAPTION_ENDS.iter().any(holds) && !is_dash_after(line)
}

/// `NAIROBI (AP) — …` is no credit: text goes on after it.
fn is_dash_after(line: &str) -> bool {
    static DASH: LazyLock<Regex> = LazyLock::new(|| regex(r"[)\]]\s*(?:—|–|--?)\s"));
    DASH.is_match(head(line, 200))
}

/// Whether the line is an hour of a live blog: `16.40`, `10:05 GMT`.
pub(super) fn is_clock(line: &str) -> bool {
    static CLOCK: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)^(?:\d{1,2}[:.h]\d{2}|\d{1,2})\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4})?$"));
    line.len() <= 16
        && CLOCK.is_match(line)
        && (line.contains([':', '.', 'h']) || line.to_lowercase().contains('m'))
}

/// A heading between paragraphs: short, no sentence, no point of a list, no speech.
fn is_subhead(line: &str, interview: bool) -> bool {
    if line.len() > MAX_SUBHEAD {
        return false;
    }
    if is_clock(line) || line.starts_with("- ") && line.ends_with(" -") {
        return true;
    }
    let speech = line.starts_with(['“', '"']) && line.ends_with(['”', '"']);
    let point = line.starts_with(['•', '-', '–', '*', '·', '‣', '●', '▪']);
    if point || speech || line.ends_with([':', ',', ';']) && !is_upper(line) {
        return false;
    }
    let count = words(line, 20);
    if line.ends_with('?') {
        return !interview && count <= 8;
    }
    !ends_sentence(line) && count <= 12 && line.contains(char::is_alphabetic)
}

/// Many short questions: they are half of the talk, not its headings.
fn is_interview(text: &str, units: &[Unit]) -> bool {
    let questions = units.iter().filter(|unit| {
        let line = unit.span.slice(text);
        line.len() < 300 && line.ends_with('?') && !line.starts_with(['“', '"'])
    });
    let count = questions.take(units.len().min(500)).count();
    count >= 4 && count * 5 >= units.len()
}
