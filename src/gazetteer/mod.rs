//! Room 3a, tokens to name hits: a finite-state map of known names, read in place.
//!
//! Keys are the lower-case words of a name joined by blanks, acronyms also as they stand. A value is the set of kinds
//! under which the name is known. A hit is evidence for the tagger, never a verdict.

mod kinds;

#[cfg(feature = "train")]
pub(crate) use self::kinds::Kind;
pub(crate) use self::kinds::Kinds;

use std::fmt;

use fst::raw::{CompiledAddr, Fst, Node, Output};

use crate::automaton;
use crate::error::Error;

/// Joins the words of a key.
const JOINT: u8 = b' ';
/// Stands before the key of a name that counts only in its own letter case (`US`, `WHO`).
pub(crate) const EXACT: char = '^';

/// The map of known names.
#[derive(Clone)]
pub(crate) struct Gazetteer<D> {
    map: Fst<D>,
}

/// What is known of a single word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Single {
    /// The kinds under which the word alone is known.
    pub(crate) kinds: Kinds,
    /// Where longer names go on that start with it.
    pub(crate) begun: Option<Begun>,
}

/// The place in the map behind the first word of longer names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Begun {
    node: CompiledAddr,
    output: Output,
}

impl<D: AsRef<[u8]>> Gazetteer<D> {
    /// Reads a map from bytes as the trainer compiles them.
    pub(crate) fn new(bytes: D) -> Result<Gazetteer<D>, Error> {
        let map = Fst::new(bytes).map_err(|why| Error::model("names", why.to_string()))?;
        Ok(Gazetteer { map })
    }

    /// Refuses a map that was not made by the trainer, whatever it looks like.
    pub(crate) fn check(&self, size: usize) -> Result<(), Error> {
        automaton::check(&self.map, size).map_err(|why| Error::model("names", why))
    }

    /// What is known of one word, given as it stands and folded.
    pub(crate) fn single(&self, exact: &str, folded: &str) -> Single {
        let mut kinds = Kinds::default();
        if exact.len() <= 8 && exact.chars().all(|c| !c.is_lowercase()) {
            let mut key = [0; 12];
            let key = &mut key[..exact.len() + 1];
            key[0] = EXACT as u8;
            key[1..].copy_from_slice(exact.as_bytes());
            kinds = Kinds(self.map.get(&*key).map_or(0, Output::value) as u32);
        }
        match self.walk(Walk::start(&self.map), folded.as_bytes()) {
            Some(walk) => Single {
                kinds: kinds.and(walk.kinds().unwrap_or_default()),
                begun: self.walk(walk, &[JOINT]).map(Walk::keep),
            },
            None => Single { kinds, begun: None },
        }
    }

    /// The longest name of at least two words that starts at the first of `words` (folded): its length and kinds.
    pub(crate) fn longest<'w>(&self, mut words: impl Iterator<Item = &'w str>) -> Option<(usize, Kinds)> {
        let first = self.walk(Walk::start(&self.map), words.next()?.as_bytes())?;
        self.longest_behind(self.walk(first, &[JOINT])?.keep(), words)
    }

    /// The same, given what is known of its first word, and the words behind it.
    pub(crate) fn longest_behind<'w>(
        &self,
        begun: Begun,
        words: impl Iterator<Item = &'w str>,
    ) -> Option<(usize, Kinds)> {
        let mut found = None;
        let mut walk = Some(Walk {
            node: self.map.node(begun.node),
            output: begun.output,
        });
        for (len, word) in (2..).zip(words) {
            let Some(next) = walk.and_then(|walk| self.walk(walk, word.as_bytes())) else {
                break;
            };
            if let Some(kinds) = next.kinds() {
                found = Some((len, kinds));
            }
            walk = self.walk(next, &[JOINT]);
        }
        found
    }

    fn walk<'f>(&'f self, mut walk: Walk<'f>, bytes: &[u8]) -> Option<Walk<'f>> {
        for &byte in bytes {
            let transition = walk.node.transition(walk.node.find_input(byte)?);
            walk.output = walk.output.cat(transition.out);
            walk.node = self.map.node(transition.addr);
        }
        Some(walk)
    }
}

/// A place in the map and what was gathered on the way.
#[derive(Clone, Copy)]
struct Walk<'f> {
    node: Node<'f>,
    output: Output,
}

impl<'f> Walk<'f> {
    fn start<D: AsRef<[u8]>>(map: &'f Fst<D>) -> Walk<'f> {
        Walk {
            node: map.root(),
            output: Output::zero(),
        }
    }

    fn keep(self) -> Begun {
        Begun {
            node: self.node.addr(),
            output: self.output,
        }
    }

    fn kinds(&self) -> Option<Kinds> {
        let value = || self.output.cat(self.node.final_output()).value();
        self.node.is_final().then(|| Kinds(value() as u32))
    }
}

impl<D: AsRef<[u8]>> fmt::Debug for Gazetteer<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Gazetteer({} names)", self.map.len())
    }
}
