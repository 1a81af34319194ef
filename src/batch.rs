//! Room 6, many articles at once: a thread pool of our own, results in order, bounded, cancellable.

use std::any::Any;
use std::collections::VecDeque;
use std::fmt::Display;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rayon::ThreadPool;

use crate::error::Error;
use crate::extract::{Extractor, Job, Scratch, Source};
use crate::lock::patient;
use crate::record::Record;

/// Articles in the works for each worker: enough to hide uneven lengths, few enough to stay small.
const AHEAD: usize = 32;

/// Bytes of source text in the works, from which on no more goes in.
const MOST_BYTES: u64 = 64 << 20;

/// Most threads of a pool.
const MOST_WORKERS: usize = 1024;

/// Pools of this process that are kept for the next batch.
const KEPT_POOLS: usize = 2;

/// What becomes of each job, on the worker's thread.
type Work<T> = dyn Fn(&Extractor, Job, &mut Scratch) -> T + Send + Sync;

/// A running batch: jobs go in, results come out in the same order.
///
/// The pipeline never holds more than some dozens of articles for each worker, and few when they are long: beyond
/// 64 MiB of source text nothing more goes in. Dropping it stops the work.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use std::sync::Arc;
/// use dateline::{Extractor, Job, Pipeline, Source};
/// let jobs = ["Paris is wet.", "Rome is dry."].map(|text| Job { source: Source::Text(text.into()), id: None, date: None });
/// let extractor = Arc::new(Extractor::embedded()?);
/// let pipeline = Pipeline::new(extractor, Some(2), |record| record)?;
/// let records: Vec<_> = pipeline.run(jobs).collect::<Result<_, _>>()?;
/// assert_eq!(records[1].article.text, "Rome is dry.");
/// # }
/// # Ok::<(), dateline::Error>(())
/// ```
pub struct Pipeline<T> {
    extractor: Arc<Extractor>,
    pool: Arc<ThreadPool>,
    work: Arc<Work<T>>,
    stop: Arc<AtomicBool>,
    results: (Sender<Outcome<T>>, Receiver<Outcome<T>>),
    /// Results from number `taken` on, in order; a hole is still in the works.
    waiting: VecDeque<Slot<T>>,
    taken: usize,
    /// Bytes of source text behind `waiting`.
    held: u64,
}

/// The place of a result.
struct Slot<T> {
    bytes: u64,
    result: Option<Caught<T>>,
}

type Caught<T> = Result<T, Box<dyn Any + Send>>;
type Outcome<T> = (usize, Caught<T>);

/// What [`Pipeline::take`] found.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use std::sync::Arc;
/// use std::time::Duration;
/// use dateline::{Extractor, Job, Pipeline, Source, Taken};
///
/// // What `Pipeline::run` does, step by step, for callers that have something else to do meanwhile.
/// let mut pipeline = Pipeline::with_work(Arc::new(Extractor::embedded()?), Some(1), |extractor, job, scratch| {
///     extractor.read(job, scratch).map(|record| record.mentions.len())
/// })?;
/// pipeline.pass(Ok(0));
/// if pipeline.has_room() {
///     pipeline.submit(Job { source: Source::Text("It rained in Rome.".into()), id: None, date: None });
/// }
/// let mut counts = Vec::new();
/// loop {
///     match pipeline.take(Duration::from_secs(1)) {
///         Taken::Ready(count) => counts.push(count?),
///         Taken::Pending => {}
///         Taken::Empty => break,
///     }
/// }
/// assert_eq!(counts, [0, 1]);
/// # }
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Debug)]
pub enum Taken<T> {
    /// The next result.
    Ready(T),
    /// The next result is still in the works.
    Pending,
    /// Nothing is in the works.
    Empty,
}

