//! Whom a pronoun or a description means: who was named last and fits, sentence by sentence from the nearest back.

use super::genders::Being;
use super::speakers::{Found, LOOK_BACK, Speakers};
use crate::lexical::is_any;
use crate::record::Label;
use crate::rules::Class;

/// Sentences over which a description or a pronoun of a person reaches back.
const REACH: usize = 6;
/// Sentences over which *it* and *they* do: they mean what stands near, people are remembered.
const REACH_OF_GROUPS: usize = 2;
/// Sentences over which whoever was named last is better than nobody.
const FARTHEST: usize = 12;
/// Tokens from the beginning of a sentence in which its subject stands.
const SUBJECT: usize = 8;
/// Sentences further back in which somebody surely of the pronoun's sex comes before one of whom nothing is known.
const DOUBT: usize = 1;

/// Whom the words look for.
pub(super) struct Wanted<'w> {
    pub(super) being: Being,
    /// Those for whom the words are not fit by what else is said of them.
    pub(super) except: &'w [u32],
}

impl Wanted<'_> {
    /// Anybody of this kind.
    pub(super) fn any(being: Being) -> Wanted<'static> {
        Wanted { being, except: &[] }
    }

    fn takes(&self, entity: Option<u32>) -> bool {
        entity.is_none_or(|entity| !self.except.contains(&entity))
    }
}

