//! The word lists of `seeds/lists`, read once from the binary.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use crate::lexical::entries;

/// How an abbreviation may stand in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Before a name: no sentence ends here.
    Title,
    /// Before a number: an abbreviation only there.
    Number,
    /// Also at the end of a sentence.
    Tail,
}

/// The abbreviation that `word` (without its last full stop) is.
pub(super) fn abbreviation(word: &str) -> Option<Abbreviation> {
    static TABLE: LazyLock<HashMap<&str, Abbreviation, FixedState>> = LazyLock::new(|| {
        let lines = entries(include_str!("../../seeds/lists/abbreviations.txt"));
        let pairs = lines.filter_map(|line| line.split_once(' '));
        let kind = |name: &str| match name.trim() {
            "title" => Abbreviation::Title,
            "number" => Abbreviation::Number,
            _ => Abbreviation::Tail,
        };
        pairs.map(|(word, name)| (word, kind(name))).collect()
    });
    if word.len() > 8 {
        return None;
    }
    let shouted = || {
        // DR. and SEN. in a line of capitals
        let mut buffer = [0; 8];
        let buffer = &mut buffer[..word.len()];
        buffer.copy_from_slice(word.as_bytes());
        let capitals = buffer.len() > 1 && buffer.iter().all(u8::is_ascii_uppercase);
        buffer.get_mut(1..)?.make_ascii_lowercase();
        capitals
            .then(|| std::str::from_utf8(buffer).ok().and_then(|word| TABLE.get(word)))
            .flatten()
    };
    TABLE.get(word).or_else(shouted).copied()
}

/// Whether `word`, capitalised after an abbreviation, begins a sentence.
pub(super) fn starts_sentence(word: &str) -> bool {
    static TABLE: LazyLock<std::collections::HashSet<&str, FixedState>> =
        LazyLock::new(|| entries(include_str!("../../seeds/lists/sentence_starters.txt")).collect());
    TABLE.contains(word)
}
