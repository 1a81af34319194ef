//! Names as they are compared between articles: their keys, the parts of a person's name, acronyms.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use super::nodes::Kind;
use crate::lexical::{compose, entries, is_soft};

type Map<K, V> = HashMap<K, V, FixedState>;
type Set<T> = HashSet<T, FixedState>;

/// The name in lower case, without accents, full stops, commas and apostrophes, hyphens as blanks, `&` as *and*; names of other
/// things than people without *the*.
pub(super) fn key(kind: Kind, name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for c in compose(name).chars() {
        match c {
            '.' | ',' | '\'' | '’' | '‘' | '`' | 'ʼ' => {}
            '&' => key.push_str(" and "),
            c if is_soft(c) => {}
            c if c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '–' | '/') => key.push(' '),
            c if c.is_ascii() => key.push(c.to_ascii_lowercase()),
            c => plain(c, &mut key),
        }
    }
    let words = key.split(' ').filter(|word| !word.is_empty());
    let mut words: Vec<&str> = words.collect();
    if kind != Kind::Person && words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    match words.is_empty() {
        true => name.to_owned(), // signs alone
        false => words.join(" "),
    }
}

/// Adds a letter in lower case, without its accent.
fn plain(c: char, out: &mut String) {
    static PLAIN: LazyLock<Map<char, char>> = LazyLock::new(|| {
        let pair = |line: &str| {
            let mut parts = line.split(' ');
            Some((parts.next()?.chars().next()?, parts.next()?.chars().next()?))
        };
        let list = include_str!("../../seeds/lists/compositions.txt");
        entries(list).filter_map(pair).collect()
    });
    let mut letter = c;
    // A letter may carry two marks: ế is ê and one more.
    while let Some(&less) = PLAIN.get(&letter) {
        letter = less;
    }
    match letter {
        'ß' => out.push_str("ss"),
        'æ' | 'Æ' => out.push_str("ae"),
        'œ' | 'Œ' => out.push_str("oe"),
        'ø' | 'Ø' => out.push('o'),
        'ł' | 'Ł' => out.push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
        'ı' => out.push('i'),
        'þ' | 'Þ' => out.push_str("th"),
        _ => out.extend(letter.to_lowercase()),
    }
}

/// A person's name in parts, each as a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) given: String,
    pub(super) middles: Vec<String>,
    pub(super) last: String,
    /// `jr`, `iii` and the like.
    pub(super) suffix: Option<String>,
}

impl Person {
    /// The parts of a full name; a bare one has none.
    pub(super) fn of(name: &str) -> Option<Person> {
        let mut words: Vec<String> = Vec::new();
        for word in name.split(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | '‑')) {
            let letters: Vec<&str> = word.split('.').filter(|part| !part.is_empty()).collect();
            let dotted = word.contains('.') && letters.iter().all(|part| part.chars().count() == 1);
            // `JD Vance`: two capitals before a name in plain case.
            let capitals = word.len() == 2
                && word.bytes().all(|b| b.is_ascii_uppercase())
                && name.contains(char::is_lowercase);
            if dotted || capitals {
                let initials = word.chars().filter(|&c| c != '.');
                words.extend(initials.map(|c| c.to_lowercase().collect()));
            } else if !word.is_empty() {
                words.push(key(Kind::Person, word));
            }
        }
        let is_suffix = |word: &String| matches!(word.as_str(), "jr" | "sr" | "ii" | "iii" | "iv");
        let suffix = words.pop_if(|last| is_suffix(last));
        let last = words.pop()?;
        if words.is_empty() {
            return None;
        }
        let given = words.remove(0);
        Some(Person {
            given,
            middles: words,
            last,
            suffix,
        })
    }

    /// Whether so many people have this name that it tells nobody apart; a middle name tells enough.
    pub(super) fn is_frequent(&self) -> bool {
        let has_middle = self.middles.iter().any(|middle| middle.chars().count() > 1);
        !has_middle && FREQUENT_FIRST.contains(&*self.given) && self.has_frequent_surname()
    }

    /// Whether so many people have this surname that an initial with it tells nobody apart.
    pub(super) fn has_frequent_surname(&self) -> bool {
        FREQUENT_LAST.contains(&*self.last)
    }

    /// Whether no middle name speaks against the two being one: equal ones, initials of them, or none.
    pub(super) fn middles_agree(&self, other: &Person) -> bool {
        let mut pairs = self.middles.iter().zip(&other.middles);
        pairs.all(|(one, two)| one == two || is_initial_of(one, two) || is_initial_of(two, one))
    }

    /// Whether one's first name is the initial of the other's.
    pub(super) fn initials_agree(&self, other: &Person) -> bool {
        is_initial_of(&self.given, &other.given) || is_initial_of(&other.given, &self.given)
    }

    /// Whether both first names are forms of one.
    pub(super) fn nicknames_agree(&self, other: &Person) -> bool {
        let (one, two) = (nicknames(&self.given), nicknames(&other.given));
        one.iter().any(|line| two.contains(line))
    }
}

/// Whether family names like this one stand first: `Kim Jong-Un`.
pub(super) fn stands_first(family: &str) -> bool {
    static FAMILIES: LazyLock<Set<String>> =
        LazyLock::new(|| lower(include_str!("../../seeds/lists/family_names.txt")));
    FAMILIES.contains(family)
}

fn is_initial_of(initial: &str, name: &str) -> bool {
    initial.chars().count() == 1 && name.chars().count() > 1 && name.starts_with(initial)
}

/// The lines of the list of nicknames that have the first name.
pub(super) fn nicknames(given: &str) -> &'static [u16] {
    static LINES: LazyLock<Map<String, Vec<u16>>> = LazyLock::new(|| {
        let mut lines: Map<String, Vec<u16>> = Map::default();
        for (line, number) in entries(include_str!("../../seeds/lists/nicknames.txt")).zip(0..) {
            for name in line.split(' ') {
                lines.entry(name.to_lowercase()).or_default().push(number);
            }
        }
        lines
    });
    LINES.get(given).map_or(&[], Vec::as_slice)
}

static FREQUENT_FIRST: LazyLock<Set<String>> =
    LazyLock::new(|| lower(include_str!("../../seeds/lists/frequent_first_names.txt")));
static FREQUENT_LAST: LazyLock<Set<String>> =
    LazyLock::new(|| lower(include_str!("../../seeds/lists/frequent_surnames.txt")));

fn lower(list: &'static str) -> Set<String> {
    entries(list).map(str::to_lowercase).collect()
}

/// Whether a name is made of capitals as acronyms are: `WHO`, `A.N.C.`
pub(super) fn is_acronym(name: &str) -> bool {
    let letters = name.chars().filter(|&c| c != '.');
    let capitals = letters.clone().all(|c| c.is_uppercase() || c == '&');
    capitals && (2..=7).contains(&letters.count())
}
