//! That no officer reads what the system or a library says in its own language: why something was refused is worded in one
//! place for files, in one for JSON and in one for the store.

use super::{
    TestResult, none,
    source::{SourceFile, files},
};

/// Where such errors are put into words, or are passed on as errors.
const WORDED: [&str; 3] = ["src/platform/failure.rs", "src/domain/json_fault.rs", "src/log/wire.rs"];

/// Errors whose words are not ours.
const FOREIGN: [&str; 4] = ["io::Error", "serde_json::Error", "rusqlite::Error", "ErrorStack"];

/// So an error that is not ours is called where it is handled in one line.
const SHORT: [&str; 2] = ["e", "err"];

/// Lines of a function in which its argument is looked for.
const REACH: usize = 30;

/// What shows an error of somebody else as it is, line by line.
fn shown(file: &SourceFile) -> Vec<String> {
    let own = file.raw.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let lines = own.lines().enumerate().map(|(at, line)| (at + 1, line));
    let lines: Vec<(usize, &str)> = lines.filter(|(_, line)| !line.trim_start().starts_with("//")).collect();
    let mut out = Vec::new();
    for (at, (line, code)) in lines.iter().enumerate() {
        let short = SHORT.iter().any(|name| shows(code, name));
        let argument = FOREIGN.iter().find_map(|foreign| argument_of(code, foreign));
        let within = argument.is_some_and(|name| {
            let body = lines.iter().skip(at).take(REACH);
            body.take_while(|(_, code)| *code != "}").any(|(_, code)| shows(code, name))
        });
        if short || within {
            out.push(format!("{}:{line}: {}", file.path, code.trim()));
        }
    }
    out
}

/// True where code puts this into a text.
fn shows(code: &str, name: &str) -> bool {
    let written = format!("{name}.to_string()");
    let whole = |at: usize| {
        let before = code.get(..at).and_then(|before| before.chars().next_back());
        !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '.'))
    };
    code.contains(&format!("{{{name}}}"))
        || code.contains(&format!("{{{name}:"))
        || code.match_indices(&written).any(|(at, _)| whole(at))
}

/// What an argument of this type is called: "error: &io::Error", "|e: serde_json::Error|".
fn argument_of<'c>(code: &'c str, foreign: &str) -> Option<&'c str> {
    let (before, _) = code.split_once(foreign)?;
    let before = before.trim_end_matches("std::").trim_end_matches('&').strip_suffix(": ")?;
    before.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next().filter(|name| name.len() > 1)
}

#[test]
fn no_error_of_the_system_is_shown_as_it_is() -> TestResult {
    let mut errors = Vec::new();
    for file in files()?.iter().filter(|file| !file.is_test() && !WORDED.contains(&file.path.as_str())) {
        errors.extend(shown(file));
    }
    none(errors);
    Ok(())
}

#[test]
fn an_error_that_is_shown_is_found_however_it_is_written() {
    for code in ["format!(\"niet te lezen ({e}).\")", "map_err(|e| e.to_string())", "println!(\"{err:?}\")"] {
        assert!(SHORT.iter().any(|name| shows(code, name)), "{code}");
    }
    for code in ["why(&e)", "format!(\"{eerste}\")", "type.to_string()", "self.e.to_string()"] {
        assert!(!SHORT.iter().any(|name| shows(code, name)), "{code}");
    }
    assert_eq!(argument_of("fn failed(path: &Path, error: &std::io::Error) -> Error {", "io::Error"), Some("error"));
    assert_eq!(argument_of("let failed = |fault: serde_json::Error| {", "serde_json::Error"), Some("fault"));
    assert_eq!(argument_of("impl From<rusqlite::Error> for Error {", "rusqlite::Error"), None);
}
