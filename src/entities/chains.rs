//! Chains of names: equal names of one label, and a person's surname or first name with the full name.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use crate::lexical::{compose, entries, fold_spaces};
use crate::record::{Entity, Label, Mention};

type Map<K, V> = HashMap<K, V, FixedState>;
type Set<T> = HashSet<T, FixedState>;

/// Small words that a surname may begin with: `von der Leyen`, `al-Burhan`.
static PARTICLES: LazyLock<Set<&str>> =
    LazyLock::new(|| entries(include_str!("../../seeds/lists/particles.txt")).collect());

/// Gives every name mention its entity and returns the entities in the order of their first mention.
pub(crate) fn chain(text: &str, mentions: &mut [Mention]) -> Vec<Entity> {
    let mut chains = Chains::default();
    let names: Vec<(usize, String)> = (0..mentions.len())
        .filter(|&i| mentions[i].label.is_name())
        .map(|i| (i, fold_spaces(mentions[i].span.slice(text))))
        .collect();
    // Full names first: a headline's bare surname belongs to the person whom the body introduces.
    for (i, name) in &names {
        if mentions[*i].label != Label::PERSON || !is_bare(name) {
            mentions[*i].entity = Some(chains.exact(mentions[*i].label, name));
        }
    }
    for (i, name) in &names {
        let entity = match mentions[*i].entity {
            Some(entity) => entity,
            None => chains.bare(name),
        };
        chains.named(entity);
        mentions[*i].entity = Some(entity);
    }
    chains.finish(mentions, &names)
}

/// Whether a person's name is a surname or a first name alone.
fn is_bare(name: &str) -> bool {
    let mut words = name.split(' ').filter(|word| !is_suffix(&key(word)));
    let first = words.next().map(key);
    words.next().is_none() || first.is_some_and(|first| PARTICLES.contains(&*first))
}

/// Who bears a surname or a first name in an article.
#[derive(Debug, Default)]
struct Bearers {
    /// The first whose surname it is.
    surname: Option<u32>,
    /// The first whose first name it is.
    given: Option<u32>,
    /// The one of all bearers who was named last.
    last: Option<u32>,
}

impl Bearers {
    /// Whom the bare name means: the bearer named last, or the first to come.
    fn meant(&self) -> Option<u32> {
        self.last.or(self.surname).or(self.given)
    }
}

#[derive(Debug, Default)]
struct Chains {
    exact: Map<(Label, String), u32>,
    bearers: Map<String, Bearers>,
    /// For each entity its label, and the surnames and first names by which it may be meant.
    entities: Vec<(Label, Vec<String>)>,
}

impl Chains {
    /// The entity of this label whose name is `name`, in any case of letters.
    fn exact(&mut self, label: Label, name: &str) -> u32 {
        let key = (label, key(name));
        if let Some(&entity) = self.exact.get(&key) {
            return entity;
        }
        let entity = self.entities.len() as u32;
        let parts = if label == Label::PERSON {
            self.register(entity, &key.1)
        } else {
            Vec::new()
        };
        self.entities.push((label, parts));
        self.exact.insert(key, entity);
        entity
    }

    /// Notes by which parts of the full name a person may be meant, and returns them.
    fn register(&mut self, entity: u32, full: &str) -> Vec<String> {
        let words: Vec<&str> = full.split(' ').filter(|word| !is_suffix(word)).collect();
        let [given, .., last] = words[..] else {
            return Vec::new();
        };
        // Surnames: the last word, its last part (Ocasio-Cortez), and what a particle begins (von der Leyen).
        let mut surnames = vec![last.to_owned()];
        surnames.extend(last.rsplit_once('-').map(|(_, part)| part.to_owned()));
        let particle = words[1..words.len() - 1]
            .iter()
            .position(|word| PARTICLES.contains(word));
        surnames.extend(particle.map(|at| words[1 + at..].join(" ")));
        for surname in &surnames {
            let bearers = self.bearers.entry(surname.clone()).or_default();
            bearers.surname.get_or_insert(entity);
        }
        let bearers = self.bearers.entry(given.to_owned()).or_default();
        bearers.given.get_or_insert(entity);
        surnames.push(given.to_owned());
        surnames
    }

    /// The person whom a bare name means.
    fn bare(&mut self, name: &str) -> u32 {
        let meant = self.bearers.get(&key(name)).and_then(Bearers::meant);
        meant.unwrap_or_else(|| self.exact(Label::PERSON, name))
    }

    /// Notes that an entity has just been named.
    fn named(&mut self, entity: u32) {
        for part in &self.entities[entity as usize].1 {
            if let Some(bearers) = self.bearers.get_mut(part) {
                bearers.last = Some(entity);
            }
        }
    }

    fn finish(self, mentions: &mut [Mention], names: &[(usize, String)]) -> Vec<Entity> {
        let mut order: Vec<Option<u32>> = vec![None; self.entities.len()];
        let mut entities: Vec<Entity> = Vec::with_capacity(self.entities.len());
        let mut seen: Set<(u32, &str)> = Set::default();
        for (i, name) in names {
            let Some(old) = mentions[*i].entity else { continue };
            let new = *order[old as usize].get_or_insert_with(|| {
                let label = self.entities[old as usize].0;
                let (aliases, mentions) = (Vec::new(), Vec::new());
                entities.push(Entity {
                    label,
                    name: name.clone(),
                    aliases,
                    country: None,
                    mentions,
                });
                entities.len() as u32 - 1
            });
            mentions[*i].entity = Some(new);
            let entity = &mut entities[new as usize];
            entity.mentions.push(*i as u32);
            if seen.insert((new, name)) && *name != entity.name {
                entity.aliases.push(name.clone());
            }
        }
        entities.iter_mut().for_each(promote_fullest);
        entities
    }
}

/// Makes the fullest name the entity's name; of two equally full ones the first, one in plain case before capitals.
fn promote_fullest(entity: &mut Entity) {
    let fullness = |name: &str| (name.split(' ').count(), name.chars().any(char::is_lowercase));
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

/// Names are equal without regard to case, composition of letters, kind of apostrophe and full stops of abbreviations.
fn key(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in compose(name).chars() {
        match c {
            '.' => {}
            '’' => out.push('\''),
            _ => out.extend(c.to_lowercase()),
        }
    }
    out
}

fn is_suffix(word: &str) -> bool {
    matches!(word, "jr" | "sr" | "ii" | "iii" | "iv")
}
