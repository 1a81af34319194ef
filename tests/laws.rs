//! Laws of the whole path, on any text: slices, order, round trips, and equality of every way to run.

use std::sync::OnceLock;

use dateline::export::{from_json, to_json};
use dateline::{Extractor, OffsetMap, Options, Parts, Record};
use proptest::prelude::*;

use crate::rows::{EXTRACTOR, both_ways};

/// Text as it comes: letters of many scripts, signs of news copy, line ends, and pieces of real shapes.
pub(crate) fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ -~]{0,24}",
        "\\PC{0,12}",
        "[\\s\u{a0}\u{ad}\u{200b}]{1,4}",
        Just("MOSCOW, Sept. 4 (Reuters) - ".to_owned()),
        Just("“We won’t,” Kim Jong-Un’s aide said. ".to_owned()),
        Just("Then-Deputy Foreign Minister of Japan Gen. Ann Lee, ".to_owned()),
        Just("the bank's spokesman, Ann Lee, 52, a former mayor of Austin, Texas, ".to_owned()),
        Just("Ann Lee was named chief executive. He is ".to_owned()),
        Just("By ANN LEE\n\n".to_owned()),
        Just("Mr. Lee of Paris, Texas, met Mrs. Lee in Paris (France). J. Lee ".to_owned()),
        Just("the World Health Organization (WHO) and Apple Inc. (NASDAQ: AAPL) ".to_owned()),
        Just("Georgia, Ga., Jordan and Washington, D.C., ".to_owned()),
        Just(" date 2023-09-04 US Says Kim Jong-Un ".to_owned()),
        Just("the U.S.-led $1.2bn deal in Zürich\r\n".to_owned()),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

