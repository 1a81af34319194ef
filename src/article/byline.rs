//! Lines that name an article's authors.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::credit::{self, Credit};
use super::day::regex;
use super::lines::is_upper;
use super::lists::{BYLINE_LEADS, DESKS, PARTICLES, ROLE_MODIFIERS, ROLES, SECTIONS};
use super::name::{is_capitalised, is_full_name, is_name, is_place, is_suffix, without_stop};
use super::source::{self, is_agency, is_known, is_outlet, role_start, trim};

/// What a byline says.
#[derive(Clone, Debug, Default)]
pub(super) struct Byline {
    /// Where the authors' names stand in the line.
    pub(super) names: Vec<Range<usize>>,
    /// Where an agency or paper is named.
    pub(super) outlet: Option<Range<usize>>,
    /// Whether it begins with `By` or the like.
    pub(super) has_lead: bool,
    /// Whether it says what somebody is, or that a desk wrote it.
    pub(super) has_role: bool,
    /// Whether it says where or for whom somebody wrote.
    pub(super) has_place: bool,
    /// Whether it has an address.
    pub(super) has_mail: bool,
    /// Parts that are nothing known.
    strange: usize,
}

/// Longest line that is looked at.
const MAX_LINE: usize = 300;

impl Byline {
    /// A line that says no more than what the author above it is.
    pub(super) fn post() -> Byline {
        Byline {
            has_role: true,
            ..Byline::default()
        }
    }

    /// The same, with ranges moved by `by`.
    pub(super) fn shifted(mut self, by: usize) -> Byline {
        let shift = |r: Range<usize>| r.start + by..r.end + by;
        self.names = self.names.into_iter().map(shift).collect();
        self.outlet = self.outlet.map(shift);
        self
    }
}

/// Reads a byline: `By First Last, Staff Writer`; without a lead (`Ann Lee Political editor`) every part must be clear.
pub(super) fn read(line: &str) -> Option<Byline> {
    if line.len() > MAX_LINE {
        return None;
    }
    let lead = lead(line);
    read_opened(line, lead).or_else(|| read_whole(line, lead))
}

/// The same, if the byline has a lead: other lines are not read to their ends.
pub(super) fn read_led(line: &str) -> Option<Byline> {
    if line.len() > MAX_LINE {
        return None;
    }
    let lead = lead(line);
    let byline = match read_opened(line, lead) {
        None if lead > 0 => read_whole(line, lead),
        opened => opened,
    };
    byline.filter(|byline| byline.has_lead)
}

/// A byline told by how it begins.
fn read_opened(line: &str, lead: usize) -> Option<Byline> {
    if lead == 0
        && let Some(byline) = read_after_outlet(line)
    {
        return Some(byline);
    }
    if is_lone_lead(line, lead) {
        return Some(read_names(line, line.len()));
    }
    read_from(line)
}

/// A byline told by all of its parts.
fn read_whole(line: &str, lead: usize) -> Option<Byline> {
    let mut byline = Byline {
        has_lead: lead > 0,
        ..Byline::default()
    };
    let most_strange = if byline.has_lead { usize::MAX } else { 0 };
    read_parts(line, lead, most_strange, &mut byline);
    let found = !byline.names.is_empty()
        || byline.outlet.is_some()
        || byline.has_role
        || byline.has_place && lead > 0;
    let clear = if byline.has_lead {
        byline.strange <= byline.names.len() / 2
    } else {
        byline.strange == 0
            && byline.names.iter().all(|n| is_full_name(&line[n.clone()]))
            && is_of_one_case(line, &byline)
    };
    (found && clear).then_some(byline)
}

/// `From Ann Lee in Oslo`, only with a place that we know; `From Our Bureau`.
fn read_from(line: &str) -> Option<Byline> {
    let from = line.get(..5).filter(|from| from.eq_ignore_ascii_case("from "))?;
    if DESKS.has(&line[from.len()..]) {
        return Some(Byline::post());
    }
    let after = line.strip_prefix("From ")?;
    let start = line.len() - after.len();
    let (name, place, sure) = match after.split_once(" in ") {
        Some((name, place)) => (name, place, is_place(place.split(',').next()?.trim())),
        // `From Chidi Obi, Enugu`
        None => {
            let (name, place) = after.split_once(", ")?;
            (
                name,
                place,
                words(place) <= 2 && is_titled(place) && !place.contains(','),
            )
        }
    };
    let fits = sure && !place.is_empty() && is_name(name, false) && is_full_name(name);
    fits.then(|| read_names(line, start))
}

