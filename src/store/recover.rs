//! Recovery at start: saves the changes that earlier processes left in their journals.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::Value;

use super::Disk;
use super::checkpoint::temp_of;
use super::error::{ErrorKind, StoreError};
use super::fs::Handle;
use super::import::LeftImport;
use super::job::{CheckpointJob, Sequence};
use super::replay::{JournalLine, Replayed, replay};
use crate::story::{DocumentId, Story};

/// The result of a recovery.
#[derive(Debug, Default)]
pub struct Recovered {
    /// The documents that were saved.
    pub kept: Vec<Kept>,
    /// The documents that are kept apart from their file, which cannot be written: stories as stories of their own, any
    /// other document as another version.
    pub apart: Vec<(DocumentId, StoreError)>,
    /// The documents that could not be saved; they stay in the journal for the next recovery.
    pub failed: Vec<(DocumentId, StoreError)>,
    /// Why lines of the practice log could not be added to it; they stay in the journal.
    pub log_failed: Option<StoreError>,
    /// The imports that were interrupted.
    pub imports: Vec<LeftImport>,
    /// The texts of editors that are kept apart from their part.
    pub edits: Vec<LeftEdit>,
}

/// A recovered document.
#[derive(Debug)]
pub struct Kept {
    /// Which.
    pub doc: DocumentId,
    /// The story's name; empty for other documents.
    pub title: String,
    /// The number of changes.
    pub changes: usize,
    /// The position of the last splice: the field's key and the byte offset after the inserted text.
    pub last: Option<(String, usize)>,
    /// The value in the file before, for undo; null if there was no file.
    pub before: Value,
    /// The value in the file now.
    pub now: Value,
    /// Whether the program had ended in an orderly way, so that no message is shown.
    pub silent: bool,
    /// The other version, if both had changed the same field.
    pub sibling: Option<Story>,
}

/// A text of an editor that did not go back into its part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftEdit {
    /// The story that it is kept as, or is a version of.
    pub name: String,
    /// Whether it is kept as a second version, since the part was changed meanwhile; else as a story of its own.
    pub is_version: bool,
}

impl std::fmt::Display for LeftEdit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.is_version {
            write!(f, "Your editor left another text for {}. Both are kept; Stories shows them.", self.name)
        } else {
            write!(f, "Your editor left a text whose story is not there. Stories shows it: {}.", self.name)
        }
    }
}

impl Disk {
    /// Saves the changes in orphaned journals, and what editors left. Idempotent.
    pub fn recover(&mut self, now: Timestamp) -> Recovered {
        let mut recovered = Recovered::default();
        let dir = self.paths.journals();
        let mut names = self.fs.list(&dir).unwrap_or_default();
        names.sort();
        for name in names {
            let path = dir.join(&name);
            let Some(journal) = self.orphan(&path) else { continue };
            if self.recover_one(&path, journal.as_ref(), now, &mut recovered) {
                self.discard(&path, journal.as_ref());
            }
        }
        self.recover_edits(now, &mut recovered);
        recovered
    }

    /// Removes a fully saved journal durably: replaying it later would overwrite newer changes.
    pub(super) fn discard(&self, path: &Path, journal: &dyn Handle) {
        let dir = self.paths.journals();
        if self.fs.remove(path).and_then(|()| self.fs.sync_dir(&dir)).is_err() {
            let _ = journal.cut(0).and_then(|()| journal.sync());
        }
    }

    /// Locks a journal whose process is gone; `None` if it is alive.
    pub(super) fn orphan(&self, path: &Path) -> Option<Arc<dyn Handle>> {
        let file = self.fs.open(path).ok()?;
        let taken = match file.try_lock() {
            Err(error) if error.kind() == std::io::ErrorKind::Unsupported => owner_of(path).is_some(),
            other => other.ok()?,
        };
        let gone = owner_of(path).is_none_or(|owner| !self.fs.may_run(&owner));
        // The owner may have removed or renamed the file between open and lock.
        let same = file.stamp().ok()?.inode == self.fs.stat(path).ok()?.inode;
        (taken && gone && same).then_some(file)
    }

