//! The training run: knowledge compiled, sentences encoded, weights learned, packed and measured.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::crf::{Crf, Recipe};
use super::data::{Corpus, Document, Sentence};
use super::encode::{Encoder, number_features};
use super::evaluate::Tally;
use super::pack::pack;
use super::{augment, clusters, names};
use crate::error::Error;
use crate::extract::Extractor;
use crate::gazetteer::Gazetteer;
use crate::record::Label;
use crate::span::Span;
use crate::tagger::clusters::Clusters;
use crate::tagger::format::Bytes;
use crate::tagger::{Knowledge, Tagger, TaggerScratch};

/// The files of annotated text, in the folder `train` of the data.
const ANNOTATED: [&str; 5] = [
    "annotated_voa.jsonl",
    "annotated_papers.jsonl",
    "annotated_press.jsonl",
    "annotated_world.jsonl",
    "written_articles.jsonl",
];
/// Word clusters.
const CLUSTERS: &str = "clusters/word_clusters.tsv.gz";
/// Sources of the gazetteer.
const NAMES: [&str; 6] = [
    "seeds/names",
    "gazetteers/geonames",
    "gazetteers/us_census_names",
    "gazetteers/universities",
    "gazetteers/companies",
    "gazetteers/acronyms_pd_mined",
];
/// Machine-made labels.
const SILVER: &str = "silver.jsonl.gz";

/// What to train on and how. The defaults are the recipe of the shipped model.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The folder of the training data, with `train`, `clusters` and `gazetteers` in it.
    pub data: PathBuf,
    /// The folder of the name lists.
    pub names: PathBuf,
    /// Keep some documents out of training and report the scores on them.
    pub held_out: bool,
    /// List the mentions that were missed or found wrongly in the held-out documents.
    pub errors: bool,
    /// Passes over the text.
    pub passes: usize,
    /// Step size.
    pub rate: f32,
    /// Pull towards zero.
    pub decay: f32,
    /// Least certainty of a machine-labelled sentence; above 1 none is used.
    pub certainty: f32,
    /// Weight of machine-labelled sentences.
    pub silver_weight: f32,
    /// Weight of whole articles, which are nearest to what the tagger is for.
    pub article_weight: f32,
    /// How often a feature must occur.
    pub least: u8,
    /// Weights that round to less than this many units are dropped.
    pub prune: i32,
    /// Words without a count that keep their cluster.
    pub unseen_words: usize,
    /// Seed of the order of sentences.
    pub seed: u64,
}

/// Trains a model and returns its file; `log` is told what happens, a line at a time.
///
/// # Errors
/// When a file of the data is missing or does not have its form.
pub fn train(plan: &Plan, mut log: impl FnMut(&str)) -> Result<Vec<u8>, Error> {
    let words = clusters::compile(&plan.data.join(CLUSTERS), plan.unseen_words)?;
    let (known, count) = names::compile(&plan.names, &plan.data.join("gazetteers"))?;
    log(&format!(
        "{count} names in {} kB, clusters in {} kB",
        known.len() / 1000,
        words.len() / 1000
    ));

    let (corpus, annotated) = read(plan)?;
    log(&format!(
        "{} documents, {annotated} annotated sentences, {} machine-labelled, {} mentions that fit no tokens",
        corpus.documents.len(),
        corpus.sentences.len() - annotated,
        corpus.misfits
    ));
    let held: Vec<bool> = corpus
        .documents
        .iter()
        .map(|d| plan.held_out && is_held_out(d))
        .collect();
    let (tests, chosen): (Vec<usize>, Vec<usize>) =
        (0..corpus.sentences.len()).partition(|&s| held[corpus.sentences[s].document]);
    let tests: Vec<usize> = tests.into_iter().filter(|&s| s < annotated).collect();

    let knowledge = Knowledge {
        clusters: Clusters::new(&*words)?,
        names: Gazetteer::new(&*known)?,
    };
    let (keys, encoded) = number_features(&corpus, &mut Encoder::new(knowledge), &chosen, plan.least);
    log(&format!("{} features", keys.len()));
    let mut crf = Crf::new(
        keys.len(),
        Recipe {
            rate: plan.rate,
            decay: plan.decay,
            idle: 0.003,
        },
    );
    let mut order: Vec<usize> = (0..chosen.len()).collect();
    let mut random = plan.seed;
    let weight = |&s: &usize| match corpus.documents[corpus.sentences[s].document].id.contains('/') {
        _ if s >= annotated => plan.silver_weight,
        true => 1.0,
        false => plan.article_weight,
    };
    let weights: Vec<f32> = chosen.iter().map(weight).collect();
    for pass in 0..plan.passes {
        shuffle(&mut order, &mut random);
        for (n, &i) in order.iter().enumerate() {
            let progress = (pass as f32 + n as f32 / order.len() as f32) / plan.passes as f32;
            let weight = weights[i];
            crf.learn(
                |t| encoded.of(i, t),
                &corpus.sentences[chosen[i]].tags,
                weight,
                progress,
            );
        }
        log(&format!("pass {} of {}", pass + 1, plan.passes));
    }
    let (file, packed) = pack(&crf, &keys, [&words, &known], plan.prune);
    log(&format!("{packed}, {} kB", file.len() / 1000));
    if plan.held_out {
        let groups = test(&corpus, &tests, &file, plan.errors, &mut log)?;
        groups
            .iter()
            .for_each(|(group, tally)| log(&format!("held-out {group}\n{}", tally.table())));
    }
    Ok(file)
}

