//! `dateline` reads English news articles and returns what they say as data.

mod date;
mod error;
mod naming;
mod span;
mod warning;

pub mod article;
pub mod record;

pub use crate::date::Date;
pub use crate::error::Error;
pub use crate::span::{OffsetMap, Span};
pub use crate::warning::{Warning, WarningCode};
