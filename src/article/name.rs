//! Words that could be a person's name.

use std::ops::Range;

use super::lines::words;
use super::lists::{CITIES, DESKS, HEADLINE_VERBS, PARTICLES, ROLES, SECTIONS, STAMP_WORDS, STATES};

/// What stands after a name and is part of it.
pub(super) fn is_suffix(text: &str) -> bool {
    matches!(
        text.trim_end_matches('.'),
        "Jr" | "JR" | "Sr" | "SR" | "II" | "III" | "IV" | "MD" | "M.D" | "PhD" | "Ph.D" | "Esq"
    )
}

/// A town, state or country of the lists.
pub(super) fn is_place(text: &str) -> bool {
    CITIES.has(text) || STATES.has(text)
}

/// A name's last full stop stays only where it belongs to an initial or `Jr.`.
pub(super) fn without_stop(line: &str, part: Range<usize>) -> Range<usize> {
    let text = &line[part.clone()];
    let last = text.split_whitespace().next_back().unwrap_or("");
    let keeps = last.chars().count() <= 2 || is_suffix(last) || last.matches('.').count() > 1;
    if text.ends_with('.') && !keeps {
        part.start..part.end - 1
    } else {
        part
    }
}

/// Whether the words could be a person's name.
pub(super) fn is_name(text: &str, single: bool) -> bool {
    let tokens: Vec<&str> = text.split_whitespace().take(8).collect();
    let least = if single { 1 } else { 2 };
    tokens.len() >= least
        && tokens.len() <= 6
        && text.len() <= 60
        && tokens.iter().any(|t| is_capitalised(t) && t.chars().count() > 1)
        && tokens.iter().all(|t| is_name_token(t))
        && tokens
            .last()
            .is_some_and(|t| is_capitalised(t) || is_article_name(t))
        && !matches!(
            tokens[0],
            "The" | "the" | "A" | "An" | "Our" | "THE" | "OUR" | "My" | "Your"
        )
        && !SECTIONS.has(text)
}

/// Whether the words are certainly shaped as first and last name.
pub(super) fn is_full_name(text: &str) -> bool {
    let count = words(text, 10);
    (2..=5).contains(&count)
        && !is_place(text)
        && !text
            .split_whitespace()
            .next_back()
            .is_some_and(|w| HEADLINE_VERBS.has(w))
        && !text
            .split_whitespace()
            .any(|w| STAMP_WORDS.has(w) || SECTIONS.has(w))
}

/// A word that names are made of.
fn is_name_token(token: &str) -> bool {
    let bare = token.trim_matches(['"', '“', '”', '\'', '‘', '’', '(', ')', ',']);
    let fine = |c: char| {
        c.is_alphabetic() || matches!(c, '\'' | '’' | '‘' | '-' | '‑' | '.' | '\u{AD}' | '`') || is_mark(c)
    };
    !bare.is_empty()
        && bare.chars().all(fine)
        && (is_capitalised(bare) || PARTICLES.has(bare) || is_article_name(bare))
        && !ROLES.has(bare)
        && !DESKS.has(bare)
}

/// `al-Nuaimi`, `d'Arc`, `ibn-Said`: lower case before the joint.
fn is_article_name(token: &str) -> bool {
    let after = token.split(['-', '’', '\'', '‘']).nth(1);
    after.is_some_and(is_capitalised)
}

/// Whether the word begins with a capital, or in a script without them.
pub(super) fn is_capitalised(token: &str) -> bool {
    token
        .trim_start_matches(['\'', '’', '‘', '`'])
        .starts_with(|c: char| c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase())
}

/// Combining marks of decomposed letters.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}
