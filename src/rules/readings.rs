//! What became of every reading of a place: those of the tagger, and those of the caller's names and patterns.

use super::hits::{Hit, Source, merge, settle};
use super::own::{Own, OwnScratch};
use crate::article::Article;
use crate::naming::named;
use crate::record::{Label, Mention};
use crate::span::Span;
use crate::text::Segments;

/// A way to read a place, whether it became a mention or not.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Where it stands.
    pub span: Span,
    /// What it takes the place for.
    pub label: Label,
    /// The model's probability for it; 1 for names and patterns of the caller's own.
    pub score: f32,
    /// Whose it is.
    pub origin: Origin,
    /// What became of it.
    pub fate: Fate,
}

/// Whose reading it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The model's.
    Model,
    /// That of this name of the caller's own.
    Name(String),
    /// That of this pattern of the caller's own.
    Pattern(String),
}

named! {
    /// What became of a reading.
    Fate, "fate of a reading" {
        /// It is a mention of the record.
        Stands = "stands",
        /// It is one with another label or other borders, which a rule or the other names of the article gave it.
        Changed = "changed",
        /// A name or a pattern that overlaps it stands in its stead.
        Replaced = "replaced",
        /// It is a name's or a pattern's, and a mention of the model's that has more words, and of which it is sure, holds it.
        Held = "held",
        /// Its score is lower than the caller's `min_score`.
        Unsure = "unsure",
        /// Its label is none of those that the caller wants.
        Unwanted = "unwanted",
    }
}

impl Own {
    /// The readings that `touches` allows, the model's first, with what became of them before rules and linking went over them;
    /// `model` has the tagger's mentions of the sentences there.
    pub(crate) fn readings(
        &self,
        article: &Article,
        segments: &Segments,
        model: &[Mention],
        touches: impl Fn(Span) -> bool,
        scratch: &mut OwnScratch,
    ) -> Vec<Reading> {
        scratch.hits.clear();
        if self.brings_any() {
            self.find(article, segments, || false, scratch);
        }
        let found = scratch.hits.clone();
        settle(&mut scratch.hits);
        let settled = scratch.hits.clone();
        let sure = |mention: &&Mention| mention.score >= self.min_score;
        let mut merged: Vec<Mention> = model.iter().filter(sure).cloned().collect();
        merge(&segments.tokens, &mut scratch.hits, &mut merged);
        let own_at = |span: Span| settled.iter().any(|hit| hit.span == span);
        let there = |span: Span| merged.iter().any(|mention| mention.span == span);

        let of_model = model.iter().map(|mention| Reading {
            span: mention.span,
            label: mention.label,
            score: mention.score,
            origin: Origin::Model,
            fate: match () {
                () if !sure(&mention) => Fate::Unsure,
                () if own_at(mention.span) || !there(mention.span) => Fate::Replaced,
                () => Fate::Stands,
            },
        });
        let of_own = found.iter().map(|hit| Reading {
            span: hit.span,
            label: hit.label,
            score: 1.0,
            origin: self.origin(hit),
            fate: match () {
                () if !settled.contains(hit) => Fate::Replaced,
                () if !there(hit.span) => Fate::Held,
                () => Fate::Stands,
            },
        });
        of_model.chain(of_own).filter(|r| touches(r.span)).collect()
    }

    /// What became of a reading that stood, when the record has these mentions at the end.
    pub(crate) fn last_fate(&self, reading: &Reading, mentions: &[Mention]) -> Fate {
        let mut there =
            (mentions.iter()).filter(|m| m.span.start < reading.span.end && reading.span.start < m.span.end);
        match there.next() {
            Some(mention) if (mention.span, mention.label) == (reading.span, reading.label) => Fate::Stands,
            None if self.labels.is_some() => Fate::Unwanted,
            _ => Fate::Changed,
        }
    }

    fn origin(&self, hit: &Hit) -> Origin {
        match hit.source {
            Source::Name(number) => Origin::Name(self.names.name(number).to_owned()),
            Source::Pattern(number) => Origin::Pattern(self.patterns.pattern(number).to_owned()),
        }
    }
}
