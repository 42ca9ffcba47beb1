//! Why the system refused something, in words: its own are in its own language, and an officer needs to know what to do. What
//! no word fits has its number, which tells whoever looks after the machine the same.

use std::{
    fmt,
    io::{Error, ErrorKind},
};

use super::unix;
use crate::domain::error;

/// What was tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FileAttempt {
    Read,
    Write,
    Run,
}

/// A refusal that this program words itself.
#[derive(Debug)]
struct OwnRefusal(&'static str);

impl fmt::Display for OwnRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for OwnRefusal {}

/// An error of the system with words of our own: small letters, no full stop.
pub fn own(words: &'static str) -> Error {
    Error::other(OwnRefusal(words))
}

/// Why something cannot be read, as it stands between brackets or behind a colon.
pub fn why(error: &Error) -> String {
    reason(error, FileAttempt::Read)
}

/// Why something cannot be written.
pub fn why_not_written(error: &Error) -> String {
    reason(error, FileAttempt::Write)
}

/// Why something does not start or does not go on.
pub fn why_not_run(error: &Error) -> String {
    reason(error, FileAttempt::Run)
}

/// What can be done about it now, a sentence.
pub fn what_next(error: &Error) -> &'static str {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::IsADirectory | ErrorKind::NotADirectory | ErrorKind::InvalidFilename => {
            "Controleer het pad."
        }
        ErrorKind::PermissionDenied => "Geef uzelf rechten, of kies een andere plek.",
        ErrorKind::ReadOnlyFilesystem | ErrorKind::FileTooLarge | ErrorKind::AlreadyExists => "Kies een andere plek.",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::WriteZero => {
            "Maak ruimte en probeer het opnieuw."
        }
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy | ErrorKind::WouldBlock | ErrorKind::TimedOut => {
            "Wacht even en probeer het opnieuw."
        }
        ErrorKind::OutOfMemory => "Sluit andere programma's en probeer het opnieuw.",
        _ => "Probeer het opnieuw; blijft het zo, vraag het dan de beheerder van deze machine.",
    }
}

fn reason(error: &Error, tried: FileAttempt) -> String {
    let words = match (error.kind(), tried) {
        (ErrorKind::NotFound, FileAttempt::Read) => "het bestaat niet",
        (ErrorKind::NotFound, FileAttempt::Write) => "de map is er niet",
        (ErrorKind::NotFound, FileAttempt::Run) => "het is er niet",
        (ErrorKind::PermissionDenied, FileAttempt::Read) => "u hebt er geen rechten op",
        (ErrorKind::PermissionDenied, FileAttempt::Write) => "u mag daar niet schrijven",
        (ErrorKind::PermissionDenied, FileAttempt::Run) => "dat mag hier niet",
        (ErrorKind::NotADirectory, FileAttempt::Write) => "een deel van de plek is geen map",
        (ErrorKind::NotADirectory, FileAttempt::Read | FileAttempt::Run) => "een deel van het pad is geen map",
        (ErrorKind::InvalidFilename, FileAttempt::Write) => "die naam kan daar niet",
        (ErrorKind::InvalidFilename, FileAttempt::Read | FileAttempt::Run) => "zo kan een bestand niet heten",
        (ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy, FileAttempt::Write) => {
            "een ander programma schrijft er juist"
        }
        (ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy, FileAttempt::Read | FileAttempt::Run) => {
            "een ander programma gebruikt het"
        }
        (ErrorKind::IsADirectory, _) => "het is een map",
        (ErrorKind::DirectoryNotEmpty, _) => "de map is niet leeg",
        (ErrorKind::AlreadyExists, _) => "het is er al",
        (ErrorKind::ReadOnlyFilesystem, _) => "die plek is alleen-lezen",
        (ErrorKind::StorageFull | ErrorKind::QuotaExceeded, _) => "de schijf is vol",
        (ErrorKind::FileTooLarge, _) => "het is te groot voor die plek",
        (ErrorKind::CrossesDevices, _) => "het is een andere schijf",
        (ErrorKind::WriteZero, _) => "er kan niets meer bij",
        (ErrorKind::InvalidData, _) => "het is geen tekst in UTF-8",
        (ErrorKind::InvalidInput, _) => "zo kan het niet",
        (ErrorKind::UnexpectedEof, _) => "het houdt halverwege op",
        (ErrorKind::BrokenPipe, _) => "wie ervan leest is gestopt",
        (ErrorKind::TimedOut, _) => "het duurde te lang",
        (ErrorKind::WouldBlock, _) => "het is bezet",
        (ErrorKind::Interrupted, _) => "het is onderbroken",
        (ErrorKind::OutOfMemory, _) => "er is geen geheugen vrij",
        (ErrorKind::Unsupported, _) => "dat kan dit systeem niet",
        (ErrorKind::StaleNetworkFileHandle, _) => "de netwerkschijf is weg",
        (
            ErrorKind::ConnectionRefused
            | ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted
            | ErrorKind::NotConnected
            | ErrorKind::HostUnreachable
            | ErrorKind::NetworkUnreachable
            | ErrorKind::NetworkDown,
            _,
        ) => "er is geen verbinding",
        // The kinds of the system are never all listed.
        (_, FileAttempt::Read | FileAttempt::Write | FileAttempt::Run) => return otherwise(error, tried),
    };
    words.to_owned()
}

