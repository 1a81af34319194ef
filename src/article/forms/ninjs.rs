//! ninjs, the IPTC's news in JSON: versions 1 (`headline`, `body_text`, `body_xhtml`) and 2 (`headlines`, `bodies`).

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::copy::{Copy, first};
use crate::article::decode;
use crate::article::page::Page;
use crate::document::Content;
use crate::error::Error;
use crate::lexical::fold_spaces;
use crate::moment::day;
use crate::place::Place;

/// The keys that are read; all others are passed over without being kept.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Item {
    uri: Words,
    headline: Words,
    headlines: Many<Part>,
    title: Words,
    #[serde(alias = "by")]
    byline: Words,
    authors: Many<Part>,
    contentcreated: Words,
    firstcreated: Words,
    versioncreated: Words,
    located: Words,
    source: Words,
    #[serde(alias = "infosource")]
    infosources: Many<Part>,
    copyrightholder: Words,
    body_text: Words,
    body_html: Words,
    body_xhtml: Words,
    bodies: Many<Part>,
}

/// The page of a ninjs object.
pub(super) fn page(content: Content, place: &Place) -> Result<Page, Error> {
    let (text, warnings) = match content {
        Content::Text(text) => (text, Vec::new()),
        Content::Bytes(bytes) => decode(&bytes),
    };
    let item: Item = serde_json::from_str(&text).map_err(|why| {
        let mut place = place.clone();
        place.offset += offset(&text, &why);
        Error::document(place, reason(&why))
    })?;
    let mut page = item.copy().page();
    page.warnings = warnings;
    Ok(page)
}

impl Item {
    fn copy(self) -> Copy {
        let mut copy = Copy::default();
        let told = &mut copy.told;
        first(&mut told.id, self.uri.folded());
        first(&mut told.headline, self.headline.folded());
        first(&mut told.headline, self.headlines.best(|role| role == "main"));
        first(&mut told.headline, self.title.folded());
        told.byline = match self.byline.folded() {
            Some(byline) => vec![byline],
            None => self.authors.0.iter().filter_map(Part::folded).collect(),
        };
        let days = [self.contentcreated, self.firstcreated, self.versioncreated];
        told.date = days.into_iter().find_map(|moment| day(&moment.0?));
        first(&mut told.source, self.infosources.best(|role| role == "provider"));
        first(&mut told.source, self.source.folded());
        first(&mut told.source, self.copyrightholder.folded());
        first(&mut copy.dateline, self.located.folded());
        for body in [self.body_text.0, self.bodies.body(false)].into_iter().flatten() {
            if copy.is_empty() {
                copy.add_plain(&body);
            }
        }
        for body in [self.body_xhtml.0, self.body_html.0, self.bodies.body(true)]
            .into_iter()
            .flatten()
        {
            if copy.is_empty() {
                copy.add_html(&body);
            }
        }
        copy
    }
}

/// A text; what is none (a number, a list) is passed over, and of an object its name is taken.
#[derive(Default)]
struct Words(Option<String>);

impl Words {
    fn folded(&self) -> Option<String> {
        let words = self.0.as_deref().map(fold_spaces);
        words.filter(|words| !words.is_empty())
    }
}

/// One of several headlines, bodies or sources: what it is, and its words.
#[derive(Default)]
struct Part {
    role: String,
    kind: String,
    words: Words,
}

impl Part {
    fn of(text: &str) -> Part {
        Part {
            words: Words(Some(text.to_owned())),
            ..Part::default()
        }
    }

    fn folded(&self) -> Option<String> {
        self.words.folded()
    }

    fn is_html(&self) -> bool {
        match self.words.0.as_deref() {
            Some(_) if !self.kind.is_empty() => self.kind.contains("html"),
            Some(words) => words.contains("</"),
            None => false,
        }
    }
}

/// Some things, or one.
struct Many<T>(Vec<T>);

impl<T> Default for Many<T> {
    fn default() -> Many<T> {
        Many(Vec::new())
    }
}

impl Many<Part> {
    /// The one in such a role, else the first.
    fn best(&self, fits: impl Fn(&str) -> bool) -> Option<String> {
        let chosen = self.0.iter().find(|part| fits(&part.role)).or(self.0.first());
        chosen.and_then(Part::folded)
    }