/// `Author of the article:` with the name on the next line.
fn is_lone_lead(line: &str, lead: usize) -> bool {
    if lead == 0 || !trim(line, lead..line.len()).is_empty() {
        return false;
    }
    let word = line[..lead].to_lowercase();
    word.ends_with("by") || word.contains("author")
}

/// `ABC Western Qld / By Ann Lee`.
fn read_after_outlet(line: &str) -> Option<Byline> {
    static INNER: LazyLock<Regex> = LazyLock::new(|| regex(r"^(.{2,50}?)\s*[/|•·–—]\s*[Bb][Yy]\s"));
    if !line.contains(['/', '|', '•', '·', '–', '—']) {
        return None;
    }
    let c = INNER.captures(line)?;
    let (whole, outlet) = (c.get(0)?, c.get(1)?);
    let titled = outlet
        .as_str()
        .split_whitespace()
        .all(|w| w.starts_with(|c: char| !c.is_lowercase()));
    let mut byline = read_names(line, whole.end());
    byline.outlet = Some(trim(line, outlet.range())).filter(|r| titled && !SECTIONS.has(&line[r.clone()]));
    (!byline.names.is_empty()).then_some(byline)
}

/// The length of `By ` or the like at the line's head, with signs before it; 0 when there is none.
pub(super) fn lead(line: &str) -> usize {
    let start = line.len() - line.trim_start_matches(['—', '–', '-', ' ', '*', '|']).len();
    BYLINE_LEADS.starts(&line[start..]).map_or(0, |len| start + len)
}

/// Reads a line that is known to be a byline, with its lead or without: the line with it, and what is in that.
pub(super) fn read_stated(stated: &str) -> (String, Byline) {
    let line = match lead(stated) {
        0 => format!("By {stated}"),
        _ => stated.to_owned(),
    };
    let byline = read_names(&line, lead(&line));
    (line, byline)
}

/// Reads the names from byte `from` on.
pub(super) fn read_names(line: &str, from: usize) -> Byline {
    let mut byline = Byline {
        has_lead: from > 0,
        ..Byline::default()
    };
    if line.len() <= MAX_LINE {
        read_parts(line, from, usize::MAX, &mut byline);
    }
    byline
}

/// Reads the parts from byte `from` on, up to one after which more of them are strange than may be.
fn read_parts(line: &str, from: usize, most_strange: usize, byline: &mut Byline) {
    let mut at = from;
    let (mut after_place, mut skips) = (false, false);
    let joints = JOINT
        .find_iter(&line[from..])
        .map(|m| from + m.start()..from + m.end());
    for joint in joints.chain(std::iter::once(line.len()..line.len())) {
        let mut part = trim(line, at..joint.start.max(at));
        match credit::read(&line[part.clone()]) {
            Some(Credit::Author(lead)) => {
                part = trim(line, part.start + lead..part.end);
                skips = false;
            }
            Some(Credit::Other) => skips = true,
            None => {}
        }
        if !part.is_empty() && !skips {
            read_part(line, part, byline, &mut after_place);
        }
        if byline.strange > most_strange {
            return;
        }
        at = joint.end.max(at);
    }
}

/// What stands between the parts of a byline.
static JOINT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\s*(?:[,;|•·()\[\]<>]|\s[—–-]{1,2}\s|\s{3,}|\t|\s/\s|\s(?:and|with|plus)\s|&)\s*(?:(?:and|with|plus)\s+)?",
    )
});

/// Where, for whom: ends a name.
static PREPOSITION: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)(?:^|\s)(in|at|for|of|from|on|to)\s+"));

