//! On which disk a folder stands, by the mounts that Linux tells of a process (proc(5)). Where the system tells nothing,
//! every folder counts as one of this machine.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::platform::ForeignDisk;

/// What the kernel calls a file system that lives elsewhere, with the name people know.
const REMOTE: [(&str, &str); 16] = [
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
    ("davfs", "WebDAV"),
    ("gfs2", "GFS2"),
    ("ocfs2", "OCFS2"),
];

/// What has no disk of its own in the eyes of the kernel and is of this machine all the same. All else without one
/// is refused: what is written there may be elsewhere, and shared memory and locks do not hold.
const LOCAL: [&str; 18] = [
    "aufs",
    "bcachefs",
    "btrfs",
    "ecryptfs",
    "fuse.cryfs",
    "fuse.encfs",
    "fuse.fuse-overlayfs",
    "fuse.gocryptfs",
    "fuse.ntfs-3g",
    "fuse.securefs",
    "fuseblk",
    "overlay",
    "ramfs",
    "rootfs",
    "shiftfs",
    "tmpfs",
    "ubifs",
    "zfs",
];

/// The mounts of this process (proc(5)); absent on other systems.
const MOUNTS: &str = "/proc/self/mountinfo";

/// The disk that a folder stands on, where that is not one of this machine.
pub fn foreign_disk(folder: &Path) -> Option<ForeignDisk> {
    let mounts = fs::read_to_string(MOUNTS).ok()?;
    // A folder that is yet to be made comes on the disk of the nearest one that is there.
    let path = folder.ancestors().find_map(|part| part.canonicalize().ok())?;
    verdict(&mounts, &path)
}

fn verdict(mounts: &str, path: &Path) -> Option<ForeignDisk> {
    let Mount { kind, device } = mount_of(mounts, path)?;
    match (REMOTE.into_iter().find(|(kernel, _)| *kernel == kind), device) {
        (Some((_, name)), _) => Some(ForeignDisk::Network(name)),
        (None, Device::Block) => None,
        (None, Device::None) if LOCAL.contains(&kind) => None,
        (None, Device::None) => Some(ForeignDisk::Unknown(kind.to_owned())),
    }
}

/// What a mount stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Device {
    /// A disk of this machine: its system alone knows who locks what, and that is all of them.
    Block,
    /// Nothing that the kernel knows of: another computer, a program, memory.
    None,
}

/// How a path is mounted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mount<'a> {
    kind: &'a str,
    device: Device,
}

/// How a path is mounted: by the longest mount point it lies under, and of those the one mounted last.
fn mount_of<'a>(mounts: &'a str, path: &Path) -> Option<Mount<'a>> {
    mounts
        .lines()
        .filter_map(|line| {
            let (before, after) = line.split_once(" - ")?;
            let mut fields = before.split(' ').skip(2);
            let device = if fields.next()?.starts_with("0:") { Device::None } else { Device::Block };
            let point = PathBuf::from(readable(fields.nth(1)?));
            let mount = Mount { kind: after.split(' ').next()?, device };
            path.starts_with(&point).then_some((point.components().count(), mount))
        })
        .max_by_key(|(depth, _)| *depth)
        .map(|(_, mount)| mount)
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
37 22 0:46 / /mnt/deel rw - virtiofs deel rw
38 22 0:47 / /run/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
39 22 0:48 / /mnt/emmer rw - fuse.s3fs s3fs rw
40 22 0:49 / /mnt/web rw - davfs https://server rw
41 22 0:50 / /tmp rw - tmpfs tmpfs rw
42 22 0:51 / /mnt/zfs rw - zfs pool rw
43 22 8:5 / /mnt/samen rw - ocfs2 /dev/sdd rw
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
            ("/mnt/deel/piket", Some("virtiofs")),
            ("/run/gvfs/server", Some("fuse.gvfsd-fuse")),
            ("/mnt/emmer", Some("fuse.s3fs")),
            ("/mnt/web/map", Some("WebDAV")),
            ("/mnt/samen", Some("OCFS2")),
            ("/tmp/piket", None),
            ("/mnt/zfs", None),
            ("/var/lib/piket", None),
        ] {
            let found = verdict(MOUNTS, Path::new(path)).map(|disk| match disk {
                ForeignDisk::Network(name) => name.to_owned(),
                ForeignDisk::Unknown(kind) => kind,
            });
            assert_eq!(found.as_deref(), name, "{path}");
        }
        assert_eq!(verdict("", Path::new("/")), None);
        assert_eq!(verdict("rommel\n - \n", Path::new("/")), None);
    }
}
