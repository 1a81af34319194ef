//! Word clusters: lower-case words to a coarse and a fine class, learned from word vectors.

use std::fmt;

use crate::automaton;
use crate::error::Error;

/// A map from words to clusters, read straight from its bytes.
#[derive(Clone)]
pub(crate) struct Clusters<D> {
    map: fst::Map<D>,
}

impl<D: AsRef<[u8]>> Clusters<D> {
    /// Reads a map from bytes as the trainer compiles them.
    pub(crate) fn new(bytes: D) -> Result<Clusters<D>, Error> {
        let map = fst::Map::new(bytes).map_err(|why| Error::model("clusters", why.to_string()))?;
        Ok(Clusters { map })
    }

    /// Refuses a map that was not made by the trainer, whatever it looks like.
    pub(crate) fn check(&self, size: usize) -> Result<(), Error> {
        automaton::check(self.map.as_fst(), size).map_err(|why| Error::model("clusters", why))
    }

    /// The coarse (1 to 150) and fine (1 to 1000) cluster of a folded word; zeros for an unknown one.
    pub(crate) fn get(&self, folded: &str) -> (u8, u16) {
        let value = self.map.get(folded).unwrap_or(0);
        ((value >> 16) as u8, value as u16)
    }
}

impl<D: AsRef<[u8]>> fmt::Debug for Clusters<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Clusters({} words)", self.map.len())
    }
}
