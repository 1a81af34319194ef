//! Reported clauses without marks: `Smith said that …`, `…, according to the ministry`.

use std::ops::Range;

use super::bare::{bare, has_present, is_headline};
use super::clause_end::{cut, own_end, trim_end};
use super::cues::{Cue, Shape};
use super::meaning::Who;
use super::page::{OUTSIDE, Page};
use crate::rules::lexicon::Class;

/// A reported clause and the cue that it hangs on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    pub(super) tokens: Range<usize>,
    /// The number of the cue.
    pub(super) cue: usize,
}

/// How far from its cue a clause is looked for, in tokens.
const REACH: usize = 400;
/// Further cues of a sentence that may end a clause.
const MOST_CUES: usize = 20;
/// Fewest words of a clause.
const FEWEST: usize = 2;

/// The reported clauses of an article in the order of their cues.
pub(super) fn find(page: &Page<'_>, cues: &[Cue], clauses: &mut Vec<Clause>) {
    clauses.clear();
    for (number, cue) in cues.iter().enumerate() {
        if page.level(cue.tokens.start) != OUTSIDE
            || !is_reported(page, cue)
            || !page.is(cue.tokens.start, Class::SpeechVerb) && cue.shape != Shape::According
        {
            continue;
        }
        let sentence = near(page, cue.tokens.start);
        let next = cues[number + 1..]
            .iter()
            .take_while(|c| c.tokens.start < sentence.end)
            .take(MOST_CUES);
        let after = after(page, cue, &sentence, next);
        let found = match after {
            Some(clause) => vec![clause],
            None => before(page, cue, clauses.last().map(|c| &cues[c.cue]), &sentence),
        };
        let found = found.into_iter().filter_map(|tokens| apart(page, tokens));
        clauses.extend(found.map(|tokens| Clause { tokens, cue: number }));
    }
}

/// The sentence around a cue, as far as its clause may go.
fn near(page: &Page<'_>, at: usize) -> Range<usize> {
    let sentence = page.tagged.sentence_around(at);
    sentence.start.max(at.saturating_sub(REACH))..sentence.end.min(at + REACH)
}

/// The clause with whole stretches in marks: one that begins in it ends in it. None that begins inside of marks.
fn apart(page: &Page<'_>, tokens: Range<usize>) -> Option<Range<usize>> {
    let around = |at: usize| {
        let mut level = page.level(at);
        let mut outer = None;
        while level != OUTSIDE {
            let stretch = &page.stretches[level as usize - 1];
            outer = Some(stretch);
            level = stretch.parent.map_or(OUTSIDE, |parent| parent + 1);
        }
        outer
    };
    if around(tokens.start).is_some() {
        return None;
    }
    let end = around(tokens.end - 1).map_or(tokens.end, |stretch| stretch.after.max(tokens.end));
    Some(tokens.start..end)
}

/// Whether somebody but the reader speaks.
fn is_reported(page: &Page<'_>, cue: &Cue) -> bool {
    match &cue.who {
        _ if cue.shape == Shape::Passive => false,
        None => false,
        Some(Who::Pronoun(at)) => !page.is_word(*at, "you"),
        Some(_) => true,
    }
}

