//! Speakers: from the name, pronoun or noun phrase beside a cue to the entity and its fullest name.

use super::genders::honoured;
use super::world::{self, World};
use crate::record::{Entity, Label, Mention, Quote, QuoteKind, Role};
use crate::rules::{Class, Speech, Tagged, Who};

/// Mentions that are looked at for whom a pronoun or a noun phrase means.
const LOOK_BACK: usize = 80;
/// Mentions of an entity that may show its sex.
const SHOWN_BY: usize = 30;

/// What is known of the sex or number of a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gender {
    Female,
    Male,
    /// A group or a thing.
    Group,
    Unknown,
}

impl From<world::Gender> for Gender {
    fn from(known: world::Gender) -> Gender {
        match known {
            world::Gender::Female => Gender::Female,
            world::Gender::Male => Gender::Male,
        }
    }
}

/// A speaker who has been found.
#[derive(Clone, Debug)]
struct Found {
    name: String,
    entity: Option<u32>,
    gender: Gender,
    /// The token of the words that named the speaker.
    at: usize,
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
        last: None,
    };
    let today = tagged.article.header.date.map(|date| date.to_string());
    speech
        .iter()
        .map(|speech| {
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

struct Speakers<'a> {
    tagged: &'a Tagged<'a>,
    world: &'a World,
    mentions: &'a [Mention],
    entities: &'a [Entity],
    /// In the order of the text.
    roles: &'a [Role],
    /// What is known of each entity's sex; worked out when asked for.
    genders: Vec<Option<Gender>>,
    /// Whether each mention stands in quotation marks.
    quoted: Vec<bool>,
    /// The speaker before.
    last: Option<Found>,
}

impl Speakers<'_> {
    fn find(&mut self, who: &Who) -> Found {
        match who {
            Who::Name(mention) => self.by_people(*mention).unwrap_or_else(|| self.named(*mention)),
            Who::Pronoun(at) => self.pronoun(*at),
            Who::Phrase(tokens, head) => self.phrase(tokens.clone(), *head),
        }
    }

    fn named(&mut self, mention: usize) -> Found {
        let at = self.tagged.tokens_of(mention).start;
        match self.mentions[mention].entity {
            Some(entity) => self.entity(entity, at),
            None => Found {
                name: crate::lexical::fold_spaces(self.mentions[mention].span.slice(self.tagged.text())),
                entity: None,
                gender: Gender::Unknown,
                at,
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
        }
    }

    /// The words as they stand.
    fn as_written(&self, tokens: std::ops::Range<usize>, gender: Gender) -> Found {
        let span = self.tagged.segments.span(&tokens);
        Found {
            name: crate::lexical::fold_spaces(span.slice(self.tagged.text())),
            entity: None,
            gender,
            at: tokens.start,
        }
    }

    /// What a person's titles and first name say of the sex.
    fn gender(&mut self, entity: u32) -> Gender {
        if let Some(known) = self.genders[entity as usize] {
            return known;
        }
        let found = self.work_out_gender(entity);
        self.genders[entity as usize] = Some(found);
        found
    }

    fn work_out_gender(&self, entity: u32) -> Gender {
        let about = &self.entities[entity as usize];
        if about.label != Label::PERSON {
            return Gender::Group;
        }
        let sex = |at: usize| {
            let (female, male) = (self.tagged.is(at, Class::Female), self.tagged.is(at, Class::Male));
            match (female, male) {
                (true, false) => Some(Gender::Female),
                (false, true) => Some(Gender::Male),
                _ => None,
            }
        };
        let by_title = about.mentions.iter().take(SHOWN_BY).find_map(|&m| {
            let tokens = self.tagged.tokens_of(m as usize);
            let before = honoured(self.tagged.text(), self.mentions[m as usize].span).map(Gender::from);
            let before = before.or_else(|| tokens.start.checked_sub(1).and_then(sex));
            // `Watson, the spokeswoman`
            before.or_else(|| {
                let apposed = self.tagged.word(tokens.end) == ",";
                (tokens.end + 1..tokens.end + 7)
                    .take_while(|&at| apposed && !matches!(self.tagged.word(at), "," | "." | "who"))
                    .filter(|&at| !matches!(self.tagged.word(at), "he" | "she" | "his" | "her" | "him"))
                    .find_map(sex)
            })
        });
        let by_name = || {
            about.mentions.iter().take(SHOWN_BY).find_map(|&m| {
                let name = self.mentions[m as usize].span.slice(self.tagged.text());
                let (given, _) = name.split_once(' ')?;
                self.world.gender(&given.to_lowercase()).map(Gender::from)
            })
        };
        by_title.or_else(by_name).unwrap_or(Gender::Unknown)
    }

    /// Whom a pronoun means.
    fn pronoun(&mut self, at: usize) -> Found {
        let word = self.tagged.word(at).to_ascii_lowercase();
        let wanted = match &*word {
            "he" | "his" => Gender::Male,
            "she" | "her" => Gender::Female,
            "it" | "they" | "their" => Gender::Group,
            _ => return self.as_written(at..at + 1, Gender::Unknown),
        };
        self.person_before(at, wanted)
            .unwrap_or_else(|| self.as_written(at..at + 1, wanted))
    }

    /// The nearest fitting antecedent: first of the own sentence, of the sentence before, then the speaker before, then further back.
    fn person_before(&mut self, at: usize, wanted: Gender) -> Option<Found> {
        let sentence = self.tagged.sentence_of(at);
        let last = self
            .last
            .clone()
            .filter(|last| fits(last.gender, wanted) && last.at < at);
        let mut end = self
            .tagged
            .mentions
            .partition_point(|m| m.span.start < self.tagged.tokens()[at].span.start);
        let floor = end.saturating_sub(LOOK_BACK);
        // *It* and *they* mean what stands near; people are remembered.
        let reach = if wanted == Gender::Group { 2 } else { 6 };
        let mut skipped = None;
        while end > floor {
            let here = self.tagged.sentence_of(self.tagged.tokens_of(end - 1).start);
            let start = (floor..end)
                .rev()
                .take_while(|&m| self.tagged.sentence_of(self.tagged.tokens_of(m).start) == here)
                .last()
                .unwrap_or(end - 1);
            let spoken = last
                .as_ref()
                .filter(|l| self.tagged.sentence_of(l.at) >= here)
                .cloned();
            let subject = (start..end).find(|&m| self.may_be(m, wanted));
            match (spoken, subject) {
                // Who spoke last in that sentence or later comes before whoever else it names.
                (Some(spoken), _) => return Some(spoken),
                // `He left.` goes on about whom the sentences before it name.
                (None, Some(m)) if here + reach >= sentence && !self.goes_on(here, m, wanted, sentence) => {
                    return Some(self.named(m));
                }
                _ => {}
            }
            skipped = skipped.or(subject);
            if here + 12 < sentence {
                break;
            }
            end = start;
        }
        last.or_else(|| skipped.map(|m| self.named(m)))
    }

    /// Whether a sentence begins with the same pronoun, before it names this mention.
    fn goes_on(&self, sentence: usize, mention: usize, wanted: Gender, own: usize) -> bool {
        let pronoun = match wanted {
            Gender::Male => "he",
            Gender::Female => "she",
            Gender::Group | Gender::Unknown => return false,
        };
        let start = self.tagged.segments.sentences[sentence].start;
        let end = self.tagged.tokens_of(mention).start.min(start + 3);
        sentence < own && (start..end).any(|at| self.tagged.is_word(at, pronoun))
    }

    /// Whether a mention may be what a pronoun means.
    fn may_be(&mut self, mention: usize, wanted: Gender) -> bool {
        let Some(entity) = self.mentions[mention].entity else {
            return false;
        };
        if self.quoted[mention] {
            return false;
        }
        let tokens = self.tagged.tokens_of(mention);
        // In somebody's words, or a mere attribute: `Smith's lawyer`.
        let possessive = matches!(self.tagged.word(tokens.end), "'s" | "’s");
        match self.mentions[mention].label {
            Label::PERSON => !possessive && fits(self.gender(entity), wanted),
            Label::ORG => wanted == Gender::Group && !possessive,
            _ => false,
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
            || ["police", "people", "staff"]
                .iter()
                .any(|many| tagged.is_word(noun, many))
        {
            Gender::Group
        } else {
            Gender::Unknown
        };
        let definite = ["the", "this", "that"]
            .iter()
            .any(|d| tagged.is_word(tokens.start, d));
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
        if definite
            && head == tokens.end
            && tagged.is(noun, Class::Epithet)
            && let Some(found) = self.person_before(tokens.start, one)
        {
            return found;
        }
        self.as_written(tokens, gender)
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
        let role = self
            .roles
            .iter()
            .take_while(|role| role.span.is_some_and(|span| span.start < start));
        let role = role.filter(|role| is_head(&role.role, word)).last();
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

/// Whether a word is the head of a role: `spokeswoman` of `White House spokeswoman for defence`.
fn is_head(role: &str, word: &str) -> bool {
    let head = role
        .split_whitespace()
        .take_while(|word| !matches!(*word, "of" | "for" | "at" | "in" | "to" | "on" | "and"))
        .last();
    head.is_some_and(|head| head.eq_ignore_ascii_case(word))
}

fn fits(known: Gender, wanted: Gender) -> bool {
    known == wanted
        || wanted == Gender::Unknown && known != Gender::Group
        || known == Gender::Unknown && wanted != Gender::Group
}
