//! Room 8, long runs: inputs to parts on the disk, each there as a whole or not at all, to be gone on with after any end.

mod feed;
mod folder;
mod manifest;
mod options;
mod part;
mod reader;
mod shares;
mod writer;

use std::collections::{HashMap, HashSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use self::feed::{Fed, Feed, Outcome};
use self::folder::Folder;
use self::manifest::{Half, Identity, Input, Part, Past};
use self::part::{Gathering, Rows};
use self::reader::{At, Reading};
use self::shares::Share;
use self::writer::{Order, Writer};
use crate::error::Error;
use crate::extract::Extractor;

pub use self::options::{Failures, Format, RunOptions, Shard};

/// Bytes of gathered rows that make a part, whatever the number of articles.
const PART_BYTES: u64 = 64 << 20;

/// How many times as many documents without rows (left out, skipped) make a part: they cost time too.
const WITHOUT_ROWS: usize = 8;

/// Rows that are handed to the writer at once, and become a row group: large enough to compress and to be read well,
/// small enough for a few of them to lie in memory.
const LOT_ARTICLES: usize = 2048;
const LOT_BYTES: usize = 12 << 20;

/// A run: the documents of many inputs, read on all cores and written into a folder as tables or JSON lines.
///
/// The folder has one folder for each table (`articles/part-00000.parquet` …; for JSON lines `records` and `errors`), and
/// `manifest.jsonl`. A part is written aside, brought to the disk, renamed, and only then named by a line of the manifest;
/// so a run that is killed leaves whole parts, and [`RunOptions::resume`] deletes what is not named and goes on after what
/// is. Rows come in the order of the inputs, and the union of all parts is the same however often a run was killed.
///
/// Every document has a number, the first 0: that of its place among all documents of the run, whether it is read here, by
/// another shard or not at all; shards that share out whole files number their own, each otherwise ([`Shard`]). Columns
/// `article` have it.
///
/// Reading, the articles' work and writing go on at the same time on threads of their own; the queues between them are
/// bounded by bytes. The caller's thread has to call [`Run::step`] again and again.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use std::sync::Arc;
/// use std::time::Duration;
/// use dateline::run::{Progress, Run, RunOptions, Step};
///
/// let folder = std::env::temp_dir().join(format!("dateline-run-{}", std::process::id()));
/// std::fs::create_dir_all(&folder).unwrap();
/// std::fs::write(folder.join("a.txt"), "Angela Merkel met Emmanuel Macron in Paris.").unwrap();
///
/// let extractor = Arc::new(dateline::Extractor::embedded()?);
/// let mut run = Run::new(extractor, vec![folder.join("a.txt")], &folder.join("out"), RunOptions::default())?;
/// while run.step(Duration::from_millis(100))? == Step::Going {}
/// run.close()?; // before `Step::Done` it ends the run early
/// let progress: Progress = run.progress();
/// assert_eq!((progress.articles, progress.errors, run.warnings().len()), (1, 0, 0));
/// assert!(folder.join("out/mentions/part-00000.parquet").exists());
/// # std::fs::remove_dir_all(&folder).unwrap();
/// # }
/// # Ok::<(), dateline::Error>(())
/// ```
pub struct Run {
    feed: Feed,
    writer: Writer,
    rows: Gathering,
    /// The part that is being gathered.
    part: Part,
    held: Held,
    /// Whether there is a part before that one.
    begun: bool,
    /// Orders that the writer has no room for yet, with their weights.
    orders: VecDeque<(u64, Order)>,
    state: State,
    options: RunOptions,
    progress: Progress,
    warnings: Vec<String>,
}

/// How much there is in the part that is being gathered.
#[derive(Default)]
struct Held {
    /// Documents with rows.
    rows: usize,
    /// Bytes of rows.
    bytes: u64,
    /// Documents with rows that the writer does not have yet.
    lot: usize,
    /// Documents and ends of inputs, with and without rows.
    taken: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    /// Documents come.
    Open,
    /// No more do; the writer has not ended yet.
    Closing,
    Over,
}

/// Whether there is more to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// There is.
    Going,
    /// All is on the disk.
    Done,
}

