//! Copies of training sentences with other mentions in them: other names of the same label, other forms of amounts.

use std::collections::{BTreeMap, BTreeSet};

use super::amounts::{draw, form};
use super::data::{Corpus, Document, Sentence, tag};
use super::slots::Slots;
use super::random::Random;
use crate::record::Label;
use crate::span::Span;
use crate::tagger::tags::OUTSIDE;
use crate::text::tokenize;

/// How many copies there are, and what changes in them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Swap {
    /// Copies of a sentence on average.
    pub(super) copies: f32,
    /// Copies of one that has an amount, a date in figures or a mention of a rare label.
    pub(super) rare: f32,
    /// Share of mentions that change in a copy.
    pub(super) share: f32,
    /// Seed of the choice.
    pub(super) seed: u64,
}

/// Labels that most sentences have some of.
const COMMON: [Label; 4] = [Label::PERSON, Label::NORP, Label::GPE, Label::ORG];
/// Labels whose mentions are numbers or words for them.
const COUNTS: [Label; 7] = [
    Label::DATE,
    Label::TIME,
    Label::PERCENT,
    Label::MONEY,
    Label::QUANTITY,
    Label::ORDINAL,
    Label::CARDINAL,
];

/// Adds the copies to the corpus.
pub(super) fn add_swapped(corpus: &mut Corpus, slots: &Slots, swap: Swap) {
    let random = &mut Random::new(swap.seed);
    let pools = pools(corpus, slots);
    let mut copies = Vec::new();
    for sentence in &corpus.sentences {
        let document = &corpus.documents[sentence.document];
        let mentions = sentence.labelled(slots);
        let mut wish = match mentions.iter().any(|&m| is_rare(m, &document.text)) {
            true => swap.rare,
            false => swap.copies,
        };
        while !mentions.is_empty() && random.unit() < wish {
            wish -= 1.0;
            let mut other = |span: Span, label: Label| match random.unit() < swap.share {
                true if COUNTS.contains(&label) => {
                    form(label, span.slice(&document.text)).map(|form| draw(label, form, random))
                }
                true => pools
                    .get(&label)
                    .map(|pool: &Vec<&str>| (*random.pick(pool)).to_owned()),
                false => None,
            };
            copies.extend(swapped(sentence, document, &mentions, slots, &mut other));
        }
    }
    drop(pools);
    for (mut sentence, document) in copies {
        sentence.document = corpus.documents.len();
        corpus.documents.push(document);
        corpus.sentences.push(sentence);
    }
}

/// The names of each label, each once, so that rare ones come as often as common ones.
fn pools<'c>(corpus: &'c Corpus, slots: &Slots) -> BTreeMap<Label, Vec<&'c str>> {
    let mut sets: BTreeMap<Label, BTreeSet<&str>> = BTreeMap::new();
    for sentence in &corpus.sentences {
        let text = &corpus.documents[sentence.document].text;
        for (span, label) in sentence.labelled(slots) {
            let name = span.slice(text);
            if name.contains(char::is_lowercase) {
                sets.entry(label).or_default().insert(name);
            }
        }
    }
    let list = |(label, set): (Label, BTreeSet<&'c str>)| (label, set.into_iter().collect());
    sets.into_iter().map(list).collect()
}

fn is_rare((span, label): (Span, Label), text: &str) -> bool {
    match COUNTS.contains(&label) {
        true => form(label, span.slice(text)).is_some(),
        false => !COMMON.contains(&label),
    }
}

/// A copy with a document of its own; nothing when no mention changes.
fn swapped(
    sentence: &Sentence,
    document: &Document,
    mentions: &[(Span, Label)],
    slots: &Slots,
    other: &mut impl FnMut(Span, Label) -> Option<String>,
) -> Option<(Sentence, Document)> {
    let whole = sentence.span(0..sentence.tokens.len());
    let piece = |start, end| Span { start, end }.slice(&document.text);
    let (mut text, mut gold, mut from, mut changed) = (String::new(), Vec::new(), whole.start, false);
    for &(span, label) in mentions {
        text.push_str(piece(from, span.start));
        let new = other(span, label);
        changed |= new.is_some();
        let start = text.len();
        text.push_str(new.as_deref().unwrap_or(span.slice(&document.text)));
        gold.push((Span::new(start, text.len()), slots.of(label)?));
        from = span.end;
    }
    text.push_str(piece(from, whole.end));
    let mut tokens = Vec::new();
    tokenize(&text, Span::new(0, text.len()), &mut tokens);
    let mut copy = Sentence {
        document: 0,
        tags: vec![OUTSIDE as u8; tokens.len()],
        tokens,
        weight: sentence.weight,
    };
    let mut fits = vec![false; gold.len()];
    tag(&mut copy, &gold, &mut fits);
    (changed && fits.iter().all(|&fits| fits)).then(|| (copy, Document::plain(document.id.clone(), text)))
}
