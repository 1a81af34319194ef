//! Speakers: from the name, pronoun or noun phrase beside a cue to the entity and its fullest name.

use crate::record::{Entity, Label, Mention, Quote, QuoteKind};
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
    mentions: &[Mention],
    entities: &[Entity],
    speech: &[Speech],
) -> Vec<Quote> {
    let mut speakers = Speakers {
        tagged,
        mentions,
        entities,
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
    mentions: &'a [Mention],
    entities: &'a [Entity],
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
            let before = tokens.start.checked_sub(1).and_then(sex);
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
                let first = self.tagged.tokens_of(m as usize);
                let (female, male) = (
                    self.tagged.is(first.start, Class::GivenFemale),
                    self.tagged.is(first.start, Class::GivenMale),
                );
                match (female, male, first.len() > 1) {
                    (true, false, true) => Some(Gender::Female),
                    (false, true, true) => Some(Gender::Male),
                    _ => None,
                }
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
                (None, Some(m)) if here + 6 >= sentence => return Some(self.named(m)),
                _ => {}
            }
            if here + 12 < sentence {
                break;
            }
            end = start;
        }
        last
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
        if definite
            && tagged.word(head - 1).eq_ignore_ascii_case("old")
            && tagged.word(head - 2) == "-"
            && let Some(found) = self.person_before(tokens.start, Gender::Unknown)
        {
            return found; // `the 45-year-old`
        }
        if definite && short {
            let before = tagged
                .mentions
                .partition_point(|m| m.span.start < tagged.tokens()[tokens.start].span.start);
            let back = (before.saturating_sub(LOOK_BACK)..before).rev();
            let bearer = if tagged.is(noun, Class::Group) {
                back.clone().find(|&m| self.is_kind(m, noun))
            } else {
                let post = tagged.is(noun, Class::Post) || gender != Gender::Unknown;
                back.clone().filter(|_| post).find(|&m| self.bears(m, noun))
            };
            if let Some(mention) = bearer {
                return self.named(mention);
            }
        }
        self.as_written(tokens, gender)
    }

    /// Whether an organisation's name ends with this noun: `Defence Ministry` is `the ministry`.
    fn is_kind(&self, mention: usize, noun: usize) -> bool {
        let tokens = self.tagged.tokens_of(mention);
        self.mentions[mention].label == Label::ORG
            && !tokens.is_empty()
            && [tokens.end - 1, tokens.start]
                .iter()
                .any(|&at| self.tagged.word(at).eq_ignore_ascii_case(self.tagged.word(noun)))
    }

    /// Whether a person bears this post: `spokeswoman Adrienne Watson`, `Watson, the council's spokeswoman`.
    fn bears(&self, mention: usize, noun: usize) -> bool {
        if self.mentions[mention].label != Label::PERSON {
            return false;
        }
        let tagged = self.tagged;
        let word = tagged.word(noun);
        let tokens = tagged.tokens_of(mention);
        let before = tokens
            .start
            .checked_sub(1)
            .is_some_and(|at| tagged.word(at).eq_ignore_ascii_case(word));
        let apposed = tagged.word(tokens.end) == ","
            && (tokens.end + 1..tokens.end + 10)
                .take_while(|&at| !matches!(tagged.word(at), "," | "." | "who" | "said"))
                .any(|at| tagged.word(at).eq_ignore_ascii_case(word));
        before || apposed
    }
}

fn fits(known: Gender, wanted: Gender) -> bool {
    known == wanted
        || wanted == Gender::Unknown && known != Gender::Group
        || known == Gender::Unknown && wanted != Gender::Group
}
