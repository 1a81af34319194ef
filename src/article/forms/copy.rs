//! What agency forms have in common: running copy gathered from elements, and a [`Page`] made of it with headline and dateline.

use std::io::BufRead;

use super::{authors, html, nitf};
use crate::article::page::Page;
use crate::document::{Content, Told};
use crate::error::Error;
use crate::lexical::fold_spaces;
use crate::place::Place;
use crate::span::Span;
use crate::warning::{Warning, WarningCode};
use crate::xml::{Fault, Kind, Xml};

/// An article while its form is read.
#[derive(Debug, Default)]
pub(super) struct Copy {
    /// What the form says of it.
    pub(super) told: Told,
    /// Where and when it was filed, as the form says it.
    pub(super) dateline: Option<String>,
    /// Its paragraphs, a blank line between.
    body: String,
    /// The paragraph that is being gathered.
    line: String,
}

/// Keeps a value where there is none yet; an empty one is none.
pub(super) fn first(slot: &mut Option<String>, value: Option<String>) {
    if slot.is_none() {
        *slot = value.filter(|value| !value.is_empty());
    }
}

/// Reads a document's XML into a page.
pub(super) fn page_of(
    content: &Content,
    place: &Place,
    read: impl Fn(&mut Xml<&[u8]>, &mut Copy) -> Result<(), Fault>,
) -> Result<Page, Error> {
    let mut xml = match content {
        Content::Text(text) => Xml::of_text(text),
        Content::Bytes(bytes) => Xml::new(&**bytes),
    };
    let mut copy = Copy::default();
    let whole = |xml: &mut Xml<&[u8]>, copy: &mut Copy| {
        read(xml, copy)?;
        while xml.next()?.is_some() {}
        Ok(())
    };
    whole(&mut xml, &mut copy).map_err(|fault: Fault| fault.of(place))?;
    let mut page = copy.page();
    let odd = xml.odd();
    let codes = [
        (odd.is_assumed, WarningCode::AssumedWindows1252),
        (odd.is_misnamed, WarningCode::WrongEncoding),
        (odd.is_damaged, WarningCode::BadEncoding),
    ];
    let found = codes.into_iter().filter(|(is_so, _)| *is_so);
    page.warnings.extend(found.map(|(_, code)| Warning {
        code,
        span: Span::new(0, 0),
    }));
    Ok(page)
}

impl Copy {
    /// Whether there is no paragraph yet.
    pub(super) fn is_empty(&self) -> bool {
        self.body.is_empty()
    }

    /// Adds the paragraphs of the element that has just begun; goes to its end.
    pub(super) fn read<R: BufRead>(&mut self, xml: &mut Xml<R>) -> Result<(), Fault> {
        let depth = xml.depth();
        while xml.depth() >= depth {
            match xml.next()? {
                Some(Kind::Text) => self.line.push_str(xml.text()),
                Some(Kind::Open) => match xml.local() {
                    "nitf" => nitf::read(xml, self)?,
                    "pre" => {
                        self.end_line();
                        let lines = xml.inside()?;
                        self.add_plain(&lines);
                    }
                    name if is_left_out(name) => xml.skip()?,
                    name if !is_inline(name) => self.end_line(),
                    _ => {}
                },
                Some(Kind::Close) if !is_inline(xml.local()) => self.end_line(),
                Some(Kind::Close) => {}
                None => break,
            }
        }
        self.end_line();
        Ok(())
    }

    fn end_line(&mut self) {
        let line = fold_spaces(&self.line);
        self.line.clear();
        self.add(&line);
    }

    /// Adds a paragraph.
    pub(super) fn add(&mut self, paragraph: &str) {
        if paragraph.is_empty() {
            return;
        }
        if !self.body.is_empty() {
            self.body.push_str("\n\n");
        }
        self.body.push_str(paragraph);
    }

    /// Adds plain text with its own lines.
    pub(super) fn add_plain(&mut self, text: &str) {
        self.add(text.trim_end().trim_start_matches(['\n', '\r', ' ', '\t']));
    }

    /// Adds a piece of a web page.
    pub(super) fn add_html(&mut self, markup: &str) {
        self.add_plain(&html::text_of(markup));
    }

    /// The page: headline, dateline and body.
    pub(super) fn page(self) -> Page {
        let mut text = String::with_capacity(self.body.len() + 200);
        if let Some(headline) = &self.told.headline {
            text.push_str(headline);
            text.push_str("\n\n");
        }
        if let Some(dateline) = &self.dateline
            && !self.body.is_empty()
        {
            text.push_str(&opening(dateline, self.told.source.as_deref(), &self.body));
        }
        text.push_str(&self.body);
        let mut told = self.told;
        told.byline = authors::names(&told.byline);
        Page {
            text,
            told,
            warnings: Vec::new(),
        }
    }
}

/// Longest dateline.
const MAX_DATELINE: usize = 150;
/// Longest name of an agency that stands in a dateline: `AP`, `Reuters`, `Bloomberg`.
const MAX_AGENCY: usize = 10;

/// `NAIROBI, Kenya (AP) — `, unless the body begins with it.
fn opening(dateline: &str, source: Option<&str>, body: &str) -> String {
    let joint = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '_' | ',' | ':');
    let dateline = dateline.trim_matches(joint);
    let place = dateline.split([',', '(']).next().unwrap_or("").trim();
    let starts = |text: &str| {
        let mut letters = text.trim_start().chars().flat_map(char::to_lowercase);
        place
            .chars()
            .flat_map(char::to_lowercase)
            .all(|c| letters.next() == Some(c))
    };
    if place.is_empty() || dateline.len() > MAX_DATELINE || starts(body) {
        return String::new();
    }
    let is_short = |name: &&str| name.len() <= MAX_AGENCY && !name.contains(char::is_whitespace);
    if body.starts_with('(') {
        return format!("{dateline} ");
    }
    match source.filter(is_short) {
        Some(agency) if !dateline.contains('(') => format!("{dateline} ({agency}) — "),
        _ => format!("{dateline} — "),
    }
}

/// Elements within a paragraph; all others begin and end one.
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "alt-code"
            | "b"
            | "bdo"
            | "chron"
            | "cite"
            | "city"
            | "classifier"
            | "code"
            | "copyrite"
            | "copyrite.holder"
            | "copyrite.year"
            | "country"
            | "del"
            | "em"
            | "event"
            | "font"
            | "frac"
            | "frac-num"
            | "frac-den"
            | "frac-sep"
            | "function"
            | "i"
            | "ins"
            | "inlineRef"
            | "lang"
            | "location"
            | "mark"
            | "money"
            | "name.family"
            | "name.given"
            | "num"
            | "object.title"
            | "org"
            | "person"
            | "postaddr"
            | "pronounce"
            | "q"
            | "region"
            | "s"
            | "small"
            | "span"
            | "state"
            | "story.date"
            | "strong"
            | "sub"
            | "sublocation"
            | "sup"
            | "time"
            | "u"
            | "virtloc"
            | "wbr"
            | "keyword"
            | "subject"
            | "person.title"
    )
}

/// Elements that are no running text: pictures with their captions, tables, scripts, heads of pages.
fn is_left_out(name: &str) -> bool {
    matches!(
        name,
        "media"
            | "nitf-table"
            | "table"
            | "figure"
            | "figcaption"
            | "script"
            | "style"
            | "head"
            | "title"
            | "img"
            | "fn"
            | "caption"
            | "object"
            | "iframe"
            | "video"
            | "audio"
            | "svg"
            | "form"
            | "aside"
            | "nav"
            | "note"
    )
}
