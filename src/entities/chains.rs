//! Chains of mentions: the names that mean one thing become an entity, in the order of first mention.

use super::names::{Map, NONE, Names, Set};
use super::places::Chosen;
use super::subdivisions;
use super::world::{NO_COUNTRY, PlaceKind, Reading};
use crate::record::{CountryRelation, Entity, Mention, Place};

/// The entities of an article, in the order of their first mention.
pub(super) fn entities(mentions: &[Mention], names: &Names, chosen: &Chosen) -> Vec<Entity> {
    let mut numbers: Map<u32, u32> = Map::default();
    let mut entities: Vec<Entity> = Vec::new();
    let mut seen: Set<(u32, u32)> = Set::default();
    let mut regions: Vec<u32> = Vec::new();
    for (number, (mention, &name)) in (0..).zip(mentions.iter().zip(&names.of)) {
        if name == NONE {
            continue;
        }
        let form = names.form_of[number as usize];
        let written = &names.forms[form as usize];
        let entity_number = *numbers.entry(names.root(name)).or_insert_with(|| {
            entities.push(Entity {
                label: mention.label,
                name: written.clone(),
                aliases: Vec::new(),
                country: None,
                country_relation: None,
                subdivision: None,
                place: None,
                salience: 0.0,
                mentions: Vec::new(),
            });
            entities.len() as u32 - 1
        });
        let entity = &mut entities[entity_number as usize];
        entity.mentions.push(number);
        if entity.country.is_none()
            && let Some(reading) = chosen.get(&name).filter(|reading| reading.country != NO_COUNTRY)
        {
            locate(entity, reading);
            if matches!(reading.kind, PlaceKind::Province | PlaceKind::Region) {
                regions.push(entity_number);
            }
        }
        if seen.insert((entity_number, form)) && *written != entity.name {
            entity.aliases.push(written.clone());
        }
    }
    entities.iter_mut().for_each(promote_fullest);
    for region in regions {
        subdivisions::code(&mut entities[region as usize]);
    }
    entities
}

/// Puts down where a place lies.
fn locate(entity: &mut Entity, reading: &Reading) {
    entity.country = Some(reading.country.map(char::from).iter().collect());
    entity.country_relation = Some(match reading.kind {
        PlaceKind::Country => CountryRelation::Country,
        PlaceKind::Capital => CountryRelation::Capital,
        PlaceKind::Demonym => CountryRelation::Demonym,
        PlaceKind::City | PlaceKind::Province | PlaceKind::Region | PlaceKind::Facility => {
            CountryRelation::Place
        }
    });
    entity.place = reading
        .point
        .filter(|_| reading.kind != PlaceKind::Demonym)
        .map(|[latitude, longitude]| Place { latitude, longitude });
}

/// Makes the fullest name the entity's name; of two equally full ones the first, one in plain case before capitals and
/// before an abbreviation (`Pennsylvania`, `Pa.`).
fn promote_fullest(entity: &mut Entity) {
    if entity.aliases.is_empty() {
        return;
    }
    let fullness = |name: &str| {
        let plain = name.chars().any(char::is_lowercase);
        (name.split(' ').count(), plain, plain && !name.ends_with('.'))
    };
    let mut best = (fullness(&entity.name), None);
    for (i, alias) in entity.aliases.iter().enumerate() {
        if fullness(alias) > best.0 {
            best = (fullness(alias), Some(i));
        }
    }
    if let Some(i) = best.1 {
        let fullest = entity.aliases.remove(i);
        entity
            .aliases
            .insert(0, std::mem::replace(&mut entity.name, fullest));
    }
}
