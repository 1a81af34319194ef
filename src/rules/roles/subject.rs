//! What is said later in a sentence of the person at its head: `Jane Roe grew up in Leeds and was a nurse for ten years`.

use std::ops::Range;

use super::super::lexicon::Class;
use super::phrase::Phrase;
use super::predicate;
use super::sentence::Sentence;

/// Tokens that are looked at.
const LONGEST: usize = 70;

/// Finds the roles of further predicates; `start` is where the name begins with its titles.
pub(super) fn roles(
    sentence: &Sentence<'_>,
    start: usize,
    name: &Range<usize>,
    add: &mut impl FnMut(Phrase),
) {
    if start != sentence.from {
        return;
    }
    for at in after_aside(sentence, name.end)..sentence.to.min(name.end + LONGEST) {
        // Somebody else's words, or a clause of another subject, may follow.
        if sentence.is_person(at)
            || sentence.is(at, Class::SpeechVerb)
            || sentence.one_of(
                at,
                &[
                    "that", "which", "who", "whose", "whom", "but", "while", "“", "\"", ";",
                ],
            )
        {
            return;
        }
        if let Some(phrase) = further(sentence, at) {
            add(phrase);
        }
    }
}

/// One past the aside right behind a name: `, who has died aged 85,`, `(58)`.
fn after_aside(sentence: &Sentence<'_>, end: usize) -> usize {
    let close = match sentence.word(end) {
        "," => ",",
        "(" => ")",
        _ => return end,
    };
    let person = |at: &usize| sentence.is_person(*at);
    let mut inside = end + 1..sentence.to.min(end + 24);
    match inside.clone().find(|&at| sentence.word(at) == close) {
        Some(at) if !(end + 1..at).any(|at| person(&at)) => at + 1,
        _ => inside.next().unwrap_or(end),
    }
}

/// The role of `and was a nurse`, `before becoming mayor`, `, where she was a director` at a token.
fn further(sentence: &Sentence<'_>, at: usize) -> Option<Phrase> {
    const BE: &[&str] = &[
        "is", "was", "became", "served", "worked", "remains", "later", "now", "then",
    ];
    if sentence.one_of(at, &["and"]) && sentence.one_of(at + 1, BE) {
        predicate::verb(sentence, at + 1)
    } else if sentence.one_of(at, &["before", "after", "since"]) && sentence.one_of(at + 1, &["becoming"]) {
        Phrase::read(sentence, at + 2).filter(|phrase| !sentence.is_person(phrase.tokens.end))
    } else if sentence.one_of(at, &["where", "when"]) && sentence.one_of(at + 1, &["he", "she"]) {
        predicate::verb(sentence, at + 2)
    } else {
        None
    }
}
