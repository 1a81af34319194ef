//! People of several articles: variants of one name, with middle names, initials, nicknames and suffixes; bare surnames.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::groups::Groups;
use super::names::{Person, nicknames, stands_first};
use super::nodes::{Kind, Node};
use super::{BARE, COMMON, Reason};

/// The most names of one block that are compared with each other.
const MOST: usize = 64;

/// A name with one group that bears it.
struct Bearer<'n> {
    node: u32,
    person: &'n Person,
}

/// Joins groups of people whose names are variants of each other.
pub(super) fn join_variants(nodes: &[Node], groups: &mut Groups<'_>) {
    let mut bearers: Vec<Bearer<'_>> = Vec::new();
    let mut seen = std::collections::HashSet::<(u32, &str), FixedState>::default();
    for node in nodes {
        if let Some(person) = &node.person {
            let root = groups.root(node.number);
            if seen.insert((root, &node.key)) {
                bearers.push(Bearer {
                    node: node.number,
                    person,
                });
            }
        }
    }
    // Names that may be variants stand together in a block: one surname, and first names with one initial or one long form.
    let mut blocks: HashMap<(&str, Result<char, u16>), Vec<usize>, FixedState> = HashMap::default();
    let mut order = Vec::new();
    for (at, bearer) in bearers.iter().enumerate() {
        let initial = bearer.person.given.chars().next().unwrap_or(' ');
        let lines = nicknames(&bearer.person.given).iter().copied();
        for part in std::iter::once(Ok(initial)).chain(lines.map(Err)) {
            let block = blocks.entry((&bearer.person.last, part)).or_insert_with(|| {
                order.push((&*bearer.person.last, part));
                Vec::new()
            });
            if block.len() < MOST {
                block.push(at);
            }
        }
    }
    let mut near: Vec<Vec<usize>> = vec![Vec::new(); bearers.len()];
    for block in order.iter().filter_map(|name| blocks.get(name)) {
        for (number, &one) in block.iter().enumerate() {
            for &two in &block[number + 1..] {
                if relation(bearers[one].person, bearers[two].person).is_some() && !near[one].contains(&two) {
                    near[one].push(two);
                    near[two].push(one);
                }
            }
        }
    }
    let chosen: Vec<Vec<usize>> = (0..bearers.len())
        .map(|at| choice(at, &near[at], &bearers, groups))
        .collect();
    for (one, others) in chosen.iter().enumerate() {
        for &two in others
            .iter()
            .filter(|&&two| two > one && chosen[two].contains(&one))
        {
            let Some((reason, needs)) = relation(bearers[one].person, bearers[two].person) else {
                continue;
            };
            let (one, two) = (bearers[one].node, bearers[two].node);
            if groups.score(one, two) >= needs {
                groups.join(one, two, reason);
            }
        }
    }
}

/// The variants that a name may be joined with: all when they agree among themselves, else the one whose company it keeps.
fn choice(at: usize, near: &[usize], bearers: &[Bearer<'_>], groups: &mut Groups<'_>) -> Vec<usize> {
    let agree = |one: usize, two: usize| relation(bearers[one].person, bearers[two].person).is_some();
    let all_agree = near
        .iter()
        .enumerate()
        .all(|(number, &one)| near[number + 1..].iter().all(|&two| agree(one, two)));
    if all_agree {
        return near.to_vec();
    }
    let others: Vec<u32> = near.iter().map(|&other| bearers[other].node).collect();
    let best = groups.best(bearers[at].node, &others, COMMON);
    let number = best.and_then(|best| others.iter().position(|&other| other == best));
    number.map(|number| vec![near[number]]).unwrap_or_default()
}

/// Why two different names may be one person's, and how much company both must share then.
fn relation(one: &Person, two: &Person) -> Option<(Reason, u32)> {
    if one == two || one.last != two.last || !one.middles_agree(two) {
        return None;
    }
    if one.suffix != two.suffix {
        let plain = one.suffix.is_none() || two.suffix.is_none();
        return (plain && one.given == two.given).then_some((Reason::Suffix, COMMON));
    }
    let needs = |is_frequent: bool| if is_frequent { COMMON } else { 0 };
    let is_frequent = one.is_frequent() || two.is_frequent();
    if one.given == two.given {
        Some((Reason::MiddleName, needs(is_frequent)))
    } else if one.initials_agree(two) {
        Some((Reason::Initials, needs(one.has_frequent_surname())))
    } else if one.nicknames_agree(two) {
        Some((Reason::Nickname, needs(is_frequent)))
    } else {
        None
    }
}

/// Joins bare surnames with the one bearer of the surname whose company they keep.
pub(super) fn join_surnames(nodes: &[Node], groups: &mut Groups<'_>) {
    let mut bearers: HashMap<&str, Vec<u32>, FixedState> = HashMap::default();
    for node in nodes {
        if let Some(person) = &node.person {
            bearers.entry(&person.last).or_default().push(node.number);
            if stands_first(&person.given) {
                bearers.entry(&person.given).or_default().push(node.number);
            }
        }
    }
    for node in nodes
        .iter()
        .filter(|node| node.kind == Kind::Person && node.person.is_none())
    {
        let Some(bearers) = bearers.get_mut(&*node.key) else {
            continue;
        };
        *bearers = groups.roots(bearers);
        bearers.truncate(MOST);
        if let Some(bearer) = groups.best(node.number, bearers, BARE) {
            groups.join(bearer, node.number, Reason::Surname);
        }
    }
}
