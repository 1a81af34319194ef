//! Scores of tokens: the summed word features of a type are kept and reused, context features are looked up.
//!
//! News repeats its words: nearly every token's word features cost five additions of a stored row.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::Knowledge;
use super::decode::Scores;
use super::features::{POSITIONS, REACH, Sentence, at_position, context_features, word_features};
use super::hash::{hash_text, mix};
use super::model::{Asked, Weights};
use super::tags::WIDTH;
use super::words::{Setting, WordType};

/// Word types kept at once; one takes about 900 bytes.
const MOST_TYPES: usize = 16_384;

/// Scores of one type as seen from each position.
pub(crate) type Stored = [Scores; POSITIONS];

/// The word types met so far, with their scores: one for each worker.
#[derive(Debug, Default)]
pub(crate) struct WordStore {
    numbers: HashMap<u64, u32, FixedState>,
    pub(crate) types: Vec<WordType>,
    pub(crate) stored: Vec<Stored>,
    folded: String,
}

impl WordStore {
    /// Forgets everything when it has grown large; to be called between sentences.
    pub(crate) fn limit(&mut self) {
        if self.types.len() >= MOST_TYPES {
            self.numbers.clear();
            self.types.clear();
            self.stored.clear();
        }
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
        self.numbers.insert(hash, number);
        number
    }
}

/// Writes the scores of a sentence's tokens; `asked` is a buffer.
pub(crate) fn score(
    stored: &[Stored],
    sentence: Sentence<'_>,
    weights: Weights<'_>,
    asked: &mut Vec<Asked>,
    scores: &mut Vec<Scores>,
) {
    scores.clear();
    let numbers = sentence.numbers;
    for t in 0..numbers.len() {
        let mut sum: Scores = [0; WIDTH];
        let seen = t.saturating_sub(REACH)..(t + REACH + 1).min(numbers.len());
        for (position, &number) in (seen.start + REACH - t..).zip(&numbers[seen]) {
            for (s, &w) in sum.iter_mut().zip(&stored[number as usize][position]) {
                *s = s.wrapping_add(w); // the sum of eight-bit weights, far from the borders
            }
        }
        scores.push(sum);
    }
    asked.clear();
    context_features(sentence, |t, _, key| asked.push((key, t as u32)));
    weights.add_all(asked, scores);
}
