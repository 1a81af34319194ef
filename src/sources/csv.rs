//! Tables as text: comma-, tab-, semicolon- or bar-separated values with a header.

use std::io::{self, Read};

use ::csv::{ByteRecord, Reader, ReaderBuilder};

use super::input::Input;
use super::open::{At, damage, one};
use super::rows::Columns;
use super::told::Cell;
use super::{MAX_DOCUMENT, Stream};
use crate::document::Document;
use crate::error::Error;

/// What may stand between fields.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];
/// Most bytes of a header that are looked at for its delimiter.
const LOOKED_AT: u64 = super::input::HEAD as u64;

/// Whether a text begins with a header whose columns are known.
pub(super) fn is_header(text: &[u8]) -> bool {
    let Some(line) = text.split(|&b| b == b'\n').next() else {
        return false;
    };
    let Ok(line) = std::str::from_utf8(line) else {
        return false;
    };
    let names: Vec<&str> = line.split(char::from(delimiter(line.as_bytes()))).collect();
    let name = |name: &&str| name.trim().trim_matches('"').to_owned();
    Columns::are_usual(&names.iter().map(name).collect::<Vec<_>>())
}

/// The delimiter of a header: the one that stands in it most often, outside of quotes.
fn delimiter(head: &[u8]) -> u8 {
    let mut counts = [0usize; DELIMITERS.len()];
    let mut is_quoted = false;
    for &byte in head.iter().take_while(|b| !matches!(b, b'\n' | b'\r')) {
        is_quoted ^= byte == b'"';
        if let Some(at) = DELIMITERS.iter().position(|d| *d == byte && !is_quoted) {
            counts[at] += 1;
        }
    }
    let most = (0..DELIMITERS.len()).max_by_key(|&at| (counts[at], std::cmp::Reverse(at)));
    DELIMITERS[most.unwrap_or_default()]
}

/// The rows of a table.
pub(super) fn documents(mut input: Input, at: At, known: Option<u8>) -> Stream {
    let mut head = Vec::new();
    if let Err(why) = (&mut input).take(LOOKED_AT).read_to_end(&mut head) {
        return one(Err(damage(at.byte(head.len() as u64), why)));
    }
    let marked = if head.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    if head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
        return one(Err(Error::document(
            at.place,
            "a table in UTF-16; save it as UTF-8",
        )));
    }
    let delimiter = known.unwrap_or_else(|| delimiter(&head[marked..]));
    let head = io::Cursor::new(head.split_off(marked));
    let bounded = Bounded {
        input: Box::new(head.chain(input)),
        left: MAX_DOCUMENT,
    };
    let mut builder = ReaderBuilder::new();
    let mut reader = builder.delimiter(delimiter).flexible(true).from_reader(bounded);
    let header: Vec<String> = match reader.byte_headers() {
        Ok(header) => header
            .iter()
            .map(|name| String::from_utf8_lossy(name.trim_ascii()).into_owned())
            .collect(),
        Err(why) => return one(Err(failed(why, &at, 0))),
    };
    match Columns::find(&header, &at.options.columns, true) {
        Ok(columns) => Box::new(Rows {
            reader,
            record: ByteRecord::new(),
            columns,
            width: header.len(),
            marked: marked as u64,
            number: 0,
            at,
            is_over: false,
        }),
        Err(why) => one(Err(Error::document(at.place, why))),
    }
}

struct Rows {
    reader: Reader<Bounded>,
    record: ByteRecord,
    columns: Columns,
    width: usize,
    /// Bytes of the byte order mark.
    marked: u64,
    number: u64,
    at: At,
    is_over: bool,
}

impl Iterator for Rows {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        self.reader.get_mut().left = MAX_DOCUMENT;
        let read = self.reader.read_byte_record(&mut self.record);
        if !matches!(read, Ok(true)) {
            self.is_over = true;
            let offset = self.marked + self.reader.position().byte();
            return read.err().map(|why| Err(failed(why, &self.at, offset)));
        }
        let begins = self.record.position().map_or((0, 0), |at| (at.byte(), at.line()));
        let place = self.at.numbered(self.number, self.marked + begins.0);
        self.number += 1;
        let fields = self.record.len();
        if fields != self.width {
            let why = format!(
                "line {}: {fields} fields under a header of {}",
                begins.1, self.width
            );
            return Some(Err(Error::document(place, why)));
        }
        let cell = |column: usize| self.record.get(column).map_or(Cell::Nothing, cell);
        let failed = |why| Error::document(place.clone(), format!("line {}: {why}", begins.1));
        Some(self.columns.document(cell, place.clone()).map_err(failed))
    }
}

/// What stands in a field.
fn cell(field: &[u8]) -> Cell {
    match std::str::from_utf8(field) {
        Ok("") => Cell::Nothing,
        Ok(text) => Cell::Text(text.to_owned()),
        Err(_) => Cell::Bytes(field.to_owned()),
    }
}

fn failed(why: ::csv::Error, at: &At, offset: u64) -> Error {
    let place = at.byte(offset);
    match why.into_kind() {
        ::csv::ErrorKind::Io(why) => damage(place, why),
        _ => Error::document(place, "it is no table"),
    }
}

/// An input of which one row takes so many bytes at most: a quote that is never closed swallows everything behind it.
struct Bounded {
    input: Input,
    left: u64,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            let why = format!(
                "a row of more than {} MiB; a quote may be open",
                MAX_DOCUMENT >> 20
            );
            return Err(io::Error::other(why));
        }
        let read = self.input.read(buffer)?;
        self.left = self.left.saturating_sub(read as u64);
        Ok(read)
    }
}
