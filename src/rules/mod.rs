//! Room 3c, tokens to what rules find: what dates and amounts come to, what people are and say, and the callers' own names.

mod amounts;
mod dates;
mod hits;
mod lexicon;
mod names;
mod number_words;
mod numbers;
mod options;
mod own;
mod patterns;
mod persons;
mod posts;
mod quotes;
mod readings;
mod roles;
mod spreads;
mod tagged;
mod tense;

pub use self::options::Options;
pub use self::readings::{Fate, Origin, Reading};

pub(crate) use self::amounts::resolve as resolve_amounts;
pub(crate) use self::dates::{mend as mend_dates, resolve as resolve_dates};
pub(crate) use self::lexicon::{Class, classes};
pub(crate) use self::own::{Own, OwnScratch};
pub(crate) use self::persons::put_right as put_persons_right;
pub(crate) use self::posts::cut_off as cut_off_posts;
pub(crate) use self::quotes::{QuoteScratch, Speech, Who, find as quotes};
pub(crate) use self::roles::{FoundRole, FoundRoles};
pub(crate) use self::spreads::join as join_spreads;
pub(crate) use self::tagged::{Tagged, TaggedScratch};
