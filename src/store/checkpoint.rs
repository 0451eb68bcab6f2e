//! The checkpoint: writes a document's unsaved changes into its file with a three-way merge.
//!
//! The base of the merge is the value that was read before the first change. Values are compared, not bytes: a file
//! that still holds the base value was not changed by another program, so no content hash is kept.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::error::{Cause, Doing, StoreError};
use super::fs::{FileKind, Handle};
use super::install::Expected;
use super::job::{CheckpointJob, Checkpointed, Sequence};

use super::replay::alike;
use super::{Disk, form, hash};
use crate::story::merge::{Merged, merge, other_rule};
use crate::story::merge_rule;
use crate::story::{DocumentId, Story, StoryId};

/// Attempts before giving up on a file that another program keeps changing.
pub(super) const TRIES: u32 = 8;
/// Longest wait for another process that holds the checkpoint lock: 400 attempts, 5 ms apart.
const LOCK_TRIES: u32 = 400;
const LOCK_PAUSE: Duration = Duration::from_millis(5);

/// The last checkpoint of a document, for jobs that were created before its result was known.
pub(super) struct LastCheckpoint {
    base: Arc<Value>,
    ours: Arc<Value>,
}

/// A file as it was found.
pub(super) struct There {
    pub bytes: Vec<u8>,
    pub value: Value,
}

impl Disk {
    /// Saves a document; durable on return. Never overwrites another program's change; a damaged file or one with a
    /// newer schema is an error and is not touched.
    pub fn checkpoint(&mut self, job: &CheckpointJob, now: Timestamp) -> Result<Checkpointed, StoreError> {
        // The journal must never be older than the files.
        let _ = self.settle_journal();
        self.still_there()?;
        let lock = self.checkpoint_lock();
        let mut base = Arc::clone(&job.base);
        if let Some(last) = self.last.get(&job.doc)
            && Arc::ptr_eq(&last.base, &job.base)
        {
            base = Arc::clone(&last.ours);
        }
        let mut checkpointed = Checkpointed {
            doc: job.doc.clone(),
            upto: job.upto,
            ours: Arc::clone(&job.ours),
            merged: None,
            sibling: None,
            recreated: false,
            unlocked: lock.is_none(),
        };
        let value = self.checkpoint_value(&base, &job.ours, &mut checkpointed, now)?;
        self.identity.stories |= matches!(job.doc, DocumentId::Story(_));
        checkpointed.merged = (value != *job.ours).then_some(value);
        let last = LastCheckpoint { base: Arc::clone(&job.base), ours: Arc::clone(&job.ours) };
        self.last.insert(job.doc.clone(), last);
        drop(lock);
        Ok(checkpointed)
    }

    /// Saves a document that a command changed from `base` to `ours`, and returns what is in the file afterwards.
    pub fn keep(
        &mut self,
        doc: &DocumentId,
        base: Value,
        ours: Value,
        now: Timestamp,
    ) -> Result<Value, StoreError> {
        let (base, ours) = (Arc::new(base), Arc::new(ours));
        let checkpointed =
            self.checkpoint(&CheckpointJob { doc: doc.clone(), upto: Sequence(0), base, ours }, now)?;
        Ok(checkpointed.merged.unwrap_or_else(|| (*checkpointed.ours).clone()))
    }