/// The annotated text, then the machine-labelled; the number says how many sentences are annotated.
fn read(plan: &Plan) -> Result<(Corpus, usize), Error> {
    let mut corpus = Corpus::default();
    let folder = plan.data.join("train");
    for name in ANNOTATED {
        corpus.add_file(&folder.join(name), |_| true)?;
    }
    let held: Vec<bool> = corpus
        .documents
        .iter()
        .map(|d| plan.held_out && is_held_out(d))
        .collect();
    augment::add_settings(&mut corpus, |sentence| !held[sentence.document]);
    let annotated = corpus.sentences.len();
    if plan.certainty <= 1.0 {
        corpus.add_file(&folder.join(SILVER), |document| {
            document.certainty() >= plan.certainty
        })?;
    }
    Ok((corpus, annotated))
}

/// Whether a document is kept for tuning: about every tenth article, and about every twelfth batch of sentences.
///
/// Sentences of one batch come from neighbouring documents, so a whole batch is kept or none of it.
fn is_held_out(document: &Document) -> bool {
    let hash = |text: &str| {
        text.bytes()
            .fold(7u64, |h, b| (h * 31 + u64::from(b)) % 1_000_003)
    };
    match document.id.split_once('/') {
        Some((batch, _)) => hash(batch) % 12 == 0,
        None => hash(&document.id) % 10 == 0,
    }
}

/// Scores the packed model, as it will be used, on the held-out sentences, by kind of document.
fn test(
    corpus: &Corpus,
    tests: &[usize],
    file: &[u8],
    errors: bool,
    log: &mut impl FnMut(&str),
) -> Result<BTreeMap<&'static str, Tally>, Error> {
    let tagger = Tagger::new(Bytes::Shared(file.into()))?;
    let mut scratch = TaggerScratch::default();
    let mut groups: BTreeMap<&str, Tally> = BTreeMap::new();
    for &s in tests {
        let sentence = &corpus.sentences[s];
        let document = &corpus.documents[sentence.document];
        let mut found = Vec::new();
        tagger.tag(
            &document.text,
            &sentence.tokens,
            || false,
            &mut scratch,
            &mut found,
        );
        let found: Vec<(Span, usize)> = found.iter().map(|m| (m.span, m.label.number())).collect();
        let group = if document.id.contains('/') {
            "sentences"
        } else {
            "articles"
        };
        if errors {
            report_errors(&document.text, sentence, &found, log);
        }
        for group in [group, "all"] {
            groups
                .entry(group)
                .or_default()
                .add(&document.text, &sentence.spans(&sentence.tags), &found);
        }
    }
    Ok(groups)
}

