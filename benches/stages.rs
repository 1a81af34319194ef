//! How fast each stage is, on the sample articles: `cargo bench --features html,parquet`.
//!
//! Every bench counts what it finds and states what that must be, so that no speed is bought with wrong answers. `cargo test`
//! runs each once. Where a count is meant to change, the message says what to write in its place.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)] // a bench that fails should say where

use std::cell::RefCell;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use dateline::article::{decode, read_text};
use dateline::export::to_json;
use dateline::text::Segments;
use dateline::{Article, Extractor, Job, Pipeline, Record, Source, Stages};

/// What each bench counts, and how much of it there is in the sample articles.
const EXPECTED: &[(&str, &str, usize)] = &[
    ("decode", "bytes of text", 71_228),
    ("header and paragraphs", "paragraphs and fields", 510),
    ("tokens and sentences", "tokens and sentences", 15_373),
    ("known names", "names", 255),
    ("mentions", "mentions", 1_977),
    ("classes of words", "tokens", 14_583),
    ("dates", "values", 473),
    ("amounts", "values", 425),
    ("entities", "entities", 815),
    ("roles", "roles", 141),
    ("quotes", "quotes", 333),
    ("everything", "mentions", 1_978),
    ("everything, two workers", "mentions", 31_648),
    ("one long article", "mentions", 31_632),
    ("web pages", "paragraphs", 71),
    ("json", "bytes of JSON", 590_374),
    ("arrow", "rows", 4_218),
];

/// Copies of the samples in one long article.
const COPIES: usize = 16;

/// The files of a folder of the repository whose names end like this, in the order of their names.
fn files(folder: &str, end: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|found| found == end))
        .collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

/// Measures some work on so many bytes of input; it must count what [`EXPECTED`] says, each time.
fn stage(c: &mut Criterion, name: &str, bytes: usize, mut work: impl FnMut() -> usize) {
    batched(c, name, bytes, || (), |()| work());
}

/// The same with something to work on that is made anew each time and not measured.
fn batched<T>(
    c: &mut Criterion,
    name: &str,
    bytes: usize,
    mut make: impl FnMut() -> T,
    mut work: impl FnMut(T) -> usize,
) {
    let (_, what, expected) = EXPECTED.iter().find(|row| row.0 == name).unwrap();
    let mut group = c.benchmark_group("stages");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function(name, |bencher| {
        bencher.iter_batched(
            &mut make,
            |input| {
                let found = work(input);
                assert_eq!(found, *expected, "{name}: {found} {what}, not {expected}");
            },
            BatchSize::SmallInput,
        );
    });
    group.finish();
}

fn read(text: &str) -> Article {
    read_text(text.to_owned(), None, None, &mut Vec::new())
}

/// Paragraphs, and fields of the header that have a value.
fn parts(article: &Article) -> usize {
    let header = &article.header;
    article.paragraphs.len()
        + header.byline.len()
        + usize::from(header.headline.is_some())
        + usize::from(header.date.is_some())
        + usize::from(header.source.is_some())
        + usize::from(header.dateline.is_some())
}

fn before_the_tagger(c: &mut Criterion) {
    let raw = files("seeds/articles", "txt");
    let size = raw.iter().map(Vec::len).sum();
    let texts: Vec<String> = raw.iter().map(|bytes| decode(bytes).0).collect();
    let articles: Vec<Article> = texts.iter().map(|text| read(text)).collect();
    let mut segments = Segments::default();

    stage(c, "decode", size, || {
        raw.iter().map(|bytes| decode(black_box(bytes)).0.len()).sum()
    });
    stage(c, "header and paragraphs", size, || {
        texts.iter().map(|text| parts(&read(black_box(text)))).sum()
    });
    stage(c, "tokens and sentences", size, || {
        let mut fill = |article: &Article| {
            segments.fill(black_box(article));
            segments.tokens.len() + segments.sentences.len()
        };
        articles.iter().map(&mut fill).sum()
    });
}

