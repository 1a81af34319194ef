//! `Engine._run`: a long run driven step by step, with the interpreter free, its progress told and Ctrl-C heard.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use pyo3::prelude::*;

use super::stream::SLICE;
use crate::extract::Extractor;
use crate::run::{Progress, Run, RunOptions, Step};

/// How often progress is told.
const TOLD_EVERY: Duration = Duration::from_millis(200);

/// How far a run is, as Python sees it: a `dict`.
#[derive(IntoPyObject)]
pub(super) struct Extent {
    articles: u64,
    errors: u64,
    left_out: u64,
    words: u64,
    text_bytes: u64,
    input_bytes: u64,
    total_bytes: Option<u64>,
    written_bytes: u64,
    writer_seconds: f64,
    articles_before: u64,
    errors_before: u64,
}

impl From<Progress> for Extent {
    fn from(progress: Progress) -> Extent {
        Extent {
            articles: progress.articles,
            errors: progress.errors,
            left_out: progress.left_out,
            words: progress.words,
            text_bytes: progress.text_bytes,
            input_bytes: progress.input_bytes,
            total_bytes: progress.total_bytes,
            written_bytes: progress.written_bytes,
            writer_seconds: progress.writer_seconds,
            articles_before: progress.articles_before,
            errors_before: progress.errors_before,
        }
    }
}

/// Runs to the end and returns how far it came. Whatever ends it early, be it a signal or an error of `told`, what has
/// been read up to then is completed before that goes on its way.
pub(super) fn run(
    py: Python<'_>,
    extractor: Arc<Extractor>,
    (inputs, output): (Vec<PathBuf>, &Path),
    options: RunOptions,
    (told, warned): (&Bound<'_, PyAny>, &Bound<'_, PyAny>),
) -> PyResult<Extent> {
    let mut run = py.detach(|| Run::new(extractor, inputs, output, options))?;
    let mut last = Instant::now();
    for warning in run.warnings() {
        warned.call1((warning,))?;
    }
    loop {
        let step = py.detach(|| run.step(SLICE));
        if step? == Step::Done {
            return Ok(run.progress().into());
        }
        let heard = py.check_signals().and_then(|()| {
            if last.elapsed() >= TOLD_EVERY {
                last = Instant::now();
                told.call1((Extent::from(run.progress()),))?;
            }
            Ok(())
        });
        if let Err(ended) = heard {
            py.detach(|| run.close())?;
            return Err(ended);
        }
    }
}
