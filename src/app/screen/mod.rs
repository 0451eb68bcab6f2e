//! The screens: one file each, and the enum of them all.
//!
//! A screen owns its state and answers commands; shared state is in the [`Workspace`]. Screens do not
//! construct one another: a screen requests an [`Open`], and [`Screen::open`] builds it.

pub mod ask;
pub mod bring;
pub mod cards;
pub mod coach;
pub mod compare;
pub mod differences;
pub mod draft;
pub mod ending;
pub mod example;
pub mod filter;
pub mod form;
pub mod interview;
pub mod offer;
pub mod other_version;
pub mod practice;
pub mod progress;
pub mod questions;
pub mod stories;
pub mod today;
pub mod viewer;
pub mod welcome;

use std::time::Duration;

use super::command::{Command, Context, Place};
use super::msg::Now;
use super::open::{Open, Picked};
use super::page::{Page, Refusal};
use super::workspace::Workspace;
use crate::story::{PITCH, Section, StoryId};
use crate::text::{Edit, Field};

#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "there are a handful of screens at a time")]
pub enum Screen {
    Today(today::Today),
    Questions(questions::Questions),
    Stories(stories::Stories),
    Interview(interview::Interview),
    Viewer(viewer::Viewer),
    Offer(offer::Offer),
    Draft(draft::Draft),
    Form(form::Form),
    Coach(coach::CoachScreen),
    Compare(compare::Compare),
    OtherVersion(other_version::OtherVersion),
    Ask(ask::Ask),
    Practice(practice::Practice),
    Example(example::ExampleScreen),
    Bring(bring::Bring),
    Ending(ending::Ending),
    Progress(progress::ProgressScreen),
    Cards(cards::Cards),
}

