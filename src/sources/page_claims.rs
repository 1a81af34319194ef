//! What the pages of a Parquet file claim to unpack to, read before the library does, which sets aside as much at their word.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use bytes::Bytes;
use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, Length};

use super::{MAX_QUIET, MAX_RATIO};

/// Structs in lists in structs of a header; its own are two deep.
const MOST_NESTED: usize = 8;

/// What pages came to since the last one that had rows.
#[derive(Debug, Default)]
pub(super) struct Claims {
    packed: AtomicU64,
    unpacked: AtomicU64,
}

impl Claims {
    /// Rows came of the pages so far, so that they were no bomb.
    pub(super) fn found(&self) {
        self.packed.store(0, Relaxed);
        self.unpacked.store(0, Relaxed);
    }

    /// Counts a page, or refuses it by the limits for all that is packed.
    fn count(&self, page: Sizes) -> Result<(), ParquetError> {
        let packed = self.packed.fetch_add(page.packed, Relaxed) + page.packed;
        let unpacked = self.unpacked.fetch_add(page.unpacked, Relaxed) + page.unpacked;
        match unpacked > MAX_QUIET && unpacked / MAX_RATIO > packed {
            true => Err(ParquetError::General(format!(
                "its pages claim to unpack to more than {MAX_RATIO} times their size"
            ))),
            false => Ok(()),
        }
    }
}

/// A file as the reader of one column sees it: whenever it asks for a reader, that begins at the header of a page.
pub(super) struct Watched<File> {
    file: Arc<File>,
    claims: Arc<Claims>,
    /// Where the header that was read last ends. After a look ahead a reader is asked for there too, and not used.
    body: AtomicU64,
}

impl<File> Watched<File> {
    pub(super) fn new(file: Arc<File>, claims: Arc<Claims>) -> Watched<File> {
        Watched {
            file,
            claims,
            body: AtomicU64::new(0),
        }
    }
}

impl<File: Length> Length for Watched<File> {
    fn len(&self) -> u64 {
        self.file.len()
    }
}

impl<File: ChunkReader> ChunkReader for Watched<File> {
    type T = File::T;

    fn get_read(&self, start: u64) -> Result<File::T, ParquetError> {
        if start == 0 || start != self.body.load(Relaxed) {
            let mut header = Counting(self.file.get_read(start)?, 0);
            let page = Sizes::read(&mut header)?;
            self.claims.count(page)?;
            // the next header begins behind the page, or else here
            let body = if page.packed > 0 {
                start.saturating_add(header.1)
            } else {
                0
            };
            self.body.store(body, Relaxed);
        }
        self.file.get_read(start)
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes, ParquetError> {
        match start.checked_add(length as u64) {
            Some(end) if end <= self.len() => self.file.get_bytes(start, length),
            _ => Err(ParquetError::EOF("a page goes on behind the end".to_owned())),
        }
    }
}

/// A reader, and how much was read.
struct Counting<R>(R, u64);

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read(into)?;
        self.1 += read as u64;
        Ok(read)
    }
}

/// Bytes of a page, by its header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sizes {
    packed: u64,
    unpacked: u64,
}

impl Sizes {
    /// Reads the header of a page: a struct of Thrift's compact protocol, with the sizes as its second and third field.
    fn read(input: &mut impl Read) -> io::Result<Sizes> {
        let mut sizes = Sizes::default();
        let mut field = 0;
        while let Some((next, kind)) = begin(input, field)? {
            field = next;
            match (field, kind) {
                (2, 5) => sizes.unpacked = size(input)?,
                (3, 5) => sizes.packed = size(input)?,
                _ => skip(input, kind, 0)?,
            }
        }
        Ok(sizes)
    }
}

/// A size, which has 32 bits with its sign.
fn size(input: &mut impl Read) -> io::Result<u64> {
    let size = i32::try_from(signed(input)?).map_err(|_| no_header())?;
    Ok(u64::try_from(size).unwrap_or(0))
}

