//! Names of agencies and papers in header lines.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::day::regex;
use super::lines::words;
use super::lists::{AGENCIES, PAPER_WORDS, PAPERS, PARTICLES, RELEASE_WIRES, ROLE_MODIFIERS, ROLES};
use super::name::is_place;

/// Whether the name is that of an agency, broadcaster or press release service.
pub(super) fn is_agency(name: &str) -> bool {
    let bare = without_the(name);
    AGENCIES.has(name) || bare.len() < name.len() && AGENCIES.has(bare)
}

/// Whether the name is that of a service for press releases.
pub(super) fn is_release_wire(name: &str) -> bool {
    RELEASE_WIRES.has(name)
}

/// Whether the name is that of an agency or paper we know.
pub(super) fn is_known(name: &str) -> bool {
    is_agency(name) || PAPERS.has(without_the(name)) || PAPERS.has(name)
}

/// Whether the name is known, or made as papers' names are: `The Pacific Monitor`, `Miami Valley Ledger`.
pub(super) fn is_outlet(name: &str) -> bool {
    is_known(name) || is_site(name) || is_paper_like(name) || is_regional(name) || is_online(name)
}

/// What a house has under its name for a part of its work: `RTÉ Sport`, `RNZ International`.
const DESKS_OF_HOUSES: [&str; 11] = [
    "Sport",
    "Sports",
    "Sports News",
    "International",
    "World",
    "World Service",
    "Business",
    "English",
    "Radio",
    "TV",
    "Politics",
];

/// `BBC Sport Wales`, `BBC Radio Leeds`: an agency we know with its region after it, or with what it is there.
fn is_regional(name: &str) -> bool {
    let mut blanks = name.match_indices(' ').map(|(at, _)| at).take(4);
    let local = |rest: &str| {
        let kind = ["Radio ", "Local ", "Sport ", "TV "]
            .iter()
            .find_map(|kind| rest.strip_prefix(kind));
        kind.is_some_and(|town| !town.contains(' ') && town.starts_with(char::is_uppercase))
    };
    let is_desk = |rest: &str| DESKS_OF_HOUSES.contains(&rest);
    name.len() < 50
        && blanks.any(|at| {
            let rest = &name[at + 1..];
            is_agency(&name[..at]) && (is_place(rest) || local(rest) || is_desk(rest))
        })
}

/// Whether a single word is one that papers are called by, and names nobody's post: `Gleaner Writer`.
pub(super) fn is_paper_word(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && !word.contains('-')
        && PAPER_WORDS.has(word)
        && !ROLES.has(word)
        && !ROLE_MODIFIERS.has(word)
        && !NO_PAPERS.contains(&word.to_lowercase().as_str())
}

/// Whether a word stands in papers' names.
pub(super) fn is_in_papers(word: &str) -> bool {
    PAPER_WORDS.has(word)
}

/// Words of papers' names that say what a desk does.
const NO_PAPERS: [&str; 19] = [
    "age",
    "agency",
    "broadcasting",
    "bureau",
    "daily",
    "digest",
    "evening",
    "express",
    "free",
    "morning",
    "network",
    "newspaper",
    "newspapers",
    "newsroom",
    "press",
    "quarterly",
    "television",
    "week",
    "weekly",
];

fn without_the(name: &str) -> &str {
    let the = name
        .get(..4)
        .is_some_and(|start| start.eq_ignore_ascii_case("the "));
    if the { name[4..].trim_start() } else { name }
}

/// A paper's own site: `Mmegi Online`.
fn is_online(name: &str) -> bool {
    let paper = name
        .strip_suffix(" Online")
        .or_else(|| name.strip_suffix(" ONLINE"));
    paper.is_some_and(|paper| {
        let words = paper.split(' ');
        paper.len() <= 30
            && words.clone().count() <= 3
            && words.clone().all(|word| word.starts_with(char::is_uppercase))
    })
}

/// A domain standing alone: `Cleveland.com`.
fn is_site(name: &str) -> bool {
    static SITE: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^(?:www\.)?[A-Za-z0-9-]{2,30}\.(?:com|org|net|info|news|tv|co\.(?:uk|nz|za|ke|in|zw|bw|jp|kr|il)|com\.(?:au|my|sg|ph|gh|ng|pk|hk|cn|bd|fj|pg)|in|ie|ca|cn|ru|de|fr|eu|lk|ng|ke|pk)$",
        )
    });
    name.len() < 50 && SITE.is_match(name)
}

