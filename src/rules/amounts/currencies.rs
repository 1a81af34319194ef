//! Currencies: which ISO 4217 code a sign or a word of money stands for, by the article's country where several share it.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use crate::lexical::entries;
use crate::record::Label;
use crate::rules::tagged::Tagged;
use crate::text::fold_word;

/// Number of a currency in the list.
type Number = u8;

/// What a sign or a word may stand for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Reading {
    currency: Number,
    /// How many of it make one of the currency: 100 for cents.
    pub(super) parts: f64,
    /// Whether the word means it without further hints.
    is_default: bool,
}

impl Reading {
    /// ISO 4217 code.
    pub(super) fn code(&self) -> &'static str {
        LIST.codes[self.currency as usize]
    }
}

/// The currencies that words of an amount name: readings, and the one that a word for a country picks (`Canadian`).
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    readings: &'static [Reading],
    place: Option<Number>,
}

type Map<V> = HashMap<Box<str>, V, FixedState>;

#[derive(Default)]
struct List {
    codes: Vec<&'static str>,
    words: Map<Vec<Reading>>,
    places: Map<Number>,
    sources: Map<Number>,
    /// For each currency, signs of its own that are no bare `$`: what an article writes that tells dollars apart.
    signs: Vec<Vec<String>>,
}

static LIST: LazyLock<List> = LazyLock::new(|| {
    let mut list = List::default();
    for (line, number) in entries(include_str!("../../../seeds/lists/currencies.txt")).zip(0..) {
        let mut columns = line.split('\t');
        let mut signs = Vec::new();
        list.codes.push(columns.next().unwrap_or_default());
        for form in columns.next().unwrap_or_default().split(' ') {
            let (form, parts) = match form.rsplit_once('/') {
                Some((form, parts)) if !parts.is_empty() => (form, parts.parse().unwrap_or(1.0)),
                _ => (form, 1.0),
            };
            let word = form.trim_start_matches('~');
            if word.len() > 1 && word.ends_with('$') {
                signs.push(word.to_uppercase());
            }
            list.words
                .entry(key(&word.replace('_', " ")))
                .or_default()
                .push(Reading {
                    currency: number,
                    parts,
                    is_default: word == form,
                });
        }
        for (column, map) in columns.zip([&mut list.places, &mut list.sources]) {
            for name in column.split(',') {
                map.entry(key(name)).or_insert(number);
            }
        }
        list.signs.push(signs);
    }
    list
});

fn key(name: &str) -> Box<str> {
    let mut key = String::new();
    fold_word(name, &mut key);
    key.into()
}

/// What a word means, a plural as its singular.
fn readings(folded: &str) -> Option<&'static [Reading]> {
    let singular = || folded.strip_suffix('s').filter(|singular| singular.len() > 2);
    let found = LIST.words.get(folded).or_else(|| LIST.words.get(singular()?))?;
    Some(found)
}

/// The most words in the name of a currency, a country before it included (`New Zealand dollars`).
const LONGEST: usize = 5;

/// The currency before a number: `US$`, `Rs.`, `EUR`; how many words it takes.
pub(super) fn sign<'a>(words: impl Iterator<Item = &'a str>) -> Option<(Named, usize)> {
    let (mut joined, mut folded, mut best) = (String::new(), String::new(), None);
    for (len, word) in (1..=3).zip(words) {
        fold_word(word, &mut folded);
        joined.push_str(folded.trim_end_matches('.'));
        let whole = |readings: &&[Reading]| readings.iter().any(|reading| reading.parts == 1.0);
        if let Some(readings) = LIST.words.get(&*joined).map(Vec::as_slice).filter(whole) {
            let place = None;
            best = Some((Named { readings, place }, len));
        }
    }
    best
}

/// The currency after a number: `euros`, `Canadian dollars`, `US cents`, `CFA francs`; how many words it takes.
pub(super) fn words<'a>(words: impl Iterator<Item = &'a str>) -> Option<(Named, usize)> {
    let (mut country, mut folded, mut last) = (String::new(), String::new(), String::new());
    let mut best: Option<(Named, usize)> = None;
    for (len, word) in (1..=LONGEST).zip(words) {
        std::mem::swap(&mut last, &mut folded);
        fold_word(word, &mut folded);
        // Before the word for the currency stands nothing, or a country and nothing else.
        let place = LIST.places.get(&*country).copied();
        let fits = len == 1 || place.is_some();
        if let Some(readings) = two(&last, &folded) {
            best = Some((
                Named {
                    readings,
                    place: None,
                },
                len,
            ));
        } else if let Some((named, _)) = best {
            return Some((named, len - 1));
        } else if let Some(readings) = readings(&folded).filter(|_| fits) {
            best = Some((Named { readings, place }, len));
        }
        if !country.is_empty() {
            country.push(' ');
        }
        country.push_str(&folded);
    }
    best
}

/// `CFA francs`, `euro cents`: words that together are a name of their own.
fn two(first: &str, second: &str) -> Option<&'static [Reading]> {
    if first.is_empty() {
        return None;
    }
    readings(&[first, " ", second].concat())
}

/// What the article says of its country, worked out when first asked for.
#[derive(Debug, Default)]
pub(in crate::rules) struct Home {
    known: Option<Hints>,
}

/// Hints at the country whose currency bare words mean.
#[derive(Debug, Default)]
struct Hints {
    /// By the paper or agency.
    source: Option<Number>,
    /// By the dateline's places.
    dateline: Vec<Number>,
    /// Currencies of the places that the article names, the most often named one first.
    named: Vec<(Number, u32)>,
    /// Whose dollars a bare sign means.
    dollar: Option<Number>,
}

