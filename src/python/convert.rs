//! Python's arguments as the core's types, and days the way back.

use std::borrow::Cow;
use std::path::PathBuf;

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDate, PyString};

use crate::date::Date;
use crate::extract::{Job, Source};

/// A text as callers give it.
#[derive(FromPyObject)]
pub(super) enum Text<'py> {
    Str(Bound<'py, PyString>),
    Bytes(Bound<'py, PyBytes>),
}

impl Text<'_> {
    /// As something to read: bytes may be in any encoding that the core knows.
    pub(super) fn to_source(&self) -> PyResult<Source> {
        match self {
            Text::Str(text) => Ok(Source::Text(sound(text)?)),
            Text::Bytes(bytes) => Ok(Source::Bytes(bytes.as_bytes().to_owned())),
        }
    }

    /// As UTF-8.
    pub(super) fn to_utf8(&self) -> PyResult<Cow<'_, str>> {
        match self {
            Text::Str(text) => text.to_cow(),
            Text::Bytes(bytes) => {
                let utf8 = std::str::from_utf8(bytes.as_bytes());
                Ok(Cow::Borrowed(utf8.map_err(|why| {
                    PyValueError::new_err(format!("not UTF-8: {why}"))
                })?))
            }
        }
    }
}

/// Python's string as UTF-8. Half a surrogate pair, which UTF-8 cannot hold, becomes U+FFFD.
fn sound(text: &Bound<'_, PyString>) -> PyResult<String> {
    if let Ok(text) = text.to_cow() {
        return Ok(text.into_owned());
    }
    let pairs = text.call_method1("encode", ("utf-16-le", "surrogatepass"))?;
    pairs.call_method1("decode", ("utf-16-le", "replace"))?.extract()
}

/// A day as callers give it: a `datetime.date` (a `datetime` too), or a string `YYYY-MM-DD`.
#[derive(FromPyObject)]
pub(super) enum Day<'py> {
    Date(Bound<'py, PyDate>),
    Text(String),
}

impl Day<'_> {
    pub(super) fn to_core(&self) -> PyResult<Date> {
        match self {
            Day::Text(text) => Ok(text.parse()?),
            // The stable ABI shows no fields of dates; the ISO form starts with the day, whatever follows.
            Day::Date(date) => {
                let iso: String = date.call_method0("isoformat")?.extract()?;
                Ok(iso.get(..10).unwrap_or(&iso).parse()?)
            }
        }
    }
}

/// A day as `datetime.date`.
pub(super) fn to_date(py: Python<'_>, date: Date) -> PyResult<Bound<'_, PyDate>> {
    PyDate::new(py, date.year().into(), date.month(), date.day())
}

/// A job from what a batch is given for it: a text, bytes or a path, with a name and a day.
pub(super) fn to_job(item: &Bound<'_, PyAny>) -> PyResult<Job> {
    let (item, id, date): (Bound<'_, PyAny>, Option<String>, Option<Day<'_>>) = item.extract()?;
    let source = match item.extract::<Text<'_>>() {
        Ok(text) => text.to_source()?,
        Err(_) if item.hasattr("__fspath__")? => Source::File(item.extract::<PathBuf>()?),
        Err(_) => {
            let kind = item.get_type().name()?;
            return Err(PyTypeError::new_err(format!(
                "expected str, bytes or a path, not {kind}"
            )));
        }
    };
    let date = date.map(|day| day.to_core()).transpose()?;
    Ok(Job { source, id, date })
}
