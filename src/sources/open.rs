//! From a file or a reader to its documents: what is in it decides who reads it.

use std::fs::File;
use std::io;
#[cfg(feature = "archives")]
use std::io::BufReader;
use std::path::Path;
use std::sync::Arc;

use super::input::{Counted, Input, Meter, look, whole};
use super::{MAX_DOCUMENT, MAX_FILE, ReadOptions, Stream};
use crate::document::{Content, Document, Form, Told};
use crate::error::Error;
use crate::place::Place;

#[cfg(feature = "archives")]
use super::habit::Settled;
#[cfg(feature = "archives")]
use super::kind::{Archive, Kind, Packing};
#[cfg(feature = "archives")]
use super::{MAX_DEPTH, MAX_HELD, compressed, csv, feed, json, mbox, newsml, tar, utf16, warc, zip};

/// Where an input stands, and how it is to be read.
#[cfg_attr(not(feature = "archives"), allow(dead_code))]
#[derive(Clone)]
pub(super) struct At {
    /// File and member; the number and the byte are those of its documents.
    pub(super) place: Place,
    /// Its own name, without the folders and the endings of packing around it.
    pub(super) name: String,
    /// Layers around it.
    pub(super) depth: usize,
    pub(super) options: Arc<ReadOptions>,
    pub(super) meter: Arc<Meter>,
}

impl At {
    fn new(file: &str, options: &Arc<ReadOptions>, meter: &Arc<Meter>) -> At {
        At {
            place: Place::of_file(file),
            name: file
                .rsplit(['/', '\\'])
                .next()
                .unwrap_or(file)
                .to_ascii_lowercase(),
            depth: 0,
            options: Arc::clone(options),
            meter: Arc::clone(meter),
        }
    }

    /// The place of a document of a file of many.
    #[cfg(feature = "archives")]
    pub(super) fn numbered(&self, number: u64, offset: u64) -> Place {
        Place {
            number: Some(number),
            offset,
            ..self.place.clone()
        }
    }

    /// The place of a byte.
    pub(super) fn byte(&self, offset: u64) -> Place {
        Place {
            offset,
            ..self.place.clone()
        }
    }

    /// Whether it is a file by itself, neither packed nor a member.
    fn is_bare(&self) -> bool {
        self.depth == 0
    }
}

/// The error for an input that fails while it is read.
pub(super) fn damage(place: Place, why: io::Error) -> Error {
    match why.kind() {
        _ if why.raw_os_error().is_some() => Error::file(Path::new(&*place.file), why),
        io::ErrorKind::UnexpectedEof => Error::document(place, "it ends too early"),
        _ => Error::document(place, format!("it is damaged: {why}")),
    }
}

/// The documents of a file.
pub(super) fn file(path: &Path, options: &Arc<ReadOptions>, meter: &Arc<Meter>) -> Result<Stream, Error> {
    let failed = |why| Error::file(path, why);
    let at = At::new(&path.to_string_lossy(), options, meter);
    let file = File::open(path).map_err(failed)?;
    #[cfg(feature = "archives")]
    if let Some(stream) = in_place(&file, &at).map_err(failed)? {
        return Ok(stream);
    }
    let (head, input) = look(Box::new(Counted::new(file, meter))).map_err(failed)?;
    Ok(open(&head, input, at))
}

/// The documents of a reader.
pub(super) fn reader(
    reader: Input,
    name: &str,
    options: &Arc<ReadOptions>,
    meter: &Arc<Meter>,
) -> Result<Stream, Error> {
    let at = At::new(name, options, meter);
    match look(Box::new(Counted::new(reader, meter))) {
        Ok((head, input)) => Ok(open(&head, input, at)),
        Err(why) => Err(Error::file(Path::new(name), why)),
    }
}

/// The documents of a file that is read at many places of it and not from its first byte to its last.
#[cfg(feature = "archives")]
fn in_place(file: &File, at: &At) -> io::Result<Option<Stream>> {
    use std::io::{Read, Seek};
    if !file.metadata()?.is_file() {
        return Ok(None);
    }
    let mut head = Vec::new();
    file.take(8).read_to_end(&mut head)?;
    let mut whole = file.try_clone()?;
    whole.rewind()?;
    if zip::is_zip(&head) {
        return Ok(Some(zip::documents(Counted::new(whole, &at.meter), at.clone())));
    }
    #[cfg(feature = "parquet")]
    if let Some(stream) = super::columns::documents(&head, whole, at) {
        return Ok(Some(stream));
    }
    Ok(None)
}

