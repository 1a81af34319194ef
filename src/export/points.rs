//! What every export says in the same way: offsets in code points, and the ids of entities and quotations.

use crate::span::{OffsetMap, Span};

/// The name in records of the entity with this index.
pub(crate) fn entity_id(index: u32) -> String {
    format!("e{}", index + 1)
}

/// The name in records of the quotation with this number.
pub(crate) fn quote_id(number: u32) -> String {
    format!("q{number}")
}

/// A text with the way from its bytes to its code points.
pub(super) struct Points<'r> {
    pub(super) text: &'r str,
    map: OffsetMap,
}

impl<'r> Points<'r> {
    pub(super) fn new(text: &'r str) -> Self {
        Points {
            text,
            map: OffsetMap::new(text),
        }
    }

    /// A byte offset in code points.
    pub(super) fn at(&self, byte: u32) -> u32 {
        self.map.to_chars(self.text, byte)
    }

    /// A span's start and end in code points.
    pub(super) fn pair(&self, span: Span) -> [u32; 2] {
        [self.at(span.start), self.at(span.end)]
    }
}
