//! A message leaves by the officer's own terminal and programs: the clipboard, a mail program, files, a command. All of
//! it goes on beside the loop, for a bounded time, and tells what came of it.

mod clipboard;
mod passed_file;

use std::{
    fs::DirBuilder,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use tokio::{
    sync::{mpsc::Sender, oneshot},
    task::spawn_blocking,
    time::timeout,
};

use super::{
    bounded_process::{Ended, ProgramOutput, run},
    own_command::OwnCommand,
    own_editor,
};
use crate::{
    desk::{
        msg::Msg,
        state::way_out::{CommandEnd, OutgoingMessage, WayOut, WentOut},
    },
    domain::{
        draft::DraftChannel,
        error::{Error, Result},
        if_exists::IfExists,
        message_sender::MessageSender,
        moment::Moment,
        sanitize,
    },
    judge::{case_rule::CaseRule, case_surroundings::CaseSurroundings},
    outgoing::{MessageData, eml::OutgoingLetter, message_file::MessageForm},
    platform::{OPENER, apart, exit_code, file, owner_only_folder},
};

/// How long a program that sends may take.
const SENDING: Duration = Duration::from_mins(1);
/// A program that opens a mail either fails within this, or is taken to have it.
const OPENING: Duration = Duration::from_secs(5);
/// What to do with a message or a number that the clipboard does not take.
const OTHER_WAY: &str = "kies E, X of Q";
const TYPE_IT: &str = "typ het nummer over";

/// By what messages leave.
#[derive(Debug, Clone)]
pub struct MessageWays {
    /// The folder in which the officer saves.
    pub saved: PathBuf,
    /// Where a file may lie that another program takes over, the best first.
    pub passing: Vec<PathBuf>,
    /// What tells the folders there of this store from those of another.
    pub tag: String,
    /// What opens a mail; absent is the system's own.
    pub open: Option<OwnCommand>,
    /// What sends a message, where the officer has such a program.
    pub send: Option<OwnCommand>,
}

/// What a way came to.
struct Came {
    ended: CommandEnd,
    result: Result<String>,
}

impl From<Result<String>> for Came {
    fn from(result: Result<String>) -> Self {
        Self { ended: CommandEnd::Never, result }
    }
}

impl MessageWays {
    /// Lets a message leave; what came of it follows as a message of its own. Inside the runtime.
    pub fn take(&self, message: OutgoingMessage, from: &MessageSender, now: Moment, answer: Sender<Msg>) {
        let (ways, from) = (self.clone(), from.clone());
        // The terminal is the loop's: it is written to between two frames.
        let copied = (message.way == WayOut::Copy).then(|| clipboard::copy(&message.text, OTHER_WAY));
        tokio::spawn(async move {
            let (zaak, draft, version) = (message.material.zaak.number, message.draft, message.version);
            let (way, to) = (message.way, message.to.clone());
            let came: Came = match copied {
                Some(written) => {
                    let copied = clipboard::outcome(written, OTHER_WAY).await;
                    let said = "Aan het klembord gegeven; plak het ter controle. Na het verzenden: V.";
                    copied.map(|reached| reached.remark().unwrap_or(said).to_owned()).into()
                }
                None => ways.go(message, from, now).await,
            };
            let Came { ended, result } = came;
            // Who stopped meanwhile needs no answer.
            let _ = answer.send(Msg::WentOut(Box::new(WentOut { zaak, draft, version, way, to, ended, result }))).await;
        });
    }

    /// Gives a phone number to the clipboard. Inside the runtime.
    pub fn copy_number(number: &str, answer: Sender<Msg>) {
        let written = clipboard::copy(number, TYPE_IT);
        tokio::spawn(async move {
            let copied = clipboard::outcome(written, TYPE_IT).await;
            let copied = copied.and_then(|reached| reached.remark().map_or(Ok(()), |kept| Err(Error::no(kept))));
            // Who stopped meanwhile needs no answer.
            let _ = answer.send(Msg::NumberCopied(copied)).await;
        });
    }

    /// Takes away what other programs were given, with its folders; answers how many files that were.
    pub fn forget_passed(&self) -> usize {
        self.folders().map(|folder| passed_file::forget_all(&folder)).sum()
    }

    /// Takes away what a desk that fell over left readable; a text of the officer's own editor goes on at this one.
    pub fn sweep(&self) -> Option<Msg> {
        let (texts, files) = (own_editor::left_behind(&self.passing, &self.tag), self.forget_passed());
        (files > 0 || !texts.is_empty()).then_some(Msg::LeftBehind { texts, files })
    }

    /// Where the files lie that another program takes over.
    fn folders(&self) -> impl Iterator<Item = PathBuf> {
        self.passing.iter().map(|base| base.join(format!("piket-berichten-{}", self.tag)))
    }

    async fn go(self, message: OutgoingMessage, from: MessageSender, now: Moment) -> Came {
        let (way, to) = (message.way, message.to.clone());
        let ways = self.clone();
        let (open, send) = (self.open.clone(), self.send.clone());
        if way == WayOut::Command && send.is_none() {
            return Err(Error::no("Er is geen eigen opdracht om te versturen.")
                .hint("Zet verzend_opdracht in de instellingen, of kies een andere weg."))
            .into();
        }
        // Rendering and the disk take time.
        let written = spawn_blocking(move || ways.write(&message, &from, now)).await;
        let (path, sentence) = match written {
            Ok(Ok(written)) => written,
            Ok(Err(error)) => return Err(error).into(),
            Err(_) => return Err(Error::data("Het bericht is niet te maken.")).into(),
        };
        match (way, send) {
            (WayOut::Command, Some(send)) => {
                let ended = run(filled(&send, &path, &to), SENDING, ProgramOutput::Discarded).await;
                passed_file::forget(&path);
                sent(&ended)
            }
            (WayOut::Mail, _) => {
                let standard = OwnCommand { program: OPENER.into(), arguments: vec!["{bestand}".to_owned()] };
                let opened = opened(filled(&open.unwrap_or(standard), &path, &to), &path).await;
                if opened.is_err() {
                    passed_file::forget(&path);
                }
                opened.into()
            }
            (WayOut::Copy | WayOut::Files | WayOut::Qr | WayOut::Command, _) => Ok(sentence).into(),
        }
    }

    /// Writes the files that a way needs; answers the one that goes on, and what is said where that is all.
    fn write(&self, message: &OutgoingMessage, from: &MessageSender, now: Moment) -> Result<(PathBuf, String)> {
        let (zaak, inrichting) = (&message.material.zaak, message.material.inrichting.as_ref());
        let case = CaseRule::of(zaak, &message.material.book, inrichting);
        let data = MessageData::of(zaak, case, &CaseSurroundings::at(inrichting), from, now);
        let (kind, version, subject) = (message.draft, message.version, data.subject(message.draft, &message.text));
        let mail = kind.channel() == DraftChannel::Mail;
        // Who gets a text message has a number there, and no address.
        let to: &[String] = if mail { &message.to } else { &[] };
        let letter = OutgoingLetter {
            zaak: zaak.number,
            kind,
            version,
            subject: &subject,
            text: &message.text,
            to,
            from: None,
            now,
        };
        let save = |folder: &Path, form: MessageForm| -> Result<PathBuf> {
            let path = folder.join(form.file_name(&letter));
            file::write_bytes(&path, IfExists::Replace, &form.render(&letter)?)?;
            Ok(path)
        };
        if message.way == WayOut::Files {
            make_folder(&self.saved)?;
            let text = save(&self.saved, MessageForm::Text)?;
            let folder = sanitize::line(&self.saved.to_string_lossy());
            // What is readable already lies there, whatever becomes of the rest, and that is said.
            save(&self.saved, MessageForm::Word).map_err(|error| Error {
                sentence: format!("{} Versie {version} staat alleen als .txt in {folder}.", error.sentence),
                ..error
            })?;
            // A letter that only the PDF lacks does not cost the others.
            let pdf = save(&self.saved, MessageForm::Pdf);
            let sentence = match pdf {
                Ok(_) => format!("Versie {version} staat als .docx, .pdf en .txt in {folder}."),
                Err(error) => format!("Versie {version} staat als .docx en .txt in {folder}. {}", error.sentence),
            };
            return Ok((text, sentence));
        }
        let form = if message.way == WayOut::Mail || mail { MessageForm::Mail } else { MessageForm::Text };
        let mut refused = None;
        // Its own file, which goes with it: the one that a mail program has open stays.
        let own = if message.way == WayOut::Command { "opdracht-" } else { "" };
        let pass = |folder: &Path| -> Result<PathBuf> {
            passed_file::make_room(folder, now)?;
            let path = folder.join(format!("{own}{}", form.file_name(&letter)));
            file::write_bytes(&path, IfExists::Replace, &form.render(&letter)?)?;
            Ok(path)
        };
        for folder in self.folders() {
            match pass(&folder) {
                Ok(path) => return Ok((path, String::new())),
                Err(error) => refused = refused.or(Some(error)),
            }
        }
        Err(refused.unwrap_or_else(|| Error::data("Er is geen map voor dit bericht.")))
    }
}

/// A folder for its owner alone. One that is there must be a folder and nothing that leads elsewhere.
pub(super) fn make_folder(folder: &Path) -> Result<()> {
    let mut builder = DirBuilder::new();
    owner_only_folder(builder.recursive(true)).create(folder).map_err(|e| file::not_writable(folder, &e))?;
    match folder.symlink_metadata() {
        Ok(there) if there.is_dir() => Ok(()),
        Ok(_) | Err(_) => Err(Error::data(format!("«{}» is geen map.", sanitize::line(&folder.to_string_lossy())))),
    }
}

/// A program with what stands for something filled in, in one pass: what is filled in is not looked at again. An
/// argument that is all recipients becomes one for each.
fn filled(own: &OwnCommand, path: &Path, to: &[String]) -> Command {
    let mut command = Command::new(&own.program);
    let path = path.to_string_lossy();
    for argument in &own.arguments {
        if argument == "{aan}" {
            command.args(to);
        } else {
            let parts = argument.split("{bestand}").map(|part| part.replace("{aan}", &to.join(",")));
            command.arg(parts.collect::<Vec<_>>().join(&path));
        }
    }
    command
}

fn sent(ended: &Ended) -> Came {
    let look = "Kijk na of het bericht weg is; V noteert een verzending.";
    match ended {
        Ended::Code(0, _) => Came {
            ended: CommandEnd::Code(0),
            result: Ok("Het bericht is verstuurd; de verzending is vastgelegd.".to_owned()),
        },
        Ended::Code(code, _) => Came {
            ended: CommandEnd::Code(*code),
            result: Err(Error::no(format!(
                "De opdracht eindigde met code {code}; er is niets als verzonden genoteerd."
            ))
            .hint(look)),
        },
        Ended::TooLate => Came {
            ended: CommandEnd::Unknown,
            result: Err(Error::no(format!(
                "De opdracht was na {} seconden niet klaar en is gestopt.",
                SENDING.as_secs()
            ))
            .hint(look)),
        },
        Ended::NotStarted => Came::from(Err(Error::no("De opdracht om te versturen is niet te starten.")
            .hint("Zie verzend_opdracht in de instellingen."))),
    }
}

/// Hands a mail to another program. That may run on for as long as it likes; only its start is waited for.
async fn opened(mut command: Command, path: &Path) -> Result<String> {
    let shown = sanitize::line(&path.to_string_lossy());
    let good = || {
        Ok(format!(
            "De mail is geopend. Na het verzenden: V. Het bestand is {shown}; het gaat weg als u piket verlaat."
        ))
    };
    let failed = |why: &str| {
        Err(Error::no(format!("De mail is niet te openen: {why}; er is geen bestand achtergebleven."))
            .hint("Kopieer het bericht (Y), of sla het op (X)."))
    };
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let (sender, code) = oneshot::channel();
    let started = std::thread::Builder::new().name("opener".to_owned()).spawn(move || {
        let ended = apart(&mut command).spawn().and_then(|mut child| child.wait()).map(exit_code);
        // After the limit nobody listens any more.
        let _ = sender.send(ended.ok());
    });
    if started.is_err() {
        return failed("er is geen ruimte voor nog een programma");
    }
    match timeout(OPENING, code).await {
        // It runs on: the mail is on its screen.
        Err(_) | Ok(Ok(Some(0))) => good(),
        Ok(Ok(Some(code))) => failed(&format!("het programma eindigde met code {code}")),
        Ok(Ok(None) | Err(_)) => failed("het programma is niet te starten"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_gets_file_and_recipients_as_they_are() {
        let words = |list: &[&str]| list.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        let own = OwnCommand {
            program: "stuur".into(),
            arguments: words(&["{aan}", "--aan={aan}", "{bestand}", "$(rm) {best{aan}and}"]),
        };
        let command = filled(&own, Path::new("/b/{aan}.eml"), &words(&["a@b.nl", "Lijn <c@d.nl>"]));
        let said: Vec<_> = command.get_args().map(|a| a.to_string_lossy().into_owned()).collect();
        assert_eq!(
            said,
            [
                "a@b.nl",
                "Lijn <c@d.nl>",
                "--aan=a@b.nl,Lijn <c@d.nl>",
                "/b/{aan}.eml",
                "$(rm) {besta@b.nl,Lijn <c@d.nl>and}"
            ]
        );
    }
}
