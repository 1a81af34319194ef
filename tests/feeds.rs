//! Feeds and NewsML messages, many articles each: rows of `tests/data/feeds.toml`, and what is broken on purpose.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use dateline::sources::{Documents, ReadOptions};
use dateline::{Content, Document, Error};
use serde::Deserialize;

use crate::agency::sample;
use crate::rows::{compare, suite};

/// The documents of a file with these bytes.
fn documents(name: &str, bytes: &[u8]) -> Vec<Result<Document, Error>> {
    let folder = std::env::temp_dir().join(format!("dateline-feeds-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path: PathBuf = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    let found = Documents::of_file(&path, &ReadOptions::default()).collect();
    std::fs::remove_file(&path).unwrap();
    found
}

/// An item in a line: `form | headline | date | byline | source | id | url | text`.
fn shown(document: &Result<Document, Error>) -> String {
    let document = match document {
        Ok(document) => document,
        Err(why) => return format!("error at byte {}", why.place().map_or(0, |place| place.offset)),
    };
    let told = &document.told;
    let plain = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
    let Content::Text(text) = &document.content else {
        panic!("an item is text")
    };
    [
        document.form.map_or("-", |form| form.as_str()).to_owned(),
        plain(&told.headline),
        told.date.map_or("-".to_owned(), |date| date.to_string()),
        told.byline.join(", "),
        plain(&told.source),
        plain(&told.id),
        plain(&told.url),
        text.chars().take(60).collect(),
    ]
    .join(" | ")
}

#[test]
fn items() {
    #[derive(Deserialize)]
    struct Row {
        name: String,
        file: Option<String>,
        content: Option<String>,
        items: Vec<String>,
    }
    let rows: Vec<Row> = suite("feeds");
    compare(rows.into_iter().enumerate().map(|(at, row)| {
        let bytes = match (&row.file, row.content) {
            (Some(file), _) => sample(file),
            (None, content) => content.unwrap().into_bytes(),
        };
        let found = documents(&format!("items{at}.xml"), &bytes);
        for (number, document) in found.iter().enumerate() {
            let place = match document {
                Ok(document) => &document.place,
                Err(why) => why.place().unwrap(),
            };
            assert_eq!(place.number, Some(number as u64), "{}", row.name);
            if document.is_ok() {
                let rest = &bytes[place.offset as usize..];
                assert!(rest.starts_with(b"<"), "{}: byte {}", row.name, place.offset);
            }
        }
        (row.name, row.items, found.iter().map(shown).collect())
    }));
}

#[test]
fn of_a_feed_cut_anywhere_the_items_before_come_out_and_one_error() {
    for name in [
        "rss_harbour.xml",
        "atom_valley.xml",
        "rss1_board.xml",
        "newsml_message.xml",
    ] {
        let whole = sample(name);
        let all: Vec<String> = documents(&format!("whole_{name}"), &whole)
            .iter()
            .map(shown)
            .collect();
        let start = whole.iter().position(|&b| b == b'>').unwrap() + 300;
        for end in (start..whole.trim_ascii_end().len()).step_by(37) {
            let found = documents(&format!("cut_{name}"), &whole[..end]);
            let (last, before) = found.split_last().unwrap();
            let error = last.as_ref().expect_err("it is cut");
            let at = error.place().unwrap().offset as usize;
            assert!(at <= end, "{name} cut at {end}: {error}");
            let before: Vec<String> = before.iter().map(shown).collect();
            assert_eq!(before, all[..before.len()], "{name} cut at {end}");
        }
    }
}

/// The last of the documents, which is an error, within a time that no machine should need.
fn refused(name: &str, bytes: &[u8]) -> Error {
    let start = Instant::now();
    let mut found = documents(name, bytes);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    found.pop().unwrap().expect_err("it is broken")
}

#[test]
fn attacks_are_refused_at_once() {
    let laughs = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;\">]>\n<rss><channel><item><title>&b;</title></item></channel></rss>";
    let error = refused("laughs.xml", laughs.as_bytes());
    assert_eq!(
        error.place().unwrap().offset,
        laughs.find("<!ENTITY").unwrap() as u64,
        "{error}"
    );

    let deep = format!("<rss><channel><item>{}", "<description>".repeat(100_000));
    assert!(
        refused("deep.xml", deep.as_bytes())
            .to_string()
            .contains("nested")
    );

    let long = format!("<rss><channel><item><title>{}", "word ".repeat(10 << 20));
    assert!(
        refused("long.xml", long.as_bytes())
            .to_string()
            .contains("ends within <title>")
    );
    let longer = format!("<rss><channel><item><title {}", "word ".repeat(14 << 20));
    assert!(
        refused("longer.xml", longer.as_bytes())
            .to_string()
            .contains("64 MiB")
    );
}
