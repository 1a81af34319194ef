//! Room 1, bytes to [`Article`]: decoding, and the outer form of news copy (headline, byline, dateline, date, source).

use crate::date::Date;
use crate::naming::named;
use crate::span::Span;

/// An article as it stands on the page: the text as given, and what its outer form says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// The caller's name for it.
    pub id: Option<String>,
    /// The text; every offset of the crate refers to it.
    pub text: String,
    /// Headline, date, byline, source, dateline.
    pub header: Header,
    /// The lines of the text that hold something, in order, none overlapping.
    pub paragraphs: Vec<Paragraph>,
}

/// What the outer form of an article says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// The article's title.
    pub headline: Option<Field>,
    /// Its day of publication.
    pub date: Option<Date>,
    /// Where the day was found.
    pub date_source: DateSource,
    /// The authors' names, agencies and desks left out.
    pub byline: Vec<Field>,
    /// The agency or paper.
    pub source: Option<Field>,
    /// The line's place and day at the head of the body.
    pub dateline: Option<Dateline>,
}

/// A value of the header: its clean text, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The text with white space folded and soft hyphens dropped.
    pub value: String,
    /// Its place in the article's text; `None` when it was told from outside.
    pub span: Option<Span>,
}

named! {
    /// Where an article's day was found.
    #[derive(Default)]
    DateSource, "date source" {
        /// In the lines above the body, or a dated line at its foot.
        Header = "header",
        /// In the dateline.
        Dateline = "dateline",
        /// Told by the caller.
        Argument = "argument",
        /// Nowhere.
        #[default]
        None = "none",
    }
}

/// `NAIROBI, Kenya, May 2 (AP) —`: where and when the copy was filed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// From the first place to the end of the dateline, dash included.
    pub span: Span,
    /// Each place as written (`NAIROBI, Kenya` is one).
    pub places: Vec<Field>,
    /// The dateline's own day.
    pub date: Option<Date>,
}

/// A line of the text with its place in the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// The line without surrounding white space.
    pub span: Span,
    /// What it is.
    pub kind: ParagraphKind,
}

named! {
    /// What a paragraph is.
    ParagraphKind, "kind of paragraph" {
        /// Headline, byline, stamps, section lines: what stands above the body.
        Header = "header",
        /// Running text.
        Body = "body",
        /// A heading between paragraphs.
        Subhead = "subhead",
        /// What an agency or paper adds under the body: credits, contacts, codes.
        Tail = "tail",
        /// The words under a picture.
        Caption = "caption",
    }
}

/// placeholder until the room is merged
pub fn decode(bytes: &[u8]) -> (String, Vec<crate::warning::Warning>) {
    (String::from_utf8_lossy(bytes).into_owned(), Vec::new())
}
/// placeholder
pub fn read_file(path: &std::path::Path) -> Result<Vec<u8>, crate::error::Error> {
    std::fs::read(path).map_err(|why| crate::error::Error::file(path, why))
}
/// placeholder
pub fn read_text(
    text: String,
    id: Option<String>,
    date: Option<Date>,
    _w: &mut Vec<crate::warning::Warning>,
) -> Article {
    let mut paragraphs = Vec::new();
    let mut at = 0;
    for l in text.split_inclusive('\n') {
        let s = Span::new(at, at + l.len()).trim(&text);
        at += l.len();
        if !s.is_empty() {
            paragraphs.push(Paragraph {
                span: s,
                kind: ParagraphKind::Body,
            });
        }
    }
    Article {
        id,
        text,
        header: Header {
            date,
            ..Header::default()
        },
        paragraphs,
    }
}
