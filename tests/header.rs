//! Rows of articles with what their outer form says: `tests/data/header_*.toml`.

use std::fmt::Write as _;
use std::path::PathBuf;

use dateline::article::{self, Article};
use dateline::{Date, Warning};
use serde::Deserialize;

use crate::rows::suite;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    text: String,
    argument: Option<String>,
    headline: Option<String>,
    date: Option<String>,
    date_source: Option<String>,
    #[serde(default)]
    byline: Vec<String>,
    source: Option<String>,
    #[serde(default)]
    places: Vec<String>,
    dateline_date: Option<String>,
    warnings: Option<Vec<String>>,
    kinds: Option<Vec<String>>,
}

#[test]
fn rows() {
    let mut report = String::new();
    let (mut count, mut failed) = (0, 0);
    for name in suites() {
        for row in &suite::<Row>(&name) {
            count += 1;
            let differences = check(row);
            if !differences.is_empty() {
                failed += 1;
                write!(report, "\n{name}: {}\n{differences}", row.name).unwrap();
            }
        }
    }
    assert!(count > 0, "no rows found");
    assert!(failed == 0, "{failed} of {count} rows differ:\n{report}");
}

/// The suites of headers: `header_*`.
fn suites() -> Vec<String> {
    let folder = std::fs::read_dir(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data")).unwrap();
    let names = folder.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    let mut suites: Vec<String> = names
        .filter_map(|name| Some(name.strip_suffix(".toml")?.to_owned()))
        .collect();
    suites.retain(|name| name.starts_with("header_"));
    suites.sort();
    suites
}

fn check(row: &Row) -> String {
    let argument: Option<Date> = row.argument.as_ref().map(|d| d.parse().unwrap());
    let mut warnings = Vec::new();
    let article = article::read_text(row.text.clone(), None, argument, &mut warnings);
    let header = &article.header;
    let values = |fields: &[article::Field]| fields.iter().map(|f| f.value.clone()).collect::<Vec<_>>();
    let value = |field: &Option<article::Field>| field.as_ref().map(|f| f.value.clone());
    let mut out = String::new();
    differ(&mut out, "headline", &row.headline, &value(&header.headline));
    differ(&mut out, "date", &row.date, &header.date.map(|d| d.to_string()));
    if let Some(source) = &row.date_source {
        differ(&mut out, "date_source", source, &header.date_source.to_string());
    }
    differ(&mut out, "byline", &row.byline, &values(&header.byline));
    differ(&mut out, "source", &row.source, &value(&header.source));
    let dateline = header.dateline.as_ref();
    differ(
        &mut out,
        "places",
        &row.places,
        &dateline.map_or(Vec::new(), |d| values(&d.places)),
    );
    let day = dateline.and_then(|d| d.date).map(|d| d.to_string());
    differ(&mut out, "dateline_date", &row.dateline_date, &day);
    if let Some(expected) = &row.warnings {
        differ(&mut out, "warnings", expected, &codes(&warnings));
    }
    if let Some(expected) = &row.kinds {
        differ(&mut out, "kinds", expected, &kinds(&article));
    }
    out
}

fn codes(warnings: &[Warning]) -> Vec<String> {
    warnings.iter().map(|w| w.code.to_string()).collect()
}

fn kinds(article: &Article) -> Vec<String> {
    article.paragraphs.iter().map(|p| p.kind.to_string()).collect()
}

fn differ<T: PartialEq + std::fmt::Debug>(out: &mut String, what: &str, expected: &T, found: &T) {
    if expected != found {
        writeln!(
            out,
            "  {what}: expected {expected:?}\n  {:width$}  found    {found:?}",
            "",
            width = what.len()
        )
        .unwrap();
    }
}
