//! Cues: where a verb of speech or `according to` stands, who is its subject, and when it was said.

use std::ops::Range;

use super::circumstances::{adjuncts_end, day, object_end};
use super::meaning::{Who, is_adverb};
use super::no_cues::{is_attribute, is_noun, is_noun_context, is_other_sense, shows_verb};
use super::page::Page;
use super::phrase;
use super::subjects::{dashed, inverted, is_dash, set_off};
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
        let word = page.word(at);
        let is = |lower: &str| word.eq_ignore_ascii_case(lower);
        let found = if page.is(at, Class::SpeechVerb) || page.is(at, Class::MarkVerb) {
            verb(page, at, cues.last())
        } else if is("according") && page.is_word(at + 1, "to") {
            according(page, at..at + 2)
        } else if is("words") && page.is_word(at + 1, "of") && at > 1 && page.is_word(at - 2, "in") {
            according(page, at - 2..at + 2) // `in the words of`
        } else if is("per") && is_source(page, at) {
            according(page, at..at + 1)
        } else if (is("put") || is("puts")) && page.is_word(at + 1, "it") || is_phrasal(page, at) {
            verb(page, at, cues.last()) // `as Smith put it`, `Smith shot back`
        } else {
            None
        };
        at = found.as_ref().map_or(at + 1, |cue| cue.tokens.end);
        cues.extend(found);
    }
}

/// `shot back`, `put in Smith`: two words that report only beside marks.
fn is_phrasal(page: &Page<'_>, at: usize) -> bool {
    const BACK: [&str; 8] = [
        "shot", "shoots", "fired", "fires", "hit", "hits", "snapped", "came",
    ];
    const IN: [&str; 11] = [
        "put", "puts", "chimed", "chimes", "cut", "cuts", "broke", "breaks", "butted", "weighed", "chipped",
    ];
    const UP: [&str; 4] = ["piped", "pipes", "spoke", "speaks"];
    const OUT: [&str; 4] = ["called", "cried", "shouted", "yelled"];
    let two = page.is_word(at + 1, "back") && page.is_any(at, &BACK)
        || page.is_word(at + 1, "in") && page.is_any(at, &IN)
        || page.is_word(at + 1, "up") && page.is_any(at, &UP)
        || page.is_word(at + 1, "out") && page.is_any(at, &OUT);
    if !two {
        return false;
    }
    // `“…,” put in Smith`, `“…,” Smith put in.`, `Smith shot back: “…”`
    const NEAR: usize = 14;
    let after = page.is_any(at + 2, &[":", ","]) && page.is_quote_mark(at + 3) || page.is_quote_mark(at + 2);
    let sentence = page.tagged.sentence_around(at);
    let from = sentence.start.max(at.saturating_sub(NEAR));
    let beside = (from..at).rev().find(|&i| page.is_quote_mark(i));
    let name = |i: usize| {
        page.is_pronoun(i) || page.is_name(i) || page.is_sign(i) || page.is(i, Class::PhraseOpener)
    };
    let before = beside.is_some_and(|mark| {
        mark + 1 == at
            || name(mark + 1) && !(mark + 1..at).any(|i| page.is_finite(i))
            || page.is_any(mark + 1, &["his", "her"])
    });
    after || before
}

