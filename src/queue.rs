//! A queue between two threads, bounded by weight as well as by number.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A first-in, first-out queue that takes nothing more while it holds its share of bytes or of things.
pub(crate) struct Queue<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
    most: usize,
    most_weight: u64,
}

struct State<T> {
    things: VecDeque<(u64, T)>,
    weight: u64,
    closed: bool,
}

/// What became of a thing that was to go in.
pub(crate) enum Pushed<T> {
    /// It is in.
    Done,
    /// There is no room yet.
    Full(T),
    /// Nobody takes any more.
    Closed,
}

/// What came out.
pub(crate) enum Popped<T> {
    /// The next thing.
    Ready(T),
    /// There is none yet.
    Pending,
    /// There will be none.
    Over,
}

impl<T> Queue<T> {
    pub(crate) fn new(most: usize, most_weight: u64) -> Queue<T> {
        Queue {
            state: Mutex::new(State {
                things: VecDeque::new(),
                weight: 0,
                closed: false,
            }),
            changed: Condvar::new(),
            most,
            most_weight,
        }
    }

    /// Puts a thing in, after a wait of up to `patience` for room. One that is too heavy goes in when the queue is empty.
    pub(crate) fn push(&self, weight: u64, thing: T, patience: Duration) -> Pushed<T> {
        let room = |state: &State<T>| {
            state.things.is_empty() || (state.things.len() < self.most && state.weight < self.most_weight)
        };
        let mut state = self.wait(patience, |state| state.closed || room(state));
        if state.closed {
            return Pushed::Closed;
        }
        if !room(&state) {
            return Pushed::Full(thing);
        }
        state.weight += weight;
        state.things.push_back((weight, thing));
        self.changed.notify_all();
        Pushed::Done
    }

    /// Puts a thing in, however long that takes; `false` when nobody takes any more.
    pub(crate) fn send(&self, weight: u64, mut thing: T) -> bool {
        loop {
            match self.push(weight, thing, Duration::from_secs(1)) {
                Pushed::Done => return true,
                Pushed::Closed => return false,
                Pushed::Full(back) => thing = back,
            }
        }
    }

    /// Takes the next thing, after a wait of up to `patience`.
    pub(crate) fn pop(&self, patience: Duration) -> Popped<T> {
        let mut state = self.wait(patience, |state| state.closed || !state.things.is_empty());
        match state.things.pop_front() {
            Some((weight, thing)) => {
                state.weight -= weight;
                self.changed.notify_all();
                Popped::Ready(thing)
            }
            None if state.closed => Popped::Over,
            None => Popped::Pending,
        }
    }

    /// Lets nothing more in; what is in still comes out.
    pub(crate) fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
    }

    /// Lets nothing more in, and drops what is in.
    pub(crate) fn drain(&self) {
        let mut state = self.lock();
        state.closed = true;
        state.weight = 0;
        let dropped = std::mem::take(&mut state.things);
        drop(state);
        self.changed.notify_all();
        drop(dropped);
    }

    fn wait(&self, patience: Duration, until: impl Fn(&State<T>) -> bool) -> MutexGuard<'_, State<T>> {
        let end = Instant::now() + patience;
        let mut state = self.lock();
        while !until(&state) {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            let waited = self.changed.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        state
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
