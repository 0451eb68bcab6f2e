//! The data directory: the only module that opens files.
//!
//! Two layers. The [`Journal`], owned by the loop, survives the death of the process: one `write` per change, before
//! the frame that shows it. The [`Disk`] does everything that may block: loading, checkpoints of documents into their
//! files with a three-way merge, recovery, history, trash, the practice log. It lives on the disk thread; commands use
//! it inline. The two exchange [`CheckpointJob`] and [`Checkpointed`]:
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
//! Times are arguments. Every file access goes through [`Fs`].

mod backup;
mod checkpoint;
mod crash;
mod doctor;
mod edit;
pub mod error;
mod files;
pub mod form;
pub mod fs;
mod given;
mod hash;
mod history;
mod identity;
mod import;
mod install;
mod job;
mod journal;
mod limits;
mod load;
mod log;
mod others;
mod places;
mod recordings;
mod recover;
mod replay;
mod rescan;
mod temporary;
mod trash;
mod zone;

use std::collections::HashMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::story::DocumentId;
use jiff::Timestamp;

pub use backup::{BackedUp, BackupFiles, Restored, read_backup};
pub use crash::CrashLog;
pub use doctor::{Place, StoreFacts};
pub use error::{Cause, ErrorKind, StoreError};
pub use fs::{Fs, Handle, RealFs, Stamp};
pub use given::read_given;
pub use history::Version;
pub use import::{ImportStep, LeftImport, MOST_STORIES};
pub use job::{CheckpointJob, Checkpointed, Sequence};
pub use journal::{Copies, Journal, SyncHandle};
pub use limits::Limit;
pub use load::StoryFile;
pub use log::{LogFile, LogLines};
pub use others::OtherFile;
pub use places::{NOWHERE, Paths, Places, home};
pub use recordings::read_recording;
pub use recover::{Kept, LeftEdit, Recovered};
pub use replay::{Replay, Replayed, replay};
pub use rescan::Outside;
pub use temporary::{Temporary, remove_temporary};
pub use zone::system_zone;

/// The part of the store that may block. Owned by one thread.
pub struct Disk {
    fs: Arc<dyn Fs>,
    /// What the places of this store cannot do.
    limits: Arc<limits::Limits>,
    paths: Paths,
    /// The data directory as it was when the store was opened.
    identity: identity::Identity,
    journal: Option<SyncHandle>,
    /// State of the generator of temporary names.
    seed: u64,
    /// Whether the journal directory is synced; used only in a process without a journal.
    settled: bool,
    last: HashMap<DocumentId, checkpoint::LastCheckpoint>,
    /// Stamps of the story files when last read or written.
    seen: HashMap<OsString, Stamp>,
    /// Stamp of the stories directory, likewise.
    stories_seen: Option<Stamp>,
    /// Stamps of the log and the other documents, likewise.
    others: HashMap<PathBuf, Stamp>,
    /// The files of other versions of documents when last looked at.
    others_seen: Vec<(Option<Stamp>, PathBuf)>,
}

/// Opens the store with a journal, for the app.
///
/// If only the journal cannot be opened, use [`Disk::open`]; changes are then in memory only until saved.
pub fn open(places: &Places, fs: Arc<dyn Fs>, now: Timestamp) -> Result<(Journal, Disk), StoreError> {
    let mut disk = Disk::open(places, fs, now)?;
    let journal = disk.open_journal(now)?;
    Ok((journal, disk))
}

impl Disk {
    /// Opens the store without a journal, for a command that reads or saves at once.
    pub fn open(places: &Places, fs: Arc<dyn Fs>, now: Timestamp) -> Result<Self, StoreError> {
        let mut disk = Self::inspect(places, fs, now);
        disk.find_again()?;
        disk.paths.make(disk.fs.as_ref())?;
        disk.identity = identity::Identity::of(&disk.paths, disk.fs.as_ref());
        Ok(disk)
    }

    /// Opens the store as it is, even where its data directory is missing and cannot be made.
    #[expect(clippy::disallowed_methods, reason = "the process id tells two processes of one moment apart")]
    pub fn inspect(places: &Places, fs: Arc<dyn Fs>, now: Timestamp) -> Self {
        let (fs, limits) = limits::Tolerant::around(fs);
        let paths = Paths::new(places, fs.as_ref());
        let process = std::process::id();
        let seed = hash::fnv(format!("temp {} {process}", now.as_nanosecond()).as_bytes());
        let (last, seen, others) = (HashMap::new(), HashMap::new(), HashMap::new());
        let (journal, stories_seen, settled, others_seen) = (None, None, false, Vec::new());
        let identity = identity::Identity::of(&paths, fs.as_ref());
        Self {
            fs,
            limits,
            paths,
            identity,
            journal,
            seed,
            settled,
            last,
            seen,
            stories_seen,
            others,
            others_seen,
        }
    }

    /// Opens the journal of this process.
    pub fn open_journal(&mut self, now: Timestamp) -> Result<Journal, StoreError> {
        let journal = self.journal_opener()(now)?;
        self.use_journal(journal.sync_handle());
        Ok(journal)
    }

    /// A function that opens the journal on any thread; pass the result to [`Disk::use_journal`].
    pub fn journal_opener(&self) -> impl FnOnce(Timestamp) -> Result<Journal, StoreError> + use<> {
        let (paths, fs) = (self.paths.clone(), Arc::clone(&self.fs));
        move |now| Journal::open(&paths, &fs, now)
    }

    /// Registers this process's journal, which checkpoints sync first.
    pub fn use_journal(&mut self, journal: SyncHandle) {
        self.journal = Some(journal);
    }

    /// Every path of this store.
    pub fn paths(&self) -> &Paths {
        &self.paths
    }

    /// Remembers a file's stamp, so that our own write does not count as an outside change.
    fn note_own(&mut self, path: &Path) {
        let (Some(name), Ok(stamp)) = (path.file_name(), self.fs.stat(path)) else { return };
        if path.parent() == Some(&self.paths.stories()) {
            self.seen.insert(name.to_owned(), stamp);
        } else {
            self.others.insert(path.to_owned(), stamp);
        }
    }
}
