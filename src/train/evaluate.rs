//! A model on labelled sentences: precision, recall and F1 of mentions, strict span and label, as `tools/score.py` counts them.

use std::collections::{BTreeMap, BTreeSet};

use super::data::{Corpus, Sentence};
use crate::error::Error;
use crate::record::{Label, Mention};
use crate::span::Span;
use crate::tagger::format::Bytes;
use crate::tagger::{Tagger, TaggerScratch};

impl Corpus {
    /// Tags the sentences with a model file, and gives each with what was found in it to `each`.
    ///
    /// # Errors
    /// When the file is refused.
    pub(crate) fn tag_with(
        &self,
        file: &[u8],
        mut each: impl FnMut(&Sentence, &mut Vec<Mention>),
    ) -> Result<(), Error> {
        let tagger = Tagger::new(Bytes::Shared(file.into()))?;
        let (mut scratch, mut found) = (TaggerScratch::default(), Vec::new());
        for sentence in &self.sentences {
            let text = &self.documents[sentence.document].text;
            found.clear();
            tagger.tag(text, &sentence.tokens, || false, &mut scratch, &mut found);
            each(sentence, &mut found);
        }
        Ok(())
    }
}

/// Counts of right, predicted and gold mentions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) right: usize,
    pub(crate) predicted: usize,
    pub(crate) gold: usize,
}

impl Counts {
    pub(crate) fn precision(self) -> f64 {
        self.right as f64 / self.predicted.max(1) as f64
    }

    pub(crate) fn recall(self) -> f64 {
        self.right as f64 / self.gold.max(1) as f64
    }

    pub(crate) fn f1(self) -> f64 {
        2.0 * self.right as f64 / (self.predicted + self.gold).max(1) as f64
    }
}

/// Counts over all labels and for each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) all: Counts,
    pub(crate) labels: BTreeMap<Label, Counts>,
}

impl Tally {
    /// Adds the mentions of one text.
    pub(crate) fn add(&mut self, text: &str, gold: &[(Span, Label)], predicted: &[(Span, Label)]) {
        let set = |mentions: &[(Span, Label)]| -> BTreeSet<(Span, Label)> {
            mentions
                .iter()
                .map(|&(span, label)| (bare(text, span), label))
                .collect()
        };
        let (gold, predicted) = (set(gold), set(predicted));
        let mut count = |found: &BTreeSet<(Span, Label)>, field: fn(&mut Counts) -> &mut usize| {
            for &(_, label) in found {
                *field(&mut self.all) += 1;
                *field(self.labels.entry(label).or_default()) += 1;
            }
        };
        count(&gold, |c| &mut c.gold);
        count(&predicted, |c| &mut c.predicted);
        count(&(&gold & &predicted), |c| &mut c.right);
    }

    /// A line for all labels, then one for each.
    pub(crate) fn table(&self) -> String {
        let line = |name: &str, c: &Counts| {
            let (p, r, f) = (c.precision(), c.recall(), c.f1());
            format!("{name:12} P {p:.3}  R {r:.3}  F1 {f:.3}  n {}\n", c.gold)
        };
        let mut out = line("all", &self.all);
        for (&label, counts) in &self.labels {
            out += &line(label.as_str(), counts);
        }
        out
    }
}

/// A span without a leading determiner and a trailing possessive.
fn bare(text: &str, span: Span) -> Span {
    let slice = span.slice(text);
    let mut out = span;
    for determiner in ["the ", "a ", "an "] {
        let head = slice.get(..determiner.len());
        if head.is_some_and(|h| h.eq_ignore_ascii_case(determiner)) && slice.len() > determiner.len() {
            out.start += determiner.len() as u32;
            break;
        }
    }
    for possessive in ["'s", "’s", "'", "’"] {
        if slice.ends_with(possessive) && out.len() > possessive.len() {
            out.end -= possessive.len() as u32;
            break;
        }
    }
    out
}
