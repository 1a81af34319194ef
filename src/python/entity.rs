//! `Entity`, one thing behind several mentions, and `Entities`, the list that is also a look-up by name.

use pyo3::exceptions::{PyIndexError, PyKeyError};
use pyo3::prelude::*;
use pyo3::types::{PyIterator, PyList, PySlice, PyTuple};

use super::article::Article;
use super::mention::Mention;
use super::view::view;
use crate::record;

view! {
    /// One person, organisation, place or other named thing with all its mentions in the article.
    ///
    /// >>> import dateline as dl
    /// >>> art = dl.parse("Angela Merkel arrived in Paris. Merkel will stay for a week.")
    /// >>> merkel = art.entities["Merkel"]
    /// >>> merkel.name, merkel.aliases, merkel.count
    /// ('Angela Merkel', ['Merkel'], 2)
    Entity, "entities", |record, index| -> &record::Entity { &record.entities[index] };

    /// Its name within the article: `e1`, `e2` … in the order of first mention.
    #[getter]
    fn id(&self) -> String {
        crate::export::entity_id(self.index as u32)
    }

    /// What it is, as an OntoNotes label.
    #[getter]
    fn label(&self) -> &str {
        self.part().label.as_str()
    }

    /// The fullest name that the article gives.
    #[getter]
    fn name(&self) -> &str {
        &self.part().name
    }

    /// The other names that the article gives, in order of appearance.
    #[getter]
    fn aliases(&self) -> Vec<&str> {
        self.part().aliases.iter().map(String::as_str).collect()
    }

    /// ISO 3166 code of a place, when known.
    #[getter]
    fn country(&self) -> Option<&str> {
        self.part().country.as_deref()
    }

    /// Its mentions, in text order.
    #[getter]
    fn mentions(&self, py: Python<'_>) -> Vec<Mention> {
        let article = self.article.bind(py);
        self.part().mentions.iter().map(|&i| Mention::new(article, i as usize)).collect()
    }

    /// How often the article mentions it.
    #[getter]
    fn count(&self) -> usize {
        self.part().mentions.len()
    }

    fn __repr__(&self) -> String {
        format!("<Entity {:?} {} ×{}>", self.name(), self.label(), self.count())
    }
}

/// The entities of an article: a sequence, and a look-up by any of their names.
///
/// >>> import dateline as dl
/// >>> art = dl.parse("Angela Merkel arrived in Paris.")
/// >>> [entity.name for entity in art.entities]
/// ['Angela Merkel', 'Paris']
/// >>> art.entities["Paris"].label
/// 'GPE'
/// >>> "Rome" in art.entities
/// False
#[pyclass(frozen, module = "dateline")]
pub(super) struct Entities {
    article: Py<Article>,
    /// The article's attribute that this is.
    which: &'static str,
    indices: Vec<usize>,
}

#[derive(FromPyObject)]
enum Key<'py> {
    Index(isize),
    Name(String),
    Slice(Bound<'py, PySlice>),
}

impl Entities {
    pub(super) fn new(
        article: &Bound<'_, Article>,
        which: &'static str,
        wanted: impl Fn(&record::Entity) -> bool,
    ) -> Self {
        let entities = article.get().record().entities.iter().enumerate();
        Entities {
            article: article.clone().unbind(),
            which,
            indices: entities.filter(|(_, e)| wanted(e)).map(|(i, _)| i).collect(),
        }
    }

    fn parts(&self) -> impl Iterator<Item = (usize, &record::Entity)> {
        let entities = &self.article.get().record().entities;
        self.indices.iter().map(move |&i| (i, &entities[i]))
    }

    /// The entity of that name: its fullest name first, then any other.
    fn find(&self, name: &str) -> Option<usize> {
        let named = |(_, e): &(usize, &record::Entity)| e.name == name;
        let called = |(_, e): &(usize, &record::Entity)| e.aliases.iter().any(|alias| alias == name);
        self.parts()
            .find(named)
            .or_else(|| self.parts().find(called))
            .map(|(i, _)| i)
    }

    fn list<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let article = self.article.bind(py);
        PyList::new(py, self.indices.iter().map(|&i| Entity::new(article, i)))
    }

    /// The error for a name that nothing has, with the names that come near.
    fn unknown(&self, py: Python<'_>, name: &str) -> PyErr {
        let names: Vec<&str> = self
            .parts()
            .flat_map(|(_, e)| std::iter::once(&e.name).chain(&e.aliases))
            .map(String::as_str)
            .collect();
        let close = || {
            py.import("difflib")?
                .call_method1("get_close_matches", (name, names))?
                .extract::<Vec<String>>()
        };
        match close() {
            Ok(close) if close.is_empty() => PyKeyError::new_err(format!("no entity is called {name:?}")),
            Ok(close) => PyKeyError::new_err(format!(
                "no entity is called {name:?}; close: {}",
                close.join(", ")
            )),
            Err(failed) => failed,
        }
    }
}

#[pymethods]
impl Entities {
    fn __len__(&self) -> usize {
        self.indices.len()
    }

    /// The entity at a position, those of a slice, or the one with a name (upper and lower case as written).
    ///
    /// Raises `IndexError` or `KeyError`; the latter lists names that come near.
    fn __getitem__<'py>(&self, py: Python<'py>, key: Key<'py>) -> PyResult<Bound<'py, PyAny>> {
        let index = match key {
            Key::Slice(slice) => return self.list(py)?.as_any().get_item(slice),
            Key::Name(name) => self.find(&name).ok_or_else(|| self.unknown(py, &name))?,
            Key::Index(at) => {
                let from_start = if at < 0 {
                    at + self.indices.len() as isize
                } else {
                    at
                };
                let found = usize::try_from(from_start)
                    .ok()
                    .and_then(|at| self.indices.get(at));
                *found.ok_or_else(|| {
                    PyIndexError::new_err(format!("there are {} entities, none at {at}", self.indices.len()))
                })?
            }
        };
        Ok(Bound::new(py, Entity::new(self.article.bind(py), index))?.into_any())
    }

    /// Whether an entity, or one with that name, is here.
    fn __contains__(&self, key: &Bound<'_, PyAny>) -> PyResult<bool> {
        match key.extract::<String>() {
            Ok(name) => Ok(self.find(&name).is_some()),
            Err(_) => self.list(key.py())?.as_any().contains(key),
        }
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.list(py)?.as_any().try_iter()
    }

    /// The entity with that name, or `None`.
    fn get(&self, py: Python<'_>, name: &str) -> Option<Entity> {
        self.find(name)
            .map(|index| Entity::new(self.article.bind(py), index))
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.indices == other.indices && self.article.get() == other.article.get()
    }

    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let getattr = py.import("builtins")?.getattr("getattr")?;
        let place = (self.article.clone_ref(py), self.which);
        (getattr, place).into_pyobject(py)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(self.list(py)?.repr()?.to_string())
    }
}
