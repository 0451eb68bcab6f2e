//! Reading all stories, and the other documents.
//!
//! The file whose name is the id inside is the story; other files with that id inside are versions of it, such
//! as a sync tool's conflict copies; where no file has the right name, the newest is the story. None is renamed.

use std::collections::HashMap;
use std::ffi::OsString;
use std::sync::Arc;

use serde_json::Value;

use super::error::StoreError;
use super::fs::Stamp;
use super::places::Doc;
use super::recover::is_temp;
use super::{Disk, form};
use crate::story::{Story, StoryId};

/// The stories in one batch.
const BATCH: usize = 2500;

/// One thing found among the stories.
#[derive(Debug, Clone)]
pub enum Entry {
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

pub(super) type Found = (OsString, Result<(form::ReadStory, Stamp), String>);

impl Disk {
    /// Reads all stories and hands them over in batches, sorted by title and then by id.
    pub fn load(&mut self, batch: &mut dyn FnMut(Vec<Entry>)) -> Result<(), StoreError> {
        let mut entries = self.load_all()?;
        while !entries.is_empty() {
            let rest = entries.split_off(entries.len().min(BATCH));
            batch(std::mem::replace(&mut entries, rest));
        }
        Ok(())
    }

    /// Reads all stories, sorted by title and then by id; versions and damaged files last.
    pub fn load_all(&mut self) -> Result<Vec<Entry>, StoreError> {
        let names = self.story_files()?;
        let half = names.len() / 2;
        let (first, second) = names.split_at(half);
        let found = std::thread::scope(|scope| {
            let other = scope.spawn(|| self.read_stories(first));
            let mut found = self.read_stories(second);
            found.extend(other.join().unwrap_or_else(|_| self.read_stories(first)));
            found
        });
        for (name, read) in &found {
            if let Ok((_, stamp)) = read {
                self.seen.insert(name.clone(), *stamp);
            }
        }
        Ok(sort(found))
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
        let read = |name: &OsString| {
            let path = dir.join(name);
            let (bytes, stamp) = self.fs.read(&path, form::MOST).map_err(|error| {
                let error = self.unreadable(&path, error);
                match &error.cause {
                    super::Cause::Damaged(why) => why.clone(),
                    _ if error.kind() == super::ErrorKind::TooLarge => "it is larger than 8 MiB".to_owned(),
                    super::Cause::Io(error) => error.to_string(),
                    _ => error.to_string(),
                }
            })?;
            form::story(&bytes).map(|story| (story, stamp))
        };
        names.iter().map(|name| (name.clone(), read(name))).collect()
    }

    /// Reads the preparation, the user's own prompts, or one story; `None` where there is none.
    pub fn load_document(&self, doc: &Doc) -> Result<Option<Value>, StoreError> {
        Ok(self.there(doc)?.map(|there| there.value))
    }
}

fn has_json_ending(name: &str) -> bool {
    name.len() > 5 && name.get(name.len() - 5..).is_some_and(|end| end.eq_ignore_ascii_case(".json"))
}

/// The id that a file's name says.
pub(super) fn id_of(name: &str) -> Option<StoryId> {
    StoryId::parse(name.strip_suffix(".json")?).ok()
}

/// Tells stories from versions and damaged files, and puts them in order.
pub(super) fn sort(found: Vec<Found>) -> Vec<Entry> {
    let mut stories: HashMap<StoryId, (OsString, form::ReadStory, Stamp)> = HashMap::new();
    let (mut versions, mut damaged) = (Vec::new(), Vec::new());
    for (name, read) in found {
        let file = name.to_string_lossy().into_owned();
        let (read, stamp) = match read {
            Ok(read) => read,
            Err(reason) => {
                damaged.push(Entry::Damaged { id: id_of(&file), file, reason });
                continue;
            }
        };
        let id = read.story.id.clone();
        let better = stories.get(&id).is_none_or(|(other, _, before)| {
            let other_own = id_of(&other.to_string_lossy()).as_ref() == Some(&id);
            let own = id_of(&file).as_ref() == Some(&id);
            own || (!other_own && (stamp.modified, &name) > (before.modified, other))
        });
        if better {
            if let Some((other, read, _)) = stories.insert(id, (name, read, stamp)) {
                versions.push((other.to_string_lossy().into_owned(), read.story));
            }
        } else {
            versions.push((file, read.story));
        }
    }
    versions.sort_by(|a, b| a.0.cmp(&b.0));
    let mut stories: Vec<form::ReadStory> = stories.into_values().map(|(_, read, _)| read).collect();
    stories.sort_by_cached_key(|read| (read.story.name().to_lowercase(), read.story.id.clone()));
    let stories =
        stories.into_iter().map(|read| Entry::Story { story: Arc::new(read.story), read_only: read.newer });
    let versions = versions.into_iter().map(|(file, story)| Entry::Version { file, story: Arc::new(story) });
    stories.chain(versions).chain(damaged).collect()
}
