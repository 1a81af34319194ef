//! Roles: which words say what a person is: `Russian President Vladimir Putin`, `Jane Roe, a nurse in Leeds,`.

mod after;
mod before;
mod phrase;
mod predicate;
mod sentence;

use std::ops::Range;

use self::phrase::Phrase;
use self::sentence::{Cases, Sentence};
use super::lexicon::Class;
use super::tagged::Tagged;
use crate::article::ParagraphKind;
use crate::record::{Label, RoleStatus};
use crate::span::Span;

/// A phrase that says what somebody is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FoundRole {
    /// The person's mention. Of a description ([`FoundRoles::described`]) the last person named before it.
    pub(crate) mention: usize,
    /// Where the phrase stands.
    pub(crate) span: Span,
    /// Whether it still holds.
    pub(crate) status: RoleStatus,
}

/// What was found in one article. Reused from article to article.
#[derive(Debug, Default)]
pub(crate) struct FoundRoles {
    /// Phrases that stand beside the name, in text order of the names.
    pub(crate) named: Vec<FoundRole>,
    /// `the North Korean leader` after exactly one person in the sentence: who is meant is likely, not sure.
    pub(crate) described: Vec<FoundRole>,
    /// Tokens that the phrases of `named` cover.
    taken: Vec<Range<usize>>,
}

impl FoundRoles {
    /// Looks at each person of the article.
    pub(crate) fn fill(&mut self, tagged: Tagged<'_>) {
        self.named.clear();
        self.described.clear();
        self.taken.clear();
        let mut cases = Cases::default();
        for (number, mention) in tagged.mentions.iter().enumerate() {
            if mention.label != Label::PERSON || !is_prose(tagged, mention.span) {
                continue;
            }
            let name = tagged.tokens_of(number);
            if name.is_empty() {
                continue;
            }
            let sentence = Sentence::around(tagged, name.start, &mut cases);
            let first = self.taken.len();
            let start = before::roles(&sentence, &name, &mut |phrase| self.add(tagged, number, phrase));
            let mut add = |phrase| self.add(tagged, number, phrase);
            after::roles(&sentence, &name, &mut add);
            predicate::roles(&sentence, start, &name, &mut add);
            debug_assert!(self.taken[first..].iter().all(|r| r.start < r.end));
        }
        self.taken.sort_unstable_by_key(|range| range.start);
        self.describe(tagged, &mut cases);
    }

    fn add(&mut self, tagged: Tagged<'_>, mention: usize, phrase: Phrase) {
        self.named.push(found(tagged, mention, &phrase));
        self.taken.push(phrase.tokens);
    }

    /// Finds `the North Korean leader` where the sentence has named exactly one person so far.
    fn describe(&mut self, tagged: Tagged<'_>, cases: &mut Cases) {
        // The last person of the sentence so far, and whether the sentence names no other one before.
        let mut last: Option<(usize, usize, bool)> = None;
        for (number, mention) in tagged.mentions.iter().enumerate() {
            let tokens = tagged.tokens_of(number);
            if tokens.is_empty() {
                continue;
            }
            let place = tagged.sentence_of(tokens.start);
            if mention.label == Label::PERSON {
                let alone = last.is_none_or(|(_, sentence, _)| sentence != place);
                last = Some((number, place, alone));
                continue;
            }
            let Some((person, sentence, true)) = last else { continue };
            if mention.label != Label::NORP
                || sentence != place
                || tokens.start == 0
                || !tagged.is_word(tokens.start - 1, "the")
            {
                continue;
            }
            let sentence = Sentence::around(tagged, tokens.start, cases);
            let Some(phrase) = Phrase::read(&sentence, tokens.start) else { continue };
            let free = !sentence.is_person(phrase.tokens.end)
                && !(tagged.word(phrase.tokens.end) == "," && sentence.is_person(phrase.tokens.end + 1));
            let at = self.taken.partition_point(|range| range.end <= phrase.tokens.start);
            let taken = self.taken.get(at).is_some_and(|range| range.start < phrase.tokens.end);
            if free && !taken && phrase.head_is_lower(tagged) && tagged.word(tokens.start - 2) != "," {
                self.described.push(found(tagged, person, &phrase));
            }
        }
    }
}

fn found(tagged: Tagged<'_>, mention: usize, phrase: &Phrase) -> FoundRole {
    FoundRole {
        mention,
        span: tagged.segments.span(&phrase.tokens),
        status: match phrase.former {
            true => RoleStatus::Former,
            false => RoleStatus::Current,
        },
    }
}

/// Whether the place is read as sentences: bylines and stamps are not, the headline is.
fn is_prose(tagged: Tagged<'_>, span: Span) -> bool {
    let article = tagged.article;
    let at = article.paragraphs.partition_point(|p| p.span.end <= span.start);
    match article.paragraphs.get(at).map(|p| p.kind) {
        Some(ParagraphKind::Header | ParagraphKind::Tail) => {
            let headline = article.header.headline.as_ref().and_then(|h| h.span);
            headline.is_some_and(|headline| headline.contains(span))
        }
        _ => true,
    }
}

/// Whether a word says of a post that it is over.
fn is_former(sentence: &Sentence<'_>, tokens: Range<usize>) -> bool {
    tokens.into_iter().any(|at| sentence.tagged.is(at, Class::FormerWord))
}
