//! `Expression`: what the words of a date say, before anything is known of the day from which they count.

use super::holidays::Holiday;
use super::words::{Edge, Part, Season, Unit, Which};
use super::zones::Zone;

/// What stands before a unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Determiner {
    #[default]
    None,
    /// *a*, *an*, *per*
    A,
    The,
}

/// A unit with what is said of it: `last two years`, `third week`, `a month`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Phrase {
    pub(super) unit: Unit,
    pub(super) is_plural: bool,
    pub(super) number: Option<f64>,
    /// *few*, *several*
    pub(super) is_few: bool,
    /// *third*
    pub(super) rank: Option<u8>,
    pub(super) which: Option<Which>,
    pub(super) determiner: Determiner,
}

/// How a length of time becomes a place in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shift {
    /// *ago*
    Ago,
    /// *from now*, *hence*
    Hence,
    /// *earlier*, *before*
    Earlier,
    /// *later*, *after*
    Later,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: Option<u8>,
    /// Whether `a.m.` or `p.m.` stood there.
    pub(super) has_half: bool,
    /// The zone that it is of, where the words say it.
    pub(super) zone: Option<Zone>,
}

impl Clock {
    /// Minutes from midnight.
    pub(super) fn minutes(&self) -> u16 {
        u16::from(self.hour) * 60 + u16::from(self.minute)
    }
}

/// What the words of a mention say.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Expression {
    pub(super) year: Option<i16>,
    pub(super) month: Option<u8>,
    /// Of the month.
    pub(super) day: Option<u8>,
    /// Month and day were written in numbers and may be meant the other way round.
    pub(super) is_either_order: bool,
    /// From 0, Monday.
    pub(super) weekday: Option<u8>,
    pub(super) weekday_is_plural: bool,
    /// From 1.
    pub(super) quarter: Option<u8>,
    /// From 1.
    pub(super) half: Option<u8>,
    pub(super) season: Option<Season>,
    pub(super) holiday: Option<Holiday>,
    /// The first year of a decade.
    pub(super) decade: Option<i16>,
    /// The first year of a century.
    pub(super) century: Option<i16>,
    /// Its year counts back from Christ.
    pub(super) is_before_christ: bool,
    pub(super) is_fiscal: bool,
    /// The word before a name: *last* Friday, *next* summer.
    pub(super) which: Option<Which>,
    /// The rank before a day of the week.
    pub(super) rank: Option<u8>,
    pub(super) edge: Option<Edge>,
    /// Units in text order.
    pub(super) phrases: [Option<Phrase>; 2],
    pub(super) shift: Option<Shift>,
    /// Days from the article's: *yesterday*.
    pub(super) offset: Option<i8>,
    pub(super) is_present: bool,
    pub(super) is_past: bool,
    pub(super) is_future: bool,
    pub(super) is_age: bool,
    /// *three months ended* June 30
    pub(super) is_ended: bool,
    /// It comes again and again, and no one of it is meant: *on a wet Monday morning*.
    pub(super) is_generic: bool,
    /// The *turn* of the century.
    pub(super) is_turn: bool,
    /// *third straight* day, fourth week *in a row*: the one that runs.
    pub(super) is_running: bool,
    pub(super) part: Option<Part>,
    pub(super) part_is_plural: bool,
    pub(super) clock: Option<Clock>,
    /// A number with nothing that it counts.
    pub(super) bare: Option<f64>,
    /// Words that say nothing here.
    pub(super) unread: u8,
}

impl Expression {
    /// Whether it names a place in the calendar by itself.
    pub(super) fn is_named(&self) -> bool {
        self.year.is_some()
            || self.month.is_some()
            || self.weekday.is_some()
            || self.quarter.is_some()
            || self.half.is_some()
            || self.season.is_some()
            || self.holiday.is_some()
            || self.decade.is_some()
            || self.century.is_some()
    }

    /// Whether it names a day of its own: *5 a.m.* `Saturday`.
    pub(super) fn has_day(&self) -> bool {
        self.weekday.is_some() || self.offset.is_some() || self.day.is_some()
    }

