//! What strings of a page's head mean: days, authors, titles, addresses.

use super::text_of;
use crate::article::lists::SECTIONS;
use crate::article::{byline, day, name, source};
use crate::date::Date;
use crate::lexical::{fold_spaces, is_any};
use crate::moment;

/// Longest value that is looked at, in bytes.
const MAX_VALUE: usize = 1000;
/// Longest time that is looked at.
const MAX_DAY: usize = 200;
/// Most authors of one article.
const MAX_AUTHORS: usize = 20;

/// The text of a value on one line: entities that are left in it decoded, tags dropped.
pub(super) fn line(value: &str) -> Option<String> {
    if value.len() > MAX_VALUE {
        return None;
    }
    let text = if value.contains(['&', '<']) {
        fold_spaces(&text_of(value))
    } else {
        fold_spaces(value)
    };
    (!text.is_empty()).then_some(text)
}

/// The calendar day of a time as written: as machines write it, in plain English, or in seconds since 1970.
///
/// `5/3/2024` is none: nothing says which of the two is the month.
pub(super) fn day(value: &str) -> Option<Date> {
    let value = value.trim();
    if value.len() > MAX_DAY {
        return None;
    }
    let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
    let date = if is_number && (value.len() == 10 || value.len() == 13) {
        Date::from_days_since_1970(value[..10].parse::<i32>().ok()? / 86_400)
    } else {
        let in_words = || day::find(value).into_iter().find(|day| !day.either_order)?.date();
        moment::day(value).or_else(in_words)
    }?;
    // the first days of calendars stand where nobody filled in any
    (date.year() > 1800 && date != Date::new(1970, 1, 1)?).then_some(date)
}

/// The address, when it is a whole one.
pub(super) fn address(value: &str) -> Option<String> {
    let value = value.trim();
    let is_whole = value.starts_with("https://") || value.starts_with("http://");
    (is_whole && value.len() <= 2000 && !value.contains(char::is_whitespace)).then(|| value.to_owned())
}

/// Adds the authors that a value names: agencies, sites, desks and addresses are none.
pub(super) fn add_authors(value: &str, is_person: bool, site: Option<&str>, out: &mut Vec<String>) {
    let Some(value) = line(value) else { return };
    let is_site = |name: &str| site.is_some_and(|site| is_same(site, name)) || source::is_known(name);
    if value.contains("://") || value.starts_with("www.") || value.starts_with('@') || is_site(&value) {
        return;
    }
    let (stated, found) = byline::read_stated(&value);
    let ranges = found.names.into_iter();
    let mut names: Vec<String> = ranges.map(|range| stated[range].to_owned()).collect();
    if let Some((last, first)) = turned(&value) {
        names = vec![format!("{first} {last}")];
    }
    if names.is_empty() && is_person && is_plain(&value) {
        names.push(value);
    }
    for name in names {
        let is_new = !out.iter().any(|known| is_same(known, &name));
        if is_new && out.len() < MAX_AUTHORS && !is_site(&name) {
            out.push(name);
        }
    }
}

/// Whether what stands for a person's name is nothing else, though our rules know no such name.
fn is_plain(value: &str) -> bool {
    let words: Vec<&str> = value.split(' ').collect();
    (2..=4).contains(&words.len())
        && !value.contains(|c: char| c.is_ascii_digit() || "|/@()".contains(c))
        && !words
            .iter()
            .any(|word| is_any(word, &["staff", "desk", "team", "editors", "news", "agencies"]))
        && !source::is_outlet(value)
}

/// `Lee, Ann`, as libraries write it.
fn turned(value: &str) -> Option<(&str, &str)> {
    let (last, first) = value.split_once(", ")?;
    let are_names = [last, first]
        .iter()
        .all(|part| name::is_name(part, true) && !name::is_suffix(part));
    let is_short = !first.contains(' ') || first.ends_with('.') && first.split(' ').count() == 2;
    (are_names && !last.contains(' ') && is_short && !source::is_outlet(first)).then_some((last, first))
}

/// Whether two names differ at most in case and an article.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    let bare = |name: &str| {
        let name = name.to_lowercase();
        name.strip_prefix("the ").unwrap_or(&name).to_owned()
    };
    bare(one) == bare(other)
}

/// Signs between a title and the name of its site.
const BARS: [&str; 5] = [" | ", " :: ", " » ", " • ", " · "];
/// Signs that may also stand within a title.
const DASHES: [&str; 3] = [" - ", " – ", " — "];

/// What stands before the first sign in a title, and the sign.
fn first_part(title: &str) -> Option<(&str, &'static str)> {
    let joints = BARS.iter().chain(&DASHES).chain(&[": "]);
    let (at, joint) = joints
        .filter_map(|joint| Some((title.find(joint)?, *joint)))
        .min()?;
    Some((&title[..at], joint))
}

/// The paper or site that a title names before or after its own words.
pub(super) fn site_in(title: &str) -> Option<&str> {
    let last = BARS
        .iter()
        .chain(&DASHES)
        .filter_map(|joint| Some(title.rfind(joint)? + joint.len()))
        .max();
    let parts = [
        first_part(title).map(|(first, _)| first),
        last.map(|at| &title[at..]),
    ];
    parts.into_iter().flatten().find(|part| source::is_outlet(part))
}

/// A title without the site's name and sections behind it, or before it.
pub(super) fn without_site(title: &str, site: Option<&str>, heading: Option<&str>) -> String {
    let mut title = title;
    if let Some(heading) = heading
        && let Some(rest) = title.strip_prefix(heading)
        && BARS.iter().chain(&DASHES).any(|joint| rest.starts_with(joint))
    {
        return heading.to_owned();
    }
    let is_site = |part: &str| site.is_some_and(|site| is_same(site, part)) || source::is_outlet(part);
    if let Some((first, joint)) = first_part(title)
        && (is_site(first) || SECTIONS.has(first) && BARS.contains(&joint))
    {
        title = title[first.len() + joint.len()..].trim_start();
    }
    let mut has_cut = false;
    loop {
        let last = BARS
            .iter()
            .chain(&DASHES)
            .filter_map(|joint| Some((title.rfind(joint)?, *joint)))
            .max();
        let Some((at, joint)) = last else { break };
        let part = title[at + joint.len()..].trim();
        let is_bar = BARS.contains(&joint) && part.split(' ').count() <= 4;
        if !(is_bar || is_site(part) || has_cut && SECTIONS.has(part)) || title[..at].trim().is_empty() {
            break;
        }
        has_cut = true;
        title = title[..at].trim_end();
    }
    title.trim().to_owned()
}
