//! What a line above the body is in the light of the lines around it.

use std::ops::Range;

use super::byline::Byline;
use super::dateline;
use super::lines::{MOST_TOP, Unit, ends_sentence, head, is_upper, words};
use super::lists::{ISSUERS, PARTICLES};
use super::top::Line;
use super::{imprint, peel, source, stamp};

/// What only the lines around can tell: labels of speakers are no places, names alone need a headline above.
pub(super) fn settle(text: &str, units: &[Unit], lines: &mut [Line]) {
    let labels = units
        .iter()
        .take(MOST_TOP)
        .filter(|unit| is_speaker(unit.span.slice(text)))
        .count();
    let (mut plain, mut label, mut named) = (false, false, false);
    let is_release = units
        .iter()
        .zip(&*lines)
        .take(3)
        .any(|(unit, line)| matches!(line, Line::Notice) || is_release_line(unit.span.slice(text)));
    let mut placed = false;
    // Whether the article names a place again that its first line has in capitals.
    let told = |place: &str| {
        let mut title = String::with_capacity(place.len());
        let mut start = true;
        for c in place.chars() {
            title.extend(if start {
                vec![c]
            } else {
                c.to_lowercase().collect()
            });
            start = !c.is_alphabetic();
        }
        text.contains(&title)
    };
    for at in 0..lines.len() {
        let line = units[at].span.slice(text);
        let demoted = match &lines[at] {
            Line::Dateline(d) if labels >= 2 && !d.is_strong() && line[..d.end].ends_with(':') => {
                Some(Line::Prose)
            }
            // News provided by / Acme Corp.
            Line::Plain | Line::Names(_) | Line::Outlet(..)
                if at > 0 && is_provider_below(text, units[at - 1]) =>
            {
                Some(Line::Notice)
            }
            Line::Plain | Line::Names(_) | Line::Outlet(..) | Line::Prose
                if at == 0 && (over_issue(text, units, lines) || over_day(text, units, lines)) =>
            {
                of_masthead(line).map(|name| Line::Outlet(name, Vec::new()))
            }
            Line::Plain | Line::Names(_) | Line::Outlet(..) | Line::Byline(..)
                if at > 0 && is_by_stamp(lines, at) && source::with_place(line).is_some() =>
            {
                source::with_place(line).map(|name| Line::Outlet(name, Vec::new()))
            }
            Line::Plain | Line::Names(_) if is_section_word(text, units, lines, at) => Some(Line::Section),
            Line::Plain | Line::Names(_) | Line::Byline(..)
                if at > 0 && dateline::at_head_of_stamp(line, under_name(lines, at)).is_some() =>
            {
                stamp::read(line).map(|stamp| Line::Stamp(stamp.days))
            }
            Line::Plain if is_place_line(line, lines.get(at + 1)) => {
                dateline::read_place(line).map(Line::Dateline)
            }
            Line::Plain | Line::Names(_) | Line::Stamp(_) | Line::Section | Line::Outlet(..)
                if at > 0 && !placed && before_body(lines, at) && dateline::alone(line, told).is_some() =>
            {
                dateline::alone(line, told).map(Line::Dateline)
            }
            Line::Prose if at > 0 && !placed => {
                placed = true;
                dateline::before_stop(line, told).map(Line::Dateline)
            }
            Line::Plain | Line::Section | Line::Stamp(_) if is_town_of_author(line, lines, at, told) => {
                let place = 0..line.len();
                Some(Line::Placed(peel::Line {
                    end: place.end,
                    places: vec![place],
                    day: None,
                    agency: None,
                }))
            }
            Line::Plain | Line::Names(_) | Line::Byline(..)
                if is_release && plain && before_body(lines, at) && is_institution(line) =>
            {
                Some(Line::Outlet(0..line.len(), Vec::new()))
            }
            Line::Plain | Line::Names(_) if is_release && is_issuer(line) => {
                Some(Line::Outlet(0..line.len(), Vec::new()))
            }
            Line::Names(_) if at > 0 && goes_on(text, units, at) && matches!(lines[at - 1], Line::Plain) => {
                Some(Line::Plain)
            }
            Line::Plain | Line::Names(_) if at == 0 && is_name_line(line, lines.get(1)) => {
                Some(Line::Outlet(0..line.len(), Vec::new()))
            }
            Line::Plain | Line::Names(_) if at == 0 && source::of_page(line).is_some() => {
                source::of_page(line).map(|name| Line::Outlet(name, Vec::new()))
            }
            Line::Plain | Line::Names(_) if at > 0 && is_of_mail(text, units, at) => {
                Some(Line::Outlet(0..line.len(), Vec::new()))
            }
            Line::Plain if at > 0 && is_outlet_below(line, units[at], &lines[at - 1]) => {
                Some(Line::Outlet(0..line.len(), Vec::new()))
            }
            Line::Plain if at > 0 && is_post_below(line, units[at], &lines[at - 1]) => {
                Some(Line::Byline(Byline::post(), Vec::new()))
            }
            Line::Names(byline)
                if at > 0 && matches!(lines[at - 1], Line::Byline(..)) && hangs(text, units, at) =>
            {
                Some(Line::Byline(byline.clone(), Vec::new()))
            }
            Line::Names(byline)
                if byline.has_place
                    && !matches!(lines.get(at + 1), Some(Line::Stamp(_) | Line::Outlet(..)))
                    && !(plain && !named && matches!(lines.get(at + 1), Some(Line::Prose))) =>
            {
                Some(Line::Plain)
            }
            Line::Names(byline) if plain && is_over_mail(lines.get(at + 1), units.get(at + 1)) => {
                Some(Line::Byline(byline.clone(), Vec::new()))
            }
            Line::Names(byline) if at > 0 && is_lone_lead(&lines[at - 1]) => {
                Some(Line::Byline(byline.clone(), Vec::new()))
            }
            Line::Names(_) if has_lead_below(&lines[at + 1..]) => Some(Line::Plain),
            Line::Names(byline)
                if (plain || label && (is_upper(line) || is_author_below(text, units, at))) && !named =>
            {
                Some(Line::Byline(byline.clone(), Vec::new()))
            }
            Line::Names(_) => Some(Line::Plain),
            Line::Byline(byline, days)
                if !byline.has_lead && !byline.names.is_empty() && days.is_empty() && !plain =>
            {
                Some(Line::Plain)
            }
            Line::Clock
                if at == 0
                    || matches!(lines[at - 1], Line::Stamp(_))
                        && at + 1 < lines.len()
                        && matches!(lines[at + 1], Line::Stamp(_)) =>
            {
                Some(Line::Stamp(Vec::new()))
            }
            _ => None,
        };
        if let Some(line) = demoted {
            lines[at] = line;
        }
        named |= matches!(&lines[at], Line::Byline(byline, _) if !byline.names.is_empty());
        let is_label = matches!(lines[at], Line::Plain) && is_upper(line) && words(line, 3) <= 2;
        label |= is_label;
        plain |= !is_label && matches!(lines[at], Line::Plain | Line::Prose | Line::Stamped(..));
    }
}

