//! NewsML: the `<newsItem>` of NewsML-G2, and the `<NewsItem>` of NewsML 1 that older archives hold.

use std::io::BufRead;

use super::copy::{Copy, first, page_of};
use crate::article::page::Page;
use crate::date::Date;
use crate::document::Content;
use crate::error::Error;
use crate::moment::day;
use crate::place::Place;
use crate::xml::{Fault, Kind, Xml};

/// The page of the first news item.
pub(super) fn page(content: &Content, place: &Place) -> Result<Page, Error> {
    page_of(content, place, |xml, copy| {
        while let Some(kind) = xml.next()? {
            if kind == Kind::Open && matches!(xml.local(), "newsItem" | "NewsItem") {
                return Item::default().read(xml, copy);
            }
        }
        Ok(())
    })
}

/// What an item says of itself in several places.
#[derive(Default)]
struct Item {
    title: Option<String>,
    /// Authors as stated, and those who are said to have made it.
    by: Vec<String>,
    creators: Vec<String>,
    /// Who provides it, who it is from, who has the rights; the first is the surest.
    sources: [Option<String>; 3],
    /// When the copy was made, when it was first an item, when this version of it was.
    days: [Option<Date>; 3],
    located: Option<String>,
    /// Whether the content at hand is a picture or the like.
    is_no_text: bool,
}

impl Item {
    /// Reads the item that has just begun; goes to its end.
    fn read<R: BufRead>(mut self, xml: &mut Xml<R>, copy: &mut Copy) -> Result<(), Fault> {
        let depth = xml.depth();
        copy.told.id = xml.attribute("guid");
        while xml.depth() >= depth {
            match xml.next()? {
                Some(Kind::Open) => self.open(xml, copy)?,
                Some(_) => {}
                None => break,
            }
        }
        first(&mut copy.told.headline, self.title);
        for source in self.sources {
            first(&mut copy.told.source, source);
        }
        copy.told.date = self.days.into_iter().flatten().next().or(copy.told.date);
        if !self.by.is_empty() {
            copy.told.byline = self.by;
        } else if copy.told.byline.is_empty() {
            copy.told.byline = self.creators;
        }
        first(&mut copy.dateline, self.located);
        Ok(())
    }

    fn open<R: BufRead>(&mut self, xml: &mut Xml<R>, copy: &mut Copy) -> Result<(), Fault> {
        let moment = |xml: &mut Xml<R>, slot: &mut Option<Date>| {
            let words = xml.words()?;
            *slot = slot.or(day(&words));
            Ok(())
        };
        match xml.local() {
            "title" => first(&mut self.title, Some(xml.words()?)),
            "headline" | "HeadLine" => first(&mut copy.told.headline, Some(xml.words()?)),
            "by" | "ByLine" => self.by.extend(Some(xml.words()?).filter(|by| !by.is_empty())),
            "creator" => self.creators.extend(party(xml)?),
            "dateline" | "DateLine" => first(&mut copy.dateline, Some(xml.words()?)),
            "located" => first(&mut self.located, party(xml)?),
            "provider" | "Provider" => first(&mut self.sources[0], party(xml)?),
            "infoSource" | "Source" => first(&mut self.sources[1], party(xml)?),
            "copyrightHolder" => first(&mut self.sources[2], party(xml)?),
            "contentCreated" => moment(xml, &mut self.days[0])?,
            "firstCreated" | "FirstCreated" => moment(xml, &mut self.days[1])?,
            "versionCreated" | "ThisRevisionCreated" => moment(xml, &mut self.days[2])?,
            "PublicIdentifier" => first(&mut copy.told.id, Some(xml.words()?)),
            "MediaType" => {
                let kind = xml.attribute("FormalName");
                self.is_no_text = kind.is_some_and(|kind| !kind.eq_ignore_ascii_case("text"));
            }
            "inlineXML" if copy.is_empty() => copy.read(xml)?,
            "DataContent" if copy.is_empty() && !self.is_no_text => copy.read(xml)?,
            "inlineData" if copy.is_empty() => {
                let kind = xml.attribute("contenttype").unwrap_or_default();
                let data = xml.inside()?;
                if kind.contains("html") {
                    copy.add_html(&data);
                } else {
                    copy.add_plain(&data);
                }
            }
            "inlineXML" | "inlineData" | "DataContent" | "assert" | "inlineRef" | "partMeta"
            | "hopHistory" | "subject" | "genre" | "contributor" | "derivedFrom" | "associatedWith"
            | "newsItem" | "NewsItem" => xml.skip()?,
            _ => {}
        }
        Ok(())
    }
}

/// The name of a party or place that has just begun: its own, else what it is called in the attributes; goes to its end.
fn party<R: BufRead>(xml: &mut Xml<R>) -> Result<Option<String>, Fault> {
    let code = |name: String| name.rsplit([':', '/']).next().map(str::to_owned);
    let called = xml.attribute("literal");
    let called = called.or_else(|| {
        xml.attribute("qcode")
            .or_else(|| xml.attribute("uri"))
            .and_then(code)
    });
    let depth = xml.depth();
    let (mut own, mut formal, mut words) = (None, None, String::new());
    while xml.depth() >= depth {
        match xml.next()? {
            Some(Kind::Open) if xml.local() == "name" => first(&mut own, Some(xml.words()?)),
            Some(Kind::Open) if xml.local() == "Party" => first(&mut formal, xml.attribute("FormalName")),
            Some(Kind::Open) => xml.skip()?,
            Some(Kind::Text) => words.push_str(xml.text().trim()),
            Some(Kind::Close) => {}
            None => break,
        }
    }
    let words = Some(words).filter(|words| !words.is_empty());
    Ok(own.or(formal).or(called).or(words))
}
