//! What single words do in a date.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use super::super::lexicon::lines_by_word;
use super::super::number_words::{in_lower, with_lower};

/// A unit of the calendar or the clock, from fine to coarse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

/// Which of several: the word before a unit or a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// *last*
    Last,
    /// *past*
    Past,
    /// *this*, *current*
    This,
    /// *next*
    Next,
    /// *coming*, *upcoming*
    Coming,
    /// *previous*, *preceding*
    Previous,
    /// *following*, *subsequent*
    Following,
    /// *that*, *same*
    That,
    /// *every*, *each*
    Every,
    /// *recent*
    Recent,
}

/// A part of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// *early*, *start of*
    Early,
    /// *mid-*
    Mid,
    /// *late*, *end of*
    Late,
    /// *earlier*: up to the article's day
    Earlier,
    /// *later*: from the article's day
    Later,
}

/// A season, in the order of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    /// How values write it.
    pub(super) fn code(self) -> &'static str {
        match self {
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Autumn => "FA",
            Season::Winter => "WI",
        }
    }

    /// The month in which it begins in the north.
    pub(super) fn month(self) -> u8 {
        match self {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        }
    }
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
    Daytime,
}

impl Part {
    /// How values write it.
    pub(super) fn code(self) -> &'static str {
        match self {
            Part::Morning => "MO",
            Part::Midday => "MI",
            Part::Afternoon => "AF",
            Part::Evening => "EV",
            Part::Night => "NI",
            Part::Daytime => "DT",
        }
    }
}

/// What a word does in a date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Meaning {
    /// 1 to 12.
    Month(u8),
    /// 0 for Monday; whether it is plural.
    Weekday(u8, bool),
    /// Whether it is plural.
    Unit(Unit, bool),
    Season(Season),
    /// Whether it is plural.
    Part(Part, bool),
    Which(Which),
    /// *a*, *an*, *per*.
    A,
    The,
    /// *earlier* and *later* after a length of time shift, others say which part is meant.
    Edge(Edge),
    /// *ago*
    Ago,
    /// *hence*, *from now*
    Hence,
    /// *few*, *several*, *many*
    Few,
    /// *today*, *yesterday*, *tomorrow*: days from the article's
    Day(i8),
    Tonight,
    Fiscal,
    /// Hours of noon and midnight.
    Noon,
    Midnight,
    /// The first year of a decade in words.
    Decade(i16),
    /// *BC*
    Before,
    /// *old*, *aged*
    Old,
    Present,
    Future,
    /// *straight*, *consecutive*
    Running,
    /// *season*; whether it is plural.
    Term(bool),
    /// A sign or word that says nothing here.
    Filler,
    Unknown,
}

/// The numbers of months or weekdays by their words.
type Numbers = LazyLock<HashMap<Box<str>, u8, FixedState>>;

/// The number of a month, 1 to 12.
pub(super) fn month(word: &str) -> Option<u8> {
    static MONTHS: Numbers = LazyLock::new(|| lines_by_word(include_str!("../../../seeds/lists/months.txt")));
    let number = with_lower(word.trim_end_matches('.'), |word| MONTHS.get(word).copied());
    number.map(|number| number + 1)
}

/// The number of a day of the week, 0 for Monday, and whether the word is plural.
pub(super) fn weekday(word: &str) -> Option<(u8, bool)> {
    static DAYS: Numbers = LazyLock::new(|| lines_by_word(include_str!("../../../seeds/lists/weekdays.txt")));
    let number = |word: &str| with_lower(word, |word| DAYS.get(word).copied());
    let word = word.trim_end_matches('.');
    if let Some(number) = number(word) {
        return Some((number, false));
    }
    let singular = word.strip_suffix(['s', 'S']).filter(|word| word.len() >= 6)?;
    number(singular).map(|number| (number, true))
}

/// A unit in lower case.
fn unit(word: &str) -> Option<(Unit, bool)> {
    let one = |word: &str| {
        Some(match word {
            "second" | "sec" => Unit::Second,
            "minute" | "min" => Unit::Minute,
            "hour" | "hr" => Unit::Hour,
            "day" | "workday" | "weekday" => Unit::Day,
            "weekend" => Unit::Weekend,
            "week" | "wk" | "workweek" => Unit::Week,
            "fortnight" => Unit::Fortnight,
            "month" => Unit::Month,
            "quarter" => Unit::Quarter,
            "semester" => Unit::Half,
            "year" | "yr" => Unit::Year,
            "decade" => Unit::Decade,
            "century" | "centurie" => Unit::Century,
            _ => return None,
        })
    };
    let found = one(word).map(|unit| (unit, false));
    found.or_else(|| Some((one(word.strip_suffix('s')?)?, true)))
}

/// Whether a word behind a length of time shifts it from a day: `ago`, `later`.
pub(super) fn is_shift(word: &str) -> bool {
    matches!(
        meaning(word),
        Meaning::Ago | Meaning::Hence | Meaning::Edge(Edge::Earlier | Edge::Later)
    )
}

