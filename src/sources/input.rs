//! Bytes on their way in: counted, looked ahead into, and measured against what comes of them.

use std::io::{self, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Something to read bytes from.
pub(super) type Input = Box<dyn Read + Send>;

/// Bytes looked at to tell what something is: enough for a tar's first header and the comments above an XML root.
pub(super) const HEAD: usize = 8192;

/// How much of a file was read, and what it unpacked to since the last document.
#[derive(Debug, Default)]
pub(super) struct Meter {
    packed: AtomicU64,
    packed_before: AtomicU64,
    #[cfg(feature = "archives")]
    unpacked: AtomicU64,
}

// One thread reads a file; the counters are atomic only so that another may look at them.
impl Meter {
    pub(super) fn packed(&self) -> u64 {
        self.packed.load(Ordering::Relaxed)
    }

    fn read(&self, bytes: usize) {
        self.packed.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    /// A document has come out.
    pub(super) fn found(&self) {
        self.packed_before.store(self.packed(), Ordering::Relaxed);
        #[cfg(feature = "archives")]
        self.unpacked.store(0, Ordering::Relaxed);
    }

    /// Counts unpacked bytes.
    #[cfg(feature = "archives")]
    pub(super) fn unpack(&self, bytes: usize) {
        self.unpacked.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    /// Whether far too much has been unpacked without a document in it.
    #[cfg(feature = "archives")]
    pub(super) fn is_spent(&self) -> bool {
        let unpacked = self.unpacked.load(Ordering::Relaxed);
        let packed = self.packed() - self.packed_before.load(Ordering::Relaxed);
        unpacked > super::MAX_QUIET && unpacked / super::MAX_RATIO > packed
    }
}

/// A reader whose bytes are counted as those of the file.
#[derive(Debug)]
pub(super) struct Counted<R> {
    inner: R,
    meter: Arc<Meter>,
}

impl<R> Counted<R> {
    pub(super) fn new(inner: R, meter: &Arc<Meter>) -> Counted<R> {
        Counted {
            inner,
            meter: Arc::clone(meter),
        }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.meter.read(read);
        Ok(read)
    }
}

impl<R: io::Seek> io::Seek for Counted<R> {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

/// The first bytes of an input, up to [`HEAD`] of them, and the whole input.
pub(super) fn look(mut input: Input) -> io::Result<(Vec<u8>, Input)> {
    let mut head = Vec::with_capacity(HEAD);
    let damage = (&mut input).take(HEAD as u64).read_to_end(&mut head).err();
    match damage {
        Some(why) if head.is_empty() => Err(why),
        Some(why) => {
            // what is damaged may be gone on behind; what has failed for good says so, or is over
            let rest = Broken(Some(why)).chain(input);
            Ok((head.clone(), Box::new(Cursor::new(head).chain(rest))))
        }
        None => Ok((head.clone(), Box::new(Cursor::new(head).chain(input)))),
    }
}

/// An input that only fails: behind it stands what was read before.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _buffer: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// Reads an input to its end; `None` when it is longer than that.
pub(super) fn whole(input: Input, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    input.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}
