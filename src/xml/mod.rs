//! A small reader of XML for feeds and agency copy: strict about nesting, in any encoding, expanding nothing, bounded.

mod entities;
mod utf8;

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use self::utf8::{Oddities, Utf8};
use crate::error::Error;
use crate::lexical::fold_spaces;
use crate::place::Place;

pub(crate) use self::entities::unescape;

/// Greatest depth of elements: agency copy and feeds stay under 30, and only an attack is deeper.
const MAX_DEPTH: usize = 256;
/// Most bytes of one tag, comment or text, and of one article's text: what a document may have at most.
const MAX_BYTES: usize = 64 << 20;

/// What comes next in the XML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An element begins: [`Xml::name`], [`Xml::attribute`].
    Open,
    /// Text: [`Xml::text`].
    Text,
    /// An element ends.
    Close,
}

/// Why the XML cannot be read on, and at which byte.
#[derive(Debug)]
pub(crate) struct Fault {
    at: u64,
    why: String,
}

impl Fault {
    /// The error for a document, or a file, that begins at `place`.
    pub(crate) fn of(self, place: &Place) -> Error {
        let mut place = place.clone();
        place.offset += self.at;
        Error::document(place, self.why)
    }
}

/// A cursor over XML.
pub(crate) struct Xml<R> {
    reader: Reader<Utf8<R>>,
    buffer: Vec<u8>,
    /// The text, or the inside of the tag, at which the cursor is.
    here: String,
    /// How long the name is at the head of `here`.
    name: usize,
    /// The names of the open elements, and where each begins.
    open: String,
    starts: Vec<usize>,
    /// Where the last event began.
    at: u64,
    /// Whether entities may be declared: nobody reads the text.
    only_looks: bool,
}

impl<'a> Xml<&'a [u8]> {
    /// Reads characters: their encoding is settled, whatever they say of it.
    pub(crate) fn of_text(text: &'a str) -> Xml<&'a [u8]> {
        Xml::with(Utf8::new(text.as_bytes(), true))
    }
}

impl<R: BufRead> Xml<R> {
    /// Reads bytes in the encoding that they declare.
    pub(crate) fn new(bytes: R) -> Xml<R> {
        Xml::with(Utf8::new(bytes, false))
    }

    fn with(bytes: Utf8<R>) -> Xml<R> {
        let mut reader = Reader::from_reader(bytes);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Xml {
            reader,
            buffer: Vec::new(),
            here: String::new(),
            name: 0,
            open: String::new(),
            starts: Vec::new(),
            at: 0,
            only_looks: false,
        }
    }

    /// Goes on to what comes next; `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Kind>, Fault> {
        loop {
            self.buffer.clear();
            self.reader.get_mut().left = MAX_BYTES;
            self.at = self.reader.buffer_position();
            let event = self.reader.read_event_into(&mut self.buffer);
            match event {
                Ok(Event::Start(tag)) => {
                    if self.starts.len() == MAX_DEPTH {
                        return Err(self.fault(self.at, format!("nested deeper than {MAX_DEPTH} elements")));
                    }
                    self.here.clear();
                    self.here.push_str(&tag);
                    self.name = tag.name().as_ref().len();
                    self.starts.push(self.open.len());
                    self.open.push_str(&self.here[..self.name]);
                    return Ok(Some(Kind::Open));
                }
                Ok(Event::End(tag)) => {
                    self.here.clear();
                    self.here.push_str(tag.name().as_ref());
                    self.name = self.here.len();
                    let start = self.starts.pop().unwrap_or(0);
                    self.open.truncate(start);
                    return Ok(Some(Kind::Close));
                }
                Ok(Event::Text(text)) => {
                    self.name = 0;
                    self.here.clear();
                    self.here.push_str(&text);
                    return Ok(Some(Kind::Text));
                }
                Ok(Event::CData(text)) => {
                    self.name = 0;
                    self.here.clear();
                    self.here.push_str(&text);
                    return Ok(Some(Kind::Text));
                }
                Ok(Event::GeneralRef(name)) => {
                    self.name = 0;
                    self.here.clear();
                    match entities::resolve(&name) {
                        Some(character) => self.here.push(character),
                        None => {
                            self.here.push('&');
                            self.here.push_str(&name);
                            self.here.push(';');
                        }
                    }
                    return Ok(Some(Kind::Text));
                }
                Ok(Event::DocType(inside)) => {
                    if let (Some(at), false) = (inside.find("<!ENTITY"), self.only_looks) {
                        let start = self.reader.buffer_position() - 1 - inside.len() as u64;
                        let why = "it declares entities of its own, which are not expanded".to_owned();
                        return Err(self.fault(start + at as u64, why));
                    }
                }
                Ok(Event::Decl(_) | Event::Comment(_) | Event::PI(_) | Event::Empty(_)) => {}
                Ok(Event::Eof) => {
                    let Some(&start) = self.starts.last() else {
                        return Ok(None);
                    };
                    let why = format!("it ends within <{}>", shown(&self.open[start..]));
                    return Err(self.fault(self.at, why));
                }
                Err(quick_xml::Error::Io(why)) => {
                    return Err(self.fault(self.reader.buffer_position(), why.to_string()));
                }
                Err(why) => return Err(self.fault(self.reader.error_position(), shown(&why.to_string()))),
            }
        }
    }

