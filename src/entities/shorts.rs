//! Short forms: `Goldman` for `Goldman Sachs`, `State Department` for `U.S. State Department`, `Thames` for `River Thames`.

use std::sync::LazyLock;

use super::names::{Meant, Names, Set};
use super::organisations::{TRADES, Written, has_forms};
use super::world::{PlaceKind, World, place_key};
use crate::lexical::entries;
use crate::record::Label;
use crate::rules::{Class, classes};

/// Words of a long name that are looked at.
const LONGEST: usize = 12;

/// Words that many names begin or end with, so that they name nothing alone.
static COMMON: LazyLock<Set<&str>> =
    LazyLock::new(|| entries(include_str!("../../seeds/lists/common_name_words.txt")).collect());
/// Words that say what kind of water or land it is.
static FEATURES: LazyLock<Set<&str>> =
    LazyLock::new(|| entries(include_str!("../../seeds/lists/land_features.txt")).collect());

/// Joins a short form with the one longer name of the article that begins or ends with it.
pub(super) fn join(names: &mut Names, words: &[Written], world: &World) {
    let asked: Set<(Label, &str)> = words.iter().map(|w| (w.label, &*w.key)).collect();
    let mut meant: Meant<(Label, &str)> = Meant::default();
    for (number, written) in (0..).zip(words).filter(|(_, w)| has_forms(w.label)) {
        let (label, key) = (written.label, &*written.key);
        for (blank, _) in key.match_indices(' ').take(LONGEST) {
            let (head, tail) = (&key[..blank], &key[blank + 1..]);
            if asked.contains(&(label, head)) && can_begin(head, tail, label, world) {
                meant.note((label, head), number, names);
            }
            if asked.contains(&(label, tail)) && can_end(head, tail, label, world) {
                meant.note((label, tail), number, names);
            }
        }
    }
    for (number, written) in (0..).zip(words).filter(|(_, w)| has_forms(w.label)) {
        if let Some(long) = meant.one(&(written.label, &*written.key))
            && !is_other(&written.key, &words[long as usize].key, world)
        {
            names.join(long, number);
        }
    }
}

/// A word that joins two parts of a name.
fn is_joint(word: Option<&str>) -> bool {
    matches!(word, Some("of" | "and" | "for" | "the" | "in" | "on" | "at"))
}

/// Whether all words say what kind of water or land it is.
fn is_feature(words: &str) -> bool {
    words.split(' ').all(|word| FEATURES.contains(word))
}

/// Whether the beginning of a name may stand for all of it.
fn can_begin(head: &str, tail: &str, label: Label, world: &World) -> bool {
    if label == Label::LOC {
        return is_feature(tail); // `Volga River` is the `Volga`
    }
    let of = label == Label::ORG && tail.starts_with("of ");
    if is_joint(head.rsplit(' ').next()) || of {
        return false;
    }
    // `King's College Hospital` is a house of its own, and no longer form of `King's College`.
    let last = head.rsplit(' ').next().unwrap_or_default();
    if head.contains(' ') && is_house(last) && tail.split(' ').all(is_house) {
        return false;
    }
    let place = || label == Label::ORG && is_place(head, world);
    head.contains(' ') || !COMMON.contains(head) && !place()
}

/// Whether the end of a name may stand for all of it.
fn can_end(head: &str, tail: &str, label: Label, world: &World) -> bool {
    if label == Label::LOC {
        return is_feature(head); // `East Africa` is not `Africa`
    }
    if is_joint(tail.split(' ').next()) || is_joint(head.rsplit(' ').next()) {
        return false;
    }
    !COMMON.contains(tail) && !TRADES.contains(tail) || is_place(head, world)
}

/// Whether a word says what kind of house, ground or body something is.
fn is_house(word: &str) -> bool {
    static HOUSES: LazyLock<Set<&str>> = LazyLock::new(|| {
        entries(include_str!("../../seeds/lists/houses.txt"))
            .flat_map(str::split_whitespace)
            .collect()
    });
    HOUSES.contains(word) || classes(word).has(Class::GroupNoun)
}

/// Whether words name a place or its people.
fn is_place(words: &str, world: &World) -> bool {
    let mut places = world.places(&place_key(words));
    places.any(|reading| reading.kind != PlaceKind::Facility)
}

/// Whether a short form is the name of another known organisation: `Google` is not `Google DeepMind`.
fn is_other(short: &str, long: &str, world: &World) -> bool {
    let known: Vec<u16> = world.organisations(short).collect();
    if known.is_empty() || world.organisations(long).any(|group| known.contains(&group)) {
        return false;
    }
    let rest = long.strip_prefix(short).unwrap_or("").trim_start();
    let trade = !rest.is_empty() && rest.split(' ').all(|word| TRADES.contains(word));
    let of_country = long.strip_suffix(short).is_some_and(|head| {
        let mut places = world.places(&place_key(head.trim_end()));
        places.any(|place| matches!(place.kind, PlaceKind::Country | PlaceKind::Demonym))
    });
    // `White House National Security Council`, if nobody knows it as one of its own
    let unknown = || world.organisations(long).next().is_none();
    let institution = short.contains(' ') && long.ends_with(short) && unknown();
    !trade && !of_country && !institution
}