    /// Whether it says more than which part of something is meant.
    pub(super) fn has_content(&self) -> bool {
        let named = self.is_named() || self.offset.is_some() || self.clock.is_some() || self.part.is_some();
        named || self.bare.is_some() || self.phrases[0].is_some()
    }

    /// Whether it is a unit with no name beside it.
    pub(super) fn is_length(&self) -> bool {
        self.phrase().is_some_and(|phrase| phrase.which.is_none()) && !self.is_named()
    }

    /// Whether nothing was read.
    pub(super) fn is_empty(&self) -> bool {
        *self
            == Expression {
                unread: self.unread,
                ..Expression::default()
            }
    }

    pub(super) fn add_phrase(&mut self, phrase: Phrase) {
        if let Some(free) = self.phrases.iter_mut().find(|held| held.is_none()) {
            *free = Some(phrase);
        }
    }

    /// The first unit of a kind with a word such as *last* or *this*, or with *the*.
    pub(super) fn phrase_of(&self, unit: Unit) -> Option<Phrase> {
        self.phrases
            .iter()
            .flatten()
            .find(|phrase| phrase.unit == unit)
            .copied()
    }

    /// The first unit.
    pub(super) fn phrase(&self) -> Option<Phrase> {
        self.phrases[0]
    }

    /// Takes what the mention right after it adds.
    pub(super) fn take_from(&mut self, next: &Expression, join: Join) {
        if join == Join::And {
            let counted = next.phrase().filter(|phrase| phrase.number.is_some());
            if let (Some(number), Some(phrase), None) = (self.bare, counted, self.phrase())
                && !self.is_age
                && !self.is_named()
            {
                self.add_phrase(Phrase {
                    number: Some(number),
                    ..phrase
                });
                self.bare = None;
            }
            return;
        }
        let (is_of, has_comma) = (join == Join::Of, join == Join::Comma);
        let is_plain = self.phrases[0].is_none() && self.which.is_none();
        let is_weekday = self.weekday.is_some() && self.month.is_none() && is_plain;
        let is_year =
            next.year.is_some() && next.month.is_none() && next.quarter.is_none() && next.half.is_none();
        let is_which_year = next
            .phrase_of(Unit::Year)
            .is_some_and(|year| year.which.is_some() || next.shift.is_some());
        let is_part = self.month.is_some()
            || self.quarter.is_some()
            || self.half.is_some()
            || self.season.is_some()
            || self.holiday.is_some();
        let lacks_year = self.year.is_none() && is_plain && is_part;
        let ranks = |phrase: Phrase| phrase.rank.is_some() || phrase.which == Some(Which::Last);
        if is_weekday && self.rank.is_some() && is_of {
            (self.month, self.year) = (next.month, next.year);
        } else if is_weekday && next.month.is_some() && next.day.is_some() {
            (self.month, self.day, self.year) = (next.month, next.day, next.year);
        } else if is_weekday
            && !has_comma
            && next
                .phrase_of(Unit::Week)
                .is_some_and(|week| week.which.is_some())
            || lacks_year && !has_comma && is_which_year
        {
            (self.phrases, self.shift) = (next.phrases, next.shift);
        } else if !self.is_named()
            && is_of
            && self.rank.is_some()
            && next.month.is_some()
            && next.day.is_none()
        {
            (self.day, self.month, self.year) = (self.rank.take(), next.month, next.year);
        } else if lacks_year && is_year {
            (self.year, self.is_fiscal) = (next.year, self.is_fiscal || next.is_fiscal);
        } else if is_of && !self.is_named() && self.phrase().is_some_and(ranks) {
            (self.year, self.month) = (next.year, next.month);
            for phrase in next.phrases.into_iter().flatten() {
                self.add_phrase(phrase);
            }
        }
    }
}

/// How a mention joins the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    /// Nothing between them.
    Close,
    Comma,
    /// *of*, *in*
    Of,
    /// *and*, *or*, *to*
    And,
}
