//! Feeds: RSS 2.0, RSS 1.0 and Atom; one [`Document`] an item, with what the feed says beside its text.

use std::io::BufRead;

use crate::date::Date;
use crate::document::{Content, Document, Form, Told};
use crate::error::Error;
use crate::lexical::fold_spaces;
use crate::moment::day;
use crate::place::Place;
use crate::xml::{Fault, Kind, Xml, root, unescape};

/// Whether a file that begins so is a feed.
pub(super) fn is_feed(head: &[u8]) -> bool {
    match root(head).as_deref() {
        Some("rss" | "feed") => true,
        Some("RDF") => memchr::memmem::find(head, b"purl.org/rss/").is_some(),
        _ => false,
    }
}

/// The items of a feed, as they come; where its XML breaks stands one error, the last.
pub(super) fn documents(
    reader: Box<dyn BufRead + Send>,
    place: Place,
) -> Box<dyn Iterator<Item = Result<Document, Error>> + Send> {
    Box::new(Feed {
        xml: Xml::new(reader),
        place,
        title: None,
        number: 0,
        is_over: false,
    })
}

struct Feed<R> {
    xml: Xml<R>,
    /// The file and member.
    place: Place,
    /// The feed's own title.
    title: Option<String>,
    number: u64,
    is_over: bool,
}

impl<R: BufRead> Iterator for Feed<R> {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let found = self.read().map_err(|fault| {
            let mut place = self.place.clone();
            place.number = Some(self.number);
            fault.of(&place)
        });
        self.is_over = !matches!(found, Ok(Some(_)));
        self.number += 1;
        found.transpose()
    }
}

impl<R: BufRead> Feed<R> {
    fn read(&mut self) -> Result<Option<Document>, Fault> {
        while let Some(kind) = self.xml.next()? {
            if kind != Kind::Open {
                continue;
            }
            match bare_name(self.xml.name()) {
                "item" | "entry" => return self.item().map(Some),
                "title" if self.title.is_none() => {
                    self.title = Some(plain(&self.xml.inside()?)).filter(|title| !title.is_empty());
                }
                "image" | "textInput" | "textinput" | "author" | "contributor" => self.xml.skip()?,
                _ => {}
            }
        }
        Ok(None)
    }

    /// Reads the item that has just begun.
    fn item(&mut self) -> Result<Document, Fault> {
        let xml = &mut self.xml;
        let mut place = self.place.clone();
        place.number = Some(self.number);
        place.offset += xml.place();
        let mut item = Item {
            about: xml.attribute("about"),
            ..Item::default()
        };
        let depth = xml.depth();
        while xml.depth() >= depth {
            match xml.next()? {
                Some(Kind::Open) => item.open(xml)?,
                Some(_) => {}
                None => break,
            }
        }
        if item.told.source.is_none() {
            item.told.source.clone_from(&self.title);
        }
        Ok(item.document(place))
    }
}

/// What an item holds.
#[derive(Default)]
struct Item {
    told: Told,
    about: Option<String>,
    /// The day of its last change.
    updated: Option<Date>,
    /// Its texts, the fullest first: the whole, the content, the description, the summary.
    texts: [Option<(String, Form)>; 4],
}

impl Item {
    fn open<R: BufRead>(&mut self, xml: &mut Xml<R>) -> Result<(), Fault> {
        let keep = |slot: &mut Option<String>, value: String| {
            if slot.is_none() && !value.is_empty() {
                *slot = Some(value);
            }
        };
        let told = &mut self.told;
        match bare_name(xml.name()) {
            "title" => keep(&mut told.headline, plain(&xml.inside()?)),
            "link" => {
                let (address, relation) = (xml.attribute("href"), xml.attribute("rel"));
                let words = xml.words()?;
                if relation.is_none_or(|relation| relation == "alternate") {
                    keep(&mut told.url, address.unwrap_or(words));
                }
            }
            "guid" | "id" => keep(&mut told.id, xml.words()?),
            "pubDate" | "dc:date" | "published" | "dcterms:created" | "dcterms:issued" => {
                told.date = told.date.or(day(&xml.words()?));
            }
            "updated" | "dcterms:modified" => self.updated = self.updated.or(day(&xml.words()?)),
            "dc:creator" | "author" => told.byline.extend(author(xml)?),
            "source" => keep(&mut told.source, inner(xml, "title")?),
            "content:encoded" => self.text(0, xml, "html")?,
            "content" => self.text(1, xml, "text")?,
            "description" => self.text(2, xml, "html")?,
            "summary" => self.text(3, xml, "text")?,
            _ => xml.skip()?,
        }
        Ok(())
    }

