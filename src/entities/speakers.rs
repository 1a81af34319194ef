//! Speakers: from the name, pronoun or noun phrase beside a cue to the entity and its fullest name.

use super::antecedents::Gender;
use super::world::World;
use crate::lexical::is_any;
use crate::record::{Entity, Label, Mention, Quote, QuoteKind, Role};
use crate::rules::{Class, Speech, Tagged, Who};
use crate::span::Span;

/// Mentions that are looked at for whom a pronoun or a noun phrase means.
pub(super) const LOOK_BACK: usize = 80;

/// People named in somebody's words whom the pronoun of the speaker is kept from.
const MOST_NAMED: usize = 8;

/// A speaker who has been found.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) name: String,
    pub(super) entity: Option<u32>,
    pub(super) gender: Gender,
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
    let mentions = tagged.mentions;
    let mut speakers = Speakers {
        tagged,
        world,
        mentions,
        entities,
        roles,
        genders: vec![None; entities.len()],
        quoted: in_marks(mentions, speech),
        spoken_of: Vec::new(),
        last: None,
    };
    let today = tagged.article.header.date.map(|date| date.to_string());
    speech
        .iter()
        .map(|speech| {
            speakers.hear(speech.span);
            let found = speech.who.as_ref().map(|who| speakers.find(who));
            let said = |mention: usize| mentions[mention].value.as_ref().map(|value| value.text.clone());
            let when = match speech.when {
                Some(mention) => said(mention),
                None if speech.past || found.is_none() => None,
                None => today.clone(),
            };
            if let Some(found) = &found {
                speakers.last = Some(found.clone());
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

pub(super) struct Speakers<'a> {
    pub(super) tagged: &'a Tagged<'a>,
    pub(super) world: &'a World,
    pub(super) mentions: &'a [Mention],
    pub(super) entities: &'a [Entity],
    /// In the order of the text.
    pub(super) roles: &'a [Role],
    /// What is known of each entity's sex; worked out when asked for.
    pub(super) genders: Vec<Option<Gender>>,
    /// Whether each mention stands in quotation marks.
    pub(super) quoted: Vec<bool>,
    /// The people whom the words that somebody says name.
    pub(super) spoken_of: Vec<u32>,
    /// The speaker before.
    pub(super) last: Option<Found>,
}

impl Speakers<'_> {
    /// Notes of whom the words in this span speak.
    fn hear(&mut self, said: Span) {
        let start = self.mentions.partition_point(|m| m.span.start < said.start);
        let inside = self.mentions[start..]
            .iter()
            .take_while(|m| m.span.end <= said.end);
        let people = inside.filter(|m| m.label == Label::PERSON);
        self.spoken_of.clear();
        self.spoken_of
            .extend(people.filter_map(|m| m.entity).take(MOST_NAMED));
    }

    fn find(&mut self, who: &Who) -> Found {
        match who {
            Who::Name(mention) => self.by_people(*mention).unwrap_or_else(|| self.named(*mention)),
            Who::Pronoun(at) => self.pronoun(*at),
            Who::Phrase(tokens, head) => self.phrase(tokens.clone(), *head),
        }
    }

    pub(super) fn named(&mut self, mention: usize) -> Found {
        let at = self.tagged.tokens_of(mention).start;
        match self.mentions[mention].entity {
            Some(entity) => self.entity(entity, at),
            None => Found {
                name: crate::lexical::fold_spaces(self.mentions[mention].span.slice(self.tagged.text())),
                entity: None,
                gender: Gender::Unknown,
                at,
                noun: None,
            },
        }
    }

    /// `the Frenchman`: a person who has been named.
    fn by_people(&mut self, mention: usize) -> Option<Found> {
        let tokens = self.tagged.tokens_of(mention);
        let word = self.tagged.word(tokens.start);
        let one = self.mentions[mention].label == Label::NORP
            && tokens.len() == 1
            && tokens
                .start
                .checked_sub(1)
                .is_some_and(|at| self.tagged.is_word(at, "the"))
            && !word.ends_with(['s', 'h'])
            && !word.ends_with("ese")
            && !word.ends_with("men");
        let wanted = match (word.ends_with("woman"), word.ends_with("man")) {
            (true, _) => Gender::Female,
            (_, true) if !word.ends_with("rman") => Gender::Male,
            _ => Gender::Unknown,
        };
        one.then(|| self.person_before(tokens.start, wanted)).flatten()
    }

    fn entity(&mut self, entity: u32, at: usize) -> Found {
        Found {
            name: self.entities[entity as usize].name.clone(),
            entity: Some(entity),
            gender: self.gender(entity),
            at,
            noun: None,
        }
    }

    /// The words as they stand.
    pub(super) fn as_written(&self, tokens: std::ops::Range<usize>, gender: Gender) -> Found {
        let span = self.tagged.segments.span(&tokens);
        Found {
            name: crate::lexical::fold_spaces(span.slice(self.tagged.text())),
            entity: None,
            gender,
            at: tokens.start,
            noun: None,
        }
    }

    /// A noun phrase: one whom the article names (`the spokeswoman`), or the phrase as written.
    fn phrase(&mut self, tokens: std::ops::Range<usize>, head: usize) -> Found {
        let tagged = self.tagged;
        let noun = head - 1;
        let gender = if tagged.is(noun, Class::Female) {
            Gender::Female
        } else if tagged.is(noun, Class::Male) {
            Gender::Male
        } else if tagged.is(noun, Class::Group)
            || tagged.word(noun).ends_with('s')
            || is_any(tagged.word(noun), &["police", "people", "staff"])
        {
            Gender::Group
        } else {
            Gender::Unknown
        };
        let definite = is_any(tagged.word(tokens.start), &["the", "this", "that"]);
        let short = head == tokens.end && tokens.len() <= 4;
        let aged = |at: usize| tagged.is_word(at, "old") && tagged.word(at - 1) == "-";
        if definite
            && (tokens.start + 2..head).any(aged)
            && let Some(found) = self.person_before(tokens.start, Gender::Unknown)
        {
            return found; // `the 45-year-old`
        }
        if definite
            && short
            && let Some(found) = self.bearer(tokens.start, noun)
        {
            return found;
        }
        // `the actor`, `the five-time winner`: whom the sentences before are about.
        let one = if gender == Gender::Group {
            Gender::Unknown
        } else {
            gender
        };
        // `the mother of four`: of the tails that such a phrase may have, this one names nobody else.
        let of_some = tokens.end == head + 2
            && tagged.is_word(head, "of")
            && matches!(gender, Gender::Female | Gender::Male)
            && tagged.label_at(head + 1) == Some(Label::CARDINAL);
        if definite
            && (of_some || head == tokens.end && tagged.is(noun, Class::Epithet))
            && let Some(found) = self.person_before(tokens.start, one)
        {
            return found;
        }
        // `a senior diplomat said … the diplomat said`
        let same = |last: &&Found| last.noun.is_some_and(|other| is_word(tagged, other, noun));
        if definite
            && short
            && let Some(last) = self.last.as_ref().filter(same)
        {
            return last.clone();
        }
        let mut found = self.as_written(tokens, gender);
        found.noun = Some(noun);
        found
    }

    /// Whom the article has named before `at` as what `noun` says: the bearer of a post, an organisation of this kind.
    fn bearer(&mut self, at: usize, noun: usize) -> Option<Found> {
        let tagged = self.tagged;
        let start = tagged.tokens()[at].span.start;
        let word = tagged.word(noun);
        let before = tagged.mentions.partition_point(|m| m.span.start < start);
        let back = (before.saturating_sub(LOOK_BACK)..before).rev();
        if tagged.is(noun, Class::Group) {
            let named = back.clone().find(|&m| self.is_kind(m, word));
            return named.or_else(|| self.foremost(back, noun)).map(|m| self.named(m));
        }
        let known = self
            .roles
            .partition_point(|role| role.span.is_some_and(|span| span.start < start));
        let role = self.roles[..known]
            .iter()
            .rev()
            .take(LOOK_BACK)
            .find(|role| is_head(&role.role, word));
        match role.and_then(|role| role.entity) {
            Some(entity) => Some(self.entity(entity, at)),
            None => back.clone().find(|&m| self.bears(m, word)).map(|m| self.named(m)),
        }
    }

    /// Whether an organisation is of this kind by its name or by what stands beside it: `Defence Ministry`, `the Acme group`.
    fn is_kind(&self, mention: usize, word: &str) -> bool {
        let tokens = self.tagged.tokens_of(mention);
        let is = |at: usize| self.tagged.word(at).eq_ignore_ascii_case(word);
        self.mentions[mention].label == Label::ORG
            && !tokens.is_empty()
            && (is(tokens.end - 1) || is(tokens.start) || is(tokens.end) || self.is_apposed(mention, word))
    }

    /// The organisation that the article is most about, for `the company`.
    fn foremost(&self, back: impl Iterator<Item = usize>, noun: usize) -> Option<usize> {
        let source = self
            .tagged
            .article
            .header
            .source
            .as_ref()
            .map(|source| &*source.value);
        let salience = |&m: &usize| {
            self.mentions[m]
                .entity
                .map_or(0.0, |e| self.entities[e as usize].salience)
        };
        let fits = |&m: &usize| {
            let own = self.mentions[m].entity.map(|e| &*self.entities[e as usize].name);
            self.mentions[m].label == Label::ORG && !self.quoted[m] && own != source
        };
        let best = back.filter(|_| self.tagged.is(noun, Class::Firm)).filter(fits);
        best.max_by(|a, b| salience(a).total_cmp(&salience(b)).then(a.cmp(b)))
    }

    /// Whether a person bears this post: `spokeswoman Adrienne Watson`, `Watson, the council's spokeswoman`.
    fn bears(&self, mention: usize, word: &str) -> bool {
        let before = self.tagged.tokens_of(mention).start.checked_sub(1);
        self.mentions[mention].label == Label::PERSON
            && (before.is_some_and(|at| self.tagged.word(at).eq_ignore_ascii_case(word))
                || self.is_apposed(mention, word))
    }

    /// Whether a word stands in what is said of a name after a comma.
    fn is_apposed(&self, mention: usize, word: &str) -> bool {
        let end = self.tagged.tokens_of(mention).end;
        self.tagged.word(end) == ","
            && (end + 1..end + 10)
                .take_while(|&at| !matches!(self.tagged.word(at), "," | "." | "who" | "said"))
                .any(|at| self.tagged.word(at).eq_ignore_ascii_case(word))
    }
}

/// Whether two tokens are one word.
fn is_word(tagged: &Tagged<'_>, one: usize, other: usize) -> bool {
    tagged.word(one).eq_ignore_ascii_case(tagged.word(other))
}

/// Whether a word is the head of a role: `spokeswoman` of `White House spokeswoman for defence`.
fn is_head(role: &str, word: &str) -> bool {
    let head = role
        .split_whitespace()
        .take_while(|word| !matches!(*word, "of" | "for" | "at" | "in" | "to" | "on" | "and"))
        .last();
    head.is_some_and(|head| head.eq_ignore_ascii_case(word))
}
