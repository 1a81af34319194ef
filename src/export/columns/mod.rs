//! Tables: records as Arrow record batches with fixed schemas, one table for each kind of thing, or one row an article.

mod cells;
mod tables;

use std::borrow::Cow;

pub use arrow_array::RecordBatch;
pub use arrow_schema::SchemaRef;

use self::cells::{Cell, Lists, Rows};
use self::tables::{ARTICLE, ERROR, ERRORS, Reader};
use crate::error::Error;
use crate::naming::named;
use crate::record::Record;

named! {
    /// A table over articles. Every row starts with `article`, the number of its article, and `article_id`, the name that
    /// the caller gave to it.
    ///
    /// Offsets (`start`, `end`) are Unicode code points of the article's text, as in the JSON record, and so are the
    /// names of entities (`e1`) and quotations (`q1`), which count within their article.
    Table, "table" {
        /// One row an article: header, text, paragraphs, sentences, warnings.
        Articles = "articles",
        /// Named and numbered things in the texts.
        Mentions = "mentions",
        /// The things behind an article's mentions.
        Entities = "entities",
        /// Who is reported to have said what.
        Quotes = "quotes",
        /// Mentions of dates and times (`DATE`, `TIME`), with the first and the last day that they may mean, if any.
        Dates = "dates",
        /// Mentions of amounts (`MONEY`, `PERCENT`, `QUANTITY`, `ORDINAL`, `CARDINAL`), with their bounds and units, if any.
        Amounts = "amounts",
        /// What the articles say that people are.
        Roles = "roles",
        /// Documents that could not be read: where they stood and why.
        Errors = "errors",
        /// One row a document, whether it could be read or not: the columns of `articles`, a list for each of the tables
        /// from `mentions` to `roles`, and `error`.
        Records = "records",
    }
}

impl Table {
    /// The tables that share nothing: all but [`Table::Records`], which repeats them.
    pub const FLAT: &'static [Table] = &[
        Table::Articles,
        Table::Mentions,
        Table::Entities,
        Table::Quotes,
        Table::Dates,
        Table::Amounts,
        Table::Roles,
        Table::Errors,
    ];

    /// The tables that stand as lists in [`Table::Records`].
    const INSIDE: &'static [Table] = &[
        Table::Mentions,
        Table::Entities,
        Table::Quotes,
        Table::Dates,
        Table::Amounts,
        Table::Roles,
    ];

    /// The table's schema. It depends on nothing, and its metadata has the version of it under `dateline.schema`.
    ///
    /// ```
    /// use dateline::export::Table;
    /// let schema = Table::Roles.schema();
    /// let names: Vec<_> = schema.fields().iter().map(|field| field.name().as_str()).collect();
    /// assert_eq!(names[..5], ["article", "article_id", "person", "role", "status"]);
    /// assert_eq!(schema.metadata()["dateline.schema"], "1");
    /// ```
    #[must_use]
    pub fn schema(self) -> SchemaRef {
        tables::schema(self)
    }
}

/// Why a document could not be read, in the columns of [`Table::Errors`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Failure<'e> {
    /// The file, as the caller named it.
    pub file: Option<Cow<'e, str>>,
    /// The member of an archive.
    pub member: Option<Cow<'e, str>>,
    /// Its number among those of the file, from 0.
    pub number: Option<u64>,
    /// The byte at which it starts in the unpacked file or member.
    pub offset: Option<u64>,
    /// What is wrong, in a short sentence.
    pub reason: Cow<'e, str>,
}

impl<'e> From<&'e Error> for Failure<'e> {
    fn from(error: &'e Error) -> Failure<'e> {
        let place = error.place();
        let file = place.map(|place| Cow::Borrowed(&*place.file));
        Failure {
            file: file.or_else(|| error.path().map(std::path::Path::to_string_lossy)),
            member: place.and_then(|place| place.member.as_deref()).map(Cow::Borrowed),
            number: place.and_then(|place| place.number),
            offset: place.map(|place| place.offset),
            reason: Cow::Owned(error.reason()),
        }
    }
}

