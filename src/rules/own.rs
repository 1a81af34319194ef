//! `Own`: the caller's names, patterns and wishes, applied to what the tagger has found.

use super::hits::{Hit, merge, settle};
use super::names::Names;
use super::options::Options;
use super::patterns::Patterns;
use crate::article::Article;
use crate::error::Error;
use crate::record::{Label, Mention};
use crate::text::Segments;

/// What the caller asked for, compiled.
#[derive(Clone, Debug, Default)]
pub(crate) struct Own {
    /// The labels that are kept; all if there are none.
    pub(crate) labels: Option<Vec<Label>>,
    pub(crate) names: Names,
    pub(crate) patterns: Patterns,
    pub(crate) min_score: f32,
}

/// Reusable buffers: one for each worker.
#[derive(Debug, Default)]
pub(crate) struct OwnScratch {
    plain: String,
    hits: Vec<Hit>,
}

impl Own {
    /// Checks and compiles what the caller asks for.
    pub(crate) fn new(options: &Options) -> Result<Own, Error> {
        let Options {
            labels,
            gazetteer,
            patterns,
            min_score,
        } = options;
        if !(0.0..=1.0).contains(min_score) {
            return Err(Error::argument(format!("min_score {min_score}: not from 0 to 1")));
        }
        let brought: Vec<&str> = gazetteer
            .iter()
            .map(|(label, _)| &**label)
            .chain(patterns.iter().map(|(label, _)| &**label))
            .collect();
        let known = |name: &String| match Label::built_in(name) {
            None if !brought.contains(&&**name) => Err(Error::argument(format!(
                "labels: {name:?} is neither built in nor the label of a name or pattern given here"
            ))),
            _ => Label::named(name),
        };
        let labels = labels
            .as_ref()
            .map(|labels| labels.iter().map(known).collect::<Result<Vec<_>, _>>())
            .transpose()?;
        let lists: Vec<(Label, &[String])> = gazetteer
            .iter()
            .map(|(label, names)| Ok((Label::named(label)?, &**names)))
            .collect::<Result<_, Error>>()?;
        let patterns: Vec<(Label, &str)> = patterns
            .iter()
            .map(|(label, pattern)| Ok((Label::named(label)?, &**pattern)))
            .collect::<Result<_, Error>>()?;
        Ok(Own {
            labels,
            names: Names::new(&lists)?,
            patterns: Patterns::new(&patterns)?,
            min_score: *min_score,
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
        if self.names.len() > 0 || self.patterns.iter().len() > 0 {
            self.find(article, segments, stop, scratch);
            settle(&mut scratch.hits);
            merge(&segments.tokens, &mut scratch.hits, mentions);
        }
        if let Some(labels) = &self.labels {
            mentions.retain(|mention| labels.contains(&mention.label));
        }
    }

    /// Finds what names and patterns fit, paragraph by paragraph.
    fn find(
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
