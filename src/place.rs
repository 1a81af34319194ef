//! Where a document stood: file, member of an archive, number, byte.

use std::fmt;
use std::sync::Arc;

/// Where a document stood: `news.tar.gz!2023/a.html`, `dump.jsonl!17`.
///
/// ```
/// use dateline::place::Place;
/// let place = Place { member: Some("2023/a.html".into()), ..Place::of_file("news.tar") };
/// assert_eq!(place.to_string(), "news.tar!2023/a.html");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, as the caller named it; empty for a text that came from none.
    pub file: Arc<str>,
    /// The member of an archive; of archives in archives, one after another with `!` between.
    pub member: Option<Arc<str>>,
    /// Its number among those of the file, from 0; `None` when the file or the member is this document alone.
    pub number: Option<u64>,
    /// The byte at which it starts in the unpacked file or member.
    pub offset: u64,
}

impl Place {
    /// The place of a file that is one document.
    #[must_use]
    pub fn of_file(file: &str) -> Place {
        Place {
            file: file.into(),
            member: None,
            number: None,
            offset: 0,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(member) = &self.member {
            write!(f, "!{member}")?;
        }
        self.number.map_or(Ok(()), |number| write!(f, "!{number}"))
    }
}
