//! Whom a pronoun means: the sex and number of those whom an article names, and who was named last.

use super::genders::honoured;
use super::speakers::{Found, LOOK_BACK, Speakers};
use super::world;
use crate::record::Label;
use crate::rules::Class;

/// Mentions of an entity that may show its sex.
const SHOWN_BY: usize = 30;

/// What is known of the sex or number of a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
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

impl Speakers<'_> {
    /// What a person's titles and first name say of the sex.
    pub(super) fn gender(&mut self, entity: u32) -> Gender {
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
    pub(super) fn pronoun(&mut self, at: usize) -> Found {
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
    pub(super) fn person_before(&mut self, at: usize, wanted: Gender) -> Option<Found> {
        let sentence = self.tagged.sentence_of(at);
        let last = self
            .last
            .clone()
            .filter(|last| fits(last.gender, wanted) && last.at < at)
            .filter(|last| last.entity.is_none_or(|entity| !self.spoken_of.contains(&entity)));
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
        // Who is named in the words has not said them: `“Smith is tired,” he said.`
        if self.quoted[mention] || self.spoken_of.contains(&entity) {
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
}

fn fits(known: Gender, wanted: Gender) -> bool {
    known == wanted
        || wanted == Gender::Unknown && known != Gender::Group
        || known == Gender::Unknown && wanted != Gender::Group
}
