//! From groups of entities to things: their names, and the reason of each member.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::nodes::Node;
use super::{Member, Merged, Reason, names};
use crate::record::{Label, Record};

/// The groups as things, with the reason of each member.
pub(super) fn finished(
    records: &[&Record],
    nodes: &[Node],
    lists: &[Vec<u32>],
    joints: &[(u32, u32, Reason)],
) -> Vec<Merged> {
    let mut beside: Vec<Vec<(u32, Reason)>> = vec![Vec::new(); nodes.len()];
    for &(one, two, reason) in joints {
        beside[one as usize].push((two, reason));
        beside[two as usize].push((one, reason));
    }
    let mut place: Vec<u32> = vec![0; nodes.len()];
    let mut told: Vec<Option<(u32, Reason)>> = vec![None; nodes.len()];
    let thing = |list: &Vec<u32>| {
        for (&node, at) in list.iter().zip(0..) {
            place[node as usize] = at;
        }
        // Joints make a tree: from the first member on, each is reached by one of them.
        let mut open = vec![list[0]];
        while let Some(node) = open.pop() {
            for &(next, reason) in &beside[node as usize] {
                if next != list[0] && told[next as usize].is_none() {
                    told[next as usize] = Some((node, reason));
                    open.push(next);
                }
            }
        }
        let members = list.iter().map(|&node| {
            let (with, reason) = told[node as usize].unzip();
            Member {
                article: nodes[node as usize].article,
                entity: nodes[node as usize].entity,
                reason: reason.unwrap_or(Reason::First),
                with: with.map(|with| place[with as usize]),
            }
        });
        described(records, members.collect())
    };
    lists.iter().map(thing).collect()
}

/// Name, label and country by the most articles.
fn described(records: &[&Record], members: Vec<Member>) -> Merged {
    let entities = || {
        members
            .iter()
            .map(|m| &records[m.article as usize].entities[m.entity as usize])
    };
    let mut names: Vec<(&str, usize, usize)> = Vec::new();
    let mut places: HashMap<&str, usize, FixedState> = HashMap::default();
    let mut labels: Vec<(Label, usize)> = Vec::new();
    for entity in entities() {
        for (name, is_main) in std::iter::once((&entity.name, 1)).chain(entity.aliases.iter().map(|a| (a, 0)))
        {
            let at = *places.entry(name).or_insert_with(|| {
                names.push((name, 0, 0));
                names.len() - 1
            });
            names[at].1 += is_main;
            names[at].2 += 1;
        }
        match labels.iter_mut().find(|(label, _)| *label == entity.label) {
            Some((_, count)) => *count += 1,
            None => labels.push((entity.label, 1)),
        }
    }
    // A name of several words before a bare one or an acronym; of equals the one that came first.
    let full = |name: &str| {
        name.contains(' ') || !names::is_acronym(name) && !labels.iter().any(|l| l.0 == Label::PERSON)
    };
    names.sort_by_key(|&(name, main, all)| std::cmp::Reverse((main > 0 && full(name), main, all)));
    labels.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let mut names = names.into_iter().map(|(name, ..)| name.to_owned());
    Merged {
        name: names.next().unwrap_or_default(),
        aliases: names.collect(),
        label: labels.first().map_or(Label::PERSON, |&(label, _)| label),
        country: entities().find_map(|entity| entity.country.clone()),
        members,
    }
}
