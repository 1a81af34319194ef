//! The tokens of a paragraph to sentences.

use std::ops::Range;

use super::lists::starts_sentence;
use super::tokens::{Token, TokenKind};

/// Appends the sentences of one paragraph as ranges of token indices; together they cover `within`.
///
/// ```
/// use dateline::{Span, text::{split_sentences, tokenize}};
/// let text = "He met Mr. Putin in the U.S. The talks failed.";
/// let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
/// tokenize(text, Span::new(0, text.len()), &mut tokens);
/// split_sentences(text, &tokens, 0..tokens.len(), &mut sentences);
/// assert_eq!(sentences, [0..7, 7..11]);
/// ```
pub fn split_sentences(
    text: &str,
    tokens: &[Token],
    within: Range<usize>,
    sentences: &mut Vec<Range<usize>>,
) {
    let (mut start, end) = (within.start, within.end);
    let mut at = start;
    while at < end {
        let stop = terminator(text, &tokens[at]);
        at += 1;
        let Some(stop) = stop else { continue };
        let after = skip_closers(text, tokens, at, end);
        let numeral = at - start == 2 && tokens[start].kind == TokenKind::Number; // `1. Peace talks begin`
        if after < end && at - start > 1 && !numeral && ends_before(text, tokens, stop, after) {
            sentences.push(start..after);
            start = after;
        }
        at = after;
    }
    if start < end {
        sentences.push(start..end);
    }
}

/// How a token may end a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    /// `.`
    Full,
    /// `!`, `?`
    Loud,
    /// `...`, `…`
    Ellipsis,
    /// `U.S.`, `Inc.`
    Tail,
}

fn terminator(text: &str, token: &Token) -> Option<Stop> {
    match token.kind {
        TokenKind::Tail => Some(Stop::Tail),
        TokenKind::Sign => match token.span.slice(text) {
            "." => Some(Stop::Full),
            s if s.starts_with(['!', '?']) => Some(Stop::Loud),
            s if s.starts_with("..") || s.starts_with('…') => Some(Stop::Ellipsis),
            _ => None,
        },
        _ => None,
    }
}

/// The first token from `at` on that does not close what ended: marks that are glued on, further stops.
fn skip_closers(text: &str, tokens: &[Token], mut at: usize, end: usize) -> usize {
    while at < end && !tokens[at].spaced && is_closer(text, &tokens[at]) {
        at += 1;
    }
    at
}

fn is_closer(text: &str, token: &Token) -> bool {
    let sign = token.span.slice(text);
    token.kind == TokenKind::Sign
        && sign.starts_with(['"', '”', '’', '\'', '»', ')', ']', '.', '!', '?', '…'])
}

fn ends_before(text: &str, tokens: &[Token], stop: Stop, next: usize) -> bool {
    if !tokens[next].spaced {
        return false;
    }
    let word = tokens[next].span.slice(text);
    let first = word.chars().next().unwrap_or(' ');
    let opens = matches!(first, '"' | '“' | '‘' | '\'' | '(' | '[' | '«' | '„');
    // What an opening mark opens decides.
    let shown = if opens {
        tokens.get(next + 1).map_or(word, |t| t.span.slice(text))
    } else {
        word
    };
    let capital = shown.chars().next().is_some_and(char::is_uppercase);
    let camel = shown.chars().nth(1).is_some_and(char::is_uppercase); // iPhone, eBay
    match stop {
        Stop::Full => capital || camel || !first.is_alphabetic() && !is_dash(first),
        Stop::Loud | Stop::Ellipsis => capital || (camel && !opens),
        Stop::Tail => capital && (opens || starts_sentence(shown)),
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | ',' | ';' | ':')
}
