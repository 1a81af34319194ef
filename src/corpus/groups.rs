//! `Groups`: which entities of several articles are one thing so far, what forbids more, and why each was joined.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::Reason;
use super::context::{Context, Contexts, shared};
use super::nodes::{Kind, Node};
use crate::record::Place;

/// The number of members of a group whose articles make its context.
const IN_CONTEXT: usize = 256;

/// The groups: a forest over the nodes.
pub(super) struct Groups<'n> {
    nodes: &'n [Node],
    contexts: &'n Contexts,
    parent: Vec<u32>,
    /// Of each root.
    groups: Vec<Group>,
    /// What joined two nodes, in the order in which it did.
    pub(super) joints: Vec<(u32, u32, Reason)>,
}

#[derive(Default)]
struct Group {
    members: Vec<u32>,
    country: Option<String>,
    place: Option<Place>,
    /// Articles that name a member, for people: an article tells its own people apart.
    articles: Set,
    /// For each wish to keep apart the side of it that is here.
    sides: HashMap<u32, u32, FixedState>,
    context: Option<Context>,
}

type Set = std::collections::HashSet<u32, FixedState>;

impl<'n> Groups<'n> {
    /// Every node by itself; `sides` are the wishes to keep apart.
    pub(super) fn new(nodes: &'n [Node], contexts: &'n Contexts, sides: &[(u32, u32, u32)]) -> Groups<'n> {
        let mut groups: Vec<Group> = nodes
            .iter()
            .map(|node| Group {
                members: vec![node.number],
                country: node.country.clone(),
                place: node.place,
                articles: (node.kind == Kind::Person)
                    .then_some(node.article)
                    .into_iter()
                    .collect(),
                ..Group::default()
            })
            .collect();
        for &(node, wish, side) in sides {
            groups[node as usize].sides.insert(wish, side);
        }
        Groups {
            nodes,
            contexts,
            parent: (0..nodes.len() as u32).collect(),
            groups,
            joints: Vec::new(),
        }
    }

    /// The node that stands for the group.
    pub(super) fn root(&mut self, mut node: u32) -> u32 {
        while self.parent[node as usize] != node {
            let above = self.parent[self.parent[node as usize] as usize];
            self.parent[node as usize] = above;
            node = above;
        }
        node
    }

    /// The groups of some nodes, each once, in order.
    pub(super) fn roots(&mut self, nodes: &[u32]) -> Vec<u32> {
        let mut seen = Set::default();
        let roots: Vec<u32> = nodes.iter().map(|&node| self.root(node)).collect();
        roots.into_iter().filter(|&root| seen.insert(root)).collect()
    }

    pub(super) fn country(&mut self, node: u32) -> Option<&str> {
        let root = self.root(node);
        self.groups[root as usize].country.as_deref()
    }

    /// Whether nothing forbids that both are one: countries, the map, one article that names both people, a wish to keep apart.
    pub(super) fn may_join(&mut self, one: u32, two: u32) -> bool {
        let (one, two) = (self.root(one), self.root(two));
        one != two && self.agree(one, two) && {
            let (one, two) = (&self.groups[one as usize], &self.groups[two as usize]);
            let countries = one.country.is_none() || two.country.is_none() || one.country == two.country;
            let places = one
                .place
                .is_none_or(|one| two.place.is_none_or(|two| are_near(one, two)));
            countries && places && one.articles.is_disjoint(&two.articles)
        }
    }

    /// Whether no wish to keep apart forbids that both are one.
    fn agree(&self, one: u32, two: u32) -> bool {
        let (one, two) = (&self.groups[one as usize].sides, &self.groups[two as usize].sides);
        let (less, more) = if one.len() <= two.len() {
            (one, two)
        } else {
            (two, one)
        };
        less.iter()
            .all(|(wish, side)| more.get(wish).is_none_or(|other| other == side))
    }

    /// Joins the groups of two nodes if nothing forbids it; whether they are one now.
    pub(super) fn join(&mut self, one: u32, two: u32, reason: Reason) -> bool {
        let allowed = self.may_join(one, two);
        if allowed {
            self.put_together(one, two, reason);
        }
        allowed || self.root(one) == self.root(two)
    }

    /// Joins what the caller says is one: only a wish to keep apart forbids that. Whether they are one now.
    pub(super) fn join_as_told(&mut self, one: u32, two: u32) -> bool {
        let (first, second) = (self.root(one), self.root(two));
        if first != second && self.agree(first, second) {
            self.put_together(one, two, Reason::Told);
        }
        self.root(one) == self.root(two)
    }

    fn put_together(&mut self, one: u32, two: u32, reason: Reason) {
        self.joints.push((one, two, reason));
        let (one, two) = (self.root(one), self.root(two));
        let weight = |root: u32, groups: &[Group]| groups[root as usize].members.len();
        let (large, small) = match weight(one, &self.groups) >= weight(two, &self.groups) {
            true => (one, two),
            false => (two, one),
        };
        self.parent[small as usize] = large;
        let from = std::mem::take(&mut self.groups[small as usize]);
        let into = &mut self.groups[large as usize];
        if into.members.len() < IN_CONTEXT {
            into.context = None;
        }
        into.members.extend(from.members);
        into.country = into.country.take().or(from.country);
        into.place = into.place.or(from.place);
        into.articles.extend(from.articles);
        into.sides.extend(from.sides);
    }

    /// How much company two groups share.
    pub(super) fn score(&mut self, one: u32, two: u32) -> u32 {
        let (one, two) = (self.root(one), self.root(two));
        for root in [one, two] {
            let group = &mut self.groups[root as usize];
            if group.context.is_none() {
                let mut context = Context::default();
                for &member in group.members.iter().take(IN_CONTEXT) {
                    self.contexts.add(&self.nodes[member as usize], &mut context);
                }
                group.context = Some(context);
            }
        }
        let context = |root: u32| self.groups[root as usize].context.as_ref();
        match (context(one), context(two)) {
            (Some(one), Some(two)) if !std::ptr::eq(one, two) => shared(one, two),
            _ => 0,
        }
    }

    /// Of several groups the one that shares most company with `node`, if that is at least `least` and no other shares as
    /// much; only those that may be joined with it count.
    pub(super) fn best(&mut self, node: u32, others: &[u32], least: u32) -> Option<u32> {
        let mut best: Option<(u32, u32)> = None;
        let mut second = 0;
        for &other in others {
            if !self.may_join(node, other) {
                continue;
            }
            let score = self.score(node, other);
            match best {
                Some((most, _)) if score <= most => second = second.max(score),
                _ => {
                    second = best.map_or(0, |(most, _)| most);
                    best = Some((score, other));
                }
            }
        }
        best.filter(|&(score, _)| score >= least && score > second)
            .map(|(_, other)| other)
    }

    /// The members of all groups, each in order; groups in the order of their first member.
    pub(super) fn lists(&mut self) -> Vec<Vec<u32>> {
        let mut lists: Vec<Vec<u32>> = vec![Vec::new(); self.nodes.len()];
        let mut order = Vec::new();
        for node in 0..self.nodes.len() as u32 {
            let root = self.root(node) as usize;
            if lists[root].is_empty() {
                order.push(root);
            }
            lists[root].push(node);
        }
        order
            .into_iter()
            .map(|root| std::mem::take(&mut lists[root]))
            .collect()
    }
}

/// Whether two places on the map may be one: within some hundred kilometres.
fn are_near(one: Place, two: Place) -> bool {
    let far = |one: f32, two: f32| (one - two).abs() > 1.5;
    !far(one.latitude, two.latitude) && !far(one.longitude, two.longitude)
}
