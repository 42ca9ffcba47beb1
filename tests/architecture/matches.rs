//! That a match which names variants of an enum of this crate names them all: what is left to `_`, or to a name that
//! takes all the rest, is silently the rest for the next variant too. Where one variant is picked out of many,
//! `let … else`, `if let` and `matches!` say so.

use std::collections::BTreeSet;

use super::{
    TestResult, none,
    source::{SourceFile, files},
};

/// Enums of which a match picks some by nature: there is no end to the keys that mean nothing.
const OPEN: [&str; 1] = ["KeySym"];

/// Files of which the named enum is one of the library beside it, or of the standard library, under the name of an own one.
const FOREIGN: [&str; 1] = ["ErrorKind"];

#[test]
fn a_match_on_an_own_enum_names_every_variant() -> TestResult {
    let files = files()?;
    let own = declared(&files);
    assert!(own.len() > 200 && own.contains("LogEvent") && own.contains("Effect"), "{own:?}");
    let mut errors = Vec::new();
    for file in files.iter().filter(|file| !file.is_test()) {
        errors
            .extend(open_ends(file.code(), &own).into_iter().map(|(line, arm)| format!("{}:{line}: {arm}", file.path)));
    }
    none(errors);
    Ok(())
}

/// The enums that the crate declares.
fn declared(files: &[SourceFile]) -> BTreeSet<String> {
    let mut own = BTreeSet::new();
    for file in files {
        for (_, line) in file.lines() {
            let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
            if words.any(|word| word == "enum") {
                own.extend(words.next().map(str::to_owned));
            }
        }
    }
    own.retain(|name| !OPEN.contains(&name.as_str()) && !FOREIGN.contains(&name.as_str()));
    own
}

/// The arms that take all the rest, with their line, of every match that names variants of these enums.
fn open_ends(code: &str, own: &BTreeSet<String>) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    for (at, _) in code.match_indices("match ") {
        let begins = code[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '_');
        let Some(open) = body_of(code, at).filter(|_| begins) else { continue };
        let arms = arms(code, open + 1, closing(code, open));
        let patterns: Vec<&str> = arms.iter().map(|at| before_guard(&code[at.0..at.1])).collect();
        if !patterns.iter().any(|pattern| names_variant(pattern, own)) {
            continue;
        }
        for (&(start, end), pattern) in arms.iter().zip(&patterns) {
            let whole = code[start..end].trim();
            if takes_all(pattern) && pattern.trim() == whole {
                out.push((code[..start].matches('\n').count() + 1, whole.to_owned()));
            }
        }
    }
    out
}

/// Where the braces of the arms open; none where the word is part of something else.
fn body_of(code: &str, at: usize) -> Option<usize> {
    let bytes = code.as_bytes();
    let mut i = at;
    while i < bytes.len() {
        match bytes[i] {
            b'{' => return Some(i),
            b'(' | b'[' => i = closing(code, i),
            b';' | b'}' | b')' => return None,
            _ => {}
        }
        i += 1;
    }
    None
}

/// The bracket that closes the one at `open`.
fn closing(code: &str, open: usize) -> usize {
    let mut depth = 0_usize;
    for (i, byte) in code.bytes().enumerate().skip(open) {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => {
                depth -= 1;
                if depth == 0 {
                    return i;
                }
            }
            _ => {}
        }
    }
    code.len()
}

/// Where the pattern of each arm begins and ends, guard and all.
fn arms(code: &str, mut i: usize, end: usize) -> Vec<(usize, usize)> {
    let bytes = code.as_bytes();
    let skip = |mut i: usize, stop: &dyn Fn(usize) -> bool| {
        while i < end && !stop(i) {
            i = if matches!(bytes[i], b'(' | b'[' | b'{') { closing(code, i) + 1 } else { i + 1 };
        }
        i
    };
    let mut out = Vec::new();
    loop {
        while i < end && (bytes[i].is_ascii_whitespace() || bytes[i] == b',') {
            i += 1;
        }
        let arrow = skip(i, &|at| code[at..].starts_with("=>"));
        if arrow >= end {
            return out;
        }
        out.push((i, arrow));
        i = arrow + 2;
        while i < end && bytes[i].is_ascii_whitespace() {
            i += 1;
        }
        i = if i < end && bytes[i] == b'{' { closing(code, i) + 1 } else { skip(i, &|at| bytes[at] == b',') };
    }
}

