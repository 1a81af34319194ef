//! What each line above the body is.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::byline::{self, Byline};
use super::day::{Day, regex};
use super::keyed::{self, Key};
use super::lines::{Unit, ends_sentence, head, is_upper, words};
use super::lists::{CITIES, NOTICES, SECTIONS, STATES};
use super::paragraphs::{is_caption, is_clock};
use super::{context, dateline, imprint, peel};
use super::{source, stamp};

/// What a line above the body is, with what it holds; ranges are within the line.
#[derive(Clone, Debug)]
pub(super) enum Line {
    /// `Headline: …`.
    Keyed(Key, Range<usize>),
    /// A day or hour of publication, and what else the line names.
    Stamp(Vec<(u8, Day)>),
    /// The authors, perhaps with a day.
    Byline(Byline, Vec<(u8, Day)>),
    /// First and last names alone, which may be authors.
    Names(Byline),
    /// An agency or paper, perhaps with a day.
    Outlet(Range<usize>, Vec<(u8, Day)>),
    /// A stamp and the headline after it.
    Stamped(Day, Range<usize>),
    /// A section's name.
    Section,
    /// `FOR IMMEDIATE RELEASE`.
    Notice,
    /// Words with a picture.
    Caption,
    /// An hour alone: a live blog begins.
    Clock,
    /// The body begins, with a dateline.
    Dateline(peel::Line),
    /// A place above the body, perhaps with the agency or paper: `REGINA — The Canadian Press`.
    Placed(peel::Line),
    /// Running text.
    Prose,
    /// Anything short: a headline, a deck.
    Plain,
}

impl Line {
    /// Whether the line says certainly who wrote the copy, or when it came out.
    pub(super) fn is_certain(&self) -> bool {
        match self {
            Line::Keyed(..) | Line::Stamp(_) => true,
            Line::Byline(byline, days) => {
                let only_mail = byline.has_mail && byline.names.is_empty();
                byline.has_lead || byline.has_role && !only_mail || !days.is_empty()
            }
            Line::Outlet(_, days) => !days.is_empty(),
            _ => false,
        }
    }

    /// Whether the line is of the header's furniture, and no headline.
    pub(super) fn is_furniture(&self) -> bool {
        !matches!(self, Line::Prose | Line::Plain | Line::Clock | Line::Dateline(_))
    }
}

/// Longest line that can be anything but running text.
const MAX_LINE: usize = 400;

/// Reads one unit; `keyed` says that the text has a header of keyed lines.
pub(super) fn read(text: &str, unit: Unit, keyed: bool) -> Line {
    let line = unit.span.slice(text);
    if is_caption(line) {
        return Line::Caption;
    }
    if keyed && let Some((key, value)) = keyed::read(line) {
        return Line::Keyed(key, value);
    }
    if imprint::is_numbered(line) {
        return of_issue(line);
    }
    if let Some(placed) = dateline::with_outlet(line) {
        return Line::Placed(placed);
    }
    if let Some(dateline) = dateline::read(line) {
        // `Agence France-Presse -- English`: the house and the language of its service.
        let language = dateline
            .agency
            .clone()
            .filter(|_| dateline.places.is_empty() && (1..=2).contains(&words(&line[dateline.end..], 3)));
        return match language {
            Some(house) => Line::Outlet(house, Vec::new()),
            None => Line::Dateline(dateline),
        };
    }
    if is_clock(line) {
        return Line::Clock;
    }
    let stamped = read_stamp(line);
    if let Some(stamp @ Line::Stamp(_)) = stamped {
        return stamp;
    }
    if let Some((day, rest)) = stamp::leads_headline(line) {
        // `7 March 2024 - Sofia (Reuters) - Ministers …`.
        let placed = dateline::read(&line[rest.clone()]);
        if let Some(mut placed) = placed.filter(|d| d.agency.is_some() && !d.places.is_empty()) {
            placed = placed.shifted(rest.start);
            placed.day.get_or_insert(day);
            return Line::Dateline(placed);
        }
        let is_headline = !is_author(line, &rest) && source::in_line(&line[rest.clone()]).is_none();
        if is_headline && rest.len() <= MAX_LINE {
            return Line::Stamped(day, rest);
        }
    }
    if line.len() > MAX_LINE {
        return Line::Prose;
    }
    if is_notice(line) || is_slug(line) {
        let days = stamp::read(line).map_or(Vec::new(), |stamp| stamp.days);
        return if days.is_empty() {
            Line::Notice
        } else {
            Line::Stamp(days)
        };
    }
    if is_section(line) {
        return Line::Section;
    }
    if NUMBER.is_match(line) {
        return Line::Section;
    }
    stamped.unwrap_or_else(|| read_plain(line))
}

/// `Issue 41 | 10/05/2023`, `Grand Forks, N.D. - Tuesday, June 24, 1997 - Page 1A`: what a paper has under its name.
fn of_issue(line: &str) -> Line {
    match imprint::read(line) {
        // Shaped as a name or not, what stands before the number is the paper: `FARM MATTERS | Issue 12 | 3 May 2021`.
        Some(issue) => match issue.source.or(issue.author.filter(|name| name.start == 0)) {
            Some(paper) => Line::Outlet(paper, issue.days),
            None => Line::Stamp(issue.days),
        },
        None => Line::Section,
    }
}