/// Scores a model file on a folder of articles: `NAME.txt` with the record `NAME.json` beside it.
///
/// # Errors
/// When the model is refused, or a record cannot be read.
pub fn evaluate(model: &Path, folder: &Path) -> Result<String, Error> {
    let bytes = std::fs::read(model).map_err(|why| Error::file(model, why))?;
    let extractor = Extractor::from_model(bytes)?;
    let entries = std::fs::read_dir(folder).map_err(|why| Error::file(folder, why))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "txt"));
    paths.sort();
    let mut tally = Tally::default();
    for path in paths {
        let record = path.with_extension("json");
        let json = std::fs::read_to_string(&record).map_err(|why| Error::file(&record, why))?;
        let bytes = std::fs::read(&path).map_err(|why| Error::file(&path, why))?;
        let text = crate::article::decode(&bytes).0;
        let gold = Document::from_record(&json, text.clone())?.mentions()?;
        let found = extractor.extract_text(&text);
        let found: Vec<(Span, usize)> = found
            .mentions
            .iter()
            .map(|m| (m.span, m.label.number()))
            .collect();
        tally.add(&text, &gold, &found);
    }
    Ok(tally.table())
}

/// Tells each wrong mention: `-` missed, `+` found where nothing (or something else) is, with the sentence.
fn report_errors(text: &str, sentence: &Sentence, found: &[(Span, usize)], log: &mut impl FnMut(&str)) {
    let gold = sentence.spans(&sentence.tags);
    let name = |sign: char, &(span, label): &(Span, usize)| {
        format!(" {sign}[{}|{}]", span.slice(text), Label::ALL[label])
    };
    let missed = gold.iter().filter(|m| !found.contains(m)).map(|m| name('-', m));
    let wrong = found.iter().filter(|m| !gold.contains(m)).map(|m| name('+', m));
    let list: String = missed.chain(wrong).collect();
    if let (false, [first, .., last]) = (list.is_empty(), &sentence.tokens[..]) {
        let span = Span {
            start: first.span.start,
            end: last.span.end,
        };
        log(&format!("{list}\n    {}", span.slice(text)));
    }
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

/// What stands beside a model: how it was made, and what tells it from another.
#[must_use]
pub fn provenance(plan: &Plan, file: &[u8]) -> String {
    let checksum = file
        .get(16..24)
        .and_then(|b| b.try_into().ok())
        .map_or(0, u64::from_le_bytes);
    format!(
        "# Where the shipped model comes from. Written by `forge model`; licences: seeds/README.md.\n\n\
         [model]\nfile = \"model.bin\"\nbytes = {}\nchecksum = \"{checksum:016x}\"\n\
         command = \"cargo run --release --features train --bin forge -- model\"\n\
         annotated = {ANNOTATED:?}\nmachine_labelled = {SILVER:?}\n\
         clusters = {CLUSTERS:?}\nnames = {NAMES:?}\n\n\
         [recipe]\nheld_out = {}\npasses = {}\nrate = {}\ndecay = {}\ncertainty = {}\n\
         silver_weight = {}\narticle_weight = {}\nleast = {}\nprune = {}\nunseen_words = {}\nseed = {}\n",
        file.len(),
        plan.held_out,
        plan.passes,
        plan.rate,
        plan.decay,
        plan.certainty,
        plan.silver_weight,
        plan.article_weight,
        plan.least,
        plan.prune,
        plan.unseen_words,
        plan.seed,
    )
}

impl Plan {
    /// The recipe of the shipped model, on these data.
    #[must_use]
    pub fn shipped(data: &Path, names: &Path) -> Plan {
        Plan {
            data: data.to_owned(),
            names: names.to_owned(),
            held_out: false,
            errors: false,
            passes: 4,
            rate: 0.05,
            decay: 1e-5,
            certainty: 0.4,
            silver_weight: 0.15,
            article_weight: 2.0,
            least: 3,
            prune: 4,
            unseen_words: 60_000,
            seed: 1,
        }
    }
}
