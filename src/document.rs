//! A [`Document`]: one article as it comes out of a file, before anybody has read it, with its place and what was told beside it.

use crate::date::Date;
use crate::naming::named;
use crate::place::Place;

/// One article as it comes out of a file, a dump, a feed or a table.
///
/// ```
/// use dateline::article::{Page, open};
/// use dateline::place::Place;
/// use dateline::{Content, Document, Told};
///
/// let content = Content::Text("It rained in Rome.".to_owned());
/// assert_eq!((content.len(), content.is_empty()), (18, false));
/// let mut told = Told { headline: Some("Rain".to_owned()), ..Told::default() };
/// told.or(Told { source: Some("The Board".to_owned()), ..Told::default() });
/// let document = Document { content, form: None, told, place: Place::of_file("rain.txt") };
///
/// let page: Page = open(document)?;
/// assert_eq!((&*page.text, page.told.source.as_deref()), ("It rained in Rome.", Some("The Board")));
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// What is to be read.
    pub content: Content,
    /// The content's form; when nobody said it, the content itself tells.
    pub form: Option<Form>,
    /// What was told beside the content: columns of a row, headers of a response, fields of a feed.
    pub told: Told,
    /// Where it stood.
    pub place: Place,
}

/// The content of a [`Document`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Characters.
    Text(String),
    /// Bytes, in an encoding that they tell themselves.
    Bytes(Vec<u8>),
}

impl Content {
    /// How many bytes it is.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Content::Text(text) => text.len(),
            Content::Bytes(bytes) => bytes.len(),
        }
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

named! {
    /// The form of one article's content.
    Form, "form" {
        /// Running text: news copy as it is sent or pasted.
        Text = "text",
        /// A web page, or a piece of one.
        Html = "html",
        /// NITF: `<nitf>`.
        Nitf = "nitf",
        /// NewsML-G2: one `<newsItem>`, alone or in a `<newsMessage>`.
        NewsMl = "newsml",
        /// ninjs: a JSON object of the IPTC's news in JSON.
        Ninjs = "ninjs",
        /// A mail or a newsletter (RFC 5322 with MIME).
        Mail = "mail",
    }
}

/// What was told of an article beside its text; it wins over what the text says itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Its name: an identifier of the source's own.
    pub id: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its title.
    pub headline: Option<String>,
    /// Its day of publication.
    pub date: Option<Date>,
    /// What stood where its day should, when that settles no day or one day only by the order of its numbers.
    pub written: Option<Written>,
    /// Its authors, one name each.
    pub byline: Vec<String>,
    /// The paper, agency or site.
    pub source: Option<String>,
}

/// How a day was written that its numbers alone do not settle.
///
/// ```
/// # #[cfg(feature = "archives")]
/// # fn main() {
/// use dateline::Written;
/// use dateline::sources::{Documents, ReadOptions};
///
/// let rows: &[u8] = b"date,text\n02/05/2024,Rome is wet.\n";
/// let row = Documents::of_reader(rows, "rows.csv", &ReadOptions::default()).next().unwrap().unwrap();
/// assert!(row.told.date.is_none() && matches!(row.told.written, Some(Written::Open { .. })));
/// # }
/// # #[cfg(not(feature = "archives"))]
/// # fn main() {}
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// With the month first, which only that can be: `5/13/2024`.
    MonthFirst,
    /// With the day first, which only that can be: `13/5/2024`.
    DayFirst,
    /// In one of these orders: `2/5/2024`.
    Open {
        /// The day if the month stands first.
        month_first: Date,
        /// The day if it stands second.
        day_first: Date,
    },
    /// So that nothing is known of it.
    Unread,
}

impl Told {
    /// Fills what is not told here from what was told elsewhere.
    pub fn or(&mut self, other: Told) {
        self.id = self.id.take().or(other.id);
        self.url = self.url.take().or(other.url);
        self.headline = self.headline.take().or(other.headline);
        if self.date.is_none() {
            self.date = other.date;
            self.written = self.written.filter(|_| self.date.is_none()).or(other.written);
        }
        if self.byline.is_empty() {
            self.byline = other.byline;
        }
        self.source = self.source.take().or(other.source);
    }
}
