//! Room 5, the [`Extractor`]: one article through every room.

mod job;
mod narrow;
#[cfg(feature = "embedded")]
pub(crate) mod stages;

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

pub use self::job::{Job, Source};
use crate::article::{self, Article, Page};
use crate::date::Date;
use crate::entities::{self, World};
use crate::error::Error;
use crate::explain::{Explanation, explain};
use crate::lock::patient;
use crate::place::Place;
use crate::record::{Mention, Record, Value};
use crate::rules::{self, FoundRoles, Options, Own, OwnScratch, QuoteScratch, TaggedScratch};
use crate::tagger::format::Bytes;
use crate::tagger::{Tagger, TaggerScratch};
use crate::text::Segments;

/// Tokens for which spare buffers keep room.
const MOST_KEPT: usize = 1 << 18;

/// Reads articles: an immutable engine that any number of threads may share.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use dateline::{Extractor, Label};
/// let extractor = Extractor::embedded()?;
/// let record = extractor.extract_text("LONDON (Reuters) - Angela Merkel met reporters in London on Monday.");
/// let merkel = &record.mentions.iter().find(|m| m.label == Label::PERSON).expect("a person");
/// assert_eq!(merkel.span.slice(&record.article.text), "Angela Merkel");
/// # }
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Debug)]
pub struct Extractor {
    tagger: Arc<Tagger>,
    world: World,
    own: Own,
    /// Buffers that no worker is using.
    spare: Mutex<Vec<Scratch>>,
    /// How many of them are kept: those of a worker for each core.
    most_spare: usize,
}

/// The reusable buffers of one worker; [`Extractor::with_scratch`] lends them.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use std::sync::Arc;
/// use std::sync::atomic::AtomicBool;
/// use dateline::{Extractor, Scratch};
///
/// let extractor = Extractor::embedded()?;
/// let mut scratch = Scratch::default(); // one for each thread, kept from article to article
/// scratch.stop_on(Arc::new(AtomicBool::new(false)));
/// let record = extractor.extract("It rained in Rome.".to_owned(), None, None, &mut scratch);
/// assert_eq!(record.entities[0].name, "Rome");
/// # }
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct Scratch {
    segments: Segments,
    tagger: TaggerScratch,
    own: OwnScratch,
    tagged: TaggedScratch,
    /// Values by the number of their mention.
    values: Vec<(usize, Value)>,
    roles: FoundRoles,
    quotes: QuoteScratch,
    stop: Option<Arc<AtomicBool>>,
}

/// What is known of the world: the embedded file, where there is one.
pub(crate) fn world() -> Result<World, Error> {
    #[cfg(feature = "embedded")]
    let world = crate::embedded::world()?;
    #[cfg(not(feature = "embedded"))]
    let world = World::unknown();
    Ok(world)
}

impl Extractor {
    /// The extractor with the shipped model.
    ///
    /// # Errors
    /// None in a sound build: the shipped model is checked by the tests.
    #[cfg(feature = "embedded")]
    pub fn embedded() -> Result<Extractor, Error> {
        let tagger = crate::embedded::tagger()?;
        Ok(Extractor::with(tagger.into(), world()?, Own::default()))
    }

    /// An extractor with the model in these bytes.
    ///
    /// # Errors
    /// When the bytes are no model of this version, or a damaged one.
    ///
    /// ```
    /// let refused = dateline::Extractor::from_model(b"no model".to_vec()).expect_err("damaged");
    /// assert!(refused.is_model());
    /// ```
    pub fn from_model(bytes: Vec<u8>) -> Result<Extractor, Error> {
        let tagger = Tagger::new(Bytes::Shared(bytes.into()))?;
        Ok(Extractor::with(tagger.into(), world()?, Own::default()))
    }

    /// An extractor with the same model and with names, patterns and wishes of the caller's own; those that this one may
    /// have are left behind.
    ///
    /// # Errors
    /// When an option makes no sense: a name that is empty, a broken pattern, an unknown label.
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use dateline::{Extractor, Label, Options};
    ///
    /// let drug = Label::named("DRUG")?;
    /// let options = Options { gazetteer: vec![("DRUG".into(), vec!["Tamiflu".into()])], ..Options::default() };
    /// let record = Extractor::embedded()?.with_options(&options)?.extract_text("Tamiflu is sold out.");
    /// assert_eq!((record.mentions[0].label, record.mentions[0].score), (drug, 1.0));
    /// # }
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn with_options(&self, options: &Options) -> Result<Extractor, Error> {
        let known = self.tagger.labels().iter().flatten().copied().collect();
        Ok(Extractor::with(
            Arc::clone(&self.tagger),
            self.world.clone(),
            Own::new(options, known)?,
        ))
    }

