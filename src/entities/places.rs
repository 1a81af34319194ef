//! Names of one place, and what the world knows of it: country, relation to it, coordinates.

use super::names::{Map, NONE, Names, key};
use super::readings::{Context, Known};
use super::world::{Identity, NO_COUNTRY, PlaceKind, Reading, World, place_key};
use crate::record::{Label, Mention};

/// Readings of the names of an article, by number of name.
pub(super) type Chosen = Map<u32, Reading>;

/// Joins the names of places that mean one place, those of one people, and returns what each means.
pub(super) fn join(text: &str, mentions: &[Mention], world: &World, names: &mut Names) -> Chosen {
    let qualified = split_qualified(text, mentions, world, names);
    let known = look_up(mentions, world, names, &qualified);
    let chosen = Context::new(&known).choose(&known);
    join_same(names, &chosen);
    join_plurals(names);
    chosen
}

/// Whether the world is asked about names of this label.
fn is_asked(label: Label) -> bool {
    matches!(label, Label::GPE | Label::LOC | Label::FAC | Label::NORP)
}

/// What fits the label of a name: its readings, the likeliest first.
fn readings(label: Label, key: &str, world: &World) -> Vec<Reading> {
    let fits = |reading: &Reading| match (label, reading.kind) {
        (Label::NORP, kind) => kind == PlaceKind::Demonym,
        (Label::FAC, kind) => matches!(kind, PlaceKind::Facility | PlaceKind::Region),
        (Label::GPE, _) if reading.country == NO_COUNTRY => false,
        (_, kind) => !matches!(kind, PlaceKind::Demonym | PlaceKind::Facility),
    };
    let mut found: Vec<Reading> = world.places(key).filter(fits).collect();
    if found.is_empty() && label == Label::GPE {
        // `Saudi officials`: the tagger takes an adjective for the country now and then.
        found.extend(
            world
                .places(key)
                .filter(|reading| reading.kind == PlaceKind::Demonym),
        );
    }
    found
}

/// The name in the text right after a comma or in brackets that says where a place lies: `, Texas`, `(Ontario)`.
fn qualifier(text: &str, mentions: &[Mention], number: usize) -> Option<usize> {
    let (this, next) = (&mentions[number], mentions.get(number + 1)?);
    let between = text.get(this.span.end as usize..next.span.start as usize)?;
    let joined = matches!(between, ", " | " (" | "," | ",\n");
    (joined && this.label == Label::GPE && next.label == Label::GPE).then_some(number + 1)
}

/// The readings of a name that lie in one of the places that another may mean.
fn within(readings: &[Reading], outer: impl Iterator<Item = Reading>) -> Option<Reading> {
    let lies = |inner: &Reading, outer: &Reading| match outer.kind {
        PlaceKind::Country => inner.kind != PlaceKind::Country && inner.country == outer.country,
        PlaceKind::Province => {
            inner.country == outer.country
                && inner.province == outer.province
                && outer.province != 0
                && inner.kind != PlaceKind::Province
        }
        _ => false,
    };
    let outer: Vec<Reading> = outer.collect();
    readings
        .iter()
        .copied()
        .find(|inner| outer.iter().any(|outer| lies(inner, outer)))
}

/// What a name means where the text says where it lies, for each name that it says it of. A name that is said to lie in
/// two places is two names from then on.
fn split_qualified(text: &str, mentions: &[Mention], world: &World, names: &mut Names) -> Chosen {
    let mut said: Chosen = Map::default();
    // The names that are written alike, and the one that bare mentions mean now.
    let mut twins: Map<u32, Vec<u32>> = Map::default();
    let mut current: Map<u32, u32> = Map::default();
    for number in 0..mentions.len() {
        let name = names.of[number];
        if name == NONE || mentions[number].label != Label::GPE {
            continue;
        }
        let outer = qualifier(text, mentions, number);
        let outer_key = outer.map(|at| place_key(mentions[at].span.slice(text)));
        let reading = outer_key.and_then(|outer| {
            let inner = readings(Label::GPE, &place_key(&names.list[name as usize].text), world);
            within(&inner, world.places(&outer))
        });
        let Some(reading) = reading else {
            names.of[number] = current.get(&name).copied().unwrap_or(name);
            continue;
        };
        let twins = twins.entry(name).or_default();
        let known = twins.iter().copied().find(|twin| said[twin].is_same(&reading));
        let own = known.unwrap_or_else(|| {
            let own = if twins.is_empty() { name } else { names.split(name) };
            twins.push(own);
            said.insert(own, reading);
            own
        });
        current.insert(name, own);
        names.of[number] = own;
    }
    said
}

