//! Recovery at start: what an earlier process wrote into its journal and could not save.

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::Value;

use super::Disk;
use super::error::StoreError;
use super::fs::Handle;
use super::job::{CheckpointJob, Sequence};
use super::replay::{JournalLine, Replayed, replay};
use crate::story::{DocumentId, Story};

/// What was found unsaved at the start.
#[derive(Debug, Default)]
pub struct Recovered {
    /// The documents that were saved now.
    pub kept: Vec<Kept>,
    /// The documents that could not be saved; their words stay in the journal and are tried again.
    pub failed: Vec<(DocumentId, StoreError)>,
}

/// A document with changes that had not been saved.
#[derive(Debug)]
pub struct Kept {
    /// Which.
    pub doc: DocumentId,
    /// What the story is called; empty for the other documents.
    pub title: String,
    /// The number of changes.
    pub changes: usize,
    /// Where the last words were typed: the text's key, and the byte after them.
    pub last: Option<(String, usize)>,
    /// What was in the file before, for undo; null where there was none.
    pub before: Value,
    /// What is in the file now.
    pub now: Value,
    /// Whether the program had ended in an orderly way, so that nothing needs to be said.
    pub silent: bool,
    /// Somebody else's version, where both had changed the same field.
    pub sibling: Option<Story>,
}

impl Disk {
    /// Saves what orphaned journals hold. Doing it again does nothing more.
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
        recovered
    }

    /// Takes a journal away whose words are in their files, for good: they must not come back over later ones.
    pub(super) fn discard(&self, path: &Path, journal: &dyn Handle) {
        let dir = self.paths.journals();
        if self.fs.remove(path).and_then(|()| self.fs.sync_dir(&dir)).is_err() {
            let _ = journal.cut(0).and_then(|()| journal.sync());
        }
    }

    /// The lock of a journal whose process is gone.
    pub(super) fn orphan(&self, path: &Path) -> Option<Arc<dyn Handle>> {
        let file = self.fs.open(path).ok()?;
        let taken = file.try_lock().ok()?;
        // Whoever had it may have removed or renamed it between the opening and the lock.
        let same = file.stamp().ok()?.inode == self.fs.stat(path).ok()?.inode;
        (taken && same).then_some(file)
    }

    /// Saves one journal's documents; `true` where nothing of it is left to do.
    fn recover_one(
        &mut self,
        path: &Path,
        journal: &dyn Handle,
        now: Timestamp,
        out: &mut Recovered,
    ) -> bool {
        let Ok((bytes, _)) = self.fs.read(path, u64::MAX - 1) else { return false };
        let replay = replay(&bytes);
        if replay.hole || replay.docs.iter().any(|d| d.odd) {
            // Words that fit nowhere are put where they can be looked for.
            let aside = self.paths.unread();
            let to = aside.join(path.file_name().unwrap_or_default());
            let _ = self.fs.make_dir(&aside).and_then(|()| self.keep_copy(&to, &bytes));
        }
        let (mut notes, mut done) = (Vec::new(), true);
        for doc in replay.docs {
            let name = doc.doc.clone();
            match self.recover_doc(doc, replay.closed, now) {
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
        if !done && !notes.is_empty() {
            // What could be saved is not to be saved again, over what may come later.
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
        let there = self.there(&left.doc)?.map(|t| t.value);
        let last = left.last();
        if let Some(there) = &there
            && left.passed(there)
        {
            // It was saved on the way and the journal did not live to say so.
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
            // With what was typed before it went. Somebody else's edit would have beaten the delete.
            self.trash(id, now)?;
            return Ok(None);
        }
        let now = checkpointed.merged.unwrap_or_else(|| (*checkpointed.ours).clone());
        let before = there.unwrap_or_default();
        if before == now {
            return Ok(None);
        }
        let title = serde_json::from_value::<Story>(now.clone()).map(|s| s.name()).unwrap_or_default();
        let (doc, changes, sibling) = (left.doc, left.changes, checkpointed.sibling);
        Ok(Some(Kept { doc, title, changes, last, before, now, silent, sibling }))
    }

    fn keep_copy(&self, to: &Path, bytes: &[u8]) -> std::io::Result<()> {
        let file = self.fs.create(to)?;
        file.append(bytes).and_then(|()| file.sync())
    }

    /// Removes what savers that were killed left half written, and earlier versions past their time. For after
    /// the start, when nothing waits for the disk.
    pub fn tidy(&mut self, now: Timestamp) {
        self.prune_all(now);
        let (paths, histories) = (self.paths.clone(), self.paths.histories());
        let mut dirs = vec![paths.stories(), paths.trash(), paths.places.data.clone(), paths.state.clone()];
        dirs.extend(paths.doc(&DocumentId::OwnQuestions).parent().map(Path::to_path_buf));
        dirs.extend(self.fs.list(&histories).unwrap_or_default().iter().map(|name| histories.join(name)));
        for dir in dirs {
            let Ok(names) = self.fs.list(&dir) else { continue };
            let stray: Vec<_> = names.into_iter().filter(|n| is_temp(&n.to_string_lossy())).collect();
            if stray.is_empty() {
                continue;
            }
            let Some(_lock) = self.checkpoint_lock() else { return };
            for name in stray {
                let _ = self.fs.remove(&dir.join(name));
            }
        }
    }
}

/// Whether a file's name is one that only an unfinished save of ours has.
pub(super) fn is_temp(name: &str) -> bool {
    let Some((stem, rest)) = name.strip_prefix('.').and_then(|n| n.split_once('.')) else { return false };
    let Some(drawn) = rest.strip_suffix(".tmp") else { return false };
    !stem.is_empty() && drawn.len() == 16 && drawn.bytes().all(|b| b.is_ascii_hexdigit())
}
