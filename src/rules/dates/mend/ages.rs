//! Numbers that are surely ages: `Ann Lee (58), of Leeds`, `ages 9 and 12`, `she was 23 when`, `would have been 80`.

use super::days::is_day;
use super::{Copy, Edits, Seen, is_small};
use crate::lexical::is_any;
use crate::record::Label;

/// Words between the verb and the age.
const ADVERBS: &[&str] = &[
    "just", "only", "now", "nearly", "almost", "barely", "already", "still", "about", "around", "not",
];
/// Those of whom an age is told.
const PEOPLE: &[&str] = &[
    "he",
    "she",
    "i",
    "who",
    "you",
    "mother",
    "father",
    "son",
    "daughter",
    "wife",
    "husband",
    "brother",
    "sister",
    "boy",
    "girl",
    "baby",
    "man",
    "woman",
    "child",
    "grandmother",
    "grandfather",
    "mum",
    "mom",
    "dad",
    "victim",
    "youngest",
    "oldest",
    "eldest",
];
/// Words after an age that end its phrase.
const ENDS: &[&str] = &[
    "when",
    "and",
    "at",
    "on",
    "in",
    "but",
    "or",
    "with",
    "now",
    "then",
    "by",
    "before",
    "after",
    "as",
    "this",
    "last",
    "next",
    "today",
    "yesterday",
    "tomorrow",
    "while",
    "years",
];
/// What a number after `at` may be of, in games.
const BREAKS: &[&str] = &["lunch", "tea", "stumps", "halftime", "half", "close"];

/// The years that a word in digits counts.
fn years(word: &str) -> Option<u8> {
    let is_number = word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit());
    word.parse()
        .ok()
        .filter(|years| is_number && (1..=115).contains(years))
}

/// A number that is an age gets its label.
pub(super) fn number(seen: &mut Seen<'_, '_>) -> Option<usize> {
    let copy = seen.copy;
    if is_day(copy, &seen.tokens) {
        seen.relabel(Label::DATE);
        return Some(1);
    }
    let (at, 1) = (seen.tokens.start, seen.tokens.len()) else {
        return None;
    };
    let age = years(copy.word(at))?;
    let is_age = is_listed(copy, at)
        || is_of_children(copy, at)
        || is_in_brackets(copy, at, age, seen.edits)
        || is_between(copy, at, age)
        || is_of_youngest(copy, at)
        || is_of_life(copy, at)
        || is_told(copy, at, age);
    is_age.then(|| {
        seen.relabel(Label::DATE);
        1
    })
}

/// A number that was taken for an hour and is an age: `He made his first puppet at 7`.
pub(super) fn clock(seen: &mut Seen<'_, '_>) -> Option<usize> {
    let (at, 1) = (seen.tokens.start, seen.tokens.len()) else {
        return None;
    };
    years(seen.copy.word(at))?;
    is_of_life(seen.copy, at).then(|| {
        seen.relabel(Label::DATE);
        1
    })
}

/// Ages in one mention are apart: `ages [9] and [12]`, `was [23] and [six months] pregnant`.
pub(super) fn dates(seen: &mut Seen<'_, '_>) -> Option<usize> {
    let copy = seen.copy;
    let tokens = seen.tokens.clone();
    let (first, len) = (tokens.start, tokens.len());
    if len < 3 || years(copy.word(first)).is_none() || !is_any(copy.word(first + 1), &["and", "or", ","]) {
        return None;
    }
    let is_list = tokens
        .clone()
        .all(|at| years(copy.word(at)).is_some() || is_any(copy.word(at), &["and", "or", ","]));
    if is_list && is_listed(copy, first) {
        seen.edits.gone.push(seen.mention);
        for at in tokens.filter(|&at| years(copy.word(at)).is_some()) {
            seen.add(at..at + 1, Label::DATE);
        }
        return Some(1);
    }
    if copy.word(tokens.end).eq_ignore_ascii_case("pregnant") && len > 3 {
        seen.change(first..first + 1, Label::DATE);
        seen.add(first + 2..tokens.end, Label::DATE);
        return Some(1);
    }
    None
}

