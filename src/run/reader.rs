//! The reader: one thread that unpacks and splits the inputs and numbers their documents.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use super::manifest::{Half, Input};
use super::options::Shard;
use crate::document::Document;
use crate::error::Error;
use crate::queue::Queue;
use crate::sources::{Documents, ReadOptions};

/// Documents that wait for the workers, and their bytes. A queue of small ones hides how long a file takes to open.
const AHEAD: usize = 512;
const AHEAD_BYTES: u64 = 16 << 20;

/// The path that means standard input.
pub(super) const STANDARD_INPUT: &str = "-";

/// Where a document stands in the run.
#[derive(Clone, Debug)]
pub(super) struct At {
    /// Its number among all documents of the whole run, those of other shards included where they are known.
    pub(super) number: u64,
    /// The number of the document after it.
    pub(super) next: u64,
    /// Its input, and how many of the input's documents are done with it.
    pub(super) input: Arc<Input>,
    pub(super) documents: u64,
}

impl At {
    /// What is done of the input once this document is.
    pub(super) fn half(&self) -> Half {
        Half {
            input: Input::clone(&self.input),
            documents: self.documents,
        }
    }
}

/// What the reader hands on, in order.
pub(super) enum Item {
    Document(At, Box<Document>),
    /// A document that cannot be had.
    Failed(At, Error),
    /// All documents of an input have come; the next one's number.
    Ended(Arc<Input>, u64),
}

/// What the reader is to do.
pub(super) struct Reading {
    /// The inputs that are left, in order.
    pub(super) inputs: Vec<PathBuf>,
    /// How many documents of the first are done already.
    pub(super) skip: u64,
    /// The number of the first document after those, and what is between one and the next.
    pub(super) number: u64,
    pub(super) step: u64,
    /// Whose documents are to be picked out of each file.
    pub(super) shard: Option<Shard>,
    /// Numbers from this one on are not wanted.
    pub(super) limit: Option<u64>,
    pub(super) options: ReadOptions,
}

/// How far reading is, in bytes of the inputs as they lie on disk.
#[derive(Debug, Default)]
pub(super) struct Extent {
    /// Bytes read.
    pub(super) read: AtomicU64,
    /// Bytes of all inputs, 0 as long as that is not known.
    pub(super) total: AtomicU64,
}

/// A reader at work; it ends when its queue is closed.
pub(super) struct Reader {
    pub(super) items: Arc<Queue<Item>>,
    pub(super) extent: Arc<Extent>,
}

impl Reader {
    pub(super) fn start(reading: Reading) -> Result<Reader, Error> {
        let reader = Reader {
            items: Arc::new(Queue::new(AHEAD, AHEAD_BYTES)),
            extent: Arc::default(),
        };
        let (items, extent) = (Arc::clone(&reader.items), Arc::clone(&reader.extent));
        let paths = reading.inputs.clone();
        // Millions of files take seconds to be weighed: nobody waits for that.
        spawn("dateline-sizes", move || {
            let total = paths.iter().map(|path| size(path)).sum();
            extent.total.store(total, Ordering::Relaxed);
        })?;
        let extent = Arc::clone(&reader.extent);
        spawn("dateline-reader", move || {
            read(reading, &items, &extent);
            items.close();
        })?;
        Ok(reader)
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.items.drain();
    }
}

pub(super) fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<(), Error> {
    let started = thread::Builder::new().name(name.into()).spawn(work);
    started.map_err(|why| Error::argument(format!("cannot start a thread: {why}")))?;
    Ok(())
}

pub(super) fn size(path: &Path) -> u64 {
    path.metadata().map_or(0, |file| file.len())
}

/// Hands on the documents of all inputs until the limit is reached or nobody wants more.
fn read(reading: Reading, items: &Queue<Item>, extent: &Extent) {
    let Reading {
        mut skip,
        mut number,
        step,
        shard,
        limit,
        options,
        ..
    } = reading;
    let mut before = 0; // bytes of the inputs that are done
    for path in reading.inputs {
        if limit.is_some_and(|limit| number >= limit) {
            return;
        }
        let input = Arc::new(Input::of(&path));
        let own = shard.map(|shard| shard.of_file(&input.path));
        let mut documents = match &*input.path {
            STANDARD_INPUT => Documents::of_reader(std::io::stdin(), STANDARD_INPUT, &options),
            _ => Documents::of_file(&path, &options),
        };
        let mut done = 0;
        while limit.is_none_or(|limit| number < limit) {
            let Some(next) = documents.next() else { break };
            extent
                .read
                .store(before + documents.bytes_read(), Ordering::Relaxed);
            done += 1;
            if done > skip {
                let at = At {
                    number,
                    next: number + step,
                    input: Arc::clone(&input),
                    documents: done,
                };
                number += step;
                let (weight, item) = match next {
                    Ok(document) => (
                        document.content.len() as u64,
                        Item::Document(at, Box::new(document)),
                    ),
                    Err(error) => (0, Item::Failed(at, error)),
                };
                if own.as_ref().is_none_or(|own| own(done - 1)) && !items.send(weight, item) {
                    return;
                }
            }
        }
        if limit.is_some_and(|limit| number >= limit) {
            return;
        }
        skip = 0;
        before += input.bytes;
        extent.read.store(before, Ordering::Relaxed);
        if !items.send(0, Item::Ended(input, number)) {
            return;
        }
    }
}
