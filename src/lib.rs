//! `dateline` reads English news articles and returns what they say as data.

mod date;
mod error;
mod naming;
mod span;
mod warning;

pub mod article;
pub mod record;
pub mod text;

mod gazetteer;
mod tagger;

mod entities;

mod extract;

mod batch;
pub mod export;

#[cfg(feature = "embedded")]
mod embedded;
#[cfg(feature = "python")]
mod python;
#[cfg(feature = "train")]
pub mod train;

pub use crate::article::Article;
pub use crate::batch::{Pipeline, Taken};
pub use crate::date::Date;
pub use crate::error::Error;
pub use crate::extract::{Extractor, Job, Scratch, Source};
pub use crate::record::{Entity, Label, Mention, Record};
pub use crate::span::{OffsetMap, Span};
pub use crate::warning::{Warning, WarningCode};
