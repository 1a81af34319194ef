//! One interpreter a process: the second that asks for the module is told why it cannot have it.

use std::sync::atomic::{AtomicUsize, Ordering};

use pyo3::exceptions::PyImportError;
use pyo3::prelude::*;

/// The first interpreter, by the address of its `builtins`; zero before there is one.
static FIRST: AtomicUsize = AtomicUsize::new(0);

/// Lets the first interpreter in, and no other: what the binding keeps (types, imported functions) is of one alone.
///
/// Python itself refuses modules like this one in interpreters with a GIL of their own, but not in those of old that share it.
pub(super) fn claim(py: Python<'_>) -> PyResult<()> {
    let own = py.import("builtins")?.as_ptr() as usize;
    match FIRST.compare_exchange(0, own, Ordering::Relaxed, Ordering::Relaxed) {
        Err(first) if first != own => Err(PyImportError::new_err(
            "dateline is loaded in another interpreter of this process already, and serves one only; \
             use threads or processes instead (with mod_wsgi: WSGIApplicationGroup %{GLOBAL})",
        )),
        _ => Ok(()),
    }
}
