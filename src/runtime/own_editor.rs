//! The officer's own editor, which has the terminal while it runs. The text goes by a file for its owner alone, in a
//! folder of its own that goes with everything the editor put there beside it. The loop lives on meanwhile. What lies
//! there because a desk fell over is taken in by the next one.

use std::{
    fs::{self, DirBuilder},
    io::Read,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus},
    time::Duration,
};

use crate::{
    desk::{msg::Msg, state::on_commit::DraftOf},
    domain::{
        error::{Error, Result},
        if_exists::IfExists,
        sanitize,
    },
    platform::{
        exit_code,
        failure::{why, why_not_run},
        file, owner_only_folder,
    },
};

/// How often it is looked whether the editor ended.
const LOOK: Duration = Duration::from_millis(50);

/// A text that is longer than this is no message.
const LONGEST: u64 = 4 << 20;

/// An editor that runs.
#[derive(Debug)]
pub struct RunningEditor {
    of: DraftOf,
    program: String,
    child: Child,
    place: EditedFolder,
}

/// Where the text lies; dropping it takes it away.
#[derive(Debug)]
struct EditedFolder {
    folder: PathBuf,
    kept: bool,
}

impl Drop for EditedFolder {
    fn drop(&mut self) {
        if !self.kept {
            // What the system does not take away lies in a folder that goes with the session.
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

impl EditedFolder {
    /// A new folder in the first of these that takes one, which says of which message it is.
    fn make(folders: &[PathBuf], (tag, of): (&str, DraftOf), text: &str) -> Result<Self> {
        let mut refused = None;
        for base in folders {
            for number in 0..100_u8 {
                let folder = base.join(format!("{}{}-{}-{number}", begin(tag), of.zaak, of.draft));
                match owner_only_folder(&mut DirBuilder::new()).create(&folder) {
                    Ok(()) => {
                        let place = Self { folder, kept: false };
                        file::write_bytes(&place.file(), IfExists::Keep, format!("{text}\n").as_bytes())?;
                        return Ok(place);
                    }
                    Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {}
                    Err(e) => {
                        refused = Some(file::not_writable(&folder, &e));
                        break;
                    }
                }
            }
        }
        Err(refused.unwrap_or_else(|| Error::data("Er is geen map voor deze tekst.")))
    }

    fn file(&self) -> PathBuf {
        self.folder.join("concept.txt")
    }
}

/// How the folders of a store begin.
fn begin(tag: &str) -> String {
    format!("piket-tekst-{tag}-")
}

/// Takes in the texts that lie there because a desk fell over, and takes their folders away; one that cannot be read stays.
pub fn left_behind(folders: &[PathBuf], tag: &str) -> Vec<(DraftOf, String)> {
    let begin = begin(tag);
    let lying = folders.iter().flat_map(|base| fs::read_dir(base).into_iter().flatten().flatten());
    let mut texts = Vec::new();
    for folder in lying.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())) {
        let name = folder.file_name().to_string_lossy().into_owned();
        let Some(of) = name.strip_prefix(&begin).and_then(message_of) else { continue };
        let mut place = EditedFolder { folder: folder.path(), kept: true };
        if let Ok(text) = read(&place.file()) {
            place.kept = false;
            texts.push((of, text));
        }
    }
    texts
}

/// `2026-W47-03-piketmelding-0`.
fn message_of(name: &str) -> Option<DraftOf> {
    let (of, _) = name.rsplit_once('-')?;
    let (zaak, draft) = of.rsplit_once('-')?;
    Some(DraftOf { zaak: zaak.parse().ok()?, draft: draft.parse().ok()? })
}

/// The editor that the environment names, with its arguments.
fn chosen() -> Result<Vec<String>> {
    let named = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| std::env::var(name).ok());
    let mut words = named.map(|line| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
    words.find(|words| !words.is_empty()).ok_or_else(|| {
        Error::no("Er is geen eigen tekstprogramma gekozen.")
            .hint("Zet VISUAL of EDITOR in uw omgeving, bijvoorbeeld EDITOR=nano, en start piket opnieuw.")
    })
}

impl RunningEditor {
    /// Starts it with this text. The terminal must be given back by then.
    ///
    /// # Errors
    /// When no editor is named, it does not start or the text cannot be written.
    pub fn start((folders, tag): (&[PathBuf], &str), of: DraftOf, text: &str) -> Result<Self> {
        let words = chosen()?;
        let place = EditedFolder::make(folders, (tag, of), text)?;
        let (program, arguments) = words.split_first().ok_or_else(|| Error::no("Er is geen tekstprogramma."))?;
        let name = sanitize::line(program);
        let child = Command::new(program).args(arguments).arg(place.file()).spawn().map_err(|e| {
            Error::no(format!("«{name}» is niet te starten ({}); de tekst is niet veranderd.", why_not_run(&e)))
                .hint("Zie VISUAL en EDITOR in uw omgeving.")
        })?;
        Ok(Self { of, program: name, child, place })
    }

    /// Waits until it ends; for ever where none runs. Nothing is lost when this is dropped halfway.
    pub async fn ended(running: &mut Option<Self>) -> Msg {
        loop {
            let over = match running.as_mut().map(|editor| editor.child.try_wait()) {
                Some(Ok(Some(status))) => Some(Some(status)),
                Some(Err(_)) => Some(None),
                Some(Ok(None)) => None,
                None => std::future::pending().await,
            };
            if let Some(status) = over
                && let Some(editor) = running.take()
            {
                return editor.outcome(status);
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Ends it at once, because the desk ends; what it had saved so far counts.
    pub fn end(mut self) -> Msg {
        // Who ended by itself meanwhile needs no ending.
        let _ = self.child.kill();
        let _ = self.child.wait();
        let result = self.text();
        Msg::EditedOutside { zaak: self.of.zaak, draft: self.of.draft, result }
    }

    fn outcome(mut self, status: Option<ExitStatus>) -> Msg {
        let result = match status.map(exit_code) {
            Some(0) => self.text(),
            Some(code) => {
                Err(Error::no(format!("«{}» eindigde met code {code}; de tekst is niet veranderd.", self.program)))
            }
            None => Err(Error::no(format!("Van «{}» is niet te horen hoe het eindigde.", self.program))
                .hint("De tekst is niet veranderd.")),
        };
        Msg::EditedOutside { zaak: self.of.zaak, draft: self.of.draft, result }
    }

    /// What is in the file now. One that cannot be taken over stays where it is, so that its words are not lost.
    fn text(&mut self) -> Result<String> {
        let there = self.place.file().symlink_metadata().is_ok();
        let read = read(&self.place.file());
        if !there {
            return Err(
                Error::no("Het eigen programma haalde het bestand weg.").hint("In het concept is niets veranderd.")
            );
        }
        self.place.kept = read.is_err();
        read.map_err(|why| {
            let path = sanitize::line(&self.place.file().to_string_lossy());
            Error::no(format!("De tekst is niet over te nemen: {why}."))
                .hint(format!("Hij staat nog in {path}; in het concept is niets veranderd."))
        })
    }
}

fn read(path: &Path) -> std::result::Result<String, String> {
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(|e| why(&e))?;
    file.take(LONGEST + 1).read_to_end(&mut bytes).map_err(|e| why(&e))?;
    if bytes.len() as u64 > LONGEST {
        return Err("hij is langer dan een bericht kan zijn".to_owned());
    }
    String::from_utf8(bytes).map_err(|_| "hij is niet in UTF-8".to_owned())
}
