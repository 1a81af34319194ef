//! What readers make of sound and of hostile files.

use std::io::{Read, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::{GzEncoder, ZlibEncoder};

use super::{Limits, Options, Reading, read_within};
use crate::error::Error;
use crate::export::{murmur, to_conll, to_docbin};
use crate::extract::Extractor;
use crate::record::Record;
use crate::span::Span;

/// Two texts about medicines, one of them without spaces told, and one that nobody labelled. Made by spaCy 3.8:
/// `DocBin(docs=[..], store_user_data=True).to_disk("sample.spacy")` over `spacy.blank("en").make_doc(text)` with
/// `set_ents(.., default="outside")`, the second as `Doc(vocab, words=[..])`, the third without entities.
const SPACY: &[u8] = include_bytes!("../../../tests/data/sample.spacy");

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("dateline-read-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn read_with(name: &str, bytes: &[u8], options: &Options, limits: Limits) -> Result<Reading, Error> {
    let folder = Folder::new(&format!("{:x}-{name}.d", murmur(&format!("{bytes:?}"))));
    let path = folder.0.join(name);
    std::fs::write(&path, bytes).unwrap();
    read_within(&[path], options, limits, &mut |_| ControlFlow::Continue(()))
}

fn read(name: &str, content: &str) -> Result<Reading, Error> {
    read_with(name, content.as_bytes(), &Options::default(), Limits::default())
}

/// Each document as its text with `[mention|LABEL]` in it.
fn shown(reading: &Reading) -> Vec<String> {
    let one = |document: &super::Document| {
        let mut out = document.text.clone();
        for (span, label) in document.mentions.iter().rev() {
            let slice = span.slice(&document.text);
            out.replace_range(span.range(), &format!("[{slice}|{label}]"));
        }
        out
    };
    reading.documents.iter().map(one).collect()
}

#[track_caller]
fn check(name: &str, content: &str, wanted: &[&str]) {
    assert_eq!(shown(&read(name, content).unwrap()), wanted, "{name}: {content}");
}

/// The error, or the first warning, must say all of these.
#[track_caller]
fn check_told(name: &str, content: &str, wanted: &[&str]) {
    let told = match read(name, content) {
        Ok(reading) => reading.told.messages.join("\n"),
        Err(error) => error.to_string(),
    };
    for part in wanted {
        assert!(told.contains(part), "{part:?} is not in {told:?}");
    }
}

#[test]
fn records_of_every_house() {
    let wanted = &["Zoë takes [Aspirin|DRUG]."];
    for content in [
        r#"{"id": 7, "text": "Zoë takes Aspirin.", "mentions": [{"start": 10, "end": 17, "label": "DRUG", "text": "Aspirin"}]}"#,
        r#"{"text": "Zoë takes Aspirin.", "mentions": [{"start": 10, "end": 17, "label": "DRUG"}], "entities": [{"id": "e1"}]}"#,
        r#"{"text": "Zoë takes Aspirin.", "spans": [{"start": 10, "end": 17, "label": "DRUG", "token_start": 2}], "answer": "accept"}"#,
        r#"{"text": "Zoë takes Aspirin.", "entities": [[10, 17, "DRUG"]]}"#,
        r#"{"text": "Zoë takes Aspirin.", "label": [[9, 17, "DRUG"]]}"#,
        r#"{"text": "Zoë takes Aspirin.", "entities": [{"id": 1, "label": "DRUG", "start_offset": 10, "end_offset": 17}]}"#,
        r#"["Zoë takes Aspirin.", {"entities": [[10, 17, "DRUG"]]}]"#,
    ] {
        check("a.jsonl", content, wanted);
        check("a.json", content, wanted);
        check("a.json", &format!("[\n{content}\n]"), wanted);
        check("no-end", &format!("\u{FEFF}{content}\r\n\n"), wanted);
    }
}

#[test]
fn records_that_cannot_be_used() {
    let good = r#"{"text": "a b", "entities": [[0, 1, "X"]]}"#;
    for (bad, why) in [
        ("{", "no JSON"),
        ("7", "a record was expected, not a number"),
        (r#"{"mentions": []}"#, "no \"text\""),
        (r#"{"text": "a b"}"#, "nothing says what is labelled"),
        (r#"{"text": "a b", "entities": 3}"#, "\"entities\" is a number"),
        (
            r#"{"text": "a b", "entities": [[0, 4, "X"]]}"#,
            "entities[0]: 0..4 is no stretch of a text of 3",
        ),
        (
            r#"{"text": "a b", "entities": [[-1, 1, "X"]]}"#,
            "-1..1 is no stretch",
        ),
        (
            r#"{"text": "a b", "entities": [[1, 1, "X"]]}"#,
            "1..1 is no stretch",
        ),
        (
            r#"{"text": "a b", "entities": [[1, 2, "X"]]}"#,
            "white space only",
        ),
        (
            r#"{"text": "a b", "entities": [[0, 9223372036854775808, "X"]]}"#,
            "a whole number, not 9223372036854775808",
        ),
        (
            r#"{"text": "a b", "entities": [[0, 1.5, "X"]]}"#,
            "a whole number, not 1.5",
        ),
        (r#"{"text": "a b", "entities": [[0, 1, " "]]}"#, "an empty label"),
        (
            r#"{"text": "a b", "entities": [[0, 1, 4]]}"#,
            "a label must be a name",
        ),
        (
            r#"{"text": "a b", "entities": [[0, 1]]}"#,
            "[start, end, label] was expected",
        ),
        (
            r#"{"text": "a b", "spans": [{"start": 0, "label": "X"}]}"#,
            "no \"end\"",
        ),
        (
            r#"{"text": "a b", "mentions": [{"start": 0, "end": 1, "label": "X", "text": "b"}]}"#,
            r#"the text at 0..1 is "a", not "b""#,
        ),
    ] {
        check_told(
            "a.jsonl",
            &format!("{good}\n{good}\n{bad}\n"),
            &["a.jsonl:3: ", why],
        );
        check("a.jsonl", &format!("{good}\n{good}\n{bad}\n"), &["[a|X] b"; 2]);
        check_told("a.jsonl", bad, &["none of 1 documents can be used", why]);
        check_told(
            "a.jsonl",
            &format!("{good}\n{bad}\n{bad}"),
            &["2 of 3 documents cannot be used", "a.jsonl:2"],
        );
    }
    check(
        "a.jsonl",
        &format!("{good}\n{{\"text\": \"b\", \"spans\": [], \"answer\": \"reject\"}}"),
        &["[a|X] b"],
    );
    check_told("a.json", "[1,\n2", &["a.json:2: "]);
    check_told("a.jsonl", "\n\n", &["no labelled text in "]);
}

#[test]
fn of_mentions_that_overlap_the_longer_is_kept() {
    let content = r#"{"text": "New York Times won", "entities": [[0, 8, "GPE"], [0, 14, "ORG"], [9, 18, "X"], [0, 14, "ORG"]]}"#;
    check("a.jsonl", content, &["[New York Times|ORG] won"]);
    check_told(
        "a.jsonl",
        content,
        &["a.jsonl:1: GPE \"New York\" overlaps ORG \"New York Times\", which is kept"],
    );
}

#[test]
fn labels_get_other_names() {
    let map = [("PER", "PERSON"), ("MISC", "")].map(|(from, to)| (from.to_owned(), to.to_owned()));
    let options = Options {
        map: map.into(),
        ..Options::default()
    };
    let content = "Ann B-PER\nsaw O\nFrench B-MISC\nfilms O\n";
    let reading = read_with("a.conll", content.as_bytes(), &options, Limits::default()).unwrap();
    assert_eq!(shown(&reading), ["[Ann|PERSON] saw French films"]);
}

#[test]
fn a_folder_of_texts_and_records() {
    let folder = Folder::new("pairs");
    let write = |name: &str, content: &str| std::fs::write(folder.0.join(name), content).unwrap();
    write("b.txt", "Ann ran.");
    write(
        "b.json",
        r#"{"mentions": [{"start": 0, "end": 3, "label": "PERSON"}]}"#,
    );
    write(
        "a.jsonl",
        r#"{"text": "Bo ran.", "entities": [[0, 2, "PERSON"]]}"#,
    );
    write("notes.txt", "no record beside it");
    write(".hidden.jsonl", "{");
    let all = super::read(std::slice::from_ref(&folder.0), &Options::default(), &mut |_| {
        ControlFlow::Continue(())
    });
    assert_eq!(shown(&all.unwrap()), ["[Bo|PERSON] ran.", "[Ann|PERSON] ran."]);
    let stopped = super::read(std::slice::from_ref(&folder.0), &Options::default(), &mut |_| {
        ControlFlow::Break(())
    });
    assert!(stopped.unwrap_err().is_stopped());
    let missing = super::read(&[folder.0.join("none")], &Options::default(), &mut |_| {
        ControlFlow::Continue(())
    });
    assert!(missing.unwrap_err().is_file());
}

#[test]
fn tags_of_every_scheme() {
    let wanted = &["[Bank of England|ORG] [Ann Lee|PER] [Bo|PER] left [Paris|LOC]"];
    let tokens = ["Bank", "of", "England", "Ann", "Lee", "Bo", "left", "Paris"];
    for tags in [
        "I-ORG I-ORG I-ORG I-PER I-PER B-PER O I-LOC",
        "B-ORG I-ORG I-ORG B-PER I-PER B-PER O B-LOC",
        "B-ORG I-ORG E-ORG B-PER E-PER S-PER O S-LOC",
        "B-ORG I-ORG L-ORG B-PER L-PER U-PER O U-LOC",
        "B_ORG I_ORG I_ORG B_PER I_PER B_PER O B_LOC",
        "(ORG* * *) (PER* *) (PER) * (LOC)",
    ] {
        for separator in [" ", "\t"] {
            let rows = tokens.iter().zip(tags.split(' '));
            let content: String = rows
                .map(|(token, tag)| format!("{token}{separator}X{separator}{tag}\n"))
                .collect();
            check("a.conll", &content, wanted);
        }
    }
    let bare = "Bank ORG\nof ORG\nEngland ORG\nAnn PER\nleft O\n";
    check("a.tsv", bare, &["[Bank of England|ORG] [Ann|PER] left"]);
}

#[test]
fn columns_with_borders_comments_and_numbers() {
    let documents = "-DOCSTART- -X- O O\n\nAnn NNP I-NP I-PER\n\nran VBD O O\n\n-DOCSTART- -X- O O\n\nBo NNP I-NP I-PER\n";
    check("a.conll", documents, &["[Ann|PER]\nran", "[Bo|PER]"]);
    let numbered = "# newdoc id = 1\n# text = I can't\n1\tAnn\tB-PER\n2-3\tcan't\t_\n2\tca\tO\n3\tn't\tO\n\n# newdoc\n1\tBo\tB-PER\n2\t#\tO\n";
    check("a.conllu", numbered, &["[Ann|PER] can't", "[Bo|PER] #"]);
    let options = Options {
        token_column: Some(1),
        tag_column: Some(0),
        ..Options::default()
    };
    let reading = read_with(
        "a.tsv",
        b"B-X\tAnn\tNNP\nO\tran\tVBD\n",
        &options,
        Limits::default(),
    );
    assert_eq!(shown(&reading.unwrap()), ["[Ann|X] ran"]);
    // Without borders some sentences make a document.
    let reading = read("a.conll", &"Ann B-PER\nran O\n\n".repeat(25)).unwrap();
    assert_eq!(reading.documents.len(), 3);
}

#[test]
fn columns_that_cannot_be_used() {
    check_told(
        "a.conll",
        "Ann NNP\nran VBD\n",
        &["a.conll: the last column holds no tags"],
    );
    check_told(
        "a.conll",
        "Ann B-PER\nran Q-PER\n\nBo O\n",
        &["a.conll:2: the tag \"Q-PER\" is none of"],
    );
    check_told("a.conll", "Ann\nran O\n", &["a.conll:1: no tag in its column"]);
    check_told("a.conll", "Ann (PER*\nran (X*\nBo *\n", &["a.conll:2: "]);
    check_told(
        "a.conll",
        "Bo *\nAnn *)\n",
        &["a.conll:2: the tag \"*)\" has brackets that do not match"],
    );
}

#[test]
fn tokens_become_prose() {
    for (tokens, wanted) in [
        ("Ann , 52 , did n't go .", "Ann, 52, didn't go."),
        (
            "`` It 's over , '' he said -LRB- again -RRB- .",
            "“It's over,” he said (again).",
        ),
        ("\" It is , \" he said .", "\"It is,\" he said."),
        ("the boys ' books 'll do", "the boys' books'll do"),
        ("$ 5 million , or 12 %", "$5 million, or 12%"),
        ("either \\/ or : yes ; no ?", "either/or: yes; no?"),
        ("“ Yes ” — Dr. No", "“Yes” — Dr. No"),
    ] {
        let rows: String = tokens.split(' ').map(|token| format!("{token}\tO\n")).collect();
        let reading = read("a.tsv", &rows).unwrap();
        assert_eq!(reading.documents[0].text, wanted);
    }
    let content = "`` O\nAnn B-PER\n's O\n-LRB- O\nUK B-GPE\n-RRB- O\n. O\n";
    check("a.conll", content, &["“[Ann|PER]'s ([UK|GPE])."]);
}

fn inflated() -> Vec<u8> {
    let mut out = Vec::new();
    ZlibDecoder::new(SPACY).read_to_end(&mut out).unwrap();
    out
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut out = ZlibEncoder::new(Vec::new(), Compression::default());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn read_spacy(name: &str, bytes: &[u8]) -> Result<Reading, Error> {
    read_with(name, bytes, &Options::default(), Limits::default())
}

#[test]
fn a_file_of_spacy() {
    for name in ["a.spacy", "no-end"] {
        let reading = read_spacy(name, SPACY).unwrap();
        assert_eq!(
            shown(&reading),
            [
                "Dr. [Müller|PERSON]’s patients in [Łódź|GPE] took [Aspirin|DRUG] ([100 mg|QUANTITY]) on the list.\nAspirin helps.",
                "[Ibuprofen|DRUG], she said, doesn't help.",
            ]
        );
        let told = &reading.told.messages;
        assert!(
            matches!(&told[..], [one] if one.ends_with("document 3: no token says whether it is an entity"))
        );
    }
    assert_eq!(murmur("coffee"), 3_197_928_453_018_144_401);
    assert_eq!(murmur("Müller"), 17_756_770_188_198_780_212);
}

/// The bytes with those after a key changed.
fn with(key: &str, change: impl Fn(&mut [u8])) -> Vec<u8> {
    let mut bytes = inflated();
    let at = bytes
        .windows(key.len())
        .position(|w| w == key.as_bytes())
        .unwrap();
    change(&mut bytes[at + key.len()..]);
    deflated(&bytes)
}

#[test]
fn damaged_files_of_spacy() {
    for (bytes, why) in [
        (Vec::new(), "no sound .spacy file"),
        (SPACY[..SPACY.len() / 2].to_vec(), "no sound .spacy file"),
        (deflated(b"\xdd\xff\xff\xff\xff"), "no sound .spacy file"),
        (deflated(&[0x91; 100_000]), "no sound .spacy file"),
        (deflated(&inflated()[..200]), "no sound .spacy file"),
        (with("lengths", |rest| rest[2] ^= 1), "its documents have"),
        (with("lengths", |rest| rest[5] = 0x80), "no number of tokens"),
        (with("attrs", |rest| rest[1] = 64), "no words (ORTH)"),
        (
            with("tokens", |rest| rest[4..12].fill(7)),
            "which the file does not hold",
        ),
    ] {
        let told = match read_spacy("a.spacy", &bytes) {
            Ok(reading) => reading.told.messages.join("\n"),
            Err(error) => error.to_string(),
        };
        assert!(told.contains("a.spacy") && told.contains(why), "{why}: {told}");
    }
    // Whatever is damaged, nothing panics.
    for at in 0..inflated().len() {
        let mut bytes = inflated();
        bytes[at] ^= 0x55;
        drop(read_spacy("a.spacy", &deflated(&bytes)));
    }
}

#[test]
fn bombs_and_long_lines() {
    let limits = Limits {
        line: 1000,
        inflated: 100_000,
    };
    let mut gz = GzEncoder::new(Vec::new(), Compression::best());
    gz.write_all(&vec![b'a'; 1_000_000]).unwrap();
    let gz = gz.finish().unwrap();
    let zeros = deflated(&vec![0; 1_000_000]);
    for (name, bytes) in [
        ("a.jsonl.gz", &gz),
        ("a.conll.gz", &gz),
        ("a.json.gz", &gz),
        ("a.spacy", &zeros),
    ] {
        let error = read_with(name, bytes, &Options::default(), limits).unwrap_err();
        assert!(
            error.to_string().contains("more than 100000 bytes"),
            "{name}: {error}"
        );
    }
    let good = r#"{"text": "a b", "entities": [[0, 1, "X"]]}"#;
    let content = format!("{good}\n{}\n{good}\n", "[".repeat(5000));
    let reading = read_with("a.jsonl", content.as_bytes(), &Options::default(), limits).unwrap();
    assert_eq!((reading.documents.len(), reading.told.count()), (2, 1));
    assert!(reading.told.messages[0].contains("a.jsonl:2: longer than 1000 bytes"));
    let deep = format!("{good}\n{}\n{good}\n", "[".repeat(500_000));
    check_told("a.jsonl", &deep, &["a.jsonl:2: no JSON: recursion limit"]);
    let reading = read_with(
        "a.jsonl",
        format!("{good}\n{good}\n\u{e9}")
            .as_bytes()
            .split_last()
            .unwrap()
            .1,
        &Options::default(),
        limits,
    );
    assert!(reading.unwrap().told.messages[0].ends_with("a.jsonl:3: not UTF-8"));
}

fn record(text: &str) -> Record {
    let extractor = Extractor::embedded().unwrap();
    extractor.extract_text(text)
}

/// The labels of mentions with their words, white space left out, which columns do not keep.
fn labelled<'t>(text: &'t str, mentions: impl Iterator<Item = (Span, &'t str)>) -> Vec<(&'t str, String)> {
    let words = |span: Span| span.slice(text).split_whitespace().collect::<String>();
    mentions.map(|(span, label)| (label, words(span))).collect()
}

/// Texts whose records the exports write: odd white space, `#` in front, marks that columns rewrite, spaCy's own words.
const TEXTS: [&str; 5] = [
    "#Paris is wet. Angela Merkel left  the\nU.S.-led talks in Zürich on Monday.\r\n\r\n # Ann Lee went.",
    " \u{a0}IS_ALPHA FLAG19 DEPRECATED001 _ PERSON paid $1.2bn to Volvo\u{ad}. \u{200b}X",
    "PARIS, May 2 (AP) - “It rains,” said Ann \tLee.\n",
    "",
    "  \n ",
];

#[test]
fn columns_that_are_exported_come_back() {
    let records = TEXTS.map(record);
    let file: String = records.iter().map(to_conll).collect();
    let reading = read("own.conll", &file).unwrap();
    assert_eq!((reading.documents.len(), reading.told.count()), (3, 0)); // those without a token are none
    for (document, record) in reading.documents.iter().zip(&records) {
        let found = document.mentions.iter().map(|(span, label)| (*span, &**label));
        let wanted = record.mentions.iter().map(|m| (m.span, m.label.as_str()));
        let text = &record.article.text;
        assert_eq!(
            labelled(&document.text, found),
            labelled(text, wanted),
            "{text:?}"
        );
    }
}

#[test]
fn files_for_spacy_that_are_exported_come_back() {
    let records = TEXTS.map(record);
    let bytes = to_docbin(&records).unwrap();
    let reading = read_with("own.spacy", &bytes, &Options::default(), Limits::default()).unwrap();
    assert_eq!(
        (reading.documents.len(), reading.told.count()),
        (records.len(), 0)
    );
    for (document, record) in reading.documents.iter().zip(&records) {
        assert_eq!(document.text, record.article.text);
        let found = document.mentions.iter().map(|(span, label)| (*span, &**label));
        let wanted = record.mentions.iter().map(|m| (m.span, m.label.as_str()));
        assert!(found.eq(wanted), "{:?}", document.text);
    }
    let nothing = to_docbin([]).unwrap();
    assert!(read_with("none.spacy", &nothing, &Options::default(), Limits::default()).is_err());
}
