//! The learner behind one door: tagged sentences go in, a tested model file comes out.
//!
//! The recipe of the shipped model and the training on text of one's own both end here; what they read, what counts how
//! much and what is done with the file is theirs.

use std::ops::ControlFlow;

use super::base::Base;
use super::calibrate::{Observation, calibrate};
use super::crf::{Crf, Recipe};
use super::data::Corpus;
use super::encode::{Encoder, number_features};
use super::evaluate::Tally;
use super::pack::{Beside, pack};
use super::random::Random;
use super::slots::Slots;
use crate::error::Error;
use crate::gazetteer::Gazetteer;
use crate::record::Label;
use crate::span::Span;
use crate::tagger::Knowledge;
use crate::tagger::calibration::Calibration;
use crate::tagger::clusters::Clusters;

/// Sentences between two looks at whether to go on.
const STRIDE: usize = 64;

/// What to learn from.
pub(crate) struct Lesson<'a> {
    /// The sentences, each with its weight.
    pub(crate) corpus: &'a Corpus,
    /// Sentences that are not learned from: the model is tested on them.
    pub(crate) dev: Option<&'a Corpus>,
    /// What the numbers of labels stand for.
    pub(crate) slots: &'a Slots,
    /// Labels that count in the test; all without it.
    pub(crate) judged: Option<&'a [Label]>,
    /// The maps of clusters and names, which the model takes along.
    pub(crate) knowledge: [&'a [u8]; 2],
    /// The model to start from.
    pub(crate) base: Option<Base>,
    /// What scores are worth, where that is known; otherwise held-out text tells.
    pub(crate) calibration: Option<Calibration>,
}

/// How to learn.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// Passes over the text at the most.
    pub(crate) passes: usize,
    /// Passes without a better test after which learning stops; without it only the last pass is tested.
    pub(crate) patience: Option<usize>,
    /// Step size.
    pub(crate) rate: f32,
    /// Pull towards zero.
    pub(crate) decay: f32,
    /// How often a feature must occur.
    pub(crate) least: u8,
    /// Weights below this after the first pass are dropped, and those that are left learn to do without them.
    pub(crate) thin: f32,
    /// Weights that round to less than this many units are dropped.
    pub(crate) prune: i32,
    /// Tokens that are less likely than this to be in a mention, by their words alone, are taken to be in none.
    pub(crate) shut: f32,
    /// Seed of the order of sentences.
    pub(crate) seed: u64,
    /// Templates that are left out, to learn what they are worth.
    pub(crate) without: Vec<u64>,
}

/// How far learning is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Progress {
    /// Documents read so far.
    Reading(usize),
    /// Features are being counted.
    Counting,
    /// So many features were found.
    Features(usize),
    /// In a pass (from 1), a share of it done.
    Pass(usize, f32),
    /// A pass was tested: its F1 on the held-out text.
    Tested(usize, f64),
}

/// What became of it.
pub(crate) struct Learned {
    /// The model file.
    pub(crate) file: Vec<u8>,
    /// What its scores are worth.
    pub(crate) calibration: Calibration,
    /// The pass that the file is of, from 1.
    pub(crate) pass: usize,
    /// F1 of each pass that was tested.
    pub(crate) scores: Vec<f64>,
    /// How the file did in the test.
    pub(crate) tally: Option<Tally>,
    /// What became of the weights, in words.
    pub(crate) packed: String,
}

