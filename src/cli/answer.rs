//! What a verb answers on standard output. An answer that could not be written whole is an error: who
//! sends it to a file on a full disk must not take half a list for the whole one. A reader that went away,
//! as `head` does, had enough and is no error.

use std::io::{self, BufWriter, ErrorKind, StdoutLock, Write};

use crate::{
    domain::{
        error::{Error, Result},
        sanitize,
    },
    platform::failure::why_not_written,
};

/// For whom a verb answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Output {
    /// Somebody who reads.
    Text,
    /// A program, as was asked with `--json`.
    Json,
}

impl Output {
    /// By the flag.
    pub const fn of(json: bool) -> Self {
        if json { Self::Json } else { Self::Text }
    }
}

/// Standard output, for an answer of any length. End it with [`AnswerWriter::finish`].
#[derive(Debug)]
pub struct AnswerWriter {
    out: BufWriter<StdoutLock<'static>>,
    reader: Readership,
}

/// Whether anybody still reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Readership {
    There,
    Gone,
}

impl AnswerWriter {
    /// Takes standard output until it is finished.
    pub fn new() -> Self {
        Self { out: BufWriter::new(io::stdout().lock()), reader: Readership::There }
    }

    /// Writes one line, or more that end where the text does.
    ///
    /// # Errors
    /// When standard output takes it not.
    pub fn line(&mut self, text: &str) -> Result<()> {
        writeln!(self, "{}", sanitize::printable(text.trim_end_matches('\n'))).map_err(|e| incomplete(&e))
    }

    /// False once the reader went away: then the rest need not be worked out.
    pub fn is_read(&self) -> bool {
        self.reader == Readership::There
    }

    /// Sees that all of it was taken.
    ///
    /// # Errors
    /// When standard output takes it not.
    pub fn finish(mut self) -> Result<()> {
        self.flush().map_err(|e| incomplete(&e))
    }

    fn unless_gone<T>(&mut self, rest: T, write: impl FnOnce(&mut Self) -> io::Result<T>) -> io::Result<T> {
        if self.reader == Readership::Gone {
            return Ok(rest);
        }
        match write(self) {
            Err(e) if e.kind() == ErrorKind::BrokenPipe => {
                self.reader = Readership::Gone;
                Ok(rest)
            }
            result => result,
        }
    }
}

impl Write for AnswerWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.unless_gone(bytes.len(), |answer| answer.out.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        // The inner one holds what follows the last end of a line, and is flushed with it.
        self.unless_gone((), |answer| answer.out.flush())
    }
}

/// Prints an answer that is there at once.
///
/// # Errors
/// When standard output takes it not.
pub fn print(text: &str) -> Result<()> {
    let mut answer = AnswerWriter::new();
    answer.line(text)?;
    answer.finish()
}

/// Says something on standard error: what is wrong, or what the officer should know beside the answer. Nothing that
/// was typed or read can steer the terminal from here.
pub fn notice(text: &str) {
    // A file can have several faults; they are told in one line.
    let line = text.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    // Where standard error cannot be written, there is no other place for an error.
    let _ = writeln!(io::stderr(), "{}", sanitize::printable_line(&line));
}

fn incomplete(e: &io::Error) -> Error {
    Error::data(format!("Het antwoord is niet in zijn geheel te schrijven ({}).", why_not_written(e)))
        .hint("Maak ruimte of kies een andere plek; wat er staat is niet compleet.")
}
