//! `dateline` reads English news articles and returns what they say as data: headline, date, byline, source and
//! dateline; every named mention; the people, organisations and places behind the mentions.
//!
//! Everything is inside the crate: no download, no network; the model is read in place.
//!
//! # Overview
//!
//! - [`Extractor`] reads one article and returns a [`Record`].
//! - [`Pipeline`] reads many on all cores, in order, in bounded memory.
//! - [`Article`] is the page: text, header and paragraphs; [`Record`] is the page with all that was read from it.
//! - [`sources`] makes [`Document`]s of files in any form, [`article::open`] takes one out of its form.
//! - [`export`] writes and reads the JSON record, and makes tables of records.
//!
//! Offsets in Rust are bytes; [`OffsetMap`] turns them into Unicode code points, which records and Python use.
//!
//! # Example: read one article
//!
//! ```
//! # #[cfg(feature = "embedded")] {
//! use dateline::{Extractor, Label};
//!
//! let extractor = Extractor::embedded()?;
//! let text = " date 2023-09-04 US Says Kim Seeks Talks\n\n(Bloomberg) -- Kim Jong-Un expects talks with Russia this month.";
//! let record = extractor.extract_text(text);
//!
//! let header = &record.article.header;
//! assert_eq!(header.headline.as_ref().map(|h| &*h.value), Some("US Says Kim Seeks Talks"));
//! assert_eq!(header.date.map(|d| d.to_string()).as_deref(), Some("2023-09-04"));
//! assert_eq!(header.source.as_ref().map(|s| &*s.value), Some("Bloomberg"));
//!
//! let kim = record.entities.iter().find(|e| e.label == Label::PERSON).expect("a person");
//! assert_eq!((&*kim.name, &kim.aliases[..]), ("Kim Jong-Un", &["Kim".to_owned()][..]));
//! # }
//! # Ok::<(), dateline::Error>(())
//! ```
//!
//! # Example: read many, on all cores
//!
//! ```
//! # #[cfg(feature = "embedded")] {
//! use std::sync::Arc;
//! use dateline::{Extractor, Job, Pipeline, Source, export::to_json};
//!
//! let jobs = (1..=100).map(|n| Job {
//!     source: Source::Text(format!("PARIS, May 2 (AP) - France has {n} new rules, President Ann Lee said.")),
//!     id: Some(n.to_string()),
//!     date: None,
//! });
//! let pipeline = Pipeline::new(Arc::new(Extractor::embedded()?), None, |record| record.map(|r| to_json(&r)))?;
//! let lines: Vec<String> = pipeline.run(jobs).collect::<Result<_, _>>()?;
//! assert!(lines[41].starts_with(r#"{"id":"42","#));
//! # }
//! # Ok::<(), dateline::Error>(())
//! ```
//!
//! # Features
//!
//! - `embedded` (default): the shipped model inside the binary.
//! - `html`: web pages.
//! - `archives`: packed files, archives, dumps, feeds, agency XML, mail and rows.
//! - `arrow`, `parquet`: tables as record batches and as files, and runs over whole archives.
//! - `docbin`: spaCy's files.
//! - `python`: the extension module of the wheel.
//! - `stubs`: `python` with the data from which its stubs are made.
//! - `train`: training on labelled text of one's own ([`train::Training`]).
//! - `forge`: `train` with the command that makes the shipped model.
#![doc = ""]
#![doc = include_str!("ARCHITECTURE.md")]

mod automaton;
mod date;
mod document;
mod error;
mod label;
mod lexical;
mod lock;
#[cfg_attr(not(any(feature = "archives", feature = "html")), allow(dead_code))]
mod moment;
mod naming;
pub mod place;
mod queue;
mod span;
mod value;
mod warning;
#[cfg(feature = "archives")]
mod xml;

pub mod article;
pub mod record;
pub mod sources;
pub mod text;

mod gazetteer;
mod tagger;

mod rules;

mod entities;

#[cfg(feature = "embedded")]
mod embedded;
mod explain;
mod extract;

mod batch;
pub mod corpus;
pub mod export;
#[cfg(feature = "parquet")]
pub mod run;

#[cfg(feature = "python")]
mod python;
#[cfg(feature = "train")]
pub mod train;

pub use crate::article::Article;
pub use crate::batch::{Pipeline, Taken};
pub use crate::date::Date;
pub use crate::document::{Content, Document, Form, Told, Written};
pub use crate::error::Error;
pub use crate::explain::Explanation;
#[cfg(feature = "embedded")]
#[doc(hidden)] // for benches
pub use crate::extract::stages::Stages;
pub use crate::extract::{Extractor, Job, Scratch, Source};
pub use crate::record::{
    Amount, CountryRelation, DateRule, Entity, Granularity, Label, Mention, Nominal, Parts, Place, Quote,
    QuoteKind, Record, Role, RoleStatus, Value, When,
};
pub use crate::rules::{Fate, Options, Origin, Reading};
pub use crate::span::{OffsetMap, Span};
pub use crate::tagger::{Feature, KnownName, TagScore, TokenChoice};
pub use crate::warning::{Warning, WarningCode};

/// The Rust examples of the README and the manual run as tests.
#[cfg(all(doctest, feature = "embedded"))]
#[doc = include_str!("../README.md")]
#[doc = include_str!("../docs/api/rust.md")]
struct Manual;
