//! Rows of web pages with what is read from them, and pages that mean harm: `tests/data/pages.toml`.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use dateline::article;
use dateline::place::Place;
use dateline::{Content, Document, Error, Job, Pipeline, Record, Source, Told};
use serde::Deserialize;

use crate::rows::{EXTRACTOR, suite};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    html: Option<String>,
    file: Option<String>,
    #[serde(default)]
    head: String,
    body: Option<String>,
    headline: Option<String>,
    date: Option<String>,
    #[serde(default)]
    byline: Vec<String>,
    source: Option<String>,
    url: Option<String>,
    first: Option<String>,
    last: Option<String>,
    paragraphs: Option<usize>,
    #[serde(default)]
    present: Vec<String>,
    #[serde(default)]
    absent: Vec<String>,
    #[serde(default)]
    warnings: Vec<String>,
}

/// What a page without a body of its own has for one.
const BODY: &str = "<article><p>The first of three paragraphs says what happened in the town on the river, and to whom.</p>\
    <p>The second says what people who were there said of it, when they were asked in the evening.</p>\
    <p>The third says what will happen next, which nobody in the town could tell for sure.</p></article>";

impl Row {
    fn content(&self) -> Content {
        if let Some(file) = &self.file {
            return Content::Bytes(sample(file));
        }
        let page = || {
            let body = self.body.as_deref().unwrap_or(BODY);
            format!(
                "<!doctype html><html><head>{}</head><body>{body}</body></html>",
                self.head
            )
        };
        Content::Text(self.html.clone().unwrap_or_else(page))
    }
}

