//! What stands around a verb of speech besides its speaker: to whom, where, on what occasion, on which day.

use std::ops::Range;

use super::meaning::is_adverb;
use super::page::Page;
use super::phrase;
use crate::record::Label;
use crate::rules::lexicon::Class;

/// One past the one to whom it is said: `told reporters`, `told him`, `warned investors`.
pub(super) fn object_end(page: &Page<'_>, verb: &Range<usize>, at: usize, end: usize) -> usize {
    let takes = page.is_any(
        verb.start,
        &[
            "tell",
            "tells",
            "told",
            "telling",
            "assured",
            "assures",
            "assure",
            "assuring",
            "informed",
            "informs",
            "reminded",
            "reminds",
            "notified",
            "warned",
            "warns",
            "warning",
            "advised",
            "advises",
            "asked",
            "asks",
            "asking",
            "reassured",
            "promised",
            "cautioned",
        ],
    );
    if !takes
        || at >= end
        || page.is_sign(at)
        || page.is(at, Class::ClauseWord)
        || page.is(at, Class::Preposition) && !is_amount(page, at + 1)
    {
        return at;
    }
    if page.is_any(at, &["him", "them", "me", "us", "her", "it", "you"]) {
        return at + 1;
    }
    let named = page.tagged.mention_at(at).map(|m| page.tagged.tokens_of(m).end);
    let told = page.is_any(verb.start, &["tell", "tells", "told", "telling"]);
    // `told the BBC’s Today programme that`
    let that = (at..end.min(at + OBJECT))
        .find(|&i| page.is_word(i, "that") || page.word(i) == "," || page.is_finite(i));
    if let Some(that) = that.filter(|&i| told && i > at && page.is_word(i, "that")) {
        return that;
    }
    let stop = phrase::after_phrase(page, at, end);
    match named {
        // `told AFP provisional results were expected`
        Some(past) if told && stop > past && page.is(stop, Class::FiniteWord) => past,
        Some(past) if stop == past || told => stop.max(past),
        // `told prosecuting counsel Ann Lee that`
        None if page.is_name(stop) && !page.is_sign(stop - 1) && is_led(page, stop, end) => {
            past_name(page, stop)
        }
        _ if told => stop,
        // `warned investors that`, but not `warned prices would rise`
        _ if page.is_word(stop, "that") || page.is_any(stop, &["whether", "if"]) => stop,
        _ => at,
    }
}

/// One past the days, places and occasions that follow a verb: `on Monday`, `in a statement`, `during a visit to Rome`.
pub(super) fn adjuncts_end(page: &Page<'_>, at: usize, end: usize) -> usize {
    const LEADS: [&str; 19] = [
        "over", "across", "inside", "on", "in", "at", "during", "to", "after", "by", "via", "through",
        "from", "for", "before", "late", "early", "near", "outside",
    ];
    let mut i = at;
    while i < end {
        if let Some(mention) = page.tagged.mention_at(i).filter(|_| page.is_time(i)) {
            i = page.tagged.tokens_of(mention).end.max(i + 1);
        } else if page.is(i, Class::Aside)
            && (!page.is_any(i, &["both", "only", "even", "first", "last", "not", "all"])
                || page.is_word(i, "only") && page.is_word(i + 1, "that"))
            || is_adverb(page, i) && !is_amount(page, i + 1)
        {
            i += 1;
        } else if (page.is_any(i, &LEADS) || i > at && page.is_word(i, "of"))
            && !is_infinitive(page, i)
            && !is_amount(page, i + 1)
            && !page.is_any(i + 1, &["least", "most", "much", "many"])
        {
            let next = phrase::after_phrase(page, i + 1, end);
            if next >= end && !page.is_sign(end) && (i + 1..end).any(|at| page.is_finite(at)) {
                return i;
            }
            if next == i + 1 {
                return i;
            }
            i = next;
        } else {
            break;
        }
    }
    i.min(end)
}

/// Tokens of the longest object before *that*.
const OBJECT: usize = 12;

/// One past the name at a token.
fn past_name(page: &Page<'_>, at: usize) -> usize {
    page.tagged
        .mention_at(at)
        .map_or(at, |m| page.tagged.tokens_of(m).end)
}

/// Whether the clause begins right after the name at a token.
fn is_led(page: &Page<'_>, at: usize, end: usize) -> bool {
    let next = past_name(page, at);
    next >= end || page.is_any(next, &["that", "whether", "if", ":", ","]) || page.is_quote_mark(next)
}

/// `told dealers to replace pumps`, `said to be ill`: *to* before a verb, and not before those who are told.
pub(super) fn is_infinitive(page: &Page<'_>, at: usize) -> bool {
    page.is_word(at, "to")
        && page.tagged.mention_at(at + 1).is_none()
        && page.word(at + 1).starts_with(|c: char| c.is_lowercase())
        && !page.is(at + 1, Class::PhraseOpener)
        && !page.is_any(
            at + 1,
            &[
                "reporters",
                "journalists",
                "me",
                "him",
                "them",
                "us",
                "himself",
                "herself",
                "cheers",
                "applause",
                "parliament",
                "lawmakers",
                "staff",
                "investors",
            ],
        )
}

pub(super) fn is_amount(page: &Page<'_>, at: usize) -> bool {
    matches!(
        page.label(at),
        Some(Label::CARDINAL | Label::MONEY | Label::PERCENT | Label::QUANTITY)
    )
}

/// The day of the saying: in what stands around the verb, or before the subject at the head of the sentence.
pub(super) fn day(page: &Page<'_>, run: &Range<usize>, all: Range<usize>, from: usize) -> Option<usize> {
    let day = |at: usize| page.label(at) == Some(Label::DATE);
    let after = (from..all.end).find(|&at| day(at));
    let mut head = run.start..all.start;
    // `On Monday, Smith said`; not a day that belongs to another clause.
    let free = head
        .clone()
        .all(|at| !page.is_finite(at) && !page.is(at, Class::SpeechVerb));
    let before = (all.start..from).find(|&at| day(at) && page.word(at + 1) != "-");
    let head = if free && head.len() <= 6 {
        head.find(|&at| day(at))
    } else {
        None
    };
    after
        .or(before)
        .or(head)
        .and_then(|at| page.tagged.mention_at(at))
}
