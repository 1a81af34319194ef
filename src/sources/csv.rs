//! Tables as text: comma-, tab-, semicolon- or bar-separated values with a header.

use std::io::{self, Read};

use ::csv::{ByteRecord, Reader, ReaderBuilder};

use super::compressed::BUFFER;
use super::csv_quotes::{self, Quotes};
use super::input::Input;
use super::open::{At, damage, one};
use super::rows::Columns;
use super::told::Cell;
use super::{MAX_DOCUMENT, Stream};
use crate::document::Document;
use crate::error::Error;
use crate::place::Place;

/// What may stand between fields.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];
/// Most bytes of a header that are looked at for its delimiter.
const LOOKED_AT: u64 = super::input::HEAD as u64;

/// Most bytes of broken rows that are gone through again, in a file.
const MOST_AGAIN: u64 = 4 * MAX_DOCUMENT;

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
    let delimiter = known.unwrap_or_else(|| delimiter(&head[marked..]));
    let head = io::Cursor::new(head.split_off(marked));
    let mut reader = reader(
        Taped::new(Box::new(head.chain(input)), Vec::new()),
        delimiter,
        true,
    );
    let header: Vec<String> = match reader.byte_headers() {
        Ok(header) => header
            .iter()
            .map(|name| String::from_utf8_lossy(name.trim_ascii()).into_owned())
            .collect(),
        Err(why) => return one(Err(failed(why, at.byte(0), ""))),
    };
    match Columns::find(&header, &at.options.columns, true) {
        Ok(columns) => Box::new(Rows {
            reader,
            record: ByteRecord::new(),
            columns,
            delimiter,
            width: header.len(),
            before: (marked as u64, 0),
            again: 0,
            number: 0,
            at,
            is_over: false,
        }),
        Err(why) => one(Err(Error::document(at.place, why))),
    }
}

fn reader(input: Taped, delimiter: u8, has_headers: bool) -> Reader<Taped> {
    let mut builder = ReaderBuilder::new();
    builder
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(has_headers);
    builder.from_reader(input)
}

struct Rows {
    reader: Reader<Taped>,
    record: ByteRecord,
    columns: Columns,
    delimiter: u8,
    width: usize,
    /// Bytes and lines before those that the reader counts.
    before: (u64, u64),
    /// Bytes that were read once more.
    again: u64,
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
        let (mut begins, mut line) = (self.reader.position().byte(), self.reader.position().line());
        self.reader.get_mut().begin(begins);
        let read = self.reader.read_byte_record(&mut self.record);
        self.is_over = !matches!(read, Ok(true));
        if let (Ok(true), Some(at)) = (&read, self.record.position()) {
            (begins, line) = (at.byte(), at.line());
        }
        // blank lines before a row, and half of a line's end, count as its own
        let row = self
            .reader
            .get_ref()
            .between(begins, self.reader.position().byte());
        let blank = row.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        line += memchr::memchr_iter(b'\n', &row[..blank]).count() as u64;
        begins += blank as u64;
        let place = self.at.numbered(self.number, self.before.0 + begins);
        let told = format!("line {}: ", self.before.1 + line);
        let wrong = match read {
            Ok(false) => return None,
            Ok(true) => self
                .wrong(begins)
                .map(|why| Error::document(place.clone(), told.clone() + &why)),
            Err(why) => Some(failed(why, place.clone(), &told)),
        };
        self.number += 1;
        if let Some(why) = wrong {
            self.go_on(begins, line);
            return Some(Err(why));
        }
        let cell = |column: usize| self.record.get(column).map_or(Cell::Nothing, cell);
        Some(self.columns.document(cell, place, &told))
    }
}

impl Rows {
    /// What is wrong with the row that was read, which begins at this byte.
    fn wrong(&self, begins: u64) -> Option<String> {
        let row = self
            .reader
            .get_ref()
            .between(begins, self.reader.position().byte());
        let has_lines = memchr::memchr(b'\n', row.trim_ascii_end()).is_some();
        let fields = self.record.len();
        match csv_quotes::of(row, self.delimiter).0 {
            Quotes::Open => Some("a quote opens in this row that nothing closes".to_owned()),
            _ if fields != self.width => Some(format!("{fields} fields under a header of {}", self.width)),
            Quotes::Stray if has_lines => {
                Some("this row ends behind a quote within a field: one before may be open".to_owned())
            }
            _ => None,
        }
    }

