//! Zip archives without a directory, cut off or damaged: the members that stand whole from the first byte on.

use std::io::{Cursor, Read};

use ::zip::read::read_zipfile_from_stream;
use ::zip::result::ZipError;

use super::open::{At, damage, inside, one, too_long};
use super::tar::{is_wanted, member_at};
use super::{MAX_DOCUMENT, Stream};
use crate::document::Document;
use crate::error::Error;

/// The documents in the members that stand one after another at the beginning of a zip.
pub(super) fn documents(input: impl Read + Send + 'static, at: At) -> Stream {
    Box::new(Members {
        input,
        at,
        member: None,
        is_over: false,
    })
}

struct Members<R> {
    input: R,
    at: At,
    member: Option<Stream>,
    is_over: bool,
}

impl<R: Read + Send> Iterator for Members<R> {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(document) = self.member.as_mut().and_then(Iterator::next) {
                return Some(document);
            }
            if self.is_over || self.at.meter.is_spent() {
                return None;
            }
            self.member = self.open();
        }
    }
}

impl<R: Read + Send> Members<R> {
    /// The documents of the next member, which is held in memory; `None` when it is none that may be an article, or the
    /// last one is behind.
    fn open(&mut self) -> Option<Stream> {
        self.is_over = true;
        let mut member = match read_zipfile_from_stream(&mut self.input) {
            Ok(member) => member?,
            // the archive's own error has been told
            Err(ZipError::Io(_) | ZipError::InvalidArchive(_)) => return None,
            Err(why) => {
                let why = format!("a member that cannot be read without the directory: {why}");
                return Some(one(Err(Error::document(self.at.place.clone(), why))));
            }
        };
        let name = String::from_utf8_lossy(member.name_raw()).into_owned();
        let at = member_at(&self.at, &name);
        let mut bytes = Vec::new();
        let read = (&mut member).take(MAX_DOCUMENT + 1).read_to_end(&mut bytes);
        self.at.meter.unpack(bytes.len());
        self.is_over = read.is_err();
        if member.is_dir() || !is_wanted(&name) {
            return None;
        }
        Some(match read {
            Err(why) => one(Err(damage(at.place, why))),
            Ok(read) if read as u64 > MAX_DOCUMENT => {
                one(Err(Error::document(at.place, too_long(MAX_DOCUMENT))))
            }
            Ok(_) => inside(Box::new(Cursor::new(bytes)), at),
        })
    }
}
