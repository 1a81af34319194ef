//! Room 4, mentions to entities: which mentions of an article are names of one thing, and what its people are.

mod chains;
mod roles;

pub(crate) use self::chains::chain;
pub(crate) use self::roles::roles;
