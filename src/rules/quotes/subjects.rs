//! The speaker beside a verb of speech: after it, or before it and set off by commas.

use std::ops::Range;

use super::bare::headline_verb;
use super::meaning::Who;
use super::page::Page;
use super::phrase;
use crate::record::Label;
use crate::rules::lexicon::Class;

/// The speaker after the verb: `said Smith`, `said a spokesman for the ministry on Monday`.
pub(super) fn inverted(
    page: &Page<'_>,
    verb: &Range<usize>,
    run: &Range<usize>,
    wordless: bool,
) -> Option<(Who, Range<usize>)> {
    let from = verb.end;
    if page.is_any(
        from,
        &[
            "that", "whether", "if", "it", "there", "him", "them", "me", "us", "her",
        ],
    ) || page.is(from, Class::Preposition)
    {
        // `said it would`: but `said he.`
        return None;
    }
    let found = phrase::after(page, from, run.end, false)?;
    let tokens = &found.1;
    let person =
        matches!(found.0, Who::Name(m) if page.label(page.tagged.tokens_of(m).start) == Some(Label::PERSON));
    let clause = (tokens.start..tokens.end).any(|at| page.is_finite(at) && !is_modifier(page, at, person))
        || page.is_finite(tokens.end) && page.tagged.mention_at(tokens.end).is_none();
    if clause || tokens.start > from + 1 {
        return None;
    }
    // After a comma the speaker must be a name or a phrase that ends the clause.
    let ends = tokens.end >= run.end
        || page.is_sign(tokens.end)
        || page.is_time(tokens.end)
        || page.is(tokens.end, Class::Preposition)
        || page.is(tokens.end, Class::ClauseWord);
    let human = match &found.0 {
        Who::Name(_) => true,
        Who::Pronoun(at) => page.is_any(*at, &["he", "she", "they", "i", "we"]),
        Who::Phrase(tokens, head) => {
            wordless || page.is(tokens.start, Class::PhraseOpener) || page.is_human(head - 1)
        }
        Who::Label(_) => false,
    };
    // `…, called the suit “…”` has an object, not a speaker.
    let object = !wordless && page.is_quote_mark(tokens.end);
    (ends && human && !object).then_some(found)
}

/// A participle inside a noun phrase: `a retired judge`.
fn is_modifier(page: &Page<'_>, at: usize, person: bool) -> bool {
    !page.is(at, Class::FiniteWord)
        && page.word(at).ends_with("ed")
        && at > 0
        && (person || page.is(at - 1, Class::PhraseOpener))
}

/// The subject before a verb that a comma sets off: `Watson, the spokeswoman, said`. `end` is that comma.
pub(super) fn set_off(page: &Page<'_>, from: usize, end: usize) -> Option<(Who, Range<usize>)> {
    let mut at = from;
    while at < end {
        let stop = (at..end)
            .find(|&i| page.word(i) == "," && page.tagged.mention_at(i).is_none() || page.is_break(i))
            .unwrap_or(end);
        let finite = (at..stop)
            .any(|i| page.is_finite(i) || page.is(i, Class::SpeechVerb) && !page.is(i, Class::NounVerb));
        if stop < end || at == from {
            if !phrase::is_opening(page, at..stop) && !finite {
                let verb = headline_verb(page, at..stop).unwrap_or(stop);
                // `The man who runs the shop, Joe Hill, said`
                let relative = (at + 2..stop).any(|i| page.is_any(i, &["who", "which", "that"]));
                let named = page
                    .tagged
                    .mention_at(stop + 1)
                    .filter(|&m| relative && page.word(page.tagged.tokens_of(m).end) == ",")
                    .filter(|&m| matches!(page.tagged.mentions[m].label, Label::PERSON | Label::ORG));
                if let Some(mention) = named {
                    return Some((Who::Name(mention), at..page.tagged.tokens_of(mention).end));
                }
                if let Some(found) = phrase::before(page, at, verb) {
                    return Some(found);
                }
            } else if let Some(found) =
                phrase::before(page, at, stop).filter(|(who, _)| matches!(who, Who::Name(_)) && stop < end)
            {
                // `On Monday Watson, the spokeswoman,`; `while Watson, …,`
                let named = found.1.end == stop && !is_place(page, &found.0);
                if named {
                    return Some(found);
                }
            }
        }
        at = stop + 1;
    }
    None
}

/// The subject before a verb that a pair of dashes sets off: `Oakley – who stressed he was no relation – warned`. `end` is the
/// second dash.
pub(super) fn dashed(page: &Page<'_>, from: usize, end: usize) -> Option<(Who, Range<usize>)> {
    let first = (from + 1..end).rev().find(|&at| is_dash(page, at))?;
    phrase::before(page, from, first)
}

/// A dash between words: no hyphen.
pub(super) fn is_dash(page: &Page<'_>, at: usize) -> bool {
    page.is_sign(at)
        && (page.word(at).starts_with(['—', '–']) || page.word(at).starts_with('-') && page.spaced(at))
}

fn is_place(page: &Page<'_>, who: &Who) -> bool {
    matches!(who, Who::Name(m) if matches!(page.tagged.mentions[*m].label, Label::GPE | Label::LOC | Label::FAC | Label::NORP | Label::EVENT))
}
