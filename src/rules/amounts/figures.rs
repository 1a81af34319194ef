//! The numbers of an amount: digits and words, what multiplies them (`1.2bn`, `5m`), and words that count without a number.

use super::currencies::Named;
use super::{Reader, units};
use crate::record::Label;
use crate::rules::{number_words, numbers};

/// One number of an amount, with its unit.
#[derive(Clone, Copy)]
pub(super) struct Part {
    pub(super) low: f64,
    pub(super) high: f64,
    /// The number before words and letters that multiply it (1.2 in `1.2bn`).
    pub(super) mantissa: f64,
    pub(super) unit: Option<Unit>,
    /// The words of the unit.
    pub(super) unit_words: (usize, usize),
    pub(super) is_ordinal: bool,
    pub(super) end: usize,
}

impl Part {
    /// A number that ends before the word `end`.
    pub(super) fn new(low: f64, high: f64, mantissa: f64, end: usize) -> Part {
        Part {
            low,
            high,
            mantissa,
            unit: None,
            unit_words: (end, end),
            is_ordinal: false,
            end,
        }
    }
}

#[derive(Clone, Copy)]
pub(super) enum Unit {
    Symbol(&'static str),
    Money(Named),
}

impl Part {
    /// Takes the multiplier of the range's other end: `2 to 3 million`.
    pub(super) fn share(&mut self, other: &Part) {
        let by = other.low / other.mantissa;
        let is_bare = self.low == self.mantissa && self.low == self.high;
        if is_bare && other.low == other.high && by >= 100.0 && self.low <= other.mantissa {
            self.low = rounded(self.low * by);
            self.high = self.low;
        }
    }
}

/// Signs and words that make a number negative.
pub(super) const MINUS: [&str; 4] = ["-", "−", "–", "minus"];

impl Reader<'_> {
    /// `quarter` and `three quarters` alone, which are no periods where the tagger sees a number.
    pub(super) fn quarters(&self, at: usize) -> Option<f64> {
        let words = &self.words;
        let (count, end) = match self.number_at(at) {
            Some((value, .., end)) => (value, end),
            None => (1.0, at),
        };
        let fits = words.is_any(end, &["quarter", "quarters"]) && end + 1 == words.len();
        (fits && count <= 4.0).then_some(count / 4.0)
    }

    /// A number that a minus may stand before.
    pub(super) fn signed(&self, at: usize) -> Option<Part> {
        if !self.words.is_any(at, &MINUS) {
            return self.number(at);
        }
        let part = self.number(at + 1)?;
        Some(Part {
            low: -part.high,
            high: -part.low,
            ..part
        })
    }

    /// A number in digits or words, multiplied by what follows it.
    pub(super) fn number(&self, at: usize) -> Option<Part> {
        if let Some((counted, end)) = self.vague(at) {
            return Some(Part::new(2.0 * counted, 10.0 * counted, 1.0, end));
        }
        let (value, mantissa, is_ordinal, end) = self.number_at(at)?;
        let (by, end) = self.short_scale(end).unwrap_or((1.0, end));
        let value = rounded(value * by);
        Some(Part {
            is_ordinal,
            ..Part::new(value, value, mantissa, end)
        })
    }

    /// The value, the value of its first word alone, whether it is a rank, and the end.
    pub(super) fn number_at(&self, at: usize) -> Option<(f64, f64, bool, usize)> {
        let words = &self.words;
        let read = |range| numbers::read(|at| words.at(at), range).filter(|number| number.tail.is_empty());
        let word = words.at(at);
        let has_leading_zero =
            word.starts_with('0') && word.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
        if at >= words.len() || has_leading_zero {
            return None;
        }
        if let Some(number) = read(at..words.len()) {
            let mantissa = read(at..at + 1).map_or(number.value, |first| first.value);
            return Some((
                rounded(number.value),
                mantissa,
                number.is_ordinal,
                at + number.len,
            ));
        }
        let value = continental(word)?;
        let by = number_words::scale(words.at(at + 1));
        let end = at + 1 + usize::from(by.is_some());
        Some((rounded(value * by.unwrap_or(1.0)), value, false, end))
    }

    /// `m`, `bn`, `k` after a number. After a measure's number they multiply only what has a unit of its own: `5m` are
    /// metres, `5m barrels` are millions.
    fn short_scale(&self, at: usize) -> Option<(f64, usize)> {
        let words = &self.words;
        let by = match words.at(at) {
            "k" | "K" => 1e3,
            "m" | "M" | "mn" | "mln" | "mil" | "mm" | "MM" => 1e6,
            "b" | "B" | "bn" | "Bn" | "BN" | "bln" => 1e9,
            "t" | "T" | "tn" | "trn" | "tr" => 1e12,
            "cr" | "Cr" | "crores" => 1e7,
            "lakhs" | "lacs" => 1e5,
            "millions" => 1e6,
            "billions" => 1e9,
            _ => return None,
        };
        let is_long = words.at(at).len() > 1 && !matches!(words.at(at), "mm" | "MM");
        let has_unit = || {
            let is_last = at + 1 == words.len();
            is_last && self.context.has_unit_after || units::find(words.from(at + 1)).is_some()
        };
        let multiplies = self.label != Label::QUANTITY || is_long || has_unit();
        multiplies.then_some((by, at + 1))
    }

    /// `dozens`, `tens of thousands`, `several hundred`: what is counted, and the end.
    fn vague(&self, at: usize) -> Option<(f64, usize)> {
        let words = &self.words;
        let plural = |at: usize| {
            Some(match words.at(at).to_ascii_lowercase().as_str() {
                "tens" => 10.0,
                "dozens" => 12.0,
                "scores" => 20.0,
                "lacs" => 1e5,
                word => number_words::scale(word.strip_suffix('s')?)?,
            })
        };
        let skip = usize::from(words.is(at, "a"));
        let mut end = at + skip;
        let mut counted = 1.0;
        if words.is_any(end, &["several", "few", "many"]) {
            let word = words.at(end + 1);
            counted = match number_words::scale(word) {
                Some(by) => by,
                None if word.eq_ignore_ascii_case("dozen") => 12.0,
                None => return None,
            };
            end += 2;
        } else {
            counted *= plural(end)?;
            end += 1;
        }
        while let Some(by) = plural(end + usize::from(words.is(end, "of"))) {
            counted *= by;
            end += 1 + usize::from(words.is(end, "of"));
        }
        while let Some(by) = number_words::scale(words.at(end)) {
            counted *= by;
            end += 1;
        }
        Some((counted, end))
    }
}

/// The number with fifteen digits, as many as decimals keep: `2.3 million` is 2300000 and not a little less.
pub(super) fn rounded(number: f64) -> f64 {
    if number.fract() == 0.0 {
        return number;
    }
    format!("{number:.14e}").parse().unwrap_or(number)
}

/// A decimal comma, where it can be nothing else (`1,5`), and points between groups (`1.200.000`).
fn continental(word: &str) -> Option<f64> {
    let (whole, decimals) = word.split_once(',').unwrap_or((word, ""));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let mut groups = whole.split('.');
    let first = groups.next()?;
    let grouped =
        whole.contains('.') && first.len() <= 3 && groups.all(|group| group.len() == 3 && is_digits(group));
    let is_decimal = is_digits(decimals) && decimals.len() <= 2;
    let several = whole.matches('.').count() > 1;
    if !is_digits(first)
        || !(is_decimal && (grouped || is_digits(whole)) || several && grouped && decimals.is_empty())
    {
        return None;
    }
    format!("{}.{decimals}0", whole.replace('.', "")).parse().ok()
}
