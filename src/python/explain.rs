//! An explanation as plain Python objects; `dateline.explaining` gives their types.

use pyo3::exceptions::{PyOverflowError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

use super::convert::unexpected;
use super::mention::shortest;
use crate::article;
use crate::error::Error;
use crate::explain::Explanation;
use crate::extract::{Extractor, Source};
use crate::rules::{Origin, Reading};
use crate::span::{OffsetMap, Span};
use crate::tagger::{TagScore, TokenChoice};

/// Explains code point `offset` of a text.
pub(super) fn at<'py>(
    py: Python<'py>,
    extractor: &Extractor,
    source: Source,
    offset: &Bound<'py, PyAny>,
) -> PyResult<Option<Bound<'py, PyDict>>> {
    let text = match source {
        Source::Text(text) => text,
        Source::Bytes(bytes) => article::decode(&bytes).0,
        Source::File(_) | Source::Document(_) => return Err(Error::bug("an explanation is for texts").into()),
    };
    let map = OffsetMap::new(&text);
    let length = map.to_chars(&text, u32::MAX);
    let offset = number(offset)?
        .filter(|&at| at < length)
        .ok_or_else(|| outside(offset, length))?;
    let byte = map.to_bytes(&text, offset) as usize;
    let why = py.detach(|| extractor.explain(&text, byte));
    let shown = Shown { py, text: &text, map };
    why.map(|why| shown.explanation(why)).transpose()
}

/// A code point's number; `None` when it is negative or very great.
fn number(offset: &Bound<'_, PyAny>) -> PyResult<Option<u32>> {
    match offset.extract::<u32>() {
        Ok(number) => Ok(Some(number)),
        Err(why) if why.is_instance_of::<PyOverflowError>(offset.py()) => Ok(None),
        Err(_) => Err(unexpected("an offset (int)", offset)),
    }
}

fn outside(offset: &Bound<'_, PyAny>, length: u32) -> PyErr {
    PyValueError::new_err(format!(
        "offset {offset} is not in the text, which has {length} characters"
    ))
}

/// What the objects are made with.
struct Shown<'py, 't> {
    py: Python<'py>,
    text: &'t str,
    map: OffsetMap,
}

impl<'py> Shown<'py, '_> {
    fn explanation(&self, why: Explanation) -> PyResult<Bound<'py, PyDict>> {
        let all = PyDict::new(self.py);
        let mention = why.mention.map(|mention| {
            let dict = self.spanned(mention.span)?;
            dict.set_item("label", mention.label.as_str())?;
            dict.set_item("score", shortest(mention.score))?;
            PyResult::Ok(dict)
        });
        all.set_item("mention", mention.transpose()?)?;
        all.set_item(
            "readings",
            self.list(why.readings, |reading| self.reading(reading))?,
        )?;
        all.set_item("tokens", self.list(why.tokens, |token| self.token(token))?)?;
        let names = self.list(why.names, |name| {
            let dict = self.spanned(name.span)?;
            dict.set_item("kinds", name.kinds)?;
            Ok(dict)
        });
        all.set_item("names", names?)?;
        Ok(all)
    }

    fn list<T>(
        &self,
        items: Vec<T>,
        shown: impl FnMut(T) -> PyResult<Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyList>> {
        let items: Vec<_> = items.into_iter().map(shown).collect::<PyResult<_>>()?;
        PyList::new(self.py, items)
    }

    fn reading(&self, reading: Reading) -> PyResult<Bound<'py, PyDict>> {
        let dict = self.spanned(reading.span)?;
        dict.set_item("label", reading.label.as_str())?;
        dict.set_item("score", shortest(reading.score))?;
        let (origin, source) = match reading.origin {
            Origin::Model => ("model", None),
            Origin::Name(name) => ("name", Some(name)),
            Origin::Pattern(pattern) => ("pattern", Some(pattern)),
        };
        dict.set_item("origin", origin)?;
        dict.set_item("source", source)?;
        dict.set_item("fate", reading.fate.as_str())?;
        Ok(dict)
    }

    fn token(&self, token: TokenChoice) -> PyResult<Bound<'py, PyDict>> {
        let dict = self.spanned(token.span)?;
        dict.set_item("chosen", self.tag(&token.chosen)?)?;
        dict.set_item("runner_up", self.tag(&token.runner_up)?)?;
        let features = self.list(token.features, |feature| {
            let dict = PyDict::new(self.py);
            dict.set_item("name", &feature.name)?;
            dict.set_item("values", &feature.values)?;
            dict.set_item("chosen", shortest(feature.chosen))?;
            dict.set_item("runner_up", shortest(feature.runner_up))?;
            dict.set_item("weight", shortest(feature.weight()))?;
            Ok(dict)
        });
        dict.set_item("features", features?)?;
        Ok(dict)
    }

    fn tag(&self, tag: &TagScore) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(self.py);
        dict.set_item("tag", &tag.tag)?;
        dict.set_item("score", shortest(tag.score))?;
        dict.set_item("move", shortest(tag.move_weight))?;
        dict.set_item("before", tag.before.as_deref())?;
        Ok(dict)
    }

    fn spanned(&self, span: Span) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(self.py);
        dict.set_item("start", self.map.to_chars(self.text, span.start))?;
        dict.set_item("end", self.map.to_chars(self.text, span.end))?;
        dict.set_item("text", span.slice(self.text))?;
        Ok(dict)
    }
}
