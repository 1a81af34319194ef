//! The model file: magic, version, checksum, a table of sections, and the sections as little-endian numbers.
//!
//! ```text
//! 0   8  magic "dateline"
//! 8   4  version
//! 12  4  number of sections n
//! 16  8  checksum of everything from byte 24 on
//! 24  n x (name 8 bytes, offset u32, length u32)
//! ..  the sections, each at a multiple of 8
//! ```
//!
//! A file is read in place: nothing is copied, so the model inside the binary costs no memory of its own. Whatever
//! does not check is refused with the section's name. The checksum is against damage, not against malice: whoever reads a
//! section trusts none of its numbers.

use std::ops::{Deref, Range};
use std::sync::Arc;

use super::hash::mix;
use crate::error::Error;

const MAGIC: &[u8; 8] = b"dateline";
const VERSION: u32 = 4;
const HEAD: usize = 24;
const ENTRY: usize = 16;

/// The bytes of a file: inside the binary, or read and shared.
#[derive(Clone, Debug)]
pub(crate) enum Bytes {
    #[cfg(feature = "embedded")]
    Embedded(&'static [u8]),
    Shared(Arc<[u8]>),
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            #[cfg(feature = "embedded")]
            Bytes::Embedded(bytes) => bytes,
            Bytes::Shared(bytes) => bytes,
        }
    }
}

/// One section: a stretch of a file that stays where it is.
#[derive(Clone, Debug)]
pub(crate) struct Section {
    file: Bytes,
    range: Range<usize>,
}

impl AsRef<[u8]> for Section {
    fn as_ref(&self) -> &[u8] {
        self.file.get(self.range.clone()).unwrap_or(&[])
    }
}

/// The sections of a checked file.
#[derive(Clone, Debug)]
pub(crate) struct Sections {
    file: Bytes,
    count: usize,
}

impl Sections {
    /// Checks magic, version, checksum and the table of sections.
    pub(crate) fn read(file: Bytes) -> Result<Sections, Error> {
        let bad = |why: &str| Error::model("head", why);
        if file.get(..8) != Some(MAGIC) {
            return Err(bad("not a dateline model"));
        }
        let number = |at| u32_at(&file, at).ok_or_else(|| bad("cut off"));
        let (version, count) = (number(8)?, number(12)? as usize);
        if version != VERSION {
            return Err(bad(&format!("version {version}, this build reads {VERSION}")));
        }
        let sum = file.get(HEAD..).map(checksum);
        let sections = Sections { file, count };
        // A fuzzer would never get past it.
        if !cfg!(fuzzing) && sum != Some(sections.checksum()) {
            return Err(Error::model("head", "damaged (the checksum does not agree)"));
        }
        // The head itself is not under the checksum: a wrong number of sections shows where the first one begins.
        let first = u32_at(&sections.file, HEAD + 8).map(|start| start as usize);
        if first != count.checked_mul(ENTRY).map(|table| table + HEAD) {
            return Err(bad("the table of sections does not end where they begin"));
        }
        Ok(sections)
    }

    /// Whether the file is inside the binary, where the tests have checked it.
    pub(crate) fn are_vouched_for(&self) -> bool {
        match self.file {
            #[cfg(feature = "embedded")]
            Bytes::Embedded(_) => true,
            Bytes::Shared(_) => false,
        }
    }

    /// Bytes of the file.
    pub(crate) fn size(&self) -> usize {
        self.file.len()
    }

    /// The file's checksum.
    pub(crate) fn checksum(&self) -> u64 {
        let sum = self.file.get(16..HEAD).and_then(|bytes| bytes.try_into().ok());
        sum.map_or(0, u64::from_le_bytes)
    }

    /// A section by its name.
    pub(crate) fn get(&self, name: &'static str) -> Result<Section, Error> {
        let entries = (0..self.count)
            .map(|i| HEAD + i * ENTRY)
            .take_while(|entry| entry + ENTRY <= self.file.len());
        for entry in entries {
            if self.file.get(entry..entry + 8) == Some(&padded(name)) {
                let number = |at| u32_at(&self.file, at).unwrap_or(u32::MAX) as usize;
                let (start, len) = (number(entry + 8), number(entry + 12));
                let range = start..start.saturating_add(len);
                if range.end > self.file.len() {
                    return Err(Error::model(name, "cut off"));
                }
                return Ok(Section {
                    file: self.file.clone(),
                    range,
                });
            }
        }
        Err(Error::model(name, "missing"))
    }
}

/// Puts sections together into a file.
#[cfg(feature = "train")]
pub(crate) fn write(sections: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    bytes.extend(MAGIC);
    bytes.extend(VERSION.to_le_bytes());
    bytes.extend((sections.len() as u32).to_le_bytes());
    bytes.extend([0; 8]);
    let mut start = HEAD + sections.len() * ENTRY;
    for (name, section) in sections {
        start = start.next_multiple_of(8);
        bytes.extend(padded(name));
        bytes.extend((start as u32).to_le_bytes());
        bytes.extend((section.len() as u32).to_le_bytes());
        start += section.len();
    }
    for (_, section) in sections {
        bytes.resize(bytes.len().next_multiple_of(8), 0);
        bytes.extend(*section);
    }
    let sum = checksum(&bytes[HEAD..]);
    bytes[16..HEAD].copy_from_slice(&sum.to_le_bytes());
    bytes
}

fn padded(name: &str) -> [u8; 8] {
    let mut out = [0; 8];
    for (o, b) in out.iter_mut().zip(name.bytes()) {
        *o = b;
    }
    out
}

/// The little-endian number at byte `at`, if it is there.
pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes
        .get(at..at.checked_add(4)?)
        .and_then(|b| b.try_into().ok())
        .map(u32::from_le_bytes)
}

/// Four lanes of [`mix`], so that checking ten megabytes takes about a millisecond.
fn checksum(bytes: &[u8]) -> u64 {
    let mut lanes = [bytes.len() as u64, 1, 2, 3];
    let mut blocks = bytes.chunks_exact(32);
    for block in &mut blocks {
        for (lane, word) in lanes.iter_mut().zip(block.chunks_exact(8)) {
            *lane = mix(*lane, u64::from_le_bytes(word.try_into().unwrap_or([0; 8])));
        }
    }
    let tail = blocks
        .remainder()
        .iter()
        .fold(4, |hash, &byte| mix(hash, u64::from(byte)));
    lanes.into_iter().fold(tail, mix)
}
