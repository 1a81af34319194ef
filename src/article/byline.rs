//! Lines that name an article's authors.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::day::regex;
use super::lines::is_upper;
use super::lists::{
    BYLINE_LEADS, CITIES, DESKS, HEADLINE_VERBS, PARTICLES, ROLE_MODIFIERS, ROLES, SECTIONS, STAMP_WORDS,
    STATES,
};
use super::source::{is_known, is_outlet, role_start, trim};

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
    if lead == 0
        && let Some(byline) = read_after_outlet(line)
    {
        return Some(byline);
    }
    if is_lone_lead(line, lead) {
        return Some(read_names(line, line.len()));
    }
    let byline = read_names(line, lead);
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

/// `Author of the article:` with the name on the next line.
fn is_lone_lead(line: &str, lead: usize) -> bool {
    let word = line[..lead].to_lowercase();
    lead > 0 && trim(line, lead..line.len()).is_empty() && (word.ends_with("by") || word.contains("author"))
}

/// `ABC Western Qld / By Ann Lee`.
fn read_after_outlet(line: &str) -> Option<Byline> {
    static INNER: LazyLock<Regex> = LazyLock::new(|| regex(r"^(.{2,50}?)\s*[/|•·–—]\s*[Bb][Yy]\s"));
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

/// Reads the names from byte `from` on.
pub(super) fn read_names(line: &str, from: usize) -> Byline {
    let mut byline = Byline {
        has_lead: from > 0,
        ..Byline::default()
    };
    if line.len() <= MAX_LINE {
        read_parts(line, from, &mut byline);
    }
    byline
}

fn read_parts(line: &str, from: usize, byline: &mut Byline) {
    let mut at = from;
    let (mut after_place, mut skips) = (false, false);
    let joints: Vec<Range<usize>> = JOINT
        .find_iter(&line[from..])
        .map(|m| from + m.start()..from + m.end())
        .collect();
    for joint in joints.into_iter().chain(std::iter::once(line.len()..line.len())) {
        let mut part = trim(line, at..joint.start.max(at));
        match credit(&line[part.clone()]) {
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
        at = joint.end.max(at);
    }
}

/// What a part of a byline says of the names after its `by`.
enum Credit {
    /// They wrote the copy, too; the length of the words that say so.
    Author(usize),
    /// They edited it, took the pictures, or the like.
    Other,
}

/// `Written by: Ann Lee | Edited by: Bob Ray`, `Photographs by Bob Ray`.
fn credit(part: &str) -> Option<Credit> {
    let mut words = part.split_whitespace().take(4);
    let by = words.position(|w| w.trim_end_matches(':').eq_ignore_ascii_case("by"))?;
    let others = ["edited", "editing", "reviewed", "checked", "additional"];
    let mut first = part.split_whitespace().take(by + 1);
    let is_other = first.any(|w| others.iter().any(|o| w.eq_ignore_ascii_case(o)));
    match BYLINE_LEADS.starts(part) {
        Some(lead) if !is_other => Some(Credit::Author(lead)),
        _ => (by > 0).then_some(Credit::Other),
    }
}

/// What stands between the parts of a byline.
static JOINT: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?i)\s*(?:[,;|•·()\[\]<>]|\s[—–-]{1,2}\s|\s/\s|\s(?:and|with|plus)\s|&)\s*(?:and\s+)?")
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
    if text.contains('@') {
        byline.has_role = true;
        byline.has_mail = true;
        return;
    }
    if is_known(text) && !(byline.has_lead && byline.names.is_empty() && is_ambiguous(text)) {
        byline.outlet.get_or_insert(part);
        return;
    }
    if DESKS.has(text) {
        byline.has_role = true;
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
        let is_more_of_role = !byline.names.is_empty() && words(&line[before.clone()]) == 1;
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

/// Whether every word but small ones is capitalised.
fn is_titled(text: &str) -> bool {
    text.split_whitespace()
        .all(|w| is_capitalised(w) || PARTICLES.has(w))
}

/// `TNN` after a name.
fn is_acronym(text: &str) -> bool {
    (2..=6).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase())
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

fn words(text: &str) -> usize {
    super::lines::words(text, 10)
}

fn is_suffix(text: &str) -> bool {
    matches!(
        text.trim_end_matches('.'),
        "Jr" | "JR" | "Sr" | "SR" | "II" | "III" | "IV" | "MD" | "M.D" | "PhD" | "Ph.D" | "Esq"
    )
}

fn is_place(text: &str) -> bool {
    CITIES.has(text) || STATES.has(text)
}

/// A name's last full stop stays only where it belongs to an initial or `Jr.`.
fn without_stop(line: &str, part: Range<usize>) -> Range<usize> {
    let text = &line[part.clone()];
    let last = text.split_whitespace().next_back().unwrap_or("");
    let keeps = last.chars().count() <= 2 || is_suffix(last) || last.matches('.').count() > 1;
    if text.ends_with('.') && !keeps {
        part.start..part.end - 1
    } else {
        part
    }
}

/// Whether the words could be a person's name.
fn is_name(text: &str, single: bool) -> bool {
    let tokens: Vec<&str> = text.split_whitespace().take(8).collect();
    let least = if single { 1 } else { 2 };
    tokens.len() >= least
        && tokens.len() <= 6
        && text.len() <= 60
        && tokens.iter().any(|t| is_capitalised(t) && t.chars().count() > 1)
        && tokens.iter().all(|t| is_name_token(t))
        && tokens
            .last()
            .is_some_and(|t| is_capitalised(t) || is_article_name(t))
        && !matches!(
            tokens[0],
            "The" | "the" | "A" | "An" | "Our" | "THE" | "OUR" | "My" | "Your"
        )
        && !SECTIONS.has(text)
}

/// Names without a lead are all in capitals or none is: `MARKET TALK / Gold Rises` is nobody.
fn is_of_one_case(line: &str, byline: &Byline) -> bool {
    let capitals = |n: &Range<usize>| is_upper(&line[n.clone()]);
    byline.names.iter().all(capitals) || !byline.names.iter().any(capitals)
}

/// Whether the words are certainly shaped as first and last name.
fn is_full_name(text: &str) -> bool {
    let count = words(text);
    (2..=5).contains(&count)
        && !is_place(text)
        && !text
            .split_whitespace()
            .next_back()
            .is_some_and(|w| HEADLINE_VERBS.has(w))
        && !text
            .split_whitespace()
            .any(|w| STAMP_WORDS.has(w) || SECTIONS.has(w))
}

fn is_name_token(token: &str) -> bool {
    let bare = token.trim_matches(['"', '“', '”', '\'', '‘', '’', '(', ')', ',']);
    let fine = |c: char| {
        c.is_alphabetic() || matches!(c, '\'' | '’' | '‘' | '-' | '‑' | '.' | '\u{AD}' | '`') || is_mark(c)
    };
    !bare.is_empty()
        && bare.chars().all(fine)
        && (is_capitalised(bare) || PARTICLES.has(bare) || is_article_name(bare))
        && !ROLES.has(bare)
        && !DESKS.has(bare)
}

/// `al-Nuaimi`, `d'Arc`, `ibn-Said`: lower case before the joint.
fn is_article_name(token: &str) -> bool {
    let after = token.split(['-', '’', '\'', '‘']).nth(1);
    after.is_some_and(is_capitalised)
}

fn is_capitalised(token: &str) -> bool {
    token
        .trim_start_matches(['\'', '’', '‘', '`'])
        .starts_with(|c: char| c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase())
}

/// Combining marks of decomposed letters.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}
