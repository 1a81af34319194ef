//! Room 0, files to [`Document`]s: packed files, archives, dumps, feeds and tables, one document after another in bounded memory.

mod ahead;

use std::path::{Path, PathBuf};

use crate::document::{Content, Document, Told};
use crate::error::Error;
use crate::place::Place;

pub use self::ahead::{Ahead, Drawn};

/// How files are to be read.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// Names of columns or keys, for rows that name theirs otherwise than usual.
    pub columns: ColumnNames,
}

/// Names of columns or keys; what is `None` is found by its usual names.
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

/// The documents of a file, one after another.
///
/// A document that cannot be had is an error with its place; the others still come, unless the file itself is broken from
/// there on.
pub struct Documents {
    file: Option<PathBuf>,
}

impl Documents {
    /// The documents of a file; it is opened when the first is asked for.
    #[must_use]
    pub fn of_file(path: &Path, _options: &ReadOptions) -> Documents {
        Documents {
            file: Some(path.to_owned()),
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

impl Iterator for Documents {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let path = self.file.take()?;
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(why) => return Some(Err(Error::file(&path, why))),
        };
        Some(Ok(Document {
            content: Content::Bytes(bytes),
            form: None,
            told: Told::default(),
            place: Place::of_file(&path.to_string_lossy()),
        }))
    }
}
