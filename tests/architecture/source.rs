//! Source files as the tests read them: without comments, texts and test code, and with the paths that
//! `use` trees and expressions spell out.

use std::{
    fs, io,
    path::{Component, Path, PathBuf},
    process::Command,
};

/// A source file.
pub struct SourceFile {
    /// From the top of the repository, with forward slashes.
    pub path: String,
    /// As it is written.
    pub raw: String,
    /// The same lines, with comments, the insides of texts and test code blanked.
    code: String,
    /// The same lines with the code of tests in them.
    named: String,
}

/// The top of the repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file under `src`.
pub fn files() -> io::Result<Vec<SourceFile>> {
    files_under("src")
}

/// Every Rust file under a folder at the top.
pub fn files_under(folder: &str) -> io::Result<Vec<SourceFile>> {
    let rust = |path: &String| Path::new(path).extension().is_some_and(|e| e == "rs");
    let paths = all_under(&root().join(folder))?.into_iter().filter(rust);
    paths.map(|path| Ok(SourceFile::new(&path, &fs::read_to_string(root().join(&path))?))).collect()
}

/// Every file under a folder, from the top of the repository.
pub fn all_under(folder: &Path) -> io::Result<Vec<String>> {
    let mut out = Vec::new();
    for item in fs::read_dir(folder)? {
        let path = item?.path();
        if path.is_dir() {
            out.extend(all_under(&path)?);
        } else {
            out.push(combine(Path::new(""), &path.strip_prefix(root()).unwrap_or(&path).to_string_lossy()));
        }
    }
    out.sort();
    Ok(out)
}

/// A relative path from a folder, with `..` worked out.
pub fn combine(folder: &Path, name: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    for part in folder.join(name).components() {
        match part {
            Component::ParentDir => {
                parts.pop();
            }
            Component::Normal(d) => parts.push(d.to_string_lossy().into_owned()),
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    parts.join("/")
}

/// What stands at the top: as git sees it, else as it is on disk without build output.
pub fn top_level() -> io::Result<Vec<String>> {
    let out = Command::new("git")
        .arg("-C")
        .arg(root())
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .output();
    let list = out.ok().filter(|u| u.status.success()).and_then(|u| String::from_utf8(u.stdout).ok());
    // A file that git still tracks may be gone from the disk: then it is not there.
    let names: Vec<String> = list
        .iter()
        .flat_map(|l| l.lines())
        .filter(|r| root().join(r.trim_matches('"')).exists())
        .filter_map(|r| r.trim_matches('"').split('/').next().map(str::to_owned))
        .collect();
    if !names.is_empty() {
        return Ok(names);
    }
    let on_disk = fs::read_dir(root())?.map(|i| i.map(|i| i.file_name().to_string_lossy().into_owned()));
    on_disk.filter(|name| !name.as_ref().is_ok_and(|n| n == "target")).collect()
}

impl SourceFile {
    /// A file at this place with this text.
    pub fn new(path: &str, raw: &str) -> Self {
        let named = without_words(raw);
        Self { path: path.to_owned(), raw: raw.to_owned(), code: without_tests(&named), named }
    }

    /// Every name in the code, that of tests too, with its line.
    pub fn names(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.named.lines().enumerate();
        lines.flat_map(|(i, line)| line.split(|c: char| !c.is_alphanumeric() && c != '_').map(move |n| (i + 1, n)))
    }

    /// True for a file that is a test module as a whole.
    pub fn is_test(&self) -> bool {
        let name = Path::new(&self.path).file_stem().unwrap_or_default().to_string_lossy();
        // Such a file is declared with `#[cfg(test)] mod name;` by the file beside its folder.
        let Some((folder, _)) = self.path.rsplit_once('/') else { return false };
        let parent = fs::read_to_string(root().join(format!("{folder}.rs"))).unwrap_or_default();
        let lines: Vec<&str> = parent.lines().map(str::trim).collect();
        lines.windows(2).any(|r| r == ["#[cfg(test)]", &format!("mod {name};")])
    }

    /// The code as a whole, without comments, the insides of texts and test code.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The lines of code, numbered from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code.lines().enumerate().map(|(i, r)| (i + 1, r))
    }

    /// Every path that a `use` tree or an expression spells out, with its line.
    pub fn paths(&self) -> Vec<(usize, String)> {
        paths_in(&self.code)
    }

    /// The same, without what the file only passes on with a `pub use`.
    pub fn used_paths(&self) -> Vec<(usize, String)> {
        let mut code = String::with_capacity(self.code.len());
        let mut passing_on = false;
        for line in self.code.lines() {
            passing_on |= line.trim_start().strip_prefix("pub").is_some_and(|rest| {
                let rest = rest.trim_start();
                let rest = rest.strip_prefix('(').and_then(|r| r.split_once(')')).map_or(rest, |(_, after)| after);
                rest.trim_start().starts_with("use ")
            });
            // For whom something is there is no use of it.
            let line =
                line.split_once("pub(in ").and_then(|(_, rest)| rest.split_once(')')).map_or(line, |(_, rest)| rest);
            code.push_str(if passing_on { "" } else { line });
            code.push('\n');
            passing_on &= !line.contains(';');
        }
        paths_in(&code)
    }

    /// The files that are built in, as they are named in the source.
    pub fn included(&self) -> Vec<String> {
        included(&self.raw)
    }
}

/// The files that a text takes in.
pub fn included(text: &str) -> Vec<String> {
    let parts = ["include_str!(\"", "include_bytes!(\"", "include!(\""].into_iter().flat_map(|m| text.split(m).skip(1));
    parts.filter_map(|d| d.split('"').next()).map(str::to_owned).collect()
}

fn paths_in(text: &str) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    let code = text.as_bytes();
    let mut i = 0;
    while i < code.len() {
        let starts = is_name(code[i]) && (i == 0 || !is_name(code[i - 1]) && code[i - 1] != b':');
        if starts {
            i = tree(text, i, "", &mut out);
        }
        i += 1;
    }
    out.into_iter().map(|(pos, path)| (text[..pos].matches('\n').count() + 1, path)).collect()
}

