//! The stages of reading one at a time, for benches: each works on what the stages before it made. No part of the public interface.

use super::{Extractor, Scratch};
use crate::article::{Article, read_text};
use crate::entities;
use crate::error::Error;
use crate::gazetteer::Gazetteer;
use crate::record::{Entity, Mention, Role};
use crate::rules::{self, TaggedScratch};
use crate::tagger::format::{Section, Sections};
use crate::text::{Segments, fold_word};

/// Articles, with what all stages made of each. A stage works on all of them and returns how much it found.
pub struct Stages<'e> {
    extractor: &'e Extractor,
    names: Gazetteer<Section>,
    prepared: Vec<Prepared>,
    scratch: Scratch,
}

/// One article before and after its mentions are linked.
struct Prepared {
    article: Article,
    segments: Segments,
    /// The words in lower case.
    folded: Vec<String>,
    tagged: TaggedScratch,
    /// The tagger's mentions.
    bare: Vec<Mention>,
    /// The same with their entities.
    linked: Vec<Mention>,
    entities: Vec<Entity>,
    roles: Vec<Role>,
}

impl<'e> Stages<'e> {
    /// Takes these texts through all stages.
    ///
    /// # Errors
    /// When the shipped model has no known names, which it has.
    pub fn new(extractor: &'e Extractor, texts: &[String]) -> Result<Stages<'e>, Error> {
        let mut stages = Stages {
            extractor,
            names: Gazetteer::new(Sections::read(crate::embedded::file())?.get("names")?)?,
            prepared: Vec::new(),
            scratch: Scratch::default(),
        };
        for text in texts {
            let article = read_text(text.clone(), None, None, &mut Vec::new());
            let prepared = Prepared::new(article, extractor, &mut stages.scratch);
            stages.prepared.push(prepared);
        }
        Ok(stages)
    }

    /// Known names of several words, the longest at each token, looked up anew; returns how many.
    pub fn known_names(&self) -> usize {
        let mut found = 0;
        for one in &self.prepared {
            let mut at = 0;
            while at < one.folded.len() {
                let name = self.names.longest(one.folded[at..].iter().map(|word| &**word));
                found += usize::from(name.is_some());
                at += name.map_or(1, |(len, _)| len);
            }
        }
        found
    }

    /// The tagger; returns how many mentions.
    pub fn mentions(&mut self) -> usize {
        let (tagger, scratch) = (self.extractor, &mut self.scratch);
        let find = |one: &Prepared| find_mentions(tagger, &one.article, &one.segments, scratch).len();
        self.prepared.iter().map(find).sum()
    }

    /// Classes of words, and which mention each stands in; returns how many tokens.
    pub fn classes(&mut self) -> usize {
        for one in &mut self.prepared {
            one.tagged.fill(&one.article, &one.segments, &one.bare);
        }
        self.prepared.iter().map(|one| one.segments.tokens.len()).sum()
    }

    /// What dates come to; returns how many have a value.
    pub fn dates(&mut self) -> usize {
        let values = &mut self.scratch.values;
        values.clear();
        for one in &self.prepared {
            rules::resolve_dates(&one.tagged.view(&one.article, &one.segments, &one.bare), values);
        }
        values.len()
    }

    /// What amounts come to; returns how many have a value.
    pub fn amounts(&mut self) -> usize {
        let values = &mut self.scratch.values;
        values.clear();
        for one in &self.prepared {
            rules::resolve_amounts(one.tagged.view(&one.article, &one.segments, &one.bare), values);
        }
        values.len()
    }

    /// The mentions of all articles as they are before they are linked.
    #[must_use]
    pub fn unlinked(&self) -> Vec<Vec<Mention>> {
        self.prepared.iter().map(|one| one.bare.clone()).collect()
    }

    /// Links these mentions; returns how many entities they are of.
    pub fn entities(&self, mut mentions: Vec<Vec<Mention>>) -> usize {
        let link = |(one, mentions): (&Prepared, &mut Vec<Mention>)| {
            entities::link(&one.article, &self.extractor.world, mentions).len()
        };
        self.prepared.iter().zip(&mut mentions).map(link).sum()
    }

    /// What people are; returns how many roles.
    pub fn roles(&mut self) -> usize {
        let found = &mut self.scratch.roles;
        let find = |one: &Prepared| {
            found.fill(one.tagged.view(&one.article, &one.segments, &one.linked));
            entities::roles(&one.article.text, &one.linked, &one.entities, found).len()
        };
        self.prepared.iter().map(find).sum()
    }

    /// What is said, and who says it; returns how many quotes.
    pub fn quotes(&mut self) -> usize {
        let (world, scratch) = (&self.extractor.world, &mut self.scratch.quotes);
        let mut warnings = Vec::new();
        let find = |one: &Prepared| {
            let view = one.tagged.view(&one.article, &one.segments, &one.linked);
            let speech = rules::quotes(&view, scratch, &mut warnings);
            entities::speakers(&view, world, &one.entities, &one.roles, &speech).len()
        };
        self.prepared.iter().map(find).sum()
    }
}

impl Prepared {
    fn new(article: Article, extractor: &Extractor, scratch: &mut Scratch) -> Prepared {
        let mut segments = Segments::default();
        segments.fill(&article);
        let folded = |word: &str| {
            let mut folded = String::new();
            fold_word(word, &mut folded);
            folded
        };
        let tokens = segments.tokens.iter();
        let folded = tokens
            .map(|token| folded(token.span.slice(&article.text)))
            .collect();
        let bare = find_mentions(extractor, &article, &segments, scratch);
        let mut tagged = TaggedScratch::default();
        tagged.fill(&article, &segments, &bare);
        let mut linked = bare.clone();
        let entities = entities::link(&article, &extractor.world, &mut linked);
        scratch.roles.fill(tagged.view(&article, &segments, &linked));
        let roles = entities::roles(&article.text, &linked, &entities, &scratch.roles);
        Prepared {
            article,
            segments,
            folded,
            tagged,
            bare,
            linked,
            entities,
            roles,
        }
    }
}

/// The tagger's mentions of an article.
fn find_mentions(
    extractor: &Extractor,
    article: &Article,
    segments: &Segments,
    scratch: &mut Scratch,
) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for sentence in &segments.sentences {
        let tokens = &segments.tokens[sentence.clone()];
        let never = || false;
        extractor
            .tagger
            .tag(&article.text, tokens, never, &mut scratch.tagger, &mut mentions);
    }
    extractor.put_persons_right(article, segments, &mut mentions);
    mentions
}
