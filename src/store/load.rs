//! Reading all stories, and the other documents.
//!
//! The file whose name is the id inside is the story; other files with that id inside are versions of it, such
//! as a sync tool's conflict copies; where no file has the right name, the newest is the story. None is renamed.

use std::collections::HashSet;
use std::ffi::OsString;
use std::sync::Arc;

use serde_json::Value;

use super::error::{Cause, ErrorKind, StoreError};
use super::fs::Stamp;
use super::recover::is_temp;
use super::{Disk, form};
use crate::story::{DocumentId, Story, StoryId};

/// Fewer files than this are read on one thread.
const FEW: usize = 100;
/// About what a story takes in memory, in bytes.
const USUAL: usize = 4 << 10;
/// So many stories are read before a thread has begun.
const HANDFUL: usize = 10;

/// The stories in one batch.
const BATCH: usize = 5000;

/// One thing found among the stories.
#[derive(Debug, Clone)]
pub enum StoryFile {
    /// A story.
    Story {
        /// The story.
        story: Arc<Story>,
        /// The file's form, where only a newer program may change it.
        read_only: Option<u32>,
    },
    /// A file that holds another version of a story under a name that is not its own.
    Version {
        /// The name of the file in `stories/`.
        file: String,
        /// What it holds; its id is that of the story it is a version of.
        story: Arc<Story>,
    },
    /// A file that cannot be read. It stays as it is.
    Damaged {
        /// The name of the file in `stories/`.
        file: String,
        /// The id that its name says, if it does.
        id: Option<StoryId>,
        /// Why, in plain words.
        reason: String,
    },
}

impl StoryFile {
    /// The name of the file, where it is not that of the story it holds.
    fn file(&self) -> Option<&str> {
        match self {
            Self::Story { .. } => None,
            Self::Version { file, .. } | Self::Damaged { file, .. } => Some(file),
        }
    }
}

/// A story that a file holds, and the file's form where only a newer program may change it.
pub(super) type Held = (Arc<Story>, Option<u32>);

/// A file among the stories: its name, what it holds or why it cannot be read, and its stamp where there is one.
pub(super) type Found = (OsString, Result<Held, String>, Option<Stamp>);

/// The stamps of files, by their names.
type Stamps = Vec<(OsString, Stamp)>;

impl Disk {
    /// Whether there are so many stories that reading them takes longer than a first frame may wait.
    pub fn is_large(&self) -> bool {
        self.count_stories() > FEW
    }

    /// Whether the start finds so little to do that a thread takes longer to begin: no run before left a journal, and
    /// there are a handful of stories, or so many that they are read later.
    pub fn starts_quickly(&self) -> bool {
        let journals = self.fs.count(&self.paths.journals(), 1).unwrap_or(0);
        let stories = self.count_stories();
        journals == 0 && (stories <= HANDFUL || stories > FEW)
    }

    /// How many files are where stories are; of more than a few it is only known that there are more.
    fn count_stories(&self) -> usize {
        self.fs.count(&self.paths.stories(), FEW + 1).unwrap_or(0)
    }

    /// Reads all stories and hands them over in batches, the oldest first.
    pub fn load(&mut self, batch: &mut dyn FnMut(Vec<StoryFile>)) -> Result<(), StoreError> {
        let (mut entries, seen) = self.read_all()?;
        while !entries.is_empty() {
            let rest = entries.split_off(entries.len().min(BATCH));
            batch(std::mem::replace(&mut entries, rest));
        }
        // Somebody waits for the stories, and nobody for this.
        self.seen = seen.into_iter().collect();
        Ok(())
    }

    /// Reads all stories, sorted by title and then by id; versions and damaged files last.
    pub fn load_all(&mut self) -> Result<Vec<StoryFile>, StoreError> {
        let (mut entries, seen) = self.read_all()?;
        self.seen = seen.into_iter().collect();
        entries.sort_by_cached_key(|entry| match entry {
            StoryFile::Story { story, .. } => (0, story.name().to_lowercase(), story.id.as_str().to_owned()),
            StoryFile::Version { file, .. } => (1, file.clone(), String::new()),
            StoryFile::Damaged { file, .. } => (2, file.clone(), String::new()),
        });
        Ok(entries)
    }

