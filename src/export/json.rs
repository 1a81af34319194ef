//! The JSON record, written and read. The mirror types here know serde, so that the core's types need not.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::article::{self, Article, Dateline, Field, Header, Paragraph};
use crate::error::Error;
use crate::record::{Entity, Mention, Quote, Record, Role};
use crate::span::{OffsetMap, Span};
use crate::text::Segments;
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
    serde_json::to_string(&Writer::new(&record.article.text).record(record)).unwrap_or_default()
}

/// Reads a record back. Paragraphs and sentences that it does not carry are made anew from its text.
///
/// # Errors
/// When the JSON is broken, a needed key is missing, an offset lies outside the text, a mention's text is not its
/// slice, or an index points nowhere.
pub fn from_json(json: &str) -> Result<Record, Error> {
    let raw: RecordJson<'_> = serde_json::from_str(json).map_err(|why| Error::record(why.to_string()))?;
    Reader {
        map: OffsetMap::new(&raw.text),
        text: raw.text.clone().into_owned(),
    }
    .record(raw)
}

#[derive(Serialize, Deserialize)]
struct RecordJson<'r> {
    id: Option<Cow<'r, str>>,
    text: Cow<'r, str>,
    article: ArticleJson<'r>,
    mentions: Vec<MentionJson<'r>>,
    #[serde(default)]
    entities: Vec<EntityJson<'r>>,
    #[serde(default)]
    quotes: Vec<QuoteJson<'r>>,
    #[serde(default)]
    roles: Vec<RoleJson<'r>>,
    #[serde(default)]
    warnings: Vec<WarningJson<'r>>,
    #[serde(default)]
    paragraphs: Option<Vec<ParagraphJson<'r>>>,
    #[serde(default)]
    sentences: Option<Vec<[u32; 2]>>,
}

#[derive(Serialize, Deserialize)]
struct ArticleJson<'r> {
    headline: Option<Cow<'r, str>>,
    date: Option<Cow<'r, str>>,
    #[serde(default)]
    date_source: Option<Cow<'r, str>>,
    #[serde(default)]
    byline: Vec<Cow<'r, str>>,
    source: Option<Cow<'r, str>>,
    dateline: Option<DatelineJson<'r>>,
    /// Where the values stand in the text.
    #[serde(default)]
    spans: SpansJson,
}

#[derive(Serialize, Deserialize)]
struct DatelineJson<'r> {
    places: Vec<Cow<'r, str>>,
    date: Option<Cow<'r, str>>,
}

#[derive(Default, Serialize, Deserialize)]
struct SpansJson {
    headline: Option<[u32; 2]>,
    byline: Vec<Option<[u32; 2]>>,
    source: Option<[u32; 2]>,
    dateline: Option<[u32; 2]>,
    places: Vec<Option<[u32; 2]>>,
}

#[derive(Serialize, Deserialize)]
struct MentionJson<'r> {
    start: u32,
    end: u32,
    label: Cow<'r, str>,
    text: Cow<'r, str>,
    #[serde(default)]
    entity: Option<Cow<'r, str>>,
    #[serde(default)]
    value: Option<Cow<'r, str>>,
    #[serde(default)]
    score: Option<f32>,
}

#[derive(Serialize, Deserialize)]
struct EntityJson<'r> {
    id: Cow<'r, str>,
    label: Cow<'r, str>,
    name: Cow<'r, str>,
    #[serde(default)]
    aliases: Vec<Cow<'r, str>>,
    #[serde(default)]
    country: Option<Cow<'r, str>>,
    #[serde(default)]
    mentions: Option<Vec<u32>>,
}

#[derive(Serialize, Deserialize)]
struct QuoteJson<'r> {
    id: Cow<'r, str>,
    start: u32,
    end: u32,
    text: Cow<'r, str>,
    kind: Cow<'r, str>,
    #[serde(default)]
    speaker: Option<Cow<'r, str>>,
    #[serde(default)]
    speaker_entity: Option<Cow<'r, str>>,
    #[serde(default)]
    cue: Option<Cow<'r, str>>,
    #[serde(default)]
    when: Option<Cow<'r, str>>,
}

