//! The tokens of a record, each in one mention or in none, for forms that label tokens.

use std::ops::Range;

use crate::record::{Mention, Record};
use crate::span::Span;
use crate::text::{Segments, Token, split_sentences, tokenize};

/// A token, or the part of one that lies in a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) span: Span,
    /// Index of the mention.
    pub(super) mention: Option<usize>,
}

/// The tokens of a record. A token within which a mention begins or ends is cut there: so no mention is lost or widened.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) words: Vec<Word>,
    /// Sentences as ranges of words.
    pub(super) sentences: Vec<Range<usize>>,
}

impl Words {
    pub(super) fn new(record: &Record) -> Words {
        let text = &record.article.text;
        let mut segments = Segments::default();
        segments.fill(&record.article);
        let mut words = Words::default();
        let (mut mentions, mut at) = (Mentions::new(&record.mentions), 0);
        for sentence in &segments.sentences {
            let span = segments.span(sentence);
            if span.start < at {
                continue; // a record from elsewhere whose parts overlap
            }
            words.add_unread(text, at..span.start, &mut mentions);
            words.add(&segments.tokens[sentence.clone()], &mut mentions);
            at = span.end;
        }
        words.add_unread(text, at..text.len() as u32, &mut mentions);
        words
    }

    /// Adds a sentence.
    fn add(&mut self, tokens: &[Token], mentions: &mut Mentions<'_>) {
        let first = self.words.len();
        for token in tokens {
            mentions.cut(token.span, &mut self.words);
        }
        if self.words.len() > first {
            self.sentences.push(first..self.words.len());
        }
    }

    /// Adds what stands in no paragraph: something only in records from elsewhere, which may have none.
    fn add_unread(&mut self, text: &str, within: Range<u32>, mentions: &mut Mentions<'_>) {
        let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
        let span = Span {
            start: within.start,
            end: within.end,
        };
        tokenize(text, span, &mut tokens);
        split_sentences(text, &tokens, 0..tokens.len(), &mut sentences);
        for sentence in sentences {
            self.add(&tokens[sentence], mentions);
        }
    }

    /// Whether a word is the first of its mention.
    pub(super) fn begins(&self, word: usize) -> bool {
        let mention = |word: usize| self.words[word].mention;
        mention(word).is_some() && (word == 0 || mention(word - 1) != mention(word))
    }
}

/// The mentions of a record from the first on that a word may lie in.
struct Mentions<'r> {
    all: &'r [Mention],
    next: usize,
}

impl<'r> Mentions<'r> {
    fn new(all: &'r [Mention]) -> Self {
        Mentions { all, next: 0 }
    }

    /// Adds a token in the pieces into which the borders of mentions cut it.
    fn cut(&mut self, token: Span, words: &mut Vec<Word>) {
        let mut at = token.start;
        while at < token.end {
            while self.all.get(self.next).is_some_and(|m| m.span.end <= at) {
                self.next += 1;
            }
            let (end, mention) = match self.all.get(self.next) {
                Some(mention) if mention.span.start <= at => (mention.span.end, Some(self.next)),
                Some(mention) => (mention.span.start, None),
                None => (token.end, None),
            };
            let end = end.min(token.end);
            words.push(Word {
                span: Span { start: at, end },
                mention,
            });
            at = end;
        }
    }
}
