//! Whether the data directory is still the one that was opened, and the one of the last time.
//!
//! A drive that is not mounted, or a directory that was moved, must not be made again: what is saved in the new one
//! would be out of sight once the old one is back. Words stay in the journal until then.

use std::path::PathBuf;

use super::Disk;
use super::error::{Cause, StoreError};
use super::fs::Fs;
use super::places::Paths;

/// What tells two directories of one path apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Identity {
    /// The inode of the data directory; `None` if there is none.
    inode: Option<u64>,
    /// Whether it has stories.
    pub(super) stories: bool,
}

impl Identity {
    /// That of the directory which is there now.
    pub(super) fn of(paths: &Paths, fs: &dyn Fs) -> Self {
        let inode = fs.stat(&paths.places.data).ok().map(|stamp| stamp.inode);
        Self { inode, stories: fs.stat(&paths.stories()).is_ok() }
    }

    /// Whether the directory that is there now cannot be this one.
    ///
    /// Another inode alone says nothing: some network file systems draw them anew.
    pub(super) fn is_gone(self, now: Self) -> bool {
        now.inode.is_none() || (self.inode != now.inode && self.stories && !now.stories)
    }
}

impl Disk {
    /// An error if the data directory that was opened is not there any more.
    pub(super) fn still_there(&mut self) -> Result<(), StoreError> {
        let now = Identity::of(&self.paths, self.fs.as_ref());
        if self.identity.is_gone(now) {
            return Err(StoreError::new("save in", &self.paths.places.data, Cause::Gone));
        }
        self.identity.stories |= now.stories;
        Ok(())
    }

    /// An error if there were stories the last time, and there is no directory for them now.
    pub(super) fn find_again(&self) -> Result<(), StoreError> {
        let gone = self.fs.stat(&self.paths.stories()).is_err() && self.fs.stat(&self.mark()).is_ok();
        if gone { Err(StoreError::new("open", &self.paths.stories(), Cause::Gone)) } else { Ok(()) }
    }

    /// Notes for the next start that there are stories.
    pub(super) fn remember_stories(&self) {
        let mark = self.mark();
        if self.fs.stat(&self.paths.stories()).is_ok() && self.fs.stat(&mark).is_err() {
            // Without it a missing directory looks like a first start, as before.
            let _ = self.fs.make_dir(&self.paths.state).and_then(|()| self.fs.create(&mark).map(drop));
        }
    }

    fn mark(&self) -> PathBuf {
        self.paths.state.join("has-stories")
    }
}