/// Learns, and tests the packed model as it will be used.
///
/// # Errors
/// When the knowledge or the base is damaged, there is too much for a model, or `progress` wants no more.
pub(crate) fn learn(
    lesson: &Lesson<'_>,
    settings: &Settings,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Learned, Error> {
    let mut tell = |what| match progress(what) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Error::stopped()),
    };
    let Lesson { corpus, base, .. } = lesson;
    let [clusters, names] = lesson.knowledge;
    tell(Progress::Counting)?;
    let chosen: Vec<usize> = (0..corpus.sentences.len()).collect();
    let mut least = settings.least;
    let (mut keys, encoded) = loop {
        let knowledge = Knowledge {
            clusters: Clusters::new(clusters)?,
            names: Gazetteer::new(names)?,
        };
        let (keys, encoded) = number_features(
            corpus,
            &mut Encoder::new(knowledge, &settings.without),
            &chosen,
            least,
        );
        tell(Progress::Features(keys.len()))?;
        // Beside a base's features there is room for so many.
        if base.as_ref().is_none_or(|base| keys.len() <= base.room()) || least == u8::MAX {
            break (keys, encoded);
        }
        least += 1;
    };
    let recipe = Recipe {
        rate: settings.rate,
        decay: settings.decay,
        idle: 0.003,
    };
    let mut crf = match base {
        Some(base) => base.warm(&mut keys, |features| Crf::new(features, recipe)),
        None => Crf::new(keys.len(), recipe),
    };

    let mut best: Option<Learned> = None;
    let mut scores = Vec::new();
    let mut order = chosen;
    let mut random = Random::new(settings.seed);
    for pass in 1..=settings.passes {
        if pass == 2 {
            crf.thin(settings.thin);
        }
        random.shuffle(&mut order);
        for (n, &s) in order.iter().enumerate() {
            let done = n as f32 / order.len() as f32;
            if n % STRIDE == 0 {
                tell(Progress::Pass(pass, done))?;
            }
            let sentence = &corpus.sentences[s];
            crf.learn(
                |t| encoded.of(s, t),
                |t| encoded.of_words(s, t),
                &sentence.tags,
                sentence.weight,
                ((pass - 1) as f32 + done) / settings.passes as f32,
            );
        }
        tell(Progress::Pass(pass, 1.0))?;
        let last = pass == settings.passes;
        if !last && (settings.patience.is_none() || lesson.dev.is_none()) {
            continue;
        }
        let mut beside = Beside {
            knowledge: lesson.knowledge,
            slots: lesson.slots,
            calibration: lesson.calibration.unwrap_or(Calibration::NONE),
        };
        let packed = pack(&crf, &keys, settings.prune, settings.shut);
        let mut file = packed.file(beside);
        let mut tally = None;
        if let Some(dev) = lesson.dev {
            let (tested, observations) = test(&file, dev, lesson)?;
            tally = Some(tested);
            if lesson.calibration.is_none() {
                beside.calibration = calibrate(&observations);
                file = packed.file(beside);
            }
        }
        let f1 = tally.as_ref().map_or(0.0, |tally| tally.all.f1());
        if tally.is_some() {
            scores.push(f1);
            tell(Progress::Tested(pass, f1))?;
        }
        let better = best
            .as_ref()
            .and_then(|best| best.tally.as_ref())
            .is_none_or(|b| f1 > b.all.f1());
        if better || settings.patience.is_none() {
            best = Some(Learned {
                file,
                calibration: beside.calibration,
                pass,
                scores: Vec::new(),
                tally,
                packed: packed.to_string(),
            });
        }
        let waited = pass - best.as_ref().map_or(pass, |best| best.pass);
        if settings
            .patience
            .is_some_and(|patience| waited >= patience.max(1))
        {
            break;
        }
    }
    let best = best.ok_or_else(|| Error::argument("no pass over the text was asked for"))?;
    Ok(Learned { scores, ..best })
}

/// Scores a model file on sentences that it has not seen, and tells what its scores were worth there.
fn test(file: &[u8], dev: &Corpus, lesson: &Lesson<'_>) -> Result<(Tally, Vec<Observation>), Error> {
    let (mut tally, mut observations) = (Tally::default(), Vec::new());
    let judged = |label: Label| lesson.judged.is_none_or(|judged| judged.contains(&label));
    dev.tag_with(file, |sentence, found| {
        let gold = sentence.labelled(lesson.slots);
        found.retain(|m| judged(m.label));
        observations.extend(found.iter().filter_map(|m| {
            Some(Observation {
                share: m.score,
                label: lesson.slots.of(m.label)?,
                right: gold.contains(&(m.span, m.label)),
            })
        }));
        let found: Vec<(Span, Label)> = found.iter().map(|m| (m.span, m.label)).collect();
        tally.add(&dev.documents[sentence.document].text, &gold, &found);
    })?;
    Ok((tally, observations))
}
