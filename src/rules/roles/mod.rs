//! Roles: which words say what a person is: `Russian President Vladimir Putin`, `Jane Roe, a nurse in Leeds,`.

mod after;
mod before;
mod called;
mod header;
mod phrase;
mod predicate;
mod sentence;
mod several;
mod subject;

use std::ops::Range;

use self::phrase::Phrase;
use self::sentence::{Cases, Sentence};
use super::lexicon::Class;
use super::tagged::Tagged;
use crate::article::ParagraphKind;
use crate::record::{Label, RoleStatus};
use crate::span::Span;

/// A phrase that says what somebody is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FoundRole {
    /// The person's mention; for a phrase without a name, that of the last person named before it.
    pub(crate) mention: usize,
    /// Where the phrase stands.
    pub(crate) span: Span,
    /// Whether it still holds.
    pub(crate) status: RoleStatus,
}

/// What was found in one article. Reused from article to article.
#[derive(Debug, Default)]
pub(crate) struct FoundRoles {
    /// Phrases that stand beside the name, and those of a sentence that goes on about it.
    pub(crate) named: Vec<FoundRole>,
    /// `the North Korean leader` after exactly one person: who is meant is likely, not sure.
    pub(crate) described: Vec<FoundRole>,
    /// Tokens that the phrases beside names cover.
    taken: Vec<Range<usize>>,
}

impl FoundRoles {
    /// Looks at each person of the article.
    pub(crate) fn fill(&mut self, tagged: Tagged<'_>) {
        self.named.clear();
        self.described.clear();
        self.taken.clear();
        let mut cases = Cases::default();
        for (number, mention) in tagged.mentions.iter().enumerate() {
            if mention.label != Label::PERSON || !is_prose(tagged, mention.span) {
                continue;
            }
            let name = tagged.tokens_of(number);
            if name.is_empty() {
                continue;
            }
            let sentence = Sentence::around(tagged, name.start, &mut cases);
            let start = before::roles(&sentence, &name, &mut |phrase| self.add(tagged, number, phrase));
            let mut add = |phrase| self.add(tagged, number, phrase);
            if let Some(phrase) = called::role(&sentence, &name) {
                add(phrase);
            }
            after::roles(&sentence, &name, &mut add);
            predicate::roles(&sentence, start, &name, &mut add);
            subject::roles(&sentence, start, &name, &mut add);
            several::roles(&sentence, &name, &mut |number, phrase| {
                self.add(tagged, number, phrase);
            });
        }
        header::roles(tagged, &mut |mention, tokens| {
            self.named.push(FoundRole {
                mention,
                span: tagged.segments.span(&tokens),
                status: RoleStatus::Current,
            });
        });
        self.taken.sort_unstable_by_key(|range| range.start);
        self.describe(tagged, &mut cases);
    }

    fn add(&mut self, tagged: Tagged<'_>, mention: usize, phrase: Phrase) {
        self.named.push(found(tagged, mention, &phrase));
        self.taken.push(phrase.tokens);
    }

    /// Looks at what is said of persons without their names.
    fn describe(&mut self, tagged: Tagged<'_>, cases: &mut Cases) {
        let mut before = Persons::default();
        let mut unnamed: Option<(usize, Phrase)> = None;
        let mut next = 0;
        for (number, range) in tagged.segments.sentences.iter().enumerate() {
            let sentence = Sentence::around(tagged, range.start, cases);
            if let Some((at, phrase)) = unnamed.take()
                && at + 1 == number
                && let Some(person) = introduced(&sentence)
            {
                self.named.push(found(tagged, person, &phrase));
            }
            if let Some(person) = before.only.filter(|_| before.sentence + 1 == number) {
                self.follow(&sentence, person);
            }
            let mut persons = Persons {
                sentence: number,
                ..Persons::default()
            };
            while let Some(mention) = tagged.mentions.get(next) {
                let tokens = tagged.tokens_of(next);
                if tokens.start >= range.end {
                    break;
                }
                if tokens.start >= range.start && !tokens.is_empty() {
                    if mention.label == Label::PERSON && is_prose(tagged, mention.span) {
                        persons.add(tagged, next);
                    } else if mention.label == Label::NORP
                        && let Some(person) = persons.only
                        && sentence.one_of(tokens.start.wrapping_sub(1), &["the"])
                        && !sentence.one_of(tokens.start.wrapping_sub(2), &[","])
                    {
                        self.describe_by(&sentence, tokens.start, person);
                    } else if mention.label == Label::DATE
                        && tokens.start > sentence.from + 1
                        && let Some(person) = before.only.filter(|_| before.sentence + 1 == number)
                        && persons.is_empty()
                        && sentence.one_of(tokens.start - 1, &["the"])
                        && sentence.one_of(tokens.end - 1, &["old"])
                    {
                        // “…,” said the 34-year-old rice seller
                        self.describe_by(&sentence, tokens.start, person);
                    }
                }
                next += 1;
            }
            unnamed = persons
                .is_empty()
                .then(|| nameless(&sentence))
                .flatten()
                .map(|phrase| (number, phrase));
            before = persons;
        }
    }

    /// A sentence that goes on about the only person of the one before: `He is the emir of Qatar.`, `The 23-year-old
    /// striker …`
    fn follow(&mut self, sentence: &Sentence<'_>, person: usize) {
        let at = sentence.from;
        if sentence.one_of(at, &["he", "she"]) {
            if let Some(phrase) = predicate::verb(sentence, at + 1) {
                self.named.push(found(sentence.tagged, person, &phrase));
            }
        } else if sentence.one_of(at, &["the"])
            && sentence
                .mention(at + 1)
                .is_some_and(|(label, ..)| label == Label::DATE)
        {
            self.describe_by(sentence, at + 1, person);
        }
    }