fn sample(file: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("seeds/articles/forms")
        .join(file);
    std::fs::read(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

fn document(content: Content) -> Document {
    Document {
        content,
        form: None,
        told: Told::default(),
        place: Place::of_file("page.html"),
    }
}

fn job(content: Content) -> Job {
    Job {
        source: Source::Document(document(content).into()),
        id: None,
        date: None,
    }
}

fn read(content: Content) -> Result<Record, Error> {
    EXTRACTOR.with_scratch(|scratch| EXTRACTOR.read(job(content), scratch))
}

#[test]
fn rows() {
    let rows: Vec<Row> = suite("pages");
    let pipeline = Pipeline::new(Arc::clone(&EXTRACTOR), Some(3), |record| record).unwrap();
    let batch: Vec<_> = pipeline
        .run(rows.iter().map(|row| job(row.content())).collect::<Vec<_>>())
        .collect();
    let (mut report, mut failed) = (String::new(), 0);
    for (row, other) in rows.iter().zip(batch) {
        let found = read(row.content());
        let found = match (found, other) {
            (Ok(one), Ok(other)) => {
                assert_eq!(one, other, "one by one and in a batch: {}", row.name);
                check(row, &one)
            }
            (Err(why), _) | (_, Err(why)) => format!("  {why}\n"),
        };
        if !found.is_empty() {
            failed += 1;
            write!(report, "\n{}\n{found}", row.name).unwrap();
        }
    }
    assert!(failed == 0, "{failed} of {} rows differ:\n{report}", rows.len());
}

fn check(row: &Row, record: &Record) -> String {
    let mut out = String::new();
    let (article, header) = (&record.article, &record.article.header);
    let mut differ = |what: &str, expected: String, found: String| {
        if expected != found {
            writeln!(
                out,
                "  {what}: expected {expected}\n  {:width$}  found    {found}",
                "",
                width = what.len()
            )
            .unwrap();
        }
    };
    let value = |field: &Option<dateline::article::Field>| field.as_ref().map(|field| field.value.clone());
    let names: Vec<String> = header.byline.iter().map(|field| field.value.clone()).collect();
    differ(
        "headline",
        format!("{:?}", row.headline),
        format!("{:?}", value(&header.headline)),
    );
    differ(
        "date",
        format!("{:?}", row.date),
        format!("{:?}", header.date.map(|date| date.to_string())),
    );
    differ("byline", format!("{:?}", row.byline), format!("{names:?}"));
    differ(
        "source",
        format!("{:?}", row.source),
        format!("{:?}", value(&header.source)),
    );
    differ("url", format!("{:?}", row.url), format!("{:?}", article.url));
    let mut parts: Vec<&str> = article.text.split("\n\n").collect();
    if parts
        .first()
        .is_some_and(|first| row.headline.as_deref() == Some(*first))
    {
        parts.remove(0);
    }
    if let Some(first) = &row.first {
        differ(
            "first",
            format!("{first:?}"),
            format!("{:?}", parts.first().unwrap_or(&"")),
        );
    }
    if let Some(last) = &row.last {
        differ(
            "last",
            format!("{last:?}"),
            format!("{:?}", parts.last().unwrap_or(&"")),
        );
    }
    let count = row.paragraphs.unwrap_or(
        if row.body.is_none() && row.html.is_none() && row.file.is_none() {
            3
        } else {
            0
        },
    );
    if count > 0 && count != parts.len() {
        differ(
            "paragraphs",
            format!("{count}"),
            format!("{}: {parts:#?}", parts.len()),
        );
    }
    for text in &row.present {
        differ(
            "present",
            text.clone(),
            if article.text.contains(text) {
                text.clone()
            } else {
                format!("{parts:#?}")
            },
        );
    }
    for text in &row.absent {
        differ(
            "absent",
            String::new(),
            if article.text.contains(text) {
                text.clone()
            } else {
                String::new()
            },
        );
    }
    let own = ["truncated", "bad_encoding", "assumed_windows_1252", "binary"];
    let mut codes: Vec<String> = record
        .warnings
        .iter()
        .map(|warning| warning.code.to_string())
        .collect();
    codes.retain(|code| own.contains(&&**code));
    codes.dedup();
    differ("warnings", format!("{:?}", row.warnings), format!("{codes:?}"));
    out
}

/// What is said of a page that cannot be read, within this time.
fn refusal(page: Content, most: Duration) -> String {
    let start = Instant::now();
    let why = read(page).expect_err("no article in it");
    assert!(why.is_document(), "{why}");
    assert!(start.elapsed() < most, "{:?}: {why}", start.elapsed());
    why.to_string()
}

#[test]
fn pages_without_an_article() {
    let most = Duration::from_secs(5);
    let pages = [
        "<html></html>",
        "<!doctype html><html><body><div id=root></div><script>boot()</script></body></html>",
        "<html><body><nav><a href=/>Home</a> <a href=/news>News</a></nav></body></html>",
        "<html><head><title>Only a title</title></head><body><p></p></body></html>",
    ];
    for page in pages {
        let why = refusal(Content::Text(page.to_owned()), most);
        assert_eq!(why, "page.html, byte 0: no article text", "{page}");
    }
}

#[test]
fn pages_that_mean_harm() {
    let most = Duration::from_secs(60); // without optimisation, on a busy machine
    let deep = |tag: &str| Content::Text(format!("<html><body>{}", tag.repeat(100_000)));
    for tag in [
        "<div>",
        "<span>",
        "<b x>",
        "<table><tr><td>",
        "<ul><li>",
        "<object>",
        "<svg><desc>",
    ] {
        let why = refusal(deep(tag), most);
        assert!(why.contains("nested more than"), "{tag}: {why}");
    }
    let many = Content::Text(format!("<html><body>{}", "<p>x</p>".repeat(2_000_000)));
    assert!(refusal(many, most).contains("too many elements"));
    let large = Content::Bytes([b"<html><body><p>".to_vec(), vec![b'x'; 64 << 20]].concat());
    assert!(refusal(large, most).contains("64 MiB"));
}

#[test]
fn a_page_that_is_one_long_line() {
    let noise = format!(
        "<html><body><article>{BODY}<p><!--{}--></p></article></body></html>",
        "x ".repeat(25_000_000)
    );
    let start = Instant::now();
    let record = read(Content::Text(noise)).unwrap();
    assert!(
        record.article.text.starts_with("The first of three"),
        "{:.80}",
        record.article.text
    );
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

#[test]
fn half_a_page_is_read_as_far_as_it_goes() {
    let whole = sample("paper.html");
    let text = String::from_utf8(whole).unwrap();
    let at = text
        .find("Dockers in the port")
        .expect("a sentence in the middle of the body");
    let record = read(Content::Text(text[..at + 30].to_owned())).unwrap();
    assert!(
        record
            .warnings
            .iter()
            .any(|warning| warning.code.to_string() == "truncated")
    );
    assert!(
        record.article.header.headline.is_some()
            && record.article.text.ends_with("Dockers in the port of Hollin"),
        "{}",
        record.article.text
    );
}

#[test]
fn no_bytes_make_it_panic() {
    let page = sample("paper.html");
    let mut seed = 1u64;
    let mut next = |below: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    for _ in 0..60 {
        let mut bytes = page[..next(page.len()) + 1].to_vec();
        for _ in 0..next(40) {
            let (at, byte) = (
                next(bytes.len()),
                [b'<', b'>', b'"', b'/', 0, 0xff, b'{', b'-'][next(8)],
            );
            bytes[at] = byte;
        }
        if let Err(why) = read(Content::Bytes(bytes)) {
            assert!(why.is_document(), "{why}");
        }
    }
}

#[test]
fn pages_at_the_limits() {
    let around = |open: &str, many: usize, inner: &str, times: usize| {
        format!(
            "<html><body>{}{}</body></html>",
            open.repeat(many),
            inner.repeat(times)
        )
    };
    let text =
        "<p>The first of three paragraphs, as long as paragraphs are, says what happened in the town.</p>";
    for (name, page) in [
        ("flat", around("", 0, text, 100_000)),
        ("short", around("", 0, "<p>x", 500_000)),
        ("deep boxes", around("<div class=ad>", 400, text, 50_000)),
        (
            "divs",
            around(
                "",
                0,
                "<div><div>The text, of a div, in a div</div></div>",
                200_000,
            ),
        ),
        ("breaks", around("", 0, "Text, of a line.<br><br>", 250_000)),
        ("links", around("", 0, "<a href=x>Text of a link</a> ", 300_000)),
        (
            "cells",
            around("<table>", 1, "<tr><td>One<td>Two, or three", 150_000),
        ),
        ("lists", around("<ul>", 400, "<li>One, or two", 200_000)),
        ("commas", around("<p>", 1, "One, two, three, four. ", 500_000)),
        (
            "metas",
            around("", 0, "<meta name=author content='Ann Lee'>", 300_000),
        ),
        (
            "times",
            around("", 0, "<time datetime=x class=byline>By x</time>", 300_000),
        ),
    ] {
        let start = Instant::now();
        let found = article::open(document(Content::Text(page)));
        assert!(
            found.is_ok() || found.is_err_and(|why| why.is_document()),
            "{name}"
        );
        assert!(
            start.elapsed() < Duration::from_secs(60),
            "{name}: {:?}",
            start.elapsed()
        );
    }
}

#[test]
fn encodings() {
    let page = |label: &str| {
        let head = if label.is_empty() {
            String::new()
        } else {
            format!("<meta charset={label}>")
        };
        format!(
            "<html><head>{head}</head><body><article><p>The café in Łódź – once a “mill” – is open again, said a man there.</p></article></body></html>"
        )
    };
    let encode = |label: &str, text: &str| {
        encoding_rs::Encoding::for_label(label.as_bytes())
            .unwrap()
            .encode(text)
            .0
            .into_owned()
    };
    let bare = |text: &str| text.replace("Łódź", "Lodz");
    let wide = |text: &str| {
        [
            vec![0xff, 0xfe],
            text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        ]
        .concat()
    };
    let cut = |mut bytes: Vec<u8>| {
        let at = bytes.windows(3).position(|found| found == b"caf").unwrap() + 3;
        bytes[at..at + 2].copy_from_slice(&[0xff, b' ']);
        bytes
    };
    let pl = "iso-8859-2";
    let rows: Vec<(&str, Vec<u8>, &str, &[&str])> = vec![
        (
            "declared",
            encode("windows-1250", &page("windows-1250")),
            "café in Łódź – once",
            &[],
        ),
        (
            "declared in http-equiv",
            encode(
                "windows-1252",
                &bare(&page("").replace(
                    "<head>",
                    "<head><meta http-equiv='Content-Type' content='text/html; charset=ISO-8859-1'>",
                )),
            ),
            "café in Lodz – once",
            &[],
        ),
        (
            "UTF-8 that claims to be Latin",
            page("iso-8859-1").into_bytes(),
            "café in Łódź – once",
            &["wrong_encoding"],
        ),
        (
            "UTF-8 that claims to be Polish",
            page(pl).into_bytes(),
            "café in Łódź – once",
            &["wrong_encoding"],
        ),
        (
            "UTF-8 that claims to be UTF-16",
            page("utf-16").into_bytes(),
            "café in Łódź – once",
            &[],
        ),
        (
            "Latin that claims to be UTF-8",
            encode("windows-1252", &bare(&page("utf-8"))),
            "café in Lodz – once",
            &["assumed_windows_1252"],
        ),
        (
            "nothing declared",
            encode("windows-1252", &bare(&page(""))),
            "café in Lodz – once",
            &["assumed_windows_1252"],
        ),
        (
            "a name that no encoding has",
            page("x-nothing").into_bytes(),
            "café in Łódź – once",
            &[],
        ),
        ("a mark wins", wide(&page(pl)), "café in Łódź – once", &[]),
        (
            "damaged",
            cut(page("utf-8").into_bytes()),
            "caf\u{fffd}",
            &["bad_encoding"],
        ),
        (
            "damaged in another",
            cut(encode(
                "shift_jis",
                &bare(&page("shift_jis")).replace(['é', '–'], "e"),
            )),
            "caf\u{fffd}",
            &["bad_encoding"],
        ),
    ];
    for (name, bytes, expected, codes) in rows {
        let page =
            article::open(document(Content::Bytes(bytes))).unwrap_or_else(|why| panic!("{name}: {why}"));
        assert!(page.text.contains(expected), "{name}: {}", page.text);
        let found: Vec<String> = page
            .warnings
            .iter()
            .map(|warning| warning.code.to_string())
            .collect();
        assert_eq!(found, codes, "{name}");
        for warning in page.warnings.iter().filter(|warning| !warning.span.is_empty()) {
            assert_eq!(warning.span.slice(&page.text), "\u{fffd}", "{name}");
        }
    }
}
