//! Laws of the caller's own names and patterns, on any text, and the errors of what makes no sense.

use std::collections::HashSet;
use std::sync::Arc;

use dateline::export::{from_json, to_json};
use dateline::text::{Segments, Token, TokenKind};
use dateline::{Article, Extractor, Options, Span};
use proptest::prelude::*;

use crate::laws::{check, text};
use crate::rows::{EXTRACTOR, both_ways_of};

fn with(options: &Options) -> Extractor {
    EXTRACTOR.with_options(options).unwrap()
}

/// Few pieces, so that names and texts made of them often meet.
fn pieces(most: usize) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec!["zo", "Zo", "ZO", "bli", "Bli", "BLI", "é", "É", "x", "Inc", "Mr"]),
        3 => Just(" "),
        2 => prop::sample::select(vec![".", "-", "'", "’", "$", "\u{ad}", "&", "!", "'s", "\u{a0}", "(", "\n"]),
    ];
    prop::collection::vec(piece, 1..most).prop_map(|pieces| pieces.concat())
}

/// The names in a text, found in the simplest way.
fn found(article: &Article, names: &[String]) -> Vec<Span> {
    let mut segments = Segments::default();
    segments.fill(article);
    let begins: HashSet<usize> = segments.sentences.iter().map(|s| s.start).collect();
    let names: Vec<String> = names.iter().map(|name| plain(name)).collect();
    let mut out = Vec::new();
    let mut at = 0;
    let mut beginning = false;
    for paragraph in &article.paragraphs {
        let mut past = 0;
        while segments
            .tokens
            .get(at)
            .is_some_and(|t| paragraph.span.contains(t.span))
        {
            beginning |= begins.contains(&at);
            let start = segments.tokens[at].span.start;
            if start >= past {
                let later = segments.tokens[at..].iter();
                let inside = later.take_while(|t| paragraph.span.contains(t.span));
                let ends = inside.flat_map(|token| ends(token, &article.text));
                let fits = |end: &u32| {
                    let span = Span { start, end: *end };
                    let words = plain(span.slice(&article.text));
                    names.iter().any(|name| is_name(name, &words, beginning))
                };
                if let Some(end) = ends.filter(fits).last() {
                    out.push(Span { start, end });
                    past = end;
                }
            }
            beginning &= segments.tokens[at].kind == TokenKind::Sign;
            at += 1;
        }
    }
    out
}

fn ends(token: &Token, text: &str) -> Vec<u32> {
    let stopped = matches!(token.kind, TokenKind::Abbreviation | TokenKind::Tail);
    match stopped && token.span.slice(text).ends_with('.') {
        true => vec![token.span.end - 1, token.span.end],
        false => vec![token.span.end],
    }
}

