//! Learned weights to the shipped file: rounded to eight bits, small ones dropped, sorted into buckets.

use std::fmt;

use super::crf::Crf;
use super::slots::Slots;
use crate::tagger::calibration::Calibration;
use crate::tagger::format;
use crate::tagger::model::{DENSE, FILTER, filter_place, place};
use crate::tagger::tags::{GATE, LABELS, WIDTH};

/// Units of score per natural unit: weights reach to about ±2 in eight bits.
pub(super) const SCALE: f32 = 64.0;

/// How many rows a bucket holds on average.
pub(super) const ROWS_PER_BUCKET: usize = 3;

/// Weights from which a row has one for every tag: a row takes longer then in the file, but less time to add.
const MANY: usize = 16;

/// Packed weights as sections of a model file, and what became of them.
#[derive(Debug, Default)]
pub(super) struct Packed {
    meta: Vec<u8>,
    moves: Vec<u8>,
    filter: Vec<u8>,
    starts: Vec<u8>,
    rows: Vec<u8>,
    features: usize,
    weights: usize,
    clipped: usize,
}

impl fmt::Display for Packed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} features with {} weights, {} of them clipped",
            self.features, self.weights, self.clipped
        )
    }
}

/// What a model file holds beside the weights.
#[derive(Clone, Copy)]
pub(super) struct Beside<'a> {
    /// The maps of clusters and names.
    pub(super) knowledge: [&'a [u8]; 2],
    /// What the numbers of labels stand for.
    pub(super) slots: &'a Slots,
    /// What scores are worth.
    pub(super) calibration: Calibration,
}

impl Packed {
    /// The model file.
    pub(super) fn file(&self, beside: Beside<'_>) -> Vec<u8> {
        let [clusters, names] = beside.knowledge;
        format::write(&[
            ("names", names),
            ("meta", &self.meta),
            ("moves", &self.moves),
            ("filter", &self.filter),
            ("starts", &self.starts),
            ("rows", &self.rows),
            ("clusters", clusters),
            ("labels", beside.slots.lines().as_bytes()),
            ("calib", &beside.calibration.to_bytes()),
        ])
    }
}

/// Packs weights; those that round below `least` units are dropped. Tokens that are less likely than `shut` to be in a
/// mention are to stay outside.
pub(super) fn pack(crf: &Crf, keys: &[u64], least: i32, shut: f32) -> Packed {
    let mut packed = Packed::default();
    let mut kept: Vec<(u64, Vec<(u8, i8)>)> = Vec::new();
    for (&key, weights) in keys.iter().zip(&crf.weights) {
        let mut row = Vec::new();
        for (tag, &weight) in weights[..=GATE].iter().enumerate() {
            let whole = (weight * SCALE).round() as i32;
            if whole.abs() >= least {
                packed.clipped += usize::from(whole.abs() > 127);
                row.push((tag as u8, whole.clamp(-127, 127) as i8));
            }
        }
        if !row.is_empty() {
            packed.features += 1;
            packed.weights += row.len();
            kept.push((key, row));
        }
    }
    kept.sort_unstable_by_key(|&(key, _)| key);
    let bits = (kept.len() / ROWS_PER_BUCKET)
        .max(2)
        .next_power_of_two()
        .trailing_zeros()
        .max(1);
    (packed.starts, packed.rows) = table(&kept, bits);
    packed.filter = vec![0; 1 << (bits + FILTER - 3)];
    for (key, _) in &kept {
        let (byte, bit) = filter_place(*key, bits);
        packed.filter[byte] |= bit;
    }
    packed.meta.extend(bits.to_le_bytes());
    packed.meta.extend((LABELS as u32).to_le_bytes());
    packed.meta.extend(SCALE.to_bits().to_le_bytes());
    let shut = (shut / (1.0 - shut)).ln() * SCALE;
    packed.meta.extend((shut.round() as i32).to_le_bytes());
    let moves = crf
        .moves
        .outer
        .as_flattened()
        .iter()
        .chain(crf.moves.inner.as_flattened());
    packed.moves = moves
        .flat_map(|&w| ((w * SCALE).round() as i32).to_le_bytes())
        .collect();
    packed
}

/// The buckets' starts and the rows, from features sorted by key.
fn table(kept: &[(u64, Vec<(u8, i8)>)], bits: u32) -> (Vec<u8>, Vec<u8>) {
    let (mut starts, mut rows) = (Vec::new(), Vec::new());
    let mut open = 0; // buckets that have started
    for (key, row) in kept {
        let (bucket, check) = place(*key, bits);
        while open <= bucket {
            starts.extend((rows.len() as u32).to_le_bytes());
            open += 1;
        }
        rows.extend(check.to_le_bytes());
        if row.len() < MANY {
            rows.push(row.len() as u8);
            rows.extend(row.iter().flat_map(|&(tag, weight)| [tag, weight as u8]));
        } else {
            rows.push(DENSE);
            let mut weights = [0; WIDTH];
            row.iter()
                .for_each(|&(tag, weight)| weights[usize::from(tag)] = weight as u8);
            rows.extend(weights);
        }
    }
    while open <= 1 << bits {
        starts.extend((rows.len() as u32).to_le_bytes());
        open += 1;
    }
    (starts, rows)
}
