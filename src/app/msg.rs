//! What comes in and what goes out: the app's whole contact with the world.
//!
//! Owns the plain types that cross the border. Must not know who performs an effect, or how.

use std::sync::Arc;
use std::time::Duration;

use jiff::{Timestamp, ZonedDateTime};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::command::key::Key;
use crate::practice::{EntryId, History, LogEntry};
use crate::story::{Change, DocumentId, PromptId, Section, Story, StoryId};

/// The present: two clocks, read once a message by whoever drives the app.
#[derive(Debug, Clone)]
pub struct Now {
    /// Time since the program started; never goes back.
    pub mono: Duration,
    /// The wall clock with its zone.
    pub wall: ZonedDateTime,
}

impl Now {
    /// The instant of the wall clock, to the second: finer is noise in a file that people read.
    pub fn stamp(&self) -> Timestamp {
        Timestamp::from_second(self.wall.timestamp().as_second()).unwrap_or_default()
    }
}

/// The size of the screen in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub columns: u16,
    /// Rows.
    pub rows: u16,
}

/// What the terminal reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed.
    Key(Key),
    /// Letters that waited one behind the other, while a field was typed in.
    Typed(String),
    /// Text was pasted, as it came.
    Paste(String),
    /// The terminal has this size now.
    Resize(Size),
    /// The window came to the front.
    FocusGained,
}

/// A change to a document, with what the journal may need to know of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Journaled {
    /// The document.
    pub document: DocumentId,
    /// The document as it was, with the first change since it was last saved; null where it is new.
    pub before: Option<Value>,
    /// What changed.
    pub change: Change,
    /// The document as it is now.
    pub after: Snapshot,
}

/// Why something could not be kept, as the user needs to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// A short state for the last line: `Disk full`.
    pub what: String,
    /// The whole in a sentence or two: what happened, what is safe, what to do.
    pub detail: String,
    /// Whether the words are at least in the journal, and so outlive the program.
    pub journaled: bool,
}

/// A file among the stories that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damaged {
    /// The name of the file.
    pub file: String,
    /// The story's id where the name tells it.
    pub id: Option<StoryId>,
    /// What is wrong with it.
    pub reason: String,
}

/// A story as it came from its file.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The story.
    pub story: Arc<Story>,
    /// Set where the file is of a newer version, which may be read but not written.
    pub newer: Option<u32>,
}

/// What was found of an earlier run that did not end in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Recovered {
    /// The document.
    pub doc: DocumentId,
    /// The story's name.
    pub name: String,
    /// How many changes were not yet in the file.
    pub changes: usize,
    /// The part in which the last words were typed, and the byte after them.
    pub last: Option<(Section, usize)>,
    /// The document as it was in the file before, for undo.
    pub before: Option<Value>,
}

/// Something that changed in the data directory without us.
#[derive(Debug, Clone)]
pub enum Outside {
    /// A story's file is new or has other text.
    Changed(Loaded),
    /// A story's file is gone.
    Gone(StoryId),
    /// A file can no longer be read.
    Damaged(Damaged),
}

/// An earlier version of a story.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// When it was set aside.
    pub at: Timestamp,
    /// The story as it was.
    pub story: Story,
}

/// Where the user is, kept so that a start on the same day returns there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bookmark {
    /// The civil day it was kept on, `2026-11-23`.
    pub day: String,
    /// `today`, `questions`, `stories` or `interview`.
    pub place: String,
    /// The story that was open.
    #[serde(default)]
    pub story: Option<StoryId>,
    /// The prompt it was open for.
    #[serde(default)]
    pub prompt: Option<String>,
    /// The part in focus.
    #[serde(default)]
    pub section: Option<Section>,
    /// The cursor in that part, in bytes.
    #[serde(default)]
    pub cursor: usize,
}

impl Bookmark {
    /// The prompt that the story was open for.
    pub fn prompt(&self) -> Option<PromptId> {
        self.prompt.clone().map(PromptId)
    }
}

