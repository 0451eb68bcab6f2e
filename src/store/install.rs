//! Puts a finished temporary file in the place of its target, without losing what another program writes there.
//!
//! Between a look at the target and a rename over it another program may replace it: it would be lost. Where the file
//! system can, the two therefore change places in one step, and what was displaced is looked at: if it is not what
//! was expected, it gets its place back.

use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::error::{Doing, StoreError};
use super::limits::Limit;
use super::{Disk, form, hash};
use crate::story::DocumentId;

/// What a write expects at its target.
#[derive(Debug, Clone, Copy)]
pub(super) enum Expected<'a> {
    /// Whatever is there is replaced.
    Anything,
    /// No file.
    Nothing,
    /// A file with these bytes.
    File(&'a [u8]),
}

impl Disk {
    /// Puts `temp`, which holds `bytes`, in the place of `path`, durably; `false` if something else than expected is
    /// there. Then, and after an error, `temp` may still be there.
    pub(super) fn install(
        &mut self,
        temp: &Path,
        path: &Path,
        bytes: &[u8],
        expected: Expected<'_>,
    ) -> Result<bool, StoreError> {
        let done = match expected {
            Expected::Anything => self.fs.rename(temp, path).map(|()| true).doing("save", path)?,
            Expected::Nothing => self.install_new(temp, path)?,
            Expected::File(found) => return self.install_over(temp, path, bytes, found),
        };
        if done {
            self.sync_parent(path)?;
        }
        Ok(done)
    }

    /// Places a new file. Where the file system cannot refuse to replace another one, it is looked for before.
    pub(super) fn install_new(&self, temp: &Path, path: &Path) -> Result<bool, StoreError> {
        match self.fs.rename_new(temp, path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
            Err(error) if Limit::Replace.is_met(&error) => match self.fs.stat(path) {
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    self.fs.rename(temp, path).map(|()| true).doing("save", path)
                }
                _ => Ok(false),
            },
            other => other.map(|()| true).doing("save", path),
        }
    }

    fn install_over(
        &mut self,
        temp: &Path,
        path: &Path,
        bytes: &[u8],
        found: &[u8],
    ) -> Result<bool, StoreError> {
        // Cheap, and the rule: most changes are seen here.
        if !self.holds(path, found) {
            return Ok(false);
        }
        match self.fs.exchange(temp, path) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
            Err(error) if Limit::Replace.is_met(&error) => {
                self.fs.rename(temp, path).doing("save", path)?;
                self.sync_parent(path)?;
                return Ok(true);
            }
            Err(error) => return Err(error).doing("save", path),
        }
        // Before the look: another program that had opened the file has written it by then.
        let synced = self.sync_parent(path);
        if self.holds(temp, found) {
            let _ = self.fs.remove(temp);
            return synced.map(|()| true);
        }
        self.put_back(temp, path, bytes).and(synced).map(|()| false)
    }

    fn holds(&self, path: &Path, expected: &[u8]) -> bool {
        self.fs.read(path, form::MOST).is_ok_and(|(bytes, _)| bytes == expected)
    }

    /// Gives another program's file, which was displaced to `temp`, its place back. A third file that has come there
    /// meanwhile is kept beside it, as a sync tool would name it: a version that the user is shown.
    fn put_back(&mut self, temp: &Path, path: &Path, ours: &[u8]) -> Result<(), StoreError> {
        let back = self.fs.exchange(temp, path).or_else(|_| self.fs.rename_new(temp, path));
        if back.is_ok() && (self.holds(temp, ours) || self.fs.stat(temp).is_err()) {
            let _ = self.fs.remove(temp);
        } else {
            let beside = self.beside(path);
            self.fs.rename(temp, &beside).doing("keep another version of", path)?;
        }
        self.sync_parent(path)
    }

    /// Keeps what a process that died left in a temporary file beside a document, where it may be another program's
    /// file that was displaced: as an earlier version. Whether the file can go now.
    pub(super) fn keep_displaced(&mut self, temp: &Path, target: &Path, now: Timestamp) -> bool {
        let read = |path| self.fs.read(path, form::MOST).map(|(bytes, _)| bytes);
        let (Ok(left), Ok(there)) = (read(temp), read(target)) else { return true };
        let name = target.file_stem().and_then(|name| name.to_str());
        let Some(doc) = name.and_then(DocumentId::named).filter(|doc| self.paths.doc(doc) == target) else {
            return true;
        };
        left == there || form::object(&left).is_err() || self.add_version(&doc, &left, now).is_ok()
    }

    fn beside(&mut self, path: &Path) -> PathBuf {
        self.seed = hash::fnv(&self.seed.to_le_bytes());
        let mut name = path.file_stem().map(OsString::from).unwrap_or_default();
        name.push(format!(".conflict-{:016x}", self.seed));
        if let Some(extension) = path.extension() {
            name.push(".");
            name.push(extension);
        }
        path.with_file_name(name)
    }
}
