//! Character classes, and the folding of a word to its lower-case form.

use crate::lexical::is_soft;

/// What a character is to the tokenizer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Space,
    Letter,
    Digit,
    /// Leaves no trace in the form of a word: soft hyphens, joiners, selectors, marks of direction.
    Soft,
    Apostrophe,
    Other,
}

const ASCII: [Class; 128] = {
    let mut table = [Class::Other; 128];
    let mut i = 0;
    while i < 128 {
        let byte = i as u8;
        table[i] = match byte {
            b'0'..=b'9' => Class::Digit,
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'\'' => Class::Apostrophe,
            b' ' | b'\t'..=b'\r' | 0 | 0x1c..=0x1f => Class::Space,
            _ => Class::Other,
        };
        i += 1;
    }
    table
};

/// The class of a character.
pub(super) fn class(c: char) -> Class {
    if c.is_ascii() {
        return ASCII[c as usize];
    }
    match c {
        '’' | 'ʼ' | '＇' => Class::Apostrophe,
        _ if is_soft(c) => Class::Soft,
        _ if c.is_whitespace() => Class::Space,
        _ if c.is_alphabetic() || is_mark(c) => Class::Letter,
        _ if c.is_numeric() && !is_fraction(c) => Class::Digit,
        _ => Class::Other,
    }
}

/// Combining marks continue a word.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}')
}

/// `½` and its kin are words of their own: `2½` is two and a half.
fn is_fraction(c: char) -> bool {
    matches!(c, '¼'..='¾' | '⅐'..='⅞')
}

/// Writes the lower-case form of a word into `out`: soft characters dropped, quotation marks and dashes of one kind.
pub(crate) fn fold_word(word: &str, out: &mut String) {
    out.clear();
    if matches!(word, "--" | "---" | "–" | "—") {
        out.push('—');
        return;
    }
    if word.is_ascii() {
        out.push_str(word);
        out.make_ascii_lowercase();
        return;
    }
    for c in word.chars() {
        match c {
            _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            _ if is_soft(c) => {}
            _ => out.extend(plain(c).to_lowercase()),
        }
    }
}

/// Whether [`fold_word`] leaves a word as it is.
pub(crate) fn is_folded(word: &str) -> bool {
    let small = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    word.bytes().all(small) && !word.starts_with("--")
}

/// Apostrophes, quotation marks and hyphens of any kind as their plain one.
pub(crate) fn plain(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' | '＇' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '‐' | '‑' => '-',
        _ => c,
    }
}