    /// What tells this extractor from others: its model's checksum, and a hash of what the caller brought to it.
    #[cfg(feature = "parquet")]
    pub(crate) fn fingerprint(&self) -> String {
        let model = format!("{:016x}", self.tagger.checksum());
        match self.own.fingerprint() {
            Some(own) => format!("{model}+{own:016x}"),
            None => model,
        }
    }

    /// What the caller brought.
    #[cfg(feature = "python")]
    pub(crate) fn own(&self) -> &Own {
        &self.own
    }

    fn with(tagger: Arc<Tagger>, world: World, own: Own) -> Extractor {
        Extractor {
            tagger,
            world,
            own,
            spare: Mutex::default(),
            most_spare: std::thread::available_parallelism().map_or(1, usize::from),
        }
    }

    /// Reads one text without any further knowledge of it.
    #[must_use]
    pub fn extract_text(&self, text: &str) -> Record {
        self.with_scratch(|scratch| self.extract(text.to_owned(), None, None, scratch))
    }

    /// Reads a job's article.
    ///
    /// # Errors
    /// When its file cannot be read, a document is not of the form that it has, or the work on it panics, which is a
    /// mistake of this crate. No text is an error.
    pub fn read(&self, job: Job, scratch: &mut Scratch) -> Result<Record, Error> {
        let record = self.read_if(job, scratch, |_| true)?;
        record.ok_or_else(|| Error::bug("an article was left out"))
    }

    /// Reads a job's article if it is wanted, which is asked as soon as its header is read and before the costly part.
    ///
    /// # Errors
    /// Those of [`Extractor::read`].
    pub fn read_if(
        &self,
        job: Job,
        scratch: &mut Scratch,
        wanted: impl FnOnce(&Article) -> bool,
    ) -> Result<Option<Record>, Error> {
        let place = match &job.source {
            Source::Document(document) => Some(document.place.clone()),
            _ => None,
        };
        let work = AssertUnwindSafe(|| {
            let page = job.source.open()?;
            if self.own.strict {
                refuse_damage(&page, place.as_ref(), job.id.as_deref())?;
            }
            let mut warnings = Vec::new();
            let article = article::read_page(page, job.id, job.date, &mut warnings);
            Ok(wanted(&article).then(|| self.annotate(article, warnings, &mut *scratch)))
        });
        catch_unwind(work).unwrap_or_else(|panic| {
            *scratch = Scratch::default(); // nobody knows what state the panic left it in
            let bug = Error::bug(said(&*panic));
            Err(match place {
                Some(place) => bug.at(place),
                None => bug,
            })
        })
    }

    /// Reads a text: never fails, returns what it finds and warnings about what is odd.
    #[must_use]
    pub fn extract(
        &self,
        text: String,
        id: Option<String>,
        date: Option<Date>,
        scratch: &mut Scratch,
    ) -> Record {
        let mut warnings = Vec::new();
        let article = article::read_text(text, id, date, &mut warnings);
        self.annotate(article, warnings, scratch)
    }

    /// Why the place at byte `offset` of a text was read as it was; `None` where no word and no mention stands.
    ///
    /// The text is read as [`Extractor::extract_text`] reads it, and `offset` counts in the record's text: that is the given
    /// one unless a warning says that it was cut.
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// let extractor = dateline::Extractor::embedded()?;
    /// let text = "She met Angela Merkel in Paris.";
    /// let why = extractor.explain(text, 10).expect("a word");
    ///
    /// let mention = why.mention.expect("a mention");
    /// assert_eq!(mention.span.slice(text), "Angela Merkel");
    /// let angela = &why.tokens[0];
    /// assert_eq!(angela.chosen.tag, "B-PERSON");
    /// assert!(angela.features[0].weight() > 0.0);
    /// let sum: f32 = angela.features.iter().map(|feature| feature.chosen).sum();
    /// assert!((sum - angela.chosen.score).abs() < 0.001);
    /// assert!(why.names.iter().any(|name| name.kinds.contains(&"FIRST_NAME")));
    /// # }
    /// # Ok::<(), dateline::Error>(())
    /// ```
    #[must_use]
    pub fn explain(&self, text: &str, offset: usize) -> Option<Explanation> {
        self.with_scratch(|scratch| {
            let record = self.extract(text.to_owned(), None, None, scratch);
            let Scratch {
                segments,
                tagger,
                own,
                ..
            } = scratch;
            explain(record, offset, segments, (&self.tagger, &self.own), (tagger, own))
        })
    }

