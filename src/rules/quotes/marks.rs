//! Quotation marks: which one opens and which one closes it, and what is an apostrophe or a sign of inches.

use std::ops::Range;

use crate::lexical::is_any;
use crate::rules::Tagged;
use crate::span::Span;
use crate::text::TokenKind;
use crate::warning::{Warning, WarningCode};

/// Marks that may stand open at once; an older one is taken for unclosed.
const DEEPEST: usize = 8;

/// Paragraphs without marks that a quotation may go on over: texts with a line for each sentence.
const MOST_BRIDGED: usize = 8;

/// What stands between an opening and a closing mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// The tokens between the marks.
    pub(super) tokens: Range<usize>,
    /// The first token of the opening mark; of the stretch itself where the paragraph goes on without one.
    pub(super) open: usize,
    /// One past the closing mark, or past the stretch where none stands.
    pub(super) after: usize,
    /// The stretch around it.
    pub(super) parent: Option<u32>,
    /// It goes on with the quotation that the paragraph before left open.
    pub(super) continues: bool,
}

/// The kinds of marks that close only their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Single,
    Double,
    Angle,
}

/// Which way a mark looks, by its form or by what stands beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Opens,
    Closes,
    Either,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    token: usize,
    /// Its tokens: two for ` `` ` and `''`.
    width: usize,
    family: Family,
    /// The way of its form.
    form: Way,
    /// The way of its place.
    place: Way,
    /// An apostrophe or an inch as likely as a closing mark.
    weak: bool,
    /// The next mark of the family that is surely one closes.
    later: bool,
}

impl Mark {
    fn end(&self) -> usize {
        self.token + self.width
    }
}

/// The buffers and what was found.
#[derive(Debug, Default)]
pub(super) struct Marks {
    marks: Vec<Mark>,
    open: Vec<Mark>,
    /// The mark that the paragraph before left open, with its place in `stretches`.
    pending: Option<(Mark, usize)>,
    /// Paragraphs without marks since then.
    bridged: Vec<Range<usize>>,
    /// In text order; a stretch stands before those inside it.
    pub(super) stretches: Vec<Stretch>,
}

/// The family of a quotation mark and the way of its form; `None` for any other word.
fn form(word: &str) -> Option<(Family, Way)> {
    Some(match word {
        "\"" | "＂" | "〃" => (Family::Double, Way::Either),
        "“" | "„" | "‟" | "〝" => (Family::Double, Way::Opens),
        "”" | "〞" => (Family::Double, Way::Closes),
        "«" => (Family::Angle, Way::Opens),
        "»" => (Family::Angle, Way::Closes),
        "‘" | "‚" | "‛" | "‹" | "`" => (Family::Single, Way::Opens),
        "’" | "›" => (Family::Single, Way::Closes),
        "'" => (Family::Single, Way::Either),
        _ => return None,
    })
}

/// Whether a word is a quotation mark or an apostrophe of its own.
pub(super) fn is_mark(word: &str) -> bool {
    form(word).is_some()
}

impl Marks {
    /// Finds the stretches of an article, and warns of marks without a partner.
    pub(super) fn read(&mut self, page: &Tagged<'_>, warnings: &mut Vec<Warning>) {
        self.stretches.clear();
        self.pending = None;
        self.bridged.clear();
        for paragraph in &page.article.paragraphs {
            let tokens = page.tokens_in(paragraph.span);
            if !tokens.is_empty() {
                self.paragraph(page, tokens, warnings);
            }
        }
        self.give_up(page, warnings);
        self.nest();
    }

    fn paragraph(&mut self, page: &Tagged<'_>, tokens: Range<usize>, warnings: &mut Vec<Warning>) {
        self.collect(page, tokens.clone());
        let first = self.marks.iter().find(|m| !is_apostrophe(m)).copied();
        let reopens = |mark: &Mark, left: &Mark| {
            mark.token == tokens.start && mark.family == left.family && mark.place != Way::Closes
        };
        let mut continues = false;
        if let Some((left, at)) = self.pending {
            let begins = first.is_some_and(|mark| reopens(&mark, &left));
            let closes = first
                .is_some_and(|m| m.family == left.family && m.place == Way::Closes && m.form != Way::Opens);
            if begins && self.bridged.is_empty() {
                continues = true;
                self.pending = None;
            } else if first.is_none() && left.family != Family::Single && self.bridged.len() < MOST_BRIDGED {
                self.bridged.push(tokens);
                return;
            } else if closes && left.family != Family::Single {
                self.pending = None;
                self.stretches[at].after = self.stretches[at].tokens.end;
                for line in std::mem::take(&mut self.bridged) {
                    self.add(line.clone(), line.start, line.end, true);
                }
                if let Some(mark) = first {
                    self.add(tokens.start..mark.token, tokens.start, mark.end(), true);
                    self.marks.retain(|m| m.token > mark.token);
                }
            } else {
                self.give_up(page, warnings);
            }
        }
        let before = self.stretches.len();
        let marks = std::mem::take(&mut self.marks);
        for mark in &marks {
            self.take(page, mark, warnings);
        }
        self.marks = marks;
        self.leave(page, &tokens, warnings);
        if continues
            && let Some(stretch) = self.stretches[before..]
                .iter_mut()
                .find(|s| s.open == tokens.start)
        {
            stretch.continues = true;
        }
    }

