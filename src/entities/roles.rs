//! Roles of entities: each person's phrases once, the fuller one for a shorter one inside it.

use std::collections::HashSet;

use foldhash::fast::FixedState;

use super::posts::full_title;
use crate::lexical::fold_spaces;
use crate::record::{Entity, Label, Mention, Role};
use crate::rules::{FoundRole, FoundRoles};

/// Roles that one person may have; further ones are left out.
const MOST: usize = 64;

/// A role with its folded words, by which it is compared.
struct Candidate {
    role: Role,
    folded: String,
    /// Its place in the text.
    at: u32,
}

/// Makes roles of entities from what was found beside names, in the order of the text.
pub(crate) fn roles(text: &str, mentions: &[Mention], entities: &[Entity], found: &FoundRoles) -> Vec<Role> {
    // The roles of each entity, so that every phrase is compared with those of its own person alone.
    let mut of: Vec<Vec<Candidate>> = Vec::new();
    of.resize_with(entities.len(), Vec::new);
    for one in &found.named {
        if let Some(candidate) = candidate(text, mentions, entities, one) {
            add(&mut of, candidate);
        }
    }
    let taken: HashSet<String, FixedState> = match found.described.is_empty() {
        true => HashSet::default(),
        false => of
            .iter()
            .flatten()
            .map(|candidate| candidate.folded.clone())
            .collect(),
    };
    for one in &found.described {
        let Some(candidate) = candidate(text, mentions, entities, one) else {
            continue;
        };
        // A description introduces only whom nothing else does, by what nobody else is.
        let own = candidate
            .role
            .entity
            .is_some_and(|entity| of[entity as usize].is_empty());
        if own && !taken.contains(&candidate.folded) {
            add(&mut of, candidate);
        }
    }
    let mut all: Vec<Candidate> = of.into_iter().flatten().collect();
    all.sort_by_key(|candidate| candidate.at);
    all.into_iter().map(|candidate| candidate.role).collect()
}

fn candidate(text: &str, mentions: &[Mention], entities: &[Entity], found: &FoundRole) -> Option<Candidate> {
    let entity = mentions.get(found.mention)?.entity?;
    let role = fold_spaces(found.span.slice(text));
    Some(Candidate {
        folded: fold(&role),
        at: found.span.start,
        role: Role {
            entity: Some(entity),
            person: entities.get(entity as usize)?.name.clone(),
            role,
            span: Some(found.span),
            status: found.status,
            organization: organization(mentions, found),
        },
    })
}

/// The entity of the organisation inside the phrase, or else of the place.
fn organization(mentions: &[Mention], found: &FoundRole) -> Option<u32> {
    let first = mentions.partition_point(|mention| mention.span.end <= found.span.start);
    let inside = || {
        mentions[first..]
            .iter()
            .take_while(|mention| mention.span.end <= found.span.end)
    };
    let of = |label: Label| inside().find(|mention| mention.label == label);
    of(Label::ORG).or_else(|| of(Label::GPE))?.entity
}

/// Adds a role to those of its person, unless they have it; a fuller phrase takes the place of shorter ones.
fn add(of: &mut [Vec<Candidate>], candidate: Candidate) {
    let Some(own) = candidate
        .role
        .entity
        .and_then(|entity| of.get_mut(entity as usize))
    else {
        return;
    };
    if own.len() >= MOST || own.iter().any(|other| says_all(&other.folded, &candidate.folded)) {
        return;
    }
    own.retain(|other| !says_all(&candidate.folded, &other.folded));
    own.push(candidate);
}

/// Whether a phrase says all that another one says: who was deputy governor and is governor has been both.
fn says_all(long: &str, short: &str) -> bool {
    const LESSER: [&str; 4] = [" vice ", " deputy ", " assistant ", " associate "];
    let is_less = |word: &&str| long.contains(*word) && !short.contains(*word);
    long.contains(short) && !LESSER.iter().any(is_less)
}

/// The words in lower case without signs, each between blanks, so that one phrase is found inside another by its words.
fn fold(role: &str) -> String {
    let mut out = String::with_capacity(role.len() + 2);
    for word in role
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        out.push(' ');
        let start = out.len();
        out.extend(word.chars().flat_map(char::to_lowercase));
        // `Sen.` and `US Senator` are compared.
        if let Some(long) = full_title(&out[start..]) {
            out.truncate(start);
            out.push_str(long);
        }
    }
    out.push(' ');
    out
}
