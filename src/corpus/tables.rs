//! Tables over many records: when something happened to a thing, who is named beside whom, who said what.

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::FixedState;

use super::Member;
use crate::naming::named;
use crate::record::{Label, Parts, Record};
use crate::span::Span;

/// A dated statement: an article, a sentence of it, and the date in that sentence, by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The article's place in the list.
    pub article: u32,
    /// Index into [`Record::sentences`].
    pub sentence: u32,
    /// Index into [`Record::mentions`]; `None` where the sentence names no date.
    pub mention: Option<u32>,
}

/// The sentences that name a thing, given by its members, with each date that they name, in the order of time: by the first day that the date may
/// mean, or the article's day; what has neither stands last. `undated` takes sentences without a date in.
#[must_use]
pub fn timeline(records: &[&Record], members: &[Member], undated: bool) -> Vec<Dated> {
    let mut rows = Vec::new();
    for of_article in members.chunk_by(|one, two| one.article == two.article) {
        let article = of_article[0].article;
        let Some(record) = records.get(article as usize) else {
            continue;
        };
        let entities = of_article
            .iter()
            .filter_map(|m| record.entities.get(m.entity as usize));
        let places = entities.flat_map(|entity| &entity.mentions);
        let mut sentences: Vec<usize> = places
            .filter_map(|&mention| within(&record.sentences, record.mentions[mention as usize].span))
            .collect();
        sentences.sort_unstable();
        sentences.dedup();
        for sentence in sentences {
            let span = record.sentences[sentence];
            let first = record.mentions.partition_point(|m| m.span.start < span.start);
            let inside = record.mentions[first..].iter().zip(first as u32..);
            let before = rows.len();
            let row = |mention| Dated {
                article,
                sentence: sentence as u32,
                mention,
            };
            for (mention, number) in inside.take_while(|(m, _)| m.span.end <= span.end) {
                let parts = mention.value.as_ref().map(|value| &value.parts);
                let lies = matches!(parts, Some(Parts::When(when)) if when.earliest.is_some() || when.latest.is_some());
                if mention.label == Label::DATE && lies {
                    rows.push(row(Some(number)));
                }
            }
            if rows.len() == before && undated {
                rows.push(row(None));
            }
        }
    }
    rows.sort_by_cached_key(|row| {
        let record = records[row.article as usize];
        let parts = |m: u32| {
            record.mentions[m as usize]
                .value
                .as_ref()
                .map(|value| &value.parts)
        };
        let day = match row.mention.and_then(parts) {
            Some(Parts::When(when)) => when.earliest.or(when.latest),
            _ => record.article.header.date,
        };
        (day.is_none(), day)
    });
    rows
}

named! {
    /// How near two things must be named to count as a pair.
    Unit, "unit" {
        /// In one sentence.
        Sentence = "sentence",
        /// In one paragraph.
        Paragraph = "paragraph",
        /// In one article.
        Article = "article",
    }
}

/// Two things that are named together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The one that stands first in the list of things.
    pub one: u32,
    /// The other.
    pub two: u32,
    /// Units that name both.
    pub count: u32,
    /// Articles that have such units.
    pub articles: u32,
}

/// The most things of a unit that are paired, those named first: a longer list of names says little of any two.
const MOST: usize = 200;

/// Which things are named together at least `least` times; those named together most often first.
///
/// Each thing is given by its members.
#[must_use]
pub fn cooccurrence(records: &[&Record], things: &[&[Member]], unit: Unit, least: u32) -> Vec<Pair> {
    let mut of: Vec<HashMap<u32, u32, FixedState>> = vec![HashMap::default(); records.len()];
    for (thing, number) in things.iter().zip(0..) {
        for member in *thing {
            if let Some(article) = of.get_mut(member.article as usize) {
                article.insert(member.entity, number);
            }
        }
    }
    let mut pairs: BTreeMap<(u32, u32), (u32, u32, Option<usize>)> = BTreeMap::new();
    for (article, (record, of)) in records.iter().zip(&of).enumerate() {
        let paragraphs: Vec<Span>;
        let units = match unit {
            Unit::Sentence => &record.sentences[..],
            Unit::Paragraph => {
                paragraphs = record.article.paragraphs.iter().map(|p| p.span).collect();
                &paragraphs
            }
            Unit::Article => &[Span {
                start: 0,
                end: u32::MAX,
            }],
        };
        let mut named: Vec<Vec<u32>> = vec![Vec::new(); units.len()];
        for mention in &record.mentions {
            let thing = mention.entity.and_then(|entity| of.get(&entity));
            let Some(&thing) = thing else { continue };
            if let Some(unit) = within(units, mention.span)
                && named[unit].len() < MOST
                && !named[unit].contains(&thing)
            {
                named[unit].push(thing);
            }
        }
        for mut things in named {
            things.sort_unstable();
            for (at, &one) in things.iter().enumerate() {
                for &two in &things[at + 1..] {
                    let (count, articles, last) = pairs.entry((one, two)).or_default();
                    *count += 1;
                    *articles += u32::from(*last != Some(article));
                    *last = Some(article);
                }
            }
        }
    }
    let pairs = pairs.into_iter().filter(|(_, (count, ..))| *count >= least);
    let mut pairs: Vec<Pair> = pairs
        .map(|((one, two), (count, articles, _))| Pair {
            one,
            two,
            count,
            articles,
        })
        .collect();
    pairs.sort_by_key(|pair| std::cmp::Reverse((pair.count, pair.articles)));
    pairs
}

/// What a thing, given by its members, is reported to have said: articles and indices into [`Record::quotes`], in order.
#[must_use]
pub fn quotes_by(records: &[&Record], members: &[Member]) -> Vec<(u32, u32)> {
    let mut rows = Vec::new();
    for of_article in members.chunk_by(|one, two| one.article == two.article) {
        let article = of_article[0].article;
        let Some(record) = records.get(article as usize) else {
            continue;
        };
        let is_member = |entity: u32| of_article.iter().any(|member| member.entity == entity);
        for (quote, number) in record.quotes.iter().zip(0..) {
            if quote.speaker_entity.is_some_and(is_member) {
                rows.push((article, number));
            }
        }
    }
    rows
}

/// The one of these spans, in order and apart, that holds another.
fn within(spans: &[Span], inner: Span) -> Option<usize> {
    let at = spans.partition_point(|span| span.end <= inner.start);
    spans.get(at).filter(|span| span.contains(inner)).map(|_| at)
}