    /// The marks of a paragraph with what their places say.
    fn collect(&mut self, page: &Tagged<'_>, tokens: Range<usize>) {
        self.marks.clear();
        let mut at = tokens.start;
        while at < tokens.end {
            let token = &page.tokens()[at];
            let word = page.word(at);
            let Some((mut family, mut way)) = (token.kind == TokenKind::Sign).then(|| form(word)).flatten()
            else {
                at += 1;
                continue;
            };
            let mut width = 1;
            let twin = at + 1 < tokens.end && !page.tokens()[at + 1].spaced && page.word(at + 1) == word;
            if twin && matches!(word, "'" | "`" | "’" | "‘") {
                (family, width) = (Family::Double, 2);
                way = if word == "’" { Way::Closes } else { way };
            }
            let mark = Mark {
                token: at,
                width,
                family,
                form: way,
                place: Way::Either,
                weak: false,
                later: false,
            };
            let placed = self.place(page, &tokens, mark);
            self.marks.push(placed);
            at += width;
        }
        // From the end on: whether the next sure mark of the family closes.
        let mut later = [false; 3];
        for mark in self.marks.iter_mut().rev() {
            let slot = &mut later[mark.family as usize];
            mark.later = *slot;
            if !mark.weak && mark.place != Way::Either {
                *slot = mark.place == Way::Closes;
            }
        }
    }

    /// What stands beside a mark says which way it looks.
    fn place(&self, page: &Tagged<'_>, tokens: &Range<usize>, mut mark: Mark) -> Mark {
        let (before, after) = (mark.token.checked_sub(1), mark.end());
        let glued_left = mark.token > tokens.start && !page.tokens()[mark.token].spaced;
        let glued = |at: usize| at < tokens.end && !page.tokens()[at].spaced;
        let left = before.filter(|_| glued_left).map_or("", |at| page.word(at));
        let right = if glued(after) { page.word(after) } else { "" };
        let after_opener = left.starts_with(['(', '[', '{', '—', '–', '-', '/', '“', '‘', '«', '„', '‚'])
            || self
                .marks
                .last()
                .is_some_and(|m| glued_left && m.end() == mark.token && m.place == Way::Opens);
        let ends = |word: &str| {
            word.starts_with([
                ',', '.', ';', ':', '!', '?', ')', ']', '}', '—', '–', '-', '…', '/', '”', '’', '»', '›',
            ])
        };
        // Of two marks in a row the outer one tells.
        let before_closer =
            ends(right) || is_mark(right) && (!glued(after + 1) || ends(page.word(after + 1)));
        let may_open = !glued_left || after_opener;
        let may_close = right.is_empty() || before_closer;
        mark.place = match (may_open, may_close) {
            (true, false) => Way::Opens,
            (false, true) => Way::Closes,
            _ => Way::Either,
        };
        if !glued_left {
            return mark;
        }
        let number = before.is_some_and(|at| page.tokens()[at].kind == TokenKind::Number);
        let plural = mark.family == Family::Single && left.ends_with(['s', 'S', 'x', 'z']);
        mark.weak = mark.place == Way::Closes
            && mark.form != Way::Opens
            && (plural || number && mark.form == Way::Either);
        if mark.family == Family::Double && number && self.is_feet(page, mark.token) {
            mark.place = Way::Either;
            mark.weak = true;
            mark.width = 0; // no mark at all
        }
        mark
    }

    /// `5'10"`: the number before an inch stands right after a foot.
    fn is_feet(&self, page: &Tagged<'_>, at: usize) -> bool {
        at >= 3
            && matches!(page.word(at - 2), "'" | "’" | "′")
            && page.tokens()[at - 3].kind == TokenKind::Number
            && !page.tokens()[at - 2].spaced
    }

