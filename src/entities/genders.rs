//! What stands before a person's name: *Mr.*, *Lady*, *his wife*.

use super::world::Gender;
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

/// The gender that a word says.
fn gender(word: &str) -> Option<Gender> {
    let mut lower = word.to_ascii_lowercase();
    lower.retain(|c| c != '.');
    match &*lower {
        "mr" | "mister" | "messrs" | "sir" | "lord" | "king" | "prince" | "duke" | "baron" | "monsieur"
        | "herr" | "señor" | "congressman" | "councilman" | "chairman" | "spokesman" | "businessman"
        | "brother" | "father" | "husband" | "son" | "grandson" | "grandfather" | "uncle" | "nephew"
        | "boyfriend" | "widower" => Some(Gender::Male),
        "mrs" | "ms" | "miss" | "lady" | "dame" | "queen" | "princess" | "duchess" | "baroness"
        | "madame" | "mme" | "madam" | "frau" | "señora" | "congresswoman" | "councilwoman"
        | "chairwoman" | "spokeswoman" | "businesswoman" | "actress" | "sister" | "mother" | "wife"
        | "daughter" | "granddaughter" | "grandmother" | "aunt" | "niece" | "girlfriend" | "widow" => {
            Some(Gender::Female)
        }
        _ => None,
    }
}
