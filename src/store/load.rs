//! Loads all stories and the other documents.
//!
//! The file named after the id it holds is the story. Other files with the same id, such as a sync tool's conflict
//! copies, are versions of it; if no file has the right name, the newest is the story. No file is renamed.

use std::collections::HashSet;
use std::ffi::OsString;
use std::sync::Arc;

use serde_json::Value;

use super::checkpoint::temp_of;
use super::error::{ErrorKind, StoreError};
use super::fs::Stamp;
use super::{Disk, form};
use crate::story::{DocumentId, Story, StoryId, title_key};

/// Up to this many files are read on one thread.
const FEW: usize = 100;
/// Typical size of a story in memory, in bytes.
const USUAL: usize = 4 << 10;
/// Reading this many stories takes less time than starting a thread.
const HANDFUL: usize = 10;

/// Stories per batch.
const BATCH: usize = 5000;

/// One file of the stories directory.
#[derive(Debug, Clone)]
pub enum StoryFile {
    /// A story.
    Story {
        /// The story.
        story: Arc<Story>,
        /// The file's schema, if it is newer than this program's.
        read_only: Option<u32>,
    },
    /// A file that holds another version of a story under a different name.
    Version {
        /// The name of the file in `stories/`.
        file: String,
        /// What it holds; its id is that of the story it is a version of.
        story: Arc<Story>,
    },
    /// A damaged file. It is never written to.
    Damaged {
        /// The name of the file in `stories/`.
        file: String,
        /// The id in its name, if it is one.
        id: Option<StoryId>,
        /// The reason, for the user.
        reason: String,
    },
}

impl StoryFile {
    /// The file's name, if it is not the one of the story it holds.
    fn file(&self) -> Option<&str> {
        match self {
            Self::Story { .. } => None,
            Self::Version { file, .. } | Self::Damaged { file, .. } => Some(file),
        }
    }
}

/// A story as read from a file, and the file's schema if it is newer than this program's.
pub(super) type Held = (Arc<Story>, Option<u32>);

/// A file of the stories directory: its name, its story or the reason why it cannot be read, and its stamp.
pub(super) type Found = (OsString, Result<Held, String>, Option<Stamp>);

/// Stamps by file name.
type Stamps = Vec<(OsString, Stamp)>;

impl Disk {
    /// Whether reading all stories would delay the first frame too long.
    pub fn is_large(&self) -> bool {
        self.count_stories() > FEW
    }

    /// Whether loading inline is faster than starting a thread: no journal is left from an earlier run, and there are
    /// either a handful of stories or so many that they are loaded later.
    pub fn starts_quickly(&self) -> bool {
        let journals = self.fs.count(&self.paths.journals(), 1).unwrap_or(0);
        let stories = self.count_stories();
        journals == 0 && (stories <= HANDFUL || stories > FEW)
    }

    /// The number of files in the stories directory, counted up to [`FEW`] plus one.
    fn count_stories(&self) -> usize {
        self.fs.count(&self.paths.stories(), FEW + 1).unwrap_or(0)
    }

    /// Loads all stories and passes them on in batches.
    pub fn load(&mut self, batch: &mut dyn FnMut(Vec<StoryFile>)) -> Result<(), StoreError> {
        let (mut entries, seen) = self.read_all()?;
        while !entries.is_empty() {
            let rest = entries.split_off(entries.len().min(BATCH));
            batch(std::mem::replace(&mut entries, rest));
        }
        // After the batches: the caller waits for those, not for this.
        self.seen = seen.into_iter().collect();
        Ok(())
    }

    /// Loads all stories, sorted by title as people do and then by id; versions and damaged files last.
    pub fn load_all(&mut self) -> Result<Vec<StoryFile>, StoreError> {
        let (mut entries, seen) = self.read_all()?;
        self.seen = seen.into_iter().collect();
        entries.sort_by_cached_key(|entry| match entry {
            StoryFile::Story { story, .. } => (0, title_key(&story.name()), story.id.as_str().to_owned()),
            StoryFile::Version { file, .. } => (1, file.clone(), String::new()),
            StoryFile::Damaged { file, .. } => (2, file.clone(), String::new()),
        });
        Ok(entries)
    }

    /// All files with their stamps as of reading.
    fn read_all(&mut self) -> Result<(Vec<StoryFile>, Stamps), StoreError> {
        self.stories_seen = self.fs.stat(&self.paths.stories()).ok();
        let names = self.story_files()?;
        // Starting a thread costs more than reading a few files.
        let half = if names.len() < FEW { 0 } else { names.len() / 2 };
        let (first, second) = names.split_at(half);
        let found = std::thread::scope(|scope| {
            // Where the system allows no more threads, this one reads all.
            let start = || std::thread::Builder::new().spawn_scoped(scope, || self.read_stories(first)).ok();
            let other = (half > 0).then(start).flatten();
            let mut found = self.read_stories(second);
            let read = other.and_then(|other| other.join().ok());
            found.extend(read.unwrap_or_else(|| self.read_stories(first)));
            found
        });
        let (mut entries, seen) = told_apart(self.finished(found));
        // Independent of the order in which the file system lists them.
        entries.sort_by(|a, b| match (a, b) {
            (StoryFile::Story { story: a, .. }, StoryFile::Story { story: b, .. }) => {
                (a.created, &a.id).cmp(&(b.created, &b.id))
            }
            (a, b) => a.file().cmp(&b.file()),
        });
        Ok((entries, seen))
    }

