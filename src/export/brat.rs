//! Records as brat standoff: the annotations that go beside an article's text.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::points::Points;
use crate::label::Label;
use crate::record::{Mention, Quote, QuoteKind, Record};
use crate::span::Span;

/// The annotations of a record in brat's standoff form, the content of an `.ann` file; the `.txt` file beside it holds the
/// article's text as it is. Offsets are Unicode code points.
///
/// - `T`: each mention with its label (a `.` in a label of the caller's own becomes `_`), then each quotation as `Quote`. What
///   goes over the end of a line is in fragments, one for each line, as brat wants it.
/// - `R`: `Speaker` from a quotation to the mention of its speaker, the nearest outside of its words.
/// - `*`: `Equiv` over the mentions of one entity.
/// - `A`: `Kind` of a quotation: `direct`, `fragment`, `indirect`.
/// - `#`: the value of a date or an amount; of a quotation the speaker when no mention is one, the cue, and when it was said.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// let record = dateline::Extractor::embedded()?.extract_text("“It rains,” Angela Merkel said in Zürich.");
/// let ann = dateline::export::to_brat(&record);
/// assert!(ann.starts_with("T1\tPERSON 12 25\tAngela Merkel\nT2\tGPE 34 40\tZürich\nT3\tQuote 1 10\tIt rains,\n"));
/// assert!(ann.contains("R1\tSpeaker Arg1:T3 Arg2:T1\n"));
/// # }
/// # Ok::<(), dateline::Error>(())
/// ```
#[must_use]
pub fn to_brat(record: &Record) -> String {
    let mut standoff = Standoff {
        record,
        points: Points::new(&record.article.text),
        out: String::new(),
        notes: 0,
    };
    standoff.write();
    standoff.out
}

/// What brat has to know of the types in these records: the content of an `annotation.conf`.
///
/// ```
/// let conf = dateline::export::brat_configuration([]);
/// assert!(conf.contains("[entities]\nQuote\n"));
/// ```
#[must_use]
pub fn brat_configuration<'r>(records: impl IntoIterator<Item = &'r Record>) -> String {
    let mentions = records.into_iter().flat_map(|record| &record.mentions);
    let labels: BTreeSet<Label> = mentions.map(|mention| mention.label).collect();
    let names: String = labels.into_iter().map(|label| kind(label) + "\n").collect();
    let kinds: Vec<&str> = QuoteKind::ALL.iter().map(|kind| kind.as_str()).collect();
    format!(
        "[entities]\n{names}Quote\n\n\
         [relations]\nSpeaker\tArg1:Quote, Arg2:<ENTITY>\n\
         Equiv\tArg1:<ENTITY>, Arg2:<ENTITY>, <REL-TYPE>:symmetric-transitive\n\
         <OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n\
         [events]\n\n\
         [attributes]\nKind\tArg:Quote, Value:{}\n",
        kinds.join("|")
    )
}

/// The name of a label where brat knows no full stop.
fn kind(label: Label) -> String {
    label.as_str().replace('.', "_")
}

/// Annotations in the making. Writing to a text never fails, so its results are dropped.
struct Standoff<'r> {
    record: &'r Record,
    points: Points<'r>,
    out: String,
    notes: usize,
}

