//! Time zones behind a time of day: `EST`, `Beijing time`, `GMT+8`, `Eastern time` by the date.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use super::calendar::nth_weekday;
use crate::date::Date;
use crate::lexical::entries;
use crate::rules::Tagged;

/// A place's habit of setting its clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Habit {
    Fixed,
    /// Summer time from the second Sunday of March to the first of November.
    American,
    /// From the last Sunday of March to the last of October.
    European,
    /// From the first Sunday of October to the first of April.
    Southern,
}

/// A time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Zone {
    habit: Habit,
    /// Minutes from UTC, without summer time.
    minutes: i16,
}

impl Zone {
    /// How values write it on a day: `Z`, `-05:00`; `None` where that depends on a day which is not known.
    pub(super) fn written(self, day: Option<Date>) -> Option<String> {
        let minutes = match self.habit {
            Habit::Fixed => self.minutes,
            _ => self.minutes + if self.is_summer(day?)? { 60 } else { 0 },
        };
        let sign = if minutes < 0 { '-' } else { '+' };
        let ahead = minutes.unsigned_abs();
        Some(match ahead {
            0 => "Z".to_owned(),
            _ => format!("{sign}{:02}:{:02}", ahead / 60, ahead % 60),
        })
    }

    fn is_summer(self, day: Date) -> Option<bool> {
        const SUNDAY: u8 = 6;
        let sunday = |month, nth| nth_weekday(day.year(), month, SUNDAY, nth);
        Some(match self.habit {
            Habit::Fixed => false,
            Habit::American => sunday(3, 2)? <= day && day < sunday(11, 1)?,
            Habit::European => sunday(3, 0)? <= day && day < sunday(10, 0)?,
            Habit::Southern => day < sunday(4, 1)? || sunday(10, 1)? <= day,
        })
    }
}

type Zones = HashMap<String, Zone, FixedState>;

/// Zones by their short names, and by the words before *time* in lower case.
static ZONES: LazyLock<Zones> = LazyLock::new(|| {
    let zone = |line: &str| {
        let (rest, offset) = line.rsplit_once(' ')?;
        let (name, habit) = rest.rsplit_once(' ')?;
        let habit = match habit {
            "us" => Habit::American,
            "eu" => Habit::European,
            "south" => Habit::Southern,
            _ => Habit::Fixed,
        };
        let (hours, minutes) = offset.split_once(':')?;
        let minutes = offset_of(hours, minutes)?;
        Some((name.to_owned(), Zone { habit, minutes }))
    };
    entries(include_str!("../../../seeds/lists/zones.txt"))
        .filter_map(zone)
        .collect()
});

/// Minutes of `+05`, `30`.
fn offset_of(hours: &str, minutes: &str) -> Option<i16> {
    let (digits, sign) = match hours.strip_prefix(['-', '−', '–']) {
        Some(digits) => (digits, -1),
        None => (hours.strip_prefix('+').unwrap_or(hours), 1),
    };
    let hours: i16 = digits.parse().ok().filter(|hours| *hours <= 14)?;
    let minutes: i16 = minutes.parse().ok().filter(|minutes| *minutes < 60)?;
    Some(sign * (hours * 60 + minutes))
}

/// Whether a word is the short name of a zone.
pub(super) fn is_short(word: &str) -> bool {
    word.len() <= 4 && word.starts_with(|c: char| c.is_ascii_uppercase()) && ZONES.contains_key(word)
}

/// The zone that stands at a token, and how many tokens it takes.
pub(super) fn read(tagged: &Tagged<'_>, at: usize) -> Option<(Zone, usize)> {
    let first = tagged.word(at);
    if first == "(" && tagged.word(at + 1) != "(" {
        let (zone, len) = read(tagged, at + 1)?;
        return Some((zone, len + 1));
    }
    if let Some(found) = universal(tagged, at) {
        return Some(found);
    }
    if is_short(first) || matches!(first, "gmt" | "utc") {
        let zone = ZONES
            .get(first)
            .or_else(|| ZONES.get(&*first.to_ascii_uppercase()))?;
        return Some((*zone, 1));
    }
    // One or two words before *time*: `Beijing time`, `New York time`, `US Eastern time`.
    let skip = usize::from(matches!(first, "US" | "U.S." | "the"));
    let at = at + skip;
    let len = (1..=2).find(|&len| tagged.is_word(at + len, "time"))?;
    let mut name = tagged.word(at).to_lowercase();
    if len == 2 {
        name = name + " " + &tagged.word(at + 1).to_lowercase();
    }
    Some((*ZONES.get(&name)?, skip + len + 1))
}

/// `GMT`, `UTC`, with what is added to it: `GMT+8`, `UTC -5`, `GMT +5:30`.
fn universal(tagged: &Tagged<'_>, at: usize) -> Option<(Zone, usize)> {
    let first = tagged.word(at);
    let rest = first.strip_prefix("GMT").or_else(|| first.strip_prefix("UTC"))?;
    let fixed = |minutes| Zone {
        habit: Habit::Fixed,
        minutes,
    };
    let minutes_of = |added: &str| {
        let (hours, minutes) = added.split_once(':').unwrap_or((added, "0"));
        offset_of(hours, minutes)
    };
    if !rest.is_empty() {
        return Some((fixed(minutes_of(rest)?), 1));
    }
    let is_sign = |word: &str| matches!(word, "+" | "-" | "−" | "–");
    let next = tagged.word(at + 1);
    let (added, len) = if is_sign(next) {
        (format!("{next}{}", tagged.word(at + 2)), 3)
    } else if next.starts_with(['+', '-', '−']) {
        (next.to_owned(), 2)
    } else {
        return Some((fixed(0), 1));
    };
    Some(match minutes_of(&added) {
        Some(minutes) => (fixed(minutes), len),
        None => (fixed(0), 1),
    })
}
