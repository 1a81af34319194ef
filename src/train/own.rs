//! Training on text of one's own: read, split, learned, tested, told.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::base::Base;
use super::data::{Corpus, Document};
use super::evaluate::Counts;
use super::learn::{Learned, Lesson, Progress, Settings, learn};
use super::read::{self, Options, Told};
use super::slots::{Slots, labels};
use crate::error::Error;
use crate::export::murmur;
use crate::record::Label;
use crate::tagger::format::{Bytes, Sections};
use crate::tagger::tags::{LABELS, OUTSIDE};
use crate::tagger::{Tagger, TaggerScratch};

/// Sentences up to which a feature may be learned that occurs only twice.
const SMALL: usize = 20_000;

/// Where weights start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Start {
    /// At nothing; word clusters and names are those of the shipped model.
    #[default]
    Fresh,
    /// At the shipped model.
    Embedded,
    /// At the model in this file, whose word clusters and names come along.
    File(PathBuf),
}

/// A training run on labelled text.
///
/// ```no_run
/// # use std::ops::ControlFlow;
/// use dateline::train::Training;
/// let training = Training::on(vec!["drugs.jsonl".into()]);
/// let (model, report) = training.run(&mut |_| ControlFlow::Continue(()))?;
/// std::fs::write("my.model", model).expect("room on the disk");
/// println!("F1 {:?}", report.mentions.map(|figures| figures.f1));
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Training {
    /// Files and folders of labelled text.
    pub data: Vec<PathBuf>,
    /// Labelled text to test on; without it a share of the data is held out.
    pub dev: Vec<PathBuf>,
    /// The share of documents that is held out, 0 to 1.
    pub held_out: f64,
    /// How to read the text.
    pub options: Options,
    /// Where weights start.
    pub start: Start,
    /// Let go those labels of the base that the text does not have. Otherwise the base's own findings of them are added
    /// to the text, so that learning does not unlearn them.
    pub forget: bool,
    /// Passes over the text at the most.
    pub passes: usize,
    /// Passes without a better test after which learning stops.
    pub patience: usize,
    /// Seed of the order of sentences.
    pub seed: u64,
}

/// Precision, recall and F1, and the number of mentions that should be found.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Figures {
    /// The share of what was found that is right.
    pub precision: f64,
    /// The share of what is right that was found.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
    /// How many there are.
    pub count: usize,
}

/// The size of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Size {
    /// Documents.
    pub documents: usize,
    /// Sentences.
    pub sentences: usize,
    /// Labelled mentions.
    pub mentions: usize,
}

/// How a training run went.
///
/// ```
/// use std::ops::ControlFlow;
/// use dateline::train::{Figures, Options, Progress, Report, Size, Start, Training};
///
/// let path = std::env::temp_dir().join(format!("dateline-train-{}.conll", std::process::id()));
/// let text: String = ["Ann", "Bo", "Cy", "Di", "Ed", "Flo"].iter().map(|name| format!("{name} B-PER\nleft O\n. O\n\n")).collect();
/// std::fs::write(&path, text).expect("room on the disk");
///
/// let options = Options { map: [("PER".to_owned(), "PERSON".to_owned())].into(), ..Options::default() };
/// let training = Training { options, start: Start::Fresh, passes: 2, dev: vec![path.clone()], ..Training::on(vec![path.clone()]) };
/// let mut passes = 0;
/// let (_, report): (Vec<u8>, Report) = training.run(&mut |progress| {
///     passes += usize::from(matches!(progress, Progress::Tested(..)));
///     ControlFlow::Continue(())
/// })?;
/// let learned: &Size = &report.training;
/// let figures: Figures = report.mentions.expect("held-out text");
/// assert!(learned.mentions == 6 && figures.count == 6 && report.model_labels.contains(&"PERSON"));
///
/// let stopped = training.run(&mut |_| ControlFlow::Break(())).expect_err("nobody wanted it");
/// assert!(stopped.is_stopped());
/// # std::fs::remove_file(&path).expect("it was there");
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// What was learned from.
    pub training: Size,
    /// What was tested on.
    pub held_out: Size,
    /// The labels of the text with the number of their mentions.
    pub labels: BTreeMap<&'static str, usize>,
    /// All labels of the model.
    pub model_labels: Vec<&'static str>,
    /// Mentions of the base's other labels that were added to the training text.
    pub added: usize,
    /// The figures of the held-out text over all labels; none without such text.
    pub mentions: Option<Figures>,
    /// The figures of each label.
    pub by_label: BTreeMap<&'static str, Figures>,
    /// F1 after each pass.
    pub history: Vec<f64>,
    /// The pass whose weights the model has, from 1.
    pub pass: usize,
    /// What could not be used as it stands, the first hundred in full.
    pub warnings: Vec<String>,
    /// How many warnings more there were.
    pub further_warnings: usize,
    /// Size of the model file.
    pub bytes: usize,
}

