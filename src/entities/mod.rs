//! Room 4, mentions to entities: which mentions of an article are names of one thing.

mod chains;
mod speakers;

pub(crate) use self::chains::chain;
pub(crate) use self::speakers::speakers;
