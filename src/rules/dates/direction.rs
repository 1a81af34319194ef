//! Which way the clause around a date looks, and what the words right before the date ask for.

use std::ops::Range;

use super::super::lexicon::Class;
use super::super::tense::{Tense, is_of_state, tense_around};
use super::context::Context;
use super::found::Direction;
use super::words::{Meaning, meaning};
use crate::lexical::is_any;

impl Context<'_> {
    /// Which way the clause around some tokens looks.
    pub(super) fn direction(&self, tokens: &Range<usize>) -> Direction {
        // since early June, until at least Monday
        let degrees = ["at", "least", "late", "early", "mid", "around", "about", "-"];
        let lead = (tokens.start.saturating_sub(2)..tokens.start)
            .rev()
            .take_while(|&at| is_any(self.tagged.word(at), &degrees))
            .last()
            .unwrap_or(tokens.start);
        let before = lead.checked_sub(1).map_or("", |at| self.tagged.word(at));
        let is = |words: &[&str]| is_any(before, words);
        if self.is_note_of_change(tokens.start) {
            return Direction::Future;
        }
        if is(&["from"]) && self.is_moved_from(lead - 1) {
            return Direction::Past;
        }
        if is(&["since"]) {
            return Direction::Since;
        }
        let is_weekday =
            tokens.len() == 1 && matches!(meaning(self.tagged.word(tokens.start)), Meaning::Weekday(..));
        if is(&["until", "till"]) || is(&["through"]) && is_weekday {
            let is_told = is_of_state(self.tagged, lead - 1) || self.is_former(lead - 1, tokens.end);
            return if is_told {
                Direction::Past
            } else {
                Direction::Future
            };
        }
        // said that Friday would be
        let is_subject = is_weekday && is(&["that", "said"]);
        if self.is_delivery(tokens) || is_subject && is_any(self.tagged.word(tokens.end), &["will", "would"])
        {
            return Direction::Future;
        }
        let is_headline = self.is_headline(tokens.start);
        match tense_around(self.tagged, tokens) {
            Tense::Past if self.is_condition(tokens.start, tokens.end) || self.is_put_off(lead) => {
                Direction::Future
            }
            Tense::Past => Direction::Past,
            Tense::Future if self.is_missed(tokens) => Direction::Past,
            // A record October crop: the name of a month before a noun has no tense.
            Tense::Future if self.is_month_of_noun(tokens) => Direction::Unknown,
            Tense::Future => Direction::Future,
            _ if is(&["by", "before"]) => Direction::Future,
            Tense::Scheduled if !is_headline => Direction::Future,
            Tense::Present if !is_headline => Direction::Present,
            Tense::Unknown if self.is_answer_to_come(tokens.start) => Direction::Future,
            Tense::Scheduled | Tense::Present | Tense::Unknown => Direction::Unknown,
        }
    }

    /// `* This story was updated on Thursday to correct …`: after the article's day.
    fn is_note_of_change(&self, at: usize) -> bool {
        let tagged = self.tagged;
        let start = tagged.sentence_around(at).start.max(at.saturating_sub(6));
        (start..at).any(|at| is_any(tagged.word(at), &["updated", "corrected", "amended", "revised"]))
            && (start..at).any(|at| {
                is_any(
                    tagged.word(at),
                    &["story", "article", "report", "headline", "piece", "post"],
                ) && tagged.is_word(at.saturating_sub(1), "this")
                    && is_any(tagged.word(at + 1), &["was", "has"])
            })
    }

    /// `down six points from September`, `unchanged from March`: figures are compared with those that were.
    fn is_moved_from(&self, from: usize) -> bool {
        let tagged = self.tagged;
        let start = tagged.sentence_around(from).start.max(from.saturating_sub(7));
        (start..from).any(|at| {
            let before = at.checked_sub(1).map_or("", |at| tagged.word(at));
            // `, up from July`, but not picking up from March
            let is_apart = !before.starts_with(char::is_alphabetic)
                || is_any(
                    before,
                    &[
                        "was", "were", "is", "are", "percent", "cent", "points", "and", "million",
                    ],
                );
            is_any(tagged.word(at), &["up", "down"]) && is_apart
                || is_any(
                    tagged.word(at),
                    &[
                        "unchanged",
                        "higher",
                        "lower",
                        "increase",
                        "decrease",
                        "improvement",
                        "decline",
                    ],
                )
        })
    }

    /// `Karim Mansouri, the firm's chief engineer until April, is gloomier`: what somebody was.
    fn is_former(&self, until: usize, end: usize) -> bool {
        let tagged = self.tagged;
        let start = tagged.sentence_around(until).start.max(until.saturating_sub(9));
        let Some(comma) = (start..until)
            .rev()
            .find(|&at| matches!(tagged.word(at), "," | "("))
        else {
            return false;
        };
        let inside = comma + 1..until;
        let is_post = inside.clone().any(|at| tagged.is(at, Class::RoleNoun));
        if !is_post || inside.clone().any(|at| tagged.word(at) == ")") {
            return false;
        }
        let is_closed = matches!(tagged.word(end), "," | ")" | ".");
        let states = [
            "open",
            "on",
            "available",
            "valid",
            "away",
            "out",
            "off",
            "and",
            "but",
            "or",
            "not",
            "so",
        ];
        let is_noun = |at: usize| {
            let word = tagged.word(at);
            !tagged.is(at, Class::Modal)
                && !tagged.is(at, Class::Auxiliary)
                && !tagged.is(at, Class::PastVerb)
                && !tagged.is(at, Class::PresentVerb)
                && !tagged.is(at, Class::FutureCue)
                && !word.ends_with("ed")
                && !word.ends_with("ing")
                && !is_any(word, &states)
        };
        is_closed && until > comma + 1 && (comma + 1..until).all(is_noun)
    }

    /// `would strike if they were not paid by June 30`: what may come is told in the past tense too.
    fn is_condition(&self, start: usize, end: usize) -> bool {
        let tagged = self.tagged;
        let sentence = tagged.sentence_around(start);
        let far = 20;
        let from = sentence.start.max(start.saturating_sub(far));
        let Some(at) = (from..start)
            .rev()
            .find(|&at| is_any(tagged.word(at), &["if", "unless"]))
        else {
            return false;
        };
        let may = |mut tokens: Range<usize>| {
            tokens.any(|at| {
                is_any(
                    tagged.word(at),
                    &["would", "could", "might", "may", "will", "'ll", "’ll"],
                ) && !(at + 1..at + 3).any(|at| tagged.is_word(at, "have"))
            })
        };
        may(sentence.start.max(at.saturating_sub(far))..at) || may(end..sentence.end.min(end + far))
    }

    /// `“We will. On Friday.”`: a sentence of few words goes on with the one before.
    fn is_answer_to_come(&self, at: usize) -> bool {
        let tagged = self.tagged;
        let sentence = tagged.sentence_around(at);
        if sentence.len() > 6 || sentence.start == 0 {
            return false;
        }
        let before = tagged.sentence_around(sentence.start - 1);
        let is_modal = |at: usize| is_any(tagged.word(at), &["will", "'ll", "’ll", "shall"]);
        before.len() <= 12 && before.into_iter().any(is_modal)
    }

    /// `adjourned to May 3`, `brought forward a day, to April 12`: the day to which something is put.
    fn is_put_off(&self, at: usize) -> bool {
        let tagged = self.tagged;
        let Some(to) = at.checked_sub(1).filter(|&to| tagged.is_word(to, "to")) else {
            return false;
        };
        let start = tagged.sentence_around(to).start.max(to.saturating_sub(5));
        (start..to).any(|at| {
            let word = tagged.word(at);
            is_any(
                word,
                &[
                    "adjourned",
                    "postponed",
                    "rescheduled",
                    "delayed",
                    "deferred",
                    "extended",
                ],
            ) || is_any(word, &["moved", "pushed", "put", "brought"])
                && is_any(tagged.word(at + 1), &["back", "forward"])
        })
    }

    /// `an inspection, due in May, was never made`: what was due and is told of in the past.
    fn is_missed(&self, tokens: &Range<usize>) -> bool {
        let tagged = self.tagged;
        let due = (tokens.start.saturating_sub(5)..tokens.start).rev().find(|&at| {
            is_any(
                tagged.word(at),
                &["due", "scheduled", "planned", "expected", "promised"],
            )
        });
        let is_aside = due.is_some_and(|at| at > 0 && tagged.is_word(at - 1, ","));
        is_aside
            && tagged.is_word(tokens.end, ",")
            && (tokens.end + 1..tokens.end + 3)
                .any(|at| is_any(tagged.word(at), &["was", "were", "had", "did", "never"]))
    }

    /// Whether a month is one of delivery on a market: *Brent for January settlement*, *December corn*.
    fn is_delivery(&self, tokens: &Range<usize>) -> bool {
        let tagged = self.tagged;
        let last = tokens.clone().next_back().filter(|_| tokens.len() <= 4);
        if !last.is_some_and(|at| matches!(meaning(tagged.word(at)), Meaning::Month(_))) {
            return false;
        }
        let end = tagged.sentence_around(tokens.start).end.min(tokens.end + 4);
        let word = (tokens.end..end).find(|&at| tagged.is(at, Class::Delivery));
        // The October wheat crop has been or is to be.
        let is_crop = |at: usize| {
            [
                "crop",
                "harvest",
                "exports",
                "imports",
                "output",
                "production",
                "prices",
                "sales",
                "report",
            ]
            .iter()
            .any(|noun| tagged.is_word(at + 1, noun))
        };
        word.is_some_and(|at| !is_crop(at))
    }

    /// Whether a month stands before a noun, with neither a preposition nor a day.
    fn is_month_of_noun(&self, tokens: &Range<usize>) -> bool {
        let tagged = self.tagged;
        let lead = usize::from(tagged.is_word(tokens.start, "the"));
        let is_month = tokens.len() == 1 + lead
            && matches!(meaning(tagged.word(tokens.start + lead)), Meaning::Month(_));
        let before = tokens.start.checked_sub(1).map_or("", |at| tagged.word(at));
        let is_free = is_any(
            before,
            &[
                "in", "by", "for", "from", "before", "after", "of", "to", "and", "through", "since", "around",
            ],
        );
        let noun = tagged.word(tokens.end);
        is_month && !is_free && noun.starts_with(|c: char| c.is_ascii_lowercase())
    }

    /// Headlines tell what has happened in the present.
    fn is_headline(&self, at: usize) -> bool {
        let headline = self
            .tagged
            .article
            .header
            .headline
            .as_ref()
            .and_then(|field| field.span);
        let token = self.tagged.tokens().get(at).map(|token| token.span);
        headline
            .zip(token)
            .is_some_and(|(headline, token)| headline.contains(token))
    }

    /// *over the last year* asks for a length.
    pub(super) fn wants_length(&self, tokens: &Range<usize>) -> bool {
        let before = tokens.start.checked_sub(1).map_or("", |at| self.tagged.word(at));
        is_any(
            before,
            &[
                "over",
                "in",
                "within",
                "for",
                "during",
                "throughout",
                "through",
                "across",
            ],
        )
    }

    /// Whether figures are compared before some tokens: *up from 870 the day before*.
    pub(super) fn is_compared(&self, tokens: &Range<usize>) -> bool {
        let start = self.tagged.sentence_around(tokens.start).start;
        (start.max(tokens.start.saturating_sub(6))..tokens.start).any(|at| {
            is_any(
                self.tagged.word(at),
                &["from", "than", "against", "versus", "compared"],
            )
        })
    }

    /// `at year-end`
    pub(super) fn is_year_end(&self, tokens: &Range<usize>) -> bool {
        tokens.len() >= 3
            && self.tagged.is_word(tokens.end - 1, "end")
            && self.tagged.is_word(tokens.end - 2, "-")
            && self.tagged.is_word(tokens.end - 3, "year")
    }

    /// *full*-year
    pub(super) fn is_full(&self, tokens: &Range<usize>) -> bool {
        let at = |back: usize| {
            tokens
                .start
                .checked_sub(back)
                .map_or("", |at| self.tagged.word(at))
        };
        let is_full = |word: &str| is_any(word, &["full", "whole", "entire"]);
        // Revenue for the year rose: told early in a year, that of the year before.
        let is_for_the_year = tokens.len() == 2
            && self.tagged.is_word(tokens.start, "the")
            && self.tagged.is_word(tokens.start + 1, "year")
            && is_any(at(1), &["for"])
            && self.direction(tokens) == Direction::Past;
        if is_for_the_year {
            return true;
        }
        is_full(self.tagged.word(tokens.start)) || is_full(at(1)) || at(1) == "-" && is_full(at(2))
    }
}
