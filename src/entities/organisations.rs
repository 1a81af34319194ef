//! Names of one organisation: legal forms left out, known other names, acronyms, tickers, short forms.
//!
//! The same holds for facilities, events, laws and other named things.

use std::collections::hash_map::Entry;
use std::hash::Hash;
use std::sync::LazyLock;

use super::names::{Map, Name, Names, Set, acronym, key};
use super::world::{PlaceKind, World, place_key};
use crate::lexical::entries;
use crate::record::{Label, Mention};

/// Words of a long name that are looked at.
const LONGEST: usize = 12;
/// How far before a ticker its bracket may open: `(NASDAQ: `.
const EXCHANGE: usize = 24;

/// Legal forms and the like at the end of a company's name.
static FORMS: LazyLock<Set<&str>> =
    LazyLock::new(|| entries(include_str!("../../seeds/lists/company_forms.txt")).collect());
/// Words that say what kind of company it is: `Toyota Motor` is `Toyota`.
static TRADES: LazyLock<Set<&str>> =
    LazyLock::new(|| entries(include_str!("../../seeds/lists/company_trades.txt")).collect());
/// Words that many names begin or end with, so that they name nothing alone.
static COMMON: LazyLock<Set<&str>> =
    LazyLock::new(|| entries(include_str!("../../seeds/lists/common_name_words.txt")).collect());

/// Words that say what kind of water or land it is.
static FEATURES: LazyLock<Set<&str>> =
    LazyLock::new(|| entries(include_str!("../../seeds/lists/land_features.txt")).collect());

/// Joins the names of organisations, facilities, events and the like that mean one thing.
pub(super) fn join(text: &str, mentions: &[Mention], world: &World, names: &mut Names) {
    let words: Vec<Written> = (0..names.list.len()).map(|n| Written::of(names, n)).collect();
    join_equal(names, &words);
    join_known(names, &words, world);
    join_brackets(text, mentions, names);
    join_acronyms(names, world);
    join_short(names, &words, world);
}

/// Whether names of this label have short forms and acronyms.
fn has_forms(label: Label) -> bool {
    label.is_name() && !matches!(label, Label::PERSON | Label::GPE | Label::NORP)
}

/// A name as organisations are compared.
struct Written {
    label: Label,
    key: String,
}

impl Written {
    fn of(names: &Names, number: usize) -> Written {
        let name = &names.list[number];
        Written {
            label: name.label,
            key: if has_forms(name.label) {
                organisation_key(&name.text)
            } else {
                String::new()
            },
        }
    }
}

/// The form in which names of organisations are compared: without *the* and legal forms, `&` as *and*, American spelling,
/// *X Ministry* for *Ministry of X*.
pub(crate) fn organisation_key(name: &str) -> String {
    let folded = key(name).replace('&', " and ").replace(['-', ','], " ");
    let mut words: Vec<&str> = folded
        .split_whitespace()
        .map(|word| word.trim_end_matches("'s"))
        .collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    while let [_, .., last] = words[..]
        && FORMS.contains(last)
    {
        words.pop();
    }
    if let [
        head @ ("ministry" | "department" | "university" | "bureau"),
        "of" | "for",
        first,
        rest @ ..,
    ] = &words[..]
    {
        let start = usize::from(*first == "the" && !rest.is_empty());
        let rest = &words[2 + start..];
        words = rest.iter().chain([head]).copied().collect();
    }
    words
        .iter()
        .map(|word| spelling(word))
        .collect::<Vec<_>>()
        .join(" ")
}

/// The American form of a word that Britain spells otherwise.
fn spelling(word: &str) -> String {
    match word {
        "defence" => "defense".to_owned(),
        "centre" => "center".to_owned(),
        "labour" => "labor".to_owned(),
        "harbour" => "harbor".to_owned(),
        "programme" => "program".to_owned(),
        _ => word.replace("isation", "ization"),
    }
}

fn join_equal(names: &mut Names, words: &[Written]) {
    let mut first: Map<(Label, &str), u32> = Map::default();
    for (number, written) in (0..).zip(words).filter(|(_, w)| has_forms(w.label)) {
        match first.entry((written.label, &written.key)) {
            Entry::Occupied(known) => names.join(*known.get(), number),
            Entry::Vacant(place) => {
                place.insert(number);
            }
        }
    }
}

/// Joins names that the world knows as those of one organisation: `Fed` and `Federal Reserve`.
fn join_known(names: &mut Names, words: &[Written], world: &World) {
    let mut bearer: Map<u16, u32> = Map::default();
    let mut unsure: Vec<(u32, Vec<u16>)> = Vec::new();
    for (number, written) in (0..).zip(words).filter(|(_, w)| w.label == Label::ORG) {
        let groups: Vec<u16> = world.organisations(&written.key).collect();
        match groups[..] {
            [] => {}
            [group] => {
                let known = *bearer.entry(group).or_insert(number);
                names.join(known, number);
            }
            _ => unsure.push((number, groups)),
        }
    }
    for (number, groups) in unsure {
        let mut meant = groups.iter().filter_map(|group| bearer.get(group));
        if let (Some(&known), None) = (meant.next(), meant.next()) {
            names.join(known, number);
        }
    }
}

