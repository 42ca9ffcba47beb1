//! That a match which names variants of an enum of this crate names them all: with one variant more in that enum it must stop
//! compiling, so that whoever adds the variant is asked what becomes of it. It does not stop where `_`, or a name that
//! takes all the rest, stands for the new one, be it alone, in a pair or inside another shape. Where one variant is picked out
//! of many, `let … else`, `if let` and `matches!` say so.

#[path = "matches/cover.rs"]
mod cover;
#[path = "matches/own.rs"]
mod own;
#[path = "matches/pattern.rs"]
mod pattern;

use std::collections::BTreeSet;

use super::{TestResult, none, source::files};
use cover::takes_more;
use own::OwnEnums;
use pattern::Pattern;

/// Enums of which a match picks some by nature: there is no end to the keys that mean nothing.
const OPEN: [&str; 1] = ["KeySym"];

/// Enums of a library, or of the standard library, that go under the name of an own one beside them.
const FOREIGN: [&str; 1] = ["ErrorKind"];

#[test]
fn a_match_on_an_own_enum_names_every_variant() -> TestResult {
    let files = files()?;
    let own = OwnEnums::declared(&files, &[OPEN, FOREIGN].concat());
    assert!(own.len() > 200 && own.has("LogEvent") && own.has("Effect"), "{own:?}");
    let mut errors = Vec::new();
    for file in files.iter().filter(|file| !file.is_test()) {
        let open = open_ends(file.code(), &own.seen_from(file));
        errors
            .extend(open.into_iter().map(|(line, of)| format!("{}:{line}: nog een {of} valt hier stil in", file.path)));
    }
    none(errors);
    Ok(())
}

/// The matches that would go on compiling with one variant more in an enum that they name, with their line and that enum.
fn open_ends(code: &str, own: &OwnEnums) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    for (at, _) in code.match_indices("match ") {
        let begins = code[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '_');
        let Some(open) = body_of(code, at).filter(|_| begins) else { continue };
        let of_self = self_type(&code[..at]);
        let (mut arms_of_all, mut unconditional) = (Vec::new(), Vec::new());
        for (start, end) in arms(code, open + 1, closing(code, open)) {
            let (pattern, has_condition) = before_guard(&code[start..end]);
            let pattern = Pattern::read(pattern, own, of_self);
            if !has_condition {
                unconditional.push(pattern.clone());
            }
            arms_of_all.push(pattern);
        }
        let named: BTreeSet<&str> = arms_of_all.iter().flat_map(Pattern::own_enums).collect();
        let grown = named.into_iter().filter(|name| takes_more(&unconditional, name, own));
        let line = code[..at].matches('\n').count() + 1;
        out.extend(grown.map(|name| (line, name.to_owned())));
    }
    out
}

