//! What a part of a byline says that those did whom it names: wrote, edited, took the pictures.

use super::lists::BYLINE_LEADS;

/// What a part of a byline says of the names after its `by`.
pub(super) enum Credit {
    /// They wrote the copy, too; the length of the words that say so.
    Author(usize),
    /// They edited it, took the pictures, or the like.
    Other,
}

/// How words begin that say what those did who did not write.
const OTHERS: [&str; 11] = [
    "additional",
    "check",
    "edit",
    "fact",
    "graphic",
    "illustrat",
    "photo",
    "picture",
    "produc",
    "review",
    "video",
];

/// `Written by: Ann Lee | Edited by: Bob Ray`, `Photographs by Bob Ray`.
pub(super) fn read(part: &str) -> Option<Credit> {
    let mut words = part.split_whitespace().take(4);
    let by = words.position(|w| w.trim_end_matches(':').eq_ignore_ascii_case("by"))?;
    let of_others = |w: &str| {
        OTHERS
            .iter()
            .any(|o| w.get(..o.len()).is_some_and(|w| w.eq_ignore_ascii_case(o)))
    };
    let is_other = part.split_whitespace().take(by).any(of_others);
    match BYLINE_LEADS.starts(part) {
        Some(lead) if !is_other => Some(Credit::Author(lead)),
        _ => is_other.then_some(Credit::Other),
    }
}
