//! What holds for the speech of every text, whatever marks stand in it.

use std::time::{Duration, Instant};

use dateline::Record;
use proptest::prelude::*;

use crate::rows::EXTRACTOR;

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
    let mut open: Vec<dateline::Span> = Vec::new();
    let (mut last, mut highest) = (0, 0);
    for quote in &record.quotes {
        assert!(
            text.get(quote.span.range())
                .is_some_and(|words| !words.is_empty()),
            "{text:?}"
        );
        assert!(quote.span.start >= last, "in order: {text:?}");
        last = quote.span.start;
        open.retain(|outer| outer.end > quote.span.start);
        assert!(
            open.iter().all(|outer| outer.contains(quote.span)),
            "nested or apart: {text:?}"
        );
        open.push(quote.span);
        assert!(quote.id >= 1 && quote.id <= highest + 1, "{text:?}");
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
    ];
    for text in &texts {
        let began = Instant::now();
        check(&EXTRACTOR.extract_text(text));
        assert!(
            began.elapsed() < Duration::from_secs(40),
            "{:?} {:?}",
            &text[..20],
            began.elapsed()
        );
    }
}
