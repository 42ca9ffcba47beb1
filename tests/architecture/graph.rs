//! Which file leans on which, and where that goes round. A circle has to be read as a whole before any of
//! it can be understood, so circles stay small and inside one folder.

use std::collections::{BTreeMap, BTreeSet};

use super::source::SourceFile;

/// Which files each file names in its code, by path.
pub struct Graph(BTreeMap<String, BTreeSet<String>>);

/// Tables whose rows name every file of their folder: by those they open it.
const REGISTRIES: [&str; 1] = ["src/acts.rs"];

/// Whether it counts that a file calls what stands in the folder that it opens.
#[derive(Debug, Clone, Copy)]
pub enum OwnFolder {
    /// It does not: the two are read together.
    Free,
    /// It does: what its files need of one another stands beside them, and not in the file that calls them all.
    Counts,
    /// It does, also of a table whose rows name every file of its folder.
    CountsOfTables,
}

impl Graph {
    /// Reads the arrows of these files; tests are left out. That a file declares or passes on what stands in its own
    /// folder is no arrow: it is there to open that folder. Whether it may call it as well is asked.
    pub fn of(files: &[SourceFile], calls: OwnFolder) -> Self {
        let modules: BTreeMap<Vec<&str>, &str> =
            files.iter().map(|f| (module_path(&f.path), f.path.as_str())).collect();
        let passed = passed_on(files);
        let arrows = files.iter().filter(|f| !f.is_test()).map(|file| {
            let own = module_path(&file.path);
            let used = file.used_paths().into_iter();
            let targets = used.filter_map(|(_, path)| resolve((&modules, &passed), &own, &path, MOST_STEPS));
            let counts = |target: &str| match calls {
                OwnFolder::Free => !opens(&file.path, target),
                OwnFolder::Counts => !(REGISTRIES.contains(&file.path.as_str()) && opens(&file.path, target)),
                OwnFolder::CountsOfTables => true,
            };
            let others = targets.filter(|t| *t != file.path && counts(t));
            (file.path.clone(), others.map(str::to_owned).collect())
        });
        Self(arrows.collect())
    }

    /// Every circle, the largest first, its files in order.
    pub fn circles(&self) -> Vec<Vec<&str>> {
        let mut search = Search::default();
        for file in self.0.keys() {
            if !search.order.contains_key(file.as_str()) {
                search.visit(self, file);
            }
        }
        let mut circles = search.circles;
        circles.sort_by_key(|c| (std::cmp::Reverse(c.len()), c.first().copied()));
        circles
    }

    /// What a file leans on within a circle.
    pub fn arrows<'a>(&'a self, file: &str, within: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
        self.0.get(file).into_iter().flatten().map(String::as_str).filter(|t| within.contains(t))
    }
}

/// True when all of these stand in one folder, or are the file that opens it.
pub fn in_one_folder(circle: &[&str]) -> bool {
    let candidates: BTreeSet<&str> = circle.iter().flat_map(|f| [folder(f), opened(f)]).collect();
    candidates.iter().any(|c| circle.iter().all(|f| folder(f) == *c || opened(f) == *c))
}

fn folder(file: &str) -> &str {
    file.rsplit_once('/').map(|(folder, _)| folder).unwrap_or_default()
}

/// The folder that a file opens, if there is one: `src/desk` for `src/desk.rs`.
fn opened(file: &str) -> &str {
    file.trim_end_matches(".rs")
}

/// True for what stands in the folder that a file opens, however deep.
fn opens(file: &str, other: &str) -> bool {
    folder(other).strip_prefix(opened(file)).is_some_and(|deeper| deeper.is_empty() || deeper.starts_with('/'))
}

/// `desk`, `ops` for `src/desk/ops.rs`; nothing for the top of the crate.
fn module_path(file: &str) -> Vec<&str> {
    let path = file.trim_start_matches("src/").trim_end_matches(".rs");
    if path == "lib" { Vec::new() } else { path.split('/').collect() }
}

/// So often a name may be passed on.
const MOST_STEPS: usize = 6;

/// What each file passes on from another with a `pub use`: under which name, and from where.
type PassedOn = BTreeMap<(String, String), String>;

fn passed_on(files: &[SourceFile]) -> PassedOn {
    let mut passed = PassedOn::new();
    for file in files {
        let used: BTreeSet<(usize, String)> = file.used_paths().into_iter().collect();
        for (_, path) in file.paths().into_iter().filter(|path| !used.contains(path)) {
            if let Some((_, name)) = path.rsplit_once("::") {
                passed.insert((file.path.clone(), name.to_owned()), path.clone());
            }
        }
    }
    passed
}

