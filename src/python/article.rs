//! `Article`: a text with everything that was read from it.

use std::sync::OnceLock;

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDate, PyString, PyType};

use super::convert::{Text, to_date};
use super::entity::Entities;
use super::header::{Dateline, Paragraph, Sentence};
use super::mention::Mention;
use super::speech::{Nominal, Quote, Role, Warning};
use crate::article::{Field, Header};
use crate::export;
use crate::record::{Label, Record};
use crate::span::{OffsetMap, Span};
use crate::text::Segments;

/// An article: its text with everything that was read from it. Immutable, hashable, safe to share between threads.
///
/// All offsets count Unicode code points of `text`, as Python's own slices do.
///
/// >>> import dateline as dl
/// >>> art = dl.parse("""ECB May Cut Rates
/// ...
/// ... By ANN LEE
/// ...
/// ... FRANKFURT, May 2, 2024 (Reuters) - The European Central Bank may cut rates, Christine Lagarde said on Wednesday.
/// ... """, id="ecb")
/// >>> art.id, art.headline, art.bylines, art.source, art.url
/// ('ecb', 'ECB May Cut Rates', ['ANN LEE'], 'Reuters', None)
/// >>> art.date, art.date_source, art.dateline.places
/// (datetime.date(2024, 5, 2), 'dateline', ['FRANKFURT'])
/// >>> [(mention.text, mention.label) for mention in art.mentions[:3]]
/// [('ECB', 'ORG'), ('ANN LEE', 'PERSON'), ('FRANKFURT', 'GPE')]
/// >>> [entity.name for entity in art.entities[:2]], [person.name for person in art.people]
/// (['European Central Bank', 'ANN LEE'], ['ANN LEE', 'Christine Lagarde'])
/// >>> art.organizations[0].aliases, art.places[0].country
/// (['ECB'], 'DE')
/// >>> [(date.text, date.value) for date in art.dates]
/// [('May 2, 2024', '2024-05-02'), ('Wednesday', '2024-05-01')]
/// >>> [(quote.speaker, quote.text) for quote in art.quotes]
/// [('Christine Lagarde', 'The European Central Bank may cut rates')]
/// >>> [paragraph.kind for paragraph in art.paragraphs], len(art.sentences), art.text[slice(*art.tokens[1])]
/// (['header', 'header', 'body'], 4, 'May')
/// >>> art.roles, art.warnings
/// ([], [])
#[pyclass(frozen, module = "dateline")]
pub(super) struct Article {
    record: Record,
    map: OnceLock<OffsetMap>,
    /// The text as Python's own string, made once so that slicing it in a loop costs no copy.
    text: PyOnceLock<Py<PyString>>,
}

impl From<Record> for Article {
    fn from(record: Record) -> Article {
        Article {
            record,
            map: OnceLock::new(),
            text: PyOnceLock::new(),
        }
    }
}

impl PartialEq for Article {
    fn eq(&self, other: &Article) -> bool {
        std::ptr::eq(self, other) || self.record == other.record
    }
}

impl Article {
    pub(super) fn record(&self) -> &Record {
        &self.record
    }

    fn header(&self) -> &Header {
        &self.record.article.header
    }

    pub(super) fn slice(&self, span: Span) -> &str {
        span.slice(&self.record.article.text)
    }

    /// A byte offset in code points.
    pub(super) fn offset(&self, byte: u32) -> u32 {
        let text = &self.record.article.text;
        self.map.get_or_init(|| OffsetMap::new(text)).to_chars(text, byte)
    }
}

fn value(field: Option<&Field>) -> Option<&str> {
    field.map(|field| field.value.as_str())
}

/// One view for each part of the article.
fn views<T>(article: &Bound<'_, Article>, count: usize, view: fn(&Bound<'_, Article>, usize) -> T) -> Vec<T> {
    (0..count).map(|index| view(article, index)).collect()
}

#[pymethods]
impl Article {
    /// The text; every offset refers to it. Bytes that were no text stand in it as U+FFFD.
    #[getter]
    fn text(&self, py: Python<'_>) -> Py<PyString> {
        let text = &self.record.article.text;
        self.text
            .get_or_init(py, || PyString::new(py, text).unbind())
            .clone_ref(py)
    }

