//! What fuzz targets do with any bytes: read them, and check what comes of it. Here it runs over what once broke something.

use std::ops::ControlFlow;
#[cfg(test)]
use std::path::Path;
use std::path::PathBuf;
use std::sync::LazyLock;

use dateline::export::{from_json, to_json};
use dateline::place::Place;
use dateline::sources::{Documents, ReadOptions};
use dateline::train::{Progress, Training};
use dateline::{Content, Document, Error, Extractor, Form, Job, Source, Told, article};

use crate::tried_model::tried;

/// Documents of one input that are looked at; further ones come about in the same way.
const MOST: usize = 200;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::embedded().expect("the shipped model"));

/// Libraries below the crate check less than they might, and their panics are caught and told as errors; the engine
/// would otherwise stop at each. Hangs and memory are still found, and so is a panic that gets through.
pub fn let_panics_be_caught() {
    std::panic::set_hook(Box::new(|_| {}));
}

/// Something that reads bytes of strangers.
pub type Target = fn(&[u8]);

/// Every target by its name.
pub const TARGETS: [(&str, Target); 18] = [
    ("columns", |bytes| file("a.parquet", bytes)),
    ("csv", |bytes| {
        ["a.csv", "a.tsv"]
            .into_iter()
            .for_each(|name| stream(name, bytes))
    }),
    ("feed", |bytes| stream("a.rss", bytes)),
    ("html", |bytes| form(Form::Html, bytes)),
    ("json", |bytes| {
        ["a.json", "a.jsonl"]
            .into_iter()
            .for_each(|name| stream(name, bytes))
    }),
    ("labelled", labelled),
    ("mail", |bytes| form(Form::Mail, bytes)),
    ("mbox", |bytes| stream("a.mbox", bytes)),
    ("model", model),
    ("newsml", |bytes| {
        form(Form::NewsMl, bytes);
        stream("a.xml", bytes);
    }),
    ("ninjs", |bytes| form(Form::Ninjs, bytes)),
    ("nitf", |bytes| form(Form::Nitf, bytes)),
    ("packed", |bytes| stream("a", bytes)),
    ("parse", parse),
    ("record", record),
    ("tar", |bytes| stream("a.tar", bytes)),
    ("warc", |bytes| stream("a.warc", bytes)),
    ("zip", |bytes| {
        file("a.zip", bytes);
        stream("a.zip", bytes);
    }),
];

/// Gives bytes to the target of this name.
pub fn run(target: &str, bytes: &[u8]) {
    let (_, run) = TARGETS
        .iter()
        .find(|(name, _)| *name == target)
        .expect("a target");
    run(bytes);
}

/// The bytes as one document of a form.
fn form(form: Form, bytes: &[u8]) {
    let document = Document {
        content: Content::Bytes(bytes.to_owned()),
        form: Some(form),
        told: Told::default(),
        place: Place::of_file("a"),
    };
    page(document);
}

fn page(document: Document) {
    if let Ok(page) = article::open(document) {
        let article = article::read_page(page, None, None, &mut Vec::new());
        let mut end = 0;
        for paragraph in article.paragraphs {
            assert!(paragraph.span.start >= end && article.text.get(paragraph.span.range()).is_some());
            end = paragraph.span.end;
        }
    }
}

/// The bytes as a file that comes through a pipe.
fn stream(name: &str, bytes: &[u8]) {
    let reader = std::io::Cursor::new(bytes.to_owned());
    look(Documents::of_reader(reader, name, &ReadOptions::default()));
}

/// The bytes as a file on disk.
fn file(name: &str, bytes: &[u8]) {
    let path = scratch(name);
    std::fs::write(&path, bytes).expect("room on the disk");
    look(Documents::of_file(&path, &ReadOptions::default()));
}

fn look(documents: Documents) {
    for found in documents.take(MOST) {
        match found {
            Ok(document) if document.content.len() < 1 << 16 => page(document),
            Ok(_) => {}
            Err(why) => sound(&why),
        }
    }
}

/// An error says what is wrong with the input, not with the crate.
fn sound(why: &Error) {
    let said = why.to_string();
    assert!(
        !said.is_empty() && !said.contains("a mistake in dateline"),
        "{said}"
    );
}

/// A file of this thread, in memory where there is such a place.
fn scratch(name: &str) -> PathBuf {
    let thread = std::thread::current().id();
    let memory = PathBuf::from("/dev/shm");
    let folder = if memory.is_dir() {
        memory
    } else {
        std::env::temp_dir()
    };
    folder.join(format!("dateline-fuzz-{}-{thread:?}-{name}", std::process::id()))
}

/// The bytes as an article, through every room; the record is written and read back.
fn parse(bytes: &[u8]) {
    let job = Job {
        source: Source::Bytes(bytes.to_owned()),
        id: None,
        date: None,
    };
    let record = EXTRACTOR
        .with_scratch(|scratch| EXTRACTOR.read(job, scratch))
        .expect("text never fails");
    for mention in &record.mentions {
        assert!(
            record
                .article
                .text
                .get(mention.span.range())
                .is_some_and(|text| !text.is_empty())
        );
    }
    let json = to_json(&record);
    assert!(from_json(&json).expect("what was written is read") == record);
}