/// How far a run is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// Articles read in this session.
    pub articles: u64,
    /// Documents that could not be read.
    pub errors: u64,
    /// Articles of an earlier day than wanted.
    pub left_out: u64,
    /// Words of the articles.
    pub words: u64,
    /// Bytes of the articles' texts.
    pub text_bytes: u64,
    /// Bytes of the inputs that have been read, as they lie on disk.
    pub input_bytes: u64,
    /// Bytes of all inputs that this session reads; `None` as long as they have not been weighed.
    pub total_bytes: Option<u64>,
    /// Bytes of the files of complete parts.
    pub written_bytes: u64,
    /// Seconds that the writer has worked.
    pub writer_seconds: f64,
    /// Articles that earlier sessions have read.
    pub articles_before: u64,
    /// Documents that they could not read.
    pub errors_before: u64,
}

impl Run {
    /// Begins a run, or goes on with one. An input that is named twice is read once.
    ///
    /// # Errors
    /// When there is no input, the folder cannot be written, another run is at work in it, it holds a run and `resume` is
    /// off, or it holds one with other options.
    pub fn new(
        extractor: Arc<Extractor>,
        inputs: Vec<PathBuf>,
        output: &Path,
        options: RunOptions,
    ) -> Result<Run, Error> {
        if inputs.is_empty() {
            return Err(Error::argument("nothing to read"));
        }
        if options.part_articles == 0 {
            return Err(Error::argument("a part needs at least one article"));
        }
        let share = Share::of(options.shard, &inputs, options.limit);
        let inputs = share.inputs(inputs);
        let identity = Identity::of(&options, extractor.fingerprint(), share.told());
        let pipeline = feed::pipeline(extractor, &options)?;
        let rooms = part::rooms(options.format);
        let mut folder = Folder::take(output, identity, options.resume, &rooms)?;
        let past = std::mem::take(&mut folder.past);
        folder.past.parts = past.parts;
        let progress = Progress {
            articles_before: past.articles,
            errors_before: past.errors,
            ..Progress::default()
        };
        let begun = past.parts > 0;
        let (first, step) = share.numbers();
        let next = if begun { past.next } else { first };
        let (inputs, skip, warnings) = left(inputs, past)?;
        let reading = Reading {
            inputs,
            skip,
            number: next,
            step,
            shard: share.of_documents(),
            limit: options.limit,
            options: options.reading.clone(),
        };
        let writer = Writer::start(folder, options.format)?;
        Ok(Run {
            feed: Feed::start(pipeline, reading)?,
            writer,
            rows: Gathering::new(options.format),
            part: Part {
                next,
                ..Part::default()
            },
            held: Held::default(),
            begun,
            orders: VecDeque::new(),
            state: State::Open,
            options,
            progress,
            warnings,
        })
    }