fn read_part(line: &str, part: Range<usize>, byline: &mut Byline, after_place: &mut bool) {
    let text = &line[part.clone()];
    if is_suffix(text) {
        if let Some(name) = byline.names.last_mut() {
            name.end = part.end;
        }
        return;
    }
    if let Some(at) = text.find('@') {
        byline.has_role = true;
        byline.has_mail = true;
        // `BY ANN LEE Observer staff reporter ann@observer.com`
        let before = text[..at]
            .rfind(' ')
            .filter(|_| byline.has_lead && byline.names.is_empty());
        if let Some(end) = before {
            let before = trim(line, part.start..part.start + end);
            return read_part(line, before, byline, after_place);
        }
        return;
    }
    if byline.has_lead
        && let Some((outlet, name)) = role_before_name(text)
    {
        byline.has_role = true;
        if outlet > 0 {
            byline.outlet.get_or_insert(part.start..part.start + outlet);
        }
        return read_name(line, part.start + name..part.end, byline);
    }
    if is_known(text) && !(byline.has_lead && byline.names.is_empty() && is_ambiguous(text)) {
        byline.outlet.get_or_insert(part);
        return;
    }
    if DESKS.has(text) {
        byline.has_role = true;
        return;
    }
    if !byline.names.is_empty() && (is_station(text) || is_with_site(text)) {
        byline.outlet.get_or_insert(part);
        return;
    }
    // `RFE/RL's Georgian Service`.
    if let Some(at) = text.find(['’', '\'']).filter(|&at| is_known(&text[..at])) {
        byline.outlet.get_or_insert(part.start..part.start + at);
        return;
    }
    if text.contains(|c: char| c.is_ascii_digit()) && byline.has_lead {
        return;
    }
    // `, north of England editor`
    if !byline.names.is_empty() && text.contains(" of ") && role_start(text) == Some(0) {
        byline.has_role = true;
        return;
    }
    // `Harriet Lowe North of England correspondent`
    if text.contains(" of ") && role_start(text).is_some_and(|role| text[role..].contains(" of ")) {
        return read_plain(line, part, byline);
    }
    if let Some(c) = PREPOSITION.captures(text) {
        let (whole, word) = (
            c.get(0).map_or(0..0, |m| m.range()),
            c.get(1).map_or("", |m| m.as_str()),
        );
        let (before, after) = (
            part.start..part.start + whole.start,
            part.start + whole.end..part.end,
        );
        let is_place = word.eq_ignore_ascii_case("in");
        if !before.is_empty() {
            read_plain(line, trim(line, before), byline);
        }
        let town = &line[after.clone()];
        let known = is_outlet(town)
            || self::is_place(town)
            || "inat".contains(&word.to_lowercase()) && is_titled(town);
        byline.strange += usize::from(!byline.has_lead && !known);
        if !is_place && is_outlet(&line[after.clone()]) {
            byline.outlet.get_or_insert(after);
        }
        byline.has_place = true;
        *after_place = is_place;
        return;
    }
    if *after_place && (is_place(text) || words(text) == 1) {
        return;
    }
    *after_place = false;
    read_plain(line, part, byline);
}

/// A part without prepositions: a name, a name with a role, a role, or a paper.
fn read_plain(line: &str, part: Range<usize>, byline: &mut Byline) {
    let text = &line[part.clone()];
    if let Some(role) = role_start(text) {
        byline.has_role = true;
        let before = trim(line, part.start..part.start + role);
        let has_name = !byline.names.is_empty();
        // `Stabroek News reporter`: what stands before the last word is the paper.
        let last = text.rfind(' ').map_or(0, |at| at);
        if has_name && !before.is_empty() && is_outlet(&text[..last]) {
            byline.outlet.get_or_insert(part.start..part.start + last);
            return;
        }
        if let Some(outlet) = paper_before_role(&line[before.clone()], has_name) {
            byline.outlet.get_or_insert(before.start + outlet..before.end);
            let name = trim(line, before.start..before.start + outlet);
            if !name.is_empty() {
                read_name(line, name, byline);
            }
            return;
        }
        let is_more_of_role =
            is_rank(&line[before.clone()]) || !byline.names.is_empty() && words(&line[before.clone()]) == 1;
        if !before.is_empty() && !is_more_of_role {
            read_name(line, before, byline);
        }
        return;
    }
    let has_full_name = byline.names.iter().any(|n| words(&line[n.clone()]) >= 2);
    if DESKS.has(text) || ROLE_MODIFIERS.has(text) && has_full_name {
        byline.has_role = true;
    } else if has_full_name && is_acronym(text) {
        byline.outlet.get_or_insert(part);
    } else if has_full_name && byline.has_lead && words(text) == 1 {
        // A town, or whatever else stands after the names.
    } else if !is_place(text) || byline.names.is_empty() {
        read_name(line, part, byline);
    }
}

fn read_name(line: &str, part: Range<usize>, byline: &mut Byline) {
    let part = part.start + title(&line[part.clone()])..part.end;
    let text = &line[part.clone()];
    if let Some(at) = outlet_after_name(text) {
        byline.outlet.get_or_insert(part.start + at..part.end);
        return read_name(line, trim(line, part.start..part.start + at), byline);
    }
    if is_outlet(text) && !is_name_first(text, byline) {
        byline.outlet.get_or_insert(part);
    } else if is_name(text, byline.has_lead) {
        byline.names.push(without_stop(line, part));
    } else {
        byline.strange += 1;
    }
}

