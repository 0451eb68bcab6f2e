//! Imports many stories, all or none, whatever happens and when.
//!
//! They are first written to a journal of their own and to temporary files. The import counts from the moment at which
//! `closed` in the journal is durable; before, it can be canceled, and after a crash nothing of it is left. From then
//! on an ordinary recovery finishes it. Each step of the many files is synced once, not once a file.

use std::collections::HashSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;

use super::checkpoint::temp_of;
use super::error::{Cause, Doing, StoreError};
use super::fs::Handle;
use super::journal::born;
use super::replay::{JournalLine, Replay, Replayed};
use super::{Disk, form};
use crate::story::{Change, DocumentId, Story};

/// The most stories in one import.
pub const MOST_STORIES: usize = 10_000;

/// Where an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportStep {
    /// So many stories were written.
    Written(usize),
    /// The disk makes them durable.
    Syncing,
}

/// An import that an earlier process did not live to finish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftImport {
    /// The number of its stories, as far as they were written.
    pub stories: usize,
    /// Whether they are all there now; else none of them is.
    pub came_in: bool,
}

impl std::fmt::Display for LeftImport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.came_in, self.stories) {
            (false, _) => f.write_str("An import was interrupted, and nothing of it came in."),
            (true, 1) => f.write_str("An import was interrupted. It is complete now: 1 story came in."),
            (true, n) => write!(f, "An import was interrupted. It is complete now: {n} stories came in."),
        }
    }
}

/// Is told each step until an import counts, and returns false to cancel it.
type Watch<'w> = &'w mut dyn FnMut(ImportStep) -> bool;

/// The name of a story's file, and what is in it.
struct NewFile {
    path: PathBuf,
    text: String,
}

impl Disk {
    /// Adds stories, all or none. Their ids must be unused.
    pub fn import(&mut self, stories: &[Story]) -> Result<(), StoreError> {
        self.import_watched(stories, &mut |_| true).map(drop)
    }

    /// As [`Disk::import`], telling `watch` each step until the import counts; `watch` returns false to cancel it.
    ///
    /// Returns false if it was canceled: nothing came in.
    pub fn import_watched(&mut self, stories: &[Story], watch: Watch<'_>) -> Result<bool, StoreError> {
        let dir = self.paths.stories();
        let refuse = |why: String| Err(StoreError::new("import into", &dir, Cause::Refused(why)));
        if stories.len() > MOST_STORIES {
            return refuse(format!("{} stories are more than {MOST_STORIES}", stories.len()));
        }
        let (mut files, mut lines) = (Vec::new(), JournalLine::Import.bytes(0));
        let mut ids = HashSet::new();
        for (n, story) in (1..).zip(stories) {
            let doc = DocumentId::Story(story.id.clone());
            let path = self.paths.doc(&doc);
            let taken = self.fs.stat(&path).is_ok() || self.fs.stat(&self.paths.trashed(&story.id)).is_ok();
            if taken || !ids.insert(&story.id) {
                return Err(StoreError::new("import", &path, Cause::Exists));
            }
            let Ok(value) = serde_json::to_value(story) else {
                return refuse(format!("{} cannot be written down", story.name()));
            };
            let text = form::write(&value);
            if text.len() as u64 > form::MOST {
                return refuse(format!("{} is larger than 8 MiB", story.name()));
            }
            if form::object(text.as_bytes()).ok().as_ref() != value.as_object() {
                return refuse(format!("{} would not read back as it is", story.name()));
            }
            lines.extend(JournalLine::Base { doc: doc.name().to_owned(), value: Value::Null }.bytes(n));
            lines.extend(JournalLine::change(&doc, &Change::Whole(value)).bytes(n));
            files.push(NewFile { path, text });
        }
        self.still_there()?;
        let dir = self.paths.journals();
        self.fs.make_dir(&dir).doing("make the directory", &dir)?;
        let (path, journal) = born(Arc::clone(&self.fs).as_ref(), &dir, &mut self.seed)?;
        let result = self.import_files(&files, &lines, journal.as_ref(), watch);
        self.discard(&path, journal.as_ref());
        result
    }

    fn import_files(
        &mut self,
        files: &[NewFile],
        lines: &[u8],
        journal: &dyn Handle,
        watch: Watch<'_>,
    ) -> Result<bool, StoreError> {
        // A starting app removes temporary files that nobody seems to need.
        let _lock = self.checkpoint_lock();
        let dir = self.paths.journals();
        let mut temps = Vec::with_capacity(files.len());
        let fs = Arc::clone(&self.fs);
        let commit = || {
            journal.sync()?;
            journal.append(&JournalLine::Closed.bytes(0))?;
            journal.sync()?;
            fs.sync_dir(&dir)
        };
        let written = journal.append(lines).doing("import into", &dir);
        let counts = match written.and_then(|()| self.write_temps(files, &mut temps, watch)) {
            Ok(true) => commit().doing("import into", &dir).map(|()| true),
            other => other,
        };
        match counts {
            Ok(true) => self.name_all(files, &temps).map(|()| true),
            other => {
                let _ = self.remove_all(&temps);
                other
            }
        }
    }

