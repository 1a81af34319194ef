//! Python's arguments as the core's types, and days the way back.

use std::borrow::Cow;
use std::path::PathBuf;

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDate, PyString};

use crate::date::Date;
use crate::document::{Content, Document, Form, Told};
use crate::extract::{Job, Source};
use crate::place::Place;

/// A text as callers give it.
pub(super) enum Text<'py> {
    Str(Bound<'py, PyString>),
    Bytes(Bound<'py, PyBytes>),
}

impl<'py> Text<'py> {
    /// The text that this is, if it is one.
    pub(super) fn of(given: &Bound<'py, PyAny>) -> Option<Text<'py>> {
        let text = given.cast::<PyString>().map(|text| Text::Str(text.clone()));
        text.or_else(|_| given.cast::<PyBytes>().map(|bytes| Text::Bytes(bytes.clone())))
            .ok()
    }

    /// The text that this must be.
    pub(super) fn wanted(given: &Bound<'py, PyAny>) -> PyResult<Text<'py>> {
        Text::of(given).ok_or_else(|| unexpected("str or bytes", given))
    }

    /// As something to read: bytes may be in any encoding that the core knows.
    ///
    /// A string with half a surrogate pair or a NUL takes the way of bytes, with a mark in front that settles their
    /// encoding, so that the same warnings come of it.
    pub(super) fn to_source(&self) -> PyResult<Source> {
        match self {
            Text::Bytes(bytes) => Ok(Source::Bytes(bytes.as_bytes().to_owned())),
            Text::Str(text) => match text.to_cow() {
                Ok(text) if text.contains('\0') => Ok(Source::Bytes(format!("\u{FEFF}{text}").into_bytes())),
                Ok(text) => Ok(Source::Text(text.into_owned())),
                Err(_) => {
                    let pairs = utf_16(text)?;
                    Ok(Source::Bytes([b"\xFF\xFE", pairs.as_bytes()].concat()))
                }
            },
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

/// The error for an argument of the wrong type.
pub(super) fn unexpected(wanted: &str, given: &Bound<'_, PyAny>) -> PyErr {
    match given.get_type().name() {
        Ok(kind) => PyTypeError::new_err(format!("expected {wanted}, not {kind}")),
        Err(failed) => failed,
    }
}

/// Python's string as UTF-16, with the halves of surrogate pairs that it holds.
fn utf_16<'py>(text: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyBytes>> {
    let pairs = text.call_method1("encode", ("utf-16-le", "surrogatepass"))?;
    Ok(pairs.cast_into()?)
}

/// Anything as a name: `str` of it. Half a surrogate pair, which UTF-8 cannot hold, becomes U+FFFD.
pub(super) fn name(given: &Bound<'_, PyAny>) -> PyResult<String> {
    let text = given.str()?;
    if let Ok(text) = text.to_cow() {
        return Ok(text.into_owned());
    }
    utf_16(&text)?
        .call_method1("decode", ("utf-16-le", "replace"))?
        .extract()
}

/// A day as callers give it: a `datetime.date` (a `datetime` too), or a string `YYYY-MM-DD`.
pub(super) fn day(given: &Bound<'_, PyAny>) -> PyResult<Date> {
    if given.is_instance_of::<PyString>() {
        return Ok(name(given)?.parse()?);
    }
    if !given.is_instance_of::<PyDate>() {
        return Err(unexpected("a date (datetime.date or YYYY-MM-DD)", given));
    }
    // The stable ABI shows no fields of dates; the ISO form starts with the day, whatever follows.
    let iso: String = given.call_method0("isoformat")?.extract()?;
    Ok(iso.get(..10).unwrap_or(&iso).parse()?)
}

/// A day as `datetime.date`.
pub(super) fn to_date(py: Python<'_>, date: Date) -> PyResult<Bound<'_, PyDate>> {
    PyDate::new(py, date.year().into(), date.month(), date.day())
}

/// The form that a caller names; `None` is `auto`, whatever the content tells.
pub(super) fn form(given: &str) -> PyResult<Option<Form>> {
    match given {
        "auto" => Ok(None),
        named => Ok(Some(named.parse()?)),
    }
}

/// A text or bytes as a document of a form; running text needs none.
pub(super) fn formed(source: Source, form: Option<Form>, id: Option<&str>) -> Source {
    if form == Some(Form::Text) {
        return source;
    }
    let content = match source {
        Source::Text(text) => Content::Text(text),
        Source::Bytes(bytes) => Content::Bytes(bytes),
        other => return other,
    };
    Source::Document(Box::new(Document {
        content,
        form,
        told: Told::default(),
        place: Place::of_file(id.unwrap_or_default()),
    }))
}

/// A job from what a batch is given for it: a text, bytes or a path, with a name and a day.
pub(super) fn to_job(item: &Bound<'_, PyAny>, form: Option<Form>) -> PyResult<Job> {
    type Given<'py> = Bound<'py, PyAny>;
    let (item, id, date): (Given<'_>, Option<Given<'_>>, Option<Given<'_>>) = item.extract()?;
    let source = match Text::of(&item) {
        Some(text) => text.to_source()?,
        None if item.hasattr("__fspath__")? => Source::File(item.extract::<PathBuf>()?),
        None => return Err(unexpected("str, bytes or a path", &item)),
    };
    let id = id.map(|id| name(&id)).transpose()?;
    let date = date.map(|date| day(&date)).transpose()?;
    let source = formed(source, form, id.as_deref());
    Ok(Job { source, id, date })
}
