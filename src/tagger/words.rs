//! Word types: what the tagger knows of a word apart from its neighbours.

use super::figures::{Figure, figure};
use super::hash::{hash_text, mix};
use crate::gazetteer::{Begun, Kinds, Single};

/// How a word is capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Caps {
    /// No capital at all, or no letter.
    None,
    /// The first letter only, or mixed (`McDonald`).
    Some,
    /// Every letter, and more than one.
    All,
}

/// How the letters of a whole sentence are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Setting {
    /// As in running text.
    Running,
    /// Title Case, as in many headlines.
    Title,
    /// ALL CAPITALS.
    Capitals,
}

/// A word with everything that its features need.
#[derive(Clone, Debug)]
pub(crate) struct WordType {
    /// Hash of the word as it stands.
    pub(crate) exact: u64,
    /// Hash of its lower-case form, digits of longer numbers masked.
    pub(crate) lower: u64,
    /// Hash of its shape (`Xx`, `dd.d`) and of the sentence's setting.
    pub(crate) shape: u64,
    /// Cluster among 150; 0 for unknown.
    pub(crate) coarse: u8,
    /// Cluster among 1000; 0 for unknown.
    pub(crate) fine: u16,
    /// Capitals.
    pub(crate) caps: Caps,
    /// Whether it may stand inside a run of capitalised words (`of`, `and`, `-`).
    pub(crate) joins: bool,
    /// Length in characters, held to 12.
    pub(crate) length: u8,
    /// The kinds under which the word alone is a known name.
    pub(crate) names: Kinds,
    /// Where longer known names go on that start with it.
    pub(crate) begun: Option<Begun>,
    /// What it is in an amount, a date or a time.
    pub(crate) figure: Figure,
    /// The lower-case form; empty for a very long word.
    pub(crate) folded: Box<str>,
}

/// Longest lower-case form that is kept, in bytes: no word of a known name is longer.
const MOST_FOLDED: usize = 64;

/// Small words and signs that join capitalised words into one name.
const JOINERS: [&str; 17] = [
    "of", "and", "the", "for", "de", "la", "&", "-", "'s", "’s", "du", "von", "van", "del", "al", "bin", "–",
];

impl WordType {
    /// The word `exact`, whose lower-case form is `folded`, in a sentence of this setting.
    pub(crate) fn new(
        exact: &str,
        folded: &str,
        setting: Setting,
        clusters: (u8, u16),
        single: Single,
    ) -> WordType {
        // A word in small letters is no name, whatever the lists say.
        let caps = caps(exact);
        let may_name = caps != Caps::None || exact.starts_with(|c: char| c.is_ascii_digit());
        WordType {
            exact: mix(hash_text(exact), 0xe),
            lower: hash_lower(folded),
            shape: mix(hash_shape(exact), setting as u64),
            coarse: clusters.0,
            fine: clusters.1,
            caps,
            joins: JOINERS.contains(&exact),
            length: exact.chars().take(12).count() as u8,
            names: if may_name { single.kinds } else { Kinds::default() },
            begun: single.begun.filter(|_| may_name),
            figure: figure(exact, folded),
            folded: if folded.len() <= MOST_FOLDED {
                folded.into()
            } else {
                Box::default()
            },
        }
    }

    /// What stands before the first and after the last token.
    pub(crate) fn edge() -> WordType {
        WordType {
            exact: 1,
            lower: 1,
            shape: 1,
            coarse: 0,
            fine: 0,
            caps: Caps::None,
            joins: false,
            length: 0,
            names: Kinds::default(),
            begun: None,
            figure: Figure::None,
            folded: Box::default(),
        }
    }

    /// Length and capitals in one value.
    pub(crate) fn length_class(&self) -> u64 {
        u64::from(self.length) | (self.caps as u64) << 8
    }
}

/// How the letters of a sentence are set, told from its words.
pub(crate) fn setting<'a>(words: impl Iterator<Item = &'a str>) -> Setting {
    let (mut long, mut titled, mut shouted) = (0, 0, 0);
    for word in words {
        if !word.starts_with(char::is_alphabetic) || word.chars().nth(3).is_none() {
            continue;
        }
        long += 1;
        match caps(word) {
            Caps::All => shouted += 1,
            Caps::Some => titled += 1,
            Caps::None => {}
        }
    }
    match () {
        () if long >= 3 && shouted * 5 >= long * 4 => Setting::Capitals,
        () if long >= 4 && (titled + shouted) * 5 >= long * 4 => Setting::Title,
        () => Setting::Running,
    }
}

fn caps(word: &str) -> Caps {
    // most words are in small letters
    if !word
        .bytes()
        .any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii())
    {
        return Caps::None;
    }
    let (mut letters, mut upper) = (0, 0);
    for c in word.chars() {
        letters += usize::from(c.is_alphabetic());
        upper += usize::from(c.is_uppercase());
    }
    match upper {
        0 => Caps::None,
        _ if upper == letters && letters > 1 => Caps::All,
        _ => Caps::Some,
    }
}

/// Numbers share a form by their pattern: `1998` a year, `38,073.98` as `00,000.00`; short ones stay.
fn hash_lower(folded: &str) -> u64 {
    match Form::of(folded) {
        Form::Itself => hash_text(folded),
        Form::Year => hash_text("<year>"),
        Form::Pattern => pattern(folded).fold(0x5e, |hash, byte| mix(hash, u64::from(byte))),
    }
}

/// The form under which a word is known, to be read: what `hash_lower` makes a hash of.
pub(crate) fn shown_lower(folded: &str) -> String {
    match Form::of(folded) {
        Form::Itself => folded.to_owned(),
        Form::Year => "<year>".to_owned(),
        Form::Pattern => String::from_utf8_lossy(&pattern(folded).collect::<Vec<u8>>()).into_owned(),
    }
}

/// Under what form a lower-case word is known.
enum Form {
    Itself,
    Year,
    Pattern,
}

impl Form {
    fn of(folded: &str) -> Form {
        let digits = folded.bytes().filter(u8::is_ascii_digit).count();
        match digits {
            0..=2 => Form::Itself,
            4 if folded.len() == 4 && (folded.starts_with("19") || folded.starts_with("20")) => Form::Year,
            _ => Form::Pattern,
        }
    }
}

/// The start of a word with its digits masked.
fn pattern(folded: &str) -> impl Iterator<Item = u8> {
    let mask = |byte: u8| if byte.is_ascii_digit() { b'0' } else { byte };
    folded.bytes().take(16).map(mask)
}

/// Runs of capitals, small letters, digits and other signs, each run held to two.
fn hash_shape(word: &str) -> u64 {
    shape(word).fold(0x5a, |hash, kind| mix(hash, u64::from(kind)))
}

/// The shape of a word, sign by sign.
pub(crate) fn shape(word: &str) -> impl Iterator<Item = char> {
    let (mut last, mut run) = ('\0', 0);
    word.chars().take(24).filter_map(move |c| {
        let kind = match c {
            'a'..='z' => 'x',
            'A'..='Z' => 'X',
            '0'..='9' => 'd',
            _ if c.is_ascii() => c,
            _ if c.is_lowercase() => 'x',
            _ if c.is_uppercase() => 'X',
            _ if c.is_alphabetic() => 'z',
            '’' => '\'',
            '“' | '”' => '"',
            '–' | '—' => '-',
            _ => c,
        };
        run = if kind == last { run + 1 } else { 1 };
        last = kind;
        (run <= 2).then_some(kind)
    })
}
