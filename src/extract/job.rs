//! What there is to read: a text, bytes, a file or a document, and what the caller knows of it.

use std::path::PathBuf;

use crate::article::{self, Page};
use crate::date::Date;
use crate::document::Document;
use crate::error::Error;
use crate::sources::{self, ReadOptions};

/// Something to read.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use dateline::{Extractor, Job, Source};
///
/// let extractor = Extractor::embedded()?;
/// let job = Job {
///     source: Source::Text("It rained in Rome on Monday.".to_owned()),
///     id: Some("rain".to_owned()),
///     date: Some("2024-05-02".parse()?),
/// };
/// let record = extractor.with_scratch(|scratch| extractor.read(job.clone(), scratch))?;
/// assert_eq!(record.article.id.as_deref(), Some("rain"));
///
/// let undated = |article: &dateline::Article| article.header.date.is_none();
/// let left_out = extractor.with_scratch(|scratch| extractor.read_if(job, scratch, undated))?;
/// assert!(left_out.is_none());
/// # }
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Job {
    /// The article.
    pub source: Source,
    /// The caller's name for it.
    pub id: Option<String>,
    /// Its day of publication, when the caller knows it; it wins over what the text says.
    pub date: Option<Date>,
}

/// A document is named by what it says itself, else by its place; a file that holds nothing else by its path.
impl From<Document> for Job {
    fn from(document: Document) -> Job {
        let place = &document.place;
        let alone = place.member.is_none() && place.number.is_none();
        Job {
            id: alone.then(|| place.to_string()),
            source: Source::Document(Box::new(document)),
            date: None,
        }
    }
}

/// Where an article comes from.
#[derive(Clone, Debug)]
pub enum Source {
    /// A text.
    Text(String),
    /// The bytes of a file, in any of the encodings that [`article::decode`] knows.
    Bytes(Vec<u8>),
    /// A file that holds one article, in any form.
    File(PathBuf),
    /// A document in any of the forms that [`article::open`] knows.
    Document(Box<Document>),
}

impl Source {
    /// Takes what is to be read out of its form.
    pub(super) fn open(self) -> Result<Page, Error> {
        let (text, warnings) = match self {
            Source::Text(text) => (text, Vec::new()),
            Source::Bytes(bytes) => article::decode(&bytes),
            Source::File(path) => return named(sources::only(&path, &ReadOptions::default())?),
            Source::Document(document) => return named(*document),
        };
        Ok(Page {
            text,
            warnings,
            ..Page::default()
        })
    }
}

/// A document out of its form; it has a name when it came from anywhere.
fn named(document: Document) -> Result<Page, Error> {
    let place = document.place.clone();
    let mut page = article::open(document)?;
    if !place.file.is_empty() {
        page.told.id.get_or_insert_with(|| place.to_string());
    }
    Ok(page)
}
