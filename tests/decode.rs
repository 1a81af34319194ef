//! Rows of bytes with the text they are: `tests/data/decode.toml`.

use dateline::article;
use dateline::sources::{self, ReadOptions};
use serde::Deserialize;

use crate::rows::suite;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    /// The bytes in hexadecimal, blanks between as one likes.
    hex: String,
    text: String,
    /// `code start end`, in bytes of the text.
    #[serde(default)]
    warnings: Vec<String>,
}

#[test]
fn rows() {
    let rows: Vec<Row> = suite("decode");
    let mut report = String::new();
    for row in &rows {
        let (text, warnings) = article::decode(&bytes(&row.hex));
        let warnings: Vec<String> = warnings
            .iter()
            .map(|w| format!("{} {} {}", w.code, w.span.start, w.span.end))
            .collect();
        if (&text, &warnings) != (&row.text, &row.warnings) {
            report += &format!(
                "{}: expected {:?} {:?}, found {text:?} {warnings:?}\n",
                row.name, row.text, row.warnings
            );
        }
    }
    assert!(report.is_empty(), "{report}");
}

fn bytes(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> = hex.bytes().filter(u8::is_ascii_hexdigit).collect();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.chunks(2).map(byte).collect()
}

#[test]
fn files() {
    let missing = sources::only("no/such/file.txt".as_ref(), &ReadOptions::default()).unwrap_err();
    assert!(missing.is_file() && missing.io_kind() == Some(std::io::ErrorKind::NotFound));
    assert!(missing.to_string().starts_with("no/such/file.txt: "), "{missing}");
    let folder = sources::only(env!("CARGO_MANIFEST_DIR").as_ref(), &ReadOptions::default()).unwrap_err();
    assert!(folder.is_file() && folder.path().is_some());
}
