//! How sure the tagger is of a mention: its score against the other readings of the same place.

use super::decode::{Moves, Scores};
use super::tags::{LABELS, OUTSIDE, Step, begin, inside, last, side, unit};

/// The probability of the mention of `label` from token `first` to `last`, given the tags around it.
///
/// Weighed against it are the same span under every other label, no mention at all, and the span one token longer
/// or shorter at either end where the neighbours are free (outside, and open to be in a mention). `scale` is the number of score units per natural unit.
pub(crate) fn confidence(
    (scores, open, tags): (&[Scores], &[bool], &[u8]),
    moves: &Moves,
    scale: f32,
    (first, last, label): (usize, usize, usize),
) -> f32 {
    let free = |t: usize| tags.get(t).is_some_and(|&tag| usize::from(tag) == OUTSIDE) && open[t];
    let from = first.saturating_sub(usize::from(first > 0 && free(first - 1)));
    let to = last + usize::from(free(last + 1));
    let side = |t: usize| tags.get(t).map(|&tag| side(usize::from(tag)));
    let window = Window {
        scores,
        moves,
        from,
        to,
        before: from.checked_sub(1).and_then(side).unwrap_or(0),
        after: side(to + 1),
    };
    let own = window.score(Some((first, last, label)));
    let mut sum = 0.0;
    let mut weigh = |other: i32| sum += ((other - own) as f32 / scale).exp();
    weigh(window.score(None));
    window.each_label(first, last).into_iter().for_each(&mut weigh);
    if window.from < first {
        weigh(window.score(Some((first - 1, last, label))));
    }
    if window.to > last {
        weigh(window.score(Some((first, last + 1, label))));
    }
    if first < last {
        weigh(window.score(Some((first + 1, last, label))));
        weigh(window.score(Some((first, last - 1, label))));
    }
    1.0 / sum
}

/// The tokens whose tags differ between the readings, and the closed sides that stand around them.
struct Window<'s> {
    scores: &'s [Scores],
    moves: &'s Moves,
    from: usize,
    to: usize,
    before: usize,
    after: Option<usize>,
}

impl Window<'_> {
    /// The score of the window with this one mention in it and nothing else.
    fn score(&self, mention: Option<(usize, usize, usize)>) -> i32 {
        let mut side = self.before;
        let mut sum = 0;
        let mut enter = |next: usize, score: i32| {
            sum += i32::from(self.moves.outer[side][next]) + score;
            side = next;
        };
        let outside = |t: usize| i32::from(self.scores[t][OUTSIDE]);
        let mut rest = self.from;
        if let Some((first, last, label)) = mention {
            (rest..first).for_each(|t| enter(0, outside(t)));
            enter(1 + label, self.span(first, last, label));
            rest = last + 1;
        }
        (rest..=self.to).for_each(|t| enter(0, outside(t)));
        if let Some(after) = self.after {
            enter(after, 0);
        }
        sum
    }

    /// The scores of the window with this one mention in it, under each label: what is around it is summed once.
    fn each_label(&self, first: usize, last: usize) -> [i32; LABELS] {
        let outer = |from: usize, to: usize| i32::from(self.moves.outer[from][to]);
        let outside = |t: usize| i32::from(self.scores[t][OUTSIDE]);
        let mut before = self.before;
        let mut around = 0;
        for t in self.from..first {
            around += outer(before, OUTSIDE) + outside(t);
            before = OUTSIDE;
        }
        let next = if last < self.to { Some(OUTSIDE) } else { self.after };
        around += (last + 1..=self.to).map(outside).sum::<i32>();
        if last < self.to {
            around += (self.to - last - 1) as i32 * outer(OUTSIDE, OUTSIDE);
            around += self.after.map_or(0, |after| outer(OUTSIDE, after));
        }
        std::array::from_fn(|label| {
            let side = 1 + label;
            let moves = outer(before, side) + next.map_or(0, |next| outer(side, next));
            around + moves + self.span(first, last, label)
        })
    }

    /// The score of the tokens of a mention, with the moves inside it.
    fn span(&self, first: usize, end: usize, label: usize) -> i32 {
        let score = |t: usize, tag: usize| i32::from(self.scores[t][tag]);
        let [to_inside, on, to_last, from_inside] =
            self.moves.inner.each_ref().map(|kind| i32::from(kind[label]));
        match end - first {
            0 => score(first, unit(label)),
            len => {
                let ends = score(first, begin(label)) + score(end, last(label));
                let within: i32 = (first + 1..end).map(|t| score(t, inside(label))).sum();
                let moves = if len == 1 {
                    to_last
                } else {
                    to_inside + on * (len as i32 - 2) + from_inside
                };
                ends + within + moves
            }
        }
    }
}

impl Moves {
    /// The weight of the legal move from one tag to the next.
    pub(super) fn between(&self, from: usize, to: usize) -> i32 {
        i32::from(match Step::between(from, to) {
            Step::Outer(from, to) => self.outer[from][to],
            Step::Inner(label, kind) => self.inner[kind][label],
        })
    }
}