    fn checkpoint_value(
        &mut self,
        base: &Value,
        ours: &Value,
        checkpointed: &mut Checkpointed,
        now: Timestamp,
    ) -> Result<Value, StoreError> {
        let path = self.paths.doc(&checkpointed.doc);
        for _ in 0..TRIES {
            let there = match self.there(&checkpointed.doc) {
                Err(_) if self.finish_overwrite(&path) => self.there(&checkpointed.doc)?,
                there => there?,
            };
            let (value, conflicts) = match &there {
                None => (ours.clone(), false),
                Some(there) if there.value == *base => (ours.clone(), false),
                Some(there) => {
                    let merged = three_way(&checkpointed.doc, base, ours, &there.value);
                    (Value::Object(merged.value), !merged.conflicts.is_empty())
                }
            };
            if let Some(there) = &there
                && there.value == value
            {
                // The program that wrote it may not have synced it.
                self.fs.open(&path).and_then(|f| f.sync()).doing("save", &path)?;
                self.sync_parent(&path)?;
                return Ok(value);
            }
            if let (true, Some(there)) = (conflicts, &there) {
                checkpointed.sibling = self.keep_theirs(&checkpointed.doc, there)?;
            }
            if let Some(there) = &there {
                self.keep_version(&checkpointed.doc, there, &value, now);
            }
            let found = there.as_ref().map(|t| t.bytes.as_slice());
            if self.replace(&path, &value, found)? {
                checkpointed.recreated = found.is_none() && !base.is_null();
                return Ok(value);
            }
        }
        Err(StoreError::new("save", &path, Cause::Busy))
    }

