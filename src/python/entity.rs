//! `Entity`, one thing behind several mentions, and `Entities`, the list that is also a look-up by name.

use std::hash::{DefaultHasher, Hash, Hasher};

use pyo3::exceptions::{PyIndexError, PyKeyError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyIterator, PyList, PySlice, PyString, PyTuple};

use super::article::Article;
use super::convert::{name, unexpected};
use super::mention::{Mention, shortest};
use super::speech::Nominal;
use super::view::view;
use crate::record;

view! {
    /// One person, organisation, place or other named thing with all its mentions in the article.
    ///
    /// >>> import dateline as dl
    /// >>> art = dl.parse("Angela Merkel arrived in Paris. Merkel will stay for a week.")
    /// >>> merkel, paris = art.entities
    /// >>> merkel.id, merkel.label, merkel.name, merkel.aliases, merkel.count
    /// ('e1', 'PERSON', 'Angela Merkel', ['Merkel'], 2)
    /// >>> [mention.start for mention in merkel.mentions], 0 < merkel.salience < 1, merkel.article == art
    /// ([0, 32], True, True)
    /// >>> paris.country, paris.country_relation, round(paris.latitude), round(paris.longitude)
    /// ('FR', 'capital', 49, 2)
    Entity, "entities", |record, index| -> &record::Entity { &record.entities[index] };

    /// Its name within the article: `e1`, `e2` … in the order of first mention.
    #[getter]
    fn id(&self) -> String {
        crate::export::entity_id(self.index as u32)
    }

    /// What it is, as an OntoNotes label or one of your own.
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

    /// ISO 3166-1 code of the country that a place is or lies in, or whose people it names, when known.
    ///
    /// >>> import dateline as dl
    /// >>> art = dl.parse("Pyongyang said that North Korea was ready. North Korean media agreed.")
    /// >>> [(entity.name, entity.country, entity.country_relation) for entity in art.entities]
    /// [('Pyongyang', 'KP', 'capital'), ('North Korea', 'KP', 'country'), ('North Korean', 'KP', 'demonym')]
    #[getter]
    fn country(&self) -> Option<&str> {
        self.part().country.as_deref()
    }

    /// What it is to that country: `country` (itself), `capital`, `demonym` (its people, or a word for what is theirs)
    /// or `place` (lies in it).
    #[getter]
    fn country_relation(&self) -> Option<&str> {
        self.part().country_relation.map(|relation| relation.as_str())
    }

    /// ISO 3166-2 code of a region of the first level, when known.
    ///
    /// >>> import dateline as dl
    /// >>> [(place.name, place.subdivision) for place in dl.parse("It rained in Dallas and in all of Texas.").places]
    /// [('Dallas', None), ('Texas', 'US-TX')]
    #[getter]
    fn subdivision(&self) -> Option<&str> {
        self.part().subdivision.as_deref()
    }

    /// Degrees north of the equator, when it is a place that is known; for a country about the middle of its towns.
    #[getter]
    fn latitude(&self) -> Option<f64> {
        self.part().place.map(|place| shortest(place.latitude))
    }

    /// Degrees east of Greenwich.
    #[getter]
    fn longitude(&self) -> Option<f64> {
        self.part().place.map(|place| shortest(place.longitude))
    }

    /// How much the article is about it, 0 to 1: whether the headline names it, how early and how often it is named.
    #[getter]
    fn salience(&self) -> f64 {
        shortest(self.part().salience)
    }

    /// Its mentions, in text order.
    #[getter]
    fn mentions(&self, py: Python<'_>) -> Vec<Mention> {
        let article = self.article.bind(py);
        self.part().mentions.iter().map(|&i| Mention::new(article, i as usize)).collect()
    }

    /// The noun phrases that mean it, in text order; only `Extractor(nominals=True)` looks for them.
    ///
    /// >>> import dateline as dl
    /// >>> text = "Mayor Ann Lee met reporters in Leeds. “It is late,” the mayor said."
    /// >>> [nominal.text for nominal in dl.Extractor(nominals=True)(text).people[0].nominals]
    /// ['the mayor']
    #[getter]
    fn nominals(&self, py: Python<'_>) -> Vec<Nominal> {
        let article = self.article.bind(py);
        let all = article.get().record().nominals.iter().enumerate();
        let own = all.filter(|(_, nominal)| nominal.entity as usize == self.index);
        own.map(|(index, _)| Nominal::new(article, index)).collect()
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
    fn __getitem__<'py>(&self, py: Python<'py>, key: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        if !key.is_instance_of::<PyString>() {
            if !(key.is_instance_of::<PySlice>() || key.hasattr("__index__")?) {
                return Err(unexpected("a position, a slice or a name", key));
            }
            return self.list(py)?.as_any().get_item(key).map_err(|why| {
                if why.is_instance_of::<PyIndexError>(py) {
                    PyIndexError::new_err(format!(
                        "there are {} entities, none at {key}",
                        self.indices.len()
                    ))
                } else {
                    why
                }
            });
        }
        let name = name(key)?;
        let index = self.find(&name).ok_or_else(|| self.unknown(py, &name))?;
        Ok(Bound::new(py, Entity::new(self.article.bind(py), index))?.into_any())
    }

    /// Whether an entity, or one with that name, is here.
    fn __contains__(&self, key: &Bound<'_, PyAny>) -> PyResult<bool> {
        if key.is_instance_of::<PyString>() {
            Ok(self.find(&name(key)?).is_some())
        } else {
            self.list(key.py())?.as_any().contains(key)
        }
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.list(py)?.as_any().try_iter()
    }

    fn __reversed__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        let list = self.list(py)?;
        list.reverse()?;
        list.as_any().try_iter()
    }

    /// The entity with that name, or else `default`.
    ///
    /// >>> import dateline as dl
    /// >>> entities = dl.parse("It rained in Berlin.").entities
    /// >>> entities.get("Berlin").label, entities.get("Rome"), entities.get("Rome", "none")
    /// ('GPE', None, 'none')
    #[pyo3(signature = (name: "str", default: "object" = None) -> "Any")]
    fn get<'py>(
        &self,
        py: Python<'py>,
        name: &Bound<'py, PyAny>,
        default: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        if !name.is_instance_of::<PyString>() {
            return Err(unexpected("a name", name));
        }
        match self.find(&super::convert::name(name)?) {
            Some(index) => Ok(Some(
                Bound::new(py, Entity::new(self.article.bind(py), index))?.into_any(),
            )),
            None => Ok(default),
        }
    }

    /// The position of an entity; raises `ValueError` when it is not here.
    ///
    /// >>> import dateline as dl
    /// >>> entities = dl.parse("It rained in Berlin and Rome.").entities
    /// >>> entities.index(entities["Rome"])
    /// 1
    #[pyo3(signature = (entity, start: "SupportsIndex | None" = None, stop: "SupportsIndex | None" = None))]
    fn index(
        &self,
        entity: &Bound<'_, PyAny>,
        start: Option<&Bound<'_, PyAny>>,
        stop: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<usize> {
        let from: Vec<_> = match (start, stop) {
            (None, None) => vec![entity.clone()],
            (Some(start), None) => vec![entity.clone(), start.clone()],
            (start, Some(stop)) => {
                let zero = 0_usize.into_pyobject(entity.py())?.into_any();
                vec![entity.clone(), start.cloned().unwrap_or(zero), stop.clone()]
            }
        };
        let found = self
            .list(entity.py())?
            .call_method1("index", PyTuple::new(entity.py(), from)?);
        match found {
            Ok(at) => at.extract(),
            Err(why) if why.is_instance_of::<PyValueError>(entity.py()) => Err(PyValueError::new_err(
                format!("{} is not among these entities", entity.repr()?),
            )),
            Err(why) => Err(why),
        }
    }

    /// How often an entity is here: once or not at all.
    ///
    /// >>> import dateline as dl
    /// >>> entities = dl.parse("It rained in Berlin.").entities
    /// >>> entities.count(entities[0]), entities.count("Berlin")
    /// (1, 0)
    fn count(&self, entity: &Bound<'_, PyAny>) -> PyResult<usize> {
        Ok(self.list(entity.py())?.as_any().contains(entity)?.into())
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        let mut hasher = DefaultHasher::new();
        self.indices.hash(&mut hasher);
        Ok(hasher.finish() ^ self.article.bind(py).hash()? as u64)
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
