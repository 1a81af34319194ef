//! Whether a clause stands there though no `that` begins it and no tagger marks its verb.

use std::ops::Range;

use super::cues::Cue;
use super::page::Page;
use crate::rules::lexicon::Class;

/// Whether a clause without `that` begins at `start`.
pub(super) fn bare(page: &Page<'_>, cue: &Cue, start: usize, sentence: &Range<usize>) -> Option<()> {
    let verb = cue.tokens.start;
    if !page.is(verb, Class::BareVerb)
        || start >= sentence.end
        || page.is_sign(start) && !matches!(page.word(start), "$" | "£" | "€" | "'" | "‘" | "“" | "\"")
    {
        return None;
    }
    let opens_wrong = page.tagged.mention_at(start).is_none()
        && (page.is(start, Class::Preposition)
            && !page.is_any(
                start,
                &[
                    "about", "over", "up", "around", "as", "despite", "under", "in", "after", "without",
                    "with", "by", "at", "from", "since", "for", "of", "to", "than",
                ],
            )
            || page.is(start, Class::ClauseWord)
                && !page.is_any(
                    start,
                    &[
                        "if", "what", "when", "while", "unless", "because", "although", "since", "after",
                        "before", "as", "until", "once",
                    ],
                )
            || page.is_any(
                start,
                &[
                    "to",
                    "so",
                    "nothing",
                    "that",
                    "something",
                    "yes",
                    "goodbye",
                    "hello",
                ],
            ));
    let whole =
        page.is_quote_mark(start) && page.opened_at(start).is_none_or(|s| s.after + 2 >= sentence.end);
    if opens_wrong || whole {
        return None;
    }
    // The clause's verb comes before a relative word, a comma or the end.
    let stop = sentence.end.min(start + 40);
    let headline = is_headline(page, verb);
    // Verbs that as often take a noun need a verb that is no participle, before any comma.
    let core = page.is_any(
        verb,
        &[
            "say", "says", "said", "saying", "add", "adds", "added", "adding", "claim", "claims", "claimed",
            "claiming", "tell", "tells", "told", "telling", "insists", "insisted", "argues", "argued",
            "admitted", "warned", "warns", "reckons", "tweeted", "assured", "reminded",
        ],
    );
    let mut commas = if core { 0 } else { 2 };
    for at in start + 1..stop {
        let sure = core || !page.word(at).ends_with("ed") || page.is_pronoun(at - 1) || page.is_name(at - 1);
        let plain = core || !headline;
        if page.is_finite(at) && sure && (plain || page.is(at, Class::FiniteWord)) {
            return Some(());
        }
        let present = page.tagged.mention_at(at).is_none() && at + 1 < stop && is_present(page, at, headline);
        if present
            && plain
            && (page.is_pronoun(at - 1) || page.is_name(at - 1) || headline || ends_noun(page, start, at))
        {
            return Some(());
        }
        if page.is_any(at, &["that", "which", "who", "whose", ";", ":"]) {
            return None;
        }
        if page.word(at) == "," && page.tagged.mention_at(at).is_none() {
            commas += 1;
            if commas > 2 {
                return None;
            }
        }
    }
    None
}

/// A verb in the present: after a pronoun or a name any lower-case word in `-s`, or the plain form after a plural.
fn is_present(page: &Page<'_>, at: usize, headline: bool) -> bool {
    let word = page.word(at);
    let lower = word.starts_with(|c: char| c.is_lowercase());
    if page.is_pronoun(at - 1) && lower {
        return !page.is(at, Class::Preposition) && !page.is_sign(at);
    }
    word.len() > 3 && (lower || headline) && word.ends_with('s') && !word.ends_with("ss")
}

/// A singular noun phrase stands before: `the plan needs`.
fn ends_noun(page: &Page<'_>, start: usize, at: usize) -> bool {
    at > start + 1
        && page.is_any(
            start,
            &[
                "the", "a", "an", "this", "its", "his", "her", "their", "each", "every", "that",
            ],
        )
        && at == start + 2
}

pub(super) fn is_headline(page: &Page<'_>, at: usize) -> bool {
    let headline = page.tagged.article.header.headline.as_ref().and_then(|h| h.span);
    headline.is_some_and(|span| span.contains(page.tagged.tokens()[at].span))
}

pub(super) fn has_present(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    tokens
        .clone()
        .skip(1)
        .any(|at| page.tagged.mention_at(at).is_none() && is_present(page, at, false))
}