    fn fault(&self, at: u64, why: String) -> Fault {
        let at = self.reader.get_ref().place(at);
        Fault { at, why }
    }

    /// Where in the file the last event began.
    pub(crate) fn place(&self) -> u64 {
        self.reader.get_ref().place(self.at)
    }

    /// How many elements are open.
    pub(crate) fn depth(&self) -> usize {
        self.starts.len()
    }

    /// What was odd about the encoding, as far as it has been read.
    pub(crate) fn odd(&self) -> Oddities {
        self.reader.get_ref().odd
    }

    /// The whole name of the element that has just begun or ended, prefix and all.
    pub(crate) fn name(&self) -> &str {
        &self.here[..self.name]
    }

    /// Its name without a prefix.
    pub(crate) fn local(&self) -> &str {
        let name = self.name();
        name.split_once(':').map_or(name, |(_, local)| local)
    }

    /// An attribute of the element that has just begun, by its name without a prefix; empty ones are none.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let tag = BytesStart::from_content(&*self.here, self.name);
        let mut attributes = tag.attributes();
        let found = attributes
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.local_name().as_ref() == name)?;
        let value = fold_spaces(&unescape(&found.value));
        (!value.is_empty()).then_some(value)
    }

    /// The text at the cursor.
    pub(crate) fn text(&self) -> &str {
        &self.here
    }

    /// Goes to the end of the element that has just begun.
    pub(crate) fn skip(&mut self) -> Result<(), Fault> {
        let depth = self.depth();
        while self.depth() >= depth && self.next()?.is_some() {}
        Ok(())
    }

    /// All text of the element that has just begun, as it stands; goes to its end.
    pub(crate) fn inside(&mut self) -> Result<String, Fault> {
        let depth = self.depth();
        let mut out = String::new();
        while self.depth() >= depth {
            match self.next()? {
                Some(Kind::Text) => out.push_str(&self.here),
                Some(Kind::Open) if parts_words(self.local()) => out.push(' '),
                Some(_) => {}
                None => break,
            }
            if out.len() > MAX_BYTES {
                return Err(self.fault(self.at, "its text is longer than 64 MiB".to_owned()));
            }
        }
        Ok(out)
    }

    /// All words of the element that has just begun, single blanks between them; goes to its end.
    pub(crate) fn words(&mut self) -> Result<String, Fault> {
        self.inside().map(|text| fold_spaces(&text))
    }

    /// The element that has just begun as it is written, tags and all, in UTF-8; goes to its end.
    pub(crate) fn element(&mut self) -> Result<String, Fault> {
        self.reader.get_mut().copy = Some(format!("<{}>", self.here).into_bytes());
        let depth = self.depth();
        while self.depth() >= depth {
            self.next()?;
            let copied = self.reader.get_ref().copy.as_ref().map_or(0, Vec::len);
            if copied > MAX_BYTES {
                return Err(self.fault(self.at, "it is longer than 64 MiB".to_owned()));
            }
        }
        let copy = self.reader.get_mut().copy.take().unwrap_or_default();
        Ok(String::from_utf8(copy).unwrap_or_default())
    }
}

/// Elements between which words do not grow together.
fn parts_words(name: &str) -> bool {
    matches!(
        name,
        "br" | "p"
            | "div"
            | "li"
            | "td"
            | "tr"
            | "byttl"
            | "hl1"
            | "hl2"
            | "h1"
            | "h2"
            | "h3"
            | "location"
            | "story.date"
    )
}

/// The head of a name or message from the file, so that an error stays short.
fn shown(text: &str) -> String {
    text.chars().take(200).collect()
}

/// The name, without its prefix, of the root element of what begins so; `None` when it is no XML.
pub(crate) fn root(head: &[u8]) -> Option<String> {
    let bare = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let first = bare.iter().find(|b| !b.is_ascii_whitespace())?;
    if !matches!(first, b'<' | 0 | 0xFE | 0xFF) {
        return None;
    }
    let mut xml = Xml::new(head);
    xml.only_looks = true;
    loop {
        match xml.next() {
            Ok(Some(Kind::Open)) => return Some(xml.local().to_owned()),
            Ok(Some(Kind::Text)) if xml.text().trim().is_empty() => {}
            _ => return None,
        }
    }
}