/// What `Self` means behind this code: the type of the last `impl` that begins a line.
fn self_type(before: &str) -> &str {
    let Some(head) = before.rsplit("\nimpl").next().and_then(|rest| rest.split(" {").next()) else { return "" };
    let of = head.rsplit_once(" for ").map_or(head, |(_, of)| of).trim();
    // What the `impl` itself leaves open comes before the name.
    let of = of.strip_prefix('<').and_then(|rest| rest.split_once("> ")).map_or(of, |(_, of)| of);
    let end = of.find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').unwrap_or(of.len());
    of[..end].rsplit("::").next().unwrap_or_default()
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

/// A pattern without its condition, and whether it has one.
fn before_guard(arm: &str) -> (&str, bool) {
    arm.split_once(" if ").map_or((arm, false), |(pattern, _)| (pattern, true))
}

#[cfg(test)]
mod tests {
    use super::{super::source::SourceFile, *};

    fn found(code: &str) -> Vec<(usize, String)> {
        let enums = "enum Own { A, B { of: u8 }, C(u8) }\nenum Other { X, Y }\n";
        let own = OwnEnums::declared(&[SourceFile::new("src/own.rs", enums)], &[]);
        let file = SourceFile::new("src/x.rs", code);
        open_ends(file.code(), &own.seen_from(&file))
    }

    #[test]
    fn a_match_that_would_take_one_more_variant_is_found_in_every_way_of_writing_it() {
        for code in [
            "match x {\n Own::A => 1,\n _ => 2 }",
            "match (f)(Y { a }) {\n Own::B { of, .. } if of => { 1 }\n rest => 2 }",
            "match x {\n one @ (crate::a::Own::A | Own::B { .. }) => 1,\n _ => 2 }",
            "f(|| match x {\n &Own::A => 1,\n _ => 2 })",
            "use crate::a::Own::{A, B};\nmatch x { A => 1, _ => 2 }",
            "\nimpl<'a> From<&'a str> for Own {\n fn f() { match x { Self::A => 1, _ => 2 } } }",
            "\nimpl Own {\n fn f() { match x { Self::A => match y { z => 1 }, _ => 2 } } }",
            // Behind the door of another shape, and in a pair.
            "match x { Some(Own::A) => 1, Some(_) => 2, None => 3 }",
            "match x { Some(Own::A) => 1, _ => 2 }",
            "match x { Ok(Some(Own::A)) => 1, Ok(_) => 2, Err(_) => 3 }",
            "match (x, y) { (Own::A, 3) => 1, _ => 2 }",
            "match (x, y) { (Own::A, n) => 1, (_, 3) => 2, (_, _) => 4 }",
            "match (x, y) { (Own::A, true) => 1, (Own::A, false) => 2, (_, true) => 2, (_, false) => 4 }",
            "match x { Held { own: Own::A, .. } => 1, Held { own: _, n } => 2 }",
            "match x { [Own::A, ..] => 1, [..] => 2 }",
            "match x { Own::A | _ => 1 }",
        ] {
            assert!(found(code).iter().any(|(_, of)| of == "Own"), "{code}");
        }
        assert_eq!(
            found("\nmatch (x, y) {\n (Own::A, Other::X) => 1,\n _ => 2 }"),
            [(2, "Other".into()), (2, "Own".into())]
        );
    }

    #[test]
    fn one_that_asks_for_the_new_variant_or_names_no_own_enum_is_not() {
        for code in [
            "match x { Own::A => 1, Own::B { .. } | Own::C(_) => 2 }",
            "match x { Some(n) => n, _ => 2 }",
            "match x { Foreign::A => 1, _ => 2 }",
            "\nimpl Own {\n fn f() { match x { Self::MAX => 1, _ => 2 } } }",
            "match x { Own::A => 1, n if n.is_b() => 2, Own::B { .. } => 3 }",
            "let Own::A = x else { return }; matches!(x, Own::A); rematch (x) { Own::A => 1, _ => 2 }",
            "match x { Some(Own::A) => 1, Some(Own::B { .. } | Own::C(_)) => 2, None => 3 }",
            // Whatever the other is, this one says it; where this one does not, the other is named.
            "match (x, y) { (Own::A, _) => 1, (Own::B { .. } | Own::C(_), 3) => 2, (Own::B { .. } | Own::C(_), _) => 4 }",
            "match (x, y) { (None, _) => 1, (Some(_), Own::A | Own::B { .. }) => 2, (Some(_), Own::C(n)) => n }",
            "match (x, y) { (Own::A, _) | (_, Other::X) => 1, (Own::B { .. } | Own::C(_), Other::Y) => 2 }",
            "match (x, y) { (\"a\", Own::A) => 1, (\"a\", _) => 2, (_, Own::A | Own::B { .. } | Own::C(_)) => 3 }",
            "match x { [Own::A | Own::B { .. } | Own::C(_), ..] => 1, [] => 2 }",
        ] {
            assert_eq!(found(code), [], "{code}");
        }
    }
}