    /// The caller's name for the article, or `None`.
    #[getter]
    fn id(&self) -> Option<&str> {
        self.record.article.id.as_deref()
    }

    /// The article's title, or `None`.
    #[getter]
    fn headline(&self) -> Option<&str> {
        value(self.header().headline.as_ref())
    }

    /// Its day of publication, or `None`; `date_source` says where it was found.
    #[getter]
    fn date<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDate>>> {
        let date = self.header().date;
        date.map(|date| to_date(py, date)).transpose()
    }

    /// Where `date` was found: `header`, `dateline`, `metadata` (beside the text: the head of a page, a column), `argument` (told by
    /// the caller) or `none`.
    #[getter]
    fn date_source(&self) -> &str {
        self.header().date_source.as_str()
    }

    /// Its address, when a page, a feed or a column told it.
    #[getter]
    fn url(&self) -> Option<&str> {
        self.record.article.url.as_deref()
    }

    /// The agency or paper, or `None`.
    #[getter]
    fn source(&self) -> Option<&str> {
        value(self.header().source.as_ref())
    }

    /// The authors' names, agencies and desks left out.
    #[getter]
    fn bylines(&self) -> Vec<&str> {
        let names = self.header().byline.iter();
        names.map(|field| field.value.as_str()).collect()
    }

    /// Where and when the copy was filed, or `None`.
    #[getter]
    fn dateline(slf: &Bound<'_, Self>) -> Option<Dateline> {
        let dateline = &slf.get().header().dateline;
        dateline.as_ref().map(|_| Dateline::new(slf, 0))
    }

    /// The lines that hold something, in order.
    #[getter]
    fn paragraphs(slf: &Bound<'_, Self>) -> Vec<Paragraph> {
        views(slf, slf.get().record.article.paragraphs.len(), Paragraph::new)
    }

    /// The sentences, in order.
    #[getter]
    fn sentences(slf: &Bound<'_, Self>) -> Vec<Sentence> {
        views(slf, slf.get().record.sentences.len(), Sentence::new)
    }

    /// The tokens as (start, end), in code points; computed anew at each access.
    #[getter]
    fn tokens(&self, py: Python<'_>) -> Vec<(u32, u32)> {
        let mut segments = Segments::default();
        py.detach(|| segments.fill(&self.record.article));
        let tokens = segments.tokens.iter();
        tokens
            .map(|t| (self.offset(t.span.start), self.offset(t.span.end)))
            .collect()
    }

    /// The named and numbered things in the text, in order; they never overlap.
    #[getter]
    fn mentions(slf: &Bound<'_, Self>) -> Vec<Mention> {
        views(slf, slf.get().record.mentions.len(), Mention::new)
    }

    /// The mentions of dates and times (labels `DATE` and `TIME`).
    #[getter]
    fn dates(slf: &Bound<'_, Self>) -> Vec<Mention> {
        let mentions = slf.get().record.mentions.iter().enumerate();
        let dates = mentions.filter(|(_, m)| matches!(m.label, Label::DATE | Label::TIME));
        dates.map(|(index, _)| Mention::new(slf, index)).collect()
    }

    /// The mentions of amounts, of what is counted and of ranks (labels `MONEY`, `PERCENT`, `QUANTITY`, `CARDINAL` and
    /// `ORDINAL`): `value` has each in writing, `low`, `high` and `unit` have it in parts.
    ///
    /// A currency is its ISO 4217 code (a bare `$` is that of the article's country), a unit its symbol as the text
    /// measures (`12 mi`, `45 °C`, `3 %`, `25 bp`). Words that count without a number are ranges (`dozens` is `24/120`:
    /// two to ten of them). Scores and votes (`3-1`) have no value.
    ///
    /// >>> import dateline as dl
    /// >>> art = dl.parse("Toyota paid $10 to $12 million for 40 acres of land.")
    /// >>> [(amount.value, amount.low, amount.unit) for amount in art.amounts]
    /// [('10000000/12000000 USD', 10000000.0, 'USD'), ('40 acre', 40.0, 'acre')]
    #[getter]
    fn amounts(slf: &Bound<'_, Self>) -> Vec<Mention> {
        let mentions = slf.get().record.mentions.iter().enumerate();
        let amounts = mentions.filter(|(_, m)| m.label.is_amount());
        amounts.map(|(index, _)| Mention::new(slf, index)).collect()
    }