/// Whether two words right below a word or two in capitals are an author and no headline, whose words the lead repeats.
fn is_author_below(text: &str, units: &[Unit], at: usize) -> bool {
    let line = units[at].span.slice(text);
    let lead = units
        .get(at + 1)
        .map_or("", |unit| head(unit.span.slice(text), LEAD));
    let repeats = |word: &str| lead.split(|c: char| !c.is_alphanumeric()).any(|w| w == word);
    let above = words(units[at - 1].span.slice(text), 3);
    above == 2 && words(line, 3) == 2 && !line.split_whitespace().any(repeats)
}

/// Whether an address alone stands right below.
fn is_over_mail(below: Option<&Line>, unit: Option<&Unit>) -> bool {
    let is_mail = matches!(below, Some(Line::Byline(b, _)) if b.has_mail && b.names.is_empty());
    is_mail && unit.is_some_and(|unit| !unit.after_blank)
}

/// `By` or `Author of the article:` alone: the next line has the name.
fn is_lone_lead(line: &Line) -> bool {
    matches!(line, Line::Byline(b, days)
        if b.has_lead && b.names.is_empty() && b.outlet.is_none() && !b.has_role && !b.has_place && days.is_empty())
}

/// Whether a byline with its lead stands right below: what is above it is no author.
fn has_lead_below(below: &[Line]) -> bool {
    let header = below
        .iter()
        .take(4)
        .take_while(|line| !matches!(line, Line::Prose | Line::Dateline(_) | Line::Clock));
    header
        .filter(|line| matches!(line, Line::Byline(b, _) if b.has_lead))
        .count()
        > 0
}

/// `The EastAfrican` right below a byline.
fn is_outlet_below(line: &str, unit: Unit, above: &Line) -> bool {
    let below_byline = matches!(above, Line::Byline(byline, _) if byline.has_lead) && !unit.after_blank;
    below_byline && line.starts_with("The ") && words(line, 6) <= 4 && is_title(line)
}

