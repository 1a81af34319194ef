//! What `dateline.exports` asks of the core: articles in the forms of other tools.

use pyo3::prelude::*;
use pyo3::types::PyBytes;

use super::article::Article;
use crate::export;

/// Articles as the bytes of a `.spacy` file.
#[pyfunction]
#[pyo3(signature = (articles: "list[Article]") -> "bytes")]
pub(super) fn _docbin(py: Python<'_>, articles: Vec<Py<Article>>) -> PyResult<Bound<'_, PyBytes>> {
    let records = || articles.iter().map(|article| article.get().record());
    let bytes = py.detach(|| export::to_docbin(records()))?;
    Ok(PyBytes::new(py, &bytes))
}

/// An article as a line of a Global Knowledge Graph, with its number in the file.
#[pyfunction]
pub(super) fn _gkg(py: Python<'_>, article: Py<Article>, number: usize) -> String {
    py.detach(|| export::to_gkg(article.get().record(), number))
}

/// The `annotation.conf` for articles as brat standoff.
#[pyfunction]
#[pyo3(signature = (articles: "list[Article]"))]
pub(super) fn _brat_configuration(py: Python<'_>, articles: Vec<Py<Article>>) -> String {
    py.detach(|| export::brat_configuration(articles.iter().map(|article| article.get().record())))
}
