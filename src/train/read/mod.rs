//! Labelled text of many forms: files and folders to documents, with a word on whatever cannot be used.
//!
//! The form is told by a file's name, and by its first bytes when the name says nothing: records and their cousins as
//! JSON, columns with one token a line, and spaCy's `DocBin`. Any of them may be gzipped. One document that makes no
//! sense is left out and told; a file that cannot be read at all is an error.

mod columns;
mod docbin;
mod join;
mod limits;
mod records;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;

use self::limits::{Capped, Limits};
use super::data::Document;
use crate::error::Error;
use crate::span::Span;

/// Messages that are kept; further ones are counted.
const MOST_TOLD: usize = 100;

/// Documents of one run: a small file may inflate to more than there is memory.
const MOST_DOCUMENTS: usize = 10_000_000;

/// How to read labelled text.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Other names for labels; an empty one drops the label's mentions.
    pub map: BTreeMap<String, String>,
    /// The column of the tokens, from 0; without it the first that holds no numbers.
    pub token_column: Option<usize>,
    /// The column of the tags, from 0; without it the last.
    pub tag_column: Option<usize>,
}

/// What was read.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    pub(crate) documents: Vec<Document>,
    /// What could not be used as it stands, and where.
    pub(crate) told: Told,
    /// Documents that could not be used at all.
    bad: usize,
}

/// Messages, the first hundred in full.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    pub(crate) messages: Vec<String>,
    pub(crate) further: usize,
}

impl Told {
    pub(crate) fn add(&mut self, message: String) {
        if self.messages.len() < MOST_TOLD {
            self.messages.push(message);
        } else {
            self.further += 1;
        }
    }

    pub(crate) fn count(&self) -> usize {
        self.messages.len() + self.further
    }

    pub(crate) fn append(&mut self, other: Told) {
        self.further += other.further;
        other.messages.into_iter().for_each(|message| self.add(message));
    }
}

/// A document as a reader found it.
struct Found {
    id: Option<String>,
    text: String,
    mentions: Vec<(Span, Box<str>)>,
    /// For machine-made labels: how certain the least certain one is.
    certainty: f32,
    /// What had to be changed.
    notes: Told,
}

/// Where readers put what they find.
struct Sink<'a> {
    reading: Reading,
    options: &'a Options,
    limits: Limits,
    go_on: &'a mut dyn FnMut(usize) -> ControlFlow<()>,
}

impl Sink<'_> {
    /// Takes what was found at a place, or why it cannot be used; an error when the caller wants no more.
    fn take(&mut self, place: String, found: Result<Found, String>) -> Result<(), Error> {
        match found {
            Err(why) => {
                self.reading.bad += 1;
                self.reading.told.add(format!("{place}: {why}"));
            }
            Ok(found) => {
                let told = &mut self.reading.told;
                told.further += found.notes.further;
                let notes = found.notes.messages.into_iter();
                notes.for_each(|note| told.add(format!("{place}: {note}")));
                let map = &self.options.map;
                let renamed = found
                    .mentions
                    .into_iter()
                    .filter_map(|(span, label)| match map.get(&*label) {
                        Some(name) if name.is_empty() => None,
                        Some(name) => Some((span, Box::from(&**name))),
                        None => Some((span, label)),
                    });
                self.reading.documents.push(Document {
                    id: found.id.unwrap_or_else(|| place.clone()),
                    text: found.text,
                    mentions: renamed.collect(),
                    certainty: found.certainty,
                    place,
                });
            }
        }
        let count = self.reading.documents.len();
        if count > MOST_DOCUMENTS {
            return Err(Error::argument(format!(
                "there are more than {MOST_DOCUMENTS} documents"
            )));
        }
        match (self.go_on)(count) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Error::stopped()),
        }
    }
}

/// The forms of labelled text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// One JSON value a line.
    Lines,
    /// One JSON value: a record or a list of them.
    Json,
    /// One token a line.
    Columns,
    /// spaCy's binary form.
    DocBin,
}

/// Reads files and folders in the order given; `go_on` is told after each document how many there are.
///
/// # Errors
/// When a file cannot be read or is no labelled text, when no document can be used or fewer than half of them can.
pub(crate) fn read(
    paths: &[PathBuf],
    options: &Options,
    go_on: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<Reading, Error> {
    read_within(paths, options, Limits::default(), go_on)
}

fn read_within(
    paths: &[PathBuf],
    options: &Options,
    limits: Limits,
    go_on: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<Reading, Error> {
    let mut sink = Sink {
        reading: Reading::default(),
        options,
        limits,
        go_on,
    };
    for path in paths {
        let about = fs::metadata(path).map_err(|why| Error::file(path, why))?;
        if about.is_dir() {
            read_folder(path, &mut sink)?;
        } else {
            read_file(path, &mut sink)?;
        }
    }
    let Reading {
        documents, told, bad, ..
    } = &sink.reading;
    let all = documents.len() + bad;
    if documents.len() <= *bad {
        let first = told.messages.first().map_or("", |message| message);
        return Err(Error::argument(match (all, documents.len()) {
            (0, _) => format!("no labelled text in {}", listed(paths)),
            (_, 0) => format!("none of {all} documents can be used; the first: {first}"),
            (_, _) => format!("{bad} of {all} documents cannot be used; the first message: {first}"),
        }));
    }
    Ok(sink.reading)
}

fn listed(paths: &[PathBuf]) -> String {
    let names: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    names.join(", ")
}

/// The files of a folder, by name; a text with its record beside it is one document, and hidden files are left out.
fn read_folder(folder: &Path, sink: &mut Sink<'_>) -> Result<(), Error> {
    let entries = fs::read_dir(folder).map_err(|why| Error::file(folder, why))?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(|why| Error::file(folder, why))?.path());
    }
    paths.sort();
    for path in paths {
        let hidden = path
            .file_name()
            .is_none_or(|name| name.to_string_lossy().starts_with('.'));
        let text = ends(&path, "txt");
        if hidden || path.is_dir() || text && path.with_extension("json").exists() {
            continue;
        }
        match form_by_name(&path) {
            Some(Form::Json) if path.with_extension("txt").exists() => records::read_pair(&path, sink)?,
            Some(_) if !text => read_file(&path, sink)?,
            _ => {}
        }
    }
    Ok(())
}