    /// The things behind the mentions, in the order of their first mention: a sequence and a look-up by any name.
    #[getter]
    fn entities(slf: &Bound<'_, Self>) -> Entities {
        Entities::new(slf, "entities", |_| true)
    }

    /// The entities that are people (label `PERSON`).
    #[getter]
    fn people(slf: &Bound<'_, Self>) -> Entities {
        Entities::new(slf, "people", |entity| entity.label == Label::PERSON)
    }

    /// The entities that are organisations (label `ORG`).
    #[getter]
    fn organizations(slf: &Bound<'_, Self>) -> Entities {
        Entities::new(slf, "organizations", |entity| entity.label == Label::ORG)
    }

    /// The entities that are places (labels `GPE`, `LOC` and `FAC`).
    #[getter]
    fn places(slf: &Bound<'_, Self>) -> Entities {
        Entities::new(slf, "places", |entity| {
            matches!(entity.label, Label::GPE | Label::LOC | Label::FAC)
        })
    }

    /// Who is reported to have said what, in text order.
    #[getter]
    fn quotes(slf: &Bound<'_, Self>) -> Vec<Quote> {
        views(slf, slf.get().record.quotes.len(), Quote::new)
    }

    /// What the article says that people are.
    #[getter]
    fn roles(slf: &Bound<'_, Self>) -> Vec<Role> {
        views(slf, slf.get().record.roles.len(), Role::new)
    }

    /// Noun phrases that mean an entity, in text order; only `Extractor(nominals=True)` looks for them.
    ///
    /// >>> import dateline as dl
    /// >>> extractor = dl.Extractor(nominals=True)
    /// >>> art = extractor("Mayor Ann Lee met reporters in Leeds. “It is late,” the mayor said.")
    /// >>> [(nominal.text, nominal.entity.name) for nominal in art.nominals]
    /// [('the mayor', 'Ann Lee')]
    #[getter]
    fn nominals(slf: &Bound<'_, Self>) -> Vec<Nominal> {
        views(slf, slf.get().record.nominals.len(), Nominal::new)
    }

    /// What was odd about the text, and where.
    #[getter]
    fn warnings(slf: &Bound<'_, Self>) -> Vec<Warning> {
        views(slf, slf.get().record.warnings.len(), Warning::new)
    }