impl Training {
    /// A run on these files and folders with the usual settings.
    #[must_use]
    pub fn on(data: Vec<PathBuf>) -> Training {
        Training {
            data,
            dev: Vec::new(),
            held_out: 0.1,
            options: Options::default(),
            start: Start::Fresh,
            forget: false,
            passes: 10,
            patience: 3,
            seed: 1,
        }
    }

    /// Reads, learns and tests; returns the model's file and how it went. `progress` says after each step whether to go on.
    ///
    /// # Errors
    /// When a file cannot be read, the text cannot be used, there are more labels than a model has room for, an argument
    /// makes no sense, or `progress` wants no more.
    pub fn run(
        &self,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<(Vec<u8>, Report), Error> {
        self.check()?;
        let file = self.base_file()?;
        let tagger = Tagger::new(file.clone())?; // refuses a damaged file before hours of reading
        let mut reading = |paths: &[PathBuf]| {
            let mut told = 0;
            read::read(paths, &self.options, &mut |count| {
                told += 1;
                match told % 64 {
                    1 => progress(Progress::Reading(count)),
                    _ => ControlFlow::Continue(()),
                }
            })
        };
        let mut all = reading(&self.data)?;
        let (mut documents, mut held) = (all.documents, Vec::new());
        let found = labels(&documents)?;
        if found.is_empty() {
            return Err(Error::argument("the text has no labelled mention"));
        }
        if !self.dev.is_empty() {
            let dev = reading(&self.dev)?;
            all.told.append(dev.told);
            held = dev.documents;
            only_known(&mut held, &found, &mut all.told)?;
        } else if self.held_out > 0.0 {
            (documents, held) = split(documents, self.held_out);
        }

        let based = self.start != Start::Fresh;
        let own: Vec<Label> = found.keys().copied().collect();
        let slots = match based {
            true => Slots::of_model(&tagger, |label| !self.forget || own.contains(&label)),
            false => Slots::default(),
        };
        let kept = std::array::from_fn(|slot| slots.label(slot).is_some());
        let slots = slots.with(&own)?;
        let mut corpus = corpus_of(documents, &slots, &mut all.told)?;
        let dev = corpus_of(held, &slots, &mut all.told)?;
        let (training, held_out) = (corpus.size(), dev.size());
        let added = if based {
            corpus.add_found(&tagger, &slots, |label| own.contains(&label))
        } else {
            0
        };

        let sections = Sections::read(file.clone())?;
        let (clusters, names) = (sections.get("clusters")?, sections.get("names")?);
        let lesson = Lesson {
            corpus: &corpus,
            dev: (!dev.sentences.is_empty()).then_some(&dev),
            slots: &slots,
            judged: Some(&own),
            knowledge: [clusters.as_ref(), names.as_ref()],
            base: based.then(|| Base::read(&file, kept)).transpose()?,
            calibration: None,
        };
        let learned = learn(&lesson, &self.settings(corpus.sentences.len()), progress)?;
        let report = report(&learned, [training, held_out], found, &slots, added, all.told);
        Ok((learned.file, report))
    }

    fn check(&self) -> Result<(), Error> {
        let bad = |why: &str| Err(Error::argument(why));
        match self {
            Training { data, .. } if data.is_empty() => bad("no text to learn from"),
            Training { held_out, .. } if !(0.0..1.0).contains(held_out) => {
                bad("the share that is held out must be at least 0 and less than 1")
            }
            Training { passes: 0, .. } => bad("at least one pass is needed"),
            Training { patience: 0, .. } => bad("patience must be at least one pass"),
            _ => Ok(()),
        }
    }

    fn base_file(&self) -> Result<Bytes, Error> {
        match &self.start {
            Start::Fresh | Start::Embedded => Ok(crate::embedded::file()),
            Start::File(path) => {
                let bytes = std::fs::read(path).map_err(|why| Error::file(path, why))?;
                Ok(Bytes::Shared(bytes.into()))
            }
        }
    }

    fn settings(&self, sentences: usize) -> Settings {
        let shipped = super::Plan::shipped(Path::new(""), Path::new(""));
        Settings {
            passes: self.passes,
            patience: Some(self.patience),
            rate: shipped.rate,
            decay: shipped.decay,
            least: if sentences < SMALL { 2 } else { shipped.least },
            thin: 0.0,
            prune: 2,
            shut: shipped.shut,
            seed: self.seed,
            without: Vec::new(),
        }
    }
}

/// Takes a share of the documents out. What a text says decides, so that the same text always falls on the same side,
/// even when others are added.
fn split(documents: Vec<Document>, share: f64) -> (Vec<Document>, Vec<Document>) {
    let rank = |document: &Document| murmur(&document.text);
    let limit = (share * u64::MAX as f64) as u64;
    let lowest = documents.iter().map(rank).min();
    let all_one = documents.iter().map(rank).max() == lowest;
    let none = lowest.is_none_or(|lowest| lowest >= limit);
    let (held, rest): (Vec<_>, Vec<_>) = documents.into_iter().partition(|document| {
        let rank = rank(document);
        !all_one && (rank < limit || none && Some(rank) == lowest)
    });
    // A share so great, or a text so small, that nothing is left to learn from.
    if rest.is_empty() {
        (held, rest)
    } else {
        (rest, held)
    }
}

/// Drops mentions of labels that the training text does not have.
fn only_known(
    documents: &mut [Document],
    found: &BTreeMap<Label, usize>,
    told: &mut Told,
) -> Result<(), Error> {
    for (label, count) in labels(documents)? {
        if !found.contains_key(&label) {
            told.add(format!(
                "{count} mentions of {label} in the text to test on: the training text has none"
            ));
        }
    }
    for document in documents {
        document
            .mentions
            .retain(|(_, name)| name.parse().is_ok_and(|label| found.contains_key(&label)));
    }
    Ok(())
}

fn corpus_of(documents: Vec<Document>, slots: &Slots, told: &mut Told) -> Result<Corpus, Error> {
    let mut corpus = Corpus::default();
    for document in documents {
        corpus.add(document, slots, 1.0)?;
    }
    told.append(std::mem::take(&mut corpus.misfits));
    Ok(corpus)
}

impl Corpus {
    fn size(&self) -> Size {
        Size {
            documents: self.documents.len(),
            sentences: self.sentences.len(),
            mentions: self.mentions,
        }
    }

