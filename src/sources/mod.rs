//! Room 0, files to [`Document`]s: packed files, archives, dumps, feeds and tables, one document after another in bounded memory.
//!
//! What a file holds is told by its first bytes, then by its name; what is packed or archived is opened in place, layer
//! in layer. Nothing is unpacked to disk, and of a file that holds many documents only the present one is in memory.
//!
//! # What is damaged
//!
//! An error tells the place, and reading goes on where the next document can be found: behind a damaged gzip member, a
//! record that no WARC begins with, an open quote in a table, a header that no tar has; a zip without its directory is
//! read from its beginning. A single page or mail that is cut off is no error here: `article::open` reads it as
//! far as it goes, with a warning.
//!
//! # Limits
//!
//! Files come from anywhere, so each of these bounds what a hostile one may cost; beyond it stands an error with its place.
//!
//! - [`MAX_DOCUMENT`]: one document, row, message or record.
//! - [`MAX_FILE`]: a file that is one document and neither packed nor in an archive.
//! - [`MAX_DEPTH`]: archives in packed files in archives.
//! - [`MAX_HELD`]: a zip or a file of columns that cannot be read in place, since it is packed, a member or comes through a pipe.
//! - [`MAX_QUIET`] and [`MAX_RATIO`]: what packed data may unpack to without one document in it.

mod ahead;
#[cfg(feature = "arrow")]
mod arrow;
#[cfg(feature = "parquet")]
mod columns;
#[cfg(feature = "archives")]
mod compressed;
#[cfg(feature = "archives")]
mod csv;
#[cfg(feature = "archives")]
mod csv_quotes;
#[cfg(feature = "archives")]
mod feed;
#[cfg(feature = "archives")]
mod gzip;
#[cfg(any(feature = "archives", feature = "arrow"))]
mod habit;
#[cfg(feature = "archives")]
mod http;
mod input;
#[cfg(feature = "archives")]
mod json;
#[cfg(feature = "archives")]
mod json_objects;
#[cfg(feature = "archives")]
mod kind;
#[cfg(feature = "archives")]
mod lines;
#[cfg(feature = "archives")]
mod mbox;
#[cfg(feature = "archives")]
mod newsml;
mod open;
#[cfg(feature = "parquet")]
mod page_claims;
#[cfg(feature = "parquet")]
mod row_groups;
#[cfg(any(feature = "archives", feature = "arrow"))]
mod rows;
#[cfg(feature = "archives")]
mod tar;
#[cfg(any(feature = "archives", feature = "arrow"))]
mod told;
#[cfg(feature = "archives")]
mod utf16;
#[cfg(feature = "archives")]
mod warc;
#[cfg(feature = "archives")]
mod zip;
#[cfg(feature = "archives")]
mod zip_forward;

use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::document::Document;
use crate::error::Error;
use crate::place::Place;

pub use self::ahead::{Ahead, Drawn};
#[cfg(feature = "arrow")]
pub use self::arrow::rows;

use input::Meter;

/// Most bytes of one document, unpacked: some thousand times the longest news article.
pub const MAX_DOCUMENT: u64 = 64 << 20;

/// Most bytes of a file that is one document by itself; its length was known to whoever named it.
pub const MAX_FILE: u64 = 256 << 20;

/// Most layers of packing and archives around a document: `.tar.gz` in a `.zip` makes three.
pub const MAX_DEPTH: usize = 4;

/// Most bytes of a zip or a file of columns that has to be held in memory, as its directory stands at its end.
pub const MAX_HELD: u64 = 128 << 20;

/// Bytes that packed data may unpack to without a document in it, before [`MAX_RATIO`] counts.
pub const MAX_QUIET: u64 = 2 * MAX_DOCUMENT;

/// Times its size that packed data may unpack to without a document in it: news packs to a tenth, and what repeats
/// itself for so long is no news.
pub const MAX_RATIO: u64 = 100;

/// How files are to be read.
///
/// ```
/// # #[cfg(feature = "archives")] {
/// use dateline::sources::{ColumnNames, Documents, ReadOptions};
///
/// let mut columns = ColumnNames::default();
/// *columns.of("text")? = Some("story".to_owned());
/// let options = ReadOptions { columns, ..ReadOptions::default() };
/// let mut documents = Documents::of_reader(&b"story,when\nRome is wet.,2024\n"[..], "news.csv", &options);
/// let first = documents.next().expect("a row")?;
/// assert_eq!(first.content, dateline::Content::Text("Rome is wet.".to_owned()));
/// assert!(documents.bytes_read() > 0);
/// # }
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// Names of columns or keys, for rows that name theirs otherwise than usual.
    pub columns: ColumnNames,
    /// Whether rows write `2/5/2024` for 2 May; when `None`, other days of the column tell, such as `13/5/2024`.
    pub day_first: Option<bool>,
}

/// Names of columns or keys; what is `None` is found by its usual names.
///
/// A column that is named must be there. Of JSON objects only the key of the text must: they leave out what is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnNames {
    /// The article's text.
    pub text: Option<String>,
    /// Its title.
    pub headline: Option<String>,
    /// Its day of publication.
    pub date: Option<String>,
    /// Its name.
    pub id: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its authors.
    pub byline: Option<String>,
    /// Its paper, agency or site.
    pub source: Option<String>,
}

