//! `Own`: the caller's names, patterns and wishes, applied to what the tagger has found.

use super::hits::{Hit, merge, settle};
use super::names::Names;
use super::options::Options;
use super::patterns::Patterns;
use crate::article::Article;
use crate::error::Error;
use crate::record::{Label, Mention};
#[cfg(feature = "parquet")]
use crate::tagger::hash::hash_text;
use crate::text::Segments;

/// What the caller asked for, compiled.
#[derive(Clone, Debug, Default)]
pub(crate) struct Own {
    /// The labels that are kept; all if there are none.
    pub(crate) labels: Option<Vec<Label>>,
    pub(crate) names: Names,
    pub(crate) patterns: Patterns,
    pub(crate) min_score: f32,
    /// Whether noun phrases are linked to entities.
    pub(crate) nominals: bool,
    /// Whether what is damaged is refused.
    pub(crate) strict: bool,
}

/// Reusable buffers: one for each worker.
#[derive(Debug, Default)]
pub(crate) struct OwnScratch {
    plain: String,
    pub(super) hits: Vec<Hit>,
}

impl Own {
    /// Checks and compiles what the caller asks for; `known` are the labels of the model.
    pub(crate) fn new(options: &Options, mut known: Vec<Label>) -> Result<Own, Error> {
        let Options {
            labels,
            gazetteer,
            patterns,
            min_score,
            nominals,
            strict,
        } = options;
        if !(0.0..=1.0).contains(min_score) {
            return Err(Error::argument(format!("min_score {min_score}: not from 0 to 1")));
        }
        let mut lists: Vec<(Label, &[String])> = Vec::with_capacity(gazetteer.len());
        for (label, names) in gazetteer {
            lists.push((Label::named(label)?, names));
        }
        let mut rules: Vec<(Label, &str)> = Vec::with_capacity(patterns.len());
        for (label, pattern) in patterns {
            rules.push((Label::named(label)?, pattern));
        }
        known.extend_from_slice(Label::ALL);
        known.extend(lists.iter().map(|(label, _)| label));
        known.extend(rules.iter().map(|(label, _)| label));
        let wanted = |name: &String| {
            let label = known.iter().find(|label| label.as_str() == name);
            label.copied().ok_or_else(|| {
                Error::argument(format!(
                    "labels: {name:?} is not built in, and neither the model nor a name or pattern given here has it"
                ))
            })
        };
        let labels = labels.as_ref().map(|labels| labels.iter().map(wanted).collect());
        Ok(Own {
            labels: labels.transpose()?,
            names: Names::new(&lists)?,
            patterns: Patterns::new(&rules)?,
            min_score: *min_score,
            nominals: *nominals,
            strict: *strict,
        })
    }

    /// Makes of the tagger's mentions what the caller wants to have.
    pub(crate) fn apply(
        &self,
        article: &Article,
        segments: &Segments,
        stop: impl Fn() -> bool,
        scratch: &mut OwnScratch,
        mentions: &mut Vec<Mention>,
    ) {
        if self.min_score > 0.0 {
            mentions.retain(|mention| mention.score >= self.min_score);
        }
        if self.brings_any() {
            self.find(article, segments, stop, scratch);
            settle(&mut scratch.hits);
            merge(&segments.tokens, &mut scratch.hits, mentions);
        }
    }

    /// A hash of all that the caller brought, the same on every machine; `None` when that is nothing.
    #[cfg(feature = "parquet")]
    pub(crate) fn fingerprint(&self) -> Option<u64> {
        let mut told = String::new();
        let mut tell = |piece: &str| {
            told.push_str(piece);
            told.push('\0');
        };
        for label in self.labels.iter().flatten() {
            tell(label.as_str());
        }
        for (label, names) in self.names.lists() {
            tell(label.as_str());
            names.for_each(&mut tell);
        }
        for (label, pattern) in self.patterns.iter() {
            tell(label.as_str());
            tell(pattern);
        }
        if self.min_score > 0.0 {
            tell(&self.min_score.to_string());
        }
        if self.nominals {
            tell("nominals");
        }
        if self.strict {
            tell("strict");
        }
        (!told.is_empty() || self.labels.is_some()).then(|| hash_text(&told))
    }

    /// Whether there is any name or pattern.
    pub(super) fn brings_any(&self) -> bool {
        self.names.len() > 0 || self.patterns.iter().len() > 0
    }

    /// Finds what names and patterns fit, paragraph by paragraph.
    pub(super) fn find(
        &self,
        article: &Article,
        segments: &Segments,
        stop: impl Fn() -> bool,
        scratch: &mut OwnScratch,
    ) {
        let OwnScratch { plain, hits } = scratch;
        hits.clear();
        let mut first = 0;
        let mut sentences = segments.sentences.iter().map(|s| s.start).peekable();
        for paragraph in article.paragraphs.iter().take_while(|_| !stop()) {
            let rest = &segments.tokens[first..];
            let len = rest.partition_point(|token| token.span.start < paragraph.span.end);
            let begins = |at: usize| sentences.next_if_eq(&(first + at)).is_some();
            if self.names.len() > 0 {
                self.names.find(&article.text, &rest[..len], begins, plain, hits);
            }
            self.patterns.find(&article.text, paragraph.span, hits);
            first += len;
        }
    }
}
