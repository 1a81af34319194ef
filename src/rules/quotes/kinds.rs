//! What stands in a pair of marks: a sentence, some words, or no speech at all (a title, a nickname, a doubted word).

use super::marks::Stretch;
use super::page::Page;
use crate::article::ParagraphKind;
use crate::record::Label;
use crate::rules::lexicon::Class;

/// What a stretch looks like before its speaker is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// A sentence or a clause: speech whoever may have said it.
    Sentence,
    /// Some words: speech when somebody is said to have said them.
    Words,
    /// A title, a nickname, a name: no speech.
    Name,
}

/// Words up to which a fragment without a speaker is a doubted word.
pub(super) const FEW: usize = 3;

/// What a stretch looks like.
pub(super) fn look(page: &Page<'_>, stretch: &Stretch, kind: ParagraphKind) -> Look {
    let tokens = stretch.tokens.clone();
    let words = count(page, stretch);
    if words == 0 || is_nickname(page, stretch, words) {
        return Look::Name;
    }
    let last = tokens.end - 1;
    let closed = page
        .word(last)
        .starts_with([',', '.', '!', '?', '…', '—', '–', '-', ';']);
    let stopped = page.word(last).starts_with(['.', '!', '?', '…']);
    let comma = page.word(stretch.after) == "," || page.word(last) == ",";
    let head = page.word(
        tokens
            .clone()
            .find(|&at| !page.is_quote_mark(at))
            .unwrap_or(tokens.start),
    );
    let capital = head.starts_with(|c: char| {
        c.is_uppercase() || c.is_ascii_digit() || matches!(c, '…' | '.' | '$' | '£' | '€' | '[')
    });
    if is_titled(page, stretch) || is_work(page, stretch) && !(stopped && words > 6) {
        return Look::Name;
    }
    let led = stretch.open > 0
        && (page.word(stretch.open - 1) == ":"
            || page.word(stretch.open - 1) == "," && stretch.open > 1 && is_verb(page, stretch.open - 2));
    let finite = tokens
        .clone()
        .any(|at| page.is_finite(at) || page.is_pronoun(at) || is_short_form(page, at));
    let several = tokens.clone().any(|at| page.word(at) == "." && at != last);
    if several || stretch.continues {
        return Look::Sentence;
    }
    if !capital {
        return if led && closed && finite && words > FEW {
            Look::Sentence
        } else {
            Look::Words
        };
    }
    let titled = words >= 2 && kind != ParagraphKind::Header && is_title_case(page, stretch);
    if titled && !closed && !led {
        return Look::Name;
    }
    let starts = page.tagged.sentence_around(stretch.open).start == stretch.open || stretch.parent.is_some();
    let ends_british = page.word(stretch.after).starts_with(['.', ',']) && starts;
    let dashed = page.word(last).starts_with(['—', '–', '-']);
    let closes = closed && (comma || stopped) && (words > 1 || comma || starts);
    if closes || led || finite && (ends_british || words >= FEW || dashed) {
        Look::Sentence
    } else {
        Look::Words
    }
}

/// The words of a stretch.
pub(super) fn count(page: &Page<'_>, stretch: &Stretch) -> usize {
    stretch
        .tokens
        .clone()
        .filter(|&at| !page.is_sign(at))
        .take(50)
        .count()
}

fn is_verb(page: &Page<'_>, at: usize) -> bool {
    page.is(at, Class::SpeechVerb) || page.is(at, Class::MarkVerb)
}

/// `’s`, `’re`, `don’t`.
fn is_short_form(page: &Page<'_>, at: usize) -> bool {
    page.word(at).ends_with("n't") || page.word(at).ends_with("n’t")
}

/// Every longer word begins with a capital: a title.
pub(super) fn is_title_case(page: &Page<'_>, stretch: &Stretch) -> bool {
    let words = stretch
        .tokens
        .clone()
        .filter(|&at| page.word(at).starts_with(char::is_alphabetic));
    let long = words.clone().filter(|&at| page.word(at).len() > 3);
    let capital = |at: &usize| page.word(*at).starts_with(char::is_uppercase);
    long.clone().all(|at| capital(&at)) && words.clone().filter(capital).count() * 2 > words.count()
}

/// `Dwayne “The Rock” Johnson`.
fn is_nickname(page: &Page<'_>, stretch: &Stretch, words: usize) -> bool {
    let person = |at: usize| page.label(at) == Some(Label::PERSON);
    let lead = stretch.open.wrapping_sub(2);
    let apposed = words <= 4
        && stretch.open > 1
        && person(lead)
        && page.word(stretch.open - 1) == ","
        && is_title_case(page, stretch)
        && page.word(stretch.tokens.end - 1) == ",";
    let inside = stretch.tokens.clone().all(person) && person(stretch.open);
    let between = words <= 4 && stretch.open > 0 && person(stretch.open - 1) && person(stretch.after);
    inside || between || apposed
}

/// `the article, entitled “…”`.
fn is_titled(page: &Page<'_>, stretch: &Stretch) -> bool {
    let before = stretch.open.wrapping_sub(1);
    page.is_any(before, &["titled", "entitled", "headlined", "subtitled"])
}

/// A title of a work, or a name after `dubbed`.
fn is_work(page: &Page<'_>, stretch: &Stretch) -> bool {
    let work = |at: usize| matches!(page.label(at), Some(Label::WORK_OF_ART));
    let tokens = stretch.tokens.clone();
    let (first, last) = (tokens.start, tokens.end - 1);
    let end = if page.is_sign(last) && last > first {
        last - 1
    } else {
        last
    };
    let mention = page.tagged.mention_at(first).filter(|_| work(first));
    if mention.is_some() && mention == page.tagged.mention_at(end) {
        return true;
    }
    let Some(before) = stretch.open.checked_sub(1) else {
        return false;
    };
    if page.tagged.sentence_of(before) != page.tagged.sentence_of(stretch.open) {
        return false;
    }
    let naming = page.is(before, Class::Naming)
        && !(page.is_any(before, &["called", "known"]) && calls(page, before))
        || page.is_word(before, "as") && before > 0 && page.is_any(before - 1, &["known", "such"])
        || page.is_word(before, "for") && before > 0 && page.is(before - 1, Class::Naming);
    let capital = page.word(first).starts_with(char::is_uppercase);
    // `was called “a thief”` is speech; `a band called “The Thieves”` is not.
    let name = naming && (capital || !page.is_word(before, "called"));
    // `called the show “…”`: what somebody calls it.
    let called = (before.saturating_sub(4)..before)
        .rev()
        .take_while(|&at| page.tagged.mention_at(at).is_none() && !page.is_sign(at))
        .any(|at| {
            page.is_any(
                at,
                &[
                    "called",
                    "calls",
                    "dubbed",
                    "labelled",
                    "labeled",
                    "branded",
                    "pronounced",
                ],
            ) && calls(page, at)
        });
    name || capital && page.is(before, Class::Work) && !called || page.is_any(before, &["hashtag"])
}

/// `critics called “…”`: the verb, not the participle of `a group called`.
fn calls(page: &Page<'_>, at: usize) -> bool {
    const NAMES: [Label; 3] = [Label::PERSON, Label::GPE, Label::ORG];
    at > 0 && (page.is_pronoun(at - 1) || page.label(at - 1).is_some_and(|label| NAMES.contains(&label)))
}
