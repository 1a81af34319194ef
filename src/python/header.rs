//! `Paragraph`, `Sentence` and `Dateline`: the outer form of an article.

use pyo3::prelude::*;
use pyo3::types::PyDate;

use super::convert::to_date;
use super::view::view;
use crate::article;
use crate::span::Span;

view! {
    /// A line of the article that holds something, without the white space around it.
    ///
    /// >>> import dateline as dl
    /// >>> art = dl.parse("Rain at Last\n\nIt rained in Nairobi.")
    /// >>> [(paragraph.kind, paragraph.text, paragraph.start, paragraph.end) for paragraph in art.paragraphs]
    /// [('header', 'Rain at Last', 0, 12), ('body', 'It rained in Nairobi.', 14, 35)]
    /// >>> art.paragraphs[0].article == art
    /// True
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
    ///
    /// >>> import dateline as dl
    /// >>> art = dl.parse("It rained. It stopped.")
    /// >>> [(sentence.text, sentence.start, sentence.end) for sentence in art.sentences]
    /// [('It rained.', 0, 10), ('It stopped.', 11, 22)]
    /// >>> art.sentences[0].article == art
    /// True
    Sentence, "sentences", |record, index| -> Span { record.sentences[index] }
    spanned by |it| it;

    fn __repr__(&self) -> String {
        format!("<Sentence {}:{}>", self.start(), self.end())
    }
}

view! {
    /// Where and when the copy was filed: `NAIROBI, Kenya, May 2 (AP) —`.
    ///
    /// >>> import dateline as dl
    /// >>> art = dl.parse("NAIROBI, Kenya, May 2 (AP) - It rained.", date="2024-05-03")
    /// >>> line = art.dateline
    /// >>> line.places, str(line.date), line.text, line.start, line.end, line.article == art
    /// (['NAIROBI, Kenya'], '2024-05-02', 'NAIROBI, Kenya, May 2 (AP) -', 0, 28, True)
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
