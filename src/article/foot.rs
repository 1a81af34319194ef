//! What stands under the body: credits, contacts, codes, and the agency and day they may name.

use std::sync::LazyLock;

use regex::Regex;

use super::day::{Day, regex};
use super::lines::{Unit, ends_sentence, head, is_upper};
use super::lists::{CONTACTS, DESKS, END_WORDS, TAIL_STARTS};
use super::places::is_place;
use super::source::{self, is_known, trim};
use super::{byline, imprint, stamp};
use crate::span::Span;

/// The article's foot.
#[derive(Debug, Default)]
pub(super) struct Foot {
    /// The first unit of the tail; the number of units when there is none.
    pub(super) from: usize,
    /// The agency or paper named there.
    pub(super) source: Option<Span>,
    /// The days of publication named there, with their ranks as in stamps.
    pub(super) days: Vec<(u8, Day)>,
    /// The year of a line of copyright or an issue's.
    pub(super) year: Option<i16>,
    /// The names under a letter.
    pub(super) names: Vec<Span>,
}

/// Units from the end that can be tail.
const MOST: usize = 40;
/// Longest line that is looked at, in bytes.
const MAX_LINE: usize = 400;

/// Reads the foot under the units from `body` on; `names` are the authors'.
pub(super) fn read(text: &str, units: &[Unit], body: usize, names: &[String]) -> Foot {
    let line = |at: usize| head(units[at].span.slice(text), MAX_LINE);
    let first = units.len().saturating_sub(MOST).max(body + 1).min(units.len());
    let mut from = (first..units.len())
        .find(|&at| is_end(line(at)) && units.len() - at <= 15 || is_company(line(at)))
        .unwrap_or(units.len());
    while from > first && is_tail(line(from - 1), names, from == units.len()) {
        from -= 1;
    }
    let mut foot = Foot {
        from,
        ..Foot::default()
    };
    for unit in &units[from..] {
        read_line(text, *unit, &mut foot);
    }
    if !names.is_empty() {
        // `Irish Packet, 3rd May, 2008` under somebody else's article is a paper, though shaped as a name.
        let is_author = |span: &Span| {
            let written = span.slice(text);
            names.iter().any(|name| name.eq_ignore_ascii_case(written))
        };
        let paper = foot.names.drain(..).find(|span| !is_author(span));
        let paper = paper.map(|span| {
            let len = span.slice(text).trim_end_matches('.').len();
            Span::new(span.start as usize, span.start as usize + len)
        });
        foot.source = foot.source.or(paper);
    }
    if names.is_empty() {
        read_author(text, units, &mut foot);
    }
    if names.is_empty() && foot.names.is_empty() {
        read_name_above(text, units, first, &mut foot);
    }
    if names.is_empty() && foot.names.is_empty() {
        read_signature(text, units, first, &mut foot);
    }
    foot
}

/// `(By Yuki Sato)` in the tail, or a byline as the last line.
fn read_author(text: &str, units: &[Unit], foot: &mut Foot) {
    let tail = units.get(foot.from..).unwrap_or_default();
    for (left, unit) in tail.iter().enumerate().map(|(at, unit)| (tail.len() - at, unit)) {
        let line = unit.span.slice(text);
        if line.len() > 120 || left > 1 && !is_bracketed_author(line) {
            continue;
        }
        let inner = trim(line, 0..line.len());
        if let Some(byline) = byline::read(&line[inner.clone()]).filter(|b| b.has_lead) {
            let byline = byline.shifted(unit.span.start as usize + inner.start);
            foot.names = byline.names.iter().map(|r| Span::new(r.start, r.end)).collect();
            return;
        }
    }
}

/// `MORAG BAIRD` as the last line of the body, alone or over the paper and its day.
fn read_name_above(text: &str, units: &[Unit], first: usize, foot: &mut Foot) {
    let Some(mut at) = foot.from.checked_sub(1).filter(|&at| at >= first) else {
        return;
    };
    // `Ann Lee`, `Klang, Selangor`, `8 March 2018` right below each other: how letters end.
    let is_day_below = units.get(foot.from).is_some_and(|unit| !unit.after_blank);
    let is_letter = is_day_below && !units[at].after_blank && at > first && {
        let place = units[at].span.slice(text);
        place.len() <= 60 && place.contains(", ") && is_place(place)
    };
    at -= usize::from(is_letter);
    let line = units[at].span.slice(text);
    let bracketed = line.starts_with('(') && line.ends_with(')');
    let below = units
        .get(foot.from)
        .and_then(|unit| imprint::read(unit.span.slice(text)));
    let imprinted = below.is_some_and(|imprint| bracketed || is_letter || imprint.source.is_some());
    // Capitals alone are an author only under some running text.
    let signed = || is_upper(line) && at >= first + 2 && ends_sentence(units[at - 1].span.slice(text));
    if line.len() > 60 || !(imprinted || signed()) {
        return;
    }
    let Some(byline) = byline::read(line).filter(|b| !b.names.is_empty() && b.outlet.is_none()) else {
        return;
    };
    let byline = byline.shifted(units[at].span.start as usize);
    foot.names = byline.names.iter().map(|r| Span::new(r.start, r.end)).collect();
    foot.from = at;
}

