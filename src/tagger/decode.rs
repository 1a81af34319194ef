//! The best legal sequence of tags (Viterbi 1967), in whole numbers, eight at a time.
//!
//! As moves share weights by the label that closes and the label that opens, a step looks at 19 moves from each side
//! that can still win, and at four for each label inside a mention.

use super::tags::{LABELS, OUTSIDE, SIDES, TAGS, WIDTH, begin, inside, last, unit};

/// Scores of a token's tags: sums of some hundred weights of eight bits, far from the borders of sixteen.
pub(crate) type Scores = [i16; WIDTH];

/// A path's score below the best one's: as low as it can get, and so out of the running.
const NEVER: i16 = i16::MIN;

/// Weights of moves, in the units of the scores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Moves {
    /// From a closed side (outside or a label) to the next.
    pub(crate) outer: [[i16; SIDES]; SIDES],
    /// Inside a mention of each label: begin-inside, inside-inside, begin-last, inside-last.
    pub(crate) inner: [[i16; LABELS]; 4],
    /// `gaps[by][from]`: a side further behind another than this never wins, as each of its moves comes out lower.
    gaps: [[i16; SIDES]; SIDES],
}

impl Moves {
    /// Moves with these weights.
    pub(crate) fn new(outer: [[i16; SIDES]; SIDES], inner: [[i16; LABELS]; 4]) -> Moves {
        let gap = |by: usize, from: usize| {
            let less = outer[by]
                .iter()
                .zip(&outer[from])
                .map(|(by, from)| by.saturating_sub(*from));
            less.min().unwrap_or(0)
        };
        Moves {
            outer,
            inner,
            gaps: std::array::from_fn(|by| std::array::from_fn(|from| gap(by, from))),
        }
    }

    /// Whether some side's moves all come out lower than those of another.
    #[inline]
    fn outdone(&self, closed: &[i16; SIDES], side: usize, by: usize) -> bool {
        closed[side].saturating_sub(closed[by]) < self.gaps[by][side]
    }
}

/// Buffers of the decoder.
#[derive(Debug, Default)]
pub(crate) struct Lattice {
    /// For each token and tag the tag before it on the best path.
    back: Vec<[u8; TAGS]>,
}

/// Writes the best legal tags for a sentence's scores into `tags`; tokens that are not `open` stay outside, whatever
/// their scores.
pub(crate) fn decode(
    (scores, open): (&[Scores], &[bool]),
    moves: &Moves,
    lattice: &mut Lattice,
    tags: &mut Vec<u8>,
) {
    tags.clear();
    while tags.len() < scores.len() {
        let first = tags.len();
        let len = open[first..].iter().take_while(|&&open| open).count();
        decode_open(
            &scores[first..first + len],
            first + len < scores.len(),
            moves,
            lattice,
            tags,
        );
        if first + len < scores.len() {
            tags.push(OUTSIDE as u8);
        }
    }
}

/// Appends the best tags of a stretch of open tokens with none before it; `shut` says whether a token that stays outside
/// follows.
fn decode_open(scores: &[Scores], shut: bool, moves: &Moves, lattice: &mut Lattice, tags: &mut Vec<u8>) {
    if scores.is_empty() {
        return;
    }
    lattice.back.clear();
    let mut path = [NEVER; TAGS];
    path[OUTSIDE] = 0;
    for score in scores {
        let mut back = [OUTSIDE as u8; TAGS];
        path = step(&path, score, moves, &mut back);
        lattice.back.push(back);
    }
    let (mut closed, closed_tag) = close(&path);
    if shut {
        let onward = moves.outer.iter().map(|outer| outer[OUTSIDE]);
        closed
            .iter_mut()
            .zip(onward)
            .for_each(|(sum, onward)| *sum = sum.saturating_add(onward));
    }
    let mut tag = usize::from(closed_tag[first_best(&closed)]);
    let first = tags.len();
    for back in lattice.back.iter().rev() {
        tags.push(tag as u8);
        tag = back[tag] as usize;
    }
    tags[first..].reverse();
}

/// The best path to each closed side, and the tag that it ends in.
fn close(path: &[i16; TAGS]) -> ([i16; SIDES], [u8; SIDES]) {
    let (mut closed, mut closed_tag) = ([path[OUTSIDE]; SIDES], [OUTSIDE as u8; SIDES]);
    for label in 0..LABELS {
        let (by_unit, by_last) = (path[unit(label)], path[last(label)]);
        closed[1 + label] = by_unit.max(by_last);
        closed_tag[1 + label] = if by_unit >= by_last {
            unit(label)
        } else {
            last(label)
        } as u8;
    }
    (closed, closed_tag)
}

/// The side with the best path, the first of equal ones.
fn first_best(closed: &[i16; SIDES]) -> usize {
    let better = |best, side| if closed[side] > closed[best] { side } else { best };
    (0..SIDES).fold(0, better)
}

