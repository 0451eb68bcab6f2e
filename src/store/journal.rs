//! The journal: a write-ahead log of changes, written before the frame that shows them.
//!
//! One file per running process, locked for its lifetime. Owned by the loop; the disk thread and the signal thread
//! hold a [`SyncHandle`]. The caller provides the documents' values.

use std::collections::{HashMap, HashSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::SeqCst};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use serde_json::Value;

use super::error::{Cause, Doing, StoreError};
use super::fs::{Fs, Handle};
use super::hash;
use super::job::{CheckpointJob, Checkpointed, Sequence};
use super::limits::Limit;
use super::places::Paths;
use super::replay::{JournalLine, replay};
use crate::story::{Change, DocumentId};

/// After this many changes to one document, or this many bytes, its whole value is written again.
const CHANGES: u32 = 256;
const BYTES: usize = 64 << 10;

/// Two states of a document, computed only when the journal needs them, which is rare.
#[derive(Clone, Copy)]
pub struct Copies<'a> {
    /// The last read or saved value, before any unsaved change; null if it is new.
    pub saved: &'a dyn Fn() -> Value,
    /// The current value, including the change.
    pub current: &'a dyn Fn() -> Value,
}

/// The journal of this process.
pub struct Journal {
    fs: Arc<dyn Fs>,
    paths: Paths,
    seed: u64,
    shared: Arc<Shared>,
    docs: HashMap<DocumentId, Unsaved>,
    /// Lines that the practice log does not have yet.
    log: Vec<Value>,
    /// Length of the file in bytes; every line before it is complete.
    len: u64,
    /// Set if the file could not be truncated after a partial write; the next write opens another file.
    torn: bool,
    /// Set when the file was found removed.
    removed: bool,
    /// Earlier files of this process that could not be removed; kept locked so that they are not orphans.
    retired: Vec<(PathBuf, Arc<dyn Handle>)>,
}

struct Unsaved {
    base: Arc<Value>,
    last: u64,
    changes: u32,
    bytes: usize,
    /// What the file lacks; if anything, the next write contains the whole document.
    lacking: Option<Lacking>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Lacking {
    Base,
    Changes,
}

/// The part of the journal that threads share.
struct Shared {
    fs: Arc<dyn Fs>,
    dir: PathBuf,
    /// Locked only while cloning its content, never during I/O.
    file: Mutex<(PathBuf, Arc<dyn Handle>)>,
    sequence: AtomicU64,
    written: AtomicU64,
    synced: AtomicU64,
    named: AtomicBool,
    failed: AtomicBool,
}

impl Shared {
    fn file(&self) -> (PathBuf, Arc<dyn Handle>) {
        self.file.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn next(&self) -> u64 {
        self.sequence.fetch_add(1, SeqCst) + 1
    }
}

/// Syncs the journal from another thread; clones share one journal.
#[derive(Clone)]
pub struct SyncHandle(Arc<Shared>);

impl std::fmt::Debug for SyncHandle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SyncHandle").finish_non_exhaustive()
    }
}

impl SyncHandle {
    /// Syncs everything written so far; free if nothing is unsynced. Never blocks the loop.
    ///
    /// After a failed sync the file is not used again: the error remains until the next change opens another file.
    pub fn sync(&self) -> Result<(), StoreError> {
        let shared = &self.0;
        let (path, file) = shared.file();
        if shared.failed.load(SeqCst) {
            let why = "an earlier try to make it safe from power loss failed".to_owned();
            return Err(StoreError::new("save", &path, Cause::Refused(why)));
        }
        let written = shared.written.load(SeqCst);
        if shared.synced.load(SeqCst) < written {
            file.sync().inspect_err(|_| shared.failed.store(true, SeqCst)).doing("save", &path)?;
            shared.synced.fetch_max(written, SeqCst);
        }
        if !shared.named.load(SeqCst) {
            shared.fs.sync_dir(&shared.dir).doing("save", &shared.dir)?;
            shared.named.store(true, SeqCst);
        }
        Ok(())
    }

    /// The name of the file that the journal is in now.
    pub(super) fn name(&self) -> Option<String> {
        self.0.file().0.file_name()?.to_str().map(str::to_owned)
    }

