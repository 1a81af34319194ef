//! Who is meant by a noun phrase beside a speech verb: a name, a pronoun, or the phrase itself.

use std::ops::Range;

use super::page::Page;
use crate::record::Label;
use crate::rules::lexicon::Class;

/// Somebody to whom words are given, as the text says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// A mention of a name.
    Name(usize),
    /// A pronoun: its token.
    Pronoun(usize),
    /// A noun phrase: its tokens, and one past those of its head (`a spokesman` of `a spokesman for the ministry`).
    Phrase(Range<usize>, usize),
}

/// Longest noun phrase, in tokens.
const LONGEST: usize = 25;

/// What a noun phrase means; `None` when it is none.
pub(super) fn meaning(page: &Page<'_>, tokens: Range<usize>) -> Option<(Who, Range<usize>)> {
    let tokens = trim(page, tokens);
    let last = tokens.end.checked_sub(1).filter(|&last| last >= tokens.start)?;
    if tokens.len() == 1 {
        let word = page.word(last);
        if page.is_pronoun(last) {
            return Some((Who::Pronoun(last), tokens));
        }
        let named = page.tagged.mention_at(last).is_some();
        if !named
            && page.is_any(
                last,
                &[
                    "that", "this", "these", "there", "nothing", "so", "who", "what", "which", "him", "her",
                    "them", "me", "us",
                ],
            )
            || !named
                && (page.is(last, Class::ClauseWord)
                    || page.is(last, Class::Preposition)
                    || page.is(last, Class::Auxiliary))
            || !word.starts_with(char::is_alphanumeric)
        {
            return None;
        }
    }
    let tokens = from_last_verb(page, tokens);
    if tokens.clone().all(|at| {
        page.is_sign(at)
            || page.label(at).is_some_and(|label| !label.is_name()) && !is_aged(page, tokens.start, at + 1)
    }) || page
        .is_name(tokens.start)
        .then_some(false)
        .unwrap_or_else(|| is_gerund(page, tokens.start))
    {
        return None; // `149`; `building in the U.S.`
    }
    let head = head_end(page, tokens.clone());
    if head == tokens.start {
        return None;
    }
    // `Smith and Jones` are two: the phrase stands for both.
    let joined =
        (tokens.start..head).any(|at| page.is_any(at, &["and", "&"]) && page.tagged.mention_at(at).is_none());
    if let Some(mention) = page.tagged.mention_at(head - 1).filter(|_| !joined) {
        let label = page.tagged.mentions[mention].label;
        // `a Welsh Conservative`, `two Republicans`: somebody of a group, who is not named.
        let one_of = label != Label::PERSON
            && page.is_any(
                tokens.start,
                &["a", "an", "one", "two", "three", "some", "several", "many"],
            );
        if label.is_name() && !one_of {
            return Some((Who::Name(mention), tokens));
        }
        let aged = is_aged(page, tokens.start, head);
        if !aged
            && matches!(
                label,
                Label::DATE | Label::TIME | Label::PERCENT | Label::MONEY | Label::QUANTITY
            )
        {
            return None;
        }
    }
    if page.is_any(
        tokens.start,
        &[
            "whose",
            "which",
            "little",
            "much",
            "more",
            "nothing",
            "something",
            "anything",
            "again",
            "well",
        ],
    ) {
        return None;
    }
    if let Some(mention) = named_inside(page, &tokens, head) {
        return Some((Who::Name(mention), tokens));
    }
    if let Some(mention) = named_beside(page, tokens.end) {
        return Some((Who::Name(mention), tokens));
    }
    // A relative clause says more about the speaker, but is no part of who it is.
    let relative = (head..tokens.end)
        .find(|&at| page.is_any(at, &["who", "which", "whose", "that"]))
        .unwrap_or(tokens.end);
    let tokens = tokens.start..relative.min(tokens.start + LONGEST);
    Some((Who::Phrase(tokens.clone(), head.min(tokens.end)), tokens))
}

/// A word in `-ing` that begins no noun phrase.
fn is_gerund(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    word.len() > 5 && word.ends_with("ing") && word.starts_with(|c: char| c.is_lowercase())
}