    /// Takes a mark into account.
    fn take(&mut self, page: &Tagged<'_>, mark: &Mark, warnings: &mut Vec<Warning>) {
        if mark.width == 0 {
            return;
        }
        let open = self.open.iter().rposition(|m| m.family == mark.family);
        let single = mark.family == Family::Single;
        let opens = match (mark.form, mark.place) {
            (Way::Opens, Way::Closes) => open.is_none() && !single,
            (Way::Opens, _) => true,
            (Way::Closes, Way::Opens) => open.is_none() && !single,
            (Way::Closes, _) | (Way::Either, Way::Closes) => false,
            (Way::Either, Way::Opens) => true,
            (Way::Either, Way::Either) => open.is_none() && !single,
        };
        if opens {
            if single && is_elision(page, mark.end()) {
                return;
            }
            if self.open.len() == DEEPEST {
                let oldest = self.open.remove(0);
                warn(page, &oldest, WarningCode::UnclosedQuote, warnings);
            }
            self.open.push(*mark);
            return;
        }
        let top = self.open.len().wrapping_sub(1);
        match open {
            // A possessive, an inch: another mark closes.
            Some(at) if mark.weak && (mark.later || at != top) => {}
            // `the dogs' bowl` inside double marks that are themselves inside single ones
            Some(at) if single && at != top && !ends_speech(page, mark.token) => {}
            Some(_) if single && mark.form == Way::Either && mark.place == Way::Either => {}
            Some(at) => {
                for unclosed in self
                    .open
                    .drain(at + 1..)
                    .filter(|m| m.form == Way::Opens || m.family != Family::Single)
                {
                    warn(page, &unclosed, WarningCode::UnclosedQuote, warnings);
                }
                if let Some(opener) = self.open.pop() {
                    self.add(opener.end()..mark.token, opener.token, mark.end(), false);
                }
            }
            None if single || mark.weak => {}
            None => warn(page, mark, WarningCode::UnopenedQuote, warnings),
        }
    }

    /// The end of a paragraph: what is still open either goes on in the next or stays without a partner.
    fn leave(&mut self, page: &Tagged<'_>, tokens: &Range<usize>, warnings: &mut Vec<Warning>) {
        let goes_on = self
            .open
            .iter()
            .position(|m| m.family != Family::Single || m.token == tokens.start);
        for (at, mark) in std::mem::take(&mut self.open).into_iter().enumerate() {
            if Some(at) == goes_on {
                self.add(mark.end()..tokens.end, mark.token, tokens.end, false);
                self.pending = Some((mark, self.stretches.len() - 1));
            } else if mark.form == Way::Opens || mark.family != Family::Single {
                warn(page, &mark, WarningCode::UnclosedQuote, warnings);
            }
        }
    }

    /// The pending mark has no partner: its stretch ends with its sentence, or at the next mark.
    fn give_up(&mut self, page: &Tagged<'_>, warnings: &mut Vec<Warning>) {
        let Some((mark, at)) = self.pending.take() else {
            return;
        };
        self.bridged.clear();
        if mark.family == Family::Single && mark.form == Way::Either {
            self.stretches.remove(at); // an apostrophe
            return;
        }
        warn(page, &mark, WarningCode::UnclosedQuote, warnings);
        let stretch = &mut self.stretches[at];
        let sentence = page.sentence_around(mark.token).end.min(stretch.tokens.end);
        let next = (stretch.tokens.start..sentence).find(|&at| {
            form(page.word(at)).is_some_and(|(family, way)| family != Family::Single || way == Way::Opens)
        });
        stretch.tokens.end = next.unwrap_or(sentence).max(stretch.tokens.start);
        stretch.after = stretch.tokens.end;
    }

    fn add(&mut self, tokens: Range<usize>, open: usize, after: usize, continues: bool) {
        self.stretches.push(Stretch {
            tokens,
            open,
            after,
            parent: None,
            continues,
        });
    }

    /// Puts the stretches in order, drops empty ones, and finds the one around each.
    fn nest(&mut self) {
        self.stretches.retain(|s| !s.tokens.is_empty());
        self.stretches
            .sort_by_key(|s| (s.tokens.start, std::cmp::Reverse(s.tokens.end)));
        let mut around: Vec<u32> = Vec::new();
        for at in 0..self.stretches.len() {
            let start = self.stretches[at].tokens.start;
            while around
                .last()
                .is_some_and(|&outer| self.stretches[outer as usize].tokens.end <= start)
            {
                around.pop();
            }
            self.stretches[at].parent = around.last().copied();
            around.push(at as u32);
        }
    }
}

/// Surely no quotation mark while none of its family is open.
fn is_apostrophe(mark: &Mark) -> bool {
    mark.width == 0 || mark.family == Family::Single && mark.form != Way::Opens && mark.place != Way::Opens
}

fn warn(page: &Tagged<'_>, mark: &Mark, code: WarningCode, warnings: &mut Vec<Warning>) {
    let tokens = page.tokens();
    let span = Span {
        start: tokens[mark.token].span.start,
        end: tokens[mark.end() - 1].span.end,
    };
    warnings.push(Warning { code, span });
}

/// Whether a mark stands after the sign that ends speech.
fn ends_speech(page: &Tagged<'_>, at: usize) -> bool {
    at > 0 && page.word(at - 1).starts_with([',', '.', '!', '?', '…'])
}

/// `'90s`, `'em`: an apostrophe at the head of a word.
fn is_elision(page: &Tagged<'_>, at: usize) -> bool {
    const WORDS: [&str; 12] = [
        "tis", "twas", "em", "n", "til", "cause", "cos", "bout", "round", "fraid", "twere", "ere",
    ];
    let word = page.word(at);
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    digits == 2 && matches!(&word[2..], "" | "s") || word.len() <= 6 && is_any(word, &WORDS)
}