/// The scores of the best paths to each tag of the next token, less that of the best of all; `back` has where they
/// come from.
///
/// All numbers have sixteen bits, eight of them in a vector. They are held at the borders: a path as far behind as
/// that (500 natural units with the shipped model) does not catch up.
fn step(path: &[i16; TAGS], score: &Scores, moves: &Moves, back: &mut [u8; TAGS]) -> [i16; TAGS] {
    let (closed, closed_tag) = close(path);
    let first = first_best(&closed);
    let (mut entry, mut entry_from) = ([NEVER; SIDES], [OUTSIDE as u16; SIDES]);
    for (side, outer) in moves.outer.iter().enumerate() {
        if moves.outdone(&closed, side, 0) || moves.outdone(&closed, side, first) {
            continue;
        }
        let tag = u16::from(closed_tag[side]);
        for ((entry, from), &weight) in entry.iter_mut().zip(&mut entry_from).zip(outer) {
            let sum = closed[side].saturating_add(weight);
            *from = if sum > *entry { tag } else { *from };
            *entry = sum.max(*entry);
        }
    }
    let entry_from = entry_from.map(|tag| tag as u8);
    let mut next = [NEVER; TAGS];
    next[OUTSIDE] = entry[0];
    back[OUTSIDE] = entry_from[0];
    for opened in [unit(0), begin(0)] {
        next[opened..opened + LABELS].copy_from_slice(&entry[1..]);
        back[opened..opened + LABELS].copy_from_slice(&entry_from[1..]);
    }
    let (begun, within) = (&path[begin(0)..][..LABELS], &path[inside(0)..][..LABELS]);
    for (first, [from_begun, from_within]) in [(inside(0), [0, 1]), (last(0), [2, 3])] {
        let (next, back) = (&mut next[first..][..LABELS], &mut back[first..][..LABELS]);
        for label in 0..LABELS {
            let from_begun = begun[label].saturating_add(moves.inner[from_begun][label]);
            let from_within = within[label].saturating_add(moves.inner[from_within][label]);
            next[label] = from_begun.max(from_within);
            back[label] = if from_begun >= from_within {
                begin(label)
            } else {
                inside(label)
            } as u8;
        }
    }
    for (next, &score) in next.iter_mut().zip(score) {
        *next = next.saturating_add(score);
    }
    let best = next.iter().fold(NEVER, |best, &value| best.max(value));
    next.map(|value| value.saturating_sub(best))
}

/// Calls `emit(first, last, label)` for every mention that legal tags spell.
pub(crate) fn mentions(tags: &[u8], mut emit: impl FnMut(usize, usize, usize)) {
    use super::tags::{Part, parts};
    let mut first = 0;
    for (t, &tag) in tags.iter().enumerate() {
        match parts(tag as usize) {
            (Part::Unit, label) => emit(t, t, label),
            (Part::Begin, _) => first = t,
            (Part::Last, label) => emit(first, t, label),
            (Part::Inside | Part::Outside, _) => {}
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::super::tags::{Part, WIDTH, parts};
    use super::*;

    fn legal(from: usize, to: usize) -> bool {
        let ((from_part, from_label), (to_part, to_label)) = (parts(from), parts(to));
        match from_part {
            Part::Begin | Part::Inside => {
                matches!(to_part, Part::Inside | Part::Last) && from_label == to_label
            }
            _ => !matches!(to_part, Part::Inside | Part::Last),
        }
    }

    /// The score of the best legal path, outside at tokens that are not open, found by trying every move from every tag.
    fn best_score(scores: &[Scores], open: &[bool], moves: &Moves) -> i32 {
        let mut path = [i32::MIN / 2; TAGS];
        path[OUTSIDE] = 0;
        for (score, &open) in scores.iter().zip(open) {
            path = std::array::from_fn(|to| {
                if to != OUTSIDE && !open {
                    return i32::MIN / 2;
                }
                let from = (0..TAGS).filter(|&from| legal(from, to));
                let best = from.map(|from| path[from] + moves.between(from, to)).max();
                best.unwrap_or(i32::MIN / 2) + i32::from(score[to])
            });
        }
        path[..begin(0)].iter().copied().max().unwrap_or(0)
    }

    fn score_of(tags: &[u8], scores: &[Scores], moves: &Moves) -> i32 {
        let mut before = OUTSIDE;
        let mut sum = 0;
        for (&tag, score) in tags.iter().zip(scores) {
            let tag = usize::from(tag);
            assert!(legal(before, tag), "{before} {tag}");
            sum += moves.between(before, tag) + i32::from(score[tag]);
            before = tag;
        }
        assert!(before < begin(0), "ends inside a mention");
        sum
    }

    fn weights(most: i16, count: usize) -> impl Strategy<Value = Vec<i16>> {
        prop::collection::vec(-most..=most, count)
    }

    fn rows<const N: usize>(weights: &[i16]) -> impl Iterator<Item = [i16; N]> {
        weights.as_chunks().0.iter().copied()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn no_legal_path_is_better(
            (tokens, open) in (1..12_usize).prop_flat_map(|len| {
                (weights(900, len * WIDTH), prop::collection::vec(prop::bool::weighted(0.7), len))
            }),
            outer in weights(800, SIDES * SIDES),
            inner in weights(200, 4 * LABELS),
        ) {
            let scores: Vec<Scores> = rows(&tokens).collect();
            let (mut outer, mut inner) = (rows(&outer), rows(&inner));
            let moves = Moves::new(
                std::array::from_fn(|_| outer.next().unwrap()),
                std::array::from_fn(|_| inner.next().unwrap()),
            );
            let mut tags = Vec::new();
            decode((&scores, &open), &moves, &mut Lattice::default(), &mut tags);
            prop_assert_eq!(score_of(&tags, &scores, &moves), best_score(&scores, &open, &moves));
            prop_assert!(tags.iter().zip(&open).all(|(&tag, &open)| open || usize::from(tag) == OUTSIDE));
        }
    }
}