/// A pattern without its guard.
fn before_guard(pattern: &str) -> &str {
    pattern.split(" if ").next().unwrap_or_default()
}

/// The alternatives of a pattern, not those inside one.
fn alternatives(pattern: &str) -> Vec<&str> {
    let (mut out, mut depth, mut start) = (Vec::new(), 0_usize, 0);
    for (i, c) in pattern.char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            '|' if depth == 0 => {
                out.push(&pattern[start..i]);
                start = i + 1;
            }
            _ => {}
        }
    }
    out.push(&pattern[start..]);
    out
}

/// Whether a pattern is a variant of one of these, by the enum's name or by `Self`.
fn names_variant(pattern: &str, own: &BTreeSet<String>) -> bool {
    alternatives(pattern).into_iter().any(|one| {
        let bound = one.split_once('@').filter(|(name, _)| takes_all(name));
        let one = bound.map_or(one, |(_, what)| what).trim().trim_start_matches('&');
        if let Some(inner) = one.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            // Brackets around alternatives; a pair has a comma.
            return !inner.contains(',') && names_variant(inner, own);
        }
        let path = one.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').next().unwrap_or_default();
        let Some((before, variant)) = path.rsplit_once("::") else { return false };
        let of = before.rsplit("::").next().unwrap_or_default();
        let is_variant = variant.starts_with(char::is_uppercase);
        is_variant && (own.contains(of) || of == "Self" && variant.chars().any(char::is_lowercase))
    })
}

fn takes_all(pattern: &str) -> bool {
    let name = pattern.trim();
    name.starts_with(|c: char| c == '_' || c.is_lowercase()) && name.chars().all(|c| c.is_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(code: &str) -> Vec<(usize, String)> {
        let own = BTreeSet::from(["Own".to_owned()]);
        open_ends(SourceFile::new("src/x.rs", code).code(), &own)
    }

    #[test]
    fn what_is_left_to_all_the_rest_is_found_in_every_way_of_writing_it() {
        let line = |arm: &str| vec![(3, arm.to_owned())];
        assert_eq!(found("match x {\n Own::A => 1,\n _ => 2 }"), line("_"));
        assert_eq!(found("match (f)(Y { a }) {\n Own::A { b, .. } if b => { 1 }\n rest => 2 }"), line("rest"));
        assert_eq!(found("match x {\n one @ (crate::a::Own::A | Own::B) => 1,\n _ => 2 }"), line("_"));
        assert_eq!(found("match x {\n Self::Alone(_) => match y { z => 1 },\n _ => 2 }"), line("_"));
        assert_eq!(found("f(|| match x {\n &Own::A => 1,\n _ => 2 })"), line("_"));
    }

    #[test]
    fn what_is_no_enum_of_the_crate_or_says_what_it_leaves_is_not() {
        for code in [
            "match x { Own::A => 1, Own::B | Own::C => 2 }",
            "match x { Some(n) => n, _ => 2 }",
            "match x { Other::A => 1, _ => 2 }",
            "match (x, y) { (Own::A, 3) => 1, _ => 2 }",
            "match x { Self::MAX => 1, _ => 2 }",
            "match x { Own::A => 1, n if n.is_b() => 2, Own::B => 3 }",
            "let Own::A = x else { return }; matches!(x, Own::A); rematch (x) { Own::A => 1, _ => 2 }",
        ] {
            assert_eq!(found(code), [], "{code}");
        }
    }
}
