//! Days, months and seasons that come again and again, and of which no one is meant: `on a wet Monday morning`, `Friday nights`,
//! `in winter the lake freezes`, `normally, the rain comes in October`.

use std::ops::Range;

use super::super::expression::Expression;
use super::super::found::Direction;
use super::super::words::{Meaning, Which, meaning};
use super::Context;
use crate::lexical::is_any;
use crate::rules::Class;
use crate::rules::tense::{Tense, tense_around};

/// Words that say that something is so as a rule.
const HABITS: &[&str] = &[
    "normally",
    "usually",
    "typically",
    "traditionally",
    "generally",
    "ordinarily",
    "annually",
    "always",
];

impl Context<'_> {
    /// Whether no one of what comes again and again is meant.
    pub(super) fn is_generic(&self, found: &Expression, tokens: &Range<usize>) -> bool {
        let is_bare = found.year.is_none()
            && (found.which.is_none() || found.which == Some(Which::Recent))
            && found.phrases[0].is_none()
            && found.rank.is_none();
        if !is_bare || found.clock.is_some() || found.offset.is_some() || found.edge.is_some() {
            return false;
        }
        if found.day.is_some() {
            return found.month.is_some() && found.weekday.is_none() && self.is_usual_day(tokens);
        }
        let before = |back: usize| {
            tokens
                .start
                .checked_sub(back)
                .map_or("", |at| self.tagged.word(at))
        };
        if found.weekday.is_some() && found.month.is_none() {
            // every other Thursday, every second Monday
            let is_every = is_any(before(2), &["every"])
                && is_any(before(1), &["other", "second", "third", "fourth", "single"]);
            return is_every
                || is_any(before(1), &["alternate"])
                || self.is_a_weekday(tokens)
                || self.is_weekly(tokens);
        }
        if found.holiday.is_some() {
            return before(1).eq_ignore_ascii_case("like");
        }
        let is_in = is_any(before(1), &["in", "during"]);
        let is_told = || matches!(self.direction(tokens), Direction::Past | Direction::Since);
        if found.season.is_some() && is_in && tokens.len() == 1 {
            return match tense_around(self.tagged, tokens) {
                // `In summer, the wells run dry`, but `opens in spring`
                Tense::Scheduled => before(1).starts_with(['I', 'D']) || self.is_habit(tokens.start),
                _ => matches!(self.direction(tokens), Direction::Unknown | Direction::Present),
            };
        }
        let is_month = found.month.is_some() && found.weekday.is_none() || found.season.is_some();
        // dust, salt, 48 degrees in July
        let is_weather = is_any(before(2), &["degrees", "celsius", "fahrenheit", "c", "heat"]);
        if is_month && is_in && is_weather && !self.has_verb_before(tokens.start) {
            return true;
        }
        is_month && is_in && self.is_habit(tokens.start) && !is_told()
    }

    /// Whether a verb stands before a token in its sentence.
    fn has_verb_before(&self, at: usize) -> bool {
        let tagged = self.tagged;
        let start = tagged.sentence_around(at).start.max(at.saturating_sub(16));
        (start..at).any(|at| {
            let is = |class| tagged.is(at, class);
            is(Class::PastVerb)
                || is(Class::Auxiliary)
                || is(Class::Modal)
                || is(Class::PresentVerb)
                || tagged.word(at).ends_with("ed")
        })
    }

    /// Whether the sentence says that it tells what is so as a rule.
    fn is_habit(&self, at: usize) -> bool {
        let sentence = self.tagged.sentence_around(at);
        let near = sentence.start.max(at.saturating_sub(16))..sentence.end.min(at + 8);
        near.clone().any(|at| is_any(self.tagged.word(at), HABITS))
            || near
                .clone()
                .any(|at| matches!(meaning(self.tagged.word(at)), Meaning::Weekday(_, true)))
            || near.clone().any(|at| {
                is_any(self.tagged.word(at), &["every", "each"]) && self.tagged.is_word(at + 1, "year")
            })
    }

    /// `The first eggs now appear around May 29`: the day on which something falls in most years.
    fn is_usual_day(&self, tokens: &Range<usize>) -> bool {
        let tagged = self.tagged;
        let Some(about) = tokens.start.checked_sub(1) else {
            return false;
        };
        let start = tagged.sentence_around(about).start.max(about.saturating_sub(8));
        let says = |words: &[&str]| (start..about).any(|at| is_any(tagged.word(at), words));
        let is_around = is_any(tagged.word(about), &["around", "about"]);
        let is_open = || matches!(self.direction(tokens), Direction::Unknown | Direction::Present);
        is_around && says(&["now", "average"]) && !says(&["was", "were", "had"])
            || self.is_habit(tokens.start) && is_open()
    }

    /// `on a wet Monday morning`, `on a recent Tuesday`
    fn is_a_weekday(&self, tokens: &Range<usize>) -> bool {
        let tagged = self.tagged;
        let start = (tokens.start.saturating_sub(3)..tokens.end).find(|&at| {
            is_any(tagged.word(at), &["a", "an"])
                && tagged.mention_at(at).is_none_or(|_| tokens.contains(&at))
        });
        let Some(article) = start.filter(|&at| at > 0 && is_any(tagged.word(at - 1), &["on", "of", "for"]))
        else {
            return false;
        };
        let day = tokens.end - 1;
        let is_adjective = |at: usize| {
            let word = tagged.word(at);
            word.starts_with(|c: char| c.is_ascii_lowercase())
                && matches!(
                    meaning(word),
                    Meaning::Unknown | Meaning::Filler | Meaning::Which(_) | Meaning::Edge(_)
                )
                && !is_any(
                    word,
                    &[
                        "last",
                        "next",
                        "past",
                        "following",
                        "previous",
                        "coming",
                        "from",
                        "of",
                        "on",
                        "in",
                    ],
                )
        };
        let next = tagged.word(tokens.end);
        let is_noun = next.starts_with(|c: char| c.is_ascii_lowercase())
            && !matches!(meaning(next), Meaning::Part(..) | Meaning::Edge(_))
            && !is_any(
                next,
                &[
                    "in", "at", "when", "and", "or", "after", "before", "with", "by", "to", "as", "for",
                ],
            );
        article < day && (article + 1..day).all(is_adjective) && !is_noun
    }

    /// `Friday nights`, `Friday-night crowds`
    fn is_weekly(&self, tokens: &Range<usize>) -> bool {
        let tagged = self.tagged;
        let is_part = |at: usize| matches!(meaning(tagged.word(at)), Meaning::Part(_, false));
        if matches!(meaning(tagged.word(tokens.end)), Meaning::Part(_, true)) {
            return true;
        }
        let noun = tagged.word(tokens.end + 2);
        tagged.word(tokens.end) == "-"
            && is_part(tokens.end + 1)
            && noun.len() > 3
            && noun.starts_with(|c: char| c.is_ascii_lowercase())
            && noun.ends_with('s')
            && !noun.ends_with("ss")
    }
}
