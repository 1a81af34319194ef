//! The shipped model's training run: knowledge compiled, text read and weighed, the learner run, the model measured.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::data::{Corpus, Document, Sentence};
use super::evaluate::Tally;
use super::learn::{Lesson, Progress, Settings, learn};
use super::read::{self, Options};
use super::slots::Slots;
use super::swap::{Swap, add_swapped};
use super::{augment, clusters, names};
use crate::error::Error;
use crate::extract::Extractor;
use crate::record::Label;
use crate::span::Span;
use crate::tagger::format::Bytes;
use crate::tagger::{Tagger, TaggerScratch};

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
    /// Copies of a sentence with other names and amounts in it.
    pub copies: f32,
    /// Copies of one that has an amount or a mention of a rare label.
    pub rare_copies: f32,
    /// How often a feature must occur.
    pub least: u8,
    /// Weights below this after the first pass are dropped.
    pub thin: f32,
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

    let slots = Slots::shipped();
    let [corpus, dev] = read(plan, &slots, &mut log)?;
    let lesson = Lesson {
        corpus: &corpus,
        dev: plan.held_out.then_some(&dev),
        slots: &slots,
        judged: None,
        knowledge: [&words, &known],
        base: None,
    };
    let settings = Settings {
        passes: plan.passes,
        patience: None,
        rate: plan.rate,
        decay: plan.decay,
        least: plan.least,
        thin: plan.thin,
        prune: plan.prune,
        seed: plan.seed,
    };
    let learned = learn(&lesson, &settings, &mut |progress| {
        match progress {
            Progress::Features(count) => log(&format!("{count} features")),
            Progress::Pass(pass, 1.0) => log(&format!("pass {pass} of {}", plan.passes)),
            _ => {}
        }
        ControlFlow::Continue(())
    })?;
    log(&format!("{}, {} kB", learned.packed, learned.file.len() / 1000));
    if plan.held_out {
        let groups = test(&dev, &slots, &learned.file, plan.errors, &mut log)?;
        groups
            .iter()
            .for_each(|(group, tally)| log(&format!("held-out {group}\n{}", tally.table())));
    }
    Ok(learned.file)
}

/// The text to learn from (annotated, then machine-labelled), and the held-out documents.
fn read(plan: &Plan, slots: &Slots, log: &mut impl FnMut(&str)) -> Result<[Corpus; 2], Error> {
    let (mut corpus, mut dev) = (Corpus::default(), Corpus::default());
    for name in ANNOTATED {
        for document in documents(plan, name)? {
            let weight = plan.weight(&document.id);
            if plan.held_out && is_held_out(&document) {
                dev.add(document, slots, weight)?;
            } else {
                corpus.add(document, slots, weight)?;
            }
        }
    }
    add_swapped(
        &mut corpus,
        slots,
        Swap {
            copies: plan.copies,
            rare: plan.rare_copies,
            share: 0.5,
            seed: plan.seed,
        },
    );
    augment::add_settings(&mut corpus);
    let annotated = corpus.sentences.len();
    if plan.certainty <= 1.0 {
        let certain = documents(plan, SILVER)?.into_iter();
        for document in certain.filter(|d| d.certainty >= plan.certainty) {
            if !(plan.held_out && is_held_out(&document)) {
                corpus.add(document, slots, plan.silver_weight)?;
            }
        }
    }
    log(&format!(
        "{} documents, {annotated} annotated sentences, {} machine-labelled, {} mentions that fit no tokens",
        corpus.documents.len(),
        corpus.sentences.len() - annotated,
        corpus.misfits.count()
    ));
    Ok([corpus, dev])
}

