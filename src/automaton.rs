//! Checks of finite-state maps in files of strangers: a map that passes can be asked for any key without a panic.

use std::panic::{AssertUnwindSafe, catch_unwind};

use fst::raw::Fst;

/// Nodes with more transitions than this have an index over them.
const INDEXED: usize = 32;

/// Goes through everything that a look-up may come to.
///
/// The library reads a map where it lies and trusts its numbers. In a sound map every transition leads to a node that was
/// written before, and takes a byte at least; so the walk is bounded by the size of the map, whatever stands in it.
/// Values are those of this crate's maps, 32 bits, so that no sum along a key overflows.
///
/// # Errors
/// What is wrong, in words.
pub(crate) fn check<D: AsRef<[u8]>>(map: &Fst<D>, size: usize) -> Result<(), &'static str> {
    // The one way to ask the library whether it can read a node is to let it try.
    catch_unwind(AssertUnwindSafe(|| walk(map, size))).unwrap_or(Err("a node that cannot be read"))
}

fn walk<D: AsRef<[u8]>>(map: &Fst<D>, size: usize) -> Result<(), &'static str> {
    let mut seen = vec![false; size];
    let mut left = size;
    let root = map.root().addr();
    let mut waiting = vec![root];
    while let Some(address) = waiting.pop() {
        match seen.get_mut(address) {
            None => return Err("a node outside of the map"),
            Some(true) => continue,
            Some(seen) => *seen = true,
        }
        let node = map.node(address);
        left = left
            .checked_sub(node.len())
            .ok_or("more transitions than bytes")?;
        if node.final_output().value() > u64::from(u32::MAX) {
            return Err("a value out of range");
        }
        for transition in node.transitions() {
            if transition.addr >= address.max(1) {
                return Err("a transition to a later node");
            }
            if transition.out.value() > u64::from(u32::MAX) {
                return Err("a value out of range");
            }
            waiting.push(transition.addr);
        }
        if node.len() > INDEXED && (0..=u8::MAX).any(|byte| node.find_input(byte) >= Some(node.len())) {
            return Err("an index that leads nowhere");
        }
    }
    Ok(())
}