fn from_the_tagger_on(c: &mut Criterion) {
    let texts = texts();
    let size = texts.iter().map(String::len).sum();
    let extractor = Extractor::embedded().unwrap();
    let stages = RefCell::new(Stages::new(&extractor, &texts).unwrap());

    stage(c, "known names", size, || stages.borrow().known_names());
    stage(c, "mentions", size, || stages.borrow_mut().mentions());
    stage(c, "classes of words", size, || stages.borrow_mut().classes());
    stage(c, "dates", size, || stages.borrow_mut().dates());
    stage(c, "amounts", size, || stages.borrow_mut().amounts());
    let unlinked = || stages.borrow().unlinked();
    batched(c, "entities", size, unlinked, |mentions| {
        stages.borrow().entities(mentions)
    });
    stage(c, "roles", size, || stages.borrow_mut().roles());
    stage(c, "quotes", size, || stages.borrow_mut().quotes());
}

fn everything(c: &mut Criterion) {
    let texts = texts();
    let size = texts.iter().map(String::len).sum();
    let extractor = Arc::new(Extractor::embedded().unwrap());
    let mentions = |text: &String| extractor.extract_text(black_box(text)).mentions.len();

    stage(c, "everything", size, || texts.iter().map(mentions).sum());

    let workers_and_jobs = || {
        let count = |record: Result<Record, _>| record.unwrap().mentions.len();
        let two = Pipeline::new(Arc::clone(&extractor), Some(2), count).unwrap();
        let job = |text: &String| Job {
            source: Source::Text(text.clone()),
            id: None,
            date: None,
        };
        let jobs: Vec<Job> = (0..COPIES).flat_map(|_| texts.iter().map(job)).collect();
        (two, jobs)
    };
    batched(
        c,
        "everything, two workers",
        size * COPIES,
        workers_and_jobs,
        |(two, jobs)| two.run(jobs).sum(),
    );

    // What an article costs grows with its length and no faster: compare bytes a second with those of `everything`.
    let long = vec![texts.join("\n\n"); COPIES].join("\n\n");
    stage(c, "one long article", long.len(), || mentions(&long));
}

#[cfg(feature = "html")]
fn web_pages(c: &mut Criterion) {
    use dateline::article::{open, read_page};
    use dateline::place::Place;
    use dateline::{Content, Document, Form, Told};

    let pages = files("seeds/articles/forms", "html");
    let size = pages.iter().map(Vec::len).sum();
    let documents = || {
        let document = |page: &Vec<u8>| Document {
            content: Content::Bytes(page.clone()),
            form: Some(Form::Html),
            told: Told::default(),
            place: Place::of_file("page.html"),
        };
        pages.iter().map(document).collect::<Vec<_>>()
    };
    batched(c, "web pages", size, documents, |documents| {
        let paragraphs = |document| {
            let page = open(document).unwrap();
            read_page(page, None, None, &mut Vec::new()).paragraphs.len()
        };
        documents.into_iter().map(paragraphs).sum()
    });
}

#[cfg(not(feature = "html"))]
fn web_pages(_: &mut Criterion) {}

fn json(c: &mut Criterion) {
    let (records, size) = records();
    stage(c, "json", size, || {
        records
            .iter()
            .map(|record| to_json(black_box(record)).len())
            .sum()
    });
}

#[cfg(feature = "arrow")]
fn arrow(c: &mut Criterion) {
    use dateline::export::Columns;

    let (records, size) = records();
    let mut columns = Columns::new();
    stage(c, "arrow", size, || {
        for (number, record) in (0..).zip(&records) {
            columns.push(number, black_box(record));
        }
        let tables = columns.finish();
        tables.iter().map(|(_, rows)| rows.num_rows()).sum()
    });
}

#[cfg(not(feature = "arrow"))]
fn arrow(_: &mut Criterion) {}

/// The sample articles as texts.
fn texts() -> Vec<String> {
    let raw = files("seeds/articles", "txt");
    raw.iter().map(|bytes| decode(bytes).0).collect()
}

/// Their records, and the bytes of their texts.
fn records() -> (Vec<Record>, usize) {
    let texts = texts();
    let extractor = Extractor::embedded().unwrap();
    let records = texts.iter().map(|text| extractor.extract_text(text)).collect();
    (records, texts.iter().map(String::len).sum())
}

criterion_group!(
    benches,
    before_the_tagger,
    from_the_tagger_on,
    everything,
    web_pages,
    json,
    arrow
);
criterion_main!(benches);
