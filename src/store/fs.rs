//! The file system port [`Fs`], and [`RealFs`] behind it.
//!
//! The store accesses files only through [`Fs`], so that tests can replace it with a file system that fails at any
//! operation and loses power at any moment.

#![expect(clippy::disallowed_methods, reason = "the one place that opens files, and waits for a lock")]

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, FileExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rustix::fs::{CWD, OFlags, RenameFlags, renameat_with};
use rustix::io::Errno;

/// The type of a directory entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A regular file.
    File,
    /// A directory.
    Directory,
    /// A symbolic link, pipe, socket or device.
    Other,
}

/// A file's metadata; equal stamps mean the same, unchanged file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Its type.
    pub kind: FileKind,
    /// Its length in bytes.
    pub len: u64,
    /// Time of the last modification, in nanoseconds since 1970.
    pub modified: i128,
    /// Inode number; changes when the file is replaced by rename.
    pub inode: u64,
    /// Permission bits, for example `0o600`.
    pub mode: u32,
    /// User id of the owner.
    pub owner: u32,
}

/// Every operation of the store on files and directories.
pub trait Fs: Send + Sync {
    /// Reads a regular file of at most `most` bytes; does not follow a symbolic link.
    fn read(&self, path: &Path, most: u64) -> io::Result<(Vec<u8>, Stamp)>;
    /// The stamp of a path; does not follow a symbolic link.
    fn stat(&self, path: &Path) -> io::Result<Stamp>;
    /// The names in a directory, in no particular order.
    fn list(&self, dir: &Path) -> io::Result<Vec<OsString>>;
    /// The number of names in a directory, counted up to `most`; need not list all of them.
    fn count(&self, dir: &Path, most: usize) -> io::Result<usize> {
        Ok(self.list(dir)?.len().min(most))
    }
    /// The canonical form of an existing path.
    fn canonical(&self, path: &Path) -> io::Result<PathBuf>;
    /// Creates a directory and its parents, mode 0700; not an error if it exists.
    fn make_dir(&self, dir: &Path) -> io::Result<()>;
    /// Creates a new file for appending, of mode 0600 as far as the umask allows; an error if it exists.
    fn create(&self, path: &Path) -> io::Result<Arc<dyn Handle>>;
    /// Opens an existing regular file for appending; does not follow a symbolic link.
    fn open(&self, path: &Path) -> io::Result<Arc<dyn Handle>>;
    /// Renames within one file system, replacing the target.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Renames within one file system; the error [`io::ErrorKind::AlreadyExists`] if there is a target.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Lets two existing files of one file system change places in one step.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Syncs a directory, which makes its names durable.
    fn sync_dir(&self, dir: &Path) -> io::Result<()>;
    /// Syncs many files of one directory, then their names in it.
    fn sync_files(&self, dir: &Path, files: &[PathBuf]) -> io::Result<()> {
        for file in files {
            self.open(file)?.sync()?;
        }
        self.sync_dir(dir)
    }
    /// Free space for this user on the file system of an existing path, in bytes.
    fn free(&self, path: &Path) -> io::Result<u64>;
    /// The name of this process, unlike that of any other that runs on this machine or another one.
    fn owner(&self) -> String;
    /// Whether the process of this name may still run; of another machine's processes nobody can know.
    fn may_run(&self, owner: &str) -> bool;
    /// Sleeps between two attempts to take a lock.
    fn pause(&self, length: Duration);
}

/// An open file, shared by threads.
pub trait Handle: Send + Sync {
    /// Appends all bytes, with one `write` unless the system accepts only a part.
    fn append(&self, bytes: &[u8]) -> io::Result<()>;
    /// Syncs content and length.
    fn sync(&self) -> io::Result<()>;
    /// Truncates the file to a length in bytes.
    fn cut(&self, len: u64) -> io::Result<()>;
    /// Sets the mode 0600, whatever the umask.
    fn set_private(&self) -> io::Result<()>;
    /// Takes the file's lock until the handle is dropped; `false` if another handle holds it.
    fn try_lock(&self) -> io::Result<bool>;
    /// The last byte; `None` if the file is empty.
    fn last(&self) -> io::Result<Option<u8>>;
    /// The stamp of the open file, whatever its current name.
    fn stamp(&self) -> io::Result<Stamp>;
}

