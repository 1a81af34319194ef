//! Cost grows with the length of a text and no faster, whatever the text repeats: a text four times as long costs four times as much.

use std::time::{Duration, Instant};

use dateline::{Extractor, Scratch};

use crate::rows::EXTRACTOR;

/// What a text repeats: a piece, or a piece for each number.
enum Shape {
    Same(&'static str),
    Numbered(fn(usize) -> String),
    /// The first piece as often as the last, all of them before it.
    Nested(&'static str, &'static str),
}
use Shape::{Nested, Numbered, Same};

const SHAPES: &[(&str, Shape)] = &[
    ("quotation marks", Same("\"")),
    ("opening quotation marks", Same("“")),
    ("quotation marks of both kinds", Same("“‘\"'")),
    ("quotations that never close", Same("“We go on, he said. ")),
    (
        "one quotation a paragraph, none closed",
        Same("“We go on, he said.\n"),
    ),
    ("mentions of one name", Same("Kim Jong-Un left. ")),
    ("mentions of one name by parts", Same("Kim Jong-Un met Mr. Kim. ")),
    (
        "no full stop",
        Same("the minister of the north and Ann Lee of Acme "),
    ),
    ("one letter", Same("a")),
    ("one capital", Same("A")),
    ("capitals", Same("KIM JONG-UN ")),
    ("digits", Same("7")),
    ("numbers", Same("1,234.5 ")),
    ("commas", Same(",")),
    ("full stops", Same(".")),
    ("hyphens", Same("well-")),
    ("opening brackets", Same("(")),
    ("nested brackets", Nested("(", ")")),
    ("brackets of many kinds", Nested("([{<", ">}])")),
    ("paragraphs of one word", Same("Rain\n\n")),
    ("paragraphs of one name", Same("PARIS\n")),
    ("line ends", Same("\n")),
    ("NULs", Same("\0")),
    ("combining marks", Same("\u{301}")),
    ("emoji with joiners", Same("👩\u{200d}👩\u{200d}👧")),
    ("soft hyphens", Same("\u{ad}a")),
    ("unlike words", Numbered(|n| format!("w{n}x "))),
    (
        "unlike names",
        Numbered(|n| format!("Ann K{n}lee met Bob S{n}mith in F{n}ord. ")),
    ),
    ("dates", Same("on Monday, May 2, 2023, two days later, ")),
    (
        "amounts",
        Same("$1.2 billion and 12 percent of 3 million euros, "),
    ),
    ("number words", Same("twenty-one thousand hundred ")),
    (
        "speakers",
        Numbered(|n| format!("“We go,” said Ann K{n}lee, the mayor of Paris. ")),
    ),
    ("cues of speech", Same("said he said that she said ")),
    ("titles", Same("Deputy Prime Minister ")),
    ("links of names", Same("of the Bank of the University of ")),
    ("datelines", Same("PARIS, May 2 (AP) - ")),
    ("bylines", Same("By ANN LEE and BOB RAY, ")),
    ("addresses", Same("https://example.org/a?b=c&d=e@f.")),
    (
        "acronyms",
        Numbered(|n| format!("the World Health Organization{n} (WHO{n}) ")),
    ),
];

impl Shape {
    fn of(&self, bytes: usize) -> String {
        match self {
            Same(piece) => piece.repeat(bytes / piece.len()),
            Nested(open, close) => {
                let times = bytes / 2 / open.len();
                open.repeat(times) + &close.repeat(times)
            }
            Numbered(piece) => {
                let mut text = String::with_capacity(bytes);
                let mut numbers = 0..;
                while text.len() < bytes {
                    text.extend(numbers.next().map(piece));
                }
                text
            }
        }
    }
}

/// What this thread alone has cost so far: other work on the machine does not count where the system tells.
fn cost() -> Duration {
    static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|line| line.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

fn cost_of(extractor: &Extractor, text: String) -> Duration {
    let mut scratch = Scratch::default();
    let began = cost();
    let record = extractor.extract(text, None, None, &mut scratch);
    let took = cost() - began;
    drop(record);
    took
}

#[test]
fn four_times_the_text_costs_four_times_as_much() {
    const SIZE: usize = 1 << 17;
    let mut slow = Vec::new();
    for (name, shape) in SHAPES {
        let run = || {
            let once = cost_of(&EXTRACTOR, shape.of(SIZE));
            let longer = cost_of(&EXTRACTOR, shape.of(4 * SIZE));
            let most = 7 * once + Duration::from_millis(20); // what grows with the square costs sixteen times as much
            (longer > most).then(|| format!("{name}: {once:?}, then {longer:?}"))
        };
        // a machine may hiccup once
        if run().is_some()
            && let Some(found) = run()
        {
            slow.push(found);
        }
    }
    assert!(slow.is_empty(), "{slow:#?}");
}
