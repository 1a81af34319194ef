//! Lone names that the tagger took for something else: what the full names of the article say about them goes first.

use super::names::{Map, Names};
use super::organisations::{FORMS, TRADES, organisation_key};
use super::world::{World, place_key};
use crate::article::Article;
use crate::record::{Label, Mention};
use crate::rules::{Class, classes};

/// Weight of a place that is known well enough to be meant: a city of a hundred thousand.
const CITY: f32 = 5.0;

/// What the full names of the article make of a lone word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    /// It is the surname of a person.
    Person,
    /// A firm's or a storm's name begins or ends with it.
    Named(Label),
    /// An organisation's name begins with it that may have it from a place: *Kapit Council*.
    Body {
        /// Whether the name tells a kind of body that places have.
        is_public: bool,
    },
    /// Several things have it.
    Several,
}

impl Owner {
    /// What both make of the word together.
    fn and(self, other: Owner) -> Owner {
        match (self, other) {
            _ if self == other => self,
            (Owner::Body { .. }, Owner::Body { .. }) => Owner::Body { is_public: true },
            (firm @ Owner::Named(Label::ORG), Owner::Body { .. })
            | (Owner::Body { .. }, firm @ Owner::Named(Label::ORG)) => firm,
            _ => Owner::Several,
        }
    }
}

/// Gives lone names the label of the full name that they belong to: *Cummins* that of *Pat Cummins*, unless they are known
/// as what they were taken for. The caller's own mentions keep theirs.
pub(super) fn adopt(article: &Article, mentions: &[Mention], world: &World, names: &mut Names) {
    let owners = owners(names);
    let told = told_places(article, mentions, names);
    let mut changed: Vec<(u32, Label)> = Vec::new();
    for (number, name) in (0..).zip(&names.list) {
        if told.contains(&number) {
            continue;
        }
        let (label, key) = (name.label, &name.key);
        let Some(owner) = owners.get(&**key) else { continue };
        let wanted = match owner {
            Owner::Person if label != Label::PERSON => Label::PERSON,
            Owner::Named(wanted) if *wanted != label => *wanted,
            // A council, a court and a school have their names from the places that the article tells of.
            Owner::Body { is_public } if label != Label::ORG => {
                if is_place(label) && (*is_public || world.places(&place_key(key)).next().is_some()) {
                    continue;
                }
                Label::ORG
            }
            _ => continue,
        };
        let fixed = !matches!(
            label,
            Label::PERSON | Label::ORG | Label::GPE | Label::LOC | Label::NORP | Label::PRODUCT
        );
        // What is known as an organisation is no person, when another name of the article says so too.
        let is_known_organisation = || world.organisations(&organisation_key(key)).next().is_some();
        let known = world.places(&place_key(key)).any(|place| place.weight >= CITY)
            || wanted != Label::ORG && is_known_organisation();
        if !fixed && !name.fixed && !known {
            changed.push((number, wanted));
        }
    }
    for (name, label) in changed {
        names.list[name as usize].label = label;
    }
}

/// The names of the dateline's places: nothing knows better what they are.
fn told_places(article: &Article, mentions: &[Mention], names: &Names) -> Vec<u32> {
    let Some(dateline) = &article.header.dateline else {
        return Vec::new();
    };
    let inside = dateline.span;
    (mentions.iter().zip(&names.of))
        .skip_while(|(mention, _)| mention.span.start < inside.start)
        .take_while(|(mention, _)| mention.span.end <= inside.end)
        .filter(|(mention, _)| is_place(mention.label))
        .map(|(_, &name)| name)
        .collect()
}

/// What lone words may belong to, by their keys.
fn owners(names: &Names) -> Map<&str, Owner> {
    let mut owners: Map<&str, Owner> = Map::default();
    for name in &names.list {
        let words: Vec<&str> = name.key.split(' ').collect();
        let (word, owner) = match (name.label, &words[..]) {
            (Label::PERSON, [_, .., last]) => (*last, Owner::Person),
            (Label::ORG, [first, rest @ ..]) if !rest.is_empty() => (*first, of_organisation(rest)),
            (Label::EVENT, ["hurricane" | "typhoon" | "cyclone" | "storm", last]) => {
                (*last, Owner::Named(Label::EVENT))
            }
            _ => continue,
        };
        let known = owners.entry(word).or_insert(owner);
        *known = known.and(owner);
    }
    owners
}

/// What an organisation makes of its first word, by the others.
fn of_organisation(rest: &[&str]) -> Owner {
    let last = rest.last().map_or("", |last| last.trim_end_matches('.'));
    if FORMS.contains(last) || TRADES.contains(last) {
        return Owner::Named(Label::ORG);
    }
    Owner::Body {
        is_public: rest.iter().any(|word| {
            let classes = classes(word);
            (classes.has(Class::Group) || classes.has(Class::GroupNoun)) && !classes.has(Class::Firm)
        }),
    }
}

fn is_place(label: Label) -> bool {
    matches!(label, Label::GPE | Label::LOC)
}
