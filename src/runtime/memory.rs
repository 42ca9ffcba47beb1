//! Keeps what is in memory out of files: a core dump of a desk would hold the key and every name.

/// Turns core dumps off, and on Linux also reading along by other programs of the same user. What the
/// system refuses here it refuses because it never allowed it; the desk opens all the same.
pub fn keep_private() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
}
