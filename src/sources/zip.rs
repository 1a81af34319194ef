//! Zip archives: their members in the order of the directory at their end, each unpacked in place.

use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use ::zip::result::ZipError;
use ::zip::{CompressionMethod, ZipArchive};
use flate2::Crc;

use super::compressed::{BUFFER, watched};
use super::input::{Input, whole};
use super::open::{At, damage, inside, one, too_long_to_hold};
use super::tar::{is_wanted, member_at};
use super::{MAX_HELD, Stream, zip_forward};
use crate::document::Document;
use crate::error::Error;

/// Whether a file begins as a zip does.
pub(super) fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// The documents of a zip that can only be read from its first byte to its last: it is held in memory.
pub(super) fn held(input: Input, at: At) -> Stream {
    match whole(input, MAX_HELD) {
        Ok(Some(bytes)) => documents(Cursor::new(bytes), at),
        Ok(None) => one(Err(Error::document(at.place, too_long_to_hold("a zip")))),
        Err(why) => one(Err(damage(at.place, why))),
    }
}

/// The documents of a zip.
pub(super) fn documents(file: impl Read + Seek + Send + 'static, at: At) -> Stream {
    let shared = Shared(Arc::new(Mutex::new(file)));
    let mut again = shared.clone();
    match ZipArchive::new(shared.clone()) {
        Ok(archive) => Box::new(Members {
            shared,
            archive,
            next: 0,
            at,
            member: None,
        }),
        Err(why) => {
            let why = one(Err(Error::document(at.place.clone(), said(&why))));
            match again.seek(SeekFrom::Start(0)) {
                Ok(_) => Box::new(why.chain(zip_forward::documents(BufReader::new(again), at))),
                Err(_) => why,
            }
        }
    }
}

fn said(why: &ZipError) -> String {
    format!("the zip is damaged: {why}")
}

/// A file that the archive and its present member read in turns.
struct Shared<R>(Arc<Mutex<R>>);

impl<R> Clone for Shared<R> {
    fn clone(&self) -> Shared<R> {
        Shared(Arc::clone(&self.0))
    }
}

impl<R: Read> Read for Shared<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).read(buffer)
    }
}

impl<R: Seek> Seek for Shared<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).seek(to)
    }
}

/// The packed bytes of a member.
struct Packed<R> {
    shared: Shared<R>,
    from: u64,
    to: u64,
}

impl<R: Read + Seek> Read for Packed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.to.saturating_sub(self.from)).unwrap_or(usize::MAX);
        let most = left.min(buffer.len());
        if most == 0 {
            return Ok(0);
        }
        self.shared.seek(SeekFrom::Start(self.from))?;
        let read = self.shared.read(&mut buffer[..most])?;
        self.from += read as u64;
        match read {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            read => Ok(read),
        }
    }
}

/// The bytes of a member, which must have the sum that the directory says.
struct Checked {
    input: Input,
    crc: Crc,
    wanted: u32,
}

impl Read for Checked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.crc.update(&buffer[..read]);
        if read == 0 && !buffer.is_empty() && self.crc.sum() != self.wanted {
            return Err(io::Error::other("its checksum is another"));
        }
        Ok(read)
    }
}

struct Members<R> {
    shared: Shared<R>,
    archive: ZipArchive<Shared<R>>,
    next: usize,
    at: At,
    member: Option<Stream>,
}

impl<R: Read + Seek + Send + 'static> Iterator for Members<R> {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(document) = self.member.as_mut().and_then(Iterator::next) {
                return Some(document);
            }
            if self.next >= self.archive.len() || self.at.meter.is_spent() {
                return None;
            }
            self.member = self.open(self.next);
            self.next += 1;
        }
    }
}

impl<R: Read + Seek + Send + 'static> Members<R> {
    /// The documents of a member; `None` when it is a folder, a link or hidden.
    fn open(&mut self, index: usize) -> Option<Stream> {
        let mut at = self.at.clone();
        if let Some(Ok(name)) = self.archive.name_for_index(index) {
            at = member_at(&self.at, &name);
        }
        let failed = |why: String| Some(one(Err(Error::document(at.place.clone(), why))));
        let member = match self.archive.by_index_raw(index) {
            Ok(member) => member,
            Err(why) => return failed(said(&why)),
        };
        let name = String::from_utf8_lossy(member.name_raw());
        if member.is_dir() || member.is_symlink() || !is_wanted(&name) {
            return None;
        }
        if member.encrypted() {
            return failed("it is encrypted".to_owned());
        }
        let Some(from) = member.data_start() else {
            return failed("it has no beginning".to_owned());
        };
        let packed = Packed {
            shared: self.shared.clone(),
            from,
            to: from.saturating_add(member.compressed_size()),
        };
        let buffered = BufReader::with_capacity(BUFFER, packed);
        let input: Input = match member.compression() {
            CompressionMethod::Stored => Box::new(buffered),
            CompressionMethod::Deflated => watched(
                Box::new(flate2::bufread::DeflateDecoder::new(buffered)),
                &self.at.meter,
            ),
            CompressionMethod::BZIP2 => {
                watched(Box::new(bzip2::bufread::BzDecoder::new(buffered)), &self.at.meter)
            }
            CompressionMethod::ZSTD => match zstd::Decoder::with_buffer(buffered) {
                Ok(decoder) => watched(Box::new(decoder), &self.at.meter),
                Err(why) => return failed(why.to_string()),
            },
            other => return failed(format!("packed as {other}, which is not read")),
        };
        let checked = Checked {
            input,
            crc: Crc::new(),
            wanted: member.crc32(),
        };
        drop(member);
        Some(inside(Box::new(checked), at))
    }
}