    fn annotate(&self, article: Article, mut warnings: Vec<crate::Warning>, scratch: &mut Scratch) -> Record {
        let Scratch {
            segments,
            tagger,
            own,
            tagged,
            values,
            roles,
            quotes,
            stop,
        } = scratch;
        segments.fill(&article);
        let mut mentions = Vec::new();
        let stop = || stop.as_ref().is_some_and(|stop| stop.load(Ordering::Relaxed));
        for sentence in segments.sentences.iter().take_while(|_| !stop()) {
            let tokens = &segments.tokens[sentence.clone()];
            self.tagger
                .tag(&article.text, tokens, stop, tagger, &mut mentions);
        }
        self.put_persons_right(&article, segments, &mut mentions);
        rules::mend_dates(&article.text, segments, &mut mentions);
        rules::join_spreads(&article.text, segments, &mut mentions);
        self.own.apply(&article, segments, stop, own, &mut mentions);
        tagged.fill(&article, segments, &mentions);
        values.clear();
        let view = tagged.view(&article, segments, &mentions);
        rules::resolve_dates(&view, values);
        rules::resolve_amounts(view, values);
        for (mention, value) in values.drain(..) {
            mentions[mention].value = Some(value);
        }
        let entities = entities::link(&article, &self.world, &mut mentions);
        // Linking puts labels right, so that it goes first.
        let view = tagged.view(&article, segments, &mentions);
        roles.fill(view);
        let roles = entities::roles(&article.text, &mentions, &entities, roles);
        let speech = rules::quotes(&view, quotes, &mut warnings);
        let quotes = entities::speakers(&view, &self.world, &entities, &roles, &speech);
        let nominals = match self.own.nominals {
            true => entities::nominals(&view, &self.world, &entities, &roles, &speech),
            false => Vec::new(),
        };
        let sentences = segments.sentences.iter().map(|s| segments.span(s)).collect();
        let mut record = Record {
            article,
            sentences,
            mentions,
            entities,
            quotes,
            roles,
            nominals,
            warnings,
        };
        if let Some(labels) = &self.own.labels {
            record.narrow(labels);
        }
        record
    }

    /// Persons' names without what stands beside them, and what stands before them without their posts.
    fn put_persons_right(&self, article: &Article, segments: &Segments, mentions: &mut [Mention]) {
        let is_given = |word: &str| self.world.gender(word).is_some();
        rules::put_persons_right(article, segments, is_given, mentions);
        rules::cut_off_posts(&article.text, segments, |name| self.world.label(name), mentions);
    }

    /// Does some work with buffers of its own: used ones when there are any.
    ///
    /// This never waits long for the lock of the spare buffers: a process that is forked while another thread holds it would
    /// wait for ever. To give up costs a worker its buffers and all that they know of words, ten megabytes of it.
    pub fn with_scratch<T>(&self, work: impl FnOnce(&mut Scratch) -> T) -> T {
        let spare = patient(&self.spare).and_then(|mut spare| spare.pop());
        let mut scratch = spare.unwrap_or_default();
        let done = work(&mut scratch);
        scratch.stop = None; // the flag belongs to the batch that is over
        // Buffers that a very long text has blown up are dropped.
        if scratch.segments.tokens.capacity() <= MOST_KEPT
            && let Some(mut spare) = patient(&self.spare)
            && spare.len() < self.most_spare
        {
            spare.push(scratch);
        }
        done
    }
}

/// The error for a page of which something was lost.
fn refuse_damage(page: &Page, place: Option<&Place>, id: Option<&str>) -> Result<(), Error> {
    let damage = page
        .warnings
        .iter()
        .find_map(|warning| warning.damage(&page.text));
    damage.map_or(Ok(()), |why| {
        let place = place.cloned();
        let place = place.unwrap_or_else(|| Place::of_file(id.unwrap_or_default()));
        Err(Error::document(place, why))
    })
}

/// What a panic said.
fn said(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref().copied())
        .unwrap_or("a panic without words")
}

impl Scratch {
    /// Stops the work on an article soon after the flag is set; its record is then incomplete.
    pub fn stop_on(&mut self, flag: Arc<AtomicBool>) {
        self.stop = Some(flag);
    }
}