/// A name over a place and day as the last two lines: how letters end.
fn read_signature(text: &str, units: &[Unit], first: usize, foot: &mut Foot) {
    let Some(at) = units
        .len()
        .checked_sub(2)
        .filter(|&at| at >= first && !units[at + 1].after_blank)
    else {
        return;
    };
    let (name, day) = (units[at].span.slice(text), units[at + 1].span.slice(text));
    let (Some(byline), Some(stamp)) = (byline::read(name), stamp::read(day)) else {
        return;
    };
    let dated = stamp.days.into_iter().find(|(_, day)| day.year.is_some());
    if day.len() <= 80 && name.len() <= 60 && !byline.names.is_empty() && dated.is_some() {
        let start = units[at].span.start as usize;
        foot.names = byline
            .names
            .iter()
            .map(|r| Span::new(start + r.start, start + r.end))
            .collect();
        foot.days.extend(dated);
        foot.from = at;
    }
}

/// A line of signs, or of a word such as `Enditem`, that ends the body.
fn is_end(line: &str) -> bool {
    let word = line.trim_matches(|c: char| !c.is_alphanumeric());
    let signs = word.is_empty()
        && line.chars().filter(|c| !c.is_whitespace()).count() >= 2
        && !line.contains(['.', '…']);
    // `Enditem/kb`: the desk's code after the word.
    let first = word.split('/').next().unwrap_or(word);
    signs || line.len() < 20 && END_WORDS.has(first) || after_end(line).is_some()
}

/// A line that ends the body by its word, and is no agency's name.
pub(super) fn is_closing(line: &str) -> bool {
    let word = line.trim_matches(|c: char| !c.is_alphanumeric());
    line.len() < 80 && (after_end(line).is_some() || END_WORDS.has(word) && !is_known(word))
}

/// Where the agency stands in `(END) Dow Jones Newswires`, `END/PTI`.
fn after_end(line: &str) -> Option<std::ops::Range<usize>> {
    let (start, sign) = if line.starts_with('(') { (1, ')') } else { (0, '/') };
    let (word, _) = head(line, 20)[start..].split_once(sign)?;
    let rest = trim(line, start + word.len() + 1..line.len());
    let fits = END_WORDS.has(word) && line.len() < 80 && !rest.is_empty() && parts_known(&line[rest.clone()]);
    fits.then_some(rest)
}

/// `About Verdigo`, `Contacts`: a company's words on itself under a press release.
fn is_company(line: &str) -> bool {
    let bare = line.trim_end_matches(':');
    line.len() < 30 && !bare.is_empty() && CONTACTS.has(bare)
        || line.len() < 70
            && line.starts_with("About ")
            && !ends_sentence(line)
            && !line.contains(|c: char| c.is_ascii_digit())
}

fn is_tail(line: &str, names: &[String], is_last: bool) -> bool {
    let start =
        line.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | '©' | '$' | '-' | '—'));
    is_end(line)
        || TAIL_STARTS.starts(start).is_some()
        || line.starts_with("SOURCE ")
        || CREDIT.is_match(line)
        || is_code(line)
        || is_sign_off(line)
        || line.len() < 120 && line.contains('@') && line.contains('.')
        || is_bracketed_author(line)
        || imprint::owner(line).is_some()
        || imprint::read(line).is_some()
        || imprint::is_numbered(line)
        || is_last && (is_note_on_author(line, names) || is_author(line))
}

/// What may stand anywhere in a line of credits.
static CREDIT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?xi) \bcontributed\ (?:reporting|research|writing)?\s*(?:to|from)\ | \bcontributed\ reporting\b
        | ^\(?(?:reporting|writing|editing|additional\ reporting)\ (?:by|and)\b
        | \bfollow\ (?:us|him|her|them|\S+)\ (?:on|at)\b | \bcan\ be\ reached\ at\b | \ball\ rights\ reserved\b
        | \bwas\ (?:first|originally)\ published\b | ^published\ (?:in|by)\ [a-z] | \bfirst\ published\ (?:on|in|by|\w{3,9}\.?\ \d)",
    )
});