    /// Notes the description at `at` unless it stands beside a name.
    fn describe_by(&mut self, sentence: &Sentence<'_>, at: usize, person: usize) {
        let Some(phrase) = Phrase::read(sentence, at) else {
            return;
        };
        let end = phrase.tokens.end;
        let named = sentence.is_person(end) || sentence.word(end) == "," && sentence.is_person(end + 1);
        let first = self
            .taken
            .partition_point(|range| range.end <= phrase.tokens.start);
        let taken = self.taken.get(first).is_some_and(|range| range.start < end);
        if !named && !taken && sentence.word(phrase.noun).starts_with(char::is_lowercase) {
            self.described.push(found(sentence.tagged, person, &phrase));
        }
    }
}

/// The persons that a sentence has named so far.
#[derive(Debug, Default)]
struct Persons {
    sentence: usize,
    /// The mention of the only one.
    only: Option<usize>,
    many: bool,
}

/// `A farmer who struck his neighbour was jailed`: the role of somebody whom the next sentence names.
fn nameless(sentence: &Sentence<'_>) -> Option<Phrase> {
    let at = sentence.tagged.tokens().get(sentence.from)?.span;
    if !sentence.one_of(sentence.from, &["a", "an"]) || !is_body(sentence.tagged, at) {
        return None;
    }
    let mut phrase = Phrase::read_beside(sentence, sentence.from)?;
    // a haulier on trial over waste
    let noun = phrase.noun;
    if sentence.one_of(noun + 1, &["on"]) && sentence.one_of(noun + 2, &["trial", "bail", "remand"]) {
        phrase.tokens.end = noun + 1;
    }
    let end = phrase.tokens.end;
    let goes_on = sentence.one_of(
        end,
        &[
            "who",
            "has",
            "was",
            "is",
            "will",
            "from",
            "in",
            "accused",
            "and",
            "on",
            "charged",
            "facing",
            "found",
            "convicted",
            "had",
            "whose",
            "told",
            "died",
            "appeared",
            "pleaded",
            "jailed",
            "with",
            "at",
            "caught",
        ],
    );
    goes_on.then_some(phrase)
}

/// Who is introduced by name and age at the head of a sentence: `Denis Moriarty (58), of Glenflesk, …`.
fn introduced(sentence: &Sentence<'_>) -> Option<usize> {
    let mention = sentence.tagged.mention_at(sentence.from)?;
    let name = sentence.tagged.tokens_of(mention);
    if !sentence.is_person(sentence.from) || name.len() < 2 {
        return None;
    }
    // `Denis Moriarty, of Glenflesk, was jailed`
    if sentence.word(name.end) == "," && sentence.one_of(name.end + 1, &["of", "from"]) {
        let home = sentence.mention(name.end + 2);
        let is_place = home.is_some_and(|(label, ..)| matches!(label, Label::GPE | Label::LOC | Label::FAC));
        return is_place.then_some(mention);
    }
    let age = name.end + 1 + usize::from(sentence.one_of(name.end + 1, &["aged"]));
    let number = sentence
        .word(age)
        .parse::<u8>()
        .is_ok_and(|age| (10..=105).contains(&age));
    let signs = (sentence.word(name.end), sentence.word(age + 1));
    (number && matches!(signs, (",", ",") | ("(", ")"))).then_some(mention)
}

impl Persons {
    fn is_empty(&self) -> bool {
        self.only.is_none() && !self.many
    }

    fn add(&mut self, tagged: Tagged<'_>, mention: usize) {
        let surname = |mention: usize| tagged.word(tagged.tokens_of(mention).end.wrapping_sub(1));
        let other = self.only.is_some_and(|only| surname(only) != surname(mention));
        self.many |= other;
        self.only = (!self.many).then_some(mention);
    }
}

fn found(tagged: Tagged<'_>, mention: usize, phrase: &Phrase) -> FoundRole {
    FoundRole {
        mention,
        span: tagged.segments.span(&phrase.tokens),
        status: match phrase.former {
            true => RoleStatus::Former,
            false => RoleStatus::Current,
        },
    }
}

/// Whether the place is read as sentences: bylines and stamps are not, a headline is.
fn is_prose(tagged: Tagged<'_>, span: Span) -> bool {
    let article = tagged.article;
    let at = article.paragraphs.partition_point(|p| p.span.end <= span.start);
    match article.paragraphs.get(at).map(|p| p.kind) {
        Some(ParagraphKind::Header) => {
            let headline = article.header.headline.as_ref().and_then(|h| h.span);
            headline.is_some_and(|headline| headline.contains(span))
        }
        _ => true,
    }
}

/// Whether a place is in running text.
fn is_body(tagged: Tagged<'_>, span: Span) -> bool {
    let article = tagged.article;
    let at = article.paragraphs.partition_point(|p| p.span.end <= span.start);
    article
        .paragraphs
        .get(at)
        .is_some_and(|p| p.kind == ParagraphKind::Body)
}

/// Whether a word says of a post that it is over.
fn is_former(sentence: &Sentence<'_>, tokens: Range<usize>) -> bool {
    tokens
        .into_iter()
        .any(|at| sentence.tagged.is(at, Class::FormerWord))
}
