//! What the caller says is one thing, or is not.

use super::nodes::Node;
use super::{Thing, Wishes};
use crate::error::Error;
use crate::record::Record;

/// The wishes in terms of nodes.
pub(super) struct Told {
    pub(super) same: Vec<Vec<u32>>,
    /// Node, wish, side.
    pub(super) sides: Vec<(u32, u32, u32)>,
}

impl Told {
    pub(super) fn new(records: &[&Record], nodes: &[Node], wishes: &Wishes) -> Result<Told, Error> {
        let mut first = Vec::with_capacity(records.len());
        let mut total = 0;
        for record in records {
            first.push(total);
            total += record.entities.len() as u32;
        }
        let name = |node: &Node| &*records[node.article as usize].entities[node.entity as usize].name;
        let find = |thing: &Thing| match thing {
            Thing::Entity(article, entity) => {
                let record = records.get(*article as usize);
                let known = record.is_some_and(|record| (*entity as usize) < record.entities.len());
                let missing = || Error::argument("an entity is of none of these articles");
                known
                    .then(|| vec![first[*article as usize] + entity])
                    .ok_or_else(missing)
            }
            Thing::Name(wanted) => {
                let called = nodes
                    .iter()
                    .filter(|node| name(node).eq_ignore_ascii_case(wanted));
                let found: Vec<u32> = called.map(|node| node.number).collect();
                let missing = || Error::argument(format!("no entity is called {wanted:?}"));
                (!found.is_empty()).then_some(found).ok_or_else(missing)
            }
        };
        let mut same = Vec::new();
        for things in &wishes.same {
            let found: Result<Vec<Vec<u32>>, Error> = things.iter().map(find).collect();
            same.push(found?.concat());
        }
        same.retain(|nodes| !nodes.is_empty());
        let mut sides = Vec::new();
        for (things, wish) in wishes.keep_apart.iter().zip(0..) {
            if let [only] = &things[..] {
                sides.extend(
                    find(only)?
                        .into_iter()
                        .zip(0..)
                        .map(|(node, side)| (node, wish, side)),
                );
                continue;
            }
            for (thing, side) in things.iter().zip(0..) {
                sides.extend(find(thing)?.into_iter().map(|node| (node, wish, side)));
            }
        }
        Ok(Told { same, sides })
    }
}
