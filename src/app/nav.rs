//! Navigation and messages as data: where to go, what to say, what can be taken back.

use std::time::Duration;

use serde_json::Value;

use super::command::Place;
use super::open::{Open, Picked};
use super::overlay::Overlay;
use crate::coach::Finding;
use crate::story::{DocumentId, PromptId, Story, StoryId};

/// Where a screen wants to go.
#[derive(Debug)]
pub enum Go {
    /// Open a screen above this one.
    Push(Open),
    /// Open a screen in place of this one.
    Replace(Open),
    /// Back to the screen below.
    Pop,
    /// To one of the four places, closing what is above.
    Place(Place),
    /// Open a pop-up.
    PopUp(Box<Overlay>),
    /// Do as if this had been picked on the screen that is on top by then.
    Pick(Picked),
}

/// What the screen that comes on top shall choose.
#[derive(Debug, Clone, PartialEq)]
pub enum Focus {
    /// On Questions, the principle with this id.
    Principle(String),
    /// On Prepare, the entry with this id.
    Entry(String),
    /// In Draft, the words that the coach speaks of.
    Finding(Finding),
}

/// What the `u` of a message takes back.
#[derive(Debug, Clone, PartialEq)]
pub enum Undo {
    /// Bring the story back from the trash.
    Restore(StoryId),
    /// Put the story back to what it was.
    Story(Box<Story>),
    /// Let the story no longer answer the prompt.
    Link(StoryId, PromptId),
    /// Put another document back to what it was.
    Document(DocumentId, Value),
}

/// A message that goes away by itself.
#[derive(Debug, Clone)]
pub struct Toast {
    /// What happened.
    pub text: String,
    /// What `u` does.
    pub undo: Option<Undo>,
    /// Whether it says why a key did nothing: then it goes with the next one.
    pub refusal: bool,
    /// When it goes.
    pub until: Duration,
}
