//! Who says *I*: in marks whoever's words they are, elsewhere the one who tells the article.

use super::genders::Being;
use super::speakers::{Found, Speakers};
use crate::lexical::is_any;
use crate::record::Label;
use crate::rules::{Speech, Tagged};
use crate::span::Span;

/// Speech inside somebody's words that is looked at for whom it addresses.
const MOST_NESTED: usize = 8;
/// People named in somebody's words whom the pronoun of the speaker is kept from.
const MOST_NAMED: usize = 8;

impl Speakers<'_> {
    /// Takes up the first speech of those that are left: of whom it speaks, and in whose words it stands.
    pub(super) fn hear(&mut self, speech: &[Speech]) {
        self.spoken_of.clear();
        let Some((one, rest)) = speech.split_first() else {
            return;
        };
        let said = one.span;
        self.said = said;
        self.open.retain(|(words, _)| words.end > said.start);
        let start = self.mentions.partition_point(|m| m.span.start < said.start);
        let inside = self.mentions[start..]
            .iter()
            .zip(start..)
            .take_while(|(m, _)| m.span.end <= said.end);
        let people = inside.filter(|(m, _)| m.label == Label::PERSON);
        // `“They said, ‘Go home, Ann,’” she said.`: she is the one who was spoken to.
        let nested = rest
            .iter()
            .map(|speech| speech.span)
            .take_while(|words| words.start < said.end)
            .take(MOST_NESTED);
        let is_addressed = |mention: usize| {
            let span = self.mentions[mention].span;
            nested.clone().any(|words| words.contains(span)) && is_address(self.tagged, mention)
        };
        let people = people.filter(|&(_, mention)| !is_addressed(mention));
        let named = people.filter_map(|(m, _)| m.entity).take(MOST_NAMED);
        self.spoken_of.extend(named);
    }

    /// The first token of the words whose speaker is looked for.
    pub(super) fn said_at(&self) -> usize {
        let tokens = self.tagged.tokens();
        tokens.partition_point(|token| token.span.start < self.said.start)
    }

    /// Who says *I* at a token.
    pub(super) fn first_person(&self, at: usize) -> Option<Found> {
        match self.words_around(at) {
            Some(speaker) => speaker.cloned(),
            None => self.teller(at),
        }
    }

    /// The speaker of the words that a token stands in; `None` outside of marks.
    pub(super) fn words_around(&self, at: usize) -> Option<Option<&Found>> {
        let span = self.tagged.tokens()[at].span;
        let around = self.open.iter().rev().find(|(words, _)| words.contains(span));
        around.map(|(_, speaker)| speaker.as_ref())
    }

    /// Whether a token stands in the words that a mention stands in.
    pub(super) fn shares_words(&self, at: usize, mention: Span) -> bool {
        let span = self.tagged.tokens()[at].span;
        let both = |words: &Span| words.contains(span) && words.contains(mention);
        self.open.iter().any(|(words, _)| both(words))
    }

    /// The one whose answers a headline quotes (`Ann Lee: ‘I never slept’`), else the only author.
    fn teller(&self, at: usize) -> Option<Found> {
        if let Some(answers) = self.interviewed() {
            return Some(self.known(answers, at));
        }
        let [author] = &self.tagged.article.header.byline[..] else {
            return None;
        };
        let named = |mention: &&crate::record::Mention| Some(mention.span) == author.span;
        let of_byline = self
            .mentions
            .iter()
            .find(named)
            .and_then(|mention| mention.entity);
        let entity = of_byline.or_else(|| {
            let same = |other: &crate::record::Entity| {
                other.label == Label::PERSON && other.name.eq_ignore_ascii_case(&author.value)
            };
            let number = self.entities.iter().position(same)?;
            u32::try_from(number).ok()
        });
        Some(match entity {
            Some(entity) => self.known(entity, at),
            None => Found {
                name: author.value.clone(),
                entity: None,
                being: Being::UNKNOWN,
                at,
                noun: None,
            },
        })
    }

    /// Whom a headline quotes in the first person.
    fn interviewed(&self) -> Option<u32> {
        let tagged = self.tagged;
        let headline = tagged.article.header.headline.as_ref()?.span?;
        let tokens = tagged.tokens_in(headline);
        let mention = tagged.mention_at(tokens.start)?;
        let end = tagged.tokens_of(mention).end;
        let person = self.mentions[mention].label == Label::PERSON && tagged.word(end) == ":";
        let mut words = end + 1..tokens.end;
        let first = words.any(|at| is_any(tagged.word(at), &["i", "i’m", "i'm", "i’ve", "i've", "my", "me"]));
        self.mentions[mention].entity.filter(|_| person && first)
    }

    /// An entity of whom nothing but the name is asked.
    fn known(&self, entity: u32, at: usize) -> Found {
        Found {
            name: self.entities[entity as usize].name.clone(),
            entity: Some(entity),
            being: Being::UNKNOWN,
            at,
            noun: None,
        }
    }
}

/// Whether a name calls somebody: `‘Go home, Ann,’`.
fn is_address(tagged: &Tagged<'_>, mention: usize) -> bool {
    let tokens = tagged.tokens_of(mention);
    let apart = |at: usize| !tagged.word(at).starts_with(char::is_alphanumeric);
    tokens.start.checked_sub(1).is_none_or(apart) && apart(tokens.end)
}
