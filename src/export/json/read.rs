//! Records from JSON, with every offset, index and order checked.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{
    ArticleJson, EntityJson, MentionJson, NominalJson, ParagraphJson, QuoteJson, RecordJson, RoleJson,
};
use crate::article::{self, Article, Dateline, Field, Header, Paragraph};
use crate::date::Date;
use crate::error::Error;
use crate::record::{
    Amount, Entity, Label, Mention, Nominal, Parts, Place, Quote, Record, Role, Value, When,
};
use crate::span::{OffsetMap, Span};
use crate::text::Segments;
use crate::warning::Warning;

/// Reads a record back. Paragraphs and sentences that it does not carry are made anew from its text.
///
/// Entities get the mentions that name them; ids are counted anew in the order of the list.
///
/// # Errors
/// When the JSON is broken, a needed key is missing, an offset lies outside the text, a mention's text is not its
/// slice, mentions or sentences overlap or stand out of order, a label's name has not the form of one or is one too many
/// ([`Label::named`]), a score is no probability, or an id names no entity.
pub fn from_json(json: &str) -> Result<Record, Error> {
    let mut raw: RecordJson<'_> = serde_json::from_str(json).map_err(|why| Error::record(why.to_string()))?;
    let text = std::mem::take(&mut raw.text).into_owned();
    if text.len() > u32::MAX as usize {
        return Err(Error::record("its text is longer than 4 GiB"));
    }
    let reader = Reader {
        map: OffsetMap::new(&text),
        text: &text,
    };
    let mut record = reader.record(&raw)?;
    if raw.paragraphs.is_none() {
        let read = article::read_text(text, None, None, &mut Vec::new());
        (record.article.text, record.article.paragraphs) = (read.text, read.paragraphs);
    } else {
        record.article.text = text;
    }
    if raw.sentences.is_none() {
        let mut segments = Segments::default();
        segments.fill(&record.article);
        record.sentences = segments.sentences.iter().map(|s| segments.span(s)).collect();
    }
    Ok(record)
}

/// From the mirror types to the core's.
struct Reader<'r> {
    map: OffsetMap,
    text: &'r str,
}

