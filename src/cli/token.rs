//! The token that an own command prints: government mailboxes have no passwords. It runs without a shell and under a
//! deadline, and what it writes goes to the server and nowhere else.

use std::{process::Command, time::Duration};

use zeroize::Zeroizing;

use crate::{
    domain::{
        error::{Error, Result},
        passphrase::Passphrase,
    },
    runtime::{
        OwnCommand,
        bounded_process::{Ended, ProgramOutput, run},
    },
};

/// How long it may take: it may have to ask another server first.
const LIMIT: Duration = Duration::from_secs(30);
/// No token is longer.
const LONGEST: usize = 16 << 10;

/// Runs the command and takes the one line that it prints.
///
/// # Errors
/// When it does not start, does not end in time or not well, or prints something else than one line.
pub fn from_command(own: &OwnCommand) -> Result<Passphrase> {
    let hint = "Zie token_opdracht bij imap in de instellingen; zij drukt alleen het token af.";
    let amiss = |sentence: String| Error::data(sentence).hint(hint);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .map_err(|_| amiss("de opdracht voor het token is niet te starten.".to_owned()))?;
    let mut command = Command::new(&own.program);
    command.args(&own.arguments);
    let printed = match runtime.block_on(run(command, LIMIT, ProgramOutput::Kept)) {
        Ended::Code(0, printed) => Zeroizing::new(printed),
        Ended::Code(code, _) => return Err(amiss(format!("de opdracht voor het token eindigde met code {code}."))),
        Ended::TooLate => {
            let sentence = format!("de opdracht voor het token was na {} seconden niet klaar.", LIMIT.as_secs());
            return Err(amiss(sentence));
        }
        Ended::NotStarted => return Err(amiss("de opdracht voor het token is niet te starten.".to_owned())),
    };
    let text = std::str::from_utf8(&printed).ok().filter(|text| text.len() <= LONGEST);
    let token = text.map(|text| Passphrase::new(text.trim()));
    token
        .filter(|token| !token.is_empty() && !token.has_control_chars())
        .ok_or_else(|| amiss("de opdracht voor het token gaf geen token van één regel.".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(script: &str) -> Result<Passphrase> {
        let arguments = vec!["-c".to_owned(), script.to_owned()];
        from_command(&OwnCommand { program: "sh".into(), arguments })
    }

    #[test]
    fn one_line_is_a_token_and_anything_else_is_told_without_it() -> Result<()> {
        assert_eq!(printed("echo een.token")?.bytes(), b"een.token");
        for (script, told) in [
            ("echo een; echo twee", "geen token van één regel"),
            ("true", "geen token van één regel"),
            ("printf '\\377'", "geen token van één regel"),
            ("echo geheim; exit 4", "eindigde met code 4"),
        ] {
            let error = printed(script).err().map(|e| e.to_string()).unwrap_or_default();
            assert!(error.contains(told) && !error.contains("geheim"), "{script}: {error}");
        }
        let missing = from_command(&OwnCommand { program: "/bestaat/niet".into(), arguments: Vec::new() });
        assert!(missing.is_err_and(|e| e.sentence.contains("niet te starten")));
        Ok(())
    }
}