/// How many mentions around an amount are looked at for a place of its sentence.
const NEAR: usize = 12;

impl Home {
    /// Of the currencies that words may mean the one that they mean here, at this mention.
    pub(super) fn choose(&mut self, found: Named, view: Tagged<'_>, mention: usize) -> Option<Reading> {
        let of = |number: Number| found.readings.iter().find(|r| r.currency == number).copied();
        if let Some(reading) = found.place.and_then(of) {
            return Some(reading);
        }
        if let [only] = found.readings {
            return Some(*only);
        }
        let default = found.readings.iter().find(|reading| reading.is_default).copied();
        let hints = self.known.get_or_insert_with(|| Hints::of(view));
        // Dollars without a country are those of the United States nearly everywhere, so that it takes more to say otherwise.
        if default.is_some_and(|reading| reading.currency == DOLLAR) {
            return hints.dollar.and_then(of).or(default);
        }
        let source = || hints.source.and_then(of);
        let dateline = || hints.dateline.iter().find_map(|&number| of(number));
        let most = || hints.named.iter().find_map(|&(number, _)| of(number));
        near(view, mention, of)
            .or_else(dateline)
            .or_else(source)
            .or_else(most)
            .or(default)
    }

    /// What `of` gives for the currency of the country that is meant at a mention: that of a place beside it, the dateline's,
    /// the paper's, or that of most places. Agencies and papers whose money is the dollar write of all countries.
    pub(in crate::rules) fn find<T>(
        &mut self,
        view: Tagged<'_>,
        mention: usize,
        of: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let of = |number: Number| of(LIST.codes[number as usize]);
        let hints = self.known.get_or_insert_with(|| Hints::of(view));
        near(view, mention, of)
            .or_else(|| hints.dateline.iter().find_map(|&number| of(number)))
            .or_else(|| hints.source.filter(|&number| number != DOLLAR).and_then(of))
            .or_else(|| {
                let mut named = hints.named.iter().take_while(|&&(number, _)| number != DOLLAR);
                named.find_map(|&(number, _)| of(number))
            })
    }
}

/// The United States dollar: the first of the list.
const DOLLAR: Number = 0;

/// What `of` gives for the currency of the place in the mention's sentence that stands nearest; one before it first.
fn near<T>(view: Tagged<'_>, mention: usize, of: impl Fn(Number) -> Option<T>) -> Option<T> {
    let sentence = |other: usize| view.sentence_of(view.tokens_of(other).start);
    let here = view.tokens_of(mention);
    if here.is_empty() {
        return None;
    }
    let mut folded = String::new();
    let mut ask = |other: usize| {
        let same = !view.tokens_of(other).is_empty() && sentence(other) == view.sentence_of(here.start);
        same.then(|| of(place(view, other, &mut folded)?)).flatten()
    };
    let before = (mention.saturating_sub(NEAR)..mention).rev().find_map(&mut ask);
    let after = mention + 1..(mention + 1 + NEAR).min(view.mentions.len());
    before.or_else(|| after.into_iter().find_map(ask))
}

/// The currency of the place or people that a mention names.
fn place(view: Tagged<'_>, mention: usize, folded: &mut String) -> Option<Number> {
    let mention = &view.mentions[mention];
    if !matches!(mention.label, Label::GPE | Label::NORP | Label::LOC) {
        return None;
    }
    fold_word(mention.span.slice(view.text()), folded);
    LIST.places.get(&**folded).copied()
}

impl Hints {
    fn of(view: Tagged<'_>) -> Hints {
        let header = &view.article.header;
        let source = header.source.as_ref();
        let dateline = header.dateline.iter().flat_map(|dateline| &dateline.places);
        let parts = dateline.flat_map(|place| place.value.split([',', '(']));
        let mut folded = String::new();
        let mut counts: Vec<u32> = vec![0; LIST.codes.len()];
        for mention in 0..view.mentions.len() {
            if let Some(number) = place(view, mention, &mut folded) {
                counts[number as usize] += 1;
            }
        }
        let mut named: Vec<(Number, u32)> = (0..).zip(counts).filter(|(_, count)| *count > 0).collect();
        named.sort_by_key(|&(number, count)| (std::cmp::Reverse(count), number));
        let mut hints = Hints {
            source: source.and_then(|source| LIST.sources.get(&key(&source.value)).copied()),
            dateline: parts
                .filter_map(|part| LIST.places.get(&key(part.trim())).copied())
                .collect(),
            named,
            dollar: None,
        };
        hints.dollar = hints.dollar_in(view.text());
        hints
    }

    /// Whose dollars a bare sign means. An agency's are those of the United States wherever it writes from; a paper's are
    /// its own country's; else the dateline tells, or the places of an article that names nothing American. An article
    /// that marks those of the country (`A$`) means others by the bare sign.
    fn dollar_in(&self, text: &str) -> Option<Number> {
        if self.source.is_some() {
            return self.source;
        }
        let is_american = |number: Number| LIST.codes[number as usize] == "USD";
        let has_dollars = |number: &Number| {
            let bare = LIST.words.get("$").map_or(&[][..], Vec::as_slice);
            bare.iter().any(|reading| reading.currency == *number)
        };
        let named = || {
            let american = self.named.iter().any(|&(number, _)| is_american(number));
            let most = self.named.iter().find(|(number, _)| has_dollars(number))?;
            let said = text.contains("US$");
            ((!american && most.1 >= 2) || said).then_some(most.0)
        };
        let country = match self.dateline.is_empty() {
            false => self.dateline.iter().copied().find(|number| has_dollars(number)),
            true => named(),
        };
        country.filter(|&number| !LIST.signs[number as usize].iter().any(|sign| text.contains(sign)))
    }
}
