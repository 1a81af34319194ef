//! Tar archives, read from the first byte to the last: their members one after another, each opened in place.

use std::io::{self, BufReader, Read};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ::tar::{EntryType, Header, PaxExtensions};

use super::Stream;
use super::compressed::BUFFER;
use super::input::Input;
use super::open::{At, damage, inside};
use crate::document::Document;
use crate::error::Error;

/// Bytes of a block: headers are one, members are filled up to whole ones.
const BLOCK: usize = 512;
/// Most bytes of a long name or of a member's attributes.
const MAX_NAME: u64 = 1 << 20;

/// The documents in the members of an archive.
pub(super) fn documents(input: Input, at: At) -> Stream {
    let shared = Shared {
        input: BufReader::with_capacity(BUFFER, input),
        offset: 0,
        left: 0,
        has_failed: false,
    };
    Box::new(Members {
        shared: Arc::new(Mutex::new(shared)),
        at,
        member: None,
        padding: 0,
        is_lost: false,
        is_over: false,
    })
}

/// The archive's bytes, which the present member and the archive take in turns.
struct Shared {
    input: BufReader<Input>,
    offset: u64,
    /// Bytes left of the present member.
    left: u64,
    /// Whether the archive itself can be read no further.
    has_failed: bool,
}

impl Shared {
    /// Reads a member's bytes.
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left).map_or(buffer.len(), |left| left.min(buffer.len()));
        if most == 0 || self.has_failed {
            return Ok(0);
        }
        let read = self.input.read(&mut buffer[..most]);
        match read {
            Ok(0) => {
                self.has_failed = true;
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            Ok(read) => {
                self.left -= read as u64;
                self.offset += read as u64;
            }
            Err(ref why) => self.has_failed = why.kind() != io::ErrorKind::Interrupted,
        }
        read
    }

    /// Reads a block; `None` at the end.
    fn block(&mut self) -> io::Result<Option<Header>> {
        let mut header = Header::new_old();
        let mut taken = (&mut self.input).take(BLOCK as u64);
        let (block, mut read) = (header.as_mut_bytes(), 0);
        while read < BLOCK {
            match taken.read(&mut block[read..]) {
                Ok(0) => break,
                Ok(more) => read += more,
                Err(why) if why.kind() == io::ErrorKind::Interrupted => {}
                Err(why) => return Err(why),
            }
        }
        self.offset += read as u64;
        match read {
            0 => Ok(None),
            BLOCK => Ok(Some(header)),
            _ => Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }
}

/// The bytes of a member.
struct Member(Arc<Mutex<Shared>>);

impl Read for Member {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        lock(&self.0).read(buffer)
    }
}

fn lock(shared: &Mutex<Shared>) -> MutexGuard<'_, Shared> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Members {
    shared: Arc<Mutex<Shared>>,
    at: At,
    /// The documents of the present member.
    member: Option<Stream>,
    /// Bytes behind the present member up to the next block.
    padding: u64,
    /// Whether the last header was none: the next is searched for.
    is_lost: bool,
    is_over: bool,
}

impl Iterator for Members {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(document) = self.member.as_mut().and_then(Iterator::next) {
                return Some(document);
            }
            self.member = None;
            if self.is_over || lock(&self.shared).has_failed {
                return None;
            }
            match self.step() {
                Ok(member) => self.member = member,
                Err(why) => {
                    self.is_over = true;
                    return Some(Err(damage(self.at.byte(lock(&self.shared).offset), why)));
                }
            }
            if self.is_lost && self.member.is_none() && !self.is_over {
                let place = self.at.byte(lock(&self.shared).offset - BLOCK as u64);
                self.is_over = !self.search().unwrap_or(false);
                return Some(Err(Error::document(
                    place,
                    "no member of the archive begins where one should",
                )));
            }
        }
    }
}

