//! What the tagger looks at: the one feature extractor that training and use share.
//!
//! Features come in two sorts. *Word features* depend on one word type alone and are seen from up to two tokens
//! away; their summed scores are computed once per type and kept (see `score.rs`). *Context features* join several
//! tokens and are looked up where they occur. A feature is a 64-bit hash; no string is built for it.

use super::figures::Figure;
use super::hash::{hash_text, mix};
use super::words::{Caps, WordType};
use crate::gazetteer::{Gazetteer, Kinds};

/// How far word features reach to either side.
pub(crate) const REACH: usize = 2;
/// Positions from which a word type is seen: -2, -1, 0, 1, 2.
pub(crate) const POSITIONS: usize = 2 * REACH + 1;

const ALL: &[u8] = &[0, 1, 2, 3, 4];
const NEAR: &[u8] = &[1, 2, 3];
const HERE: &[u8] = &[2];

/// The key of a word feature as seen from position `at` (0 to 4, 2 being the word itself).
#[inline]
pub(crate) fn at_position(key: u64, at: u8) -> u64 {
    mix(key, 0x51ed + u64::from(at))
}

/// Gives every word feature of a type to `emit`: its template, its key, and the positions from which it is seen.
///
/// Templates are numbers; `templates.rs` says what each looks at.
pub(crate) fn word_features(word: &WordType, folded: &str, mut emit: impl FnMut(u64, u64, &'static [u8])) {
    let mut give = |template: u64, value: u64, positions| emit(template, mix(template, value), positions);
    give(1, word.lower, ALL);
    give(2, word.shape, ALL);
    give(3, u64::from(word.coarse), ALL);
    give(4, u64::from(word.fine), ALL);
    give(5, word.exact, HERE);
    give(6, mix(word.shape, u64::from(word.coarse)), NEAR);
    give(7, mix(word.shape, u64::from(word.fine)), HERE);
    let ends = folded.char_indices().skip(1).map(|(i, _)| i);
    for (n, end) in (10..).zip(ends.take(4)) {
        give(n, hash_text(&folded[..end]), NEAR);
    }
    let starts = folded.char_indices().rev().map(|(i, _)| i);
    for (n, start) in (20..).zip(starts.take(4)).filter(|&(_, start)| start > 0) {
        give(n, hash_text(&folded[start..]), NEAR);
    }
    give(8, word.length_class(), HERE);
    if word.figure != Figure::None {
        give(9, word.figure as u64, ALL);
    }
    if !word.names.is_empty() {
        let names = u64::from(word.names.0);
        word.names.iter().for_each(|kind| give(50, kind, NEAR));
        give(51, names, ALL);
        give(52, mix(names, word.shape), HERE);
        give(53, mix(names, u64::from(word.fine)), HERE);
    }
}

/// A sentence as the context features see it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sentence<'s> {
    /// Word types.
    pub(crate) types: &'s [WordType],
    /// For each token the number of its type.
    pub(crate) numbers: &'s [u32],
    /// For each token whether white space stands before it.
    pub(crate) spaced: &'s [bool],
    /// For each token its place in a known name of several words.
    pub(crate) known: &'s [Known],
}

/// A token's place in a known name of several words; no kinds when it is in none.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Known {
    pub(crate) kinds: Kinds,
    /// Bit 0 for the first word, bit 1 for the last.
    pub(crate) place: u8,
    pub(crate) len: u8,
}

/// Finds the known names of several words, from left to right, the longest at each place.
pub(crate) fn find_known<D: AsRef<[u8]>>(
    types: &[WordType],
    numbers: &[u32],
    names: &Gazetteer<D>,
    known: &mut Vec<Known>,
) {
    known.clear();
    known.resize(numbers.len(), Known::default());
    let mut t = 0;
    while t < numbers.len() {
        let word = |&number: &u32| &types[number as usize];
        let behind = numbers[t + 1..].iter().map(|n| &*word(n).folded);
        if let Some(begun) = word(&numbers[t]).begun
            && let Some((len, kinds)) = names.longest_behind(begun, behind)
        {
            for (i, known) in known[t..t + len].iter_mut().enumerate() {
                let place = u8::from(i == 0) | u8::from(i + 1 == len) << 1;
                *known = Known {
                    kinds,
                    place,
                    len: len.min(6) as u8,
                };
            }
            t += len;
            continue;
        }
        t += 1;
    }
}

