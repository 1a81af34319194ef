//! Holidays: their names in a text, and their day in a year.

use std::sync::LazyLock;

use super::calendar::{easter, nth_weekday, weekday_until};
use super::words;
use crate::date::Date;
use crate::lexical::entries;
use crate::text::plain;

/// When a holiday is.
#[derive(Clone, Debug, PartialEq)]
enum Rule {
    Fixed {
        month: u8,
        day: u8,
    },
    Nth {
        month: u8,
        weekday: u8,
        nth: u8,
        plus: i32,
    },
    /// The latest such day of the week up to a day.
    Until {
        month: u8,
        day: u8,
        weekday: u8,
    },
    Easter(i32),
    Moon(Vec<Date>),
}

/// A holiday, by its place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Holiday(u16);

/// A line of the list for one of its names.
struct Named {
    name: &'static str,
    /// The first letters of the currencies of those whose day it is; empty where it is everybody's.
    of: &'static str,
    rule: Rule,
}

static LIST: LazyLock<Vec<Named>> = LazyLock::new(|| {
    let lines = entries(include_str!("../../../seeds/lists/holidays.txt"));
    let mut list: Vec<Named> = lines
        .filter_map(|line| {
            let (names, rule) = line.split_once(" = ")?;
            let (names, of) = names.split_once(" @ ").unwrap_or((names, ""));
            Some((names, of, read(rule)?))
        })
        .flat_map(|(names, of, rule)| {
            names.split(" | ").map(move |name| Named {
                name,
                of,
                rule: rule.clone(),
            })
        })
        .collect();
    // Longer names first: Christmas Eve is not Christmas. Of equal names that of everybody.
    list.sort_by_key(|named| {
        (
            std::cmp::Reverse(named.name.len()),
            named.name,
            !named.of.is_empty(),
        )
    });
    list
});

/// The places in the list of the names that begin with each letter, in order.
static BY_LETTER: LazyLock<[Vec<u16>; 128]> = LazyLock::new(|| {
    let mut places = [const { Vec::new() }; 128];
    for (at, named) in (0..).zip(LIST.iter()) {
        let first = named.name.as_bytes().first().map(u8::to_ascii_lowercase);
        if let Some(places) = first.and_then(|first| places.get_mut(usize::from(first))) {
            places.push(at);
        }
    }
    places
});

fn read(rule: &str) -> Option<Rule> {
    if let Some(days) = rule.strip_prefix("easter ") {
        return days.parse().ok().map(Rule::Easter);
    }
    if rule.len() == 5 {
        let (month, day) = rule.split_once('-')?;
        return Some(Rule::Fixed {
            month: month.parse().ok()?,
            day: day.parse().ok()?,
        });
    }
    if let Some((until, weekday)) = rule.split_once(' ').filter(|(until, _)| until.len() == 5) {
        let (month, day) = until.split_once('-')?;
        return Some(Rule::Until {
            month: month.parse().ok()?,
            day: day.parse().ok()?,
            weekday: words::weekday(weekday)?.0,
        });
    }
    if rule.as_bytes().get(4) == Some(&b'-') {
        return rule
            .split(' ')
            .map(|day| day.parse().ok())
            .collect::<Option<Vec<Date>>>()
            .map(Rule::Moon);
    }
    let mut parts = rule.split(' ');
    Some(Rule::Nth {
        month: parts.next()?.parse().ok()?,
        weekday: words::weekday(parts.next()?)?.0,
        nth: parts.next()?.parse().ok()?,
        plus: parts.next().map_or(Some(0), |plus| plus.parse().ok())?,
    })
}

impl Holiday {
    /// The holiday that a text begins with, and the length of its name.
    pub(super) fn at(text: &str) -> Option<(Holiday, usize)> {
        let first = u32::from(plain(text.chars().next()?).to_ascii_lowercase());
        BY_LETTER.get(first as usize)?.iter().find_map(|&at| {
            let len = begins(text, LIST.get(usize::from(at))?.name)?;
            Some((Holiday(at), len))
        })
    }