/// `aged 9`, `ages 5, 7 and 9`, `aged between 18 and 25`.
fn is_listed(copy: Copy<'_>, at: usize) -> bool {
    for back in 1..=8 {
        let word = copy.before(at, back);
        if is_any(word, &["aged", "ages"]) || back == 1 && word.eq_ignore_ascii_case("age") {
            return true;
        }
        if years(word).is_none() && !is_any(word, &["and", "or", ",", "between", "from", "to"]) {
            break;
        }
    }
    false
}

/// `his sons, 12 and 15, were`
fn is_of_children(copy: Copy<'_>, at: usize) -> bool {
    let children = [
        "sons",
        "daughters",
        "children",
        "boys",
        "girls",
        "brothers",
        "sisters",
        "twins",
        "kids",
        "siblings",
        "teenagers",
        "grandchildren",
    ];
    let is_pair = |first: usize| {
        first >= 2
            && copy.word(first - 1) == ","
            && is_any(copy.word(first - 2), &children)
            && years(copy.word(first)).is_some()
            && copy.word(first + 1).eq_ignore_ascii_case("and")
            && years(copy.word(first + 2)).is_some()
            && matches!(copy.word(first + 3), "," | "." | ";" | "—" | "–")
    };
    is_pair(at) || at >= 2 && is_pair(at - 2)
}

/// Whether a full name ends before a token.
fn follows_person(copy: Copy<'_>, at: usize, least: usize) -> bool {
    let Some(mention) = at.checked_sub(1).and_then(|at| copy.mention_at(at)) else {
        return false;
    };
    copy.mentions[mention].label == Label::PERSON && copy.tokens_of(mention).len() >= least
}

/// `Ann Lee (58), of Leeds`; in news of games a scorer's minute is followed by no such words.
fn is_in_brackets(copy: Copy<'_>, at: usize, age: u8, edits: &mut Edits) -> bool {
    if copy.before(at, 1) != "(" || copy.word(at + 1) != ")" || age < 14 || !follows_person(copy, at - 1, 1) {
        return false;
    }
    let after = match copy.word(at + 2) {
        "," => copy.word(at + 3),
        word => word,
    };
    let no_ages = [
        "and", "or", "but", "scored", "netted", "made", "hit", "added", "for", "off",
    ];
    follows_person(copy, at - 1, 2) && is_small(after) && !is_any(after, &no_ages) || !edits.is_game(copy)
}

/// `the youngest of them 19,`, `the eldest just 12.`
fn is_of_youngest(copy: Copy<'_>, at: usize) -> bool {
    let is_end = matches!(copy.word(at + 1), "," | "." | ";" | "and" | "—" | "–" | ")");
    let words = [
        "of", "them", "whom", "the", "these", "those", "just", "only", "aged", "is", "was", "being",
    ];
    let most = [
        "men",
        "women",
        "boys",
        "girls",
        "children",
        "victims",
        "dead",
        "miners",
        "passengers",
        "sons",
        "daughters",
        "brothers",
        "sisters",
        "group",
        "players",
        "crew",
        "accused",
        "defendants",
    ];
    let start = (1..=5)
        .take_while(|&back| {
            let word = copy.before(at, back);
            is_any(word, &words) || is_any(word, &most)
        })
        .count();
    is_end && is_any(copy.before(at, start + 1), &["youngest", "oldest", "eldest"])
}