    /// The record as plain dicts, lists, strings and numbers: what `to_json` writes.
    ///
    /// >>> import dateline as dl
    /// >>> record = dl.parse("It rained in Berlin.").to_dict()
    /// >>> record["entities"][0]["name"], record["entities"][0]["country"]
    /// ('Berlin', 'DE')
    #[pyo3(signature = () -> "dict[str, Any]")]
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        py.import("json")?.call_method1("loads", (self.to_json(py),))
    }

    /// The record as one line of JSON; `Article.from_json` reads it back.
    ///
    /// >>> import dateline as dl
    /// >>> dl.parse("It rained in Berlin.", id="rain").to_json()[:37]
    /// '{"id":"rain","text":"It rained in Ber'
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| export::to_json(&self.record))
    }

    /// An article from its record in JSON (`str` or UTF-8 `bytes`), as `to_json` and `dateline run` write it.
    ///
    /// Raises `ValueError` when it is no such record: broken JSON, a missing key, an offset outside the text.
    ///
    /// >>> import dateline as dl
    /// >>> art = dl.parse("It rained in Berlin.")
    /// >>> dl.Article.from_json(art.to_json()) == art
    /// True
    #[classmethod]
    #[pyo3(signature = (json: "str | bytes"))]
    fn from_json(_class: &Bound<'_, PyType>, py: Python<'_>, json: &Bound<'_, PyAny>) -> PyResult<Article> {
        let json = Text::wanted(json)?;
        let json = json.to_utf8()?;
        Ok(py.detach(|| export::from_json(&json))?.into())
    }

    /// Shows the article: as a news page in a notebook, as plain lines elsewhere; with `html` it writes that file, a page
    /// that needs nothing else. See `dateline.show`.
    ///
    /// >>> import dateline as dl
    /// >>> dl.parse("It rained in Berlin on Monday.", date="2024-05-02").show()
    /// date           2024-05-02 (argument)
    /// places         Berlin
    /// dates          Monday = 2024-04-29
    #[pyo3(signature = (html: "str | PathLike[str] | None" = None) -> "None")]
    fn show<'py>(slf: &Bound<'py, Self>, html: Option<Bound<'py, PyAny>>) -> PyResult<()> {
        let module = slf.py().import("dateline.display")?;
        module.call_method1("show", (slf, html)).map(drop)
    }

    /// The article as a piece of HTML: a news page with its mentions in colours, speakers in the margin and panels
    /// beside it. All text is escaped, nothing is loaded from elsewhere, and there is no script.
    ///
    /// >>> import dateline as dl
    /// >>> "<script>" in dl.parse("It rained in <script>Berlin.").to_html()
    /// False
    #[pyo3(signature = () -> "str")]
    fn to_html<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        display(slf, "to_html")
    }

    /// What `spacy.displacy.render(..., style="ent", manual=True)` takes: a dict with `text`, `ents` and `title`.
    ///
    /// >>> import dateline as dl
    /// >>> dl.parse("It rained in Berlin.").to_displacy()["ents"]
    /// [{'start': 13, 'end': 19, 'label': 'GPE'}]
    #[pyo3(signature = () -> "dict[str, Any]")]
    fn to_displacy<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        display(slf, "to_displacy")
    }

    /// The article as CoNLL columns: a token, a tab and its tag (IOB2) a line, a blank line after each sentence, and
    /// `-DOCSTART-` at the head. `dateline.train` reads it back.
    ///
    /// >>> import dateline as dl
    /// >>> print(dl.parse("Angela Merkel left Paris.").to_conll().replace("\t", " "), end="")
    /// -DOCSTART- O
    /// <BLANKLINE>
    /// Angela B-PERSON
    /// Merkel I-PERSON
    /// left O
    /// Paris B-GPE
    /// . O
    /// <BLANKLINE>
    fn to_conll(&self, py: Python<'_>) -> String {
        py.detach(|| export::to_conll(&self.record))
    }

    /// The article as brat standoff: its text, and the annotations that go into the `.ann` file beside it.
    ///
    /// Mentions are text-bound with their labels, quotations are `Quote` with the relation `Speaker`; the mentions of one
    /// entity are equivalent (`Equiv`), and notes have the values of dates and amounts. Offsets are code points; what goes
    /// over the end of a line is in fragments.
    ///
    /// >>> import dateline as dl
    /// >>> text, annotations = dl.parse("Angela Merkel left Paris.").to_brat()
    /// >>> annotations.splitlines()
    /// ['T1\tPERSON 0 13\tAngela Merkel', 'T2\tGPE 19 24\tParis']
    #[pyo3(signature = () -> "tuple[str, str]")]
    fn to_brat(&self, py: Python<'_>) -> (Py<PyString>, String) {
        let annotations = py.detach(|| export::to_brat(&self.record));
        (self.text(py), annotations)
    }

    #[pyo3(signature = () -> "str")]
    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        display(slf, "to_html")
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let record = &self.record;
        let name = self.id().or(self.headline()).unwrap_or("without a name");
        let name = PyString::new(py, name).repr()?;
        let day = self.header().date.map(|date| format!(" of {date}"));
        let (day, mentions, entities) = (
            day.unwrap_or_default(),
            record.mentions.len(),
            record.entities.len(),
        );
        Ok(format!(
            "<Article {name}{day}: {mentions} mentions, {entities} entities>"
        ))
    }

    fn __eq__(&self, other: &Self) -> bool {
        self == other
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        // Python's string remembers its hash.
        self.text(py).bind(py).hash()
    }

    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        let read = slf.get_type().getattr("from_json")?;
        Ok((read, (slf.get().to_json(slf.py()),)))
    }

    /// One part of the article; pickled parts find themselves by it.
    #[pyo3(signature = (which, index) -> "object")]
    fn _part<'py>(slf: &Bound<'py, Self>, which: &str, index: usize) -> PyResult<Bound<'py, PyAny>> {
        let parts = slf.getattr(which)?;
        if which == "dateline" {
            Ok(parts)
        } else {
            parts.get_item(index)
        }
    }
}

fn display<'py>(article: &Bound<'py, Article>, function: &str) -> PyResult<Bound<'py, PyAny>> {
    let module = article.py().import("dateline.display")?;
    module.call_method1(function, (article,))
}