    /// The holiday of this name in the country that `home` finds among those that have one, by the first letters of their
    /// currencies; else that of everybody, if there is one.
    pub(super) fn at_home(
        self,
        home: impl FnOnce(&dyn Fn(&str) -> Option<Holiday>) -> Option<Holiday>,
    ) -> Option<Holiday> {
        let first = LIST.get(usize::from(self.0))?;
        let same = (self.0..).zip(
            LIST[usize::from(self.0)..]
                .iter()
                .take_while(|named| named.name == first.name),
        );
        let own = || same.clone().filter(|(_, named)| !named.of.is_empty());
        let everybody = || first.of.is_empty().then_some(self);
        if own().next().is_none() {
            return everybody();
        }
        let of = |currency: &str| {
            let country = currency.get(..2)?;
            let (at, _) = own().find(|(_, named)| named.of.split(' ').any(|of| of == country))?;
            Some(Holiday(at))
        };
        home(&of).or_else(everybody)
    }

    /// Its day in a year, if it is known.
    pub(super) fn day(self, year: i16) -> Option<Date> {
        match &LIST.get(usize::from(self.0))?.rule {
            Rule::Fixed { month, day } => Date::new(year, *month, *day),
            Rule::Nth {
                month,
                weekday,
                nth,
                plus,
            } => nth_weekday(year, *month, *weekday, *nth)?.plus_days(*plus),
            Rule::Until { month, day, weekday } => weekday_until(Date::new(year, *month, *day)?, *weekday),
            Rule::Easter(days) => easter(year)?.plus_days(*days),
            Rule::Moon(days) => days.iter().find(|day| day.year() == year).copied(),
        }
    }

    /// Its days, where it comes more than once in some years.
    pub(super) fn days(self) -> Option<&'static [Date]> {
        match &LIST.get(usize::from(self.0))?.rule {
            Rule::Moon(days) if days.windows(2).any(|pair| pair[0].year() == pair[1].year()) => Some(days),
            _ => None,
        }
    }

    /// Month and day, where they are the same in every year.
    pub(super) fn fixed(self) -> Option<(u8, u8)> {
        match LIST.get(usize::from(self.0))?.rule {
            Rule::Fixed { month, day } => Some((month, day)),
            _ => None,
        }
    }
}

/// The length of the text's beginning that is `name`, in any case and with any apostrophe, up to a word's end.
fn begins(text: &str, name: &str) -> Option<usize> {
    let mut chars = text.char_indices();
    for wanted in name.chars() {
        let (_, c) = chars.next()?;
        let same = plain(c).eq_ignore_ascii_case(&wanted) || wanted == ' ' && c.is_whitespace();
        if !same {
            return None;
        }
    }
    let (end, next) = chars.next().unwrap_or((text.len(), ' '));
    (!next.is_alphanumeric()).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::Holiday;

    #[test]
    fn knows_days() {
        let rows = [
            ("Christmas Eve", 2023, "2023-12-24"),
            ("CHRISTMAS", 2023, "2023-12-25"),
            ("Thanksgiving week", 2023, "2023-11-23"),
            ("Memorial Day", 2023, "2023-05-29"),
            ("Labor Day", 2023, "2023-09-04"),
            ("Good Friday", 2024, "2024-03-29"),
            ("New Year’s Eve", 2024, "2024-12-31"),
            ("Black Friday", 2024, "2024-11-29"),
            ("Election Day", 2024, "2024-11-05"),
            ("Lunar New Year", 2024, "2024-02-10"),
            ("Pentecost", 2024, "2024-05-19"),
        ];
        for (name, year, day) in rows {
            let found = Holiday::at(name).and_then(|(holiday, _)| holiday.day(year));
            assert_eq!(found.map(|day| day.to_string()).as_deref(), Some(day), "{name}");
        }
        assert_eq!(Holiday::at("Christmastime"), None);
        assert_eq!(Holiday::at(""), None);
    }

    #[test]
    fn reads_every_line() {
        let lines = crate::lexical::entries(include_str!("../../../seeds/lists/holidays.txt"));
        let names: usize = lines
            .map(|line| line.split(" = ").next().unwrap().split(" | ").count())
            .sum();
        assert_eq!(super::LIST.len(), names);
    }
}
