//! The officer's own command at an alarm: any sound, light or push service. It hears the number and the act and
//! nothing else, runs without a shell, and has ten seconds.

use std::{path::PathBuf, process::Command, time::Duration};

use super::bounded_process::{Ended, ProgramOutput, run};
use crate::{
    domain::{alarm::ChannelOutcome, sanitize},
    platform::PROGRAM_FOLDERS,
};

/// How long it may take.
const LIMIT: Duration = Duration::from_secs(10);

/// The command as the settings name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnCommand {
    /// The program: a path, or a name that the system looks up.
    pub program: PathBuf,
    /// Its arguments; `{zaak}` and `{soort}` in them stand for the number and the act.
    pub arguments: Vec<String>,
}

impl OwnCommand {
    /// Whether the program is there, beside the settings or where the system looks for programs.
    pub fn is_there(&self) -> bool {
        if self.program.components().count() > 1 {
            return self.program.is_file();
        }
        let folders = std::env::var_os("PATH").unwrap_or_else(|| PROGRAM_FOLDERS.into());
        std::env::split_paths(&folders).any(|folder| folder.join(&self.program).is_file())
    }

    /// Runs it for an alarm about this number, which asks for this act.
    pub async fn call(self, number: String, act: String) -> ChannelOutcome {
        match run(self.command(&number, &act), LIMIT, ProgramOutput::Discarded).await {
            Ended::Code(code, _) => ChannelOutcome::Exit(code),
            Ended::TooLate => ChannelOutcome::NoAnswer,
            Ended::NotStarted => ChannelOutcome::Missing,
        }
    }

    fn command(&self, number: &str, act: &str) -> Command {
        let (number, act) = (sanitize::line(number), sanitize::line(act));
        let mut command = Command::new(&self.program);
        // One pass: what stands for something is not looked at again.
        let filled = |argument: &String| {
            let parts = argument.split("{zaak}").map(|part| part.replace("{soort}", &act));
            parts.collect::<Vec<_>>().join(&number)
        };
        command.args(self.arguments.iter().map(filled)).env("PIKET_ZAAK", &number).env("PIKET_SOORT", &act);
        command
    }
}

/// What the header says of a command that did not do its work.
pub fn complaint(outcome: ChannelOutcome) -> Option<String> {
    let what = match outcome {
        ChannelOutcome::Sent | ChannelOutcome::Unattended | ChannelOutcome::Paused | ChannelOutcome::Exit(0) => {
            return None;
        }
        ChannelOutcome::Missing => "is niet te starten".to_owned(),
        ChannelOutcome::NoAnswer => format!("was na {} seconden niet klaar en is gestopt", LIMIT.as_secs()),
        ChannelOutcome::Exit(code) => format!("eindigde met code {code}"),
    };
    Some(format!("De alarmopdracht {what}; let op de bel en het scherm."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_hears_the_number_and_the_act_as_they_are_and_nothing_is_read_twice() {
        let arguments = ["-t", "{soort}: {zaak}", "$(rm) {zaak}{soort}", "{zaa{soort}k}"].map(str::to_owned).to_vec();
        let command = OwnCommand { program: "meld".into(), arguments }.command("2026-W47-03", "Proef NL");
        let said: Vec<_> = command.get_args().map(|a| a.to_string_lossy().into_owned()).collect();
        assert_eq!(said, ["-t", "Proef NL: 2026-W47-03", "$(rm) 2026-W47-03Proef NL", "{zaaProef NLk}"]);
        let told: Vec<_> = command.get_envs().map(|(name, _)| name.to_string_lossy().into_owned()).collect();
        assert_eq!(told, ["PIKET_SOORT", "PIKET_ZAAK"]);
    }

    #[test]
    fn one_that_hangs_is_ended_with_what_it_started() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let alive = folder.path().join("leeft");
        // The grandchild would write once the command itself is gone.
        let script = format!("(sleep 1; echo ja > '{}') & sleep 60", alive.display());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let mut command = Command::new("sh");
        command.args(["-c", &script]);
        let ended = runtime.block_on(run(command, Duration::from_millis(300), ProgramOutput::Discarded));
        assert_eq!(ended, Ended::TooLate);
        let other = runtime.block_on(run(Command::new("/bestaat/niet"), LIMIT, ProgramOutput::Discarded));
        assert_eq!(other, Ended::NotStarted);
        let mut failing = Command::new("sh");
        failing.args(["-c", "sleep 1.5; exit 3"]);
        assert_eq!(runtime.block_on(run(failing, LIMIT, ProgramOutput::Discarded)), Ended::Code(3, Vec::new()));
        assert!(!alive.exists(), "wat de opdracht startte leeft nog");
        Ok(())
    }
}