/// The clause after the cue.
fn after<'c>(
    page: &Page<'_>,
    cue: &Cue,
    sentence: &Range<usize>,
    next: impl Iterator<Item = &'c Cue>,
) -> Option<Range<usize>> {
    let mut start = cue.all.end;
    if cue.shape == Shape::According {
        // `According to the ministry, it …` at the head of a sentence or of a clause.
        let head = page.all_signs(sentence.start..cue.tokens.start)
            || starts_clause(page, sentence, cue.tokens.start);
        if !head || page.word(start) != "," {
            return None;
        }
        if page.is_any(start + 1, &["who", "which", "whose"]) {
            start = (start + 1..sentence.end).find(|&at| page.word(at) == ",")?;
        }
        let tokens = cut(page, start + 1..sentence.end, next);
        return (words(page, &tokens) >= FEWEST && !quoted_whole(page, &tokens)).then_some(tokens);
    }
    let verb = cue.tokens.start;
    let asks = page.is_any(
        verb,
        &[
            "ask",
            "asks",
            "asked",
            "asking",
            "wonder",
            "wonders",
            "wondered",
            "wondering",
            "explain",
            "explains",
            "explained",
            "explaining",
            "inquired",
            "questioned",
            "questions",
            "enquired",
            "queried",
        ],
    );
    let says = page.is_any(
        verb,
        &[
            "say",
            "says",
            "said",
            "saying",
            "clarify",
            "clarified",
            "specify",
            "specified",
        ],
    );
    let explicit = page.is_word(start, "that") && !(page.is_quote_mark(start + 1));
    // `told the players at the break, with the game lost, that`
    let explicit = explicit || {
        let short = page.is_any(start + 1, &["however", "though", "too", "meanwhile"]);
        let far = (takes_object(page, verb) || short) && page.word(start) == ",";
        let that = far.then(|| aside_end(page, start + 1, sentence.end)).flatten();
        start = that.unwrap_or(start);
        that.is_some()
    };
    let told = matches!(cue.who, Some(Who::Pronoun(at)) if page.is_word(at, "i"));
    let asks = asks && !told; // what the writer asks is no report
    let withheld = |at: usize| {
        let word = page.word(at);
        page.is_any(at, &["declined", "refused", "not", "never"])
            || word.ends_with("n't")
            || word.ends_with("n’t")
    };
    // `declined to say whether` reports nothing.
    let says = says && !(cue.all.start..verb).any(withheld);
    let question = says && page.is_word(start, "whether") && !page.is_word(start + 1, "to")
        || asks
            && page.is_any(start, &["whether", "if", "why", "how", "what", "where", "who"])
            && !page.is_word(start + 1, "to");
    if explicit {
        start += 1;
        while page.word(start) == "," && start < sentence.end {
            start += 1;
        }
    } else if cue.shape == Shape::Inverted {
        return None;
    } else if !question {
        bare(page, cue, start, sentence)?;
    }
    let mut tokens = cut(page, start..sentence.end, next);
    tokens.end = own_end(page, cue, &tokens).unwrap_or(tokens.end);
    // `Although Smith said it would work, the unions were angry`
    let under = cue.all.start.checked_sub(1).is_some_and(|at| {
        at >= sentence.start
            && page.is_any(
                at,
                &[
                    "although", "though", "while", "when", "after", "before", "because", "since", "if", "as",
                ],
            )
            && (at == sentence.start || page.is_quote_mark(at - 1) && at - 1 == sentence.start)
    });
    if under
        && let Some(comma) = tokens
            .clone()
            .find(|&at| page.word(at) == "," && page.tagged.mention_at(at).is_none())
    {
        tokens.end = comma;
    }
    (words(page, &tokens) >= FEWEST && !quoted_whole(page, &tokens)).then_some(tokens)
}

/// Where *that* stands behind an aside between commas.
fn aside_end(page: &Page<'_>, from: usize, end: usize) -> Option<usize> {
    let comma = (from..end.min(from + 16)).find(|&at| page.word(at) == ",")?;
    let plain = !(from..comma).any(|at| page.is(at, Class::FiniteWord) || page.is(at, Class::SpeechVerb));
    (plain && page.is_word(comma + 1, "that")).then_some(comma + 1)
}

/// Verbs that name the one who hears it, or the place where it was said.
fn takes_object(page: &Page<'_>, verb: usize) -> bool {
    page.is_any(
        verb,
        &[
            "told",
            "tells",
            "said",
            "says",
            "warned",
            "warns",
            "reminded",
            "informed",
            "assured",
            "announced",
        ],
    )
}