/// A name that is the head, though the phrase goes on: `assistant minister for education Julian Hill`, `the Yonhap news agency`.
fn named_inside(page: &Page<'_>, tokens: &Range<usize>, head: usize) -> Option<usize> {
    const KINDS: [&str; 16] = [
        "agency",
        "newspaper",
        "daily",
        "magazine",
        "website",
        "broadcaster",
        "channel",
        "network",
        "company",
        "airline",
        "bank",
        "charity",
        "party",
        "club",
        "weekly",
        "newswire",
    ];
    if page.is_any(head - 1, &KINDS) {
        let plain = (tokens.start..head)
            .rev()
            .take_while(|&at| page.tagged.mention_at(at).is_none())
            .count();
        let mention = (head - plain)
            .checked_sub(1)
            .filter(|&at| at >= tokens.start)
            .and_then(|at| page.tagged.mention_at(at));
        let organisation = mention.filter(|&m| page.tagged.mentions[m].label == Label::ORG && plain <= 2);
        if organisation.is_some_and(|m| page.tagged.tokens_of(m).end == head - plain) {
            return organisation;
        }
    }
    // A post without a determiner stands before the name of its bearer.
    if page.is(tokens.start, Class::Determiner) || page.is_name(tokens.start) {
        return None;
    }
    let last = tokens.end - 1;
    let mention = page
        .tagged
        .mention_at(last)
        .filter(|_| page.label(last) == Some(Label::PERSON))?;
    let before = page.tagged.tokens_of(mention).start.checked_sub(1)?;
    let free = !page.is(before, Class::Preposition)
        && !page.is_sign(before)
        && !page.is_any(before, &["and", "'s", "’s", "the", "a"])
        && page.word(before).starts_with(|c: char| c.is_lowercase());
    (before > tokens.start && free && page.tagged.tokens_of(mention).end == tokens.end).then_some(mention)
}

/// The person whom an apposition names: `the conductor, Elias Otieno,`; `the singer, born Ann Lee,`.
fn named_beside(page: &Page<'_>, end: usize) -> Option<usize> {
    if page.word(end) != "," || page.tagged.mention_at(end).is_some() {
        return None;
    }
    let mut at = end + 1;
    while at < end + 4
        && page.tagged.mention_at(at).is_none()
        && !page.is_any(at, &[",", ".", "said", "who"])
        && !page.is_quote_mark(at)
    {
        at += 1;
    }
    let mention = page.tagged.mention_at(at)?;
    let next = page.tagged.tokens_of(mention).end;
    let ends = page.is_sign(next) && !page.is_hyphened(next)
        || page.is_any(next, &["of", "from", "who", "said", "at"])
        || next >= page.tagged.tokens().len();
    (page.label(at) == Some(Label::PERSON) && ends && page.level(at) == page.level(end)).then_some(mention)
}

/// Without what stands before a verb: `Here is what the minister`.
fn from_last_verb(page: &Page<'_>, tokens: Range<usize>) -> Range<usize> {
    let last = (tokens.start..tokens.end.saturating_sub(1)).rev().find(|&at| {
        page.tagged.mention_at(at).is_none()
            && (page.is(at, Class::Auxiliary) || page.is_any(at, &["how", "what", "why", "where", "when"]))
    });
    let relative =
        last.is_some_and(|last| (tokens.start..last).any(|at| page.is_any(at, &["who", "which", "that"])));
    match last {
        Some(last) if !relative => last + 1..tokens.end,
        _ => tokens,
    }
}

/// One past the head of a noun phrase: what follows is a preposition, a relative clause, an apposition.
fn head_end(page: &Page<'_>, tokens: Range<usize>) -> usize {
    (tokens.start..tokens.end)
        .find(|&at| {
            at > tokens.start
                && page.tagged.mention_at(at).is_none()
                && (page.is(at, Class::Preposition) && !page.is_hyphened(at)
                    || page.is_any(at, &["who", "whose", "which", "whom", "that", ","])
                    || page.label(at - 1) == Some(Label::PERSON) && is_gerund(page, at)
                    || page.is_break(at))
        })
        .unwrap_or(tokens.end)
}

/// Without adverbs, days and signs at the ends.
fn trim(page: &Page<'_>, tokens: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (tokens.start, tokens.end);
    while start < end
        && (page.is_sign(start) && page.tagged.mention_at(start).is_none()
            || page.is_any(start, &["and", "but", "or", "so", "yet", "then", "both"])
            || page.is_time(start) && !page.is_hyphened(start + 1))
    {
        start += 1;
    }
    loop {
        while end > start
            && (page.is_time(end - 1) && !is_aged(page, start, end)
                || page.is(end - 1, Class::Aside)
                || is_adverb(page, end - 1)
                || page.is_sign(end - 1) && page.tagged.mention_at(end - 1).is_none())
        {
            end -= 1;
        }
        if end > start + 1
            && page.is_word(end - 1, "times")
            && page.is_any(end - 2, &["several", "many", "two", "three", "few"])
        {
            end -= 2;
            continue;
        }
        // `Smith on Monday`: the preposition before the day goes too.
        if end < tokens.end
            && end > start
            && page.is_any(end - 1, &["on", "in", "at", "since", "earlier", "late", "early"])
        {
            end -= 1;
        } else {
            return start..end;
        }
    }
}

