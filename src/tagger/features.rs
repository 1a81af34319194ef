//! What the tagger looks at: the one feature extractor that training and use share.
//!
//! Features come in two sorts. *Word features* depend on one word type alone and are seen from up to two tokens
//! away; their summed scores are computed once per type and kept (see `score.rs`). *Context features* join several
//! tokens and are looked up where they occur. A feature is a 64-bit hash; no string is built for it.

use super::words::{Caps, WordType};

/// How far word features reach to either side.
pub(crate) const REACH: usize = 2;
/// Positions from which a word type is seen: -2, -1, 0, 1, 2.
pub(crate) const POSITIONS: usize = 2 * REACH + 1;

const ALL: &[u8] = &[0, 1, 2, 3, 4];
const NEAR: &[u8] = &[1, 2, 3];
const HERE: &[u8] = &[2];

/// Joins a value to a hash: a folded multiplication (as in wyhash and foldhash).
#[inline]
pub(crate) fn mix(hash: u64, value: u64) -> u64 {
    let wide = u128::from(hash ^ 0x9e37_79b9_7f4a_7c15) * u128::from(value ^ 0xd6e8_feb8_6659_fd93);
    (wide as u64) ^ ((wide >> 64) as u64)
}

/// The key of a word feature as seen from position `at` (0 to 4, 2 being the word itself).
#[inline]
pub(crate) fn at_position(key: u64, at: u8) -> u64 {
    mix(key, 0x51ed + u64::from(at))
}

/// Gives every word feature of a type to `emit`, with the positions from which it is seen.
pub(crate) fn word_features(word: &WordType, folded: &str, mut emit: impl FnMut(u64, &'static [u8])) {
    let mut give = |template: u64, value: u64, positions| emit(mix(template, value), positions);
    give(1, word.lower, ALL);
    give(2, word.shape, ALL);
    give(3, u64::from(word.coarse), ALL);
    give(4, u64::from(word.fine), ALL);
    give(5, word.exact, HERE);
    give(6, mix(word.shape, u64::from(word.coarse)), NEAR);
    give(7, mix(word.shape, u64::from(word.fine)), HERE);
    let ends = folded.char_indices().skip(1).map(|(i, _)| i);
    for (n, end) in (10..).zip(ends.take(4)) {
        give(n, hash_text(&folded[..end]), NEAR);
    }
    let starts = folded.char_indices().rev().map(|(i, _)| i);
    for (n, start) in (20..).zip(starts.take(4)).filter(|&(_, start)| start > 0) {
        give(n, hash_text(&folded[start..]), NEAR);
    }
    give(8, word.length_class(), HERE);
}

/// A run of capitalised words (with small joining words inside) and what stands at its borders.
#[derive(Clone, Copy, Debug, Default)]
struct Run {
    start: usize,
    end: usize,
}

/// Gives the context features of each token of a sentence: `emit(token, key)`.
///
/// `words` are the types of the sentence's tokens; `spaced[t]` tells whether white space stands before token `t`.
pub(crate) fn context_features(words: &[&WordType], spaced: &[bool], mut emit: impl FnMut(usize, u64)) {
    let edge = WordType::edge();
    let at = |t: usize, by: isize| -> &WordType {
        t.checked_add_signed(by)
            .and_then(|i| words.get(i).copied())
            .unwrap_or(&edge)
    };
    let mut run = Run::default();
    for t in 0..words.len() {
        let [p2, p1, here, n1, n2] = [-2, -1, 0, 1, 2].map(|by| at(t, by));
        let mut give = |template: u64, values: &[u64]| {
            emit(
                t,
                values
                    .iter()
                    .fold(mix(0x77, template), |hash, &value| mix(hash, value)),
            );
        };
        let fine = |w: &WordType| u64::from(w.fine);
        let coarse = |w: &WordType| u64::from(w.coarse);
        give(30, &[p1.lower, here.lower]);
        give(31, &[here.lower, n1.lower]);
        give(32, &[p1.lower, n1.lower]);
        give(33, &[p2.lower, p1.lower]);
        give(34, &[n1.lower, n2.lower]);
        give(35, &[p1.shape, here.shape]);
        give(36, &[here.shape, n1.shape]);
        give(37, &[p1.shape, here.shape, n1.shape]);
        give(38, &[fine(p1), fine(here)]);
        give(39, &[fine(here), fine(n1)]);
        give(40, &[coarse(p1), coarse(n1), here.shape]);
        give(41, &[coarse(p1), coarse(here), coarse(n1)]);
        give(42, &[coarse(p2), coarse(p1), here.shape]);
        give(43, &[coarse(n1), coarse(n2), here.shape]);
        give(44, &[p1.lower, here.shape]);
        give(45, &[here.shape, n1.lower]);
        let glue = u64::from(spaced[t]) | u64::from(spaced.get(t + 1).copied().unwrap_or(true)) << 1;
        give(46, &[glue, here.shape]);
        give(47, &[glue, p1.shape, p2.lower]);
        give(48, &[glue, n1.shape, n2.lower]);
        if run.end <= t {
            run = run_from(words, t);
        }
        if run.start <= t && t < run.end {
            run_features(words, run, t, &edge, &mut give);
        }
    }
}

/// The features of a token inside a run: where in it, what ends it, what stands before and after.
fn run_features(
    words: &[&WordType],
    run: Run,
    t: usize,
    edge: &WordType,
    give: &mut impl FnMut(u64, &[u64]),
) {
    let before = run
        .start
        .checked_sub(1)
        .and_then(|i| words.get(i).copied())
        .unwrap_or(edge);
    let after = words.get(run.end).copied().unwrap_or(edge);
    let (first, last) = (words[run.start], words[run.end - 1]);
    let len = (run.end - run.start).min(6) as u64;
    let place = u64::from(t == run.start) | u64::from(t + 1 == run.end) << 1;
    give(60, &[place, before.lower]);
    give(61, &[place, after.lower]);
    give(62, &[place, last.lower]);
    give(63, &[place, first.lower]);
    give(64, &[place, u64::from(last.fine)]);
    give(65, &[place, u64::from(first.fine)]);
    give(66, &[place, u64::from(before.fine), len]);
    give(67, &[place, u64::from(after.fine), len]);
    give(68, &[place, len]);
    give(69, &[u64::from(before.coarse), u64::from(after.coarse), len]);
    give(70, &[place, u64::from(last.coarse), u64::from(after.fine)]);
}

/// The longest run of capitalised words that starts at or after `from` and reaches past it.
fn run_from(words: &[&WordType], from: usize) -> Run {
    if words[from].caps == Caps::None {
        return Run {
            start: from,
            end: from,
        };
    }
    let mut end = from + 1;
    let mut ahead = end;
    while ahead < words.len() && ahead < from + 12 {
        if words[ahead].caps != Caps::None {
            end = ahead + 1;
        } else if !words[ahead].joins {
            break;
        }
        ahead += 1;
    }
    Run { start: from, end }
}

/// The hash of a piece of text, the same on every machine and in every version of the model format.
pub(crate) fn hash_text(text: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325 ^ text.len() as u64;
    let mut chunks = text.as_bytes().chunks_exact(8);
    for chunk in &mut chunks {
        hash = mix(hash, u64::from_le_bytes(chunk.try_into().unwrap_or([0; 8])));
    }
    let mut rest = [0; 8];
    rest[..chunks.remainder().len()].copy_from_slice(chunks.remainder());
    mix(hash, u64::from_le_bytes(rest))
}
