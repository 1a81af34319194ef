//! Room 3c, tokens to what rules find: amounts, and the callers' own names and patterns.

mod amounts;
mod hits;
mod lexicon;
mod names;
mod numbers;
mod options;
mod own;
mod patterns;
mod tagged;

pub use self::options::Options;

pub(crate) use self::amounts::values as amounts;
pub(crate) use self::own::{Own, OwnScratch};
pub(crate) use self::tagged::{Tagged, TaggedScratch};
