//! The log of crashes: when, which version, where in the code. No word of a story.

use std::path::PathBuf;
use std::sync::Arc;

use super::Disk;
use super::fs::Fs;

/// A log above this many bytes begins anew: what is old is not worth more.
const MOST: u64 = 64 << 10;

/// The file that crashes are noted in. Cheap to clone.
#[derive(Clone)]
pub struct CrashLog {
    fs: Arc<dyn Fs>,
    path: PathBuf,
}

impl CrashLog {
    /// Where it is.
    pub fn path(&self) -> &std::path::Path {
        &self.path
    }

    /// Adds a line; `false` if that is not possible, which is nothing to stop for.
    pub fn note(&self, line: &str) -> bool {
        let made = self.path.parent().map(|dir| self.fs.make_dir(dir));
        if !matches!(made, Some(Ok(()))) {
            return false;
        }
        let file = self.fs.open(&self.path).or_else(|_| self.fs.create(&self.path));
        file.is_ok_and(|file| {
            let long = file.stamp().is_ok_and(|stamp| stamp.len > MOST);
            (!long || file.cut(0).is_ok()) && file.append(format!("{line}\n").as_bytes()).is_ok()
        })
    }
}

impl Disk {
    /// The log of crashes, one for all data directories.
    pub fn crash_log(&self) -> CrashLog {
        CrashLog { fs: Arc::clone(&self.fs), path: self.paths.places.state.join("log") }
    }
}
