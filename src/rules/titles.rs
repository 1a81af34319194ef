//! Titles and letters that the tagger has left in a person's name: *Taoiseach Ann Lee*, *Ann Lee KC*.

use super::lexicon::{Class, classes};
use crate::record::{Label, Mention};

/// Letters behind a name that are an honour, a post or a degree, and no part of it.
const LETTERS: [&str; 22] = [
    "KC", "QC", "SC", "MP", "MEP", "MSP", "MLA", "TD", "CBE", "OBE", "MBE", "KBE", "DBE", "FRS", "PhD",
    "Ph.D.", "M.D.", "Esq", "Esq.", "J.D.", "CPA", "RN",
];

/// Titles that are as often a part of a name: *Sultan Al Jaber*, *Sheikh Hasina*.
const NAMES: [&str; 14] = [
    "sultan", "sheikh", "sheik", "shaikh", "malik", "raja", "king", "prince", "princess", "bishop", "deacon",
    "major", "pope", "marshal",
];

/// Cuts them off the names of people; `is_given` knows first names, which are no titles: *Dean*, *Prince*.
pub(crate) fn cut(text: &str, mentions: &mut [Mention], is_given: impl Fn(&str) -> bool) {
    for mention in mentions
        .iter_mut()
        .filter(|mention| mention.label == Label::PERSON)
    {
        // Two words of a name stay at least.
        while let Some((first, rest)) = mention.span.slice(text).split_once(' ') {
            if !rest.trim_start().contains(' ') || !is_title(first, &is_given) {
                break;
            }
            mention.span.start += (first.len() + 1 + (rest.len() - rest.trim_start().len())) as u32;
        }
        while let Some((name, last)) = mention.span.slice(text).rsplit_once(' ') {
            let name = name.trim_end_matches([' ', ',']);
            if !name.contains(' ') || !is_letters(last) {
                break;
            }
            mention.span.end = mention.span.start + name.len() as u32;
        }
    }
}

/// Whether a word is such letters.
pub(super) fn is_letters(word: &str) -> bool {
    LETTERS.contains(&word)
}

fn is_title(word: &str, is_given: impl Fn(&str) -> bool) -> bool {
    let upper = word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase);
    // *Carter*, *Baker*: trades are names too; so are words as short as *Tan*.
    if !upper || word.len() < 4 || word.ends_with("er") && !word.ends_with("ister") {
        return false;
    }
    let lower = word.to_lowercase();
    if NAMES.contains(&&*lower) {
        return false;
    }
    let classes = classes(&lower);
    let trade = lower.len() > 6 && lower.ends_with("ist") && !classes.has(Class::NoAgent);
    (trade || classes.has(Class::RoleNoun) || classes.has(Class::Honorific)) && !is_given(&lower)
}
