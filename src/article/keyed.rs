//! Header lines with keys, as archives put them out: `Headline: …`, `BYLINE: …`, `PD 5 March 2024`.

use std::ops::Range;

use super::lists::KEYS;

/// The field that a keyed line fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Headline,
    Date,
    Published,
    Updated,
    Byline,
    Source,
    Dateline,
    Body,
    Other,
}

/// A keyed line's key and value.
pub(super) fn read(line: &str) -> Option<(Key, Range<usize>)> {
    if line.len() > 600 {
        return None;
    }
    colon(line).or_else(|| code(line))
}

fn colon(line: &str) -> Option<(Key, Range<usize>)> {
    let at = line.find(':').filter(|at| *at <= 24)?;
    let name = line[..at]
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    Some((key(&name)?, value(line, at + 1)))
}

/// Two capitals and a space: Factiva's codes.
fn code(line: &str) -> Option<(Key, Range<usize>)> {
    let (name, rest) = (line.get(..2)?, line.get(2..)?);
    let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace);
    if !spaced
        || !name.bytes().all(|b| b.is_ascii_uppercase())
        || matches!(name, "BY" | "ID" | "TO") && rest.is_empty()
    {
        return None;
    }
    Some((key(&name.to_lowercase())?, value(line, 2)))
}

fn key(name: &str) -> Option<Key> {
    let at = KEYS.binary_search_by(|(k, _)| (*k).cmp(name)).ok()?;
    Some(match KEYS[at].1 {
        "headline" => Key::Headline,
        "date" => Key::Date,
        "published" => Key::Published,
        "updated" => Key::Updated,
        "byline" => Key::Byline,
        "source" => Key::Source,
        "dateline" => Key::Dateline,
        "body" => Key::Body,
        _ => Key::Other,
    })
}

fn value(line: &str, from: usize) -> Range<usize> {
    let text = &line[from..];
    let start = from + (text.len() - text.trim_start().len());
    start..start + text.trim().len()
}
