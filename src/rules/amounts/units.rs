//! Units of measure and of percentages: the symbol behind the words that news writes for them.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use crate::lexical::entries;

/// The most words that a unit has (`barrels of crude oil per day`), signs included.
const LONGEST: usize = 7;

/// The unit that words begin with: its symbol, and how many of them it takes; the longest one counts.
pub(super) fn find<'a>(words: impl Iterator<Item = &'a str>) -> Option<(&'static str, usize)> {
    static UNITS: LazyLock<HashMap<String, &'static str, FixedState>> = LazyLock::new(|| {
        let mut units = HashMap::default();
        for line in entries(include_str!("../../../seeds/lists/units.txt")) {
            let Some((symbol, forms)) = line.split_once('\t') else {
                continue;
            };
            for form in forms.split(',') {
                let mut key = String::new();
                form.split(' ').for_each(|word| push(word, &mut key));
                units.entry(key).or_insert(symbol);
            }
        }
        units
    });
    let (mut key, mut best) = (String::new(), None);
    for (len, word) in (1..=LONGEST).zip(words) {
        push(word, &mut key);
        best = UNITS.get(&key).map(|symbol| (*symbol, len)).or(best);
    }
    best
}

/// Adds a word to a key: in lower case, singular, without hyphens and full stops; words stand side by side, so that `km/h`
/// is found whatever its tokens are.
fn push(word: &str, key: &mut String) {
    let start = key.len();
    let kept = word.chars().filter(|c| !matches!(c, '.' | '-'));
    key.extend(kept.flat_map(char::to_lowercase));
    let added = &key[start..];
    if added.len() > 3 && added.ends_with('s') && !added.ends_with("us") && !added.ends_with("ss") {
        key.pop();
    }
}

/// How many of the second unit make one of the first, where news writes both together: `6 feet 2 inches`.
pub(super) fn smaller(unit: &str) -> Option<(&'static str, f64)> {
    match unit {
        "ft" => Some(("in", 12.0)),
        "lb" => Some(("oz", 16.0)),
        "st" => Some(("lb", 14.0)),
        _ => None,
    }
}
