//! Web archives (WARC 1.0 and 1.1): the web pages among their records.

use std::io;

use super::gzip::is_skipped;
use super::http::{Headers, Response};
use super::input::Input;
use super::lines::{Line, Lines};
use super::open::{At, damage, too_long};
use super::{MAX_DOCUMENT, Stream};
use crate::document::{Content, Document, Form, Told};
use crate::error::Error;
use crate::place::Place;

/// Most bytes of one line of a record's head, and of all of them.
const MAX_HEAD: u64 = 64 << 10;
/// Bytes of a response read to see whether it is a page.
const LOOKED_AT: u64 = 64 << 10;

/// The pages of a web archive.
pub(super) fn documents(input: Input, at: At) -> Stream {
    Box::new(Records {
        lines: Lines::new(input),
        at,
        number: 0,
        is_over: false,
        is_lost: false,
    })
}

struct Records {
    lines: Lines,
    at: At,
    /// Pages and errors before the next.
    number: u64,
    is_over: bool,
    /// Whether the last record did not end where it should: the next is searched for.
    is_lost: bool,
}

/// What a record is.
enum Read {
    Page(Document),
    Bad(Error),
    Other,
    End,
}

impl Iterator for Records {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_over {
            let found = match self.record() {
                Ok(Read::Other) => continue,
                Ok(Read::End) => None,
                Ok(Read::Page(document)) => Some(Ok(document)),
                Ok(Read::Bad(why)) => Some(Err(why)),
                Err(why) => {
                    self.is_lost = is_skipped(&why);
                    self.is_over = !self.is_lost;
                    Some(Err(damage(self.at.numbered(self.number, self.lines.offset), why)))
                }
            };
            self.is_over |= found.is_none();
            self.number += 1;
            return found;
        }
        None
    }
}

impl Records {
    fn record(&mut self) -> io::Result<Read> {
        let mut line = Vec::new();
        let begins = loop {
            let offset = self.lines.offset;
            match self.lines.next(&mut line, MAX_HEAD)? {
                Line::End => return Ok(Read::End),
                Line::Whole if line.starts_with(b"WARC/1.") => break offset,
                Line::Whole if line.trim_ascii().is_empty() => {}
                Line::Whole | Line::TooLong if self.is_lost => {}
                Line::Whole | Line::TooLong => {
                    self.is_lost = true;
                    let place = self.at.numbered(self.number, offset);
                    return Ok(Read::Bad(Error::document(
                        place,
                        "no record begins where one should",
                    )));
                }
            }
        };
        self.is_lost = false;
        let place = self.at.numbered(self.number, begins);
        let mut headers = Headers::default();
        loop {
            match self.lines.next(&mut line, MAX_HEAD)? {
                Line::End => return Ok(Read::Bad(Error::document(place, "a record ends in its head"))),
                Line::Whole if line.trim_ascii().is_empty() => break,
                Line::Whole if self.lines.offset - begins <= MAX_HEAD => headers.add(&line),
                Line::Whole | Line::TooLong => {
                    self.is_lost = true;
                    return Ok(Read::Bad(Error::document(
                        place,
                        "the head of a record is too long",
                    )));
                }
            }
        }
        let Some(length) = headers
            .get("content-length")
            .and_then(|length| length.parse().ok())
        else {
            self.is_lost = true;
            return Ok(Read::Bad(Error::document(place, "a record without a length")));
        };
        self.block(&headers, length, place)
    }

    /// What follows the head of a record.
    fn block(&mut self, headers: &Headers, length: u64, place: Place) -> io::Result<Read> {
        let kind = headers.get("warc-type").unwrap_or_default().to_ascii_lowercase();
        let cut = |place| Ok(Read::Bad(Error::document(place, "a record is cut off")));
        if kind != "response" && kind != "resource" {
            return match self.lines.skip(length)? < length {
                true => cut(place),
                false => Ok(Read::Other),
            };
        }
        let mut block = self.lines.take(length.min(LOOKED_AT))?;
        let response = match &*kind {
            "resource" => Response::resource(headers.get("content-type")),
            _ => Response::of(&block),
        };
        let rest = length - length.min(LOOKED_AT);
        if !response.is_page() || length > MAX_DOCUMENT {
            let is_cut = block.len() as u64 + self.lines.skip(rest)? < length;
            return match () {
                () if is_cut => cut(place),
                () if response.is_page() => Ok(Read::Bad(Error::document(place, too_long(MAX_DOCUMENT)))),
                () => Ok(Read::Other),
            };
        }
        block.append(&mut self.lines.take(rest)?);
        if (block.len() as u64) < length {
            return cut(place);
        }
        Ok(match response.page(&block) {
            Ok(content) if content.is_empty() => Read::Other,
            Ok(content) => Read::Page(page(content, headers, place)),
            Err(why) => Read::Bad(Error::document(place, why)),
        })
    }
}

fn page(content: Content, headers: &Headers, place: Place) -> Document {
    let bare = |name| {
        headers
            .get(name)
            .map(|value| value.trim_matches(['<', '>']).to_owned())
    };
    Document {
        content,
        form: Some(Form::Html),
        told: Told {
            id: bare("warc-record-id"),
            url: bare("warc-target-uri"),
            ..Told::default()
        },
        place,
    }
}