fn read_file(path: &Path, sink: &mut Sink<'_>) -> Result<(), Error> {
    let mut reader = open(path, sink.limits)?;
    let form = match form_by_name(path) {
        Some(form) => form,
        None => form_by_content(reader.fill_buf().map_err(|why| Error::file(path, why))?),
    };
    match form {
        Form::Lines => records::read_lines(path, reader, sink),
        Form::Json => records::read_json(path, reader, sink),
        Form::Columns => columns::read(path, reader, sink),
        Form::DocBin => docbin::read(path, reader, sink),
    }
}

/// A file, inflated if it is gzipped.
fn open(path: &Path, limits: Limits) -> Result<Box<dyn BufRead>, Error> {
    let failed = |why| Error::file(path, why);
    let file = fs::File::open(path).map_err(failed)?;
    let mut reader = BufReader::new(file);
    let gzipped = reader.fill_buf().map_err(failed)?.starts_with(b"\x1f\x8b");
    Ok(if gzipped {
        let inflated = Capped::new(MultiGzDecoder::new(reader), limits.inflated);
        Box::new(BufReader::new(inflated))
    } else {
        Box::new(reader)
    })
}

/// All of a file as text.
fn whole(path: &Path, reader: &mut dyn BufRead, limits: Limits) -> Result<String, Error> {
    let mut bytes = Vec::new();
    let mut capped = Capped::new(reader, limits.inflated);
    capped
        .read_to_end(&mut bytes)
        .map_err(|why| Error::file(path, why))?;
    let text = String::from_utf8(bytes).map_err(|why| {
        let at = why.utf8_error().valid_up_to();
        let line = 1 + why.as_bytes()[..at].iter().filter(|&&b| b == b'\n').count();
        Error::argument(format!("{}:{line}: not UTF-8", path.display()))
    })?;
    Ok(match text.strip_prefix('\u{FEFF}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

fn ends(path: &Path, end: &str) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case(end))
}

fn form_by_name(path: &Path) -> Option<Form> {
    if ends(path, "gz") {
        return form_by_name(&path.with_extension(""));
    }
    let end = path.extension()?.to_str()?.to_ascii_lowercase();
    Some(match &*end {
        "jsonl" | "ndjson" => Form::Lines,
        "json" => Form::Json,
        "spacy" => Form::DocBin,
        "conll" | "conllu" | "conllup" | "iob" | "iob2" | "bio" | "tsv" | "ner" => Form::Columns,
        _ => return None,
    })
}

fn form_by_content(start: &[u8]) -> Form {
    // A zlib stream says so in its first two bytes, which together are a multiple of 31.
    if let [0x78, second, ..] = start
        && (0x7800 + u32::from(*second)) % 31 == 0
    {
        return Form::DocBin;
    }
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    let mut shown = start.iter().filter(|b| !b.is_ascii_whitespace());
    match (shown.next(), shown.next()) {
        (Some(b'{'), Some(b'"')) => Form::Lines,
        (Some(b'['), Some(b'{' | b'[' | b']' | b'"')) => Form::Json,
        _ => Form::Columns,
    }
}

/// Mentions in text order, of which none overlap: of two that do, the longer is kept, and a note says so.
fn settle(text: &str, mut mentions: Vec<(Span, Box<str>)>, notes: &mut Told) -> Vec<(Span, Box<str>)> {
    mentions.sort_by(|a, b| (a.0.start, b.0.end, &a.1).cmp(&(b.0.start, a.0.end, &b.1)));
    mentions.dedup();
    let apart = mentions.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start);
    if apart {
        return mentions;
    }
    let mut order: Vec<usize> = (0..mentions.len()).collect();
    order.sort_by_key(|&i| (std::cmp::Reverse(mentions[i].0.len()), mentions[i].0.start));
    let mut kept: BTreeMap<u32, usize> = BTreeMap::new();
    for i in order {
        let span = mentions[i].0;
        // The kept ones lie apart, so only the last that starts before this one's end can touch it.
        match kept.range(..span.end).next_back() {
            Some((_, &other)) if mentions[other].0.end > span.start => {
                let name = |i: usize| format!("{} {}", mentions[i].1, quoted(mentions[i].0.slice(text)));
                notes.add(format!("{} overlaps {}, which is kept", name(i), name(other)));
            }
            _ => drop(kept.insert(span.start, i)),
        }
    }
    let chosen: Vec<usize> = kept.into_values().collect();
    chosen.into_iter().map(|i| mentions[i].clone()).collect()
}

/// The start of a text in quotation marks, for messages.
pub(super) fn quoted(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{:?}…", &text[..end]),
        None => format!("{text:?}"),
    }
}

/// A span without white space at its ends; `None` when there is nothing else.
fn trimmed(text: &str, span: Span) -> Option<Span> {
    let slice = span.slice(text);
    let start = span.start as usize + slice.len() - slice.trim_start().len();
    let len = slice.trim().len();
    (len > 0).then(|| Span::new(start, start + len))
}