/// The file that a path leads to, also where another passes it on; none when it leaves the crate or names something in the file
/// itself.
fn resolve<'a>(
    (modules, passed): (&BTreeMap<Vec<&str>, &'a str>, &PassedOn),
    own: &[&str],
    path: &str,
    steps: usize,
) -> Option<&'a str> {
    let mut names = path.split("::").peekable();
    let mut at: Vec<&str> = own.to_vec();
    match names.next()? {
        "crate" => at.clear(),
        "self" => {}
        "super" => {
            at.pop();
            while names.next_if_eq(&"super").is_some() {
                at.pop();
            }
        }
        child => at.push(child),
    }
    if !modules.contains_key(&at) {
        return None;
    }
    for name in names {
        at.push(name);
        if modules.contains_key(&at) {
            continue;
        }
        at.pop();
        let here = modules.get(&at).copied()?;
        let from = passed.get(&(here.to_owned(), name.to_owned())).filter(|_| steps > 0);
        let further = from.and_then(|from| resolve((modules, passed), &at, from, steps - 1));
        return Some(further.unwrap_or(here));
    }
    modules.get(&at).copied()
}

/// The search of Tarjan for strongly connected parts.
#[derive(Default)]
struct Search<'a> {
    order: BTreeMap<&'a str, usize>,
    stack: Vec<&'a str>,
    circles: Vec<Vec<&'a str>>,
}

impl<'a> Search<'a> {
    /// Answers the earliest file that this one leads back to.
    fn visit(&mut self, graph: &'a Graph, file: &'a str) -> usize {
        let number = self.order.len();
        self.order.insert(file, number);
        self.stack.push(file);
        let mut lowest = number;
        for target in graph.0.get(file).into_iter().flatten().map(String::as_str) {
            match self.order.get(target) {
                None => lowest = lowest.min(self.visit(graph, target)),
                Some(earlier) if self.stack.contains(&target) => lowest = lowest.min(*earlier),
                Some(_) => {}
            }
        }
        if lowest == number {
            let start = self.stack.iter().position(|f| *f == file).unwrap_or_default();
            let mut circle = self.stack.split_off(start);
            circle.sort_unstable();
            if circle.len() > 1 {
                self.circles.push(circle);
            }
        }
        lowest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(files: &[(&str, &str)]) -> Graph {
        let files: Vec<SourceFile> = files.iter().map(|(path, raw)| SourceFile::new(path, raw)).collect();
        Graph::of(&files, OwnFolder::Free)
    }

    #[test]
    fn a_circle_is_found_by_every_way_of_writing_a_path() {
        let graph = graph(&[
            ("src/lib.rs", "pub mod a; pub mod d;"),
            ("src/a.rs", "mod b; mod c; fn f() { b::g() }"),
            ("src/a/b.rs", "use super::c::{self, C};"),
            ("src/a/c.rs", "use crate::{d::D, std::x}; fn f() { super::super::a::b::g() }"),
            ("src/d.rs", "mod e; use std::a; struct D; // crate::a\nfn f() { self::g(); e::h() }"),
            ("src/d/e.rs", "use super::D;"),
        ]);
        assert_eq!(graph.circles(), [["src/a/b.rs", "src/a/c.rs"]]);
    }

    /// A name that another file passes on leads to where it is.
    #[test]
    fn a_circle_is_found_behind_what_is_passed_on() {
        let graph = graph(&[
            ("src/lib.rs", "pub mod a; pub mod d;"),
            ("src/a.rs", "mod b;\npub use b::B;"),
            ("src/a/b.rs", "use crate::d::D;\npub struct B;"),
            ("src/d.rs", "mod e;\npub use self::e::D;"),
            ("src/d/e.rs", "use crate::a::B;\npub struct D;"),
        ]);
        assert_eq!(graph.circles(), [["src/a/b.rs", "src/d/e.rs"]]);
    }

    #[test]
    fn what_a_file_calls_in_its_own_folder_counts_where_that_is_asked() {
        let files = [
            ("src/lib.rs", "pub mod a;"),
            ("src/a.rs", "mod b;\npub use b::{\nB,\n};\nfn f() { b::g() }"),
            ("src/a/b.rs", "use super::f;"),
        ];
        let files: Vec<SourceFile> = files.iter().map(|(path, raw)| SourceFile::new(path, raw)).collect();
        assert!(Graph::of(&files, OwnFolder::Free).circles().is_empty());
        assert_eq!(Graph::of(&files, OwnFolder::Counts).circles(), [["src/a.rs", "src/a/b.rs"]]);
        let passed = [
            SourceFile::new("src/a.rs", "mod b;\npub use b::{\nB,\n};"),
            SourceFile::new("src/a/b.rs", "use super::f;"),
        ];
        assert!(Graph::of(&passed, OwnFolder::Counts).circles().is_empty());
    }

    #[test]
    fn a_folder_holds_its_files_and_the_file_that_opens_it() {
        assert!(in_one_folder(&["src/a.rs", "src/a/b.rs", "src/a/c.rs"]));
        assert!(in_one_folder(&["src/a/b.rs", "src/a/c.rs"]));
        assert!(!in_one_folder(&["src/a.rs", "src/d/e.rs"]));
        assert!(!in_one_folder(&["src/a/b.rs", "src/a/c/d.rs"]));
    }
}
