//! Whom a noun phrase means by what the article tells: the accused of a trial, a son's father, the former minister who speaks.

use std::ops::Range;

use super::antecedents::Wanted;
use super::genders::Being;
use super::posts::Post;
use super::speakers::{Found, LOOK_BACK, Speakers};
use crate::article::ParagraphKind;
use crate::lexical::is_any;
use crate::record::{Label, Role};
use crate::rules::{Class, Tagged};

/// Tokens after a name in which it stands what the person is charged with.
const CHARGE: usize = 25;
/// Tokens before *the father* in which his child is named as such.
const CHILD: usize = 60;
/// Sentences over which a former post goes on about whoever spoke.
const SPOKE: usize = 4;
/// Bytes in which the points above a report stand.
const FIRST_LINES: u32 = 1_200;
/// Sentences over which *the Leeds-based lender* reaches back.
const REACH: usize = 2;

impl Speakers<'_> {
    /// `the accused`: who is the first of the article to be tried.
    pub(super) fn in_dock(&mut self, at: usize, noun: usize) -> Option<Found> {
        let tagged = self.tagged;
        if !is_any(tagged.word(noun), &["accused", "defendant"]) {
            return None;
        }
        let before = self.mentions_before(at);
        let tried = (0..before.min(LOOK_BACK)).find(|&m| {
            let tokens = tagged.tokens_of(m);
            self.mentions[m].label == Label::PERSON
                && !self.quoted[m]
                && tokens.len() > 1
                && (is_charged(tagged, tokens.end) || is_called(tagged, tokens.start))
        })?;
        Some(self.named(tried))
    }

    /// `the latter`, `the former`: the last of the people whom the sentences before name, or the one before.
    pub(super) fn of_two(&mut self, at: usize, is_latter: bool) -> Option<Found> {
        let end = self.mentions_before(at);
        let near = self.tagged.sentence_of(at).saturating_sub(REACH);
        let mut last: Option<usize> = None;
        for m in (end.saturating_sub(LOOK_BACK)..end).rev() {
            if self.tagged.sentence_of(self.tagged.tokens_of(m).start) < near {
                break;
            }
            let is_person = self.mentions[m].label == Label::PERSON && !self.quoted[m];
            let is_new = |last: usize| self.mentions[last].entity != self.mentions[m].entity;
            if !is_person || !last.is_none_or(is_new) {
                continue;
            }
            if is_latter || last.is_some() {
                return Some(self.named(m));
            }
            last = Some(m);
        }
        None
    }

    /// `the father` of whom the text has just called *his son*.
    pub(super) fn parent(&mut self, at: usize, noun: usize, being: Being) -> Option<Found> {
        let tagged = self.tagged;
        if !is_any(tagged.word(noun), &["father", "mother", "dad", "mum", "mom"]) {
            return None;
        }
        const CHILDREN: [&str; 6] = ["son", "daughter", "boy", "girl", "child", "baby"];
        let whose = if being == Being::FEMALE { "her" } else { "his" };
        let child = |owner: usize| (owner + 1..owner + 4).any(|at| is_any(tagged.word(at), &CHILDREN));
        let owner = (at.saturating_sub(CHILD)..at)
            .rev()
            .find(|&owner| tagged.is_word(owner, whose) && child(owner))?;
        let end = self.mentions_before(at);
        let start = self.mentions_before(owner);
        let children: Vec<u32> = self.mentions[start..end]
            .iter()
            .filter_map(|m| m.entity)
            .collect();
        let wanted = Wanted {
            being,
            except: &children,
        };
        self.person_before(owner, &wanted)
    }

    /// `the former environment minister`: of no one whom the article gives that post, whoever spoke in the sentences before.
    pub(super) fn former(&mut self, at: usize, noun: usize) -> Option<Found> {
        let tagged = self.tagged;
        let is_former = (at..noun).any(|at| tagged.is(at, Class::FormerWord));
        let human = tagged.is(noun, Class::RoleNoun) || tagged.is(noun, Class::Epithet);
        let last = self.last.as_ref().filter(|_| is_former && human)?;
        let is_near = tagged.sentence_of(last.at) + SPOKE >= tagged.sentence_of(at);
        let is_person = matches!(last.being, Being::Person(_)) && last.entity.is_some();
        (is_near && is_person).then(|| last.clone())
    }

    /// `the Leeds-based lender`: an organisation of this kind in the sentences right before, else the first one there.
    pub(super) fn based(&mut self, tokens: Range<usize>, noun: usize) -> Option<Found> {
        let tagged = self.tagged;
        let at = tokens.start;
        let is_based = tokens
            .clone()
            .any(|at| tagged.is_word(at, "based") && tagged.word(at - 1) == "-");
        if !is_based {
            return None;
        }
        let own = tagged.sentence_of(at);
        let end = self.mentions_before(at);
        let near = |&m: &usize| tagged.sentence_of(tagged.tokens_of(m).start) + REACH >= own;
        let mut back: Vec<usize> = (end.saturating_sub(LOOK_BACK)..end)
            .rev()
            .take_while(near)
            .filter(|&m| self.mentions[m].label == Label::ORG && !self.quoted[m])
            .collect();
        if let Some(&kind) = back.iter().find(|&&m| self.is_kind(m, tagged.word(noun))) {
            return Some(self.named(kind));
        }
        back.sort_by_key(|&m| {
            let sentence = tagged.sentence_of(tagged.tokens_of(m).start);
            (std::cmp::Reverse(sentence), m)
        });
        back.first().map(|&m| self.named(m))
    }

    /// `Acme chief says` in a headline: the one whom the body names with that post.
    pub(super) fn in_headline(&mut self, tokens: Range<usize>, noun: usize) -> Option<Found> {
        let tagged = self.tagged;
        let headline = tagged.article.header.headline.as_ref()?.span?;
        let here = tagged.tokens()[tokens.start].span;
        let lines = &tagged.article.paragraphs;
        let line = lines.get(self.line(tokens.start).wrapping_sub(1));
        let bullet = line.is_some_and(|line| {
            matches!(line.kind, ParagraphKind::Header | ParagraphKind::Subhead)
                || line.span.slice(tagged.text()).starts_with(['*', '•'])
        });
        if !(headline.contains(here) || bullet && here.start < FIRST_LINES)
            || is_any(tagged.word(tokens.start), &["a", "an"])
        {
            return None;
        }
        let name = (tokens.start..noun).find_map(|at| tagged.mention_at(at));
        let owner = name.and_then(|m| self.mentions[m].entity);
        if tagged.is(noun, Class::Group) {
            // `Czech central bank`: the organisation whose name has both.
            let nation = tagged.word(tokens.start);
            let own = |m: &usize| {
                let text = self.mentions[*m].span.slice(tagged.text());
                let has = text
                    .split_whitespace()
                    .next()
                    .is_some_and(|w| w.eq_ignore_ascii_case(nation));
                has && self.is_kind(*m, tagged.word(noun))
            };
            let found = (0..self.mentions.len().min(LOOK_BACK)).find(own)?;
            return Some(self.named(found));
        }
        if let Some(owner) = owner {
            // `Acme chief says`: the only one whom the body gives a post there.
            let name = &*self.entities[owner as usize].name;
            let there = |role: &&Role| role.organization == Some(owner) || role.role.contains(name);
            let mut own = self.roles.iter().filter(there);
            let first = own.next().and_then(|role| role.entity)?;
            let only = own.all(|role| role.entity == Some(first));
            if only {
                return Some(self.entity(first, tokens.start));
            }
        }
        let post = Post::new(tagged, noun..noun + 1);
        let mut best: Option<(u8, u32)> = None;
        for role in self.roles {
            let (Some(entity), Some(fit)) = (role.entity, post.fit(role)) else {
                continue;
            };
            let same = owner.is_none();
            let rank = fit;
            if same && best.is_none_or(|(known, _)| rank > known) {
                best = Some((rank, entity));
            }
        }
        best.map(|(_, entity)| self.entity(entity, tokens.start))
    }
}

/// `the defendant, Peter Halloran,`.
fn is_called(tagged: &Tagged<'_>, start: usize) -> bool {
    let mut before = start;
    while before > 0 && tagged.word(before - 1) == "," {
        before -= 1;
    }
    before > 0 && is_any(tagged.word(before - 1), &["accused", "defendant"])
}

/// Whether the words after a name say that its bearer is tried.
fn is_charged(tagged: &Tagged<'_>, from: usize) -> bool {
    let end = tagged
        .sentence_around(from.saturating_sub(1))
        .end
        .min(from + CHARGE);
    let charge = |at: usize| {
        is_any(
            tagged.word(at),
            &[
                "pleaded",
                "pleads",
                "pled",
                "charged",
                "convicted",
                "sentenced",
                "jailed",
                "denies",
                "denied",
                "indicted",
                "arraigned",
                "prosecuted",
                "guilty",
                "trial",
            ],
        )
    };
    (from..end)
        .take_while(|&at| tagged.label_at(at) != Some(Label::PERSON))
        .any(charge)
}
