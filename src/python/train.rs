//! `_train`: a training run on a thread of its own, with its steps told and Ctrl-C heard.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};

use pyo3::prelude::*;
use pyo3::types::PyBytes;

use super::stream::SLICE;
use crate::error::Error;
use crate::train::{Options, Progress, Report, Start, Training};

/// What the thread says.
enum Said {
    Step(Progress),
    Done(Box<Result<(Vec<u8>, Report), Error>>),
}

/// A step as Python sees it: its name, a count or a pass, and a share or a score.
type Step = (&'static str, usize, f64);

/// Trains a model; returns its file and the report as JSON. `told` is called with each step.
#[pyfunction]
#[pyo3(signature = (
    data: "list[str | PathLike[str]]", *, dev: "list[str | PathLike[str]]", held_out: "float",
    start: "str | PathLike[str] | None", forget: "bool", map: "dict[str, str]", token_column: "int | None",
    tag_column: "int | None", passes: "int", patience: "int", seed: "int",
    told: "Callable[[str, int, float], object]"
) -> "tuple[bytes, str]")]
#[allow(clippy::too_many_arguments)] // Python gives them by name
pub(super) fn _train<'py>(
    py: Python<'py>,
    data: Vec<PathBuf>,
    dev: Vec<PathBuf>,
    held_out: f64,
    start: Option<PathBuf>,
    forget: bool,
    map: std::collections::BTreeMap<String, String>,
    token_column: Option<usize>,
    tag_column: Option<usize>,
    passes: usize,
    patience: usize,
    seed: u64,
    told: &Bound<'py, PyAny>,
) -> PyResult<(Bound<'py, PyBytes>, String)> {
    let training = Training {
        data,
        dev,
        held_out,
        options: Options {
            map,
            token_column,
            tag_column,
        },
        start: match start {
            None => Start::Fresh,
            Some(path) if path.as_os_str() == "embedded" => Start::Embedded,
            Some(path) => Start::File(path),
        },
        forget,
        passes,
        patience,
        seed,
    };
    let hearing = Hearing::default();
    let heard = Mutex::new(started(training, Arc::clone(&hearing.0))?);
    let wait = || {
        heard
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .recv_timeout(SLICE)
    };
    // When this returns early, `hearing` ends, and so does the thread at its next step.
    loop {
        match py.detach(wait) {
            Ok(Said::Step(step)) => {
                told.call1(shown(step))?;
            }
            Ok(Said::Done(done)) => {
                let (file, report) = (*done)?;
                let report = serde_json::to_string(&report).map_err(|why| Error::bug(why.to_string()))?;
                return Ok((PyBytes::new(py, &file), report));
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Err(Error::bug("the training was lost").into()),
        }
        py.check_signals()?;
    }
}

/// Whether anybody hears the thread: until this is dropped.
#[derive(Default)]
struct Hearing(Arc<AtomicBool>);

impl Drop for Hearing {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

fn started(training: Training, over: Arc<AtomicBool>) -> PyResult<Receiver<Said>> {
    let (sender, receiver) = channel();
    let work = move || {
        let mut last = None;
        let mut go_on = |progress: Progress| {
            if over.load(Ordering::Relaxed) {
                return ControlFlow::Break(());
            }
            // A share of a pass is told when it has grown by a hundredth.
            let step = match progress {
                Progress::Pass(pass, share) => Some((pass, (share * 100.0) as u32)),
                _ => None,
            };
            if step.is_some() && step == last {
                return ControlFlow::Continue(());
            }
            last = step;
            drop(sender.send(Said::Step(progress)));
            ControlFlow::Continue(())
        };
        let done = catch_unwind(AssertUnwindSafe(|| training.run(&mut go_on)));
        let done = done.unwrap_or_else(|_| Err(Error::bug("the training panicked")));
        // Nobody may be left to hear of it.
        drop(sender.send(Said::Done(Box::new(done))));
    };
    std::thread::Builder::new()
        .name("dateline-train".into())
        .spawn(work)?;
    Ok(receiver)
}

fn shown(progress: Progress) -> Step {
    match progress {
        Progress::Reading(count) => ("reading", count, 0.0),
        Progress::Counting => ("counting", 0, 0.0),
        Progress::Features(count) => ("features", count, 0.0),
        Progress::Pass(pass, share) => ("pass", pass, f64::from(share)),
        Progress::Tested(pass, f1) => ("tested", pass, f1),
    }
}
