//! Cues: where a verb of speech or `according to` stands, who is its subject, and when it was said.

use std::ops::Range;

use super::circumstances::{adjuncts_end, day, object_end};
use super::meaning::{Who, is_adverb};
use super::page::Page;
use super::phrase;
use super::subjects::{inverted, set_off};
use crate::record::Label;
use crate::rules::lexicon::Class;

/// One cue with its speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cue {
    /// The words of the cue.
    pub(super) tokens: Range<usize>,
    /// What it is, and on which side the speaker stands.
    pub(super) shape: Shape,
    /// Who speaks.
    pub(super) who: Option<Who>,
    /// The whole of what gives the words to the speaker: subject, verb, object and circumstances. A clause begins at its end.
    pub(super) all: Range<usize>,
    /// The mention of the day on which it was said.
    pub(super) when: Option<usize>,
    /// `had said`, `once said`: not on the article's day.
    pub(super) past: bool,
    /// The tokens of the sentence and the stretch that it stands in, up to the next marks.
    pub(super) run: Range<usize>,
}

/// The form of a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `Smith said`.
    Plain,
    /// `said Smith`.
    Inverted,
    /// `…, adding that`: the subject is that of the clause before.
    Follows,
    /// `was called “…” by Smith`.
    Passive,
    /// `according to Smith`.
    According,
}

/// Finds the cues of an article in text order.
pub(super) fn find(page: &Page<'_>, cues: &mut Vec<Cue>) {
    cues.clear();
    let mut at = 0;
    while at < page.tagged.tokens().len() {
        let found = if page.is(at, Class::SpeechVerb) || page.is(at, Class::MarkVerb) {
            verb(page, at, cues.last())
        } else if page.is_word(at, "according") && page.is_word(at + 1, "to") {
            according(page, at..at + 2)
        } else if page.is_word(at, "words")
            && page.is_word(at + 1, "of")
            && at > 1
            && page.is_word(at - 2, "in")
        {
            according(page, at - 2..at + 2) // `in the words of`
        } else {
            None
        };
        at = found.as_ref().map_or(at + 1, |cue| cue.tokens.end);
        cues.extend(found);
    }
}

fn according(page: &Page<'_>, tokens: Range<usize>) -> Option<Cue> {
    let run = page.run(tokens.start);
    let (who, phrase) = phrase::after(page, tokens.end, run.end, true)?;
    let all = tokens.start..adjuncts_end(page, phrase.end, run.end);
    let when = (phrase.end..all.end).find(|&i| page.label(i) == Some(Label::DATE));
    Some(Cue {
        tokens,
        shape: Shape::According,
        who: Some(who),
        all,
        when: when.and_then(|i| page.tagged.mention_at(i)),
        past: false,
        run,
    })
}

