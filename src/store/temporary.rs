//! A store in a temporary place, gone with the program: for looking around.

#![expect(clippy::disallowed_methods, reason = "whole directories, made and removed")]

use std::path::{Path, PathBuf};

use super::error::{Doing, StoreError};
use super::fs::{Fs, RealFs};
use super::places::Places;

/// The names of temporary stores; the process that made one stands behind it.
const PREFIX: &str = "starcoach-demo-";

/// A store that is removed when this is dropped.
#[derive(Debug)]
pub struct Temporary {
    dir: PathBuf,
}

impl Temporary {
    /// Makes an empty store below a directory for temporary files, and removes those of processes that were killed.
    pub fn new(below: &Path) -> Result<Self, StoreError> {
        sweep(below);
        let dir = below.join(format!("{PREFIX}{}", RealFs.owner()));
        // Whatever has this name is not of a process that runs.
        remove_temporary(&dir);
        RealFs.make_dir(&dir).doing("make the directory", &dir)?;
        Ok(Self { dir })
    }

    /// The directory, with everything in it.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The places of a store in it, with the settings of the user.
    pub fn places(&self, config: PathBuf) -> Places {
        Places { data: self.dir.join("data"), state: self.dir.join("state"), config }
    }

    /// Writes a file of the data directory; nothing is synced, as nothing is kept.
    pub fn write(&self, name: &str, text: &str) -> Result<(), StoreError> {
        let path = self.dir.join("data").join(name);
        if let Some(dir) = path.parent() {
            RealFs.make_dir(dir).doing("make the directory", dir)?;
        }
        RealFs.create(&path).and_then(|file| file.append(text.as_bytes())).doing("write", &path)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        remove_temporary(&self.dir);
    }
}

/// Removes a temporary store, which a process that ends at once does itself.
pub fn remove_temporary(dir: &Path) {
    let is_ours = dir.file_name().is_some_and(|name| name.to_string_lossy().starts_with(PREFIX));
    if is_ours {
        // What cannot be removed is in a place that the system empties.
        let _ = std::fs::remove_dir_all(dir);
    }
}

/// Removes the stores of processes that have ended.
fn sweep(below: &Path) {
    for name in RealFs.list(below).unwrap_or_default() {
        let name = name.to_string_lossy();
        if let Some(owner) = name.strip_prefix(PREFIX)
            && !RealFs.may_run(owner)
        {
            remove_temporary(&below.join(&*name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_temporary_store_is_gone_with_its_owner_and_so_are_those_of_the_killed() {
        let below = tempfile::tempdir().unwrap();
        let host = RealFs.owner().split_once('.').unwrap().0.to_owned();
        // No process has the highest number.
        let killed = below.path().join(format!("{PREFIX}{host}.{}", i32::MAX));
        let elsewhere = below.path().join(format!("{PREFIX}00000000.1"));
        for dir in [&killed, &elsewhere] {
            std::fs::create_dir(dir).unwrap();
        }
        let store = Temporary::new(below.path()).unwrap();
        store.write("stories/a.json", "{}").unwrap();
        assert!(store.places("c".into()).data.join("stories/a.json").is_file());
        assert!(!killed.exists() && elsewhere.exists(), "another machine's may still run");
        let dir = store.dir().to_owned();
        drop(store);
        assert!(!dir.exists());
    }
}
