//! Arrow's C interface as Python hands it around: capsules in and out. The one file that may be `unsafe`.
#![allow(unsafe_code)]

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::{RecordBatch, RecordBatchIterator, RecordBatchReader, StructArray};
use arrow_schema::DataType;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use super::convert::unexpected;

/// Record batches as they come.
pub(super) type Reader = Box<dyn RecordBatchReader + Send>;

/// What Arrow says about a failure.
pub(super) fn failed(why: impl std::fmt::Display) -> PyErr {
    PyValueError::new_err(why.to_string())
}

/// The record batches of an object that has `__arrow_c_stream__`, or `__arrow_c_array__` for one batch.
pub(super) fn reader(given: &Bound<'_, PyAny>) -> PyResult<Reader> {
    type Pair<'py> = (Bound<'py, PyCapsule>, Bound<'py, PyCapsule>);
    if given.hasattr("__arrow_c_stream__")? {
        let capsule: Bound<'_, PyCapsule> = given.call_method0("__arrow_c_stream__")?.extract()?;
        let stream = capsule.pointer_checked(Some(c"arrow_array_stream"))?;
        // SAFETY: a capsule of this name points to a stream by the protocol, lives until the end of this block, and
        // nobody else reads from it; the stream is moved out, and what stays behind is marked as released.
        let reader = unsafe { RecordBatchStreamReader::from_raw(stream.cast().as_ptr()) };
        return Ok(Box::new(reader.map_err(failed)?));
    }
    if !given.hasattr("__arrow_c_array__")? {
        return Err(unexpected(
            "record batches (an object with __arrow_c_stream__ or __arrow_c_array__)",
            given,
        ));
    }
    let (schema, array): Pair<'_> = given.call_method0("__arrow_c_array__")?.extract()?;
    let schema = schema.pointer_checked(Some(c"arrow_schema"))?;
    let array = array.pointer_checked(Some(c"arrow_array"))?;
    // SAFETY: as above, for a schema and an array of it; both capsules live until the end of this function.
    let data = unsafe {
        let schema = FFI_ArrowSchema::from_raw(schema.cast().as_ptr());
        from_ffi(FFI_ArrowArray::from_raw(array.cast().as_ptr()), &schema)
    };
    let data = data.map_err(failed)?;
    if !matches!(data.data_type(), DataType::Struct(_)) || data.null_count() > 0 {
        let why = format!("expected a record batch, not an array of {}", data.data_type());
        return Err(failed(why));
    }
    let batch = RecordBatch::from(StructArray::from(data));
    let schema = batch.schema();
    Ok(Box::new(RecordBatchIterator::new([Ok(batch)], schema)))
}

/// Record batches as a capsule that one consumer takes.
pub(super) fn stream(py: Python<'_>, batches: Reader) -> PyResult<Bound<'_, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(batches), c"arrow_array_stream")
}