/// `dw/pbr/aha`, `dpa jbe xxde`: the desk's codes.
fn is_code(line: &str) -> bool {
    static CODE: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^(?:[a-z]{2,5}(?:-[a-z]{2,4})?(?:/[a-z]{2,5}(?:-[a-z]{2,4})?)+|dpa(?: [a-z]{2,4}){1,6}|(?:PTI|IANS|ANI)(?: [A-Z]{2,4}){1,6})$",
        )
    });
    line.len() <= 60 && (CODE.is_match(line) || is_dated_code(line))
}

/// `dpa 21 Oct 2023 kls mo`: the agency, the day, and short codes.
fn is_dated_code(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or("");
    is_known(first) && stamp::read(line).is_some_and(|s| s.days.iter().any(|(_, day)| day.year.is_some()))
}

/// The agency alone on a line: `— AFP`, `(Reuters)`, `- Bernama`.
fn is_sign_off(line: &str) -> bool {
    let name = &line[trim(line, 0..line.len())];
    !name.is_empty() && name.len() < 60 && parts_known(name)
}

fn parts_known(name: &str) -> bool {
    name.split(['/', ',', '|'])
        .all(|part| is_known(part.trim()) || DESKS.has(part.trim()))
}

/// `(By Yuki Sato)`.
fn is_author(line: &str) -> bool {
    let inner = line.trim_start_matches('(').trim_end_matches([')', '.']);
    let leads = |lead: &str| {
        inner
            .get(..lead.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(lead))
    };
    let by = leads("by ") || leads("author:") || leads("reporter:");
    by && line.len() <= 100 && byline::read(inner).is_some_and(|b| !b.names.is_empty())
}

fn is_bracketed_author(line: &str) -> bool {
    line.starts_with('(') && line.ends_with([')', '.']) && is_author(line)
}

/// A last paragraph on the author: `Selim Karahan, a former correspondent, is …`.
fn is_note_on_author(line: &str, names: &[String]) -> bool {
    let is_on = |name: &String| {
        line.strip_prefix(name.as_str()).is_some_and(|rest| {
            let verb = [" is ", " was ", " writes ", " teaches ", " covers ", " reports "]
                .iter()
                .any(|v| rest.contains(v));
            verb && !rest.starts_with(['’', '\''])
        })
    };
    names.iter().any(is_on)
}

/// Takes agency and day from a line of the tail.
fn read_line(text: &str, unit: Unit, foot: &mut Foot) {
    let line = head(unit.span.slice(text), MAX_LINE);
    let span = |start: usize, end: usize| {
        let range = trim(line, start..end);
        Span::new(
            unit.span.start as usize + range.start,
            unit.span.start as usize + range.end,
        )
    };
    let mut is_read = false;
    if let Some(imprint) = imprint::read(line) {
        foot.source = foot.source.or(imprint.source.map(|r| span(r.start, r.end)));
        if let Some(author) = imprint.author.filter(|_| foot.names.is_empty()) {
            foot.names.push(span(author.start, author.end));
        }
        foot.days.extend(imprint.days.into_iter().next());
        is_read = true;
    }
    if foot.source.is_none() {
        foot.source = SOURCE
            .captures(line)
            .and_then(|c| c.get(1).or(c.get(2)).or(c.get(3)))
            .map(|m| span(m.start(), m.end()))
            .or_else(|| is_sign_off(line).then(|| span(0, line.len())))
            .or_else(|| after_end(line).map(|r| span(r.start, r.end)))
            .or_else(|| kyodo(line).map(|r| span(r.start, r.end)))
            .or_else(|| imprint::owner(line).map(|r| span(r.start, r.end)));
    }
    foot.year = foot.year.or_else(|| imprint::year(line));
    if !is_read {
        let told = CREDIT.is_match(line) || is_code(line);
        let stamp = stamp::read(line).filter(|stamp| told || stamp.rest.is_empty());
        let day = stamp.and_then(|s| s.days.into_iter().next());
        foot.days.extend(day.filter(|(_, day)| day.year.is_some()));
    }
}

static SOURCE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:Sources?:|SOURCE:?)\s*(.{2,80}?)\.?$|^This (?:report|story|article) (?:by|from) (.{2,60}?) was (?:first|originally) published|^Published (?:in|by) ([A-Z].{2,60}?),? (?:on )?(?:[A-Z][a-z]+\.? \d|\d)",
    )
});

/// `==Kyodo`: a name known after signs.
fn kyodo(line: &str) -> Option<std::ops::Range<usize>> {
    let name = line.trim_start_matches('=');
    let at = line.len() - name.len();
    (at > 0 && source::is_agency(name)).then_some(at..line.len())
}