/// Whether it does so before the word that follows it: three weeks later *than planned* are three weeks.
pub(super) fn shifts_length(word: &str, next: &str) -> bool {
    is_shift(word) && !next.eq_ignore_ascii_case("than")
}

/// What a word does, in any case.
pub(super) fn meaning(word: &str) -> Meaning {
    in_lower::<16, _>(word, |lower| Some(meaning_of_lower(lower))).unwrap_or(Meaning::Unknown)
}

fn meaning_of_lower(lower: &str) -> Meaning {
    if let Some((unit, plural)) = unit(lower) {
        return Meaning::Unit(unit, plural);
    }
    if let Some(found) = other(lower) {
        return found;
    }
    if let Some(month) = month(lower) {
        return Meaning::Month(month);
    }
    weekday(lower).map_or(Meaning::Unknown, |(day, plural)| Meaning::Weekday(day, plural))
}

fn other(word: &str) -> Option<Meaning> {
    Some(match word {
        "spring" | "springtime" => Meaning::Season(Season::Spring),
        "summer" | "summers" | "summertime" => Meaning::Season(Season::Summer),
        "autumn" | "fall" => Meaning::Season(Season::Autumn),
        "winter" | "winters" | "wintertime" => Meaning::Season(Season::Winter),
        "morning" | "dawn" | "daybreak" | "sunrise" => Meaning::Part(Part::Morning, false),
        "mornings" => Meaning::Part(Part::Morning, true),
        "lunchtime" | "midday" => Meaning::Part(Part::Midday, false),
        "afternoon" => Meaning::Part(Part::Afternoon, false),
        "afternoons" => Meaning::Part(Part::Afternoon, true),
        "evening" | "dusk" | "sunset" | "nightfall" => Meaning::Part(Part::Evening, false),
        "evenings" => Meaning::Part(Part::Evening, true),
        "night" | "overnight" | "nighttime" | "midnights" => Meaning::Part(Part::Night, false),
        "nights" => Meaning::Part(Part::Night, true),
        "daytime" | "daylight" => Meaning::Part(Part::Daytime, false),
        "last" | "final" => Meaning::Which(Which::Last),
        "past" => Meaning::Which(Which::Past),
        "this" | "current" | "present" | "these" => Meaning::Which(Which::This),
        "next" => Meaning::Which(Which::Next),
        "coming" | "upcoming" | "forthcoming" => Meaning::Which(Which::Coming),
        "previous" | "preceding" | "prior" => Meaning::Which(Which::Previous),
        "following" | "subsequent" | "ensuing" | "succeeding" => Meaning::Which(Which::Following),
        "that" | "same" | "those" => Meaning::Which(Which::That),
        "every" | "each" => Meaning::Which(Which::Every),
        "recent" => Meaning::Which(Which::Recent),
        "a" | "an" | "per" | "another" => Meaning::A,
        "the" => Meaning::The,
        "early" | "beginning" | "start" | "opening" | "outset" => Meaning::Edge(Edge::Early),
        "mid" | "middle" | "midpoint" => Meaning::Edge(Edge::Mid),
        "late" | "end" | "close" | "ending" => Meaning::Edge(Edge::Late),
        "earlier" => Meaning::Edge(Edge::Earlier),
        "later" => Meaning::Edge(Edge::Later),
        "ago" => Meaning::Ago,
        "hence" => Meaning::Hence,
        "few" | "several" | "many" | "some" | "various" | "numerous" | "countless" | "multiple" => {
            Meaning::Few
        }
        "today" | "nowadays" => Meaning::Day(0),
        "yesterday" => Meaning::Day(-1),
        "tomorrow" => Meaning::Day(1),
        "tonight" => Meaning::Tonight,
        "fiscal" | "financial" | "fy" => Meaning::Fiscal,
        "noon" | "noontime" => Meaning::Noon,
        "midnight" => Meaning::Midnight,
        "twenties" => Meaning::Decade(1920),
        "thirties" => Meaning::Decade(1930),
        "forties" => Meaning::Decade(1940),
        "fifties" => Meaning::Decade(1950),
        "sixties" => Meaning::Decade(1960),
        "seventies" => Meaning::Decade(1970),
        "eighties" => Meaning::Decade(1980),
        "nineties" => Meaning::Decade(1990),
        "noughties" => Meaning::Decade(2000),
        "bc" | "b.c." | "bce" | "b.c.e." => Meaning::Before,
        "old" | "olds" | "age" | "aged" => Meaning::Old,
        "now" => Meaning::Present,
        "future" => Meaning::Future,
        "straight" | "consecutive" | "successive" | "running" => Meaning::Running,
        "season" => Meaning::Term(false),
        "seasons" => Meaning::Term(true),
        "of" | "in" | "on" | "at" | "the's" | "'s" | "," | "-" | "about" | "around" | "full" | "whole"
        | "entire" | "long" | "ad" | "a.d." | "ce" | "calendar" | "trading" | "business" | "more"
        | "school" | "academic" | "additional" | "further" | "working" | "time" | "for" | "all"
        | "during" | "nearly" | "almost" | "very" | "just" | "from" | "tax" | "so" | "far" => Meaning::Filler,
        _ => return None,
    })
}
