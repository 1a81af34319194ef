//! The packed model: feature weights as small integers in buckets of a hash table, read in place.
//!
//! The features are sorted by hash and cut into buckets by its upper bits. A bucket is a list of rows; a row is the
//! next 16 bits of the hash, the number of tags that have a weight, and for each its number and its weight. A row of
//! many weights has one for every tag instead, which is added as a vector; few rows are such, but they are asked for
//! most. Looking a feature up reads one bucket, on average of two rows: one or two lines of memory. Features that
//! are unknown are turned away by a filter of one bit for each of 32 parts of a bucket, without touching the table.

use super::decode::{Moves, Scores};
use super::format::{Section, Sections, u32_at};
use super::tags::{LABELS, SIDES, WIDTH};
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
    /// A token whose words say less than this for a mention is in none.
    pub(crate) shut: i16,
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
        let shut = (number(12)? as i32).clamp(i16::MIN.into(), i16::MAX.into()) as i16;
        let starts = sections.get("starts")?;
        if starts.as_ref().len() != ((1 << bits) + 1) * 4 {
            return Err(Error::model("starts", "wrong length"));
        }
        let rows = sections.get("rows")?;
        if !sections.are_vouched_for() && !ascend(starts.as_ref(), rows.as_ref().len()) {
            return Err(Error::model("starts", "out of order"));
        }
        let filter = sections.get("filter")?;
        if filter.as_ref().len() != 1 << (bits + FILTER - 3) {
            return Err(Error::model("filter", "wrong length"));
        }
        let moves = read_moves(sections.get("moves")?.as_ref())?;
        Ok(Model {
            filter,
            starts,
            rows,
            bits,
            moves,
            scale,
            shut,
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

/// Whether buckets begin one after another, none behind the last of the rows.
fn ascend(starts: &[u8], end: usize) -> bool {
    let mut last = 0;
    starts.chunks_exact(4).all(|start| {
        let before = last;
        last = u32_at(start, 0).map_or(usize::MAX, |start| start as usize);
        before <= last && last <= end
    })
}

/// A feature that is asked for, and the token that it is of.
pub(crate) type Asked = (u64, u32);

/// Where a feature must stand if it is known, with the head of the first row there.
#[derive(Clone, Copy, Debug)]
struct Bucket {
    start: u32,
    end: u32,
    head: [u8; HEAD],
    check: u16,
}

/// Bytes of a row before its weights: the check bits and the number of weights.
const HEAD: usize = 3;

/// Stands for the number of weights in a row that has one for every tag.
pub(crate) const DENSE: u8 = u8::MAX;

impl Weights<'_> {
    /// Adds the weights of feature `key` to `scores`; an unknown feature adds nothing.
    pub(crate) fn add(&self, key: u64, scores: &mut Scores) {
        if self.may_know(key) {
            self.add_row(self.bucket(key), scores);
        }
    }

    /// Adds the weights of many features to the scores of their tokens.
    ///
    /// One step after the other for all of them, and no branch before memory has answered: the processor then waits
    /// for many lines of memory at once.
    pub(crate) fn add_all(&self, asked: &mut Vec<Asked>, scores: &mut [Scores]) {
        let mut kept = 0;
        for i in 0..asked.len() {
            asked[kept] = asked[i];
            kept += usize::from(self.may_know(asked[i].0));
        }
        asked.truncate(kept);
        for asked in asked.chunks(AT_ONCE) {
            let mut buckets = [Bucket::NONE; AT_ONCE];
            for (bucket, &(key, _)) in buckets.iter_mut().zip(asked) {
                *bucket = self.bucket(key);
            }
            for (&bucket, &(_, token)) in buckets.iter().zip(asked) {
                self.add_row(bucket, &mut scores[token as usize]);
            }
        }
    }

    /// Whether the filter lets a feature through.
    #[inline]
    fn may_know(&self, key: u64) -> bool {
        let (byte, bit) = filter_place(key, self.bits);
        self.filter.get(byte).is_some_and(|byte| byte & bit != 0)
    }

    #[inline]
    fn bucket(&self, key: u64) -> Bucket {
        let (bucket, check) = place(key, self.bits);
        let borders = self
            .starts
            .get(bucket * 4..)
            .and_then(|starts| starts.first_chunk());
        let [s0, s1, s2, s3, e0, e1, e2, e3] = borders.copied().unwrap_or([0; 8]);
        let end = u32::from_le_bytes([e0, e1, e2, e3]);
        let start = u32::from_le_bytes([s0, s1, s2, s3]);
        Bucket {
            start,
            end,
            head: self.head(start as usize),
            check,
        }
    }

    /// The head of the row that starts at `at`; zeros behind the last.
    #[inline]
    fn head(&self, at: usize) -> [u8; HEAD] {
        let head = self.rows.get(at..).and_then(|rows| rows.first_chunk());
        head.copied().unwrap_or([0; HEAD])
    }

    #[inline]
    fn add_row(&self, bucket: Bucket, scores: &mut Scores) {
        let rows = self.rows.get(bucket.start as usize + HEAD..bucket.end as usize);
        let (mut head, mut rows) = (bucket.head, rows.unwrap_or_default());
        loop {
            let [low, high, count] = head;
            let dense = count == DENSE;
            let length = if dense { WIDTH } else { usize::from(count) * 2 };
            if u16::from_le_bytes([low, high]) == bucket.check {
                match rows.first_chunk() {
                    Some(row) if dense => add_dense(row, scores),
                    _ => add_sparse(rows.get(..length).unwrap_or(rows), scores),
                }
                return;
            }
            let behind = rows.get(length..).and_then(|rows| rows.split_first_chunk());
            let Some((&next, rest)) = behind else {
                return;
            };
            (head, rows) = (next, rest);
        }
    }
}

/// Adds a weight to every tag: one vector after the other.
#[inline]
fn add_dense(weights: &[u8; WIDTH], scores: &mut Scores) {
    for (score, &weight) in scores.iter_mut().zip(weights) {
        *score = score.wrapping_add(i16::from(weight as i8));
    }
}

/// Adds weights to the tags that stand before them.
#[inline]
fn add_sparse(weights: &[u8], scores: &mut Scores) {
    for pair in weights.chunks_exact(2) {
        if let Some(score) = scores.get_mut(usize::from(pair[0])) {
            *score = score.wrapping_add(i16::from(pair[1] as i8));
        }
    }
}

impl Bucket {
    const NONE: Bucket = Bucket {
        start: 0,
        end: 0,
        head: [0; HEAD],
        check: 0,
    };
}

/// Features whose rows are fetched together.
const AT_ONCE: usize = 32;

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

/// A row read whole, as a base to learn from.
#[cfg(feature = "train")]
pub(crate) struct Row {
    pub(crate) check: u16,
    /// Tags with their weights.
    pub(crate) weights: Vec<(u8, i8)>,
}

/// Takes the first row off those of a bucket; with it the rows behind it.
#[cfg(feature = "train")]
pub(crate) fn split_row(rows: &[u8]) -> Option<(Row, &[u8])> {
    let (&[low, high, count], rest) = rows.split_first_chunk()?;
    let dense = count == DENSE;
    let length = if dense { WIDTH } else { usize::from(count) * 2 };
    let (weights, behind) = rest.split_at(length.min(rest.len()));
    let weights = if dense {
        let all = (0..).zip(weights).map(|(tag, &weight)| (tag, weight as i8));
        all.filter(|&(_, weight)| weight != 0).collect()
    } else {
        let pairs = weights.chunks_exact(2);
        pairs.map(|pair| (pair[0], pair[1] as i8)).collect()
    };
    let check = u16::from_le_bytes([low, high]);
    Some((Row { check, weights }, behind))
}

fn read_moves(bytes: &[u8]) -> Result<Moves, Error> {
    let mut numbers = bytes.chunks_exact(4).map(|b| u32_at(b, 0).unwrap_or(0) as i32);
    if bytes.len() != 4 * (SIDES * SIDES + LABELS * 4) {
        return Err(Error::model("moves", "wrong length"));
    }
    // far beyond any trained weight, and far from overflow
    let mut next = || numbers.next().unwrap_or(0).clamp(-10_000, 10_000) as i16;
    let mut outer = [[0; SIDES]; SIDES];
    outer.as_flattened_mut().fill_with(&mut next);
    let mut inner = [[0; LABELS]; 4];
    for label in 0..LABELS {
        inner.iter_mut().for_each(|kind| kind[label] = next());
    }
    Ok(Moves::new(outer, inner))
}