    /// Gives the files their names, or takes all of them away again.
    fn name_all(&mut self, files: &[NewFile], temps: &[PathBuf]) -> Result<(), StoreError> {
        let mut named = Vec::with_capacity(files.len());
        let mut name = |(temp, file): (&PathBuf, &NewFile)| {
            if !self.install_new(temp, &file.path)? {
                return Err(StoreError::new("import", &file.path, Cause::Exists));
            }
            named.push(file.path.clone());
            Ok(())
        };
        let dir = self.paths.stories();
        let done = temps.iter().zip(files).try_for_each(&mut name);
        if let Err(error) = done.and_then(|()| self.fs.sync_dir(&dir).doing("import into", &dir)) {
            named.extend_from_slice(temps);
            let _ = self.remove_all(&named);
            return Err(error);
        }
        for path in &named {
            self.note_own(path);
        }
        self.remember_stories();
        Ok(())
    }

    /// Writes the files under temporary names, which it adds to `temps`, and makes their content durable.
    fn write_temps(
        &mut self,
        files: &[NewFile],
        temps: &mut Vec<PathBuf>,
        watch: Watch<'_>,
    ) -> Result<bool, StoreError> {
        for (n, NewFile { path, text }) in (1..).zip(files) {
            let (Some(dir), Some(name)) = (path.parent(), path.file_stem()) else { continue };
            let (temp, file) = self.temp(dir, &name.to_string_lossy()).doing("import", path)?;
            temps.push(temp);
            file.append(text.as_bytes()).doing("import", path)?;
            if !watch(ImportStep::Written(n)) {
                return Ok(false);
            }
        }
        if !watch(ImportStep::Syncing) {
            return Ok(false);
        }
        let dir = self.paths.stories();
        self.fs.sync_files(&dir, temps).doing("import into", &dir)?;
        Ok(watch(ImportStep::Syncing))
    }

    /// Takes back what was written of an import.
    fn remove_all(&self, paths: &[PathBuf]) -> Result<(), StoreError> {
        for path in paths {
            // Most are gone: what got its name has no temporary file any more.
            let _ = self.fs.remove(path);
        }
        let dir = self.paths.stories();
        self.fs.sync_dir(&dir).doing("import into", &dir)
    }

    /// Finishes an import whose process is gone: adds what is not there yet if it counts, else takes everything back.
    pub(super) fn finish_import(&mut self, replay: Replay) -> Result<LeftImport, StoreError> {
        let left = LeftImport { stories: replay.docs.len(), came_in: replay.closed };
        let (mut files, mut all) = (Vec::new(), HashSet::new());
        for Replayed { doc, ours, .. } in replay.docs {
            let (path, DocumentId::Story(id)) = (self.paths.doc(&doc), &doc) else { continue };
            if left.came_in && self.is_missing(&path)? && self.is_missing(&self.paths.trashed(id))? {
                files.push(NewFile { path, text: form::write(&ours) });
            }
            all.insert(doc.name().to_owned());
        }
        let _lock = self.checkpoint_lock();
        let dir = self.paths.stories();
        if left.stories > 0 && !self.is_missing(&dir)? {
            let names = self.fs.list(&dir).doing("read", &dir)?;
            // Beside a file, it may be a save that is to be completed.
            let ours = |name: &&OsString| {
                let id = name.to_str().and_then(temp_of).filter(|id| all.contains(*id));
                id.is_some_and(|id| self.fs.stat(&dir.join(format!("{id}.json"))).is_err())
            };
            // Also makes the names durable that were given before.
            self.remove_all(&names.iter().filter(ours).map(|name| dir.join(name)).collect::<Vec<_>>())?;
        }
        let mut temps = Vec::new();
        if files.is_empty() {
            return Ok(left);
        }
        let named =
            self.write_temps(&files, &mut temps, &mut |_| true).and_then(|_| self.name_all(&files, &temps));
        named.inspect_err(|_| drop(self.remove_all(&temps))).map(|()| left)
    }

    fn is_missing(&self, path: &Path) -> Result<bool, StoreError> {
        match self.fs.stat(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(true),
            other => other.doing("find", path).map(|_| false),
        }
    }
}
