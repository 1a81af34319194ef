//! What the text has told before a date: the days that it named, from which others count.

use super::super::calendar::{Period, quarter_of};
use super::super::expression::{Determiner, Expression, Phrase, Shift};
use super::super::found::{Direction, Found};
use super::super::words::{Unit, Which};
use super::quotations::is_saying;
use super::{Context, DATES};
use crate::date::Date;
use crate::lexical::is_any;
use crate::record::{DateRule, Granularity, Label};
use crate::rules::Class;
use std::ops::Range;

/// Sentences in which a date counts as just named.
const SENTENCES: usize = 2;
/// Sentences in which a year counts as that of the story.
const STORY: usize = 6;

/// A date that the text has named.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    pub(super) mention: usize,
    pub(super) days: (Date, Date),
    pub(super) granularity: Granularity,
    /// Whether the words gave its year.
    pub(super) is_stated: bool,
    /// Whether it only says when something was said, or since when something is.
    pub(super) is_aside: bool,
}

/// What is asked of the dates before.
#[derive(Clone, Copy, Debug)]
pub(in crate::rules::dates) struct Ask {
    /// Which way the clause looks: what is told of the past counts from no day to come.
    pub(in crate::rules::dates) direction: Direction,
    /// Whether it is counted back: *two days earlier*.
    pub(in crate::rules::dates) is_back: bool,
    /// Whether figures are compared, which are those of the report: *up from 870 the day before*.
    pub(in crate::rules::dates) is_compared: bool,
}

