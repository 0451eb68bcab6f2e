//! The messages and effects: the app's entire interface to the outside.

use std::sync::Arc;
use std::time::Duration;

use jiff::{Timestamp, ZonedDateTime};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::command::Place;
use super::command::key::Key;
use crate::practice::{EntryId, History, LogEntry};
use crate::story::{Change, DocumentId, PromptId, Section, Story, StoryId};
use crate::voice::{Hearing, Unheard};

/// The current time, read once per message from two clocks.
#[derive(Debug, Clone)]
pub struct Now {
    /// Monotonic time since the start of the program.
    pub mono: Duration,
    /// The wall clock with its time zone.
    pub wall: ZonedDateTime,
}

impl Now {
    /// The wall clock time, rounded down to seconds: fractions are noise in files that people read.
    pub fn stamp(&self) -> Timestamp {
        Timestamp::from_second(self.wall.timestamp().as_second()).unwrap_or_default()
    }
}

/// The size of the screen in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    pub columns: u16,
    pub rows: u16,
}

/// An input event from the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed.
    Key(Key),
    /// Letters that arrived together while a field had the focus.
    Typed(String),
    /// Pasted text, unfiltered.
    Paste(String),
    /// The new size of the terminal.
    Resize(Size),
    /// The terminal window gained the focus.
    FocusGained,
    /// The terminal says whether its background is light. The theme follows, and nothing else.
    Background(bool),
    /// The mouse, if it is listened to. What it points at only the view knows: the driver makes of it what the
    /// keys would say.
    Mouse(Mouse),
    /// A place was pointed at.
    Place(Place),
    /// Another row of the list was pointed at, so many rows below the chosen one, or above if negative.
    Row(i16),
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mouse {
    /// The wheel turned toward the user, or away from them.
    Wheel { down: bool },
    /// The first button was pressed on a cell.
    Click { column: u16, row: u16 },
}

/// A change to a document, with what the journal needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Journaled {
    pub document: DocumentId,
    /// The state before the first change since the last save, if this is that change; null for a new
    /// document.
    pub before: Option<Value>,
    pub change: Change,
    /// The state after the change.
    pub after: Snapshot,
}

/// Why something could not be saved, in words for the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// A short status for the last line: `Disk full`.
    pub what: String,
    /// One or two sentences: what happened, what is safe, what to do.
    pub detail: String,
    /// Whether the text is at least in the journal and so survives the program.
    pub journaled: bool,
}

/// A copy of words for a place where they do not usually are: the name of its file, and what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextCopy {
    pub file: String,
    pub text: String,
}

/// A file among the stories that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damaged {
    /// The name of the file.
    pub file: String,
    /// The story's id, if the file name contains it.
    pub id: Option<StoryId>,
    pub reason: String,
}

/// A story loaded from its file.
#[derive(Debug, Clone)]
pub struct Loaded {
    pub story: Arc<Story>,
    /// The format version of the file if it is newer; such a story is read-only.
    pub newer: Option<u32>,
}

/// Changes recovered from a run that did not exit cleanly.
#[derive(Debug, Clone, PartialEq)]
pub struct Recovered {
    pub doc: DocumentId,
    /// The story's name.
    pub name: String,
    /// The number of recovered changes that were not yet in the file.
    pub changes: usize,
    /// The part and the byte offset after the last edit.
    pub last: Option<(Section, usize)>,
    /// The document in the file before the recovery, for undo.
    pub before: Option<Value>,
}

/// A change in the data directory made by another program.
#[derive(Debug, Clone)]
pub enum Outside {
    /// A story's file is new or has different text.
    Changed(Loaded),
    /// A story's file was deleted.
    Gone(StoryId),
    /// A file can no longer be read.
    Damaged(Damaged),
}

/// An earlier version of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// When it was replaced.
    pub at: Timestamp,
    pub value: Value,
}

/// Another version of the preparation or of the user's own questions.
#[derive(Debug, Clone, PartialEq)]
pub struct OtherDocument {
    pub doc: DocumentId,
    /// The name of its file, beside that of the document.
    pub file: String,
    /// What it holds, or why it cannot be read.
    pub content: Result<Value, String>,
}

/// The user's place, saved so that a start on the same day returns there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bookmark {
    /// The civil day on which it was saved, `2026-11-23`.
    pub day: String,
    /// `today`, `questions`, `stories` or `interview`.
    pub place: String,
    /// The story that was open.
    #[serde(default)]
    pub story: Option<StoryId>,
    /// The prompt it was open for.
    #[serde(default)]
    pub prompt: Option<String>,
    /// The focused part.
    #[serde(default)]
    pub section: Option<Section>,
    /// The cursor in that part, as a byte offset.
    #[serde(default)]
    pub cursor: usize,
}

impl Bookmark {
    /// The prompt for which the story was open.
    pub fn prompt(&self) -> Option<PromptId> {
        self.prompt.clone().map(PromptId)
    }
}

/// The number of a run of one of the user's own programs, unique while the app runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RunId(pub u64);

/// One of the user's own programs to run, without a shell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pipe {
    pub run: RunId,
    /// The program and its arguments; [`crate::voice::WAV`] stands for the recording's file.
    pub argv: Vec<String>,
    /// The text for its standard input.
    pub stdin: String,
    pub recording: Option<Recording>,
    /// It is ended after this time.
    pub limit: Duration,
}