    /// What the files hold, and what they were when they were read.
    fn read_all(&mut self) -> Result<(Vec<StoryFile>, Stamps), StoreError> {
        self.stories_seen = self.fs.stat(&self.paths.stories()).ok();
        let names = self.story_files()?;
        // A thread of its own costs more than reading a few files.
        let half = if names.len() < FEW { 0 } else { names.len() / 2 };
        let (first, second) = names.split_at(half);
        let found = std::thread::scope(|scope| {
            let other = (half > 0).then(|| scope.spawn(|| self.read_stories(first)));
            let mut found = self.read_stories(second);
            if let Some(other) = other {
                found.extend(other.join().unwrap_or_else(|_| self.read_stories(first)));
            }
            found
        });
        let (mut entries, seen) = told_apart(found);
        // Whatever order the file system lists them in, each start finds them in the same.
        entries.sort_by(|a, b| match (a, b) {
            (StoryFile::Story { story: a, .. }, StoryFile::Story { story: b, .. }) => {
                (a.created, &a.id).cmp(&(b.created, &b.id))
            }
            (a, b) => a.file().cmp(&b.file()),
        });
        Ok((entries, seen))
    }

    /// The names of the files that may be stories; none where there is no directory yet.
    pub(super) fn story_files(&self) -> Result<Vec<OsString>, StoreError> {
        let dir = self.paths.stories();
        match self.fs.list(&dir) {
            Ok(mut names) => {
                names.retain(|name| {
                    let name = name.to_string_lossy();
                    has_json_ending(&name) && !is_temp(&name)
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
                    let why = match error.cause {
                        Cause::Damaged(why) => why,
                        _ if error.kind() == ErrorKind::TooLarge => "it is larger than 8 MiB".to_owned(),
                        Cause::Io(error) => error.to_string(),
                        _ => error.to_string(),
                    };
                    (name.clone(), Err(why), self.fs.stat(&path).ok())
                }
            }
        };
        names.iter().map(read).collect()
    }

    /// Reads the preparation, the user's own prompts, or one story; `None` where there is none.
    pub fn load_document(&mut self, doc: &DocumentId) -> Result<Option<Value>, StoreError> {
        // Seen first, then read: what changes in between is seen the next time.
        self.note_own(&self.paths.doc(doc));
        Ok(self.there(doc)?.map(|there| there.value))
    }
}

/// Makes room in this thread's memory for so many bytes that are about to come, which touches none of them.
///
/// The allocator of most Linux systems gives a thread its memory page by page, with a call to the system for each
/// that every other thread waits for: as costly as all the reading. What it gave once it gives again for nothing.
fn make_room(bytes: usize) {
    // Larger blocks would not come from the thread's own memory.
    const BLOCK: usize = 100 << 10;
    let blocks: Vec<Vec<u8>> = (0..bytes / BLOCK).map(|_| Vec::with_capacity(BLOCK)).collect();
    drop(std::hint::black_box(blocks));
}

fn has_json_ending(name: &str) -> bool {
    name.len() > 5 && name.get(name.len() - 5..).is_some_and(|end| end.eq_ignore_ascii_case(".json"))
}

/// The id that a file's name says.
pub(super) fn id_of(name: &str) -> Option<StoryId> {
    StoryId::parse(name.strip_suffix(".json")?).ok()
}

/// What one file is; `version` says that another file is the story of its id.
pub(super) fn entry_of(file: String, read: Result<Held, String>, version: bool) -> StoryFile {
    match read {
        Ok((story, _)) if version => StoryFile::Version { file, story },
        Ok((story, read_only)) => StoryFile::Story { story, read_only },
        Err(reason) => StoryFile::Damaged { id: id_of(&file), file, reason },
    }
}

/// Tells stories from versions and damaged files; gives the stamps of all beside them.
fn told_apart(found: Vec<Found>) -> (Vec<StoryFile>, Stamps) {
    // Nearly every file has the id that it holds for its name, and so is that story.
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
        // Of the others with one id the newest comes first, and is the story where no file has its name.
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