impl ColumnNames {
    /// The name of the column that holds `what`: `text`, `headline`, `date`, `id`, `url`, `byline` or `source`.
    ///
    /// # Errors
    ///
    /// When it is none of these.
    pub fn of(&mut self, what: &str) -> Result<&mut Option<String>, Error> {
        Ok(match what {
            "text" => &mut self.text,
            "headline" => &mut self.headline,
            "date" => &mut self.date,
            "id" => &mut self.id,
            "url" => &mut self.url,
            "byline" => &mut self.byline,
            "source" => &mut self.source,
            _ => {
                return Err(Error::argument(format!(
                    "columns are named for text, headline, date, id, url, byline or source, not for {what:?}"
                )));
            }
        })
    }
}

/// Documents, one after another.
type Stream = Box<dyn Iterator<Item = Result<Document, Error>> + Send>;

/// The documents of a file, one after another.
///
/// A document that cannot be had is an error with its place; the others still come, unless the file itself is broken from
/// there on.
///
/// ```
/// # #[cfg(feature = "archives")] {
/// use dateline::sources::{Documents, ReadOptions};
/// let lines = "{\"title\": \"Rain\", \"text\": \"Rome is wet.\"}\n{\"text\": \n{\"text\": \"Paris is dry.\"}\n";
/// let documents: Vec<_> = Documents::of_reader(lines.as_bytes(), "news.jsonl", &ReadOptions::default()).collect();
/// assert_eq!(documents[0].as_ref().unwrap().told.headline.as_deref(), Some("Rain"));
/// let error = documents[1].as_ref().unwrap_err();
/// assert!(error.to_string().starts_with("news.jsonl!1, byte 42: line 2: "), "{error}");
/// assert_eq!(documents[2].as_ref().unwrap().place.to_string(), "news.jsonl!2");
/// # }
/// ```
pub struct Documents {
    /// The file, as it is named in errors.
    name: Arc<str>,
    state: State,
    options: Arc<ReadOptions>,
    meter: Arc<Meter>,
}

enum State {
    File(PathBuf),
    Reader(Box<dyn Read + Send>),
    Open(Stream),
    Done,
}

impl Documents {
    /// The documents of a file; it is opened when the first is asked for.
    ///
    /// ```
    /// use dateline::sources::Documents;
    /// let mut documents = Documents::of_file("no such file".as_ref(), &Default::default());
    /// assert!(documents.next().expect("an outcome").is_err_and(|why| why.is_file()));
    /// ```
    #[must_use]
    pub fn of_file(path: &Path, options: &ReadOptions) -> Documents {
        Documents::of(&path.to_string_lossy(), State::File(path.to_owned()), options)
    }

    /// The documents in what a reader gives, under a name whose ending counts as that of a file.
    #[must_use]
    pub fn of_reader(reader: impl Read + Send + 'static, name: &str, options: &ReadOptions) -> Documents {
        Documents::of(name, State::Reader(Box::new(reader)), options)
    }

    fn of(name: &str, state: State, options: &ReadOptions) -> Documents {
        Documents {
            name: name.into(),
            state,
            options: Arc::new(options.clone()),
            meter: Arc::default(),
        }
    }

    /// Bytes of the file read so far, as it is on disk: packed bytes of a packed one.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        self.meter.packed()
    }
}

impl Iterator for Documents {
    type Item = Result<Document, Error>;

    /// A panic while a file is read is a mistake of this crate: it costs the rest of that file, and is told as an error.
    fn next(&mut self) -> Option<Self::Item> {
        catch_unwind(AssertUnwindSafe(|| self.draw())).unwrap_or_else(|_| {
            let why = "a mistake in dateline: reading it panicked";
            Some(Err(Error::document(Place::of_file(&self.name), why)))
        })
    }
}

impl Documents {
    /// The next document. What is being read is held outside of `state` meanwhile: a panic leaves it done.
    fn draw(&mut self) -> Option<Result<Document, Error>> {
        loop {
            self.state = match std::mem::replace(&mut self.state, State::Done) {
                State::Done => return None,
                State::Open(mut stream) => {
                    let next = stream.next()?;
                    if next.is_ok() {
                        self.meter.found();
                    }
                    self.state = State::Open(stream);
                    return Some(next);
                }
                State::File(path) => match open::file(&path, &self.options, &self.meter) {
                    Ok(stream) => State::Open(stream),
                    Err(why) => return Some(Err(why)),
                },
                State::Reader(reader) => match open::reader(reader, &self.name, &self.options, &self.meter) {
                    Ok(stream) => State::Open(stream),
                    Err(why) => return Some(Err(why)),
                },
            }
        }
    }
}

/// The one document of a file.
///
/// # Errors
///
/// When the file cannot be read, its only document cannot, or it holds none or several.
pub fn only(path: &Path, options: &ReadOptions) -> Result<Document, Error> {
    let mut documents = Documents::of_file(path, options);
    let place = || Place::of_file(&path.to_string_lossy());
    let first = documents
        .next()
        .unwrap_or_else(|| Err(Error::document(place(), "no article in it")))?;
    match documents.next() {
        None => Ok(first),
        Some(_) => Err(Error::document(place(), "more than one article in it")),
    }
}
