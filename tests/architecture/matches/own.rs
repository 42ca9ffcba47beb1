//! The enums that the crate declares, with their variants where these are written out, and the variants that a file calls by
//! their bare names.

use std::collections::{BTreeMap, BTreeSet};

use super::super::source::SourceFile;

/// The libraries that have an enum under the name of one of the crate.
const LIBRARIES: [&str; 2] = ["std", "toml_edit"];

/// The enums of the crate, as one file sees them.
#[derive(Debug, Clone, Default)]
pub struct OwnEnums {
    /// By name their variants; nothing where a macro makes them.
    all: BTreeMap<String, Option<BTreeSet<String>>>,
    /// Of which enum a bare name is a variant.
    bare: BTreeMap<String, String>,
}

impl OwnEnums {
    /// Those that are declared in these files, but for some.
    pub fn declared(files: &[SourceFile], but: &[&str]) -> Self {
        let mut all = BTreeMap::new();
        for file in files {
            let code = file.code();
            for (at, _) in code.match_indices("enum ") {
                let begins = code[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '_');
                let rest = &code[at + "enum ".len()..];
                let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
                let (name, rest) = rest.split_at(end);
                if begins && !name.is_empty() && !but.contains(&name) {
                    all.insert(name.to_owned(), variants(rest));
                }
            }
        }
        Self { all, bare: BTreeMap::new() }
    }

    /// The same as a file sees them: with the variants that it takes in by their bare names, and without those in whose place
    /// it takes in something of a library.
    pub fn seen_from(&self, file: &SourceFile) -> Self {
        let (mut all, mut bare) = (self.all.clone(), BTreeMap::new());
        for (_, path) in file.paths() {
            let first = path.split("::").next().unwrap_or_default();
            if LIBRARIES.contains(&first) {
                all.remove(path.rsplit("::").next().unwrap_or_default());
            }
        }
        let uses = file.code().split("use ").skip(1).filter_map(|rest| rest.split(';').next());
        for tree in uses {
            for (at, _) in tree.match_indices("::{") {
                let of = tree[..at].rsplit(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
                let names = tree[at + 3..].split('}').next().unwrap_or_default().split(',').map(str::trim);
                if self.has(of) {
                    bare.extend(names.map(|name| (name.to_owned(), of.to_owned())));
                }
            }
            let mut path = tree.trim().rsplit("::");
            if let (Some(name), Some(of)) = (path.next(), path.next())
                && self.has(of)
                && !name.contains('{')
            {
                bare.insert(name.to_owned(), of.to_owned());
            }
        }
        Self { all, bare }
    }

    /// Whether the crate declares it.
    pub fn has(&self, name: &str) -> bool {
        self.all.contains_key(name)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Its variants, where they are written out.
    pub fn variants(&self, name: &str) -> Option<&BTreeSet<String>> {
        self.all.get(name)?.as_ref()
    }

    /// Of which enum a bare name is a variant here.
    pub fn imported(&self, name: &str) -> Option<&str> {
        self.bare.get(name).map(String::as_str)
    }
}

/// The names in the braces behind the name of an enum; nothing where a macro fills them in.
fn variants(rest: &str) -> Option<BTreeSet<String>> {
    let body = rest.get(rest.find('{')? + 1..)?;
    let (mut out, mut depth, mut name, mut is_valued) = (BTreeSet::new(), 0_usize, String::new(), false);
    for c in body.chars() {
        match c {
            '$' => return None,
            '}' if depth == 0 => break,
            '(' | '[' | '{' | '<' => depth += 1,
            ')' | ']' | '}' | '>' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                out.insert(std::mem::take(&mut name));
                is_valued = false;
            }
            '=' if depth == 0 => is_valued = true,
            c if depth == 0 && !is_valued && (c.is_alphanumeric() || c == '_') => name.push(c),
            _ => {}
        }
    }
    out.insert(name);
    out.remove("");
    Some(out)
}
