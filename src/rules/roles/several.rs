//! One post before several names, which each of them has: `astronauts Anne McClain, Nichole Ayers and Jonny Kim`.

use std::ops::Range;

use super::super::lexicon::{Class, classes};
use super::before::left;
use super::is_former;
use super::phrase::{Lead, Phrase};
use super::sentence::Sentence;

/// Names that one post may stand before.
const MOST: usize = 12;

/// Finds the post before the first of several names; `add` takes each one's mention.
pub(super) fn roles(sentence: &Sentence<'_>, name: &Range<usize>, add: &mut impl FnMut(usize, Phrase)) {
    let Some(noun) = name.start.checked_sub(1).filter(|&at| is_plural(sentence, at)) else {
        return;
    };
    let (names, joined) = names(sentence, name.start);
    if !joined {
        return;
    }
    let (start, _) = left(sentence, noun);
    for mention in names {
        let phrase = Phrase {
            tokens: start..noun + 1,
            noun,
            lead: Lead::Bare,
            former: is_former(sentence, start..noun),
        };
        add(mention, phrase);
    }
}

/// The mentions of a list of names, and whether *and* joins the last one.
fn names(sentence: &Sentence<'_>, first: usize) -> (Vec<usize>, bool) {
    let (mut names, mut joined, mut at) = (Vec::new(), false, first);
    while names.len() < MOST && sentence.is_person(at) {
        let Some(mention) = sentence.tagged.mention_at(at) else {
            break;
        };
        names.push(mention);
        at = sentence.tagged.tokens_of(mention).end;
        if joined {
            break;
        }
        at += usize::from(sentence.word(at) == ",");
        joined = sentence.one_of(at, &["and", "&"]) && sentence.is_person(at + 1);
        at += usize::from(joined);
    }
    (names, joined)
}

/// Whether a word is the plural of a post: *astronauts*, *congressmen*.
fn is_plural(sentence: &Sentence<'_>, at: usize) -> bool {
    if sentence.mention(at).is_some() || sentence.is(at, Class::RoleNoun) {
        return false;
    }
    let word = sentence.word(at);
    if !word.ends_with(['s', 'S']) && !word.ends_with("men") {
        return false;
    }
    let word = word.to_lowercase();
    let is_post = |single: &str| classes(single).has(Class::RoleNoun);
    match (
        word.strip_suffix("men"),
        word.strip_suffix("ies"),
        word.strip_suffix('s'),
    ) {
        (Some(stem), ..) => is_post(&format!("{stem}man")),
        (_, Some(stem), _) => is_post(&format!("{stem}y")),
        (.., Some(stem)) => is_post(stem) || stem.strip_suffix('e').is_some_and(is_post),
        _ => false,
    }
}
