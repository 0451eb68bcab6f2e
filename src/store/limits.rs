//! What a place cannot do, told apart from what fails: [`Tolerant`] wraps the file system port.
//!
//! Windows drives under WSL, SMB, FUSE and some synced folders refuse calls that a local disk knows: to set
//! permissions, to sync a directory, to lock. There the words are saved as safely as the place allows, and `doctor`
//! names the [`Limit`]. Errors of a disk (EIO, ENOSPC, EROFS, …) stay errors.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering::Relaxed};
use std::time::Duration;

use rustix::io::Errno;

use super::fs::{FileKind, Fs, Handle, Stamp};

/// Something that a place cannot do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// File permissions cannot be set.
    Permissions,
    /// Directories cannot be synced.
    SyncDirectory,
    /// Files cannot be synced.
    SyncFile,
    /// Files cannot be locked.
    Lock,
    /// A file cannot be renamed over another one.
    Replace,
}

impl Limit {
    /// Every limit.
    pub const ALL: [Self; 5] =
        [Self::Permissions, Self::SyncDirectory, Self::SyncFile, Self::Lock, Self::Replace];

    /// What it means for the user, in a sentence.
    pub fn text(self) -> &'static str {
        match self {
            Self::Permissions => {
                "Permissions cannot be set there: others on this computer may be able to read the files."
            }
            Self::SyncDirectory => "A directory cannot be synced there: a power cut may undo the last save.",
            Self::SyncFile => "A file cannot be synced there: a power cut may lose what was saved last.",
            Self::Lock => "Files cannot be locked there: use one window at a time.",
            Self::Replace => {
                "A file cannot be replaced in one step there: a save that a power cut interrupts is completed at the next start."
            }
        }
    }

    /// Whether this error says that the place cannot do it, rather than that it failed.
    pub(super) fn is_met(self, error: &io::Error) -> bool {
        let Some(errno) = Errno::from_io_error(error) else {
            return error.kind() == io::ErrorKind::Unsupported;
        };
        // Some of these names share a number on some systems, so they are compared, not matched.
        let unknown = [Errno::INVAL, Errno::NOSYS, Errno::NOTSUP, Errno::OPNOTSUPP, Errno::NOTTY];
        let more: &[Errno] = match self {
            Self::Permissions => &[Errno::PERM, Errno::ACCESS],
            Self::SyncDirectory => &[Errno::PERM, Errno::ACCESS, Errno::BADF, Errno::ISDIR],
            Self::SyncFile => &[],
            Self::Lock => &[Errno::NOLCK, Errno::PERM, Errno::ACCESS],
            Self::Replace => &[Errno::PERM, Errno::ACCESS, Errno::BUSY, Errno::TXTBSY, Errno::EXIST],
        };
        unknown.contains(&errno) || more.contains(&errno)
    }
}

/// The limits met so far.
#[derive(Debug, Default)]
pub(super) struct Limits(AtomicU8);

impl Limits {
    fn note(&self, limit: Limit) {
        self.0.fetch_or(1 << limit as u8, Relaxed);
    }

    /// The limits met since the last call.
    pub(super) fn take(&self) -> Vec<Limit> {
        let met = self.0.swap(0, Relaxed);
        Limit::ALL.into_iter().filter(|limit| met & (1 << *limit as u8) != 0).collect()
    }

    /// Turns an error that tells of a limit into the `instead`, and notes the limit.
    fn unless<T>(&self, limit: Limit, result: io::Result<T>, instead: T) -> io::Result<T> {
        match result {
            Err(error) if limit.is_met(&error) => {
                self.note(limit);
                Ok(instead)
            }
            other => other,
        }
    }
}

/// Attempts to replace a file that another program holds open (a virus scanner, a sync tool), and the time between.
const HELD_TRIES: u32 = 5;
const HELD_PAUSE: Duration = Duration::from_millis(20);

/// A file system whose limits are noted instead of failing.
pub(super) struct Tolerant {
    fs: Arc<dyn Fs>,
    limits: Arc<Limits>,
}

impl Tolerant {
    pub(super) fn around(fs: Arc<dyn Fs>) -> (Arc<dyn Fs>, Arc<Limits>) {
        let limits = Arc::new(Limits::default());
        (Arc::new(Self { fs, limits: Arc::clone(&limits) }), limits)
    }

    fn handle(&self, file: Arc<dyn Handle>) -> Arc<dyn Handle> {
        Arc::new(TolerantHandle { file, limits: Arc::clone(&self.limits) })
    }