impl<T: Send + 'static> Pipeline<T> {
    /// A pipeline with this many workers (as many as the machine has cores when `None`).
    ///
    /// # Errors
    /// When `workers` is zero or the threads cannot be started.
    pub fn new(
        extractor: Arc<Extractor>,
        workers: Option<usize>,
        finish: impl Fn(Result<Record, Error>) -> T + Send + Sync + 'static,
    ) -> Result<Pipeline<T>, Error> {
        Pipeline::with_work(extractor, workers, move |extractor, job, scratch| {
            finish(extractor.read(job, scratch))
        })
    }

    /// A pipeline of which each worker does this with its jobs.
    ///
    /// # Errors
    /// Those of [`Pipeline::new`].
    pub fn with_work(
        extractor: Arc<Extractor>,
        workers: Option<usize>,
        work: impl Fn(&Extractor, Job, &mut Scratch) -> T + Send + Sync + 'static,
    ) -> Result<Pipeline<T>, Error> {
        Ok(Pipeline {
            extractor,
            pool: pool(workers)?,
            work: Arc::new(work),
            stop: Arc::default(),
            results: channel(),
            waiting: VecDeque::new(),
            taken: 0,
            held: 0,
        })
    }

    /// Whether another job may go in now.
    #[must_use]
    pub fn has_room(&self) -> bool {
        self.waiting.is_empty()
            || (self.held < MOST_BYTES && self.waiting.len() < AHEAD * self.pool.current_num_threads())
    }

    /// Puts a job in.
    pub fn submit(&mut self, job: Job) {
        let number = self.taken + self.waiting.len();
        let bytes = size(&job.source);
        self.held += bytes;
        self.waiting.push_back(Slot { bytes, result: None });
        let (extractor, work) = (Arc::clone(&self.extractor), Arc::clone(&self.work));
        let (stop, results) = (Arc::clone(&self.stop), self.results.0.clone());
        self.pool.spawn(move || {
            if stop.load(Ordering::Relaxed) {
                return;
            }
            let done = || {
                extractor.with_scratch(|scratch| {
                    scratch.stop_on(stop);
                    work(&extractor, job, scratch)
                })
            };
            let result = catch_unwind(AssertUnwindSafe(done));
            // A receiver that is gone wants no result.
            let _ = results.send((number, result));
        });
    }

    /// Puts in a result that needs no work; it comes out in its turn.
    pub fn pass(&mut self, result: T) {
        self.waiting.push_back(Slot {
            bytes: 0,
            result: Some(Ok(result)),
        });
    }

    /// Waits up to `patience` for the next result in order.
    ///
    /// # Panics
    /// When the work on that article panicked: the panic goes on here.
    pub fn take(&mut self, patience: Duration) -> Taken<T> {
        let until = Instant::now() + patience;
        loop {
            match self.waiting.front().map(|slot| &slot.result) {
                None => return Taken::Empty,
                Some(Some(_)) => break,
                Some(None) => match self
                    .results
                    .1
                    .recv_timeout(until.saturating_duration_since(Instant::now()))
                {
                    Ok((number, result)) => self.waiting[number - self.taken].result = Some(result),
                    Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return Taken::Pending,
                },
            }
        }
        let Some(slot) = self.waiting.pop_front() else {
            return Taken::Empty;
        };
        self.taken += 1;
        self.held -= slot.bytes;
        match slot.result {
            Some(Ok(result)) => Taken::Ready(result),
            Some(Err(panic)) => resume_unwind(panic),
            None => Taken::Empty,
        }
    }

    /// The results of all jobs, in order; jobs are drawn as there is room for them.
    pub fn run(mut self, jobs: impl IntoIterator<Item = Job>) -> impl Iterator<Item = T> {
        let mut jobs = jobs.into_iter().fuse();
        std::iter::from_fn(move || {
            loop {
                while self.has_room() {
                    match jobs.next() {
                        Some(job) => self.submit(job),
                        None => break,
                    }
                }
                match self.take(Duration::from_secs(1)) {
                    Taken::Ready(result) => return Some(result),
                    Taken::Pending => {}
                    Taken::Empty => return None,
                }
            }
        })
    }
}

impl<T> Drop for Pipeline<T> {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// How much text there is to read; a file that nobody can look at fails soon and weighs nothing.
fn size(source: &Source) -> u64 {
    match source {
        Source::Text(text) => text.len() as u64,
        Source::Bytes(bytes) => bytes.len() as u64,
        Source::File(path) => path.metadata().map_or(0, |file| file.len()),
        Source::Document(document) => document.content.len() as u64,
    }
}

/// The error for a number of workers that makes no sense.
pub(crate) fn bad_workers(given: impl Display) -> Error {
    Error::argument(format!(
        "workers must be between 1 and {MOST_WORKERS}, not {given}"
    ))
}

/// A pool with the process that made it and its number of workers.
type Made = (u32, usize, Arc<ThreadPool>);

/// The pools that are kept, those used last at the end; a process that cannot have the lock keeps none.
static POOLS: Mutex<Vec<Made>> = Mutex::new(Vec::new());

/// The pool of this process with so many workers.
///
/// Never rayon's global pool: a forked child would wait for threads that it does not have. A pool belongs to the
/// process that made it. Of its own pools a process keeps the two that it used last; the threads of another end when
/// its last batch does. Those of a parent are never dropped, since that would touch locks of threads that are not here.
fn pool(workers: Option<usize>) -> Result<Arc<ThreadPool>, Error> {
    let cores = || std::thread::available_parallelism().map_or(1, |cores| cores.get().min(MOST_WORKERS));
    let workers = workers.unwrap_or_else(cores);
    if workers == 0 || workers > MOST_WORKERS {
        return Err(bad_workers(workers));
    }
    if let Some(pool) = patient(&POOLS).and_then(|mut pools| kept(&mut pools, workers)) {
        return Ok(pool);
    }
    // Threads are started outside the lock, so that nobody holds it for long.
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(workers)
        .thread_name(|n| format!("dateline-{n}"))
        .build()
        .map_err(|why| Error::argument(format!("cannot start {workers} threads: {why}")))?;
    let pool = Arc::new(pool);
    let mut dropped = Vec::new();
    if let Some(mut pools) = patient(&POOLS) {
        if let Some(pool) = kept(&mut pools, workers) {
            return Ok(pool);
        }
        let process = std::process::id();
        pools.push((process, workers, Arc::clone(&pool)));
        let mine = |(by, ..): &Made| *by == process;
        while pools.iter().filter(|made| mine(made)).count() > KEPT_POOLS {
            let oldest = pools.iter().position(mine).unwrap_or_default();
            dropped.push(pools.remove(oldest));
        }
    }
    drop(dropped);
    Ok(pool)
}

/// The kept pool with so many workers, now the one used last.
fn kept(pools: &mut Vec<Made>, workers: usize) -> Option<Arc<ThreadPool>> {
    let process = std::process::id();
    let at = pools
        .iter()
        .position(|(by, of, _)| (*by, *of) == (process, workers))?;
    let made = pools.remove(at);
    let pool = Arc::clone(&made.2);
    pools.push(made);
    Some(pool)
}
