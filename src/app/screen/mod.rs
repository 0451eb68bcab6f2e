//! The screens: one file each, and the one enum that routes to them.
//!
//! A screen owns its own state and answers commands; what it shares with others is on the [`Desk`].

pub mod ask;
pub mod compare;
pub mod draft;
pub mod form;
pub mod interview;
pub mod offer;
pub mod practice;
pub mod questions;
pub mod reading;
pub mod review;
mod sheet;
pub mod sift;
pub mod stories;
pub mod today;

use super::command::{Command, Context};
use super::desk::Desk;
use super::msg::Now;
use crate::story::StoryId;
use crate::text::{Action, Field};

/// What fills the screen.
#[derive(Debug)]
#[allow(clippy::large_enum_variant, reason = "there are a handful of screens at a time")]
pub enum Screen {
    /// What to do today.
    Today(today::Today),
    /// What is asked.
    Questions(questions::Questions),
    /// What is written.
    Stories(stories::Stories),
    /// The interview.
    Prepare(interview::Prepare),
    /// A text to read.
    Reading(reading::Reading),
    /// Who could answer a prompt.
    Offer(offer::Offer),
    /// A story being written.
    Draft(draft::Draft),
    /// A few lines about a story.
    Form(form::Form),
    /// What the coach says of a story.
    Review(review::Pane),
    /// Two versions of a story.
    Compare(compare::Compare),
    /// The story for a question.
    Ask(ask::Ask),
    /// A practice session.
    Practice(practice::Practice),
}

impl Screen {
    /// Where keys are looked up, topmost first.
    pub fn contexts(&self, desk: &Desk) -> Vec<Context> {
        match self {
            Self::Today(_) => today::Today::contexts(desk),
            Self::Questions(s) => s.contexts(),
            Self::Stories(s) => s.contexts(),
            Self::Prepare(_) => interview::Prepare::contexts(),
            Self::Reading(_) => reading::Reading::contexts(),
            Self::Offer(_) => offer::Offer::contexts(),
            Self::Draft(s) => s.contexts(),
            Self::Form(s) => s.contexts(),
            Self::Review(_) => review::Pane::contexts(),
            Self::Compare(s) => s.contexts(),
            Self::Ask(s) => s.contexts(),
            Self::Practice(s) => s.contexts(),
        }
    }

    /// The story at hand.
    pub fn story(&self, desk: &Desk) -> Option<StoryId> {
        match self {
            Self::Today(s) => s.story(),
            Self::Questions(s) => s.story(desk),
            Self::Stories(s) => s.story(),
            Self::Offer(s) => s.story(),
            Self::Draft(s) => s.fresh.is_none().then(|| s.story.clone()),
            Self::Form(s) => s.story.clone(),
            Self::Prepare(_) | Self::Reading(_) => None,
            Self::Review(s) => Some(s.story.clone()),
            Self::Compare(s) => Some(s.story.clone()),
            Self::Ask(s) => s.story(),
            Self::Practice(s) => s.story(),
        }
    }

    /// Whether a command can be carried out here, and if not why.
    pub fn available(&self, desk: &Desk, command: Command) -> Result<(), &'static str> {
        match self {
            Self::Today(s) => s.available(desk, command),
            Self::Questions(s) => s.available(desk, command),
            Self::Stories(s) => s.available(desk, command),
            Self::Prepare(s) => s.available(desk, command),
            Self::Reading(s) => s.available(desk, command),
            Self::Offer(s) => s.available(command),
            Self::Draft(s) => s.available(desk, command),
            Self::Form(s) => s.available(command),
            Self::Review(s) => s.available(command),
            Self::Compare(s) => s.available(command),
            Self::Ask(s) => s.available(command),
            Self::Practice(s) => s.available(command),
        }
    }

    /// Carries out a command.
    pub fn run(&mut self, desk: &mut Desk, command: Command, now: &Now) {
        match self {
            Self::Today(s) => s.run(desk, command, now),
            Self::Questions(s) => s.run(desk, command, now),
            Self::Stories(s) => s.run(desk, command, now),
            Self::Prepare(s) => s.run(desk, command, now),
            Self::Reading(s) => s.run(desk, command, now),
            Self::Offer(s) => s.run(desk, command, now),
            Self::Draft(s) => s.run(desk, command, now),
            Self::Form(s) => s.run(desk, command, now),
            Self::Review(s) => s.run(desk, command, now),
            Self::Compare(s) => s.run(desk, command, now),
            Self::Ask(s) => s.run(desk, command, now),
            Self::Practice(s) => s.run(desk, command, now),
        }
    }

    /// Types into the field in focus.
    pub fn edit(&mut self, desk: &mut Desk, action: Action, now: &Now) {
        match self {
            Self::Questions(s) => s.edit(desk, action, now),
            Self::Stories(s) => s.edit(desk, action, now),
            Self::Draft(s) => s.edit(desk, action, now),
            Self::Form(s) => s.edit(desk, action, now),
            Self::Practice(s) => s.edit(desk, action, now),
            Self::Ask(s) => s.edit(desk, action, now),
            Self::Today(_) | Self::Offer(_) | Self::Review(_) | Self::Compare(_) => {}
            Self::Prepare(_) | Self::Reading(_) => {}
        }
    }

    /// The field in focus, typed in or not.
    pub fn field_mut(&mut self) -> Option<&mut Field> {
        match self {
            Self::Questions(s) => Some(&mut s.narrow),
            Self::Stories(s) => Some(&mut s.narrow),
            Self::Draft(s) => Some(s.field_mut()),
            Self::Form(s) => s.field_mut(),
            Self::Practice(s) => s.note.as_mut(),
            Self::Ask(s) => Some(&mut s.field),
            Self::Today(_) | Self::Offer(_) | Self::Review(_) | Self::Compare(_) => None,
            Self::Prepare(_) | Self::Reading(_) => None,
        }
    }

    /// Takes over what changed on the desk without this screen.
    pub fn sync(&mut self, desk: &mut Desk) {
        match self {
            Self::Draft(s) => s.sync(desk),
            Self::Form(s) => s.sync(desk),
            Self::Offer(s) => s.sync(desk),
            Self::Review(s) => s.sync(desk),
            Self::Practice(s) => s.sync(desk),
            Self::Today(_) | Self::Questions(_) | Self::Stories(_) | Self::Compare(_) | Self::Ask(_) => {}
            Self::Reading(s) => s.sync(desk),
            Self::Prepare(_) => {}
        }
    }

    /// Brings what is derived up to date before the screen is drawn.
    pub fn refresh(&mut self, desk: &mut Desk, now: &Now) {
        match self {
            Self::Today(s) => s.refresh(desk, now),
            Self::Questions(s) => s.refresh(desk),
            Self::Stories(s) => s.refresh(desk),
            Self::Prepare(s) => s.refresh(desk),
            Self::Reading(_) => {}
            Self::Draft(s) => s.refresh(desk),
            Self::Form(s) => s.refresh(desk),
            Self::Practice(s) => s.refresh(desk),
            Self::Ask(s) => s.refresh(desk, now),
            Self::Offer(_) | Self::Review(_) | Self::Compare(_) => {}
        }
    }
}
