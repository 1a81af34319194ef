//! Acronyms and tickers: in brackets after the name, and by the initials of a name of the article.

use super::names::{Meant, Name, Names};
use super::organisations::has_forms;
use super::world::{World, place_key};
use crate::record::{Label, Mention};

/// Words of a long name, and letters of a short one, that are looked at.
const LONGEST: usize = 12;
/// How far before a ticker its bracket may open: `(NASDAQ: `.
const EXCHANGE: usize = 24;

/// Joins a name with the acronym or ticker in the bracket right after it: `World Health Organization (WHO)`,
/// `Apple (NASDAQ: AAPL)`.
pub(super) fn join_bracketed(text: &str, mentions: &[Mention], names: &mut Names) {
    for number in 1..mentions.len() {
        let short = &mentions[number];
        if !has_forms(short.label) || !text[short.span.end as usize..].starts_with(')') {
            continue;
        }
        let written = short.span.slice(text);
        let Some(letters) = acronym(
            written
                .split('.')
                .next()
                .filter(|t| t.len() > 1)
                .unwrap_or(written),
        ) else {
            continue;
        };
        let Some((open, listed)) = bracket(&text[..short.span.start as usize]) else {
            continue;
        };
        let owner = (number.saturating_sub(2)..number)
            .rev()
            .find(|&n| mentions[n].span.end as usize <= open);
        let Some(owner) = owner else { continue };
        let long = &mentions[owner];
        let glued = text[long.span.end as usize..open].trim().is_empty();
        if !glued || !has_forms(long.label) {
            continue;
        }
        let (long_name, short_name) = (names.of[owner], names.of[number]);
        let whole = &names.list[long_name as usize].text;
        let shortened = initials(whole).contains(&letters);
        // `Office of the Environmental Protection Agency (EPA)`: the letters are those of the agency.
        let of_part = || {
            whole
                .match_indices(" of ")
                .any(|(at, _)| initials(&whole[at + 4..]).contains(&letters))
        };
        if shortened || listed || long.label == Label::ORG && short.label == Label::ORG && !of_part() {
            names.join_as(short_name, long_name);
        }
    }
}

/// Where the bracket opens that a text ends in, and whether an exchange stands in it before a colon.
fn bracket(before: &str) -> Option<(usize, bool)> {
    let trimmed = before.trim_end();
    if let Some(rest) = trimmed.strip_suffix('(') {
        return Some((rest.len(), false));
    }
    let inner = trimmed.strip_suffix(':')?;
    let from = inner.len().saturating_sub(EXCHANGE);
    let near = (from..=inner.len()).find_map(|from| inner.get(from..))?;
    let open = inner.len() - near.len() + near.rfind('(')?;
    let fits = inner[open + 1..].chars().all(|c| c.is_alphanumeric() || c == ' ');
    fits.then_some((open, true))
}

/// The acronyms that the initials of a name give: with and without its small words, its first word (`U.S.`) and what
/// follows its *and*.
fn initials(name: &str) -> Vec<String> {
    let words: Vec<&str> = name
        .split([' ', '-', '/'])
        .filter(|word| word.starts_with(char::is_alphabetic))
        .take(LONGEST)
        .collect();
    let capitals: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| word.starts_with(char::is_uppercase) && !word.eq_ignore_ascii_case("the"))
        .collect();
    let first = |words: &[&str]| -> String {
        words
            .iter()
            .filter_map(|w| w.chars().next())
            .flat_map(char::to_uppercase)
            .collect()
    };
    let mut out = vec![first(&capitals)];
    out.push(first(&words));
    let plain = words
        .get(1)
        .is_some_and(|word| word.starts_with(char::is_uppercase));
    if let Some((_, rest)) = capitals.split_first().filter(|_| plain) {
        out.push(first(rest));
    }
    if let Some(at) = words.iter().position(|word| matches!(*word, "and" | "&")) {
        let before: Vec<&str> = words[..at]
            .iter()
            .copied()
            .filter(|w| capitals.contains(w))
            .collect();
        out.push(first(&before));
    }
    out.retain(|letters| letters.chars().count() >= 2);
    out
}

/// Joins acronyms with the one name of the article whose initials they are.
pub(super) fn join(names: &mut Names, world: &World) {
    let is_long = |text: &str| text.contains([' ', '-']);
    let place = |key: &str| world.places(&place_key(key)).next().is_some();
    // `BJP` is taken for a group of people, or a place, now and then.
    let may_be = |name: &Name| {
        has_forms(name.label) || name.label == Label::NORP || name.label == Label::GPE && !place(&name.key)
    };
    let shorts: Vec<(u32, String)> = (0..)
        .zip(&names.list)
        .filter(|(_, name)| !is_long(&name.text) && may_be(name))
        .filter_map(|(number, name)| Some((number, acronym(&name.text)?)))
        .collect();
    if shorts.is_empty() {
        return;
    }
    let mut meant: Meant<(Option<Label>, String)> = Meant::default();
    for (number, name) in (0..)
        .zip(&names.list)
        .filter(|(_, name)| has_forms(name.label) && is_long(&name.text))
    {
        for letters in initials(&name.text) {
            // Two letters are too few where the labels differ.
            if letters.chars().count() > 2 {
                meant.note((None, letters.clone()), number, names);
            }
            meant.note((Some(name.label), letters), number, names);
        }
    }
    for (number, letters) in shorts {
        let mut place = (Some(names.list[number as usize].label), letters);
        let same = meant.one(&place);
        place.0 = None;
        if let Some(long) = same.or_else(|| meant.one(&place)) {
            names.join_as(number, long);
        }
    }
}

/// The letters of an acronym (`U.N.`, `FIFA`, `BoE`): what is half of capitals, at least two of them, and has no blank.
fn acronym(text: &str) -> Option<String> {
    let letters: String = text.chars().filter(|&c| c != '.').take(LONGEST).collect();
    let (count, capitals) = letters.chars().fold((0, 0), |(all, upper), c| {
        (all + 1, upper + usize::from(c.is_uppercase()))
    });
    let fits = (2..=8).contains(&count) && capitals >= 2 && capitals * 2 >= count;
    (fits && letters.chars().all(char::is_alphanumeric)).then(|| letters.to_uppercase())
}
