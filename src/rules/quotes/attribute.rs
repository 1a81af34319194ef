//! Which cue a stretch in marks belongs to: after it, before it, around it, or none, so that it goes on from the speech before.

use std::ops::Range;

use super::cues::{Cue, Shape};
use super::indirect::Clause;
use super::kinds::{FEW, Look, count};
use super::marks::Stretch;
use super::meaning::Who;
use super::page::{FAR, OUTSIDE, Page};
use super::phrase;
use crate::article::ParagraphKind;
use crate::record::Label;
use crate::rules::lexicon::Class;

/// How a stretch comes by its speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// A cue of its own.
    Cue(usize),
    /// The cue of the speech before; no word gives the stretch itself to anybody.
    Carried(usize),
    /// Somebody whom no verb makes the speaker: `Smith: “…”`, or the subject of the sentence before.
    Somebody(Who),
    /// Nobody is named.
    Nobody,
    /// It is no speech.
    NoSpeech,
}

/// A stretch with its source and the number of its quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attribution {
    pub(super) source: Source,
    /// The first stretch of the same quotation.
    pub(super) first: usize,
}

/// What attribution looks at.
#[derive(Clone, Copy)]
pub(super) struct Evidence<'e> {
    pub(super) page: Page<'e>,
    pub(super) looks: &'e [Look],
    pub(super) cues: &'e [Cue],
    pub(super) clauses: &'e [Clause],
}

/// Cues that are looked at for one stretch.
const MOST_CUES: usize = 32;

/// Gives every stretch its source.
pub(super) fn attribute(evidence: &Evidence<'_>, out: &mut Vec<Attribution>) {
    out.clear();
    for number in 0..evidence.page.stretches.len() {
        let joined = evidence.joined(number, out);
        let own = match evidence.looks[number] {
            Look::Name => Source::NoSpeech,
            Look::Sentence => evidence.sentence(number),
            Look::Words => evidence.words(number),
        };
        let attribution = match (joined, own) {
            (Some(before), own) if own != Source::NoSpeech => {
                let first = out[before].first;
                let source = match own {
                    Source::Nobody => out[before].source.clone(),
                    own => own,
                };
                // The cue may stand at any stretch of the quotation.
                if out[first].source == Source::Nobody && source != Source::Nobody {
                    let same =
                        |other: &&mut Attribution| other.first == first && other.source == Source::Nobody;
                    for other in out[first..].iter_mut().filter(same) {
                        other.source = source.clone();
                    }
                }
                Attribution { source, first }
            }
            (_, Source::Nobody) => Attribution {
                source: evidence.carried(number, out),
                first: number,
            },
            (_, own) => Attribution {
                source: own,
                first: number,
            },
        };
        out.push(attribution);
    }
    evidence.exchange(out);
    evidence.headline(out);
    evidence.subheads(out);
}

