//! Laws of dates: whatever their words and whatever the article's day, a value is sound and never fails.

use std::sync::{Arc, LazyLock};

use dateline::{Date, Extractor, Job, Label, Options, Parts, Record, Source};
use proptest::prelude::*;

use crate::rows::EXTRACTOR;

/// An extractor that takes what stands in braces for a date, and what stands in brackets for a time.
static BRACED: LazyLock<Arc<Extractor>> = LazyLock::new(|| {
    let pattern = |label: &str, pattern: &str| (label.to_owned(), pattern.to_owned());
    let options = Options {
        patterns: vec![pattern("DATE", r"\{[^}]*\}"), pattern("TIME", r"\[[^\]]*\]")],
        ..Options::default()
    };
    Arc::new(EXTRACTOR.with_options(&options).expect("two patterns"))
});

fn read(text: String, date: Date) -> Record {
    let job = Job {
        source: Source::Text(text),
        id: None,
        date: Some(date),
    };
    BRACED
        .with_scratch(|scratch| BRACED.read(job, scratch))
        .expect("a text")
}

/// A day of the first year to the last that there is, and those near both ends.
fn any_day() -> impl Strategy<Value = Date> {
    let ends = prop::sample::select(vec!["0001-01-01", "9999-12-31", "2024-02-29", "2023-09-04"]);
    let any = (1_i16..=9999, 1_u8..=12, 1_u8..=28).prop_map(|(year, month, day)| Date::new(year, month, day));
    prop_oneof![
        ends.prop_map(|day| day.parse().expect("a day")),
        any.prop_map(|day| day.expect("a day")),
    ]
}

/// Words of dates in any order, and some of none.
fn any_words() -> impl Strategy<Value = String> {
    let words = "Monday Sundays May Sept. March 3 31 29 2024 1999 0 9999 '90s 1800s second third 21st 0th half quarter year years \
                 weeks day decade centuries century hours minute last next this past that every each same previous following coming \
                 recent two a the few several of to - / , and or through ago earlier later before after early mid late end \
                 tomorrow yesterday today tonight night morning noon midnight 8 8:30 25:61 8.30pm a.m. p.m. GMT 0800 fiscal FY24 Q3 \
                 1H BC Christmas Easter Thanksgiving Diwali summer winter weekend old million 1,000,000 1e9 99999999999999999999 ½ é";
    prop::collection::vec(
        prop::sample::select(words.split_whitespace().collect::<Vec<_>>()),
        0..9,
    )
    .prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_words_on_any_day_give_sound_values(a in any_words(), b in any_words(), day in any_day()) {
        crate::laws::check(&read(format!("It was {{{a}}} and will be [{b}], he said {{{b}}}."), day));
    }

    #[test]
    fn a_weekday_of_a_report_is_of_the_week_that_ends_with_it(day in any_day(), weekday in 0_usize..7) {
        let name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][weekday];
        let record = read(format!("The minister resigned on {{{name}}}."), day);
        let found = record.mentions.iter().find(|m| m.label == Label::DATE).and_then(|m| m.value.as_ref());
        if let Some(Parts::When(when)) = found.map(|value| &value.parts) {
            let when = when.earliest.expect("a day");
            prop_assert!(when <= day && usize::from(when.weekday()) == weekday);
            prop_assert!((day.year() - when.year()) <= 1);
        } else {
            // There is no week before the first year.
            prop_assert!(day.year() == 1);
        }
    }
}
