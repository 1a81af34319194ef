//! What several rooms need to know of words: entries of lists, invisible characters, words on one line.

/// The entries of a list of `seeds/lists`: one a line, comments (`# …`) and blank lines left out.
pub(crate) fn entries(source: &'static str) -> impl Iterator<Item = &'static str> {
    source
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("# "))
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
    out
}
