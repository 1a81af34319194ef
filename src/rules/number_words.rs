//! Words of numbers: what each does in one, and the lists that tell.

/// What one word in a number does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Part {
    /// One to nineteen.
    Unit(f64),
    /// Twenty to ninety.
    Tens(f64),
    Hundred,
    /// Thousand, million and their kin.
    Scale(f64),
    /// Twelve or twenty, counted like a unit of measure: `two dozen`.
    Pack(f64),
}

/// The word in lower case letters, if it is short enough to be one of a number's.
pub(super) fn with_lower<T>(word: &str, ask: impl FnOnce(&str) -> Option<T>) -> Option<T> {
    in_lower::<12, T>(word, ask)
}

/// The same of words of `N` bytes at most.
pub(super) fn in_lower<const N: usize, T>(word: &str, ask: impl FnOnce(&str) -> Option<T>) -> Option<T> {
    let mut buffer = [0; N];
    let lower = buffer.get_mut(..word.len())?;
    if !word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return ask(word);
    }
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    ask(std::str::from_utf8(lower).ok()?)
}

/// What a word of large numbers multiplies by: 1e6 for `million`.
pub(super) fn scale(word: &str) -> Option<f64> {
    with_lower(word, |word| {
        Some(match word {
            "hundred" => 1e2,
            "thousand" => 1e3,
            "lakh" | "lac" => 1e5,
            "million" => 1e6,
            "crore" => 1e7,
            "billion" => 1e9,
            "trillion" => 1e12,
            "quadrillion" => 1e15,
            _ => return None,
        })
    })
}

/// The words from 0 on.
const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
/// The tens from 20 on.
const TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];
/// The ranks from 1 on.
const RANKS: [&str; 19] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];
/// The ranks of tens from 20 on.
const RANKS_OF_TENS: [&str; 8] = [
    "twentieth",
    "thirtieth",
    "fortieth",
    "fiftieth",
    "sixtieth",
    "seventieth",
    "eightieth",
    "ninetieth",
];

/// Where in a list a word stands.
fn place(list: &[&str], word: &str) -> Option<f64> {
    list.iter().position(|known| *known == word).map(|n| n as f64)
}

/// What a word does in a number.
pub(super) fn part(word: &str) -> Option<Part> {
    let small = with_lower(word, |word| {
        if !word.starts_with(['z', 'o', 't', 'f', 's', 'e', 'n', 'd']) {
            return None;
        }
        let unit = place(&UNITS, word).map(Part::Unit);
        let tens = || place(&TENS, word).map(|n| Part::Tens(n * 10.0 + 20.0));
        let pack = || match word {
            "dozen" => Some(Part::Pack(12.0)),
            "score" => Some(Part::Pack(20.0)),
            _ => None,
        };
        unit.or_else(tens).or_else(pack)
    });
    let large = || {
        scale(word).map(|scale| match scale {
            100.0 => Part::Hundred,
            _ => Part::Scale(scale),
        })
    };
    small.or_else(large)
}

/// The rank that a word is: 3 for `third`, 20 for `twentieth`; `second` is 2.
pub(super) fn rank(word: &str) -> Option<f64> {
    // *first*, *second*, and all others in -d or -th
    if !matches!(
        word.as_bytes().last(),
        Some(b't' | b'd' | b'h' | b'T' | b'D' | b'H')
    ) {
        return None;
    }
    with_lower(word, |word| {
        let small = place(&RANKS, word).map(|n| n + 1.0);
        small.or_else(|| place(&RANKS_OF_TENS, word).map(|n| n * 10.0 + 20.0))
    })
}

/// The rank that multiplies: 100 for `hundredth`.
pub(super) fn large_rank(word: &str) -> Option<f64> {
    word.get(..word.len().checked_sub(2)?)
        .filter(|small| word[small.len()..].eq_ignore_ascii_case("th"))
        .and_then(scale)
}

/// What a fraction's lower half divides by: 3 for `third` and `thirds`.
pub(super) fn divisor(word: &str, is_plural: bool) -> Option<f64> {
    let word = match (is_plural, word.strip_suffix(['s', 'S'])) {
        (true, Some(singular)) => singular,
        (false, None) => word,
        _ => return None,
    };
    if word.eq_ignore_ascii_case("quarter") {
        return Some(4.0);
    }
    // Not `two seconds`.
    rank(word).filter(|n| (3.0..=10.0).contains(n))
}

/// `½` and its kin.
pub(super) fn sign_fraction(word: &str) -> Option<f64> {
    Some(match word {
        "½" => 0.5,
        "⅓" => 1.0 / 3.0,
        "⅔" => 2.0 / 3.0,
        "¼" => 0.25,
        "¾" => 0.75,
        "⅛" => 0.125,
        "⅜" => 0.375,
        "⅝" => 0.625,
        "⅞" => 0.875,
        _ => return None,
    })
}