    /// Whether there are unsynced writes.
    pub fn is_behind(&self) -> bool {
        self.0.synced.load(SeqCst) < self.0.written.load(SeqCst)
    }

    /// Writes `closed`: the program ends in an orderly way with unsaved changes. Does not sync; see
    /// [`SyncHandle::sync`].
    pub fn close(&self) -> Result<(), StoreError> {
        let (path, file) = self.0.file();
        file.append(&JournalLine::Closed.bytes(self.0.next())).doing("save", &path)?;
        self.0.written.fetch_add(1, SeqCst);
        Ok(())
    }
}

impl Journal {
    /// Creates this process's journal, empty and locked.
    #[expect(clippy::disallowed_methods, reason = "the process id tells two journals of one moment apart")]
    pub fn open(paths: &Paths, fs: &Arc<dyn Fs>, now: Timestamp) -> Result<Self, StoreError> {
        let dir = paths.journals();
        fs.make_dir(&dir).doing("make the directory", &dir)?;
        let process = std::process::id();
        let mut seed = hash::fnv(format!("{} {process}", now.as_nanosecond()).as_bytes());
        let (path, file) = born(fs.as_ref(), &dir, &mut seed)?;
        let shared = Arc::new(Shared {
            fs: Arc::clone(fs),
            dir,
            file: Mutex::new((path, file)),
            sequence: AtomicU64::new(0),
            written: AtomicU64::new(0),
            synced: AtomicU64::new(0),
            named: AtomicBool::new(false),
            failed: AtomicBool::new(false),
        });
        let (fs, paths) = (Arc::clone(fs), paths.clone());
        let (docs, log, retired) = (HashMap::new(), Vec::new(), Vec::new());
        let mut journal =
            Self { fs, paths, seed, shared, docs, log, len: 0, torn: false, removed: false, retired };
        journal.write(&journal.first())?;
        Ok(journal)
    }

    /// What each file of this process begins with.
    fn first(&self) -> Vec<u8> {
        let version = env!("CARGO_PKG_VERSION").to_owned();
        let data = self.paths.places.data.to_string_lossy().into_owned();
        let mut lines = JournalLine::Open { version, data }.bytes(self.shared.next());
        for line in &self.log {
            lines.extend(JournalLine::Log { line: line.clone() }.bytes(self.shared.next()));
        }
        lines
    }

    /// Whether the journal was removed by somebody, and continued in a new file, since this was last asked.
    pub fn was_removed(&mut self) -> bool {
        std::mem::take(&mut self.removed)
    }

    /// Keeps a line that the practice log could not take, until [`Journal::logged`].
    pub fn keep_line(&mut self, line: &Value) -> Result<(), StoreError> {
        self.notice_removal();
        if !self.log.contains(line) {
            self.write(&JournalLine::Log { line: line.clone() }.bytes(self.shared.next()))?;
            self.log.push(line.clone());
        }
        Ok(())
    }

    /// The practice log has this line now.
    pub fn logged(&mut self, line: &Value) {
        self.log.retain(|kept| kept != line);
    }

    /// Writes one change with one `write`. After an error the change is in memory only; the next successful write
    /// contains the whole document.
    pub fn append(
        &mut self,
        doc: &DocumentId,
        change: &Change,
        copies: Copies<'_>,
    ) -> Result<Sequence, StoreError> {
        self.notice_removal();
        let unsaved = self.docs.entry(doc.clone()).or_insert_with(|| Unsaved {
            base: Arc::new((copies.saved)()),
            last: 0,
            changes: 0,
            bytes: 0,
            lacking: Some(Lacking::Base),
        });
        let lacking = unsaved.lacking;
        let begins = lacking == Some(Lacking::Base);
        let mut lines = Vec::new();
        if begins {
            let base = JournalLine::Base { doc: doc.name().to_owned(), value: (*unsaved.base).clone() };
            lines.extend(base.bytes(self.shared.next()));
        }
        let whole = unsaved.changes >= CHANGES || unsaved.bytes >= BYTES;
        let first = unsaved.last == 0;
        let sequence = self.shared.next();
        unsaved.last = sequence;
        let whole = whole || (lacking.is_some() && !first);
        if whole {
            lines.extend(JournalLine::change(doc, &Change::Whole((copies.current)())).bytes(sequence));
            (unsaved.changes, unsaved.bytes) = (0, 0);
        }
        if !whole || *change == Change::Deleted {
            lines.extend(JournalLine::change(doc, change).bytes(sequence));
        }
        unsaved.changes += 1;
        unsaved.bytes += lines.len();
        // Until the write succeeds, the file's state of this document is unknown.
        unsaved.lacking = Some(if begins { Lacking::Base } else { Lacking::Changes });
        self.write(&lines)?;
        if let Some(unsaved) = self.docs.get_mut(doc) {
            unsaved.lacking = None;
        }
        Ok(Sequence(sequence))
    }

