//! Refuses to write a log on a disk of another computer. A write-ahead log needs memory that all its
//! users share, and the lock on the store needs a system that knows all of them: over a network neither
//! holds, and two desks could write over each other without seeing it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::domain::error::{Error, Result};

/// What the kernel calls a file system that lives elsewhere, with the name people know.
const REMOTE: [(&str, &str); 13] = [
    ("nfs", "NFS"),
    ("nfs4", "NFS"),
    ("cifs", "SMB"),
    ("smb3", "SMB"),
    ("smbfs", "SMB"),
    ("9p", "9P"),
    ("afs", "AFS"),
    ("ceph", "Ceph"),
    ("fuse.ceph", "Ceph"),
    ("fuse.sshfs", "sshfs"),
    ("fuse.rclone", "rclone"),
    ("fuse.davfs", "WebDAV"),
    ("fuse.glusterfs", "GlusterFS"),
];

/// The mounts of this process (proc(5)); absent on other systems.
const MOUNTS: &str = "/proc/self/mountinfo";

/// Refuses a folder on a network disk. Where the system does not tell, the folder counts as local.
pub(super) fn require_local(folder: &Path) -> Result<()> {
    let Ok(mounts) = fs::read_to_string(MOUNTS) else { return Ok(()) };
    // A folder that is yet to be made comes on the disk of the nearest one that is there.
    let Some(path) = folder.ancestors().find_map(|part| part.canonicalize().ok()) else { return Ok(()) };
    verdict(&mounts, &path)
}

fn verdict(mounts: &str, path: &Path) -> Result<()> {
    let Some(kind) = kind_of(mounts, path) else { return Ok(()) };
    match REMOTE.into_iter().find(|(kernel, _)| *kernel == kind) {
        Some((_, name)) => Err(Error::data(format!(
            "{} staat op een netwerkschijf ({name}); daar is het logboek niet veilig.",
            path.display()
        ))
        .hint("Kies met --data-dir een map op deze computer.")),
        None => Ok(()),
    }
}

/// The kind of file system a path is on: that of the longest mount point it lies under, and of those
/// the one mounted last.
fn kind_of<'a>(mounts: &'a str, path: &Path) -> Option<&'a str> {
    mounts
        .lines()
        .filter_map(|line| {
            let (before, after) = line.split_once(" - ")?;
            let point = PathBuf::from(readable(before.split(' ').nth(4)?));
            path.starts_with(&point).then_some((point.components().count(), after.split(' ').next()?))
        })
        .max_by_key(|(depth, _)| *depth)
        .map(|(_, kind)| kind)
}

/// A mount point as a path: the kernel writes blanks and the like as three octal digits.
fn readable(point: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
        .into_iter()
        .fold(point.to_owned(), |text, (from, to)| text.replace(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /home rw - nfs4 server:/home rw,vers=4.2
31 30 8:2 / /home/piket/lokaal rw - btrfs /dev/sdb rw
32 22 0:41 / /mnt/gedeelde\\040map rw shared:7 master:2 - cifs //server/map rw
33 22 0:42 / /mnt/ver rw - fuse.sshfs piket@server: rw
34 22 0:43 / /mnt/kluis rw - fuse.gocryptfs /kluis rw
35 22 0:44 / /mnt/twee rw - ext4 /dev/sdc rw
36 35 0:45 / /mnt/twee rw - 9p host rw
";

    #[test]
    fn a_log_stays_on_this_computer() {
        for (path, name) in [
            ("/home/piket", Some("NFS")),
            ("/home/piket/lokaal/log", None),
            ("/homerus", None),
            ("/mnt/gedeelde map/piket", Some("SMB")),
            ("/mnt/ver", Some("sshfs")),
            ("/mnt/kluis/piket", None),
            ("/mnt/twee/piket", Some("9P")),
            ("/var/lib/piket", None),
        ] {
            let sentence = verdict(MOUNTS, Path::new(path)).err().map(|f| f.to_string());
            assert_eq!(sentence.is_some(), name.is_some(), "{path}: {sentence:?}");
            assert!(sentence.is_none_or(|z| name.is_some_and(|n| z.contains(&format!("({n})")))), "{path}");
        }
        assert_eq!(verdict("", Path::new("/")), Ok(()));
        assert_eq!(verdict("rommel\n - \n", Path::new("/")), Ok(()));
    }
}
