//! The authors that a form states, as single names: `By ANN LEE and Bo Ek, Associated Press` is two.

use crate::article::byline;
use crate::lexical::fold_spaces;

/// The names in bylines as stated; agencies, desks and addresses are nobody.
pub(super) fn names(stated: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for line in stated {
        for name in read(&fold_spaces(line)) {
            if !out.contains(&name) {
                out.push(name);
            }
        }
    }
    out
}

/// Longest byline, as in text.
const MAX: usize = 250;

fn read(stated: &str) -> Vec<String> {
    if stated.len() > MAX {
        return Vec::new();
    }
    let (line, found) = byline::read_stated(stated);
    if found.names.is_empty() && found.outlet.is_none() && !found.has_role && !stated.is_empty() {
        return vec![stated.to_owned()];
    }
    let name = |range: std::ops::Range<usize>| line[range].to_owned();
    found.names.into_iter().map(name).collect()
}
