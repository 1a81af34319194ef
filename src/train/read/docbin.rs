//! spaCy's `DocBin` (`.spacy`): a zlib stream of MessagePack, its tokens as rows of 64-bit numbers.

use std::collections::HashMap;
use std::io::{BufRead, Read};
use std::path::Path;

use flate2::read::ZlibDecoder;
use serde::Deserialize;

use super::join::Joined;
use super::limits::Capped;
use super::{Found, Sink};
use crate::error::Error;
use crate::export::{ENT_IOB, ENT_TYPE, Numbers, ORTH, symbols};

/// The fields that are used here; further ones are skipped.
#[derive(Deserialize)]
struct Bin<'b> {
    attrs: Vec<u64>,
    #[serde(borrow)]
    tokens: &'b [u8],
    #[serde(borrow)]
    spaces: &'b [u8],
    #[serde(borrow)]
    lengths: &'b [u8],
    #[serde(borrow)]
    strings: Vec<&'b str>,
    #[serde(default)]
    flags: Vec<Flags>,
}

#[derive(Clone, Copy, Default, Deserialize)]
struct Flags {
    #[serde(default)]
    has_unknown_spaces: bool,
}

/// The rows of a file's tokens, and what their numbers mean.
struct Rows<'b> {
    bin: &'b Bin<'b>,
    strings: HashMap<u64, &'b str>,
    orth: usize,
    iob: usize,
    kind: usize,
}

/// Reads a file.
pub(super) fn read(path: &Path, reader: impl BufRead, sink: &mut Sink<'_>) -> Result<(), Error> {
    let name = path.display();
    let bad = |why: String| Error::argument(format!("{name}: no sound .spacy file: {why}"));
    let mut bytes = Vec::new();
    let mut inflated = Capped::new(ZlibDecoder::new(reader), sink.limits.inflated);
    inflated
        .read_to_end(&mut bytes)
        .map_err(|why| bad(why.to_string()))?;
    let bin: Bin<'_> = rmp_serde::from_slice(&bytes).map_err(|why| bad(why.to_string()))?;
    let rows = Rows::new(&bin).map_err(bad)?;
    let lengths = lengths(&bin).map_err(bad)?;
    let mut start = 0;
    for (number, length) in lengths.into_iter().enumerate() {
        let spaced = !bin
            .flags
            .get(number)
            .copied()
            .unwrap_or_default()
            .has_unknown_spaces;
        let found = rows.document(start..start + length, spaced);
        sink.take(format!("{name} document {}", number + 1), found)?;
        start += length;
    }
    Ok(())
}

/// How many tokens each document has; together as many as there are.
fn lengths(bin: &Bin<'_>) -> Result<Vec<usize>, String> {
    let mut total = 0usize;
    let mut out = Vec::new();
    for bytes in bin.lengths.chunks(4) {
        let length = bytes.try_into().map(i32::from_le_bytes).ok();
        let length = length.and_then(|length| usize::try_from(length).ok());
        let length = length.ok_or("a document's length is no number of tokens")?;
        total = total.saturating_add(length);
        out.push(length);
    }
    if total != bin.spaces.len() {
        return Err(format!(
            "its documents have {total} tokens, but there are {}",
            bin.spaces.len()
        ));
    }
    Ok(out)
}

impl<'b> Rows<'b> {
    fn new(bin: &'b Bin<'b>) -> Result<Rows<'b>, String> {
        let column = |number: u64, what: &str| {
            let found = bin.attrs.iter().position(|&attr| attr == number);
            found.ok_or_else(|| format!("it has no {what}"))
        };
        let wanted = bin.spaces.len().checked_mul(bin.attrs.len() * 8);
        if wanted != Some(bin.tokens.len()) {
            return Err(format!(
                "{} bytes of tokens do not make {} rows of {} numbers",
                bin.tokens.len(),
                bin.spaces.len(),
                bin.attrs.len()
            ));
        }
        let mut strings: HashMap<u64, &'b str> = symbols().collect();
        let numbers = Numbers::new();
        strings.extend(bin.strings.iter().map(|string| (numbers.of(string), *string)));
        Ok(Rows {
            bin,
            strings,
            orth: column(ORTH, "words (ORTH)")?,
            iob: column(ENT_IOB, "entities (ENT_IOB)")?,
            kind: column(ENT_TYPE, "entities (ENT_TYPE)")?,
        })
    }

    fn number(&self, token: usize, column: usize) -> u64 {
        let at = (token * self.bin.attrs.len() + column) * 8;
        let bytes = self.bin.tokens.get(at..at + 8);
        bytes
            .and_then(|bytes| bytes.try_into().ok())
            .map_or(0, u64::from_le_bytes)
    }

    fn string(&self, token: usize, column: usize) -> Result<&'b str, String> {
        let number = self.number(token, column);
        let found = self.strings.get(&number).copied();
        found.ok_or_else(|| format!("token {token} has the string {number}, which the file does not hold"))
    }

    /// The document of a stretch of tokens; without `spaced` the file does not know where spaces were.
    fn document(&self, tokens: std::ops::Range<usize>, spaced: bool) -> Result<Found, String> {
        let mut joined = Joined::default();
        let mut annotated = tokens.is_empty();
        if !spaced {
            joined.open_line();
        }
        for token in tokens {
            let word = self.string(token, self.orth)?;
            let iob = self.number(token, self.iob);
            annotated |= iob != 0;
            let label = match iob {
                3 => {
                    let label = self.string(token, self.kind);
                    Some(label.map_err(|_| format!("token {token} opens an entity without a label"))?)
                }
                1 => None,
                _ => {
                    joined.close();
                    None
                }
            };
            if spaced {
                joined.add_exact(word, self.bin.spaces[token] != 0, label);
            } else {
                joined.add(word, label);
            }
        }
        joined.close();
        if !annotated {
            return Err("no token says whether it is an entity".to_owned());
        }
        Ok(joined.found())
    }
}
