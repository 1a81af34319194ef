//! Words with the form of a cue that are none: `the claim`, `a proposed law`, `said to be ill`.

use std::ops::Range;

use super::circumstances::is_infinitive;
use super::meaning::Who;
use super::page::Page;
use crate::record::Label;
use crate::rules::lexicon::Class;

/// `the claim`, `its report`, `a proposed law`: no verb.
pub(super) fn is_noun_context(page: &Page<'_>, at: usize) -> bool {
    // `he's said`
    if at > 1 && matches!(page.word(at - 1), "'s" | "’s") && page.is_pronoun(at - 2) {
        return false;
    }
    // `may have owed estimated payments`
    let modifier = page.is_any(
        at,
        &[
            "estimated",
            "reported",
            "alleged",
            "projected",
            "announced",
            "promised",
            "proposed",
            "claimed",
        ],
    );
    modifier && page.word(at - 1).ends_with("ed") && page.tagged.mention_at(at - 1).is_none()
        || page.is_any(
            at - 1,
            &[
                "the", "a", "an", "my", "your", "his", "her", "its", "our", "their", "no", "every", "any",
                "of", "'s", "’s", "for", "in", "this",
            ],
        ) && page
            .tagged
            .mention_at(at - 1)
            .is_none_or(|m| page.tagged.mentions[m].label == Label::CARDINAL)
        || page.is(at, Class::NounVerb) && is_rejected(page, at)
        || page.is(at, Class::NounVerb)
            && (page.is(at - 1, Class::SpeechVerb) || page.is(at - 1, Class::MarkVerb))
            && page.tagged.mention_at(at - 1).is_none()
}

/// `dismissed as “rumour” reports that`: what somebody would not have, behind what it is called.
fn is_rejected(page: &Page<'_>, at: usize) -> bool {
    const REJECTS: [&str; 9] = [
        "dismissed",
        "dismisses",
        "described",
        "denounced",
        "rejected",
        "slammed",
        "branded",
        "condemned",
        "derided",
    ];
    page.is_quote_mark(at - 1)
        && (at.saturating_sub(8)..at).any(|i| page.is_word(i, "as") && i > 0 && page.is_any(i - 1, &REJECTS))
}

/// `said to be ill`, `added up`: not what somebody says.
pub(super) fn is_other_sense(page: &Page<'_>, at: usize) -> bool {
    let next = at + 1;
    // `charged Smith with theft`; `charged that the plan was late`
    let charges = page.is_any(at, &["charge", "charges", "charged", "charging"]);
    charges && !page.is_word(next, "that")
        || is_infinitive(page, next)
            && page.is_any(
                at,
                &[
                    "said",
                    "reported",
                    "alleged",
                    "estimated",
                    "projected",
                    "forecast",
                    "predicted",
                ],
            )
        || page.is_any(at, &["asked", "asking", "asks", "requested", "requesting"])
            && (page.is_word(next, "not") && page.is_word(next + 1, "to")
                || page.is_word(next, "to") && page.is_any(next + 1, &["remain", "stay"]))
        || is_one_of_deeds(page, at)
        || page.is_any(next, &["up"]) && page.is_any(at, &["added", "add", "adds", "adding"])
}

/// `wrote, produced and performed “Elm Street”`: one of the things that somebody did.
fn is_one_of_deeds(page: &Page<'_>, at: usize) -> bool {
    let deed = |at: usize| {
        page.word(at).ends_with("ed") || page.is(at, Class::PastVerb) || page.is(at, Class::StrongPast)
    };
    page.is_any(at, &["wrote", "sang", "recorded", "read", "taught", "preached"])
        && page.word(at + 1) == ","
        && deed(at + 2)
        && (page.is_word(at + 3, "and") && deed(at + 4)
            || page.word(at + 3) == "," && (page.is_word(at + 5, "and") || page.is_word(at + 6, "and")))
}

/// Whether a form that is as often a noun is one: `American demand`, `the press reports`.
pub(super) fn is_noun(
    page: &Page<'_>,
    tokens: &Range<usize>,
    who: &Who,
    words: &Range<usize>,
    run: &Range<usize>,
) -> bool {
    if !page.is(tokens.start, Class::NounVerb) {
        return false;
    }
    let shown = shows_verb(page, tokens.end);
    match who {
        Who::Pronoun(_) | Who::Label(_) => false,
        // `American demand`; `under RBI rules`
        Who::Name(_) => {
            let within = words.start > run.start && page.is(words.start - 1, Class::Preposition);
            (within || !page.word(tokens.start).ends_with(['s', 'd', 'g'])) && !shown
        }
        Who::Phrase(..) => {
            // `“…,” a statement from the union read.`
            let beside = words.start == run.start && words.start > 0 && page.is_quote_mark(words.start - 1);
            let clause = !page.is_word(tokens.end, "that") || page.is(words.start, Class::PhraseOpener);
            !(beside || shown && clause)
        }
    }
}

/// `for not informing`, `the device, revealed at the fair`: no verb with a subject.
pub(super) fn is_attribute(
    page: &Page<'_>,
    tokens: &Range<usize>,
    from: usize,
    run: &Range<usize>,
    gerund: bool,
) -> bool {
    let Some(before) = from.checked_sub(1).filter(|&before| before >= run.start) else {
        return false;
    };
    // `got a call asking what brass was bringing`
    const CALLS: [&str; 10] = [
        "call", "calls", "letter", "letters", "email", "emails", "message", "messages", "text", "texts",
    ];
    if gerund && page.is_word(tokens.start, "asking") && page.is_any(before, &CALLS) {
        return true;
    }
    if gerund {
        return page.is(before, Class::Preposition)
            && !page.is_any(before, &["by", "while", "after", "before"]);
    }
    page.word(tokens.start).ends_with("ed")
        && tokens.len() == 1
        && page.word(before) == ","
        && from == tokens.start
        && (run.start..from).filter(|&i| page.word(i) == ",").count() == 1
        && page.is(tokens.end, Class::Preposition)
}

/// Whether what follows a word shows that it is a verb of speech: marks, a colon, `that`.
pub(super) fn shows_verb(page: &Page<'_>, at: usize) -> bool {
    page.is_quote_mark(at)
        || page.is_any(at, &["that", ":", "whether", "if"])
        || page.word(at) == "," && page.is_quote_mark(at + 1)
}