    /// Goes back to the first row that stands within a broken one, whose quote has swallowed it.
    fn go_on(&mut self, begins: u64, line: u64) {
        let ends = match self.is_over {
            true => u64::MAX,
            false => self.reader.position().byte(),
        };
        let broken = self.reader.get_ref().between(begins, ends);
        self.again += broken.len() as u64;
        let Some(next) = csv_quotes::next_row(broken, self.delimiter, self.width) else {
            return;
        };
        if self.again > MOST_AGAIN {
            return;
        }
        let lines = memchr::memchr_iter(b'\n', &broken[..next]).count() as u64;
        let nothing = reader(
            Taped::new(Box::new(io::empty()), Vec::new()),
            self.delimiter,
            false,
        );
        let Taped {
            input,
            mut again,
            mut tape,
            start,
            ..
        } = std::mem::replace(&mut self.reader, nothing).into_inner();
        let at = begins + next as u64;
        tape.drain(..usize::try_from(at - start).unwrap_or(tape.len()));
        self.before.0 += at;
        self.before.1 += line + lines - 1;
        again.push(io::Cursor::new(tape));
        self.reader = reader(Taped::new(input, again), self.delimiter, false);
        self.is_over = false;
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

fn failed(why: ::csv::Error, place: Place, line: &str) -> Error {
    match why.into_kind() {
        ::csv::ErrorKind::Io(why) if is_too_long(&why) => Error::document(place, format!("{line}{why}")),
        ::csv::ErrorKind::Io(why) => damage(place, why),
        _ => Error::document(place, "it is no table"),
    }
}

/// An input of which one row takes so many bytes at most, with the bytes of the row that is being read: a quote that is
/// never closed swallows everything behind it.
struct Taped {
    input: Input,
    /// What was read before and is read again before the input, the last first.
    again: Vec<io::Cursor<Vec<u8>>>,
    left: u64,
    /// What was read from byte `start` on.
    tape: Vec<u8>,
    start: u64,
}

impl Taped {
    fn new(input: Input, again: Vec<io::Cursor<Vec<u8>>>) -> Taped {
        Taped {
            input,
            again,
            left: MAX_DOCUMENT,
            tape: Vec::new(),
            start: 0,
        }
    }

    /// Reads on, whatever was read before first.
    fn more(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(piece) = self.again.last_mut() {
            match piece.read(buffer)? {
                0 => self.again.pop(),
                read => return Ok(read),
            };
        }
        self.input.read(buffer)
    }

    /// A row begins at this byte: what is before it is not needed any more.
    fn begin(&mut self, row: u64) {
        self.left = MAX_DOCUMENT;
        let before = usize::try_from(row - self.start).unwrap_or(self.tape.len());
        if before >= BUFFER {
            self.tape.drain(..before);
            self.tape.shrink_to(4 * BUFFER);
            self.start = row;
        }
    }

    /// The bytes between two places, as far as they were read.
    fn between(&self, from: u64, to: u64) -> &[u8] {
        let place =
            |at: u64| usize::try_from(at - self.start).map_or(self.tape.len(), |at| at.min(self.tape.len()));
        self.tape.get(place(from)..place(to)).unwrap_or_default()
    }
}

/// Says that a row is too long.
#[derive(Debug)]
struct TooLong;

impl std::fmt::Display for TooLong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "a row of more than {} MiB; a quote may be open",
            MAX_DOCUMENT >> 20
        )
    }
}

impl std::error::Error for TooLong {}

fn is_too_long(why: &io::Error) -> bool {
    why.get_ref().is_some_and(|why| why.is::<TooLong>())
}

impl Read for Taped {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::other(TooLong));
        }
        let read = self.more(buffer)?;
        self.left = self.left.saturating_sub(read as u64);
        self.tape.extend_from_slice(&buffer[..read]);
        Ok(read)
    }
}