fn plain(text: &str) -> String {
    let text = text.replace('\u{ad}', "").replace('’', "'");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_name(name: &str, words: &str, beginning: bool) -> bool {
    let capitals = words.chars().filter(|c| c.is_uppercase()).count() > 1 && words.to_uppercase() == words;
    let mut letters = name.chars();
    let begun = letters.next().filter(|c| c.is_lowercase()).map(|first| {
        let capital: String = first.to_uppercase().collect();
        capital + letters.as_str()
    });
    name == words
        || capitals && name.to_lowercase() == words.to_lowercase()
        || beginning && begun.is_some_and(|begun| begun == words)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn names_are_those_of_the_simplest_way(text in pieces(30), names in prop::collection::vec(pieces(6), 1..8)) {
        let names: Vec<String> = names.into_iter().filter(|name| !plain(name).is_empty()).collect();
        let options = Options {
            labels: Some(vec!["X".into()]),
            gazetteer: vec![("X".into(), names.clone())],
            min_score: 1.0, // the tagger has no say
            ..Options::default()
        };
        let record = with(&options).extract_text(&text);
        let spans: Vec<Span> = record.mentions.iter().map(|mention| mention.span).collect();
        let slices = |spans: &[Span]| spans.iter().map(|s| (s.start, s.slice(&text).to_owned())).collect::<Vec<_>>();
        prop_assert_eq!(slices(&spans), slices(&found(&record.article, &names)), "{:?} {:?}", text, names);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_a_sound_record(text in text(), start in 0..100_usize, len in 1..20_usize) {
        let name: String = text.chars().skip(start).take(len).collect();
        let letters = |c: char| if c.is_alphanumeric() { c } else { '.' };
        let names = vec![name.clone()];
        let mut options = Options {
            gazetteer: vec![("OWN_NAME".into(), names.into_iter().filter(|n| n.chars().any(char::is_alphanumeric)).collect())],
            patterns: vec![
                ("OWN_PATTERN".into(), name.chars().map(letters).collect()),
                ("DATE".into(), r"\d*".into()),
                ("OWN_PATTERN".into(), r"(?P<mention>\w)\W+\w".into()),
            ],
            ..Options::default()
        };
        let extractor = with(&options);
        let record = extractor.extract_text(&text);
        check(&record);
        prop_assert_eq!(&from_json(&to_json(&record)).unwrap(), &record);
        both_ways_of(&Arc::new(extractor), &[&text, "Zorblat.", &text]);

        // Labels leave out, and change nothing else.
        options.labels = Some(vec!["OWN_PATTERN".into(), "PERSON".into()]);
        let fewer = with(&options).extract_text(&text);
        check(&fewer);
        let kept: Vec<_> = record.mentions.iter().filter(|m| matches!(m.label.as_str(), "OWN_PATTERN" | "PERSON")).collect();
        prop_assert_eq!(kept.len(), fewer.mentions.len());
        prop_assert!(kept.iter().zip(&fewer.mentions).all(|(a, b)| (a.span, a.label, a.score) == (b.span, b.label, b.score)));
    }
}

#[test]
fn what_makes_no_sense_is_refused_with_a_reason() {
    let names = |label: &str, names: &[&str]| Options {
        gazetteer: vec![
            ("ORG".into(), vec!["Zorb".into()]),
            (
                label.into(),
                names.iter().map(|name| (*name).to_owned()).collect(),
            ),
        ],
        ..Options::default()
    };
    let pattern = |pattern: &str| Options {
        patterns: vec![("A".into(), "a".into()), ("B".into(), pattern.into())],
        ..Options::default()
    };
    let score = |min_score| Options {
        min_score,
        ..Options::default()
    };
    let labels = |label: &str| Options {
        labels: Some(vec!["ORG".into(), label.into()]),
        ..Options::default()
    };
    let long = "zorb ".repeat(1000);
    for (options, why) in [
        (
            names("DRUG", &["a", ""]),
            "gazetteer: name 1 of \"DRUG\" is empty",
        ),
        (
            names("DRUG", &[" \u{ad}\t"]),
            "gazetteer: name 0 of \"DRUG\" is empty",
        ),
        (
            names("DRUG", &[&long]),
            "gazetteer: name 0 of \"DRUG\" is longer than 1000 bytes",
        ),
        (names("A DRUG", &["a"]), "label \"A DRUG\": a name is"),
        (pattern("(a"), "pattern 1, label \"B\": regex parse error"),
        (pattern("(?=a)"), "look-around"),
        (
            pattern(r"((\w{99}){99}){99}"),
            "pattern 1, label \"B\": Compiled regex exceeds size limit",
        ),
        (score(1.5), "min_score 1.5"),
        (score(-0.1), "min_score -0.1"),
        (score(f32::NAN), "min_score NaN"),
        (
            labels("OWN_NEVER_BROUGHT"),
            "labels: \"OWN_NEVER_BROUGHT\" is not built in",
        ),
        (labels("person"), "labels: \"person\""),
    ] {
        let error = EXTRACTOR.with_options(&options).unwrap_err();
        assert!(
            error.is_argument() && error.to_string().contains(why),
            "{why}: {error}"
        );
    }
}

#[test]
fn many_hits_take_linear_time() {
    let options = Options {
        gazetteer: vec![("X".into(), vec!["a-a".into(), "a-a-a-a-a-a-a-a-a-a-a b".into()])],
        patterns: vec![("Y".into(), "a-a-a".into()), ("Z".into(), "-a-a-a-a".into())],
        ..Options::default()
    };
    let extractor = with(&options);
    let began = std::time::Instant::now();
    let record = extractor.extract_text(&"a-".repeat(100_000));
    assert!(record.mentions.len() > 10_000);
    assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
}
