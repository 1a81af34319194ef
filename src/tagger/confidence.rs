//! How sure the tagger is of a mention: its score against the other readings of the same place.

use super::decode::{Moves, Scores};
use super::tags::{LABELS, OUTSIDE, Step, tag_in};

/// The probability of the mention of `label` from token `first` to `last`, given the tags around it.
///
/// Weighed against it are the same span under every other label, no mention at all, and the span one token longer
/// or shorter at either end where the neighbours are free. `scale` is the number of score units per natural unit.
pub(crate) fn confidence(
    scores: &[Scores],
    tags: &[u8],
    moves: &Moves,
    scale: f32,
    (first, last, label): (usize, usize, usize),
) -> f32 {
    let free = |t: usize| tags.get(t).is_some_and(|&tag| usize::from(tag) == OUTSIDE);
    let window = Window {
        scores,
        tags,
        moves,
        from: first.saturating_sub(usize::from(first > 0 && free(first - 1))),
        to: last + usize::from(free(last + 1)),
    };
    let own = window.score(Some((first, last, label)));
    let mut sum = 0.0;
    let mut weigh = |other: i32| sum += ((other - own) as f32 / scale).exp();
    weigh(window.score(None));
    (0..LABELS).for_each(|other| weigh(window.score(Some((first, last, other)))));
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

/// The tokens whose tags differ between the readings.
struct Window<'s> {
    scores: &'s [Scores],
    tags: &'s [u8],
    moves: &'s Moves,
    from: usize,
    to: usize,
}

impl Window<'_> {
    /// The score of the window with this one mention in it and nothing else.
    fn score(&self, mention: Option<(usize, usize, usize)>) -> i32 {
        let tag_at = |t: usize| match mention {
            Some((first, last, label)) if (first..=last).contains(&t) => {
                tag_in(label, t - first, last + 1 - first)
            }
            _ => OUTSIDE,
        };
        let mut before = if self.from == 0 {
            OUTSIDE
        } else {
            usize::from(self.tags[self.from - 1])
        };
        let mut sum = 0;
        for t in self.from..=self.to {
            let tag = tag_at(t);
            sum += i32::from(self.scores[t][tag]) + self.moves.between(before, tag);
            before = tag;
        }
        match self.tags.get(self.to + 1) {
            Some(&after) => sum + self.moves.between(before, usize::from(after)),
            None => sum,
        }
    }
}

impl Moves {
    /// The weight of the legal move from one tag to the next.
    pub(super) fn between(&self, from: usize, to: usize) -> i32 {
        match Step::between(from, to) {
            Step::Outer(from, to) => self.outer[from][to],
            Step::Inner(label, kind) => self.inner[label][kind],
        }
    }
}
