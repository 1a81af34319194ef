//! Training text: annotated records to tagged sentences.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use flate2::read::GzDecoder;
use serde::Deserialize;

use crate::error::Error;
use crate::record::Label;
use crate::span::{OffsetMap, Span};
use crate::tagger::decode::mentions;
use crate::tagger::tags::{OUTSIDE, tag_in};
use crate::text::{Token, split_sentences, tokenize};

/// An annotated text: a sentence or a whole article.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Document {
    #[serde(default)]
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) text: String,
    #[serde(default)]
    mentions: Vec<Annotation>,
    /// For machine-made labels: the least certain token outside of all mentions.
    min_o: Option<f32>,
}

#[derive(Clone, Debug, Deserialize)]
struct Annotation {
    start: u32,
    end: u32,
    label: String,
    score: Option<f32>,
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
}

impl Sentence {
    /// The mentions that tags spell, as byte spans with the numbers of their labels.
    pub(crate) fn spans(&self, tags: &[u8]) -> Vec<(Span, usize)> {
        let mut out = Vec::new();
        mentions(tags, |first, last, label| {
            let (first, last) = (self.tokens[first].span, self.tokens[last].span);
            out.push((
                Span {
                    start: first.start,
                    end: last.end,
                },
                label,
            ));
        });
        out
    }
}

/// What was read, and what could not be used.
#[derive(Debug, Default)]
pub(crate) struct Corpus {
    pub(crate) documents: Vec<Document>,
    pub(crate) sentences: Vec<Sentence>,
    /// Mentions whose borders fall inside a token or cross a sentence.
    pub(crate) misfits: usize,
}

impl Corpus {
    /// Adds the records of a JSON-lines file (gzipped or not) that `keep` accepts.
    pub(crate) fn add_file(&mut self, path: &Path, keep: impl Fn(&Document) -> bool) -> Result<(), Error> {
        let file = File::open(path).map_err(|why| Error::file(path, why))?;
        let reader: Box<dyn Read> = match path.extension() {
            Some(end) if end == "gz" => Box::new(GzDecoder::new(file)),
            _ => Box::new(file),
        };
        for (n, line) in BufReader::new(reader).lines().enumerate() {
            let line = line.map_err(|why| Error::file(path, why))?;
            let document: Document = serde_json::from_str(&line)
                .map_err(|why| Error::record(format!("{} line {}: {why}", path.display(), n + 1)))?;
            if keep(&document) {
                self.add(document)?;
            }
        }
        Ok(())
    }

    fn add(&mut self, document: Document) -> Result<(), Error> {
        let gold = document.mentions()?;
        let mut covered = 0;
        for mut sentence in sentences(&document.text) {
            sentence.document = self.documents.len();
            covered += tag(&mut sentence, &gold);
            self.sentences.push(sentence);
        }
        self.misfits += gold.len() - covered;
        self.documents.push(document);
        Ok(())
    }
}

impl Document {
    /// A text without annotation.
    pub(crate) fn plain(id: String, text: String) -> Document {
        Document {
            id,
            text,
            mentions: Vec::new(),
            min_o: None,
        }
    }

    /// The annotation of `text` in a record that may lack the text itself.
    pub(crate) fn from_record(json: &str, text: String) -> Result<Document, Error> {
        let document = serde_json::from_str(json).map_err(|why| Error::record(why.to_string()))?;
        Ok(Document { text, ..document })
    }

    /// The least certain decision of a machine-made annotation; 1 for one made by reading.
    pub(crate) fn certainty(&self) -> f32 {
        let scores = self.mentions.iter().filter_map(|m| m.score);
        scores.fold(self.min_o.unwrap_or(1.0), f32::min)
    }

    /// The annotated mentions as byte spans with the numbers of their labels.
    pub(crate) fn mentions(&self) -> Result<Vec<(Span, usize)>, Error> {
        let map = OffsetMap::new(&self.text);
        let byte = |at| map.to_bytes(&self.text, at) as usize;
        let one = |m: &Annotation| {
            Ok((
                Span::new(byte(m.start), byte(m.end)),
                m.label.parse::<Label>()?.number(),
            ))
        };
        self.mentions.iter().map(one).collect()
    }
}

/// The sentences of a text whose paragraphs are lines, all tagged as outside.
pub(crate) fn sentences(text: &str) -> Vec<Sentence> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len());
        start += line.len();
        let (mut tokens, mut ranges) = (Vec::new(), Vec::new());
        tokenize(text, span, &mut tokens);
        split_sentences(text, &tokens, 0..tokens.len(), &mut ranges);
        out.extend(ranges.into_iter().map(|range| {
            let tokens = tokens[range].to_vec();
            Sentence {
                document: 0,
                tags: vec![OUTSIDE as u8; tokens.len()],
                tokens,
            }
        }));
    }
    out
}

/// Writes the tags of the mentions that fit the sentence's tokens, and counts them.
fn tag(sentence: &mut Sentence, gold: &[(Span, usize)]) -> usize {
    let mut count = 0;
    for &(span, label) in gold {
        let first = sentence.tokens.iter().position(|t| t.span.start == span.start);
        let last = sentence.tokens.iter().position(|t| t.span.end == span.end);
        let (Some(first), Some(last)) = (first, last) else {
            continue;
        };
        if first <= last {
            let len = last - first + 1;
            for at in 0..len {
                sentence.tags[first + at] = tag_in(label, at, len) as u8;
            }
            count += 1;
        }
    }
    count
}
