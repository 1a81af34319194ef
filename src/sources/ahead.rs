//! Reading ahead: documents are drawn on a thread of their own, so that whoever waits for them can do something else.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::document::Document;
use crate::error::Error;

/// Documents that may lie ready.
const MOST: usize = 64;

/// Bytes of content that may lie ready; a single document may be longer.
const MOST_BYTES: usize = 16 << 20;

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
#[derive(Debug)]
pub struct Ahead {
    shared: Arc<Shared>,
}

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

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    ready: VecDeque<Result<Document, Error>>,
    bytes: usize,
    /// The source has no more.
    ended: bool,
    /// Nobody wants more.
    left: bool,
}

fn size(document: &Result<Document, Error>) -> usize {
    document.as_ref().map_or(0, |document| document.content.len())
}

impl Shared {
    /// The state; a panic of the source cannot leave it half changed.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a document down when there is room; whether more are wanted.
    fn put(&self, document: Result<Document, Error>) -> bool {
        let mut state = self.lock();
        while !state.left && (state.ready.len() >= MOST || state.bytes >= MOST_BYTES) {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.bytes += size(&document);
        state.ready.push_back(document);
        self.changed.notify_all();
        !state.left
    }
}

/// Says that the source has ended, however it did.
struct Ending(Arc<Shared>);

impl Drop for Ending {
    fn drop(&mut self) {
        self.0.lock().ended = true;
        self.0.changed.notify_all();
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
        let shared = Arc::<Shared>::default();
        let ending = Ending(Arc::clone(&shared));
        let work = move || {
            for document in documents {
                if !ending.0.put(document) {
                    return;
                }
            }
        };
        std::thread::Builder::new()
            .name("dateline-reader".into())
            .spawn(work)
            .map_err(|why| Error::argument(format!("cannot start a thread: {why}")))?;
        Ok(Ahead { shared })
    }

    /// Waits up to `patience` for the next document.
    #[must_use]
    pub fn take(&self, patience: Duration) -> Drawn {
        let until = Instant::now() + patience;
        let mut state = self.shared.lock();
        loop {
            if let Some(document) = state.ready.pop_front() {
                state.bytes -= size(&document);
                self.shared.changed.notify_all();
                return Drawn::Next(Box::new(document));
            }
            let left = until.saturating_duration_since(Instant::now());
            if state.ended {
                return Drawn::Ended;
            }
            if left.is_zero() {
                return Drawn::Pending;
            }
            let waited = self.shared.changed.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

impl Drop for Ahead {
    fn drop(&mut self) {
        self.shared.lock().left = true;
        self.shared.changed.notify_all();
    }
}
