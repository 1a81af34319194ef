//! Room 3c, tokens to what rules find: the callers' own names and patterns, and what people are.

mod hits;
mod lexicon;
mod names;
mod options;
mod own;
mod patterns;
mod roles;
mod tagged;

pub use self::options::Options;

pub(crate) use self::own::{Own, OwnScratch};
pub(crate) use self::roles::{FoundRole, FoundRoles};
pub(crate) use self::tagged::{Tagged, TaggedScratch};
