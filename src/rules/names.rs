//! `Names`: the caller's names, compiled so that a text that has none of them costs a hash and a bit for each token.
//!
//! Names and texts are compared in a plain form (composed letters, one kind of apostrophe, quotation mark and hyphen,
//! single blanks), hashed character by character in small letters. Sets of bits know the hash of every beginning of a
//! name that may end where a token ends; a table has the whole names, which are compared letter by letter. Beginnings
//! within the first word, for which every token is asked, have sets of their own: these are small enough for the
//! processor's cache, and they know letters as written, so that a small word does not pass for a capitalised one.

use super::hits::{Hit, Source};
use crate::error::Error;
use crate::lexical::{compose, fold_spaces, is_soft};
use crate::record::Label;
use crate::span::Span;
use crate::text::{Token, TokenKind, plain};

/// The longest name, in bytes of its plain form.
const LONGEST: usize = 1000;
/// A place of the table without a name.
const EMPTY: u64 = u64::MAX;

/// The caller's names with their labels.
#[derive(Clone, Default)]
pub(crate) struct Names {
    /// The names in their plain form, one after another, in the order in which they came.
    text: String,
    /// Where each name ends.
    ends: Vec<u32>,
    /// The labels in order, each with the number of the first name that is not its own.
    labels: Vec<(Label, u32)>,
    /// Beginnings within the first word of longer names.
    first: Bits,
    /// Names of one word.
    single: Bits,
    /// Beginnings that reach beyond the first word, whole names too.
    later: Bits,
    /// The upper half of a name's hash and its number, in open addressing.
    table: Vec<u64>,
}

impl Names {
    /// Compiles lists of names.
    pub(super) fn new(lists: &[(Label, &[String])]) -> Result<Names, Error> {
        let mut names = Names::default();
        for (label, list) in lists {
            for (index, name) in list.iter().enumerate() {
                let wrong = |what: &str| {
                    Err(Error::argument(format!(
                        "gazetteer: name {index} of {:?} {what}",
                        label.as_str()
                    )))
                };
                let before = names.text.len();
                names.push(name);
                match names.text.len() - before {
                    0 => return wrong("is empty"),
                    LONGEST.. => return wrong(&format!("is longer than {LONGEST} bytes")),
                    _ => {}
                }
                let Ok(end) = u32::try_from(names.text.len()) else {
                    return wrong("does not fit: the names together are longer than 4 GiB");
                };
                names.ends.push(end);
            }
            names.labels.push((*label, names.ends.len() as u32));
        }
        names.text.shrink_to_fit();
        names.ends.shrink_to_fit();
        names.index();
        Ok(names)
    }

    /// How many names there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The labels with their names, in order.
    #[cfg(any(feature = "python", feature = "parquet"))]
    pub(crate) fn lists(&self) -> impl Iterator<Item = (Label, impl Iterator<Item = &str>)> {
        let mut first = 0;
        self.labels.iter().map(move |&(label, end)| {
            let own = first..end;
            first = end;
            (label, own.map(|number| self.name(number)))
        })
    }

    /// Appends a name in its plain form.
    fn push(&mut self, name: &str) {
        let bare = name.bytes().all(|b| b.is_ascii_graphic());
        if bare {
            self.text.push_str(name);
        } else {
            let folded = fold_spaces(name);
            let whole = compose(folded.trim());
            self.text.extend(whole.chars().map(plain));
        }
    }

    /// Fills the sets and the table.
    fn index(&mut self) {
        let (mut first, mut single, mut later) = (Vec::new(), Vec::new(), Vec::new());
        let places = (self.ends.len() * 3 / 2 + 1).next_power_of_two();
        let mut table = vec![EMPTY; places];
        for number in 0..self.ends.len() as u32 {
            let name = self.name(number);
            walk(name, |hash, forms, whole| {
                match (forms, whole) {
                    (None, _) => later.push(hash),
                    (Some(forms), true) => single.extend(forms),
                    (Some(forms), false) => first.extend(forms),
                }
                if !whole {
                    return;
                }
                let mut at = hash.place(places);
                while table[at] != EMPTY {
                    if hash.tagged(table[at]) && self.name(table[at] as u32) == name {
                        return;
                    }
                    at = (at + 1) % places;
                }
                table[at] = hash.tag() | u64::from(number);
            });
        }
        self.table = table;
        (self.first, self.single, self.later) = (Bits::new(first), Bits::new(single), Bits::new(later));
    }