/// The path behind a symbolic link that the user made; any other path as it is.
pub(super) fn follow(fs: &dyn Fs, path: &Path) -> PathBuf {
    match fs.stat(path) {
        Ok(stamp) if stamp.kind == FileKind::Other => fs.canonical(path).unwrap_or_else(|_| path.to_owned()),
        _ => path.to_owned(),
    }
}

/// From so many files on, syncing their whole file system once takes less time than syncing each.
#[cfg(target_os = "linux")]
const AT_ONCE: usize = 32;

/// The file systems that make everything durable when they are synced as a whole. Others, such as FUSE and some
/// network file systems, may only write it out.
#[cfg(target_os = "linux")]
const SYNCS_AT_ONCE: [u64; 8] = [
    0xEF53,      // ext2 to ext4
    0x5846_5342, // XFS
    0x9123_683E, // Btrfs
    0xF2F5_2010, // F2FS
    0xCA45_1A4E, // bcachefs
    0x2FC1_2FC1, // ZFS
    0x794C_7630, // overlayfs, which syncs its upper layer
    0x0102_1994, // tmpfs, where there is nothing to sync
];

/// The real file system.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealFs;

fn stamp(meta: &std::fs::Metadata) -> Stamp {
    let kind = if meta.is_file() {
        FileKind::File
    } else if meta.is_dir() {
        FileKind::Directory
    } else {
        FileKind::Other
    };
    Stamp {
        kind,
        len: meta.len(),
        modified: i128::from(meta.mtime()) * 1_000_000_000 + i128::from(meta.mtime_nsec()),
        inode: meta.ino(),
        mode: meta.mode() & 0o7777,
        owner: meta.uid(),
    }
}

/// Open flags: do not follow a symbolic link, do not block on a FIFO.
fn flags() -> i32 {
    (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed()
}

fn regular(file: std::fs::File) -> io::Result<(std::fs::File, Stamp)> {
    let stamp = stamp(&file.metadata()?);
    if stamp.kind == FileKind::File { Ok((file, stamp)) } else { Err(io::ErrorKind::InvalidInput.into()) }
}

impl Fs for RealFs {
    fn read(&self, path: &Path, most: u64) -> io::Result<(Vec<u8>, Stamp)> {
        let file = std::fs::OpenOptions::new().read(true).custom_flags(flags()).open(path)?;
        let (mut file, stamp) = regular(file)?;
        if stamp.len > most {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        // One byte more than expected, so that a single read also detects the end of the file.
        let mut bytes = vec![0; stamp.len as usize + 1];
        let first = file.read(&mut bytes)?;
        bytes.truncate(first);
        if first as u64 != stamp.len {
            file.take((most + 1).saturating_sub(first as u64)).read_to_end(&mut bytes)?;
        }
        if bytes.len() as u64 > most { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok((bytes, stamp)) }
    }

    fn stat(&self, path: &Path) -> io::Result<Stamp> {
        std::fs::symlink_metadata(path).map(|meta| stamp(&meta))
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<OsString>> {
        std::fs::read_dir(dir)?.map(|entry| entry.map(|e| e.file_name())).collect()
    }

    #[cfg(target_os = "linux")]
    fn count(&self, dir: &Path, most: usize) -> io::Result<usize> {
        let dir = rustix::fs::open(dir, OFlags::DIRECTORY | OFlags::CLOEXEC, rustix::fs::Mode::empty())?;
        // Small: `readdir` fills a buffer of a thousand names before the first can be counted.
        let mut buffer = [const { std::mem::MaybeUninit::uninit() }; 4096];
        let mut names = rustix::fs::RawDir::new(dir, &mut buffer);
        let mut count = 0;
        while count < most {
            let Some(name) = names.next() else { break };
            count += usize::from(!matches!(name?.file_name().to_bytes(), b"." | b".."));
        }
        Ok(count)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        std::fs::canonicalize(path)
    }

    fn make_dir(&self, dir: &Path) -> io::Result<()> {
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(dir)
    }

    fn create(&self, path: &Path) -> io::Result<Arc<dyn Handle>> {
        let file = std::fs::OpenOptions::new()
            .read(true)
            .append(true)
            .create_new(true)
            .mode(0o600)
            .custom_flags(flags())
            .open(path)?;
        Ok(Arc::new(RealHandle(file)))
    }

    fn open(&self, path: &Path) -> io::Result<Arc<dyn Handle>> {
        let file = std::fs::OpenOptions::new().read(true).append(true).custom_flags(flags()).open(path)?;
        Ok(Arc::new(RealHandle(regular(file)?.0)))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        std::fs::rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            // A second name is refused where there is one already, too.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {
                std::fs::hard_link(from, to)?;
                std::fs::remove_file(from)
            }
            other => Ok(other?),
        }
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        std::fs::remove_file(path)
    }

    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        std::fs::File::open(dir)?.sync_all()
    }

    #[cfg(target_os = "linux")]
    fn sync_files(&self, dir: &Path, files: &[PathBuf]) -> io::Result<()> {
        if files.len() > AT_ONCE {
            let open = std::fs::File::open(dir)?;
            if SYNCS_AT_ONCE.contains(&(rustix::fs::fstatfs(&open)?.f_type as u64)) {
                return Ok(rustix::fs::syncfs(&open)?);
            }
        }
        for file in files {
            self.open(file)?.sync()?;
        }
        self.sync_dir(dir)
    }

    fn free(&self, path: &Path) -> io::Result<u64> {
        let facts = rustix::fs::statvfs(path)?;
        Ok(facts.f_bavail.saturating_mul(facts.f_frsize))
    }

    fn owner(&self) -> String {
        format!("{:08x}.{}", host(), std::process::id())
    }

    fn may_run(&self, owner: &str) -> bool {
        let Some((there, process)) = owner.split_once('.') else { return true };
        let process = process.parse().ok().and_then(rustix::process::Pid::from_raw);
        let (true, Some(process)) = (there == format!("{:08x}", host()), process) else { return true };
        rustix::process::test_kill_process(process) != Err(rustix::io::Errno::SRCH)
    }

    fn pause(&self, length: Duration) {
        std::thread::sleep(length);
    }
}