    /// Written to a file that was removed, words would be lost with the process: the next write goes to a new one, and
    /// each document begins there anew.
    fn notice_removal(&mut self) {
        let (path, _) = self.shared.file();
        if self.fs.stat(&path).is_err_and(|error| error.kind() == ErrorKind::NotFound) {
            (self.torn, self.removed) = (true, true);
            for unsaved in self.docs.values_mut() {
                unsaved.lacking = Some(Lacking::Base);
            }
        }
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        if self.torn || self.shared.failed.load(SeqCst) {
            self.renew()?;
        }
        let (path, file) = self.shared.file();
        if let Err(error) = file.append(bytes) {
            // A partial line would hide every later one.
            self.torn = file.cut(self.len).is_err();
            return Err(StoreError::io("save", &path, error));
        }
        self.len += bytes.len() as u64;
        self.shared.written.fetch_add(1, SeqCst);
        Ok(())
    }

    /// Continues in a new file with everything that the current one holds; the current one is never synced again.
    fn renew(&mut self) -> Result<(), StoreError> {
        let (old, old_file) = self.shared.file();
        let bytes = match self.fs.read(&old, u64::MAX - 1) {
            Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
            other => other.doing("read", &old)?.0,
        };
        let dir = self.paths.journals();
        self.fs.make_dir(&dir).doing("make the directory", &dir)?;
        let (path, file) = born(self.fs.as_ref(), &dir, &mut self.seed)?;
        let mut lines = self.first();
        let mut missing = self.docs.keys().cloned().collect::<HashSet<DocumentId>>();
        for doc in replay(&bytes).docs {
            let Some(unsaved) = self.docs.get(&doc.doc) else { continue };
            if unsaved.lacking.is_some() && *unsaved.base != doc.base {
                // Saved since, including changes that the old journal never received: the file is newer.
                continue;
            }
            let name = doc.doc.name().to_owned();
            let base = (*unsaved.base).clone();
            lines.extend(JournalLine::Base { doc: name.clone(), value: base }.bytes(self.shared.next()));
            lines.extend(JournalLine::Whole { doc: name, value: doc.ours }.bytes(unsaved.last));
            if doc.deleted {
                lines.extend(JournalLine::change(&doc.doc, &Change::Deleted).bytes(unsaved.last));
            }
            missing.remove(&doc.doc);
        }
        let moved = file.append(&lines).and_then(|()| file.sync()).and_then(|()| self.fs.sync_dir(&dir));
        if let Err(error) = moved {
            // The new file is not in use yet; keep the old one.
            let _ = self.fs.remove(&path);
            return Err(StoreError::io("save", &path, error));
        }
        for doc in missing {
            if let Some(unsaved) = self.docs.get_mut(&doc) {
                unsaved.lacking = Some(Lacking::Base);
            }
        }
        self.len = lines.len() as u64;
        self.torn = false;
        *self.shared.file.lock().unwrap_or_else(PoisonError::into_inner) = (path, file);
        self.shared.named.store(true, SeqCst);
        self.shared.failed.store(false, SeqCst);
        if self.fs.stat(&old).is_ok() && self.fs.remove(&old).is_err() {
            self.retired.push((old, old_file));
        } else {
            // Back after a power cut, it would be taken for another program's words.
            let _ = self.fs.sync_dir(&dir);
        }
        Ok(())
    }

    /// Whether the document has unsaved changes.
    pub fn is_unsaved(&self, doc: &DocumentId) -> bool {
        self.docs.contains_key(doc)
    }