/// `the 45-year-old`: a person, no day.
fn is_aged(page: &Page<'_>, start: usize, end: usize) -> bool {
    let mention = page
        .tagged
        .mention_at(end - 1)
        .map(|m| page.tagged.tokens_of(m).start);
    page.is_hyphened(end - 1)
        && mention.is_some_and(|first| first > start && page.is(first - 1, Class::Determiner))
}

/// `quickly`; not `July` or `family`.
pub(super) fn is_adverb(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    word.len() > 4
        && word.ends_with("ly")
        && word.starts_with(|c: char| c.is_lowercase())
        && !matches!(
            word,
            "family" | "ally" | "assembly" | "bully" | "supply" | "reply" | "early" | "elderly" | "monopoly"
        )
        && page.tagged.mention_at(at).is_none()
}

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
        let verb = (chunk.start..stop)
            .find(|&i| page.is_finite(i) || page.is(i, Class::SpeechVerb) && i > chunk.start)
            .unwrap_or(stop);
        if let Some(found) = meaning(page, chunk.start..verb) {
            return Some(found);
        }
        at = stop + 1;
    }
    None
}

/// Whether a chunk begins with what is no subject: a preposition, a conjunction, a participle, a day.
pub(super) fn is_opening(page: &Page<'_>, chunk: Range<usize>) -> bool {
    let mut at = chunk.start;
    while at < chunk.end && page.is_any(at, &["and", "but", "or", "so", "yet"]) {
        at += 1;
    }
    let word = page.word(at);
    page.tagged.mention_at(at).is_none()
        && (page.is(at, Class::Preposition)
            || page.is(at, Class::ClauseWord)
            || page.is_any(
                at,
                &[
                    "asked",
                    "speaking",
                    "however",
                    "meanwhile",
                    "separately",
                    "earlier",
                    "later",
                ],
            )
            || word.len() > 5 && word.ends_with("ing"))
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
            let only = i > at && (at..i).all(|before| page.is(before, Class::Determiner));
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
            || page.is(i, Class::Determiner)
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

fn is_possessive(page: &Page<'_>, at: usize) -> bool {
    matches!(page.word(at), "'s" | "’s" | "'" | "’" | "'S" | "’S")
}

/// Whether a plain noun or adjective stands there.
fn is_lower_noun(page: &Page<'_>, at: usize, end: usize) -> bool {
    at < end
        && page.word(at).starts_with(|c: char| c.is_lowercase())
        && page.tagged.mention_at(at).is_none()
        && !page.is_pronoun(at)
        && !page.is(at, Class::Determiner)
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
                || page.is(at, Class::Auxiliary))
            || page.is_time(at) && at > from && !page.is_hyphened(at)
    };
    let stop = (from..end).find(|&at| border(at)).unwrap_or(end);
    meaning(page, from..stop)
}

/// The antecedent of `who`: the noun phrase that ends right before `end`; a name at its end where a clause stands before.
pub(super) fn antecedent(page: &Page<'_>, from: usize, end: usize) -> Option<(Who, Range<usize>)> {
    let found = before(page, from, end)?;
    let verb = (from..end)
        .rev()
        .take_while(|&at| page.word(at) != ",")
        .find(|&at| page.is_finite(at) || page.is(at, Class::SpeechVerb));
    let Some(verb) = verb else { return Some(found) };
    let last = page.tagged.mention_at(end - 1);
    match last.filter(|&m| page.tagged.mentions[m].label.is_name()) {
        Some(mention) => Some((Who::Name(mention), page.tagged.tokens_of(mention))),
        None => meaning(page, verb + 1..end).or(Some(found)),
    }
}

/// `in a statement`, `on Monday`, `to reporters`, `by phone`: where and how it was said, not who.
fn starts_adjunct(page: &Page<'_>, at: usize) -> bool {
    let next = at + 1;
    page.is_time(next)
        || page.is_any(
            next,
            &[
                "a",
                "an",
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
