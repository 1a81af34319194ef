//! What holds for every text.

use std::time::{Duration, Instant};

use dateline::article::{self, Article, Field};
use dateline::{Date, Options, Span};
use proptest::prelude::*;

use crate::rows::EXTRACTOR;

/// Pieces of news copy, so that random texts reach deep into the rules.
fn copy() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("By ANN LEE and Jo de la Cruz, Staff Writer".to_owned()),
        Just("NAIROBI, Kenya, May 2 (AP) — ".to_owned()),
        Just("(Bloomberg) -- ".to_owned()),
        Just(" date 2023-09-04 US Says Kim".to_owned()),
        Just("Published 3:42 p.m. ET May 14, 2024 / Updated".to_owned()),
        Just("New Delhi [India], June 4 (ANI): ".to_owned()),
        Just("NEW YORK, NY / ACCESSWIRE / March 3, 2024 / ".to_owned()),
        Just("Headline: ".to_owned()),
        Just("The Pacific\u{a0}Monitor, 3 October 2024".to_owned()),
        Just("born in 1932 … He was 91. On Saturday ".to_owned()),
        Just("(Reporting by A B; Editing by C D)".to_owned()),
        Just("___".to_owned()),
        Just("\n".to_owned()),
        Just("\n\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\u{ad}\u{200b}\u{2009}é’—".to_owned()),
        "[ -~]{0,30}",
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let (text, warnings) = article::decode(&bytes);
        prop_assert!(warnings.iter().all(|w| text.get(w.span.range()).is_some()));
        sound(&article::read_text(text, None, None, &mut Vec::new()))?;
    }

    #[test]
    fn any_copy(text in copy(), dated in any::<bool>()) {
        let date = dated.then(|| Date::new(2024, 2, 29)).flatten();
        sound(&article::read_text(text, None, date, &mut Vec::new()))?;
    }

    #[test]
    fn any_text(text in ".{0,300}") {
        sound(&article::read_text(text, None, None, &mut Vec::new()))?;
    }
}

/// Spans are in order, apart, on characters' bounds; fields are what stands in the text.
fn sound(article: &Article) -> Result<(), TestCaseError> {
    let text = &article.text;
    let mut end = 0;
    for paragraph in &article.paragraphs {
        let span = paragraph.span;
        prop_assert!(span.start >= end && !span.is_empty(), "{span:?} of {text:?}");
        prop_assert!(text.get(span.range()).is_some(), "{span:?} of {text:?}");
        end = span.end;
    }
    let header = &article.header;
    let dateline = header.dateline.iter().flat_map(|d| &d.places);
    for field in header
        .headline
        .iter()
        .chain(&header.byline)
        .chain(&header.source)
        .chain(dateline)
    {
        same(text, field)?;
    }
    if let Some(dateline) = &header.dateline {
        prop_assert!(
            dateline
                .places
                .iter()
                .all(|p| p.span.is_some_and(|s| dateline.span.contains(s))),
            "{text:?}"
        );
    }
    Ok(())
}

fn same(text: &str, field: &Field) -> Result<(), TestCaseError> {
    let bare = |s: &str| {
        s.chars()
            .filter(|c| {
                !c.is_whitespace()
                    && !c.is_control()
                    && !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
                    && !matches!(c, '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
            })
            .collect::<String>()
    };
    let slice = text
        .get(field.span.unwrap_or(Span::new(0, 0)).range())
        .unwrap_or("");
    prop_assert_eq!(bare(slice), bare(&field.value));
    Ok(())
}

#[test]
fn long_texts_take_linear_time() {
    let mib = 1 << 20;
    let texts = [
        "word ".repeat(4 * mib / 5),
        "x".repeat(4 * mib),
        "\n".repeat(mib),
        "a\n".repeat(mib),
        "\u{1}".repeat(mib),
        "1980, in 1990 ".repeat(mib / 8),
        "A long line of some words that is wrapped here and\n".repeat(mib / 16),
        "12:30 ".repeat(mib / 4),
        "(AP) -- ".repeat(mib / 4),
        "By Ann Lee and ".repeat(mib / 8),
    ];
    let start = Instant::now();
    for text in texts {
        let _ = article::read_text(text, None, None, &mut Vec::new());
    }
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn a_hundred_thousand_names_are_linked_in_linear_time() {
    let listed = |count: usize, name: fn(usize) -> String| (0..count).map(name).collect::<String>();
    let texts = [
        listed(40_000, |_| "Mr. Smith met Mrs. Smith. ".to_owned()),
        listed(40_000, |n| format!("Ann{} Lee met Lee. ", letters(n))),
        listed(40_000, |n| {
            format!("Ann Lee{} met Lee{}. ", letters(n), letters(n / 2))
        }),
        listed(40_000, |_| "He left Paris, Texas, for Paris, France. ".to_owned()),
        listed(40_000, |n| {
            format!("{} Bank Inc. (NYSE: BNK) sued the BNK: Bank) ", letters(n))
        }),
        listed(40_000, |n| {
            format!("Bank of {} of {} sued. ", letters(n), letters(n + 1))
        }),
    ];
    // The caller's own patterns make mentions of all of them, whatever the tagger thinks.
    let pattern = |label: &str, of: &str| (label.to_owned(), of.to_owned());
    let options = Options {
        patterns: vec![
            pattern("PERSON", r"(?P<mention>(Ann\w* )?(Lee\w*|Smith))"),
            pattern("GPE", r"Paris|Texas|France"),
            pattern("ORG", r"\w+ Bank Inc\.|NYSE|BNK|Bank of \w+ of \w+|Bank"),
        ],
        ..Options::default()
    };
    let extractor = EXTRACTOR.with_options(&options).unwrap();
    let start = Instant::now();
    for text in texts {
        let record = extractor.extract_text(&text);
        assert!(record.mentions.len() >= 40_000, "{:?}", &text[..40]);
    }
    assert!(
        start.elapsed() < Duration::from_secs(120),
        "{:?}",
        start.elapsed()
    );
}

/// A number as a word with a capital.
fn letters(mut number: usize) -> String {
    let mut word = String::from("B");
    loop {
        word.push((b'a' + (number % 26) as u8) as char);
        number /= 26;
        if number == 0 {
            return word;
        }
    }
}