    /// Takes the text of the element that has just begun; `kind` is what it is where it says nothing else.
    fn text<R: BufRead>(&mut self, rank: usize, xml: &mut Xml<R>, kind: &str) -> Result<(), Fault> {
        let stated = xml.attribute("type");
        let kind = stated.as_deref().unwrap_or(kind);
        let (text, form) = if kind.contains("xhtml") || kind.ends_with("+xml") {
            (xml.element()?, Form::Html)
        } else {
            let text = xml.inside()?;
            match kind.contains("html") {
                true if is_markup(&text) => (text, Form::Html),
                true => (unescape(&text).into_owned(), Form::Text),
                false => (text, Form::Text),
            }
        };
        let text = text.trim();
        if !text.is_empty() && self.texts[rank].is_none() {
            self.texts[rank] = Some((text.to_owned(), form));
        }
        Ok(())
    }

    fn document(self, place: Place) -> Document {
        let mut told = self.told;
        told.date = told.date.or(self.updated);
        let is_address = |id: &String| id.starts_with("http://") || id.starts_with("https://");
        told.url = told.url.or(self.about).or(told.id.clone().filter(is_address));
        let full = self.texts.into_iter().flatten().next();
        // an item of a headline alone is read for that
        let (text, form) = full.unwrap_or_else(|| (told.headline.clone().unwrap_or_default(), Form::Text));
        Document {
            content: Content::Text(text),
            form: Some(form),
            told,
            place,
        }
    }
}

/// A name without the prefix that some feeds give RSS's and Atom's own elements.
fn bare_name(name: &str) -> &str {
    let own = ["atom:", "rss:", "atom10:", "a:"];
    own.iter()
        .find_map(|prefix| name.strip_prefix(prefix))
        .unwrap_or(name)
}

/// The words of one child of the element that has just begun, or its own when it has none; goes to its end.
fn inner<R: BufRead>(xml: &mut Xml<R>, child: &str) -> Result<String, Fault> {
    let depth = xml.depth();
    let (mut own, mut found) = (String::new(), None);
    while xml.depth() >= depth {
        match xml.next()? {
            Some(Kind::Open) if xml.local() == child => found = Some(xml.words()?),
            Some(Kind::Open) => xml.skip()?,
            Some(Kind::Text) => own.push_str(xml.text()),
            Some(Kind::Close) => {}
            None => break,
        }
    }
    Ok(found.unwrap_or_else(|| plain(&own)))
}

/// The author's name: Atom has it apart, RSS as `news@example.com (Ann Lee)`.
fn author<R: BufRead>(xml: &mut Xml<R>) -> Result<Option<String>, Fault> {
    let words = inner(xml, "name")?;
    let behind = words
        .split_once('(')
        .filter(|(address, _)| address.contains('@'))
        .map(|(_, name)| name.trim_end_matches(')').trim().to_owned());
    let name = behind.unwrap_or_else(|| words.split('<').next().unwrap_or("").trim().to_owned());
    Ok(Some(name).filter(|name| !name.is_empty() && !name.contains('@')))
}

/// Whether a text holds tags.
fn is_markup(text: &str) -> bool {
    let tag = |at: usize| {
        let next = text.as_bytes().get(at + 1);
        next.is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!'))
    };
    memchr::memchr_iter(b'<', text.as_bytes()).any(tag)
}

/// A title without the tags and references that many feeds have in it.
fn plain(text: &str) -> String {
    if !is_markup(text) {
        return fold_spaces(&unescape(text));
    }
    let mut out = String::new();
    for (at, piece) in text.split('<').enumerate() {
        match piece.split_once('>') {
            Some((tag, rest))
                if at > 0 && tag.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!')) =>
            {
                out.push_str(rest);
            }
            _ => {
                if at > 0 {
                    out.push('<');
                }
                out.push_str(piece);
            }
        }
    }
    fold_spaces(&unescape(&out))
}
