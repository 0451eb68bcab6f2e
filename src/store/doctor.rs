//! Facts about the store for `doctor`; contains no text of a story.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::fs::{FileKind, Stamp};
use super::install::Expected;
use super::limits::Limit;
use super::load::StoryFile;
use super::log::LogLines;
use super::{Disk, StoreError, form};

/// Facts about one directory.
#[derive(Debug, Clone)]
pub struct Place {
    /// Its path.
    pub path: PathBuf,
    /// Its metadata; `None` if it does not exist.
    pub stamp: Option<Stamp>,
    /// The type of its file system, for example `ext4` or `nfs4`; `None` if unknown.
    pub file_system: Option<String>,
    /// Free space in bytes; `None` if unknown.
    pub free: Option<u64>,
    /// The time that a durable write of a small file took, or why it failed.
    pub write: Result<Duration, String>,
    /// What the place cannot do.
    pub limits: Vec<Limit>,
}

/// The state of the store.
#[derive(Debug)]
pub struct StoreFacts {
    /// The data directory.
    pub data: Place,
    /// This store's part of the state directory.
    pub state: Place,
    /// Metadata of the settings directory; `None` if it does not exist.
    pub config: Option<Stamp>,
    /// Whether file locks work; without them two windows are not safe.
    pub locks: bool,
    /// The number of stories.
    pub stories: usize,
    /// The number of stories with a newer schema.
    pub newer: usize,
    /// Damaged files by name, with the reason.
    pub damaged: Vec<(String, String)>,
    /// Versions of other stories, by file name.
    pub versions: Vec<String>,
    /// The number of files that other users can read or write.
    pub open_to_others: usize,
    /// The number of orphaned journals.
    pub orphans: usize,
    /// The number of journals that could not be replayed completely.
    pub unread: usize,
    /// The files of editors that were never read back.
    pub edits: Vec<PathBuf>,
    /// The practice log.
    pub log: LogLines,
    /// What could not be looked at, and why.
    pub problems: Vec<String>,
}

/// The mount table; Linux only.
const MOUNTS: &str = "/proc/self/mounts";

/// The type of a path's file system: that of the deepest mount point above it, the last one if there are several.
fn file_system_of(path: &Path, mounts: &str) -> Option<String> {
    let mount = |line: &str| {
        let mut words = line.split(' ');
        let at = words.nth(1)?.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
        Some((PathBuf::from(at), words.next()?.to_owned()))
    };
    let above = mounts.lines().filter_map(mount).filter(|(at, _)| path.starts_with(at));
    above.max_by_key(|(at, _)| at.components().count()).map(|(_, kind)| kind)
}

impl Disk {
    /// Collects the facts. `clock` is any monotonic clock.
    pub fn facts(&mut self, clock: &dyn Fn() -> Duration) -> StoreFacts {
        let paths = self.paths.clone();
        let mut problems = Vec::new();
        let mut tell = |error: StoreError| problems.push(error.to_string());
        let entries = self.load_all().map_err(&mut tell).unwrap_or_default();
        let log = self.read_log().map_err(&mut tell).unwrap_or_default();
        let mut facts = StoreFacts {
            data: self.place(&paths.places.data, clock),
            state: self.place(&paths.state, clock),
            config: self.fs.stat(&paths.places.config).ok(),
            locks: self.locks(),
            stories: 0,
            newer: 0,
            damaged: Vec::new(),
            versions: Vec::new(),
            open_to_others: self
                .seen
                .values()
                .filter(|s| s.kind == FileKind::File && s.mode & 0o077 != 0)
                .count(),
            orphans: self.orphans(),
            unread: self.fs.list(&paths.unread()).map_or(0, |names| names.len()),
            edits: self.edits_left(),
            log,
            problems,
        };
        for entry in entries {
            match entry {
                StoryFile::Story { story, read_only } => {
                    if story.version_of.is_some() {
                        facts.versions.push(format!("{}.json", story.id));
                    } else {
                        facts.stories += 1;
                    }
                    facts.newer += usize::from(read_only.is_some());
                }
                StoryFile::Version { file, .. } => facts.versions.push(file),
                StoryFile::Damaged { file, reason, .. } => facts.damaged.push((file, reason)),
            }
        }
        facts
    }

    fn place(&mut self, path: &Path, clock: &dyn Fn() -> Duration) -> Place {
        let probe = path.join("doctor.probe");
        self.limits.take();
        let begun = clock();
        let write = match self.put(&probe, b"a line\n", Expected::Anything) {
            Ok(_) => Ok(clock().saturating_sub(begun)),
            Err(error) => Err(error.to_string()),
        };
        if write.is_ok() {
            // Once more over a locked file that is open: what cannot be done there is noted on the way.
            let open = self.fs.open(&probe);
            let _ = open.as_ref().map(|file| file.try_lock());
            let _ = self.put(&probe, b"a line\n", Expected::Anything);
        }
        let _ = self.fs.remove(&probe);
        let limits = self.limits.take();
        let (stamp, free) = (self.fs.stat(path).ok(), self.fs.free(path).ok());
        Place { path: path.to_owned(), stamp, file_system: self.file_system(path), free, write, limits }
    }

    fn file_system(&self, path: &Path) -> Option<String> {
        let (mounts, _) = self.fs.read(Path::new(MOUNTS), form::MOST).ok()?;
        file_system_of(&self.fs.canonical(path).ok()?, &String::from_utf8_lossy(&mounts))
    }

    fn locks(&self) -> bool {
        let Some(_held) = self.checkpoint_lock() else { return false };
        let again = self.fs.open(&self.paths.lock()).and_then(|file| file.try_lock());
        again.is_ok_and(|taken| !taken)
    }

    fn orphans(&self) -> usize {
        let dir = self.paths.journals();
        let names = self.fs.list(&dir).unwrap_or_default();
        names.into_iter().filter(|name| self.orphan(&dir.join(name)).is_some()).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_on_the_deepest_mount_above_it_and_the_last_one_there() {
        let mounts = "/dev/a / ext4 rw 0 0\ntmpfs /home tmpfs rw 0 0\n/dev/b /home btrfs rw 0 0\n\
                      server:/x /home/my\\040words nfs4 rw 0 0\n";
        let kind = |path: &str| file_system_of(Path::new(path), mounts);
        assert_eq!(kind("/etc").as_deref(), Some("ext4"));
        assert_eq!(kind("/home/x").as_deref(), Some("btrfs"));
        assert_eq!(kind("/homes").as_deref(), Some("ext4"));
        assert_eq!(kind("/home/my words/data").as_deref(), Some("nfs4"));
        assert_eq!(file_system_of(Path::new("/x"), ""), None);
    }
}