impl Members {
    /// Goes to the next member that may hold documents; `None` when there is none or the archive is damaged here.
    fn step(&mut self) -> io::Result<Option<Stream>> {
        let (mut name, mut size) = (None::<Vec<u8>>, None::<u64>);
        loop {
            self.pass()?;
            let Some(header) = lock(&self.shared).block()? else {
                self.is_over = true;
                return Ok(None);
            };
            if header.as_bytes().iter().all(|byte| *byte == 0) {
                // Two of them end an archive; one is as good.
                self.is_over = true;
                return Ok(None);
            }
            if !is_sound(&header) {
                self.is_lost = true;
                return Ok(None);
            }
            let kind = header.entry_type();
            let is_about_the_next = matches!(
                kind,
                EntryType::GNULongName
                    | EntryType::GNULongLink
                    | EntryType::XHeader
                    | EntryType::XGlobalHeader
            );
            let length = size
                .filter(|_| !is_about_the_next)
                .map_or_else(|| header.entry_size(), Ok)?;
            lock(&self.shared).left = length;
            self.padding = length.wrapping_neg() % BLOCK as u64;
            match kind {
                EntryType::GNULongName => {
                    let mut long = self.attributes()?;
                    long.truncate(memchr::memchr(0, &long).unwrap_or(long.len()));
                    name = Some(long);
                }
                EntryType::XHeader => {
                    let attributes = self.attributes()?;
                    for attribute in PaxExtensions::new(&attributes).flatten() {
                        match attribute.key_bytes() {
                            b"path" => name = Some(attribute.value_bytes().to_owned()),
                            b"size" => size = attribute.value().ok().and_then(|size| size.parse().ok()),
                            _ => {}
                        }
                    }
                }
                EntryType::Regular | EntryType::Continuous => {
                    let name = name.take().unwrap_or_else(|| header.path_bytes().into_owned());
                    size = None;
                    let name = String::from_utf8_lossy(&name);
                    // before POSIX a folder was a file whose name ends so
                    if !name.ends_with('/') && is_wanted(&name) {
                        let member = Box::new(Member(Arc::clone(&self.shared)));
                        return Ok(Some(inside(member, member_at(&self.at, &name))));
                    }
                }
                EntryType::GNULongLink | EntryType::XGlobalHeader => {}
                _ => (name, size) = (None, None),
            }
        }
    }

    /// Passes over what is left of the present member.
    fn pass(&mut self) -> io::Result<()> {
        let mut shared = lock(&self.shared);
        shared.left = shared.left.saturating_add(std::mem::take(&mut self.padding));
        let mut buffer = [0; 8192];
        while shared.read(&mut buffer)? > 0 {}
        Ok(())
    }

    /// What the present member tells of the next.
    fn attributes(&mut self) -> io::Result<Vec<u8>> {
        let mut attributes = Vec::new();
        Member(Arc::clone(&self.shared))
            .take(MAX_NAME)
            .read_to_end(&mut attributes)?;
        Ok(attributes)
    }

    /// Searches for the next header, and stands behind it with its member's bytes passed over; false when there is none.
    fn search(&mut self) -> io::Result<bool> {
        self.is_lost = false;
        loop {
            let Some(header) = lock(&self.shared).block()? else {
                return Ok(false);
            };
            let is_ustar = header.as_bytes().get(257..262) == Some(b"ustar");
            if is_ustar && is_sound(&header) {
                // The member behind it is read as any other: the header is given back.
                let mut shared = lock(&self.shared);
                let rest = std::mem::replace(&mut shared.input, BufReader::new(Box::new(io::empty())));
                let header = io::Cursor::new(header.as_bytes().to_vec());
                shared.input = BufReader::with_capacity(BUFFER, Box::new(header.chain(rest)));
                shared.offset -= BLOCK as u64;
                shared.left = 0;
                self.padding = 0;
                return Ok(true);
            }
        }
    }
}

/// Whether a header has the sum that it says.
fn is_sound(header: &Header) -> bool {
    let bytes = header.as_bytes().iter().enumerate();
    let value = |(at, byte): (usize, &u8)| u32::from(if (148..156).contains(&at) { b' ' } else { *byte });
    header
        .cksum()
        .is_ok_and(|sum| sum == bytes.map(value).sum::<u32>())
}

/// Whether a member may be an article: hidden files and what one system puts beside each of its files are none.
pub(super) fn is_wanted(name: &str) -> bool {
    let is_hidden = |part: &str| part == "__MACOSX" || part.starts_with('.') && part != "." && part != "..";
    !name.split(['/', '\\']).any(is_hidden)
}

/// Where a member of an archive stands.
pub(super) fn member_at(archive: &At, name: &str) -> At {
    let mut at = archive.clone();
    at.depth += 1;
    at.name = name
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or(name)
        .to_ascii_lowercase();
    at.place.member = Some(match &archive.place.member {
        Some(around) => format!("{around}!{name}").into(),
        None => name.into(),
    });
    at
}