/// Whether what stands after a stamp is an author: by its lead, as a name after a bar, by its role after a dash.
fn is_author(line: &str, rest: &Range<usize>) -> bool {
    let name = &line[rest.clone()];
    let above = line[..rest.start].trim_end();
    let (barred, dashed) = (above.ends_with(['|', '•', '·']), above.ends_with(['–', '—', '-']));
    byline::lead(name) > 0 || (barred || dashed) && byline::read(name).is_some_and(|b| barred || b.has_role)
}

/// For whom the copy is; in a sentence only after a colon or in brackets: `Eds: With quotes.`
fn is_notice(line: &str) -> bool {
    NOTICES.starts(line).is_some_and(|end| {
        let marked =
            line.starts_with('(') || line[..end].ends_with(':') || line[end..].trim_start().starts_with(':');
        marked || !ends_sentence(line)
    })
}

/// The name under which a desk keeps the copy: `BC-EU--Sweden-Tram,2nd Ld-Writethru`, `SWEDEN-TRAM/`.
fn is_slug(line: &str) -> bool {
    if line.len() > 70 || ends_sentence(line) {
        return false;
    }
    let first = line.split_whitespace().next().unwrap_or("");
    let coded = ["BC-", "bc-", "Bc-", "AM-", "PM-"]
        .iter()
        .any(|start| first.starts_with(start))
        && first.len() > 5;
    let slashed = first.contains('-') && (first.ends_with('/') || first.contains("/ ")) && is_upper(first);
    coded && (first.contains("--") || first.len() == line.len()) || slashed || line.contains("Writethru")
}

/// Numbers and editions of copy in archives and offices.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?xi) ^(?: (?:document\ )? \d+\ of\ \d+ (?:\ documents?)?
        | (?:no|nr|ref|page|pg)\.?:?\ ?[a-z]{0,4}[\d/\ -]+
        | (?:[\w'\ ]{2,30}\ )?edition (?:\ \d+)?
        )[;.]?$",
    )
});

/// A line with a day or an hour.
fn read_stamp(line: &str) -> Option<Line> {
    let stamp = stamp::read(line)?;
    let rest = &line[stamp.rest.clone()];
    let shift = |r: Range<usize>| stamp.rest.start + r.start..stamp.rest.start + r.end;
    if rest.is_empty() || CITIES.has(rest) || STATES.has(rest) || is_section(rest) {
        return Some(Line::Stamp(stamp.days));
    }
    if stamp::opens_sentence(line) && !rest.is_empty() {
        return None;
    }
    let spans_day = stamp
        .days
        .iter()
        .any(|(_, day)| stamp.rest.start < day.range.start && day.range.end < stamp.rest.end);
    if spans_day && let Some(byline) = read_pieces(line, &stamp) {
        return Some(byline);
    }
    if let Some(byline) =
        byline::read(rest).filter(|b| b.has_lead || !stamp.days.is_empty() && !source::is_outlet(rest))
    {
        return Some(Line::Byline(byline.shifted(stamp.rest.start), stamp.days));
    }
    if let Some(outlet) = source::in_line(rest) {
        return Some(Line::Outlet(shift(outlet), stamp.days));
    }
    let short = words(rest, 6) <= 4 && !ends_sentence(line);
    let paper = rest.starts_with("The ") && short && !stamp.days.is_empty();
    if paper
        && line[stamp.rest.end..]
            .trim_start()
            .starts_with([',', '|', '–', '—', '-', '·', '•'])
    {
        return Some(Line::Outlet(stamp.rest, stamp.days));
    }
    if !stamp.days.is_empty() && is_barred_paper(line, &stamp.rest) {
        return Some(Line::Outlet(stamp.rest, stamp.days));
    }
    let dated_first = stamp.days.iter().any(|(_, day)| {
        let after = line[day.range.end..].trim_start();
        day.year.is_some()
            && day.range.end <= stamp.rest.start
            && after.starts_with([',', '|', '–', '—', '-', '·', '•', '/'])
    });
    if let Some(byline) = read_pieces(line, &stamp) {
        return Some(byline);
    }
    // `Deccan Wire | Pune | Updated: …`: whatever stands between bars beside a labelled day is no headline.
    let barred = line.contains(['|', '•', '·']) && line.len() <= MAX_STAMP && !ends_sentence(line);
    if let Some(paper) = imprint::read(line).and_then(|imprint| imprint.source) {
        return Some(Line::Outlet(paper, stamp.days));
    }
    let is_stamp =
        !stamp.days.is_empty() && (short && (stamp.labelled || dated_first) || barred && stamp.labelled);
    is_stamp.then_some(Line::Stamp(stamp.days))
}

/// Longest stamp with bars, in bytes.
const MAX_STAMP: usize = 120;

