//! What the feature templates saw in a sentence, in a form to be read.
//!
//! A part of a template has a value, of which the feature's key is made, and a form to be read; the tests make the keys
//! anew from the values, so what is shown is what was hashed.

use super::features::{Known, Run, glue};
use super::figures::Figure;
use super::hash::hash_text;
#[cfg(all(test, feature = "embedded"))]
use super::hash::mix;
use super::templates::{At, HERE, N1, Part, parts};
use super::words::{Caps, Setting, WordType, shape, shown_lower};
use crate::gazetteer::Kinds;

/// A word of the sentence in all its forms.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    pub(crate) exact: String,
    pub(crate) folded: String,
    pub(crate) kind: WordType,
}

/// What the templates look at from one token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View<'v> {
    pub(crate) words: &'v [Word],
    pub(crate) spaced: &'v [bool],
    pub(crate) known: &'v [Known],
    pub(crate) setting: Setting,
    /// The token.
    pub(crate) t: usize,
    /// The run of capitalised words that it is in.
    pub(crate) run: Run,
    /// How far from the token a word feature looks; 0 for a context feature.
    pub(crate) by: isize,
    /// How many features of the same template came before: one comes for each kind of a name.
    pub(crate) nth: usize,
}

impl View<'_> {
    /// The template in words: `lower-case word of the next token`.
    pub(crate) fn name(&self, template: u64) -> String {
        let names: Vec<String> = self.parts(template).iter().map(|p| self.part_name(*p)).collect();
        names.join(" + ")
    }

    /// What it saw: `'said'`.
    pub(crate) fn values(&self, template: u64) -> String {
        let values: Vec<String> = self.parts(template).iter().map(|p| self.value(*p).1).collect();
        values.join(" + ")
    }

    /// The key of the feature before its position is mixed in, made of what is shown.
    #[cfg(all(test, feature = "embedded"))]
    pub(crate) fn key(&self, template: u64) -> u64 {
        let values: Vec<u64> = self.parts(template).iter().map(|p| self.value(*p).0).collect();
        match (template < 30 || (50..54).contains(&template), &values[..]) {
            (true, [one]) => mix(template, *one),
            (true, [one, two]) => mix(template, mix(*one, *two)),
            _ => values
                .iter()
                .fold(mix(0x77, template), |hash, &value| mix(hash, value)),
        }
    }

    fn parts(&self, template: u64) -> &'static [Part] {
        parts(template, self.words[self.t].kind.figure != Figure::None)
    }

    fn index(&self, at: At) -> Option<usize> {
        match at {
            At::By(by) => self.t.checked_add_signed(self.by + by),
            At::Before => self.run.start.checked_sub(1),
            At::First => Some(self.run.start),
            At::Last => self.run.end.checked_sub(1),
            At::After => Some(self.run.end),
        }
    }

    fn word(&self, at: At) -> Option<&Word> {
        self.words.get(self.index(at)?)
    }

    /// The value of a part as it goes into the key, and in a form to be read.
    fn value(&self, part: Part) -> (u64, String) {
        let edge = WordType::edge();
        let kind = |at| self.word(at).map_or(&edge, |word| &word.kind);
        match part {
            Part::Lower(at) => (kind(at).lower, self.quoted(at, |word| shown_lower(&word.folded))),
            Part::Exact => (kind(HERE).exact, self.quoted(HERE, |word| word.exact.clone())),
            Part::Shape(at) => (kind(at).shape, self.shape(at)),
            Part::Coarse(at) => {
                let cluster = u64::from(kind(at).coarse);
                (cluster, self.cluster(at, cluster))
            }
            Part::Fine(at) => {
                let cluster = u64::from(kind(at).fine);
                (cluster, self.cluster(at, cluster))
            }
            Part::Start(len) => self.piece(|word| word.chars().take(len).collect()),
            Part::End(len) => self.piece(|word| {
                let skip = word.chars().count().saturating_sub(len);
                word.chars().skip(skip).collect()
            }),
            Part::Length => {
                let word = kind(HERE);
                let capitals = match word.caps {
                    Caps::None => "no capital",
                    Caps::Some => "a capital",
                    Caps::All => "all capitals",
                };
                let more = if word.length == 12 { " or more" } else { "" };
                (word.length_class(), format!("{}{more}, {capitals}", word.length))
            }
            Part::Figure(at) => (kind(at).figure as u64, spelled(kind(at).figure)),
            Part::Kind => one_kind(kind(HERE).names, self.nth),
            Part::Kinds(at) => kinds(kind(at).names),
            Part::Glue => {
                let glue = glue(self.spaced, self.t);
                (
                    glue,
                    ["none", "before", "after", "before and after"][glue as usize & 3].to_owned(),
                )
            }
            Part::RunPlace => place(self.run.place(self.t)),
            Part::RunLength => length(self.run.length()),
            Part::NameKind => one_kind(self.known(HERE).kinds, self.nth),
            Part::NameKinds(at) => kinds(self.known(at).kinds),
            Part::NamePlace => place(u64::from(self.known(HERE).place)),
            Part::NameLength => length(u64::from(self.known(HERE).len)),
        }
    }

    fn known(&self, at: At) -> Known {
        let found = self.index(at).and_then(|i| self.known.get(i));
        found.copied().unwrap_or_default()
    }

    fn quoted(&self, at: At, form: impl Fn(&Word) -> String) -> String {
        match self.word(at) {
            Some(word) => format!("'{}'", form(word)),
            None => self.beyond(at).to_owned(),
        }
    }

    fn beyond(&self, at: At) -> &'static str {
        match self.index(at) {
            None => "start of sentence",
            Some(_) => "end of sentence",
        }
    }

    fn shape(&self, at: At) -> String {
        let Some(word) = self.word(at) else {
            return self.beyond(at).to_owned();
        };
        let among = match self.setting {
            Setting::Running => "",
            Setting::Title => " among Title Case",
            Setting::Capitals => " among CAPITALS",
        };
        shape(&word.exact).chain(among.chars()).collect()
    }

    fn cluster(&self, at: At, cluster: u64) -> String {
        let number = if cluster == 0 {
            "none".to_owned()
        } else {
            cluster.to_string()
        };
        let word = self.quoted(at, |word| word.folded.clone());
        format!("{number} ({word})")
    }

    fn piece(&self, cut: impl Fn(&str) -> String) -> (u64, String) {
        let piece = self.word(HERE).map_or_else(String::new, |word| cut(&word.folded));
        (hash_text(&piece), format!("'{piece}'"))
    }

    fn part_name(&self, part: Part) -> String {
        let of = |what: &str, at| format!("{what} of {}", self.place_name(at));
        match part {
            Part::Lower(at) => of("lower-case word", at),
            Part::Exact => of("exact word", HERE),
            Part::Shape(at) => of("shape", at),
            Part::Coarse(at) => of("coarse cluster", at),
            Part::Fine(at) => of("fine cluster", at),
            Part::Start(_) => of("start", HERE),
            Part::End(_) => of("end", HERE),
            Part::Length => of("length and capitals", HERE),
            Part::Figure(at) => of("figure class", at),
            Part::Kind => of("known-name kind", HERE),
            Part::Kinds(at) => of("known-name kinds", at),
            Part::Glue => "blanks around the token".to_owned(),
            Part::RunPlace => "place in the run of capitalised words".to_owned(),
            Part::RunLength => "length of the run".to_owned(),
            Part::NameKind => "kind of the known name of several words".to_owned(),
            Part::NameKinds(HERE) => "kinds of the known name of several words".to_owned(),
            Part::NameKinds(N1) => "kinds of the known name that follows".to_owned(),
            Part::NameKinds(_) => "kinds of the known name that ends before".to_owned(),
            Part::NamePlace => "place in that name".to_owned(),
            Part::NameLength => "length of that name".to_owned(),
        }
    }

    fn place_name(&self, at: At) -> &'static str {
        match at {
            At::By(by) => match self.by + by {
                -2 => "the token two before",
                -1 => "the token before",
                0 => "the token",
                1 => "the next token",
                _ => "the token after next",
            },
            At::Before => "the token before the run",
            At::First => "the run's first token",
            At::Last => "the run's last token",
            At::After => "the token after the run",
        }
    }
}

/// The name of a class in small letters: `day part`.
fn spelled(figure: Figure) -> String {
    let mut name = String::new();
    for c in format!("{figure:?}").chars() {
        if c.is_uppercase() && !name.is_empty() {
            name.push(' ');
        }
        name.extend(c.to_lowercase());
    }
    name
}

fn kinds(kinds: Kinds) -> (u64, String) {
    let names: Vec<&str> = kinds.names().collect();
    let shown = if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(", ")
    };
    (u64::from(kinds.0), shown)
}

fn one_kind(kinds: Kinds, nth: usize) -> (u64, String) {
    let number = kinds.iter().nth(nth).unwrap_or_default();
    let name = kinds.names().nth(nth).unwrap_or_default();
    (number, name.to_owned())
}

fn place(bits: u64) -> (u64, String) {
    (
        bits,
        ["inside", "first", "last", "only"][bits as usize & 3].to_owned(),
    )
}

fn length(len: u64) -> (u64, String) {
    let more = if len == 6 { " or more" } else { "" };
    (len, format!("{len}{more}"))
}
