//! What a run is asked to do: its form, its share, its limits.

use std::fmt;
use std::str::FromStr;

use crate::date::Date;
use crate::error::Error;
use crate::naming::named;
use crate::sources::ReadOptions;
use crate::tagger::hash::hash_text;

named! {
    /// The form of a run's output.
    #[derive(Default)]
    Format, "format" {
        /// A folder of Parquet files for each table.
        #[default]
        Parquet = "parquet",
        /// A folder of JSON lines, one record a line.
        Jsonl = "jsonl",
    }
}

named! {
    /// What becomes of a document that cannot be read.
    #[derive(Default)]
    Failures, "errors" {
        /// It is a row of the table of errors.
        #[default]
        Collect = "collect",
        /// It is counted and nothing else.
        Skip = "skip",
        /// It ends the run; what is before it is kept.
        Raise = "raise",
    }
}

/// One of several shares of a run, the first being 1: `3/16`.
///
/// Where there are at least as many files as shares, and the files dealt out in turns make shares of like size (none more
/// than a quarter above the mean), file `i` (from 0) is in the share `i mod shares + 1`: a share opens its own files only.
/// Its documents then have the numbers `share - 1`, `share - 1 + shares`, and so on, which no other share has.
///
/// Otherwise, and with a limit, every share goes through all files, and document `i` of a file is in the share
/// `(hash of the file's path + i) mod shares + 1`, so that the documents of one large file are spread evenly. Documents
/// then have the numbers that they have without shares.
///
/// All shares have to be given the same paths in the same order.
///
/// ```
/// let shard: dateline::run::Shard = "3/16".parse()?;
/// assert_eq!(shard.to_string(), "3/16");
/// assert!("0/16".parse::<dateline::run::Shard>().is_err());
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    pub(super) number: u64,
    pub(super) of: u64,
}

impl Shard {
    /// Which documents of a file belong to this share.
    pub(super) fn of_file(self, path: &str) -> impl Fn(u64) -> bool + use<> {
        let first = hash_text(path);
        move |document| first.wrapping_add(document) % self.of == self.number - 1
    }
}

impl FromStr for Shard {
    type Err = Error;

    fn from_str(text: &str) -> Result<Shard, Error> {
        let numbers = text.split_once('/').and_then(|(number, of)| {
            let (number, of) = (number.parse().ok()?, of.parse().ok()?);
            (1 <= number && number <= of).then_some(Shard { number, of })
        });
        numbers.ok_or_else(|| {
            Error::argument(format!(
                "a shard is one of several, such as 1/16 to 16/16, not {text:?}"
            ))
        })
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

/// How a run is to be done.
///
/// ```
/// use dateline::run::{Failures, Format, RunOptions};
/// let options = RunOptions { format: Format::Jsonl, errors: Failures::Skip, limit: Some(100), ..RunOptions::default() };
/// assert!(!options.resume);
/// ```
#[derive(Clone, Debug)]
pub struct RunOptions {
    /// The form of the output.
    pub format: Format,
    /// Whether to go on with what an earlier run has left behind.
    pub resume: bool,
    /// The share of the documents that is read.
    pub shard: Option<Shard>,
    /// Only so many documents, counted before they are shared out.
    pub limit: Option<u64>,
    /// Leaves out articles of an earlier day; those without a day stay.
    pub since: Option<Date>,
    /// Threads that read articles; as many as the machine has cores when `None`.
    pub workers: Option<usize>,
    /// What becomes of documents that cannot be read.
    pub errors: Failures,
    /// How the inputs are to be read.
    pub reading: ReadOptions,
    /// Most articles of a part: what a kill may cost.
    pub part_articles: usize,
}

impl Default for RunOptions {
    fn default() -> RunOptions {
        RunOptions {
            format: Format::default(),
            resume: false,
            shard: None,
            limit: None,
            since: None,
            workers: None,
            errors: Failures::default(),
            reading: ReadOptions::default(),
            part_articles: PART_ARTICLES,
        }
    }
}

/// Most articles of a part: some seconds of work, and files large enough to be read fast.
const PART_ARTICLES: usize = 8192;