/// A run of capitalised words (with small joining words inside) and what stands at its borders.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Run {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Run {
    /// How many tokens it has, held to 6.
    pub(crate) fn length(self) -> u64 {
        (self.end - self.start).min(6) as u64
    }

    /// Where in it token `t` stands: bit 0 for the first, bit 1 for the last.
    pub(crate) fn place(self, t: usize) -> u64 {
        u64::from(t == self.start) | u64::from(t + 1 == self.end) << 1
    }
}

/// Gives the context features of each token of a sentence that is `asked` about: `emit(token, template, key)`.
pub(crate) fn context_features(
    sentence: Sentence<'_>,
    asked: impl Fn(usize) -> bool,
    mut emit: impl FnMut(usize, u64, u64),
) {
    let edge = WordType::edge();
    let len = sentence.numbers.len();
    let word = |t: usize| {
        sentence
            .numbers
            .get(t)
            .map_or(&edge, |&n| &sentence.types[n as usize])
    };
    let at = |t: usize, by: isize| t.checked_add_signed(by).map_or(&edge, word);
    let mut run = Run::default();
    for t in 0..len {
        if run.end <= t {
            run = run_from(word, len, t);
        }
        if !asked(t) {
            continue;
        }
        let [p2, p1, here, n1, n2] = [-2, -1, 0, 1, 2].map(|by| at(t, by));
        let mut give = |template: u64, values: &[u64]| {
            emit(
                t,
                template,
                values
                    .iter()
                    .fold(mix(0x77, template), |hash, &value| mix(hash, value)),
            );
        };
        let fine = |w: &WordType| u64::from(w.fine);
        let coarse = |w: &WordType| u64::from(w.coarse);
        give(30, &[p1.lower, here.lower]);
        give(31, &[here.lower, n1.lower]);
        give(32, &[p1.lower, n1.lower]);
        give(33, &[p2.lower, p1.lower]);
        give(34, &[n1.lower, n2.lower]);
        give(35, &[p1.shape, here.shape]);
        give(36, &[here.shape, n1.shape]);
        give(37, &[p1.shape, here.shape, n1.shape]);
        give(38, &[fine(p1), fine(here)]);
        give(39, &[fine(here), fine(n1)]);
        give(40, &[coarse(p1), coarse(n1), here.shape]);
        give(41, &[coarse(p1), coarse(here), coarse(n1)]);
        give(42, &[coarse(p2), coarse(p1), here.shape]);
        give(43, &[coarse(n1), coarse(n2), here.shape]);
        give(44, &[p1.lower, here.shape]);
        give(45, &[here.shape, n1.lower]);
        let glue = glue(sentence.spaced, t);
        give(46, &[glue, here.shape]);
        give(47, &[glue, p1.shape, p2.lower]);
        give(48, &[glue, n1.shape, n2.lower]);
        if !here.names.is_empty() || !p1.names.is_empty() || !n1.names.is_empty() {
            let [p, h, n] = [p1, here, n1].map(|w| u64::from(w.names.0));
            give(54, &[p, h]);
            give(55, &[h, n]);
            give(56, &[p, h, n]);
            give(57, &[h, p1.lower]);
            give(58, &[h, n1.lower]);
        }
        figure_features([p2, p1, here, n1, n2], &mut give);
        known_features(sentence.known, t, here, p1, n1, &mut give);
        if run.start <= t && t < run.end {
            let before = run.start.checked_sub(1).map_or(&edge, word);
            let borders = [before, word(run.start), word(run.end - 1), word(run.end)];
            run_features(borders, run, t, &mut give);
        }
    }
}

