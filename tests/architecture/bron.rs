//! Source files as the tests read them: without comments, texts and test code, and with the paths that
//! `use` trees and expressions spell out.

use std::{
    fs, io,
    path::{Component, Path, PathBuf},
    process::Command,
};

/// A source file.
pub struct Bestand {
    /// From the top of the repository, with forward slashes.
    pub pad: String,
    /// As it is written.
    pub ruw: String,
    /// The same lines, with comments, the insides of texts and test code blanked.
    code: String,
}

/// The top of the repository.
pub fn wortel() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file under `src`.
pub fn bestanden() -> io::Result<Vec<Bestand>> {
    let mut uit = Vec::new();
    for pad in alle_onder(&wortel().join("src"))? {
        if Path::new(&pad).extension().is_some_and(|e| e == "rs") {
            let ruw = fs::read_to_string(wortel().join(&pad))?;
            let code = zonder_proeven(&zonder_woorden(&ruw));
            uit.push(Bestand { pad, ruw, code });
        }
    }
    Ok(uit)
}

/// Every file under a folder, from the top of the repository.
pub fn alle_onder(map: &Path) -> io::Result<Vec<String>> {
    let mut uit = Vec::new();
    for item in fs::read_dir(map)? {
        let pad = item?.path();
        if pad.is_dir() {
            uit.extend(alle_onder(&pad)?);
        } else {
            uit.push(samen(Path::new(""), &pad.strip_prefix(wortel()).unwrap_or(&pad).to_string_lossy()));
        }
    }
    uit.sort();
    Ok(uit)
}

