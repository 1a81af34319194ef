//! What in the text says which day is meant beside what it names: `that Sunday`, `the weekend of the blast`, `April 17, a Friday`,
//! `Today it is four`; and what was named for later: fiscal quarters, `between May and July`.

use std::ops::Range;

use super::super::calendar::{Period, weekday_from, weekday_until};
use super::super::expression::{Determiner, Expression};
use super::super::found::{Direction, Found};
use super::super::words::{Meaning, Unit, meaning};
use super::Context;
use crate::date::Date;
use crate::lexical::is_any;
use crate::record::{DateRule, Granularity, Label};

/// Named dates among which one of a weekday is looked for.
const FAR: usize = 24;
/// Sentences in which `between X and Y` is remembered.
const NEAR: usize = 2;

impl Context<'_> {
    /// What a mention comes to by what stands beside it.
    pub(in crate::rules::dates) fn anchored(
        &self,
        mention: usize,
        tokens: &Range<usize>,
        found: &Expression,
    ) -> Option<Found> {
        let is_weekday = found.weekday.is_some() && found.month.is_none() && found.which.is_none();
        if let Some(is_back) = self.two_steps(tokens) {
            return self.before_last(found, is_back);
        }
        if is_weekday && !found.weekday_is_plural && found.phrases[0].is_none() {
            let weekday = found.weekday?;
            return self
                .beside_its_day(mention, tokens, weekday)
                .or_else(|| self.the_weekday(mention, tokens, weekday))
                .or_else(|| self.between_weekdays(mention, tokens, weekday));
        }
        let weekend = found.phrase_of(Unit::Weekend)?;
        let is_of_event = self.tagged.is_word(tokens.end, "of")
            && is_any(
                self.tagged.word(tokens.end + 1),
                &["the", "his", "her", "their", "its", "that"],
            );
        if weekend.determiner != Determiner::The || weekend.which.is_some() || !is_of_event {
            return None;
        }
        let day = self.told(mention, |day| day.weekday() >= 5)?;
        Some(Found::new(Period::weekend(day), DateRule::Narrative))
    }

    /// Whether *before last* (back) or *after next* stands behind or at the end of a mention.
    fn two_steps(&self, tokens: &Range<usize>) -> Option<bool> {
        let is = |at: usize, first: &str, second: &str| {
            self.tagged.is_word(at, first) && self.tagged.is_word(at + 1, second)
        };
        let inner = (tokens.len() > 2).then(|| tokens.end - 2);
        [Some(tokens.end), inner].into_iter().flatten().find_map(|at| {
            if is(at, "before", "last") {
                Some(true)
            } else {
                is(at, "after", "next").then_some(false)
            }
        })
    }

    /// `the year before last`, `the Saturday before last`: two back; `the week after next`: two on.
    fn before_last(&self, found: &Expression, is_back: bool) -> Option<Found> {
        let today = self.today()?;
        let period = match (found.weekday, found.phrase()) {
            (Some(weekday), None) if is_back => {
                Period::day(weekday_until(today.plus_days(-1)?, weekday)?.plus_days(-7)?)
            }
            (Some(weekday), None) => Period::day(weekday_from(today.plus_days(1)?, weekday)?.plus_days(7)?),
            (None, Some(phrase)) if phrase.number.is_none() && phrase.unit >= Unit::Weekend => {
                Period::of(phrase.unit, today, if is_back { -2 } else { 2 })?
            }
            _ => return None,
        };
        Some(Found::new(period, DateRule::Relative))
    }

    /// `between Monday and Wednesday`: the first day is before the second.
    fn between_weekdays(&self, mention: usize, tokens: &Range<usize>, weekday: u8) -> Option<Found> {
        let tagged = self.tagged;
        let (today, core) = (self.today()?, tagged.tokens_of(mention));
        let is_to_come = matches!(self.direction(tokens), Direction::Future | Direction::Present);
        let is_first =
            core.start > 0 && tagged.is_word(core.start - 1, "between") && tagged.is_word(core.end, "and");
        if let (true, false, Meaning::Weekday(other, false)) =
            (is_first, is_to_come, meaning(tagged.word(core.end + 1)))
        {
            let day = weekday_until(weekday_until(today, other)?, weekday)?;
            return Some(Found::new(Period::day(day), DateRule::Weekday));
        }
        let is_second = core.start > 2
            && tagged.is_word(core.start - 1, "and")
            && tagged.is_word(core.start - 3, "between");
        if let (true, true, Meaning::Weekday(other, false)) = (
            is_second,
            is_to_come,
            meaning(tagged.word(core.start.saturating_sub(2))),
        ) {
            let day = weekday_from(weekday_from(today, other)?, weekday)?;
            return Some(Found::new(Period::day(day), DateRule::Weekday));
        }
        None
    }

    /// `April 17, a Friday`, `on 4 May, a Sunday,`: the day before the comma.
    fn beside_its_day(&self, mention: usize, tokens: &Range<usize>, weekday: u8) -> Option<Found> {
        let before = mention.checked_sub(1)?;
        let comma = tokens
            .start
            .checked_sub(if self.tagged.is_word(tokens.start, "a") {
                1
            } else {
                2
            })?;
        let is_beside = self.tagged.is_word(comma, ",")
            && self.tagged.is_word(comma + 1, "a")
            && self.tagged.tokens_of(before).end == comma;
        let named = self.named.last().filter(|named| named.mention == before)?;
        let is_it = is_beside && named.granularity == Granularity::Day && named.days.0.weekday() == weekday;
        is_it.then(|| Found::new(Period::day(named.days.0), DateRule::Narrative))
    }

    /// `It burst on 19 January 2014. By the Monday …`: the first such day behind the one that was told.
    fn the_weekday(&self, mention: usize, tokens: &Range<usize>, weekday: u8) -> Option<Found> {
        let tagged = self.tagged;
        let the = self.tagged.tokens_of(mention).start.checked_sub(1)?;
        let is_led = the > 0
            && tagged.is_word(the, "the")
            && is_any(tagged.word(the - 1), &["by", "on", "until", "till"]);
        let next = tagged.word(tokens.end);
        // 14 February 2000 … By Friday he had left the country.
        let had = (tokens.end..tokens.end + 4).any(|at| tagged.is_word(at, "had"));
        let is_by = had && tagged.is_word(the, "by");
        let is_led = is_led || is_by;
        if !is_led || is_any(next, &["before", "after", "of", "following", "in"]) {
            return None;
        }
        let named = self.before(mention, NEAR).find(|named| !named.is_aside)?;
        let days = if is_by { 60 } else { 0 };
        let is_past = self
            .today()
            .is_none_or(|today| today.days_since(named.days.0) > days);
        let is_day = matches!(named.granularity, Granularity::Day | Granularity::Weekend);
        let day = weekday_from(named.days.0, weekday).filter(|_| is_day && is_past)?;
        Some(Found::new(Period::day(day), DateRule::Narrative))
    }

    /// The latest day before a mention that was told of, is past and fits.
    fn told(&self, mention: usize, fits: impl Fn(Date) -> bool) -> Option<Date> {
        let end = self.named.partition_point(|named| named.mention < mention);
        let mut near = self.named[..end].iter().rev().take(FAR);
        let day = near.find(|named| {
            named.granularity == Granularity::Day
                && !named.is_aside
                && self.today().is_none_or(|today| named.days.0 <= today)
                && fits(named.days.0)
        })?;
        Some(day.days.0)
    }

    /// The latest day of a weekday that was told of.
    pub(in crate::rules::dates) fn same_weekday(&self, mention: usize, weekday: u8) -> Option<Date> {
        self.told(mention, |day| day.weekday() == weekday)
    }

    /// The day that was named last, in this sentence or the one before.
    pub(in crate::rules::dates) fn day_before(&self, mention: usize) -> Option<Date> {
        let mut near = self.before(mention, 1);
        near.find(|named| named.granularity == Granularity::Day)
            .map(|named| named.days.0)
    }

    /// `Today it is four`, `down to 12 today`: what is so now, where years long past are named beside it.
    pub(super) fn settle_today(&self, found: &mut Expression, mention: usize, tokens: &Range<usize>) {
        let tagged = self.tagged;
        if found.offset != Some(0) || tokens.len() != 1 || !tagged.is_word(tokens.start, "today") {
            return;
        }
        let begins = tagged.sentence_around(tokens.start).start == tokens.start
            || tokens.start > 0 && matches!(tagged.word(tokens.start - 1), "“" | "\"");
        let next = tagged.word(tokens.end);
        let is_noun_of = matches!(next, "'s" | "’s");
        let counts = tokens.start > 0
            && (tagged
                .word(tokens.start - 1)
                .starts_with(|c: char| c.is_ascii_digit())
                || matches!(
                    tagged.label_at(tokens.start - 1),
                    Some(Label::CARDINAL | Label::PERCENT | Label::MONEY | Label::QUANTITY)
                ));
        if !begins && !counts && !is_noun_of {
            return;
        }
        if begins && self.is_contrast(tokens) {
            (found.offset, found.is_present) = (None, true);
            return;
        }
        let sentences = usize::from(begins);
        let is_long_past = self.before(mention, sentences).any(|named| {
            named.granularity >= Granularity::Year
                && !named.is_aside
                && self
                    .today()
                    .is_some_and(|today| named.days.1.year() + 1 < today.year())
        });
        let goes_on = begins
            && matches!(
                self.direction(tokens),
                Direction::Past | Direction::Since | Direction::Future
            );
        if is_long_past && !goes_on {
            (found.offset, found.is_present) = (None, true);
        }
    }

    /// `Then there were three shops. Today there are forty.`: what is so now beside what was.
    fn is_contrast(&self, tokens: &Range<usize>) -> bool {
        let tagged = self.tagged;
        let start = tagged.sentence_around(tokens.start).start;
        let at = tokens.end + usize::from(tagged.is_word(tokens.end, ","));
        let is_so = is_any(tagged.word(at), &["there", "he", "she", "it", "they"])
            && is_any(tagged.word(at + 1), &["is", "are"])
            && !tagged.word(at + 2).ends_with("ing")
            && !tagged.word(at + 2).ends_with("ed");
        let Some(before) = start.checked_sub(1).filter(|_| is_so) else {
            return false;
        };
        let mut sentences = tagged.sentence_around(before);
        if let Some(more) = sentences.start.checked_sub(1).filter(|_| sentences.len() < 10) {
            sentences.start = tagged.sentence_around(more).start;
        }
        let is_then = |at: usize| {
            is_any(
                tagged.word(at),
                &["then", "once", "was", "were", "had", "used", "back"],
            )
        };
        sentences.into_iter().any(is_then)
    }

    /// `They did not survive the year`, `in 1944 …, and by the end of the year`: the past year that was named.
    pub(super) fn settle_told_year(&self, found: &mut Expression, mention: usize, tokens: &Range<usize>) {
        let is_the_year = found.phrase().is_some_and(|phrase| {
            phrase.unit == Unit::Year
                && (phrase.determiner == Determiner::The
                    || phrase.determiner == Determiner::None && self.is_full(tokens))
                && !phrase.is_plural
                && phrase.number.is_none()
                && phrase.rank.is_none()
                && phrase.which.is_none()
        });
        let is_more =
            found.is_named() || found.is_fiscal || found.phrases[1].is_some() || found.shift.is_some();
        if !is_the_year || is_more {
            return;
        }
        let before = tokens.start.checked_sub(1).map_or("", |at| self.tagged.word(at));
        let lasts = is_any(
            before,
            &[
                "survive",
                "survived",
                "outlive",
                "outlived",
                "outlast",
                "outlasted",
            ],
        );
        let says_whole = |at: usize| is_any(self.tagged.word(at), &["full", "whole", "entire"]);
        let is_whole = says_whole(tokens.start)
            || says_whole(tokens.start + 1)
            || tokens.start > 0 && says_whole(tokens.start - 1);
        if !lasts && !is_whole && found.edge.is_none() || self.direction(tokens) != Direction::Past {
            return;
        }
        let named = self
            .before(mention, if lasts || is_whole { NEAR } else { 0 })
            .find(|named| {
                !named.is_aside
                    && named.granularity <= Granularity::Year
                    && (!is_whole || named.granularity == Granularity::Quarter)
                    && self
                        .today()
                        .is_none_or(|today| named.days.0.year() < today.year())
            });
        if let Some(named) = named {
            (found.year, found.phrases) = (Some(named.days.0.year()), [None; 2]);
        }
    }

    /// Whether a question names the year that its answer tells of: `And in 2015? On April 17 …`
    pub(super) fn is_asked(&self, named: usize, mention: usize) -> bool {
        let asks = self.tagged.sentence_around(self.tagged.tokens_of(named).start);
        asks.end > 0
            && self.tagged.is_word(asks.end - 1, "?")
            && self.sentence(named) < self.sentence(mention)
    }

    /// Keeps a fiscal year or one of its quarters, as its value writes it behind `FY`.
    pub(super) fn remember_fiscal(&mut self, mention: usize, fiscal: &str) {
        if let Ok(year) = fiscal.parse() {
            self.fiscal = Some((self.sentence(mention), year));
        } else if let Some((year, quarter)) = fiscal.split_once("-Q")
            && let (Ok(year), Ok(quarter)) = (year.parse(), quarter.parse())
        {
            self.fiscal_quarter = Some((year, quarter));
        }
    }

    /// The fiscal quarter that the article last named, with its year.
    pub(in crate::rules::dates) fn fiscal_quarter(&self) -> Option<(i16, u8)> {
        self.fiscal_quarter
    }

    /// Keeps the days of `between February 8 and Monday`.
    pub(super) fn remember_between(&mut self, mention: usize, days: (Date, Date)) {
        let tagged = self.tagged;
        let Some(before) = self.named.last().filter(|named| named.mention + 1 == mention) else {
            return;
        };
        let (first, second) = (tagged.tokens_of(before.mention), tagged.tokens_of(mention));
        let is_between = first.start > 0
            && tagged.is_word(first.start - 1, "between")
            && first.end + 1 == second.start
            && tagged.is_word(first.end, "and");
        if is_between && before.days.0 < days.1 && before.granularity == self.fine(days) {
            self.between = Some((mention, (before.days.0, days.1)));
        }
    }

    /// Whether days are one or a month.
    fn fine(&self, days: (Date, Date)) -> Granularity {
        if days.0 == days.1 {
            Granularity::Day
        } else {
            Granularity::Month
        }
    }

    /// The days of the last `between X and Y` before a mention.
    pub(in crate::rules::dates) fn between_before(&self, mention: usize) -> Option<(Date, Date)> {
        let (second, days) = self.between?;
        (self.sentence(mention) - self.sentence(second) <= NEAR).then_some(days)
    }

    /// Whether two years in one belong to a season or a school year: `2025-26 season`.
    pub(in crate::rules::dates) fn is_of_term(&self, tokens: &Range<usize>) -> bool {
        (tokens.start..tokens.end + 3).any(|at| {
            let word = self.tagged.word(at);
            matches!(meaning(word), Meaning::Term(_))
                || is_any(
                    word,
                    &["academic", "school", "session", "edition", "batch", "series"],
                )
        })
    }

    /// Whether what stands behind some tokens is told in reports: `third-quarter results`.
    pub(in crate::rules::dates) fn is_report(&self, tokens: &Range<usize>) -> bool {
        (tokens.end..tokens.end + 3).any(|at| {
            is_any(
                self.tagged.word(at),
                &[
                    "results", "result", "earnings", "report", "reports", "dividend", "figures", "profit",
                    "profits", "numbers", "update", "gdp",
                ],
            )
        })
    }
}
