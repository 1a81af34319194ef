//! Chains of names: equal names of one label, and a person's surname or first name after the full name.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::record::{Entity, Label, Mention};

/// A name that more than one person of an article may bear points to the one named last before it.
#[derive(Debug, Default)]
struct Bearers {
    /// Entities whose fullest name so far ends (or, failing that, starts) with the word.
    surname: Vec<u32>,
    given: Vec<u32>,
}

/// Gives every name mention its entity and returns the entities in the order of their first mention.
pub(crate) fn chain(text: &str, mentions: &mut [Mention]) -> Vec<Entity> {
    let mut chains = Chains::default();
    // Full names first: a headline's bare surname belongs to the person whom the body introduces.
    let names: Vec<(usize, String)> = (0..mentions.len())
        .filter(|&i| mentions[i].label.is_name())
        .map(|i| (i, name(mentions[i].span.slice(text))))
        .collect();
    for (i, name) in &names {
        if mentions[*i].label != Label::Person || name.contains(' ') {
            mentions[*i].entity = Some(chains.exact(mentions[*i].label, name));
        }
    }
    for (at, (i, name)) in names.iter().enumerate() {
        if mentions[*i].entity.is_none() {
            let before = names[..at].iter().rev().filter_map(|&(j, _)| mentions[j].entity);
            let found = chains.bearer(name, before);
            mentions[*i].entity = Some(found.unwrap_or_else(|| chains.exact(Label::Person, name)));
        }
    }
    chains.finish(mentions, &names)
}

#[derive(Debug, Default)]
struct Chains {
    exact: HashMap<(Label, String), u32, FixedState>,
    bearers: HashMap<String, Bearers, FixedState>,
    count: u32,
    labels: Vec<Label>,
}

impl Chains {
    /// The entity of this label whose name is `name`, in any case of letters.
    fn exact(&mut self, label: Label, name: &str) -> u32 {
        let key = (label, key(name));
        if let Some(&entity) = self.exact.get(&key) {
            return entity;
        }
        let entity = self.count;
        self.count += 1;
        self.labels.push(label);
        if label == Label::Person {
            let words: Vec<&str> = key.1.split([' ', '-']).filter(|w| !is_suffix(w)).collect();
            if let [given, .., surname] = words[..] {
                self.bearers
                    .entry(surname.to_owned())
                    .or_default()
                    .surname
                    .push(entity);
                self.bearers
                    .entry(given.to_owned())
                    .or_default()
                    .given
                    .push(entity);
            }
            // a surname of several words: Ocasio-Cortez, von der Leyen
            let whole: Vec<&str> = key.1.split(' ').filter(|w| !is_suffix(w)).collect();
            if let Some(&last) = whole.last().filter(|last| last.contains('-')) {
                self.bearers
                    .entry(last.to_owned())
                    .or_default()
                    .surname
                    .push(entity);
            }
        }
        self.exact.insert(key, entity);
        entity
    }

    /// The person whom a single name means: the bearer named last before, else the first one to come.
    fn bearer(&self, name: &str, before: impl Iterator<Item = u32>) -> Option<u32> {
        let bearers = self.bearers.get(&key(name))?;
        let of = if bearers.surname.is_empty() {
            &bearers.given
        } else {
            &bearers.surname
        };
        match of[..] {
            [only] => Some(only),
            _ => before
                .into_iter()
                .find(|e| of.contains(e))
                .or_else(|| of.first().copied()),
        }
    }

    fn finish(self, mentions: &mut [Mention], names: &[(usize, String)]) -> Vec<Entity> {
        let mut order: Vec<Option<u32>> = vec![None; self.count as usize];
        let mut entities: Vec<Entity> = Vec::with_capacity(self.count as usize);
        for (i, name) in names {
            let Some(old) = mentions[*i].entity else { continue };
            let new = *order[old as usize].get_or_insert_with(|| {
                entities.push(Entity {
                    label: self.labels[old as usize],
                    name: name.clone(),
                    aliases: Vec::new(),
                    country: None,
                    mentions: Vec::new(),
                });
                entities.len() as u32 - 1
            });
            mentions[*i].entity = Some(new);
            let entity = &mut entities[new as usize];
            entity.mentions.push(*i as u32);
            if *name != entity.name && !entity.aliases.contains(name) {
                entity.aliases.push(name.clone());
            }
        }
        for entity in &mut entities {
            promote_fullest(entity);
        }
        entities
    }
}

/// Makes the fullest name the entity's name; of two equally full ones the first, one in plain case before capitals.
fn promote_fullest(entity: &mut Entity) {
    let fullness = |name: &str| (name.split(' ').count(), name.chars().any(char::is_lowercase));
    let mut best = fullness(&entity.name);
    for i in 0..entity.aliases.len() {
        if fullness(&entity.aliases[i]) > best {
            best = fullness(&entity.aliases[i]);
            std::mem::swap(&mut entity.name, &mut entity.aliases[i]);
        }
    }
}

/// A mention's words as a name: white space folded, soft hyphens dropped.
fn name(slice: &str) -> String {
    let mut out = String::with_capacity(slice.len());
    for word in slice.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().filter(|&c| !crate::text::is_soft(c)));
    }
    out
}

/// Names are equal without regard to case, kind of apostrophe and full stops of abbreviations.
fn key(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
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
