//! Speakers: from the name, pronoun or noun phrase beside a cue to the entity and its fullest name.

use super::genders::Being;
use super::world::World;
use crate::lexical::is_any;
use crate::record::{Entity, Granularity, Label, Mention, Parts, Quote, QuoteKind, Role, Value};
use crate::rules::{Speech, Tagged, Who};
use crate::span::Span;

/// Mentions that are looked at for whom a pronoun or a noun phrase means.
pub(super) const LOOK_BACK: usize = 80;

/// A speaker who has been found.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) name: String,
    pub(super) entity: Option<u32>,
    pub(super) being: Being,
    /// The token of the words that named the speaker.
    pub(super) at: usize,
    /// The head of the noun phrase that stands for a speaker without a name.
    pub(super) noun: Option<usize>,
}

/// Gives the speech of an article its speakers.
pub(crate) fn speakers(
    tagged: &Tagged<'_>,
    world: &World,
    entities: &[Entity],
    roles: &[Role],
    speech: &[Speech],
) -> Vec<Quote> {
    let mut speakers = Speakers::new(tagged, world, entities, roles, speech);
    let today = tagged.article.header.date.map(|date| date.to_string());
    (0..speech.len())
        .map(|number| {
            speakers.hear(&speech[number..]);
            let speech = &speech[number];
            let found = speech.who.as_ref().and_then(|who| speakers.find(who));
            let said = |mention: usize| {
                let value = tagged.mentions[mention].value.as_ref()?;
                Some(value.text.clone())
            };
            // an age (*Ann Lee, 21, said*; *the 58-year-old said*) is no day
            let is_day = |&mention: &usize| !tagged.mentions[mention].value.as_ref().is_some_and(is_length);
            let when = match speech.when.filter(is_day) {
                Some(mention) => said(mention),
                None if speech.past || found.is_none() => None,
                None => today.clone(),
            };
            if let Some(found) = found
                .as_ref()
                .filter(|_| speakers.open.is_empty() && !speakers.is_teller(speech))
            {
                speakers.last = Some(found.clone());
            }
            if speech.kind != QuoteKind::Indirect {
                speakers.open.push((speech.span, found.clone()));
            }
            Quote {
                id: speech.id,
                span: speech.span,
                kind: speech.kind,
                speaker: found.as_ref().map(|found| found.name.clone()),
                speaker_entity: found.and_then(|found| found.entity),
                cue: speech.cue.map(|span| span.slice(tagged.text()).to_owned()),
                when,
            }
        })
        .collect()
}

/// Whether a value is a length of time: an age, for one.
fn is_length(value: &Value) -> bool {
    matches!(&value.parts, Parts::When(when) if when.granularity == Granularity::Duration)
}

/// For each mention whether it stands in quotation marks.
fn in_marks(mentions: &[Mention], speech: &[Speech]) -> Vec<bool> {
    let mut marked = speech
        .iter()
        .filter(|s| s.kind != QuoteKind::Indirect)
        .map(|s| s.span)
        .peekable();
    let mut end = 0;
    let inside = mentions.iter().map(|mention| {
        while let Some(span) = marked.next_if(|span| span.start <= mention.span.start) {
            end = end.max(span.end);
        }
        mention.span.start < end
    });
    inside.collect()
}

/// What is known where a speaker is looked for.
pub(super) struct Speakers<'a> {
    pub(super) tagged: &'a Tagged<'a>,
    pub(super) world: &'a World,
    pub(super) mentions: &'a [Mention],
    pub(super) entities: &'a [Entity],
    /// In the order of the text.
    pub(super) roles: &'a [Role],
    /// What is known of each entity's sex; worked out when asked for.
    pub(super) beings: Vec<Option<Being>>,
    /// Whether each mention stands in quotation marks.
    pub(super) quoted: Vec<bool>,
    /// The people whom the words that somebody says name.
    pub(super) spoken_of: Vec<u32>,
    /// The words whose speaker is looked for.
    pub(super) said: Span,
    /// Words in marks that have not ended yet, with their speakers; the innermost last.
    pub(super) open: Vec<(Span, Option<Found>)>,
    /// The speaker before.
    pub(super) last: Option<Found>,
}

