//! The one error of the crate: only files, models and arguments fail, a text never does.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::place::Place;

/// What went wrong, and where.
///
/// ```
/// let error = "yesterday".parse::<dateline::Date>().unwrap_err();
/// assert!(error.is_argument());
/// assert!(error.to_string().contains("YYYY-MM-DD"));
/// assert_eq!(error.reason(), error.to_string());
/// assert!(!error.is_bug() && !error.is_record() && !error.is_model() && error.place().is_none());
///
/// use std::io::ErrorKind;
/// use std::path::Path;
/// let gone = dateline::Error::file(Path::new("news.txt"), ErrorKind::NotFound.into());
/// assert!(gone.is_file() && gone.path() == Some(Path::new("news.txt")));
/// assert_eq!(gone.io_kind(), Some(ErrorKind::NotFound));
///
/// let documents = dateline::sources::only(Path::new("no such file"), &Default::default());
/// assert!(documents.is_err_and(|why| !why.is_document() && why.is_file()));
/// ```
#[derive(Debug)]
pub struct Error {
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    /// A file could not be read or written.
    File { path: PathBuf, why: std::io::Error },
    /// A model file is not what it claims to be.
    Model { section: &'static str, why: String },
    /// A record (JSON) does not have the record's form.
    Record { why: String },
    /// A document is not what its form asks for.
    Document {
        place: Place,
        why: String,
        id: Option<String>,
    },
    /// An argument makes no sense.
    Argument { why: String },
    /// The work on an article panicked.
    Bug { place: Option<Place>, why: String },
    /// The caller wanted no more.
    #[cfg(feature = "train")]
    Stopped,
}

impl Error {
    /// A file that could not be read or written.
    #[cold]
    #[must_use]
    pub fn file(path: &Path, why: std::io::Error) -> Error {
        Error {
            kind: Kind::File {
                path: path.to_owned(),
                why,
            },
        }
    }

    #[cold]
    pub(crate) fn model(section: &'static str, why: impl Into<String>) -> Error {
        Error {
            kind: Kind::Model {
                section,
                why: why.into(),
            },
        }
    }

    #[cold]
    pub(crate) fn record(why: impl Into<String>) -> Error {
        Error {
            kind: Kind::Record { why: why.into() },
        }
    }

    #[cold]
    pub(crate) fn document(place: Place, why: impl Into<String>) -> Error {
        Error {
            kind: Kind::Document {
                place,
                why: why.into(),
                id: None,
            },
        }
    }

    /// The same error, about a document that has a name of its own.
    #[cold]
    #[cfg(any(feature = "archives", feature = "arrow"))]
    pub(crate) fn of(mut self, name: Option<String>) -> Error {
        if let Kind::Document { id, .. } = &mut self.kind {
            *id = name;
        }
        self
    }

    #[cold]
    pub(crate) fn argument(why: impl Into<String>) -> Error {
        Error {
            kind: Kind::Argument { why: why.into() },
        }
    }

    #[cold]
    pub(crate) fn bug(why: impl Into<String>) -> Error {
        Error {
            kind: Kind::Bug {
                place: None,
                why: why.into(),
            },
        }
    }

    /// The same mistake, at the document on which it was made.
    #[cold]
    pub(crate) fn at(mut self, document: Place) -> Error {
        if let Kind::Bug { place, .. } = &mut self.kind {
            *place = Some(document);
        }
        self
    }

    #[cfg(feature = "train")]
    #[cold]
    pub(crate) fn stopped() -> Error {
        Error { kind: Kind::Stopped }
    }

    /// Whether the caller wanted no more.
    #[cfg(feature = "train")]
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        matches!(self.kind, Kind::Stopped)
    }

    /// Whether a file could not be read or written; [`Error::path`] says which.
    #[must_use]
    pub fn is_file(&self) -> bool {
        matches!(self.kind, Kind::File { .. })
    }

    /// Whether a model file was refused.
    #[must_use]
    pub fn is_model(&self) -> bool {
        matches!(self.kind, Kind::Model { .. })
    }

    /// Whether a JSON record was refused.
    #[must_use]
    pub fn is_record(&self) -> bool {
        matches!(self.kind, Kind::Record { .. })
    }

    /// Whether a document was not what its form asks for; [`Error::place`] says where it stood.
    #[must_use]
    pub fn is_document(&self) -> bool {
        matches!(self.kind, Kind::Document { .. })
    }

    /// Where the document stood, if the error is about one.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        match &self.kind {
            Kind::Document { place, .. } => Some(place),
            Kind::Bug { place, .. } => place.as_ref(),
            _ => None,
        }
    }

    /// The document's name, if the error is about one that says its own: a column of a row that has no text.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        match &self.kind {
            Kind::Document { id, .. } => id.as_deref(),
            _ => None,
        }
    }

    /// Whether an argument was refused.
    #[must_use]
    pub fn is_argument(&self) -> bool {
        matches!(self.kind, Kind::Argument { .. })
    }

    /// Whether the work on an article panicked: a mistake of this crate.
    #[must_use]
    pub fn is_bug(&self) -> bool {
        matches!(self.kind, Kind::Bug { .. })
    }

    /// The file concerned, if the error is about one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match &self.kind {
            Kind::File { path, .. } => Some(path),
            _ => None,
        }
    }

    /// What is wrong, without the place, which [`Error::place`] and [`Error::path`] tell.
    #[must_use]
    pub fn reason(&self) -> String {
        match &self.kind {
            Kind::File { why, .. } => why.to_string(),
            Kind::Document { why, .. } => why.clone(),
            Kind::Bug { why, .. } => format!("a mistake in dateline: {why}"),
            _ => self.to_string(),
        }
    }

    /// The operating system's kind of error, if a file failed.
    #[must_use]
    pub fn io_kind(&self) -> Option<std::io::ErrorKind> {
        match &self.kind {
            Kind::File { why, .. } => Some(why.kind()),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::File { path, why } => write!(f, "{}: {why}", path.display()),
            Kind::Model { section, why } => write!(f, "model refused, section {section}: {why}"),
            Kind::Record { why } => write!(f, "not a record: {why}"),
            Kind::Document { place, why, .. } if place.file.is_empty() => f.write_str(why),
            Kind::Document { place, why, .. } => write!(f, "{place}, byte {}: {why}", place.offset),
            Kind::Argument { why } => f.write_str(why),
            Kind::Bug { place: None, why } => write!(f, "a mistake in dateline: {why}"),
            Kind::Bug {
                place: Some(place),
                why,
            } => write!(f, "{place}: a mistake in dateline: {why}"),
            #[cfg(feature = "train")]
            Kind::Stopped => f.write_str("stopped"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            Kind::File { why, .. } => Some(why),
            _ => None,
        }
    }
}
