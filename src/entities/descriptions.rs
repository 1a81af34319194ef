//! Whom a noun phrase means: by age, post, nation, rank, trade or kin, or by the kind of organisation; else the phrase as written.

use std::ops::Range;

use super::antecedents::Wanted;
use super::genders::Being;
use super::posts::{self, Post};
use super::speakers::{Found, LOOK_BACK, Speakers};
use crate::lexical::is_any;
use crate::record::Label;
use crate::rules::{Class, Tagged};

/// Tokens of the longest phrase that may mean somebody who has been named: *the country's acting foreign minister*.
const LONGEST: usize = 6;
/// Paragraphs in which a post comes before the name of its bearer.
const FIRST_LINES: usize = 10;
/// Tokens between a nation and the name of one of its people: *Dutch former world champion Ann Lee*.
const NATION_BEFORE: usize = 7;

/// A noun phrase that stands for somebody.
struct Description {
    tokens: Range<usize>,
    /// The last token of its head.
    noun: usize,
    being: Being,
    /// It begins with *the*, *this*, *that*.
    is_definite: bool,
    /// Nothing follows its head.
    is_whole: bool,
}

impl<'a> Speakers<'a> {
    /// One whom the article names (`the spokeswoman`), or the phrase as written; `head` is one past those of its head.
    pub(super) fn phrase(&mut self, tokens: Range<usize>, head: usize) -> Found {
        let described = self.describe(tokens, head);
        if let Some(found) = self.described(&described) {
            return found;
        }
        if let Some(found) = self
            .named_next(&described)
            .or_else(|| self.quoted_next(&described))
        {
            return found;
        }
        let mut found = self.as_written(described.tokens, described.being);
        found.noun = Some(described.noun);
        found
    }

    /// `A Limerick barber … told a judge`, whom the sentence after it names: the role that the phrase is has its bearer.
    fn named_next(&mut self, described: &Description) -> Option<Found> {
        let start = described.tokens.start;
        if !is_any(self.tagged.word(start), &["a", "an"]) || self.words_around(start).is_some() {
            return None;
        }
        let span = self.tagged.segments.span(&(start + 1..described.noun + 1));
        let first = self
            .roles
            .partition_point(|role| role.span.is_some_and(|own| own.start < span.start));
        let role = self.roles.get(first)?;
        let is_same = role
            .span
            .is_some_and(|own| own.start == span.start && own.end >= span.end);
        let entity = role.entity.filter(|_| is_same)?;
        Some(self.entity(entity, start))
    }

    /// `Acme will build it, its chief executive said.`, and the next line gives words to somebody of whom nothing is known yet.
    fn quoted_next(&mut self, described: &Description) -> Option<Found> {
        let tagged = self.tagged;
        let start = described.tokens.start;
        let is_post = is_any(tagged.word(start), &["its", "the"])
            && described.is_whole
            && tagged.is(described.noun, Class::RoleNoun)
            && self.words_around(start).is_none()
            && self.line(start) <= FIRST_LINES;
        if !is_post {
            return None;
        }
        let line = self.line(start);
        let from = self.mentions_before(start);
        let mut next = (from..self.mentions.len().min(from + LOOK_BACK))
            .filter(|&m| self.mentions[m].label == Label::PERSON && !self.quoted[m]);
        let mention = next.next()?;
        let tokens = tagged.tokens_of(mention);
        let entity = self.mentions[mention].entity?;
        let is_first = self.entities[entity as usize].mentions.first() == Some(&(mention as u32));
        let is_known = self.roles.iter().any(|role| role.entity == Some(entity));
        let speaks = tagged.is(tokens.end, Class::SpeechVerb);
        (is_first && !is_known && speaks && tokens.len() > 1 && self.line(tokens.start) == line + 1)
            .then(|| self.entity(entity, start))
    }

    /// The entity that a noun phrase whose last token is its noun means.
    pub(super) fn described_by(&mut self, tokens: Range<usize>) -> Option<u32> {
        let head = tokens.end;
        let described = self.describe(tokens, head);
        self.described(&described)?.entity
    }

    fn describe(&self, tokens: Range<usize>, head: usize) -> Description {
        let tagged = self.tagged;
        let noun = head - 1;
        let is_many = || tagged.word(noun).ends_with('s') && !posts::is_single(tagged.word(noun));
        let being = if tagged.is(noun, Class::Female) {
            Being::FEMALE
        } else if tagged.is(noun, Class::Male) {
            Being::MALE
        } else if tagged.is(noun, Class::Group)
            || is_many()
            || is_any(tagged.word(noun), &["police", "people", "staff"])
        {
            Being::Group
        } else {
            Being::UNKNOWN
        };
        Description {
            is_definite: is_any(tagged.word(tokens.start), &["the", "this", "that", "counsel"]),
            is_whole: head == tokens.end,
            tokens,
            noun,
            being,
        }
    }