impl Speakers<'_> {
    /// Whom a pronoun means.
    pub(super) fn pronoun(&mut self, at: usize) -> Found {
        let word = self.tagged.word(at).to_ascii_lowercase();
        let wanted = match &*word {
            "he" | "his" | "him" => Being::MALE,
            "she" | "her" => Being::FEMALE,
            "it" | "they" | "their" => Being::Group,
            "its" => Being::Group,
            "i" | "my" | "i’m" | "i'm" => {
                let first = self.first_person(at);
                return first.unwrap_or_else(|| self.as_written(at..at + 1, Being::UNKNOWN));
            }
            _ => return self.as_written(at..at + 1, Being::UNKNOWN),
        };
        if wanted != Being::Group
            && let Some(found) = self.introduced(at, wanted).or_else(|| self.goes_on_speaking(at))
        {
            return found;
        }
        if word == "it"
            && let Some(found) = self.group_before(at)
        {
            return found;
        }
        // `Ministry sources said … they added`: people without a name go on.
        if word == "they"
            && let Some(last) = &self.last
            && last.entity.is_none()
            && last.noun.is_some()
            && last.being == Being::Group
            && self.tagged.sentence_of(last.at) + 1 == self.tagged.sentence_of(at.min(self.said_at()))
        {
            return last.clone();
        }
        // In somebody's own words *he* is somebody else.
        let speaker = self.words_around(at).flatten().and_then(|found| found.entity);
        let wanted_there = Wanted {
            being: wanted,
            except: speaker.as_slice(),
        };
        self.person_before(at, &wanted_there)
            .unwrap_or_else(|| self.as_written(at..at + 1, wanted))
    }

    /// The nearest fitting antecedent: first of the own sentence, of the sentence before, then the speaker before, then
    /// further back.
    pub(super) fn person_before(&mut self, at: usize, wanted: &Wanted<'_>) -> Option<Found> {
        let sentence = self.tagged.sentence_of(at);
        let said = self.said_at();
        let first = self.tagged.sentence_of(at.min(said));
        let last = self
            .last
            .clone()
            .filter(|last| last.being.fits(wanted.being) && last.at < at && wanted.takes(last.entity))
            .filter(|last| last.entity.is_none_or(|entity| !self.spoken_of.contains(&entity)))
            .filter(|last| wanted.being == Being::Group || !self.is_thing(last));
        let mut end = self
            .tagged
            .mentions
            .partition_point(|m| m.span.start < self.tagged.tokens()[at].span.start);
        let floor = end.saturating_sub(LOOK_BACK);
        let reach = match wanted.being {
            Being::Group => REACH_OF_GROUPS,
            Being::Person(_) => REACH,
        };
        let mut skipped = None;
        // Whether a sentence has been passed over that goes on with the same pronoun about somebody before it.
        let mut chained = false;
        // The nearest of whom it is not known whether the pronoun is theirs, and the sentence that names them.
        let mut doubtful: Option<(usize, usize)> = None;
        while end > floor {
            let here = self.tagged.sentence_of(self.tagged.tokens_of(end - 1).start);
            let leaves = |near: usize| {
                let line = |sentence: usize| self.line(self.tagged.segments.sentences[sentence].start);
                near + 1 >= first && line(near) == line(first) && line(here) < line(near)
            };
            if let Some((mention, near)) = doubtful
                && (here + DOUBT < near || leaves(near))
            {
                return Some(self.named(mention));
            }
            let start = (floor..end)
                .rev()
                .take_while(|&m| self.tagged.sentence_of(self.tagged.tokens_of(m).start) == here)
                .last()
                .unwrap_or(end - 1);
            let spoken = last
                .as_ref()
                .filter(|l| self.tagged.sentence_of(l.at) >= here)
                .cloned();
            let sure = (start..end).find(|&m| self.may_be(m, wanted, at) && self.is_surely(m, wanted.being));
            let likely = (start..end).find(|&m| self.may_be(m, wanted, at));
            let sure = match (sure, likely) {
                (Some(other), Some(subject)) if self.is_of_relative(subject, other) => Some(subject),
                (sure, _) => sure,
            };
            let subject = sure.or(likely);
            match (spoken, subject) {
                // Who spoke last in that sentence or later comes before whoever else it names.
                (Some(spoken), _)
                    if (doubtful.is_none() || spoken.being == wanted.being)
                        && !(spoken.being == Being::UNKNOWN
                            && sure.is_some_and(|m| self.tagged.tokens_of(m).start > spoken.at)) =>
                {
                    return Some(spoken);
                }
                // `He left.` goes on about whom the sentences before it name.
                (_, Some(m)) if here + reach >= sentence && !self.goes_on(here, m, wanted, sentence) => {
                    match (sure, doubtful) {
                        (Some(sure), _) => return Some(self.named(sure)),
                        (None, None) => doubtful = Some((m, here)),
                        (None, Some(_)) => {}
                    }
                }
                _ => {}
            }
            let goes_on = subject.is_some_and(|m| self.goes_on(here, m, wanted, sentence));
            chained |= goes_on;
            skipped = skipped.or(subject.filter(|_| !goes_on));
            if here + FARTHEST < sentence && !chained {
                break;
            }
            end = start;
        }
        if let Some((mention, _)) = doubtful {
            return Some(self.named(mention));
        }
        last.or_else(|| skipped.map(|m| self.named(m)))
            .or_else(|| self.foremost_person(at, wanted))
    }

    /// The speaker of the sentence right before, in one paragraph, whose sex only a pronoun after the name has told, and told
    /// wrongly: `Ravi Menon said she never shouted. “…,” he said.`
    fn goes_on_speaking(&mut self, at: usize) -> Option<Found> {
        let last = self.last.clone()?;
        let entity = last.entity?;
        let said = self.said_at();
        let from = at.min(said);
        let is_near = last.at < from
            && self.tagged.sentence_of(last.at) + 1 == self.tagged.sentence_of(from)
            && self.line(last.at) == self.line(from)
            && self.words_around(at).is_none();
        let is_person = matches!(last.being, Being::Person(_));
        let free = is_near && is_person && !self.spoken_of.contains(&entity);
        (free && !self.is_shown(entity)).then_some(last)
    }

    /// The person whom the article is most about by then, if surely of that sex.
    fn foremost_person(&mut self, at: usize, wanted: &Wanted<'_>) -> Option<Found> {
        wanted.being.pronoun()?;
        let before = self.tagged.tokens()[at].span.start;
        let authors = &self.tagged.article.header.byline;
        let mut best: Option<(f32, u32)> = None;
        for (entity, about) in (0..).zip(self.entities).take(LOOK_BACK) {
            let first = about
                .mentions
                .first()
                .map(|&m| self.mentions[m as usize].span.start);
            if about.label == Label::PERSON
                && first.is_some_and(|first| first < before)
                && best.is_none_or(|(known, _)| about.salience > known)
                && wanted.takes(Some(entity))
                && !self.spoken_of.contains(&entity)
                && !authors
                    .iter()
                    .any(|author| author.value.eq_ignore_ascii_case(&about.name))
                && self.being(entity) == wanted.being
            {
                best = Some((about.salience, entity));
            }
        }
        best.map(|(_, entity)| self.entity(entity, at))
    }

    /// Whether a speaker without a name is no human being: *a study*.
    fn is_thing(&self, speaker: &Found) -> bool {
        speaker
            .noun
            .is_some_and(|noun| self.tagged.is(noun, Class::Writing))
    }

    /// Whether it is known, and not only possible, that a mention is of this kind.
    fn is_surely(&mut self, mention: usize, wanted: Being) -> bool {
        let known = self.mentions[mention].entity.map(|entity| self.being(entity));
        wanted == Being::UNKNOWN || wanted == Being::Group || known == Some(wanted)
    }

    /// Whether a person is named only in what a relative clause says of another: `Vasbert Cole, who took over from Denis Hall,`.
    fn is_of_relative(&self, subject: usize, other: usize) -> bool {
        let (name, inner) = (self.tagged.tokens_of(subject), self.tagged.tokens_of(other));
        name.end < inner.start
            && self.mentions[subject].label == Label::PERSON
            && self.tagged.word(name.end) == ","
            && is_any(self.tagged.word(name.end + 1), &["who", "whose", "whom"])
            && !(name.end + 2..inner.start).any(|at| self.tagged.word(at) == ",")
            && self.tagged.sentence_around(inner.start).contains(&name.start)
    }

    /// Whether a mention is an author in the byline, or names the paper or agency whose copy it is.
    fn is_of_header(&self, mention: usize) -> bool {
        let header = &self.tagged.article.header;
        let span = self.mentions[mention].span;
        let over = |field: Option<crate::span::Span>| {
            field.is_some_and(|own| own.start < span.end && span.start < own.end)
        };
        let source = || header.source.as_ref().is_some_and(|source| over(source.span));
        header.byline.iter().any(|author| over(author.span)) || source()
    }

    /// `Shannon Quay resident Bridie Kehoe`: the name before a post and another name is a place's.
    fn is_before_post(&self, end: usize) -> bool {
        let tagged = self.tagged;
        tagged.word(end).starts_with(char::is_lowercase)
            && tagged.is_one_of(end, &[Class::RoleNoun, Class::Bystander, Class::Epithet])
            && tagged.label_at(end + 1) == Some(Label::PERSON)
    }

    /// Whether a sentence begins with the same pronoun, before it names this mention.
    fn goes_on(&self, sentence: usize, mention: usize, wanted: &Wanted<'_>, own: usize) -> bool {
        let Some(pronoun) = wanted.being.pronoun() else {
            return false;
        };
        let start = self.tagged.segments.sentences[sentence].start;
        let name = self.tagged.tokens_of(mention).start;
        let end = name.min(start + SUBJECT);
        let whose = if pronoun == "she" { "her" } else { "his" };
        // `Lee came with her daughter, Ann Roe.`: whose daughter she is comes first, unless the sentence is about the daughter.
        let kin = (name.saturating_sub(4).max(start + 2)..name).any(|at| self.tagged.is_word(at, whose));
        kin || sentence < own && (start..end).any(|at| self.tagged.is_word(at, pronoun))
    }

    /// Whether a mention may be what a pronoun means.
    fn may_be(&mut self, mention: usize, wanted: &Wanted<'_>, at: usize) -> bool {
        let Some(entity) = self.mentions[mention].entity else {
            return false;
        };
        // Who is named in the words has not said them: `“Smith is tired,” he said.`
        let apart = self.quoted[mention] && !self.shares_words(at, self.mentions[mention].span);
        if apart || self.spoken_of.contains(&entity) || !wanted.takes(Some(entity)) {
            return false;
        }
        let tokens = self.tagged.tokens_of(mention);
        // In somebody's words, or a mere attribute: `Smith's lawyer`.
        // `on Harris`: a lone name of which nothing is known may be a place.
        let before = tokens.start.saturating_sub(1);
        let placed = tokens.len() == 1
            && is_any(self.tagged.word(before), &["in", "on", "at", "near"])
            && self.being(entity) == Being::UNKNOWN;
        if placed {
            return false;
        }
        if self.is_of_header(mention) || self.is_before_post(tokens.end) {
            return false;
        }
        let possessive = matches!(self.tagged.word(tokens.end), "'s" | "’s");
        match self.mentions[mention].label {
            Label::PERSON => !possessive && self.being(entity).fits(wanted.being),
            Label::ORG => wanted.being == Being::Group && !possessive,
            _ => false,
        }
    }
}
