//! Where the noun phrase beside a speech verb begins and ends: before it, after it, at the head of its clause.

use std::ops::Range;

use super::bare::headline_verb;
use super::meaning::{Who, is_adverb, is_gerund, meaning, trim};
use super::page::Page;
use crate::record::Label;
use crate::rules::lexicon::Class;
use crate::text::TokenKind;

/// The noun phrase that ends right before `end`, none of it before `from`.
pub(super) fn before(page: &Page<'_>, from: usize, end: usize) -> Option<(Who, Range<usize>)> {
    let end = trim(page, from..end).end;
    let last = end.checked_sub(1).filter(|&last| last >= from)?;
    if page.is_any(last, &[","]) {
        return None;
    }
    if page.is_pronoun(last) {
        return Some((Who::Pronoun(last), last..end));
    }
    // Back to a border: a comma, a conjunction, another verb of speech.
    let border = |at: usize| {
        page.tagged.mention_at(at).is_none()
            && (page.is_break(at)
                || page.word(at) == ","
                || page.is_any(
                    at,
                    &[
                        "that", "because", "if", "when", "while", "although", "though", "but", "whether",
                        "before", "after", "so", "then", "until", "since", "as",
                    ],
                ) && page.is(at, Class::ClauseWord)
                || page.is(at, Class::SpeechVerb)
                    && !page.is(at, Class::NounVerb)
                    && !in_relative(page, from, at))
    };
    let start = (from..end).rev().find(|&at| border(at)).map_or(from, |at| at + 1);
    // `it rained and a boy asked`: a pronoun with its verb stands before the conjunction.
    let clause = (start + 2..end).find(|&at| {
        page.is_word(at, "and")
            && page.is(at + 1, Class::PhraseOpener)
            && (start..at).any(|i| page.is_pronoun(i) && page.is_finite(i + 1))
    });
    let start = clause.map_or(start, |at| at + 1);
    let chunk = skip_opening(page, listed(page, from, start, end)..end);
    meaning(page, chunk)
}

/// Whether a verb belongs to a relative clause: `a diplomat who asked not to be named`.
fn in_relative(page: &Page<'_>, from: usize, at: usize) -> bool {
    (from.max(at.saturating_sub(4))..at).any(|before| page.is_any(before, &["who", "which"]))
}

/// Where a list of names begins that goes on with `and`: `Mali, Burkina Faso and Niger`.
fn listed(page: &Page<'_>, from: usize, start: usize, end: usize) -> usize {
    let mut start = start;
    if !(start..end).any(|at| page.is_word(at, "and") && page.tagged.mention_at(at).is_none()) {
        return start;
    }
    // `…, and Smith said`: of two names alone the comma parts clauses.
    let two = |at: usize| {
        let mention = page.tagged.mention_at(at - 2);
        let first = mention.map(|m| page.tagged.tokens_of(m).start);
        !first.is_some_and(|first| first >= from + 2 && page.word(first - 1) == ",")
    };
    if page.is_word(start, "and") && start >= from + 2 && two(start) {
        return start;
    }
    while start >= from + 2 && page.word(start - 1) == "," && page.is_name(start - 2) {
        let Some(mention) = page.tagged.mention_at(start - 2) else {
            break;
        };
        start = page.tagged.tokens_of(mention).start.max(from);
    }
    start
}

/// The subject of the clause that begins at `from`: the first noun phrase of it, before its verb and before `end`.
pub(super) fn subject_of_clause(page: &Page<'_>, from: usize, end: usize) -> Option<(Who, Range<usize>)> {
    let mut at = from;
    while at < end {
        let stop = (at..end)
            .find(|&i| page.word(i) == "," && page.tagged.mention_at(i).is_none() || page.is_break(i))
            .unwrap_or(end);
        let chunk = skip_opening(page, at..stop);
        if is_opening(page, at..stop) && chunk.start == at {
            at = stop + 1; // `After the talks,`
            continue;
        }
        if page.is_pronoun(chunk.start) && page.tagged.mention_at(chunk.start).is_none() && chunk.start < stop
        {
            return Some((Who::Pronoun(chunk.start), chunk.start..chunk.start + 1)); // `She rang and`
        }
        let verb = (chunk.start..stop)
            .find(|&i| page.is_finite(i) || i > chunk.start && is_past(page, i))
            .or_else(|| headline_verb(page, chunk.start..stop))
            .unwrap_or(stop);
        if let Some(found) = meaning(page, chunk.start..verb) {
            return Some(found);
        }
        at = stop + 1;
    }
    None
}

/// A verb that no ending shows: `said`, `rang`, `read it`.
fn is_past(page: &Page<'_>, at: usize) -> bool {
    let object = || {
        page.is(at + 1, Class::PhraseOpener)
            || page.is_any(
                at + 1,
                &[
                    "it", "him", "them", "me", "us", "on", "up", "down", "out", "back", "to",
                ],
            )
    };
    page.is(at, Class::SpeechVerb)
        || page.tagged.mention_at(at).is_none()
            && !page.is(at - 1, Class::PhraseOpener)
            && (page.is(at, Class::PastVerb) || page.is(at, Class::MarkVerb))
            && object()
}

