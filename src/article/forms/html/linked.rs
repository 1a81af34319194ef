//! JSON-LD in a page: which of its objects is the article, and what it says.

use serde_json::{Map, Value};

use super::text_of;
use super::values::{add_authors, address, day, line};
use crate::document::Told;

/// Types of an article, the surest first.
const ARTICLES: [&str; 18] = [
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "ReviewNewsArticle",
    "AskPublicNewsArticle",
    "LiveBlogPosting",
    "Article",
    "BlogPosting",
    "AdvertiserContentArticle",
    "Report",
    "SatiricalArticle",
    "ScholarlyArticle",
    "TechArticle",
    "SocialMediaPosting",
    "Review",
    "PressRelease",
];
/// Keys under which further objects stand.
const NESTS: [&str; 4] = ["@graph", "mainEntity", "mainEntityOfPage", "hasPart"];
/// Most objects that are looked at.
const MAX_OBJECTS: usize = 10_000;

/// What the JSON-LD of a page says.
#[derive(Debug, Default)]
pub(super) struct Linked {
    pub(super) told: Told,
    /// The article's text.
    pub(super) body: Option<String>,
}

/// Reads the scripts of a page; what is no JSON is passed over.
pub(super) fn read(scripts: &[String]) -> Linked {
    let values: Vec<Value> = scripts.iter().filter_map(|script| parse(script)).collect();
    let objects = Objects::of(&values);
    let rank = |object: &Map<String, Value>| {
        types(object)
            .filter_map(|name| ARTICLES.iter().position(|a| *a == name))
            .min()
    };
    let ranked = objects
        .all
        .iter()
        .filter_map(|object| Some((rank(object)?, *object)));
    let Some((_, article)) = ranked.min_by_key(|(rank, object)| (!object.contains_key("headline"), *rank))
    else {
        return Linked::default();
    };
    let source = ["publisher", "sourceOrganization", "provider"]
        .iter()
        .find_map(|key| objects.name(article.get(*key)?));
    let mut byline = Vec::new();
    for key in ["author", "creator"] {
        if byline.is_empty()
            && let Some(value) = article.get(key)
        {
            objects.authors(value, source.as_deref(), &mut byline);
        }
    }
    let text = |key: &str| string(article.get(key)?).map(str::to_owned);
    let page = article.get("mainEntityOfPage");
    let url = [
        article.get("url"),
        page,
        page.and_then(|page| page.get("@id")),
        article.get("@id"),
    ];
    let url = url
        .into_iter()
        .flatten()
        .filter_map(string)
        .filter_map(address)
        .find(|url| !url.contains('#'));
    let told = Told {
        id: None,
        url,
        headline: ["headline", "name"].iter().find_map(|key| line(&text(key)?)),
        date: ["datePublished", "dateCreated"]
            .iter()
            .find_map(|key| day(&text(key)?)),
        written: None,
        byline,
        source,
    };
    Linked {
        told,
        body: body(article),
    }
}

/// The text of an article, or of the updates of a live blog.
fn body(article: &Map<String, Value>) -> Option<String> {
    let text = |object: &Map<String, Value>| object.get("articleBody").and_then(string).map(text_of);
    let updates = article.get("liveBlogUpdate").and_then(Value::as_array);
    let updates = updates.into_iter().flatten().filter_map(Value::as_object);
    let mut parts: Vec<String> = text(article).into_iter().collect();
    for update in updates {
        if let Some(text) = text(update) {
            parts.extend(update.get("headline").and_then(string).and_then(line));
            parts.push(text);
        }
    }
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}

/// A script as JSON: wrapped in comments, with line ends inside strings or a comma too many, it is still read.
fn parse(script: &str) -> Option<Value> {
    let marks = [
        "//<![CDATA[",
        "/*<![CDATA[*/",
        "<![CDATA[",
        "//]]>",
        "/*]]>*/",
        "]]>",
        "<!--",
        "-->",
        "//",
    ];
    let mut text = script.trim();
    while let Some(rest) = marks.iter().find_map(|mark| text.strip_prefix(mark)) {
        text = rest.trim_start();
    }
    while let Some(rest) = marks.iter().find_map(|mark| text.strip_suffix(mark)) {
        text = rest.trim_end();
    }
    let text = text.trim_end_matches(';');
    serde_json::from_str(text)
        .or_else(|_| serde_json::from_str(&mended(text)))
        .ok()
}

