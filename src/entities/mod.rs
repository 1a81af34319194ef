//! Room 4, mentions to entities: what an article names, where it lies, how much it matters, what its people are, and who speaks.

mod acronyms;
mod adopt;
mod antecedents;
mod capitals;
mod chains;
mod descriptions;
mod genders;
mod introduced;
mod names;
mod narrator;
mod nominals;
pub(crate) mod organisations;
mod people;
mod places;
mod posts;
mod readings;
mod roles;
mod salience;
mod shorts;
mod situations;
mod speakers;
mod subdivisions;
pub(crate) mod world;

use self::names::Names;
pub(crate) use self::nominals::nominals;
pub(crate) use self::roles::roles;
pub(crate) use self::speakers::speakers;
pub(crate) use self::world::World;
use crate::article::Article;
use crate::record::{Entity, Mention};

/// Gives every name mention its entity and returns the entities in the order of their first mention.
pub(crate) fn link(article: &Article, world: &World, mentions: &mut [Mention]) -> Vec<Entity> {
    let text = &article.text;
    let mut names = Names::gather(text, mentions);
    adopt::adopt(article, mentions, world, &mut names);
    capitals::put_right(text, mentions, world, &mut names);
    names.label(mentions);
    people::join(text, mentions, world, &mut names);
    organisations::join(text, mentions, world, &mut names);
    let chosen = places::join(text, mentions, world, &mut names);
    names.label(mentions);
    let mut entities = chains::entities(mentions, &names, &chosen);
    for (number, entity) in (0..).zip(&entities) {
        for &mention in &entity.mentions {
            mentions[mention as usize].entity = Some(number);
        }
    }
    salience::weigh(article, mentions, &mut entities);
    entities
}
