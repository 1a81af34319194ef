//! Numbers as news writes them, in digits and in words: `1,200`, `1.2bn`, `21st`, `twenty-five`, `two and a half`, `a dozen`.

use std::ops::Range;

use super::number_words::{Part, divisor, large_rank, part, rank, sign_fraction};
use crate::lexical::is_any;

/// A number that stands at the beginning of a range of tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number<'a> {
    /// What it comes to; words like *million* are in it.
    pub(crate) value: f64,
    /// How many tokens it takes.
    pub(crate) len: usize,
    /// Whether it is a rank (`21st`, `third`).
    pub(crate) is_ordinal: bool,
    /// Letters that are glued to its last digits and that the number itself does not explain (`bn` in `1.2bn`, `s` in `1990s`).
    pub(crate) tail: &'a str,
}

/// The longest number at the start of `range`; `word` gives the words of tokens, in any case.
///
/// `hundreds` and `dozens` have no value. A half stands for itself and after other numbers (`half a million`, `two and a
/// half`), other fractions are `two-thirds`, `one third`, `3/4` and `¾`.
pub(crate) fn read<'a>(word: impl Fn(usize) -> &'a str, range: Range<usize>) -> Option<Number<'a>> {
    let reader = Reader { word, range };
    reader.number()
}

/// Digits with commas between groups and a decimal point: the number, and the letters that are glued on.
fn digits(word: &str) -> Option<(f64, &str)> {
    let end = word
        .find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.')
        .unwrap_or(word.len());
    if end == 0 {
        return None;
    }
    let (number, tail) = word.split_at(end);
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let mut groups = whole.split(',');
    let first = groups.next().filter(|group| !group.is_empty())?;
    // Thousands, and lakhs as India writes them: 12,34,567.
    let well_grouped = |group: &str| matches!(group.len(), 2 | 3);
    if whole.contains(',') && (first.len() > 3 || !groups.all(well_grouped) || !whole_ends_in_three(whole)) {
        return None;
    }
    // A clock's colon, two points: no number.
    if tail.starts_with(':') || decimals.contains(['.', ',']) {
        return None;
    }
    let mut value = 0.0;
    for digit in whole.bytes().filter(u8::is_ascii_digit) {
        value = value * 10.0 + f64::from(digit - b'0');
    }
    if !decimals.is_empty() {
        // By way of the decimal reader, so that 1.2 is the 1.2 of everybody else.
        value = match whole.contains(',') {
            false => number.parse().ok()?,
            true => value + format!("0.{decimals}").parse::<f64>().ok()?,
        };
    }
    Some((value, tail))
}

fn whole_ends_in_three(whole: &str) -> bool {
    whole.rsplit(',').next().is_some_and(|last| last.len() == 3)
}

struct Reader<W> {
    word: W,
    range: Range<usize>,
}