const fn is_name(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'_'
}

/// Reads one path or tree that starts at `i`; answers where it ends.
fn tree(code: &str, mut i: usize, before: &str, out: &mut Vec<(usize, String)>) -> usize {
    let b = code.as_bytes();
    let start = i;
    let mut path = before.to_owned();
    loop {
        let name = i;
        while i < b.len() && is_name(b[i]) {
            i += 1;
        }
        path.push_str(&code[name..i]);
        if code[i..].starts_with("::") {
            i += 2;
            if b.get(i) == Some(&b'{') {
                return branches(code, i + 1, &format!("{path}::"), out);
            }
            if b.get(i).is_none_or(|c| !is_name(*c)) {
                break;
            }
            path.push_str("::");
        } else {
            break;
        }
    }
    if path.contains("::") {
        out.push((start, path));
    }
    i
}

/// Reads the branches of a tree up to its closing brace.
fn branches(code: &str, mut i: usize, before: &str, out: &mut Vec<(usize, String)>) -> usize {
    let b = code.as_bytes();
    while i < b.len() && b[i] != b'}' {
        if is_name(b[i]) {
            i = tree(code, i, before, out);
        } else {
            i += 1;
        }
    }
    i + 1
}

/// Blanks comments and the insides of texts; lines and places stay.
fn without_words(raw: &str) -> String {
    let chars: Vec<char> = raw.chars().collect();
    let mut out = String::with_capacity(raw.len());
    let mut i = 0;
    let blank = |c: char| if c == '\n' { '\n' } else { ' ' };
    while i < chars.len() {
        let rest = &chars[i..];
        let length = match rest {
            ['/', '/', ..] => rest.iter().take_while(|c| **c != '\n').count(),
            ['/', '*', ..] => rest.windows(2).position(|w| w == ['*', '/']).map_or(rest.len(), |p| p + 2),
            ['r', '#', '"', ..] => rest.windows(2).position(|w| w == ['"', '#']).map_or(rest.len(), |p| p + 2),
            ['"', ..] => text_end(rest),
            // A character, not a lifetime.
            ['\'', '\\', _, ..] => 3 + rest[3..].iter().take_while(|c| **c != '\'').count() + 1,
            ['\'', _, '\'', ..] => 3,
            _ => 0,
        };
        if length == 0 {
            out.push(chars[i]);
            i += 1;
        } else {
            let end = (i + length).min(chars.len());
            out.extend(chars[i..end].iter().map(|c| blank(*c)));
            i = end;
        }
    }
    out
}

fn text_end(rest: &[char]) -> usize {
    let mut i = 1;
    while i < rest.len() && rest[i] != '"' {
        i += if rest[i] == '\\' { 2 } else { 1 };
    }
    i + 1
}

/// Blanks every item that is only there for tests.
fn without_tests(code: &str) -> String {
    let mut out = code.to_owned();
    while let Some(start) = out.find("#[cfg(test)]") {
        let rest = &out[start..];
        let open = rest.find('{').unwrap_or(rest.len());
        let point = rest.find(';').unwrap_or(rest.len());
        let end = if point < open { point + 1 } else { open_to_close(rest, open) };
        let gone: String = rest[..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
        out.replace_range(start..start + end, &gone);
    }
    out
}

fn open_to_close(rest: &str, open: usize) -> usize {
    let mut depth = 0;
    for (i, c) in rest.char_indices().skip_while(|(i, _)| *i < open) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return i + c.len_utf8();
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees_are_spelled_out_and_words_are_not_code() {
        let b = SourceFile::new(
            "src/x.rs",
            "use crate::{\n    app::{self, model::Model},\n    ui,\n};\nuse std::fs;\n// use crate::cli;\nfn f() { let s = \"crate::store\"; crate::report::maak('\\''); }\n#[cfg(test)]\nmod tests { use crate::runtime; fn g() { x.unwrap() } }\n",
        );
        let paths: Vec<String> = b.paths().into_iter().map(|(line, path)| format!("{line} {path}")).collect();
        assert_eq!(
            paths,
            ["2 crate::app::self", "2 crate::app::model::Model", "3 crate::ui", "5 std::fs", "7 crate::report::maak"]
        );
        assert!(!b.lines().any(|(_, r)| r.contains("unwrap")));
    }
}
