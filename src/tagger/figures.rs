//! What a word is in an amount, a date or a time: the classes by which rare units and forms resemble common ones.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use crate::lexical::entries;

/// The class of a word in numbers, amounts, dates and times; `None` for all other words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Figure {
    #[default]
    None,
    /// A whole number that may be a day of a month.
    Day,
    /// A whole number that may be an age.
    Age,
    /// A number of four digits that may be a year.
    Year,
    /// Any other whole number.
    Whole,
    /// A number with decimals.
    Decimal,
    /// With `bn`, `m` or the like.
    Scaled,
    /// With a sign of currency before it.
    Money,
    /// With `p` or `c` after it.
    Pence,
    /// With a sign of per cent.
    Percent,
    /// With a unit.
    Measure,
    /// With the sign of a degree, or a capital C or F.
    Degree,
    /// A time of day: `8:30`, `5pm`.
    Clock,
    /// With `st`, `nd`, `rd` or `th`.
    Ordinal,
    /// A decade: `1990s`.
    Decade,
    /// Numbers joined by a hyphen or a dash: `3-1`.
    Score,
    /// Numbers joined by a stroke.
    Stroke,
    /// A number in letters.
    Word,
    /// `hundred` to `trillion`, `lakh`, `crore`, and their plurals.
    Scale,
    /// `first`, `second` and so on.
    OrdinalWord,
    /// A unit of measure.
    Unit,
    /// A currency or its smaller coin.
    Currency,
    /// A sign or code of a currency.
    Symbol,
    /// `percent`, `points` and the like.
    PercentWord,
    /// A month.
    Month,
    /// A day of the week.
    Weekday,
    /// A part of the day.
    DayPart,
    /// A unit of time below a day.
    Hours,
    /// A unit of time of a day or more.
    Days,
    /// Half of a time of day, or a time zone: `a.m.`, `GMT`.
    Half,
    /// A season of the year.
    Season,
    /// What makes a date relative: `last`, `ago`, `earlier`.
    Relative,
}

const SIGNS: &[char] = &[
    '$', '€', '£', '¥', '₹', '₩', '₦', '₽', '₺', '₪', '฿', '₫', '₱', '₴', '₵',
];

/// The class of a word, given also in lower case.
pub(crate) fn figure(word: &str, folded: &str) -> Figure {
    if folded.len() > 24 {
        return Figure::None;
    }
    match folded.find(|c: char| c.is_ascii_digit()) {
        Some(at) => in_digits(word, folded, at),
        None => in_letters(word, folded),
    }
}

fn in_digits(word: &str, folded: &str, at: usize) -> Figure {
    let (before, rest) = folded.split_at(at);
    let end = rest
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.' | ':' | '-' | '–' | '/')))
        .unwrap_or(rest.len());
    let (number, after) = rest.split_at(end);
    let signed = before.trim_start_matches(['-', '−', '~', '+']);
    if !signed.is_empty() {
        let money = signed.ends_with(SIGNS)
            || matches!(
                signed,
                "rs" | "rs." | "rm" | "r" | "sh" | "ksh" | "chf" | "eur" | "usd"
            );
        return if money { Figure::Money } else { Figure::None };
    }
    let joined = |sign: &[char]| number.trim_end_matches(sign).contains(sign);
    match after {
        "" if joined(&[':']) => Figure::Clock,
        "" if joined(&['-', '–']) => Figure::Score,
        "" if joined(&['/']) => Figure::Stroke,
        "" if number.contains('.') => Figure::Decimal,
        "" => match number.parse::<u32>() {
            Ok(0..=31) => Figure::Day,
            Ok(32..=120) => Figure::Age,
            Ok(1400..=2100) if number.len() == 4 => Figure::Year,
            _ => Figure::Whole,
        },
        "bn" | "mn" | "m" | "k" | "tn" | "trn" | "b" => Figure::Scaled,
        "p" | "¢" => Figure::Pence,
        "c" | "f" if word.ends_with(['C', 'F']) => Figure::Degree,
        "c" => Figure::Pence,
        "°" | "°c" | "°f" | "º" | "ºc" => Figure::Degree,
        "%" => Figure::Percent,
        "st" | "nd" | "rd" | "th" => Figure::Ordinal,
        "s" | "'s" | "’s" => Figure::Decade,
        "am" | "pm" | "a.m" | "p.m" | "a.m." | "p.m." | "hrs" | "h" => Figure::Clock,
        _ if matches!(table().get(after), Some(Figure::Unit | Figure::Measure)) => Figure::Measure,
        _ => Figure::None,
    }
}

fn in_letters(word: &str, folded: &str) -> Figure {
    if word.ends_with(SIGNS) && word.chars().count() <= 4 {
        return Figure::Symbol;
    }
    match table().get(folded) {
        None | Some(Figure::Measure) => Figure::None,
        Some(&figure) => figure,
    }
}

/// The words of `seeds/lists/figures.txt`; units that are only joined to a number stand as [`Figure::Measure`].
fn table() -> &'static HashMap<&'static str, Figure, FixedState> {
    static TABLE: LazyLock<HashMap<&str, Figure, FixedState>> = LazyLock::new(|| {
        let class = |name: &str| match name {
            "number" => Figure::Word,
            "scale" => Figure::Scale,
            "ordinal" => Figure::OrdinalWord,
            "unit" => Figure::Unit,
            "joined_unit" => Figure::Measure,
            "currency" => Figure::Currency,
            "symbol" => Figure::Symbol,
            "percent" => Figure::PercentWord,
            "month" => Figure::Month,
            "weekday" => Figure::Weekday,
            "day_part" => Figure::DayPart,
            "hours" => Figure::Hours,
            "days" => Figure::Days,
            "half" => Figure::Half,
            "season" => Figure::Season,
            "relative" => Figure::Relative,
            "degree" => Figure::Degree,
            _ => Figure::None,
        };
        let lines = entries(include_str!("../../seeds/lists/figures.txt"));
        let lines = lines.filter_map(|line| line.split_once(": "));
        lines
            .flat_map(|(name, words)| words.split(' ').map(move |word| (word, class(name))))
            .collect()
    });
    &TABLE
}
