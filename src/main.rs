//! The binary: hands the words to the library and its answer to the shell.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(piket::cli::run(std::env::args_os()))
}
