//! `Tagged`: the tokens of an article with sentences, paragraphs, mentions and classes of words, as rules look at them.

use std::ops::Range;

use super::lexicon::{Class, Classes, classes};
use crate::article::Article;
use crate::record::{Label, Mention};
use crate::span::Span;
use crate::text::{Segments, Token, fold_word, is_folded};

/// No mention.
const NONE: u32 = u32::MAX;

/// What is worked out once for each token. Reused from article to article.
#[derive(Debug, Default)]
pub(crate) struct TaggedScratch {
    /// Classes of the word.
    classes: Vec<Classes>,
    /// The mention that covers the token.
    mention: Vec<u32>,
    /// The sentence that it stands in.
    sentence: Vec<u32>,
    /// The tokens of each mention.
    tokens: Vec<Range<u32>>,
    folded: String,
}

/// An article as rules look at it.
#[derive(Clone, Copy)]
pub(crate) struct Tagged<'a> {
    pub(crate) article: &'a Article,
    pub(crate) segments: &'a Segments,
    pub(crate) mentions: &'a [Mention],
    of: &'a TaggedScratch,
}

impl TaggedScratch {
    /// Works out what stands where. `mentions` are those of the tagger, in text order.
    pub(crate) fn fill(&mut self, article: &Article, segments: &Segments, mentions: &[Mention]) {
        let TaggedScratch {
            classes: kinds,
            mention,
            sentence,
            tokens,
            folded,
        } = self;
        kinds.clear();
        mention.clear();
        sentence.clear();
        tokens.clear();
        for token in &segments.tokens {
            let word = token.span.slice(&article.text);
            kinds.push(if is_folded(word) {
                classes(word)
            } else {
                fold_word(word, folded);
                classes(folded)
            });
        }
        mention.resize(segments.tokens.len(), NONE);
        sentence.resize(segments.tokens.len(), 0);
        for (number, range) in (0..).zip(&segments.sentences) {
            sentence[range.clone()].fill(number);
        }
        let mut at = 0;
        for (number, found) in (0..).zip(mentions) {
            // A mention of the caller's pattern may begin or end inside a token.
            at += segments.tokens[at..].partition_point(|t| t.span.end <= found.span.start);
            let len = segments.tokens[at..].partition_point(|t| t.span.start < found.span.end);
            mention[at..at + len].fill(number);
            tokens.push(at as u32..(at + len) as u32);
        }
    }

    /// The article as rules look at it; `fill` went before.
    pub(crate) fn view<'a>(
        &'a self,
        article: &'a Article,
        segments: &'a Segments,
        mentions: &'a [Mention],
    ) -> Tagged<'a> {
        Tagged {
            article,
            segments,
            mentions,
            of: self,
        }
    }
}

impl<'a> Tagged<'a> {
    /// The text of the article.
    pub(crate) fn text(&self) -> &'a str {
        &self.article.text
    }

    /// All tokens.
    pub(crate) fn tokens(&self) -> &'a [Token] {
        &self.segments.tokens
    }

    /// The word of a token as it stands; empty past the ends.
    pub(crate) fn word(&self, at: usize) -> &'a str {
        self.tokens()
            .get(at)
            .map_or("", |token| token.span.slice(self.text()))
    }

    /// Whether a token's word, in any case, is `lower`.
    pub(crate) fn is_word(&self, at: usize, lower: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(lower)
    }

    /// Whether a token's word is of this class.
    pub(crate) fn is(&self, at: usize, class: Class) -> bool {
        self.of.classes.get(at).is_some_and(|classes| classes.has(class))
    }

    /// Whether a token's word is of one of these classes.
    pub(crate) fn is_one_of(&self, at: usize, classes: &[Class]) -> bool {
        classes.iter().any(|&class| self.is(at, class))
    }

    /// The number of the mention that covers a token.
    pub(crate) fn mention_at(&self, at: usize) -> Option<usize> {
        self.of
            .mention
            .get(at)
            .filter(|&&m| m != NONE)
            .map(|&m| m as usize)
    }

    /// The label of the mention that covers a token.
    pub(crate) fn label_at(&self, at: usize) -> Option<Label> {
        self.mention_at(at).map(|mention| self.mentions[mention].label)
    }

    /// The tokens of a mention.
    pub(crate) fn tokens_of(&self, mention: usize) -> Range<usize> {
        let range = &self.of.tokens[mention];
        range.start as usize..range.end as usize
    }

    /// The number of the sentence that a token stands in.
    pub(crate) fn sentence_of(&self, at: usize) -> usize {
        self.of.sentence[at] as usize
    }

    /// The tokens of the sentence that a token stands in.
    pub(crate) fn sentence_around(&self, at: usize) -> Range<usize> {
        self.segments.sentences[self.sentence_of(at)].clone()
    }

    /// The tokens that lie wholly inside a span.
    pub(crate) fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens().partition_point(|t| t.span.start < span.start);
        let end = self.tokens().partition_point(|t| t.span.end <= span.end);
        start..end.max(start)
    }
}
