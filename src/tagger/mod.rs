//! Room 3b, tokens to mentions: a linear model over hashed features, decoded with legal moves only.

pub(crate) mod calibration;
pub(crate) mod clusters;
mod confidence;
pub(crate) mod decode;
mod explain;
pub(crate) mod features;
mod figures;
pub(crate) mod format;
pub(crate) mod hash;
pub(crate) mod model;
mod score;
pub(crate) mod tags;
mod templates;
mod view;
pub(crate) mod words;

pub use self::explain::{Feature, KnownName, TagScore, TokenChoice};

use self::calibration::Calibration;
use self::clusters::Clusters;
use self::confidence::confidence;
use self::decode::{Lattice, Scores, decode, mentions};
use self::features::{Known, Sentence, find_known};
use self::format::{Bytes, Section, Sections};
use self::model::{Asked, Model};
use self::score::{WordStore, score};
use self::tags::LABELS;
use self::words::{Setting, WordType, setting};
use crate::error::Error;
use crate::gazetteer::Gazetteer;
use crate::lexical::compose;
use crate::record::{Label, Mention};
use crate::span::Span;
use crate::text::{Token, fold_word};

/// Longest stretch of tokens that is tagged at once; a longer sentence is cut.
pub(crate) const MOST_TOKENS: usize = 256;

/// A trained tagger, read in place from its file and safe to share.
pub(crate) struct Tagger {
    model: Model,
    /// What the model's slots stand for; nothing was learned for a free one.
    labels: [Option<Label>; LABELS],
    calibration: Calibration,
    knowledge: Knowledge<Section>,
    #[cfg(feature = "parquet")]
    checksum: u64,
}

/// What is known of words beside the model: clusters and names.
pub(crate) struct Knowledge<D> {
    pub(crate) clusters: Clusters<D>,
    pub(crate) names: Gazetteer<D>,
}

impl<D: AsRef<[u8]>> Knowledge<D> {
    /// The type of a word; `folded` is left with its lower-case form.
    pub(crate) fn word_type(&self, word: &str, setting: Setting, folded: &mut String) -> WordType {
        let word = &*compose(word);
        fold_word(word, folded);
        WordType::new(
            word,
            folded,
            setting,
            self.clusters.get(folded),
            self.names.single(word, folded),
        )
    }
}

/// The tagger's reusable buffers: one for each worker.
#[derive(Debug, Default)]
pub(crate) struct TaggerScratch {
    store: WordStore,
    numbers: Vec<u32>,
    spaced: Vec<bool>,
    known: Vec<Known>,
    asked: Vec<Asked>,
    scores: Vec<Scores>,
    open: Vec<bool>,
    lattice: Lattice,
    tags: Vec<u8>,
}

/// What the slots of a model stand for: a name on each line of the section `labels`, none where a slot is free.
fn read_labels(sections: &Sections) -> Result<[Option<Label>; LABELS], Error> {
    let section = sections.get("labels")?;
    let mut labels = [None; LABELS];
    let bad = |why: &str| Error::model("labels", why);
    let text = std::str::from_utf8(section.as_ref()).map_err(|_| bad("not UTF-8"))?;
    let names: Vec<&str> = text.split('\n').collect();
    if names.len() != LABELS {
        return Err(bad("wrong number"));
    }
    for (label, name) in labels.iter_mut().zip(names).filter(|(_, name)| !name.is_empty()) {
        *label = Some(Label::named(name).map_err(|why| bad(&why.to_string()))?);
    }
    Ok(labels)
}

impl Tagger {
    /// The checksum of the model's file.
    #[cfg(feature = "parquet")]
    pub(crate) fn checksum(&self) -> u64 {
        self.checksum
    }

    /// Checks a model file and reads it in place.
    pub(crate) fn new(file: Bytes) -> Result<Tagger, Error> {
        let sections = Sections::read(file)?;
        let clusters = Clusters::new(sections.get("clusters")?)?;
        let names = Gazetteer::new(sections.get("names")?)?;
        if !sections.are_vouched_for() {
            clusters.check(sections.size())?;
            names.check(sections.size())?;
        }
        Ok(Tagger {
            model: Model::read(&sections)?,
            labels: read_labels(&sections)?,
            calibration: Calibration::read(&sections.get("calib")?)?,
            knowledge: Knowledge { clusters, names },
            #[cfg(feature = "parquet")]
            checksum: sections.checksum(),
        })
    }

    /// What each slot stands for, if it is not free.
    pub(crate) fn labels(&self) -> &[Option<Label>; LABELS] {
        &self.labels
    }

    /// Appends the mentions of one sentence, in order; breaks off when `stop` says so.
    pub(crate) fn tag(
        &self,
        text: &str,
        tokens: &[Token],
        stop: impl Fn() -> bool,
        scratch: &mut TaggerScratch,
        out: &mut Vec<Mention>,
    ) {
        let setting = setting(tokens.iter().map(|t| t.span.slice(text)));
        for tokens in tokens.chunks(MOST_TOKENS).take_while(|_| !stop()) {
            self.read(text, tokens, setting, scratch);
            let TaggerScratch {
                scores, open, tags, ..
            } = &*scratch;
            mentions(tags, |first, last, slot| {
                let Some(label) = self.labels[slot] else {
                    return;
                };
                let span = Span {
                    start: tokens[first].span.start,
                    end: tokens[last].span.end,
                };
                let share = confidence(
                    (scores, open, tags),
                    &self.model.moves,
                    self.model.scale,
                    (first, last, slot),
                );
                out.push(Mention {
                    span,
                    label,
                    entity: None,
                    value: None,
                    score: self.calibration.probability(share, slot),
                });
            });
        }
    }

    /// Leaves the scores and tags of one stretch of tokens in `scratch`.
    fn read(&self, text: &str, tokens: &[Token], setting: Setting, scratch: &mut TaggerScratch) {
        let TaggerScratch {
            store,
            numbers,
            spaced,
            known,
            asked,
            scores,
            open,
            lattice,
            tags,
        } = scratch;
        store.limit();
        numbers.clear();
        spaced.clear();
        let weights = self.model.weights();
        for token in tokens {
            numbers.push(store.number(token.span.slice(text), setting, weights, &self.knowledge));
            spaced.push(token.spaced);
        }
        find_known(&store.types, numbers, &self.knowledge.names, known);
        let sentence = Sentence {
            types: &store.types,
            numbers,
            spaced,
            known,
        };
        score(&store.stored, sentence, &self.model, asked, (scores, open));
        decode((scores, open), &self.model.moves, lattice, tags);
    }
}

impl std::fmt::Debug for Tagger {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tagger")
            .field("clusters", &self.knowledge.clusters)
            .field("names", &self.knowledge.names)
            .finish_non_exhaustive()
    }
}