/// Title-cased words among which, at the first or last place, is one that papers are called by.
fn is_paper_like(name: &str) -> bool {
    // `Fiji Times Online`: the paper's own site.
    let name = name
        .strip_suffix(" Online")
        .or_else(|| name.strip_suffix(" Digital"))
        .unwrap_or(name);
    let words: Vec<&str> = without_the(name).split_whitespace().take(8).collect();
    if name.len() > 60 || words.is_empty() || words.len() > 6 || matches!(words[0], "Our" | "OUR" | "our") {
        return false;
    }
    let has_the = without_the(name).len() < name.len();
    // `Post-Courier`
    let joined = |word: &str| {
        word.split_once('-')
            .is_some_and(|(first, last)| first.starts_with(char::is_uppercase) && self::is_paper_word(last))
    };
    let titled =
        |w: &&str| w.starts_with(|c: char| c.is_uppercase()) || PARTICLES.has(w) || *w == "&" || *w == "and";
    let clean = |w: &&str| {
        !w.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | ';' | ',' | '?' | '!' | '"'))
    };
    let is_paper_word = |last: &&str| PAPER_WORDS.has(last) && (has_the || !ROLES.has(last));
    let ends_in_paper_word = words
        .last()
        .is_some_and(|last| last.split('-').any(|part| is_paper_word(&part)));
    let starts_with_daily = words
        .first()
        .is_some_and(|first| matches!(*first, "Daily" | "Radio" | "Agence" | "DAILY"));
    // `Deccan News Service`.
    let is_service = matches!(
        &words[..],
        [
            _,
            ..,
            "News" | "Press" | "Wire" | "Media" | "Features",
            "Service" | "Services" | "Association" | "Trust"
        ]
    );
    // `The Newspaper's` Staff Reporter
    let possessed = words
        .last()
        .is_some_and(|last| last.ends_with("'s") || last.ends_with("’s"));
    !possessed
        && words.iter().all(titled)
        && words.iter().all(clean)
        && (ends_in_paper_word || starts_with_daily || is_service)
        && (words.len() >= 2 || has_the || joined(words[0]))
}

/// The name in `The Lagan Post LIVE`, `The Lagoon Letter — No. 52`: a paper over its live blog, a numbered letter.
pub(super) fn of_page(line: &str) -> Option<Range<usize>> {
    static PAGE: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)\s+(?:live|live\s?blog|live updates|newsletter)[:!]?$"));
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\s*(?:[-–—|,•·(]\s*(?:#|(?:no|nr|issue|vol|volume|edition|number)\b\.?\s*#?)|#)\s*\d{1,5}\)?\s*(?:[-–—|,•·].{0,40})?$",
        )
    });
    if line.len() > 90 {
        return None;
    }
    let name = |end: usize| trim(line, 0..end);
    if line.contains(char::is_numeric)
        && let Some(number) = NUMBER.find(line)
    {
        let name = name(number.start());
        let titled = |word: &str| word.starts_with(|c: char| !c.is_lowercase()) || PARTICLES.has(word);
        let words = line[name.clone()].split_whitespace();
        let fits = (1..=7).contains(&words.clone().count()) && words.into_iter().all(titled);
        return fits.then_some(name);
    }
    // *live*, *liveblog*, *updates*, *newsletter*
    let last = line.trim_end_matches([':', '!']).bytes().next_back()?;
    if last.is_ascii() && !matches!(last.to_ascii_lowercase(), b'e' | b'g' | b's' | b'r') {
        return None;
    }
    let name = name(PAGE.find(line)?.start());
    is_outlet(&line[name.clone()]).then_some(name)
}

/// The paper in `The Zambezi Pilot (Lusaka)`, as archives of many papers name it: capitalised words before a place in brackets.
pub(super) fn with_place(line: &str) -> Option<Range<usize>> {
    let (name, place) = line.strip_suffix(')')?.split_once(" (")?;
    let titled = |word: &str| word.starts_with(char::is_uppercase) || PARTICLES.has(word) || word == "&";
    let fits = line.len() <= 80 && is_place(place) && name.split(' ').all(titled);
    (fits && words(name, 8) <= 6).then(|| trim(line, 0..name.len()))
}

/// The name in `MercoPress. South Atlantic News Agency`: what stands behind it says what it is.
fn before_kind(line: &str) -> Option<Range<usize>> {
    let last = line.rsplit(' ').next().unwrap_or("");
    if !KINDS.iter().any(|kind| last.eq_ignore_ascii_case(kind)) {
        return None;
    }
    let sign = [". ", " – ", " — ", " - ", ": ", " | "]
        .iter()
        .filter_map(|sign| line.find(sign))
        .min()?;
    let name = trim(line, 0..sign);
    let text = &line[name.clone()];
    let titled = |word: &str| word.starts_with(char::is_uppercase);
    let kind = line[sign..].trim_start_matches(|c: char| !c.is_alphanumeric());
    let fits = words(text, 4) <= 3 && text.split(' ').all(titled) && !is_place(text);
    let told = words(kind, 3) >= 2 && kind.split(' ').all(|word| titled(word) || PARTICLES.has(word));
    (fits && told && !text.is_empty()).then_some(name)
}

/// Last words of what stands behind an agency's or a paper's name.
const KINDS: [&str; 6] = ["agency", "service", "newspaper", "weekly", "daily", "magazine"];