/// What the app is told.
#[derive(Debug)]
pub enum Msg {
    /// The user did something.
    Input(Input),
    /// The time that [`super::Model::next_wake`] named has come.
    Wake,
    /// A document other than a story was read, or somebody else changed it.
    Document(DocumentId, Value),
    /// Some of the stories were read.
    Loaded(Vec<Loaded>),
    /// All stories were read; what could not be is listed.
    LoadedAll(Vec<Damaged>),
    /// An earlier run's changes were found and kept.
    Recovered(Vec<Recovered>),
    /// A document is in its file, durably.
    Saved {
        /// The document.
        doc: DocumentId,
        /// Counts the document's changes up to the one that is saved.
        edition: u64,
        /// What the file holds now, where another's changes were merged in.
        merged: Option<Value>,
        /// A second version that was kept because both sides changed the same part.
        sibling: Option<Arc<Story>>,
    },
    /// The journal takes no changes: words are in memory only until they are saved.
    JournalFailed(Problem),
    /// The journal takes changes again.
    JournalWorks,
    /// A document could not be saved; it stays unsaved.
    SaveFailed {
        /// The document.
        doc: DocumentId,
        /// Why.
        problem: Problem,
    },
    /// The stories in the trash.
    Trash(Vec<Story>),
    /// A story was brought back from the trash.
    Restored(Arc<Story>),
    /// Earlier versions of a story, latest first.
    Versions(StoryId, Vec<Version>),
    /// What the log of tellings says, read anew.
    Log(Box<History>),
    /// A line is in the log, durably.
    Logged(EntryId),
    /// A line could not be added to the log; it stays in memory.
    LogFailed(EntryId, Problem),
    /// A file for the user was written at this path.
    Exported(String),
    /// Something other than a save failed; nothing is lost.
    Failed(Problem),
    /// Files changed without us.
    Outside(Vec<Outside>),
    /// The external editor left this text.
    Edited {
        /// The text that it was given.
        before: String,
        /// The text it left, or why there is none.
        outcome: Result<String, String>,
    },
    /// Copies of the unsaved stories are in this directory.
    Copied(String),
    /// A long computation is done.
    Computed(super::background::Computed),
    /// The program runs again after it was suspended.
    Resumed,
}

/// What the app wants done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Write a change down before the next frame.
    Journal(Box<Journaled>),
    /// Bring a document's file up to this edition.
    Save {
        /// The document.
        doc: DocumentId,
        /// Counts the document's changes; comes back in [`Msg::Saved`].
        edition: u64,
        /// The document as it is now.
        value: Snapshot,
    },
    /// Save what is unsaved of a story, then move it to the trash.
    Trash(Arc<Story>),
    /// Bring a story back from the trash.
    Restore(StoryId),
    /// List the trash.
    ListTrash,
    /// List the earlier versions of a story.
    ListVersions(StoryId),
    /// Write a file for the user where nothing is overwritten, and tell them its path.
    Export {
        /// The name, without the ending.
        name: String,
        /// The ending, without the point.
        extension: &'static str,
        /// What shall stand in it.
        text: String,
    },
    /// Put text on the clipboard.
    Copy(String),
    /// Add a line to the log of tellings.
    Log(LogEntry),
    /// Let the user edit a text of a story in their own editor.
    OpenEditor(StoryId, String),
    /// Look whether files changed without us; the open story first.
    Rescan(Option<StoryId>),
    /// Compute something long, beside the loop.
    Compute(super::background::Job),
    /// Remember where the user is.
    Remember(Bookmark),
    /// Print these stories once the terminal is given back: they could be kept nowhere.
    Rescue(Vec<Arc<Story>>),
    /// Write a copy of each of these stories into this directory.
    CopyTo(String, Vec<Arc<Story>>),
    /// Stop as terminal programs do, until the shell continues us.
    Suspend,
    /// Draw the whole screen again: another program wrote over it.
    Redraw,
    /// End the program; everything is kept.
    Quit,
}

/// The whole of a document at one moment, cheap to clone where it is a story.
#[derive(Debug, Clone, PartialEq)]
pub enum Snapshot {
    /// A story.
    Story(Arc<Story>),
    /// Any other document.
    Value(Value),
}

impl Snapshot {
    /// The document as JSON.
    pub fn value(&self) -> Value {
        match self {
            Self::Story(story) => serde_json::to_value(story.as_ref()).unwrap_or(Value::Null),
            Self::Value(value) => value.clone(),
        }
    }
}