/// `Indonesia Correspondent In Pekanbaru` right below an author.
fn is_post_below(line: &str, unit: Unit, above: &Line) -> bool {
    let below_name =
        matches!(above, Line::Byline(byline, _) if !byline.names.is_empty()) && !unit.after_blank;
    below_name && words(line, 10) <= 8 && source::post_in_line(line).is_some_and(|post| post.start == 0)
}

/// `The Saturday Lantern` over a section's name: the paper's own name line.
fn is_name_line(line: &str, below: Option<&Line>) -> bool {
    let is_section = matches!(below, Some(Line::Section));
    is_section && line.starts_with("The ") && (2..=5).contains(&words(line, 6)) && is_title(line)
}

/// Whether a stamp stands right above or below a line.
fn is_by_stamp(lines: &[Line], at: usize) -> bool {
    let is_stamp = |line: Option<&Line>| matches!(line, Some(Line::Stamp(_)));
    is_stamp(lines[..at].last()) || is_stamp(lines.get(at + 1))
}

/// Whether the first line is `The Forth Pilot` over a day alone and a headline of its own.
fn over_day(text: &str, units: &[Unit], lines: &[Line]) -> bool {
    let ([name, day, title, ..], [Line::Plain | Line::Names(_), Line::Stamp(days), Line::Plain, ..]) =
        (units, lines)
    else {
        return false;
    };
    let (name, headline) = (name.span.slice(text), title.span.slice(text));
    let is_today = days
        .iter()
        .any(|(_, day)| day.weekday.is_some() && day.year.is_some());
    let is_name = name.starts_with("The ") && words(name, 5) <= 4 && is_title(name);
    let is_headline = words(headline, 5) >= 4 && headline.len() <= 90 && !ends_sentence(headline);
    is_today && is_name && is_headline && !day.after_blank && title.after_blank
}

/// Whether the first line stands over the number and day of an issue, and a headline of its own below these.
fn over_issue(text: &str, units: &[Unit], lines: &[Line]) -> bool {
    let below = lines.iter().skip(2).take(4);
    let headline = |line: &Line| matches!(line, Line::Plain | Line::Names(_) | Line::Stamped(..));
    units.len() > 2
        && imprint::is_numbered(units[1].span.slice(text))
        && below
            .take_while(|line| !matches!(line, Line::Prose))
            .any(headline)
}

/// The name in a masthead, before what says what the paper is about: `Boundary Talk: cricket, and nothing but`.
fn of_masthead(line: &str) -> Option<Range<usize>> {
    let end = [": ", " – ", " — ", " - ", " | ", " • "]
        .iter()
        .filter_map(|sign| line.find(sign))
        .min()
        .unwrap_or(line.len());
    let name = source::trim(line, 0..end);
    let words = words(&line[name.clone()], 8);
    ((1..=6).contains(&words) && is_title(&line[name.clone()])).then_some(name)
}

/// A word alone between the paper's name, perhaps with its day, and a headline: `Court`.
fn is_section_word(text: &str, units: &[Unit], lines: &[Line], at: usize) -> bool {
    let line = units[at].span.slice(text);
    let (Some(above), Some(below)) = (lines[..at].last(), units.get(at + 1)) else {
        return false;
    };
    let named = matches!(lines[0], Line::Outlet(..)) && at <= 2;
    let headline = below.span.slice(text);
    named
        && words(line, 2) == 1
        && line.chars().all(char::is_alphabetic)
        && matches!(above, Line::Outlet(..) | Line::Stamp(_) | Line::Section)
        && matches!(lines.get(at + 1), Some(Line::Plain | Line::Prose))
        && words(headline, 5) >= 4
        && !ends_sentence(headline)
}

/// Whether what stands right above a line is the paper's own name or `By …`, and no author's bare name; `None` if it is neither.
pub(super) fn under_name(lines: &[Line], at: usize) -> Option<bool> {
    match lines.get(at.checked_sub(1)?)? {
        Line::Byline(byline, _) => (byline.has_lead || !byline.names.is_empty()).then_some(byline.has_lead),
        Line::Outlet(..) if at == 1 => Some(true),
        _ => None,
    }
}

/// `Ozark Morning Call` right under `ann@ozarkcall.com`: a name whose words make up the address.
fn is_of_mail(text: &str, units: &[Unit], at: usize) -> bool {
    let (above, line) = (units[at - 1].span.slice(text), units[at].span.slice(text));
    let Some((_, domain)) = above.split_once('@').filter(|_| above.len() <= 120) else {
        return false;
    };
    let domain = domain.to_lowercase();
    let is_there = |w: &&str| w.len() >= 3 && domain.contains(&w.to_lowercase());
    let title = !units[at].after_blank && words(line, 7) <= 6 && is_title(line);
    title && line.split_whitespace().filter(is_there).count() >= 2
}