impl<'a> Speakers<'a> {
    pub(super) fn new(
        tagged: &'a Tagged<'a>,
        world: &'a World,
        entities: &'a [Entity],
        roles: &'a [Role],
        speech: &[Speech],
    ) -> Speakers<'a> {
        Speakers {
            tagged,
            world,
            mentions: tagged.mentions,
            entities,
            roles,
            beings: vec![None; entities.len()],
            quoted: in_marks(tagged.mentions, speech),
            spoken_of: Vec::new(),
            said: Span::new(0, 0),
            open: Vec::new(),
            last: None,
        }
    }

    /// Whether speech is that of the *I* who tells the article, whom no *he* or *she* means.
    fn is_teller(&self, speech: &Speech) -> bool {
        let first = |at: usize| is_any(self.tagged.word(at), &["i", "we"]) && self.words_around(at).is_none();
        matches!(speech.who, Some(Who::Pronoun(at)) if first(at))
    }

    fn find(&mut self, who: &Who) -> Option<Found> {
        Some(match who {
            Who::Name(mention) => self.by_people(*mention).unwrap_or_else(|| self.named(*mention)),
            Who::Pronoun(at) => self.pronoun(*at),
            Who::Phrase(tokens, head) => self.phrase(tokens.clone(), *head),
            Who::Label(tokens) => return self.label(tokens.clone()),
        })
    }

    /// Whom the label of a turn means: somebody of that surname, for *A* whoever the article is most about by then.
    fn label(&mut self, tokens: std::ops::Range<usize>) -> Option<Found> {
        let at = tokens.start;
        let word = self.tagged.word(tokens.end - 1);
        let people = (0..)
            .zip(self.entities)
            .filter(|(_, about)| about.label == Label::PERSON);
        if tokens.len() == 1 && matches!(word, "A" | "Answer" | "ANSWER") {
            let start = self.tagged.tokens()[at].span.start;
            let named = |about: &Entity| {
                let first = about.mentions.first();
                first.is_some_and(|&first| self.mentions[first as usize].span.start < start)
            };
            let best = people
                .filter(|(_, about)| named(about))
                .max_by(|(a, one), (b, other)| one.salience.total_cmp(&other.salience).then(b.cmp(a)));
            return best
                .map(|(entity, _)| entity)
                .map(|entity| self.entity(entity, at));
        }
        let surname = |about: &Entity| {
            let last = about.name.rsplit(' ').next().unwrap_or_default();
            last.eq_ignore_ascii_case(word)
        };
        let known = people
            .filter(|(_, about)| surname(about))
            .map(|(entity, _)| entity)
            .next();
        Some(match known {
            Some(entity) => self.entity(entity, at),
            None => self.as_written(tokens, Being::UNKNOWN),
        })
    }

    /// Whom a mention names.
    pub(super) fn named(&mut self, mention: usize) -> Found {
        let at = self.tagged.tokens_of(mention).start;
        match self.mentions[mention].entity {
            Some(entity) => self.entity(entity, at),
            None => Found {
                name: crate::lexical::fold_spaces(self.mentions[mention].span.slice(self.tagged.text())),
                entity: None,
                being: Being::UNKNOWN,
                at,
                noun: None,
            },
        }
    }

    /// An entity, as the words at a token mean it.
    pub(super) fn entity(&mut self, entity: u32, at: usize) -> Found {
        Found {
            name: self.entities[entity as usize].name.clone(),
            entity: Some(entity),
            being: self.being(entity),
            at,
            noun: None,
        }
    }

    /// The words as they stand.
    pub(super) fn as_written(&self, tokens: std::ops::Range<usize>, being: Being) -> Found {
        let span = self.tagged.segments.span(&tokens);
        Found {
            name: crate::lexical::fold_spaces(span.slice(self.tagged.text())),
            entity: None,
            being,
            at: tokens.start,
            noun: None,
        }
    }
}
