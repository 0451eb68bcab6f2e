//! The interface of a screen: one trait, with defaults for what most screens do not need.
//!
//! A screen answers a command in one place: with the reason why it is unavailable, or with the action. A
//! caller that only checks availability drops the action, and one that executes the command runs it, so the
//! two cannot disagree.

use std::time::Duration;

use super::command::{
    AskCommand, BringCommand, CardsCommand, CoachCommand, Command, CompareCommand, Context, DraftCommand,
    EndingCommand, ExampleCommand, FormCommand, InterviewCommand, ListCommand, OfferCommand, PracticeCommand,
    QuestionsCommand, StoriesCommand, TodayCommand, ViewerCommand,
};
use super::msg::Now;
use super::open::Picked;
use super::workspace::Workspace;
use crate::story::{Section, StoryId};
use crate::text::{Edit, Field};

/// The action of a command on a screen.
pub type Action<S> = Box<dyn FnOnce(&mut S, &mut Workspace, &Now)>;

/// Why a command is unavailable, for the user.
pub type Refusal = &'static str;

/// The action of a command, or why it is unavailable.
pub type Answer<S> = Result<Action<S>, Refusal>;

/// The answer of a screen that does something.
pub fn act<S>(action: impl FnOnce(&mut S, &mut Workspace, &Now) + 'static) -> Answer<S> {
    Ok(Box::new(action))
}

/// The answer to a command of another screen.
pub fn not_here<S>() -> Answer<S> {
    Err("That doesn't work here.")
}

/// A screen's state and behavior. Drawing is in `ui`.
pub trait Page: Sized {
    /// The contexts for key lookup, topmost first.
    fn contexts(&self, workspace: &Workspace) -> Vec<Context>;

    /// The current story, on which story commands act.
    fn story(&self, _workspace: &Workspace) -> Option<StoryId> {
        None
    }

    /// The story that the screen is about; the screen closes when that story goes to the trash.
    fn about(&self) -> Option<&StoryId> {
        None
    }

    /// The principle that the screen is about, and the part.
    fn topic(&self, _workspace: &Workspace) -> Option<(String, Option<Section>)> {
        None
    }

    /// Answers a command by group. Groups handled by the app do not get here.
    fn answer(&self, workspace: &Workspace, command: Command) -> Answer<Self> {
        match command {
            Command::List(command) => self.list(workspace, command),
            Command::Today(command) => self.today(workspace, command),
            Command::Questions(command) => self.questions(workspace, command),
            Command::Stories(command) => self.stories(workspace, command),
            Command::Interview(command) => self.interview(workspace, command),
            Command::Offer(command) => self.offer(workspace, command),
            Command::Draft(command) => self.draft(workspace, command),
            Command::Coach(command) => self.coach(workspace, command),
            Command::Form(command) => self.form(workspace, command),
            Command::Ending(command) => self.ending(workspace, command),
            Command::Compare(command) => self.compare(workspace, command),
            Command::Ask(command) => self.ask(workspace, command),
            Command::Practice(command) => self.practice(workspace, command),
            Command::Viewer(command) => self.viewer(workspace, command),
            Command::Example(command) => self.example(workspace, command),
            Command::Bring(command) => self.bring(workspace, command),
            Command::Cards(command) => self.cards(workspace, command),
            Command::App(_) | Command::Story(_) | Command::Field(_) | Command::Session(_) => not_here(),
        }
    }

    /// Answers a movement in the screen's list or text.
    fn list(&self, _: &Workspace, _: ListCommand) -> Answer<Self> {
        not_here()
    }

    /// Answers a command of Today.
    fn today(&self, _: &Workspace, _: TodayCommand) -> Answer<Self> {
        not_here()
    }

    /// Answers a command of Questions.
    fn questions(&self, _: &Workspace, _: QuestionsCommand) -> Answer<Self> {
        not_here()
    }

    /// Answers a command of Stories.
    fn stories(&self, _: &Workspace, _: StoriesCommand) -> Answer<Self> {
        not_here()
    }