#[derive(Serialize, Deserialize)]
struct RoleJson<'r> {
    #[serde(default)]
    entity: Option<Cow<'r, str>>,
    person: Cow<'r, str>,
    role: Cow<'r, str>,
}

#[derive(Serialize, Deserialize)]
struct WarningJson<'r> {
    code: Cow<'r, str>,
    start: u32,
    end: u32,
}

#[derive(Serialize, Deserialize)]
struct ParagraphJson<'r> {
    start: u32,
    end: u32,
    kind: Cow<'r, str>,
}

fn text(value: &str) -> Cow<'_, str> {
    Cow::Borrowed(value)
}

fn maybe(value: Option<&String>) -> Option<Cow<'_, str>> {
    value.map(|v| Cow::Borrowed(v.as_str()))
}

/// The name in records of the entity with this index.
pub(crate) fn entity_id(index: u32) -> String {
    format!("e{}", index + 1)
}

/// The name in records of the quotation with this number.
pub(crate) fn quote_id(number: u32) -> String {
    format!("q{number}")
}

/// From the core's types to the mirror types.
struct Writer<'r> {
    text: &'r str,
    map: OffsetMap,
}

impl<'r> Writer<'r> {
    fn new(text: &'r str) -> Self {
        Writer {
            text,
            map: OffsetMap::new(text),
        }
    }

    fn at(&self, byte: u32) -> u32 {
        self.map.to_chars(self.text, byte)
    }

    fn pair(&self, span: Span) -> [u32; 2] {
        [self.at(span.start), self.at(span.end)]
    }