impl Standoff<'_> {
    fn write(&mut self) {
        let record = self.record;
        let mut place = 0;
        let mut names = |there: bool| {
            place += usize::from(there);
            there.then_some(place)
        };
        let mut mentions = Vec::new();
        for mention in &record.mentions {
            let name = names(!self.fragments(mention.span).is_empty());
            self.stretch(name, &kind(mention.label), mention.span);
            mentions.push(name);
        }
        let mut quotes = Vec::new();
        for quote in &record.quotes {
            let name = names(!self.fragments(quote.span).is_empty());
            self.stretch(name, "Quote", quote.span);
            quotes.push(name);
        }
        self.relations(&mentions, &quotes);
        for (number, (quote, name)) in (1..).zip(record.quotes.iter().zip(&quotes)) {
            if let Some(name) = name {
                let _ = writeln!(self.out, "A{number}\tKind T{name} {}", quote.kind);
            }
        }
        for (mention, name) in record.mentions.iter().zip(&mentions) {
            let value = mention.value.as_ref().map(|value| value.text.clone());
            self.note(*name, value.into_iter().collect());
        }
        for (quote, name) in record.quotes.iter().zip(&quotes) {
            let unnamed = self.speaker(quote, &mentions).is_none();
            let told = [
                ("speaker", quote.speaker.as_ref().filter(|_| unnamed)),
                ("cue", quote.cue.as_ref()),
                ("when", quote.when.as_ref()),
            ];
            let told = told
                .iter()
                .filter_map(|(what, told)| Some(format!("{what}: {}", (*told)?)));
            self.note(*name, told.collect());
        }
    }

    fn relations(&mut self, mentions: &[Option<usize>], quotes: &[Option<usize>]) {
        let mut number = 0;
        for (quote, name) in self.record.quotes.iter().zip(quotes) {
            if let (Some(name), Some(speaker)) = (name, self.speaker(quote, mentions)) {
                number += 1;
                let _ = writeln!(self.out, "R{number}\tSpeaker Arg1:T{name} Arg2:T{speaker}");
            }
        }
        for entity in &self.record.entities {
            let of = entity.mentions.iter();
            let names: Vec<String> = of
                .filter_map(|mention| mentions.get(*mention as usize).copied().flatten())
                .map(|name| format!("T{name}"))
                .collect();
            if names.len() > 1 {
                let _ = writeln!(self.out, "*\tEquiv {}", names.join(" "));
            }
        }
    }

    /// The name of the mention of a quotation's speaker that stands nearest to its words, outside of them.
    fn speaker(&self, quote: &Quote, mentions: &[Option<usize>]) -> Option<usize> {
        let entity = self.record.entities.get(quote.speaker_entity? as usize)?;
        let mention = |number: &u32| {
            let number = *number as usize;
            Some((self.record.mentions.get(number)?, mentions.get(number).copied()??))
        };
        let outside = |(mention, _): &(&Mention, usize)| !quote.span.contains(mention.span);
        let distance = |(mention, _): &(&Mention, usize)| {
            let before = quote.span.start.saturating_sub(mention.span.end);
            before + mention.span.start.saturating_sub(quote.span.end)
        };
        let all = entity.mentions.iter().filter_map(mention).filter(outside);
        all.min_by_key(distance).map(|(_, name)| name)
    }

    /// The pieces of a stretch, one for each line on which it has something.
    fn fragments(&self, span: Span) -> Vec<Span> {
        let text = &self.record.article.text;
        let mut pieces = Vec::new();
        let mut at = span.start as usize;
        for line in span.slice(text).split_inclusive(is_break) {
            let start = at + line.len() - line.trim_start().len();
            let end = at + line.trim_end().len();
            if start < end {
                pieces.push(Span::new(start, end));
            }
            at += line.len();
        }
        pieces
    }

    fn stretch(&mut self, name: Option<usize>, kind: &str, span: Span) {
        let Some(name) = name else { return };
        let text = &self.record.article.text;
        let pieces = self.fragments(span);
        let places = pieces.iter().map(|piece| {
            let [start, end] = self.points.pair(*piece);
            format!("{start} {end}")
        });
        let places: Vec<String> = places.collect();
        let words: Vec<&str> = pieces.iter().map(|piece| piece.slice(text)).collect();
        let _ = writeln!(
            self.out,
            "T{name}\t{kind} {}\t{}",
            places.join(";"),
            words.join(" ")
        );
    }

    fn note(&mut self, name: Option<usize>, told: Vec<String>) {
        if let (Some(name), false) = (name, told.is_empty()) {
            self.notes += 1;
            let told = told.join("; ").replace(is_break, " ");
            let _ = writeln!(self.out, "#{}\tAnnotatorNotes T{name}\t{told}", self.notes);
        }
    }
}

/// Where some reader of an `.ann` file may see a line or a field end: whatever Python's `str.splitlines` cuts at, and tabs.
fn is_break(c: char) -> bool {
    matches!(c, '\t'..='\r' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}