/// The documents of an input that stands in another.
#[cfg(feature = "archives")]
pub(super) fn inside(input: Input, at: At) -> Stream {
    if at.depth > MAX_DEPTH {
        let why = format!("more than {MAX_DEPTH} archives and packings around it");
        return one(Err(Error::document(at.place, why)));
    }
    match look(input) {
        Ok((head, input)) => open(&head, input, at),
        Err(why) => one(Err(damage(at.place, why))),
    }
}

/// A stream of one.
pub(super) fn one(document: Result<Document, Error>) -> Stream {
    Box::new(std::iter::once(document))
}

/// The documents of an input that begins with `head`.
#[cfg(feature = "archives")]
fn open(head: &[u8], input: Input, at: At) -> Stream {
    let is_member = at.place.member.is_some();
    if let Some(encoding) = utf16::marked(head) {
        let text = encoding.decode(head).0;
        let kind = Kind::of(text.as_bytes(), &at.name, is_member);
        return match kind {
            Kind::Json { .. } | Kind::Table { .. } => known(kind, utf16::decoded(input, encoding), at),
            // whoever reads it decodes it
            _ => known(Kind::of(head, &at.name, is_member), input, at),
        };
    }
    known(Kind::of(head, &at.name, is_member), input, at)
}

/// The documents of an input of which is known what it is.
#[cfg(feature = "archives")]
fn known(kind: Kind, input: Input, at: At) -> Stream {
    match kind {
        Kind::Packed(packing) => unpacked(packing, input, at),
        Kind::Archive(Archive::Tar) => tar::documents(input, at),
        Kind::Archive(Archive::Zip) => zip::held(input, at),
        Kind::Columns(what) => held_columns(what, input, at),
        Kind::Warc => warc::documents(input, at),
        Kind::Mbox => mbox::documents(input, at),
        Kind::Feed => feed::documents(Box::new(BufReader::new(input)), at.place),
        Kind::NewsMl => newsml::documents(Box::new(BufReader::new(input)), at.place),
        Kind::Json { lines } => {
            let day_first = at.options.day_first;
            Box::new(Settled::new(json::documents(input, at, lines), day_first))
        }
        Kind::Table { delimiter } => {
            let day_first = at.options.day_first;
            Box::new(Settled::new(csv::documents(input, at, delimiter), day_first))
        }
        Kind::One(form) => alone(input, at, form),
        Kind::Unread(what) => one(Err(Error::document(
            at.place,
            format!("this is {what}, which is not read"),
        ))),
        Kind::NoArticle => Box::new(std::iter::empty()),
    }
}

/// The documents of a file of columns that can only be read from its first byte to its last: it is held in memory.
#[cfg(feature = "parquet")]
fn held_columns(what: &str, input: Input, at: At) -> Stream {
    match whole(input, MAX_HELD) {
        Ok(Some(bytes)) => super::columns::held(bytes, &at),
        Ok(None) => one(Err(Error::document(at.place, too_long_to_hold(what)))),
        Err(why) => one(Err(damage(at.place, why))),
    }
}

#[cfg(all(feature = "archives", not(feature = "parquet")))]
fn held_columns(what: &str, _: Input, at: At) -> Stream {
    let why = format!("this build cannot read {what}");
    one(Err(Error::document(at.place, why)))
}

/// What is said of something that is too long to be held in memory.
#[cfg(feature = "archives")]
pub(super) fn too_long_to_hold(what: &str) -> String {
    format!(
        "{what} of more than {} MiB that cannot be read in place, since it is packed, a member or comes through a pipe",
        MAX_HELD >> 20
    )
}

#[cfg(not(feature = "archives"))]
fn open(_head: &[u8], input: Input, at: At) -> Stream {
    alone(input, at, None)
}

/// The documents of a packed input.
#[cfg(feature = "archives")]
fn unpacked(packing: Packing, input: Input, mut at: At) -> Stream {
    at.depth += 1;
    at.name = packing.without_ending(&at.name);
    match compressed::unpack(packing, input, &at.meter) {
        Ok(input) => inside(input, at),
        Err(why) => one(Err(damage(at.place, why))),
    }
}

/// The document that an input is.
fn alone(input: Input, at: At, form: Option<Form>) -> Stream {
    let most = if at.is_bare() { MAX_FILE } else { MAX_DOCUMENT };
    one(match whole(input, most) {
        Ok(Some(bytes)) => Ok(Document {
            content: Content::Bytes(bytes),
            form,
            told: Told::default(),
            place: at.place,
        }),
        Ok(None) => Err(Error::document(at.place, too_long(most))),
        Err(why) => Err(damage(at.byte(0), why)),
    })
}

/// What is said of a document that is too long.
pub(super) fn too_long(most: u64) -> String {
    format!("more than {} MiB in one document", most >> 20)
}
