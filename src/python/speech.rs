//! `Quote`, `Role`, `Nominal` and `Warning`: who said what, who is what or is called so, and what was odd.

use pyo3::prelude::*;

use super::entity::Entity;
use super::view::view;
use crate::record;
use crate::warning;

view! {
    /// A stretch of quoted or reported speech, quotation marks excluded.
    ///
    /// >>> import dateline as dl
    /// >>> art = dl.parse("“It is late,” Ann Lee said on Monday.", date="2024-05-02")
    /// >>> quote = art.quotes[0]
    /// >>> quote.id, quote.kind, quote.text, quote.speaker, quote.cue, quote.when
    /// ('q1', 'direct', 'It is late,', 'Ann Lee', 'said', '2024-04-29')
    /// >>> quote.speaker_entity == art.people[0], art.text[quote.start:quote.end] == quote.text, quote.article == art
    /// (True, True, True)
    Quote, "quotes", |record, index| -> &record::Quote { &record.quotes[index] }
    spanned by |it| it.span;

    /// Name of the quotation (`q1`): the stretches of one broken quotation share it.
    #[getter]
    fn id(&self) -> String {
        crate::export::quote_id(self.part().id)
    }

    /// How it is reported: `direct` (a sentence in marks), `fragment` (some words in marks) or `indirect` (no marks).
    #[getter]
    fn kind(&self) -> &str {
        self.part().kind.as_str()
    }

    /// Who said it, in the fullest form that the article gives.
    #[getter]
    fn speaker(&self) -> Option<&str> {
        self.part().speaker.as_deref()
    }

    /// The speaker as an entity, when the article names the speaker.
    #[getter]
    fn speaker_entity(&self, py: Python<'_>) -> Option<Entity> {
        let entity = self.part().speaker_entity?;
        Some(Entity::new(self.article.bind(py), entity as usize))
    }

    /// The verb or phrase that gives it to the speaker: `said`, `according to`.
    #[getter]
    fn cue(&self) -> Option<&str> {
        self.part().cue.as_deref()
    }

    /// When it was said, as a date value.
    #[getter]
    fn when(&self) -> Option<&str> {
        self.part().when.as_deref()
    }

    fn __repr__(&self) -> String {
        format!("<Quote {:?} by {}>", self.text(), self.speaker().unwrap_or("nobody named"))
    }
}

view! {
    /// A noun phrase that means an entity which the article names elsewhere: *the president*, *the company*.
    ///
    /// >>> import dateline as dl
    /// >>> text = "Mayor Ann Lee met reporters in Leeds. “It is late,” the mayor said."
    /// >>> [nominal] = dl.Extractor(nominals=True)(text).nominals
    /// >>> nominal.text, nominal.entity.name
    /// ('the mayor', 'Ann Lee')
    /// >>> nominal.article.text[nominal.start : nominal.end]
    /// 'the mayor'
    Nominal, "nominals", |record, index| -> &record::Nominal { &record.nominals[index] }
    spanned by |it| it.span;

    /// The entity that it means.
    #[getter]
    fn entity(&self, py: Python<'_>) -> Entity {
        Entity::new(self.article.bind(py), self.part().entity as usize)
    }

    fn __repr__(&self) -> String {
        let entities = &self.article.get().record().entities;
        format!("<Nominal {:?} of {}>", self.text(), entities[self.part().entity as usize].name)
    }
}

view! {
    /// What the article says that a person is.
    ///
    /// >>> import dateline as dl
    /// >>> art = dl.parse("Ann Lee, a former chief executive of Acme Corp., left.")
    /// >>> role = art.roles[0]
    /// >>> role.person, role.role, role.status
    /// ('Ann Lee', 'former chief executive of Acme Corp.', 'former')
    /// >>> role.entity.label, role.organization.name, art.text[role.start:role.end] == role.role, role.article == art
    /// ('PERSON', 'Acme Corp.', True, True)
    Role, "roles", |record, index| -> &record::Role { &record.roles[index] };

    /// The person, as an entity.
    #[getter]
    fn entity(&self, py: Python<'_>) -> Option<Entity> {
        let entity = self.part().entity?;
        Some(Entity::new(self.article.bind(py), entity as usize))
    }

    /// The person's name.
    #[getter]
    fn person(&self) -> &str {
        &self.part().person
    }

    /// Title or post with its organisation or country, as written.
    #[getter]
    fn role(&self) -> &str {
        &self.part().role
    }

    /// Whether the person still is that: `current` or `former`.
    #[getter]
    fn status(&self) -> &str {
        self.part().status.as_str()
    }

    /// The organisation, or else the place, that the role names, as an entity.
    #[getter]
    fn organization(&self, py: Python<'_>) -> Option<Entity> {
        let entity = self.part().organization?;
        Some(Entity::new(self.article.bind(py), entity as usize))
    }

    /// Where the role starts in the article's text, in Unicode code points.
    #[getter]
    fn start(&self) -> Option<u32> {
        Some(self.article.get().offset(self.part().span?.start))
    }

    /// Where the role ends in the article's text, in Unicode code points, exclusive.
    #[getter]
    fn end(&self) -> Option<u32> {
        Some(self.article.get().offset(self.part().span?.end))
    }

    fn __repr__(&self) -> String {
        format!("<Role {:?}: {:?}>", self.person(), self.role())
    }
}

view! {
    /// Something odd in the text, and where.
    ///
    /// >>> import dateline as dl
    /// >>> art = dl.parse("“It rains, she said.")
    /// >>> warning = art.warnings[0]
    /// >>> warning.code, warning.text, warning.start, warning.end, warning.article == art
    /// ('unclosed_quote', '“', 0, 1, True)
    Warning, "warnings", |record, index| -> &warning::Warning { &record.warnings[index] }
    spanned by |it| it.span;

    /// What was odd: `empty`, `bad_encoding`, `assumed_windows_1252`, `binary`, `truncated`, `year_unknown` …
    #[getter]
    fn code(&self) -> &str {
        self.part().code.as_str()
    }

    fn __repr__(&self) -> String {
        format!("<Warning {} {}:{}>", self.code(), self.start(), self.end())
    }
}
