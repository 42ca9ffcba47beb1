//! What the system knows of a running process: processor time, bytes to the disk, memory. Read from
//! `/proc`; where there is none every figure is zero and its ratio a dash.

use std::{collections::BTreeMap, fs};

/// The processor time and the disk writes of one process from a moment on.
pub struct Teller {
    pid: u32,
    begin: u64,
    /// Nanoseconds per thread. A thread that ended keeps what was last seen of it.
    draden: BTreeMap<String, u64>,
    schijf: u64,
}

impl Teller {
    /// Starts counting.
    pub fn start(pid: u32) -> Self {
        let mut teller = Self { pid, begin: 0, draden: BTreeMap::new(), schijf: naar_schijf(pid) };
        teller.kijk();
        teller.begin = teller.totaal();
        teller
    }

    /// Looks again; often enough that no thread comes and goes unseen for long.
    pub fn kijk(&mut self) {
        let Ok(map) = fs::read_dir(format!("/proc/{}/task", self.pid)) else { return };
        for draad in map.flatten() {
            // The first number of schedstat is the time on a processor, in nanoseconds.
            if let Ok(tekst) = fs::read_to_string(draad.path().join("schedstat"))
                && let Some(tijd) = tekst.split_whitespace().next().and_then(|n| n.parse().ok())
            {
                self.draden.insert(draad.file_name().to_string_lossy().into_owned(), tijd);
            }
        }
    }

    /// Processor time since the start, in milliseconds.
    pub fn milliseconden(&self) -> f64 {
        std::time::Duration::from_nanos(self.totaal().saturating_sub(self.begin)).as_secs_f64() * 1000.0
    }

    /// Bytes that went to the disk since the start.
    pub fn geschreven(&self) -> f64 {
        crate::maat::getal(usize::try_from(naar_schijf(self.pid).saturating_sub(self.schijf)).unwrap_or_default())
    }

    fn totaal(&self) -> u64 {
        self.draden.values().sum()
    }
}

/// The most memory a process has had, in megabytes.
pub fn piekgeheugen(pid: u32) -> f64 {
    crate::maat::getal(usize::try_from(veld(&format!("/proc/{pid}/status"), "VmHWM:")).unwrap_or_default()) / 1024.0
}

fn naar_schijf(pid: u32) -> u64 {
    veld(&format!("/proc/{pid}/io"), "write_bytes:")
}

fn veld(pad: &str, naam: &str) -> u64 {
    let tekst = fs::read_to_string(pad).unwrap_or_default();
    let regel = tekst.lines().find_map(|r| r.strip_prefix(naam));
    regel.and_then(|r| r.split_whitespace().next()).and_then(|n| n.parse().ok()).unwrap_or_default()
}
