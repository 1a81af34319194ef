//! NewsML messages: one [`Document`] for each news item in a `<newsMessage>`, or in a `<NewsML>` of version 1.

use std::io::BufRead;

use crate::document::{Content, Document, Form, Told};
use crate::error::Error;
use crate::place::Place;
use crate::xml::{Fault, Kind, Xml, root};

/// Whether a file that begins so is a message that may hold several items.
pub(super) fn is_feed(head: &[u8]) -> bool {
    matches!(root(head).as_deref(), Some("newsMessage" | "NewsML"))
}

/// The items of a message, as they come; where its XML breaks stands one error, the last.
pub(super) fn documents(
    reader: Box<dyn BufRead + Send>,
    place: Place,
) -> Box<dyn Iterator<Item = Result<Document, Error>> + Send> {
    Box::new(Message {
        xml: Xml::new(reader),
        place,
        number: 0,
        is_over: false,
    })
}

struct Message<R> {
    xml: Xml<R>,
    /// The file and member.
    place: Place,
    number: u64,
    is_over: bool,
}

impl<R: BufRead> Iterator for Message<R> {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let mut place = self.place.clone();
        place.number = Some(self.number);
        let found = self.read().map_err(|fault| fault.of(&place));
        self.is_over = !matches!(found, Ok(Some(_)));
        self.number += 1;
        let found = found.transpose()?;
        Some(found.map(|(offset, item)| {
            place.offset += offset;
            Document {
                content: Content::Text(item),
                form: Some(Form::NewsMl),
                told: Told::default(),
                place,
            }
        }))
    }
}

impl<R: BufRead> Message<R> {
    /// The next item as it is written, and where it begins.
    fn read(&mut self) -> Result<Option<(u64, String)>, Fault> {
        while let Some(kind) = self.xml.next()? {
            match self.xml.local() {
                "newsItem" | "NewsItem" if kind == Kind::Open => {
                    let begins = self.xml.place();
                    return Ok(Some((begins, self.xml.element()?)));
                }
                "packageItem" | "conceptItem" | "knowledgeItem" if kind == Kind::Open => self.xml.skip()?,
                _ => {}
            }
        }
        Ok(None)
    }
}
