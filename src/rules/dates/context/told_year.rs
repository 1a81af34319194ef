//! The year of a month or day that names none, where the text tells of another year than the article's: `In June 1999 he moved.
//! In August he married.`, but `He won in 2004. He leaves office on January 7.`

use std::ops::Range;

use super::super::expression::Expression;
use super::super::found::Direction;
use super::super::words::Season;
use super::Context;
use crate::date::Date;
use crate::lexical::is_any;
use crate::record::Granularity;
use crate::rules::tense::{Tense, tense_around};

impl Context<'_> {
    /// The year of what is told: a past date with its year stands before it.
    pub(super) fn year_of_story(&self, mention: usize, found: &Expression) -> Option<i16> {
        let today = self.today();
        let paragraph = |mention: usize| self.paragraph(mention);
        let of = paragraph(mention);
        let named = self.before(mention, 1).find(|named| !named.is_aside)?;
        let asks = self.is_asked(named.mention, mention);
        let is_far = paragraph(named.mention) != of && !asks;
        if !named.is_stated || named.granularity > Granularity::Year || is_far {
            return None;
        }
        let tokens = self.with_lead(&self.tagged.tokens_of(mention));
        let direction = self.direction(&tokens);
        if found.holiday.is_some() && direction == Direction::Future {
            return None;
        }
        // A clause that tells what is to come is of the article's time.
        let is_now = matches!(direction, Direction::Future | Direction::Present)
            && tense_around(self.tagged, &tokens) != Tense::Unknown
            && !self.says_would(&tokens);
        if is_now {
            return None;
        }
        let fits_weekday = |year: i16| {
            let weekday = found.weekday.zip(found.month.zip(found.day));
            weekday.is_none_or(|(weekday, (month, day))| {
                Date::new(year, month, day).is_some_and(|day| day.weekday() == weekday)
            })
        };
        let (first, last) = named.days;
        let is_past = today.is_none_or(|today| last < today && today.year() > first.year());
        let same_sentence = self.sentence(named.mention) == self.sentence(mention);
        let is_year = named.granularity == Granularity::Year;
        // A bare year of a sentence before is too little.
        let start = self.tagged.tokens_of(named.mention).start;
        let is_since = || {
            (start.saturating_sub(5)..start).any(|at| {
                let word = self.tagged.word(at);
                is_any(word, &["since", "than", "from", "until"])
            })
        };
        if !is_past || is_year && (!same_sentence && !asks || is_since()) {
            return None;
        }
        let (month, day) = match found.holiday {
            Some(holiday) => {
                let day = holiday.day(first.year())?;
                (day.month(), Some(day.day()))
            }
            None => {
                let season = found.season.map(Season::month);
                let quarter = found.quarter.map(|quarter| quarter * 3 - 2);
                (found.month.or(season).or(quarter)?, found.day)
            }
        };
        let wraps = !is_year
            && (month < first.month() || month == first.month() && day.is_some_and(|day| day < first.day()));
        let is_short = !same_sentence && today.is_some_and(|today| today.year() - first.year() < 2);
        let year = first.year() + i16::from(wraps);
        (!is_short && fits_weekday(year)).then_some(year)
    }

    /// Whether the sentence tells of the past what was then to come: `the council said it would close by May`.
    fn says_would(&self, tokens: &Range<usize>) -> bool {
        let tagged = self.tagged;
        let start = tagged.sentence_around(tokens.start).start;
        let plans = [
            "to",
            "due",
            "set",
            "expected",
            "scheduled",
            "supposed",
            "planned",
            "meant",
        ];
        (start..tokens.start).any(|at| {
            is_any(tagged.word(at), &["would", "could", "might", "had"])
                || is_any(tagged.word(at), &["was", "were", "been"]) && is_any(tagged.word(at + 1), &plans)
        })
    }
}