/// Joins a name with the acronym or ticker in the bracket right after it: `World Health Organization (WHO)`,
/// `Apple (NASDAQ: AAPL)`.
fn join_brackets(text: &str, mentions: &[Mention], names: &mut Names) {
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
        let shortened = initials(&names.list[long_name as usize].text).contains(&letters);
        if shortened || listed || long.label == Label::ORG && short.label == Label::ORG {
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
    let open = inner.rfind('(')?;
    let exchange = &inner[open + 1..];
    let fits = exchange.len() <= EXCHANGE && exchange.chars().all(|c| c.is_alphanumeric() || c == ' ');
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
    if let Some((_, rest)) = capitals.split_first() {
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

/// What several names may stand for: one of them, or it is not clear which.
enum Meant {
    One(u32),
    Several,
}

/// Notes that `name` may be called `short`.
fn note<K: Eq + Hash>(meant: &mut Map<K, Meant>, names: &Names, short: K, name: u32) {
    match meant.entry(short) {
        Entry::Vacant(place) => {
            place.insert(Meant::One(name));
        }
        Entry::Occupied(mut place) => {
            if matches!(place.get(), Meant::One(known) if names.root(*known) != names.root(name)) {
                place.insert(Meant::Several);
            }
        }
    }
}

/// Joins acronyms with the one name of the article whose initials they are.
fn join_acronyms(names: &mut Names, world: &World) {
    let mut meant: Map<(Option<Label>, String), Meant> = Map::default();
    let is_long = |text: &str| text.contains([' ', '-']);
    let long = |name: &Name| has_forms(name.label) && is_long(&name.text);
    for (number, name) in (0..).zip(&names.list).filter(|(_, name)| long(name)) {
        for letters in initials(&name.text) {
            // Two letters are too few where the labels differ.
            if letters.chars().count() > 2 {
                note(&mut meant, names, (None, letters.clone()), number);
            }
            note(&mut meant, names, (Some(name.label), letters), number);
        }
    }
    for number in 0..names.list.len() as u32 {
        let name = &names.list[number as usize];
        // `BJP` is taken for a group of people, or a place, now and then.
        let group = || matches!(name.label, Label::NORP | Label::GPE) && !is_place(&[&name.key], world);
        if is_long(&name.text) || !(has_forms(name.label) || group()) {
            continue;
        }
        let Some(letters) = acronym(&name.text) else {
            continue;
        };
        let found = [Some(name.label), None].map(|label| meant.get(&(label, letters.clone())));
        if let [Some(&Meant::One(long)), _] | [None, Some(&Meant::One(long))] = found {
            names.join_as(number, long);
        }
    }
}

/// Joins a short form with the one longer name of the article that begins or ends with it: `Goldman` and
/// `Goldman Sachs`, `State Department` and `U.S. State Department`.
fn join_short(names: &mut Names, words: &[Written], world: &World) {
    let mut meant: Map<(Label, String), Meant> = Map::default();
    for (number, written) in (0..).zip(words).filter(|(_, w)| has_forms(w.label)) {
        let parts: Vec<&str> = written.key.split(' ').take(LONGEST).collect();
        for len in 1..parts.len() {
            let (head, tail) = (&parts[..len], &parts[len..]);
            if written.label == Label::LOC {
                // `River Thames` is the `Thames`, `East Africa` is not `Africa`.
                for (short, left_out) in [(head, tail), (tail, head)] {
                    if left_out.iter().all(|word| FEATURES.contains(word)) {
                        note(&mut meant, names, (written.label, short.join(" ")), number);
                    }
                }
                continue;
            }
            if can_begin(head, tail, written.label, world) {
                note(&mut meant, names, (written.label, head.join(" ")), number);
            }
            if can_end(head, tail, world) {
                note(&mut meant, names, (written.label, tail.join(" ")), number);
            }
        }
    }
    for (number, written) in (0..).zip(words).filter(|(_, w)| has_forms(w.label)) {
        let found = meant.get(&(written.label, written.key.clone()));
        if let Some(&Meant::One(long)) = found
            && !is_other(&written.key, &words[long as usize].key, world)
        {
            names.join(long, number);
        }
    }
}

/// Whether the beginning of a name may stand for all of it.
fn can_begin(head: &[&str], tail: &[&str], label: Label, world: &World) -> bool {
    let joint = |word: &&str| matches!(*word, "of" | "and" | "for" | "the" | "in" | "on" | "at");
    if head.last().is_some_and(joint) || label == Label::ORG && tail.first().is_some_and(|word| *word == "of")
    {
        return false;
    }
    head.len() > 1 || !COMMON.contains(head[0]) && (label != Label::ORG || !is_place(head, world))
}

/// Whether the end of a name may stand for all of it.
fn can_end(head: &[&str], tail: &[&str], world: &World) -> bool {
    let joint = |word: &&str| matches!(*word, "of" | "and" | "for" | "the" | "in" | "on" | "at");
    if tail.first().is_some_and(joint) || head.last().is_some_and(joint) {
        return false;
    }
    let alone = tail.len() == 1 && (COMMON.contains(tail[0]) || TRADES.contains(tail[0]));
    is_place(head, world) || !alone
}

/// Whether words name a place or its people.
fn is_place(words: &[&str], world: &World) -> bool {
    let key = place_key(&words.join(" "));
    world
        .places(&key)
        .any(|reading| reading.kind != PlaceKind::Facility)
}

/// Whether a short form is the name of another known organisation: `Google` is not `Google DeepMind`.
fn is_other(short: &str, long: &str, world: &World) -> bool {
    let known: Vec<u16> = world.organisations(short).collect();
    if known.is_empty() || world.organisations(long).any(|group| known.contains(&group)) {
        return false;
    }
    let rest = long.strip_prefix(short).unwrap_or("");
    let trade = !rest.is_empty()
        && rest
            .split_whitespace()
            .all(|word| TRADES.contains(word) || word == "and");
    let of_country = long.strip_suffix(short).is_some_and(|head| {
        let kinds = [PlaceKind::Country, PlaceKind::Demonym];
        world
            .places(&place_key(head.trim()))
            .any(|reading| kinds.contains(&reading.kind))
    });
    let institution =
        short.contains(' ') && long.ends_with(short) && world.organisations(long).next().is_none();
    !trade && !of_country && !institution
}
