//! Sentences to rows of feature numbers: every feature that occurs often enough gets one.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::data::Corpus;
use crate::tagger::Knowledge;
use crate::tagger::features::{
    Known, REACH, Sentence, at_position, context_features, find_known, word_features,
};
use crate::tagger::words::{Setting, WordType, setting};

/// The numbers of the features of each token, sentence after sentence.
#[derive(Default)]
pub(super) struct Encoded {
    /// Feature numbers of all tokens.
    features: Vec<u32>,
    /// For each token where its features end.
    ends: Vec<u64>,
    /// For each token how many of its features, the first ones, are of single words.
    of_words: Vec<u16>,
    /// For each sentence its first token.
    firsts: Vec<usize>,
}

impl Encoded {
    /// The features of token `t` of sentence `s`.
    pub(super) fn of(&self, s: usize, t: usize) -> &[u32] {
        let token = self.firsts[s] + t;
        let start = if token == 0 {
            0
        } else {
            self.ends[token - 1] as usize
        };
        &self.features[start..self.ends[token] as usize]
    }

    /// Those of them that are of single words.
    pub(super) fn of_words(&self, s: usize, t: usize) -> &[u32] {
        &self.of(s, t)[..usize::from(self.of_words[self.firsts[s] + t])]
    }
}

type Table<K, V> = HashMap<K, V, FixedState>;

/// Whether a feature is of one word or joins several.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Word,
    Context,
}

/// Turns sentences into word types and calls back with their features.
pub(super) struct Encoder<'a, D> {
    knowledge: Knowledge<D>,
    /// Templates whose features nobody learns.
    without: &'a [u64],
    types: Table<(Box<str>, Setting), u32>,
    known: Vec<Known>,
    words: Vec<WordType>,
    keys: Vec<Vec<(u64, &'static [u8])>>,
}

impl<'a, D: AsRef<[u8]>> Encoder<'a, D> {
    pub(super) fn new(knowledge: Knowledge<D>, without: &'a [u64]) -> Self {
        Encoder {
            knowledge,
            without,
            types: Table::default(),
            known: Vec::new(),
            words: Vec::new(),
            keys: Vec::new(),
        }
    }

    /// Calls `emit(token, key, sort)` for every feature of sentence `s`, those of words first.
    pub(super) fn features(&mut self, corpus: &Corpus, s: usize, mut emit: impl FnMut(usize, u64, Sort)) {
        let sentence = &corpus.sentences[s];
        let text = &corpus.documents[sentence.document].text;
        let setting = setting(sentence.tokens.iter().map(|t| t.span.slice(text)));
        let numbers: Vec<u32> = sentence
            .tokens
            .iter()
            .map(|t| self.word_type(t.span.slice(text), setting))
            .collect();
        for (t, &number) in numbers.iter().enumerate() {
            for &(key, positions) in &self.keys[number as usize] {
                for &position in positions {
                    // position 2 is the word itself; 0 is seen by the token two after it
                    let seer = (t + REACH).wrapping_sub(usize::from(position));
                    if seer < numbers.len() {
                        emit(seer, at_position(key, position), Sort::Word);
                    }
                }
            }
        }
        let spaced: Vec<bool> = sentence.tokens.iter().map(|t| t.spaced).collect();
        let without = self.without;
        find_known(&self.words, &numbers, &self.knowledge.names, &mut self.known);
        context_features(
            Sentence {
                types: &self.words,
                numbers: &numbers,
                spaced: &spaced,
                known: &self.known,
            },
            |_| true,
            |t, template, key| {
                if !without.contains(&template) {
                    emit(t, key, Sort::Context);
                }
            },
        );
    }

    fn word_type(&mut self, word: &str, setting: Setting) -> u32 {
        if let Some(&number) = self.types.get(&(Box::from(word), setting)) {
            return number;
        }
        let mut folded = String::new();
        let new = self.knowledge.word_type(word, setting, &mut folded);
        let mut keys = Vec::new();
        word_features(&new, &folded, |template, key, positions| {
            if !self.without.contains(&template) {
                keys.push((key, positions));
            }
        });
        self.words.push(new);
        self.keys.push(keys);
        let number = self.words.len() as u32 - 1;
        self.types.insert((Box::from(word), setting), number);
        number
    }
}

/// Numbers the features that occur at least `least` times in the sentences; returns the keys by number.
pub(super) fn number_features<D: AsRef<[u8]>>(
    corpus: &Corpus,
    encoder: &mut Encoder<'_, D>,
    chosen: &[usize],
    least: u8,
) -> (Vec<u64>, Encoded) {
    let mut counts: Table<u64, u8> = Table::default();
    for &s in chosen {
        encoder.features(corpus, s, |_, key, _| {
            let count = counts.entry(key).or_default();
            *count = count.saturating_add(1);
        });
    }
    let mut keys: Vec<u64> = counts
        .iter()
        .filter(|&(_, &count)| count >= least)
        .map(|(&key, _)| key)
        .collect();
    drop(counts);
    keys.sort_unstable();
    let numbers: Table<u64, u32> = keys.iter().zip(0..).map(|(&key, number)| (key, number)).collect();
    let encoded = encode(corpus, encoder, chosen, &numbers);
    (keys, encoded)
}

/// Encodes sentences with the features that have a number.
fn encode<D: AsRef<[u8]>>(
    corpus: &Corpus,
    encoder: &mut Encoder<'_, D>,
    chosen: &[usize],
    numbers: &Table<u64, u32>,
) -> Encoded {
    let mut out = Encoded::default();
    let mut row: Vec<Vec<u32>> = Vec::new();
    for &s in chosen {
        let len = corpus.sentences[s].tokens.len();
        row.resize_with(row.len().max(len), Vec::new);
        out.firsts.push(out.ends.len());
        out.of_words.resize(out.ends.len() + len, 0);
        let of_words = &mut out.of_words[out.ends.len()..];
        encoder.features(corpus, s, |t, key, sort| {
            if let Some(&number) = numbers.get(&key) {
                row[t].push(number);
                of_words[t] += u16::from(sort == Sort::Word);
            }
        });
        for features in &mut row[..len] {
            out.features.append(features);
            out.ends.push(out.features.len() as u64);
        }
    }
    out
}
