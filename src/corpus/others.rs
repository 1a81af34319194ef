//! Organisations and places of several articles: forms of companies, acronyms, other names that an article gives, known forms.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::groups::Groups;
use super::names::{is_acronym, key, place_line, without_form};
use super::{COMMON, Kind, Node, Reason};
use crate::record::Record;

type Map<K, V> = HashMap<K, V, FixedState>;

/// The most groups that one name is compared with.
const MOST: usize = 64;

/// Joins companies whose names differ in *Inc.* and its kin alone.
pub(super) fn join_forms(nodes: &[Node], groups: &mut Groups<'_>) {
    let mut first: Map<&str, u32> = Map::default();
    let companies = || nodes.iter().filter(|node| node.kind == Kind::Organization);
    for node in companies() {
        if let Some(bare) = without_form(&node.key) {
            first.entry(bare).or_insert(node.number);
        }
    }
    for node in companies() {
        let bare = without_form(&node.key).unwrap_or(&node.key);
        if let Some(&first) = first.get(bare) {
            groups.join(first, node.number, Reason::CompanyForm);
        }
    }
}

/// Joins places under names that the list knows for one.
pub(super) fn join_known_places(nodes: &[Node], groups: &mut Groups<'_>) {
    let mut first: Map<u16, u32> = Map::default();
    for node in nodes.iter().filter(|node| node.kind == Kind::Place) {
        if let Some(line) = place_line(&node.key) {
            let first = *first.entry(line).or_insert(node.number);
            groups.join(first, node.number, Reason::KnownForm);
        }
    }
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
        let entity = &records[node.article as usize].entities[node.entity as usize];
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
