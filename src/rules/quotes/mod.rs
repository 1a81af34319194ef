//! Quotations and reported speech: what stands in marks or in a clause, with the words that say who said it.

mod attribute;
mod bare;
mod bearers;
mod carry;
mod circumstances;
mod clause_end;
mod cues;
mod exchange;
mod indirect;
mod kinds;
mod marks;
mod meaning;
mod no_cues;
mod page;
mod phrase;
mod subjects;
mod turns;

use self::attribute::{Attribution, Evidence, Source};
use self::cues::Cue;
use self::indirect::Clause;
use self::kinds::Look;
use self::marks::Marks;
pub(crate) use self::meaning::Who;
use self::page::Page;
use super::tagged::Tagged;
use crate::article::ParagraphKind;
use crate::record::QuoteKind;
use crate::span::Span;
use crate::warning::Warning;

/// A stretch of speech with the words that say whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Speech {
    /// Number of the quotation, from 1 on in text order.
    pub(crate) id: u32,
    /// Where it stands, marks excluded.
    pub(crate) span: Span,
    /// How it is reported.
    pub(crate) kind: QuoteKind,
    /// The first token.
    pub(crate) at: usize,
    /// Who is said to say it.
    pub(crate) who: Option<Who>,
    /// The verb or `according to`.
    pub(crate) cue: Option<Span>,
    /// The mention of the day of the saying.
    pub(crate) when: Option<usize>,
    /// It was said before what the article reports: `had said`.
    pub(crate) past: bool,
}

/// The buffers of one worker.
#[derive(Debug, Default)]
pub(crate) struct QuoteScratch {
    marks: Marks,
    levels: Vec<u32>,
    cues: Vec<Cue>,
    clauses: Vec<Clause>,
    looks: Vec<Look>,
    attributions: Vec<Attribution>,
}

/// Finds the speech of an article in text order; an outer stretch stands before those inside it.
pub(crate) fn find(
    tagged: &Tagged<'_>,
    scratch: &mut QuoteScratch,
    warnings: &mut Vec<Warning>,
) -> Vec<Speech> {
    let QuoteScratch {
        marks,
        levels,
        cues,
        clauses,
        looks,
        attributions,
    } = scratch;
    marks.read(tagged, warnings);
    page::fill_levels(tagged.tokens().len(), &marks.stretches, levels);
    let page = Page::new(*tagged, &marks.stretches, levels);
    cues::find(&page, cues);
    indirect::find(&page, cues, clauses);
    looks.clear();
    looks.extend(
        page.stretches
            .iter()
            .map(|s| kinds::look(&page, s, kind_of_line(&page, s.open))),
    );
    let evidence = Evidence {
        page,
        looks,
        cues,
        clauses,
    };
    attribute::attribute(&evidence, attributions);
    speeches(&evidence, attributions)
}

/// The kind of the paragraph that a token stands in.
fn kind_of_line(page: &Page<'_>, token: usize) -> ParagraphKind {
    let start = page.tagged.tokens()[token].span.start;
    let lines = &page.tagged.article.paragraphs;
    let at = lines.partition_point(|p| p.span.start <= start);
    at.checked_sub(1).map_or(ParagraphKind::Body, |at| lines[at].kind)
}

/// Leaves out clauses that cross another one: those of a very long sentence, which is looked at in parts.
fn drop_crossing(speech: &mut Vec<(usize, Speech)>) {
    let mut around: Vec<u32> = Vec::new();
    speech.retain(|(_, one)| {
        while around.last().is_some_and(|&end| end <= one.span.start) {
            around.pop();
        }
        let crosses = around.last().is_some_and(|&end| end < one.span.end);
        if !crosses {
            around.push(one.span.end);
        }
        !crosses
    });
}

/// Stretches and clauses as speech, in text order and with their numbers.
fn speeches(evidence: &Evidence<'_>, attributions: &[Attribution]) -> Vec<Speech> {
    let page = &evidence.page;
    let from_cue = |cue: &Cue, own: bool| {
        (
            cue.who.clone(),
            own.then(|| page.span(cue.tokens.clone())),
            cue.when,
            cue.past,
        )
    };
    // Each with the first stretch of its quotation; clauses are numbered after the stretches for the moment.
    let mut out: Vec<(usize, Speech)> = Vec::new();
    for (number, attribution) in attributions.iter().enumerate() {
        let (who, cue, when, past) = match &attribution.source {
            Source::NoSpeech => continue,
            Source::Cue(cue) => from_cue(&evidence.cues[*cue], true),
            Source::Carried(cue) => from_cue(&evidence.cues[*cue], false),
            Source::Somebody(who) => (Some(who.clone()), None, None, false),
            Source::Nobody => (None, None, None, false),
        };
        let tokens = page.stretches[number].tokens.clone();
        let kind = match evidence.looks[number] {
            Look::Sentence => QuoteKind::Direct,
            Look::Words | Look::Name if attribution.first != number => {
                match evidence.looks[attribution.first] {
                    Look::Sentence => QuoteKind::Direct,
                    Look::Words | Look::Name => QuoteKind::Fragment,
                }
            }
            Look::Words | Look::Name => QuoteKind::Fragment,
        };
        let speech = Speech {
            id: 0,
            span: page.span(tokens.clone()),
            kind,
            at: tokens.start,
            who,
            cue,
            when,
            past,
        };
        out.push((attribution.first, speech));
    }
    for clause in evidence.clauses {
        let (who, cue, when, past) = from_cue(&evidence.cues[clause.cue], true);
        let speech = Speech {
            id: 0,
            span: page.span(clause.tokens.clone()),
            kind: QuoteKind::Indirect,
            at: clause.tokens.start,
            who,
            cue,
            when,
            past,
        };
        out.push((attributions.len() + clause.cue, speech));
    }
    turns::add(evidence, attributions.len() + evidence.cues.len(), &mut out);
    out.sort_by_key(|(_, speech)| (speech.span.start, std::cmp::Reverse(speech.span.end)));
    drop_crossing(&mut out);
    let mut numbers =
        std::collections::HashMap::with_capacity_and_hasher(out.len(), foldhash::fast::FixedState::default());
    let numbered = out.into_iter().map(|(first, mut speech)| {
        let next = numbers.len() as u32 + 1;
        speech.id = *numbers.entry(first).or_insert(next);
        speech
    });
    numbered.collect()
}
