//! Speech that the layout marks and no quotation marks: the turns of a transcript (`BLITZER: …`, `Q: …`) and set-off blocks
//! (indented, or with `>`) behind a colon.

use std::ops::Range;

use super::Speech;
use super::attribute::Evidence;
use super::meaning::Who;
use super::page::OUTSIDE;
use super::phrase;
use crate::article::ParagraphKind;
use crate::record::{Label, QuoteKind};
use crate::text::TokenKind;

/// Bytes in which the colon of a label stands.
const LABEL: usize = 80;
/// Tokens of the longest label: *SEN. JOHN SMITH, R-TEXAS, RANKING MEMBER*.
const LONGEST: usize = 12;
/// Labels that make a transcript; with *Q* and *A* fewer do.
const FEWEST: usize = 3;
/// Paragraphs without a label that go on with a turn.
const MOST_PARAGRAPHS: usize = 6;
/// Blanks that set a block off.
const INDENT: usize = 2;

/// What stands before the colon of a turn.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Speaker {
    /// *Q*: whoever asks.
    Asks,
    /// *A*: whoever is asked.
    Answers(usize),
    /// The tokens of a name or a post.
    Named(Range<usize>),
}

/// A paragraph that begins with a label.
#[derive(Debug)]
struct Turn {
    /// Its paragraph.
    line: usize,
    speaker: Speaker,
    /// The first token behind the colon.
    from: usize,
}

/// Adds the turns and the blocks of an article, each stretch with the number that those of one quotation share.
pub(super) fn add(evidence: &Evidence<'_>, mut number: usize, out: &mut Vec<(usize, Speech)>) {
    let lines = &evidence.page.tagged.article.paragraphs;
    let turns: Vec<Turn> = (0..lines.len()).filter_map(|line| evidence.turn(line)).collect();
    if is_transcript(evidence, &turns) {
        for (at, turn) in turns.iter().enumerate() {
            let next = turns.get(at + 1).map_or(turn.line + 1, |next| next.line);
            // What follows the last turn may be the writer's again.
            let end = if next - turn.line > MOST_PARAGRAPHS {
                turn.line + 1
            } else {
                next
            };
            let who = evidence.speaker(&turn.speaker);
            for (line, paragraph) in lines.iter().enumerate().take(end).skip(turn.line) {
                if line > turn.line && !evidence.goes_on(line) {
                    continue;
                }
                let mut tokens = evidence.page.tagged.tokens_in(paragraph.span);
                if line == turn.line {
                    tokens.start = turn.from;
                }
                let speech = evidence.stretch_of(tokens, who.clone());
                out.extend(speech.map(|speech| (number, speech)));
            }
            number += 1;
        }
    }
    let indented: Vec<usize> = (1..lines.len())
        .filter(|&line| evidence.is_set_off(line))
        .collect();
    if indented.is_empty() || indented.len() * 3 > lines.len() * 2 {
        return;
    }
    for (at, &line) in indented.iter().enumerate() {
        let goes_on = at > 0 && indented[at - 1] + 1 == line;
        if goes_on {
            continue;
        }
        let Some(who) = evidence.leads_in(line - 1) else {
            continue;
        };
        let block = indented[at..]
            .iter()
            .zip(line..)
            .take_while(|(own, next)| **own == *next);
        for (&line, _) in block {
            let tokens = evidence.page.tagged.tokens_in(lines[line].span);
            for part in evidence.quoted_lines(tokens) {
                let speech = evidence.stretch_of(part, who.clone());
                out.extend(speech.map(|speech| (number, speech)));
            }
        }
        number += 1;
    }
}

/// Whether labels are those of people who talk: several, and more than one.
fn is_transcript(evidence: &Evidence<'_>, turns: &[Turn]) -> bool {
    let word = |range: &Range<usize>| evidence.page.word(range.end - 1).to_lowercase();
    let asks = turns.iter().any(|turn| turn.speaker == Speaker::Asks);
    let answers = turns
        .iter()
        .any(|turn| matches!(turn.speaker, Speaker::Answers(_)));
    let mut names: Vec<String> = turns
        .iter()
        .filter_map(|turn| match &turn.speaker {
            Speaker::Named(tokens) => Some(word(tokens)),
            _ => None,
        })
        .collect();
    let named = names.len();
    names.sort_unstable();
    names.dedup();
    asks && (answers || named > 0) || named >= FEWEST && names.len() >= 2 && named > names.len()
}

