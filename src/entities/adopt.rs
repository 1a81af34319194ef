//! Lone names that the tagger took for something else: what the full names of the article say about them goes first.

use super::names::{Map, Names};
use super::organisations::organisation_key;
use super::world::{World, place_key};
use crate::record::Label;

/// Weight of a place that is known well enough to be meant: a city of a hundred thousand.
const CITY: f32 = 5.0;

/// What the full names of the article make of a lone word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    /// It is the surname of a person.
    Person,
    /// An organisation's or a storm's name begins or ends with it.
    Named(Label),
    /// Several things have it.
    Several,
}

/// Gives lone names the label of the full name that they belong to: *Cummins* that of *Pat Cummins*, unless they are known
/// as what they were taken for. The caller's own mentions keep theirs.
pub(super) fn adopt(world: &World, names: &mut Names) {
    let owners = owners(names);
    let mut changed: Vec<(u32, Label)> = Vec::new();
    for (number, name) in (0..).zip(&names.list) {
        let (label, key) = (name.label, &name.key);
        let Some(owner) = owners.get(&**key) else { continue };
        let wanted = match owner {
            Owner::Person if label != Label::PERSON => Label::PERSON,
            Owner::Named(wanted) if *wanted != label => *wanted,
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

/// What lone words may belong to, by their keys.
fn owners(names: &Names) -> Map<&str, Owner> {
    let mut owners: Map<&str, Owner> = Map::default();
    for name in &names.list {
        let words: Vec<&str> = name.key.split(' ').collect();
        let (word, owner) = match (name.label, &words[..]) {
            (Label::PERSON, [_, .., last]) => (*last, Owner::Person),
            (Label::ORG, [first, _, ..]) => (*first, Owner::Named(Label::ORG)),
            (Label::EVENT, ["hurricane" | "typhoon" | "cyclone" | "storm", last]) => {
                (*last, Owner::Named(Label::EVENT))
            }
            _ => continue,
        };
        let known = owners.entry(word).or_insert(owner);
        if *known != owner {
            *known = Owner::Several;
        }
    }
    owners
}
