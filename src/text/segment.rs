//! An article to tokens and sentences, in the order of the text.

use std::ops::Range;

use super::sentences::split_sentences;
use super::tokens::{Token, tokenize};
use crate::article::Article;
use crate::span::Span;

/// The tokens of an article, and its sentences as ranges of them. Reused from article to article.
///
/// ```
/// use dateline::text::{Segments, Token, TokenKind};
///
/// let article = dateline::article::read_text("It rained. Dr. Lee left.".to_owned(), None, None, &mut Vec::new());
/// let mut segments = Segments::default();
/// segments.fill(&article);
/// let sentences: Vec<_> = segments.sentences.iter().map(|s| segments.span(s).slice(&article.text)).collect();
/// assert_eq!(sentences, ["It rained.", "Dr. Lee left."]);
/// let doctor: &Token = &segments.tokens[3];
/// assert_eq!((doctor.span.slice(&article.text), doctor.kind), ("Dr.", TokenKind::Abbreviation));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Segments {
    /// Tokens in text order.
    pub tokens: Vec<Token>,
    /// Sentences in text order; none crosses a paragraph, the headline or the dateline.
    pub sentences: Vec<Range<usize>>,
}

impl Segments {
    /// Fills in the tokens and sentences of an article.
    pub fn fill(&mut self, article: &Article) {
        self.tokens.clear();
        self.sentences.clear();
        let header = &article.header;
        let headline = header.headline.as_ref().and_then(|h| h.span);
        let dateline = header.dateline.as_ref().map(|d| d.span);
        for paragraph in &article.paragraphs {
            let mut rest = paragraph.span;
            for island in [headline, dateline]
                .into_iter()
                .flatten()
                .filter(|i| paragraph.span.contains(*i))
            {
                if island.start < rest.start {
                    continue;
                }
                self.add(
                    &article.text,
                    Span {
                        start: rest.start,
                        end: island.start,
                    },
                );
                self.add(&article.text, island);
                rest.start = island.end;
            }
            self.add(&article.text, rest);
        }
    }

    fn add(&mut self, text: &str, span: Span) {
        let first = self.tokens.len();
        tokenize(text, span, &mut self.tokens);
        split_sentences(text, &self.tokens, first..self.tokens.len(), &mut self.sentences);
    }

    /// The tokens that a span has a part of.
    pub(crate) fn inside(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.span.end <= span.start);
        let ends = self.tokens[start..]
            .iter()
            .take_while(|token| token.span.start < span.end);
        start..start + ends.count()
    }

    /// The span of a sentence, given as a range of tokens.
    #[must_use]
    pub fn span(&self, sentence: &Range<usize>) -> Span {
        match &self.tokens[sentence.clone()] {
            [only] => only.span,
            [first, .., last] => Span {
                start: first.span.start,
                end: last.span.end,
            },
            [] => Span { start: 0, end: 0 },
        }
    }
}