/// The recording that a program works on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recording {
    /// It makes a new one.
    New,
    /// It reads the one that this run made.
    Of(RunId),
}

/// What one of the user's own programs left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piped {
    /// Its output.
    Text(String),
    /// What is heard in the recording that it made.
    Sound(Result<Hearing, Unheard>),
}

/// Why one of the user's own programs left nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PipeProblem {
    /// There is no such program.
    Missing,
    /// It was ended because it took too long.
    TooSlow,
    /// It failed, with the first line that it said about it.
    Failed(String),
}

/// A message to the app.
#[derive(Debug)]
pub enum Msg {
    /// Input from the user.
    Input(Input),
    /// The time returned by [`super::Model::next_wake`] has come.
    Wake,
    /// A document other than a story was loaded, or changed by another program.
    Document(DocumentId, Value),
    /// Some of the stories were loaded.
    Loaded(Vec<Loaded>),
    /// All stories were loaded, except for the listed files.
    LoadedAll(Vec<Damaged>),
    /// Changes of an earlier run were recovered and saved.
    Recovered(Vec<Recovered>),
    /// A document was saved durably.
    Saved {
        doc: DocumentId,
        /// The edition that was saved; see [`Effect::Save`].
        edition: u64,
        /// The contents of the file, if changes of another program were merged in.
        merged: Option<Value>,
        /// The second version that was created because both sides changed the same part.
        sibling: Option<Arc<Story>>,
    },
    /// The journal cannot be written: changes are in memory only until they are saved.
    JournalFailed(Problem),
    /// The journal can be written again.
    JournalWorks,
    /// A document could not be saved and stays unsaved.
    SaveFailed { doc: DocumentId, problem: Problem },
    /// The stories in the trash.
    Trash(Vec<Story>),
    /// A story was restored from the trash.
    Restored(Arc<Story>),
    /// Earlier versions of a document, latest first.
    Versions(DocumentId, Vec<Version>),
    /// The other versions of documents, all of them.
    Others(Vec<OtherDocument>),
    /// The practice log was read again.
    Log(Box<History>),
    /// A log entry was written durably.
    Logged(EntryId),
    /// A log entry could not be written; it stays in memory.
    LogFailed(EntryId, Problem),
    /// A file that was asked for: its path as typed, and its bytes or why they cannot be read.
    FileRead(String, Result<Vec<u8>, String>),
    /// Stories were added to the files.
    Imported(Vec<Story>),
    /// An export was written to this path.
    Exported(String),
    /// Something other than a save failed; no data is lost.
    Failed(Problem),
    /// Something that the user should know.
    Notice(String),
    /// Files were changed by other programs.
    Outside(Vec<Outside>),
    /// The external editor exited.
    Edited {
        /// The text that it was given.
        before: String,
        /// The edited text, or the error.
        outcome: Result<String, String>,
    },
    /// Copies of the unsaved stories were written to this directory.
    Copied(String),
    /// A long computation finished.
    Computed(super::background::Computed),
    /// One of the user's own programs ended.
    Piped { run: RunId, outcome: Result<Piped, PipeProblem> },
    /// The process was resumed after a suspension.
    Resumed,
}

/// Something that the driver has to do for the app.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Write a change to the journal before the next frame.
    Journal(Box<Journaled>),
    /// Save this edition of a document to its file.
    Save {
        doc: DocumentId,
        /// The number of changes of the document so far; comes back in [`Msg::Saved`].
        edition: u64,
        /// The document to save.
        value: Snapshot,
    },
    /// Save the unsaved changes of a story, then move it to the trash.
    Trash(Arc<Story>),
    /// Restore a story from the trash.
    Restore(StoryId),
    /// List the trash.
    ListTrash,
    /// Read a file that the user names.
    ReadFile(String),
    /// Add these stories, all or none.
    Import(Vec<Story>),
    /// List the earlier versions of a document.
    ListVersions(DocumentId),
    /// Remove another version of a document, given by its file; it becomes an earlier one.
    DiscardOther(DocumentId, String),
    /// Write an export to a new file and report its path.
    Export {
        /// The file name without extension.
        name: String,
        /// The extension without the dot.
        extension: &'static str,
        text: String,
    },
    /// Copy text to the clipboard.
    Copy(String),
    /// Ring the terminal's bell.
    Bell,
    /// Append an entry to the practice log.
    Log(LogEntry),
    /// Open a story's text in the user's editor.
    OpenEditor(StoryId, Section, String),
    /// Check for files changed by other programs, the open story first.
    Rescan(Option<StoryId>),
    /// Start a long computation off the event loop.
    Compute(super::background::Job),
    /// Save the user's place.
    Remember(Bookmark),
    /// Run one of the user's own programs; it answers with [`Msg::Piped`].
    Pipe(Pipe),
    /// End one, gently at first.
    StopPipe(RunId),
    /// Remove all recordings but the last ones, this many.
    DropRecordings(usize),
    /// Remember which of the user's own programs may run.
    AllowPrograms(Vec<Vec<String>>),
    /// Print these after the terminal is restored, because they could not be saved.
    Rescue(Vec<TextCopy>),
    /// Write these copies into this directory.
    CopyTo(String, Vec<TextCopy>),
    /// Suspend the process as on Ctrl-Z, until the shell continues it.
    Suspend,
    /// Redraw the whole screen: another program wrote to it.
    Redraw,
    /// Exit; everything is saved.
    Quit,
}

/// A document at one moment. Cheap to clone for a story.
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
