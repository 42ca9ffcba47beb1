//! Why a file cannot be read, in words: those of the system are in its own language. Why one cannot be written stands
//! where it is written.

use std::io::{Error, ErrorKind};

/// The reason, as it stands between brackets or behind a colon.
pub fn why(error: &Error) -> String {
    let words = match error.kind() {
        ErrorKind::NotFound => "het bestaat niet",
        ErrorKind::PermissionDenied => "u hebt er geen rechten op",
        ErrorKind::IsADirectory => "het is een map",
        ErrorKind::NotADirectory => "een deel van het pad is geen map",
        ErrorKind::InvalidFilename => "zo kan een bestand niet heten",
        ErrorKind::InvalidData => "het is geen tekst in UTF-8",
        ErrorKind::TimedOut => "het duurde te lang",
        ErrorKind::UnexpectedEof => "het houdt halverwege op",
        // What this program says itself.
        _ => return error.get_ref().map_or_else(|| "het lezen mislukte".to_owned(), ToString::to_string),
    };
    words.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_refusal_is_told_in_the_words_of_the_system() {
        for number in 1..=133 {
            let error = Error::from_raw_os_error(number);
            let words = why(&error);
            assert!(!words.contains("os error") && words.starts_with(char::is_lowercase), "{error}: {words}");
        }
        assert_eq!(why(&Error::other("het is geen gewoon bestand")), "het is geen gewoon bestand");
    }
}
