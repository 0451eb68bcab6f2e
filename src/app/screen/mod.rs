//! The screens: one file each, and the one enum that holds them.
//!
//! A screen owns its state and answers commands; what it shares with others is in the [`Workspace`]. No screen knows
//! another: it asks for one with an [`Open`], and [`Screen::open`] builds it.

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
pub mod stories;
pub mod today;
pub mod viewer;

use std::time::Duration;

use super::command::{Command, Context, Place};
use super::msg::Now;
use super::open::{Open, Picked};
use super::page::{Page, Refusal};
use super::workspace::Workspace;
use crate::story::StoryId;
use crate::text::{Edit, Field};

/// What fills the screen.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "there are a handful of screens at a time")]
pub enum Screen {
    /// What to do today.
    Today(today::Today),
    /// What is asked.
    Questions(questions::Questions),
    /// What is written.
    Stories(stories::Stories),
    /// The interview.
    Interview(interview::Interview),
    /// A text to read.
    Viewer(viewer::Viewer),
    /// Who could answer a prompt.
    Offer(offer::Offer),
    /// A story being written.
    Draft(draft::Draft),
    /// A few lines about a story or the interview.
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

/// Does the same with whichever screen it is.
macro_rules! each {
    ($screen:expr, $page:ident => $do:expr) => {
        match $screen {
            Screen::Today($page) => $do,
            Screen::Questions($page) => $do,
            Screen::Stories($page) => $do,
            Screen::Interview($page) => $do,
            Screen::Viewer($page) => $do,
            Screen::Offer($page) => $do,
            Screen::Draft($page) => $do,
            Screen::Form($page) => $do,
            Screen::Coach($page) => $do,
            Screen::Compare($page) => $do,
            Screen::Ask($page) => $do,
            Screen::Practice($page) => $do,
        }
    };
}

impl Screen {
    /// The screen of a place.
    pub fn place(place: Place) -> Self {
        match place {
            Place::Today => Self::Today(today::Today::default()),
            Place::Questions => Self::Questions(questions::Questions::default()),
            Place::Stories => Self::Stories(stories::Stories::default()),
            Place::Prepare => Self::Interview(interview::Interview::default()),
        }
    }

    /// Builds the screen that is asked for; `None` where what it is about is gone.
    pub fn open(open: Open, workspace: &mut Workspace, now: &Now) -> Option<Self> {
        Some(match open {
            Open::Prompt(prompt) if workspace.library.is_empty() => {
                Self::Draft(draft::Draft::start(&prompt, workspace, now))
            }
            Open::Prompt(prompt) => Self::Offer(offer::Offer::open(workspace, &prompt)),
            Open::NewStory(prompt) => Self::Draft(draft::Draft::start(&prompt, workspace, now)),
            Open::Story(story, prompt) => Self::Draft(draft::Draft::open(&story, prompt, workspace)?),
            Open::Form(kind, story) => Self::Form(form::Form::open(kind, &story, workspace, now)?),
            Open::Answer(story, ask) => Self::Form(form::Form::answer(&story, &ask, workspace, now)?),
            Open::Sheet(sheet) => Self::Form(form::Form::sheet(sheet, workspace)),
            Open::Coach(story, prompt) => Self::Coach(coach::CoachScreen::open(&story, prompt, workspace)),
            Open::Earlier(earlier, at) => Self::Compare(compare::Compare::earlier(*earlier, at, workspace)?),
            Open::SecondVersion(id) => Self::Compare(compare::Compare::sibling(&id, workspace)?),
            Open::Viewer(kind) => Self::Viewer(viewer::Viewer::open(kind, workspace)),
            Open::Ask => Self::Ask(ask::Ask::open(workspace)),
            Open::Practice(plan, after) => {
                Self::Practice(practice::Practice::open(*plan, after, workspace, now))
            }
        })
    }

    /// Where keys are looked up, topmost first.
    pub fn contexts(&self, workspace: &Workspace) -> Vec<Context> {
        each!(self, page => page.contexts(workspace))
    }

    /// The story at hand.
    pub fn story(&self, workspace: &Workspace) -> Option<StoryId> {
        each!(self, page => page.story(workspace))
    }

