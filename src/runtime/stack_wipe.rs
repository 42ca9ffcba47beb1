//! What functions leave on the stack of a thread when they return stays there until others come to the same depth: the
//! last block that was hashed, a word on its way. What is freed is wiped, and this is the same for the stack.

use std::hint::black_box;

use zeroize::Zeroize;

/// Deeper than reading a mail or sealing a letter goes, and half of what a thread has.
const DEPTH: usize = 1 << 20;

/// Overwrites what returned calls left below the caller.
#[inline(never)]
pub fn wipe_stack() {
    #[expect(clippy::large_stack_arrays, reason = "the stack itself is what is overwritten")]
    let mut below = [0_u8; DEPTH];
    black_box(&mut below).zeroize();
}
