//! `Mention`: a named or numbered thing in the text.

use pyo3::prelude::*;
use pyo3::types::PyDate;

use super::convert::to_date;
use super::entity::Entity;
use super::header::Sentence;
use super::view::view;
use crate::record::{self, Amount, Parts, When};

view! {
    /// A named or numbered thing in the text: a person, a place, a date, an amount.
    ///
    /// >>> import dateline as dl
    /// >>> art = dl.parse("The firm paid $10 to $12 million last month, Angela Merkel said.", date="2024-05-02")
    /// >>> amount, month, merkel = art.mentions
    /// >>> merkel.text, merkel.label, merkel.entity.name, merkel.score > 0.9
    /// ('Angela Merkel', 'PERSON', 'Angela Merkel', True)
    /// >>> art.text[merkel.start:merkel.end] == merkel.text, merkel.sentence == art.sentences[0], merkel.article == art
    /// (True, True, True)
    /// >>> month.value, month.granularity, month.rule, str(month.earliest), str(month.latest)
    /// ('2024-04', 'month', 'relative', '2024-04-01', '2024-04-30')
    /// >>> amount.value, amount.low, amount.high, amount.unit
    /// ('10000000/12000000 USD', 10000000.0, 12000000.0, 'USD')
    Mention, "mentions", |record, index| -> &record::Mention { &record.mentions[index] }
    spanned by |it| it.span;

    /// What it is, as an OntoNotes label (`PERSON`, `NORP`, `ORG`, `GPE`, `LOC`, `FAC`, `PRODUCT`, `EVENT`, `WORK_OF_ART`,
    /// `LAW`, `LANGUAGE`, `DATE`, `TIME`, `PERCENT`, `MONEY`, `QUANTITY`, `ORDINAL`, `CARDINAL`) or one of your own.
    #[getter]
    fn label(&self) -> &str {
        self.part().label.as_str()
    }

    /// The entity that it names; `None` for dates, amounts and other labels that name nothing.
    #[getter]
    fn entity(&self, py: Python<'_>) -> Option<Entity> {
        let entity = self.part().entity?;
        Some(Entity::new(self.article.bind(py), entity as usize))
    }

    /// The resolved value of a date (ISO 8601, or TIMEX3 where a day is not enough) or an amount; `None` if unresolved.
    #[getter]
    fn value(&self) -> Option<&str> {
        self.part().value.as_ref().map(|value| value.text.as_str())
    }

    /// The first day that a date may mean.
    #[getter]
    fn earliest<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDate>>> {
        let day = self.when().and_then(|when| when.earliest);
        day.map(|day| to_date(py, day)).transpose()
    }

    /// The last day that a date may mean.
    #[getter]
    fn latest<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDate>>> {
        let day = self.when().and_then(|when| when.latest);
        day.map(|day| to_date(py, day)).transpose()
    }

    /// How fine a date is: `time`, `day`, `weekend`, `week`, `month`, `quarter`, `season`, `half`, `year`, `decade`,
    /// `century`, `duration`, `set` or `vague`; `None` for all other mentions.
    #[getter]
    fn granularity(&self) -> Option<&str> {
        self.when().map(|when| when.granularity.as_str())
    }

    /// What a date was read by: `stated` (the words have their year), `relative` (to the article's day), `weekday`,
    /// `completed` (the year is that of the article's day and the tense), `holiday`, `narrative` (relative to a date named
    /// before it), `quotation` (relative to the day on which it was said), `clock`, `length`, `age`, `recurring`, `vague`
    /// or `open` (nothing to count from); `None` for all other mentions.
    #[getter]
    fn rule(&self) -> Option<&str> {
        self.when().map(|when| when.rule.as_str())
    }

    /// The number of an amount, or the lower end of its range.
    #[getter]
    fn low(&self) -> Option<f64> {
        self.amount().map(|amount| amount.low)
    }

    /// The number of an amount, or the upper end of its range.
    #[getter]
    fn high(&self) -> Option<f64> {
        self.amount().map(|amount| amount.high)
    }

    /// The unit of an amount: the ISO 4217 code of a currency, or the symbol of a measure.
    #[getter]
    fn unit(&self) -> Option<&str> {
        self.amount().and_then(|amount| amount.unit.as_deref())
    }

    /// The tagger's probability for exactly this span and label, 0 to 1; 1 for names and patterns of the caller's own.
    #[getter]
    fn score(&self) -> f64 {
        shortest(self.part().score)
    }

    /// The sentence that it stands in.
    #[getter]
    fn sentence(&self, py: Python<'_>) -> Option<Sentence> {
        let sentences = &self.article.get().record().sentences;
        let span = self.part().span;
        let index = sentences.partition_point(|s| s.end <= span.start);
        let found = sentences.get(index).is_some_and(|s| s.contains(span));
        found.then(|| Sentence::new(self.article.bind(py), index))
    }

    fn __repr__(&self) -> String {
        format!("<Mention {:?} {}>", self.text(), self.label())
    }
}

impl Mention {
    fn when(&self) -> Option<&When> {
        match &self.part().value.as_ref()?.parts {
            Parts::When(when) => Some(when),
            _ => None,
        }
    }

    fn amount(&self) -> Option<&Amount> {
        match &self.part().value.as_ref()?.parts {
            Parts::Amount(amount) => Some(amount),
            _ => None,
        }
    }
}

/// A number by way of its shortest digits, so that it reads as it does in JSON: 0.98, not 0.9800000190734863.
pub(super) fn shortest(number: f32) -> f64 {
    number.to_string().parse().unwrap_or_default()
}