    /// The documents with unsaved changes.
    pub fn unsaved(&self) -> Vec<DocumentId> {
        let mut docs: Vec<DocumentId> = self.docs.keys().cloned().collect();
        docs.sort();
        docs
    }

    /// The job that saves a document's current value; `None` if nothing is unsaved.
    pub fn job(&self, doc: &DocumentId, ours: Value) -> Option<CheckpointJob> {
        let unsaved = self.docs.get(doc)?;
        let (upto, base) = (Sequence(unsaved.last), Arc::clone(&unsaved.base));
        Some(CheckpointJob { doc: doc.clone(), upto, base, ours: Arc::new(ours) })
    }

    /// Records a checkpoint. Returns the merged value if another program's changes were merged in and nothing was typed
    /// since; otherwise the next checkpoint merges them.
    ///
    /// A failed write of the record is ignored: recovery finds that the file already holds the changes.
    pub fn checkpointed(&mut self, checkpointed: &Checkpointed) -> Option<Value> {
        let mut adopt = checkpointed.merged.clone();
        if let Some(unsaved) = self.docs.get_mut(&checkpointed.doc) {
            if unsaved.last > checkpointed.upto.0 {
                adopt = None;
                unsaved.base = Arc::clone(&checkpointed.ours);
            } else {
                self.docs.remove(&checkpointed.doc);
            }
        }
        let _ = if self.docs.is_empty() && !self.torn {
            self.empty()
        } else {
            let line = JournalLine::Checkpointed {
                doc: checkpointed.doc.name().to_owned(),
                upto: checkpointed.upto.0,
            };
            self.write(&line.bytes(self.shared.next()))
        };
        adopt
    }

    fn empty(&mut self) -> Result<(), StoreError> {
        let (path, file) = self.shared.file();
        file.cut(0).doing("save", &path)?;
        self.len = 0;
        for (path, _) in self.retired.drain(..) {
            let _ = self.fs.remove(&path);
        }
        self.write(&self.first())
    }

    /// A handle for the disk thread and the signal thread.
    pub fn sync_handle(&self) -> SyncHandle {
        SyncHandle(Arc::clone(&self.shared))
    }

    /// Ends in an orderly way: removes the journal if everything is in its file; otherwise writes `closed` and syncs, and the
    /// next start recovers silently.
    pub fn close(self) -> Result<(), StoreError> {
        if !self.docs.is_empty() || !self.log.is_empty() {
            let handle = self.sync_handle();
            return handle.close().and_then(|()| handle.sync());
        }
        let (path, _file) = self.shared.file();
        for (path, _) in &self.retired {
            let _ = self.fs.remove(path);
        }
        self.fs.remove(&path).doing("remove", &path)
    }
}

/// Creates a journal file and locks it before renaming it to a name that other processes look at.
///
/// Where files cannot be locked, or not be renamed while they are open, the name ends with its owner's.
pub(super) fn born(
    fs: &dyn Fs,
    dir: &Path,
    seed: &mut u64,
) -> Result<(PathBuf, Arc<dyn Handle>), StoreError> {
    for _ in 0..16 {
        *seed = hash::fnv(&seed.to_le_bytes());
        let path = dir.join(format!("{seed:016x}"));
        let unborn = dir.join(format!(".{seed:016x}.new"));
        if fs.stat(&path).is_ok() {
            continue;
        }
        let file = match fs.create(&unborn) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => continue,
            other => other.doing("save", &unborn)?,
        };
        let named = match file.try_lock() {
            Ok(true) => fs.rename(&unborn, &path),
            // Another process took it for an orphan and is about to remove it.
            Ok(false) => continue,
            Err(error) => Err(error),
        };
        match named {
            Ok(()) => return Ok((path, file)),
            // Another process took it for an orphan and has removed it.
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => {
                drop(file);
                let _ = fs.remove(&unborn);
                if !Limit::Lock.is_met(&error) && !Limit::Replace.is_met(&error) {
                    return Err(StoreError::io("save", &path, error));
                }
            }
        }
        let path = dir.join(format!("{seed:016x}.{}", fs.owner()));
        return fs.create(&path).doing("save", &path).map(|file| (path, file));
    }
    Err(StoreError::new("save", dir, Cause::Exists))
}
