//! Gzip files of any number of members (RFC 1952): behind a damaged one the next is searched for and read on.

use std::fmt;
use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::GzDecoder;

use super::compressed::BUFFER;
use super::input::Input;

/// Packed bytes of a member that are kept, to search for the next one in them: damage is seen long after it begins.
const KEPT: usize = 1 << 20;

/// Most bytes of a file that are searched again: members that begin within members may be meant to cost time.
const MOST_AGAIN: usize = 256 << 20;

/// Bytes of a member's header that tell that it is one.
const HEADER: usize = 10;

/// What a gzip file unpacks to.
///
/// Where a member is damaged and another follows, the error is a [`Skipped`], and reading on gives what is in the other.
pub(super) struct Gzip {
    /// `None` at the end.
    member: Option<GzDecoder<Packed>>,
    /// Bytes that were searched again for a member.
    again: usize,
}

/// The error for a damaged member behind which reading goes on.
#[derive(Debug)]
pub(super) struct Skipped {
    why: String,
    /// Where the member begins in the packed bytes, and the one with which reading goes on.
    members: (u64, u64),
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (bad, next) = self.members;
        write!(
            f,
            "{}, in what is packed at byte {bad}; read on at byte {next} of the packed file",
            self.why
        )
    }
}

impl std::error::Error for Skipped {}

/// Whether an error is that of a damaged part behind which reading goes on.
pub(super) fn is_skipped(why: &io::Error) -> bool {
    why.get_ref().is_some_and(|why| why.is::<Skipped>())
}

impl Gzip {
    pub(super) fn new(input: Input) -> Gzip {
        let packed = Packed {
            input: BufReader::with_capacity(BUFFER, input),
            before: Vec::new(),
            at: 0,
            begins: 0,
            offset: 0,
        };
        Gzip {
            member: Some(GzDecoder::new(packed)),
            again: 0,
        }
    }

    /// Goes on to the next member, over zeros, which some tapes and tools add.
    fn next(&mut self) -> io::Result<bool> {
        let Some(mut packed) = self.member.take().map(GzDecoder::into_inner) else {
            return Ok(false);
        };
        loop {
            let rest = packed.fill_buf()?;
            let zeros = rest.iter().take_while(|byte| **byte == 0).count();
            if zeros == 0 {
                break;
            }
            packed.consume(zeros);
        }
        if packed.fill_buf()?.is_empty() {
            return Ok(false);
        }
        packed.begin();
        self.member = Some(GzDecoder::new(packed));
        Ok(true)
    }

    /// The error for a member that is damaged, with another one found behind it if there is any.
    fn skip(&mut self, why: io::Error) -> io::Error {
        let Some(mut packed) = self.member.take().map(GzDecoder::into_inner) else {
            return why;
        };
        let bad = packed.begins;
        self.again += packed.before.len();
        if self.again > MOST_AGAIN {
            return why;
        }
        match packed.search() {
            Ok(true) => {
                let members = (bad, packed.begins);
                self.member = Some(GzDecoder::new(packed));
                let why = match why.kind() {
                    io::ErrorKind::UnexpectedEof => "it ends too early".to_owned(),
                    _ => why.to_string(),
                };
                io::Error::other(Skipped { why, members })
            }
            Ok(false) => why,
            Err(why) => why,
        }
    }
}

impl Read for Gzip {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        while let Some(member) = &mut self.member {
            match member.read(buffer) {
                Ok(0) => {
                    if !self.next()? {
                        break;
                    }
                }
                Ok(read) => return Ok(read),
                Err(why) if why.kind() == io::ErrorKind::Interrupted || why.raw_os_error().is_some() => {
                    return Err(why);
                }
                Err(why) => return Err(self.skip(why)),
            }
        }
        Ok(0)
    }
}

/// Packed bytes, of which the last ones of the present member can be gone through again.
struct Packed {
    input: BufReader<Input>,
    /// Bytes of the member; those from `at` on are still to be read, before the input's.
    before: Vec<u8>,
    at: usize,
    /// Where the member begins, and where `before` ends, in the input.
    begins: u64,
    offset: u64,
}

impl Packed {
    /// A member begins here.
    fn begin(&mut self) {
        self.before.drain(..self.at);
        self.at = 0;
        self.begins = self.offset - self.before.len() as u64;
    }

    /// Goes back, and on to the next header of a member behind the present one's; false when there is none.
    fn search(&mut self) -> io::Result<bool> {
        // The header that the present member begins with is not searched for again.
        self.at = usize::from(self.begins == self.offset - self.before.len() as u64).min(self.before.len());
        loop {
            let left = &self.before[self.at..];
            let found = memchr::memmem::find_iter(left, b"\x1F\x8B\x08").find(|&at| {
                // one that is cut off by what has been read so far is looked at again
                left.get(at..at + HEADER).is_some_and(is_header)
            });
            if let Some(found) = found {
                self.at += found;
                self.begin();
                return Ok(true);
            }
            self.at = self.before.len().saturating_sub(HEADER - 1).max(self.at);
            self.before.drain(..self.at);
            self.at = 0;
            let more = match self.input.fill_buf() {
                Err(why) if why.kind() == io::ErrorKind::Interrupted => continue,
                more => more?,
            };
            let count = more.len();
            if count == 0 {
                return Ok(false);
            }
            self.before.extend_from_slice(more);
            self.input.consume(count);
            self.offset += count as u64;
        }
    }
}

/// Whether a member begins with these bytes: known flags, a known level, a known system.
fn is_header(bytes: &[u8]) -> bool {
    matches!(bytes, [0x1F, 0x8B, 8, flags, _, _, _, _, level, system]
        if flags & 0xE0 == 0 && matches!(level, 0 | 2 | 4) && matches!(system, 0..=13 | 255))
}

impl Read for Packed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut ready = self.fill_buf()?;
        let read = ready.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Packed {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < self.before.len() {
            return Ok(&self.before[self.at..]);
        }
        self.input.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        if self.at < self.before.len() {
            self.at += count;
            return;
        }
        if self.before.len() + count > 2 * KEPT {
            let old = self.before.len() - KEPT.min(self.before.len());
            self.before.drain(..old);
        }
        self.before.extend_from_slice(&self.input.buffer()[..count]);
        self.input.consume(count);
        self.at = self.before.len();
        self.offset += count as u64;
    }
}
