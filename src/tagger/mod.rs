//! Room 3b, tokens to mentions: a linear model over hashed features, decoded with legal moves only.

pub(crate) mod clusters;
mod confidence;
pub(crate) mod decode;
pub(crate) mod features;
pub(crate) mod format;
pub(crate) mod model;
mod score;
pub(crate) mod tags;
pub(crate) mod words;

use self::clusters::Clusters;
use self::confidence::confidence;
use self::decode::{Lattice, Scores, decode, mentions};
use self::format::{Bytes, Section, Sections};
use self::model::Model;
use self::score::{WordStore, score};
use self::words::setting;
use crate::error::Error;
use crate::record::{Label, Mention};
use crate::span::Span;
use crate::text::Token;

/// Longest stretch of tokens that is tagged at once; a longer sentence is cut.
const MOST_TOKENS: usize = 256;

/// A trained tagger, read in place from its file; cheap to clone, safe to share.
#[derive(Clone, Debug)]
pub(crate) struct Tagger {
    model: Model,
    clusters: Clusters<Section>,
}

/// The tagger's reusable buffers: one for each worker.
#[derive(Debug, Default)]
pub(crate) struct TaggerScratch {
    store: WordStore,
    numbers: Vec<u32>,
    spaced: Vec<bool>,
    scores: Vec<Scores>,
    lattice: Lattice,
    tags: Vec<u8>,
}

impl Tagger {
    /// Checks a model file and reads it in place.
    pub(crate) fn new(file: Bytes) -> Result<Tagger, Error> {
        let sections = Sections::read(file)?;
        let clusters = Clusters::new(sections.get("clusters")?)?;
        Ok(Tagger {
            model: Model::read(&sections)?,
            clusters,
        })
    }

    /// Appends the mentions of one sentence, in order.
    pub(crate) fn tag(
        &self,
        text: &str,
        tokens: &[Token],
        scratch: &mut TaggerScratch,
        out: &mut Vec<Mention>,
    ) {
        let setting = setting(tokens.iter().map(|t| t.span.slice(text)));
        for tokens in tokens.chunks(MOST_TOKENS) {
            let TaggerScratch {
                store,
                numbers,
                spaced,
                scores,
                lattice,
                tags,
            } = &mut *scratch;
            store.limit();
            numbers.clear();
            spaced.clear();
            let weights = self.model.weights();
            for token in tokens {
                numbers.push(store.number(token.span.slice(text), setting, weights, &self.clusters));
                spaced.push(token.spaced);
            }
            score(store, numbers, spaced, weights, scores);
            decode(scores, &self.model.moves, lattice, tags);
            mentions(tags, |first, last, label| {
                let span = Span {
                    start: tokens[first].span.start,
                    end: tokens[last].span.end,
                };
                let score = confidence(
                    scores,
                    tags,
                    &self.model.moves,
                    self.model.scale,
                    (first, last, label),
                );
                out.push(Mention {
                    span,
                    label: Label::ALL[label],
                    entity: None,
                    value: None,
                    score,
                });
            });
        }
    }
}
