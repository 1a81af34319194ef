//! What several rooms need to know of words: entries of lists, invisible characters, composed letters, words on one line.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

/// The entries of a list of `seeds/lists`: one a line, comments (`# …`) and blank lines left out.
pub(crate) fn entries(source: &'static str) -> impl Iterator<Item = &'static str> {
    source
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("# "))
}

/// Forms of each month, January first.
pub(crate) static MONTHS: LazyLock<Vec<Vec<&'static str>>> =
    LazyLock::new(|| forms(include_str!("../seeds/lists/months.txt")));

/// The entries of a list that has several forms of a thing on a line.
pub(crate) fn forms(source: &'static str) -> Vec<Vec<&'static str>> {
    entries(source)
        .map(|line| line.split_whitespace().collect())
        .collect()
}

/// The number of the form's line in a list of [`forms`], from 0.
pub(crate) fn number_of(forms: &[Vec<&'static str>], word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.');
    let at = forms
        .iter()
        .position(|line| line.iter().any(|form| form.eq_ignore_ascii_case(word)))?;
    u8::try_from(at).ok()
}

/// Whether a word, in any case, is one of these.
pub(crate) fn is_any(word: &str, known: &[&str]) -> bool {
    known.iter().any(|other| word.eq_ignore_ascii_case(other))
}

/// Whether a character leaves no trace in a word: soft hyphens, joiners, selectors, marks of direction.
pub(crate) fn is_soft(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
    )
}

/// The text with white space folded to single blanks, and control and soft characters dropped.
pub(crate) fn fold_spaces(text: &str) -> String {
    on_one_line(text).into_owned()
}

/// The same, borrowed where the text is so already.
pub(crate) fn on_one_line(text: &str) -> Cow<'_, str> {
    if is_one_line(text) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        let before = out.len();
        if before > 0 {
            out.push(' ');
        }
        let start = out.len();
        out.extend(word.chars().filter(|&c| !is_soft(c)));
        if out.len() == start {
            out.truncate(before);
        }
    }
    out.into()
}

/// Whether plain text has single blanks alone, between its words.
pub(crate) fn is_one_line(text: &str) -> bool {
    let mut after_blank = true;
    let plain = text.bytes().all(|byte| {
        let fits = byte.is_ascii_graphic() || byte == b' ' && !after_blank;
        after_blank = byte == b' ';
        fits
    });
    plain && !after_blank
}

/// The word with letters and combining marks composed (`e` and U+0301 to `é`), as names in lists are written.
pub(crate) fn compose(word: &str) -> Cow<'_, str> {
    static PAIRS: LazyLock<HashMap<(char, char), char, FixedState>> = LazyLock::new(|| {
        let pair = |line: &str| {
            let mut parts = line.split(' ');
            let (whole, plain) = (parts.next()?.chars().next()?, parts.next()?.chars().next()?);
            let mark = char::from_u32(u32::from_str_radix(parts.next()?, 16).ok()?)?;
            Some(((plain, mark), whole))
        };
        entries(include_str!("../seeds/lists/compositions.txt"))
            .filter_map(pair)
            .collect()
    });
    if word.is_ascii() || !word.contains(|c| matches!(c, '\u{300}'..='\u{36f}')) {
        return Cow::Borrowed(word);
    }
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        let whole = out.chars().next_back().and_then(|last| PAIRS.get(&(last, c)));
        if whole.is_some() {
            out.pop();
        }
        out.push(whole.copied().unwrap_or(c));
    }
    Cow::Owned(out)
}
