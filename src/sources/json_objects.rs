//! The objects of a JSON array, or of objects one after another, cut out one by one without reading the others.

use std::io::{self, BufRead, BufReader};

use super::MAX_DOCUMENT;
use super::compressed::BUFFER;
use super::input::Input;

/// What comes next; each with the byte at which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// An object: it is in the buffer.
    Object(u64),
    /// An object that is too long: passed over.
    TooLong(u64),
    /// Something else: passed over.
    Other(u64),
    /// An object or an array that does not end.
    Open(u64),
    /// Nothing.
    End,
}

/// Where the bytes are that were read last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Within {
    /// Between objects.
    Nothing,
    /// In an object, so many brackets deep.
    Object { depth: u64 },
    /// In something that is no object.
    Other,
}

/// Finds where an object ends.
#[derive(Clone, Copy, Debug)]
struct Scan {
    within: Within,
    in_string: bool,
    is_escaped: bool,
}

/// The objects of an input.
pub(super) struct Objects {
    reader: BufReader<Input>,
    offset: u64,
    /// Arrays that are open around the next object.
    arrays: u64,
}

/// Whether bytes are one whole object, as far as brackets tell.
pub(super) fn is_object(bytes: &[u8]) -> bool {
    let mut scan = Scan::new(Within::Object { depth: 0 });
    bytes.starts_with(b"{") && scan.end(bytes) == Some(bytes.len())
}

impl Scan {
    fn new(within: Within) -> Scan {
        Scan {
            within,
            in_string: false,
            is_escaped: false,
        }
    }

    /// Goes through further bytes; how many of them belong to what was begun, if it ends among them.
    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if self.is_escaped {
                self.is_escaped = false;
            } else if self.in_string {
                // most of an object is strings
                at += memchr::memchr2(b'"', b'\\', &bytes[at..])?;
                self.is_escaped = bytes[at] == b'\\';
                self.in_string = self.is_escaped;
                if !self.in_string && self.within == Within::Other {
                    return Some(at + 1);
                }
            } else {
                match (byte, &mut self.within) {
                    (b'"', _) => self.in_string = true,
                    (b'{' | b'[', Within::Object { depth }) => *depth += 1,
                    (b'}' | b']', Within::Object { depth: 0 | 1 }) => return Some(at + 1),
                    (b'}' | b']', Within::Object { depth }) => *depth -= 1,
                    (b'{' | b'[' | b']' | b',' | b'\n', Within::Other) => return Some(at),
                    _ => {}
                }
            }
            at += 1;
        }
        None
    }
}

impl Objects {
    pub(super) fn new(input: Input) -> Objects {
        Objects {
            reader: BufReader::with_capacity(BUFFER, input),
            offset: 0,
            arrays: 0,
        }
    }

    /// The byte at which reading stands.
    pub(super) fn offset(&self) -> u64 {
        self.offset
    }

    /// Finds what comes next.
    pub(super) fn next(&mut self, buffer: &mut Vec<u8>) -> io::Result<Found> {
        buffer.clear();
        let mut scan = Scan::new(Within::Nothing);
        let (mut begins, mut fits) = (0, true);
        loop {
            let available = match self.reader.fill_buf() {
                Ok(available) => available,
                Err(why) if why.kind() == io::ErrorKind::Interrupted => continue,
                Err(why) => return Err(why),
            };
            if available.is_empty() {
                return Ok(match scan.within {
                    Within::Nothing if std::mem::take(&mut self.arrays) == 0 => Found::End,
                    Within::Nothing => Found::Open(self.offset),
                    Within::Object { .. } => Found::Open(begins),
                    Within::Other => Found::Other(begins),
                });
            }
            if scan.within == Within::Nothing {
                let first = available
                    .iter()
                    .position(|b| !matches!(b, b' ' | b'\t' | b'\r' | b'\n' | b',' | 0x1E));
                let skipped = first.unwrap_or(available.len());
                let mark = usize::from(self.offset == 0 && available.starts_with(b"\xEF\xBB\xBF")) * 3;
                match available.get(skipped).filter(|_| mark == 0) {
                    Some(b'[') => self.arrays += 1,
                    Some(b']') if self.arrays > 0 => self.arrays -= 1,
                    Some(b'{') => scan.within = Within::Object { depth: 0 },
                    Some(_) => scan.within = Within::Other,
                    None => {}
                }
                let is_bracket = mark == 0 && scan.within == Within::Nothing && first.is_some();
                let used = skipped.max(mark).min(available.len()) + usize::from(is_bracket);
                begins = self.offset + used as u64;
                self.reader.consume(used);
                self.offset += used as u64;
                continue;
            }
            let end = scan.end(available);
            // of what is no object something has to go, or it would be found again and again
            let stuck = self.offset == begins && end == Some(0);
            let used = if stuck { 1 } else { end.unwrap_or(available.len()) };
            if scan.within != Within::Other {
                fits &= (buffer.len() + used) as u64 <= MAX_DOCUMENT;
                if fits {
                    buffer.extend_from_slice(&available[..used]);
                } else {
                    *buffer = Vec::new();
                }
            }
            self.reader.consume(used);
            self.offset += used as u64;
            if end.is_some() {
                return Ok(match scan.within {
                    Within::Object { .. } if fits => Found::Object(begins),
                    Within::Object { .. } => Found::TooLong(begins),
                    Within::Nothing | Within::Other => Found::Other(begins),
                });
            }
        }
    }
}
