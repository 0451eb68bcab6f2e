//! The trash: moves stories there and restores them.

use jiff::Timestamp;
use serde_json::Value;

use super::error::{Cause, Doing, StoreError};
use super::install::Expected;
use super::replay::alike;
use super::{Disk, form, load};
use crate::story::{DocumentId, Story, StoryId};

impl Disk {
    /// Moves a story to the trash. A story with the same id there is moved to the history first.
    pub fn trash(&mut self, id: &StoryId, now: Timestamp) -> Result<(), StoreError> {
        let (from, to) = (self.paths.doc(&DocumentId::Story(id.clone())), self.paths.trashed(id));
        self.still_there()?;
        let dir = self.paths.trash();
        self.fs.make_dir(&dir).doing("make the directory", &dir)?;
        self.set_aside(&to, id, now)?;
        self.fs.rename(&from, &to).doing("delete", &from)?;
        self.seen.retain(|name, _| Some(name.as_os_str()) != from.file_name());
        self.last.remove(&DocumentId::Story(id.clone()));
        // Target directory first: after a power cut the story is in at least one of the two.
        self.sync_parent(&to)?;
        self.sync_parent(&from)
    }

    /// Moves a version file (see [`super::StoryFile::Version`]) to the trash, after the user has compared the two.
    pub fn trash_version(&mut self, file: &str, id: &StoryId, now: Timestamp) -> Result<(), StoreError> {
        let (from, to) = (self.paths.stories().join(file), self.paths.trash().join(file));
        if file.is_empty() || file.starts_with('.') || file.contains(['/', '\\', '\0']) {
            let why = "that is not the name of a file among the stories".to_owned();
            return Err(StoreError::new("delete", &from, Cause::Refused(why)));
        }
        self.still_there()?;
        let dir = self.paths.trash();
        self.fs.make_dir(&dir).doing("make the directory", &dir)?;
        self.set_aside(&to, id, now)?;
        self.fs.rename(&from, &to).doing("delete", &from)?;
        self.seen.remove(std::ffi::OsStr::new(file));
        self.sync_parent(&to)?;
        self.sync_parent(&from)
    }

    /// Restores a story from the trash. If a story with its id exists again, that one stays and the deleted one is
    /// moved to its history.
    pub fn restore(&mut self, id: &StoryId, now: Timestamp) -> Result<Story, StoreError> {
        let doc = DocumentId::Story(id.clone());
        let (from, to) = (self.paths.trashed(id), self.paths.doc(&doc));
        self.still_there()?;
        if self.fs.stat(&to).is_ok() {
            self.set_aside(&from, id, now)?;
            return Err(StoreError::new("bring back", &to, Cause::Exists));
        }
        let (bytes, _) = self.fs.read(&from, form::MOST).doing("bring back", &from)?;
        let read =
            form::story(&bytes).map_err(|why| StoreError::new("bring back", &from, Cause::Damaged(why)))?;
        // Not a rename: after a power cut only one of the two directories may show it.
        if !self.put(&to, &bytes, Expected::Nothing)? {
            return Err(StoreError::new("bring back", &to, Cause::Exists));
        }
        self.note_own(&to);
        // A copy left in the trash is harmless.
        let _ = self.fs.remove(&from).map(|()| self.sync_parent(&from));
        Ok(read.story)
    }

    /// The deleted stories, last changed first. Unreadable files are left out.
    pub fn trashed(&self) -> Vec<Story> {
        let dir = self.paths.trash();
        let names = self.fs.list(&dir).unwrap_or_default();
        let mut stories: Vec<Story> = names
            .into_iter()
            .filter_map(|name| load::id_of(name.to_str()?))
            .filter_map(|id| {
                let (bytes, _) = self.fs.read(&self.paths.trashed(&id), form::MOST).ok()?;
                form::story(&bytes).ok().map(|read| read.story)
            })
            .collect();
        stories.sort_by(|a, b| (b.updated, &b.id).cmp(&(a.updated, &a.id)));
        stories
    }

    /// Whether the trash holds exactly this story, durably.
    pub(super) fn is_trashed(&self, id: &StoryId, story: &Value) -> bool {
        let path = self.paths.trashed(id);
        let durable = self.fs.open(&path).and_then(|file| file.sync()).is_ok()
            && self.sync_parent(&path).is_ok()
            && self.sync_parent(&self.paths.doc(&DocumentId::Story(id.clone()))).is_ok();
        if !durable {
            return false;
        }
        let there = self.fs.read(&path, form::MOST).ok().and_then(|(bytes, _)| form::story(&bytes).ok());
        there.and_then(|read| serde_json::to_value(read.story).ok()).is_some_and(|v| alike(&v, story))
    }

    /// Moves a file in the trash to the history of its story; does nothing if there is no such file.
    fn set_aside(&mut self, path: &std::path::Path, id: &StoryId, now: Timestamp) -> Result<(), StoreError> {
        let bytes = match self.fs.read(path, form::MOST) {
            Ok((bytes, _)) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(StoreError::io("read", path, error)),
        };
        self.add_version(&DocumentId::Story(id.clone()), &bytes, now)?;
        self.fs.remove(path).doing("remove", path)
    }
}
