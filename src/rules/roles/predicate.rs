//! Roles that a verb gives: `Jane Roe is the head of the office`, `, who chairs the committee,`, `named Jane Roe chief executive`.

use std::ops::Range;

use super::super::lexicon::Class;
use super::phrase::{Lead, Phrase};
use super::sentence::Sentence;
use crate::record::Label;

const ADVERBS: &[&str] = &[
    "also",
    "now",
    "currently",
    "still",
    "later",
    "once",
    "formerly",
    "previously",
    "has",
    "have",
    "had",
    "will",
    "recently",
];
const GIVEN: &[&str] = &[
    "named",
    "appointed",
    "elected",
    "reelected",
    "chosen",
    "selected",
    "installed",
    "hired",
    "nominated",
    "made",
    "crowned",
    "voted",
];
const GIVING: &[&str] = &[
    "named",
    "names",
    "name",
    "appointed",
    "appoints",
    "appoint",
    "elected",
    "elects",
    "elect",
    "nominated",
    "nominates",
    "chose",
    "hired",
];
const HEADING: &[&str] = &[
    "heads", "leads", "chairs", "runs", "oversees", "directs", "manages", "captains", "coaches", "edits",
    "owns", "teaches", "lectures", "headed", "led", "chaired", "ran", "oversaw", "directed", "managed",
];

/// Finds the roles that a verb gives to the name; `start` is where the name begins with its titles.
pub(super) fn roles(
    sentence: &Sentence<'_>,
    start: usize,
    name: &Range<usize>,
    add: &mut impl FnMut(Phrase),
) {
    if let Some(phrase) = verb(sentence, name.end).or_else(|| object(sentence, start, name.end)) {
        add(phrase);
    }
}

/// The role in a relative clause, or in what is left of one: `who chairs the board`, `appointed minister last week`.
pub(super) fn relative(sentence: &Sentence<'_>, at: usize) -> Option<Phrase> {
    if sentence.one_of(at, &["who"]) {
        verb(sentence, at + 1)
            .or_else(|| heading(sentence, at + 1))
            .or_else(|| second_verb(sentence, at + 1))
    } else {
        given(sentence, at)
    }
}

/// `who owns two yards and is a former mayor`: the role behind the second verb of a relative clause.
fn second_verb(sentence: &Sentence<'_>, at: usize) -> Option<Phrase> {
    const LONGEST: usize = 12;
    let mut inside = (at..at + LONGEST).take_while(|&at| !sentence.is_break(at) && !sentence.is_person(at));
    let and = inside.find(|&at| {
        sentence.one_of(at, &["and"])
            && sentence.one_of(
                at + 1,
                &["is", "was", "became", "served", "serves", "later", "now"],
            )
    })?;
    verb(sentence, and + 1)
}

/// The role in a predicate that begins at `at`.
pub(super) fn verb(sentence: &Sentence<'_>, mut at: usize) -> Option<Phrase> {
    let (mut had, mut has) = (false, false);
    let first = at;
    while at < first + 4 && sentence.one_of(at, ADVERBS) {
        had |= sentence.one_of(at, &["had", "once", "formerly", "previously"]);
        has |= sentence.one_of(at, &["has", "have", "will"]);
        at += 1;
    }
    let (past, next) = if sentence.one_of(at, &["is", "was", "be", "been", "being"]) {
        let past = sentence.one_of(at, &["was"]) || had && !has;
        at += 1;
        at += usize::from(sentence.one_of(at, &["most", "more"]) && sentence.one_of(at + 1, &["recently"]));
        while at < first + 8 && sentence.one_of(at, ADVERBS) {
            at += 1;
        }
        if let Some(phrase) = given(sentence, at) {
            return Some(phrase);
        }
        (past, at)
    } else if sentence.one_of(at, &["became", "becomes", "become", "remains", "remained"]) {
        (false, at + 1)
    } else {
        let (over, next) = if sentence.one_of(at, &["stays", "stayed", "continues", "continued"])
            && sentence.one_of(at + 1, &["on"])
        {
            (false, at + 2)
        } else if sentence.one_of(
            at,
            &[
                "serves",
                "works",
                "acts",
                "continues",
                "arrived",
                "joined",
                "started",
                "began",
                "trained",
                "returned",
            ],
        ) {
            (false, at + 1)
        } else if sentence.one_of(at, &["served", "worked", "acted"]) {
            (!has, at + 1)
        } else if sentence.one_of(
            at,
            &["resigned", "resigns", "retired", "retires", "quit", "quits"],
        ) {
            (true, at + 1)
        } else if sentence.one_of(at, &["stepped", "steps", "stood", "stands", "step", "stand"])
            && sentence.one_of(at + 1, &["down"])
        {
            (true, at + 2)
        } else if sentence.one_of(at, &["took", "takes", "take"]) && sentence.one_of(at + 1, &["over"]) {
            (false, at + 2)
        } else {
            return None;
        };
        let next = next + usize::from(sentence.one_of(next, &["briefly", "previously", "once"]));
        if !sentence.one_of(next, &["as"]) {
            return None;
        }
        (over, next + 1)
    };
    let mut phrase = Phrase::read(sentence, next)?;
    if sentence.is_person(phrase.tokens.end) {
        return None;
    }
    phrase.former |= past;
    Some(phrase)
}

