//! Many articles together: what `dateline.corpus` asks of the core, in numbers of articles, entities, sentences and mentions.

use pyo3::prelude::*;
use pyo3::types::PyString;

use super::article::Article;
use super::convert::name;
use crate::corpus::{self, Member, Reason, Thing, Wishes};
use crate::record::Record;

/// An entity by the numbers of its article and of itself.
type Place = (u32, u32);

/// A merged thing: label, name, other names, country, and members with their reasons and with which member each holds.
type Merged = (
    &'static str,
    String,
    Vec<String>,
    Option<String>,
    Vec<(u32, u32, &'static str, Option<u32>)>,
);

fn records(articles: &[Py<Article>]) -> Vec<&Record> {
    articles.iter().map(|article| article.get().record()).collect()
}

fn members(places: &[Place]) -> Vec<Member> {
    let member = |&(article, entity): &Place| Member {
        article,
        entity,
        reason: Reason::First,
        with: None,
    };
    places.iter().map(member).collect()
}

/// Lists of names and of places of entities.
fn things(lists: Vec<Vec<Bound<'_, PyAny>>>) -> PyResult<Vec<Vec<Thing>>> {
    let thing = |given: &Bound<'_, PyAny>| {
        if given.is_instance_of::<PyString>() {
            return Ok(Thing::Name(name(given)?));
        }
        let (article, entity): Place = given.extract()?;
        Ok(Thing::Entity(article, entity))
    };
    lists
        .iter()
        .map(|list| list.iter().map(thing).collect())
        .collect()
}

/// Puts entities of articles together.
#[pyfunction]
#[pyo3(signature = (
    articles: "list[Article]", same: "list[list[str | tuple[int, int]]]",
    keep_apart: "list[list[str | tuple[int, int]]]",
) -> "list[tuple[str, str, list[str], str | None, list[tuple[int, int, str, int | None]]]]")]
pub(super) fn _merge(
    py: Python<'_>,
    articles: Vec<Py<Article>>,
    same: Vec<Vec<Bound<'_, PyAny>>>,
    keep_apart: Vec<Vec<Bound<'_, PyAny>>>,
) -> PyResult<Vec<Merged>> {
    let wishes = Wishes {
        same: things(same)?,
        keep_apart: things(keep_apart)?,
    };
    let merged = py.detach(|| corpus::merge(&records(&articles), &wishes))?;
    let plain = |thing: corpus::Merged| {
        let member = |m: Member| (m.article, m.entity, m.reason.as_str(), m.with);
        let members = thing.members.into_iter().map(member).collect();
        (
            thing.label.as_str(),
            thing.name,
            thing.aliases,
            thing.country,
            members,
        )
    };
    Ok(merged.into_iter().map(plain).collect())
}

/// The dated sentences that name a thing: article, sentence, mention.
#[pyfunction]
#[pyo3(signature = (articles: "list[Article]", places: "list[tuple[int, int]]", undated: "bool") -> "list[tuple[int, int, int | None]]")]
pub(super) fn _timeline(
    py: Python<'_>,
    articles: Vec<Py<Article>>,
    places: Vec<Place>,
    undated: bool,
) -> Vec<(u32, u32, Option<u32>)> {
    let rows = py.detach(|| corpus::timeline(&records(&articles), &members(&places), undated));
    rows.into_iter()
        .map(|row| (row.article, row.sentence, row.mention))
        .collect()
}

/// Pairs of things that are named together: both, units, articles.
#[pyfunction]
#[pyo3(signature = (
    articles: "list[Article]", things: "list[list[tuple[int, int]]]", unit: "str", least: "int",
) -> "list[tuple[int, int, int, int]]")]
pub(super) fn _cooccurrence(
    py: Python<'_>,
    articles: Vec<Py<Article>>,
    things: Vec<Vec<Place>>,
    unit: &str,
    least: u32,
) -> PyResult<Vec<(u32, u32, u32, u32)>> {
    let unit = unit.parse()?;
    let pairs = py.detach(|| {
        let things: Vec<Vec<Member>> = things.iter().map(|places| members(places)).collect();
        let things: Vec<&[Member]> = things.iter().map(Vec::as_slice).collect();
        corpus::cooccurrence(&records(&articles), &things, unit, least)
    });
    Ok(pairs
        .iter()
        .map(|pair| (pair.one, pair.two, pair.count, pair.articles))
        .collect())
}

/// The quotes whose speaker a thing is: article, quote.
#[pyfunction]
#[pyo3(signature = (articles: "list[Article]", places: "list[tuple[int, int]]") -> "list[tuple[int, int]]")]
pub(super) fn _quotes_by(py: Python<'_>, articles: Vec<Py<Article>>, places: Vec<Place>) -> Vec<Place> {
    py.detach(|| corpus::quotes_by(&records(&articles), &members(&places)))
}
