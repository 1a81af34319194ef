//! One extractor in many threads at once gives what it gives in one.

use std::sync::Barrier;

use dateline::Record;
use dateline::export::to_json;

use crate::rows::EXTRACTOR;

#[test]
fn one_extractor_in_32_threads() {
    const THREADS: usize = 32;
    let texts: Vec<String> = (0..THREADS)
        .map(|n| {
            format!(
                "PARIS, May {} (AP) - France fined Acme ${n} million, “a lot,” Ann Lee{n} said.",
                1 + n % 28
            )
        })
        .collect();
    let wanted: Vec<Record> = texts.iter().map(|text| EXTRACTOR.extract_text(text)).collect();
    let together = Barrier::new(THREADS);
    std::thread::scope(|scope| {
        for first in 0..THREADS {
            let (texts, wanted, together) = (&texts, &wanted, &together);
            scope.spawn(move || {
                together.wait();
                for n in (0..THREADS).map(|n| (n + first) % THREADS) {
                    let record = EXTRACTOR.extract_text(&texts[n]);
                    assert!(record == wanted[n], "{}", to_json(&record));
                }
            });
        }
    });
}
