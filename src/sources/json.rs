//! JSON: objects one a line, in an array, one after another or a single one, each of them an article.

use std::io::{self, Read};

use serde_json::{Map, Value};

use super::gzip::is_skipped;
use super::input::Input;
use super::json_objects::{Found, Objects, is_object};
use super::lines::{Line, Lines};
use super::open::{At, damage, one, too_long};
use super::rows::Columns;
use super::told::Cell;
use super::{ColumnNames, MAX_DOCUMENT, Stream};
use crate::document::{Content, Document, Form, Told};
use crate::error::Error;
use crate::place::Place;

/// The documents of JSON; `lines` when it is certainly one object a line.
pub(super) fn documents(input: Input, at: At, lines: bool) -> Stream {
    if lines {
        return Box::new(ByLine::new(Lines::new(input), at));
    }
    let mut rest = Lines::new(input);
    let mut first = Vec::new();
    loop {
        match rest.append(&mut first, MAX_DOCUMENT) {
            Ok(Line::Whole) if first.trim_ascii().is_empty() => {}
            Ok(Line::TooLong) => return one(Err(Error::document(at.place, too_long(MAX_DOCUMENT)))),
            Ok(Line::Whole | Line::End) => break,
            // What was read may still be good.
            Err(why) if first.is_empty() => return one(Err(damage(at.place, why))),
            Err(_) => break,
        }
    }
    let is_line = is_object(unmarked(&first).trim_ascii());
    let whole: Input = Box::new(io::Cursor::new(first).chain(rest));
    let stream: Stream = match is_line {
        true => Box::new(ByLine::new(Lines::new(whole), at)),
        false => Box::new(ByObject {
            objects: Objects::new(whole),
            at,
            number: 0,
            is_over: false,
        }),
    };
    Box::new(OneOrMany {
        stream,
        second: None,
        is_begun: false,
    })
}

/// Bytes without a byte order mark before them.
fn unmarked(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// A stream whose document, when it is the only one, has no number.
struct OneOrMany {
    stream: Stream,
    second: Option<Result<Document, Error>>,
    is_begun: bool,
}

impl Iterator for OneOrMany {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_begun {
            return self.second.take().or_else(|| self.stream.next());
        }
        self.is_begun = true;
        let mut first = self.stream.next();
        self.second = self.stream.next();
        if let (Some(Ok(only)), None) = (&mut first, &self.second) {
            only.place.number = None;
        }
        first
    }
}

/// One object a line.
struct ByLine {
    lines: Lines,
    buffer: Vec<u8>,
    at: At,
    number: u64,
    is_over: bool,
    /// Whether something damaged was skipped before the next line.
    is_lost: bool,
}

impl ByLine {
    fn new(lines: Lines, at: At) -> ByLine {
        ByLine {
            lines,
            buffer: Vec::new(),
            at,
            number: 0,
            is_over: false,
            is_lost: false,
        }
    }
}

impl Iterator for ByLine {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_over {
            let offset = self.lines.offset;
            let read = self.lines.next(&mut self.buffer, MAX_DOCUMENT);
            let line = unmarked(&self.buffer).trim_ascii();
            if line.is_empty() && matches!(read, Ok(Line::Whole)) {
                continue;
            }
            self.is_over = match &read {
                Ok(read) => *read == Line::End,
                Err(why) => !is_skipped(why),
            };
            // what reading goes on with may be the end of a line
            if std::mem::replace(&mut self.is_lost, read.is_err()) && read.is_ok() && !is_object(line) {
                continue;
            }
            let place = self.at.numbered(self.number, offset);
            self.number += 1;
            return match read {
                Ok(Line::Whole) => {
                    let number = format!("line {}: ", self.lines.number);
                    Some(document(line, &self.at.options.columns, &place, &number))
                }
                Ok(Line::TooLong) => Some(Err(Error::document(place, too_long(MAX_DOCUMENT)))),
                Ok(Line::End) => None,
                Err(why) => Some(Err(damage(self.at.byte(self.lines.offset), why))),
            };
        }
        None
    }
}