impl Evidence<'_> {
    /// The turn that a paragraph begins.
    fn turn(&self, line: usize) -> Option<Turn> {
        let page = &self.page;
        let paragraph = &page.tagged.article.paragraphs[line];
        if !matches!(
            paragraph.kind,
            ParagraphKind::Body | ParagraphKind::Subhead | ParagraphKind::Header
        ) {
            return None;
        }
        let text = paragraph.span.slice(page.tagged.text()).as_bytes();
        if !text[..text.len().min(LABEL)].contains(&b':') {
            return None;
        }
        let tokens = page.tagged.tokens_in(paragraph.span);
        let colon =
            (tokens.start + 1..tokens.end.min(tokens.start + LONGEST)).find(|&at| page.word(at) == ":")?;
        let label = tokens.start..colon;
        let from = colon + 1;
        if from >= tokens.end || page.is_quote_mark(from) {
            return None;
        }
        let speaker = match (page.word(label.start), label.len()) {
            ("Q" | "Question" | "QUESTION", 1) => Speaker::Asks,
            ("A" | "Answer" | "ANSWER", 1) => Speaker::Answers(label.start),
            _ => Speaker::Named(self.label_name(label)?),
        };
        Some(Turn { line, speaker, from })
    }

    /// The name or post of a label: words in capitals, or a person's name with nothing but titles around it.
    fn label_name(&self, label: Range<usize>) -> Option<Range<usize>> {
        let page = &self.page;
        let end = label
            .clone()
            .find(|&at| matches!(page.word(at), "," | "(" | "["))
            .unwrap_or(label.end);
        let label = label.start..end;
        let is_upper = |at: usize| {
            let word = page.word(at);
            word.len() > 1 && !word.contains(char::is_lowercase) && word.contains(char::is_uppercase)
                || page.is_sign(at) && matches!(word, "." | "-" | "'" | "’")
                || page.tagged.tokens()[at].kind == TokenKind::Tail
                || word.len() == 1 && word.contains(char::is_uppercase)
        };
        let is_person = |at: usize| page.label(at) == Some(Label::PERSON);
        let titled = |at: usize| is_person(at) || page.word(at).starts_with(char::is_uppercase);
        let fits = !label.is_empty()
            && (label.clone().all(is_upper) && page.word(label.end - 1).len() > 1
                || label.clone().all(titled) && is_person(label.end - 1));
        fits.then_some(label)
    }

    fn speaker(&self, speaker: &Speaker) -> Option<Who> {
        match speaker {
            Speaker::Asks => None,
            Speaker::Answers(at) => Some(Who::Label(*at..*at + 1)),
            Speaker::Named(tokens) => {
                let mention = self.page.tagged.mention_at(tokens.end - 1);
                let person = mention.filter(|&m| self.page.tagged.mentions[m].label == Label::PERSON);
                Some(person.map_or_else(|| Who::Label(tokens.clone()), Who::Name))
            }
        }
    }

    /// Whether a paragraph without a label goes on with the turn before it.
    fn goes_on(&self, line: usize) -> bool {
        let paragraph = &self.page.tagged.article.paragraphs[line];
        let text = paragraph.span.slice(self.page.tagged.text());
        paragraph.kind == ParagraphKind::Body && !text.starts_with(['(', '[', '*', '“', '"'])
    }

    /// Whether blanks or `>` set a paragraph off.
    fn is_set_off(&self, line: usize) -> bool {
        let article = self.page.tagged.article;
        let paragraph = &article.paragraphs[line];
        let start = paragraph.span.start as usize;
        let text = &article.text;
        let before = &text[..start];
        let blanks = before.len() - before.trim_end_matches([' ', '\t']).len();
        let is_line_start = blanks == start || before.as_bytes()[start - blanks - 1] == b'\n';
        let marked = text[start..].starts_with('>');
        let body = matches!(paragraph.kind, ParagraphKind::Body | ParagraphKind::Subhead);
        body && is_line_start && (marked || blanks >= INDENT || before.ends_with('\t'))
    }

    /// Who is said, before the colon that ends a paragraph, to have spoken: `The bank wrote:`; `None` where no colon leads in.
    fn leads_in(&self, line: usize) -> Option<Option<Who>> {
        let page = &self.page;
        let tokens = page.tagged.tokens_in(page.tagged.article.paragraphs[line].span);
        let last = tokens.end.checked_sub(1).filter(|&last| last > tokens.start)?;
        if page.word(last) != ":" {
            return None;
        }
        let sentence = page.tagged.sentence_around(last);
        let start = sentence.start.max(tokens.start);
        let cue = self
            .cues_back(start..last, OUTSIDE)
            .find(|&number| self.cues[number].who.is_some());
        match cue {
            Some(number) => Some(self.cues[number].who.clone()),
            None => {
                let (who, _) = phrase::subject_of_clause(page, start, last)?;
                match who {
                    // `The list so far:` is nobody's speech.
                    Who::Phrase(..) | Who::Label(_) => None,
                    who => Some(Some(who)),
                }
            }
        }
    }

    /// The lines of a block without their `>`.
    fn quoted_lines(&self, tokens: Range<usize>) -> Vec<Range<usize>> {
        let page = &self.page;
        let is_mark = |at: usize| page.word(at) == ">" && (at == tokens.start || page.spaced(at));
        if !is_mark(tokens.start) {
            return vec![tokens];
        }
        let mut parts = Vec::new();
        let mut start = tokens.start;
        for at in tokens.clone().chain([tokens.end]) {
            if at == tokens.end || is_mark(at) {
                if start < at {
                    parts.push(start..at);
                }
                start = at + 1;
            }
        }
        parts
    }

    /// Some tokens as speech, unless they stand in marks already.
    fn stretch_of(&self, tokens: Range<usize>, who: Option<Who>) -> Option<Speech> {
        let page = &self.page;
        if tokens.is_empty() || page.is_quote_mark(tokens.start) {
            return None;
        }
        Some(Speech {
            id: 0,
            span: page.span(tokens.clone()),
            kind: QuoteKind::Direct,
            at: tokens.start,
            who,
            cue: None,
            when: None,
            past: false,
        })
    }
}