    /// The first body that is, or is not, a piece of a page.
    fn body(&self, html: bool) -> Option<String> {
        let full = |part: &&Part| part.is_html() == html && part.words.0.is_some();
        let bodies = || self.0.iter().filter(full);
        let chosen = bodies().find(|part| matches!(&*part.role, "main" | "body"));
        chosen.or(bodies().next()).and_then(|part| part.words.0.clone())
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Words, D::Error> {
        Part::deserialize(from).map(|part| part.words)
    }
}

impl<'de> Deserialize<'de> for Part {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Part, D::Error> {
        from.deserialize_any(PartVisitor)
    }
}

impl<'de> Deserialize<'de> for Many<Part> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Many<Part>, D::Error> {
        from.deserialize_any(ManyVisitor)
    }
}

/// Takes a [`Part`] from any value.
struct PartVisitor;

impl<'de> Visitor<'de> for PartVisitor {
    type Value = Part;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or an object")
    }

    fn visit_str<E>(self, text: &str) -> Result<Part, E> {
        Ok(Part::of(text))
    }

    fn visit_unit<E>(self) -> Result<Part, E> {
        Ok(Part::default())
    }

    fn visit_bool<E>(self, _: bool) -> Result<Part, E> {
        Ok(Part::default())
    }

    fn visit_i64<E>(self, _: i64) -> Result<Part, E> {
        Ok(Part::default())
    }

    fn visit_u64<E>(self, _: u64) -> Result<Part, E> {
        Ok(Part::default())
    }

    fn visit_f64<E>(self, _: f64) -> Result<Part, E> {
        Ok(Part::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Part, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Part::default())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Part, A::Error> {
        let mut part = Part::default();
        while let Some(key) = map.next_key::<String>()? {
            match &*key {
                "value" | "name" | "literal" => {
                    let words: Words = map.next_value()?;
                    part.words = Words(part.words.0.or(words.0));
                }
                "role" | "rel" => part.role = map.next_value::<Words>()?.0.unwrap_or_default(),
                "contenttype" => part.kind = map.next_value::<Words>()?.0.unwrap_or_default(),
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(part)
    }
}

/// Takes parts from a list, or one from any other value.
struct ManyVisitor;

impl<'de> Visitor<'de> for ManyVisitor {
    type Value = Many<Part>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Many<Part>, A::Error> {
        let mut parts = Vec::new();
        while let Some(part) = list.next_element::<Part>()? {
            if part.words.0.is_some() {
                parts.push(part);
            }
        }
        Ok(Many(parts))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Many<Part>, A::Error> {
        PartVisitor.visit_map(map).map(|part| Many(vec![part]))
    }

    fn visit_str<E>(self, text: &str) -> Result<Many<Part>, E> {
        Ok(Many(vec![Part::of(text)]))
    }

    fn visit_unit<E>(self) -> Result<Many<Part>, E> {
        Ok(Many::default())
    }

    fn visit_bool<E>(self, _: bool) -> Result<Many<Part>, E> {
        Ok(Many::default())
    }

    fn visit_u64<E>(self, _: u64) -> Result<Many<Part>, E> {
        Ok(Many::default())
    }

    fn visit_i64<E>(self, _: i64) -> Result<Many<Part>, E> {
        Ok(Many::default())
    }

    fn visit_f64<E>(self, _: f64) -> Result<Many<Part>, E> {
        Ok(Many::default())
    }
}

/// The byte at which the text is broken; serde_json says line and column.
fn offset(text: &str, why: &serde_json::Error) -> u64 {
    let lines = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
    let start = std::iter::once(0).chain(lines).nth(why.line().saturating_sub(1));
    (start.unwrap_or(0) + why.column().saturating_sub(1)).min(text.len()) as u64
}

/// What serde_json says, without its line and column.
fn reason(why: &serde_json::Error) -> String {
    let message = why.to_string();
    let end = message.find(" at line ").unwrap_or(message.len());
    message[..end].to_owned()
}

/// Bytes looked at to tell a ninjs object.
const HEAD: usize = 1 << 14;

/// Whether a JSON object is ninjs: it has a `uri`, or names the standard, and a key that only ninjs has.
pub(super) fn is_ninjs(content: &[u8]) -> bool {
    let content = content.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(content);
    let content = content.trim_ascii_start();
    if !content.starts_with(b"{") {
        return false;
    }
    let head = &content[..content.len().min(HEAD)];
    let has = |key: &str| memchr::memmem::find(head, key.as_bytes()).is_some();
    let own = [
        "\"body_text\"",
        "\"body_xhtml\"",
        "\"body_html\"",
        "\"bodies\"",
        "\"versioncreated\"",
        "\"headlines\"",
    ];
    (has("\"uri\"") || has("ninjs")) && own.iter().any(|key| has(key))
}
