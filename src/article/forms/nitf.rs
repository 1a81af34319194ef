//! NITF, the agencies' format for one article: `<nitf>` with its docdata, body.head and body.content.

use std::io::BufRead;

use super::copy::{Copy, first, page_of};
use crate::article::page::Page;
use crate::document::Content;
use crate::error::Error;
use crate::lexical::fold_spaces;
use crate::moment::day;
use crate::place::Place;
use crate::xml::{Fault, Kind, Xml};

/// The page of a NITF document.
pub(super) fn page(content: &Content, place: &Place) -> Result<Page, Error> {
    page_of(content, place, |xml, copy| {
        while let Some(kind) = xml.next()? {
            if kind == Kind::Open {
                read(xml, copy)?;
            }
        }
        Ok(())
    })
}

/// Reads the `<nitf>` that has just begun; goes to its end.
pub(super) fn read<R: BufRead>(xml: &mut Xml<R>, copy: &mut Copy) -> Result<(), Fault> {
    let depth = xml.depth();
    let (mut title, mut byline) = (None, Vec::new());
    let mut tagline = String::new();
    // From the surest on: the agency, the paper, the holder of the rights, the keeper of the number.
    let mut sources = [None, None, None, None];
    let mut days = [None, None, None];
    while xml.depth() >= depth {
        match xml.next()? {
            Some(Kind::Open) => {}
            Some(_) => continue,
            None => break,
        }
        match xml.local() {
            "title" => first(&mut title, Some(xml.words()?)),
            "hl1" => first(&mut copy.told.headline, Some(xml.words()?)),
            "byline" => byline.push(read_byline(xml)?),
            "dateline" => first(&mut copy.dateline, Some(xml.words()?)),
            "distributor" => first(&mut sources[0], Some(xml.words()?)),
            "doc-id" => {
                first(&mut copy.told.id, xml.attribute("id-string"));
                first(&mut sources[3], xml.attribute("regsrc"));
            }
            "date.issue" => days[0] = days[0].or(xml.attribute("norm").as_deref().and_then(day)),
            "date.release" => days[2] = days[2].or(xml.attribute("norm").as_deref().and_then(day)),
            "pubdata" => {
                days[1] = days[1].or(xml.attribute("date.publication").as_deref().and_then(day));
                first(&mut sources[1], xml.attribute("name"));
                first(&mut copy.told.url, xml.attribute("ex-ref"));
            }
            "doc.copyright" => first(&mut sources[2], xml.attribute("holder")),
            "body.content" => copy.read(xml)?,
            "tagline" => tagline = xml.words()?,
            "hl2" | "media" | "abstract" | "note" | "rights" | "bibliography" | "series" => xml.skip()?,
            _ => {}
        }
    }
    copy.add(&tagline);
    first(&mut copy.told.headline, title);
    for source in sources {
        first(&mut copy.told.source, source);
    }
    copy.told.date = copy.told.date.or(days.into_iter().flatten().next());
    if copy.told.byline.is_empty() {
        copy.told.byline = byline;
    }
    Ok(())
}

/// A byline's words; what somebody is stands after a comma.
fn read_byline<R: BufRead>(xml: &mut Xml<R>) -> Result<String, Fault> {
    let depth = xml.depth();
    let mut out = String::new();
    while xml.depth() >= depth {
        match xml.next()? {
            Some(Kind::Text) => out.push_str(xml.text()),
            Some(Kind::Open) if matches!(xml.local(), "byttl" | "virtloc" | "br" | "location") => {
                out.push_str(", ")
            }
            Some(_) => {}
            None => break,
        }
    }
    Ok(fold_spaces(&out).trim_matches([',', ' ']).to_owned())
}