pub(crate) fn check(record: &Record) {
    let text = &record.article.text;
    let mut end = 0;
    for mention in &record.mentions {
        assert!(
            mention.span.start >= end,
            "mentions are in order and never overlap"
        );
        end = mention.span.end;
        assert!(!mention.span.slice(text).is_empty());
        assert!((0.0..=1.0).contains(&mention.score));
        let entity = mention.entity.map(|e| &record.entities[e as usize]);
        assert_eq!(entity.is_some(), mention.label.is_name());
        assert!(entity.is_none_or(|e| e.label == mention.label));
        if let Some(Parts::Amount(amount)) = mention.value.as_ref().map(|value| &value.parts) {
            assert!(amount.low <= amount.high && amount.low.is_finite() && amount.high.is_finite());
            assert!(!amount.unit.as_ref().is_some_and(String::is_empty));
        }
        if let Some(Parts::When(when)) = mention.value.as_ref().map(|value| &value.parts) {
            assert_eq!(when.earliest.is_some(), when.latest.is_some());
            assert!(when.earliest <= when.latest);
        }
    }
    for (number, entity) in (0..).zip(&record.entities) {
        assert!(
            entity
                .mentions
                .iter()
                .all(|&m| record.mentions[m as usize].entity == Some(number))
        );
        assert!(!entity.mentions.is_empty());
        assert!((0.0..=1.0).contains(&entity.salience));
        assert_eq!(entity.country.is_some(), entity.country_relation.is_some());
        assert!(
            entity
                .place
                .is_none_or(|p| p.latitude.abs() <= 90.0 && p.longitude.abs() <= 180.0)
        );
        let written = |name: &String| {
            let is_it = |&m: &u32| {
                record.mentions[m as usize]
                    .span
                    .slice(text)
                    .contains(name.split(' ').next().unwrap_or(""))
            };
            name.contains(|c: char| !c.is_ascii()) || entity.mentions.iter().any(is_it)
        };
        assert!(written(&entity.name) && entity.aliases.iter().all(written));
    }
    let mut end = 0;
    for sentence in &record.sentences {
        assert!(sentence.start >= end && !sentence.slice(text).is_empty());
        end = sentence.end;
    }
    crate::quotes::check(record);
    for role in &record.roles {
        let span = role.span.expect("a role that was read stands somewhere");
        assert_eq!(
            role.role.split_whitespace().next(),
            span.slice(text).split_whitespace().next()
        );
        assert!(
            record.sentences.iter().any(|s| s.contains(span)),
            "a role stands in one sentence"
        );
        let person = &record.entities[role.entity.expect("a person") as usize];
        assert!(person.label == dateline::Label::PERSON && person.name == role.person);
    }
    let paragraphs = &record.article.paragraphs;
    assert!(
        record
            .sentences
            .iter()
            .all(|s| paragraphs.iter().any(|p| p.span.contains(*s)))
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_a_sound_record(text in text()) {
        check(&EXTRACTOR.extract_text(&text));
    }

    #[test]
    fn json_gives_the_record_back(text in text()) {
        let record = EXTRACTOR.extract_text(&text);
        prop_assert_eq!(from_json(&to_json(&record)).unwrap(), record);
    }

    #[test]
    fn offsets_go_there_and_back(text in "\\PC{0,200}") {
        let map = OffsetMap::new(&text);
        for (chars, (byte, _)) in text.char_indices().enumerate() {
            prop_assert_eq!(map.to_chars(&text, byte as u32), chars as u32);
            prop_assert_eq!(map.to_bytes(&text, chars as u32), byte as u32);
        }
        prop_assert_eq!(map.to_bytes(&text, u32::MAX), text.len() as u32);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn one_by_one_and_in_a_batch_are_equal(texts in prop::collection::vec(text(), 0..80)) {
        both_ways(&texts.iter().map(|t| &**t).collect::<Vec<_>>());
    }
}

/// Pieces of amounts, so that what a rule would never meet in news reaches it.
fn amount() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[0-9]{1,24}",
        "[0-9]{1,3}([.,][0-9]{1,3}){0,4}",
        Just("US$".to_owned()),
        "[$€£¥₹%°#½⅔'\"/–-]",
        "(hundred|thousands|million|bn|m|k|lakh|crore|dozen|tens|half|third|quarters|twenty|a|an|of|and|to|per)",
        "(dollars|pounds|cents|pesos|feet|inches|km|point|basis points|percent|magnitude|Rs\\.|R|between|minus)",
        "\\PC{0,3}",
    ];
    prop::collection::vec((piece, "[ -]{0,1}"), 1..9)
        .prop_map(|pieces| pieces.into_iter().map(|(word, gap)| word + &gap).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_called_an_amount_has_a_sound_value_or_none(texts in prop::collection::vec(amount(), 5)) {
        let labels = ["MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"];
        let pattern = |label: &str| (label.to_owned(), format!("<{label}> *(?P<mention>[^<>]*[^<> ])"));
        let options = Options {
            patterns: labels.map(pattern).into(),
            ..Options::default()
        };
        static FORCED: OnceLock<Extractor> = OnceLock::new();
        let extractor = FORCED.get_or_init(|| EXTRACTOR.with_options(&options).unwrap());
        let text: String = labels.iter().zip(texts).map(|(label, text)| format!("<{label}> {text}\n")).collect();
        let record = extractor.extract_text(&text);
        check(&record);
        prop_assert_eq!(from_json(&to_json(&record)).unwrap(), record);
    }
}

#[test]
fn a_damaged_model_is_refused() {
    let sound = include_bytes!("../src/embedded/model.bin");
    assert!(dateline::Extractor::from_model(sound.to_vec()).is_ok());
    for cut in [0, 7, 23, 100, sound.len() / 2, sound.len() - 1] {
        let error = dateline::Extractor::from_model(sound[..cut].to_vec()).unwrap_err();
        assert!(error.is_model(), "{error}");
    }
    for at in [0, 9, 17, 30, 200, sound.len() / 3, sound.len() - 1] {
        let mut bytes = sound.to_vec();
        bytes[at] ^= 0x10;
        assert!(dateline::Extractor::from_model(bytes).unwrap_err().is_model());
    }
}

#[test]
fn a_record_that_is_none_is_refused_with_a_reason() {
    let sound = to_json(&EXTRACTOR.extract_text("Angela Merkel met BMW in Munich."));
    for (from, to, why) in [
        (
            "\"text\":\"Angela Merkel met",
            "\"text\":\"Angela met",
            "is not its text",
        ),
        (
            "\"label\":\"PERSON\"",
            "\"label\":\"A MAN\"",
            "label \"A MAN\": a name is",
        ),
        ("\"end\":13", "\"end\":1300", "outside the text"),
        ("\"entity\":\"e1\"", "\"entity\":\"e9\"", "no entity has the id"),
        ("\"mentions\":[", "\"mentions\":{", "not a record"),
        ("\"score\":", "\"score\":7", "no probability"),
        ("\"sentences\":[[0,", "\"sentences\":[[5,6],[0,", "out of order"),
    ] {
        assert!(sound.contains(from), "{from} in {sound}");
        let error = from_json(&sound.replacen(from, to, 1)).unwrap_err();
        assert!(error.is_record() && error.to_string().contains(why), "{error}");
    }
}

#[test]
fn everything_shared_is_send_and_sync() {
    fn shared<T: Send + Sync + std::panic::RefUnwindSafe>() {}
    shared::<dateline::Extractor>();
    shared::<dateline::Record>();
    shared::<dateline::Article>();
    shared::<dateline::OffsetMap>();
    shared::<dateline::Span>();
    shared::<dateline::Date>();
    shared::<dateline::Warning>();
    fn sent<T: Send>() {}
    sent::<dateline::Scratch>();
    sent::<dateline::Job>();
    sent::<dateline::Error>();
    sent::<dateline::Pipeline<Record>>();
}

#[test]
fn hostile_texts_take_bounded_time() {
    let many = |n: u32, name: fn(u32) -> String| (0..n).map(name).collect::<String>();
    let texts = [
        format!("a{}{}", "\u{ad}".repeat(40_000), "&b".repeat(80_000)),
        "a. ".repeat(200_000),
        "Kim Jong-Un met Putin in Moscow ".repeat(10_000),
        many(10_000, |n| format!("Kim said that Ann{n} Kim left. ")),
        many(10_000, |n| {
            format!("Bob {} Kim left. ", "K".repeat(1 + n as usize % 30))
        }),
        "Deputy Chief Minister ".repeat(30_000) + "Ann Lee said so.",
        many(10_000, |n| {
            format!("President{n} of Minister Ann Lee, the chief{n} editor, ")
        }),
        many(10_000, |n| format!("the Russian editor{n} chief and Ann Lee, ")),
        "\"'“‘".repeat(100_000),
        "U.S.".repeat(100_000),
        "\u{301}".repeat(200_000),
    ];
    let began = std::time::Instant::now();
    for text in &texts {
        check(&EXTRACTOR.extract_text(text));
    }
    // Quadratic work would take hours; a slow machine takes seconds.
    assert!(began.elapsed().as_secs() < 120, "{:?}", began.elapsed());
}

#[test]
fn labels_are_open_and_bounded() {
    use dateline::Label;
    let numbers: Vec<usize> = Label::ALL.iter().map(|label| label.number()).collect();
    assert_eq!(numbers, (0..18).collect::<Vec<_>>());
    for &label in Label::ALL {
        assert_eq!(Label::named(label.as_str()).unwrap(), label);
        assert_eq!(label.as_str().parse::<Label>().unwrap(), label);
    }
    for name in ["", "A B", "Ä", "A,", &"A".repeat(65)] {
        assert!(Label::named(name).unwrap_err().is_argument(), "{name:?}");
    }
    assert!("LAWS_NEVER_NAMED".parse::<Label>().is_err());

    // Threads that bring the same names get the same labels.
    let own = |n: usize| Label::named(&format!("LAWS_{}", n % 7)).unwrap();
    let all: Vec<Vec<Label>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| (0..70).map(own).collect()))
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(all.iter().all(|labels| *labels == all[0]));
    assert!(all[0].iter().all(|label| label.is_name() && label.number() >= 18));
    assert_eq!(all[0][3].to_string(), "LAWS_3");

    // A record with such a label is read and written like any other.
    let json = to_json(&EXTRACTOR.extract_text("Angela Merkel met BMW in Munich."));
    let json = json.replace("\"label\":\"PERSON\"", "\"label\":\"LAWS_CHEMIST\"");
    assert_eq!(to_json(&from_json(&json).unwrap()), json);
}