    /// A name in its plain form.
    pub(super) fn name(&self, number: u32) -> &str {
        let start = number
            .checked_sub(1)
            .map_or(0, |before| self.ends[before as usize]);
        let end = self.ends[number as usize];
        Span { start, end }.slice(&self.text)
    }

    fn label(&self, number: u32) -> Label {
        self.labels[self.labels.partition_point(|&(_, end)| end <= number)].0
    }

    /// Appends what names fit in the tokens of a paragraph. `sentences` has the index of the first token of each
    /// sentence.
    pub(super) fn find(
        &self,
        text: &str,
        tokens: &[Token],
        mut begins: impl FnMut(usize) -> bool,
        plain: &mut String,
        hits: &mut Vec<Hit>,
    ) {
        let mut beginning = true;
        let mut past = 0;
        for at in 0..tokens.len() {
            beginning |= begins(at);
            if at >= past
                && let Some((len, hit)) = self.longest(text, &tokens[at..], beginning, plain)
            {
                hits.push(hit);
                past = at + len;
            }
            beginning &= tokens[at].kind == TokenKind::Sign;
        }
    }

    /// The longest name that begins with the first token, and how many tokens it has.
    fn longest(
        &self,
        text: &str,
        tokens: &[Token],
        beginning: bool,
        plain: &mut String,
    ) -> Option<(usize, Hit)> {
        let start = tokens.first()?.span.start;
        let (mut exact, mut hash) = (Hash::default(), Hash::default());
        let mut found = None;
        let mut beyond = false;
        for (index, token) in tokens.iter().enumerate() {
            let word = token.span.slice(text);
            if index > 0 && token.spaced {
                hash = hash.add(' ');
                beyond = true;
            }
            let abbreviated = matches!(token.kind, TokenKind::Abbreviation | TokenKind::Tail);
            let ends = match word.strip_suffix('.') {
                Some(bare) if abbreviated => [Some((bare, token.span.end - 1)), Some((".", token.span.end))],
                _ => [Some((word, token.span.end)), None],
            };
            for (part, end) in ends.into_iter().flatten() {
                let [goes_on, whole] = if beyond {
                    hash = hash.word(part, Hash::small);
                    [self.later.has(hash); 2]
                } else {
                    exact = exact.word(part, Hash::add);
                    let has = [self.first.has(exact), self.single.has(exact)];
                    if has == [false; 2] {
                        return found;
                    }
                    hash = hash.word(part, Hash::small);
                    has
                };
                let span = Span { start, end };
                if whole && let Some(number) = self.get(hash, text, &tokens[..=index], span, beginning, plain)
                {
                    let (label, source) = (self.label(number), Source::Name(number));
                    found = Some((index + 1, Hit { span, label, source }));
                }
                if !goes_on {
                    return found;
                }
            }
        }
        found
    }

    /// The number of the name that a stretch is: one in its own letters, or else the first in other ones.
    fn get(
        &self,
        hash: Hash,
        text: &str,
        tokens: &[Token],
        span: Span,
        beginning: bool,
        plain: &mut String,
    ) -> Option<u32> {
        plain.clear();
        let mut other: Option<u32> = None;
        let mut at = hash.place(self.table.len());
        while self.table[at] != EMPTY {
            if hash.tagged(self.table[at]) {
                if plain.is_empty() {
                    write_plain(text, tokens, span, plain);
                }
                let number = self.table[at] as u32;
                let name = self.name(number);
                if name == plain {
                    return Some(number);
                }
                if is_shouted(name, plain) || beginning && is_begun(name, plain) {
                    other = Some(other.map_or(number, |other| other.min(number)));
                }
            }
            at = (at + 1) % self.table.len();
        }
        other
    }
}

/// Whether the text is the name in capitals throughout.
fn is_shouted(name: &str, text: &str) -> bool {
    let capitals = text.chars().filter(|c| c.is_uppercase()).take(2).count();
    capitals == 2 && !text.chars().any(char::is_lowercase) && small(name).eq(small(text))
}