    /// Saves one journal's documents; returns whether all of them were saved.
    fn recover_one(
        &mut self,
        path: &Path,
        journal: &dyn Handle,
        now: Timestamp,
        out: &mut Recovered,
    ) -> bool {
        let Ok((bytes, _)) = self.fs.read(path, u64::MAX - 1) else { return false };
        let replay = replay(&bytes);
        if replay.import {
            let first = replay.docs.first().map(|doc| doc.doc.clone());
            return match self.finish_import(replay) {
                Ok(left) => {
                    out.imports.extend((left.stories > 0).then_some(left));
                    true
                }
                Err(error) => {
                    out.failed.extend(first.map(|doc| (doc, error)));
                    false
                }
            };
        }
        if replay.hole || replay.docs.iter().any(|d| d.odd) {
            // Keep a copy: some changes cannot be applied automatically.
            let aside = self.paths.unread();
            let to = aside.join(path.file_name().unwrap_or_default());
            let _ = self.fs.make_dir(&aside).and_then(|()| self.keep_copy(&to, &bytes));
        }
        let (mut notes, mut done) = (Vec::new(), true);
        for doc in replay.docs {
            let (name, ours) = (doc.doc.clone(), doc.ours.clone());
            let recovered = match self.recover_doc(doc, replay.closed, now) {
                Err(error) if matches!(error.kind(), ErrorKind::Damaged | ErrorKind::Newer) => {
                    self.keep_apart(&name, &ours).map(|()| {
                        out.apart.push((name.clone(), error));
                        None
                    })
                }
                recovered => recovered,
            };
            match recovered {
                Ok(kept) => {
                    out.kept.extend(kept);
                    notes.extend(
                        JournalLine::Checkpointed { doc: name.name().to_owned(), upto: u64::MAX }.bytes(0),
                    );
                }
                Err(error) => {
                    done = false;
                    out.failed.push((name, error));
                }
            }
        }
        if let Err(error) = self.recover_log(&replay.log) {
            done = false;
            out.log_failed = Some(error);
        }
        if !done && !notes.is_empty() {
            // Record what was saved, so that the next recovery does not save it again over newer changes.
            if replay.closed {
                notes.extend(JournalLine::Closed.bytes(0));
            }
            let _ = journal.cut(replay.good as u64).and_then(|()| journal.append(&notes));
            let _ = journal.sync();
        }
        done
    }

    fn recover_doc(
        &mut self,
        mut left: Replayed,
        silent: bool,
        now: Timestamp,
    ) -> Result<Option<Kept>, StoreError> {
        let there = self.there_finished(&left.doc)?.map(|t| t.value);
        let last = left.last();
        if let Some(there) = &there
            && left.passed(there)
        {
            // It was saved, but the process died before recording that in the journal.
            left.base = there.clone();
        }
        let (base, ours) = (Arc::new(left.base), Arc::new(left.ours));
        let job = CheckpointJob { doc: left.doc.clone(), upto: Sequence(0), base, ours };
        if let (true, None, DocumentId::Story(id)) = (left.deleted, &there, &left.doc)
            && self.is_trashed(id, &job.ours)
        {
            return Ok(None);
        }
        let checkpointed = self.checkpoint(&job, now)?;
        if let (true, None, DocumentId::Story(id)) = (left.deleted, &checkpointed.merged, &left.doc) {
            // Includes what was typed before the deletion. An edit by another program wins over a deletion.
            self.trash(id, now)?;
            return Ok(None);
        }
        let now = checkpointed.merged.unwrap_or_else(|| (*checkpointed.ours).clone());
        let before = there.unwrap_or_default();
        if before == now {
            return Ok(None);
        }
        let title = Story::from_value(now.clone()).map(|s| s.name()).unwrap_or_default();
        let (doc, changes, sibling) = (left.doc, left.changes, checkpointed.sibling);
        Ok(Some(Kept { doc, title, changes, last, before, now, silent, sibling }))
    }

    /// Adds the lines that the practice log does not have.
    fn recover_log(&mut self, lines: &[Value]) -> Result<(), StoreError> {
        if lines.is_empty() {
            return Ok(());
        }
        let there = self.read_log()?;
        let ids: HashSet<Value> = there
            .lines
            .iter()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok()?.get_mut("id").map(Value::take))
            .collect();
        let log = self.log_file();
        for line in lines.iter().filter(|line| line.get("id").is_none_or(|id| !ids.contains(id))) {
            log.append(line)?;
        }
        self.sync_log()
    }

    fn keep_copy(&self, to: &Path, bytes: &[u8]) -> std::io::Result<()> {
        let file = self.fs.create(to)?;
        file.append(bytes).and_then(|()| file.sync())
    }

    /// Removes temporary files of killed processes, after completing what they began, and expired versions. Call it when nothing waits for the disk.
    pub fn tidy(&mut self, now: Timestamp) {
        self.remember_stories();
        self.prune_all(now);
        let (paths, histories) = (self.paths.clone(), self.paths.histories());
        let mut dirs = vec![paths.stories(), paths.trash(), paths.places.data.clone(), paths.state.clone()];
        dirs.extend(paths.doc(&DocumentId::OwnQuestions).parent().map(Path::to_path_buf));
        dirs.extend(self.fs.list(&histories).unwrap_or_default().iter().map(|name| histories.join(name)));
        for dir in dirs {
            let Ok(names) = self.fs.list(&dir) else { continue };
            let stray: Vec<_> =
                names.iter().filter_map(|n| n.to_str()).filter(|n| temp_of(n).is_some()).collect();
            if stray.is_empty() {
                continue;
            }
            let Some(_lock) = self.checkpoint_lock() else { return };
            for name in stray {
                let target = dir.join(format!("{}.json", temp_of(name).unwrap_or_default()));
                let temp = dir.join(name);
                // Of an import that was undone, nothing stands where it would have been placed.
                let new = self.fs.stat(&target).is_err();
                if new || (!self.finish_overwrite(&target) && self.keep_displaced(&temp, &target, now)) {
                    let _ = self.fs.remove(&temp);
                }
            }
        }
    }
}

/// The owner in the name of a journal that was made where files cannot be locked.
fn owner_of(journal: &Path) -> Option<String> {
    let name = journal.file_name()?.to_str()?;
    name.strip_prefix(|c: char| c != '.')?.split_once('.').map(|(_, owner)| owner.to_owned())
}