    /// Reads a document's file; `None` if there is no file.
    pub(super) fn there(&self, doc: &DocumentId) -> Result<Option<There>, StoreError> {
        let path = self.paths.doc(doc);
        match self.fs.read(&path, form::MOST) {
            Ok((bytes, _)) => {
                let value = parse(doc, &path, &bytes)?;
                Ok(Some(There { bytes, value }))
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(self.unreadable(&path, error)),
        }
    }

    pub(super) fn unreadable(&self, path: &Path, error: std::io::Error) -> StoreError {
        match self.fs.stat(path).map(|s| s.kind) {
            Ok(FileKind::Directory) => {
                StoreError::new("read", path, Cause::Damaged("it is a directory, not a file".into()))
            }
            Ok(FileKind::Other) => {
                StoreError::new("read", path, Cause::Damaged("it is a link or a pipe, not a file".into()))
            }
            _ => StoreError::io("read", path, error),
        }
    }

    /// Replaces the file that was `found`; returns `false` without writing if it has changed since.
    pub(super) fn replace(
        &mut self,
        path: &Path,
        value: &Value,
        found: Option<&[u8]>,
    ) -> Result<bool, StoreError> {
        let text = form::write(value);
        let back = form::object(text.as_bytes());
        if text.len() as u64 > form::MOST {
            let why = "it would be larger than 8 MiB".to_owned();
            return Err(StoreError::new("save", path, Cause::Refused(why)));
        }
        if back.as_ref().ok() != value.as_object() {
            let why = "it would not read back as it is".to_owned();
            return Err(StoreError::new("save", path, Cause::Refused(why)));
        }
        let expected = found.map_or(Expected::Nothing, Expected::File);
        let done = self.put(path, text.as_bytes(), expected)?;
        if done {
            self.note_own(path);
        }
        Ok(done)
    }

    /// Writes a temporary file beside the target, makes it durable, and puts it in the target's place; `false` if
    /// something else than expected is there.
    pub(super) fn put(
        &mut self,
        path: &Path,
        bytes: &[u8],
        expected: Expected<'_>,
    ) -> Result<bool, StoreError> {
        let (Some(dir), Some(name)) = (path.parent(), path.file_stem()) else {
            return Err(StoreError::new("save", path, Cause::Refused("it has no directory".into())));
        };
        let (temp, file) = self.temp(dir, &name.to_string_lossy()).doing("save", path)?;
        let written = file.append(bytes).and_then(|()| file.sync()).doing("save", path);
        // Some places refuse to rename an open file.
        drop(file);
        match written.and_then(|()| self.install(&temp, path, bytes, expected)) {
            Ok(true) => Ok(true),
            // The only whole copy, if the target is torn: see `finish_overwrite`.
            Err(error) if self.torn(path, &temp) => Err(error),
            other => {
                // Only our own bytes: after an error it may be another program's file, which `tidy` looks at.
                if self.fs.read(&temp, form::MOST).is_ok_and(|(there, _)| there == bytes) {
                    let _ = self.fs.remove(&temp);
                }
                other
            }
        }
    }

    /// Whether `path` holds what a write over it leaves when it is interrupted: the first bytes of the temporary
    /// file, with zeros behind them after a power cut.
    fn torn(&self, path: &Path, temp: &Path) -> bool {
        let read = |path| self.fs.read(path, form::MOST).map(|(bytes, _)| bytes);
        let (Ok(there), Ok(whole)) = (read(path), read(temp)) else { return false };
        let written = there.iter().rposition(|&b| b != 0).map_or(0, |last| last + 1);
        there != whole && whole.starts_with(there.get(..written).unwrap_or_default())
    }

    /// The temporary file of a write over `path` that was interrupted, where a file cannot be replaced in one step
    /// ([`super::Limit::Replace`]).
    pub(super) fn interrupted(&self, path: &Path) -> Option<PathBuf> {
        let (dir, stem) = (path.parent()?, path.file_stem()?.to_str()?);
        let names = self.fs.list(dir).unwrap_or_default();
        let mut temps =
            names.iter().filter(|n| n.to_str().and_then(temp_of) == Some(stem)).map(|n| dir.join(n));
        // A temporary file may itself have been cut short.
        let whole =
            |temp: &PathBuf| self.fs.read(temp, form::MOST).is_ok_and(|(b, _)| form::object(&b).is_ok());
        temps.find(|temp| whole(temp) && self.torn(path, temp))
    }

    /// Completes a write over `path` that was interrupted; whether there was one. The caller holds the checkpoint lock.
    pub(super) fn finish_overwrite(&self, path: &Path) -> bool {
        self.interrupted(path).is_some_and(|temp| self.fs.rename(&temp, path).is_ok())
    }

    /// As [`Disk::there`], after completing a write that was interrupted.
    pub(super) fn there_finished(&self, doc: &DocumentId) -> Result<Option<There>, StoreError> {
        let path = self.paths.doc(doc);
        let there = self.there(doc);
        if there.is_ok() || self.interrupted(&path).is_none() {
            return there;
        }
        let _lock = self.checkpoint_lock();
        self.finish_overwrite(&path);
        self.there(doc)
    }

    /// Replaces a file atomically without syncing it.
    pub(super) fn put_soon(&mut self, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        let (Some(dir), Some(name)) = (path.parent(), path.file_stem()) else { return Ok(()) };
        let (temp, file) = self.temp(dir, &name.to_string_lossy()).doing("save", path)?;
        let done = file.append(bytes).and_then(|()| self.fs.rename(&temp, path));
        done.inspect_err(|_| drop(self.fs.remove(&temp))).doing("save", path)
    }

    pub(super) fn temp(&mut self, dir: &Path, name: &str) -> std::io::Result<(PathBuf, Arc<dyn Handle>)> {
        let mut tries = 0;
        loop {
            self.seed = hash::fnv(&self.seed.to_le_bytes());
            let temp = dir.join(format!(".{name}.{:016x}.tmp", self.seed));
            match self.fs.create(&temp) {
                Ok(file) => return Ok((temp, file)),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound && tries < TRIES => {
                    let in_data = dir.starts_with(&self.paths.places.data);
                    if in_data && self.fs.stat(&self.paths.places.data).is_err() {
                        return Err(error);
                    }
                    self.fs.make_dir(dir)?;
                    if let Some(above) = dir.parent() {
                        self.fs.sync_dir(above)?;
                    }
                }
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists && tries < TRIES => {}
                Err(error) => return Err(error),
            }
            tries += 1;
        }
    }

    pub(super) fn sync_parent(&self, path: &Path) -> Result<(), StoreError> {
        let dir = path.parent().unwrap_or(path);
        self.fs.sync_dir(dir).doing("save", dir)
    }

    /// Syncs this process's journal and the journal directory.
    fn settle_journal(&mut self) -> Result<(), StoreError> {
        match &self.journal {
            Some(journal) => journal.sync(),
            None if self.settled => Ok(()),
            None => {
                let dir = self.paths.journals();
                if self.fs.stat(&dir).is_ok() {
                    self.fs.sync_dir(&dir).doing("save", &dir)?;
                }
                self.settled = true;
                Ok(())
            }
        }
    }

    /// Takes the checkpoint lock of this store; `None` if another process holds it for two seconds.
    pub(super) fn checkpoint_lock(&self) -> Option<Arc<dyn Handle>> {
        let path = self.paths.lock();
        let file = if let Ok(file) = self.fs.open(&path) {
            file
        } else {
            self.fs.make_dir(&self.paths.state).ok()?;
            self.fs.create(&path).or_else(|_| self.fs.open(&path)).ok()?
        };
        for _ in 0..LOCK_TRIES {
            if file.try_lock().ok()? {
                return Some(file);
            }
            self.fs.pause(LOCK_PAUSE);
        }
        None
    }

    /// Keeps the other side of a conflict: a story as a sibling version, any other document in a file beside it.
    pub(super) fn keep_theirs(
        &mut self,
        doc: &DocumentId,
        there: &There,
    ) -> Result<Option<Story>, StoreError> {
        let DocumentId::Story(id) = doc else {
            self.keep_other(doc, &there.value)?;
            return Ok(None);
        };
        let path = self.paths.doc(doc);
        let mut value = there.value.clone();
        // The id is derived from the content: saving the same conflict again, as after a crash, adds no second copy.
        let mut draw = hash::fnv(&there.bytes) ^ hash::fnv(id.as_str().as_bytes());
        for _ in 0..TRIES {
            draw = hash::fnv(&draw.to_le_bytes());
            let own = StoryId::from_bits(draw);
            let map = value.as_object_mut();
            let Some(map) = map else { break };
            map.insert("id".into(), own.as_str().into());
            map.insert("version_of".into(), id.as_str().into());
            let target = DocumentId::Story(own);
            let story = Story::from_value(value.clone()).ok();
            match self.there(&target)? {
                Some(other) if alike(&other.value, &value) => return Ok(story),
                Some(_) => continue,
                None => {}
            }
            if self.replace(&self.paths.doc(&target), &value, None)? {
                return Ok(story);
            }
        }
        Err(StoreError::new("keep another version of", &path, Cause::Busy))
    }
}

/// Parses a document strictly; a story is normalized to the form in which this program writes it.
pub(super) fn parse(doc: &DocumentId, path: &Path, bytes: &[u8]) -> Result<Value, StoreError> {
    let damaged = |why| StoreError::new("read", path, Cause::Damaged(why));
    let map = form::object(bytes).map_err(damaged)?;
    let DocumentId::Story(id) = doc else { return Ok(Value::Object(map)) };
    let read = form::story(bytes).map_err(damaged)?;
    if let Some(newer) = read.newer {
        return Err(StoreError::new("change", path, Cause::Newer(newer)));
    }
    if read.story.id != *id {
        return Err(damaged(format!("it says that it is the story {}", read.story.id)));
    }
    serde_json::to_value(read.story).map_err(|error| damaged(error.to_string()))
}

fn three_way(doc: &DocumentId, base: &Value, ours: &Value, theirs: &Value) -> Merged {
    let nothing = Map::new();
    let map = |value| Value::as_object(value).unwrap_or(&nothing);
    let rule = if matches!(doc, DocumentId::Story(_)) { merge_rule } else { other_rule };
    merge(map(base), map(ours), map(theirs), rule)
}

/// The stem of the file that a temporary file is to replace, from its name; `None` for any other name.
pub(super) fn temp_of(name: &str) -> Option<&str> {
    let (stem, rest) = name.strip_prefix('.')?.split_once('.')?;
    let drawn = rest.strip_suffix(".tmp")?;
    (!stem.is_empty() && drawn.len() == 16 && drawn.bytes().all(|b| b.is_ascii_hexdigit())).then_some(stem)
}
