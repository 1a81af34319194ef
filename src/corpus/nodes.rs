//! The entities of all articles, with what their names are compared by.

use super::names::{Person, key};
use crate::record::{CountryRelation, Label, Place, Record};

/// What kinds of things have names that can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Kind {
    Person,
    Organization,
    Place,
    Other(Label),
}

impl Kind {
    pub(super) fn of(label: Label) -> Kind {
        match label {
            Label::PERSON => Kind::Person,
            Label::ORG => Kind::Organization,
            Label::GPE | Label::LOC | Label::FAC => Kind::Place,
            _ => Kind::Other(label),
        }
    }
}

/// An entity of an article.
pub(super) struct Node {
    pub(super) number: u32,
    pub(super) article: u32,
    pub(super) entity: u32,
    pub(super) kind: Kind,
    pub(super) key: String,
    /// The parts of a person's full name.
    pub(super) person: Option<Person>,
    pub(super) country: Option<String>,
    /// Where it lies, unless it is a country.
    pub(super) place: Option<Place>,
}

impl Node {
    /// Whether its name alone tells nobody apart.
    pub(super) fn is_frequent(&self) -> bool {
        self.person.as_ref().is_some_and(Person::is_frequent)
    }
}

/// Gathers them, in the order of articles.
pub(super) fn nodes(records: &[&Record]) -> Vec<Node> {
    let mut nodes = Vec::new();
    for (record, article) in records.iter().zip(0..) {
        for (entity, number) in record.entities.iter().zip(0..) {
            let kind = Kind::of(entity.label);
            nodes.push(Node {
                number: nodes.len() as u32,
                article,
                entity: number,
                kind,
                key: key(kind, &entity.name),
                person: (kind == Kind::Person).then(|| Person::of(&entity.name)).flatten(),
                country: entity.country.clone(),
                place: entity
                    .place
                    .filter(|_| entity.country_relation != Some(CountryRelation::Country)),
            });
        }
    }
    nodes
}
