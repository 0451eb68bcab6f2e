//! The screens: one file each, and the one enum that routes to them.
//!
//! A screen owns its own state and answers commands; what it shares with others is on the [`Workspace`].

pub mod ask;
pub mod coach;
pub mod compare;
pub mod draft;
pub mod filter;
pub mod form;
pub mod interview;
pub mod offer;
pub mod practice;
pub mod questions;
mod sheet;
pub mod stories;
pub mod today;
pub mod viewer;

use super::command::{Command, Context};
use super::msg::Now;
use super::workspace::Workspace;
use crate::story::StoryId;
use crate::text::{Edit, Field};

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
    Viewer(viewer::Viewer),
    /// Who could answer a prompt.
    Offer(offer::Offer),
    /// A story being written.
    Draft(draft::Draft),
    /// A few lines about a story.
    Form(form::Form),
    /// What the coach says of a story.
    Coach(coach::CoachScreen),
    /// Two versions of a story.
    Compare(compare::Compare),
    /// The story for a question.
    Ask(ask::Ask),
    /// A practice session.
    Practice(practice::Practice),
}

impl Screen {
    /// Where keys are looked up, topmost first.
    pub fn contexts(&self, workspace: &Workspace) -> Vec<Context> {
        match self {
            Self::Today(_) => today::Today::contexts(workspace),
            Self::Questions(s) => s.contexts(),
            Self::Stories(s) => s.contexts(),
            Self::Prepare(_) => interview::Prepare::contexts(),
            Self::Viewer(_) => viewer::Viewer::contexts(),
            Self::Offer(_) => offer::Offer::contexts(),
            Self::Draft(s) => s.contexts(),
            Self::Form(s) => s.contexts(),
            Self::Coach(_) => coach::CoachScreen::contexts(),
            Self::Compare(s) => s.contexts(),
            Self::Ask(s) => s.contexts(),
            Self::Practice(s) => s.contexts(),
        }
    }

    /// The story at hand.
    pub fn story(&self, workspace: &Workspace) -> Option<StoryId> {
        match self {
            Self::Today(s) => s.story(),
            Self::Questions(s) => s.story(workspace),
            Self::Stories(s) => s.story(),
            Self::Offer(s) => s.story(),
            Self::Draft(s) => s.fresh.is_none().then(|| s.story.clone()),
            Self::Form(s) => s.story.clone(),
            Self::Prepare(_) | Self::Viewer(_) => None,
            Self::Coach(s) => Some(s.story.clone()),
            Self::Compare(s) => Some(s.story.clone()),
            Self::Ask(s) => s.story(),
            Self::Practice(s) => s.story(),
        }
    }

    /// Whether a command can be carried out here, and if not why.
    pub fn available(&self, workspace: &Workspace, command: Command) -> Result<(), &'static str> {
        match self {
            Self::Today(s) => s.available(workspace, command),
            Self::Questions(s) => s.available(workspace, command),
            Self::Stories(s) => s.available(workspace, command),
            Self::Prepare(s) => s.available(workspace, command),
            Self::Viewer(s) => s.available(workspace, command),
            Self::Offer(s) => s.available(command),
            Self::Draft(s) => s.available(workspace, command),
            Self::Form(s) => s.available(command),
            Self::Coach(s) => s.available(command),
            Self::Compare(s) => s.available(command),
            Self::Ask(s) => s.available(command),
            Self::Practice(s) => s.available(command),
        }
    }

    /// Carries out a command.
    pub fn run(&mut self, workspace: &mut Workspace, command: Command, now: &Now) {
        match self {
            Self::Today(s) => s.run(workspace, command, now),
            Self::Questions(s) => s.run(workspace, command, now),
            Self::Stories(s) => s.run(workspace, command, now),
            Self::Prepare(s) => s.run(workspace, command, now),
            Self::Viewer(s) => s.run(workspace, command, now),
            Self::Offer(s) => s.run(workspace, command, now),
            Self::Draft(s) => s.run(workspace, command, now),
            Self::Form(s) => s.run(workspace, command, now),
            Self::Coach(s) => s.run(workspace, command, now),
            Self::Compare(s) => s.run(workspace, command, now),
            Self::Ask(s) => s.run(workspace, command, now),
            Self::Practice(s) => s.run(workspace, command, now),
        }
    }

    /// Types into the field in focus.
    pub fn edit(&mut self, workspace: &mut Workspace, edit: Edit, now: &Now) {
        match self {
            Self::Questions(s) => s.edit(workspace, edit, now),
            Self::Stories(s) => s.edit(workspace, edit, now),
            Self::Draft(s) => s.edit(workspace, edit, now),
            Self::Form(s) => s.edit(workspace, edit, now),
            Self::Practice(s) => s.edit(workspace, edit, now),
            Self::Ask(s) => s.edit(workspace, edit, now),
            Self::Today(_) | Self::Offer(_) | Self::Coach(_) | Self::Compare(_) => {}
            Self::Prepare(_) | Self::Viewer(_) => {}
        }
    }

    /// The field in focus, typed in or not.
    pub fn field_mut(&mut self) -> Option<&mut Field> {
        match self {
            Self::Questions(s) => Some(&mut s.query),
            Self::Stories(s) => Some(&mut s.query),
            Self::Draft(s) => Some(s.field_mut()),
            Self::Form(s) => s.field_mut(),
            Self::Practice(s) => s.note.as_mut(),
            Self::Ask(s) => Some(&mut s.field),
            Self::Today(_) | Self::Offer(_) | Self::Coach(_) | Self::Compare(_) => None,
            Self::Prepare(_) | Self::Viewer(_) => None,
        }
    }

    /// Takes over what changed on the workspace without this screen.
    pub fn sync(&mut self, workspace: &mut Workspace) {
        match self {
            Self::Draft(s) => s.sync(workspace),
            Self::Form(s) => s.sync(workspace),
            Self::Offer(s) => s.sync(workspace),
            Self::Coach(s) => s.sync(workspace),
            Self::Practice(s) => s.sync(workspace),
            Self::Today(_) | Self::Questions(_) | Self::Stories(_) | Self::Compare(_) | Self::Ask(_) => {}
            Self::Viewer(s) => s.sync(workspace),
            Self::Prepare(_) => {}
        }
    }

    /// Brings what is derived up to date before the screen is drawn.
    pub fn refresh(&mut self, workspace: &mut Workspace, now: &Now) {
        match self {
            Self::Today(s) => s.refresh(workspace, now),
            Self::Questions(s) => s.refresh(workspace),
            Self::Stories(s) => s.refresh(workspace),
            Self::Prepare(s) => s.refresh(workspace),
            Self::Viewer(_) => {}
            Self::Draft(s) => s.refresh(workspace),
            Self::Form(s) => s.refresh(workspace),
            Self::Practice(s) => s.refresh(workspace),
            Self::Ask(s) => s.refresh(workspace, now),
            Self::Offer(_) | Self::Coach(_) | Self::Compare(_) => {}
        }
    }
}
