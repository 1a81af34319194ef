//! Agency XML and JSON, and mails, one article each: rows of `tests/data/agency.toml`, and what is broken on purpose.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use dateline::article::{Field, ParagraphKind};
use dateline::place::Place;
use dateline::{Content, Document, Error, Form, Job, Pipeline, Record, Source, Told};
use proptest::prelude::*;
use serde::Deserialize;

use crate::rows::{EXTRACTOR, suite};

/// What a row expects of its document; what is not there must not be found.
#[derive(Deserialize)]
struct Row {
    name: String,
    /// A file of `seeds/articles/forms`, or the content itself.
    file: Option<String>,
    content: Option<String>,
    /// The encoding of `content`; UTF-8 when it is not said.
    encoding: Option<String>,
    headline: Option<String>,
    date: Option<String>,
    #[serde(default)]
    byline: Vec<String>,
    source: Option<String>,
    #[serde(default)]
    places: Vec<String>,
    id: Option<String>,
    url: Option<String>,
    /// The first and the last paragraph under the headline, and how many there are.
    first: Option<String>,
    last: Option<String>,
    #[serde(default)]
    paragraphs: usize,
    #[serde(default)]
    warnings: Vec<String>,
}

pub(crate) fn sample(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("seeds/articles/forms")
        .join(name);
    std::fs::read(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

fn document(bytes: Vec<u8>) -> Document {
    Document {
        content: Content::Bytes(bytes),
        form: None,
        told: Told::default(),
        place: Place::of_file("it"),
    }
}

impl Row {
    fn bytes(&self) -> Vec<u8> {
        if let Some(file) = &self.file {
            return sample(file);
        }
        let content = self.content.as_deref().unwrap();
        match self.encoding.as_deref() {
            None => content.as_bytes().to_vec(),
            Some("utf-16le") => content.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Some("latin-1") => content
                .chars()
                .map(|c| u8::try_from(u32::from(c)).unwrap())
                .collect(),
            Some(other) => panic!("{other}"),
        }
    }

    fn expected(&self) -> Vec<String> {
        let plain = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
        vec![
            format!("headline {}", plain(&self.headline)),
            format!("date {}", plain(&self.date)),
            format!("byline {:?}", self.byline),
            format!("source {}", plain(&self.source)),
            format!("places {:?}", self.places),
            format!("id {}", plain(&self.id)),
            format!("url {}", plain(&self.url)),
            format!("first {}", plain(&self.first)),
            format!("last {}", plain(&self.last)),
            format!("paragraphs {}", self.paragraphs),
            format!("warnings {:?}", self.warnings),
        ]
    }
}

fn found(record: &Record) -> Vec<String> {
    let article = &record.article;
    let header = &article.header;
    let plain = |value: Option<&str>| value.unwrap_or("-").to_owned();
    let value = |field: &Option<Field>| field.as_ref().map(|field| field.value.clone());
    let under = article
        .paragraphs
        .iter()
        .filter(|p| p.kind != ParagraphKind::Header);
    let under: Vec<&str> = under.map(|p| p.span.slice(&article.text)).collect();
    let places = header.dateline.iter().flat_map(|dateline| &dateline.places);
    let codes = record.warnings.iter().map(|warning| warning.code.as_str());
    vec![
        format!("headline {}", plain(value(&header.headline).as_deref())),
        format!(
            "date {}",
            header.date.map_or("-".to_owned(), |date| date.to_string())
        ),
        format!(
            "byline {:?}",
            header.byline.iter().map(|f| &*f.value).collect::<Vec<_>>()
        ),
        format!("source {}", plain(value(&header.source).as_deref())),
        format!("places {:?}", places.map(|f| &*f.value).collect::<Vec<_>>()),
        // what has no name of its own is called by its place
        format!("id {}", plain(article.id.as_deref().filter(|id| *id != "it"))),
        format!("url {}", plain(article.url.as_deref())),
        format!("first {}", plain(under.first().copied())),
        format!("last {}", plain(under.last().copied())),
        format!("paragraphs {}", under.len()),
        format!("warnings {:?}", codes.collect::<Vec<_>>()),
    ]
}

/// Documents read one by one and as a batch, which must give the same.
fn both_ways(documents: &[Document]) -> Vec<Result<Record, Error>> {
    let job = |document: &Document| Job {
        source: Source::Document(Box::new(document.clone())),
        id: None,
        date: None,
    };
    let single: Vec<_> = documents
        .iter()
        .map(|document| EXTRACTOR.with_scratch(|scratch| EXTRACTOR.read(job(document), scratch)))
        .collect();
    let pipeline = Pipeline::new(Arc::clone(&EXTRACTOR), Some(3), |record| record).expect("three threads");
    let batch: Vec<_> = pipeline.run(documents.iter().map(job)).collect();
    assert_eq!(single.len(), batch.len());
    for (one, other) in single.iter().zip(&batch) {
        match (one, other) {
            (Ok(one), Ok(other)) => assert_eq!(one, other),
            (Err(one), Err(other)) => assert_eq!(one.to_string(), other.to_string()),
            _ => panic!("one by one {one:?} and in a batch {other:?}"),
        }
    }
    single
}

#[test]
fn forms() {
    let rows: Vec<Row> = suite("agency");
    let documents: Vec<Document> = rows.iter().map(|row| document(row.bytes())).collect();
    let mut report = String::new();
    for (row, record) in rows.iter().zip(both_ways(&documents)) {
        let found = match record {
            Ok(record) => found(&record),
            Err(why) => vec![why.to_string()],
        };
        for (at, found) in found.iter().enumerate() {
            let expected = &row.expected()[at];
            if expected != found {
                report += &format!("{}\n  expected {expected}\n  found    {found}\n", row.name);
            }
        }
    }
    assert!(report.is_empty(), "{report}");
}

/// The error of a document that cannot be read, within a time that no machine should need.
fn refused(bytes: Vec<u8>) -> Error {
    let start = Instant::now();
    let error = dateline::article::open(document(bytes)).expect_err("it is broken");
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    assert!(error.is_document(), "{error}");
    error
}

#[test]
fn what_is_cut_in_half_is_refused_at_the_place() {
    for name in [
        "nitf_kenya_ferry.xml",
        "nitf_oslo_tram.xml",
        "newsml_lagos_budget.xml",
        "newsml1_tunis_rain.xml",
        "ninjs_perth_whales.json",
        "ninjs_2_turin_chess.json",
    ] {
        let mut bytes = sample(name);
        bytes.truncate(bytes.len() / 2);
        let length = bytes.len() as u64;
        let error = refused(bytes);
        let at = error.place().unwrap().offset;
        assert!(
            at <= length && at * 10 >= length * 7,
            "{name}: byte {at} of {length}: {error}"
        );
    }
}

#[test]
fn a_mail_cut_in_half_is_read_as_far_as_it_goes() {
    let mut bytes = sample("mail_museum.eml");
    bytes.truncate(bytes.len() * 3 / 4);
    let page = dateline::article::open(document(bytes)).expect("a mail");
    assert!(page.text.contains("visitor book"), "{}", page.text);
    let (last, end) = (page.warnings.last().expect("a warning"), page.text.len());
    assert_eq!(last.code.to_string(), "truncated");
    assert_eq!(last.span.start as usize, end);
}

#[test]
fn entities_of_its_own_are_refused_at_once() {
    let mut laughs = String::from("<?xml version=\"1.0\"?>\n<!DOCTYPE nitf [\n<!ENTITY lol \"lol\">\n");
    for n in 1..10 {
        laughs += &format!("<!ENTITY lol{n} \"{}\">\n", format!("&lol{};", n - 1).repeat(10));
    }
    laughs += "]>\n<nitf><body><body.content><p>&lol9;</p></body.content></body></nitf>";
    let at = laughs.find("<!ENTITY").unwrap() as u64;
    for root in ["nitf", "newsItem", "newsMessage"] {
        let bytes = laughs
            .replace("<nitf>", &format!("<{root}>"))
            .replace("</nitf>", &format!("</{root}>"));
        let error = refused(bytes.into_bytes());
        assert_eq!(error.place().unwrap().offset, at, "{error}");
        assert!(error.to_string().contains("entities"), "{error}");
    }
}

#[test]
fn deep_nesting_is_refused() {
    for (open, close) in [("<p>", "</p>"), ("<b a='1'>", "</b>")] {
        let deep = format!(
            "<nitf><body><body.content>{}x{}</body.content></body></nitf>",
            open.repeat(100_000),
            close.repeat(100_000)
        );
        assert!(refused(deep.into_bytes()).to_string().contains("nested"));
    }
    let deep = format!("{{\"uri\": \"a\", \"versioncreated\": {}", "[".repeat(100_000));
    refused(deep.into_bytes());
    let mut mail = String::from("From: a@b.example\nMessage-ID: <1@b.example>\n");
    for n in 0..3000 {
        mail += &format!("Content-Type: multipart/mixed; boundary=\"b{n}\"\n\n--b{n}\n");
    }
    assert!(refused(mail.into_bytes()).to_string().contains("ecursion"));
}

#[test]
fn a_line_of_50_megabytes_is_read_or_refused_in_time() {
    let long = "word ".repeat(10 << 20);
    for bytes in [
        format!("<nitf><body><body.content><p>{long}</p></body.content></body></nitf>"),
        format!("<newsItem guid='a'><contentMeta><headline>{long}"),
        format!("{{\"uri\": \"a\", \"body_text\": \"{long}\"}}"),
        format!("From: a@b.example\nMessage-ID: <1@b.example>\n\n{long}"),
        format!("<nitf {long}"),
    ] {
        let start = Instant::now();
        let opened = dateline::article::open(document(bytes.into_bytes()));
        assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
        drop(opened);
    }
}

proptest! {
    #[test]
    fn no_bytes_make_a_form_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), form in 0..4usize) {
        let form = [Form::Nitf, Form::NewsMl, Form::Ninjs, Form::Mail][form];
        let _ = dateline::article::open(Document { form: Some(form), ..document(bytes) });
    }

    #[test]
    fn no_damage_to_a_sample_makes_it_panic(
        name in 0..8usize,
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
    ) {
        let name = [
            "nitf_kenya_ferry.xml", "nitf_oslo_tram.xml", "newsml_lagos_budget.xml", "newsml1_tunis_rain.xml",
            "ninjs_perth_whales.json", "ninjs_2_turin_chess.json", "mail_flood_wall.eml", "mail_museum.eml",
        ][name];
        let mut bytes = sample(name);
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = dateline::article::open(document(bytes));
    }
}
