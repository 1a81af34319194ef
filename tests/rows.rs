//! The rows of `tests/data`, each run by the extractor alone and by the batch path.

use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use dateline::text::Segments;
use dateline::{Date, Extractor, Job, Label, Options, Parts, Pipeline, Record, RoleStatus, Scratch, Source};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// The shipped extractor, made once.
pub(crate) static EXTRACTOR: LazyLock<Arc<Extractor>> =
    LazyLock::new(|| Arc::new(Extractor::embedded().expect("the shipped model is sound")));

/// Reads the rows of a suite: of `tests/data/NAME.toml`.
pub(crate) fn suite<R: DeserializeOwned>(name: &str) -> Vec<R> {
    #[derive(Deserialize)]
    struct Suite<R> {
        row: Vec<R>,
    }
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/data/{name}.toml"));
    let toml = std::fs::read_to_string(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    let suite: Suite<R> = toml::from_str(&toml).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    assert!(!suite.row.is_empty());
    suite.row
}

/// The records of texts as the extractor makes them one by one, and as a batch of three workers makes them.
pub(crate) fn both_ways(texts: &[&str]) -> Vec<Record> {
    both_ways_of(&EXTRACTOR, texts)
}

/// The same with an extractor of the row's own.
pub(crate) fn both_ways_of(extractor: &Arc<Extractor>, texts: &[&str]) -> Vec<Record> {
    let texts: Vec<(&str, Option<Date>)> = texts.iter().map(|text| (*text, None)).collect();
    both_ways_on(extractor, &texts)
}

/// The same with the day of each article, where the caller tells it.
fn both_ways_on(extractor: &Arc<Extractor>, texts: &[(&str, Option<Date>)]) -> Vec<Record> {
    let job = |(text, date): &(&str, Option<Date>)| Job {
        source: Source::Text((*text).to_owned()),
        id: None,
        date: *date,
    };
    let read = |scratch: &mut Scratch, text| extractor.read(job(text), scratch).expect("a text");
    let single: Vec<Record> = texts
        .iter()
        .map(|text| extractor.with_scratch(|scratch| read(scratch, text)))
        .collect();
    let pipeline = Pipeline::new(Arc::clone(extractor), Some(3), |record| record).expect("three threads");
    let batch: Vec<Record> = pipeline
        .run(texts.iter().map(job))
        .map(|record| record.expect("a text"))
        .collect();
    for (one, other) in single.iter().zip(&batch) {
        assert_eq!(one, other, "one by one and in a batch");
    }
    assert_eq!(single.len(), batch.len());
    single
}

/// What the caller of a row brings.
#[derive(Deserialize)]
pub(crate) struct Brought {
    labels: Option<Vec<String>>,
    #[serde(default)]
    gazetteer: Vec<(String, Vec<String>)>,
    #[serde(default)]
    patterns: Vec<(String, String)>,
    #[serde(default)]
    min_score: f32,
}

impl Brought {
    pub(crate) fn extractor(self) -> Extractor {
        let options = Options {
            labels: self.labels,
            gazetteer: self.gazetteer,
            patterns: self.patterns,
            min_score: self.min_score,
            ..Options::default()
        };
        let extractor = EXTRACTOR.with_options(&options);
        extractor.unwrap_or_else(|why| panic!("{options:?}: {why}"))
    }
}

/// Compares every row's expectation with what was found, and reports all rows that differ.
pub(crate) fn compare(rows: impl Iterator<Item = (String, Vec<String>, Vec<String>)>) {
    let differs = |(name, expected, found): (String, Vec<String>, Vec<String>)| {
        (expected != found).then(|| format!("{name}\n  expected {expected:?}\n  found    {found:?}\n"))
    };
    let report: Vec<String> = rows.filter_map(differs).collect();
    assert!(
        report.is_empty(),
        "{} rows differ:\n{}",
        report.len(),
        report.concat()
    );
}

#[test]
fn tokens() {
    #[derive(Deserialize)]
    struct Row {
        name: String,
        text: String,
        tokens: Vec<String>,
    }
    let rows: Vec<Row> = suite("tokens");
    compare(rows.into_iter().map(|row| {
        let article = EXTRACTOR.extract_text(&row.text).article;
        let mut segments = Segments::default();
        segments.fill(&article);
        let found = segments
            .tokens
            .iter()
            .map(|t| t.span.slice(&row.text).to_owned())
            .collect();
        (row.name, row.tokens, found)
    }));
}

#[test]
fn sentences() {
    #[derive(Deserialize)]
    struct Row {
        name: String,
        text: String,
        sentences: Vec<String>,
    }
    let rows: Vec<Row> = suite("sentences");
    let texts: Vec<&str> = rows.iter().map(|row| &*row.text).collect();
    let records = both_ways(&texts);
    compare(rows.iter().zip(records).map(|(row, record)| {
        let found = record
            .sentences
            .iter()
            .map(|s| s.slice(&row.text).to_owned())
            .collect();
        (row.name.clone(), row.sentences.clone(), found)
    }));
}

#[test]
fn mentions() {
    #[derive(Deserialize)]
    struct Row {
        name: String,
        text: String,
        marked: String,
    }
    let rows: Vec<Row> = suite("mentions");
    let texts: Vec<&str> = rows.iter().map(|row| &*row.text).collect();
    let records = both_ways(&texts);
    compare(
        rows.iter()
            .zip(records)
            .map(|(row, record)| (row.name.clone(), vec![row.marked.clone()], vec![marked(&record)])),
    );
}

#[test]
fn amounts() {
    #[derive(Deserialize)]
    struct Row {
        name: String,
        text: String,
        amounts: Vec<String>,
    }
    let rows: Vec<Row> = suite("amounts");
    let texts: Vec<&str> = rows.iter().map(|row| &*row.text).collect();
    let records = both_ways(&texts);
    compare(rows.iter().zip(records).map(|(row, record)| {
        let amounts = record.mentions.iter().filter(|m| m.label.is_amount());
        let written = |m: &dateline::Mention| {
            let value = m.value.as_ref().map_or("none", |value| &value.text);
            format!("{} = {value}", m.span.slice(&row.text))
        };
        (
            row.name.clone(),
            row.amounts.clone(),
            amounts.map(written).collect(),
        )
    }));
}

#[test]
fn own() {
    #[derive(Deserialize)]
    struct Row {
        name: String,
        text: String,
        marked: String,
        #[serde(flatten)]
        brought: Brought,
    }
    let rows: Vec<Row> = suite("own");
    compare(rows.into_iter().map(|row| {
        let extractor = Arc::new(row.brought.extractor());
        let record = both_ways_of(&extractor, &[&row.text]).remove(0);
        (row.name, vec![row.marked], vec![marked(&record)])
    }));
}

/// A record's text with its mentions marked as `[words|LABEL]`.
fn marked(record: &Record) -> String {
    let (text, mut out, mut at) = (&record.article.text, String::new(), 0);
    for mention in &record.mentions {
        let range = mention.span.range();
        out += &format!(
            "{}[{}|{}]",
            &text[at..range.start],
            mention.span.slice(text),
            mention.label
        );
        at = range.end;
    }
    out + &text[at..]
}

#[test]
fn roles() {
    #[derive(Deserialize)]
    struct Row {
        name: String,
        text: String,
        roles: Vec<String>,
    }
    let rows: Vec<Row> = suite("roles");
    let texts: Vec<&str> = rows.iter().map(|row| &*row.text).collect();
    let records = both_ways(&texts);
    compare(rows.iter().zip(records).map(|(row, record)| {
        let found = record.roles.iter().map(|role| {
            assert_eq!(
                role.span.map(|span| span.slice(&row.text)),
                Some(&*role.role),
                "{}",
                row.name
            );
            let former = if role.status == RoleStatus::Former {
                " (former)"
            } else {
                ""
            };
            format!("{}: {}{former}", role.person, role.role)
        });
        (row.name.clone(), row.roles.clone(), found.collect())
    }));
}

#[test]
fn nominals() {
    #[derive(Deserialize)]
    struct Row {
        name: String,
        text: String,
        nominals: Vec<String>,
    }
    let options = Options {
        nominals: true,
        ..Options::default()
    };
    let extractor = Arc::new(EXTRACTOR.with_options(&options).expect("sound options"));
    let rows: Vec<Row> = suite("nominals");
    let texts: Vec<&str> = rows.iter().map(|row| &*row.text).collect();
    let records = both_ways_of(&extractor, &texts);
    compare(rows.iter().zip(records).map(|(row, record)| {
        let found = record.nominals.iter().map(|nominal| {
            let name = &record.entities[nominal.entity as usize].name;
            format!("{} = {name}", nominal.span.slice(&row.text))
        });
        (row.name.clone(), row.nominals.clone(), found.collect())
    }));
}

#[test]
fn subdivisions() {
    #[derive(Deserialize)]
    struct Row {
        name: String,
        text: String,
        subdivisions: Vec<String>,
    }
    let rows: Vec<Row> = suite("subdivisions");
    let texts: Vec<&str> = rows.iter().map(|row| &*row.text).collect();
    let records = both_ways(&texts);
    compare(rows.iter().zip(records).map(|(row, record)| {
        let places = record.entities.iter().filter(|e| e.label.as_str() != "PERSON");
        let found = places.map(|e| {
            let placed = if e.place.is_some() { "" } else { " nowhere" };
            format!("{} = {}{placed}", e.name, e.subdivision.as_deref().unwrap_or("-"))
        });
        (row.name.clone(), row.subdivisions.clone(), found.collect())
    }));
}

#[test]
fn entities() {
    #[derive(Deserialize)]
    struct Row {
        name: String,
        text: String,
        entities: Vec<Vec<String>>,
    }
    let rows: Vec<Row> = suite("entities");
    let texts: Vec<&str> = rows.iter().map(|row| &*row.text).collect();
    let records = both_ways(&texts);
    compare(rows.iter().zip(records).map(|(row, record)| {
        let names = |e: &dateline::Entity| format!("{:?}", [&[e.name.clone()][..], &e.aliases[..]].concat());
        let expected = row.entities.iter().map(|names| format!("{names:?}")).collect();
        (
            row.name.clone(),
            expected,
            record.entities.iter().map(names).collect(),
        )
    }));
}

#[test]
fn places() {
    #[derive(Deserialize)]
    struct Row {
        name: String,
        text: String,
        places: Vec<String>,
    }
    let rows: Vec<Row> = suite("places");
    let texts: Vec<&str> = rows.iter().map(|row| &*row.text).collect();
    let records = both_ways(&texts);
    let located = |e: &dateline::Entity| {
        let known = e.country.as_deref().unwrap_or("-");
        let relation = e.country_relation.map_or("-", dateline::CountryRelation::as_str);
        let whole = |degrees: f32| degrees.round_ties_even() as i32;
        let point = e
            .place
            .map(|p| format!("{} {}", whole(p.latitude), whole(p.longitude)));
        format!(
            "{} | {known} | {relation} | {}",
            e.name,
            point.as_deref().unwrap_or("-")
        )
    };
    let is_place = |e: &&dateline::Entity| matches!(e.label.as_str(), "GPE" | "LOC" | "FAC" | "NORP");
    compare(rows.iter().zip(records).map(|(row, record)| {
        let found = record.entities.iter().filter(is_place).map(located).collect();
        (row.name.clone(), row.places.clone(), found)
    }));
}

#[test]
fn dates() {
    ["dates", "dates_zones", "dates_seasons"]
        .into_iter()
        .for_each(dates_of);
}

#[test]
fn dates_of_holidays() {
    dates_of("dates_holidays");
}

#[test]
fn dates_by_tense() {
    dates_of("dates_tense");
}

#[test]
fn dates_that_count_from_what_was_told() {
    dates_of("dates_told");
}

#[test]
fn dates_of_periods() {
    dates_of("dates_periods");
}

#[test]
fn dates_of_further_kinds() {
    dates_of("dates_further");
}

#[test]
fn dates_put_right() {
    dates_of("dates_mended");
}

fn dates_of(name: &str) {
    #[derive(Deserialize)]
    struct Row {
        name: String,
        text: String,
        argument: Option<String>,
        dates: Vec<String>,
        parts: Option<Vec<String>>,
    }
    let rows: Vec<Row> = suite(name);
    let day = |row: &Row| row.argument.as_ref().map(|day| day.parse().expect("a day"));
    let texts: Vec<(&str, Option<Date>)> = rows.iter().map(|row| (&*row.text, day(row))).collect();
    let records = both_ways_on(&EXTRACTOR, &texts);
    compare(rows.iter().zip(records).map(|(row, record)| {
        let (mut expected, mut found) = (row.dates.clone(), Vec::new());
        let dates = record
            .mentions
            .iter()
            .filter(|m| matches!(m.label, Label::DATE | Label::TIME));
        let dates: Vec<_> = dates.filter_map(|m| Some((m, m.value.as_ref()?))).collect();
        found.extend(
            dates
                .iter()
                .map(|(m, value)| format!("{} = {}", m.span.slice(&row.text), value.text)),
        );
        if let Some(parts) = &row.parts {
            expected.extend(parts.iter().cloned());
            found.extend(dates.iter().map(|(_, value)| {
                let Parts::When(when) = &value.parts else {
                    return format!("{:?}", value.parts);
                };
                let day = |day: Option<Date>| day.map_or("None".to_owned(), |day| day.to_string());
                format!(
                    "{} {} {} {}",
                    day(when.earliest),
                    day(when.latest),
                    when.granularity,
                    when.rule
                )
            }));
        }
        (row.name.clone(), expected, found)
    }));
}
