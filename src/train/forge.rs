//! The forge's work: from `shared/data` to what `src/embedded` ships.

use std::path::Path;

use super::clusters;
use super::crf::{Crf, Recipe};
use super::data::Corpus;
use super::encode::{Encoder, encode_known, number_features};
use super::evaluate::Tally;
use super::pack::pack;
use crate::error::Error;
use crate::span::Span;
use crate::tagger::clusters::Clusters;
use crate::tagger::decode::{self, Lattice};
use crate::tagger::format::Bytes;
use crate::tagger::{Tagger, TaggerScratch};

/// Compiles the word clusters and returns the map's bytes.
pub fn compile_clusters(table: &Path, unseen: usize) -> Result<Vec<u8>, Error> {
    clusters::compile(table, unseen)
}

/// What to train on and how.
#[derive(Clone, Debug)]
pub struct Plan<'p> {
    /// The folder `data` with `train` in it.
    pub data: &'p Path,
    /// Passes over the annotated text.
    pub epochs: usize,
    /// Step size.
    pub rate: f32,
    /// Pull towards zero.
    pub decay: f32,
    /// Least certainty of a machine-labelled sentence; above 1 none is used.
    pub silver: f32,
    /// Weight of machine-labelled sentences.
    pub silver_weight: f32,
    /// How often a feature must occur.
    pub least: u8,
    /// Weights below this many units (of 1/32) are dropped from the packed model.
    pub prune: i32,
    /// Seed of the order of sentences.
    pub seed: u64,
}

/// Trains and reports on held-out documents.
pub fn train(plan: &Plan<'_>, clusters: Vec<u8>, mut log: impl FnMut(&str)) -> Result<Vec<u8>, Error> {
    let mut corpus = Corpus::default();
    let folder = plan.data.join("train");
    for name in [
        "annotated_voa",
        "annotated_papers",
        "annotated_press",
        "annotated_world",
        "written_articles",
    ] {
        corpus.add_file(&folder.join(format!("{name}.jsonl")), |_| true)?;
    }
    let annotated = corpus.sentences.len();
    if plan.silver <= 1.0 {
        corpus.add_file(&folder.join("silver.jsonl.gz"), |d| d.certainty() >= plan.silver)?;
    }
    log(&format!(
        "{} documents, {} sentences ({annotated} annotated), {} misfits",
        corpus.documents.len(),
        corpus.sentences.len(),
        corpus.misfits
    ));
    let held = held_out(&corpus);
    let chosen: Vec<usize> = (0..corpus.sentences.len())
        .filter(|&s| !held[corpus.sentences[s].document])
        .collect();
    let tests: Vec<usize> = (0..annotated)
        .filter(|&s| held[corpus.sentences[s].document])
        .collect();
    let mut encoder = Encoder::new(Clusters::new(clusters.clone())?);
    let (keys, encoded) = number_features(&corpus, &mut encoder, &chosen, plan.least);
    let known = encode_known(&corpus, &mut encoder, &tests, &keys);
    log(&format!("{} features", keys.len()));
    let recipe = Recipe {
        rate: plan.rate,
        decay: plan.decay,
        idle: 0.003,
    };
    let mut crf = Crf::new(keys.len(), recipe);
    let mut order: Vec<usize> = (0..chosen.len()).collect();
    let mut random = plan.seed;
    for epoch in 0..plan.epochs {
        shuffle(&mut order, &mut random);
        for (n, &i) in order.iter().enumerate() {
            let progress = (epoch as f32 + n as f32 / order.len() as f32) / plan.epochs as f32;
            let weight = if chosen[i] < annotated {
                1.0
            } else {
                plan.silver_weight
            };
            crf.learn(
                |t| encoded.of(i, t),
                &corpus.sentences[chosen[i]].tags,
                weight,
                progress,
            );
        }
        let tally = test(&corpus, &tests, &crf, |i, t| known.of(i, t));
        log(&format!(
            "pass {}: {}",
            epoch + 1,
            if epoch + 1 == plan.epochs {
                tally.table()
            } else {
                tally.table().lines().next().unwrap_or("").into()
            }
        ));
    }
    let (file, stats) = pack(&crf, &keys, &clusters, plan.prune);
    log(&format!("{stats:?}, {} bytes", file.len()));
    log(&test_packed(&corpus, &tests, &file)?.table());
    Ok(file)
}

/// Scores the packed model, as it will be used, on the held-out sentences.
fn test_packed(corpus: &Corpus, tests: &[usize], file: &[u8]) -> Result<Tally, Error> {
    let tagger = Tagger::new(Bytes::Shared(file.into()))?;
    let mut scratch = TaggerScratch::default();
    let mut tally = Tally::default();
    for &s in tests {
        let sentence = &corpus.sentences[s];
        let text = &corpus.documents[sentence.document].text;
        let mut found = Vec::new();
        tagger.tag(text, &sentence.tokens, &mut scratch, &mut found);
        let found: Vec<(Span, usize)> = found.iter().map(|m| (m.span, m.label as usize)).collect();
        tally.add(text, &sentence.spans(&sentence.tags), &found);
    }
    Ok(tally)
}

/// Which documents are kept for tuning: every tenth article, and the last stretch of each collection of sentences.
fn held_out(corpus: &Corpus) -> Vec<bool> {
    let mut held = vec![false; corpus.documents.len()];
    for (i, document) in corpus.documents.iter().enumerate() {
        let n: usize = document
            .id
            .bytes()
            .fold(7, |h, b| (h * 31 + b as usize) % 1_000_003);
        let group = document.id.split('/').next().unwrap_or("");
        let sentence = document.id.contains('/');
        held[i] = if sentence {
            let n: usize = group.bytes().fold(7, |h, b| (h * 31 + b as usize) % 1_000_003);
            n % 12 == 0
        } else {
            n % 10 == 0
        };
    }
    held
}

fn test<'f>(
    corpus: &Corpus,
    tests: &[usize],
    crf: &Crf,
    features: impl Fn(usize, usize) -> &'f [u32],
) -> Tally {
    let mut tally = Tally::default();
    let mut lattice = Lattice::default();
    let scale = 64.0;
    let whole = |w: f32| (w * scale).round() as i32;
    let moves = decode::Moves {
        outer: crf.moves.outer.map(|row| row.map(whole)),
        inner: crf.moves.inner.map(|row| row.map(whole)),
    };
    let mut tags = Vec::new();
    for (i, &s) in tests.iter().enumerate() {
        let sentence = &corpus.sentences[s];
        let text = &corpus.documents[sentence.document].text;
        let scores: Vec<_> = (0..sentence.tokens.len())
            .map(|t| crf.score(features(i, t)).map(whole))
            .collect();
        decode::decode(&scores, &moves, &mut lattice, &mut tags);
        tally.add(text, &sentence.spans(&sentence.tags), &sentence.spans(&tags));
    }
    tally
}

/// Fisher and Yates's shuffle with a 64-bit generator (splitmix).
fn shuffle(order: &mut [usize], state: &mut u64) {
    for i in (1..order.len()).rev() {
        *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = *state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        order.swap(i, ((z ^ (z >> 31)) % (i as u64 + 1)) as usize);
    }
}