    /// Whom the article has named before and describes now.
    fn described(&mut self, described: &Description) -> Option<Found> {
        let tagged = self.tagged;
        let Description { tokens, noun, .. } = described;
        let (at, noun) = (tokens.start, *noun);
        if !described.is_definite {
            return self.in_headline(tokens.clone(), noun);
        }
        if let Some(age) = age_in(tagged, tokens.start + 1..noun + 1) {
            return self.aged(at, age, described.being);
        }
        if described.is_whole && tokens.len() == 2 && is_any(tagged.word(noun), &["latter", "former"]) {
            return self.of_two(at, tagged.is_word(noun, "latter"));
        }
        let is_short = described.is_whole && tokens.len() <= LONGEST;
        if is_short && let Some(found) = self.in_dock(at, noun).or_else(|| self.bearer(described)) {
            return Some(found);
        }
        // `a senior diplomat said … the diplomat said`
        if is_short
            && let Some(last) = &self.last
            && last.noun.is_some_and(|other| is_word(tagged, other, noun))
        {
            return Some(last.clone());
        }
        if is_short && let Some(found) = self.brought_in(at, noun).or_else(|| self.former(at, noun)) {
            return Some(found);
        }
        let one = match described.being {
            Being::Group => Being::UNKNOWN,
            being => being,
        };
        // `the mother of four`: of the tails that such a phrase may have, this one names nobody else.
        let of_some = tokens.end == noun + 3
            && tagged.is_word(noun + 1, "of")
            && matches!(described.being, Being::Person(Some(_)))
            && tagged.label_at(noun + 2) == Some(Label::CARDINAL);
        if of_some {
            return self.person_before(at, &Wanted::any(one));
        }
        if !described.is_whole {
            return None;
        }
        // `the world number three`, `the top seed`
        let is_ranked = (at..noun).any(|at| is_any(tagged.word(at), &["number", "no"]))
            && matches!(tagged.label_at(noun), Some(Label::CARDINAL | Label::ORDINAL));
        if is_ranked {
            return self.person_before(at, &Wanted::any(Being::UNKNOWN));
        }
        let is_epithet = tagged.is(noun, Class::Epithet);
        // `the father`, `the woman`: kin and sex, and no post.
        let is_human = matches!(described.being, Being::Person(Some(_))) && !tagged.is(noun, Class::RoleNoun);
        if is_human
            && tokens.len() == 2
            && let Some(found) = self.parent(at, noun, one)
        {
            return Some(found);
        }
        let is_quoted = self.words_around(at).is_some();
        let is_trade = !is_quoted
            && tagged.is(noun, Class::RoleNoun)
            && tokens.len() == 2
            && posts::is_trade(tagged.word(noun));
        let is_known = is_epithet || is_trade || is_human && tokens.len() == 2;
        if !is_known || self.bringing_in(at, noun).is_some() {
            return None;
        }
        let others = self.otherwise_employed(noun);
        let wanted = Wanted {
            being: one,
            except: &others,
        };
        match self.person_before(at, &wanted) {
            Some(found) => Some(found),
            None if is_epithet => self.person_before(at, &Wanted::any(one)),
            None => None,
        }
    }

    /// `the Frenchman`, `the Australian`: a person who has been named.
    pub(super) fn by_people(&mut self, mention: usize) -> Option<Found> {
        let tagged = self.tagged;
        let tokens = tagged.tokens_of(mention);
        let word = tagged.word(tokens.start);
        let is_one = self.mentions[mention].label == Label::NORP
            && tokens.len() == 1
            && tokens
                .start
                .checked_sub(1)
                .is_some_and(|at| tagged.is_word(at, "the"))
            && !word.ends_with(['s', 'h'])
            && !word.ends_with("ese")
            && !word.ends_with("men");
        if !is_one {
            return None;
        }
        let being = match (word.ends_with("woman"), word.ends_with("man")) {
            (true, _) => Being::FEMALE,
            (_, true) if !word.ends_with("rman") => Being::MALE,
            _ => Being::UNKNOWN,
        };
        let country = self.country_of(mention);
        let mut foreign = Vec::new();
        if country.is_some() {
            let before = &self.mentions[..mention];
            for other in (before.len().saturating_sub(LOOK_BACK)..before.len()).rev() {
                let Some(nation) = self.nation(other) else {
                    continue;
                };
                if Some(nation) != country {
                    foreign.extend(self.mentions[other].entity);
                } else if let Some(entity) = self.mentions[other].entity
                    && !foreign.contains(&entity)
                    && !self.quoted[other]
                    && self.being(entity).fits(being)
                {
                    return Some(self.entity(entity, tokens.start));
                }
            }
        }
        let wanted = Wanted {
            being,
            except: &foreign,
        };
        self.person_before(tokens.start, &wanted)
    }

