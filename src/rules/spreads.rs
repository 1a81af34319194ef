//! Amounts from one to another that the tagger took for two: `[2.9 billion to 3.1 billion crowns]`.

use std::ops::Range;

use crate::lexical::is_any;
use crate::record::{Label, Mention};
use crate::span::Span;
use crate::text::Segments;

/// Joins the two sides, unless *from* before them says that something went from the one to the other.
pub(crate) fn join(text: &str, segments: &Segments, mentions: &mut Vec<Mention>) {
    let tokens = &segments.tokens;
    let word = |at: usize| tokens.get(at).map_or("", |token| token.span.slice(text));
    let mut number = 1;
    while number < mentions.len() {
        let (left, right) = (&mentions[number - 1], &mentions[number]);
        if !goes_with(text, left, right) {
            number += 1;
            continue;
        }
        let Range {
            start: first,
            end: at,
        } = segments.inside(left.span);
        let is_next = tokens
            .get(at + 1)
            .is_some_and(|token| token.span.start == right.span.start);
        let is_change =
            (1..=3).any(|back| is_any(first.checked_sub(back).map_or("", word), &["from", "between"]));
        let is_one = is_next && word(at) == "to" && !is_change;
        if !is_one {
            number += 1;
            continue;
        }
        let span = Span {
            start: left.span.start,
            end: right.span.end,
        };
        mentions[number].span = span;
        mentions.remove(number - 1);
    }
}

/// Whether the left side may be the lower end of the right one, which has the unit for both: a sum to a sum may as well be a
/// change (*eased 40 cents to $42*).
fn goes_with(text: &str, left: &Mention, right: &Mention) -> bool {
    let last = left.span.slice(text).rsplit(' ').next().unwrap_or_default();
    let scales = ["million", "billion", "trillion", "crore", "lakh"];
    left.label == Label::CARDINAL
        && matches!(right.label, Label::MONEY | Label::PERCENT | Label::QUANTITY)
        && (last.starts_with(|c: char| c.is_ascii_digit()) || is_any(last, &scales))
}
