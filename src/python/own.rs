//! What callers bring to an extractor: names taken over from Python, and all of it the way back.

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyIterator, PyString};

use super::mention::shortest;
use crate::rules::{Options, Own};

/// How many names are taken between two looks for Ctrl-C.
const STRETCH: usize = 1 << 16;

/// What Python brings: labels, names by label, patterns with their labels, the lowest score, whether nominals are wanted,
/// whether damage is refused.
pub(super) type Brought<'py> = (
    Option<Vec<String>>,
    Vec<(String, Bound<'py, PyIterator>)>,
    Vec<(String, String)>,
    Option<f32>,
    bool,
    bool,
);

/// Python's arguments as the core's.
pub(super) fn options(
    (labels, gazetteer, patterns, min_score, nominals, strict): Brought<'_>,
) -> PyResult<Options> {
    let mut lists = Vec::with_capacity(gazetteer.len());
    for (label, names) in gazetteer {
        let names = taken(&label, names)?;
        lists.push((label, names));
    }
    Ok(Options {
        labels,
        gazetteer: lists,
        patterns,
        min_score: min_score.unwrap_or_default(),
        nominals,
        strict,
    })
}

fn taken(label: &str, names: Bound<'_, PyIterator>) -> PyResult<Vec<String>> {
    let mut list = Vec::new();
    for (index, name) in names.enumerate() {
        let name = name?;
        let place = || format!("gazetteer: name {index} of {label:?}");
        let text = name.cast::<PyString>().map_err(|_| {
            let kind = name
                .get_type()
                .name()
                .map_or_else(|_| "?".into(), |kind| kind.to_string());
            PyTypeError::new_err(format!("{} must be str, not {kind}", place()))
        })?;
        let text = text.to_cow();
        let text =
            text.map_err(|_| PyValueError::new_err(format!("{} has half of a surrogate pair", place())))?;
        list.push(text.into_owned());
        if index % STRETCH == STRETCH - 1 {
            name.py().check_signals()?;
        }
    }
    Ok(list)
}

/// The keyword arguments from which the same extractor is made anew.
pub(super) fn arguments<'py>(py: Python<'py>, own: &Own) -> PyResult<Bound<'py, PyDict>> {
    let arguments = PyDict::new(py);
    if let Some(labels) = &own.labels {
        let labels: Vec<&str> = labels.iter().map(|label| label.as_str()).collect();
        arguments.set_item("labels", labels)?;
    }
    if own.names.len() > 0 {
        let gazetteer = PyDict::new(py);
        for (label, names) in own.names.lists() {
            gazetteer.set_item(label.as_str(), names.collect::<Vec<_>>())?;
        }
        arguments.set_item("gazetteer", gazetteer)?;
    }
    if own.patterns.iter().len() > 0 {
        let patterns = own.patterns.iter();
        let patterns: Vec<_> = patterns
            .map(|(label, pattern)| (label.as_str(), pattern))
            .collect();
        arguments.set_item("patterns", patterns)?;
    }
    if own.min_score > 0.0 {
        arguments.set_item("min_score", shortest(own.min_score))?;
    }
    if own.nominals {
        arguments.set_item("nominals", true)?;
    }
    if own.strict {
        arguments.set_item("strict", true)?;
    }
    Ok(arguments)
}

/// The same arguments as a reader wants to see them: names and patterns as their numbers.
pub(super) fn shown(own: &Own) -> Vec<String> {
    let mut shown = Vec::new();
    let counted = |count: usize, what: &str| format!("<{count} {what}{}>", if count == 1 { "" } else { "s" });
    if let Some(labels) = &own.labels {
        let labels: Vec<String> = labels.iter().map(|label| format!("'{label}'")).collect();
        shown.push(format!("labels=[{}]", labels.join(", ")));
    }
    if own.names.len() > 0 {
        shown.push(format!("gazetteer={}", counted(own.names.len(), "name")));
    }
    if own.patterns.iter().len() > 0 {
        shown.push(format!(
            "patterns={}",
            counted(own.patterns.iter().len(), "pattern")
        ));
    }
    if own.min_score > 0.0 {
        shown.push(format!("min_score={}", own.min_score));
    }
    if own.nominals {
        shown.push("nominals=True".to_owned());
    }
    if own.strict {
        shown.push("strict=True".to_owned());
    }
    shown
}
