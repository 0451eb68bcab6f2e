//! The log of tellings: lines are only ever added.

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::Value;

use super::error::Doing;
use super::fs::Fs;
use super::{Disk, StoreError};

/// The largest log that is read, in bytes: some million tellings.
const MOST: u64 = 512 << 20;

/// What the log holds, as text; what a line means is the practice room's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogLines {
    /// Every line that is text, file by file, without newlines.
    pub lines: Vec<String>,
    /// The number of lines that are not UTF-8. They stay where they are.
    pub unreadable: usize,
}

/// The log for whoever must have a line in it before the next frame, and cannot wait for the disk.
#[derive(Clone)]
pub struct LogFile {
    fs: Arc<dyn Fs>,
    data: PathBuf,
    path: PathBuf,
}

impl LogFile {
    /// Adds a line, in one `write`; [`Disk::sync_log`] makes it durable. A line that was left half written gets its
    /// newline first.
    pub fn append(&self, line: &Value) -> Result<(), StoreError> {
        let file = match self.fs.open(&self.path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                self.fs.make_dir(&self.data).doing("make the directory", &self.data)?;
                self.fs.create(&self.path).or_else(|_| self.fs.open(&self.path))
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
    /// The log, for another thread.
    pub fn log_file(&self) -> LogFile {
        let (data, path) = (self.paths.places.data.clone(), self.paths.log());
        LogFile { fs: Arc::clone(&self.fs), data, path }
    }

    /// Makes every line of the log durable.
    pub fn sync_log(&mut self) -> Result<(), StoreError> {
        let path = self.paths.log();
        let file = self.fs.open(&path).doing("note in", &path)?;
        file.sync().doing("note in", &path)?;
        self.sync_parent(&path)?;
        if let Ok(stamp) = file.stamp() {
            self.others.insert(path, stamp);
        }
        Ok(())
    }

    /// The lines of the log and of the copies that a sync tool may have put beside it, in order of their names.
    pub fn read_log(&mut self) -> Result<LogLines, StoreError> {
        let dir = self.paths.places.data.clone();
        let mut names = match self.fs.list(&dir) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            other => other.doing("read", &dir)?,
        };
        names.retain(|name| {
            let name = name.to_string_lossy();
            name.starts_with("practice") && name.ends_with(".jsonl")
        });
        names.sort();
        let mut log = LogLines::default();
        for name in names {
            let path = dir.join(name);
            let (bytes, stamp) = self.fs.read(&path, MOST).doing("read", &path)?;
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
