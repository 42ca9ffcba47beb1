//! The binary: hands the words to the library and its answer to the shell. What is freed is wiped: a
//! sentence about a person must not stay in memory because a list or a screen was drawn with it.

use std::{alloc::System, process::ExitCode};

use zeroizing_alloc::ZeroAlloc;

#[global_allocator]
static MEMORY: ZeroAlloc<System> = ZeroAlloc(System);

fn main() -> ExitCode {
    ExitCode::from(piket::cli::run(std::env::args_os()))
}
