//! The shipped model's training run: knowledge compiled, text read and weighed, the learner run, the model measured.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::data::{Corpus, Document, Sentence};
use super::evaluate::Tally;
use super::learn::{Learned, Lesson, Progress, Settings, learn};
use super::read::{self, Options};
use super::slots::Slots;
use super::swap::{Swap, add_swapped};
use super::{augment, clusters, names};
use crate::error::Error;
use crate::extract::Extractor;
use crate::record::Label;
use crate::span::Span;
use crate::tagger::calibration::Calibration;

/// The files of annotated text, in the folder `train` of the data.
const ANNOTATED: [&str; 5] = [
    "annotated_voa.jsonl",
    "annotated_papers.jsonl",
    "annotated_press.jsonl",
    "annotated_world.jsonl",
    "written_articles.jsonl",
];
/// The file of annotated articles that is kept here, in the folder `corpus` of the seeds.
const FURTHER: &str = "further_articles.jsonl";
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
    /// The folder of what is kept here, with `names` and `corpus` in it.
    pub seeds: PathBuf,
    /// Keep the held-out documents out of the model that is returned, too.
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
    /// Tokens that are less likely than this to be in a mention, by their words alone, are taken to be in none.
    pub shut: f32,
    /// Words without a count that keep their cluster.
    pub unseen_words: usize,
    /// Seed of the order of sentences.
    pub seed: u64,
    /// Feature templates that are left out, to learn what they are worth.
    pub without: Vec<u64>,
}

/// A trained model.
pub struct Trained {
    /// Its file.
    pub file: Vec<u8>,
    /// Mentions of held-out documents that a model of the same recipe found, right ones and their gold, by label.
    held_out: Tally,
}

/// Trains a model; `log` is told what happens, a line at a time.
///
/// The recipe runs twice: without the held-out documents, which then tell how well it does and what its scores are
/// worth, and with them. With [`Plan::held_out`] the first model is the result.
///
/// # Errors
/// When a file of the data is missing or does not have its form.
pub fn train(plan: &Plan, mut log: impl FnMut(&str)) -> Result<Trained, Error> {
    let [words, known] = knowledge(plan, &mut log)?;
    let knowledge = [&*words, &*known];
    let slots = Slots::shipped();

    let [corpus, dev] = read(plan, &slots, is_held_out, &mut log)?;
    let first = run(plan, &slots, knowledge, &corpus, Some(&dev), None, &mut log)?;
    let groups = test(&dev, &slots, &first.file, plan.errors, &mut log)?;
    groups
        .iter()
        .for_each(|(group, tally)| log(&format!("held-out {group}\n{}", tally.table())));
    let held_out = groups.get("all").cloned().unwrap_or_default();
    let file = if plan.held_out {
        first.file
    } else {
        drop((corpus, dev));
        let [corpus, _] = read(plan, &slots, |_| false, &mut log)?;
        let known = Some(first.calibration);
        run(plan, &slots, knowledge, &corpus, None, known, &mut log)?.file
    };
    Ok(Trained { file, held_out })
}

/// What is known of words: the maps of clusters and names.
pub(super) fn knowledge(plan: &Plan, log: &mut impl FnMut(&str)) -> Result<[Vec<u8>; 2], Error> {
    let words = clusters::compile(&plan.data.join(CLUSTERS), plan.unseen_words)?;
    let (known, count) = names::compile(&plan.seeds.join("names"), &plan.data.join("gazetteers"))?;
    log(&format!(
        "{count} names in {} kB, clusters in {} kB",
        known.len() / 1000,
        words.len() / 1000
    ));
    Ok([words, known])
}

