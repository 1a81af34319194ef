//! Speech without a cue of its own: it goes on from the speech before, or from what the body of the article has.

use std::ops::Range;

use super::attribute::{Attribution, Evidence, Source};
use super::kinds::{FEW, Look, count};
use super::meaning::Who;
use super::page::{FAR, OUTSIDE};
use super::phrase;
use crate::record::Label;
use crate::rules::lexicon::Class;

impl Evidence<'_> {
    /// The speech that a stretch without a cue goes on from.
    pub(super) fn carried(&self, number: usize, done: &[Attribution]) -> Source {
        let page = &self.page;
        let stretch = self.stretch(number);
        let few = self.looks[number] == Look::Words && count(page, stretch) <= FEW;
        let nothing = if few { Source::NoSpeech } else { Source::Nobody };
        if self.level(number) != OUTSIDE {
            return Source::Nobody;
        }
        // The next stretch has the cue: `“A.” “B,” he said.`
        let next = (number + 1..page.stretches.len())
            .take(8)
            .find(|&n| self.stretch(n).parent == stretch.parent);
        if let Some(next) = next
            && let other = self.stretch(next)
            && page.all_signs(stretch.after..other.open.max(stretch.after))
            && self.looks[next] == Look::Sentence
            && self.same_line(stretch.after - 1, other.open)
            && let Source::Cue(cue) = self.sentence(next)
        {
            return Source::Carried(cue);
        }
        // `Junius saw “perhaps 0.4 points of growth”`
        let sentence = page.tagged.sentence_around(stretch.open);
        let sentence = sentence.start.max(stretch.open.saturating_sub(FAR))..stretch.open;
        if self.looks[number] == Look::Words
            && !few
            && let Some(start) = sentence
                .clone()
                .find(|&at| page.level(at) == OUTSIDE && !page.is_sign(at))
            && let Some((who, tokens)) = phrase::subject_of_clause(page, start, stretch.open)
            && self.is_somebody(&who)
            && tokens.start <= start + 3
        {
            return Source::Somebody(who);
        }
        let line = self.paragraph(stretch.open);
        let mut sentence = page.tagged.sentence_of(stretch.open);
        // An open fragment may also lean on the sentence before only.
        let reach = if few { 1 } else { 12 };
        // A paragraph that is one quotation goes on over a question or an aside.
        let alone = sentence == 0
            || self.paragraph(page.tagged.segments.sentences[sentence].start) == line
                && self.paragraph(page.tagged.segments.sentences[sentence - 1].start) < line;
        let most_lines = usize::from(!few)
            * if alone && self.looks[number] == Look::Sentence {
                3
            } else {
                1
            };
        for back in 0..reach {
            let Some(before) = sentence.checked_sub(1) else {
                return nothing;
            };
            sentence = before;
            let tokens = page.tagged.segments.sentences[before].clone();
            let lines = line - self.paragraph(tokens.start);
            if lines > most_lines {
                return nothing;
            }
            if let Some(source) = self.spoken_in(&tokens, number, done) {
                return source;
            }
            if back < 3
                && lines <= 1
                && !few
                && let Some((who, _)) = phrase::subject_of_clause(page, tokens.start, tokens.end)
                && self.is_somebody(&who)
            {
                return Source::Somebody(who);
            }
        }
        nothing
    }

    fn is_somebody(&self, who: &Who) -> bool {
        match who {
            Who::Name(m) => self.page.tagged.mentions[*m].label == Label::PERSON,
            Who::Pronoun(at) => self.page.is_any(*at, &["he", "she"]),
            Who::Phrase(_, head) => self.page.is_human(head - 1),
            Who::Label(_) => false,
        }
    }

    /// The last speech of a sentence: a cue outside marks, or a stretch that has one.
    fn spoken_in(&self, tokens: &Range<usize>, number: usize, done: &[Attribution]) -> Option<Source> {
        let cue = self
            .cues_back(tokens.clone(), OUTSIDE)
            .find(|&n| self.cues[n].who.is_some());
        if let Some(cue) = cue {
            return Some(Source::Carried(cue));
        }
        let before = (0..number)
            .rev()
            .take(8)
            .find(|&n| self.stretch(n).parent.is_none() && done[n].source != Source::NoSpeech)?;
        if self.stretch(before).after <= tokens.start {
            return None;
        }
        match &done[before].source {
            Source::Cue(cue) | Source::Carried(cue) => Some(Source::Carried(*cue)),
            Source::Somebody(who) => Some(Source::Somebody(who.clone())),
            Source::Nobody | Source::NoSpeech => None,
        }
    }

    /// A line of its own in marks, above the words that it is taken from: it takes the speaker from there.
    pub(super) fn subheads(&self, out: &mut [Attribution]) {
        const NEAR: usize = 6;
        for head in 0..out.len() {
            if !matches!(out[head].source, Source::Carried(_) | Source::Nobody) || !self.is_own_line(head) {
                continue;
            }
            let words = self.stretch(head).tokens.clone();
            let body = (head + 1..out.len()).take(NEAR).find(|&n| {
                matches!(out[n].source, Source::Cue(_) | Source::Somebody(_))
                    && self.holds(self.stretch(n).tokens.clone(), words.clone())
            });
            if let Some(body) = body {
                out[head].source = match &out[body].source {
                    Source::Cue(cue) => Source::Carried(*cue),
                    other => other.clone(),
                };
            }
        }
    }

    /// Whether nothing but a stretch stands in its line.
    pub(super) fn is_own_line(&self, number: usize) -> bool {
        let stretch = self.stretch(number);
        let before = stretch.open.checked_sub(1);
        let tokens = self.page.tagged.tokens().len();
        before.is_none_or(|at| !self.same_line(at, stretch.open))
            && (stretch.after >= tokens || !self.same_line(stretch.after, stretch.open))
    }

    /// Whom the line under a block of words in marks names: `— Ann Lee, analyst`.
    pub(super) fn signed(&self, number: usize) -> Option<Who> {
        const LONGEST: usize = 25;
        let page = &self.page;
        let stretch = self.stretch(number);
        if stretch.parent.is_some()
            || stretch.after >= page.tagged.tokens().len()
            || !self.is_own_line(number)
        {
            return None;
        }
        let line = page
            .tagged
            .article
            .paragraphs
            .get(self.paragraph(stretch.after).checked_sub(1)?)?;
        let tokens = page.tagged.tokens_in(line.span);
        let dash =
            tokens.start == stretch.after && page.word(tokens.start).starts_with(['—', '–', '-', '―', '~']);
        if !dash || tokens.len() > LONGEST || tokens.clone().any(|at| page.is_quote_mark(at)) {
            return None;
        }
        let first = (tokens.start..tokens.end).find(|&at| !page.is_sign(at))?;
        let mention = (first..tokens.end.min(first + 3)).find_map(|at| page.tagged.mention_at(at))?;
        matches!(page.tagged.mentions[mention].label, Label::PERSON | Label::ORG)
            .then_some(Who::Name(mention))
    }

    /// A headline quotes what the body has: its marks take the speaker from there.
    pub(super) fn headline(&self, out: &mut [Attribution]) {
        let page = &self.page;
        let heads = page
            .stretches
            .iter()
            .take(8)
            .take_while(|s| self.is_header(s))
            .count();
        for head in 0..heads {
            if !matches!(out[head].source, Source::NoSpeech | Source::Nobody)
                || self.looks[head] == Look::Name
            {
                continue;
            }
            let words = page.stretches[head].tokens.clone();
            let body = (heads..page.stretches.len()).take(200).find(|&n| {
                let tokens = page.stretches[n].tokens.clone();
                let said = out[n].source != Source::NoSpeech;
                said && (self.holds(tokens.clone(), words.clone())
                    || self.holds_loosely(tokens, words.clone()))
            });
            let source = body.map(|body| match &out[body].source {
                Source::Cue(cue) => Source::Carried(*cue),
                other => other.clone(),
            });
            let source = source.or_else(|| self.headed(head).map(Source::Somebody));
            out[head].source = source.unwrap_or_else(|| out[head].source.clone());
        }
    }

    /// Whom the name before a headline's colon gives its words to: `Uruguay: ports stay open, “whatever flag it flies”`.
    fn headed(&self, head: usize) -> Option<Who> {
        let page = &self.page;
        let stretch = self.stretch(head);
        let line = page
            .tagged
            .article
            .paragraphs
            .get(self.paragraph(stretch.open).checked_sub(1)?)?;
        let tokens = page.tagged.tokens_in(line.span);
        let mention = page.tagged.mention_at(tokens.start)?;
        let colon = page.tagged.tokens_of(mention).end;
        let is_name = matches!(
            page.tagged.mentions[mention].label,
            Label::PERSON | Label::ORG | Label::GPE
        );
        (is_name && page.word(colon) == ":" && colon < stretch.open).then_some(Who::Name(mention))
    }

    /// Whether some tokens hold three words and more of others in their order, with articles and the like left out of these.
    fn holds_loosely(&self, tokens: Range<usize>, words: Range<usize>) -> bool {
        let page = &self.page;
        let wanted: Vec<usize> = words.filter(|&at| !page.is_sign(at)).collect();
        if wanted.len() < 3 {
            return false;
        }
        let mut next = 0;
        for at in tokens.start..tokens.end.min(tokens.start + 80) {
            let Some(&word) = wanted.get(next) else {
                break;
            };
            if page.word(at).eq_ignore_ascii_case(page.word(word)) {
                next += 1;
            } else if !(page.is(at, Class::PhraseOpener) || page.is_sign(at)) {
                next = 0;
            }
        }
        next == wanted.len()
    }

    /// Whether some tokens hold the words of others in a row.
    fn holds(&self, tokens: Range<usize>, words: Range<usize>) -> bool {
        let page = &self.page;
        let end = tokens.end.min(tokens.start + 80);
        (tokens.start..end).any(|at| {
            at + words.len() <= tokens.end + 1
                && words.clone().enumerate().all(|(n, word)| {
                    page.is_sign(word) || page.word(at + n).eq_ignore_ascii_case(page.word(word))
                })
        })
    }
}
