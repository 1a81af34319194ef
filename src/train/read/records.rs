//! Records as JSON: dateline's own, and what spaCy, Prodigy and Doccano call their annotations.
//!
//! ```text
//! {"text": .., "mentions": [{"start", "end", "label", "text"?}]}     dateline
//! {"text": .., "spans": [{"start", "end", "label"}]}                 Prodigy; an "answer" that is not "accept" is left out
//! {"text": .., "entities": [[start, end, "LABEL"]]}                  spaCy; also [text, {"entities": ..}]
//! {"text": .., "label": [[start, end, "LABEL"]]}                     Doccano; also "entities" with "start_offset"
//! ```

use std::fs;
use std::io::BufRead;
use std::path::Path;

use serde_json::{Map, Value};

use super::limits::{Line, Lines};
use super::{Found, Sink, Told, quoted, settle, trimmed, whole};
use crate::error::Error;
use crate::span::{OffsetMap, Span};

/// Reads one record a line.
pub(super) fn read_lines(path: &Path, reader: impl BufRead, sink: &mut Sink<'_>) -> Result<(), Error> {
    let mut lines = Lines::new(reader, sink.limits.line);
    while let Some((number, line)) = lines.next().map_err(|why| Error::file(path, why))? {
        let found = match line {
            Line::Text(line) if line.trim().is_empty() => continue,
            Line::Text(line) => parsed(line).and_then(|value| record(value, None)),
            Line::Bad(why) => Err(why),
        };
        take(sink, || format!("{}:{number}", path.display()), found)?;
    }
    Ok(())
}

/// Reads a file with one record or a list of them.
pub(super) fn read_json(path: &Path, mut reader: impl BufRead, sink: &mut Sink<'_>) -> Result<(), Error> {
    let text = whole(path, &mut reader, sink.limits)?;
    let name = path.display();
    match serde_json::from_str(&text) {
        // A pair of a text and its annotations is one record.
        Ok(Value::Array(items)) if !items.first().is_some_and(Value::is_string) => {
            for (number, item) in items.into_iter().enumerate() {
                take(sink, || format!("{name} item {}", number + 1), record(item, None))?;
            }
            Ok(())
        }
        Ok(value) => take(sink, || name.to_string(), record(value, None)),
        // Lines of records under another name.
        Err(_) if text.lines().next().is_some_and(|line| parsed(line).is_ok()) => {
            read_lines(path, text.as_bytes(), sink)
        }
        Err(why) => Err(Error::argument(format!("{name}:{}: {why}", why.line()))),
    }
}

/// Reads a text with its record beside it, both of one name.
pub(super) fn read_pair(record_path: &Path, sink: &mut Sink<'_>) -> Result<(), Error> {
    let text_path = record_path.with_extension("txt");
    let json = fs::read(record_path).map_err(|why| Error::file(record_path, why))?;
    let bytes = fs::read(&text_path).map_err(|why| Error::file(&text_path, why))?;
    let text = crate::article::decode(&bytes).0;
    let found = String::from_utf8(json)
        .map_err(|_| "not UTF-8".to_owned())
        .and_then(|json| record(parsed(&json)?, Some(text)));
    take(sink, || record_path.display().to_string(), found)
}

fn take(
    sink: &mut Sink<'_>,
    place: impl Fn() -> String,
    found: Result<Option<Found>, String>,
) -> Result<(), Error> {
    match found.transpose() {
        Some(found) => sink.take(place(), found),
        None => Ok(()),
    }
}

fn parsed(json: &str) -> Result<Value, String> {
    serde_json::from_str(json).map_err(|why| {
        // Every value stands on one line here, or the message is about a file of its own.
        format!("no JSON: {why}")
    })
}

