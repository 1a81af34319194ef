//! Speech: the rows of its suites, and what holds for the speech of every text, whatever marks stand in it.

use std::time::{Duration, Instant};

use dateline::{Quote, QuoteKind, Record};
use proptest::prelude::*;
use serde::Deserialize;

use crate::rows::{EXTRACTOR, both_ways, compare, suite};

/// Text that is thick with marks of every kind, and with what stands beside them.
fn marks() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "\"", "“", "”", "‘", "’", "'", "«", "»", "„", "``", "''", "`", "‹", "›"
        ])
        .prop_map(str::to_owned),
        prop::sample::select(vec![
            " ", "\n", "\n\n", ", ", ". ", ": ", "— ", "? ", ".", ",", "(", ")"
        ])
        .prop_map(str::to_owned),
        prop::sample::select(vec![
            "Jane Miller said",
            "he told reporters on Monday that",
            "according to the ministry",
            "We will go",
            "said Kim",
            "5'10",
            "the dogs'",
            "was quoted as saying",
            "adding",
            "the plan would fail",
            "A",
            "’90s",
            "O’Brien's",
            "who",
            "called it",
        ])
        .prop_map(str::to_owned),
        "[a-z ]{0,6}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Spans slice, are not empty, stand in order, and are nested or apart; numbers count from 1 without a gap.
pub(crate) fn check(record: &Record) {
    let text = &record.article.text;
    let shown: String = text.chars().take(2000).collect();
    let mut open: Vec<dateline::Span> = Vec::new();
    let (mut last, mut highest) = (0, 0);
    for quote in &record.quotes {
        assert!(
            text.get(quote.span.range())
                .is_some_and(|words| !words.is_empty()),
            "{shown:?}"
        );
        assert!(quote.span.start >= last, "in order: {shown:?}");
        last = quote.span.start;
        open.retain(|outer| outer.end > quote.span.start);
        assert!(
            open.iter().all(|outer| outer.contains(quote.span)),
            "nested or apart: {shown:?}"
        );
        open.push(quote.span);
        assert!(quote.id >= 1 && quote.id <= highest + 1, "{shown:?}");
        highest = highest.max(quote.id);
        assert!(quote.speaker_entity.is_none() || quote.speaker.is_some());
        assert!(quote.speaker.as_ref().is_none_or(|speaker| !speaker.is_empty()));
        assert!(quote.cue.as_ref().is_none_or(|cue| text.contains(&**cue)));
    }
    assert!(record.warnings.iter().all(|w| text.get(w.span.range()).is_some()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_marks_give_sound_speech(text in marks()) {
        check(&EXTRACTOR.extract_text(&text));
    }
}

#[test]
fn marks_and_cues_take_linear_time() {
    let many = 100_000;
    let texts = [
        "\"".repeat(many),
        "\" ".repeat(many),
        "“".repeat(many),
        "” ".repeat(many),
        "' a".repeat(many),
        "“a ‘b ".repeat(many / 2),
        "the dogs' ".repeat(many / 2),
        "\"Go,\" he said. ".repeat(many / 4),
        "“Go.\n\n".repeat(many / 4),
        "he said he said ".repeat(many / 4),
        "said ".repeat(many),
        "Jane Miller, who said, ".repeat(many / 8),
        "according to ".repeat(many / 2),
        "“x” ".repeat(many / 2),
        "“a b c d” ".repeat(many / 4),
        "“a b c d”: ".repeat(many / 4),
        format!(
            "“{}” {}",
            "he said ".repeat(many / 4),
            "“a b, c d” ".repeat(many / 8)
        ),
        format!("he said {}", "that we will go, and he said, ".repeat(many / 16)),
    ];
    for text in &texts {
        let began = Instant::now();
        check(&EXTRACTOR.extract_text(text));
        assert!(
            began.elapsed() < Duration::from_secs(40),
            "{:?} {:?}",
            text.chars().take(20).collect::<String>(),
            began.elapsed()
        );
    }
}

/// The speech of every row's text, told by `tell`, against its `speech`; and the warnings about marks against its `warnings`.
fn speech(name: &str, tell: impl Fn(&Record) -> Vec<String>) {
    #[derive(Deserialize)]
    struct Row {
        name: String,
        text: String,
        speech: Vec<String>,
        #[serde(default)]
        warnings: Vec<String>,
    }
    let rows: Vec<Row> = suite(name);
    let texts: Vec<&str> = rows.iter().map(|row| &*row.text).collect();
    let records = both_ways(&texts);
    compare(rows.iter().zip(records).map(|(row, record)| {
        let codes = record.warnings.iter().map(|w| w.code.as_str());
        let warnings = codes.filter(|code| code.ends_with("quote")).map(str::to_owned);
        let found = tell(&record).into_iter().chain(warnings).collect();
        (
            row.name.clone(),
            [&row.speech[..], &row.warnings[..]].concat(),
            found,
        )
    }));
}

/// `speaker (cue): words`.
fn said(record: &Record, quote: &Quote) -> String {
    let or_dash = |part: &Option<String>| part.clone().unwrap_or_else(|| "-".to_owned());
    let words = quote.span.slice(&record.article.text);
    format!("{} ({}): {words}", or_dash(&quote.speaker), or_dash(&quote.cue))
}

fn marked_quotes(record: &Record) -> impl Iterator<Item = &Quote> {
    record.quotes.iter().filter(|q| q.kind != QuoteKind::Indirect)
}

#[test]
fn quotes_marks() {
    speech("quotes_marks", |record| {
        let mut numbers: Vec<u32> = Vec::new();
        let mut tell = |quote: &Quote| {
            let known = numbers.iter().position(|&n| n == quote.id);
            let number = known.unwrap_or(numbers.len()) + 1;
            if known.is_none() {
                numbers.push(quote.id);
            }
            format!(
                "{number} {}: {}",
                quote.kind,
                quote.span.slice(&record.article.text)
            )
        };
        marked_quotes(record).map(&mut tell).collect()
    });
}

#[test]
fn quotes_speakers() {
    speech("quotes_speakers", |record| {
        marked_quotes(record).map(|q| said(record, q)).collect()
    });
}

#[test]
fn quotes_voices() {
    speech("quotes_voices", |record| {
        record.quotes.iter().map(|q| said(record, q)).collect()
    });
}

#[test]
fn quotes_references() {
    speech("quotes_references", |record| {
        marked_quotes(record).map(|q| said(record, q)).collect()
    });
}

#[test]
fn quotes_turns() {
    speech("quotes_turns", |record| {
        marked_quotes(record).map(|q| said(record, q)).collect()
    });
}

#[test]
fn quotes_indirect() {
    speech("quotes_indirect", |record| {
        let clauses = record.quotes.iter().filter(|q| q.kind == QuoteKind::Indirect);
        clauses.map(|q| said(record, q)).collect()
    });
}

#[test]
fn quotes_styles() {
    speech("quotes_styles", |record| {
        record
            .quotes
            .iter()
            .map(|q| format!("{} {}", q.kind, said(record, q)))
            .collect()
    });
}

#[test]
fn quotes_when() {
    speech("quotes_when", |record| {
        let day = |q: &Quote| q.when.clone().unwrap_or_else(|| "-".to_owned());
        let tell = |q: &Quote| format!("{}: {}", day(q), q.span.slice(&record.article.text));
        record.quotes.iter().map(tell).collect()
    });
}
