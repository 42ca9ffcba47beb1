//! Every verb that writes, with the disk failing at its first step, its second, and so on until it gets
//! through. Each time: one sentence and exit code 3 (or done all the same), nothing that was acknowledged
//! is gone, and with a sound disk the same verb simply works.

use std::{fs, path::Path};

use piket::{
    domain::{moment::Moment, passphrase::Passphrase},
    store::{self, Access, StoreKey, Unlock},
};

use crate::{
    common::{
        Failure, TestResult,
        environment::{CliOutput, PASSPHRASE, TestEnv, snapshot},
    },
    drawer::{DiskFault, Drawer, library},
};

const NOW: &str = "2026-12-13 20:10";
/// More steps than any verb has.
const MAX: usize = 2_000;

/// What is done while the disk fails.
struct Stage {
    env: TestEnv,
    /// The folder as it is before each try.
    start: std::path::PathBuf,
    /// The words of the verb.
    words: Vec<String>,
    /// What must be among the cases afterwards, whatever happened.
    confirmed: Vec<String>,
    /// How the sentence of a second try may begin because the first one did its work all the same.
    already_done: &'static str,
    /// The key of an encrypted store.
    key: Option<StoreKey>,
    now: Moment,
    /// A file that the verb makes elsewhere.
    output: Option<std::path::PathBuf>,
    /// Bytes that must be nowhere afterwards.
    canary: &'static [u8],
    /// Steps from one try to the next.
    stride: usize,
}

fn copy_dir(from: &Path, to: &Path) -> TestResult {
    if !from.exists() {
        return Ok(());
    }
    fs::create_dir_all(to)?;
    for part in fs::read_dir(from)? {
        let source = part?;
        let copy = to.join(source.file_name());
        if source.path().is_dir() {
            copy_dir(&source.path(), &copy)?;
        } else {
            fs::copy(source.path(), copy)?;
        }
    }
    Ok(())
}

impl Stage {
    fn new(env: TestEnv, words: &[&str]) -> Result<Self, Failure> {
        let start = env.path("begin");
        copy_dir(env.data(), &start)?;
        let words = words.iter().map(|w| (*w).to_owned()).collect();
        Ok(Self {
            env,
            start,
            words,
            confirmed: Vec::new(),
            already_done: "-",
            key: None,
            now: Moment::parse(NOW, None)?.moment,
            output: None,
            canary: b"",
            stride: 1,
        })
    }

    fn words(&self) -> Vec<&str> {
        self.words.iter().map(String::as_str).collect()
    }

    fn play(&self) -> TestResult {
        for disk_fault in [DiskFault::Full, DiskFault::Denied, DiskFault::ReadOnly, DiskFault::Killed] {
            self.with(disk_fault)?;
        }
        Ok(())
    }

    fn with(&self, disk_fault: DiskFault) -> TestResult {
        let Some(library) = library() else { return Ok(()) };
        let data = self.env.data();
        let drawer = Drawer::around(data, self.env.path("spoor"));
        // Each ailment begins at a step of its own, so that together they come by most of them.
        for step in (1 + disk_fault as usize % self.stride..MAX).step_by(self.stride) {
            if data.exists() {
                fs::remove_dir_all(data)?;
            }
            copy_dir(&self.start, data)?;
            if let Some(out) = &self.output {
                let _ = fs::remove_file(out);
            }
            let place = format!("{} met {disk_fault:?} vanaf stap {step}", self.words.join(" "));
            let failed = |what: String| Failure(format!("{place}: {what}"));
            let answer =
                CliOutput::from(drawer.break_at(&mut self.env.verb(&self.words()), library, disk_fault, step)?)?;
            if !drawer.broke()? {
                assert!(answer.code == 0 && step > self.stride, "{place}: {answer:?}");
                return Ok(());
            }
            match (disk_fault, answer.code) {
                (DiskFault::Killed, -1) | (DiskFault::Full | DiskFault::Denied | DiskFault::ReadOnly, 0) => {}
                _ => {
                    // A remark about something else may go before it.
                    let sentences = answer.error.lines().filter(|r| !r.starts_with("Let op: ")).collect::<Vec<_>>();
                    assert!(answer.code == 3 && sentences.len() == 1 && answer.out.is_empty(), "{place}: {answer:?}");
                    assert!(
                        sentences.iter().all(|sentence| sentence.contains(". ")),
                        "{place}: no hint in {sentences:?}"
                    );
                }
            }
            self.verify(&answer, &drawer, library).map_err(|error| failed(format!("{error:?} na {answer:?}")))?;
        }
        Err(Failure(format!("{} komt nooit klaar", self.words.join(" "))))
    }

