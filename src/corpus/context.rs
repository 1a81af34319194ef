//! The company that things keep: what else the articles name, and what people are said to be, as evidence that two are one.

use std::collections::HashMap;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use super::nodes::{Kind, Node};
use crate::record::{Label, Record};

pub(super) type Context = HashMap<u64, u8, FixedState>;

/// The most things of an article that count, those that it names most often first.
const MOST: usize = 64;

/// What each article names, with how much it weighs as evidence.
pub(super) struct Contexts {
    articles: Vec<Vec<(u64, u8)>>,
    /// For each node what it is said to be.
    roles: HashMap<u32, Vec<(u64, u8)>, FixedState>,
}

/// The number under which a name stands in contexts.
pub(super) fn name_number(kind: Kind, key: &str) -> u64 {
    FixedState::default().hash_one((kind, key))
}

/// How much it says when two articles name this: people and organisations more than places.
fn weight(node: &Node, label: Label) -> u8 {
    match label {
        Label::PERSON if node.person.is_none() => 0,
        Label::GPE | Label::LOC | Label::NORP | Label::PRODUCT => 1,
        _ => 2,
    }
}

impl Contexts {
    /// `nodes` are the entities of all articles in order.
    pub(super) fn new(records: &[&Record], nodes: &[Node]) -> Contexts {
        let mut articles = vec![Vec::new(); records.len()];
        let mut roles: HashMap<u32, Vec<(u64, u8)>, FixedState> = HashMap::default();
        let mut spread: HashMap<u64, u32, FixedState> = HashMap::default();
        for of_article in nodes.chunk_by(|one, two| one.article == two.article) {
            let record = records[of_article[0].article as usize];
            let mut named: Vec<(usize, u64, u8)> = Vec::new();
            for node in of_article {
                let entity = &record.entities[node.entity as usize];
                let weight = weight(node, entity.label);
                if weight > 0 {
                    named.push((entity.mentions.len(), name_number(node.kind, &node.key), weight));
                }
            }
            named.sort_by_key(|&(count, number, weight)| (std::cmp::Reverse((weight, count)), number));
            named.truncate(MOST);
            named.dedup_by_key(|(_, number, _)| *number);
            for (_, number, _) in &named {
                *spread.entry(*number).or_default() += 1;
            }
            articles[of_article[0].article as usize] = named
                .into_iter()
                .map(|(_, number, weight)| (number, weight))
                .collect();
            let first = of_article[0].number;
            for role in &record.roles {
                let Some(entity) = role.entity else { continue };
                let words = role.role.to_lowercase();
                let weight = if words.contains(' ') { 2 } else { 1 };
                let number = FixedState::default().hash_one(("role", &words));
                roles.entry(first + entity).or_default().push((number, weight));
            }
        }
        // What a fifth of all articles name says nothing.
        let says = |number: u64| {
            spread
                .get(&number)
                .is_none_or(|&n| n <= 3 || n as usize * 5 <= records.len())
        };
        for article in &mut articles {
            article.retain(|&(number, _)| says(number));
        }
        Contexts { articles, roles }
    }

    /// Adds what speaks for a node to a context.
    pub(super) fn add(&self, node: &Node, context: &mut Context) {
        let roles = self.roles.get(&node.number).map_or(&[][..], Vec::as_slice);
        for &(number, weight) in self.articles[node.article as usize].iter().chain(roles) {
            context.insert(number, weight);
        }
        context.remove(&name_number(node.kind, &node.key));
    }
}

/// How much two contexts share.
pub(super) fn shared(one: &Context, two: &Context) -> u32 {
    let (less, more) = if one.len() <= two.len() {
        (one, two)
    } else {
        (two, one)
    };
    let both = less.iter().filter(|(number, _)| more.contains_key(number));
    both.map(|(_, &weight)| u32::from(weight)).sum()
}
