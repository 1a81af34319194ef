//! The word lists of `seeds/lists`, made into sorted tables at first use.

use std::collections::HashSet;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use super::lines::head;
use crate::lexical::{entries, forms, is_one_line};

pub(super) use crate::lexical::{MONTHS, number_of};

/// A list of words or names, looked up without regard to case, dots, and kind of apostrophe.
pub(super) struct WordList {
    /// Sorted keys.
    keys: Vec<String>,
    /// The same to look whole words up.
    whole: HashSet<Box<[u8]>, FixedState>,
    /// Length of the longest key.
    longest: usize,
}

impl WordList {
    fn read(files: &[&'static str]) -> WordList {
        let mut keys: Vec<String> = files.iter().flat_map(|f| entries(f)).map(key).collect();
        keys.sort_unstable();
        keys.dedup();
        let longest = keys.iter().map(String::len).max().unwrap_or(0);
        WordList {
            whole: keys.iter().map(|key| key.as_bytes().into()).collect(),
            keys,
            longest,
        }
    }

    /// Whether the list has the word.
    pub(super) fn has(&self, word: &str) -> bool {
        let mut buffer = [0; MAX_WORD];
        let Some(lower) = buffer.get_mut(..word.len()) else {
            return false;
        };
        if !is_plain(word) {
            return self.whole.contains(key(word).as_bytes());
        }
        // nothing is built to look it up
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        word.len() <= self.longest && self.whole.contains(&*lower)
    }

    /// The longest entry that the text begins with, up to a word's end; its length in `text`.
    pub(super) fn starts(&self, text: &str) -> Option<usize> {
        let first = text.chars().find(|c| !is_dropped(*c))?.to_lowercase().next()?;
        let from = self.keys.partition_point(|key| key.chars().next() < Some(first));
        let same = self.keys[from..].iter().take_while(|key| key.starts_with(first));
        // most entries are told apart by their second letters
        let second = match text.as_bytes() {
            [a, b, ..] if a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric() => {
                Some(b.to_ascii_lowercase())
            }
            _ => None,
        };
        let may_begin = |key: &&String| {
            let own = key.as_bytes().get(1);
            second.is_none() || own.is_none() || own == second.as_ref()
        };
        let (mut folded, mut best) = (String::new(), None);
        for entry in same.filter(may_begin) {
            if folded.is_empty() {
                folded = key(head(text, MAX_WORD));
            }
            if folded.starts_with(entry.as_str()) {
                best = end_of(text, entry).filter(|&end| is_word_end(text, end)).or(best);
            }
        }
        best
    }
}

/// The length of the text's beginning whose key is `entry`.
fn end_of(text: &str, entry: &str) -> Option<usize> {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.take_while(|&end| end <= MAX_WORD)
        .find(|&end| key(&text[..end]) == entry)
}

/// Longest entry of a list, in bytes.
const MAX_WORD: usize = 60;

fn is_word_end(text: &str, end: usize) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !(is_word(text[..end].chars().next_back()) && is_word(text[end..].chars().next()))
}

/// The form under which words are compared: lower case, no dots, straight apostrophes, single spaces.
pub(super) fn key(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            c if is_dropped(c) => {}
            '’' | '‘' => out.push('\''),
            c if c.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            c => out.extend(c.to_lowercase()),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Whether [`key`] changes nothing but capitals.
fn is_plain(word: &str) -> bool {
    is_one_line(word) && !word.contains('.')
}

fn is_dropped(c: char) -> bool {
    matches!(c, '.' | '\u{AD}' | '\u{200B}')
}

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident = $($file:literal),+;)+) => {
        $($(#[$doc])*
        pub(super) static $name: LazyLock<WordList> =
            LazyLock::new(|| WordList::read(&[$(include_str!(concat!("../../seeds/lists/", $file, ".txt"))),+]));)+
    };
}

lists! {
    /// News agencies, broadcasters and services for press releases.
    AGENCIES = "agencies", "release_wires";
    /// Services for press releases.
    RELEASE_WIRES = "release_wires";
    /// Papers whose names do not show it.
    PAPERS = "papers";
    /// Words that papers' names end in.
    PAPER_WORDS = "paper_words";
    /// Section names above a headline.
    SECTIONS = "sections";
    /// Words of lines that say when copy came out.
    STAMP_WORDS = "stamp_words", "timezones";
    /// What stands for an author but is no name.
    DESKS = "desks";
    /// What authors are called.
    ROLES = "roles";
    /// Words before a role.
    ROLE_MODIFIERS = "role_modifiers";
    /// Verbs that headlines end in.
    HEADLINE_VERBS = "headline_verbs";
    /// Small words inside names.
    PARTICLES = "particles";
    /// How a byline begins.
    BYLINE_LEADS = "byline_leads";
    /// Labels that are no places.
    LABELS = "labels";
    /// Lines above the headline that say for whom the copy is.
    NOTICES = "notices";
    /// How captions begin.
    CAPTION_STARTS = "caption_starts";
    /// How lines of the tail begin.
    TAIL_STARTS = "tail_starts";
    /// Headings over whom to reach.
    CONTACTS = "contacts";
    /// Words that alone end the body.
    END_WORDS = "end_words";
    /// States, provinces, countries.
    STATES = "states";
    /// Towns known for places.
    CITIES = "cities";
    /// Words that years stand after.
    YEAR_BEFORE = "year_before";
    /// First words of the names of bodies that send out press releases.
    ISSUERS = "issuers";
    /// Words before a year that make it a plan.
    FUTURE_WORDS = "future_words";
    /// Words right before a year that make it a plan.
    FUTURE_NEAR = "future_near";
}

/// Credits inside captions, as written.
pub(super) static CAPTION_ENDS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("../../seeds/lists/caption_ends.txt")).collect());

/// Forms of each day of the week, Monday first.
pub(super) static WEEKDAYS: LazyLock<Vec<Vec<&'static str>>> =
    LazyLock::new(|| forms(include_str!("../../seeds/lists/weekdays.txt")));

/// Keys of header lines in dumps, sorted, with the name of the field each fills.
pub(super) static KEYS: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let mut keys: Vec<_> = entries(include_str!("../../seeds/lists/keys.txt"))
        .filter_map(|line| line.split_once('\t'))
        .collect();
    keys.sort_unstable();
    keys
});