    /// With a sound disk again.
    fn verify(&self, answer: &CliOutput, drawer: &Drawer, library: &Path) -> TestResult {
        if let Some(out) = &self.output {
            let _ = fs::remove_file(out);
        }
        // Behind the library too, which waits for no real disk.
        let repeated = || CliOutput::from(drawer.follow(&mut self.env.verb(&self.words()), library)?);
        let mut again = repeated()?;
        // Within the same second the name for what stood there is taken, and nothing is ever overwritten.
        while again.error.contains("voor-terugzetten") {
            again = repeated()?;
        }
        assert!(again.code == 0 || again.error.contains(self.already_done), "{again:?}");
        let data = self.env.data();
        let store = store::open(data, Access::Read, None, Unlock::from(self.key.as_ref()), self.now)?;
        assert_eq!(store.check()?.errors, []);
        let desk = store.load_all()?;
        let zaken = desk.zaken.keys().map(ToString::to_string).collect::<Vec<_>>();
        for zaak in &self.confirmed {
            assert!(zaken.contains(zaak), "{zaak} is weg: {zaken:?}");
        }
        // What the failing try itself acknowledged, too.
        if answer.code == 0 && self.words.first().is_some_and(|w| w == "meld") {
            assert!(zaken.iter().any(|zaak| zaak == answer.out.trim()), "{} is weg: {zaken:?}", answer.out);
        }
        drop(store);
        let gone = |bytes: &[u8]| self.canary.is_empty() || !bytes.windows(self.canary.len()).any(|w| w == self.canary);
        let rest = snapshot(data)?.into_iter().find(|(_, bytes)| !gone(bytes));
        assert!(rest.is_none(), "resten in {:?}", rest.map(|(path, _)| path));
        Ok(())
    }
}

fn newest(env: &TestEnv) -> Result<String, Failure> {
    let list = env.good(&["reservekopie", "lijst"])?;
    let name = list.lines().last().and_then(|r| r.split_whitespace().next());
    name.map(str::to_owned).ok_or(Failure(list))
}

#[test]
fn recording() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let zaak = env.good(&["meld", "--nr", "1"])?;
    let mut stage = Stage::new(env, &["meld", "--nr", "2", "--wat", "Brand op kamer 12"])?;
    stage.confirmed = vec![zaak];
    stage.stride = 3;
    stage.play()
}

#[test]
fn a_first_start() -> TestResult {
    let mut env = TestEnv::bare()?;
    env.set_now(Some(NOW));
    Stage::new(env, &["demo", "--maak", "--leeg"])?.play()
}

#[test]
fn a_copy() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    env.config("instellingen.toml", "reservekopieen = 1\n")?;
    let zaak = env.good(&["meld", "--nr", "1"])?;
    env.good(&["reservekopie", "maak"])?;
    let mut stage = Stage::new(env, &["reservekopie", "maak"])?;
    stage.stride = 13;
    stage.confirmed = vec![zaak];
    stage.play()
}

#[test]
fn a_restore() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let zaak = env.good(&["meld", "--nr", "1"])?;
    env.good(&["reservekopie", "maak"])?;
    let name = newest(&env)?;
    env.good(&["meld", "--nr", "2"])?;
    env.good(&["reservekopie", "maak"])?;
    let mut stage = Stage::new(env, &["reservekopie", "terugzetten", &name])?;
    stage.stride = 7;
    stage.confirmed = vec![zaak];
    stage.play()
}

#[test]
fn a_purge() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let zaak = env.good(&["meld", "--nr", "2"])?;
    let mail = env.path("kanarie.eml");
    fs::write(&mail, "From: kliniek@voorbeeld.test\nSubject: Kanariestra\n\nKanariestra viel op kamer 12.\n")?;
    env.good(&["importeer", &mail.to_string_lossy()])?;
    env.good(&["terzijde", "M0002", "--reden", "Dubbel"])?;
    env.good(&["reservekopie", "maak"])?;
    let out = env.path("gewist.jsonl");
    let output = out.to_string_lossy();
    let purge = ["bewaartermijn", "wis", "M0002", "--reden", "Termijn verstreken", "--uit", &output];
    let mut stage = Stage::new(env, &purge)?;
    stage.confirmed = vec![zaak];
    stage.already_done = "al gewist";
    stage.canary = b"Kanariestra";
    stage.output = Some(out);
    stage.stride = 17;
    stage.play()
}

#[test]
fn another_passphrase() -> TestResult {
    let env = TestEnv::bare()?;
    let zaak = env.good(&["meld", "--nr", "1"])?;
    env.secret("nieuw", "vier andere losse woorden")?;
    let key = store::unlock(env.data(), &Passphrase::new(PASSPHRASE.trim_end()))?;
    let mut stage = Stage::new(env, &["sleutel", "wijzig", "--nieuw-wachtwoord-bestand", "nieuw"])?;
    stage.confirmed = vec![zaak];
    stage.key = key;
    stage.stride = 2;
    // The first try changed it and could not say so.
    stage.already_done = "wachtwoord klopt niet";
    stage.play()
}