/// The most that builders hold, of which every column keeps far from the 2 GiB that its 32-bit offsets can reach.
const MOST: usize = 512 << 20;

/// The longest text that fits a column beside others: no file's article is that long.
const LONGEST: usize = 512 << 20;

/// Tables while they grow: records go in, record batches come out.
///
/// A batch's texts have 32-bit offsets, so that none may hold 2 GiB. Callers take the batches when [`Columns::bytes`] has
/// reached what they want to hold at once; should they never do so, a new batch begins at 512 MiB.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use dateline::export::{Columns, Failure, Table};
/// let record = dateline::Extractor::embedded()?.extract_text("Angela Merkel met Emmanuel Macron in Paris.");
/// let mut columns = Columns::with(&[Table::Mentions]);
/// columns.push(0, &record);
/// assert!(columns.len() == 1 && columns.bytes() > 0);
/// let batches = columns.finish();
/// assert_eq!((batches[0].0, batches[0].1.num_rows()), (Table::Mentions, 3));
/// assert!(columns.is_empty());
///
/// let mut all = Columns::new();
/// all.push_error(1, &"no day".parse::<dateline::Date>().unwrap_err(), Some("a"));
/// let failure = Failure { file: Some("b.txt".into()), member: None, number: None, offset: None, reason: "gone".into() };
/// all.push_failure(2, None, &failure);
/// let errors = all.finish().into_iter().find(|(table, _)| *table == Table::Errors);
/// assert_eq!(errors.map(|(_, batch)| batch.num_rows()), Some(2));
/// # }
/// # Ok::<(), dateline::Error>(())
/// ```
pub struct Columns {
    tables: Vec<Growing>,
    articles: usize,
    bytes: usize,
    /// How many of the bytes are in batches that were full.
    closed: usize,
    /// Batches that were full before anybody took them.
    full: Vec<(Table, RecordBatch)>,
}

impl Default for Columns {
    fn default() -> Columns {
        Columns::new()
    }
}

impl Columns {
    /// All tables but [`Table::Records`].
    #[must_use]
    pub fn new() -> Columns {
        Columns::with(Table::FLAT)
    }

    /// These tables, in this order.
    #[must_use]
    pub fn with(tables: &[Table]) -> Columns {
        Columns {
            tables: tables.iter().map(|&table| Growing::new(table)).collect(),
            articles: 0,
            bytes: 0,
            closed: 0,
            full: Vec::new(),
        }
    }

    /// Adds an article under its number in the corpus or the run.
    ///
    /// One whose text is longer than 512 MiB, which no file's is, becomes an error.
    pub fn push(&mut self, article: i64, record: &Record) {
        let id = record.article.id.as_deref();
        let length = record.article.text.len();
        if length > LONGEST {
            let reason = format!("a text of {length} bytes is too long for a table").into();
            return self.push_failure(
                article,
                id,
                &Failure {
                    reason,
                    ..Failure::default()
                },
            );
        }
        self.make_room(length);
        let reader = Reader::new(record);
        for table in &mut self.tables {
            self.bytes += table.push(&Front(article, id), record, &reader);
        }
        self.articles += 1;
    }

    /// Adds a document that could not be read: a row of [`Table::Errors`] and of [`Table::Records`].
    pub fn push_error(&mut self, article: i64, error: &Error, id: Option<&str>) {
        self.push_failure(article, id, &Failure::from(error));
    }

    /// Adds a document that could not be read, of which something else told why.
    pub fn push_failure(&mut self, article: i64, id: Option<&str>, failure: &Failure<'_>) {
        self.make_room(0);
        for table in &mut self.tables {
            self.bytes += table.push_failure(&Front(article, id), failure);
        }
        self.articles += 1;
    }

    /// How many articles and errors were added since the last batches.
    #[must_use]
    pub fn len(&self) -> usize {
        self.articles
    }

