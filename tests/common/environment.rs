//! A home of its own: nothing of the machine's settings, store or time reaches the binary, and nothing
//! of the binary reaches the machine.

use std::{
    collections::BTreeMap,
    fs,
    io::{ErrorKind, Write as _},
    panic::Location,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use portable_pty::CommandBuilder;
use serde_json::Value;
use tempfile::TempDir;

use super::{
    Failure,
    session::{Session, Size},
};

/// The program.
pub const PIKET: &str = env!("CARGO_BIN_EXE_piket");

/// The passphrase of every real store in a test.
pub const PASSPHRASE: &str = "paard boter maan sok\n";

/// A home, a data folder and, for a demo store, a time.
pub struct TestEnv {
    home: TempDir,
    data: PathBuf,
    now: Option<String>,
    bus: Option<String>,
    editor: Option<String>,
}

/// What a verb answered.
#[derive(Debug)]
pub struct CliOutput {
    /// The exit code; -1 when a signal ended it.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub error: String,
}

impl TestEnv {
    /// A home without a store; the data folder does not exist yet.
    pub fn bare() -> Result<Self, Failure> {
        let home = TempDir::new()?;
        fs::create_dir(home.path().join("tmp"))?;
        let data = home.path().join("data");
        let env = Self { home, data, now: None, bus: None, editor: None };
        env.secret("wachtwoord", PASSPHRASE)?;
        Ok(env)
    }

    /// A home with an empty demo store, where it is `now`.
    pub fn demo(now: &str) -> Result<Self, Failure> {
        let mut env = Self::bare()?;
        env.now = Some(now.to_owned());
        env.good(&["demo", "--maak", "--leeg"])?;
        Ok(env)
    }

    /// The folder of the store.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// A path in the home.
    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Makes it another time for what is run from here on; `None` for the machine's own.
    pub fn set_now(&mut self, now: Option<&str>) {
        self.now = now.map(str::to_owned);
    }

    /// Puts a session bus in this home.
    pub fn set_bus(&mut self, address: &str) {
        self.bus = Some(address.to_owned());
    }

    /// Names the editor that the officer uses elsewhere.
    pub fn set_editor(&mut self, program: &str) {
        self.editor = Some(program.to_owned());
    }

    /// Writes a file that only its owner can read.
    pub fn secret(&self, name: &str, text: &str) -> Result<(), Failure> {
        use std::{io::Write, os::unix::fs::OpenOptionsExt};
        let mut options = fs::OpenOptions::new();
        let mut file = options.write(true).create(true).truncate(true).mode(0o600).open(self.path(name))?;
        Ok(file.write_all(text.as_bytes())?)
    }

    /// Writes a file in the folder of the settings.
    pub fn config(&self, name: &str, text: &str) -> Result<(), Failure> {
        let folder = self.path("config/piket");
        fs::create_dir_all(&folder)?;
        Ok(fs::write(folder.join(name), text)?)
    }

    fn words<'a>(&'a self, verb: &[&'a str]) -> Vec<&'a str> {
        let mut words = vec!["--data-dir", self.data.to_str().unwrap_or_default()];
        match &self.now {
            Some(now) => words.extend(["--nu", now]),
            // A real store has a passphrase, which stands in a file of this home.
            None => words.extend(["--wachtwoord-bestand", "wachtwoord"]),
        }
        words.extend_from_slice(verb);
        words
    }

    fn variables(&self) -> Vec<(&'static str, PathBuf)> {
        let mut all: Vec<(&str, PathBuf)> = vec![
            ("HOME", self.home.path().to_owned()),
            ("XDG_CONFIG_HOME", self.path("config")),
            ("XDG_DATA_HOME", self.path("share")),
            ("TMPDIR", self.path("tmp")),
            ("TERM", "xterm-256color".into()),
            ("LANG", "C.UTF-8".into()),
            // As far from Amsterdam as a machine can be set.
            ("TZ", "Pacific/Kiritimati".into()),
        ];
        all.extend(self.bus.iter().map(|address| ("DBUS_SESSION_BUS_ADDRESS", PathBuf::from(address))));
        all.extend(self.editor.iter().map(|program| ("EDITOR", PathBuf::from(program))));
        all
    }

    /// Runs a verb on the store of this home.
    pub fn run(&self, verb: &[&str]) -> Result<CliOutput, Failure> {
        self.without_options(&self.words(verb))
    }

    /// Runs a verb with a text on its standard input. A verb that refuses its line reads nothing: what it answers is
    /// looked at, not whether the pipe took the text.
    pub fn given(&self, verb: &[&str], text: &str) -> Result<CliOutput, Failure> {
        let mut child = self.verb(verb).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let mut pipe = child.stdin.take().ok_or_else(|| Failure("geen invoer".to_owned()))?;
        let written = pipe.write_all(text.as_bytes());
        drop(pipe);
        if let Err(refused) = written
            && refused.kind() != ErrorKind::BrokenPipe
        {
            return Err(refused.into());
        }
        CliOutput::of(child.wait_with_output()?)
    }

    /// Runs the program with exactly these words, and no terminal.
    pub fn without_options(&self, words: &[&str]) -> Result<CliOutput, Failure> {
        CliOutput::from(&mut self.command(words))
    }

    /// A verb on the store of this home, not yet run.
    pub fn verb(&self, verb: &[&str]) -> Command {
        self.command(&self.words(verb))
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(PIKET);
        command.args(words).env_clear().envs(self.variables()).current_dir(self.home.path()).stdin(Stdio::null());
        command
    }

    /// Another program in this home, not yet run.
    pub fn other(&self, program: &str, words: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(words).env_clear().envs(self.variables()).current_dir(self.home.path()).stdin(Stdio::null());
        command
    }

    /// Another program in this home, in a terminal of this size.
    pub fn other_session(&self, program: &str, words: &[&str], size: Size) -> Result<Session, Failure> {
        let mut command = CommandBuilder::new(program);
        command.args(words);
        self.start(command, size)
    }

    /// Runs a verb that must succeed, and answers what it printed.
    #[track_caller]
    pub fn good(&self, verb: &[&str]) -> Result<String, Failure> {
        let call_site = Location::caller();
        let answer = self.run(verb)?;
        if answer.code == 0 {
            return Ok(answer.out.trim_end().to_owned());
        }
        Err(Failure(format!("{call_site}: piket {} eindigt met {}: {}", verb.join(" "), answer.code, answer.error)))
    }

    /// Runs a verb that must be refused with this exit code, and answers its one sentence: nothing on
    /// standard output, one line on standard error.
    #[track_caller]
    pub fn refused(&self, code: i32, verb: &[&str]) -> Result<String, Failure> {
        self.run(verb)?.is_refusal(code, &verb.join(" "))
    }

    /// Runs a verb that answers one JSON document.
    #[track_caller]
    pub fn json(&self, verb: &[&str]) -> Result<Value, Failure> {
        Ok(serde_json::from_str(&self.good(verb)?)?)
    }

    /// Opens the desk in a terminal of this size.
    pub fn desk(&self, size: Size) -> Result<Session, Failure> {
        self.desk_with(size, &[])
    }

    /// Opens the desk with these options.
    pub fn desk_with(&self, size: Size, options: &[&str]) -> Result<Session, Failure> {
        let verb: &[&str] = if self.now.is_some() { &["demo"] } else { &[] };
        self.session(&self.words(&[verb, options].concat()), size)
    }

    /// Opens the desk from a shell that goes on when the desk stands still or ends, and asks for a line before it
    /// brings the desk back.
    pub fn shell(&self, size: Size) -> Result<Session, Failure> {
        let script = "set -m; \"$@\"; while [ $? -gt 128 ]; do echo IN DE SHELL; read -r line; fg; done; echo KLAAR";
        let verb: &[&str] = if self.now.is_some() { &["demo"] } else { &[] };
        let mut words = vec!["-c", script, "sh", PIKET];
        words.extend(self.words(verb));
        self.program("sh", &words, size)
    }

    /// Opens the desk where no file may grow, as on a full disk: what stands there can be read.
    pub fn desk_without_room(&self, size: Size) -> Result<Session, Failure> {
        let verb: &[&str] = if self.now.is_some() { &["demo"] } else { &[] };
        let mut words = vec!["-c", "trap '' XFSZ; ulimit -f 1; exec \"$@\"", "sh", PIKET];
        words.extend(self.words(verb));
        self.program("sh", &words, size)
    }

    /// Runs a verb on the store of this home in a terminal of this size.
    pub fn verb_session(&self, verb: &[&str], size: Size) -> Result<Session, Failure> {
        self.session(&self.words(verb), size)
    }

    /// Runs the program with exactly these words in a terminal of this size.
    pub fn session(&self, words: &[&str], size: Size) -> Result<Session, Failure> {
        self.program(PIKET, words, size)
    }

    fn program(&self, name: &str, words: &[&str], size: Size) -> Result<Session, Failure> {
        let mut command = CommandBuilder::new(name);
        command.args(words);
        self.start(command, size)
    }

    fn start(&self, mut command: CommandBuilder, size: Size) -> Result<Session, Failure> {
        command.env_clear();
        command.env("PATH", "/usr/bin:/bin");
        for (name, value) in self.variables() {
            command.env(name, value);
        }
        command.cwd(self.home.path());
        Session::start(command, size)
    }
}

impl CliOutput {
    /// Runs what was made ready.
    pub fn from(command: &mut Command) -> Result<Self, Failure> {
        Self::of(command.output()?)
    }

    /// What a program that has ended wrote.
    pub fn of(out: Output) -> Result<Self, Failure> {
        Ok(Self {
            code: out.status.code().unwrap_or(-1),
            out: String::from_utf8(out.stdout)?,
            error: String::from_utf8(out.stderr)?,
        })
    }

    /// The sentence of a refusal with this exit code.
    #[track_caller]
    pub fn is_refusal(&self, code: i32, what: &str) -> Result<String, Failure> {
        let call_site = Location::caller();
        let sentence = self.error.trim_end();
        let is_ours = !["os error", "No such file", " at line "].iter().any(|foreign| sentence.contains(foreign));
        let is_one = !sentence.is_empty() && sentence.lines().count() == 1;
        if self.code == code && self.out.is_empty() && is_one && is_ours {
            return Ok(sentence.to_owned());
        }
        Err(Failure(format!("{call_site}: «{what}» is geen nette weigering met {code}: {self:?}")))
    }
}

/// Every file below a folder with its bytes; a folder that is not there has none.
pub fn snapshot(folder: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>, Failure> {
    let mut out = BTreeMap::new();
    if !folder.exists() {
        return Ok(out);
    }
    for part in fs::read_dir(folder)? {
        let path = part?.path();
        if path.is_dir() {
            out.extend(snapshot(&path)?);
            out.insert(path, Vec::new());
        } else {
            out.insert(path.clone(), fs::read(path)?);
        }
    }
    Ok(out)
}

/// A mail of the examples.
pub fn mail(name: &str) -> String {
    format!("{}/tests/fixtures/mail/{name}", env!("CARGO_MANIFEST_DIR"))
}