/// Whether the text is the name with a capital for its small first letter.
fn is_begun(name: &str, text: &str) -> bool {
    let (mut name, mut text) = (name.chars(), text.chars());
    let (Some(first), Some(capital)) = (name.next(), text.next()) else {
        return false;
    };
    first.is_lowercase() && first.to_uppercase().eq([capital]) && name.as_str() == text.as_str()
}

fn small(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_lowercase)
}

/// Writes the plain form of the tokens of a span, which may leave out the last full stop.
fn write_plain(text: &str, tokens: &[Token], span: Span, out: &mut String) {
    for (index, token) in tokens.iter().enumerate() {
        if index > 0 && token.spaced {
            out.push(' ');
        }
        let end = token.span.end.min(span.end);
        let word = Span { end, ..token.span }.slice(text);
        out.extend(compose(word).chars().filter(|&c| !is_soft(c)).map(plain));
    }
}

/// Calls `each` with the hash of every beginning of a name that may end where a token ends and whether it is whole; for
/// those within the first word also with the hashes of the forms that they may have: as written, begun with a capital,
/// and in capitals.
///
/// No token ends between letters and digits, and none ends with a blank; the tokenizer need not be asked, and what it
/// makes of a name in its sentence is not always what it makes of the name alone.
fn walk(name: &str, mut each: impl FnMut(Hash, Option<[Hash; 3]>, bool)) {
    let mut hash = Hash::default();
    let mut forms = Some([hash; 3]);
    let mut before = None;
    for c in name.chars() {
        if let Some(before) = before
            && before != ' '
            && !(glues(before) && glues(c))
        {
            each(hash, forms, false);
        }
        forms = forms.filter(|_| c != ' ').map(|[written, begun, capitals]| {
            let capital = |hash| c.to_uppercase().fold(hash, Hash::add);
            let begun = if before.is_none() {
                capital(begun)
            } else {
                begun.add(c)
            };
            [written.add(c), begun, capital(capitals)]
        });
        hash = hash.small(c);
        before = Some(c);
    }
    each(hash, forms, true);
}

fn glues(c: char) -> bool {
    c.is_alphabetic() || c.is_ascii_digit()
}

/// A hash that grows character by character.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Hash(u64);

impl Hash {
    fn add(self, c: char) -> Hash {
        Hash((self.0.rotate_left(5) ^ u64::from(c)).wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    fn small(self, c: char) -> Hash {
        match c.is_ascii() {
            true => self.add(c.to_ascii_lowercase()),
            false => c.to_lowercase().fold(self, Hash::add),
        }
    }

    /// With the plain form of a word of a text, each character taken in by `add`.
    fn word(self, word: &str, add: impl Fn(Hash, char) -> Hash) -> Hash {
        if word.is_ascii() {
            return word.bytes().fold(self, |hash, byte| add(hash, byte.into()));
        }
        let whole = compose(word);
        let marks = whole.chars().filter(|&c| !is_soft(c)).map(plain);
        marks.fold(self, add)
    }

    /// Its place in a table of this size (a power of two).
    fn place(self, places: usize) -> usize {
        (self.0 >> 12) as usize & (places - 1)
    }

    /// Its upper half, as the table has it.
    fn tag(self) -> u64 {
        self.0 & !u64::from(u32::MAX)
    }

    fn tagged(self, entry: u64) -> bool {
        (entry ^ self.0) >> 32 == 0
    }
}

/// A set of hashes as bits, eight for each: one hash in eight that is not in it seems to be.
#[derive(Clone, Default)]
struct Bits(Vec<u64>);

impl Bits {
    fn new(mut hashes: Vec<Hash>) -> Bits {
        hashes.sort_unstable();
        hashes.dedup();
        let mut words = vec![0; hashes.len().next_power_of_two().div_ceil(8)];
        for hash in hashes {
            let (word, bit) = Bits::place(hash, words.len());
            words[word] |= bit;
        }
        Bits(words)
    }

    fn has(&self, hash: Hash) -> bool {
        let (word, bit) = Bits::place(hash, self.0.len());
        self.0[word] & bit != 0
    }

    fn place(hash: Hash, words: usize) -> (usize, u64) {
        let at = (hash.0 >> 16) as usize;
        (at >> 6 & (words - 1), 1 << (at & 63))
    }
}

impl std::fmt::Debug for Names {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Names({})", self.len())
    }
}