    /// What is odd about the inputs: those that have changed since an earlier session read them.
    #[must_use]
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// Works for about as long as `patience`.
    ///
    /// # Errors
    /// When the output cannot be written, or a document cannot be read and that is to end the run; what is before it is
    /// on the disk then.
    pub fn step(&mut self, patience: Duration) -> Result<Step, Error> {
        let until = Instant::now() + patience;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            if let Some((weight, order)) = self.orders.pop_front() {
                if let Some(back) = self.writer.give(weight, order, left)? {
                    self.orders.push_front((weight, back));
                    return Ok(Step::Going);
                }
                continue;
            }
            match self.state {
                State::Over => return Ok(Step::Done),
                State::Closing => {
                    self.writer.close();
                    if !self.writer.ended(left)? {
                        return Ok(Step::Going);
                    }
                    self.state = State::Over;
                }
                State::Open => match self.feed.next(left) {
                    Fed::Document(at, outcome) => self.add(at, outcome)?,
                    Fed::Ended(input, next) => {
                        self.part.inputs.push(Input::clone(&input));
                        (self.part.half, self.part.next) = (None, next);
                        self.count();
                    }
                    Fed::Pending => return Ok(Step::Going),
                    Fed::Over => {
                        self.cut();
                        self.orders.push_back((0, Order::End(self.part.next)));
                        self.state = State::Closing;
                    }
                },
            }
            if Instant::now() >= until {
                return Ok(Step::Going);
            }
        }
    }

    /// Ends the run early: what has been read up to now becomes a part, and resuming goes on after it.
    ///
    /// This waits until it is on the disk.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn close(&mut self) -> Result<(), Error> {
        if self.state == State::Open {
            self.cut();
            self.state = State::Closing;
        }
        while self.step(Duration::from_secs(1))? == Step::Going {}
        Ok(())
    }

    /// How far the run is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let (extent, tally) = (self.feed.extent(), &self.writer.tally);
        let total = extent.total.load(Ordering::Relaxed);
        Progress {
            input_bytes: extent.read.load(Ordering::Relaxed),
            total_bytes: (total > 0).then_some(total),
            written_bytes: tally.bytes.load(Ordering::Relaxed),
            writer_seconds: Duration::from_nanos(tally.busy.load(Ordering::Relaxed)).as_secs_f64(),
            ..self.progress.clone()
        }
    }

    /// Takes in what became of a document.
    fn add(&mut self, at: At, outcome: Outcome) -> Result<(), Error> {
        let before = self.rows.bytes();
        match outcome {
            Outcome::Failed(error, _) if self.options.errors == Failures::Raise => {
                self.close()?;
                return Err(error);
            }
            Outcome::Failed(error, id) => {
                self.part.errors += 1;
                self.progress.errors += 1;
                if self.options.errors == Failures::Collect {
                    self.rows.push_error(at.number, &error, id.as_deref());
                    self.held.rows += 1;
                    self.held.lot += 1;
                }
            }
            Outcome::LeftOut => {
                self.part.left_out += 1;
                self.progress.left_out += 1;
            }
            Outcome::Read { done, words, bytes } => {
                self.rows.push(at.number, &done);
                self.part.articles += 1;
                self.held.rows += 1;
                self.held.lot += 1;
                self.progress.articles += 1;
                self.progress.words += words;
                self.progress.text_bytes += bytes;
            }
        }
        self.held.bytes += (self.rows.bytes() - before) as u64;
        self.part.next = at.next;
        self.part.half = Some(at.half());
        self.count();
        Ok(())
    }

    /// Counts what was taken in, and makes a part of it when that is enough.
    fn count(&mut self) {
        self.held.taken += 1;
        let most = self.options.part_articles;
        let many = self.held.rows >= most || self.held.taken >= most.saturating_mul(WITHOUT_ROWS);
        if many || self.held.bytes >= PART_BYTES {
            self.cut();
        } else if self.held.lot >= LOT_ARTICLES || self.rows.bytes() >= LOT_BYTES {
            self.hand_over();
        }
    }

    /// Hands the gathered rows to the writer.
    fn hand_over(&mut self) {
        let weight = self.rows.bytes() as u64;
        let rows: Rows = self.rows.take();
        self.orders.push_back((weight, Order::Rows(rows)));
        self.held.lot = 0;
    }

    /// Makes a part of what has been gathered. The first one is written even when it is empty, so that every table has a
    /// file with its schema; of later ones without rows only the line in the manifest is.
    fn cut(&mut self) {
        if self.begun && self.held.taken == 0 {
            return;
        }
        if self.held.lot > 0 || !self.begun && self.held.rows == 0 {
            self.hand_over();
        }
        self.begun = true;
        self.held = Held::default();
        let fresh = Part {
            half: self.part.half.clone(),
            next: self.part.next,
            ..Part::default()
        };
        let done = std::mem::replace(&mut self.part, fresh);
        self.orders.push_back((0, Order::Commit(done)));
    }
}

/// The inputs that are left, with the one first that was half read and how many of its documents are done; and what has
/// changed since.
fn left(inputs: Vec<PathBuf>, past: Past) -> Result<(Vec<PathBuf>, u64, Vec<String>), Error> {
    let mut warnings = Vec::new();
    let mut warn = |then: &Input, now: &Input| {
        if then != now {
            warnings.push(format!("{} has changed since it was read", then.path));
        }
    };
    let done: HashMap<&str, &Input> = past.inputs.iter().map(|input| (&*input.path, input)).collect();
    let half: Option<&Half> = past.half.as_ref();
    let (mut left, mut first, mut seen) = (Vec::new(), None, HashSet::new());
    for path in inputs {
        let name = path.to_string_lossy().into_owned();
        if let Some(then) = done.get(&*name) {
            if seen.insert(name) {
                warn(then, &Input::of(&path));
            }
        } else if seen.insert(name) {
            match half {
                Some(half) if half.input.path == path.to_string_lossy() => {
                    warn(&half.input, &Input::of(&path));
                    first = Some(path);
                }
                _ => left.push(path),
            }
        }
    }
    let skip = match (half, first) {
        (None, _) => 0,
        (Some(half), Some(first)) => {
            left.insert(0, first);
            half.documents
        }
        (Some(half), None) => {
            let path = &half.input.path;
            return Err(Error::argument(format!(
                "{path} was half read, and is not among the sources now"
            )));
        }
    };
    Ok((left, skip, warnings))
}
