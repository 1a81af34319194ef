//! A lock that is waited for, but not for ever: a forked child would wait for threads that it does not have.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, TryLockError};
use std::time::Duration;

/// Looks at a lock that others hold for no longer than such a look takes.
const LOOKS: usize = 100;

/// Further looks, a millisecond apart: on a busy machine whoever holds the lock may have to wait for a processor.
const LONG_LOOKS: usize = 100;

/// The process that has waited in vain for a lock; it does not wait again.
static GAVE_UP: AtomicU32 = AtomicU32::new(0);

/// What is behind a lock, or `None` when it cannot be had: it was held by another thread when this process was forked.
pub(crate) fn patient<T>(lock: &Mutex<T>) -> Option<MutexGuard<'_, T>> {
    let process = std::process::id();
    for look in 0..LOOKS + LONG_LOOKS {
        match lock.try_lock() {
            Ok(held) => return Some(held),
            Err(TryLockError::Poisoned(held)) => return Some(held.into_inner()),
            Err(TryLockError::WouldBlock) if look < LOOKS => std::thread::yield_now(),
            Err(TryLockError::WouldBlock) if GAVE_UP.load(Ordering::Relaxed) == process => return None,
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(1)),
        }
    }
    GAVE_UP.store(process, Ordering::Relaxed);
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_waited_for_as_long_as_others_need() {
        let lock = Mutex::new(1);
        std::thread::scope(|scope| {
            let held = lock.lock().expect("nobody panics");
            let waits = scope.spawn(|| patient(&lock).map(|held| *held));
            std::thread::sleep(Duration::from_millis(20));
            drop(held);
            assert_eq!(waits.join().expect("it does not panic"), Some(1));
        });
    }
}
