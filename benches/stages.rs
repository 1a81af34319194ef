//! How fast each stage is, on the sample articles: `cargo bench`.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)] // a bench that fails should say where

use std::fs;
use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::article::{decode, read_text};
use dateline::text::Segments;
use dateline::{Article, Extractor};

/// The sample articles, in the order of their names.
fn texts() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/articles");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .collect();
    paths.sort();
    let texts: Vec<_> = paths
        .iter()
        .map(|path| decode(&fs::read(path).unwrap()).0)
        .collect();
    assert_eq!(texts.len(), 24);
    texts
}

/// Measures some work on all texts; it must count the same each time, and something.
fn stage(c: &mut Criterion, name: &str, bytes: usize, mut work: impl FnMut() -> usize) {
    let expected = work();
    assert!(expected > 0, "{name} finds nothing");
    let mut group = c.benchmark_group("stages");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function(name, |bencher| {
        bencher.iter(|| assert_eq!(work(), expected, "{name} finds something else"));
    });
    group.finish();
}

fn read(text: &str) -> Article {
    read_text(text.to_owned(), None, None, &mut Vec::new())
}

fn stages(c: &mut Criterion) {
    let texts = texts();
    let bytes = texts.iter().map(String::len).sum();
    let articles: Vec<_> = texts.iter().map(|text| read(text)).collect();
    let extractor = Extractor::embedded().unwrap();
    let mut segments = Segments::default();

    stage(c, "article", bytes, || {
        let paragraphs = |text: &String| black_box(read(text)).paragraphs.len();
        texts.iter().map(paragraphs).sum()
    });
    stage(c, "tokens and sentences", bytes, || {
        let mut fill = |article: &Article| {
            segments.fill(black_box(article));
            segments.tokens.len() + segments.sentences.len()
        };
        articles.iter().map(&mut fill).sum()
    });
    stage(c, "everything", bytes, || {
        let mentions = |text: &String| extractor.extract_text(black_box(text)).mentions.len();
        texts.iter().map(mentions).sum()
    });
}

criterion_group!(benches, stages);
criterion_main!(benches);
