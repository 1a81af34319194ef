//! `Extraction`: record batches in, record batches out, each read on all cores while the interpreter is free.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, TryLockError};

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, Field, Schema, SchemaRef};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use super::arrow::Batches;
use super::capsule::{Reader, failed, reader};
use super::stream;
use crate::batch::Pipeline;
use crate::document::Document;
use crate::error::Error;
use crate::export::{Columns, Table};
use crate::extract::{Extractor, Job, Source};
use crate::record::Record;
use crate::sources::{self, ReadOptions};

/// Bytes from which on a batch is given, even when that of the caller goes on.
const ENOUGH: usize = 48 << 20;

/// The tables of the record batches of one object, in order.
#[pyclass(frozen, module = "dateline._dateline")]
pub(super) struct Extraction {
    /// `None` once it has ended.
    state: Mutex<Option<State>>,
    /// The number of the row after those that were read.
    number: AtomicI64,
}

struct State {
    batches: Reader,
    pipeline: Pipeline<Result<Record, Error>>,
    wanted: Wanted,
    /// The number of the next row.
    number: i64,
    /// What is made and not yet given.
    ready: VecDeque<RecordBatch>,
}

/// What the caller asks for.
pub(super) struct Asked {
    pub(super) table: Table,
    pub(super) reading: ReadOptions,
    /// Columns that are carried along.
    pub(super) keep: Vec<String>,
    /// The number of the first row.
    pub(super) number: i64,
}

/// What is to be made of each batch.
struct Wanted {
    table: Table,
    reading: ReadOptions,
    /// Columns that are carried along: their numbers in the batches given.
    keep: Vec<usize>,
    schema: SchemaRef,
}

impl Extraction {
    pub(super) fn new(
        extractor: Arc<Extractor>,
        given: &Bound<'_, PyAny>,
        asked: Asked,
        workers: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Extraction> {
        if asked.table != Table::Records && !asked.keep.is_empty() {
            return Err(PyValueError::new_err(
                "columns are kept in the table records only",
            ));
        }
        let pipeline = Pipeline::new(extractor, stream::workers(workers)?, |record| record)?;
        let batches = reader(given)?;
        let (keep, schema) = kept(&batches.schema(), asked.table, &asked.keep)?;
        let state = State {
            batches,
            pipeline,
            wanted: Wanted {
                table: asked.table,
                reading: asked.reading,
                keep,
                schema,
            },
            number: asked.number,
            ready: VecDeque::new(),
        };
        Ok(Extraction {
            number: AtomicI64::new(state.number),
            state: Mutex::new(Some(state)),
        })
    }
}

/// The numbers of the columns to keep, and the schema with them at its end.
fn kept(given: &Schema, table: Table, keep: &[String]) -> PyResult<(Vec<usize>, SchemaRef)> {
    let schema = table.schema();
    let mut numbers = Vec::new();
    let mut fields: Vec<Arc<Field>> = schema.fields().to_vec();
    for name in keep {
        let number = given.index_of(name).map_err(failed)?;
        if fields.iter().any(|field| field.name() == name) {
            return Err(PyValueError::new_err(format!(
                "the table has a column {name:?} of its own"
            )));
        }
        fields.push(Arc::clone(&given.fields()[number]));
        numbers.push(number);
    }
    let schema = Schema::new_with_metadata(fields, schema.metadata().clone());
    Ok((numbers, Arc::new(schema)))
}

#[pymethods]
impl Extraction {
    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Batches>> {
        let mut held = match self.state.try_lock() {
            Ok(state) => state,
            Err(TryLockError::Poisoned(state)) => state.into_inner(),
            Err(TryLockError::WouldBlock) => {
                return Err(PyValueError::new_err("the batches are already being drawn from"));
            }
        };
        // After a failure, or when it is interrupted, nothing goes on.
        let Some(mut state) = held.take() else {
            return Ok(None);
        };
        let next = state.next(py)?;
        self.number.store(state.number, Ordering::Relaxed);
        let schema = Arc::clone(&state.wanted.schema);
        if next.is_some() {
            *held = Some(state);
        }
        Ok(next.map(|batch| Batches::new(schema, vec![batch])))
    }

    /// The number of the row after those that were read.
    #[getter]
    fn number(&self) -> i64 {
        self.number.load(Ordering::Relaxed)
    }
}

impl State {
    fn next(&mut self, py: Python<'_>) -> PyResult<Option<RecordBatch>> {
        loop {
            if let Some(batch) = self.ready.pop_front() {
                return Ok(Some(batch));
            }
            // The batches may come out of Python, which takes the interpreter for itself.
            let Some(batch) = py.detach(|| self.batches.next()) else {
                return Ok(None);
            };
            self.read(py, &batch.map_err(failed)?)?;
        }
    }

    /// Reads the rows of a batch.
    fn read(&mut self, py: Python<'_>, given: &RecordBatch) -> PyResult<()> {
        let alone = std::iter::once(Ok::<_, ArrowError>(given.clone()));
        let mut documents = sources::rows(alone, &self.wanted.reading, "row");
        // Names of the rows in the works; one that has none is named by its place, which says nothing here.
        let mut names: VecDeque<(Option<String>, String)> = VecDeque::new();
        let mut columns = Columns::with(&[self.wanted.table]);
        let mut first = 0;
        let mut is_over = false;
        loop {
            py.detach(|| {
                while !is_over && self.pipeline.has_room() {
                    match documents.next() {
                        None => is_over = true,
                        Some(Ok(document)) => {
                            names.push_back((document.told.id.clone(), document.place.to_string()));
                            self.pipeline.submit(job(document));
                        }
                        Some(Err(why)) if why.place().is_some_and(|place| place.number.is_some()) => {
                            names.push_back((why.id().map(str::to_owned), String::new()));
                            self.pipeline.pass(Err(why));
                        }
                        Some(Err(why)) => return Err(why),
                    }
                }
                Ok(())
            })?;
            // Waiting hears of Ctrl-C only when the workers are slower than this loop.
            py.check_signals()?;
            let Some(record) = stream::wait(py, &mut self.pipeline)? else {
                break;
            };
            let (id, place) = names.pop_front().unwrap_or_default();
            match record {
                Ok(mut record) => {
                    record.article.id.take_if(|name| *name == place);
                    columns.push(self.number, &record);
                }
                Err(why) => columns.push_error(self.number, &why, id.as_deref()),
            }
            self.number += 1;
            if columns.bytes() >= ENOUGH {
                self.give(&mut columns, given, &mut first)?;
            }
        }
        if !columns.is_empty() || given.num_rows() == 0 {
            self.give(&mut columns, given, &mut first)?;
        }
        Ok(())
    }

    /// Closes the batches, with the columns that are kept of the rows from `first` on.
    fn give(&mut self, columns: &mut Columns, given: &RecordBatch, first: &mut usize) -> PyResult<()> {
        for (_, batch) in columns.finish() {
            let rows = batch.num_rows();
            let mut all = batch.columns().to_vec();
            all.extend(
                self.wanted
                    .keep
                    .iter()
                    .map(|&n| given.column(n).slice(*first, rows)),
            );
            let batch = RecordBatch::try_new(Arc::clone(&self.wanted.schema), all).map_err(failed)?;
            *first += if self.wanted.keep.is_empty() { 0 } else { rows };
            self.ready.push_back(batch);
        }
        Ok(())
    }
}

fn job(document: Document) -> Job {
    Job {
        source: Source::Document(Box::new(document)),
        id: None,
        date: None,
    }
}