impl Reader<'_> {
    /// Everything but the text itself.
    fn record(&self, raw: &RecordJson<'_>) -> Result<Record, Error> {
        let ids: Ids<'_> = Ids(raw.entities.iter().zip(0..).map(|(e, n)| (&*e.id, n)).collect());
        if ids.0.len() < raw.entities.len() {
            return Err(Error::record("two entities have one id"));
        }
        let mentions = collect(&raw.mentions, |m| self.mention(m, &ids))?;
        apart("mentions", mentions.iter().map(|m| m.span))?;
        let mut entities = collect(&raw.entities, entity)?;
        for (number, mention) in (0..).zip(&mentions) {
            if let Some(entity) = mention.entity {
                entities[entity as usize].mentions.push(number);
            }
        }
        let warning = |w: &super::WarningJson<'_>| {
            Ok(Warning {
                code: named(&w.code)?,
                span: self.span("warning", w.start, w.end)?,
            })
        };
        let sentences = raw.sentences.as_deref().unwrap_or(&[]);
        let sentences = collect(sentences, |&[start, end]| self.span("sentence", start, end))?;
        apart("sentences", sentences.iter().copied())?;
        let paragraphs = collect(raw.paragraphs.as_deref().unwrap_or(&[]), |p| self.paragraph(p))?;
        apart("paragraphs", paragraphs.iter().map(|p| p.span))?;
        let id = raw.id.as_deref().map(str::to_owned);
        let article = Article {
            id,
            url: raw.article.url.as_deref().map(str::to_owned),
            text: String::new(),
            header: self.header(&raw.article)?,
            paragraphs,
        };
        Ok(Record {
            article,
            sentences,
            mentions,
            entities,
            quotes: collect(&raw.quotes, |q| self.quote(q, &ids))?,
            roles: collect(&raw.roles, |r| self.role(r, &ids))?,
            nominals: collect(&raw.nominals, |n| self.nominal(n, &ids))?,
            warnings: collect(&raw.warnings, warning)?,
        })
    }

    fn span(&self, what: &str, start: u32, end: u32) -> Result<Span, Error> {
        let bytes = [start, end].map(|at| self.map.to_bytes(self.text, at));
        let back = bytes.map(|at| self.map.to_chars(self.text, at));
        if back != [start, end] || start > end {
            return Err(Error::record(format!(
                "{what} at {start}..{end}: outside the text"
            )));
        }
        Ok(Span {
            start: bytes[0],
            end: bytes[1],
        })
    }

    fn mention(&self, m: &MentionJson<'_>, ids: &Ids<'_>) -> Result<Mention, Error> {
        let span = self.span("mention", m.start, m.end)?;
        let place = || format!("mention at {}..{}", m.start, m.end);
        if span.is_empty() || span.slice(self.text) != m.text {
            return Err(Error::record(format!(
                "{}: {:?} is not its text",
                place(),
                m.text
            )));
        }
        let score = m.score.unwrap_or(1.0);
        if !(0.0..=1.0).contains(&score) {
            return Err(Error::record(format!(
                "{}: score {score} is no probability",
                place()
            )));
        }
        let value = m.value.as_deref().map(|text| value(text, m)).transpose()?;
        Ok(Mention {
            span,
            label: label(&m.label)?,
            entity: ids.find(&m.entity)?,
            value,
            score,
        })
    }

    fn quote(&self, q: &QuoteJson<'_>, ids: &Ids<'_>) -> Result<Quote, Error> {
        let number = q.id.trim_start_matches('q').parse();
        Ok(Quote {
            id: number.map_err(|_| Error::record(format!("quote id {:?}", q.id)))?,
            span: self.span("quote", q.start, q.end)?,
            kind: named(&q.kind)?,
            speaker: q.speaker.as_deref().map(str::to_owned),
            speaker_entity: ids.find(&q.speaker_entity)?,
            cue: q.cue.as_deref().map(str::to_owned),
            when: q.when.as_deref().map(str::to_owned),
        })
    }

    fn role(&self, r: &RoleJson<'_>, ids: &Ids<'_>) -> Result<Role, Error> {
        let span = match (r.start, r.end) {
            (Some(start), Some(end)) => Some(self.span("role", start, end)?),
            (None, None) => None,
            _ => {
                return Err(Error::record(
                    "a role has a start without an end, or an end without a start",
                ));
            }
        };
        Ok(Role {
            entity: ids.find(&r.entity)?,
            person: r.person.to_string(),
            role: r.role.to_string(),
            span,
            status: named(r.status.as_deref().unwrap_or("current"))?,
            organization: ids.find(&r.organization)?,
        })
    }

    fn nominal(&self, n: &NominalJson<'_>, ids: &Ids<'_>) -> Result<Nominal, Error> {
        let span = self.span("nominal", n.start, n.end)?;
        if span.is_empty() || span.slice(self.text) != n.text {
            let place = format!("nominal at {}..{}", n.start, n.end);
            return Err(Error::record(format!("{place}: {:?} is not its text", n.text)));
        }
        let entity = ids.find(&Some(Cow::Borrowed(&*n.entity)))?;
        Ok(Nominal {
            span,
            entity: entity.ok_or_else(|| Error::record("a nominal has no entity"))?,
        })
    }

    fn paragraph(&self, p: &ParagraphJson<'_>) -> Result<Paragraph, Error> {
        Ok(Paragraph {
            span: self.span("paragraph", p.start, p.end)?,
            kind: named(&p.kind)?,
        })
    }

    fn field(&self, value: &str, span: Option<[u32; 2]>) -> Result<Field, Error> {
        let span = span.map(|s| self.span("field", s[0], s[1])).transpose()?;
        Ok(Field {
            value: value.to_owned(),
            span,
        })
    }

    fn fields(&self, values: &[Cow<'_, str>], spans: &[Option<[u32; 2]>]) -> Result<Vec<Field>, Error> {
        let spans = spans.iter().copied().chain(std::iter::repeat(None));
        values
            .iter()
            .zip(spans)
            .map(|(value, span)| self.field(value, span))
            .collect()
    }

    fn header(&self, a: &ArticleJson<'_>) -> Result<Header, Error> {
        let one =
            |value: &Option<Cow<'_, str>>, span| value.as_ref().map(|v| self.field(v, span)).transpose();
        let dateline = |d: &super::DatelineJson<'_>| {
            let [start, end] = a.spans.dateline.unwrap_or_default();
            let (span, places) = (
                self.span("dateline", start, end)?,
                self.fields(&d.places, &a.spans.places)?,
            );
            Ok::<_, Error>(Dateline {
                span,
                places,
                date: day(&d.date)?,
            })
        };
        let told = if a.date.is_some() { "argument" } else { "none" };
        Ok(Header {
            headline: one(&a.headline, a.spans.headline)?,
            date: day(&a.date)?,
            date_source: named(a.date_source.as_deref().unwrap_or(told))?,
            byline: self.fields(&a.byline, &a.spans.byline)?,
            source: one(&a.source, a.spans.source)?,
            dateline: a.dateline.as_ref().map(dateline).transpose()?,
        })
    }
}