/// What has no kind: our own words, those for its number, or the number.
fn otherwise(error: &Error, tried: FileAttempt) -> String {
    if let Some(inner) = error.get_ref() {
        let own = inner.downcast_ref::<OwnRefusal>().map(|own| own.0.to_owned());
        let sentence =
            || inner.downcast_ref::<error::Error>().map(|error| error.sentence.trim_end_matches('.').to_owned());
        if let Some(words) = own.or_else(sentence) {
            return words;
        }
    }
    if let Some(words) = unix::refusal(error) {
        return words.to_owned();
    }
    match (error.raw_os_error(), tried) {
        (Some(number), _) => format!("fout {number} van het systeem"),
        (None, FileAttempt::Read) => "het lezen mislukte".to_owned(),
        (None, FileAttempt::Write) => "het schrijven mislukte".to_owned(),
        (None, FileAttempt::Run) => "het mislukte".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every number that a system has, and every error that has none: what is told is Dutch, whatever was tried.
    #[test]
    fn no_refusal_is_told_in_the_words_of_the_system() {
        let foreign = Error::other("failed to fill whole buffer");
        let numbered = (1..=200).map(Error::from_raw_os_error);
        let kinds = [ErrorKind::UnexpectedEof, ErrorKind::WriteZero, ErrorKind::Other, ErrorKind::InvalidData];
        for error in numbered.chain(kinds.map(Error::from)).chain([foreign]) {
            for words in [why(&error), why_not_written(&error), why_not_run(&error)] {
                let english = error.to_string().to_lowercase();
                assert!(!words.contains("os error") && words.starts_with(char::is_lowercase), "{error}: {words}");
                assert!(words != english && !words.ends_with('.'), "{error}: {words}");
                let named = words.contains("fout ") || words.split(' ').count() > 1;
                assert!(named && words.chars().count() < 60, "{error}: {words}");
            }
            assert!(what_next(&error).ends_with('.'), "{error}");
        }
    }

    #[test]
    fn what_this_program_says_itself_stays() {
        assert_eq!(why(&own("geen gewoon bestand")), "geen gewoon bestand");
        let told = Error::other(error::Error::data("De map is er niet.").hint("Kies een andere."));
        assert_eq!(why(&told), "De map is er niet");
    }

    #[test]
    fn the_same_refusal_has_the_words_of_what_was_tried() {
        let missing = Error::from(ErrorKind::NotFound);
        assert_eq!(
            [why(&missing), why_not_written(&missing), why_not_run(&missing)],
            ["het bestaat niet", "de map is er niet", "het is er niet"]
        );
        assert_eq!(why(&Error::from_raw_os_error(5)), "de schijf geeft een fout");
        assert_eq!(why(&Error::from_raw_os_error(132)), "fout 132 van het systeem");
    }
}
