//! What the system knows of a running process: processor time, bytes to the disk, memory. Read from
//! `/proc`; where there is none every figure is zero and its ratio a dash.

use std::{collections::BTreeMap, fs};

/// The processor time and the disk writes of one process from a moment on.
pub struct Counter {
    pid: u32,
    start: u64,
    /// Nanoseconds per thread. A thread that ended keeps what was last seen of it.
    threads: BTreeMap<String, u64>,
    disk: u64,
}

impl Counter {
    /// Starts counting.
    pub fn start(pid: u32) -> Self {
        let mut counter = Self { pid, start: 0, threads: BTreeMap::new(), disk: to_disk(pid) };
        counter.look();
        counter.start = counter.total();
        counter
    }

    /// Looks again; often enough that no thread comes and goes unseen for long.
    pub fn look(&mut self) {
        let Ok(folder) = fs::read_dir(format!("/proc/{}/task", self.pid)) else { return };
        for thread in folder.flatten() {
            // The first number of schedstat is the time on a processor, in nanoseconds.
            if let Ok(text) = fs::read_to_string(thread.path().join("schedstat"))
                && let Some(time) = text.split_whitespace().next().and_then(|n| n.parse().ok())
            {
                self.threads.insert(thread.file_name().to_string_lossy().into_owned(), time);
            }
        }
    }

    /// Processor time since the start, in milliseconds.
    pub fn milliseconds(&self) -> f64 {
        std::time::Duration::from_nanos(self.total().saturating_sub(self.start)).as_secs_f64() * 1000.0
    }

    /// Bytes that went to the disk since the start.
    pub fn written(&self) -> f64 {
        crate::stats::number(usize::try_from(to_disk(self.pid).saturating_sub(self.disk)).unwrap_or_default())
    }

    fn total(&self) -> u64 {
        self.threads.values().sum()
    }
}

/// The most memory a process has had, in megabytes.
pub fn peak_memory(pid: u32) -> f64 {
    crate::stats::number(usize::try_from(field(&format!("/proc/{pid}/status"), "VmHWM:")).unwrap_or_default()) / 1024.0
}

fn to_disk(pid: u32) -> u64 {
    field(&format!("/proc/{pid}/io"), "write_bytes:")
}

fn field(path: &str, name: &str) -> u64 {
    let text = fs::read_to_string(path).unwrap_or_default();
    let line = text.lines().find_map(|r| r.strip_prefix(name));
    line.and_then(|r| r.split_whitespace().next()).and_then(|n| n.parse().ok()).unwrap_or_default()
}