/// The numbers of entities by their ids.
struct Ids<'r>(HashMap<&'r str, u32>);

impl Ids<'_> {
    fn find(&self, id: &Option<Cow<'_, str>>) -> Result<Option<u32>, Error> {
        let unknown = |id: &Cow<'_, str>| Error::record(format!("no entity has the id {id:?}"));
        id.as_ref()
            .map(|id| self.0.get(&**id).copied().ok_or_else(|| unknown(id)))
            .transpose()
    }
}

/// A value with its parts, if the record has them.
fn value(text: &str, m: &MentionJson<'_>) -> Result<Value, Error> {
    let parts = match (&m.when, &m.amount) {
        (Some(when), None) => Parts::When(When {
            earliest: day(&when.earliest)?,
            latest: day(&when.latest)?,
            granularity: named(&when.granularity)?,
            rule: named(&when.rule)?,
        }),
        (None, Some(amount)) => Parts::Amount(Amount {
            low: amount.low,
            high: amount.high,
            unit: amount.unit.as_deref().map(str::to_owned),
        }),
        (None, None) => Parts::Unknown,
        (Some(_), Some(_)) => return Err(Error::record(format!("{text:?} is both a date and an amount"))),
    };
    Ok(Value {
        text: text.to_owned(),
        parts,
    })
}

fn entity(e: &EntityJson<'_>) -> Result<Entity, Error> {
    let place = match (e.latitude, e.longitude) {
        (Some(latitude), Some(longitude)) => Some(Place { latitude, longitude }),
        (None, None) => None,
        _ => return Err(Error::record(format!("{:?} has half a place", e.name))),
    };
    let on_earth = place.is_none_or(|p| p.latitude.abs() <= 90.0 && p.longitude.abs() <= 180.0);
    if !on_earth || !(0.0..=1.0).contains(&e.salience) {
        return Err(Error::record(format!(
            "{:?} has a place or a salience out of bounds",
            e.name
        )));
    }
    Ok(Entity {
        label: label(&e.label)?,
        name: e.name.to_string(),
        aliases: e.aliases.iter().map(ToString::to_string).collect(),
        country: e.country.as_deref().map(str::to_owned),
        country_relation: e.country_relation.as_deref().map(named).transpose()?,
        subdivision: e.subdivision.as_deref().map(str::to_owned),
        place,
        salience: e.salience,
        mentions: Vec::new(),
    })
}

/// A label by its name; one that is not built in is the caller's own.
fn label(name: &str) -> Result<Label, Error> {
    Label::named(name).map_err(|why| Error::record(why.to_string()))
}

/// Reads the name of a value.
fn named<T: std::str::FromStr<Err = Error>>(name: &str) -> Result<T, Error> {
    name.parse().map_err(|why: Error| Error::record(why.to_string()))
}

fn day(date: &Option<Cow<'_, str>>) -> Result<Option<Date>, Error> {
    date.as_deref().map(named).transpose()
}

fn collect<R, T>(raw: &[R], read: impl Fn(&R) -> Result<T, Error>) -> Result<Vec<T>, Error> {
    raw.iter().map(read).collect()
}

/// Fails when spans overlap or stand out of order.
fn apart(what: &str, spans: impl Iterator<Item = Span>) -> Result<(), Error> {
    let mut end = 0;
    for span in spans {
        if span.start < end {
            return Err(Error::record(format!(
                "{what} overlap or stand out of order at byte {}",
                span.start
            )));
        }
        end = span.end;
    }
    Ok(())
}