/// Calls the same method on whichever screen it is.
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
            Screen::OtherVersion($page) => $do,
            Screen::Ask($page) => $do,
            Screen::Practice($page) => $do,
            Screen::Example($page) => $do,
            Screen::Bring($page) => $do,
            Screen::Ending($page) => $do,
            Screen::Progress($page) => $do,
            Screen::Cards($page) => $do,
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

    /// Builds the requested screen; `None` if its subject was deleted.
    pub fn open(open: Open, workspace: &mut Workspace, now: &Now) -> Option<Self> {
        Some(match open {
            Open::Prompt(prompt) if prompt.principle() == PITCH => {
                let there = workspace.library.answering(&prompt).first().map(|story| story.id.clone());
                let draft = there.and_then(|id| draft::Draft::open(&id, Some(prompt.clone()), workspace));
                Self::Draft(draft.unwrap_or_else(|| draft::Draft::start(&prompt, workspace, now)))
            }
            Open::Prompt(prompt) if workspace.library.is_empty() => {
                Self::Draft(draft::Draft::start(&prompt, workspace, now))
            }
            Open::Prompt(prompt) => Self::Offer(offer::Offer::open(workspace, &prompt)),
            Open::NewStory(prompt) => Self::Draft(draft::Draft::start(&prompt, workspace, now)),
            Open::Story(story, prompt) => Self::Draft(draft::Draft::open(&story, prompt, workspace)?),
            Open::Form(kind, story) => Self::Form(form::Form::open(kind, &story, workspace)?),
            Open::Ending(story, prompt) => {
                Self::Ending(ending::Ending::open(&story, prompt, workspace, now)?)
            }
            Open::Answer(story, ask) => Self::Form(form::Form::answer(&story, &ask, workspace)?),
            Open::Sheet(sheet) => Self::Form(form::Form::sheet(sheet, workspace)),
            Open::Coach(story, prompt) => Self::Coach(coach::CoachScreen::open(&story, prompt, workspace)),
            Open::Earlier(earlier, at) => Self::Compare(compare::Compare::earlier(*earlier, at, workspace)?),
            Open::EarlierDocument(doc, at, value) => {
                let origin = other_version::Origin::Earlier(at);
                Self::OtherVersion(other_version::OtherVersion::open(doc, origin, *value, workspace))
            }
            Open::OtherDocument(doc, file) => {
                Self::OtherVersion(other_version::OtherVersion::file(doc, &file, workspace)?)
            }
            Open::SecondVersion(id) => Self::Compare(compare::Compare::sibling(&id, workspace)?),
            Open::Viewer(kind) => Self::Viewer(viewer::Viewer::open(kind, workspace)),
            Open::Example(principle, part, writing) => {
                Self::Example(example::ExampleScreen::open(&principle, part, writing, workspace)?)
            }
            Open::Cards => Self::Cards(cards::Cards::open(workspace)),
            Open::Bring => Self::Bring(bring::Bring::open()),
            Open::Ask => Self::Ask(ask::Ask::open(workspace)),
            Open::Progress => Self::Progress(progress::ProgressScreen::default()),
            Open::Practice(plan, after) => {
                Self::Practice(practice::Practice::open(*plan, after, workspace, now))
            }
        })
    }

    /// See [`Page::contexts`].
    pub fn contexts(&self, workspace: &Workspace) -> Vec<Context> {
        each!(self, page => page.contexts(workspace))
    }

    /// See [`Page::story`].
    pub fn story(&self, workspace: &Workspace) -> Option<StoryId> {
        each!(self, page => page.story(workspace))
    }

    /// See [`Page::about`].
    pub fn about(&self) -> Option<&StoryId> {
        each!(self, page => page.about())
    }

    /// See [`Page::topic`].
    pub fn topic(&self, workspace: &Workspace) -> Option<(String, Option<Section>)> {
        each!(self, page => page.topic(workspace))
    }

    /// Whether a command is available here; if not, the reason.
    pub fn can(&self, workspace: &Workspace, command: Command) -> Result<(), Refusal> {
        each!(self, page => page.answer(workspace, command).map(drop))
    }

    /// Runs a command if it is available.
    pub fn run(&mut self, workspace: &mut Workspace, command: Command, now: &Now) {
        each!(self, page => {
            if let Ok(action) = page.answer(workspace, command) {
                action(page, workspace, now);
            }
        });
    }

    /// See [`Page::search`].
    pub fn search(&mut self) -> bool {
        each!(self, page => page.search())
    }

    /// See [`Page::undo`].
    pub fn undo(&mut self, workspace: &mut Workspace, now: &Now) -> bool {
        each!(self, page => page.undo(workspace, now))
    }

    /// See [`Page::back`].
    pub fn back(&mut self, workspace: &mut Workspace, now: &Now) -> bool {
        each!(self, page => page.back(workspace, now))
    }

    /// See [`Page::covered`].
    pub fn covered(&mut self, workspace: &mut Workspace, now: &Now) {
        each!(self, page => page.covered(workspace, now));
    }

    /// See [`Page::is_at_rest`].
    pub fn is_at_rest(&self) -> bool {
        each!(self, page => page.is_at_rest())
    }

    /// See [`Page::picked`].
    pub fn picked(&mut self, workspace: &mut Workspace, picked: &Picked, now: &Now) -> bool {
        each!(self, page => page.picked(workspace, picked, now))
    }

    /// See [`Page::edit`].
    pub fn edit(&mut self, workspace: &mut Workspace, edit: Edit, now: &Now) {
        each!(self, page => page.edit(workspace, edit, now));
    }

    /// See [`Page::takes_paste`].
    pub fn takes_paste(&self) -> bool {
        each!(self, page => page.takes_paste())
    }

    /// See [`Page::field_mut`].
    pub fn field_mut(&mut self) -> Option<&mut Field> {
        each!(self, page => page.field_mut())
    }

    /// See [`Page::has_field`].
    pub fn has_field(&self) -> bool {
        each!(self, page => page.has_field())
    }

    /// See [`Page::sync`].
    pub fn sync(&mut self, workspace: &mut Workspace) {
        each!(self, page => page.sync(workspace));
    }

    /// See [`Page::refresh`].
    pub fn refresh(&mut self, workspace: &mut Workspace, now: &Now) {
        each!(self, page => page.refresh(workspace, now));
    }

    /// See [`Page::next_wake`].
    pub fn next_wake(&self) -> Option<Duration> {
        each!(self, page => page.next_wake())
    }

    /// See [`Page::wake`].
    pub fn wake(&mut self, workspace: &mut Workspace, now: &Now) {
        each!(self, page => page.wake(workspace, now));
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
