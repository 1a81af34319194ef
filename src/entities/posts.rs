//! Posts: whether a noun phrase and a role say the same of somebody (`the minister`, `Foreign Minister`; `the CEO`, `chief executive`).

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use super::names::{Map, Set};
use crate::lexical::entries;
use crate::record::{Role, RoleStatus};
use crate::rules::{Class, Tagged, classes};

/// How well a phrase fits a role whose head it has; so much less for one that it only has among its words, or is a kind of.
const HEAD: u8 = 8;
const AMONG: u8 = 6;
const KIND: u8 = 4;

/// What a phrase says that somebody is.
#[derive(Debug)]
pub(super) struct Post {
    /// Its words in lower case, abbreviations in full.
    words: Vec<String>,
    /// How many of them are the head: `chief executive officer` of *CEO*.
    head: usize,
}

impl Post {
    /// The post that some tokens name; the last one is its noun.
    pub(super) fn new(tagged: &Tagged<'_>, tokens: Range<usize>) -> Post {
        let mut words = Vec::new();
        let mut head = 0;
        for at in tokens {
            let before = words.len();
            push_full(&mut words, tagged.word(at));
            head = words.len() - before;
        }
        Post { words, head }
    }

    fn modifiers(&self) -> &[String] {
        &self.words[..self.words.len() - self.head]
    }

    /// Whether words before the noun say which post it is: *foreign*, *deputy*.
    pub(super) fn is_modified(&self) -> bool {
        self.modifiers()
            .iter()
            .any(|word| classes(word).has(Class::PostModifier))
    }

    /// How well a role fits; `None` when it is another one.
    pub(super) fn fit(&self, role: &Role) -> Option<u8> {
        let noun = self.words.last()?;
        let (words, heads) = words_and_heads(&role.role);
        let head = &self.words[self.words.len() - self.head..];
        let base = if self.head > 1 {
            // `CEO` of a chief executive, with or without *officer*.
            head.iter()
                .filter(|word| *word != "officer")
                .all(|word| words.contains(word))
                .then_some(HEAD)?
        } else if heads.iter().any(|head| head == noun) {
            HEAD
        } else if words.contains(noun) && classes(noun).has(Class::RoleNoun) {
            AMONG
        } else if heads.iter().any(|head| is_kind_of(head, noun)) {
            KIND
        } else {
            return None;
        };
        let mut fit = base;
        for word in self.modifiers() {
            let classes = classes(word);
            if words.contains(word) {
                fit += 1;
            } else if classes.has(Class::FormerWord) {
                fit += match role.status {
                    RoleStatus::Former => 1,
                    RoleStatus::Current => return None,
                };
            } else if classes.has(Class::PostModifier) {
                return None; // the prime minister is not the foreign minister
            }
        }
        // A vice president is not the president, unless nobody else is.
        let is_less = |word: &str| matches!(word, "vice" | "deputy" | "assistant" | "former" | "acting");
        let lesser = words
            .iter()
            .any(|word| is_less(word) && !self.words.contains(word));
        Some(fit - u8::from(lesser))
    }
}

/// The words of a role up to what it is of, and the last one of each of its parts: *president and chief executive*.
fn words_and_heads(role: &str) -> (Vec<String>, Vec<String>) {
    let (mut words, mut heads): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for word in role.split_whitespace() {
        if matches!(
            word,
            "of" | "for" | "at" | "in" | "to" | "on" | "who" | "with" | "from"
        ) {
            break;
        }
        let ends = word.ends_with(',') || matches!(word, "and" | "&");
        if !matches!(word, "and" | "&") {
            push_full(
                &mut words,
                word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.'),
            );
        }
        if ends {
            heads.extend(words.last().cloned());
        }
    }
    heads.extend(words.last().cloned());
    (words, heads)
}

/// Adds a word in lower case, or what it is short for.
fn push_full(words: &mut Vec<String>, word: &str) {
    let lower = word.to_lowercase();
    match full_title(lower.trim_end_matches('.')) {
        Some(full) => words.extend(full.split(' ').map(str::to_owned)),
        None => words.push(lower),
    }
}

/// What a title is short for: `sen`, `ceo`; both in lower case, without a stop.
pub(super) fn full_title(short: &str) -> Option<&'static str> {
    static TITLES: LazyLock<Map<&str, &str>> = LazyLock::new(|| {
        let lines = entries(include_str!("../../seeds/lists/short_titles.txt"));
        lines.filter_map(|line| line.split_once(' ')).collect()
    });
    TITLES.get(short).copied()
}

/// Whether a noun is one of a kind: a *biologist* is a *scientist*, a *bank* a *lender*.
pub(super) fn is_kind_of(noun: &str, kind: &str) -> bool {
    type Kinds = HashMap<&'static str, Set<&'static str>, FixedState>;
    static KINDS: LazyLock<Kinds> = LazyLock::new(|| {
        let mut kinds = Kinds::default();
        for line in entries(include_str!("../../seeds/lists/kinds.txt")) {
            if let Some((kind, nouns)) = line.split_once(": ") {
                kinds.entry(kind).or_default().extend(nouns.split(' '));
            }
        }
        kinds
    });
    let nouns = KINDS.get(&*kind.to_lowercase());
    nouns.is_some_and(|nouns| nouns.contains(&*noun.to_lowercase()))
}

/// Whether a noun at the end of a name says that it is an office of a state, no business and no club.
pub(super) fn is_office(noun: &str) -> bool {
    crate::lexical::is_any(
        noun,
        &[
            "ministry",
            "department",
            "court",
            "council",
            "commission",
            "committee",
            "parliament",
            "senate",
            "congress",
            "police",
            "government",
            "authority",
            "embassy",
            "army",
            "navy",
            "union",
        ],
    )
}

/// Whether a noun names a trade by which a report calls somebody again (*the herder*), no post that others may hold.
pub(super) fn is_trade(noun: &str) -> bool {
    const POSTS: [&str; 45] = [
        "president",
        "minister",
        "official",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "judge",
        "justice",
        "magistrate",
        "king",
        "queen",
        "prince",
        "pope",
        "chancellor",
        "premier",
        "governor",
        "mayor",
        "source",
        "officer",
        "prosecutor",
        "ambassador",
        "envoy",
        "secretary",
        "chief",
        "chairman",
        "chairwoman",
        "chair",
        "director",
        "head",
        "leader",
        "commander",
        "general",
        "lawyer",
        "attorney",
        "solicitor",
        "barrister",
        "counsel",
        "doctor",
        "nurse",
        "speaker",
        "representative",
        "referee",
        "umpire",
        "coroner",
        "reporter",
    ];
    !crate::lexical::is_any(noun, &POSTS)
}

/// Whether a noun in -s means one person: *boss*, *actress*.
pub(super) fn is_single(noun: &str) -> bool {
    noun.ends_with("ss")
}