/// The number and the kind of the next field of a struct; `None` at its end.
fn begin(input: &mut impl Read, before: i64) -> io::Result<Option<(i64, u8)>> {
    let head = byte(input)?;
    let (step, kind) = (head >> 4, head & 15);
    Ok(match (head, step) {
        (0, _) => None,
        (_, 0) => Some((signed(input)?, kind)),
        _ => Some((before.wrapping_add(i64::from(step)), kind)),
    })
}

/// Goes past a value.
fn skip(input: &mut impl Read, kind: u8, depth: usize) -> io::Result<()> {
    match kind {
        1 | 2 => Ok(()),
        3 => pass(input, 1),
        4..=6 => number(input).map(drop),
        7 => pass(input, 8),
        8 => {
            let length = number(input)?;
            pass(input, length)
        }
        9 | 10 if depth < MOST_NESTED => {
            let head = byte(input)?;
            let length = match head >> 4 {
                15 => number(input)?,
                few => u64::from(few),
            };
            // truth is a byte in lists, and a part of the field's head elsewhere
            let kind = if matches!(head & 15, 1 | 2) { 3 } else { head & 15 };
            (0..length).try_for_each(|_| skip(input, kind, depth + 1))
        }
        12 if depth < MOST_NESTED => {
            let mut field = 0;
            while let Some((next, kind)) = begin(input, field)? {
                field = next;
                skip(input, kind, depth + 1)?;
            }
            Ok(())
        }
        _ => Err(no_header()),
    }
}

fn pass(input: &mut impl Read, length: u64) -> io::Result<()> {
    match io::copy(&mut input.take(length), &mut io::sink())? == length {
        true => Ok(()),
        false => Err(no_header()),
    }
}

fn byte(input: &mut impl Read) -> io::Result<u8> {
    let mut byte = [0];
    input.read_exact(&mut byte)?;
    Ok(byte[0])
}

/// A number in bytes of seven bits, the lowest first.
pub(super) fn number(input: &mut impl Read) -> io::Result<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let byte = byte(input)?;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Ok(number);
        }
    }
    Err(no_header())
}

/// A number with its sign in the lowest bit.
fn signed(input: &mut impl Read) -> io::Result<i64> {
    let number = number(input)?;
    Ok((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
}

fn no_header() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the header of a page is damaged")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The header of a page of three values: sizes, a sum, what kind of page, with a value of each kind skipped.
    const HEADER: &[u8] = b"\x15\x00\x15\xc8\x01\x15\x90\x03\x15\x02\x1c\x15\x06\x15\x00\x15\x06\x15\x06\x1c\
        \x18\x02ab\x11\x12\x17\x00\x00\x00\x00\x00\x00\x00\x00\x19\x28\x01a\x01b\x19\x21\x01\x00\x00\x00\x00tail";

    #[test]
    fn sizes_stand_in_the_header_of_a_page() {
        let sizes = Sizes {
            packed: 200,
            unpacked: 100,
        };
        assert_eq!(Sizes::read(&mut &HEADER[..]).expect("a header"), sizes);
        let mut at = HEADER;
        Sizes::read(&mut at).expect("a header");
        assert_eq!(at, b"tail");
        for end in 0..HEADER.len() - 4 {
            assert!(Sizes::read(&mut &HEADER[..end]).is_err(), "{end}");
        }
        let nested = [&[0x1c; 100][..], &[0; 101]].concat();
        assert!(Sizes::read(&mut &nested[..]).is_err());
    }

    #[test]
    fn pages_without_rows_may_claim_so_much_and_no_more() {
        let claims = Claims::default();
        let page = |packed, unpacked| claims.count(Sizes { packed, unpacked }).is_ok();
        assert!(page(10, MAX_QUIET) && !page(10, 1));
        claims.found();
        assert!(page(MAX_QUIET, MAX_QUIET * 50) && page(1, MAX_QUIET * 40) && !page(1, MAX_QUIET * 11));
    }
}
