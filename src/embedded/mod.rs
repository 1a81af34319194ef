//! What ships inside the binary: the model and the file of known names, described in `PROVENANCE.toml` and `WORLD.toml`.

use crate::entities::World;
use crate::error::Error;
use crate::tagger::Tagger;
use crate::tagger::format::Bytes;

/// The shipped model file.
static MODEL: &[u8] = include_bytes!("model.bin");

/// The shipped file of known names.
static WORLD: &[u8] = include_bytes!("world.bin");

/// The shipped tagger, read in place.
pub(crate) fn tagger() -> Result<Tagger, Error> {
    Tagger::new(file())
}

/// The shipped knowledge of names, read in place.
pub(crate) fn world() -> Result<World, Error> {
    World::new(Bytes::Embedded(WORLD))
}

/// The shipped model file.
pub(crate) fn file() -> Bytes {
    Bytes::Embedded(MODEL)
}