/// Whether a line goes on with what the line right above it began.
pub(super) fn goes_on(text: &str, units: &[Unit], at: usize) -> bool {
    let (first, second) = (units[at - 1].span.slice(text), units[at].span.slice(text));
    let wrapped = || {
        units
            .iter()
            .take(MOST_TOP)
            .any(|unit| unit.span.slice(text).contains('\n'))
    };
    let one = hangs(text, units, at) || second.starts_with(char::is_lowercase) || wrapped();
    one && !units[at].after_blank && first.len() <= 90 && !ends_sentence(second)
}

/// Whether the line right above a line ends in a comma or a word that nothing ends in.
fn hangs(text: &str, units: &[Unit], at: usize) -> bool {
    let above = units[at - 1].span.slice(text);
    let last = above.split_whitespace().next_back().unwrap_or("");
    let joins = PARTICLES.has(last) || JOINING.contains(&last.to_lowercase().as_str());
    let opens =
        above.ends_with([',', '&', ';', '–', '—', '-']) || above.ends_with(':') && words(above, 3) >= 3;
    !units[at].after_blank && (opens || joins)
}

/// Whether the body begins right below a line.
fn before_body(lines: &[Line], at: usize) -> bool {
    matches!(lines.get(at + 1), Some(Line::Prose | Line::Dateline(_)))
}

/// `PUBLIC RELEASE: 3-APR-2014`, `Press release`.
fn is_release_line(line: &str) -> bool {
    let starts = |kind: &str| {
        line.get(..kind.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(kind))
    };
    line.len() < 60
        && ["press release", "public release", "news release", "media release"]
            .iter()
            .any(|kind| starts(kind))
}

/// `REGINA` between an author and a paper or a stamp.
fn is_town_of_author(line: &str, lines: &[Line], at: usize, told: impl Fn(&str) -> bool) -> bool {
    at > 0
        && is_upper(line)
        && line.len() < 40
        && (dateline::is_town(line) || words(line, 4) <= 3 && told(line))
        && matches!(lines[at - 1], Line::Byline(..))
        && matches!(lines.get(at + 1), Some(Line::Outlet(..) | Line::Stamp(_)))
}

/// Whether the next line names who gave a release to the wire.
fn is_provider_below(text: &str, above: Unit) -> bool {
    above
        .span
        .slice(text)
        .trim_end_matches(':')
        .eq_ignore_ascii_case("news provided by")
}

/// `MEMORIAL UNIVERSITY OF NEWFOUNDLAND` above the body of a release.
fn is_institution(line: &str) -> bool {
    let is_body = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        ISSUERS.has(word) || INSTITUTIONS.iter().any(|noun| word.eq_ignore_ascii_case(noun))
    };
    line.len() <= 100
        && words(line, 2) >= 2
        && !line.contains(':')
        && is_title(line)
        && line.split_whitespace().any(is_body)
}

/// What bodies that send out releases are called, besides the words that their names begin with.
const INSTITUTIONS: [&str; 22] = [
    "academy",
    "association",
    "center",
    "centre",
    "clinic",
    "college",
    "consortium",
    "facility",
    "hospital",
    "institution",
    "institutes",
    "laboratory",
    "museum",
    "network",
    "observatory",
    "polytechnic",
    "press",
    "school",
    "society",
    "technology",
    "trust",
    "union",
];

/// A town alone on a line right above running text.
fn is_place_line(line: &str, next: Option<&Line>) -> bool {
    matches!(next, Some(Line::Prose)) && dateline::read_place(line).is_some()
}

/// `Ministry of Fisheries`.
fn is_issuer(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or("");
    line.len() <= 100 && ISSUERS.has(first) && words(line, 3) >= 2 && !line.contains(':') && is_title(line)
}

/// Whether every word of some length is capitalised.
pub(super) fn is_title(line: &str) -> bool {
    line.split_whitespace()
        .all(|w| w.chars().count() <= 3 || w.starts_with(|c: char| !c.is_lowercase()))
}

/// `BLITZER: Thank you`.
fn is_speaker(line: &str) -> bool {
    let Some((label, _)) = head(line, 60).split_once(':') else {
        return false;
    };
    label.len() <= 40 && words(label, 6) <= 4 && is_upper(label)
}

/// Bytes of the lead in which a headline's words are looked for.
const LEAD: usize = 400;
/// Words at which no headline ends.
const JOINING: [&str; 14] = [
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "or", "to", "with", "its",
];