/// Where the paper begins in what stands before a role: `Gleaner` Writer, `Ann Lee Herald` Reporter.
fn paper_before_role(text: &str, has_name: bool) -> Option<usize> {
    let is_paper = |name: &str| is_known(name) || source::is_paper_word(name);
    if has_name && (is_paper(text) || is_outlet(text))
        || is_known(text)
        || text.starts_with("The ") && is_outlet(text)
    {
        return Some(0);
    }
    let blanks = text.match_indices(' ').map(|(at, _)| at);
    let free =
        |name: &str| is_name(name, false) && is_full_name(name) && !name.split(' ').any(source::is_in_papers);
    let mut starts = blanks.take(6).filter(|&at| free(&text[..at]));
    starts
        .find(|&at| is_paper(&text[at + 1..]) || is_outlet(&text[at + 1..]))
        .map(|at| at + 1)
}

/// `Senior Moose` before `Correspondent`.
fn is_rank(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or("").to_lowercase();
    matches!(
        first.as_str(),
        "senior"
            | "chief"
            | "deputy"
            | "assistant"
            | "associate"
            | "executive"
            | "managing"
            | "acting"
            | "lead"
            | "staff"
            | "special"
            | "contributing"
            | "freelance"
    )
}

/// Whether every word but small ones is capitalised.
fn is_titled(text: &str) -> bool {
    text.split_whitespace()
        .all(|w| is_capitalised(w) || PARTICLES.has(w))
}

/// `TNN` after a name.
fn is_acronym(text: &str) -> bool {
    (2..=6).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase())
}

/// `ABC Ballarat` behind a name: a broadcaster in capitals, and where it stands.
fn is_station(text: &str) -> bool {
    let Some((first, rest)) = text.split_once(' ') else {
        return false;
    };
    is_acronym(first) && is_agency(first) && words(rest) <= 3 && is_titled(rest) && role_start(text).is_none()
}

/// `The Oregonian/OregonLive`: a paper and its site.
fn is_with_site(text: &str) -> bool {
    let site = text.split_once('/').filter(|(_, site)| !site.contains(' '));
    site.is_some_and(|(paper, _)| is_outlet(paper) || paper.starts_with("The ") && words(paper) <= 4)
}

/// Where the agency begins in `ANN LEE Associated Press`.
fn outlet_after_name(text: &str) -> Option<usize> {
    let blanks = text.match_indices(' ').map(|(at, _)| at + 1).take(8);
    blanks.skip(1).find(|&at| is_known(&text[at..]))
}

/// `By Ann Post`: two words right after the lead are a person, unless we know the paper.
fn is_name_first(text: &str, byline: &Byline) -> bool {
    let free = byline.has_lead && byline.names.is_empty();
    free && words(text) == 2 && !is_known(text) && !text.starts_with("The ") && !text.ends_with("News")
}

/// Names of papers that could be persons' (`Forbes`).
fn is_ambiguous(text: &str) -> bool {
    matches!(text, "Forbes" | "Barron's" | "Slate" | "Vox" | "Punch")
}

/// `Xinhua writers Ann Lee`, `staff writer Ann Lee`: where the agency ends, and where the name begins.
fn role_before_name(text: &str) -> Option<(usize, usize)> {
    let starts = std::iter::once(0).chain(text.match_indices(' ').map(|(at, _)| at + 1));
    let outlet = starts
        .clone()
        .take(4)
        .filter(|&at| at > 0 && is_known(&text[..at - 1]))
        .max();
    let from = outlet.unwrap_or(0);
    let mut after = starts.filter(|&at| at >= from).take(4).map(|at| {
        let word = text[at..].split(' ').next().unwrap_or("");
        (at + word.len(), word)
    });
    let (end, _) = after
        .by_ref()
        .take_while(|(_, word)| {
            word.starts_with(char::is_lowercase) && (ROLES.has(word) || ROLE_MODIFIERS.has(word))
        })
        .filter(|(_, word)| ROLES.has(word))
        .last()?;
    let name = text.get(end + 1..)?;
    is_name(name, false).then_some((from.saturating_sub(1), end + 1))
}

/// The length of a title before two names or more: `Dr Ann Lee`.
fn title(text: &str) -> usize {
    let Some((first, rest)) = text.split_once(' ') else {
        return 0;
    };
    let is_title = matches!(
        first.trim_end_matches('.'),
        "Dr" | "DR" | "Prof" | "Professor" | "Mr" | "Mrs" | "Ms" | "Sir" | "Dame" | "Rev"
    );
    if is_title && words(rest) >= 2 {
        text.len() - rest.trim_start().len()
    } else {
        0
    }
}

fn words(text: &str) -> usize {
    super::lines::words(text, 10)
}

/// Names without a lead are all in capitals or none is: `MARKET TALK / Gold Rises` is nobody.
fn is_of_one_case(line: &str, byline: &Byline) -> bool {
    let capitals = |n: &Range<usize>| is_upper(&line[n.clone()]);
    byline.names.iter().all(capitals) || !byline.names.iter().any(capitals)
}
