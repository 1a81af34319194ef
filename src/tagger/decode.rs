//! The best legal sequence of tags (Viterbi 1967), in whole numbers.
//!
//! As moves share weights by the label that closes and the label that opens, a step looks at 19 x 19 moves between
//! mentions and at four for each label inside one.

use super::tags::{LABELS, OUTSIDE, SIDES, TAGS, WIDTH, begin, inside, last, unit};

/// Scores of a token's tags: sums of some hundred weights of eight bits, far from the borders of sixteen.
pub(crate) type Scores = [i16; WIDTH];

/// A score that no path survives.
const NEVER: i32 = i32::MIN / 4;

/// Weights of moves, in the units of the scores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Moves {
    /// From a closed side (outside or a label) to the next.
    pub(crate) outer: [[i32; SIDES]; SIDES],
    /// Inside a mention: begin-inside, inside-inside, begin-last, inside-last.
    pub(crate) inner: [[i32; 4]; LABELS],
}

/// Buffers of the decoder.
#[derive(Debug, Default)]
pub(crate) struct Lattice {
    /// For each token and tag the tag before it on the best path.
    back: Vec<[u8; TAGS]>,
}

/// Writes the best legal tags for a sentence's scores into `tags`.
pub(crate) fn decode(scores: &[Scores], moves: &Moves, lattice: &mut Lattice, tags: &mut Vec<u8>) {
    tags.clear();
    lattice.back.clear();
    let mut path = [NEVER; TAGS];
    path[OUTSIDE] = 0;
    for score in scores {
        let (next, back) = step(&path, score, moves);
        path = next;
        lattice.back.push(back);
    }
    let open = begin(0); // tags below it close a mention or stand outside
    let mut tag = (0..open)
        .max_by_key(|&tag| (path[tag], std::cmp::Reverse(tag)))
        .unwrap_or(OUTSIDE);
    for back in lattice.back.iter().rev() {
        tags.push(tag as u8);
        tag = back[tag] as usize;
    }
    tags.reverse();
}

fn step(path: &[i32; TAGS], score: &Scores, moves: &Moves) -> ([i32; TAGS], [u8; TAGS]) {
    // the better tag of each closed side
    let mut closed = [(path[OUTSIDE], OUTSIDE as u8); SIDES];
    for label in 0..LABELS {
        let (u, l) = (unit(label), last(label));
        closed[1 + label] = if path[u] >= path[l] {
            (path[u], u as u8)
        } else {
            (path[l], l as u8)
        };
    }
    let (mut entry, mut entry_from) = ([NEVER; SIDES], [OUTSIDE as u8; SIDES]);
    for (outer, &(value, tag)) in moves.outer.iter().zip(&closed) {
        for to in 0..SIDES {
            let sum = value + outer[to];
            let better = sum > entry[to];
            entry[to] = if better { sum } else { entry[to] };
            entry_from[to] = if better { tag } else { entry_from[to] };
        }
    }
    let (mut next, mut back) = ([NEVER; TAGS], [OUTSIDE as u8; TAGS]);
    let score = |tag: usize| i32::from(score[tag]);
    next[OUTSIDE] = entry[0] + score(OUTSIDE);
    back[OUTSIDE] = entry_from[0];
    for label in 0..LABELS {
        let (b, i, inner) = (begin(label), inside(label), &moves.inner[label]);
        for to in [unit(label), b] {
            next[to] = entry[1 + label] + score(to);
            back[to] = entry_from[1 + label];
        }
        for (to, [from_b, from_i]) in [(i, [inner[0], inner[1]]), (last(label), [inner[2], inner[3]])] {
            let (from_b, from_i) = (path[b] + from_b, path[i] + from_i);
            let better = from_b >= from_i;
            next[to] = if better { from_b } else { from_i }.max(NEVER) + score(to);
            back[to] = if better { b } else { i } as u8;
        }
    }
    (next, back)
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
