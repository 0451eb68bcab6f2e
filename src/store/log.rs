//! The practice log, which is append-only.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;

use super::error::{Cause, Doing};
use super::fs::{Fs, follow};
use super::identity::Identity;
use super::places::{LOG, Paths};
use super::{Disk, StoreError};

/// The largest log that is read, in bytes; about a million lines.
pub(super) const MOST: u64 = 512 << 20;

/// Whether a file of this name is the log or a copy of it.
pub(super) fn is_log(name: &str) -> bool {
    name.starts_with("practice") && Path::new(name).extension().is_some_and(|extension| extension == "jsonl")
}

/// The lines of the log; `practice` parses them.
#[derive(Debug, Default)]
pub struct LogLines {
    /// Every line that is UTF-8, file by file, without newlines.
    pub lines: Vec<String>,
    /// The number of lines that are not UTF-8. They are not changed.
    pub unreadable: usize,
    /// The files that cannot be read, with the reason; the log itself or copies of it. They are not changed.
    pub passed_over: Vec<StoreError>,
}

impl LogLines {
    /// Why the log itself cannot be read; a copy of it is only told by `doctor`.
    pub fn problem(&self) -> Option<&StoreError> {
        self.passed_over.iter().find(|error| error.path.file_name().is_some_and(|name| name == LOG))
    }
}

/// Appends to the log without syncing, for the loop.
#[derive(Clone)]
pub struct LogFile {
    fs: Arc<dyn Fs>,
    paths: Paths,
    path: PathBuf,
    /// The data directory in which the log is.
    identity: Identity,
}

impl LogFile {
    /// Appends a line with one `write`; [`Disk::sync_log`] makes it durable. Ends a partial last line first.
    pub fn append(&self, line: &Value) -> Result<(), StoreError> {
        let path = follow(self.fs.as_ref(), &self.path);
        let file = match self.fs.open(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                if self.identity.is_gone(Identity::of(&self.paths, self.fs.as_ref())) {
                    return Err(StoreError::new("note in", &self.path, Cause::Gone));
                }
                self.fs.create(&path).or_else(|_| self.fs.open(&path))
            }
            other => other,
        }
        .doing("note in", &self.path)?;
        let mut text = String::new();
        if file.last().doing("read", &self.path)?.is_some_and(|byte| byte != b'\n') {
            text.push('\n');
        }
        text.push_str(&line.to_string());
        text.push('\n');
        file.append(text.as_bytes()).doing("note in", &self.path)
    }
}

impl Disk {
    /// A handle to the log for another thread.
    pub fn log_file(&self) -> LogFile {
        let (paths, path, identity) = (self.paths.clone(), self.paths.log(), self.identity);
        LogFile { fs: Arc::clone(&self.fs), paths, path, identity }
    }

    /// Syncs the log.
    pub fn sync_log(&mut self) -> Result<(), StoreError> {
        let path = follow(self.fs.as_ref(), &self.paths.log());
        let file = self.fs.open(&path).doing("note in", &path)?;
        file.sync().doing("note in", &path)?;
        self.sync_parent(&path)?;
        if let Ok(stamp) = file.stamp() {
            self.others.insert(self.paths.log(), stamp);
        }
        Ok(())
    }

    /// Reads the log and any conflict copies of it that a sync tool made, in order of their names. The log may be a
    /// link; what cannot be read is passed over.
    pub fn read_log(&mut self) -> Result<LogLines, StoreError> {
        let dir = self.paths.places.data.clone();
        let mut names = match self.fs.list(&dir) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            other => other.doing("read", &dir)?,
        };
        names.retain(|name| is_log(&name.to_string_lossy()));
        names.sort();
        let mut log = LogLines::default();
        for name in names {
            let path = dir.join(name);
            let (bytes, stamp) = match self.fs.read(&follow(self.fs.as_ref(), &path), MOST) {
                Ok(read) => read,
                Err(error) => {
                    log.passed_over.push(self.unreadable(&path, error));
                    continue;
                }
            };
            for line in bytes.split(|&b| b == b'\n').filter(|line| !line.is_empty()) {
                match std::str::from_utf8(line) {
                    Ok(line) => log.lines.push(line.to_owned()),
                    Err(_) => log.unreadable += 1,
                }
            }
            self.others.insert(path, stamp);
        }
        Ok(log)
    }
}