    fn country_of(&self, mention: usize) -> Option<&'a str> {
        let entity = self.mentions[mention].entity?;
        self.entities[entity as usize].country.as_deref()
    }

    /// The country that the words right before a person's name give: `Australian Kyle Radford`, `England's James Whitlock`.
    fn nation(&self, mention: usize) -> Option<&'a str> {
        let tagged = self.tagged;
        let start = tagged.tokens_of(mention).start;
        if self.mentions[mention].label != Label::PERSON {
            return None;
        }
        let near = (start.saturating_sub(NATION_BEFORE)..start).rev();
        let mut near = near.take_while(|&at| {
            tagged.mention_at(at).is_some()
                || !tagged.is(at, Class::FiniteWord)
                    && tagged.word(at).starts_with(|c: char| c.is_alphabetic())
                || matches!(tagged.word(at), "'s" | "’s")
        });
        let other = near.find_map(|at| tagged.mention_at(at))?;
        match self.mentions[other].label {
            Label::NORP | Label::GPE => self.country_of(other),
            _ => None,
        }
    }

    /// `the 45-year-old`: the one who is said to be of that age, else whoever was named last and is of no other age.
    fn aged(&mut self, at: usize, age: &str, being: Being) -> Option<Found> {
        let end = self.mentions_before(at);
        let mut others = Vec::new();
        for mention in (end.saturating_sub(LOOK_BACK)..end).rev() {
            let (Some(entity), Some(known)) = (self.mentions[mention].entity, self.age_of(mention)) else {
                continue;
            };
            if known == age {
                return Some(self.entity(entity, at));
            }
            others.push(entity);
        }
        let being = match being {
            Being::Group => Being::UNKNOWN,
            being => being,
        };
        let wanted = Wanted {
            being,
            except: &others,
        };
        self.person_before(at, &wanted)
    }

    /// The age that stands beside a person's name: `Ann Lee, 45,`, `Ann Lee (45)`, `the 45-year-old Ann Lee`.
    fn age_of(&self, mention: usize) -> Option<&'a str> {
        let tagged = self.tagged;
        if self.mentions[mention].label != Label::PERSON {
            return None;
        }
        let tokens = tagged.tokens_of(mention);
        let is_age = |word: &str| matches!(word.len(), 1..=3) && word.bytes().all(|b| b.is_ascii_digit());
        let next = match tagged.word(tokens.end + 1) {
            "aged" => tokens.end + 2,
            _ => tokens.end + 1,
        };
        let after = tagged.word(next);
        if matches!(tagged.word(tokens.end), "," | "(")
            && is_age(after)
            && matches!(tagged.word(next + 1), "," | ")" | "." | "-" | ";")
        {
            return Some(after);
        }
        age_in(tagged, tokens.start.saturating_sub(8)..tokens.start)
    }

    /// The number of mentions that stand before a token.
    pub(super) fn mentions_before(&self, at: usize) -> usize {
        let start = self.tagged.tokens()[at].span.start;
        self.mentions.partition_point(|m| m.span.start < start)
    }

    /// Those who are said to be something else than what a noun says.
    fn otherwise_employed(&self, noun: usize) -> Vec<u32> {
        let post = Post::new(self.tagged, noun..noun + 1);
        let mut others: Vec<u32> = self.roles.iter().filter_map(|role| role.entity).collect();
        others.dedup();
        let is_fit = |entity: u32| {
            let mut own = self.roles.iter().filter(|role| role.entity == Some(entity));
            own.any(|role| post.fit(role).is_some())
        };
        others.retain(|&entity| !is_fit(entity));
        others
    }

    /// Whom the article has named before as what the phrase says: the bearer of a post, an organisation of this kind.
    fn bearer(&mut self, described: &Description) -> Option<Found> {
        let tagged = self.tagged;
        let (at, noun) = (described.tokens.start, described.noun);
        let before = self.mentions_before(at);
        let back = (before.saturating_sub(LOOK_BACK)..before).rev();
        if tagged.is(noun, Class::Group) {
            if let Some(found) = self.based(described.tokens.clone(), noun) {
                return Some(found);
            }
            let named = back.clone().find(|&m| self.is_kind(m, tagged.word(noun)));
            return named.or_else(|| self.foremost(back, noun)).map(|m| self.named(m));
        }
        if described.being == Being::Group {
            return None;
        }
        let start = tagged.tokens()[at].span.start;
        let known = self
            .roles
            .partition_point(|role| role.span.is_some_and(|span| span.start < start));
        let post = Post::new(tagged, noun.min(at + 1)..noun + 1);
        let mut best: Option<((u8, u32), u32)> = None;
        for number in (known.saturating_sub(LOOK_BACK)..known).rev() {
            let role = &self.roles[number];
            let (Some(entity), Some(fit)) = (role.entity, post.fit(role)) else {
                continue;
            };
            // Of two who fit alike the one who was named last.
            let last = &self.entities[entity as usize].mentions;
            let last = last.partition_point(|&mention| (mention as usize) < before) as u32;
            let last = last
                .checked_sub(1)
                .map_or(0, |n| self.entities[entity as usize].mentions[n as usize]);
            if best.is_none_or(|(rank, _)| (fit, last) > rank)
                && !self.spoken_of.contains(&entity)
                && self.being(entity).fits(described.being)
            {
                best = Some(((fit, last), entity));
            }
        }
        if let Some((_, entity)) = best {
            return Some(self.entity(entity, at));
        }
        let word = tagged.word(noun);
        if post.is_modified() {
            return None;
        }
        back.clone().find(|&m| self.bears(m, word)).map(|m| self.named(m))
    }

    /// Whether an organisation is of this kind by its name or by what stands beside it: `Defence Ministry`, `the Acme group`.
    pub(super) fn is_kind(&self, mention: usize, word: &str) -> bool {
        let tokens = self.tagged.tokens_of(mention);
        let is = |at: usize| {
            let other = self.tagged.word(at);
            other.eq_ignore_ascii_case(word) || posts::is_kind_of(other, word)
        };
        self.mentions[mention].label == Label::ORG
            && !tokens.is_empty()
            && (is(tokens.end - 1)
                || is(tokens.start)
                || self.tagged.is_word(tokens.end, word)
                || self.is_apposed(mention, word))
    }

    /// The organisation that the article is most about, for `the company`, `the club`.
    fn foremost(&self, back: impl Iterator<Item = usize>, noun: usize) -> Option<usize> {
        const ANY_KIND: [&str; 10] = [
            "club",
            "team",
            "charity",
            "group",
            "organisation",
            "organization",
            "body",
            "bloc",
            "grouping",
            "institution",
        ];
        let tagged = self.tagged;
        if !tagged.is(noun, Class::Firm) && !is_any(tagged.word(noun), &ANY_KIND) {
            return None;
        }
        let source = tagged.article.header.source.as_ref().map(|source| &*source.value);
        let salience = |&m: &usize| {
            self.mentions[m]
                .entity
                .map_or(0.0, |e| self.entities[e as usize].salience)
        };
        let fits = |&m: &usize| {
            let own = self.mentions[m].entity.map(|e| &*self.entities[e as usize].name);
            let last = tagged.tokens_of(m).end.wrapping_sub(1);
            self.mentions[m].label == Label::ORG
                && !self.quoted[m]
                && own != source
                && !posts::is_office(tagged.word(last))
        };
        let mut best = back.filter(fits);
        // `the body` is the last one that was named, of whatever kind.
        if is_any(tagged.word(noun), &["body", "bloc", "grouping", "institution"]) {
            return best.next();
        }
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

/// The number of `45-year-old` in some tokens.
fn age_in<'a>(tagged: &Tagged<'a>, tokens: Range<usize>) -> Option<&'a str> {
    let at = tokens.clone().rev().find(|&at| tagged.is_word(at, "old"))?;
    let year = at.checked_sub(2).filter(|&year| tagged.is_word(year, "year"))?;
    let number = year.checked_sub(2).filter(|number| tokens.start <= number + 1)?;
    (tagged.word(year + 1) == "-" && tagged.word(year - 1) == "-").then(|| tagged.word(number))
}

/// Whether two tokens are one word.
fn is_word(tagged: &Tagged<'_>, one: usize, other: usize) -> bool {
    tagged.word(one).eq_ignore_ascii_case(tagged.word(other))
}
