//! Copies of training sentences in other settings: ALL CAPITALS and Title Case, as headlines are set.

use super::data::{Corpus, Document, Sentence};
use crate::span::Span;
use crate::tagger::words::Setting;
use crate::text::TokenKind;

/// One sentence of so many gets a copy in each setting; every headline does.
const ONE_OF: usize = 10;

/// Words that Title Case leaves small.
const SMALL: [&str; 22] = [
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "of", "off", "on", "or", "over",
    "per", "the", "to", "up", "via", "with",
];

/// Adds the copies to the corpus.
pub(super) fn add_settings(corpus: &mut Corpus) {
    let mut copies = Vec::new();
    let mut headline_of = usize::MAX;
    for (n, sentence) in corpus.sentences.iter().enumerate() {
        let document = &corpus.documents[sentence.document];
        let headline = document.text.contains('\n') && headline_of != sentence.document;
        headline_of = sentence.document;
        for (setting, turn) in [(Setting::Capitals, 0), (Setting::Title, 1)] {
            if headline || n % ONE_OF == turn {
                copies.push(reset(sentence, document, setting));
            }
        }
    }
    corpus.add_made(copies);
}

/// A sentence set in another way, with a document of its own.
fn reset(sentence: &Sentence, document: &Document, setting: Setting) -> (Sentence, Document) {
    let mut copy = sentence.clone();
    let mut text = String::new();
    for token in &mut copy.tokens {
        if token.spaced && !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        let word = token.span.slice(&document.text);
        let small = SMALL.contains(&word) && start > 0;
        let mut chars = word.chars();
        match setting {
            Setting::Capitals => text.extend(word.chars().flat_map(char::to_uppercase)),
            Setting::Title if token.kind != TokenKind::Clitic && !small => {
                text.extend(chars.next().into_iter().flat_map(char::to_uppercase));
                text.push_str(chars.as_str());
            }
            _ => text.push_str(word),
        }
        token.span = Span::new(start, text.len());
    }
    (copy, Document::plain(document.id.clone(), text))
}