/// Whether a chunk begins with what is no subject: a preposition, a conjunction, a participle, a day.
pub(super) fn is_opening(page: &Page<'_>, chunk: Range<usize>) -> bool {
    let mut at = chunk.start;
    while at < chunk.end && page.is_any(at, &["and", "but", "or", "so", "yet"]) {
        at += 1;
    }
    page.tagged.mention_at(at).is_none()
        && (page.is(at, Class::Preposition)
            || page.is(at, Class::ClauseWord)
            || page.is_any(
                at,
                &[
                    "according",
                    "asked",
                    "however",
                    "meanwhile",
                    "separately",
                    "earlier",
                    "later",
                ],
            )
            || is_gerund(page, at))
        || page.is_time(at) && (at..chunk.end).all(|i| page.is_time(i))
}

/// Without a conjunction, a day or a prepositional phrase at the head: `On Monday the ministry`, `In London police`.
fn skip_opening(page: &Page<'_>, chunk: Range<usize>) -> Range<usize> {
    let mut start = chunk.start;
    while start < chunk.end
        && page.tagged.mention_at(start).is_none()
        && (page.is_any(
            start,
            &[
                "and", "but", "or", "so", "yet", "then", "still", "also", "now", "however",
            ],
        ) || is_adverb(page, start))
    {
        start += 1;
    }
    while start < chunk.end && page.is_time(start) && !page.is_hyphened(start + 1) {
        start += 1;
    }
    if page.tagged.mention_at(start).is_some() || !page.is(start, Class::Preposition) {
        return start..chunk.end;
    }
    // A preposition with its noun phrase, one after another.
    let mut at = start;
    while at < chunk.end && page.tagged.mention_at(at).is_none() && page.is(at, Class::Preposition) {
        let next = after_phrase(page, at + 1, chunk.end);
        if next >= chunk.end {
            return start..chunk.end;
        }
        at = next;
    }
    at..chunk.end
}

/// One past the noun phrase that begins at `at`: where the next noun phrase, preposition, verb or sign begins.
pub(super) fn after_phrase(page: &Page<'_>, at: usize, end: usize) -> usize {
    let mut i = at;
    if let Some(mention) = page.tagged.mention_at(i) {
        i = page.tagged.tokens_of(mention).end;
        if !is_possessive(page, i) && !page.is_hyphened(i) && !is_lower_noun(page, i, end) {
            return i.min(end);
        }
    }
    let mut first = true;
    while i < end {
        if let Some(mention) = page.tagged.mention_at(i) {
            // A name after a noun begins a phrase of its own, unless it is a modifier that a noun follows.
            let past = page.tagged.tokens_of(mention).end;
            let only = i > at && (at..i).all(|before| page.is(before, Class::PhraseOpener));
            if only
                && !is_lower_noun(page, past, end)
                && !is_possessive(page, past)
                && !page.is_hyphened(past)
            {
                return past.min(end);
            }
            if first || only || is_lower_noun(page, past, end) && !page.is_time(i) {
                i = past.max(i + 1);
                first = false;
                continue;
            }
            return i;
        }
        let ends = page.is_pronoun(i) && !first
            || page.is(i, Class::PhraseOpener)
                && !first
                && !page.is_any(i, &["one", "two", "three", "all", "most"])
            || page.is(i, Class::Preposition)
            || page.is(i, Class::ClauseWord)
            || page.is_finite(i) && !first
            || page.is_sign(i) && !matches!(page.word(i), "-" | "'" | "’" | "$" | "%" | "/");
        if ends {
            return i;
        }
        first = false;
        i += 1;
    }
    end
}

pub(super) fn is_possessive(page: &Page<'_>, at: usize) -> bool {
    matches!(page.word(at), "'s" | "’s" | "'" | "’" | "'S" | "’S")
}

/// Whether a plain noun or adjective stands there.
fn is_lower_noun(page: &Page<'_>, at: usize, end: usize) -> bool {
    at < end
        && page.word(at).starts_with(|c: char| c.is_lowercase())
        && page.tagged.mention_at(at).is_none()
        && !page.is_pronoun(at)
        && !page.is(at, Class::PhraseOpener)
        && !page.is(at, Class::Preposition)
        && !page.is(at, Class::ClauseWord)
        && !page.is_finite(at)
        && !page.is(at, Class::SpeechVerb)
        && !is_adverb(page, at)
}

/// The noun phrase that begins at `from`, as the speaker after a verb or after `according to`; nothing at or after `end`.
pub(super) fn after(page: &Page<'_>, from: usize, end: usize, accords: bool) -> Option<(Who, Range<usize>)> {
    let border = |at: usize| {
        page.tagged.mention_at(at).is_none()
            && (page.word(at) == ","
                || page.is_break(at)
                || page.is_any(
                    at,
                    &[
                        "who", "which", "that", "when", "while", "whose", "as", "after", "before", "during",
                        "because", "but", "adding", "if", "although", "though", "where", "via", "until",
                        "since", "citing",
                    ],
                )
                || !accords
                    && page.is_any(at, &["in", "on", "at", "by", "to"])
                    && at > from
                    && starts_adjunct(page, at)
                    && !(page.is_word(at, "to") && wants_to(page, at - 1))
                || page.is(at, Class::FiniteWord))
            || page.is_time(at) && at > from && !page.is_hyphened(at)
            || at > from && is_new_sentence(page, at)
    };
    let stop = (from..end).find(|&at| border(at)).unwrap_or(end);
    meaning(page, from..stop)
}