/// A record's document; `None` when its annotator turned it down. `text` is that of the file beside the record.
fn record(value: Value, text: Option<String>) -> Result<Option<Found>, String> {
    let mut fields = match value {
        Value::Object(fields) => fields,
        Value::Array(pair) => pair_fields(pair)?,
        other => return Err(format!("a record was expected, not {}", kind(&other))),
    };
    if let Some(Value::String(answer)) = fields.get("answer")
        && answer != "accept"
    {
        return Ok(None);
    }
    let text = match (text, fields.remove("text")) {
        (Some(text), _) | (None, Some(Value::String(text))) => text,
        (None, Some(other)) => return Err(format!("\"text\" is {}", kind(&other))),
        (None, None) => return Err("no \"text\"".to_owned()),
    };
    let (key, list) = annotations(&mut fields)?;
    let map = OffsetMap::new(&text);
    let length = i64::from(map.to_chars(&text, text.len() as u32));
    let mut mentions = Vec::with_capacity(list.len());
    let mut certainty = number(fields.get("min_o"));
    for (index, item) in list.iter().enumerate() {
        let bad = |why: String| format!("{key}[{index}]: {why}");
        let one = mention(item).map_err(bad)?;
        if one.start < 0 || one.end > length || one.start >= one.end {
            return Err(bad(format!(
                "{}..{} is no stretch of a text of {length} characters",
                one.start, one.end
            )));
        }
        let byte = |at: i64| map.to_bytes(&text, at as u32) as usize;
        let span = Span::new(byte(one.start), byte(one.end));
        if let Some(wanted) = one.text
            && wanted != span.slice(&text)
        {
            return Err(bad(format!(
                "the text at {}..{} is {}, not {}",
                one.start,
                one.end,
                quoted(span.slice(&text)),
                quoted(wanted)
            )));
        }
        let span = trimmed(&text, span).ok_or_else(|| bad("white space only".to_owned()))?;
        mentions.push((span, Box::from(one.label)));
        certainty = certainty.min(one.score);
    }
    let mut notes = Told::default();
    let mentions = settle(&text, mentions, &mut notes);
    let id = fields.remove("id").map(|id| match id {
        Value::String(id) => id,
        other => other.to_string(),
    });
    Ok(Some(Found {
        id,
        text,
        mentions,
        certainty,
        notes,
    }))
}

/// The fields of spaCy's older pair: a text and its annotations.
fn pair_fields(pair: Vec<Value>) -> Result<Map<String, Value>, String> {
    match <[Value; 2]>::try_from(pair) {
        Ok([text @ Value::String(_), Value::Object(mut fields)]) => {
            fields.insert("text".to_owned(), text);
            Ok(fields)
        }
        _ => Err("a list that is no pair of a text and its annotations".to_owned()),
    }
}

/// The list of annotations under the first of the names that it goes by.
fn annotations(fields: &mut Map<String, Value>) -> Result<(&'static str, Vec<Value>), String> {
    for key in ["mentions", "spans", "entities", "label", "labels"] {
        match fields.remove(key) {
            Some(Value::Array(list)) => return Ok((key, list)),
            Some(other) => return Err(format!("{key:?} is {}, not a list", kind(&other))),
            None => {}
        }
    }
    Err("no \"mentions\", \"spans\", \"entities\" or \"label\": nothing says what is labelled".to_owned())
}

struct Mention<'v> {
    start: i64,
    end: i64,
    label: &'v str,
    text: Option<&'v str>,
    score: f32,
}

fn mention(item: &Value) -> Result<Mention<'_>, String> {
    let (start, end, label, text, score) = match item {
        Value::Array(triple) => match &triple[..] {
            [start, end, label, ..] => (start, end, label, None, None),
            _ => return Err("[start, end, label] was expected".to_owned()),
        },
        Value::Object(fields) => {
            let get = |names: [&str; 2]| {
                let found = names.iter().find_map(|name| fields.get(*name));
                found.ok_or_else(|| format!("no {:?}", names[0]))
            };
            let (start, end) = (get(["start", "start_offset"])?, get(["end", "end_offset"])?);
            (
                start,
                end,
                get(["label", "label"])?,
                fields.get("text"),
                fields.get("score"),
            )
        }
        other => return Err(format!("{} was not expected", kind(other))),
    };
    let offset = |value: &Value| {
        let whole = value.as_i64();
        whole.ok_or_else(|| format!("an offset must be a whole number, not {value}"))
    };
    let label = label
        .as_str()
        .ok_or_else(|| format!("a label must be a name, not {label}"))?;
    if label.trim().is_empty() {
        return Err("an empty label".to_owned());
    }
    Ok(Mention {
        start: offset(start)?,
        end: offset(end)?,
        label: label.trim(),
        text: text.and_then(Value::as_str),
        score: number(score),
    })
}

/// A degree of certainty; 1 where nothing is said.
fn number(value: Option<&Value>) -> f32 {
    value.and_then(Value::as_f64).map_or(1.0, |number| number as f32)
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
