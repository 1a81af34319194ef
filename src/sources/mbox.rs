//! Mailboxes (RFC 4155): one mail after another, each behind a line that begins with `From `.

use super::input::Input;
use super::lines::{Line, Lines};
use super::open::{At, damage, too_long};
use super::{MAX_DOCUMENT, Stream};
use crate::document::{Content, Document, Form, Told};
use crate::error::Error;

/// What begins the line before a mail.
const FROM: &[u8] = b"From ";

/// Whether an input begins as a mailbox does: news copy may begin with `From`, but no header stands in its second line.
pub(super) fn is_mailbox(head: &[u8]) -> bool {
    let mut lines = head.split(|&b| b == b'\n');
    let from = lines.next().is_some_and(|line| line.starts_with(FROM));
    let header = |line: &[u8]| {
        let name = line.split(|&b| b == b':').next().unwrap_or_default();
        let is_name = |&b: &u8| b.is_ascii_graphic();
        name.len() < line.len() && !name.is_empty() && name.iter().all(is_name)
    };
    from && lines.next().is_some_and(header)
}

/// The mails of a mailbox.
pub(super) fn documents(input: Input, at: At) -> Stream {
    Box::new(Mails {
        lines: Lines::new(input),
        at,
        number: 0,
        begins: None,
        is_over: false,
    })
}

struct Mails {
    lines: Lines,
    at: At,
    /// Mails before the present one.
    number: u64,
    /// The byte at which the present mail's `From ` line begins, once one was found.
    begins: Option<u64>,
    is_over: bool,
}

impl Mails {
    /// The mail that ends before byte `next`, where another may begin.
    fn end(&mut self, begins: u64, mail: Option<Vec<u8>>) -> Result<Document, Error> {
        let place = self.at.numbered(self.number, begins);
        self.number += 1;
        let mail = mail.ok_or_else(|| Error::document(place.clone(), too_long(MAX_DOCUMENT)))?;
        Ok(Document {
            content: Content::Bytes(mail),
            form: Some(Form::Mail),
            told: Told::default(),
            place,
        })
    }
}

impl Iterator for Mails {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let (mut line, mut mail) = (Vec::new(), Some(Vec::new()));
        let mut after_blank = true;
        while !self.is_over {
            let offset = self.lines.offset;
            let read = match self.lines.next(&mut line, MAX_DOCUMENT) {
                Ok(read) => read,
                Err(why) => {
                    self.is_over = true;
                    return Some(Err(damage(self.at.numbered(self.number, self.lines.offset), why)));
                }
            };
            if read == Line::End {
                self.is_over = true;
                let Some(begins) = self.begins else {
                    return Some(Err(Error::document(self.at.byte(0), "no mail in it")));
                };
                return Some(self.end(begins, mail));
            }
            if after_blank && line.starts_with(FROM) {
                if let Some(begins) = self.begins.replace(offset) {
                    return Some(self.end(begins, mail));
                }
                after_blank = false;
                continue;
            }
            after_blank = line.trim_ascii().is_empty() && read == Line::Whole;
            if self.begins.is_none() {
                continue;
            }
            let quoted = line.iter().position(|&b| b != b'>').unwrap_or_default();
            let line = match line[quoted..].starts_with(FROM) && quoted > 0 {
                true => &line[1..],
                false => &line,
            };
            let fits = |mail: &Vec<u8>| (mail.len() + line.len()) as u64 <= MAX_DOCUMENT;
            mail = mail.filter(|mail| read == Line::Whole && fits(mail));
            if let Some(mail) = &mut mail {
                mail.extend_from_slice(line);
            }
        }
        None
    }
}