    /// Answers a command of Prepare.
    fn interview(&self, _: &Workspace, _: InterviewCommand) -> Answer<Self> {
        not_here()
    }

    /// Answers a command of the offer.
    fn offer(&self, _: &Workspace, _: OfferCommand) -> Answer<Self> {
        not_here()
    }

    /// Answers a command of Draft.
    fn draft(&self, _: &Workspace, _: DraftCommand) -> Answer<Self> {
        not_here()
    }

    /// Answers a command about what the coach says.
    fn coach(&self, _: &Workspace, _: CoachCommand) -> Answer<Self> {
        not_here()
    }

    /// Answers a command of a form.
    fn form(&self, _: &Workspace, _: FormCommand) -> Answer<Self> {
        not_here()
    }

    /// Answers a command of the end of a walk.
    fn ending(&self, _: &Workspace, _: EndingCommand) -> Answer<Self> {
        not_here()
    }

    /// Answers a command of the comparison.
    fn compare(&self, _: &Workspace, _: CompareCommand) -> Answer<Self> {
        not_here()
    }

    /// Answers a command of Ask.
    fn ask(&self, _: &Workspace, _: AskCommand) -> Answer<Self> {
        not_here()
    }

    /// Answers a command of a practice session.
    fn practice(&self, _: &Workspace, _: PracticeCommand) -> Answer<Self> {
        not_here()
    }

    /// Answers a command of the viewer.
    fn viewer(&self, _: &Workspace, _: ViewerCommand) -> Answer<Self> {
        not_here()
    }

    /// Answers a command of a worked example.
    fn example(&self, _: &Workspace, _: ExampleCommand) -> Answer<Self> {
        not_here()
    }

    /// Answers a command for bringing in stories.
    fn bring(&self, _: &Workspace, _: BringCommand) -> Answer<Self> {
        not_here()
    }

    /// Answers a command of the cue cards.
    fn cards(&self, _: &Workspace, _: CardsCommand) -> Answer<Self> {
        not_here()
    }

    /// Starts the filter of the screen's own list, if it has one.
    fn search(&mut self) -> bool {
        false
    }

    /// Undoes the last edit of the field in focus; false if there is none.
    fn undo(&mut self, _workspace: &mut Workspace, _now: &Now) -> bool {
        false
    }

    /// Goes one step back within the screen; false if Esc should leave the screen. Cleans up before leaving.
    fn back(&mut self, _workspace: &mut Workspace, _now: &Now) -> bool {
        false
    }

    /// Finishes what must not run on out of sight: the screen is covered or left next, or the app ends.
    fn covered(&mut self, _workspace: &mut Workspace, _now: &Now) {}

    /// Whether the footer need not say where Esc goes.
    fn is_at_rest(&self) -> bool {
        false
    }

    /// Handles an item picked from a list of this screen; false if the item belongs to the app.
    fn picked(&mut self, _workspace: &mut Workspace, _picked: &Picked, _now: &Now) -> bool {
        false
    }

    /// Applies an edit to the focused field.
    fn edit(&mut self, _workspace: &mut Workspace, _edit: Edit, _now: &Now) {}

    /// Whether pasted text is accepted while no field is being edited.
    fn takes_paste(&self) -> bool {
        false
    }

    /// The focused field, whether or not it is being edited.
    fn field_mut(&mut self) -> Option<&mut Field> {
        None
    }

    /// Whether text commands have a field to act on.
    fn has_field(&self) -> bool {
        false
    }

    /// Updates the screen after the workspace was changed elsewhere.
    fn sync(&mut self, _workspace: &mut Workspace) {}

    /// Recomputes derived data before drawing.
    fn refresh(&mut self, _workspace: &mut Workspace, _now: &Now) {}

    /// When to wake the screen without input.
    fn next_wake(&self) -> Option<Duration> {
        None
    }

    /// Called at the time returned by `next_wake`.
    fn wake(&mut self, _workspace: &mut Workspace, _now: &Now) {}
}
