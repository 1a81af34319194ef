//! The feed: documents from the reader through the pipeline, outcomes in the order of the inputs.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::manifest::Input;
use super::options::{Format, RunOptions};
use super::part::Done;
use super::reader::{At, Extent, Item, Reader, Reading};
use crate::article::Article;
use crate::batch::{Pipeline, Taken};
use crate::error::Error;
use crate::export::to_json;
use crate::extract::{Extractor, Job, Scratch, Source};
use crate::place::Place;
use crate::queue::Popped;

/// What comes next.
pub(super) enum Fed {
    /// A document is done.
    Document(At, Outcome),
    /// All documents of an input are; the next one's number.
    Ended(Arc<Input>, u64),
    /// Nothing yet.
    Pending,
    /// Nothing more.
    Over,
}

/// What became of a document.
pub(super) enum Outcome {
    /// It was read: what goes to the output, how many words it has, and how many bytes its text.
    Read { done: Done, words: u64, bytes: u64 },
    /// It is of an earlier day than wanted.
    LeftOut,
    /// It could not be read; the name that was told for it.
    Failed(Error, Option<String>),
}

/// What is in the works.
enum Mark {
    /// The pipeline has it.
    Works(At),
    Known(Fed),
}

/// Marks in the works; the pipeline bounds the documents among them.
const MOST_MARKS: usize = 1 << 14;

pub(super) struct Feed {
    reader: Reader,
    pipeline: Pipeline<Outcome>,
    marks: VecDeque<Mark>,
    /// Whether the reader has handed on all.
    over: bool,
}

impl Feed {
    pub(super) fn start(pipeline: Pipeline<Outcome>, reading: Reading) -> Result<Feed, Error> {
        Ok(Feed {
            pipeline,
            reader: Reader::start(reading)?,
            marks: VecDeque::new(),
            over: false,
        })
    }

    pub(super) fn extent(&self) -> &Extent {
        &self.reader.extent
    }

    /// What comes next, after a wait of up to `patience`.
    pub(super) fn next(&mut self, patience: Duration) -> Fed {
        let until = Instant::now() + patience;
        loop {
            self.fill();
            let left = until.saturating_duration_since(Instant::now());
            match self.marks.front() {
                None if self.over => return Fed::Over,
                None => match self.reader.items.pop(left) {
                    Popped::Ready(item) => self.put(item),
                    Popped::Pending => return Fed::Pending,
                    Popped::Over => self.over = true,
                },
                Some(Mark::Works(_)) => match self.pipeline.take(left) {
                    Taken::Ready(outcome) => {
                        if let Some(Mark::Works(at)) = self.marks.pop_front() {
                            return Fed::Document(at, outcome);
                        }
                    }
                    Taken::Pending | Taken::Empty => return Fed::Pending,
                },
                Some(Mark::Known(_)) => {
                    if let Some(Mark::Known(fed)) = self.marks.pop_front() {
                        return fed;
                    }
                }
            }
        }
    }

    /// Gives the pipeline what the reader has ready.
    fn fill(&mut self) {
        while !self.over && self.pipeline.has_room() && self.marks.len() < MOST_MARKS {
            match self.reader.items.pop(Duration::ZERO) {
                Popped::Ready(item) => self.put(item),
                Popped::Pending => return,
                Popped::Over => self.over = true,
            }
        }
    }

    fn put(&mut self, item: Item) {
        let mark = match item {
            Item::Document(at, document) => {
                self.pipeline.submit(Job::from(*document));
                Mark::Works(at)
            }
            Item::Failed(at, error) => {
                let own = error.id().map(str::to_owned);
                let place = || error.place().map(Place::to_string);
                let id = own.or_else(place).unwrap_or_else(|| at.input.path.clone());
                Mark::Known(Fed::Document(at, Outcome::Failed(error, Some(id))))
            }
            Item::Ended(input, next) => Mark::Known(Fed::Ended(input, next)),
        };
        self.marks.push_back(mark);
    }
}

/// The pipeline of a run.
pub(super) fn pipeline(extractor: Arc<Extractor>, options: &RunOptions) -> Result<Pipeline<Outcome>, Error> {
    let (since, format) = (options.since, options.format);
    let work = move |extractor: &Extractor, job: Job, scratch: &mut Scratch| {
        // The name that an article has which cannot be read.
        let id = match (&job.id, &job.source) {
            (None, Source::Document(document)) => {
                let told = document.told.id.clone();
                told.or_else(|| Some(document.place.to_string()))
            }
            (id, _) => id.clone(),
        };
        // An article without a day is of no earlier one.
        let wanted = |article: &Article| article.header.date.is_none_or(|day| Some(day) >= since);
        match extractor.read_if(job, scratch, wanted) {
            Ok(None) => Outcome::LeftOut,
            Ok(Some(record)) => {
                let text = &record.article.text;
                let (words, bytes) = (text.split_ascii_whitespace().count() as u64, text.len() as u64);
                let done = match format {
                    Format::Parquet => Done::Record(Box::new(record)),
                    Format::Jsonl => Done::Line(to_json(&record) + "\n"),
                };
                Outcome::Read { done, words, bytes }
            }
            Err(error) => Outcome::Failed(error, id),
        }
    };
    Pipeline::with_work(extractor, options.workers, work)
}