    /// Adds the mentions of labels other than the text's `own` that a model finds where the text has none; returns how
    /// many there were.
    fn add_found(&mut self, tagger: &Tagger, slots: &Slots, own: impl Fn(Label) -> bool) -> usize {
        let mut scratch = TaggerScratch::default();
        let (mut found, mut count) = (Vec::new(), 0);
        for sentence in &mut self.sentences {
            let text = &self.documents[sentence.document].text;
            found.clear();
            tagger.tag(text, &sentence.tokens, || false, &mut scratch, &mut found);
            for mention in found.iter().filter(|mention| !own(mention.label)) {
                let first = sentence
                    .tokens
                    .partition_point(|t| t.span.start < mention.span.start);
                let end = sentence
                    .tokens
                    .partition_point(|t| t.span.end <= mention.span.end);
                let free = sentence.tags[first..end]
                    .iter()
                    .all(|&tag| usize::from(tag) == OUTSIDE);
                if let (Some(slot), true) = (slots.of(mention.label), free) {
                    sentence.set(first..end, slot);
                    count += 1;
                }
            }
        }
        count
    }
}

fn report(
    learned: &Learned,
    [training, held_out]: [Size; 2],
    found: BTreeMap<Label, usize>,
    slots: &Slots,
    added: usize,
    told: Told,
) -> Report {
    let tally = learned.tally.as_ref();
    let by_label = tally.iter().flat_map(|tally| &tally.labels);
    Report {
        training,
        held_out,
        labels: found.into_iter().map(|(label, n)| (label.as_str(), n)).collect(),
        model_labels: (0..LABELS)
            .filter_map(|slot| Some(slots.label(slot)?.as_str()))
            .collect(),
        added,
        mentions: tally.map(|tally| Figures::from(tally.all)),
        by_label: by_label
            .map(|(label, counts)| (label.as_str(), Figures::from(*counts)))
            .collect(),
        history: learned.scores.clone(),
        pass: learned.pass,
        warnings: told.messages,
        further_warnings: told.further,
        bytes: learned.file.len(),
    }
}

impl From<Counts> for Figures {
    fn from(counts: Counts) -> Figures {
        Figures {
            precision: counts.precision(),
            recall: counts.recall(),
            f1: counts.f1(),
            count: counts.gold,
        }
    }
}
