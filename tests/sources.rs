//! Files to documents: rows of `tests/data`, archives made here, record batches, and no panic on any bytes.

use std::io::{Cursor, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use dateline::sources::{ColumnNames, Documents, MAX_DEPTH, ReadOptions};
use dateline::{Content, Document, Error};
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use serde::Deserialize;

use crate::damage::noise;
use crate::rows::suite;

#[derive(Deserialize)]
struct Row {
    name: String,
    file: String,
    content: Option<String>,
    hex: Option<String>,
    sample: Option<String>,
    #[serde(default)]
    columns: Named,
    found: Vec<String>,
}

#[derive(Default, Deserialize)]
struct Named {
    text: Option<String>,
    headline: Option<String>,
    date: Option<String>,
}

/// A sample article, or one with rows that are broken on purpose.
fn sample(name: &str) -> Vec<u8> {
    let folder = if name.starts_with("broken") {
        "tests/data/forms"
    } else {
        "seeds/articles/forms"
    };
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    std::fs::read(root.join(folder).join(name)).unwrap()
}

/// A document or an error in a line.
pub(crate) fn line(found: Result<Document, Error>) -> String {
    let document = match found {
        Ok(document) => document,
        Err(why) => return format!("! {why}"),
    };
    let mut line = format!("{} @{}", document.place, document.place.offset);
    if let Some(form) = document.form {
        line.push_str(&format!(" {form}"));
    }
    let told = document.told;
    let date = told.date.map(|date| date.to_string());
    let byline = Some(told.byline.join("/")).filter(|byline| !byline.is_empty());
    let fields = [
        ("id", told.id),
        ("url", told.url),
        ("headline", told.headline),
        ("date", date),
        ("byline", byline),
        ("source", told.source),
    ];
    for (key, value) in fields {
        line.push_str(&value.map_or(String::new(), |value| format!(" {key}={value}")));
    }
    let start = match &document.content {
        Content::Text(text) => text.chars().take(40).collect::<String>(),
        Content::Bytes(bytes) => format!("b\"{}\"", bytes[..bytes.len().min(60)].escape_ascii()),
    };
    line + " : " + &start
}

pub(crate) fn documents(file: &str, bytes: Vec<u8>, options: &ReadOptions) -> Documents {
    Documents::of_reader(Cursor::new(bytes), file, options)
}

/// The documents and errors of a file, in lines, each of them had in time.
pub(crate) fn read(file: &str, bytes: Vec<u8>) -> Vec<String> {
    let (began, most) = (Instant::now(), Duration::from_secs(10));
    let found = documents(file, bytes, &ReadOptions::default())
        .map(line)
        .collect();
    assert!(began.elapsed() < most, "{file} took {:?}", began.elapsed());
    found
}

#[test]
fn rows() {
    let mut wrong = String::new();
    for row in suite::<Row>("sources") {
        let hex = |hex: String| {
            (0..hex.len() / 2)
                .map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).unwrap())
                .collect()
        };
        let bytes = row.sample.map(|name| sample(&name)).or(row.hex.map(hex));
        let bytes = bytes.unwrap_or_else(|| row.content.unwrap_or_default().into());
        let columns = ColumnNames {
            text: row.columns.text,
            headline: row.columns.headline,
            date: row.columns.date,
            ..ColumnNames::default()
        };
        let found: Vec<String> = documents(
            &row.file,
            bytes,
            &ReadOptions {
                columns,
                ..ReadOptions::default()
            },
        )
        .map(line)
        .collect();
        if found != row.found {
            wrong.push_str(&format!("{}:\nfound = {found:#?}\n", row.name));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

pub(crate) fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(crate) fn zst(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).unwrap()
}

pub(crate) fn bz2(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(crate) fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        if name.ends_with('/') {
            header.set_entry_type(tar::EntryType::Directory);
        }
        builder.append_data(&mut header, name, *bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

pub(crate) fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer
            .start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

pub(crate) const LINES: &str = "{\"text\": \"Rome is wet.\"}\n{\"text\": \"Paris is dry.\"}\n";

#[test]
fn packings_nest() {
    let wanted = |place: &str| {
        vec![
            format!("{place}!0 @0 text : Rome is wet."),
            format!("{place}!1 @25 text : Paris is dry."),
        ]
    };
    for pack in [gz, zst, bz2] {
        assert_eq!(read("a.jsonl.x", pack(LINES.as_bytes())), wanted("a.jsonl.x"));
        let text = read("a.txt", pack(b"Rome"));
        assert_eq!(text, ["a.txt @0 : b\"Rome\""]);
    }
    let (one, two) = LINES.split_at(25);
    let members = [gz(one.as_bytes()), gz(two.as_bytes())].concat();
    assert_eq!(
        read("a.jsonl.gz", members),
        wanted("a.jsonl.gz"),
        "a gzip of two members"
    );
    let frames = [zst(one.as_bytes()), zst(two.as_bytes())].concat();
    assert_eq!(
        read("a.jsonl.zst", frames),
        wanted("a.jsonl.zst"),
        "a Zstandard of two frames"
    );
    let packed = gz(LINES.as_bytes());
    assert_eq!(
        read("a.zip", zip(&[("b/c.jsonl.gz", &packed)])),
        wanted("a.zip!b/c.jsonl.gz")
    );
    let inner = zip(&[("c.jsonl", LINES.as_bytes())]);
    assert_eq!(
        read("a.tar.zst", zst(&tar(&[("b.zip", &inner)]))),
        wanted("a.tar.zst!b.zip!c.jsonl")
    );
    let mut deep = LINES.as_bytes().to_vec();
    for _ in 0..=MAX_DEPTH {
        deep = gz(&deep);
    }
    assert_eq!(
        read("a", deep),
        ["! a, byte 0: more than 4 archives and packings around it"]
    );
}

#[test]
fn archives_have_members() {
    let long = format!("{}/long.txt", "n".repeat(180));
    let png = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".as_slice();
    let members: Vec<(&str, &[u8])> = vec![
        ("news/", b""),
        ("news/a.txt", b"Rome"),
        ("news/.hidden.txt", b"no"),
        ("__MACOSX/news/a.txt", b"no"),
        ("news/picture", png),
        ("news/style.css", b"p {}"),
        (&long, b"Paris"),
        ("news/b.jsonl", LINES.as_bytes()),
        ("news/c.html", b"<p>Oslo"),
    ];
    let wanted = |file: &str| {
        vec![
            format!("{file}!news/a.txt @0 : b\"Rome\""),
            format!("{file}!{long} @0 : b\"Paris\""),
            format!("{file}!news/b.jsonl!0 @0 text : Rome is wet."),
            format!("{file}!news/b.jsonl!1 @25 text : Paris is dry."),
            format!("{file}!news/c.html @0 html : b\"<p>Oslo\""),
        ]
    };
    assert_eq!(read("a.tar", tar(&members)), wanted("a.tar"));
    assert_eq!(read("a.tgz", gz(&tar(&members))), wanted("a.tgz"));
    assert_eq!(read("a.zip", zip(&members[1..])), wanted("a.zip"));
    let path = std::env::temp_dir().join(format!("dateline-sources-{}.zip", std::process::id()));
    let bytes = zip(&members[1..]);
    std::fs::write(&path, &bytes).unwrap();
    let mut in_place = Documents::of_file(&path, &ReadOptions::default());
    let found: Vec<String> = in_place.by_ref().map(line).collect();
    std::fs::remove_file(&path).unwrap();
    assert_eq!(found, wanted(&path.to_string_lossy()));
    assert!(in_place.bytes_read() > 0);
}

#[test]
fn names_that_are_no_text() {
    let mut bytes = tar(&[("rain_.txt", b"Rome")]);
    bytes[4] = 0xE9;
    let sum: u32 = (0..512)
        .map(|at| {
            if (148..156).contains(&at) {
                32
            } else {
                u32::from(bytes[at])
            }
        })
        .sum();
    bytes[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    assert_eq!(read("a.tar", bytes), ["a.tar!rain\u{FFFD}.txt @0 : b\"Rome\""]);
}

fn warc(records: &[(&str, usize, &str)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (kind, length, block) in records {
        let head =
            "WARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: https://a.example/\r\nContent-Type: text/html";
        write!(
            bytes,
            "WARC/1.0\r\nWARC-Type: {kind}\r\n{head}\r\nContent-Length: {length}\r\n\r\n{block}\r\n\r\n"
        )
        .unwrap();
    }
    bytes
}

#[test]
fn records_of_the_web() {
    let page = |block: &'static str| ("resource", block.len(), block);
    let response = |block: &'static str| ("response", block.len(), block);
    let found = |place: &str, rest: &str| {
        format!("a.warc!{place} html id=urn:uuid:1 url=https://a.example/ : {rest}")
    };
    let records = [
        page("<p>Rome"),
        response("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\n\u{1}x"),
        response(
            "HTTP/1.0 200\r\ncontent-type: TEXT/HTML ; Charset=\"latin1\"\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nPari\r\n1;x=y\r\ns\r\n0\r\n\r\n",
        ),
        response(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n<p>Undone by the crawler",
        ),
        response("HTTP/1.1 302 Found\r\nContent-Type: text/html\r\n\r\n<p>no"),
        response("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{}"),
        ("metadata", 2, "no"),
    ];
    let length = |records: &[_]| warc(records).len();
    let wanted = [
        found("0 @0", "b\"<p>Rome\""),
        format!(
            "! a.warc!1, byte {}: its packing is damaged: Invalid Data",
            length(&records[..1])
        ),
        found(&format!("2 @{}", length(&records[..2])), "Paris"),
        found(
            &format!("3 @{}", length(&records[..3])),
            "b\"<p>Undone by the crawler\"",
        ),
    ];
    assert_eq!(read("a.warc", warc(&records)), wanted);

    let long = [page("<p>Rome"), ("resource", 20_000, "<p>Paris"), page("<p>Oslo")];
    let found = read("a.warc", warc(&long));
    assert!(
        found.len() == 2 && found[1].ends_with("a record is cut off"),
        "{found:?}"
    );
    let short = [page("<p>Rome"), ("resource", 2, "<p>Paris"), page("<p>Oslo")];
    let found = read("a.warc", warc(&short));
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(
        found[2].ends_with("no record begins where one should") && found[3].ends_with("b\"<p>Oslo\""),
        "{found:?}"
    );
    let whole = warc(&[page("<p>Rome"), page("<p>Paris")]);
    let found = read("a.warc", whole[..whole.len() - 8].to_vec());
    assert!(
        found.len() == 2 && found[1].ends_with("a record is cut off"),
        "{found:?}"
    );
    let big = "x".repeat(65 << 20);
    let found = read("a.warc", warc(&[("resource", big.len(), &big), page("<p>Rome")]));
    assert!(
        found.len() == 2 && found[0].ends_with("more than 64 MiB in one document"),
        "{found:?}"
    );
}

#[cfg(feature = "parquet")]
#[test]
fn rows_of_record_batches() {
    use arrow_array::{
        ArrayRef, Date32Array, DictionaryArray, Int64Array, LargeStringArray, RecordBatch, StringArray,
        StringViewArray, TimestampMicrosecondArray, types::Int32Type,
    };
    use std::sync::Arc;
    let columns: Vec<(&str, ArrayRef)> = vec![
        (
            "Body",
            Arc::new(StringArray::from(vec![
                Some("Rome is wet."),
                None,
                Some("<p>Oslo"),
            ])),
        ),
        (
            "title",
            Arc::new(LargeStringArray::from(vec![Some("Rain"), Some("x"), None])),
        ),
        ("id", Arc::new(Int64Array::from(vec![7, 8, 9]))),
        (
            "url",
            Arc::new(StringViewArray::from(vec!["https://a.example/1", "2", "3"])),
        ),
        (
            "source",
            Arc::new(DictionaryArray::<Int32Type>::from_iter([
                Some("Post"),
                None,
                Some("Post"),
            ])),
        ),
        (
            "published",
            Arc::new(Date32Array::from(vec![19845, 19846, 19847])),
        ),
        (
            "seen",
            Arc::new(TimestampMicrosecondArray::from(vec![
                1_714_608_000_000_000,
                0,
                -1,
            ])),
        ),
    ];
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let wanted = |file: &str, second: &str, third: &str| {
        vec![
            format!(
                "{file}!0 @0 text id=7 url=https://a.example/1 headline=Rain date=2024-05-02 source=Post : Rome is wet."
            ),
            format!("! {file}!1, byte 0: no text in this row"),
            format!("{file}!{second} @0 html id=9 url=3 date={third} source=Post : <p>Oslo"),
        ]
    };
    let batches = || [batch.slice(0, 1), batch.slice(1, 2)].map(Ok).into_iter();
    let by = |columns| {
        let options = ReadOptions {
            columns,
            ..ReadOptions::default()
        };
        dateline::sources::rows(batches(), &options, "t")
            .map(line)
            .collect::<Vec<_>>()
    };
    assert_eq!(by(ColumnNames::default()), wanted("t", "2", "2024-05-04"));
    let seen = ColumnNames {
        date: Some("seen".to_owned()),
        ..ColumnNames::default()
    };
    assert_eq!(by(seen), wanted("t", "2", "1969-12-31"));
    let none = ColumnNames {
        text: Some("words".to_owned()),
        ..ColumnNames::default()
    };
    assert_eq!(
        by(none),
        ["! t, byte 0: no column \"words\"; there are: Body, title, id, url, source, published, seen"]
    );

    let path = std::env::temp_dir().join(format!("dateline-sources-{}.parquet", std::process::id()));
    let file = std::fs::File::create(&path).unwrap();
    let packing = parquet::basic::Compression::SNAPPY;
    let properties = parquet::file::properties::WriterProperties::builder()
        .set_compression(packing)
        .build();
    let mut writer = parquet::arrow::ArrowWriter::try_new(file, batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    let found: Vec<String> = Documents::of_file(&path, &ReadOptions::default())
        .map(line)
        .collect();
    let bytes = std::fs::read(&path).unwrap();
    assert_eq!(
        read("a.parquet", bytes.clone()),
        wanted("a.parquet", "2", "2024-05-04"),
        "through a pipe"
    );
    assert_eq!(
        read("a.tar", tar(&[("b.parquet.gz", &gz(&bytes))])),
        wanted("a.tar!b.parquet.gz", "2", "2024-05-04")
    );
    std::fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    let cut: Vec<String> = Documents::of_file(&path, &ReadOptions::default())
        .map(line)
        .collect();
    std::fs::remove_file(&path).unwrap();
    assert_eq!(found, wanted(&path.to_string_lossy(), "2", "2024-05-04"));
    assert!(
        cut.len() == 1 && cut[0].contains("the table is damaged"),
        "{cut:?}"
    );
}

#[test]
fn a_row_without_a_text_keeps_its_name() {
    let rows = "{\"id\": 7, \"text\": null}\n{\"id\": 8}\n";
    let found = documents("a.jsonl", rows.into(), &ReadOptions::default());
    let names: Vec<Option<String>> = found
        .map(|row| row.unwrap_err().id().map(str::to_owned))
        .collect();
    assert_eq!(names, [Some("7".to_owned()), None]);
}

/// Files of every kind, to be damaged.
fn kinds() -> Vec<(&'static str, Vec<u8>)> {
    let lines = noise(12);
    let members: [(&str, &[u8]); 3] = [
        ("a.txt", b"Rome"),
        ("b.jsonl", LINES.as_bytes()),
        ("c.html", b"<p>Oslo"),
    ];
    vec![
        ("a.jsonl.gz", gz(lines.as_bytes())),
        ("a.jsonl.zst", zst(lines.as_bytes())),
        ("a.jsonl.bz2", bz2(lines.as_bytes())),
        ("a.tar", tar(&members)),
        ("a.zip", zip(&members)),
        ("a.tgz", gz(&tar(&members))),
        ("a.warc.gz", sample("pages.warc.gz")),
        ("a.jsonl", sample("rows.jsonl")),
        ("a.json", sample("array.json")),
        ("a.csv", sample("rows.csv")),
        ("a.mbox", sample("letters.mbox")),
        (
            "a.warc",
            warc(&[
                ("resource", 7, "<p>Rome"),
                (
                    "response",
                    40,
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nx",
                ),
            ]),
        ),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_come_to_an_end(bytes in prop::collection::vec(any::<u8>(), 0..600), file in "[a-z]{0,2}(\\.(jsonl|json|csv|tsv|mbox|warc|zip|tar|html|gz))?") {
        prop_assert!(read(&file, bytes).len() < 700);
    }

    #[test]
    fn any_json_comes_to_an_end(text in "[\\[\\]{}\",:a1 \\\\\n]{0,60}", file in "a\\.(jsonl|json|txt)") {
        prop_assert!(read(&file, text.into()).len() < 70);
    }

    #[test]
    fn damaged_files_come_to_an_end(kind in 0usize..12, damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6), cut in any::<prop::sample::Index>(), is_cut in any::<bool>()) {
        let (file, mut bytes) = kinds().swap_remove(kind);
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if is_cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        prop_assert!(read(file, bytes).len() < 200);
    }
}