/// The agency or paper that a whole line names, perhaps with what its people are: `AP Sports Writer`,
/// `BBC Sport at San Mames`, `Special to The Post`, `For the Associated Press`, `The Canadian Press`.
pub(super) fn in_line(line: &str) -> Option<Range<usize>> {
    if line.len() > 100 {
        return None;
    }
    if let Some(name) = before_kind(line) {
        return Some(name);
    }
    let mut range = trim(line, 0..line.len());
    if let Some(lead) = LEAD.find(&line[range.clone()]) {
        range.start += lead.end();
    }
    // `Agence France-Presse in Oslo`.
    let known = PLACE
        .find(&line[range.clone()])
        .map(|cut| trim(line, range.start..range.start + cut.start()));
    if let Some(known) = known.filter(|r| is_known(&line[r.clone()]) && !is_known(&line[range.clone()])) {
        return Some(known);
    }
    let name = |r: &Range<usize>| !r.is_empty() && is_outlet(&line[r.clone()]);
    if name(&range) {
        return Some(range);
    }
    if let Some(cut) = PLACE.find(&line[range.clone()]) {
        let before = trim(line, range.start..range.start + cut.start());
        if name(&before) {
            return Some(before);
        }
    }
    before_role(line, range)
}

static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^\s*(?:special(?:ly)?\s+(?:to|for)|exclusive\s+to|written\s+for|contributed\s+to|courtesy\s+of|for|from|via|(?:published\s+)?in|source:?|©|\(c\))\s+",
    )
});

static PLACE: LazyLock<Regex> = LazyLock::new(|| regex(r"\s(?:at|in|from)\s+[A-Z]|,\s+[A-Z]|\s[-–—|]\s"));

/// `AP Sports Writer`: the name before the words for a role.
fn before_role(line: &str, range: Range<usize>) -> Option<Range<usize>> {
    let end = role_start(&line[range.clone()])?;
    let name = trim(line, range.start..range.start + end);
    (!name.is_empty() && is_outlet(&line[name.clone()])).then_some(name)
}

/// Longest post in a byline, in words.
const MOST_WORDS: usize = 8;

/// The post in what stands behind an author's name or below it: `, Local Democracy Reporter`, `Indonesia Correspondent In
/// Pekanbaru`.
pub(crate) fn post_in_line(text: &str) -> Option<Range<usize>> {
    static WHERE: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)\s(?:in|at|for|from)\s"));
    if text.len() > 200 || text.contains('@') {
        return None;
    }
    let mut at = 0;
    text.split([',', ';', '|', '•', '·', '(', ')', '/', '–', '—', '\n'])
        .find_map(|part| {
            let from = at;
            at = from + part.len() + text[from + part.len()..].chars().next().map_or(0, char::len_utf8);
            let end = WHERE.find(part).map_or(part.len(), |place| place.start());
            let post = trim(text, from..from + end);
            let words = &text[post.clone()];
            let fits = words.split_whitespace().count() <= MOST_WORDS
                && !words.contains(|c: char| c.is_ascii_digit());
            (fits && role_start(words).is_some()).then_some(post)
        })
}

/// Where the words for a role begin in `Ann Lee Political correspondent` or `AP Sports Writer`.
pub(super) fn role_start(text: &str) -> Option<usize> {
    let words: Vec<(usize, &str)> = split(text);
    let bare = |w: &str| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    // The role is the last word, so that `UN chief urges …` has none.
    words.last().filter(|(_, w)| ROLES.has(&bare(w)))?;
    let mut first = words.len() - 1;
    while first > 0 {
        let word = words[first - 1].1;
        // `Harriet Lowe North of England correspondent`
        if first >= 3 && is_quarter(words[first - 3].1) && words[first - 2].1 == "of" && is_name_of_land(word)
        {
            first -= 3;
            continue;
        }
        let is_modifier = ROLES.has(&bare(word)) && first > 1
            || ROLE_MODIFIERS.has(&bare(word)) && !is_agency(word)
            || first > 2 && is_name_of_land(word)
            || word.starts_with(char::is_lowercase) && !PARTICLES.has(word)
            || matches!(bare(word).as_str(), "and" | "" | "the");
        if !is_modifier {
            break;
        }
        first -= 1;
    }
    Some(words[first].0)
}

/// `North` of England.
fn is_quarter(word: &str) -> bool {
    let word = word.to_lowercase();
    matches!(
        word.as_str(),
        "north" | "south" | "east" | "west" | "north-east" | "north-west" | "south-east" | "south-west"
    )
}

fn is_name_of_land(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && is_place(word)
}

fn split(text: &str) -> Vec<(usize, &str)> {
    let start = |word: &str| word.as_ptr().addr() - text.as_ptr().addr();
    text.split_whitespace()
        .take(40)
        .map(|word| (start(word), word))
        .collect()
}

/// The range without white space and punctuation around it.
pub(super) fn trim(line: &str, range: Range<usize>) -> Range<usize> {
    let text = &line[range.clone()];
    let is_edge = |c: char| {
        super::lines::is_space(c)
            || matches!(
                c,
                ',' | ';' | ':' | '|' | '-' | '–' | '—' | '/' | '*' | '(' | ')' | '[' | ']'
            )
    };
    let start = range.start + (text.len() - text.trim_start_matches(is_edge).len());
    start..start + text.trim_matches(is_edge).len()
}
