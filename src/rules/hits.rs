//! What names and patterns have found: which of them stand, and what becomes of the tagger's mentions.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::record::{Label, Mention};
use crate::span::Span;
use crate::text::{Token, TokenKind};

/// A stretch that a name or a pattern of the caller fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) span: Span,
    pub(super) label: Label,
    /// Of equally long ones the lower counts.
    pub(super) source: Source,
}

/// What fits there, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    Name(u32),
    Pattern(u32),
}

/// Leaves hits that do not overlap, in text order: longer ones stand before shorter ones.
pub(super) fn settle(hits: &mut Vec<Hit>) {
    hits.sort_by_key(|hit| hit.span.start);
    if hits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start) {
        return;
    }
    hits.sort_by_key(|hit| (Reverse(hit.span.len()), hit.source, hit.span.start));
    let mut taken: BTreeMap<u32, u32> = BTreeMap::new();
    hits.retain(|hit| {
        // The last stretch that starts before this one's end is the only one that can reach into it.
        let before = taken.range(..hit.span.end).next_back();
        let free = before.is_none_or(|(_, &end)| end <= hit.span.start);
        if free {
            taken.insert(hit.span.start, hit.span.end);
        }
        free
    });
    hits.sort_by_key(|hit| hit.span.start);
}

/// Score from which a mention of the tagger counts as one that it is sure of.
const SURE: f32 = 2.0 / 3.0;

/// Puts settled hits among the tagger's mentions: they replace what they overlap, unless a mention of more words, of which
/// the tagger is sure, holds the whole of all that overlap it.
pub(super) fn merge(tokens: &[Token], hits: &mut Vec<Hit>, mentions: &mut Vec<Mention>) {
    if hits.is_empty() {
        return;
    }
    let mut stands = vec![true; hits.len()];
    mentions.retain(|mention| {
        let first = hits.partition_point(|hit| hit.span.end <= mention.span.start);
        let len = hits[first..].partition_point(|hit| hit.span.start < mention.span.end);
        let over = first..first + len;
        let count = words(tokens, mention.span);
        let held = |hit: &Hit| mention.span.contains(hit.span) && words(tokens, hit.span) < count;
        let stays = over.is_empty() || mention.score >= SURE && hits[over.clone()].iter().all(held);
        if stays {
            stands[over].fill(false);
        }
        stays
    });
    let standing = hits
        .drain(..)
        .zip(stands)
        .filter_map(|(hit, stands)| stands.then_some(hit));
    mentions.extend(standing.map(|hit| Mention {
        span: hit.span,
        label: hit.label,
        entity: None,
        value: None,
        score: 1.0,
    }));
    mentions.sort_by_key(|mention| mention.span.start);
}

/// How many words a span has a part of; signs are none.
fn words(tokens: &[Token], span: Span) -> usize {
    let first = tokens.partition_point(|token| token.span.end <= span.start);
    let inside = tokens[first..]
        .iter()
        .take_while(|token| token.span.start < span.end);
    inside.filter(|token| token.kind != TokenKind::Sign).count()
}