/// JSON without control characters in strings and without commas before a closing bracket.
fn mended(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut is_string, mut is_escaped) = (false, false);
    for c in text.chars() {
        if is_string {
            is_string = is_escaped || c != '"';
            is_escaped = c == '\\' && !is_escaped;
            out.push(if c.is_control() { ' ' } else { c });
            continue;
        }
        is_string = c == '"';
        if matches!(c, '}' | ']') {
            let length = out.trim_end().trim_end_matches(',').len();
            out.truncate(length);
        }
        out.push(c);
    }
    out
}

/// The types of an object, without the vocabulary's address.
fn types(object: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let types = object.get("@type").into_iter().flat_map(|value| match value {
        Value::Array(values) => values.as_slice(),
        one => std::slice::from_ref(one),
    });
    types
        .filter_map(Value::as_str)
        .map(|name| name.rsplit(['/', ':']).next().unwrap_or(name))
}

/// A string, or the first of several.
fn string(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text),
        Value::Array(values) => values.first()?.as_str(),
        Value::Object(object) => object.get("@value")?.as_str(),
        _ => None,
    }
}

/// The objects of all scripts.
struct Objects<'a> {
    all: Vec<&'a Map<String, Value>>,
}

impl<'a> Objects<'a> {
    fn of(values: &'a [Value]) -> Objects<'a> {
        let mut all: Vec<&Map<String, Value>> = Vec::new();
        let mut open: Vec<&Value> = values.iter().rev().collect();
        while let Some(value) = open.pop() {
            match value {
                Value::Array(values) => open.extend(values.iter().rev()),
                Value::Object(object) if all.len() < MAX_OBJECTS => {
                    all.push(object);
                    open.extend(NESTS.iter().rev().filter_map(|key| object.get(*key)));
                }
                _ => {}
            }
        }
        Objects { all }
    }

    /// The object itself, or the one that it refers to by `@id`.
    fn resolve(&self, object: &'a Map<String, Value>) -> &'a Map<String, Value> {
        let id = object
            .get("@id")
            .and_then(Value::as_str)
            .filter(|_| !object.contains_key("name"));
        let named = |other: &&&Map<String, Value>| {
            other.contains_key("name") && other.get("@id").and_then(Value::as_str) == id
        };
        id.and_then(|_| self.all.iter().find(named))
            .map_or(object, |other| *other)
    }

    /// The name of an organisation.
    fn name(&self, value: &'a Value) -> Option<String> {
        match value {
            Value::Object(object) => line(string(self.resolve(object).get("name")?)?),
            Value::Array(values) => values.iter().take(4).find_map(|value| self.name_once(value)),
            other => line(other.as_str()?).filter(|name| !name.contains("://")),
        }
    }

    fn name_once(&self, value: &'a Value) -> Option<String> {
        (!value.is_array()).then(|| self.name(value)).flatten()
    }

    fn authors(&self, value: &'a Value, site: Option<&str>, out: &mut Vec<String>) {
        let one = std::slice::from_ref(value);
        let values = value.as_array().map_or(one, Vec::as_slice);
        for value in values {
            match value {
                Value::String(text) => add_authors(text, false, site, out),
                Value::Object(object) => {
                    let object = self.resolve(object);
                    let is_person = types(object).any(|name| name == "Person");
                    let is_group = types(object).any(|name| name.ends_with("Organization"));
                    let names = object.get("name").filter(|_| !is_group);
                    let names = names.map_or(&[][..], |value| {
                        value
                            .as_array()
                            .map_or(std::slice::from_ref(value), Vec::as_slice)
                    });
                    names
                        .iter()
                        .filter_map(Value::as_str)
                        .for_each(|name| add_authors(name, is_person, site, out));
                }
                _ => {}
            }
        }
    }
}
