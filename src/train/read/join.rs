//! Tokens back to a text: spaces where people write them, and mentions that keep their places.

use super::{Found, Told};
use crate::span::Span;

/// A text put together from tokens.
#[derive(Debug, Default)]
pub(super) struct Joined {
    pub(super) text: String,
    pub(super) mentions: Vec<(Span, Box<str>)>,
    /// The mention that is open: where it starts, and its label.
    open: Option<(usize, Box<str>)>,
    /// The end of the last token.
    end: usize,
    /// Whether the next token follows without a space.
    tight: bool,
    /// Whether straight double and single quotation marks are open.
    quoted: [bool; 2],
}

impl Joined {
    /// Starts a line.
    pub(super) fn open_line(&mut self) {
        self.close();
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        (self.tight, self.quoted) = (true, [false; 2]);
    }

    /// Adds a token with a space before it where one belongs; `label` opens a mention.
    pub(super) fn add(&mut self, token: &str, label: Option<&str>) {
        let token = written(token);
        let last = self.text[..self.end].chars().next_back();
        let (before, after) = self.sides(token, last);
        if !(self.tight || before) {
            self.text.push(' ');
        }
        self.tight = after;
        self.put(token, label);
    }

    /// Adds a token just as it is; `spaced` puts a space after it.
    pub(super) fn add_exact(&mut self, token: &str, spaced: bool, label: Option<&str>) {
        self.put(token, label);
        if spaced {
            self.text.push(' ');
        }
    }

    fn put(&mut self, token: &str, label: Option<&str>) {
        if let Some(label) = label {
            self.close();
            self.open = Some((self.text.len(), label.into()));
        }
        self.text.push_str(token);
        self.end = self.text.len();
    }

    /// Ends the open mention, if there is one, with the last token.
    pub(super) fn close(&mut self) {
        if let Some((start, label)) = self.open.take()
            && let Some(span) = super::trimmed(&self.text, Span::new(start, self.end))
        {
            self.mentions.push((span, label));
        }
    }

    /// The document, made by people.
    pub(super) fn found(self) -> Found {
        Found {
            id: None,
            text: self.text,
            mentions: self.mentions,
            certainty: 1.0,
            notes: Told::default(),
        }
    }

    /// Whether a token stands close to the one before it, and to the one after it.
    fn sides(&mut self, token: &str, last: Option<char>) -> (bool, bool) {
        match token {
            "\"" | "'" => {
                let single = usize::from(token == "'");
                let possessive = single == 1 && !self.quoted[1] && last == Some('s');
                if !possessive {
                    self.quoted[single] = !self.quoted[single];
                }
                let opens = self.quoted[single] && !possessive;
                (!opens, opens)
            }
            "(" | "[" | "{" | "“" | "‘" | "$" | "US$" | "C$" | "A$" | "HK$" | "£" | "€" | "¥" | "¿" | "¡" => {
                (false, true)
            }
            "," | "." | ";" | ":" | "!" | "?" | ")" | "]" | "}" | "%" | "”" | "’" | "..." | "…" => {
                (true, false)
            }
            "/" => (true, true),
            _ => (is_clitic(token), false),
        }
    }
}

/// Whether a token is the end of a word that was cut in two.
fn is_clitic(token: &str) -> bool {
    let small = token.to_lowercase().replace('’', "'");
    matches!(&*small, "'s" | "n't" | "'ll" | "'re" | "'ve" | "'d" | "'m")
}

/// A token as people write it: the Penn Treebank has its own names for brackets and quotation marks.
fn written(token: &str) -> &str {
    match token {
        "-LRB-" => "(",
        "-RRB-" => ")",
        "-LSB-" => "[",
        "-RSB-" => "]",
        "-LCB-" => "{",
        "-RCB-" => "}",
        "``" => "“",
        "''" => "”",
        "`" => "‘",
        "\\/" => "/",
        "\\*" => "*",
        _ => token,
    }
}
