//! The names of an article: equal ones counted once, and which of them are names of one thing.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use foldhash::fast::FixedState;

use crate::lexical::{compose, on_one_line};
use crate::record::{Label, Mention};

pub(super) type Map<K, V> = HashMap<K, V, FixedState>;
pub(super) type Set<T> = HashSet<T, FixedState>;

/// No name: the mention is a date, an amount, a number.
pub(super) const NONE: u32 = u32::MAX;

/// One name of the article: what is written alike and has one label.
#[derive(Debug)]
pub(super) struct Name {
    pub(super) label: Label,
    /// As it stands first, on one line.
    pub(super) text: String,
    /// The form in which names are compared: [`key`].
    pub(super) key: String,
    /// Whether a mention of it is the caller's own, whose label stays.
    pub(super) fixed: bool,
}

/// All names of an article, joined where they mean one thing.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) list: Vec<Name>,
    /// The name of each mention, or [`NONE`].
    pub(super) of: Vec<u32>,
    /// The ways in which names are written, on one line.
    pub(super) forms: Vec<String>,
    /// How each mention is written, or [`NONE`].
    pub(super) form_of: Vec<u32>,
    /// For each name one that means the same, or itself.
    parents: Vec<u32>,
}

impl Names {
    /// Gathers the names of the mentions.
    pub(super) fn gather(text: &str, mentions: &[Mention]) -> Names {
        let mut names = Names::default();
        let mut known: Map<(Label, String), u32> = Map::default();
        let mut forms: Map<Cow<'_, str>, u32> = Map::default();
        known.reserve(mentions.len() / 2);
        forms.reserve(mentions.len() / 2);
        // Most mentions are written as one before, to the letter.
        let mut seen: Map<(Label, &str), (u32, u32)> = Map::default();
        seen.reserve(mentions.len() / 2);
        for mention in mentions {
            if !mention.label.is_name() {
                names.of.push(NONE);
                names.form_of.push(NONE);
                continue;
            }
            let raw = mention.span.slice(text);
            let (name, form) = *seen.entry((mention.label, raw)).or_insert_with(|| {
                let text = on_one_line(raw);
                let form = *forms.entry(text.clone()).or_insert_with(|| {
                    names.forms.push(text.clone().into_owned());
                    names.forms.len() as u32 - 1
                });
                let key = key(&text);
                let name = *known.entry((mention.label, key.clone())).or_insert_with(|| {
                    names.list.push(Name {
                        label: mention.label,
                        text: text.into_owned(),
                        key,
                        fixed: false,
                    });
                    names.list.len() as u32 - 1
                });
                (name, form)
            });
            names.list[name as usize].fixed |= mention.score >= 1.0;
            names.of.push(name);
            names.form_of.push(form);
        }
        names.parents = (0..names.list.len() as u32).collect();
        names
    }

    /// The names of one label, with their numbers.
    pub(super) fn labelled(&self, label: Label) -> impl Iterator<Item = (u32, &Name)> {
        (0..).zip(&self.list).filter(move |(_, name)| name.label == label)
    }

    /// The name that stands for all that mean the same.
    pub(super) fn root(&self, mut name: u32) -> u32 {
        while self.parents[name as usize] != name {
            name = self.parents[name as usize];
        }
        name
    }

    /// Says that two names mean one thing.
    pub(super) fn join(&mut self, one: u32, other: u32) {
        // The earlier one stands for both, and the ways to it are short from now on.
        let top = self.root(one).min(self.root(other));
        for mut name in [one, other] {
            while self.parents[name as usize] != top {
                name = std::mem::replace(&mut self.parents[name as usize], top);
            }
        }
    }

    /// Says that `short` stands for `long`, whose label it takes if it has another. A label of the caller's own is not taken:
    /// it is for what the caller has named.
    pub(super) fn join_as(&mut self, short: u32, long: u32) {
        let label = self.list[long as usize].label;
        let name = &mut self.list[short as usize];
        if name.label != label && !name.fixed && Label::ALL.contains(&label) {
            name.label = label;
        }
        if name.label == label {
            self.join(long, short);
        }
    }

    /// Gives all mentions the labels of their names.
    pub(super) fn label(&self, mentions: &mut [Mention]) {
        for (mention, &name) in mentions.iter_mut().zip(&self.of) {
            if name != NONE {
                mention.label = self.list[self.root(name) as usize].label;
            }
        }
    }

    /// A further meaning of a name that is written as another: *Paris* in Texas beside *Paris*.
    pub(super) fn split(&mut self, name: u32) -> u32 {
        let Name {
            label,
            text,
            key,
            fixed,
        } = &self.list[name as usize];
        let name = Name {
            label: *label,
            text: text.clone(),
            key: key.clone(),
            fixed: *fixed,
        };
        let number = self.list.len() as u32;
        self.list.push(name);
        self.parents.push(number);
        number
    }
}

/// What short forms stand for: one thing, or it is not clear which.
pub(super) struct Meant<K>(Map<K, Option<u32>>);

impl<K> Default for Meant<K> {
    fn default() -> Self {
        Meant(Map::default())
    }
}

impl<K: Eq + Hash> Meant<K> {
    /// Notes that a name may be called `short`.
    pub(super) fn note(&mut self, short: K, name: u32, names: &Names) {
        let known = self.0.entry(short).or_insert(Some(name));
        if known.is_some_and(|known| names.root(known) != names.root(name)) {
            *known = None;
        }
    }

    /// The one name that `short` stands for.
    pub(super) fn one(&self, short: &K) -> Option<u32> {
        self.0.get(short).copied().flatten()
    }
}

/// Names are equal without regard to case, composition of letters, kind of apostrophe and full stops of abbreviations.
pub(super) fn key(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in compose(name).chars() {
        match c {
            '.' => {}
            _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            '’' => out.push('\''),
            _ => out.extend(c.to_lowercase()),
        }
    }
    out
}