/// The clause before the cue: `The plan failed, Smith said.`; two when the cue stands inside: `The plan, he said, failed.`
fn before(page: &Page<'_>, cue: &Cue, earlier: Option<&Cue>, sentence: &Range<usize>) -> Vec<Range<usize>> {
    let none = Vec::new();
    let Some(comma) = cue.all.start.checked_sub(1).filter(|&at| at > sentence.start) else {
        return none;
    };
    let accords = cue.shape == Shape::According;
    if page.word(comma) != "," && !accords || cue.shape == Shape::Follows {
        return none;
    }
    if page.is_any(cue.tokens.start, &["asked", "told", "tells"])
        && cue.shape == Shape::Plain
        && page.word(cue.all.end) != "."
        && cue.all.end < sentence.end
    {
        return none;
    }
    // `A, B and C say they pay`: what follows is the verb's own.
    let loose = cue.all.end >= sentence.end
        || page.is_sign(cue.all.end)
        || page.is(cue.all.end, Class::ClauseWord)
        || page.is(cue.all.end, Class::Preposition)
        || page.is_any(cue.all.end, &["down", "up", "leaving", "citing", "adding"]);
    // What follows in marks is what was said: `After the match, Smith said, “…”`
    let marked = page.is_any(cue.all.end, &[",", ":"]) && page.is_quote_mark(cue.all.end + 1)
        || page.word(cue.all.end) == ":";
    // `Under the deal, Smith promised to pay`
    let infinitive = page.is_word(cue.all.end, "to")
        && cue.shape == Shape::Plain
        && page.tagged.mention_at(cue.all.end + 1).is_none()
        && !page.is(cue.all.end + 1, Class::PhraseOpener);
    if !loose || marked || infinitive {
        return none;
    }
    let end = if page.word(comma) == "," { comma } else { comma + 1 };
    // The sentence has nothing of weight after the cue.
    let rest = cue.all.end..sentence.end;
    let mut start = after_credit(page, sentence);
    // What an earlier cue of the sentence has claimed is its own: `A said B, according to C` keeps B with A and C.
    if let Some(last) = earlier.filter(|c| c.tokens.start >= sentence.start && c.all.start < end) {
        if !accords || last.shape == Shape::Plain {
            return none;
        }
        start = last.all.end;
    }
    while start < end
        && (page.is_sign(start) && !page.is_quote_mark(start) || page.is_any(start, &["and", "but"]))
    {
        start += 1;
    }
    let tokens = start..end;
    let whole = words(page, &tokens) > FEWEST;
    let opened = page
        .opened_at(start)
        .filter(|s| s.tokens.len() * 2 > tokens.len());
    if opened.is_some()
        || words(page, &tokens) < 1
        || quoted_whole(page, &tokens)
        || page.is_quote_mark(end - 1) && !accords && ends_with_sentence(page, end)
    {
        return none;
    }
    let finite = tokens.clone().any(|at| page.is_finite(at) || page.is_pronoun(at))
        || is_headline(page, start)
        || has_present(page, &tokens);
    if !rest.is_empty() && page.word(rest.start) == "," && rest.len() > 3 && !ends_loosely(page, &rest) {
        // The cue stands inside the clause.
        let last = trim_end(page, rest.start + 1..sentence.end);
        if words(page, &last) >= 2
            && !tokens.clone().any(|at| page.is_finite(at))
            && !has_present(page, &tokens)
            && last.clone().any(|at| page.is_finite(at))
        {
            // `After that, he said, …`: the opening alone is no clause.
            let opening = words(page, &tokens) < 3 && super::phrase::is_opening(page, tokens.clone());
            return if opening { vec![last] } else { vec![tokens, last] };
        }
    }
    if !whole
        || !finite
        || super::phrase::is_opening(page, tokens.clone())
            && !tokens.clone().any(|at| page.word(at) == ",")
            && !accords
            && words(page, &tokens) < 6
    {
        return none;
    }
    vec![tokens]
}

/// Past `(Bloomberg) --` or `MOGADISHU -` at the head of a sentence.
fn after_credit(page: &Page<'_>, sentence: &Range<usize>) -> usize {
    let head = sentence.start..sentence.end.min(sentence.start + 8);
    let bracketed = page.word(head.start) == "(";
    let dash = head.clone().find(|&at| {
        at > head.start && page.is_sign(at) && page.word(at).starts_with(['-', '–', '—']) && page.spaced(at)
    });
    match dash {
        Some(at) if bracketed && page.word(at - 1) == ")" => at + 1,
        Some(at)
            if (head.start..at).all(|i| {
                page.word(i)
                    .chars()
                    .all(|c| c.is_uppercase() || !c.is_alphabetic())
            }) =>
        {
            at + 1
        }
        _ => sentence.start,
    }
}

/// What follows the cue goes on about the speaker: `, who …`, `, adding …`.
fn ends_loosely(page: &Page<'_>, rest: &Range<usize>) -> bool {
    page.is_any(
        rest.start + 1,
        &[
            "who", "which", "whose", "adding", "citing", "a", "an", "the", "and", "but", "as", "after",
            "when", "while",
        ],
    )
}

/// A clause begins at `at`: only a conjunction, or a comma and one, stands before.
fn starts_clause(page: &Page<'_>, sentence: &Range<usize>, at: usize) -> bool {
    at > sentence.start
        && page.is_any(at - 1, &["but", "and"])
        && (at == sentence.start + 1 || page.word(at.wrapping_sub(2)) == ",")
}

fn words(page: &Page<'_>, tokens: &Range<usize>) -> usize {
    tokens
        .clone()
        .filter(|&at| !page.is_sign(at))
        .take(FEWEST + 4)
        .count()
}

/// Whether the clause is nothing but a quotation.
fn quoted_whole(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    tokens
        .clone()
        .all(|at| page.is_sign(at) || page.level(at) != OUTSIDE || page.is_any(at, &["and", "or"]))
}

/// The words before `end` are a quoted sentence: a quotation's own attribution, no reported clause.
fn ends_with_sentence(page: &Page<'_>, end: usize) -> bool {
    let level = end.checked_sub(2).map_or(OUTSIDE, |at| page.level(at));
    level != OUTSIDE && {
        let stretch = &page.stretches[level as usize - 1];
        page.tagged.sentence_around(stretch.open).start == stretch.open
            || page.word(stretch.tokens.end - 1) == ","
    }
}