    /// The story that this screen is about.
    pub fn about(&self) -> Option<&StoryId> {
        each!(self, page => page.about())
    }

    /// Whether a command can be carried out here, and if not why.
    pub fn can(&self, workspace: &Workspace, command: Command) -> Result<(), Refusal> {
        each!(self, page => page.answer(workspace, command).map(drop))
    }

    /// Carries out a command that can be.
    pub fn run(&mut self, workspace: &mut Workspace, command: Command, now: &Now) {
        each!(self, page => {
            if let Ok(action) = page.answer(workspace, command) {
                action(page, workspace, now);
            }
        });
    }

    /// Begins to narrow this screen's own list; false where it has none.
    pub fn search(&mut self) -> bool {
        each!(self, page => page.search())
    }

    /// Undoes the last edit of the field in focus.
    pub fn undo(&mut self, workspace: &mut Workspace, now: &Now) {
        each!(self, page => page.undo(workspace, now));
    }

    /// Takes one step back inside the screen; false where Esc leaves it.
    pub fn back(&mut self, workspace: &mut Workspace, now: &Now) -> bool {
        each!(self, page => page.back(workspace, now))
    }

    /// Whether the footer need not say where Esc goes.
    pub fn is_at_rest(&self) -> bool {
        each!(self, page => page.is_at_rest())
    }

    /// Takes what was picked from a list that this screen opened; false where it is none of its own.
    pub fn picked(&mut self, workspace: &mut Workspace, picked: &Picked, now: &Now) -> bool {
        each!(self, page => page.picked(workspace, picked, now))
    }

    /// Types into the field in focus.
    pub fn edit(&mut self, workspace: &mut Workspace, edit: Edit, now: &Now) {
        each!(self, page => page.edit(workspace, edit, now));
    }

    /// Whether text that is pasted belongs here although no field is typed in.
    pub fn takes_paste(&self) -> bool {
        each!(self, page => page.takes_paste())
    }

    /// The field in focus, typed in or not.
    pub fn field_mut(&mut self) -> Option<&mut Field> {
        each!(self, page => page.field_mut())
    }

    /// Whether there is a field for the commands of text.
    pub fn has_field(&self) -> bool {
        each!(self, page => page.has_field())
    }

    /// Takes over what changed in the workspace without this screen.
    pub fn sync(&mut self, workspace: &mut Workspace) {
        each!(self, page => page.sync(workspace));
    }

    /// Brings what is derived up to date before the screen is drawn.
    pub fn refresh(&mut self, workspace: &mut Workspace, now: &Now) {
        each!(self, page => page.refresh(workspace, now));
    }

    /// When the screen wants to be woken without input.
    pub fn next_wake(&self) -> Option<Duration> {
        each!(self, page => page.next_wake())
    }

    /// The time it wanted to be woken at has come.
    pub fn wake(&mut self, now: &Now) {
        each!(self, page => page.wake(now));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::open::FormKind;
    use crate::app::testing::{model, now, prompts, story};

    #[test]
    fn what_a_screen_is_about_must_be_there_for_it_to_open() {
        let mut model = model(&[story(1, "The auditor", 0)]);
        let (there, gone) = (StoryId::from_bits(1), StoryId::from_bits(2));
        let mut opens = |open| Screen::open(open, &mut model.workspace, &now()).is_some();
        assert!(opens(Open::Story(there.clone(), None)) && !opens(Open::Story(gone.clone(), None)));
        assert!(opens(Open::Form(FormKind::Card, there)) && !opens(Open::Form(FormKind::Card, gone.clone())));
        assert!(!opens(Open::SecondVersion(gone)));
    }

    #[test]
    fn a_prompt_opens_a_new_story_until_there_is_one_to_offer() {
        let prompt = || Open::Prompt(prompts()[1].clone());
        let mut empty = model(&[]);
        assert!(matches!(Screen::open(prompt(), &mut empty.workspace, &now()), Some(Screen::Draft(_))));
        let mut one = model(&[story(1, "The auditor", 0)]);
        assert!(matches!(Screen::open(prompt(), &mut one.workspace, &now()), Some(Screen::Offer(_))));
    }
}