impl Evidence<'_> {
    pub(super) fn stretch(&self, number: usize) -> &Stretch {
        &self.page.stretches[number]
    }

    pub(super) fn level(&self, number: usize) -> u32 {
        self.stretch(number).parent.map_or(OUTSIDE, |parent| parent + 1)
    }

    /// The numbers of the cues of some tokens.
    fn cues_of(&self, tokens: Range<usize>) -> Range<usize> {
        let first = self.cues.partition_point(|cue| cue.tokens.start < tokens.start);
        let last = self.cues.partition_point(|cue| cue.tokens.start < tokens.end);
        first..last.max(first)
    }

    /// The first cues that stand in some tokens, at a level, in text order.
    pub(super) fn cues_in(&self, tokens: Range<usize>, level: u32) -> impl Iterator<Item = usize> {
        let all = self.cues_of(tokens).take(MOST_CUES);
        all.filter(move |&n| self.page.level(self.cues[n].tokens.start) == level)
    }

    /// The last cues that stand in some tokens, at a level, backwards.
    pub(super) fn cues_back(&self, tokens: Range<usize>, level: u32) -> impl Iterator<Item = usize> {
        let all = self.cues_of(tokens).rev().take(MOST_CUES);
        all.filter(move |&n| self.page.level(self.cues[n].tokens.start) == level)
    }

    /// The stretch before, when this one goes on with its quotation: across a paragraph, or across `he said`.
    fn joined(&self, number: usize, done: &[Attribution]) -> Option<usize> {
        let stretch = self.stretch(number);
        let before = (0..number)
            .rev()
            .take(20)
            .find(|&n| self.stretch(n).parent == stretch.parent)?;
        if done[before].source == Source::NoSpeech {
            return None;
        }
        if stretch.continues {
            return Some(before);
        }
        let page = &self.page;
        let gap = self.stretch(before).after..stretch.open;
        if gap.len() > 40
            || gap.is_empty()
            || self.looks[before] == Look::Words && self.looks[number] == Look::Words
        {
            return None;
        }
        // `“The thing is” — she pauses — “nobody asked us”`
        let dash = |at: usize| page.word(at).starts_with(['—', '–', '-']);
        if gap.len() > 2 && dash(gap.start) && dash(gap.end - 1) {
            return Some(before);
        }
        let level = self.level(number);
        let mut cues = self.cues_in(gap.clone(), level);
        let cue = &self.cues[cues.next()?];
        let rest =
            |mut tokens: Range<usize>| tokens.all(|at| page.is_sign(at) && !page.word(at).starts_with(':'));
        let whole = cue.shape != Shape::According
            && self.same_line(stretch.open, self.stretch(before).open)
            && rest(gap.start..cue.all.start.max(gap.start))
            && (rest(cue.all.end.max(gap.start)..gap.end)
                || self.is_apposed(cue, &gap) && cues.next().is_none());
        whole.then_some(before)
    }

    /// `said Jane Miller, a broker at a bank in Leeds.`: the sentence ends with what is said about the speaker.
    fn is_apposed(&self, cue: &Cue, gap: &Range<usize>) -> bool {
        let page = &self.page;
        let rest = cue.all.end..gap.end;
        page.word(rest.start) == ","
            && page.tagged.sentence_of(gap.end - 1) == page.tagged.sentence_of(cue.tokens.start)
            && !page.is_any(
                rest.start + 1,
                &["and", "but", "as", "while", "after", "when", "adding"],
            )
    }

    /// The source of a sentence in marks.
    pub(super) fn sentence(&self, number: usize) -> Source {
        let page = &self.page;
        let stretch = self.stretch(number);
        let level = self.level(number);
        let (opening, closing) = (
            page.tagged.sentence_around(stretch.open),
            page.tagged.sentence_around(stretch.after - 1),
        );
        let next_open = page.stretches[number + 1..]
            .iter()
            .take(8)
            .find(|s| s.parent == stretch.parent)
            .map_or(usize::MAX, |s| s.open);
        let last_after = (0..number)
            .rev()
            .take(8)
            .find(|&n| self.stretch(n).parent == stretch.parent)
            .map_or(0, |n| self.stretch(n).after);
        let after = self
            .cues_in(stretch.after..closing.end.min(next_open), level)
            .next()
            .filter(|&n| self.cues[n].all.start >= stretch.after);
        let before = self
            .cues_back(opening.start.max(last_after)..stretch.open, level)
            .next();
        let touches_after = after.is_some_and(|n| {
            page.all_signs(stretch.after..self.cues[n].all.start)
                && !self.ends(stretch.after, self.cues[n].all.start)
        });
        let led = |n: usize| {
            let gap = self.cues[n].all.end.min(stretch.open)..stretch.open;
            gap.clone().all(|at| page.is_sign(at) || page.is_word(at, "that"))
        };
        if let Some(who) = self.signed(number) {
            return Source::Somebody(who);
        }
        let colon = stretch.open > opening.start && page.word(stretch.open - 1) == ":";
        let last = page.word(stretch.tokens.end - 1);
        let wants_cue = last.starts_with([',', '!', '?', '—', '–']) || page.word(stretch.after) == ",";
        if let Some(cue) = before.filter(|&n| (led(n) || colon) && !(touches_after && wants_cue && !colon)) {
            return Source::Cue(cue);
        }
        if touches_after {
            return after.map_or(Source::Nobody, Source::Cue);
        }
        if let Some(cue) = before.or(after.filter(|_| wants_cue)) {
            return Source::Cue(cue);
        }
        if let Some(who) = self.label(opening.start.max(last_after), stretch, colon) {
            return Source::Somebody(who);
        }
        if let Some(cue) = self.next_sentence(number, last) {
            return Source::Cue(cue);
        }
        let who = wants_cue
            .then(|| self.beside(stretch.after, closing.end.min(next_open)))
            .flatten();
        who.map_or(Source::Nobody, Source::Somebody)
    }

    /// `“…,” Smith counted off`: somebody right after the marks who does something that no list knows as speech.
    fn beside(&self, after: usize, end: usize) -> Option<Who> {
        let page = &self.page;
        let start = (after..end).find(|&at| !page.is_sign(at))?;
        let (who, stop) = match page.tagged.mention_at(start) {
            Some(mention) if page.label(start) == Some(Label::PERSON) => {
                (Who::Name(mention), page.tagged.tokens_of(mention).end)
            }
            None if page.is_any(start, &["he", "she"]) => (Who::Pronoun(start), start + 1),
            _ => return None,
        };
        page.is_finite(stop).then_some(who)
    }

    /// A full stop between a stretch and what follows.
    fn ends(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| self.page.word(at).starts_with(['.', ';', ':']))
    }

    /// `Smith: “…”`, `“…” – Smith`, `Smith was blunt: “…”`.
    fn label(&self, start: usize, stretch: &Stretch, colon: bool) -> Option<Who> {
        let page = &self.page;
        let dash = page.word(stretch.after).starts_with(['—', '–', '-']) || page.word(stretch.after) == ":";
        let sentence = page.tagged.sentence_around(stretch.after - 1);
        if dash && stretch.after + 1 < sentence.end && sentence.end - stretch.after < 25 {
            let found = phrase::after(page, stretch.after + 1, sentence.end, false);
            if let Some((who @ Who::Name(_), _)) =
                found.filter(|(_, tokens)| tokens.start <= stretch.after + 2)
            {
                return Some(who);
            }
        }
        if colon {
            let before = start..stretch.open - 1;
            if let Some(at) = before
                .clone()
                .find(|&at| page.is_any(at, &["his", "her", "their"]))
                .filter(|&at| at <= start + 1)
            {
                return Some(Who::Pronoun(at));
            }
            let (who, tokens) = phrase::subject_of_clause(page, before.start, before.end)?;
            return match &who {
                // `Smith's message was clear: “…”`; `Prime minister: “…”`
                Who::Phrase(tokens, head) => {
                    let first = page.tagged.mention_at(tokens.start);
                    let owner = first
                        .filter(|&m| matches!(page.word(page.tagged.tokens_of(m).end), "'s" | "’s"))
                        .map(Who::Name);
                    let post = page.is_human(head - 1);
                    let whole = tokens.clone() == before || tokens.end == before.end && before.len() < 8;
                    owner.or_else(|| (post && whole).then(|| who.clone()))
                }
                _ => (tokens.start <= before.start + 2).then_some(who),
            };
        }
        None
    }

    /// `“Why?” Smith asked.`: the sentence after the marks is nothing but the attribution.
    fn next_sentence(&self, number: usize, last: &str) -> Option<usize> {
        let page = &self.page;
        let stretch = self.stretch(number);
        let closing = page.tagged.sentence_of(stretch.after - 1);
        let next = page.tagged.segments.sentences.get(closing + 1)?;
        let near = next.start == stretch.after
            && page.tagged.tokens().get(next.start).is_some()
            && last.starts_with(['!', '?', '.', '…']);
        if !near || !self.same_line(stretch.after - 1, next.start) {
            return None;
        }
        let cue = self.cues_in(next.clone(), self.level(number)).next()?;
        let found = &self.cues[cue];
        let bare = found.all.start == next.start
            && (page.all_signs(found.all.end..next.end) || page.is_quote_mark(found.all.end))
            && (found.all.end - found.all.start <= 12);
        (bare && found.shape != Shape::According && !self.clauses.iter().any(|c| c.cue == cue)).then_some(cue)
    }

    /// Whether two tokens stand in one paragraph.
    pub(super) fn same_line(&self, one: usize, other: usize) -> bool {
        self.paragraph(one) == self.paragraph(other)
    }

    pub(super) fn paragraph(&self, token: usize) -> usize {
        let start = self.page.tagged.tokens()[token].span.start;
        self.page
            .tagged
            .article
            .paragraphs
            .partition_point(|p| p.span.start <= start)
    }

    /// The source of some words in marks.
    fn words(&self, number: usize) -> Source {
        let page = &self.page;
        let stretch = self.stretch(number);
        let level = self.level(number);
        let sentence = page.tagged.sentence_around(stretch.open);
        let end = page.tagged.sentence_around(stretch.after - 1).end;
        let before = || {
            let near = self.cues_back(sentence.start..stretch.open, level).take(12);
            near.filter(|&n| self.cues[n].all.end <= stretch.open)
        };
        // Somebody who is said to have spoken comes before nobody in particular.
        let spoken = before().find(|&n| self.cues[n].who.is_some());
        if let Some(cue) = spoken {
            return Source::Cue(self.outer(cue, before()).unwrap_or(cue));
        }
        let one = count(page, stretch) < 2;
        let after = self.cues_in(stretch.after..end, level).take(12).find(|&n| {
            let cue = &self.cues[n];
            let own = self.clause_after(n);
            let near = page.all_signs(stretch.after..cue.all.start.max(stretch.after));
            // `grinned`, `began` give words to somebody only beside them.
            let speech = cue.shape == Shape::According || page.is(cue.tokens.start, Class::SpeechVerb);
            cue.all.start >= stretch.after
                && !own
                && !(one && cue.shape == Shape::According)
                && (near || speech)
        });
        if let Some(cue) = after {
            return Source::Cue(cue);
        }
        let colon = stretch.open > sentence.start && page.word(stretch.open - 1) == ":";
        let start = sentence.start.max(stretch.open.saturating_sub(FAR));
        if let Some(who) = self.label(start, stretch, colon) {
            return Source::Somebody(who);
        }
        if let Some(cue) = before().find(|&n| self.cues[n].shape == Shape::Passive) {
            return Source::Cue(cue);
        }
        let words = count(page, stretch);
        // A headline's marks without a speaker are for its body to explain, or they mark a name.
        if self.is_header(stretch) && (words <= FEW || super::kinds::is_title_case(page, stretch)) {
            return Source::NoSpeech;
        }
        if words < 2 || level != OUTSIDE && words <= FEW {
            return Source::NoSpeech;
        }
        Source::Nobody
    }

    pub(super) fn is_header(&self, stretch: &Stretch) -> bool {
        let line = self.paragraph(stretch.open);
        line > 0 && self.page.tagged.article.paragraphs[line - 1].kind == ParagraphKind::Header
    }

    /// `Smith said the deal explained “most of it”`: a thing in somebody's reported clause says nothing itself.
    fn outer(&self, cue: usize, mut earlier: impl Iterator<Item = usize>) -> Option<usize> {
        if !matches!(self.cues[cue].who, Some(Who::Phrase(..))) {
            return None;
        }
        earlier.find(|&n| {
            n < cue && {
                let at = self.clauses.partition_point(|c| c.cue < n);
                let clause = self.clauses.get(at).filter(|c| c.cue == n);
                clause.is_some_and(|c| c.tokens.contains(&self.cues[cue].tokens.start))
            }
        })
    }

    /// Whether a cue has its reported clause after it.
    fn clause_after(&self, cue: usize) -> bool {
        let at = self.clauses.partition_point(|c| c.cue < cue);
        self.clauses
            .get(at)
            .is_some_and(|c| c.cue == cue && c.tokens.start >= self.cues[cue].tokens.end)
    }
}
