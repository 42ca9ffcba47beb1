//! A disk in memory that keeps its promises and no more: what was synced is there, everything after it
//! may be, whole, by half or not at all, bytes and names alike. Filled from a trace of what was written.

use std::{collections::BTreeMap, fs, path::Path};

use crate::common::{Failure, TestResult};

/// A file or a folder, whatever it is called.
type Node = usize;
const ROOT: Node = 0;

#[derive(Debug, Clone)]
enum Change {
    Write(usize, Vec<u8>),
    Truncate(usize),
}

impl Change {
    fn run(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Truncate(long) => bytes.resize(*long, 0),
            Self::Write(pos, new) => {
                bytes.resize(bytes.len().max(pos + new.len()), 0);
                bytes.iter_mut().skip(*pos).zip(new).for_each(|(old, new)| *old = *new);
            }
        }
    }
}

#[derive(Debug, Clone, Default)]
struct DiskFile {
    durable: Vec<u8>,
    loose: Vec<Change>,
}

/// One change of names: each part puts something under a name in a folder, or takes the name away.
type NameChange = Vec<(Node, String, Option<Node>)>;
type NameTable = BTreeMap<(Node, String), Node>;

/// Chance with a memory, so that a failure can be seen again.
#[derive(Debug, Clone)]
pub struct Rng(pub u64);

impl Rng {
    fn below(&mut self, limit: usize) -> usize {
        // splitmix64
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) >> 16).unwrap_or_default().checked_rem(limit).unwrap_or_default()
    }
}

/// The disk at one step of a trace.
#[derive(Debug, Clone, Default)]
pub struct Platters {
    files: BTreeMap<Node, DiskFile>,
    now: NameTable,
    durable: NameTable,
    loose: Vec<NameChange>,
    next: Node,
}

impl Platters {
    /// Takes one line of a trace; what the program said is answered.
    pub fn take(&mut self, line: &str) -> Result<Option<String>, Failure> {
        let mut parts = line.splitn(4, ' ');
        let mut part = || parts.next().unwrap_or_default();
        let (kind, one, two, rest) = (part(), part(), part(), part());
        match kind {
            "B" => return Ok(Some(String::from_utf8(from_hex(rest)?)?)),
            "C" | "M" => {
                self.next += 1;
                let new = self.next;
                if kind == "C" {
                    self.files.insert(new, DiskFile::default());
                }
                self.set_name(one, Some(new), None)?;
            }
            "W" => self.change(one, Change::Write(two.parse()?, from_hex(rest)?)),
            "T" => self.change(one, Change::Truncate(two.parse()?)),
            "S" => self.sync(one),
            "U" => self.set_name(one, None, None)?,
            "L" => self.set_name(two, self.find(one), None)?,
            "R" => self.set_name(two, self.find(one), Some(one))?,
            _ => return Err(Failure(format!("onbekende stap: {kind} {one}"))),
        }
        Ok(None)
    }

    fn find(&self, path: &str) -> Option<Node> {
        path.split('/')
            .filter(|d| *d != ".")
            .try_fold(ROOT, |folder, name| self.now.get(&(folder, name.to_owned())).copied())
    }

    fn set_name(&mut self, path: &str, node: Option<Node>, gone: Option<&str>) -> TestResult {
        let mut change = NameChange::new();
        for (path, node) in gone.map(|w| (w, None)).into_iter().chain([(path, node)]) {
            let (folder, name) = path.rsplit_once('/').unwrap_or((".", path));
            let folder = self.find(folder).ok_or_else(|| Failure(format!("{folder} is er niet")))?;
            change.push((folder, name.to_owned(), node));
        }
        set(&mut self.now, &change);
        self.loose.push(change);
        Ok(())
    }

    /// Of what has no name any more nobody asks anything.
    fn change(&mut self, path: &str, change: Change) {
        if let Some(file) = self.find(path).and_then(|k| self.files.get_mut(&k)) {
            file.loose.push(change);
        }
    }

    fn sync(&mut self, path: &str) {
        let Some(node) = self.find(path) else { return };
        if let Some(file) = self.files.get_mut(&node) {
            let DiskFile { durable, loose } = file;
            loose.drain(..).for_each(|g| g.run(durable));
            return;
        }
        let (here, elsewhere) = self.loose.drain(..).partition(|g| g.iter().any(|(folder, _, _)| *folder == node));
        self.loose = elsewhere;
        let here: Vec<NameChange> = here;
        for g in &here {
            set(&mut self.durable, g);
        }
    }

    /// The power goes, and this is what turns up in `target`: of what was not synced a part that chance
    /// chooses, of bytes the last one torn. Names come in the order in which they were given.
    pub fn lose_power(&self, rng: &mut Rng, target: &Path) -> TestResult {
        let mut names = self.durable.clone();
        let reached = rng.below(self.loose.len() + 1);
        self.loose.iter().take(reached).for_each(|g| set(&mut names, g));
        self.lay_down(ROOT, &names, rng, target)
    }

    fn lay_down(&self, folder: Node, names: &NameTable, rng: &mut Rng, target: &Path) -> TestResult {
        fs::create_dir_all(target)?;
        for ((_, name), node) in names.iter().filter(|((m, _), _)| *m == folder) {
            let path = target.join(name);
            let Some(file) = self.files.get(node) else {
                self.lay_down(*node, names, rng, &path)?;
                continue;
            };
            let mut bytes = file.durable.clone();
            let last = rng.below(file.loose.len() + 1);
            for (i, change) in file.loose.iter().take(last).enumerate() {
                match change {
                    _ if rng.below(3) == 0 => {}
                    Change::Write(pos, new) if i + 1 == last => {
                        let whole = rng.below(new.len() + 1);
                        Change::Write(*pos, new.iter().take(whole).copied().collect()).run(&mut bytes);
                    }
                    Change::Write(..) | Change::Truncate(_) => change.run(&mut bytes),
                }
            }
            fs::write(path, bytes)?;
        }
        Ok(())
    }
}

fn set(names: &mut NameTable, change: &NameChange) {
    for (folder, name, node) in change {
        let pos = (*folder, name.clone());
        match node {
            Some(node) => drop(names.insert(pos, *node)),
            None => drop(names.remove(&pos)),
        }
    }
}

fn from_hex(text: &str) -> Result<Vec<u8>, Failure> {
    let pairs = text.as_bytes().as_chunks::<2>().0;
    pairs.iter().map(|pair| Ok(u8::from_str_radix(std::str::from_utf8(pair)?, 16)?)).collect()
}
