//! `Stream`: many jobs through the core's pipeline, with the interpreter free and Ctrl-C heard.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, TryLockError};
use std::time::{Duration, Instant};

use pyo3::exceptions::{
    PyBaseException, PyException, PyOverflowError, PyRuntimeError, PyTypeError, PyValueError,
};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyIterator};

use super::article::Article;
use super::convert::{to_job, unexpected};
use crate::batch::{Pipeline, Taken, bad_workers};
use crate::document::Form;
use crate::error::Error;
use crate::export;
use crate::extract::Extractor;
use crate::record::Record;
use crate::sources::{Ahead, Documents, Drawn, ReadOptions};

/// How long a wait may keep a signal unheard.
pub(super) const SLICE: Duration = Duration::from_millis(50);

/// How long a wait for the reader of files may keep a result back.
const READER_SLICE: Duration = Duration::from_millis(5);

/// What a draw from the caller is thought to take before the first: slow, so that the first result is not kept back.
const FIRST_PACE: Duration = Duration::from_millis(40);

/// The shortest wait that is worth its trouble.
const WORTH_A_WAIT: Duration = Duration::from_micros(100);

/// Waits for the next result, with the interpreter free for others; `None` when nothing is in the works.
pub(super) fn wait<T: Send + 'static>(py: Python<'_>, pipeline: &mut Pipeline<T>) -> PyResult<Option<T>> {
    loop {
        match py.detach(|| pipeline.take(SLICE)) {
            Taken::Ready(result) => return Ok(Some(result)),
            Taken::Empty => return Ok(None),
            Taken::Pending => py.check_signals()?,
        }
    }
}

/// The outcomes of many jobs in order: each the article, or the exception that kept it from being read.
#[pyclass(frozen, module = "dateline._dateline")]
pub(super) struct Stream {
    /// `None` once it has ended.
    state: Mutex<Option<State>>,
    /// A forked child has the parent's pipeline without its threads.
    process: u32,
}

struct State {
    pipeline: Pipeline<Outcome>,
    jobs: Source,
    drawn: usize,
    /// What a draw from the caller takes: the last one, or half of what was thought before.
    pace: Duration,
}

enum Source {
    /// The caller's items, and the form of their texts; `None` for whatever they tell.
    Open(Py<PyIterator>, Option<Form>),
    /// The documents of files.
    Files(Ahead),
    Closed,
    /// The caller's iterator failed: told after the results of what it gave before.
    Failed(PyErr),
}

enum Outcome {
    Record(Box<Record>),
    Json(String),
    /// The article could not be read.
    Failed(Error),
    /// It was no job at all.
    Refused(PyErr),
}