    fn record(&self, r: &'r Record) -> RecordJson<'r> {
        RecordJson {
            id: maybe(r.article.id.as_ref()),
            text: text(&r.article.text),
            article: self.header(&r.article.header),
            mentions: r.mentions.iter().map(|m| self.mention(m)).collect(),
            entities: r.entities.iter().zip(0..).map(|(e, n)| entity(e, n)).collect(),
            quotes: r.quotes.iter().map(|q| self.quote(q)).collect(),
            roles: r.roles.iter().map(role).collect(),
            warnings: r.warnings.iter().map(|w| self.warning(w)).collect(),
            paragraphs: Some(r.article.paragraphs.iter().map(|p| self.paragraph(p)).collect()),
            sentences: Some(r.sentences.iter().map(|&s| self.pair(s)).collect()),
        }
    }

    fn header(&self, h: &'r Header) -> ArticleJson<'r> {
        let place = |field: &Field| field.span.map(|s| self.pair(s));
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
            spans: SpansJson {
                headline: h.headline.as_ref().and_then(place),
                byline: h.byline.iter().map(place).collect(),
                source: h.source.as_ref().and_then(place),
                dateline: h.dateline.as_ref().map(|d| self.pair(d.span)),
                places: places.iter().map(place).collect(),
            },
        }
    }

    fn mention(&self, m: &'r Mention) -> MentionJson<'r> {
        MentionJson {
            start: self.at(m.span.start),
            end: self.at(m.span.end),
            label: text(m.label.as_str()),
            text: text(m.span.slice(self.text)),
            entity: m.entity.map(|e| entity_id(e).into()),
            value: maybe(m.value.as_ref()),
            score: Some(m.score),
        }
    }

    fn quote(&self, q: &'r Quote) -> QuoteJson<'r> {
        QuoteJson {
            id: quote_id(q.id).into(),
            start: self.at(q.span.start),
            end: self.at(q.span.end),
            text: text(q.span.slice(self.text)),
            kind: text(q.kind.as_str()),
            speaker: maybe(q.speaker.as_ref()),
            speaker_entity: q.speaker_entity.map(|e| entity_id(e).into()),
            cue: maybe(q.cue.as_ref()),
            when: maybe(q.when.as_ref()),
        }
    }

    fn warning(&self, w: &'r Warning) -> WarningJson<'r> {
        let [start, end] = self.pair(w.span);
        WarningJson {
            code: text(w.code.as_str()),
            start,
            end,
        }
    }

    fn paragraph(&self, p: &'r Paragraph) -> ParagraphJson<'r> {
        let [start, end] = self.pair(p.span);
        ParagraphJson {
            start,
            end,
            kind: text(p.kind.as_str()),
        }
    }
}

fn entity(e: &Entity, number: u32) -> EntityJson<'_> {
    EntityJson {
        id: entity_id(number).into(),
        label: text(e.label.as_str()),
        name: text(&e.name),
        aliases: e.aliases.iter().map(|a| text(a)).collect(),
        country: maybe(e.country.as_ref()),
        mentions: Some(e.mentions.clone()),
    }
}

fn role(r: &Role) -> RoleJson<'_> {
    RoleJson {
        entity: r.entity.map(|e| entity_id(e).into()),
        person: text(&r.person),
        role: text(&r.role),
    }
}

/// From the mirror types to the core's, with every offset and index checked.
struct Reader {
    map: OffsetMap,
    text: String,
}

impl Reader {
    fn span(&self, what: &str, start: u32, end: u32) -> Result<Span, Error> {
        let bytes = [start, end].map(|at| self.map.to_bytes(&self.text, at));
        let back = bytes.map(|at| self.map.to_chars(&self.text, at));
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

    fn record(self, raw: RecordJson<'_>) -> Result<Record, Error> {
        let ids: HashMap<&str, u32> = raw.entities.iter().zip(0..).map(|(e, n)| (&*e.id, n)).collect();
        let entity = |id: Option<&Cow<'_, str>>| match id {
            None => Ok(None),
            Some(id) => match ids.get(&**id) {
                Some(&number) => Ok(Some(number)),
                None => Err(Error::record(format!("no entity has the id {id:?}"))),
            },
        };
        let mut mentions = Vec::with_capacity(raw.mentions.len());
        for m in &raw.mentions {
            let span = self.span("mention", m.start, m.end)?;
            if span.slice(&self.text) != m.text {
                return Err(Error::record(format!(
                    "mention at {}..{}: {:?} is not its text",
                    m.start, m.end, m.text
                )));
            }
            let value = m.value.as_deref().map(str::to_owned);
            let (label, score) = (m.label.parse()?, m.score.unwrap_or(1.0));
            mentions.push(Mention {
                span,
                label,
                entity: entity(m.entity.as_ref())?,
                value,
                score,
            });
        }
        let entities = raw
            .entities
            .iter()
            .zip(0..)
            .map(|(e, n)| self.entity(e, n, &mentions))
            .collect::<Result<_, _>>()?;
        let mut quotes = Vec::with_capacity(raw.quotes.len());
        for q in &raw.quotes {
            quotes.push(Quote {
                id: q
                    .id
                    .trim_start_matches('q')
                    .parse()
                    .map_err(|_| Error::record(format!("quote id {:?}", q.id)))?,
                span: self.span("quote", q.start, q.end)?,
                kind: q.kind.parse()?,
                speaker: q.speaker.as_deref().map(str::to_owned),
                speaker_entity: entity(q.speaker_entity.as_ref())?,
                cue: q.cue.as_deref().map(str::to_owned),
                when: q.when.as_deref().map(str::to_owned),
            });
        }
        let mut roles = Vec::with_capacity(raw.roles.len());
        for r in &raw.roles {
            let (person, role) = (r.person.to_string(), r.role.to_string());
            roles.push(Role {
                entity: entity(r.entity.as_ref())?,
                person,
                role,
            });
        }
        let mut warnings = Vec::with_capacity(raw.warnings.len());
        for w in &raw.warnings {
            warnings.push(Warning {
                code: w.code.parse()?,
                span: self.span("warning", w.start, w.end)?,
            });
        }
        let header = self.header(&raw.article)?;
        let id = raw.id.as_deref().map(str::to_owned);
        let paragraphs = self.paragraphs(raw.paragraphs.as_deref())?;
        let sentences = raw
            .sentences
            .as_ref()
            .map(|s| s.iter().map(|s| self.span("sentence", s[0], s[1])).collect());
        let sentences: Option<Vec<Span>> = sentences.transpose()?;
        let article = Article {
            id,
            text: self.text,
            header,
            paragraphs,
        };
        let sentences = sentences.unwrap_or_else(|| {
            let mut segments = Segments::default();
            segments.fill(&article);
            segments.sentences.iter().map(|s| segments.span(s)).collect()
        });
        Ok(Record {
            article,
            sentences,
            mentions,
            entities,
            quotes,
            roles,
            warnings,
        })
    }

    fn entity(&self, e: &EntityJson<'_>, number: u32, mentions: &[Mention]) -> Result<Entity, Error> {
        let own = || {
            (0..)
                .zip(mentions)
                .filter(|(_, m)| m.entity == Some(number))
                .map(|(i, _)| i)
                .collect()
        };
        let list: Vec<u32> = e.mentions.clone().unwrap_or_else(own);
        if let Some(i) = list.iter().find(|&&i| i as usize >= mentions.len()) {
            return Err(Error::record(format!("entity {:?}: no mention {i}", e.id)));
        }
        Ok(Entity {
            label: e.label.parse()?,
            name: e.name.to_string(),
            aliases: e.aliases.iter().map(ToString::to_string).collect(),
            country: e.country.as_deref().map(str::to_owned),
            mentions: list,
        })
    }

    fn header(&self, a: &ArticleJson<'_>) -> Result<Header, Error> {
        let date = |d: Option<&Cow<'_, str>>| d.map(|d| d.parse()).transpose();
        let field = |value: &Cow<'_, str>, span: Option<[u32; 2]>| {
            let span = span.map(|s| self.span("field", s[0], s[1])).transpose()?;
            Ok::<_, Error>(Field {
                value: value.to_string(),
                span,
            })
        };
        let fields = |values: &[Cow<'_, str>], spans: &[Option<[u32; 2]>]| {
            let spans = spans.iter().copied().chain(std::iter::repeat(None));
            values
                .iter()
                .zip(spans)
                .map(|(v, s)| field(v, s))
                .collect::<Result<Vec<_>, _>>()
        };
        let dateline = match &a.dateline {
            None => None,
            Some(d) => {
                let span = a.spans.dateline.unwrap_or_default();
                let span = self.span("dateline", span[0], span[1])?;
                Some(Dateline {
                    span,
                    places: fields(&d.places, &a.spans.places)?,
                    date: date(d.date.as_ref())?,
                })
            }
        };
        let told = if a.date.is_some() { "argument" } else { "none" };
        Ok(Header {
            headline: a
                .headline
                .as_ref()
                .map(|v| field(v, a.spans.headline))
                .transpose()?,
            date: date(a.date.as_ref())?,
            date_source: a.date_source.as_deref().unwrap_or(told).parse()?,
            byline: fields(&a.byline, &a.spans.byline)?,
            source: a.source.as_ref().map(|v| field(v, a.spans.source)).transpose()?,
            dateline,
        })
    }

    fn paragraphs(&self, raw: Option<&[ParagraphJson<'_>]>) -> Result<Vec<Paragraph>, Error> {
        match raw {
            None => Ok(article::read_text(self.text.clone(), None, None, &mut Vec::new()).paragraphs),
            Some(raw) => raw
                .iter()
                .map(|p| {
                    Ok(Paragraph {
                        span: self.span("paragraph", p.start, p.end)?,
                        kind: p.kind.parse()?,
                    })
                })
                .collect(),
        }
    }
}