/// `He made his first puppet at 7`, `she had left school at 14`
fn is_of_life(copy: Copy<'_>, at: usize) -> bool {
    if !copy.before(at, 1).eq_ignore_ascii_case("at") {
        return false;
    }
    let next = copy.word(at + 1);
    let is_end = !is_small(next) || is_any(next, ENDS);
    let start = at.saturating_sub(9);
    let (mut is_person, mut is_life) = (false, false);
    for before in start..at - 1 {
        if matches!(copy.word(before), "." | ";" | "“" | "”" | "?" | "!") {
            (is_person, is_life) = (false, false);
        }
        let word = copy.word(before);
        is_person |= is_any(word, &["he", "she", "i", "who", "his", "her", "my"])
            || copy.label_at(before) == Some(Label::PERSON);
        is_life |= is_any(
            word,
            &[
                "school",
                "apprenticed",
                "orphaned",
                "widowed",
                "retired",
                "emigrated",
            ],
        ) || is_any(copy.before(before, 1), &["his", "her", "my"])
            && word.eq_ignore_ascii_case("first");
    }
    let is_clock = is_any(copy.word(at + 1), &["am", "pm", "a.m.", "p.m.", ":", "%"]);
    is_person && is_life && is_end && !is_clock
}

/// `Ann Lee, 58, said`
fn is_between(copy: Copy<'_>, at: usize, age: u8) -> bool {
    age >= 14 && copy.before(at, 1) == "," && copy.word(at + 1) == "," && follows_person(copy, at - 1, 2)
}

/// `she was 23 when`, `would have been 80`, `now 88 and living`, `turned 50`, `died at 91`, `At 74 she was`.
fn is_told(copy: Copy<'_>, at: usize, age: u8) -> bool {
    let next = copy.word(at + 1);
    let mut verb = at;
    while verb > 0 && at - verb < 3 && is_any(copy.before(verb, 1), ADVERBS) {
        verb -= 1;
    }
    let Some(verb) = verb.checked_sub(1) else {
        return false;
    };
    let word = copy.word(verb);
    let is_close = verb + 1 == at;
    if word.eq_ignore_ascii_case("at") && is_close {
        let is_person = |at: usize| {
            is_any(copy.word(at), &["he", "she", "i"]) || copy.label_at(at) == Some(Label::PERSON)
        };
        let starts = copy.begins(verb) && (is_person(at + 1) || next == "," && is_person(at + 2));
        let dies = ["died", "dies", "dead", "dying", "married", "widowed", "orphaned"];
        return starts || is_any(copy.before(verb, 1), &dies) && (!is_small(next) || is_any(next, ENDS));
    }
    let is_end = next.is_empty()
        || next
            .starts_with(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '%' | '/' | '$' | '€' | '£'))
        || is_any(next, ENDS)
        || copy.label_at(at + 1) == Some(Label::DATE);
    let after = copy.word(at + 2);
    let goes_on = is_any(next, &["and", "or"]) && after.starts_with(|c: char| c.is_ascii_digit())
        || next.eq_ignore_ascii_case("at") && (is_any(after, BREAKS) || is_any(copy.word(at + 3), BREAKS));
    if !is_end || goes_on || age < 10 && !next.eq_ignore_ascii_case("when") {
        return false;
    }
    // `…, now 88 and living in Sun City`
    if !is_close && word == "," && copy.word(at - 1).eq_ignore_ascii_case("now") {
        return follows_person(copy, verb, 1);
    }
    if is_any(word, &["turned", "turns", "turn", "turning"]) {
        return !copy.word(verb + 1).eq_ignore_ascii_case("about");
    }
    let subject = match () {
        () if is_any(word, &["was", "is", "am", "were", "'s", "’s", "'m", "’m"]) => verb,
        () if is_any(word, &["be", "been"]) => {
            let mut start = verb;
            while start > 0
                && verb - start < 3
                && is_any(
                    copy.before(start, 1),
                    &[
                        "would", "have", "will", "had", "has", "not", "could", "must", "may", "might", "'d",
                        "’d", "'ll", "’ll",
                    ],
                )
            {
                start -= 1;
            }
            if start == verb {
                return false;
            }
            start
        }
        () => return false,
    };
    is_any(copy.before(subject, 1), PEOPLE) || follows_person(copy, subject, 1)
}
