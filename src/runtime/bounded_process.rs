//! Another program, beside the loop and under a deadline: what it starts ends with it, and one that hangs costs
//! its own answer only.

use std::{
    io::Read,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::{task::spawn_blocking, time::timeout};

use crate::platform::{apart, end_group};

/// At most so many bytes of what it writes are read.
const MAX_OUTPUT: u64 = 64 * 1024;

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// It ended by itself, with this code and what it wrote; a signal ends with 128 and its number, as in a shell.
    Code(i32, Vec<u8>),
    /// It was still running at the deadline, and was ended with all that it had started.
    TooLate,
    /// It could not be started.
    NotStarted,
}

/// What is done with what it writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProgramOutput {
    /// It is read.
    Kept,
    /// Nobody reads it.
    Discarded,
}

/// How far the program is. Only while it runs its number is its own.
#[derive(Debug, Default)]
enum Stage {
    /// The system is asked to start it.
    #[default]
    Starting,
    /// It leads a group of this number.
    Running(u32),
    /// It ended, or was never there.
    Over,
    /// Nobody waits for it any more: it is not to run on.
    Unwanted,
}

/// Ends the program where nobody waits for it any more.
struct Guard(Arc<Mutex<Stage>>);

impl Drop for Guard {
    fn drop(&mut self) {
        let mut stage = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match *stage {
            Stage::Running(leader) => end_group(leader),
            Stage::Starting => *stage = Stage::Unwanted,
            Stage::Over | Stage::Unwanted => {}
        }
    }
}

/// Runs it to its end or the deadline. Dropped halfway, the program ends too.
pub async fn run(mut command: Command, limit: Duration, output: ProgramOutput) -> Ended {
    let stage = Arc::new(Mutex::new(Stage::default()));
    let guard = Guard(Arc::clone(&stage));
    command.stdin(Stdio::null()).stderr(Stdio::null()).stdout(match output {
        ProgramOutput::Kept => Stdio::piped(),
        ProgramOutput::Discarded => Stdio::null(),
    });
    // Starting waits for the disk, and ending for the program: neither on the loop.
    let work = spawn_blocking(move || match apart(&mut command).spawn() {
        Ok(child) => wait(child, &stage),
        Err(_) => Ended::NotStarted,
    });
    let ended = timeout(limit, work).await;
    drop(guard);
    match ended {
        Ok(Ok(ended)) => ended,
        Ok(Err(_)) => Ended::NotStarted,
        Err(_) => Ended::TooLate,
    }
}

fn wait(mut child: Child, stage: &Mutex<Stage>) -> Ended {
    {
        let mut stage = stage.lock().unwrap_or_else(PoisonError::into_inner);
        match *stage {
            Stage::Unwanted => end_group(child.id()),
            Stage::Starting | Stage::Running(_) | Stage::Over => *stage = Stage::Running(child.id()),
        }
    }
    let mut written = Vec::new();
    if let Some(out) = child.stdout.take() {
        // What cannot be read is not there.
        let _ = out.take(MAX_OUTPUT).read_to_end(&mut written);
    }
    let status = child.wait();
    *stage.lock().unwrap_or_else(PoisonError::into_inner) = Stage::Over;
    match status {
        Ok(status) => Ended::Code(crate::platform::exit_code(status), written),
        Err(_) => Ended::NotStarted,
    }
}
