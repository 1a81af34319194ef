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
    // A byline with its lead is told from other lines; here every line is one.
    let line = match byline::lead(stated) {
        0 => format!("By {stated}"),
        _ => stated.to_owned(),
    };
    let found = byline::read_names(&line, byline::lead(&line));
    if found.names.is_empty() && found.outlet.is_none() && !found.has_role && !stated.is_empty() {
        return vec![stated.to_owned()];
    }
    let name = |range: std::ops::Range<usize>| line[range].to_owned();
    found.names.into_iter().map(name).collect()
}
