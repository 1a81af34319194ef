//! A model to start from: its weights as features that can be learned further.
//!
//! Its gate is not taken over: what is in no mention under the labels of the base may be in one under new labels.
//!
//! A packed model holds the upper bits of its features' hashes and not the rest, so these are all that a feature of new
//! text is known by, too.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::crf::Crf;
use super::pack::{ROWS_PER_BUCKET, SCALE};
use crate::error::Error;
use crate::tagger::format::{Bytes, Sections, u32_at};
use crate::tagger::model::split_row;
use crate::tagger::tags::{LABELS, SIDES, TAGS, parts};

/// What is taken over from a model.
pub(crate) struct Base {
    bits: u32,
    /// Features by the upper bits of their hashes, with the weights of tags.
    rows: Vec<(u64, Vec<(u8, i8)>)>,
    moves: Vec<i32>,
    kept: [bool; LABELS],
}

impl Base {
    /// Reads a model file that was checked; the weights of slots that are not `kept` are left out.
    pub(crate) fn read(file: &Bytes, kept: [bool; LABELS]) -> Result<Base, Error> {
        let sections = Sections::read(file.clone())?;
        let bits = u32_at(sections.get("meta")?.as_ref(), 0).unwrap_or(0);
        let (starts, rows) = (sections.get("starts")?, sections.get("rows")?);
        let (starts, bytes) = (starts.as_ref(), rows.as_ref());
        let mut out = Vec::new();
        for bucket in 0..1usize << bits {
            let at = |n: usize| u32_at(starts, n * 4).unwrap_or(0) as usize;
            let mut rows = bytes.get(at(bucket)..at(bucket + 1)).unwrap_or(&[]);
            while let Some((row, next)) = split_row(rows) {
                let key = (bucket as u64) << (64 - bits) | u64::from(row.check) << (48 - bits);
                let known = |&(tag, _): &(u8, i8)| {
                    let tag = usize::from(tag);
                    tag == 0 || tag < TAGS && kept[parts(tag).1]
                };
                out.push((key, row.weights.into_iter().filter(known).collect()));
                rows = next;
            }
        }
        let moves = sections.get("moves")?;
        let moves = moves.as_ref().chunks_exact(4);
        Ok(Base {
            bits,
            rows: out,
            moves: moves.map(|b| u32_at(b, 0).unwrap_or(0) as i32).collect(),
            kept,
        })
    }

    /// How many features of new text there is room for.
    pub(crate) fn room(&self) -> usize {
        (ROWS_PER_BUCKET << self.bits).saturating_sub(self.rows.len())
    }

    /// A learner that knows what the model knows: the features of `keys` come first, then those that only the model has.
    pub(crate) fn warm(&self, keys: &mut Vec<u64>, start: impl FnOnce(usize) -> Crf) -> Crf {
        let mask = !0 << (48 - self.bits);
        let mut places: HashMap<u64, usize, FixedState> = HashMap::default();
        for (place, key) in keys.iter_mut().enumerate() {
            *key &= mask;
            places.insert(*key, place);
        }
        let mut wanted = Vec::with_capacity(self.rows.len());
        for (key, _) in &self.rows {
            wanted.push(*places.entry(*key).or_insert_with(|| {
                keys.push(*key);
                keys.len() - 1
            }));
        }
        let mut crf = start(keys.len());
        for (place, (_, weights)) in wanted.into_iter().zip(&self.rows) {
            for &(tag, weight) in weights {
                crf.weights[place][usize::from(tag)] = f32::from(weight) / SCALE;
            }
        }
        let mut moves = self.moves.iter().map(|&units| units as f32 / SCALE);
        let known = |side: usize| side == 0 || self.kept[side - 1];
        for from in 0..SIDES {
            for to in 0..SIDES {
                let weight = moves.next().unwrap_or(0.0);
                if known(from) && known(to) {
                    crf.moves.outer[from][to] = weight;
                }
            }
        }
        for (inner, kept) in crf.moves.inner.iter_mut().zip(self.kept) {
            for cell in inner {
                let weight = moves.next().unwrap_or(0.0);
                if kept {
                    *cell = weight;
                }
            }
        }
        crf
    }
}

#[cfg(test)]
mod tests {
    use super::Base;
    use crate::tagger::format::Sections;
    use crate::tagger::model::Model;
    use crate::tagger::tags::{GATE, LABELS, WIDTH};

    #[test]
    fn a_base_has_the_weights_that_the_tagger_adds() {
        let file = crate::embedded::file();
        let base = Base::read(&file, [true; LABELS]).expect("the shipped model");
        let model = Model::read(&Sections::read(file).expect("its sections")).expect("its weights");
        let mut dense = 0;
        // of rows whose keys are equal as far as they are kept, the first is the one that is added
        let rows = base.rows.chunk_by(|a, b| a.0 == b.0).map(|equal| &equal[0]);
        for (key, weights) in rows.step_by(101) {
            let (mut added, mut kept) = ([0; WIDTH], [0; WIDTH]);
            model.weights().add(*key, &mut added);
            added[GATE] = 0;
            weights
                .iter()
                .for_each(|&(tag, weight)| kept[usize::from(tag)] = i16::from(weight));
            assert_eq!(added, kept, "{key:x}");
            dense += usize::from(weights.len() >= 16);
        }
        assert!(dense > 50, "{dense} rows of many weights");
    }
}
