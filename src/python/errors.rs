//! The core's error as the Python exception that its kind calls for.

use std::error::Error as _;

use pyo3::exceptions::{PyOSError, PyRuntimeError, PyValueError};
use pyo3::prelude::*;

use crate::error::Error;
use crate::place::Place;

impl From<Error> for PyErr {
    fn from(error: Error) -> PyErr {
        let Some(path) = error.path() else {
            let raised = if error.is_bug() {
                PyRuntimeError::new_err(error.to_string())
            } else {
                PyValueError::new_err(error.to_string())
            };
            return match error.place() {
                Some(place) => placed(raised, place, error.id(), &error.reason()),
                None => raised,
            };
        };
        let system = error
            .source()
            .and_then(|why| why.downcast_ref::<std::io::Error>());
        match system.and_then(std::io::Error::raw_os_error) {
            // OSError itself chooses the subclass: FileNotFoundError, IsADirectoryError …
            Some(number) => Python::attach(|py| {
                let meaning = py
                    .import("os")
                    .and_then(|os| os.call_method1("strerror", (number,)));
                match meaning {
                    Ok(meaning) => {
                        PyOSError::new_err((number, meaning.unbind(), path.as_os_str().to_owned()))
                    }
                    Err(failed) => failed,
                }
            }),
            None => {
                let raised = PyOSError::new_err(error.to_string());
                let path = path.as_os_str();
                let told = Python::attach(|py| raised.value(py).setattr("filename", path));
                told.map_or_else(|failed| failed, |()| raised)
            }
        }
    }
}

/// An exception about a document, with its `place` (file, member, number, offset), its `article_id` (its own, or the place
/// in words) and the `reason` alone, for tables.
fn placed(raised: PyErr, place: &Place, id: Option<&str>, reason: &str) -> PyErr {
    let told = Python::attach(|py| {
        let value = raised.value(py);
        let Place {
            file,
            member,
            number,
            offset,
        } = place;
        value.setattr("place", (&**file, member.as_deref(), *number, *offset))?;
        let id = id.map_or_else(|| place.to_string(), str::to_owned);
        value.setattr("article_id", id)?;
        value.setattr("reason", reason)
    });
    told.map_or_else(|failed| failed, |()| raised)
}