    /// Reads the damaged files again whose interrupted write can be completed.
    fn finished(&self, mut found: Vec<Found>) -> Vec<Found> {
        let dir = self.paths.stories();
        if found.iter().all(|(_, read, _)| read.is_ok()) {
            return found;
        }
        let names = self.fs.list(&dir).unwrap_or_default();
        let begun: HashSet<&str> = names.iter().filter_map(|n| n.to_str().and_then(temp_of)).collect();
        for (name, read, stamp) in found.iter_mut().filter(|(_, read, _)| read.is_err()) {
            let path = dir.join(&*name);
            if !path.file_stem().and_then(|s| s.to_str()).is_some_and(|stem| begun.contains(stem)) {
                continue;
            }
            let _lock = self.checkpoint_lock();
            self.finish_overwrite(&path);
            if let Some(again) = self.read_stories(std::slice::from_ref(name)).pop() {
                (_, *read, *stamp) = again;
            }
        }
        found
    }

    /// The names of files that may be stories; empty if the directory does not exist.
    pub(super) fn story_files(&self) -> Result<Vec<OsString>, StoreError> {
        let dir = self.paths.stories();
        match self.fs.list(&dir) {
            Ok(mut names) => {
                names.retain(|name| {
                    let name = name.to_string_lossy();
                    has_json_ending(&name) && !is_leftover(&name)
                });
                Ok(names)
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(StoreError::io("read", &dir, error)),
        }
    }

    pub(super) fn read_stories(&self, names: &[OsString]) -> Vec<Found> {
        let dir = self.paths.stories();
        if names.len() >= FEW / 2 {
            make_room(names.len() * USUAL);
        }
        let read = |name: &OsString| {
            let path = dir.join(name);
            match self.fs.read(&path, form::MOST) {
                Ok((bytes, stamp)) => {
                    let held = form::story(&bytes).map(|read| (Arc::new(read.story), read.newer));
                    (name.clone(), held, Some(stamp))
                }
                Err(error) => {
                    let error = self.unreadable(&path, error);
                    let why = match error.kind() {
                        ErrorKind::TooLarge => "it is larger than 8 MiB".to_owned(),
                        _ => error.reason(),
                    };
                    (name.clone(), Err(why), self.fs.stat(&path).ok())
                }
            }
        };
        names.iter().map(read).collect()
    }

    /// Loads the preparation, the user's own questions, or one story; `None` if there is no file.
    pub fn load_document(&mut self, doc: &DocumentId) -> Result<Option<Value>, StoreError> {
        // Stamp before content: a change in between is found by the next rescan.
        self.note_own(&self.paths.doc(doc));
        Ok(self.there_finished(doc)?.map(|there| there.value))
    }
}

/// Grows this thread's heap ahead of a large number of small allocations.
///
/// glibc's malloc grows a thread's arena one page at a time with a system call that takes the process-wide memory
/// map lock, which costs as much as reading the files. Freed memory stays in the arena and is reused.
fn make_room(bytes: usize) {
    // Below the mmap threshold, so that the blocks come from the arena.
    const BLOCK: usize = 100 << 10;
    let blocks: Vec<Vec<u8>> = (0..bytes / BLOCK).map(|_| Vec::with_capacity(BLOCK)).collect();
    drop(std::hint::black_box(blocks));
}

fn has_json_ending(name: &str) -> bool {
    name.len() > 5 && name.get(name.len() - 5..).is_some_and(|end| end.eq_ignore_ascii_case(".json"))
}

/// Whether a file name is one of those that systems, editors and sync tools give to files of their own: hidden ones
/// (`._x.json`, `.#x.json`, `.x.json.swp`), owner and half files (`~$x.json`, `#x.json#`).
pub(super) fn is_leftover(name: &str) -> bool {
    name.starts_with(['.', '~', '#'])
}

/// The id in a file's name.
pub(super) fn id_of(name: &str) -> Option<StoryId> {
    StoryId::parse(name.strip_suffix(".json")?).ok()
}

/// Classifies a file; `version` is set if another file is the story with its id.
pub(super) fn entry_of(file: String, read: Result<Held, String>, version: bool) -> StoryFile {
    match read {
        Ok((story, _)) if version => StoryFile::Version { file, story },
        Ok((story, read_only)) => StoryFile::Story { story, read_only },
        Err(reason) => StoryFile::Damaged { id: id_of(&file), file, reason },
    }
}

/// Splits files into stories, versions and damaged files, and returns their stamps.
fn told_apart(found: Vec<Found>) -> (Vec<StoryFile>, Stamps) {
    // The common case: the file is named after the id it holds.
    let mut entries = Vec::with_capacity(found.len());
    let mut seen = Vec::with_capacity(found.len());
    let mut others = Vec::new();
    for (name, read, stamp) in found {
        match read {
            Ok((story, read_only)) if name.to_str().and_then(id_of).as_ref() == Some(&story.id) => {
                entries.push(StoryFile::Story { story, read_only });
                seen.extend(stamp.map(|stamp| (name, stamp)));
            }
            read => others.push((name, read, stamp)),
        }
    }
    let mut taken = HashSet::new();
    if !others.is_empty() {
        taken.extend(entries.iter().filter_map(|entry| match entry {
            StoryFile::Story { story, .. } => Some(story.id.clone()),
            StoryFile::Version { .. } | StoryFile::Damaged { .. } => None,
        }));
        // Newest first: the first of those with one id is the story if no file is named after it.
        others.sort_by(|(a, _, seen_a), (b, _, seen_b)| {
            let modified = |stamp: &Option<Stamp>| stamp.map_or(0, |s| s.modified);
            (modified(seen_b), b).cmp(&(modified(seen_a), a))
        });
    }
    for (name, read, stamp) in others {
        let version = read.as_ref().is_ok_and(|(story, _)| !taken.insert(story.id.clone()));
        entries.push(entry_of(name.to_string_lossy().into_owned(), read, version));
        seen.extend(stamp.map(|stamp| (name, stamp)));
    }
    (entries, seen)
}