    /// Whether there is nothing since the last batches.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.articles == 0
    }

    /// About how many bytes the tables hold since the last batches.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// What has been added as one batch for each table, empty ones too; the tables start anew.
    ///
    /// Only when more than 512 MiB were added are there several batches of a table, in order.
    pub fn finish(&mut self) -> Vec<(Table, RecordBatch)> {
        let mut batches = std::mem::take(&mut self.full);
        batches.extend(self.tables.iter_mut().map(Growing::finish));
        (self.articles, self.bytes, self.closed) = (0, 0, 0);
        batches
    }

    fn make_room(&mut self, more: usize) {
        let open = self.bytes - self.closed;
        if open > 0 && open + more > MOST {
            self.full.extend(self.tables.iter_mut().map(Growing::finish));
            self.closed = self.bytes;
        }
    }
}

/// What stands at the front of every row: number and name of the article.
struct Front<'r>(i64, Option<&'r str>);

impl<'r> Front<'r> {
    fn then(&self, cells: impl IntoIterator<Item = Cell<'r>>) -> impl Iterator<Item = Cell<'r>> {
        [Cell::Long(self.0), Cell::from(self.1)].into_iter().chain(cells)
    }
}

/// One table while it grows.
struct Growing {
    table: Table,
    rows: Rows,
    /// The tables inside of whole records.
    lists: Vec<(Table, Lists)>,
    /// Why articles of whole records could not be read.
    errors: Option<Rows>,
}

impl Growing {
    fn new(table: Table) -> Growing {
        let front = ARTICLE.iter().map(|&(_, kind, _)| kind);
        let whole = table == Table::Records;
        let list = |&inside: &Table| {
            let part = inside.part()?;
            Some((inside, Lists::new(part.fields(), part.kinds())))
        };
        Growing {
            table,
            rows: match table.part() {
                Some(part) => Rows::new(front.chain(part.kinds())),
                None => Rows::new(front.chain(ERRORS.iter().map(|&(_, kind, _)| kind))),
            },
            lists: if whole {
                Table::INSIDE.iter().filter_map(list).collect()
            } else {
                Vec::new()
            },
            errors: whole.then(|| Rows::new([ERROR.1])),
        }
    }

    /// Adds an article's rows and returns about how many bytes they take.
    fn push<'r>(&mut self, front: &Front<'r>, record: &Record, reader: &Reader<'r>) -> usize {
        let Some(part) = self.table.part() else { return 0 };
        let cells = |n| part.columns.iter().map(move |column| (column.get)(reader, n));
        let rows = (part.rows)(record).into_iter();
        let mut bytes: usize = rows.map(|n| self.rows.push(front.then(cells(n)))).sum();
        for (inside, lists) in &mut self.lists {
            let Some(part) = inside.part() else { continue };
            for n in (part.rows)(record) {
                bytes += lists
                    .rows
                    .push(part.columns.iter().map(|column| (column.get)(reader, n)));
            }
            bytes += lists.close();
        }
        bytes + self.errors.as_mut().map_or(0, |errors| errors.push([Cell::Null]))
    }

    fn push_failure(&mut self, front: &Front<'_>, failure: &Failure<'_>) -> usize {
        let number = |number: Option<u64>| {
            let number = number.map(|number| Cell::Long(i64::try_from(number).unwrap_or(i64::MAX)));
            Cell::from(number)
        };
        match &mut self.errors {
            None if self.table == Table::Errors => self.rows.push(front.then([
                Cell::from(failure.file.as_deref()),
                Cell::from(failure.member.as_deref()),
                number(failure.number),
                number(failure.offset),
                Cell::from(&*failure.reason),
            ])),
            None => 0,
            Some(errors) => {
                let lists = self.lists.iter_mut().map(|(_, lists)| lists.close());
                self.rows.push(front.then([]))
                    + lists.sum::<usize>()
                    + errors.push([Cell::from(&*failure.reason)])
            }
        }
    }

    #[expect(clippy::expect_used, reason = "one list of fields makes schema and columns")]
    fn finish(&mut self) -> (Table, RecordBatch) {
        let mut columns = self.rows.finish();
        columns.extend(self.lists.iter_mut().map(|(_, lists)| lists.finish()));
        columns.extend(self.errors.iter_mut().flat_map(Rows::finish));
        let batch = RecordBatch::try_new(self.table.schema(), columns);
        (
            self.table,
            batch.expect("columns of one length, made by the schema's own list"),
        )
    }
}
