//! Recordings of tellings: files of this machine only, gone when they have been heard.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use super::error::{Cause, Doing, StoreError};
use super::fs::{FileKind, Fs as _, RealFs, follow};
use super::{Disk, form};

/// The largest recording that is heard: ten minutes in the best quality that recorders use by themselves.
const MOST: u64 = 512 * 1024 * 1024;

impl Disk {
    /// An empty file for a new recording, mode 0600.
    pub fn new_recording(&mut self) -> Result<PathBuf, StoreError> {
        let dir = self.paths.recordings();
        self.fs.make_dir(&dir).doing("make the directory", &dir)?;
        for n in 1..100_000 {
            let path = dir.join(format!("{}.{n:05}.wav", self.fs.owner()));
            match self.fs.create(&path) {
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(StoreError::io("record into", &path, error)),
                Ok(_) => return Ok(path),
            }
        }
        Err(StoreError::new("record into", &dir, Cause::Exists))
    }

    /// Removes all recordings but the `keep` last ones, and but those of another window that may still be recording.
    /// One that cannot be removed is tried again the next time.
    pub fn drop_recordings(&mut self, keep: usize) {
        let (dir, own) = (self.paths.recordings(), self.fs.owner());
        let mut old: Vec<(i128, PathBuf)> = Vec::new();
        for name in self.fs.list(&dir).unwrap_or_default() {
            let owner = name.to_str().and_then(|name| name.rsplitn(3, '.').nth(2)).unwrap_or("");
            let path = dir.join(&name);
            if owner == own || !self.fs.may_run(owner) {
                old.push((self.fs.stat(&path).map_or(0, |stamp| stamp.modified), path));
            }
        }
        old.sort();
        let count = old.len().saturating_sub(keep);
        for (_, path) in old.into_iter().take(count) {
            drop(self.fs.remove(&path));
        }
    }

    /// Whether a program of this name is in one of the directories of `path`, the search path of the system.
    pub fn has_program(&self, path: &OsStr, name: &str) -> bool {
        let mut dirs = path.as_bytes().split(|&byte| byte == b':').filter(|dir| !dir.is_empty());
        dirs.any(|dir| {
            let program = follow(self.fs.as_ref(), &Path::new(OsStr::from_bytes(dir)).join(name));
            self.fs.stat(&program).is_ok_and(|stamp| stamp.kind == FileKind::File && stamp.mode & 0o111 != 0)
        })
    }

    /// The command lines of the user's own programs that may run: the user was asked once for each.
    pub fn allowed_programs(&self) -> Vec<Vec<String>> {
        let read = self.fs.read(&self.paths.programs(), form::MOST);
        read.ok().and_then(|(bytes, _)| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    /// Remembers which programs may run.
    pub fn allow_programs(&mut self, programs: &[Vec<String>]) -> Result<(), StoreError> {
        let text = serde_json::to_string_pretty(programs).unwrap_or_default();
        self.put_soon(&self.paths.programs(), text.as_bytes())
    }
}

/// The bytes of a recording.
pub fn read_recording(path: &Path) -> Result<Vec<u8>, StoreError> {
    RealFs.read(path, MOST).map(|(bytes, _)| bytes).doing("read", path)
}
