//! Training text: labelled documents to tagged sentences.

use super::read::{Told, quoted};
use super::slots::Slots;
use crate::error::Error;
use crate::record::Label;
use crate::span::Span;
use crate::tagger::MOST_TOKENS;
use crate::tagger::decode::mentions;
use crate::tagger::tags::{OUTSIDE, tag_in};
use crate::text::{Token, split_sentences, tokenize};

/// A labelled text: a sentence or a whole article.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    pub(crate) id: String,
    pub(crate) text: String,
    /// In text order, apart from each other.
    pub(crate) mentions: Vec<(Span, Box<str>)>,
    /// The least certain decision of a machine-made annotation; 1 for one made by reading.
    pub(crate) certainty: f32,
    /// Where it was read, for messages.
    pub(crate) place: String,
}

/// A sentence with its tags.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    /// Index of its document.
    pub(crate) document: usize,
    /// Its tokens, spans in the document's text.
    pub(crate) tokens: Vec<Token>,
    /// The right tags.
    pub(crate) tags: Vec<u8>,
    /// How much it counts in learning.
    pub(crate) weight: f32,
}

impl Sentence {
    /// A sentence without mentions, of no document yet.
    pub(crate) fn plain(tokens: Vec<Token>, weight: f32) -> Sentence {
        Sentence {
            document: 0,
            tags: vec![OUTSIDE as u8; tokens.len()],
            tokens,
            weight,
        }
    }

    /// Tags a range of tokens as one mention.
    pub(crate) fn set(&mut self, tokens: std::ops::Range<usize>, label: usize) {
        let len = tokens.len();
        for at in 0..len {
            self.tags[tokens.start + at] = tag_in(label, at, len) as u8;
        }
    }

    /// Its mentions, as byte spans with their labels.
    pub(crate) fn labelled(&self, slots: &Slots) -> Vec<(Span, Label)> {
        let mut out = Vec::new();
        mentions(&self.tags, |first, last, slot| {
            if let Some(label) = slots.label(slot) {
                out.push((self.span(first..last + 1), label));
            }
        });
        out
    }

    /// The stretch of some of its tokens.
    pub(crate) fn span(&self, tokens: std::ops::Range<usize>) -> Span {
        match &self.tokens[tokens] {
            [first, .., last] => Span {
                start: first.span.start,
                end: last.span.end,
            },
            [only] => only.span,
            [] => Span::new(0, 0),
        }
    }
}

/// Tagged sentences with their documents.
#[derive(Debug, Default)]
pub(crate) struct Corpus {
    pub(crate) documents: Vec<Document>,
    pub(crate) sentences: Vec<Sentence>,
    /// How many mentions they hold.
    pub(crate) mentions: usize,
    /// Mentions whose borders fall inside a token or cross a sentence.
    pub(crate) misfits: Told,
}

impl Corpus {
    /// Adds a document whose sentences count so much.
    ///
    /// # Errors
    /// When it has a label that no slot stands for.
    pub(crate) fn add(&mut self, document: Document, slots: &Slots, weight: f32) -> Result<(), Error> {
        let gold = slots.numbered(&document)?;
        let mut fits = vec![false; gold.len()];
        for mut sentence in sentences(&document.text) {
            sentence.document = self.documents.len();
            sentence.weight = weight;
            tag(&mut sentence, &gold, &mut fits);
            self.sentences.push(sentence);
        }
        for (n, (span, label)) in document.mentions.iter().enumerate() {
            if fits[n] {
                self.mentions += 1;
            } else {
                let name = quoted(span.slice(&document.text));
                self.misfits.add(format!(
                    "{}: {label} {name} ends inside a word or runs over a sentence; left out",
                    document.place
                ));
            }
        }
        self.documents.push(document);
        Ok(())
    }

    /// Adds sentences that were made of others, each with a document of its own.
    pub(crate) fn add_made(&mut self, made: Vec<(Sentence, Document)>) {
        for (mut sentence, document) in made {
            sentence.document = self.documents.len();
            self.documents.push(document);
            self.sentences.push(sentence);
        }
    }
}

impl Document {
    /// A text without annotation.
    pub(crate) fn plain(id: String, text: String) -> Document {
        Document {
            id,
            text,
            mentions: Vec::new(),
            certainty: 1.0,
            place: String::new(),
        }
    }
}

/// The sentences of a text whose paragraphs are lines, all tagged as outside; long ones are cut as the tagger cuts them.
pub(crate) fn sentences(text: &str) -> Vec<Sentence> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len());
        start += line.len();
        let (mut tokens, mut ranges) = (Vec::new(), Vec::new());
        tokenize(text, span, &mut tokens);
        split_sentences(text, &tokens, 0..tokens.len(), &mut ranges);
        let pieces = ranges
            .into_iter()
            .flat_map(|range| tokens[range].chunks(MOST_TOKENS));
        out.extend(pieces.map(|tokens| Sentence::plain(tokens.to_vec(), 1.0)));
    }
    out
}

/// Writes the tags of the mentions that fit the sentence's tokens, and marks these.
pub(super) fn tag(sentence: &mut Sentence, gold: &[(Span, usize)], fits: &mut [bool]) {
    let (Some(first), Some(last)) = (sentence.tokens.first(), sentence.tokens.last()) else {
        return;
    };
    let from = gold.partition_point(|(span, _)| span.start < first.span.start);
    let to = gold.partition_point(|(span, _)| span.start < last.span.end);
    for n in from..to {
        let (span, label) = gold[n];
        let first = sentence.tokens.iter().position(|t| t.span.start == span.start);
        let last = sentence.tokens.iter().position(|t| t.span.end == span.end);
        let (Some(first), Some(last)) = (first, last) else {
            continue;
        };
        if first <= last {
            sentence.set(first..last + 1, label);
            fits[n] = true;
        }
    }
}