/// One run of the learner.
pub(super) fn run(
    plan: &Plan,
    slots: &Slots,
    knowledge: [&[u8]; 2],
    corpus: &Corpus,
    dev: Option<&Corpus>,
    calibration: Option<Calibration>,
    log: &mut impl FnMut(&str),
) -> Result<Learned, Error> {
    let lesson = Lesson {
        corpus,
        dev,
        slots,
        judged: None,
        knowledge,
        base: None,
        calibration,
    };
    let settings = Settings {
        passes: plan.passes,
        patience: None,
        rate: plan.rate,
        decay: plan.decay,
        least: plan.least,
        thin: plan.thin,
        prune: plan.prune,
        shut: plan.shut,
        seed: plan.seed,
        without: plan.without.clone(),
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
    Ok(learned)
}

/// The text to learn from (annotated, then machine-labelled), and the held-out documents.
pub(super) fn read(
    plan: &Plan,
    slots: &Slots,
    held_out: impl Fn(&Document) -> bool,
    log: &mut impl FnMut(&str),
) -> Result<[Corpus; 2], Error> {
    let (mut corpus, mut dev) = (Corpus::default(), Corpus::default());
    let annotated = ANNOTATED.map(|name| plan.data.join("train").join(name));
    let further = plan.seeds.join("corpus").join(FURTHER);
    for path in annotated.into_iter().chain([further]) {
        for document in documents(path)? {
            let weight = plan.weight(&document.id);
            if held_out(&document) {
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
        let certain = documents(plan.data.join("train").join(SILVER))?.into_iter();
        for document in certain.filter(|d| d.certainty >= plan.certainty) {
            if !held_out(&document) {
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
fn documents(path: PathBuf) -> Result<Vec<Document>, Error> {
    let reading = read::read(&[path], &Options::default(), &mut |_| ControlFlow::Continue(()))?;
    match reading.told.messages.into_iter().next() {
        Some(message) => Err(Error::argument(message)),
        None => Ok(reading.documents),
    }
}

/// A number for a document's name, by which it falls to one side or another.
pub(super) fn hash(id: &str) -> u64 {
    id.bytes().fold(7, |h, b| (h * 31 + u64::from(b)) % 1_000_003)
}

/// Whether a document is kept for tuning: about every tenth article, and about every twelfth batch of sentences.
///
/// Sentences of one batch come from neighbouring documents, so a whole batch is kept or none of it.
fn is_held_out(document: &Document) -> bool {
    match document.id.split_once('/') {
        Some((batch, _)) => hash(batch).is_multiple_of(12),
        None => hash(&document.id).is_multiple_of(10),
    }
}

/// Scores the packed model, as it will be used, on the held-out sentences, by kind of document.
pub(super) fn test(
    dev: &Corpus,
    slots: &Slots,
    file: &[u8],
    errors: bool,
    log: &mut impl FnMut(&str),
) -> Result<BTreeMap<&'static str, Tally>, Error> {
    let mut groups: BTreeMap<&str, Tally> = BTreeMap::new();
    dev.tag_with(file, |sentence, found| {
        let document = &dev.documents[sentence.document];
        let text = &document.text;
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
    })?;
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

/// What stands beside a model: how it was made, what tells it from another, how well its recipe does.
#[must_use]
pub fn provenance(plan: &Plan, trained: &Trained) -> String {
    let file = &trained.file;
    let checksum = file
        .get(16..24)
        .and_then(|b| b.try_into().ok())
        .map_or(0, u64::from_le_bytes);
    let mut out = format!(
        "# Where the shipped model comes from, and what it is worth. Written by `forge model`.\n\n\
         [model]\nfile = \"model.bin\"\nbytes = {}\nchecksum = \"{checksum:016x}\"\n\
         command = \"cargo run --release --features forge --bin forge -- model\"\n\
         licence = \"MIT OR Apache-2.0\"\n\n\
         [data]\nlicences = \"seeds/README.md\"\nannotated = {ANNOTATED:?}\nannotated_here = {FURTHER:?}\nmachine_labelled = {SILVER:?}\n\
         annotated_by = \"a large language model under the project's guide, one pass; no second annotator\"\n\
         clusters = {CLUSTERS:?}\nnames = {NAMES:?}\n\n\
         [recipe]\nheld_out = {}\npasses = {}\nrate = {}\ndecay = {}\ncertainty = {}\n\
         silver_weight = {}\narticle_weight = {}\ncopies = {}\nrare_copies = {}\nleast = {}\nthin = {}\nprune = {}\n\
         shut = {}\nunseen_words = {}\nseed = {}\n\n\
         # Strict span and label on documents that the same recipe had not seen: precision, recall, F1, mentions.\n\
         [held_out]\n",
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
        plan.shut,
        plan.unseen_words,
        plan.seed,
    );
    let tally = &trained.held_out;
    let labels = tally
        .labels
        .iter()
        .map(|(label, counts)| (label.as_str(), counts));
    for (label, c) in std::iter::once(("all", &tally.all)).chain(labels) {
        let (p, r, f) = (c.precision(), c.recall(), c.f1());
        out += &format!("{label} = [{p:.3}, {r:.3}, {f:.3}, {}]\n", c.gold);
    }
    out
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
    pub fn shipped(data: &Path, seeds: &Path) -> Plan {
        Plan {
            data: data.to_owned(),
            seeds: seeds.to_owned(),
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
            thin: 0.08,
            prune: 1,
            shut: 0.005,
            unseen_words: 60_000,
            seed: 1,
            without: Vec::new(),
        }
    }
}