/// An outcome as Python sees it.
#[derive(IntoPyObject)]
enum Given<'py> {
    Article(Bound<'py, Article>),
    Line(Bound<'py, PyBytes>),
    /// With the place of the document, if it has one.
    Failure(Bound<'py, PyBaseException>),
}

impl Stream {
    pub(super) fn new(
        extractor: Arc<Extractor>,
        jobs: Bound<'_, PyIterator>,
        workers: Option<&Bound<'_, PyAny>>,
        form: Option<Form>,
    ) -> PyResult<Stream> {
        Stream::over(extractor, Source::Open(jobs.unbind(), form), workers, false)
    }

    /// A stream over all documents of files.
    pub(super) fn of_files(
        extractor: Arc<Extractor>,
        paths: Vec<PathBuf>,
        options: ReadOptions,
        workers: Option<&Bound<'_, PyAny>>,
        json: bool,
    ) -> PyResult<Stream> {
        let documents = move |path: PathBuf| Documents::of_file(&path, &options);
        let ahead = Ahead::new(paths.into_iter().flat_map(documents))?;
        Stream::over(extractor, Source::Files(ahead), workers, json)
    }

    fn over(
        extractor: Arc<Extractor>,
        jobs: Source,
        workers: Option<&Bound<'_, PyAny>>,
        json: bool,
    ) -> PyResult<Stream> {
        let finish = move |record: Result<Record, Error>| match record {
            Err(error) => Outcome::Failed(error),
            Ok(record) if json => Outcome::Json(export::to_json(&record) + "\n"),
            Ok(record) => Outcome::Record(Box::new(record)),
        };
        let state = State {
            pipeline: Pipeline::new(extractor, self::workers(workers)?, finish)?,
            jobs,
            drawn: 0,
            pace: FIRST_PACE,
        };
        Ok(Stream {
            state: Mutex::new(Some(state)),
            process: std::process::id(),
        })
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        // In a forked child even the end of a pipeline might wait for a lock that a thread of the parent held.
        if self.process != std::process::id() {
            let state = self.state.get_mut().unwrap_or_else(PoisonError::into_inner);
            std::mem::forget(state.take());
        }
    }
}

/// The number of workers that the caller or the environment asks for.
pub(super) fn workers(asked: Option<&Bound<'_, PyAny>>) -> PyResult<Option<usize>> {
    asked.map_or_else(workers_from_environment, |workers| number(workers).map(Some))
}

/// The number of workers that the caller asks for; the pipeline refuses one that is too great.
fn number(workers: &Bound<'_, PyAny>) -> PyResult<usize> {
    workers.extract::<usize>().map_err(|why| {
        if why.is_instance_of::<PyOverflowError>(workers.py()) {
            bad_workers(workers).into()
        } else {
            unexpected("a number of workers", workers)
        }
    })
}

/// The number of workers that `DATELINE_THREADS` asks for.
fn workers_from_environment() -> PyResult<Option<usize>> {
    match std::env::var("DATELINE_THREADS") {
        Ok(value) if !value.is_empty() => match value.parse() {
            Ok(workers) => Ok(Some(workers)),
            Err(_) => Err(PyValueError::new_err(format!(
                "DATELINE_THREADS is no number: {value:?}"
            ))),
        },
        _ => Ok(None),
    }
}

#[pymethods]
impl Stream {
    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Given<'py>>> {
        if self.process != std::process::id() {
            return Err(PyRuntimeError::new_err(
                "a batch cannot go on in a forked process; start another there",
            ));
        }
        let mut state = match self.state.try_lock() {
            Ok(state) => state,
            Err(TryLockError::Poisoned(state)) => PoisonError::into_inner(state),
            Err(TryLockError::WouldBlock) => {
                return Err(PyValueError::new_err("the batch is already being drawn from"));
            }
        };
        let next = match state.as_mut() {
            Some(state) => state.next(py),
            None => return Ok(None),
        };
        // At its end or after a failure nothing goes on behind the caller's back.
        let ended = if matches!(next, Ok(Some(_))) {
            None
        } else {
            state.take()
        };
        match (next?, ended) {
            (Some(outcome), _) => outcome.give(py).map(Some),
            (
                None,
                Some(State {
                    jobs: Source::Failed(error),
                    ..
                }),
            ) => Err(error),
            (None, _) => Ok(None),
        }
    }
}

impl State {
    fn next(&mut self, py: Python<'_>) -> PyResult<Option<Outcome>> {
        while self.pipeline.has_room() && matches!(self.jobs, Source::Open(..) | Source::Files(_)) {
            // A result that is there never waits for the caller's next item. When items come slowly, one that is nearly
            // there is waited for, for a small part of the time that an item takes.
            let patience = (self.pace / 8).min(SLICE);
            let pipeline = &mut self.pipeline;
            let taken = match pipeline.take(Duration::ZERO) {
                Taken::Pending if patience > WORTH_A_WAIT => py.detach(|| pipeline.take(patience)),
                taken => taken,
            };
            if let Taken::Ready(outcome) = taken {
                return Ok(Some(outcome));
            }
            let began = Instant::now();
            self.draw(py)?;
            self.pace = began.elapsed().max(self.pace / 2);
        }
        wait(py, &mut self.pipeline)
    }

    /// Draws a job from the caller's iterator.
    fn draw(&mut self, py: Python<'_>) -> PyResult<()> {
        let (jobs, form) = match &self.jobs {
            Source::Open(jobs, form) => (jobs, *form),
            Source::Files(ahead) => {
                match py.detach(|| ahead.take(READER_SLICE)) {
                    Drawn::Next(document) => match *document {
                        Ok(document) => py.detach(|| self.pipeline.submit(document.into())),
                        Err(error) => self.pipeline.pass(Outcome::Failed(error)),
                    },
                    Drawn::Pending => py.check_signals()?,
                    Drawn::Ended => self.jobs = Source::Closed,
                }
                return Ok(());
            }
            Source::Closed | Source::Failed(_) => return Ok(()),
        };
        match jobs.bind(py).clone().next() {
            None => self.jobs = Source::Closed,
            Some(Ok(item)) => {
                match to_job(&item, form) {
                    Ok(job) => py.detach(|| self.pipeline.submit(job)),
                    Err(why) => self
                        .pipeline
                        .pass(Outcome::Refused(refusal(py, self.drawn, &why))),
                }
                self.drawn += 1;
            }
            Some(Err(error)) if error.is_instance_of::<PyException>(py) => self.jobs = Source::Failed(error),
            // KeyboardInterrupt and its like do not wait for anybody.
            Some(Err(error)) => return Err(error),
        }
        Ok(())
    }
}

/// The same kind of error, saying which item it is about.
fn refusal(py: Python<'_>, number: usize, why: &PyErr) -> PyErr {
    let message = format!("item {number}: {}", why.value(py));
    if why.is_instance_of::<PyValueError>(py) {
        PyValueError::new_err(message)
    } else {
        PyTypeError::new_err(message)
    }
}

impl Outcome {
    fn give(self, py: Python<'_>) -> PyResult<Given<'_>> {
        Ok(match self {
            Outcome::Record(record) => Given::Article(Bound::new(py, Article::from(*record))?),
            Outcome::Json(line) => Given::Line(PyBytes::new(py, line.as_bytes())),
            Outcome::Failed(error) => Given::Failure(PyErr::from(error).into_value(py).into_bound(py)),
            Outcome::Refused(error) => Given::Failure(error.into_value(py).into_bound(py)),
        })
    }
}