/// The documents of a file, all of which must be sound.
fn documents(plan: &Plan, name: &str) -> Result<Vec<Document>, Error> {
    let path = plan.data.join("train").join(name);
    let reading = read::read(&[path], &Options::default(), &mut |_| ControlFlow::Continue(()))?;
    match reading.told.messages.into_iter().next() {
        Some(message) => Err(Error::argument(message)),
        None => Ok(reading.documents),
    }
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
    dev: &Corpus,
    slots: &Slots,
    file: &[u8],
    errors: bool,
    log: &mut impl FnMut(&str),
) -> Result<BTreeMap<&'static str, Tally>, Error> {
    let tagger = Tagger::new(Bytes::Shared(file.into()))?;
    let mut scratch = TaggerScratch::default();
    let mut groups: BTreeMap<&str, Tally> = BTreeMap::new();
    for sentence in &dev.sentences {
        let document = &dev.documents[sentence.document];
        let text = &document.text;
        let mut found = Vec::new();
        tagger.tag(text, &sentence.tokens, || false, &mut scratch, &mut found);
        let found: Vec<(Span, Label)> = found.iter().map(|m| (m.span, m.label)).collect();
        let gold = sentence.labelled(slots);
        let group = if document.id.contains('/') {
            "sentences"
        } else {
            "articles"
        };
        if errors {
            report_errors(text, sentence, &gold, &found, log);
        }
        for group in [group, "all"] {
            groups.entry(group).or_default().add(text, &gold, &found);
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
    let folder = [folder.to_owned()];
    let reading = read::read(&folder, &Options::default(), &mut |_| ControlFlow::Continue(()))?;
    if let Some(message) = reading.told.messages.into_iter().next() {
        return Err(Error::argument(message));
    }
    let mut tally = Tally::default();
    for document in reading.documents {
        let gold = document.mentions.iter();
        let gold: Result<Vec<_>, Error> = gold.map(|(s, name)| Ok((*s, Label::named(name)?))).collect();
        let found = extractor.extract_text(&document.text).mentions;
        let found: Vec<(Span, Label)> = found.iter().map(|m| (m.span, m.label)).collect();
        tally.add(&document.text, &gold?, &found);
    }
    Ok(tally.table())
}

/// Tells each wrong mention: `-` missed, `+` found where nothing (or something else) is, with the sentence.
fn report_errors(
    text: &str,
    sentence: &Sentence,
    gold: &[(Span, Label)],
    found: &[(Span, Label)],
    log: &mut impl FnMut(&str),
) {
    let name = |sign: char, &(span, label): &(Span, Label)| format!(" {sign}[{}|{label}]", span.slice(text));
    let missed = gold.iter().filter(|m| !found.contains(m)).map(|m| name('-', m));
    let wrong = found.iter().filter(|m| !gold.contains(m)).map(|m| name('+', m));
    let list: String = missed.chain(wrong).collect();
    if !list.is_empty() {
        let span = sentence.span(0..sentence.tokens.len());
        log(&format!("{list}\n    {}", span.slice(text)));
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
         command = \"cargo run --release --features forge --bin forge -- model\"\n\
         annotated = {ANNOTATED:?}\nmachine_labelled = {SILVER:?}\n\
         clusters = {CLUSTERS:?}\nnames = {NAMES:?}\n\n\
         [recipe]\nheld_out = {}\npasses = {}\nrate = {}\ndecay = {}\ncertainty = {}\n\
         silver_weight = {}\narticle_weight = {}\ncopies = {}\nrare_copies = {}\nleast = {}\nthin = {}\nprune = {}\nunseen_words = {}\nseed = {}\n",
        file.len(),
        plan.held_out,
        plan.passes,
        plan.rate,
        plan.decay,
        plan.certainty,
        plan.silver_weight,
        plan.article_weight,
        plan.copies,
        plan.rare_copies,
        plan.least,
        plan.thin,
        plan.prune,
        plan.unseen_words,
        plan.seed,
    )
}

impl Plan {
    /// What a document counts: sentences have a batch and a number, articles a name.
    fn weight(&self, id: &str) -> f32 {
        if id.contains('/') {
            1.0
        } else {
            self.article_weight
        }
    }

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
            copies: 0.3,
            rare_copies: 1.0,
            least: 3,
            thin: 0.05,
            prune: 1,
            unseen_words: 60_000,
            seed: 1,
        }
    }
}