/// `… of Acme Inc. Globex shares rose`: a name after an abbreviation that a sentence may end at.
fn is_new_sentence(page: &Page<'_>, at: usize) -> bool {
    let tail = page.tagged.tokens()[at - 1].kind == TokenKind::Tail;
    tail && page.is_name(at) && page.tagged.mention_at(at) != page.tagged.mention_at(at - 1)
}

/// The antecedent of `who`: the noun phrase that ends right before `end`; a name at its end where a clause stands before.
pub(super) fn antecedent(page: &Page<'_>, from: usize, end: usize) -> Option<(Who, Range<usize>)> {
    let found = before(page, from, end)?;
    // `said Ann Lee, a retired nurse who advised`
    if let (Who::Phrase(..), Some(comma)) = (&found.0, found.1.start.checked_sub(1).filter(|&at| at > from))
        && page.word(comma) == ","
        && page.label(comma - 1) == Some(Label::PERSON)
        && let Some(mention) = page.tagged.mention_at(comma - 1)
    {
        return Some((Who::Name(mention), page.tagged.tokens_of(mention)));
    }
    // `… takes over from Ann Lee, who announced`
    let last = end.checked_sub(1).filter(|&at| at >= from);
    let person = last
        .filter(|&at| page.label(at) == Some(Label::PERSON) && matches!(found.0, Who::Phrase(..)))
        .and_then(|at| page.tagged.mention_at(at));
    if let Some(mention) = person {
        return Some((Who::Name(mention), page.tagged.tokens_of(mention)));
    }
    let verb = (from..end)
        .rev()
        .take_while(|&at| page.word(at) != ",")
        .find(|&at| page.is_finite(at) || page.is(at, Class::SpeechVerb));
    let Some(verb) = verb else { return Some(found) };
    let last = page.tagged.mention_at(end - 1);
    match last.filter(|&m| page.tagged.mentions[m].label.is_name()) {
        Some(mention) => Some((Who::Name(mention), page.tagged.tokens_of(mention))),
        None => {
            let opener = (verb + 1..end).rev().find(|&at| page.is(at, Class::PhraseOpener));
            meaning(page, opener.unwrap_or(verb + 1)..end).or(Some(found))
        }
    }
}

/// Words whose own *to* says more of who somebody is: `a lawmaker close to Abe`, `an aide to the mayor`.
fn wants_to(page: &Page<'_>, at: usize) -> bool {
    page.is_any(
        at,
        &[
            "close",
            "loyal",
            "sympathetic",
            "opposed",
            "linked",
            "related",
            "adviser",
            "advisor",
            "aide",
            "ambassador",
            "envoy",
            "assistant",
            "secretary",
            "witness",
            "counsel",
            "consultant",
            "heir",
            "party",
            "next",
            "attache",
            "attaché",
            "delegate",
            "liaison",
            "successor",
            "neighbour",
            "neighbor",
        ],
    )
}

/// Whether an occasion or a way of saying it stands there, and not what somebody belongs to: `at a news conference`, but
/// `an executive at a rival`.
fn is_occasion(page: &Page<'_>, from: usize) -> bool {
    const ENDS: [&str; 9] = [",", ".", "who", "that", "which", "of", "in", "at", "for"];
    const BODIES: [&str; 34] = [
        "agency",
        "bank",
        "brokerage",
        "business",
        "centre",
        "center",
        "charity",
        "chain",
        "clinic",
        "club",
        "college",
        "company",
        "competitor",
        "consultancy",
        "department",
        "dealer",
        "exporter",
        "factory",
        "farm",
        "firm",
        "fund",
        "group",
        "hospital",
        "lender",
        "mill",
        "mine",
        "ministry",
        "plant",
        "rival",
        "school",
        "shop",
        "store",
        "supplier",
        "university",
    ];
    !(from..from + 5)
        .take_while(|&at| !page.is_any(at, &ENDS))
        .any(|at| page.is_any(at, &BODIES))
}

/// `in a statement`, `on Monday`, `to reporters`, `by phone`: where and how it was said, not who.
fn starts_adjunct(page: &Page<'_>, at: usize) -> bool {
    let next = at + 1;
    page.is_time(next)
        || page.is_any(next, &["a", "an"]) && is_occasion(page, next + 1)
        || page.is_any(
            next,
            &[
                "reporters",
                "journalists",
                "phone",
                "telephone",
                "email",
                "his",
                "her",
                "their",
                "its",
                "court",
                "twitter",
                "facebook",
                "parliament",
            ],
        )
        || page.is_any(at, &["by", "to"])
        || page.is_word(at, "on") && !page.is_word(next, "the")
}