impl Context<'_> {
    /// Keeps a date for those that follow. Dates come in text order.
    pub(in crate::rules::dates) fn remember(&mut self, mention: usize, found: &Found) {
        if let Some(fiscal) = found
            .text
            .strip_prefix("FY")
            .filter(|_| found.rule != DateRule::Narrative)
        {
            self.remember_fiscal(mention, fiscal);
        }
        let Some(days) = found.days else { return };
        let tokens = self.tagged.tokens_of(mention);
        let lead = self.with_lead(&tokens).start;
        let before = |back: usize| lead.checked_sub(back).map_or("", |at| self.tagged.word(at));
        let is_aside = is_saying(before(1))
            || lead > 0 && self.tagged.is(lead - 1, Class::SpeechVerb)
            || is_saying(before(2)) && before(1).eq_ignore_ascii_case("on")
            || before(1).eq_ignore_ascii_case("on") && self.is_told_somebody(lead - 1)
            || is_any(before(1), &["since", "than", "until"])
            || found.granularity == Granularity::Year && self.is_of_making(lead)
            || found.rule == DateRule::Narrative && before(1).eq_ignore_ascii_case("by");
        self.remember_between(mention, days);
        let (first, last) = days;
        let is_quarter = found.granularity == Granularity::Month
            && Period::quarter(first.year(), quarter_of(first)).days == Some(days)
            && first != last;
        self.named.push(Named {
            mention,
            days,
            granularity: if is_quarter {
                Granularity::Quarter
            } else {
                found.granularity
            },
            is_stated: found.rule == DateRule::Stated,
            is_aside,
        });
    }

    /// `The ship, built in 1978 and idle since May, …`: the year is of a thing and not of what is told.
    fn is_of_making(&self, lead: usize) -> bool {
        let tagged = self.tagged;
        let verb = lead.saturating_sub(1 + usize::from(lead > 0 && tagged.is_word(lead - 1, "in")));
        let is_made = [
            "built",
            "born",
            "founded",
            "established",
            "launched",
            "completed",
            "commissioned",
            "formed",
            "made",
            "erected",
            "constructed",
            "opened",
        ];
        verb > 0 && is_any(tagged.word(verb), &is_made) && matches!(tagged.word(verb - 1), "," | "(")
    }

    /// `told a local radio station on Friday`
    fn is_told_somebody(&self, at: usize) -> bool {
        let start = self.tagged.sentence_around(at).start.max(at.saturating_sub(7));
        (start..at).any(|at| self.tagged.is_word(at, "told"))
    }

    /// Dates named just before a mention, the latest first.
    pub(super) fn before(&self, mention: usize, sentences: usize) -> impl Iterator<Item = &Named> {
        let sentence = self.sentence(mention);
        let end = self.named.partition_point(|named| named.mention < mention);
        let near = self.named[..end].iter().rev().take(DATES);
        near.take_while(move |named| sentence - self.sentence(named.mention) <= sentences)
    }

    /// The latest date before a mention from which units of this size can be counted.
    pub(in crate::rules::dates) fn named_before(
        &self,
        mention: usize,
        unit: Unit,
        ask: Ask,
    ) -> Option<(Date, Date)> {
        let is_long = matches!(unit, Unit::Year | Unit::Decade | Unit::Century);
        let is_told = matches!(ask.direction, Direction::Past | Direction::Since);
        let is_to_come = |named: &Named| is_told && self.today().is_some_and(|today| named.days.0 > today);
        let fits = |named: &&Named| {
            !is_to_come(named)
                && match unit {
                    Unit::Year | Unit::Decade | Unit::Century => named.granularity <= Granularity::Year,
                    Unit::Quarter => named.granularity == Granularity::Quarter,
                    Unit::Month | Unit::Half => named.granularity <= Granularity::Quarter,
                    Unit::Week | Unit::Fortnight | Unit::Weekend => named.granularity <= Granularity::Week,
                    _ => named.granularity <= Granularity::Weekend,
                }
        };
        let sentences = if ask.is_compared && unit < Unit::Month {
            0
        } else {
            SENTENCES
        };
        let mut near = self.before(mention, sentences).filter(fits);
        let first = self
            .before(mention, sentences)
            .filter(fits)
            .find(|named| !named.is_aside);
        let aside = || {
            let aside = near.next()?;
            let is_here = self.sentence(aside.mention) == self.sentence(mention);
            (is_here || !ask.is_back && !is_long).then_some(aside)
        };
        let of_story = || {
            let mut far = self.before(mention, STORY).filter(fits);
            let is_past = |named: &Named| {
                self.today()
                    .is_none_or(|today| named.days.1.year() + 1 < today.year())
            };
            let is_near = |named: &Named| is_long || self.paragraph(named.mention) == self.paragraph(mention);
            far.find(|named| is_near(named) && named.is_stated && !named.is_aside && is_past(named))
        };
        first.or_else(aside).or_else(of_story).map(|named| named.days)
    }

    /// What the text tells of: the latest past period that it named.
    pub(in crate::rules::dates) fn story(&self, mention: usize) -> Option<(Date, Date)> {
        let is_past = |named: &&Named| self.today().is_none_or(|today| named.days.0 <= today);
        let mut near = self
            .before(mention, STORY)
            .filter(|named| !named.is_aside && named.granularity <= Granularity::Year);
        near.find(is_past).map(|named| named.days)
    }

    /// The month that was named last before a mention, where days or weeks are asked for.
    pub(in crate::rules::dates) fn month_around(&self, mention: usize, unit: Unit) -> Option<Found> {
        if !matches!(unit, Unit::Day | Unit::Week | Unit::Fortnight) {
            return None;
        }
        let last = self
            .before(mention, SENTENCES + 1)
            .find(|named| !named.is_aside)?;
        let is_month = last.granularity == Granularity::Month && last.days.0.month() == last.days.1.month();
        is_month.then(|| {
            Found::new(
                Period::month(last.days.0.year(), last.days.0.month()),
                DateRule::Narrative,
            )
        })
    }

    /// The last period of more than a day that was named: that with which another is compared.
    pub(in crate::rules::dates) fn period_before(
        &self,
        mention: usize,
        is_quarter: bool,
    ) -> Option<(Date, Date)> {
        let is_long = |named: &&Named| {
            (27..400).contains(&named.days.1.days_since(named.days.0))
                && (!is_quarter || named.granularity == Granularity::Quarter)
        };
        self.before(mention, SENTENCES)
            .find(is_long)
            .map(|named| named.days)
    }

    /// The fiscal year that the sentence of a mention has named.
    pub(in crate::rules::dates) fn fiscal_before(&self, mention: usize) -> Option<i16> {
        let (sentence, year) = self.fiscal?;
        (sentence == self.sentence(mention)).then_some(year)
    }

    /// A century that the sentence of a mention has named before.
    pub(in crate::rules::dates) fn has_century(&self, mention: usize) -> bool {
        self.before(mention, 0)
            .any(|named| named.granularity == Granularity::Century)
    }

    /// `July 4 and 5`: the second day is of the same month.
    pub(super) fn settle_pair(&self, found: &mut Expression, mention: usize) {
        let tokens = self.tagged.tokens_of(mention);
        let Some(day) = found
            .bare
            .filter(|day| !found.is_age && day.fract() == 0.0 && (1.0..=31.0).contains(day))
        else {
            return;
        };
        let before = mention.checked_sub(1).map(|before| self.tagged.tokens_of(before));
        let is_beside = |before: &Range<usize>| {
            before.end + 1 == tokens.start && is_any(self.tagged.word(before.end), &["and", "or"])
        };
        if let Some(before) = before.filter(|before| tokens.len() == 1 && is_beside(before)) {
            let other = super::super::parse::read(self.tagged, before, false);
            if other.month.is_some() && other.day.is_some() {
                (found.month, found.day, found.year) = (other.month, Some(day as u8), other.year);
                found.bare = None;
            }
        }
    }

    /// `Four years later, in 2018`: the date that stands behind it says when.
    pub(super) fn settle_by_next(&self, found: &mut Expression, mention: usize, tokens: &Range<usize>) {
        let is_shift = matches!(found.shift, Some(Shift::Later | Shift::Earlier)) && !found.is_named();
        let is_comma =
            self.tagged.is_word(tokens.end, ",") && is_any(self.tagged.word(tokens.end + 1), &["in", "on"]);
        if !is_shift || !is_comma {
            return;
        }
        let next = self
            .tagged
            .mention_at(tokens.end + 2)
            .filter(|next| *next == mention + 1);
        let next = next.filter(|next| self.tagged.mentions[*next].label == Label::DATE);
        let next = next
            .map(|next| self.tagged.tokens_of(next))
            .filter(|next| next.len() <= 6);
        if let Some(next) = next.filter(|next| next.start == tokens.end + 2) {
            let other = super::super::parse::read(self.tagged, next, false);
            if (other.year.is_some() || other.month.is_some() && other.day.is_some()) && !other.is_fiscal {
                *found = other;
            }
        }
    }

    /// `the day before`, `the year after the wedding`: the word behind the unit shifts it from what was told.
    pub(super) fn settle_shift(&self, found: &mut Expression, mention: usize, tokens: &Range<usize>) {
        let Some(phrase) = found
            .phrase()
            .filter(|_| found.shift.is_none() && !found.is_named() && found.phrases[1].is_none())
        else {
            return;
        };
        let is_plain = !phrase.is_plural
            && phrase.number.is_none()
            && phrase.rank.is_none()
            && phrase.which.is_none()
            && phrase.determiner == Determiner::The
            && phrase.unit >= Unit::Day
            && found.edge.is_none();
        let shift = match self.tagged.word(tokens.end) {
            "before" => Shift::Earlier,
            "after" => Shift::Later,
            _ => return,
        };
        let next = self.tagged.word(tokens.end + 1);
        let goes_on = [
            "at", "in", "with", "by", "because", "and", "but", "which", "that", "to", "as", "on", "from",
            "of", "or", "when", "while",
        ];
        let is_end = next.is_empty()
            || next.starts_with(|c: char| !c.is_alphanumeric())
            || is_any(next, &goes_on) && phrase.unit == Unit::Day;
        let is_told = || {
            let named = self.before(mention, SENTENCES).find(|named| !named.is_aside);
            let is_event = is_any(
                next,
                &[
                    "the", "a", "an", "his", "her", "their", "its", "that", "he", "she", "they",
                ],
            );
            is_event && named.is_some_and(|named| named.is_stated || named.granularity == Granularity::Day)
        };
        if is_plain && (is_end || is_told()) && !(next == "that" && shift == Shift::Later) {
            found.shift = Some(shift);
        } else if is_plain && !is_any(next, &["last", "next", "yesterday", "tomorrow", "that", "this"]) {
            // The day after the vote is a day long; which it is the vote says, and that is not known.
            found.phrases[0] = Some(Phrase {
                determiner: Determiner::A,
                ..phrase
            });
        }
    }

    /// `in 2019, the last year before the war`: the year that stands before it.
    pub(super) fn settle_apposition(&self, found: &mut Expression, mention: usize, tokens: &Range<usize>) {
        let plain = found.phrase().filter(|phrase| {
            phrase.which.is_none()
                && phrase.determiner == Determiner::The
                && phrase.number.is_none()
                && phrase.rank.is_none()
                && !phrase.is_plural
        });
        let is_alone = found.shift.is_none() && found.edge.is_none() && !found.is_named();
        if let Some(phrase) = plain.filter(|_| is_alone) {
            self.settle_named_unit(found, mention, tokens, phrase);
            return;
        }
        let is_last = found.phrase_of(Unit::Year).is_some_and(|year| {
            year.which == Some(Which::Last) && year.determiner == Determiner::The && year.number.is_none()
        });
        if !is_last
            || !is_any(
                self.tagged.word(tokens.end),
                &["before", "in", "for", "of", "when", "that"],
            )
        {
            return;
        }
        let Some(before) = mention.checked_sub(1).map(|before| self.tagged.tokens_of(before)) else {
            return;
        };
        let is_beside = before.end + 1 == tokens.start && self.tagged.is_word(before.end, ",");
        let named = self.before(mention, 0).next();
        if let Some(named) = named.filter(|named| {
            is_beside && named.mention + 1 == mention && named.granularity == Granularity::Year
        }) {
            found.year = Some(named.days.0.year());
            found.phrases = [None; 2];
        }
    }

    /// `in the summer of 1958, the year their son was born`: the year or the month of what stands before it.
    fn settle_named_unit(
        &self,
        found: &mut Expression,
        mention: usize,
        tokens: &Range<usize>,
        phrase: Phrase,
    ) {
        let Some(named) = self
            .before(mention, 0)
            .next()
            .filter(|named| named.mention + 1 == mention)
        else {
            return;
        };
        let before = self.tagged.tokens_of(named.mention);
        let next = self.tagged.word(tokens.end);
        let is_beside = before.end + 1 == tokens.start
            && self.tagged.is_word(before.end, ",")
            && !is_any(next, &["before", "after"]);
        let (first, last) = named.days;
        if !is_beside || first.year() != last.year() && named.granularity != Granularity::Season {
            return;
        }
        match phrase.unit {
            Unit::Year => (found.year, found.phrases) = (Some(first.year()), [None; 2]),
            Unit::Month if named.granularity <= Granularity::Month => {
                (found.year, found.month, found.phrases) =
                    (Some(first.year()), Some(first.month()), [None; 2]);
            }
            Unit::Day if first == last => {
                (found.year, found.month) = (Some(first.year()), Some(first.month()));
                (found.day, found.phrases) = (Some(first.day()), [None; 2]);
            }
            _ => {}
        }
    }

    /// The month that the sentence of a mention named just before it.
    pub(in crate::rules::dates) fn compared_month(&self, mention: usize) -> Option<(Date, Date)> {
        let last = self.before(mention, 0).find(|named| !named.is_aside)?;
        let is_month = last.granularity == Granularity::Month && last.days.0.month() == last.days.1.month();
        is_month.then_some(last.days)
    }

    /// The first day of what was named last, where that is a day.
    pub(in crate::rules::dates) fn day_told(&self, mention: usize) -> Option<Date> {
        let last = self.before(mention, SENTENCES).find(|named| !named.is_aside)?;
        (last.granularity == Granularity::Day).then_some(last.days.0)
    }
}