    /// Writes the content of `from` over `to`, for a place that refuses to rename. `from` stays until `to` is synced,
    /// so that an interrupted write can be completed.
    fn overwrite(&self, from: &Path, to: &Path) -> io::Result<()> {
        let (bytes, _) = self.fs.read(from, u64::MAX - 1)?;
        // A power cut must not take the name of the one and the bytes of the other.
        self.sync_dir(from.parent().unwrap_or(from))?;
        let file = self.handle(self.fs.open(to)?);
        file.cut(0)?;
        file.append(&bytes)?;
        file.sync()?;
        self.fs.remove(from)
    }
}

impl Fs for Tolerant {
    fn read(&self, path: &Path, most: u64) -> io::Result<(Vec<u8>, Stamp)> {
        self.fs.read(path, most)
    }

    fn stat(&self, path: &Path) -> io::Result<Stamp> {
        self.fs.stat(path)
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<OsString>> {
        self.fs.list(dir)
    }

    fn count(&self, dir: &Path, most: usize) -> io::Result<usize> {
        self.fs.count(dir, most)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        self.fs.canonical(path)
    }

    fn make_dir(&self, dir: &Path) -> io::Result<()> {
        self.fs.make_dir(dir)
    }

    fn create(&self, path: &Path) -> io::Result<Arc<dyn Handle>> {
        let file = self.fs.create(path)?;
        if let Err(error) = self.limits.unless(Limit::Permissions, file.set_private(), ()) {
            let _ = self.fs.remove(path);
            return Err(error);
        }
        Ok(self.handle(file))
    }

    fn open(&self, path: &Path) -> io::Result<Arc<dyn Handle>> {
        self.fs.open(path).map(|file| self.handle(file))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut result = self.fs.rename(from, to);
        let mut tries = 1;
        loop {
            match result {
                Err(error) if Limit::Replace.is_met(&error) => {
                    if self.fs.stat(to).map_or(true, |there| there.kind != FileKind::File) {
                        return Err(error);
                    }
                    if tries == HELD_TRIES {
                        self.overwrite(from, to).map_err(|_| error)?;
                        self.limits.note(Limit::Replace);
                        return Ok(());
                    }
                }
                other => return other,
            }
            self.fs.pause(HELD_PAUSE);
            result = self.fs.rename(from, to);
            tries += 1;
        }
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.fs.rename_new(from, to)
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.fs.exchange(one, other)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.fs.remove(path)
    }

    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        self.limits.unless(Limit::SyncDirectory, self.fs.sync_dir(dir), ())
    }

    fn sync_files(&self, dir: &Path, files: &[PathBuf]) -> io::Result<()> {
        match self.fs.sync_files(dir, files) {
            Err(error) if Limit::SyncDirectory.is_met(&error) => {}
            other => return other,
        }
        for file in files {
            self.open(file)?.sync()?;
        }
        self.sync_dir(dir)
    }

    fn free(&self, path: &Path) -> io::Result<u64> {
        self.fs.free(path)
    }

    fn owner(&self) -> String {
        self.fs.owner()
    }

    fn may_run(&self, owner: &str) -> bool {
        self.fs.may_run(owner)
    }

    fn pause(&self, length: Duration) {
        self.fs.pause(length);
    }
}

struct TolerantHandle {
    file: Arc<dyn Handle>,
    limits: Arc<Limits>,
}

impl Handle for TolerantHandle {
    fn append(&self, bytes: &[u8]) -> io::Result<()> {
        self.file.append(bytes)
    }

    fn sync(&self) -> io::Result<()> {
        self.limits.unless(Limit::SyncFile, self.file.sync(), ())
    }

    fn cut(&self, len: u64) -> io::Result<()> {
        self.file.cut(len)
    }

    fn set_private(&self) -> io::Result<()> {
        self.limits.unless(Limit::Permissions, self.file.set_private(), ())
    }

    /// A place without locks is the error [`io::ErrorKind::Unsupported`].
    fn try_lock(&self) -> io::Result<bool> {
        self.file.try_lock().map_err(|error| {
            if Limit::Lock.is_met(&error) {
                self.limits.note(Limit::Lock);
                io::ErrorKind::Unsupported.into()
            } else {
                error
            }
        })
    }

    fn last(&self) -> io::Result<Option<u8>> {
        self.file.last()
    }

    fn stamp(&self) -> io::Result<Stamp> {
        self.file.stamp()
    }
}
