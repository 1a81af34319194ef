//! Room 1, bytes to [`Article`]: decoding, and the outer form of news copy (headline, byline, dateline, date, source).

mod asker;
mod byline;
mod context;
mod credit;
mod dateline;
mod day;
mod decode;
mod foot;
mod forms;
mod glued;
mod header;
mod headline;
mod hints;
mod imprint;
mod keyed;
mod lines;
mod lists;
mod name;
mod page;
mod paragraphs;
mod peel;
mod places;
mod reader;
mod source;
mod stamp;
mod top;
mod voice;
mod year;

use crate::date::Date;
use crate::naming::named;
use crate::span::Span;

pub use decode::decode;
pub use forms::open;
pub use page::{Page, read_page};
pub use reader::read_text;
pub(crate) use source::post_in_line;

/// An article as it stands on the page: the text as given, and what its outer form says.
///
/// ```
/// use dateline::article::{Article, Dateline, Field, Header, Paragraph, ParagraphKind, read_text};
///
/// let text = "Rain at Last\n\nNAIROBI, Kenya, May 2, 2024 (AP) - It rained on Thursday.";
/// let article: Article = read_text(text.to_owned(), None, None, &mut Vec::new());
/// let header: &Header = &article.header;
/// let headline: &Field = header.headline.as_ref().expect("a headline");
/// assert_eq!((&*headline.value, headline.span), ("Rain at Last", Some(dateline::Span::new(0, 12))));
/// let line: &Dateline = header.dateline.as_ref().expect("a dateline");
/// assert_eq!(line.places[0].value, "NAIROBI, Kenya");
/// let first: &Paragraph = &article.paragraphs[0];
/// assert_eq!(first.kind, ParagraphKind::Header);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// The caller's name for it.
    pub id: Option<String>,
    /// Its address, when that was told.
    pub url: Option<String>,
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
    /// The line's place and day at the head of the body; `None` when no place is named there.
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
        /// Beside the text: in the head of a page, in a feed, in a column.
        Metadata = "metadata",
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

/// A line of the text with its place in the article; two when it holds the headline and the body.
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
