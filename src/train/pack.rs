//! Learned weights to the shipped file: rounded to eight bits, small ones dropped, sorted into buckets.

use std::fmt;

use super::crf::Crf;
use super::slots::Slots;
use crate::tagger::calibration::Calibration;
use crate::tagger::format;
use crate::tagger::model::{FILTER, filter_place, place};
use crate::tagger::tags::{LABELS, TAGS};

/// Units of score per natural unit: weights reach to about ±2 in eight bits.
pub(super) const SCALE: f32 = 64.0;

/// How many rows a bucket holds on average.
const ROWS_PER_BUCKET: usize = 3;

/// What became of the weights.
#[derive(Clone, Copy, Debug)]
pub(super) struct Packed {
    pub(super) features: usize,
    pub(super) weights: usize,
    pub(super) clipped: usize,
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

/// Writes the model file; weights that round below `least` units are dropped.
pub(super) fn pack(crf: &Crf, keys: &[u64], beside: Beside<'_>, least: i32) -> (Vec<u8>, Packed) {
    let mut stats = Packed {
        features: 0,
        weights: 0,
        clipped: 0,
    };
    let mut kept: Vec<(u64, Vec<(u8, i8)>)> = Vec::new();
    for (&key, weights) in keys.iter().zip(&crf.weights) {
        let mut row = Vec::new();
        for (tag, &weight) in weights[..TAGS].iter().enumerate() {
            let whole = (weight * SCALE).round() as i32;
            if whole.abs() >= least {
                stats.clipped += usize::from(whole.abs() > 127);
                row.push((tag as u8, whole.clamp(-127, 127) as i8));
            }
        }
        if !row.is_empty() {
            stats.features += 1;
            stats.weights += row.len();
            kept.push((key, row));
        }
    }
    kept.sort_unstable_by_key(|&(key, _)| key);
    let bits = (kept.len() / ROWS_PER_BUCKET)
        .max(2)
        .next_power_of_two()
        .trailing_zeros()
        .max(1);
    let (starts, rows) = table(&kept, bits);
    let mut filter = vec![0; 1 << (bits + FILTER - 3)];
    for (key, _) in &kept {
        let (byte, bit) = filter_place(*key, bits);
        filter[byte] |= bit;
    }
    let mut meta = Vec::new();
    meta.extend(bits.to_le_bytes());
    meta.extend((LABELS as u32).to_le_bytes());
    meta.extend(SCALE.to_bits().to_le_bytes());
    let moves = crf
        .moves
        .outer
        .as_flattened()
        .iter()
        .chain(crf.moves.inner.as_flattened());
    let moves: Vec<u8> = moves
        .flat_map(|&w| ((w * SCALE).round() as i32).to_le_bytes())
        .collect();
    let [clusters, names] = beside.knowledge;
    let (labels, calibration) = (beside.slots.lines(), beside.calibration.to_bytes());
    let sections: [(&str, &[u8]); 9] = [
        ("names", names),
        ("meta", &meta),
        ("moves", &moves),
        ("filter", &filter),
        ("starts", &starts),
        ("rows", &rows),
        ("clusters", clusters),
        ("labels", labels.as_bytes()),
        ("calib", &calibration),
    ];
    (format::write(&sections), stats)
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
        rows.push(row.len() as u8);
        rows.extend(row.iter().flat_map(|&(tag, weight)| [tag, weight as u8]));
    }
    while open <= 1 << bits {
        starts.extend((rows.len() as u32).to_le_bytes());
        open += 1;
    }
    (starts, rows)
}