/// Whether white space stands before token `t` (bit 0) and after it (bit 1).
#[inline]
pub(crate) fn glue(spaced: &[bool], t: usize) -> u64 {
    u64::from(spaced[t]) | u64::from(spaced.get(t + 1).copied().unwrap_or(true)) << 1
}

/// The features of a token in or beside a number, an amount, a date or a time.
fn figure_features([p2, p1, here, n1, n2]: [&WordType; 5], give: &mut impl FnMut(u64, &[u64])) {
    let class = |word: &WordType| word.figure as u64;
    if here.figure == Figure::None {
        if p1.figure != Figure::None || n1.figure != Figure::None {
            give(106, &[class(p1), here.lower]);
            give(107, &[here.lower, class(n1)]);
            give(108, &[class(p2), class(p1), class(n1), class(n2)]);
        }
        return;
    }
    let h = class(here);
    give(100, &[class(p1), h, class(n1)]);
    give(101, &[class(p2), class(p1), h]);
    give(102, &[h, class(n1), class(n2)]);
    give(103, &[class(p2), class(p1), h, class(n1), class(n2)]);
    give(104, &[p1.lower, h, n1.lower]);
    give(105, &[p1.lower, h, class(n1)]);
    give(106, &[class(p1), h, n1.lower]);
    give(107, &[p2.lower, class(p1), h]);
    give(108, &[h, class(n1), n2.lower]);
    give(109, &[p1.shape, h, n1.shape]);
}

/// The features of a token in or beside a known name of several words.
fn known_features(
    known: &[Known],
    t: usize,
    here: &WordType,
    before: &WordType,
    after: &WordType,
    give: &mut impl FnMut(u64, &[u64]),
) {
    let set = |known: &Known| u64::from(known.kinds.0);
    let own = &known[t];
    if !own.kinds.is_empty() {
        let (place, len) = (u64::from(own.place), u64::from(own.len));
        own.kinds.iter().for_each(|kind| give(80, &[kind, place]));
        give(81, &[set(own), place]);
        give(82, &[set(own), place, len]);
        give(83, &[set(own), place, here.shape]);
        give(84, &[set(own), place, before.lower]);
        give(85, &[set(own), place, after.lower]);
    }
    let beside = |known: &&Known| !known.kinds.is_empty();
    if let Some(next) = known.get(t + 1).filter(beside).filter(|k| k.place & 1 != 0) {
        give(86, &[set(next), here.shape]);
    }
    if let Some(last) = t
        .checked_sub(1)
        .and_then(|p| known.get(p))
        .filter(beside)
        .filter(|k| k.place & 2 != 0)
    {
        give(87, &[set(last), here.shape]);
    }
}

/// The features of a token inside a run: where in it, what ends it, what stands before and after.
fn run_features(borders: [&WordType; 4], run: Run, t: usize, give: &mut impl FnMut(u64, &[u64])) {
    let [before, first, last, after] = borders;
    let (len, place) = (run.length(), run.place(t));
    give(60, &[place, before.lower]);
    give(61, &[place, after.lower]);
    give(62, &[place, last.lower]);
    give(63, &[place, first.lower]);
    give(64, &[place, u64::from(last.fine)]);
    give(65, &[place, u64::from(first.fine)]);
    give(66, &[place, u64::from(before.fine), len]);
    give(67, &[place, u64::from(after.fine), len]);
    give(68, &[place, len]);
    give(69, &[u64::from(before.coarse), u64::from(after.coarse), len]);
    give(70, &[place, u64::from(last.coarse), u64::from(after.fine)]);
}

/// The run of capitalised words that starts at token `from`; an empty one when that token is in small letters.
pub(crate) fn run_from<'w>(word: impl Fn(usize) -> &'w WordType, len: usize, from: usize) -> Run {
    if word(from).caps == Caps::None {
        return Run {
            start: from,
            end: from,
        };
    }
    let mut end = from + 1;
    for ahead in from + 1..len.min(from + 12) {
        if word(ahead).caps != Caps::None {
            end = ahead + 1;
        } else if !word(ahead).joins {
            break;
        }
    }
    Run { start: from, end }
}
