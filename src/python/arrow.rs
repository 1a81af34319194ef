//! `Batches`: record batches of one schema as every frame library takes them, and as rows of Python's own values.

use std::path::PathBuf;

use arrow_array::cast::AsArray;
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, to_ffi};
use arrow_array::types::{Date32Type, Float32Type, Float64Type, Int32Type, Int64Type};
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchIterator, StructArray};
use arrow_schema::{DataType, SchemaRef};
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyTuple};

use super::article::Article;
use super::capsule::{failed, stream};
use super::convert::to_date;
use crate::date::Date;
use crate::export::{Columns, Failure, ParquetFile, Table};

/// Bytes from which on a batch is closed.
const ENOUGH: usize = 48 << 20;

/// Articles between two looks at whether Ctrl-C was pressed.
const STRIDE: usize = 64;

/// Record batches of one schema: what `dateline.frames.Frame` shows.
#[pyclass(frozen, module = "dateline._dateline")]
pub(super) struct Batches {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Batches {
    pub(super) fn new(schema: SchemaRef, batches: Vec<RecordBatch>) -> Batches {
        Batches { schema, batches }
    }
}

/// Columns that grow, and the batches that are closed.
struct Growing {
    table: Table,
    columns: Columns,
    closed: Vec<RecordBatch>,
}

impl Growing {
    fn of(table: &str) -> PyResult<Growing> {
        let table = table.parse()?;
        Ok(Growing {
            table,
            columns: Columns::with(&[table]),
            closed: Vec::new(),
        })
    }

    fn close(&mut self, least: usize) {
        if self.columns.bytes() >= least {
            let batches = self.columns.finish().into_iter().map(|(_, batch)| batch);
            self.closed.extend(batches.filter(|batch| batch.num_rows() > 0));
        }
    }

    fn finish(mut self) -> Batches {
        self.close(1);
        Batches::new(self.table.schema(), self.closed)
    }
}

/// One of the tables over articles; the number of an article is its place in the list.
#[pyfunction]
#[pyo3(signature = (articles: "list[Article]", table: "str") -> "Batches")]
pub(super) fn _table(py: Python<'_>, articles: Vec<Py<Article>>, table: &str) -> PyResult<Batches> {
    let mut growing = Growing::of(table)?;
    for (articles, first) in articles.chunks(STRIDE).zip((0..).step_by(STRIDE)) {
        py.detach(|| {
            for (article, number) in articles.iter().zip(first..) {
                growing.columns.push(number, article.get().record());
                growing.close(ENOUGH);
            }
        });
        py.check_signals()?;
    }
    Ok(growing.finish())
}

/// What could not be read: number, name, file, member, number in the file, offset, reason.
type Told = (
    i64,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<u64>,
    Option<u64>,
    String,
);

/// The table of errors.
#[pyfunction]
#[pyo3(signature = (
    failures: "list[tuple[int, str | None, str | None, str | None, int | None, int | None, str]]",
) -> "Batches")]
pub(super) fn _errors(failures: Vec<Told>) -> PyResult<Batches> {
    let mut growing = Growing::of(Table::Errors.as_str())?;
    for (article, id, file, member, number, offset, reason) in failures {
        let failure = Failure {
            file: file.map(Into::into),
            member: member.map(Into::into),
            number,
            offset,
            reason: reason.into(),
        };
        growing.columns.push_failure(article, id.as_deref(), &failure);
        growing.close(ENOUGH);
    }
    Ok(growing.finish())
}

/// The schema of a table, as batches without rows.
#[pyfunction]
#[pyo3(signature = (table: "str") -> "Batches")]
pub(super) fn _schema(table: &str) -> PyResult<Batches> {
    Ok(Batches::new(table.parse::<Table>()?.schema(), Vec::new()))
}