fn is_place_or_section(part: &str) -> bool {
    CITIES.has(part) || STATES.has(part) || SECTIONS.has(part)
}

/// `April 2, 2024 | The Mesa Review of Books`: capitalised words after `The`, apart from the day by a bar.
fn is_barred_paper(line: &str, rest: &Range<usize>) -> bool {
    let name = &line[rest.clone()];
    let is_bar = |c: char| matches!(c, '|' | '•' | '·');
    let barred =
        line[..rest.start].trim_end().ends_with(is_bar) || line[rest.end..].trim_start().starts_with(is_bar);
    barred && name.starts_with("The ") && words(name, 8) <= 6 && context::is_title(name)
}

/// `Ann Lee – 8 May 2024 – Oslo Weekly`, `8 May 2024 | Politics | Ann Lee`: each part must be an author, a paper,
/// a section or a town.
fn read_pieces(line: &str, stamp: &stamp::Stamp) -> Option<Line> {
    if stamp.days.is_empty() || stamp.pieces.len() < 2 || stamp.pieces.len() > 5 {
        return None;
    }
    let bars = |c: char| matches!(c, '|' | '•' | '·' | '–' | '—' | '-' | '/' | '(' | ')');
    let mut all = Byline::default();
    let mut commas = false;
    for (at, piece) in stamp.pieces.iter().enumerate() {
        if let Some(before) = at.checked_sub(1).map(|at| stamp.pieces[at].end) {
            let gap = line[before..piece.start].trim();
            commas |= !gap.starts_with(bars) || !gap.ends_with(bars);
        }
        let text = &line[piece.clone()];
        if is_section(text) || text.split(", ").all(is_place_or_section) {
            continue;
        }
        if let Some(byline) = byline::read(text) {
            let byline = byline.shifted(piece.start);
            all.names.extend(byline.names);
            all.outlet = all.outlet.or(byline.outlet);
            all.has_lead |= byline.has_lead;
            all.has_role |= byline.has_role;
        } else {
            let outlet = source::in_line(text)?;
            all.outlet
                .get_or_insert(piece.start + outlet.start..piece.start + outlet.end);
        }
    }
    let told = !all.names.is_empty() || all.outlet.is_some();
    let apart = !commas || all.has_lead || all.outlet.is_some();
    let days = stamp.days.clone();
    (told && apart).then(|| {
        match all
            .outlet
            .clone()
            .filter(|_| all.names.is_empty() && !all.has_role)
        {
            Some(outlet) => Line::Outlet(outlet, days),
            None => Line::Byline(all, days),
        }
    })
}

/// A line without days.
fn read_plain(line: &str) -> Line {
    if is_prose(line) {
        let byline = byline::read_led(line);
        return byline.map_or(Line::Prose, |byline| Line::Byline(byline, Vec::new()));
    }
    // `Thandi Moyo Herald Reporter` says who and where without a lead.
    let is_whole = |byline: &Byline| byline.has_role && byline.outlet.is_some() && !byline.names.is_empty();
    let byline = match byline::read(line) {
        Some(byline) if byline.has_lead || is_whole(&byline) => return Line::Byline(byline, Vec::new()),
        byline => byline,
    };
    if let Some(outlet) = source::in_line(line) {
        return Line::Outlet(outlet, Vec::new());
    }
    match byline {
        Some(byline) if byline.has_role => Line::Byline(byline, Vec::new()),
        Some(byline) if !byline.names.is_empty() => Line::Names(byline),
        _ => Line::Plain,
    }
}

/// Running text: a sentence of some length.
fn is_prose(line: &str) -> bool {
    line.len() > 250 || ends_sentence(line) && (line.len() >= 110 || words(line, 16) >= 15)
}

/// `LOCAL NEWS / CRIME & COURTS`, `Opinion | Climate`.
fn is_section(line: &str) -> bool {
    if line.len() > 80 {
        return false;
    }
    let clean = |part: &str| part.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let is_path = !line.contains(':') && !ends_sentence(line);
    let parts: Vec<String> = line
        .split(['/', '|', '>', '›', '»', '•', '·', ':'])
        .map(clean)
        .filter(|p| !p.is_empty())
        .collect();
    let known = |p: &String| SECTIONS.has(p);
    !parts.is_empty()
        && (parts.iter().all(known)
            || parts.len() >= 2
                && known(&parts[0])
                && parts.iter().all(|p| words(p, 5) <= 3)
                && (is_path || is_upper(line)))
}

/// Whether the text begins with keyed lines.
pub(super) fn is_keyed(text: &str, units: &[Unit]) -> bool {
    let keys: Vec<Key> = units
        .iter()
        .take(14)
        .filter_map(|unit| keyed::read(head(unit.span.slice(text), 600)).map(|(key, _)| key))
        .collect();
    let telling = keys
        .iter()
        .filter(|k| !matches!(k, Key::Other | Key::Body))
        .count();
    keys.len() >= 2
        && telling >= 1
        && (keys.contains(&Key::Headline) || telling >= 2 || keys.contains(&Key::Body) || keys.len() >= 3)
}
