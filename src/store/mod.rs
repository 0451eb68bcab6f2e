//! The data directory: the only room that opens files.
//!
//! Two layers. The [`Journal`] survives the death of the process: one `write` for each change, before the frame
//! that shows it, owned by the loop. The [`Disk`] owns everything that may wait for the disk: loading, the checkpoint
//! of a document into its file with a three-way merge, recovery, history, trash, the practice log; it lives on
//! the disk thread, or is used inline by commands. Between them go [`CheckpointJob`] and [`Checkpointed`]:
//!
//! ```text
//! let (journal, mut disk) = store::open(&places, Arc::new(RealFs), now)?;
//! disk.recover(now); disk.load(…);
//! // a key: the loop
//! journal.append(&doc, &Change::splice("task", at, deleted, inserted, &task), Copies { saved, current })?;
//! // 400 ms later at most: the disk thread
//! sync_handle.sync()?;
//! // a pause: the loop makes the job, the disk thread does it, the loop takes note
//! let job = journal.job(&doc, current_value);
//! let checkpointed = disk.checkpoint(&job, now)?;
//! if let Some(merged) = journal.checkpointed(&checkpointed) { /* show it: nothing was typed meanwhile */ }
//! ```
//!
//! Must not know screens, keys or the clock; times come as arguments. Every file access goes through [`Fs`].

mod checkpoint;
mod doctor;
pub mod error;
mod files;
pub mod form;
pub mod fs;
mod hash;
mod history;
mod import;
mod job;
mod journal;
mod load;
mod log;
mod places;
mod recover;
mod replay;
mod rescan;
mod trash;
mod zone;

use std::collections::HashMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::story::DocumentId;
use jiff::Timestamp;

pub use doctor::{Place, StoreFacts};
pub use error::{Cause, ErrorKind, StoreError};
pub use fs::{Fs, Handle, RealFs, Stamp};
pub use history::Version;
pub use import::MOST_STORIES;
pub use job::{CheckpointJob, Checkpointed, Sequence};
pub use journal::{Copies, Journal, SyncHandle};
pub use load::StoryFile;
pub use log::{LogFile, LogLines};
pub use places::{Paths, Places};
pub use recover::{Kept, Recovered};
pub use replay::{Replay, Replayed, replay};
pub use rescan::Outside;
pub use zone::system_zone;

/// Everything that may wait for the disk. One thread owns it.
pub struct Disk {
    fs: Arc<dyn Fs>,
    paths: Paths,
    journal: Option<SyncHandle>,
    /// Draws the names of temporary files.
    seed: u64,
    /// Whether the names of journals are durable; only for a process without one of its own.
    settled: bool,
    last: HashMap<DocumentId, checkpoint::LastCheckpoint>,
    /// The story files as they were last read or written.
    seen: HashMap<OsString, Stamp>,
    /// Their directory, likewise.
    stories_seen: Option<Stamp>,
    /// The log and the other documents, likewise.
    others: HashMap<PathBuf, Stamp>,
}

/// Opens the store with a journal, for a process in which somebody types.
///
/// Where only the journal fails, [`Disk::open`] still serves, and words are in memory only until saved.
pub fn open(places: &Places, fs: Arc<dyn Fs>, now: Timestamp) -> Result<(Journal, Disk), StoreError> {
    let mut disk = Disk::open(places, fs, now)?;
    let journal = disk.open_journal(now)?;
    Ok((journal, disk))
}

impl Disk {
    /// Opens the store without a journal, for a command that reads, or that saves at once.
    pub fn open(places: &Places, fs: Arc<dyn Fs>, now: Timestamp) -> Result<Self, StoreError> {
        let paths = Paths::new(places, fs.as_ref())?;
        let process = std::process::id();
        let seed = hash::fnv(format!("temp {} {process}", now.as_nanosecond()).as_bytes());
        let (last, seen, others) = (HashMap::new(), HashMap::new(), HashMap::new());
        let (journal, stories_seen, settled) = (None, None, false);
        Ok(Self { fs, paths, journal, seed, settled, last, seen, stories_seen, others })
    }

    /// The journal of this process; at most one is of use.
    pub fn open_journal(&mut self, now: Timestamp) -> Result<Journal, StoreError> {
        let journal = self.journal_opener()(now)?;
        self.use_journal(journal.sync_handle());
        Ok(journal)
    }

    /// Opens the journal of this process wherever the disk is by then, which is to be told of it.
    pub fn journal_opener(&self) -> impl FnOnce(Timestamp) -> Result<Journal, StoreError> + use<> {
        let (paths, fs) = (self.paths.clone(), Arc::clone(&self.fs));
        move |now| Journal::open(&paths, &fs, now)
    }

    /// Takes note of this process's journal.
    pub fn use_journal(&mut self, journal: SyncHandle) {
        self.journal = Some(journal);
    }

    /// Every path of this store.
    pub fn paths(&self) -> &Paths {
        &self.paths
    }

    /// Remembers a file as one that this process wrote, so that it is no outside change.
    fn note_own(&mut self, path: &Path) {
        let (Some(name), Ok(stamp)) = (path.file_name(), self.fs.stat(path)) else { return };
        if path.parent() == Some(&self.paths.stories()) {
            self.seen.insert(name.to_owned(), stamp);
        } else {
            self.others.insert(path.to_owned(), stamp);
        }
    }
}