/// The hash of this machine's name.
fn host() -> u32 {
    crc32fast::hash(rustix::system::uname().nodename().to_bytes())
}

struct RealHandle(std::fs::File);

impl Handle for RealHandle {
    fn append(&self, bytes: &[u8]) -> io::Result<()> {
        (&self.0).write_all(bytes)
    }

    fn sync(&self) -> io::Result<()> {
        self.0.sync_data()
    }

    fn cut(&self, len: u64) -> io::Result<()> {
        self.0.set_len(len)
    }

    fn set_private(&self) -> io::Result<()> {
        self.0.set_permissions(std::fs::Permissions::from_mode(0o600))
    }

    fn try_lock(&self) -> io::Result<bool> {
        match self.0.try_lock() {
            Ok(()) => Ok(true),
            Err(std::fs::TryLockError::WouldBlock) => Ok(false),
            Err(std::fs::TryLockError::Error(error)) => Err(error),
        }
    }

    fn last(&self) -> io::Result<Option<u8>> {
        let Some(at) = self.0.metadata()?.len().checked_sub(1) else { return Ok(None) };
        let mut byte = [0];
        let read = self.0.read_at(&mut byte, at)?;
        Ok((read == 1).then_some(byte[0]))
    }

    fn stamp(&self) -> io::Result<Stamp> {
        self.0.metadata().map(|meta| stamp(&meta))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_counted_up_to_the_most_that_is_asked_for() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(RealFs.count(dir.path(), 5).unwrap(), 0);
        // More than one reading of the directory gives.
        for n in 0..300 {
            std::fs::write(dir.path().join(format!("a story with a long name, number {n}")), "").unwrap();
        }
        for most in [0, 1, 299, 300, 301] {
            assert_eq!(RealFs.count(dir.path(), most).unwrap(), most.min(300));
        }
        assert!(RealFs.count(&dir.path().join("none"), 1).is_err());
    }
}
