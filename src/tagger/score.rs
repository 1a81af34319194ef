//! Scores of tokens: the summed word features of a type are kept and reused, context features are looked up.
//!
//! News repeats its words: nearly every token's word features cost five additions of a stored row. Where these words
//! rule a mention out (the gate), nothing else is asked.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::Knowledge;
use super::decode::Scores;
use super::features::{POSITIONS, REACH, Sentence, at_position, context_features, word_features};
use super::hash::{hash_text, mix};
use super::model::{Asked, Model, Weights};
use super::tags::{GATE, WIDTH};
use super::words::{Setting, WordType};

/// Word types kept at once; one takes about 900 bytes.
const MOST_TYPES: usize = 24_576;
/// Types kept when there are as many: so many of them at most.
const MOST_KEPT: usize = MOST_TYPES / 4 * 3;

/// Scores of one type as seen from each position.
pub(crate) type Stored = [Scores; POSITIONS];

/// The word types met so far, with their scores: one for each worker.
#[derive(Debug, Default)]
pub(crate) struct WordStore {
    numbers: HashMap<u64, u32, FixedState>,
    pub(crate) types: Vec<WordType>,
    pub(crate) stored: Vec<Stored>,
    /// For each type whether it was met again since it came, or since `limit` last asked.
    again: Vec<bool>,
    folded: String,
}

impl WordStore {
    /// Forgets what was met only once when it has grown large; to be called between sentences.
    pub(crate) fn limit(&mut self) {
        if self.types.len() < MOST_TYPES {
            return;
        }
        let mut kept = 0;
        let places = self.again.iter().map(|&again| {
            let place = (again && kept < MOST_KEPT).then_some(kept);
            kept += usize::from(place.is_some());
            place
        });
        let places: Vec<Option<usize>> = places.collect();
        for (from, to) in places.iter().enumerate() {
            if let &Some(to) = to {
                self.types.swap(from, to);
                self.stored.swap(from, to);
            }
        }
        self.types.truncate(kept);
        self.stored.truncate(kept);
        self.again.clear();
        self.again.resize(kept, false);
        self.numbers.retain(|_, number| {
            let place = places[*number as usize];
            *number = place.unwrap_or_default() as u32;
            place.is_some()
        });
    }

    /// The number of a word in a sentence of this setting.
    pub(crate) fn number<D: AsRef<[u8]>>(
        &mut self,
        word: &str,
        setting: Setting,
        weights: Weights<'_>,
        knowledge: &Knowledge<D>,
    ) -> u32 {
        let hash = mix(hash_text(word), setting as u64);
        if let Some(&number) = self.numbers.get(&hash) {
            self.again[number as usize] = true;
            return number;
        }
        let new = knowledge.word_type(word, setting, &mut self.folded);
        let mut stored = [[0; WIDTH]; POSITIONS];
        word_features(&new, &self.folded, |_, key, positions| {
            for &position in positions {
                weights.add(at_position(key, position), &mut stored[usize::from(position)]);
            }
        });
        let number = self.types.len() as u32;
        self.types.push(new);
        self.stored.push(stored);
        self.again.push(false);
        self.numbers.insert(hash, number);
        number
    }
}

/// Writes the scores of a sentence's tokens, and which of them are open: those whose words do not rule a mention out.
/// The others have no scores. `asked` is a buffer.
pub(crate) fn score(
    stored: &[Stored],
    sentence: Sentence<'_>,
    model: &Model,
    asked: &mut Vec<Asked>,
    (scores, open): (&mut Vec<Scores>, &mut Vec<bool>),
) {
    scores.clear();
    open.clear();
    let numbers = sentence.numbers;
    for t in 0..numbers.len() {
        let seen = t.saturating_sub(REACH)..(t + REACH + 1).min(numbers.len());
        let rows = (seen.start + REACH - t..).zip(&numbers[seen]);
        let rows = rows.map(|(position, &number)| &stored[number as usize][position]);
        let gate = rows.clone().fold(0, |sum: i16, row| sum.wrapping_add(row[GATE]));
        let mut sum: Scores = [0; WIDTH];
        if gate >= model.shut {
            for row in rows {
                for (s, &w) in sum.iter_mut().zip(row) {
                    *s = s.wrapping_add(w); // the sum of eight-bit weights, far from the borders
                }
            }
        }
        open.push(gate >= model.shut);
        scores.push(sum);
    }
    asked.clear();
    context_features(sentence, |t| open[t], |t, _, key| asked.push((key, t as u32)));
    model.weights().add_all(asked, scores);
}
