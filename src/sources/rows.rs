//! Rows of tables and JSON objects: which column means what, and the document that a row is.

use super::ColumnNames;
use super::told::{Cell, bylines, day};
use crate::document::{Content, Document, Form, Told};
use crate::error::Error;
use crate::place::Place;

/// What a column may mean.
const FIELDS: usize = 7;
/// Where each field stands in what follows.
const TEXT: usize = 0;
const HEADLINE: usize = 1;
const DATE: usize = 2;
const ID: usize = 3;
const URL: usize = 4;
const BYLINE: usize = 5;
const SOURCE: usize = 6;

/// The usual names of each field, those that are meant most surely first; compared without case and without signs
/// between words (`Published_At` is `publishedat`).
const USUAL: [&[&str]; FIELDS] = [
    &[
        "text",
        "body",
        "content",
        "article",
        "fulltext",
        "maintext",
        "story",
        "articletext",
        "articlebody",
        "bodytext",
    ],
    &["headline", "title"],
    &[
        "date",
        "published",
        "publishdate",
        "publishedat",
        "datepublished",
        "publicationdate",
        "pubdate",
        "publisheddate",
        "datepublish",
        "datetime",
        "createdat",
    ],
    &["id", "uuid", "articleid", "guid"],
    &["url", "link", "uri"],
    &["author", "authors", "byline"],
    &[
        "source",
        "publisher",
        "site",
        "outlet",
        "sourcename",
        "publication",
        "sourcedomain",
        "domain",
    ],
];

/// The columns of a table by what they mean: of each field those that may hold it, the first that is not empty counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Columns([Vec<usize>; FIELDS]);

impl Columns {
    /// Finds the columns among their names. Those that the caller names must be there (of JSON objects only the text's);
    /// otherwise the error says which are.
    pub(super) fn find<S: AsRef<str>>(
        names: &[S],
        wanted: &ColumnNames,
        all: bool,
    ) -> Result<Columns, String> {
        let wanted = [
            &wanted.text,
            &wanted.headline,
            &wanted.date,
            &wanted.id,
            &wanted.url,
            &wanted.byline,
            &wanted.source,
        ];
        let squeezed: Vec<String> = names.iter().map(|name| squeeze(name.as_ref())).collect();
        let mut columns = Columns(Default::default());
        for (field, found) in columns.0.iter_mut().enumerate() {
            let Some(wanted) = wanted[field] else {
                found.extend(
                    USUAL[field]
                        .iter()
                        .filter_map(|usual| squeezed.iter().position(|name| name == usual)),
                );
                continue;
            };
            let exact = names.iter().position(|name| name.as_ref() == wanted);
            let same = || {
                names
                    .iter()
                    .position(|name| name.as_ref().eq_ignore_ascii_case(wanted))
            };
            found.extend(exact.or_else(same));
            if found.is_empty() && (all || field == TEXT) {
                return Err(format!("no column {wanted:?}; there are: {}", list(names)));
            }
        }
        if columns.0[TEXT].is_empty() {
            return Err(format!("no column of text; there are: {}", list(names)));
        }
        Ok(columns)
    }

    /// Whether at least two columns are known by their usual names, the text among them.
    #[cfg(feature = "archives")]
    pub(super) fn are_usual<S: AsRef<str>>(names: &[S]) -> bool {
        let found = Columns::find(names, &ColumnNames::default(), false);
        found.is_ok_and(|columns| columns.0.iter().filter(|found| !found.is_empty()).count() > 1)
    }

    /// The document that a row is, or why it is none; `cell` takes what stands in a column of it. What is wrong is said
    /// behind `line`, which tells where.
    pub(super) fn document(
        &self,
        mut cell: impl FnMut(usize) -> Cell,
        place: Place,
        line: &str,
    ) -> Result<Document, Error> {
        let mut first = |field: usize| {
            let mut cells = self.0[field].iter().map(|&column| cell(column));
            cells.find(|cell| !cell.is_empty()).unwrap_or(Cell::Nothing)
        };
        let id = first(ID).line();
        let content = match first(TEXT) {
            Cell::Text(text) => Content::Text(text),
            Cell::Bytes(bytes) => Content::Bytes(bytes),
            Cell::Names(parts) => Content::Text(parts.join("\n\n")),
            none => {
                let why = match none {
                    Cell::Nothing => "no text in this row",
                    _ => "the text is a number",
                };
                return Err(Error::document(place, format!("{line}{why}")).of(id));
            }
        };
        let (date, written) = day(first(DATE));
        let told = Told {
            id,
            url: first(URL).line(),
            headline: first(HEADLINE).line(),
            date,
            written,
            byline: bylines(first(BYLINE)),
            source: first(SOURCE).line(),
        };
        Ok(Document {
            form: Some(form(&content)),
            content,
            told,
            place,
        })
    }
}

/// The form of a text in a row: a piece of a web page begins with a tag.
fn form(content: &Content) -> Form {
    const TAGS: [&str; 17] = [
        "!doctype",
        "article",
        "blockquote",
        "body",
        "br",
        "div",
        "figure",
        "h1",
        "h2",
        "h3",
        "html",
        "main",
        "p",
        "section",
        "span",
        "strong",
        "ul",
    ];
    let bytes = match content {
        Content::Text(text) => text.as_bytes(),
        Content::Bytes(bytes) => bytes,
    };
    let Some(tag) = bytes.trim_ascii_start().strip_prefix(b"<") else {
        return Form::Text;
    };
    let length = tag.iter().position(|b| !b.is_ascii_alphanumeric() && *b != b'!');
    let tag = String::from_utf8_lossy(&tag[..length.unwrap_or(tag.len()).min(10)]).to_ascii_lowercase();
    match TAGS.contains(&&*tag) {
        true => Form::Html,
        false => Form::Text,
    }
}

/// A name of a column without case and without signs between words.
fn squeeze(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The names of columns, for an error.
fn list<S: AsRef<str>>(names: &[S]) -> String {
    const SHOWN: usize = 30;
    const LONGEST: usize = 60;
    let short = |name: &S| name.as_ref().chars().take(LONGEST).collect::<String>();
    let mut list = names.iter().take(SHOWN).map(short).collect::<Vec<_>>().join(", ");
    if names.len() > SHOWN {
        list.push_str(&format!(" and {} more", names.len() - SHOWN));
    }
    if names.is_empty() {
        list.push_str("none");
    }
    list
}