fn according(page: &Page<'_>, tokens: Range<usize>) -> Option<Cue> {
    let run = page.run(tokens.start);
    let object = page.is_any(tokens.end, &["her", "him"]) && page.is_sign(tokens.end + 1);
    let (who, phrase) = if object {
        (Who::Pronoun(tokens.end), tokens.end..tokens.end + 1)
    } else {
        phrase::after(page, tokens.end, run.end, true)?
    };
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

/// `…, per Acme Ltd.`: what stands in the sentence so far is said by it.
fn is_source(page: &Page<'_>, at: usize) -> bool {
    let after_comma = at > 1 && page.word(at - 1) == ",";
    let name = page.tagged.mention_at(at + 1).filter(|_| after_comma);
    name.is_some_and(|m| {
        let end = page.tagged.tokens_of(m).end;
        matches!(page.tagged.mentions[m].label, Label::ORG | Label::PERSON)
            && (page.is_sign(end) || end >= page.tagged.tokens().len())
    })
}

/// What stands right before a verb: auxiliaries, adverbs, `went on to`.
#[derive(Debug)]
struct Lead {
    /// Where it begins; the verb where nothing stands there.
    from: usize,
    past: bool,
    passive: bool,
    modal: bool,
    /// `to` without a verb before it that says that somebody spoke.
    infinitive: bool,
}

/// Reads back over the auxiliaries and adverbs before a verb.
fn lead(page: &Page<'_>, run: &Range<usize>, verb: usize) -> Lead {
    const BE: [&str; 13] = [
        "is", "was", "are", "were", "been", "being", "be", "'m", "’m", "'re", "’re", "get", "got",
    ];
    const MODAL: [&str; 12] = [
        "could", "can", "may", "might", "would", "should", "must", "will", "wo", "cannot", "'ll", "’ll",
    ];
    const PAST: [&str; 9] = [
        "had",
        "has",
        "have",
        "'d",
        "’d",
        "once",
        "previously",
        "earlier",
        "originally",
    ];
    const GOES_ON: [&str; 13] = [
        "used",
        "liked",
        "likes",
        "loved",
        "came",
        "on",
        "went",
        "goes",
        "going",
        "continued",
        "declined",
        "refused",
        "wanted",
    ];
    let (mut to, mut goes_on) = (false, false);
    let mut lead = Lead {
        from: verb,
        past: false,
        passive: false,
        modal: false,
        infinitive: false,
    };
    while lead.from > run.start {
        let before = lead.from - 1;
        if page.tagged.mention_at(before).is_some() {
            match auxiliary_before_day(page, run, before) {
                Some(auxiliary) => (lead.from, lead.past) = (auxiliary, true),
                None => break,
            }
            continue;
        }
        // `he's said`
        let short =
            matches!(page.word(before), "'s" | "’s") && before > run.start && page.is_pronoun(before - 1);
        let long = page.is_word(before, "long")
            && before > run.start
            && page.is_any(before - 1, &["has", "have", "had", "'ve", "’ve", "'d", "’d"]);
        let between = long || page.is(before, Class::FiniteWord) || page.is(before, Class::Aside);
        if short || between || is_adverb(page, before) {
            lead.passive |= page.is_any(before, &BE);
            lead.modal |= page.is_any(before, &MODAL);
            lead.past |= page.is_any(before, &PAST);
        } else if page.is_word(before, "to") {
            to = true;
        } else if to && page.is_any(before, &GOES_ON) {
            goes_on = true;
        } else {
            break;
        }
        lead.from = before;
    }
    lead.infinitive = to && !goes_on;
    lead
}

/// `had on Tuesday warned`: the auxiliary that a day parts from its verb.
fn auxiliary_before_day(page: &Page<'_>, run: &Range<usize>, day: usize) -> Option<usize> {
    let mention = page.tagged.mention_at(day).filter(|_| page.is_time(day))?;
    let mut at = page.tagged.tokens_of(mention).start;
    while at > run.start
        && (page.is(at - 1, Class::Preposition) || page.is_any(at - 1, &["late", "early", "the"]))
    {
        at -= 1;
    }
    let auxiliary = at.checked_sub(1).filter(|&at| at >= run.start)?;
    page.is_any(auxiliary, &["had", "has", "have"])
        .then_some(auxiliary)
}

fn verb(page: &Page<'_>, at: usize, earlier: Option<&Cue>) -> Option<Cue> {
    if page.is_name(at) || page.is_hyphened(at) || at > 0 && is_noun_context(page, at) {
        return None;
    }
    let run = page.run(at);
    let tokens = group(page, at, &run);
    let lead = lead(page, &run, at);
    if lead.infinitive || lead.modal && !shows_verb(page, tokens.end) || is_other_sense(page, at) {
        return None; // `plans to announce`, `could add`
    }
    let quoted = tokens.len() > 2;
    let ing = page.word(at).ends_with("ing");
    // `the article written by Smith`
    let past_form = page.is_any(at, &["written", "sworn", "sung", "foretold"]);
    let has = (lead.from..at).any(|i| page.is_any(i, &["has", "have", "had", "having"]));
    if (lead.passive || past_form && !has) && !quoted && !ing {
        return passively(page, at, lead.from, run);
    }
    let gerund = ing && !quoted && lead.from == at;
    if is_attribute(page, &tokens, lead.from, &run, gerund) {
        return None;
    }
    let (mut shape, found) = subject(page, &tokens, lead.from, &run, gerund);
    if matches!(found, Some((Who::Pronoun(pronoun), _)) if page.is_word(pronoun, "you")) {
        return None; // nobody reports what the reader says
    }
    let start = found
        .as_ref()
        .map_or(lead.from, |(_, words)| words.start.min(lead.from));
    let (who, words) = match found {
        Some(found) => found,
        // `“A,” Smith said, adding: “B.”`
        None => {
            let sentence = page.tagged.sentence_around(at);
            let same = |cue: &&Cue| {
                page.level(cue.tokens.start) == page.level(at) && cue.run.start >= sentence.start
            };
            let loose = gerund || page.all_signs(run.start..lead.from) || joins(page, lead.from, &run);
            shape = Shape::Follows;
            (earlier.filter(same).filter(|_| loose)?.who.clone()?, at..at)
        }
    };
    if shape != Shape::Follows && is_noun(page, &tokens, &who, &words, &run) {
        return None;
    }
    let stop = if shape == Shape::Inverted {
        words.end
    } else {
        tokens.end
    };
    let end = adjuncts_end(page, object_end(page, &tokens, stop, run.end), run.end);
    Some(Cue {
        when: day(page, &run, start..end, lead.from),
        tokens,
        shape,
        who: Some(who),
        all: start..end,
        past: lead.past,
        run,
    })
}

/// Whether a comma or a conjunction stands right before.
fn joins(page: &Page<'_>, from: usize, run: &Range<usize>) -> bool {
    from > run.start && page.is_any(from - 1, &[",", "and", "but", "or", "then"])
}

/// The subject of a verb and on which side it stands.
fn subject(
    page: &Page<'_>,
    tokens: &Range<usize>,
    from: usize,
    run: &Range<usize>,
    gerund: bool,
) -> (Shape, Option<(Who, Range<usize>)>) {
    let wordless = page.all_signs(run.start..from);
    let comma = from > run.start && page.word(from - 1) == ",";
    if comma
        && !gerund
        && !wordless
        && let Some(found) = set_off(page, run.start, from - 1)
    {
        // `The leak remains small, said Ann Lee, a doctor`
        let thing = matches!(&found.0, Who::Phrase(_, head) if !page.is_human(head - 1) && !page.is(head - 1, Class::Group));
        if thing
            && let Some((Who::Name(name), words)) = inverted(page, tokens, run, wordless)
            && page.tagged.mentions[name].label == Label::PERSON
            && (page.is_sign(words.end) || words.end >= run.end)
        {
            return (Shape::Inverted, Some((Who::Name(name), words)));
        }
        return (Shape::Plain, Some(found));
    }
    if from > run.start
        && !gerund
        && is_dash(page, from - 1)
        && let Some(found) = dashed(page, run.start, from - 1)
    {
        return (Shape::Plain, Some(found));
    }
    if (wordless || comma)
        && !gerund
        && let Some(found) = inverted(page, tokens, run, wordless)
    {
        return (Shape::Inverted, Some(found));
    }
    if gerund || joins(page, from, run) && !comma {
        return (Shape::Follows, phrase::subject_of_clause(page, run.start, from));
    }
    if from > run.start && page.is_any(from - 1, &["who", "which", "that"]) {
        let comma = from >= 2 && (page.word(from - 2) == "," || is_dash(page, from - 2));
        let end = from - 1 - usize::from(comma);
        return (Shape::Follows, phrase::antecedent(page, run.start, end));
    }
    let found = (!wordless)
        .then(|| phrase::before(page, run.start, from))
        .flatten();
    (Shape::Plain, found)
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
    if page.is_any(at, &["put", "puts"]) || is_phrasal(page, at) {
        return at..at + 2; // `put it`, `shot back`
    }
    at..at + 1
}