impl<'a, W: Fn(usize) -> &'a str> Reader<W> {
    /// The word of a token; empty past the end.
    fn at(&self, at: usize) -> &'a str {
        if self.range.contains(&at) {
            (self.word)(at)
        } else {
            ""
        }
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.at(at).eq_ignore_ascii_case(word)
    }

    fn number(&self) -> Option<Number<'a>> {
        let start = self.range.start;
        let first = self.at(start);
        let found = |value: f64, end: usize, is_ordinal: bool| Number {
            value,
            len: end - start,
            is_ordinal,
            tail: "",
        };
        if first.starts_with(|c: char| c.is_ascii_digit()) {
            return self.in_digits();
        }
        if let Some(value) = sign_fraction(first) {
            return Some(found(value, start + 1, false));
        }
        if self.is(start, "half") {
            return Some(self.half(start));
        }
        let after_article = start + usize::from(self.is(start, "a") || self.is(start, "an"));
        if after_article > start {
            return self.after_article(after_article);
        }
        if let Some(rank) = rank(first).or_else(|| large_rank(first)) {
            return Some(found(rank, start + 1, true));
        }
        let (value, end, is_ordinal) = self.in_words(start, 0.0)?;
        if is_ordinal {
            return Some(found(value, end, true));
        }
        let (value, end) = self.with_fraction(value, end);
        Some(found(value, end, false))
    }

    /// `a dozen`, `a hundred and five`, `a couple of`, `a half`, `a third` where a part follows (`of`).
    fn after_article(&self, at: usize) -> Option<Number<'a>> {
        let found = |value: f64, end: usize| Number {
            value,
            len: end - self.range.start,
            is_ordinal: false,
            tail: "",
        };
        if self.is(at, "couple") {
            return Some(found(2.0, at + 1 + usize::from(self.is(at + 1, "of"))));
        }
        if self.is(at, "half") {
            let half = self.half(at);
            return Some(found(half.value, at + half.len));
        }
        if self.is(at + 1, "of")
            && let Some(parts) = divisor(self.at(at), false)
        {
            return Some(found(1.0 / parts, at + 1));
        }
        if !matches!(part(self.at(at))?, Part::Hundred | Part::Scale(_) | Part::Pack(_)) {
            return None;
        }
        let (value, end, _) = self.in_words(at, 1.0)?;
        let (value, end) = self.with_fraction(value, end);
        Some(found(value, end))
    }

    /// `half`, `half a million`, `half-dozen`; `at` is the half.
    fn half(&self, at: usize) -> Number<'a> {
        let next = at + 1 + usize::from(self.is(at + 1, "a") || self.is(at + 1, "-"));
        let whole = match part(self.at(next)) {
            Some(Part::Scale(whole) | Part::Pack(whole)) => Some(whole),
            Some(Part::Hundred) => Some(100.0),
            _ => None,
        };
        Number {
            value: whole.unwrap_or(1.0) / 2.0,
            len: whole.map_or(1, |_| next + 1 - at),
            is_ordinal: false,
            tail: "",
        }
    }

    fn in_digits(&self) -> Option<Number<'a>> {
        let start = self.range.start;
        let (mut value, tail) = digits(self.at(start))?;
        let is_ordinal = is_any(tail, &["st", "nd", "rd", "th"]);
        let mut end = start + 1;
        let mut found = Number {
            value,
            len: 1,
            is_ordinal,
            tail: if is_ordinal { "" } else { tail },
        };
        if !tail.is_empty() {
            return Some(found);
        }
        // 3/4, 2 1/2
        let part = |at: usize| {
            let small = |at: usize| {
                digits(self.at(at))
                    .filter(|(n, tail)| tail.is_empty() && n.fract() == 0.0 && *n >= 1.0 && *n < 17.0)
            };
            let (above, below) = (small(at)?.0, small(at + 2)?.0);
            (self.is(at + 1, "/") && above < below && !self.is(at + 3, "/")).then_some(above / below)
        };
        if let Some(fraction) = part(start) {
            (value, end) = (fraction, start + 3);
        } else if let Some(fraction) = sign_fraction(self.at(end)) {
            (value, end) = (value + fraction, end + 1);
        } else if let Some(fraction) = part(end) {
            (value, end) = (value + fraction, end + 3);
        }
        (value, end) = self.scaled(value, end);
        (value, end) = self.with_fraction(value, end);
        found.value = value;
        found.len = end - start;
        Some(found)
    }

    /// `1.2 million`, `30-thousand`, `2 hundred thousand`, `3 dozen`.
    fn scaled(&self, mut value: f64, mut end: usize) -> (f64, usize) {
        loop {
            let at = end + usize::from(self.is(end, "-"));
            let Some(Part::Scale(by) | Part::Pack(by)) = part(self.at(at)).map(|part| match part {
                Part::Hundred => Part::Scale(100.0),
                other => other,
            }) else {
                return (value, end);
            };
            (value, end) = (value * by, at + 1);
        }
    }

    /// A number in words from `at`, with what is counted already (the `1` of *a* hundred): its value, its end, and whether
    /// it ends in a rank.
    fn in_words(&self, mut at: usize, counted: f64) -> Option<(f64, usize, bool)> {
        let (mut total, mut group) = (0.0, counted);
        // The least power of ten that the next word must stay below, so that `two three` are two numbers.
        let mut room = if counted > 0.0 { 1.0 } else { 1000.0 };
        let mut largest = f64::INFINITY;
        let mut end = None;
        loop {
            let word = self.at(at);
            match part(word) {
                Some(Part::Unit(n)) if n < room && (room > 10.0 || n < 10.0) => {
                    (group, room) = (group + n, 1.0);
                }
                Some(Part::Tens(n)) if room >= 100.0 => (group, room) = (group + n, 10.0),
                Some(Part::Hundred) if group > 0.0 && group < 100.0 => (group, room) = (group * 100.0, 100.0),
                Some(Part::Scale(by)) if group > 0.0 && by < largest => {
                    total += group * by;
                    (group, room, largest) = (0.0, 1000.0, by);
                    // `two hundred thousand million` and `a lakh crore` multiply.
                    let (more, after) = self.scaled(total, at + 1);
                    if after > at + 1 {
                        return Some((more, after, false));
                    }
                }
                Some(Part::Pack(by)) if group > 0.0 => return Some(((total + group) * by, at + 1, false)),
                _ => {
                    let last = rank(word).filter(|n| *n < room && (*n < 10.0 || room > 10.0));
                    return match (last, end) {
                        (Some(last), Some(_)) => Some((total + group + last, at + 1, true)),
                        (None, Some(_)) if large_rank(word).is_some() && group > 0.0 => {
                            Some((total + group * large_rank(word)?, at + 1, true))
                        }
                        _ => end.map(|end| (total + group, end, false)),
                    };
                }
            }
            at += 1;
            end = Some(at);
            // `twenty-five`, `a hundred and five`; whatever does not go on leaves the end where it is.
            let goes_on = |at: usize| part(self.at(at)).is_some() || rank(self.at(at)).is_some();
            if self.is(at, "-") && goes_on(at + 1) || self.is(at, "and") && room >= 100.0 && goes_on(at + 1) {
                at += 1;
            }
        }
    }

    /// `two and a half`, `one and three quarters`, `two-thirds`, `one third`, `1½` in words; then `million`.
    fn with_fraction(&self, value: f64, end: usize) -> (f64, usize) {
        if self.is(end, "and") {
            let with_article =
                self.is(end + 1, "a") && (self.is(end + 2, "half") || self.is(end + 2, "quarter"));
            if with_article {
                let part = if self.is(end + 2, "half") { 0.5 } else { 0.25 };
                return self.scaled(value + part, end + 3);
            }
            if let Some(sum) = self.fraction(end + 1) {
                return (value + sum.0, sum.1);
            }
        }
        let is_small = value.fract() == 0.0 && (1.0..=10.0).contains(&value) && end == self.range.start + 1;
        match self.fraction(self.range.start) {
            Some(fraction) if is_small => fraction,
            _ => (value, end),
        }
    }

    /// `two-thirds`, `one third`, `three-quarters` from `at`. Quarters need their hyphen: `two quarters` are half a year.
    fn fraction(&self, at: usize) -> Option<(f64, usize)> {
        let above = match part(self.at(at))? {
            Part::Unit(n) if n >= 1.0 => n,
            _ => return None,
        };
        let hyphen = usize::from(self.is(at + 1, "-"));
        let below = divisor(self.at(at + 1 + hyphen), above > 1.0)?;
        (hyphen == 1 || below != 4.0).then_some((above / below, at + 2 + hyphen))
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    /// The number that the words (with blanks between tokens) begin with, and how many tokens it takes.
    fn value(words: &str) -> Option<(f64, usize)> {
        let words: Vec<&str> = words.split(' ').collect();
        read(|at| words[at], 0..words.len()).map(|number| (number.value, number.len))
    }

    #[test]
    fn reads_numbers() {
        let rows = [
            ("two", 2.0, 1),
            ("Twenty - five years", 25.0, 3),
            ("twenty five", 25.0, 2),
            ("two three", 2.0, 1),
            ("one hundred and five people", 105.0, 4),
            ("a hundred people", 100.0, 2),
            ("three hundred thousand", 300_000.0, 3),
            ("two million three hundred thousand and one", 2_300_001.0, 7),
            ("two and a half years", 2.5, 4),
            ("two and three quarters", 2.0, 1),
            ("2 and a half million", 2.5e6, 5),
            ("a dozen eggs", 12.0, 2),
            ("two dozen", 24.0, 2),
            ("half a dozen", 6.0, 3),
            ("half a million", 5e5, 3),
            ("half", 0.5, 1),
            ("a couple of weeks", 2.0, 3),
            ("two - thirds", 2.0 / 3.0, 3),
            ("one third", 1.0 / 3.0, 2),
            ("two quarters", 2.0, 1),
            ("three - quarters", 0.75, 3),
            ("two seconds", 2.0, 1),
            ("1,200", 1200.0, 1),
            ("1,200.5", 1200.5, 1),
            ("12,34,567", 1_234_567.0, 1),
            ("1.2", 1.2, 1),
            ("1.2bn", 1.2, 1),
            ("1.2 billion", 1.2e9, 2),
            ("2 lakh crore", 2e12, 3),
            ("21st", 21.0, 1),
            ("third", 3.0, 1),
            ("twenty - first", 21.0, 3),
            ("one hundredth", 100.0, 2),
            ("2 ½", 2.5, 2),
            ("2 1 / 2", 2.5, 4),
            ("3 / 4", 0.75, 3),
            ("nine and ten", 9.0, 1),
            ("a hundred and five", 105.0, 4),
            ("six score", 120.0, 2),
        ];
        for (words, number, len) in rows {
            assert_eq!(value(words), Some((number, len)), "{words}");
        }
    }

    #[test]
    fn tells_ranks_and_tails() {
        let first = |words: &str| {
            let words: Vec<&str> = words.split(' ').collect();
            let found = read(|at| words[at], 0..words.len()).map(|n| (n.is_ordinal, n.tail.to_owned()));
            found.unwrap_or_default()
        };
        assert_eq!(first("21st"), (true, String::new()));
        assert_eq!(first("twenty - first"), (true, String::new()));
        assert_eq!(first("1990s"), (false, "s".to_owned()));
        assert_eq!(first("1.2bn"), (false, "bn".to_owned()));
        assert_eq!(first("twenty"), (false, String::new()));
    }

    #[test]
    fn gives_no_value_to_others() {
        for words in [
            "",
            "a",
            "a week",
            "hundreds",
            "dozens of",
            "1.2.3",
            "1:30",
            "12,3",
            "and",
            "-",
            "½x",
            "million",
        ] {
            assert_eq!(value(words), None, "{words}");
        }
    }
}
