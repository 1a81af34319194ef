//! The packed model: feature weights as small integers in buckets of a hash table, read in place.
//!
//! The features are sorted by hash and cut into buckets by its upper bits. A bucket is a list of rows; a row is the
//! next 16 bits of the hash, the number of tags that have a weight, and for each its number and its weight. Looking a
//! feature up reads one bucket, on average of three rows: one or two lines of memory. Most features that are asked for
//! are unknown; a filter of one bit for each of 32 parts of a bucket turns them away without touching the table.

use super::decode::{Moves, Scores};
use super::format::{Section, Sections, u32_at};
use super::tags::{LABELS, SIDES, TAGS};
use crate::error::Error;

/// A model in its file's bytes.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    filter: Section,
    starts: Section,
    rows: Section,
    bits: u32,
    /// Weights of moves.
    pub(crate) moves: Moves,
    /// How many units of score make one natural unit (of log-probability).
    pub(crate) scale: f32,
}

/// The hash table of a model, at hand for many look-ups.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weights<'m> {
    /// One bit for each value of a key's upper bits: not set where no feature has them.
    filter: &'m [u8],
    /// Where each bucket starts in `rows`, and after the last one the end: little-endian `u32`.
    starts: &'m [u8],
    rows: &'m [u8],
    /// Upper bits of the hash that number the bucket.
    bits: u32,
}

impl Model {
    /// Reads the sections `meta`, `moves`, `filter`, `starts` and `rows`.
    pub(crate) fn read(sections: &Sections) -> Result<Model, Error> {
        let meta = sections.get("meta")?;
        let number = |at| u32_at(meta.as_ref(), at).ok_or_else(|| Error::model("meta", "cut off"));
        let (bits, labels, scale) = (number(0)?, number(4)?, f32::from_bits(number(8)?));
        if labels as usize != LABELS || !(1..=28).contains(&bits) || !(scale.is_finite() && scale > 0.0) {
            return Err(Error::model("meta", "numbers out of range"));
        }
        let starts = sections.get("starts")?;
        if starts.as_ref().len() != ((1 << bits) + 1) * 4 {
            return Err(Error::model("starts", "wrong length"));
        }
        let filter = sections.get("filter")?;
        if filter.as_ref().len() != 1 << (bits + FILTER - 3) {
            return Err(Error::model("filter", "wrong length"));
        }
        let moves = read_moves(sections.get("moves")?.as_ref())?;
        Ok(Model {
            filter,
            starts,
            rows: sections.get("rows")?,
            bits,
            moves,
            scale,
        })
    }

    /// Its hash table.
    pub(crate) fn weights(&self) -> Weights<'_> {
        Weights {
            filter: self.filter.as_ref(),
            starts: self.starts.as_ref(),
            rows: self.rows.as_ref(),
            bits: self.bits,
        }
    }
}

impl Weights<'_> {
    /// Adds the weights of feature `key` to `scores`; an unknown feature adds nothing.
    #[inline]
    pub(crate) fn add(&self, key: u64, scores: &mut Scores) {
        let (byte, bit) = filter_place(key, self.bits);
        if self.filter.get(byte).is_none_or(|byte| byte & bit == 0) {
            return;
        }
        let (bucket, check) = place(key, self.bits);
        let start = u32_at(self.starts, bucket * 4).unwrap_or(0) as usize;
        let end = u32_at(self.starts, bucket * 4 + 4).unwrap_or(0) as usize;
        let mut rows = self.rows.get(start..end).unwrap_or(&[]);
        while let [low, high, count, rest @ ..] = rows {
            let (weights, next) = rest.split_at(rest.len().min(usize::from(*count) * 2));
            if u16::from_le_bytes([*low, *high]) == check {
                for pair in weights.chunks_exact(2) {
                    if usize::from(pair[0]) < TAGS {
                        let score = &mut scores[usize::from(pair[0])];
                        *score = score.saturating_add(i16::from(pair[1] as i8));
                    }
                }
                return;
            }
            rows = next;
        }
    }
}

/// How many bits more the filter looks at than the number of a bucket has.
pub(crate) const FILTER: u32 = 5;

/// The byte and bit of the filter that stand for a key.
pub(crate) fn filter_place(key: u64, bits: u32) -> (usize, u8) {
    let place = key >> (64 - bits - FILTER);
    ((place >> 3) as usize, 1 << (place & 7))
}

/// The bucket of a key and the bits that tell it from others there.
pub(crate) fn place(key: u64, bits: u32) -> (usize, u16) {
    ((key >> (64 - bits)) as usize, (key >> (48 - bits)) as u16)
}

fn read_moves(bytes: &[u8]) -> Result<Moves, Error> {
    let mut numbers = bytes.chunks_exact(4).map(|b| u32_at(b, 0).unwrap_or(0) as i32);
    if bytes.len() != 4 * (SIDES * SIDES + LABELS * 4) {
        return Err(Error::model("moves", "wrong length"));
    }
    let mut moves = Moves {
        outer: [[0; SIDES]; SIDES],
        inner: [[0; 4]; LABELS],
    };
    for cell in moves
        .outer
        .as_flattened_mut()
        .iter_mut()
        .chain(moves.inner.as_flattened_mut())
    {
        // far beyond any trained weight, and far from overflow
        *cell = numbers.next().unwrap_or(0).clamp(-100_000, 100_000);
    }
    Ok(moves)
}
