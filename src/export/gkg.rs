//! Records as lines of a GDELT Global Knowledge Graph, version 2.1.

use std::collections::BTreeSet;

use super::points::Points;
use crate::date::Date;
use crate::record::{CountryRelation, Entity, Granularity, Label, Mention, Parts, QuoteKind, Record};

/// The columns of a line.
const COLUMNS: usize = 27;

/// The record as a line of a GDELT Global Knowledge Graph 2.1 file (27 columns between tabs, no heading), line feed
/// excluded. `number` counts the records of the file from 1 and goes into the record's id.
///
/// Filled are (numbers of columns as in GDELT's codebook, from 1):
///
/// - 1, 2: `YYYYMMDD000000-number` and `YYYYMMDD000000` of the article's day; zeros when it is not known.
/// - 3, 5: `1` and the address, or `2` and the caller's id when no address is known. 4: the source.
/// - 10, 11: places that lie in a known country, once each and each mention. Types: `1` a country, `3` what lies in the
///   United States, `4` what lies elsewhere: states and provinces are not told from towns.
/// - 12 to 15: people and organisations by their fullest names, once each and each mention.
/// - 17: dates that are a day (`3`), a month (`2`), a year (`1`), or a day or a month of an unknown year (`4`).
/// - 18: `wc`, the number of words. 23: quotations in marks, `offset|length|verb|quote`.
/// - 24: every named mention as written. 25: `amount,object,offset`, both ends of a range one after the other.
/// - 27: headline and authors, as `PAGE_TITLE` and `PAGE_AUTHORS`.
///
/// What differs from GDELT's own files: offsets and lengths are code points of the article's text; countries are ISO 3166-1
/// codes, not FIPS 10-4 (`GB`, not `UK`); first-order divisions and feature ids are empty, and so are counts, themes, tone
/// and images; money has the ISO 4217 code of its currency as object. `;`, `,`, `#`, `|` and control characters within
/// values become blanks where they would end a field.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// let record = dateline::Extractor::embedded()?.extract_text("Angela Merkel lives in Zürich.");
/// let line = dateline::export::to_gkg(&record, 1);
/// let columns: Vec<&str> = line.split('\t').collect();
/// assert_eq!((columns.len(), columns[0], columns[12]), (27, "00000000000000-1", "Angela Merkel,0"));
/// assert!(columns[9].starts_with("4#Zürich#CH##47."));
/// # }
/// # Ok::<(), dateline::Error>(())
/// ```
#[must_use]
pub fn to_gkg(record: &Record, number: usize) -> String {
    let line = Line {
        record,
        points: Points::new(&record.article.text),
    };
    let article = &record.article;
    let day = article.header.date.map_or_else(|| "0".repeat(14), stamp);
    let (kind, identifier) = match (&article.url, &article.id) {
        (Some(url), _) => ("1", field(url, "")),
        (None, id) => ("2", field(id.as_deref().unwrap_or(""), "")),
    };
    let source = article.header.source.as_ref().map_or("", |source| &source.value);
    let mut columns: [String; COLUMNS] = Default::default();
    columns[0] = format!("{day}-{number}");
    columns[1] = day;
    columns[2] = kind.to_owned();
    columns[3] = field(source, "");
    columns[4] = identifier;
    (columns[9], columns[10]) = line.entities(location);
    (columns[11], columns[12]) = line.entities(|entity| named(entity, Label::PERSON));
    (columns[13], columns[14]) = line.entities(|entity| named(entity, Label::ORG));
    columns[16] = line.dates();
    columns[17] = format!("wc:{}", article.text.split_whitespace().count());
    columns[22] = line.quotations();
    columns[23] = line.names();
    columns[24] = line.amounts();
    columns[26] = line.extras();
    columns.join("\t")
}

fn stamp(date: Date) -> String {
    format!("{:04}{:02}{:02}000000", date.year(), date.month(), date.day())
}

/// A value as it may stand in a field: control characters and line ends, and the signs in `ends`, are blanks.
fn field(value: &str, ends: &str) -> String {
    let ends = |c: char| c.is_control() || c.is_whitespace() || ends.contains(c);
    let parts: Vec<&str> = value.split(ends).filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// How an entity stands in a list of things, and how in one of mentions, before the offset.
struct Listed {
    once: String,
    each: String,
}

fn named(entity: &Entity, label: Label) -> Option<Listed> {
    let name = field(&entity.name, ";,");
    (entity.label == label && !name.is_empty()).then(|| Listed {
        each: format!("{name},"),
        once: name,
    })
}

/// A place that lies in a known country.
fn location(entity: &Entity) -> Option<Listed> {
    let country = entity.country.as_deref()?;
    if !matches!(entity.label, Label::GPE | Label::LOC | Label::FAC) {
        return None;
    }
    let kind = match entity.country_relation {
        Some(CountryRelation::Country) => 1,
        _ if country == "US" => 3,
        _ => 4,
    };
    let start = format!("{kind}#{}#{}", field(&entity.name, ";#"), field(country, ";#"));
    let place = entity.place.map(|p| format!("{}#{}", p.latitude, p.longitude));
    let place = place.as_deref().unwrap_or("#");
    Some(Listed {
        once: format!("{start}##{place}#"),
        each: format!("{start}###{place}##"),
    })
}

/// A record whose line is written.
struct Line<'r> {
    record: &'r Record,
    points: Points<'r>,
}

