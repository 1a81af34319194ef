//! The writer: one thread that encodes rows, brings parts to the disk and puts them down in the manifest.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use super::folder::Folder;
use super::manifest::Part;
use super::options::Format;
use super::part::{Files, Rows};
use super::reader::spawn;
use crate::error::Error;
use crate::queue::{Popped, Pushed, Queue};

/// Rows that wait to be written: two lots, so that neither side waits for the other, and no more bytes than one part.
const WAITING: usize = 2;
const WAITING_BYTES: u64 = 32 << 20;

/// What the writer is to do, in order.
pub(super) enum Order {
    /// Write these rows into the files of the part that is open.
    Rows(Rows),
    /// Complete that part.
    Commit(Part),
    /// Put down that all is done; the next document's number.
    End(u64),
}

/// What the writer has done so far.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Bytes of the files of complete parts.
    pub(super) bytes: AtomicU64,
    /// Nanoseconds of work.
    pub(super) busy: AtomicU64,
}

/// A writer at work.
pub(super) struct Writer {
    orders: Arc<Queue<Order>>,
    ended: Receiver<Result<(), Error>>,
    pub(super) tally: Arc<Tally>,
}

impl Writer {
    pub(super) fn start(folder: Folder, format: Format) -> Result<Writer, Error> {
        let orders = Arc::new(Queue::new(WAITING, WAITING_BYTES));
        let tally = Arc::<Tally>::default();
        let (sender, ended) = channel();
        let (own_orders, own_tally) = (Arc::clone(&orders), Arc::clone(&tally));
        spawn("dateline-writer", move || {
            let work = || work(folder, format, &own_orders, &own_tally);
            let done = catch_unwind(AssertUnwindSafe(work));
            own_orders.drain();
            // Nobody may be left to hear of it.
            drop(sender.send(done.unwrap_or_else(|_| Err(Error::bug("writing panicked")))));
        })?;
        Ok(Writer { orders, ended, tally })
    }

    /// Gives an order, after a wait of up to `patience` for room; gives it back when there is none.
    pub(super) fn give(&self, weight: u64, order: Order, patience: Duration) -> Result<Option<Order>, Error> {
        match self.orders.push(weight, order, patience) {
            Pushed::Done => Ok(None),
            Pushed::Full(order) => Ok(Some(order)),
            Pushed::Closed => Err(self.failure()),
        }
    }

    /// Says that no more orders come.
    pub(super) fn close(&self) {
        self.orders.close();
    }

    /// Waits up to `patience` for the end of all work; whether it has ended.
    pub(super) fn ended(&self, patience: Duration) -> Result<bool, Error> {
        match self.ended.recv_timeout(patience) {
            Ok(done) => done.map(|()| true),
            Err(RecvTimeoutError::Timeout) => Ok(false),
            Err(RecvTimeoutError::Disconnected) => Err(Error::bug("the writer was lost")),
        }
    }

    /// Why the writer takes no more.
    fn failure(&self) -> Error {
        match self.ended.recv() {
            Ok(Err(error)) => error,
            _ => Error::bug("the writer was lost"),
        }
    }
}

impl Drop for Writer {
    /// What is not complete by now stays undone, but nothing is written behind the caller's back.
    fn drop(&mut self) {
        self.orders.drain();
        // It has said so before, or says it now, or is lost.
        let _ = self.ended.recv();
    }
}

fn work(mut folder: Folder, format: Format, orders: &Queue<Order>, tally: &Tally) -> Result<(), Error> {
    let mut part = folder.past.parts;
    let mut files = None;
    loop {
        let order = match orders.pop(Duration::from_secs(1)) {
            Popped::Ready(order) => order,
            Popped::Pending => continue,
            Popped::Over => return Ok(()),
        };
        let began = Instant::now();
        match order {
            Order::Rows(rows) => {
                let files = match &mut files {
                    Some(files) => files,
                    none => none.insert(Files::create(&folder.path, part, format)?),
                };
                files.write(&rows)?;
            }
            Order::Commit(mut done) => {
                done.part = part;
                done.files = files.take().map_or_else(|| Ok(Vec::new()), Files::finish)?;
                let bytes = done.files.iter().map(|file| file.bytes).sum();
                folder.manifest.part(done)?;
                tally.bytes.fetch_add(bytes, Ordering::Relaxed);
                part += 1;
            }
            Order::End(next) => folder.manifest.end(next)?,
        }
        tally
            .busy
            .fetch_add(began.elapsed().as_nanos() as u64, Ordering::Relaxed);
    }
}
