//! Records to JSON.

use std::borrow::Cow;

use super::super::points::{Points, entity_id, quote_id};
use super::{
    AmountJson, ArticleJson, DatelineJson, EntityJson, MentionJson, NominalJson, ParagraphJson, QuoteJson,
    RecordJson, RoleJson, SpansJson, WarningJson, WhenJson,
};
use crate::article::{Article, Field, Paragraph};
use crate::record::{Amount, Entity, Mention, Nominal, Parts, Quote, Record, Role, When};
use crate::warning::Warning;

/// The record as one line of JSON. Offsets are Unicode code points of the text.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// let record = dateline::Extractor::embedded()?.extract_text("Zoë Wild lives in Zürich.");
/// let json = dateline::export::to_json(&record);
/// assert!(json.contains(r#""start":18,"end":24,"label":"GPE","text":"Zürich""#));
/// assert_eq!(dateline::export::from_json(&json)?, record);
/// # }
/// # Ok::<(), dateline::Error>(())
/// ```
#[must_use]
pub fn to_json(record: &Record) -> String {
    // Strings, numbers and lists only: nothing in it can fail.
    serde_json::to_string(&Writer(Points::new(&record.article.text)).record(record)).unwrap_or_default()
}

fn text(value: &str) -> Cow<'_, str> {
    Cow::Borrowed(value)
}

fn maybe(value: Option<&String>) -> Option<Cow<'_, str>> {
    value.map(|v| Cow::Borrowed(v.as_str()))
}

/// From the core's types to the mirror types.
struct Writer<'r>(Points<'r>);

impl<'r> Writer<'r> {
    fn record(&self, r: &'r Record) -> RecordJson<'r> {
        RecordJson {
            id: maybe(r.article.id.as_ref()),
            text: text(&r.article.text),
            article: self.header(&r.article),
            mentions: r.mentions.iter().map(|m| self.mention(m)).collect(),
            entities: r.entities.iter().zip(0..).map(|(e, n)| entity(e, n)).collect(),
            quotes: r.quotes.iter().map(|q| self.quote(q)).collect(),
            roles: r.roles.iter().map(|r| self.role(r)).collect(),
            nominals: r.nominals.iter().map(|n| self.nominal(n)).collect(),
            warnings: r.warnings.iter().map(|w| self.warning(w)).collect(),
            paragraphs: Some(r.article.paragraphs.iter().map(|p| self.paragraph(p)).collect()),
            sentences: Some(r.sentences.iter().map(|&s| self.0.pair(s)).collect()),
        }
    }

    fn header(&self, article: &'r Article) -> ArticleJson<'r> {
        let h = &article.header;
        let place = |field: &Field| field.span.map(|s| self.0.pair(s));
        let places = h.dateline.as_ref().map_or(&[][..], |d| &d.places);
        ArticleJson {
            headline: h.headline.as_ref().map(|f| text(&f.value)),
            date: h.date.map(|d| Cow::Owned(d.to_string())),
            date_source: Some(text(h.date_source.as_str())),
            byline: h.byline.iter().map(|f| text(&f.value)).collect(),
            source: h.source.as_ref().map(|f| text(&f.value)),
            dateline: h.dateline.as_ref().map(|d| DatelineJson {
                places: d.places.iter().map(|f| text(&f.value)).collect(),
                date: d.date.map(|d| Cow::Owned(d.to_string())),
            }),
            url: maybe(article.url.as_ref()),
            spans: SpansJson {
                headline: h.headline.as_ref().and_then(place),
                byline: h.byline.iter().map(place).collect(),
                source: h.source.as_ref().and_then(place),
                dateline: h.dateline.as_ref().map(|d| self.0.pair(d.span)),
                places: places.iter().map(place).collect(),
            },
        }
    }

    fn mention(&self, m: &'r Mention) -> MentionJson<'r> {
        let (moment, number) = match m.value.as_ref().map(|value| &value.parts) {
            Some(Parts::When(parts)) => (Some(when(parts)), None),
            Some(Parts::Amount(parts)) => (None, Some(amount(parts))),
            Some(Parts::Unknown) | None => (None, None),
        };
        MentionJson {
            start: self.0.at(m.span.start),
            end: self.0.at(m.span.end),
            label: text(m.label.as_str()),
            text: text(m.span.slice(self.0.text)),
            entity: m.entity.map(|e| entity_id(e).into()),
            value: maybe(m.value.as_ref().map(|v| &v.text)),
            when: moment,
            amount: number,
            score: Some(m.score),
        }
    }

    fn quote(&self, q: &'r Quote) -> QuoteJson<'r> {
        QuoteJson {
            id: quote_id(q.id).into(),
            start: self.0.at(q.span.start),
            end: self.0.at(q.span.end),
            text: text(q.span.slice(self.0.text)),
            kind: text(q.kind.as_str()),
            speaker: maybe(q.speaker.as_ref()),
            speaker_entity: q.speaker_entity.map(|e| entity_id(e).into()),
            cue: maybe(q.cue.as_ref()),
            when: maybe(q.when.as_ref()),
        }
    }

    fn role(&self, r: &'r Role) -> RoleJson<'r> {
        RoleJson {
            entity: r.entity.map(|e| entity_id(e).into()),
            person: text(&r.person),
            role: text(&r.role),
            start: r.span.map(|span| self.0.at(span.start)),
            end: r.span.map(|span| self.0.at(span.end)),
            status: Some(text(r.status.as_str())),
            organization: r.organization.map(|e| entity_id(e).into()),
        }
    }

    fn nominal(&self, n: &Nominal) -> NominalJson<'r> {
        let [start, end] = self.0.pair(n.span);
        NominalJson {
            start,
            end,
            text: text(n.span.slice(self.0.text)),
            entity: entity_id(n.entity).into(),
        }
    }

    fn warning(&self, w: &'r Warning) -> WarningJson<'r> {
        let [start, end] = self.0.pair(w.span);
        WarningJson {
            code: text(w.code.as_str()),
            start,
            end,
        }
    }

    fn paragraph(&self, p: &'r Paragraph) -> ParagraphJson<'r> {
        let [start, end] = self.0.pair(p.span);
        ParagraphJson {
            start,
            end,
            kind: text(p.kind.as_str()),
        }
    }
}

fn when(parts: &When) -> WhenJson<'static> {
    let day = |date: Option<crate::Date>| date.map(|date| Cow::Owned(date.to_string()));
    WhenJson {
        earliest: day(parts.earliest),
        latest: day(parts.latest),
        granularity: text(parts.granularity.as_str()),
        rule: text(parts.rule.as_str()),
    }
}

fn amount(parts: &Amount) -> AmountJson<'_> {
    AmountJson {
        low: parts.low,
        high: parts.high,
        unit: maybe(parts.unit.as_ref()),
    }
}

fn entity(e: &Entity, number: u32) -> EntityJson<'_> {
    EntityJson {
        id: entity_id(number).into(),
        label: text(e.label.as_str()),
        name: text(&e.name),
        aliases: e.aliases.iter().map(|a| text(a)).collect(),
        country: maybe(e.country.as_ref()),
        country_relation: e.country_relation.map(|relation| text(relation.as_str())),
        subdivision: maybe(e.subdivision.as_ref()),
        latitude: e.place.map(|place| place.latitude),
        longitude: e.place.map(|place| place.longitude),
        salience: e.salience,
        mentions: Some(e.mentions.clone()),
    }
}
