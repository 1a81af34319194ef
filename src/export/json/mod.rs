//! The JSON record: mirror types that know serde, so that the core's types need not.

mod read;
mod write;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use self::read::from_json;
pub use self::write::to_json;

#[derive(Serialize, Deserialize)]
pub(super) struct RecordJson<'r> {
    pub(super) id: Option<Cow<'r, str>>,
    pub(super) text: Cow<'r, str>,
    pub(super) article: ArticleJson<'r>,
    pub(super) mentions: Vec<MentionJson<'r>>,
    #[serde(default)]
    pub(super) entities: Vec<EntityJson<'r>>,
    #[serde(default)]
    pub(super) quotes: Vec<QuoteJson<'r>>,
    #[serde(default)]
    pub(super) roles: Vec<RoleJson<'r>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) nominals: Vec<NominalJson<'r>>,
    #[serde(default)]
    pub(super) warnings: Vec<WarningJson<'r>>,
    #[serde(default)]
    pub(super) paragraphs: Option<Vec<ParagraphJson<'r>>>,
    #[serde(default)]
    pub(super) sentences: Option<Vec<[u32; 2]>>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct ArticleJson<'r> {
    pub(super) headline: Option<Cow<'r, str>>,
    pub(super) date: Option<Cow<'r, str>>,
    #[serde(default)]
    pub(super) date_source: Option<Cow<'r, str>>,
    #[serde(default)]
    pub(super) byline: Vec<Cow<'r, str>>,
    pub(super) source: Option<Cow<'r, str>>,
    pub(super) dateline: Option<DatelineJson<'r>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<Cow<'r, str>>,
    /// Where the values stand in the text.
    #[serde(default)]
    pub(super) spans: SpansJson,
}

#[derive(Serialize, Deserialize)]
pub(super) struct DatelineJson<'r> {
    pub(super) places: Vec<Cow<'r, str>>,
    pub(super) date: Option<Cow<'r, str>>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct SpansJson {
    pub(super) headline: Option<[u32; 2]>,
    pub(super) byline: Vec<Option<[u32; 2]>>,
    pub(super) source: Option<[u32; 2]>,
    pub(super) dateline: Option<[u32; 2]>,
    pub(super) places: Vec<Option<[u32; 2]>>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct MentionJson<'r> {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) label: Cow<'r, str>,
    pub(super) text: Cow<'r, str>,
    #[serde(default)]
    pub(super) entity: Option<Cow<'r, str>>,
    #[serde(default)]
    pub(super) value: Option<Cow<'r, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) when: Option<WhenJson<'r>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) amount: Option<AmountJson<'r>>,
    #[serde(default)]
    pub(super) score: Option<f32>,
}

/// What `value` is in parts, for dates and times.
#[derive(Serialize, Deserialize)]
pub(super) struct WhenJson<'r> {
    pub(super) earliest: Option<Cow<'r, str>>,
    pub(super) latest: Option<Cow<'r, str>>,
    pub(super) granularity: Cow<'r, str>,
    pub(super) rule: Cow<'r, str>,
}

/// What `value` is in parts, for amounts.
#[derive(Serialize, Deserialize)]
pub(super) struct AmountJson<'r> {
    pub(super) low: f64,
    pub(super) high: f64,
    #[serde(default)]
    pub(super) unit: Option<Cow<'r, str>>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct EntityJson<'r> {
    pub(super) id: Cow<'r, str>,
    pub(super) label: Cow<'r, str>,
    pub(super) name: Cow<'r, str>,
    #[serde(default)]
    pub(super) aliases: Vec<Cow<'r, str>>,
    #[serde(default)]
    pub(super) country: Option<Cow<'r, str>>,
    #[serde(default)]
    pub(super) country_relation: Option<Cow<'r, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) subdivision: Option<Cow<'r, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) latitude: Option<f32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) longitude: Option<f32>,
    #[serde(default)]
    pub(super) salience: f32,
    #[serde(default)]
    pub(super) mentions: Option<Vec<u32>>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct QuoteJson<'r> {
    pub(super) id: Cow<'r, str>,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) text: Cow<'r, str>,
    pub(super) kind: Cow<'r, str>,
    #[serde(default)]
    pub(super) speaker: Option<Cow<'r, str>>,
    #[serde(default)]
    pub(super) speaker_entity: Option<Cow<'r, str>>,
    #[serde(default)]
    pub(super) cue: Option<Cow<'r, str>>,
    #[serde(default)]
    pub(super) when: Option<Cow<'r, str>>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct RoleJson<'r> {
    #[serde(default)]
    pub(super) entity: Option<Cow<'r, str>>,
    pub(super) person: Cow<'r, str>,
    pub(super) role: Cow<'r, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) start: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) end: Option<u32>,
    #[serde(default)]
    pub(super) status: Option<Cow<'r, str>>,
    #[serde(default)]
    pub(super) organization: Option<Cow<'r, str>>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct NominalJson<'r> {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) text: Cow<'r, str>,
    pub(super) entity: Cow<'r, str>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct WarningJson<'r> {
    pub(super) code: Cow<'r, str>,
    pub(super) start: u32,
    pub(super) end: u32,
}

#[derive(Serialize, Deserialize)]
pub(super) struct ParagraphJson<'r> {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) kind: Cow<'r, str>,
}