/// The readings of every name of a place or a people.
fn look_up(mentions: &[Mention], world: &World, names: &Names, said: &Chosen) -> Vec<Known> {
    let mut counts: Map<u32, u32> = Map::default();
    for (mention, &name) in mentions.iter().zip(&names.of) {
        if name != NONE && is_asked(mention.label) {
            *counts.entry(name).or_default() += 1;
        }
    }
    let asked = (0..names.list.len() as u32).filter_map(|name| Some((name, *counts.get(&name)?)));
    asked
        .filter_map(|(name, count)| {
            let whole = &names.list[name as usize];
            let found = match said.get(&name) {
                Some(&reading) => vec![reading],
                None => whole_or_inner(whole.label, &whole.text, world),
            };
            (!found.is_empty()).then_some(Known {
                name,
                count,
                readings: found,
            })
        })
        .collect()
}

/// The readings of a name; `Paris, Texas` in one piece is read as Paris in Texas.
fn whole_or_inner(label: Label, text: &str, world: &World) -> Vec<Reading> {
    let key = place_key(text);
    let found = readings(label, &key, world);
    if !found.is_empty() {
        return found;
    }
    if let Some((inner, outer)) = text.split_once(',') {
        let inner = readings(label, &place_key(inner), world);
        return within(&inner, world.places(&place_key(outer.trim())))
            .into_iter()
            .collect();
    }
    if let Some(country) = STATES.iter().find_map(|state| key.strip_prefix(state)) {
        return readings(label, country.trim_start_matches("the "), world);
    }
    let province = key.rsplit_once(' ').filter(|(_, tail)| PROVINCES.contains(tail));
    let mut found = province.map_or(Vec::new(), |(head, _)| readings(label, head, world));
    found.retain(|reading| reading.kind == PlaceKind::Province);
    found
}

/// What stands before the name of a country, a state or a city in its full form.
const STATES: [&str; 5] = [
    "republic of ",
    "kingdom of ",
    "state of ",
    "city of ",
    "province of ",
];
/// What stands after the name of a province in its full form.
const PROVINCES: [&str; 7] = [
    "oblast",
    "province",
    "region",
    "state",
    "prefecture",
    "governorate",
    "department",
];

/// Joins names that mean the same place: `U.S.` and `United States`, `Calif.` and `California`.
fn join_same(names: &mut Names, chosen: &Chosen) {
    let mut first: Map<(Label, Identity), u32> = Map::default();
    for name in 0..names.list.len() as u32 {
        let Some(reading) = chosen.get(&name) else {
            continue;
        };
        let label = names.list[name as usize].label;
        let exact = match reading.kind {
            PlaceKind::Country => true,
            PlaceKind::Capital | PlaceKind::City | PlaceKind::Province => reading.point.is_some(),
            PlaceKind::Region | PlaceKind::Facility | PlaceKind::Demonym => false,
        };
        if exact {
            let place = (label, reading.identity());
            let known = *first.entry(place).or_insert(name);
            names.join(known, name);
        }
    }
}

/// Joins *Russians* with *Russian*, *Democrats* with *Democrat*.
fn join_plurals(names: &mut Names) {
    let singular = |text: &str| key(text).trim_end_matches('s').to_owned();
    let mut first: Map<String, u32> = Map::default();
    let peoples: Vec<(u32, String)> = names
        .labelled(Label::NORP)
        .map(|(number, name)| (number, singular(&name.text)))
        .collect();
    for (number, singular) in peoples {
        let known = *first.entry(singular).or_insert(number);
        names.join(known, number);
    }
}