/// A relative path from a folder, with `..` worked out.
pub fn samen(map: &Path, naam: &str) -> String {
    let mut delen: Vec<String> = Vec::new();
    for deel in map.join(naam).components() {
        match deel {
            Component::ParentDir => {
                delen.pop();
            }
            Component::Normal(d) => delen.push(d.to_string_lossy().into_owned()),
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    delen.join("/")
}

/// What stands at the top: as git sees it, else as it is on disk without build output.
pub fn bovenaan() -> io::Result<Vec<String>> {
    let uit = Command::new("git")
        .arg("-C")
        .arg(wortel())
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .output();
    let lijst = uit.ok().filter(|u| u.status.success()).and_then(|u| String::from_utf8(u.stdout).ok());
    // A file that git still tracks may be gone from the disk: then it is not there.
    let namen: Vec<String> = lijst
        .iter()
        .flat_map(|l| l.lines())
        .filter(|r| wortel().join(r.trim_matches('"')).exists())
        .filter_map(|r| r.trim_matches('"').split('/').next().map(str::to_owned))
        .collect();
    if !namen.is_empty() {
        return Ok(namen);
    }
    let op_schijf = fs::read_dir(wortel())?.map(|i| i.map(|i| i.file_name().to_string_lossy().into_owned()));
    op_schijf.filter(|naam| !naam.as_ref().is_ok_and(|n| n == "target")).collect()
}

impl Bestand {
    /// True for a file that is a test module as a whole.
    pub fn is_proef(&self) -> bool {
        let naam = Path::new(&self.pad).file_stem().unwrap_or_default().to_string_lossy();
        // Such a file is declared with `#[cfg(test)] mod naam;` by the file beside its folder.
        let Some((map, _)) = self.pad.rsplit_once('/') else { return false };
        let ouder = fs::read_to_string(wortel().join(format!("{map}.rs"))).unwrap_or_default();
        let regels: Vec<&str> = ouder.lines().map(str::trim).collect();
        regels.windows(2).any(|r| r == ["#[cfg(test)]", &format!("mod {naam};")])
    }

    /// The lines of code, numbered from 1.
    pub fn regels(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code.lines().enumerate().map(|(i, r)| (i + 1, r))
    }

    /// Every path that a `use` tree or an expression spells out, with its line.
    pub fn paden(&self) -> Vec<(usize, String)> {
        let mut uit = Vec::new();
        let code = self.code.as_bytes();
        let mut i = 0;
        while i < code.len() {
            let begint = is_naam(code[i]) && (i == 0 || !is_naam(code[i - 1]) && code[i - 1] != b':');
            if begint {
                i = boom(&self.code, i, "", &mut uit);
            }
            i += 1;
        }
        uit.into_iter().map(|(plek, pad)| (self.code[..plek].matches('\n').count() + 1, pad)).collect()
    }

    /// The files that are built in, as they are named in the source.
    pub fn ingesloten(&self) -> Vec<String> {
        let delen = self.ruw.split("include_str!(\"").skip(1).chain(self.ruw.split("include_bytes!(\"").skip(1));
        delen.filter_map(|d| d.split('"').next()).map(str::to_owned).collect()
    }
}

const fn is_naam(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'_'
}

/// Reads one path or tree that starts at `i`; answers where it ends.
fn boom(code: &str, mut i: usize, voor: &str, uit: &mut Vec<(usize, String)>) -> usize {
    let b = code.as_bytes();
    let begin = i;
    let mut pad = voor.to_owned();
    loop {
        let naam = i;
        while i < b.len() && is_naam(b[i]) {
            i += 1;
        }
        pad.push_str(&code[naam..i]);
        if code[i..].starts_with("::") {
            i += 2;
            if b.get(i) == Some(&b'{') {
                return takken(code, i + 1, &format!("{pad}::"), uit);
            }
            if b.get(i).is_none_or(|c| !is_naam(*c)) {
                break;
            }
            pad.push_str("::");
        } else {
            break;
        }
    }
    if pad.contains("::") {
        uit.push((begin, pad));
    }
    i
}

/// Reads the branches of a tree up to its closing brace.
fn takken(code: &str, mut i: usize, voor: &str, uit: &mut Vec<(usize, String)>) -> usize {
    let b = code.as_bytes();
    while i < b.len() && b[i] != b'}' {
        if is_naam(b[i]) {
            i = boom(code, i, voor, uit);
        } else {
            i += 1;
        }
    }
    i + 1
}

/// Blanks comments and the insides of texts; lines and places stay.
fn zonder_woorden(ruw: &str) -> String {
    let tekens: Vec<char> = ruw.chars().collect();
    let mut uit = String::with_capacity(ruw.len());
    let mut i = 0;
    let wit = |c: char| if c == '\n' { '\n' } else { ' ' };
    while i < tekens.len() {
        let rest = &tekens[i..];
        let lengte = match rest {
            ['/', '/', ..] => rest.iter().take_while(|c| **c != '\n').count(),
            ['/', '*', ..] => rest.windows(2).position(|w| w == ['*', '/']).map_or(rest.len(), |p| p + 2),
            ['r', '#', '"', ..] => rest.windows(2).position(|w| w == ['"', '#']).map_or(rest.len(), |p| p + 2),
            ['"', ..] => einde_tekst(rest),
            // A character, not a lifetime.
            ['\'', '\\', _, ..] => 3 + rest[3..].iter().take_while(|c| **c != '\'').count() + 1,
            ['\'', _, '\'', ..] => 3,
            _ => 0,
        };
        if lengte == 0 {
            uit.push(tekens[i]);
            i += 1;
        } else {
            let eind = (i + lengte).min(tekens.len());
            uit.extend(tekens[i..eind].iter().map(|c| wit(*c)));
            i = eind;
        }
    }
    uit
}

fn einde_tekst(rest: &[char]) -> usize {
    let mut i = 1;
    while i < rest.len() && rest[i] != '"' {
        i += if rest[i] == '\\' { 2 } else { 1 };
    }
    i + 1
}

/// Blanks every item that is only there for tests.
fn zonder_proeven(code: &str) -> String {
    let mut uit = code.to_owned();
    while let Some(begin) = uit.find("#[cfg(test)]") {
        let rest = &uit[begin..];
        let open = rest.find('{').unwrap_or(rest.len());
        let punt = rest.find(';').unwrap_or(rest.len());
        let eind = if punt < open { punt + 1 } else { begin_tot_sluit(rest, open) };
        let weg: String = rest[..eind].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
        uit.replace_range(begin..begin + eind, &weg);
    }
    uit
}

fn begin_tot_sluit(rest: &str, open: usize) -> usize {
    let mut diep = 0;
    for (i, c) in rest.char_indices().skip_while(|(i, _)| *i < open) {
        match c {
            '{' => diep += 1,
            '}' => diep -= 1,
            _ => {}
        }
        if diep == 0 {
            return i + c.len_utf8();
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bestand(ruw: &str) -> Bestand {
        Bestand { pad: "src/x.rs".to_owned(), ruw: ruw.to_owned(), code: zonder_proeven(&zonder_woorden(ruw)) }
    }

    #[test]
    fn trees_are_spelled_out_and_words_are_not_code() {
        let b = bestand(
            "use crate::{\n    app::{self, model::Model},\n    ui,\n};\nuse std::fs;\n// use crate::cli;\nfn f() { let s = \"crate::store\"; crate::report::maak('\\''); }\n#[cfg(test)]\nmod tests { use crate::runtime; fn g() { x.unwrap() } }\n",
        );
        let paden: Vec<String> = b.paden().into_iter().map(|(regel, pad)| format!("{regel} {pad}")).collect();
        assert_eq!(
            paden,
            ["2 crate::app::self", "2 crate::app::model::Model", "3 crate::ui", "5 std::fs", "7 crate::report::maak"]
        );
        assert!(!b.regels().any(|(_, r)| r.contains("unwrap")));
    }
}