impl Line<'_> {
    fn at(&self, byte: u32) -> u32 {
        self.points.at(byte)
    }

    /// Some entities, each once in the order of their first mention, and each of their mentions.
    fn entities(&self, listed: impl Fn(&Entity) -> Option<Listed>) -> (String, String) {
        let listed: Vec<Option<Listed>> = self.record.entities.iter().map(listed).collect();
        let mut seen = BTreeSet::new();
        let once = listed.iter().flatten().map(|listed| &*listed.once);
        let once: Vec<&str> = once.filter(|once| seen.insert(*once)).collect();
        let mentions = self.record.mentions.iter().filter_map(|mention| {
            let listed = listed.get(mention.entity? as usize)?.as_ref()?;
            Some(format!("{}{}", listed.each, self.at(mention.span.start)))
        });
        let mentions: Vec<String> = mentions.collect();
        (once.join(";"), mentions.join(";"))
    }

    fn dates(&self) -> String {
        let date = |mention: &Mention| {
            let value = mention.value.as_ref()?;
            let Parts::When(when) = &value.parts else {
                return None;
            };
            let (kind, month, day, year) = match (when.granularity, when.earliest) {
                (Granularity::Year, Some(date)) => (1, 0, 0, date.year()),
                (Granularity::Month, Some(date)) => (2, date.month(), 0, date.year()),
                (Granularity::Day | Granularity::Time, Some(date)) => {
                    (3, date.month(), date.day(), date.year())
                }
                (Granularity::Month | Granularity::Day, None) => {
                    let (month, day) = yearless(&value.text)?;
                    (4, month, day, 0)
                }
                _ => return None,
            };
            Some(format!(
                "{kind}#{month}#{day}#{year}#{}",
                self.at(mention.span.start)
            ))
        };
        let dates: Vec<String> = self.record.mentions.iter().filter_map(date).collect();
        dates.join(";")
    }

    fn quotations(&self) -> String {
        let marked = self
            .record
            .quotes
            .iter()
            .filter(|quote| quote.kind != QuoteKind::Indirect);
        let block = marked.map(|quote| {
            let [start, end] = self.points.pair(quote.span);
            let verb = field(quote.cue.as_deref().unwrap_or(""), "|#");
            let words = field(quote.span.slice(self.points.text), "|#");
            format!("{start}|{}|{verb}|{words}", end - start)
        });
        block.collect::<Vec<_>>().join("#")
    }

    fn names(&self) -> String {
        let named = self
            .record
            .mentions
            .iter()
            .filter(|mention| mention.label.is_name());
        let names = named.map(|mention| {
            let name = field(mention.span.slice(self.points.text), ";,");
            format!("{name},{}", self.at(mention.span.start))
        });
        names.collect::<Vec<_>>().join(";")
    }

    fn amounts(&self) -> String {
        let mut out = Vec::new();
        for mention in &self.record.mentions {
            let parts = mention.value.as_ref().map(|value| &value.parts);
            let Some(Parts::Amount(amount)) = parts else {
                continue;
            };
            if mention.label == Label::ORDINAL {
                continue;
            }
            let object = field(amount.unit.as_deref().unwrap_or(""), ";,");
            let mut add =
                |number: f64| out.push(format!("{number},{object},{}", self.at(mention.span.start)));
            add(amount.low);
            if amount.high != amount.low {
                add(amount.high);
            }
        }
        out.join(";")
    }

    fn extras(&self) -> String {
        let header = &self.record.article.header;
        let authors: Vec<String> = header
            .byline
            .iter()
            .map(|author| field(&author.value, ";"))
            .collect();
        let authors = authors.join(";");
        let title = header.headline.as_ref().map_or("", |headline| &headline.value);
        let mut out = String::new();
        for (name, value) in [("PAGE_AUTHORS", &*authors), ("PAGE_TITLE", title)] {
            if !value.is_empty() {
                let value = field(value, "")
                    .replace('&', "&amp;")
                    .replace('<', "&lt;")
                    .replace('>', "&gt;");
                out += &format!("<{name}>{value}</{name}>");
            }
        }
        out
    }
}

/// Month and day (or 0) of a date without a year, `XXXX-06-30` or `XXXX-06`.
fn yearless(value: &str) -> Option<(u8, u8)> {
    let mut parts = value.strip_prefix("XXXX-")?.split('-');
    let month = parts.next()?.parse().ok()?;
    let day = parts.next().map_or(Some(0), |day| day.parse().ok())?;
    Some((month, day))
}
