//! `Paragraph`, `Sentence` and `Dateline`: the outer form of an article.

use pyo3::prelude::*;
use pyo3::types::PyDate;

use super::convert::to_date;
use super::view::view;
use crate::article;
use crate::span::Span;

view! {
    /// A line of the article that holds something, without the white space around it.
    Paragraph, "paragraphs", |record, index| -> &article::Paragraph { &record.article.paragraphs[index] }
    spanned by |it| it.span;

    /// What it is: `header`, `body`, `subhead`, `tail` or `caption`.
    #[getter]
    fn kind(&self) -> &str {
        self.part().kind.as_str()
    }

    fn __repr__(&self) -> String {
        format!("<Paragraph {} {}:{}>", self.kind(), self.start(), self.end())
    }
}

view! {
    /// A sentence. None crosses a paragraph, the headline or the dateline.
    Sentence, "sentences", |record, index| -> Span { record.sentences[index] }
    spanned by |it| it;

    fn __repr__(&self) -> String {
        format!("<Sentence {}:{}>", self.start(), self.end())
    }
}

view! {
    /// Where and when the copy was filed: `NAIROBI, Kenya, May 2 (AP) —`.
    Dateline, "dateline", |record, _index| -> Option<&article::Dateline> { record.article.header.dateline.as_ref() }
    spanned by |it| it.map_or(Span { start: 0, end: 0 }, |dateline| dateline.span);

    /// Its places, each as written (`NAIROBI, Kenya` is one).
    #[getter]
    fn places(&self) -> Vec<&str> {
        self.part().map_or_else(Vec::new, |dateline| dateline.places.iter().map(|p| p.value.as_str()).collect())
    }

    /// The dateline's own day.
    #[getter]
    fn date<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDate>>> {
        let date = self.part().and_then(|dateline| dateline.date);
        date.map(|date| to_date(py, date)).transpose()
    }

    fn __repr__(&self) -> String {
        format!("<Dateline {:?}>", self.text())
    }
}
