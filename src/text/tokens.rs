//! A stretch of text to tokens: words, numbers and signs, in one pass over the characters.
//!
//! Every hyphen, slash and possessive is a token of its own, so that a name inside a compound (`U.S.-led`,
//! `Moscow's`) has a border to stand on. Full stops belong to initials and known abbreviations.

use super::chars::{Class, class};
use super::lists::{Abbreviation, abbreviation};
use crate::lexical::is_soft;
use crate::span::Span;

/// A word, number or sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// Whether white space (or nothing) stands before it.
    pub spaced: bool,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, perhaps with digits.
    Word,
    /// An abbreviation or initials with the full stop that no sentence ends at (`Mr.`, `J.`).
    Abbreviation,
    /// An abbreviation or initials that a sentence may end at (`U.S.`, `Inc.`).
    Tail,
    /// Starts with a digit.
    Number,
    /// `'s`, `'ve`, `'ll` at the end of a word.
    Clitic,
    /// Any sign, or a run of the same one.
    Sign,
}

/// Appends the tokens of `text[within]` to `tokens`.
///
/// ```
/// use dateline::{Span, text::tokenize};
/// let text = "U.S.-led talks cost $1.2bn.";
/// let mut tokens = Vec::new();
/// tokenize(text, Span::new(0, text.len()), &mut tokens);
/// let words: Vec<_> = tokens.iter().map(|t| t.span.slice(text)).collect();
/// assert_eq!(words, ["U.S.", "-", "led", "talks", "cost", "$", "1.2bn", "."]);
/// ```
pub fn tokenize(text: &str, within: Span, tokens: &mut Vec<Token>) {
    let base = within.start as usize;
    let mut scan = Scanner {
        text: within.slice(text),
        at: 0,
    };
    let mut spaced = true;
    while let Some(c) = scan.peek() {
        let start = scan.at;
        let kind = match class(c) {
            Class::Space | Class::Soft => {
                scan.at += c.len_utf8();
                spaced |= class(c) == Class::Space;
                continue;
            }
            Class::Letter => scan.word(),
            Class::Digit => scan.number(),
            Class::Apostrophe => scan.apostrophe(!spaced),
            Class::Other => scan.sign(c),
        };
        tokens.push(Token {
            span: Span::new(base + start, base + scan.at),
            kind,
            spaced,
        });
        spaced = false;
    }
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

impl Scanner<'_> {
    fn peek(&self) -> Option<char> {
        self.char_at(self.at)
    }

    /// The character at byte `at`, which is a border or the end.
    fn char_at(&self, at: usize) -> Option<char> {
        match self.text.as_bytes().get(at) {
            Some(&byte) if byte < 0x80 => Some(byte as char),
            Some(_) => self.text.get(at..).and_then(|rest| rest.chars().next()),
            None => None,
        }
    }

    fn class_at(&self, at: usize) -> Class {
        self.char_at(at).map_or(Class::Space, class)
    }

    /// Skips letters, digits and soft characters.
    fn alphanumeric(&mut self) {
        while let Some(c) = self.peek() {
            match class(c) {
                Class::Letter | Class::Digit | Class::Soft => self.at += c.len_utf8(),
                _ => break,
            }
        }
    }

    fn word(&mut self) -> TokenKind {
        let start = self.at;
        let mut segment = start; // start of the part since the last full stop
        let mut initials = true; // every part so far is one letter
        loop {
            self.alphanumeric();
            let next = self.char_at(self.at);
            let after = self.at + next.map_or(0, char::len_utf8);
            match next {
                Some('.') if matches!(self.class_at(after), Class::Letter | Class::Digit) => {
                    initials &= self.is_one_letter(segment);
                    if !self.joins(segment, after, initials) {
                        return self.finish(start, segment, initials);
                    }
                    self.at = after;
                    segment = after;
                }
                Some('&') if self.class_at(after) == Class::Letter => {
                    self.at = after;
                    initials = false;
                }
                Some('@' | '_') if matches!(self.class_at(after), Class::Letter | Class::Digit) => {
                    self.at = after;
                    initials = false;
                }
                Some(':') if self.text[after..].starts_with("//") => {
                    self.address();
                    return TokenKind::Word;
                }
                Some(c) if class(c) == Class::Apostrophe && self.class_at(after) == Class::Letter => {
                    if self.clitic(after).is_some() {
                        return TokenKind::Word;
                    }
                    self.at = after;
                    initials = false;
                }
                _ => return self.finish(start, segment, initials),
            }
        }
    }

    fn is_one_letter(&self, segment: usize) -> bool {
        let mut letters = self.text[segment..self.at].chars().filter(|&c| !is_soft(c));
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    }

    /// Whether the part from `segment` and the part from `after` are one word across the full stop between them.
    fn joins(&self, segment: usize, after: usize, initials: bool) -> bool {
        let rest = &self.text[after..];
        let next = rest.chars().next().unwrap_or(' ');
        if initials {
            // U.S, a.m; but not J.Smith
            let second = rest[next.len_utf8()..].chars().next().map_or(Class::Space, class);
            return second != Class::Letter;
        }
        let part = &self.text[segment..self.at];
        let last = part.chars().next_back().unwrap_or(' ');
        let joined_abbreviation = matches!((part, next), ("Ph" | "Ed", 'D'));
        // Amazon.com, press.example; but not said.The
        joined_abbreviation || (!next.is_uppercase() && last.is_alphanumeric())
    }

    /// Takes the full stop into the word where it belongs there, and tells the kind.
    fn finish(&mut self, start: usize, segment: usize, initials: bool) -> TokenKind {
        if self.char_at(self.at) != Some('.') || self.char_at(self.at + 1) == Some('.') {
            return TokenKind::Word;
        }
        let known = abbreviation(&self.text[start..self.at]);
        if initials && known.is_none() && self.is_one_letter(segment) {
            return if segment > start {
                self.at += 1;
                TokenKind::Tail
            } else {
                self.lone_initial(start)
            };
        }
        let kind = match known {
            Some(Abbreviation::Title) => TokenKind::Abbreviation,
            Some(Abbreviation::Tail) => TokenKind::Tail,
            Some(Abbreviation::Number) if self.digit_follows(self.at + 1) => TokenKind::Abbreviation,
            _ => return TokenKind::Word,
        };
        self.at += 1;
        kind
    }

    /// `J.` in `J. Smith`, `Emre Y., whose`; but not the end of `vitamin C.`
    fn lone_initial(&mut self, start: usize) -> TokenKind {
        let upper = self.char_at(start).is_some_and(char::is_uppercase);
        let rest = self.text[self.at + 1..].trim_start();
        let follows = rest.chars().next();
        let glued = rest.len() + self.at + 1 == self.text.len();
        let inner = match follows {
            Some(',' | ';') => glued,
            Some(c) => c.is_uppercase(),
            None => self.capital_before(start),
        };
        if upper && inner && self.char_at(start) != Some('I') {
            self.at += 1;
            return TokenKind::Abbreviation;
        }
        TokenKind::Word
    }

    /// Whether the word before byte `at` starts with a capital.
    fn capital_before(&self, at: usize) -> bool {
        let before = self.text[..at].trim_end();
        let from = before.len().saturating_sub(40);
        let from = (from..before.len())
            .find(|&i| before.is_char_boundary(i))
            .unwrap_or(before.len());
        let word = before[from..].rsplit(char::is_whitespace).next().unwrap_or("");
        word.chars().next().is_some_and(char::is_uppercase)
    }

    fn digit_follows(&self, at: usize) -> bool {
        self.text[at..]
            .trim_start()
            .chars()
            .next()
            .is_some_and(|c| c.is_ascii_digit())
    }

    /// Digits with inner points and commas, then letters that are glued on (`1.4bn`, `21st`, `9.47pm`).
    fn number(&mut self) -> TokenKind {
        loop {
            while self.class_at(self.at) == Class::Digit {
                self.at += self.peek().map_or(0, char::len_utf8);
            }
            let inner =
                matches!(self.peek(), Some('.' | ',' | ':')) && self.class_at(self.at + 1) == Class::Digit;
            if !inner {
                break;
            }
            self.at += 1;
        }
        let letters = self.at;
        self.alphanumeric();
        // 8a.m. and 5p.m. keep their stops
        if self.text[letters..].starts_with("a.m.") || self.text[letters..].starts_with("p.m.") {
            self.at = letters + 4;
        }
        TokenKind::Number
    }

    /// The length of a clitic whose letters start at `letters`, if there is one.
    fn clitic(&self, letters: usize) -> Option<usize> {
        const CLITICS: [&str; 6] = ["s", "ve", "re", "ll", "d", "m"];
        let rest = &self.text.as_bytes()[letters..];
        CLITICS.iter().map(|c| c.len()).find(|&n| {
            let Some(word) = rest.get(..n) else { return false };
            let known = CLITICS.iter().any(|c| word.eq_ignore_ascii_case(c.as_bytes()));
            known
                && !matches!(
                    self.class_at(letters + n),
                    Class::Letter | Class::Digit | Class::Soft
                )
        })
    }

    /// A clitic when a word stands right before, otherwise the mark alone.
    fn apostrophe(&mut self, glued: bool) -> TokenKind {
        let mark = self.peek().map_or(1, char::len_utf8);
        let after = self.at + mark;
        self.at = after;
        if glued && let Some(n) = self.clitic(after) {
            self.at = after + n;
            return TokenKind::Clitic;
        }
        TokenKind::Sign
    }

    /// The rest of a web address: up to white space, closing signs left out.
    fn address(&mut self) {
        let rest = &self.text[self.at..];
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '”' | '’'))
            .unwrap_or(rest.len());
        let address = rest[..end].trim_end_matches(['.', ',', ';', ':', ')', ']', '!', '?', '\'']);
        self.at += address.len();
    }

    /// One sign, or a run of dashes, dots or other marks of the same kind.
    fn sign(&mut self, c: char) -> TokenKind {
        self.at += c.len_utf8();
        if matches!(
            c,
            '.' | '-' | '*' | '_' | '=' | '~' | '!' | '?' | '–' | '—' | '…' | '#'
        ) {
            while self.peek() == Some(c) {
                self.at += c.len_utf8();
            }
        }
        TokenKind::Sign
    }
}
