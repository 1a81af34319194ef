//! Explanations agree with the records that they explain.
#![cfg(feature = "embedded")]

use std::fs;
use std::path::PathBuf;

use dateline::{Explanation, Fate, Label, Origin, Span, TokenChoice};
use serde::Deserialize;

use crate::rows::{Brought, EXTRACTOR, compare, suite};

fn sample() -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("seeds/articles/afp_indonesia_vote.txt");
    fs::read_to_string(path).unwrap()
}

#[test]
fn an_explanation_has_the_mention_of_the_record_and_tags_that_spell_it() {
    let (extractor, text) = (&*EXTRACTOR, sample());
    let record = extractor.extract_text(&text);
    for mention in record.mentions.iter().take(40) {
        let inner = mention.span.end as usize - 1;
        let Some(why) = extractor.explain(&text, mention.span.start as usize) else {
            panic!("{}", mention.span.slice(&text));
        };
        assert_eq!(why.mention.as_ref(), Some(mention));
        if text.is_char_boundary(inner) {
            assert_eq!(extractor.explain(&text, inner).as_ref(), Some(&why));
        }
        let letters: String = why.tokens.iter().map(|token| &token.chosen.tag[..1]).collect();
        let spelled = match why.tokens.len() {
            1 => "U".to_owned(),
            len => format!("B{}L", "I".repeat(len - 2)),
        };
        assert_eq!(letters, spelled);
        for token in &why.tokens {
            assert_eq!(&token.chosen.tag[2..], mention.label.as_str());
            assert!(mention.span.contains(token.span));
        }
    }
}

#[test]
fn features_add_up_to_the_scores_strongest_first() {
    let (extractor, text) = (&*EXTRACTOR, sample());
    for offset in (0..text.len()).step_by(97) {
        for token in extractor
            .explain(&text, offset)
            .into_iter()
            .flat_map(|why| why.tokens)
        {
            let chosen: f32 = token.features.iter().map(|feature| feature.chosen).sum();
            let runner_up: f32 = token.features.iter().map(|feature| feature.runner_up).sum();
            assert!((chosen - token.chosen.score).abs() < 1e-3, "{token:?}");
            assert!((runner_up - token.runner_up.score).abs() < 1e-3, "{token:?}");
            assert!(token.features.is_sorted_by(|a, b| a.weight() >= b.weight()));
            assert!(
                token
                    .features
                    .iter()
                    .all(|feature| !(feature.name.is_empty() || feature.values.is_empty()))
            );
            assert_ne!(token.chosen.tag, token.runner_up.tag);
        }
    }
}

#[test]
fn known_names_of_one_word_and_of_several_are_told() {
    let extractor = &*EXTRACTOR;
    let text = "She met Angela Merkel in Paris.";
    let why = extractor.explain(text, 14).unwrap(); // the blank inside the name
    let names: Vec<(&str, bool)> = why
        .names
        .iter()
        .map(|name| (name.span.slice(text), name.kinds.contains(&"PERSON")))
        .collect();
    assert!(names.contains(&("Angela Merkel", true)), "{names:?}");
    assert!(why.names.iter().any(|name| name.span == Span::new(8, 14)));
}

#[test]
fn nothing_is_explained_where_no_word_stands() {
    let extractor = &*EXTRACTOR;
    assert_eq!(extractor.explain("It rains.", 2), None);
    assert_eq!(extractor.explain("It rains.", 900), None);
    assert_eq!(extractor.explain("", 0), None);
    let why = extractor.explain("It rains.", 3).unwrap();
    assert_eq!((why.mention, &*why.tokens[0].chosen.tag), (None, "O"));
}

#[test]
fn a_sentence_that_is_cut_is_explained_too() {
    let extractor = &*EXTRACTOR;
    let text = format!("{}Angela Merkel spoke.", "and then we went on ".repeat(120));
    let at = text.find("Merkel").unwrap();
    let record = extractor.extract_text(&text);
    let why = extractor.explain(&text, at).unwrap();
    assert_eq!(why.mention.as_ref(), record.mentions.last());
}

/// The readings of an explanation in a line each: words, label, whose it is, and what became of it.
fn readings(why: &Explanation, text: &str) -> Vec<String> {
    let standing = why.readings.iter().filter(|r| r.fate == Fate::Stands);
    let standing: Vec<(Span, Label)> = standing.map(|r| (r.span, r.label)).collect();
    let mention: Vec<(Span, Label)> = why.mention.iter().map(|m| (m.span, m.label)).collect();
    if why.readings.iter().all(|reading| reading.fate != Fate::Changed) {
        assert_eq!(standing, mention);
    }
    let shown = why.readings.iter().map(|reading| {
        let origin = match &reading.origin {
            Origin::Model => "model".to_owned(),
            Origin::Name(name) => format!("name {name}"),
            Origin::Pattern(pattern) => format!("pattern {pattern}"),
        };
        let words = reading.span.slice(text);
        format!("{words} | {} | {origin} | {}", reading.label, reading.fate)
    });
    shown.collect()
}

#[test]
fn rows() {
    #[derive(Deserialize)]
    struct Row {
        name: String,
        text: String,
        at: String,
        tokens: Vec<String>,
        readings: Vec<String>,
        #[serde(flatten)]
        brought: Brought,
    }
    let rows: Vec<Row> = suite("explain");
    compare(rows.into_iter().map(|row| {
        let extractor = row.brought.extractor();
        let at = row.text.find(&row.at).unwrap();
        let why = extractor.explain(&row.text, at).unwrap();
        let token = |token: &TokenChoice| format!("{} {}", token.span.slice(&row.text), token.chosen.tag);
        let found = why.tokens.iter().map(token).chain(readings(&why, &row.text));
        let expected = row.tokens.into_iter().chain(row.readings);
        (row.name, expected.collect(), found.collect())
    }));
}
