//! Byte spans, and the one place where bytes become Unicode code points.

use std::ops::Range;

/// A stretch of an article's text: byte offsets, start inclusive, end exclusive.
///
/// Offsets are `u32`, so a text may hold at most 4 GiB; readers cut longer ones with a warning.
///
/// ```
/// let text = "By Ann Lee";
/// let name = dateline::Span::new(3, 10);
/// assert_eq!((name.slice(text), name.range(), name.len(), name.is_empty()), ("Ann Lee", 3..10, 7, false));
/// assert!(name.contains(dateline::Span::new(3, 6)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets.
    ///
    /// ```
    /// let span = dateline::Span::new(3, 7);
    /// assert_eq!(span.slice("By Ann Lee"), "Ann ");
    /// ```
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end && end <= u32::MAX as usize);
        Span {
            start: start as u32,
            end: end as u32,
        }
    }

    /// The span as a `usize` range.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text under the span; empty when the span does not fit the text.
    #[must_use]
    pub fn slice(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// Bytes per checkpoint of an [`OffsetMap`].
const BLOCK: usize = 64;

/// Converts between byte offsets (inside) and Unicode code points (Python, JSON).
///
/// An ASCII text costs nothing; any other costs four bytes for each 64 of text.
#[derive(Clone, Debug, Default)]
pub struct OffsetMap {
    /// Code points before each block of [`BLOCK`] bytes; empty for an ASCII text.
    blocks: Vec<u32>,
}

impl OffsetMap {
    /// The map of a text.
    ///
    /// ```
    /// let text = "naïve art";
    /// let map = dateline::OffsetMap::new(text);
    /// assert_eq!(map.to_chars(text, 4), 3);
    /// assert_eq!(map.to_bytes(text, 3), 4);
    /// ```
    #[must_use]
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return OffsetMap::default();
        }
        let mut blocks = Vec::with_capacity(text.len() / BLOCK + 1);
        let mut chars = 0u32;
        for block in text.as_bytes().chunks(BLOCK) {
            blocks.push(chars);
            chars += count_starts(block);
        }
        OffsetMap { blocks }
    }

    /// Code points before byte `at`, which is held to the text's length.
    #[must_use]
    pub fn to_chars(&self, text: &str, at: u32) -> u32 {
        let at = (at as usize).min(text.len());
        if self.blocks.is_empty() {
            return at as u32;
        }
        let block = (at / BLOCK).min(self.blocks.len() - 1);
        self.blocks[block] + count_starts(&text.as_bytes()[block * BLOCK..at])
    }

    /// The byte where code point `at` starts, or the text's length when there are fewer.
    #[must_use]
    pub fn to_bytes(&self, text: &str, at: u32) -> u32 {
        if self.blocks.is_empty() {
            return at.min(text.len() as u32);
        }
        let block = self
            .blocks
            .partition_point(|&chars| chars <= at)
            .saturating_sub(1);
        let mut left = at - self.blocks[block];
        for (i, &byte) in text.as_bytes()[block * BLOCK..].iter().enumerate() {
            if is_start(byte) {
                if left == 0 {
                    return (block * BLOCK + i) as u32;
                }
                left -= 1;
            }
        }
        text.len() as u32
    }
}

fn is_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

fn count_starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&b| is_start(b)).count() as u32
}