#[pymethods]
impl Batches {
    /// The batches as a stream of the Arrow C interface.
    #[pyo3(signature = (requested_schema: "object" = None) -> "object")]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The protocol lets a producer give its own schema when it cannot give the one that is asked for.
        let _ = requested_schema;
        let batches = self.batches.clone().into_iter().map(Ok);
        stream(
            py,
            Box::new(RecordBatchIterator::new(batches, self.schema.clone())),
        )
    }

    /// The schema in the Arrow C interface.
    #[pyo3(signature = () -> "object")]
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(&*self.schema).map_err(failed)?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    /// The only batch as an array of the Arrow C interface.
    #[pyo3(signature = () -> "tuple[object, object]")]
    fn _array<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyCapsule>, Bound<'py, PyCapsule>)> {
        let batch = match &self.batches[..] {
            [batch] => batch.clone(),
            [] => RecordBatch::new_empty(self.schema.clone()),
            batches => return Err(failed(format!("{} batches are not one array", batches.len()))),
        };
        let (array, _): (FFI_ArrowArray, _) =
            to_ffi(&StructArray::from(batch).into_data()).map_err(failed)?;
        Ok((
            self.__arrow_c_schema__(py)?,
            PyCapsule::new_with_value(py, array, c"arrow_array")?,
        ))
    }

    /// Writes the batches as a Parquet file of a table, each as a row group; the file is on the disk then.
    #[pyo3(signature = (path: "str | PathLike[str]", table: "str"))]
    fn _write_parquet(&self, py: Python<'_>, path: PathBuf, table: &str) -> PyResult<()> {
        let mut file = ParquetFile::create(&path, table.parse()?)?;
        for batch in &self.batches {
            py.detach(|| file.write(batch))?;
            py.check_signals()?;
        }
        py.detach(|| file.finish())?;
        Ok(())
    }

    /// How many rows there are.
    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// The names of the columns.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.schema
            .fields()
            .iter()
            .map(|field| field.name().clone())
            .collect()
    }

    /// Rows from `start` on, at most `count`, as tuples.
    #[pyo3(signature = (start: "SupportsIndex", count: "SupportsIndex") -> "list[tuple[Any, ...]]")]
    fn rows<'py>(&self, py: Python<'py>, start: usize, count: usize) -> PyResult<Vec<Bound<'py, PyTuple>>> {
        let mut rows = Vec::new();
        let mut before = 0;
        for batch in &self.batches {
            let (from, to) = (
                start.max(before),
                start.saturating_add(count).min(before + batch.num_rows()),
            );
            for row in from..to {
                let cells = batch
                    .columns()
                    .iter()
                    .map(|column| cell(py, column, row - before));
                rows.push(PyTuple::new(py, cells.collect::<PyResult<Vec<_>>>()?)?);
            }
            before += batch.num_rows();
        }
        Ok(rows)
    }

    /// The values of a column.
    #[pyo3(signature = (name: "str") -> "list[Any]")]
    fn column<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let at = self.schema.index_of(name).map_err(failed)?;
        let all = self.batches.iter().map(|batch| batch.column(at));
        all.flat_map(|column| (0..column.len()).map(move |row| cell(py, column, row)))
            .collect()
    }
}

/// A value as Python's own. A column of a type that no table has shows `None`; frames take it as it is.
fn cell<'py>(py: Python<'py>, column: &ArrayRef, row: usize) -> PyResult<Bound<'py, PyAny>> {
    if column.is_null(row) {
        return Ok(py.None().into_bound(py));
    }
    match column.data_type() {
        DataType::Int32 => column
            .as_primitive::<Int32Type>()
            .value(row)
            .into_bound_py_any(py),
        DataType::Int64 => column
            .as_primitive::<Int64Type>()
            .value(row)
            .into_bound_py_any(py),
        DataType::Float32 => column
            .as_primitive::<Float32Type>()
            .value(row)
            .into_bound_py_any(py),
        DataType::Float64 => column
            .as_primitive::<Float64Type>()
            .value(row)
            .into_bound_py_any(py),
        DataType::Utf8 => column.as_string::<i32>().value(row).into_bound_py_any(py),
        DataType::Date32 => {
            let date = Date::from_days_since_1970(column.as_primitive::<Date32Type>().value(row));
            date.map(|date| to_date(py, date))
                .transpose()?
                .into_bound_py_any(py)
        }
        DataType::List(_) => {
            let inside = column.as_list::<i32>().value(row);
            let cells = (0..inside.len()).map(|row| cell(py, &inside, row));
            cells.collect::<PyResult<Vec<_>>>()?.into_bound_py_any(py)
        }
        DataType::Struct(fields) => {
            let named = PyDict::new(py);
            for (field, column) in fields.iter().zip(column.as_struct().columns()) {
                named.set_item(field.name(), cell(py, column, row)?)?;
            }
            Ok(named.into_any())
        }
        _ => Ok(py.None().into_bound(py)),
    }
}
