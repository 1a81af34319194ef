//! Organisations and places of several articles: forms of companies, acronyms, other names that an article gives, known forms.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::groups::Groups;
use super::names::{is_acronym, key};
use super::nodes::{Kind, Node};
use super::{COMMON, Reason};
use crate::entities::World;
use crate::entities::organisations::organisation_key;
use crate::record::{CountryRelation, Entity, Record};

type Map<K, V> = HashMap<K, V, FixedState>;

/// The most groups that one name is compared with.
const MOST: usize = 64;

/// Joins organisations whose names differ in a company's form (*Inc.*) or in spelling alone.
pub(super) fn join_forms(records: &[&Record], nodes: &[Node], groups: &mut Groups<'_>) {
    let mut first: Map<String, u32> = Map::default();
    for node in nodes.iter().filter(|node| node.kind == Kind::Organization) {
        let form = organisation_key(&entity(records, node).name);
        let first = *first.entry(form).or_insert(node.number);
        groups.join(first, node.number, Reason::CompanyForm);
    }
}

/// Joins organisations under names that the world knows for one, and names of one country or of one place on the map.
pub(super) fn join_known(records: &[&Record], nodes: &[Node], world: &World, groups: &mut Groups<'_>) {
    let mut bodies: Map<u16, u32> = Map::default();
    let mut places: Map<(&str, Option<[u32; 2]>), u32> = Map::default();
    for node in nodes {
        let entity = entity(records, node);
        let first = match node.kind {
            Kind::Organization => {
                let key = organisation_key(&entity.name);
                let mut known = world.organisations(&key);
                match (known.next(), known.next()) {
                    (Some(body), None) => *bodies.entry(body).or_insert(node.number),
                    _ => continue,
                }
            }
            Kind::Place => {
                let Some(country) = &entity.country else { continue };
                let point = entity
                    .place
                    .map(|p| [p.latitude.to_bits(), p.longitude.to_bits()]);
                let place = match entity.country_relation {
                    Some(CountryRelation::Country) => None,
                    Some(_) if point.is_some() => point,
                    _ => continue,
                };
                *places.entry((country, place)).or_insert(node.number)
            }
            _ => continue,
        };
        groups.join(first, node.number, Reason::KnownForm);
    }
}

fn entity<'r>(records: &[&'r Record], node: &Node) -> &'r Entity {
    &records[node.article as usize].entities[node.entity as usize]
}

/// Joins what some article calls by two full names, or by a name and its acronym, with what others call by one of them.
pub(super) fn join_aliases(
    records: &[&Record],
    nodes: &[Node],
    named: &Map<(Kind, &str), Vec<u32>>,
    groups: &mut Groups<'_>,
) {
    let mut claims: Map<(Kind, String), Vec<u32>> = Map::default();
    let mut order = Vec::new();
    for node in nodes {
        let entity = entity(records, node);
        for alias in &entity.aliases {
            // Of a person's short names none is enough, and neither is a bare noun.
            let is_full = alias.trim().contains(' ') || node.kind != Kind::Person && is_acronym(alias);
            let key = (node.kind, key(node.kind, alias));
            if !is_full || key.1 == node.key || matches!(node.kind, Kind::Other(_)) {
                continue;
            }
            if is_acronym(alias) && is_acronym(&entity.name) {
                continue;
            }
            claims
                .entry(key)
                .or_insert_with_key(|key| {
                    order.push((
                        key.clone(),
                        if is_acronym(alias) {
                            Reason::Acronym
                        } else {
                            Reason::Alias
                        },
                    ));
                    Vec::new()
                })
                .push(node.number);
        }
    }
    for (key, reason) in order {
        let Some(claimants) = claims.get(&key) else {
            continue;
        };
        let mut claimants = groups.roots(claimants);
        claimants.truncate(MOST);
        let called = named.get(&(key.0, &*key.1)).map_or(&[][..], Vec::as_slice);
        for node in groups.roots(called) {
            let claimant = match claimants[..] {
                [only] if !nodes[node as usize].is_frequent() => Some(only),
                _ => groups.best(node, &claimants, COMMON),
            };
            if let Some(claimant) = claimant {
                groups.join(claimant, node, reason);
            }
        }
    }
}
