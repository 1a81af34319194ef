//! Names of one organisation: legal forms left out, other spellings, known other names, acronyms and short forms.
//!
//! The same holds for facilities, events, laws and other named things.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::sync::LazyLock;

use super::names::{Map, Names, Set, key};
use super::world::World;
use super::{acronyms, shorts};
use crate::lexical::entries;
use crate::record::{Label, Mention};

/// Legal forms and the like at the end of a company's name.
pub(super) static FORMS: LazyLock<Set<&str>> =
    LazyLock::new(|| entries(include_str!("../../seeds/lists/company_forms.txt")).collect());
/// Words that say what kind of company it is: `Toyota Motor` is `Toyota`.
pub(super) static TRADES: LazyLock<Set<&str>> =
    LazyLock::new(|| entries(include_str!("../../seeds/lists/company_trades.txt")).collect());

/// Joins the names of organisations, facilities, events and the like that mean one thing.
pub(super) fn join(text: &str, mentions: &[Mention], world: &World, names: &mut Names) {
    let words: Vec<Written> = (0..names.list.len()).map(|n| Written::of(names, n)).collect();
    join_equal(names, &words);
    join_known(names, &words, world);
    acronyms::join_bracketed(text, mentions, names);
    acronyms::join(names, world);
    shorts::join(names, &words, world);
}

/// Whether names of this label have short forms and acronyms.
pub(super) fn has_forms(label: Label) -> bool {
    label.is_name() && !matches!(label, Label::PERSON | Label::GPE | Label::NORP)
}

/// A name as organisations are compared.
pub(super) struct Written {
    pub(super) label: Label,
    pub(super) key: String,
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
    let mut folded = key(name);
    if folded.contains(['&', '-', ',']) {
        folded = folded.replace('&', " and ").replace(['-', ','], " ");
    }
    let mut words: Vec<&str> = folded.split_whitespace().map(without_possessive).collect();
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
    let mut out = String::with_capacity(folded.len());
    for (at, word) in words.iter().enumerate() {
        if at > 0 {
            out.push(' ');
        }
        out.push_str(&spelling(word));
    }
    out
}

fn without_possessive(mut word: &str) -> &str {
    while let Some(bare) = word.strip_suffix("'s") {
        word = bare;
    }
    word
}

/// The American form of a word that Britain spells otherwise.
fn spelling(word: &str) -> Cow<'_, str> {
    match word {
        "defence" => "defense".into(),
        "centre" => "center".into(),
        "labour" => "labor".into(),
        "harbour" => "harbor".into(),
        "programme" => "program".into(),
        _ if word.len() >= 7 && word.contains("isation") => word.replace("isation", "ization").into(),
        _ => word.into(),
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
