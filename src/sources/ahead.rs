//! Reading ahead: documents are drawn on a thread of their own, so that whoever waits for them can do something else.

use std::sync::Arc;
use std::time::Duration;

use crate::document::Document;
use crate::error::Error;
use crate::queue::{Popped, Queue};

/// Documents that may lie ready.
const MOST: usize = 64;

/// Bytes of content that may lie ready; a single document may be longer.
const MOST_BYTES: u64 = 16 << 20;

/// Documents drawn ahead: some dozens, and few when they are long.
///
/// Dropping it ends the thread as soon as its source gives the next document.
///
/// ```
/// use std::time::Duration;
/// use dateline::sources::{Ahead, Drawn};
///
/// let ahead = Ahead::new(std::iter::empty())?;
/// assert!(matches!(ahead.take(Duration::from_secs(9)), Drawn::Ended));
/// # Ok::<(), dateline::Error>(())
/// ```
pub struct Ahead {
    ready: Arc<Ready>,
}

type Ready = Queue<Result<Document, Error>>;

/// What [`Ahead::take`] found.
#[derive(Debug)]
pub enum Drawn {
    /// The next document, or why it could not be had.
    Next(Box<Result<Document, Error>>),
    /// The source is still at it.
    Pending,
    /// There are no more.
    Ended,
}

/// Says that the source has ended, however it did.
struct Ending(Arc<Ready>);

impl Drop for Ending {
    fn drop(&mut self) {
        self.0.close();
    }
}

impl Ahead {
    /// Begins to draw documents.
    ///
    /// # Errors
    ///
    /// When the thread cannot be started.
    pub fn new(
        documents: impl Iterator<Item = Result<Document, Error>> + Send + 'static,
    ) -> Result<Ahead, Error> {
        let ready = Arc::new(Queue::new(MOST, MOST_BYTES));
        let ending = Ending(Arc::clone(&ready));
        let work = move || {
            for document in documents {
                let bytes = document.as_ref().map_or(0, |document| document.content.len());
                if !ending.0.send(bytes as u64, document) {
                    return;
                }
            }
        };
        std::thread::Builder::new()
            .name("dateline-reader".into())
            .spawn(work)
            .map_err(|why| Error::argument(format!("cannot start a thread: {why}")))?;
        Ok(Ahead { ready })
    }

    /// Waits up to `patience` for the next document.
    #[must_use]
    pub fn take(&self, patience: Duration) -> Drawn {
        match self.ready.pop(patience) {
            Popped::Ready(document) => Drawn::Next(Box::new(document)),
            Popped::Pending => Drawn::Pending,
            Popped::Over => Drawn::Ended,
        }
    }
}

impl Drop for Ahead {
    fn drop(&mut self) {
        self.ready.drain();
    }
}