/// The bytes as a record; one that is read is written and read back.
fn record(bytes: &[u8]) {
    let Ok(json) = std::str::from_utf8(bytes) else {
        return;
    };
    match from_json(json) {
        Ok(record) => {
            let json = to_json(&record);
            assert!(
                from_json(&json).expect("what was written is read") == record,
                "{json}"
            );
        }
        Err(why) => sound(&why),
    }
}

/// The bytes as a model (checksums do not count in this build); one that is read reads an article.
fn model(bytes: &[u8]) {
    if let Err(why) = tried(bytes.to_owned()) {
        sound(&why);
    }
}

/// The bytes as labelled text, in the form that their first byte chooses; nothing is learned from it.
fn labelled(bytes: &[u8]) {
    let Some((&form, bytes)) = bytes.split_first() else {
        return;
    };
    let name = ["a", "a.jsonl", "a.json", "a.conll", "a.spacy", "a.iob.gz"][usize::from(form) % 6];
    let path = scratch(name);
    std::fs::write(&path, bytes).expect("room on the disk");
    let mut training = Training::on(vec![path]);
    training.held_out = 0.0;
    let read = training.run(&mut |progress| match progress {
        Progress::Reading(_) => ControlFlow::Continue(()),
        _ => ControlFlow::Break(()),
    });
    if let Err(why) = read {
        sound(&why);
    }
}

#[test]
fn what_broke_something_once_breaks_nothing_now() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/fuzz");
    for (target, run) in TARGETS {
        for seed in [&b""[..], b"a", b"\0\0\0\0"] {
            run(seed);
        }
        let found = std::fs::read_dir(root.join(target)).into_iter().flatten();
        for entry in found {
            run(&std::fs::read(entry.expect("a file").path()).expect("a file"));
        }
    }
}

/// A sample with a few things changed: bits, bytes, numbers, and what stands where.
#[cfg(test)]
fn changed(sample: &[u8], chance: &mut impl FnMut(usize) -> usize) -> Vec<u8> {
    const ODD: [&[u8]; 12] = [
        b"\0",
        b"\xff\xff\xff\xff",
        b"\xff\xff\xff\x7f",
        b"-1",
        b"99999999999999999999",
        b"\"",
        b"<",
        b"]]>",
        b"\r\n\r\n",
        b"\xe2\x80\x9c",
        b"\xcc\x81",
        b"\\ud800",
    ];
    let mut bytes = sample.to_owned();
    for _ in 0..1 + chance(4) {
        let at = chance(bytes.len() + 1);
        let end = bytes.len().min(at + 1 + chance(64));
        match chance(6) {
            0 => bytes[at..end]
                .iter_mut()
                .take(1)
                .for_each(|byte| *byte ^= 1 << (end % 8)),
            1 => drop(bytes.drain(at..end)),
            2 => drop(bytes.splice(at..end, ODD[chance(ODD.len())].iter().copied())),
            3 => {
                bytes = [
                    &bytes[..end],
                    &bytes[at..end].repeat(1 + chance(40)),
                    &bytes[end..],
                ]
                .concat()
            }
            4 => bytes.truncate(end),
            _ => bytes[at..end].reverse(),
        }
    }
    bytes
}

/// What a fuzzer would begin with, on any compiler; `DATELINE_CHANGES` says how many changed copies of each sample are read.
#[test]
fn changed_samples_break_nothing() {
    let told = std::env::var("DATELINE_CHANGES").ok();
    let copies: usize = told.and_then(|told| told.parse().ok()).unwrap_or(12);
    let mut state = 1u64;
    let mut chance = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) as usize % below
    };
    super::seeds::make(
        Path::new(env!("CARGO_MANIFEST_DIR")),
        &mut |target, name, sample| {
            run(target, sample);
            for copy in 0..copies {
                let bytes = changed(sample, &mut chance);
                let read = std::panic::catch_unwind(|| run(target, &bytes));
                assert!(
                    read.is_ok(),
                    "{target}: change {copy} of {name}: {}",
                    kept(target, &bytes)
                );
            }
        },
    );
}

/// Where bytes that broke something are kept.
#[cfg(test)]
fn kept(target: &str, bytes: &[u8]) -> String {
    let path = std::env::temp_dir().join(format!("dateline-broke-{target}"));
    std::fs::write(&path, bytes).expect("room on the disk");
    path.display().to_string()
}

#[test]
fn every_form_and_every_target_is_fuzzed() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    for form in Form::ALL {
        let name = if *form == Form::Text {
            "parse"
        } else {
            form.as_str()
        };
        assert!(TARGETS.iter().any(|(target, _)| *target == name), "{name}");
    }
    let Ok(manifest) = std::fs::read_to_string(root.join("fuzz/Cargo.toml")) else {
        return; // it is not in the package
    };
    for (target, _) in TARGETS {
        assert!(manifest.contains(&format!("name = \"{target}\"")), "{target}");
        assert!(
            root.join("fuzz/targets")
                .join(target)
                .with_extension("rs")
                .exists(),
            "{target}"
        );
    }
}