/// The role behind a participle: `appointed as finance minister`, `sworn in as governor`.
fn given(sentence: &Sentence<'_>, at: usize) -> Option<Phrase> {
    let mut at = at + usize::from(sentence.one_of(at, &["re"]) && sentence.joins(at + 1)) * 2;
    if sentence.one_of(at, &["sworn"]) && sentence.one_of(at + 1, &["in"]) && sentence.one_of(at + 2, &["as"])
        || sentence.one_of(at, &["promoted"]) && sentence.one_of(at + 1, &["to"])
    {
        at += 2;
    } else if !sentence.one_of(at, GIVEN) {
        return None;
    }
    phrase_behind(sentence, at + 1)
}

/// The role that an object gets: `named Jane Roe chief executive`, `succeeds John Smith as mayor`, `with Jane Roe as captain`.
fn object(sentence: &Sentence<'_>, start: usize, end: usize) -> Option<Phrase> {
    let verb = start.checked_sub(1)?;
    if sentence.one_of(verb, GIVING) {
        return phrase_behind(sentence, end);
    }
    if !sentence.one_of(end, &["as"]) {
        return None;
    }
    let over = sentence.one_of(
        verb,
        &[
            "succeeds",
            "succeeded",
            "succeed",
            "replaces",
            "replaced",
            "replace",
            "replacing",
            "succeeding",
        ],
    );
    if !over
        && !sentence.one_of(
            verb,
            &["with", "hires", "installed", "confirmed", "appointing", "naming"],
        )
    {
        return None;
    }
    let mut phrase = phrase_behind(sentence, end)?;
    phrase.former |= over;
    Some(phrase)
}

/// The phrase at `at`, perhaps behind *as* or *to be*.
fn phrase_behind(sentence: &Sentence<'_>, mut at: usize) -> Option<Phrase> {
    if sentence.one_of(at, &["as"]) {
        at += 1;
    } else if sentence.one_of(at, &["to"]) && sentence.one_of(at + 1, &["be", "become"]) {
        at += 2;
    }
    Phrase::read(sentence, at).filter(|phrase| !sentence.is_person(phrase.tokens.end))
}

/// What is led for a while, and is no body: *manages the project*.
const UNDERTAKINGS: &[&str] = &[
    "investigation",
    "inquiry",
    "campaign",
    "operation",
    "operations",
    "project",
    "program",
    "programme",
    "practice",
];
/// What is a body only when it is led now: *led the team*.
const BODIES_OF_NOW: &[&str] = &["mission", "force", "team", "section"];

/// `heads the electoral commission`: the verb and what it is about stand for the role.
fn heading(sentence: &Sentence<'_>, at: usize) -> Option<Phrase> {
    let at = at + usize::from(sentence.one_of(at, &["also", "now", "currently"]));
    if !sentence.one_of(at, HEADING) {
        return None;
    }
    let past = !sentence.word(at).ends_with('s');
    let is_group = |at: usize| {
        sentence.is(at, Class::GroupNoun)
            && !sentence.one_of(at, UNDERTAKINGS)
            && !(past && sentence.one_of(at, BODIES_OF_NOW))
            || sentence
                .mention(at)
                .is_some_and(|(label, ..)| label == Label::ORG)
    };
    let first = super::phrase::object(sentence, at + 1)?;
    let mut end = super::phrase::tail(sentence, first, false);
    // heads research at Acme in London
    let place = (first..end).rev().find(|&at| sentence.one_of(at, &["in"]));
    end = place
        .filter(|&at| super::phrase::is_placed(sentence, at))
        .unwrap_or(end);
    // What was led once says what somebody is only when it is a body itself.
    let about = if past { first } else { end };
    (at + 1..about).any(is_group).then_some(Phrase {
        tokens: at..end,
        noun: at,
        lead: Lead::Bare,
        former: past,
    })
}
