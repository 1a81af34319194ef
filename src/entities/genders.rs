//! What stands before a person's name: *Mr.*, *Lady*, *his wife*.

use super::world::Gender;
use crate::rules::{Class, classes};
use crate::span::Span;

/// How far before a name its honorific may begin.
const REACH: usize = 24;

/// The gender that the word before a name gives.
pub(super) fn honoured(text: &str, name: Span) -> Option<Gender> {
    let own = name
        .slice(text)
        .split_once(' ')
        .and_then(|(first, _)| gender(first));
    if own.is_some() {
        return own;
    }
    let end = name.start as usize;
    let start = (end.saturating_sub(REACH)..end).find(|&at| text.is_char_boundary(at))?;
    let before = text[start..end].trim_end();
    let word = before.trim_end_matches(',');
    let word = word
        .rsplit(|c: char| !c.is_alphabetic() && c != '.')
        .next()
        .unwrap_or("");
    gender(word)
}

/// Whether the word is an honorific that is no part of a name.
pub(super) fn is_honorific(word: &str) -> bool {
    matches!(
        word,
        "mr" | "mrs"
            | "ms"
            | "miss"
            | "mister"
            | "sir"
            | "lord"
            | "lady"
            | "dame"
            | "dr"
            | "prof"
            | "mme"
            | "madame"
    )
}

/// The gender that a word says: an honorific, a title, a word of kinship; no pronoun.
fn gender(word: &str) -> Option<Gender> {
    let lower = word.to_lowercase();
    if matches!(
        &*lower,
        "he" | "him" | "his" | "himself" | "she" | "her" | "hers" | "herself"
    ) {
        return None;
    }
    let classes = classes(&lower);
    match (classes.has(Class::Female), classes.has(Class::Male)) {
        (true, false) => Some(Gender::Female),
        (false, true) => Some(Gender::Male),
        _ => None,
    }
}
