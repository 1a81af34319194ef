//! Any Unicode at all: what no newsroom writes still gives a sound record, in every way that an article is read.

use dateline::export::{from_json, to_json};
use dateline::{Content, Document, Form, Job, Options, Record, Scratch, Source, Told};
use proptest::prelude::*;

use crate::laws::check;
use crate::rows::EXTRACTOR;

/// Letters with marks heaped on them, emoji of several parts, scripts from right to left with their controls, signs that
/// no font has, halves of what belongs together, and news copy between them.
fn any_unicode() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zé][\u{300}-\u{36f}\u{483}\u{20d0}-\u{20f0}]{0,9}",
        "[👩👨👧🏽🇫🇷❤✈\u{fe0f}\u{200d}\u{20e3}]{1,6}",
        "[\u{5d0}-\u{5ea}\u{627}-\u{64a}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{200e}\u{200f}]{1,8}",
        "[\u{0}-\u{1f}\u{7f}-\u{9f}]{1,4}",
        "[𝐀-𝐙𐐀-𐑏𝒳\u{10ffff}\u{e000}\u{fdd0}\u{fffe}\u{fffd}]{1,4}",
        "[\u{2028}\u{2029}\u{85}\u{a0}\u{1680}\u{2000}-\u{200a}\u{3000}\u{feff}]{1,3}",
        "[İıßſKÅﬁǅΣσς]{1,5}",
        "[“”‘’„‟«»‹›\"'`´′″‚]{1,4}",
        "[\u{0e01}-\u{0e30}\u{0900}-\u{094d}\u{ac00}-\u{ad00}\u{4e00}-\u{4f00}]{1,6}",
        "[0-9٠-٩०-९０-９½²₂Ⅷ①]{1,6}",
        "\\PC{0,6}",
        any::<char>().prop_map(String::from),
        Just("KYIV, May 2 (AP) — ".to_owned()),
        Just("said Ann O\u{301}’Brien of the ".to_owned()),
        Just(" on Monday, $1.2bn, ".to_owned()),
        Just("\n\n".to_owned()),
        Just(" ".to_owned()),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// What is read of a source, checked, and the same again from its JSON.
fn read(source: Source) -> Record {
    let job = Job {
        source,
        id: None,
        date: None,
    };
    let record = EXTRACTOR
        .read(job, &mut Scratch::default())
        .expect("text never fails");
    check(&record);
    assert!(
        from_json(&to_json(&record)).unwrap() == record,
        "{}",
        to_json(&record)
    );
    record
}

fn document(text: &str, form: Form) -> Source {
    let document = Document {
        content: Content::Text(text.to_owned()),
        form: Some(form),
        told: Told::default(),
        place: dateline::place::Place::of_file(""),
    };
    Source::Document(Box::new(document))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn text_bytes_and_documents_agree(text in any_unicode()) {
        let as_text = read(Source::Text(text.clone()));
        prop_assert!(as_text == read(document(&text, Form::Text)));
        // bytes may begin with a byte order mark, which is none of the text
        let with_mark = ["\u{feff}", &text].concat().into_bytes();
        prop_assert_eq!(&as_text.article.text, &read(Source::Bytes(with_mark)).article.text);
        let wide: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        prop_assert_eq!(&as_text.article.text, &read(Source::Bytes(wide)).article.text);
    }

    #[test]
    fn every_place_is_explained_or_is_none(text in any_unicode(), at in any::<prop::sample::Index>()) {
        let at = at.index(text.len() + 2);
        if let Some(why) = EXTRACTOR.explain(&text, at) {
            prop_assert!(why.tokens.iter().all(|token| text.get(token.span.range()).is_some()));
        }
    }

    #[test]
    fn own_names_and_patterns_of_any_letters(text in any_unicode(), name in any_unicode(), pattern in "\\PC{0,12}") {
        let options = Options {
            gazetteer: vec![("OWN".to_owned(), vec![name.clone()])],
            ..Options::default()
        };
        if let Ok(extractor) = EXTRACTOR.with_options(&options) {
            check(&extractor.extract_text(&format!("{text} {name} {text}")));
        }
        let options = Options { patterns: vec![("OWN".to_owned(), pattern)], ..Options::default() };
        if let Ok(extractor) = EXTRACTOR.with_options(&options) {
            check(&extractor.extract_text(&text));
        }
    }
}

#[test]
fn words_of_a_million_characters() {
    const MANY: usize = 1_000_000;
    for piece in [
        "a",
        "A",
        "é",
        "7",
        "e\u{301}",
        "a\u{ad}",
        "👩\u{200d}",
        "𝐀",
        "א",
        "A-",
        "O’",
        "1,",
        "\u{200b}",
        "İ",
    ] {
        let word = piece.repeat(MANY / piece.chars().count());
        check(&EXTRACTOR.extract_text(&format!("PARIS, May 2 (AP) - Ann {word} left, he said.")));
    }
}
