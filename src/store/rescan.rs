//! Detects changes by other programs with a few `stat` calls; lists directories only if those show a change.

use std::ffi::OsString;

use super::Disk;
use super::fs::follow;
use super::load::{StoryFile, entry_of};
use super::others::DOCUMENTS;
use crate::story::{DocumentId, StoryId};

/// A change by another program.
#[derive(Debug, Clone)]
pub enum Outside {
    /// A story file is new or changed.
    Found(StoryFile),
    /// A story file was removed.
    Gone {
        /// The name of the file in `stories/`.
        file: String,
        /// The id in its name, if it is one.
        id: Option<StoryId>,
    },
    /// The preparation or the user's own questions changed.
    Document(DocumentId),
    /// There may be other versions of the preparation or of the user's own questions, or fewer.
    Others,
    /// The practice log changed.
    Log,
}

impl Disk {
    /// What other programs changed since this process last read or wrote the files. One `stat` each for the stories
    /// directory, the open story, the log, the other documents and their directories; all stories only if the directory's time changed
    /// or `all` is set.
    pub fn rescan(&mut self, open: Option<&StoryId>, all: bool) -> Vec<Outside> {
        let mut outside = Vec::new();
        let dir = self.fs.stat(&self.paths.stories()).ok();
        let changed = if all || dir != self.stories_seen {
            // Stamp before listing: a change meanwhile is found by the next rescan.
            self.stories_seen = dir;
            self.changed_files()
        } else {
            open.map(|id| OsString::from(format!("{id}.json"))).into_iter().collect()
        };
        for name in changed {
            outside.extend(self.look_at(&name));
        }
        let mut dirs_changed = all;
        for doc in DOCUMENTS {
            let path = self.paths.doc(&doc);
            let stamp = self.fs.stat(&path).ok();
            if stamp != self.others.get(&path).copied() {
                self.note_other(path.clone(), stamp);
                outside.push(Outside::Document(doc));
            }
            let Some(dir) = path.parent() else { continue };
            let stamp = self.fs.stat(dir).ok();
            if stamp != self.others.get(dir).copied() {
                self.note_other(dir.to_owned(), stamp);
                dirs_changed = true;
            }
        }
        if dirs_changed {
            let stamps =
                self.other_files().into_iter().map(|(_, path)| (self.fs.stat(&path).ok(), path)).collect();
            if stamps != self.others_seen {
                self.others_seen = stamps;
                outside.push(Outside::Others);
            }
        }
        let path = self.paths.log();
        let stamp = self.fs.stat(&follow(self.fs.as_ref(), &path)).ok();
        if stamp != self.others.get(&path).copied() {
            self.note_other(path, stamp);
            outside.push(Outside::Log);
        }
        outside
    }

    fn note_other(&mut self, path: std::path::PathBuf, stamp: Option<super::Stamp>) {
        match stamp {
            Some(stamp) => self.others.insert(path, stamp),
            None => self.others.remove(&path),
        };
    }

    /// The names of story files that changed or were removed.
    fn changed_files(&self) -> Vec<OsString> {
        // A directory that cannot be listed right now does not mean that all files were removed.
        let Ok(names) = self.story_files() else { return Vec::new() };
        let dir = self.paths.stories();
        let there: std::collections::HashSet<&OsString> = names.iter().collect();
        let gone = self.seen.keys().filter(|name| !there.contains(name)).cloned();
        let changed =
            names.iter().filter(|name| self.fs.stat(&dir.join(name)).ok().as_ref() != self.seen.get(*name));
        let mut changed: Vec<OsString> = changed.cloned().chain(gone).collect();
        changed.sort();
        changed
    }

    fn look_at(&mut self, name: &OsString) -> Option<Outside> {
        let path = self.paths.stories().join(name);
        let file = name.to_string_lossy().into_owned();
        let id = super::load::id_of(&file);
        let Ok(stamp) = self.fs.stat(&path) else {
            return self.seen.remove(name).map(|_| Outside::Gone { file, id });
        };
        if self.seen.get(name) == Some(&stamp) {
            return None;
        }
        let (name, read, stamp) = self.read_stories(std::slice::from_ref(name)).pop()?;
        if let Some(stamp) = stamp {
            self.seen.insert(name, stamp);
        }
        let story = |id: &StoryId| self.fs.stat(&self.paths.doc(&DocumentId::Story(id.clone()))).is_ok();
        let version = read.as_ref().is_ok_and(|(held, _)| id.as_ref() != Some(&held.id) && story(&held.id));
        Some(Outside::Found(entry_of(file, read, version)))
    }
}