fn verb(page: &Page<'_>, at: usize, earlier: Option<&Cue>) -> Option<Cue> {
    if page.is_name(at) || page.is_hyphened(at) || at > 0 && is_noun_context(page, at) {
        return None;
    }
    let run = page.run(at);
    let tokens = group(page, at, &run);
    let quoted = tokens.len() > 1;
    // The auxiliaries and adverbs before the verb.
    let mut from = tokens.start;
    let mut past = false;
    let (mut infinitive, mut goes_on, mut modal) = (false, false, false);
    let mut passive = false;
    while from > run.start && page.tagged.mention_at(from - 1).is_none() {
        let before = from - 1;
        let short =
            matches!(page.word(before), "'s" | "’s") && before > run.start && page.is_pronoun(before - 1);
        if short
            || page.is(before, Class::FiniteWord)
            || page.is(before, Class::Aside)
            || is_adverb(page, before)
        {
            passive |= page.is_any(
                before,
                &[
                    "is", "was", "are", "were", "been", "being", "be", "'m", "’m", "'re", "’re", "get", "got",
                ],
            );
            modal |= page.is_any(
                before,
                &[
                    "could", "can", "may", "might", "would", "should", "must", "will", "wo", "cannot", "'ll",
                    "’ll",
                ],
            );
            past |= page.is_any(
                before,
                &[
                    "had",
                    "once",
                    "has",
                    "have",
                    "previously",
                    "earlier",
                    "originally",
                    "'d",
                    "’d",
                ],
            );
        } else if page.is_word(before, "to") {
            infinitive = true;
        } else if infinitive
            && page.is_any(
                before,
                &[
                    "on",
                    "went",
                    "goes",
                    "going",
                    "continued",
                    "declined",
                    "refused",
                    "wanted",
                ],
            )
        {
            goes_on = true;
        } else {
            break;
        }
        from = before;
    }
    let gerund = page.word(at).ends_with("ing") && !quoted && from == tokens.start;
    let wordless = page.all_signs(run.start..from);
    if infinitive && !goes_on || modal && !shows_verb(page, tokens.end) || is_other_sense(page, at) {
        return None; // `plans to announce`, `could add`
    }
    // `the article written by Smith`
    let past_form = page.is_any(at, &["written", "sworn", "sung", "foretold"]);
    let reduced = past_form && !(from..at).any(|i| page.is_any(i, &["has", "have", "had", "having"]));
    if (passive || reduced) && !quoted && !page.word(at).ends_with("ing") {
        return passively(page, at, from, run);
    }
    let level = page.level(at);
    let earlier = earlier.filter(|cue| {
        page.level(cue.tokens.start) == level
            && cue.run.start >= page.tagged.sentence_around(at).start
            && cue.who.is_some()
    });
    let comma = from > run.start && page.word(from - 1) == ",";
    let conjoined = from > run.start && page.is_any(from - 1, &["and", "but", "or", "then"]);
    let participle = page.word(at).ends_with("ed")
        && comma
        && from == tokens.start
        && (run.start..from).filter(|&i| page.word(i) == ",").count() == 1
        && page.is(tokens.end, Class::Preposition);
    if gerund
        && from > run.start
        && page.is(from - 1, Class::Preposition)
        && !page.is_any(from - 1, &["by", "while", "after", "before"])
        || participle && !quoted
    {
        return None; // `for not informing`; `the device, revealed at`
    }
    let (mut shape, mut found) = (Shape::Plain, None);
    if comma && !gerund && !wordless {
        found = set_off(page, run.start, from - 1);
    }
    if found.is_none() && (wordless || comma) && !gerund {
        found = inverted(page, &tokens, &run, wordless);
        if found.is_some() {
            shape = Shape::Inverted;
        }
    }
    if found.is_none() && (gerund || conjoined) {
        shape = Shape::Follows;
        found = phrase::subject_of_clause(page, run.start, from);
    } else if found.is_none() && from > run.start && page.is_any(from - 1, &["who", "which", "that"]) {
        shape = Shape::Follows;
        let end = if from >= 2 && page.word(from - 2) == "," {
            from - 2
        } else {
            from - 1
        };
        found = phrase::antecedent(page, run.start, end);
    } else if found.is_none() && !wordless {
        found = phrase::before(page, run.start, from);
    }
    if matches!(found, Some((Who::Pronoun(at), _)) if page.is_word(at, "you")) {
        return None; // nobody reports what the reader says
    }
    let noun = page.is(at, Class::NounVerb);
    let first = found.as_ref().map(|(_, tokens)| tokens.start);
    let (who, subject) = match (found, earlier) {
        (Some((who, tokens)), _) => (who, tokens),
        // `“A,” Smith said, adding: “B.”`
        (None, Some(cue)) if gerund || conjoined || comma || wordless => {
            shape = Shape::Follows;
            (cue.who.clone()?, at..at)
        }
        _ => return None,
    };
    // `American demand`, `Kwara state`
    let base = !page.word(at).ends_with(['s', 'd', 'g']);
    if noun && base && matches!(who, Who::Name(_)) && shape != Shape::Follows && !shows_verb(page, tokens.end)
    {
        return None;
    }
    // `“…,” a statement from the union read.`
    let beside = subject.start == run.start && subject.start > 0 && page.is_quote_mark(subject.start - 1);
    if noun
        && shape != Shape::Follows
        && !matches!(who, Who::Name(_) | Who::Pronoun(_))
        && !(shows_verb(page, tokens.end)
            && (!page.is_word(tokens.end, "that") || page.is(subject.start, Class::PhraseOpener)))
        && !beside
    {
        return None;
    }
    let stop = match shape {
        Shape::Inverted => subject.end,
        _ => tokens.end,
    };
    let end = adjuncts_end(page, object_end(page, &tokens, stop, run.end), run.end);
    let start = first.map_or(from, |first| first.min(from));
    Some(Cue {
        when: day(page, &run, start..end, from),
        tokens,
        shape,
        who: Some(who),
        all: start..end,
        past,
        run,
    })
}

/// `was called “…” by critics`, `he was told that`: the subject does not speak.
fn passively(page: &Page<'_>, at: usize, from: usize, run: Range<usize>) -> Option<Cue> {
    let near = (at + 1..run.end.min(at + 3)).find(|&i| page.is_word(i, "by"));
    let found = near.and_then(|by| phrase::after(page, by + 1, run.end, false));
    let end = found.as_ref().map_or(at + 1, |(_, tokens)| tokens.end);
    // `was called “a thief” by Smith`
    let marked = page.opened_at(at + 1).map(|stretch| stretch.after);
    let beyond = marked.filter(|&by| page.is_word(by, "by"));
    let found = found.or_else(|| phrase::after(page, beyond? + 1, page.run(beyond?).end, false));
    Some(Cue {
        tokens: at..at + 1,
        shape: Shape::Passive,
        who: found.map(|(who, _)| who),
        all: from..adjuncts_end(page, end, run.end),
        when: None,
        past: true,
        run,
    })
}

/// The words of the verb: one, or `quoted as saying`.
fn group(page: &Page<'_>, at: usize, run: &Range<usize>) -> Range<usize> {
    let quoted = at + 2 < run.end
        && page.is_word(at + 1, "as")
        && page.is_any(at + 2, &["saying", "telling", "writing", "having", "adding"]);
    if quoted {
        return at..at + 3;
    }
    at..at + 1
}

/// `the claim`, `its report`, `a proposed law`: no verb.
fn is_noun_context(page: &Page<'_>, at: usize) -> bool {
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
        || page.is(at, Class::NounVerb)
            && (page.is(at - 1, Class::SpeechVerb) || page.is(at - 1, Class::MarkVerb))
            && page.tagged.mention_at(at - 1).is_none()
}

/// `said to be ill`, `added up`: not what somebody says.
fn is_other_sense(page: &Page<'_>, at: usize) -> bool {
    let next = at + 1;
    let infinitive = page.is_word(next, "to")
        && page.tagged.mention_at(at + 2).is_none()
        && page.word(at + 2).starts_with(|c: char| c.is_lowercase())
        && !page.is(at + 2, Class::PhraseOpener)
        && !page.is_any(
            at + 2,
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
            ],
        );
    infinitive
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
        || page.is_any(next, &["up"]) && page.is_any(at, &["added", "add", "adds", "adding"])
}

/// Whether what follows a word shows that it is a verb of speech: marks, a colon, `that`.
fn shows_verb(page: &Page<'_>, at: usize) -> bool {
    page.is_quote_mark(at)
        || page.is_any(at, &["that", ":", "whether", "if"])
        || page.word(at) == "," && page.is_quote_mark(at + 1)
}
