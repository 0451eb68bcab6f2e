//! What a screen is to the app: one trait, with defaults for what most screens do not need.
//!
//! A screen answers a command in one place: the answer says why not, or holds what is to be done. Whoever only asks
//! whether a command is available drops the answer, whoever carries it out runs it, so the two can never disagree.

use std::time::Duration;

use super::command::{
    AskCommand, CoachCommand, Command, CompareCommand, Context, DraftCommand, EndingCommand, FormCommand,
    InterviewCommand, ListCommand, OfferCommand, PracticeCommand, QuestionsCommand, StoriesCommand,
    TodayCommand, ViewerCommand,
};
use super::msg::Now;
use super::open::Picked;
use super::workspace::Workspace;
use crate::story::StoryId;
use crate::text::{Edit, Field};

/// What a command does to a screen.
pub type Action<S> = Box<dyn FnOnce(&mut S, &mut Workspace, &Now)>;

/// Why a command does nothing here; an empty reason is not worth a message.
pub type Refusal = &'static str;

/// What a command would do here, or why it does nothing.
pub type Answer<S> = Result<Action<S>, Refusal>;

/// The answer of a screen that does something.
pub fn act<S>(action: impl FnOnce(&mut S, &mut Workspace, &Now) + 'static) -> Answer<S> {
    Ok(Box::new(action))
}

/// The answer of a screen that a command does not belong to.
pub fn not_here<S>() -> Answer<S> {
    Err("That belongs to another screen.")
}

/// A screen's state and behavior. How it looks is the view's business.
pub trait Page: Sized {
    /// Where keys are looked up, topmost first.
    fn contexts(&self, workspace: &Workspace) -> Vec<Context>;

    /// The story at hand.
    fn story(&self, _workspace: &Workspace) -> Option<StoryId> {
        None
    }

    /// The story that this screen is about, so that it closes when the story goes to the trash.
    fn about(&self) -> Option<&StoryId> {
        None
    }

    /// Answers a command by its group. Groups that the app itself carries out are answered before they get here.
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
            Command::App(_) | Command::Story(_) | Command::Field(_) | Command::Session(_) => not_here(),
        }
    }

    /// Answers a movement in its list or text.
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

    /// Whether `/` narrows this screen's own list, and begins it.
    fn search(&mut self) -> bool {
        false
    }

    /// Undoes the last edit of the field in focus.
    fn undo(&mut self, _workspace: &mut Workspace, _now: &Now) {}

    /// Takes one step back inside the screen; false where Esc leaves it. Cleans up before it is left.
    fn back(&mut self, _workspace: &mut Workspace, _now: &Now) -> bool {
        false
    }

    /// Whether the footer need not say where Esc goes.
    fn is_at_rest(&self) -> bool {
        false
    }

    /// Takes what was picked from a list that this screen opened; false where it is none of its own.
    fn picked(&mut self, _workspace: &mut Workspace, _picked: &Picked, _now: &Now) -> bool {
        false
    }

    /// Types into the field in focus.
    fn edit(&mut self, _workspace: &mut Workspace, _edit: Edit, _now: &Now) {}

    /// Whether text that is pasted belongs here although no field is typed in.
    fn takes_paste(&self) -> bool {
        false
    }

    /// The field in focus, typed in or not.
    fn field_mut(&mut self) -> Option<&mut Field> {
        None
    }

    /// Whether there is a field for the commands of text.
    fn has_field(&self) -> bool {
        false
    }

    /// Takes over what changed in the workspace without this screen.
    fn sync(&mut self, _workspace: &mut Workspace) {}

    /// Brings what is derived up to date before the screen is drawn.
    fn refresh(&mut self, _workspace: &mut Workspace, _now: &Now) {}

    /// When the screen wants to be woken without input.
    fn next_wake(&self) -> Option<Duration> {
        None
    }

    /// The time it wanted to be woken at has come.
    fn wake(&mut self, _now: &Now) {}
}