/// Objects that brackets tell apart.
struct ByObject {
    objects: Objects,
    at: At,
    number: u64,
    is_over: bool,
}

impl Iterator for ByObject {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let mut object = Vec::new();
        let found = match self.objects.next(&mut object) {
            Ok(found) => found,
            Err(why) => {
                self.is_over = true;
                return Some(Err(damage(self.at.byte(self.objects.offset()), why)));
            }
        };
        let begins = match found {
            Found::Object(at) | Found::TooLong(at) | Found::Other(at) | Found::Open(at) => at,
            Found::End => return None,
        };
        let place = self.at.numbered(self.number, begins);
        self.number += 1;
        self.is_over = matches!(found, Found::Open(_));
        let why = match found {
            Found::Object(_) => {
                return Some(document(&object, &self.at.options.columns, &place, ""));
            }
            Found::TooLong(_) => too_long(MAX_DOCUMENT),
            Found::Other(_) => "not a JSON object".to_owned(),
            Found::Open(_) | Found::End => "the JSON ends in the middle".to_owned(),
        };
        Some(Err(Error::document(place, why)))
    }
}

/// The document that an object is; `line` tells where it stands.
fn document(object: &[u8], columns: &ColumnNames, place: &Place, line: &str) -> Result<Document, Error> {
    let failed = |why: String| Error::document(place.clone(), format!("{line}{why}"));
    let map: Map<String, Value> = serde_json::from_slice(object).map_err(|why| failed(said(why)))?;
    let content = |form, content, told| Document {
        content,
        form: Some(form),
        told,
        place: place.clone(),
    };
    if columns.text.is_none() {
        let is_body = |key: &String| key.starts_with("body_");
        if map.contains_key("uri") && (map.contains_key("versioncreated") || map.keys().any(is_body)) {
            return Ok(content(
                Form::Ninjs,
                Content::Bytes(object.to_owned()),
                Told::default(),
            ));
        }
        if let (Some(Value::String(text)), Some(Value::Array(_))) = (map.get("text"), map.get("mentions")) {
            let told = Told {
                id: map.get("id").and_then(|id| cell(id.clone()).line()),
                ..Told::default()
            };
            return Ok(content(Form::Text, Content::Text(text.clone()), told));
        }
    }
    let (names, mut values): (Vec<String>, Vec<Value>) = map.into_iter().unzip();
    let columns = Columns::find(&names, columns, false).map_err(failed)?;
    let take = |column: usize| {
        values
            .get_mut(column)
            .map_or(Cell::Nothing, |value| cell(value.take()))
    };
    columns.document(take, place.clone(), line)
}

/// What is wrong with an object; one that stands in a single line needs no number of it.
fn said(why: serde_json::Error) -> String {
    why.to_string().replace(" at line 1 column ", ", column ")
}

/// What a value says.
fn cell(value: Value) -> Cell {
    match value {
        Value::Null | Value::Bool(_) => Cell::Nothing,
        Value::String(text) => Cell::Text(text),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(number), _) => Cell::Number(number),
            // a whole number, as a column with gaps has it
            (None, Some(float)) if float.fract() == 0.0 && float.abs() < 1e15 => Cell::Number(float as i64),
            _ => Cell::Text(number.to_string()),
        },
        Value::Array(values) => Cell::Names(
            values
                .into_iter()
                .filter_map(|value| cell(value).line())
                .collect(),
        ),
        Value::Object(mut map) => {
            let keys = [
                "name", "rendered", "text", "#text", "_", "value", "title", "$oid", "$date",
            ];
            let said = keys.iter().find_map(|key| map.remove(*key));
            said.filter(|value| !value.is_object())
                .map_or(Cell::Nothing, cell)
        }
    }
}
