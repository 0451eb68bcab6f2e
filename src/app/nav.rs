//! Navigation, messages and undo as data.

use std::time::Duration;

use serde_json::Value;

use super::command::Place;
use super::open::{Open, Picked};
use super::overlay::Overlay;
use crate::coach::Finding;
use crate::story::{DocumentId, PromptId, StoryId};

/// A navigation request of a screen.
#[derive(Debug)]
pub enum Go {
    /// Open a screen on top.
    Push(Open),
    /// Replace the current screen.
    Replace(Open),
    /// Close the current screen.
    Pop,
    /// Go to one of the four places and close all screens above it.
    Place(Place),
    /// Open a pop-up.
    PopUp(Box<Overlay>),
    /// Handle this as if it had been picked on the screen that will be on top.
    Pick(Picked),
}

/// What the next top screen should select.
#[derive(Debug, Clone, PartialEq)]
pub enum Focus {
    /// On Questions, the principle with this id.
    Principle(String),
    /// On Prepare, the entry with this id.
    Entry(String),
    /// In Draft, the words of a finding.
    Finding(Finding),
}

/// The undo action of a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Undo {
    /// Restore the story from the trash.
    Restore(StoryId),
    /// Take back a change of a document: its states before and after it. What was changed since stays.
    Change(DocumentId, Box<(Value, Value)>),
    /// Unlink the story from the prompt.
    Link(StoryId, PromptId),
    /// Move the stories that were brought in to the trash.
    Imported(Vec<StoryId>),
}

/// A message that disappears by itself.
#[derive(Debug, Clone)]
pub struct Toast {
    pub text: String,
    /// What `u` does.
    pub undo: Option<Undo>,
    /// Whether it explains why a key did nothing; then the next key clears it.
    pub refusal: bool,
    /// When it disappears.
    pub until: Duration,
}
