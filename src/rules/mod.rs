//! Room 3c, tokens to what rules find: the callers' own names and patterns, and quotations.

mod hits;
mod lexicon;
mod names;
mod options;
mod own;
mod patterns;
mod quotes;
mod tagged;

pub use self::options::Options;

pub(crate) use self::lexicon::Class;
pub(crate) use self::own::{Own, OwnScratch};
pub(crate) use self::quotes::{QuoteScratch, Speech, Who, find as find_quotes};
pub(crate) use self::tagged::{Tagged, TaggedScratch};
