//! What can be opened and what can be picked, as plain values.
//!
//! A screen asks for another with an [`Open`]; only the root builds screens. Each row of a pop-up list
//! carries a [`Picked`], which goes back to the opener of the list.

use super::command::{Command, StoryCommand};
use crate::export::{ExportKind, Format};
use crate::practice::Plan;
use crate::story::{DocumentId, PromptId, Section, Stage, Story, StoryId};
use serde_json::Value;

/// A screen to open, with its arguments.
#[derive(Debug, Clone, PartialEq)]
pub enum Open {
    /// A prompt: the offer if some story could answer it, else a new story.
    Prompt(PromptId),
    /// A new story for a prompt.
    NewStory(PromptId),
    /// A story to edit, for the given prompt or the strictest of its prompts.
    Story(StoryId, Option<PromptId>),
    /// A form about a story.
    Form(FormKind, StoryId),
    /// The end of the walk of a story, written for a prompt.
    Ending(StoryId, Option<PromptId>),
    /// A story's cue card, with the cursor in the answer to a follow-up.
    Answer(StoryId, String),
    /// A sheet of the preparation.
    Sheet(Sheet),
    /// The coach's review of a story, for a prompt.
    Coach(StoryId, Option<PromptId>),
    /// A story beside an earlier version of it, with the time of that version for display.
    Earlier(Box<Story>, String),
    /// The preparation, or the user's own questions, beside an earlier version, with its time for display.
    EarlierDocument(DocumentId, String, Box<Value>),
    /// The same beside the version in the file with this name.
    OtherDocument(DocumentId, String),
    /// A second version beside its original.
    SecondVersion(StoryId),
    /// A text to read.
    Viewer(ExportKind),
    /// The worked example of a principle, at a part of it; whether a story of one's own is open below.
    Example(String, Option<Section>, bool),
    /// Bringing in stories.
    Bring,
    /// The cue cards of all complete stories.
    Cards,
    /// Ask, the search for a story to tell.
    Ask,
    /// How far the stories have come.
    Progress,
    /// A practice session.
    Practice(Box<Plan>, AfterAloud),
}

/// The subject of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormKind {
    /// Title, customer and date.
    Details,
    /// The opening sentence for a prompt that was just linked.
    Opening(PromptId),
    /// The cue card.
    Card,
    /// The self-check, after this prompt.
    Check(Option<PromptId>),
    /// Texts of the preparation.
    Sheet(Sheet),
}

/// A form of the preparation; entries of lists are given by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sheet {
    /// Company, role, date.
    Interview,
    /// An interviewer.
    Round(String),
    /// The note on a readiness question.
    Ready(String),
    /// The note on a research task.
    Research(String),
    /// A question reported by others.
    Found(String),
    /// Questions for the interviewers.
    AskThem,
    /// Words to mask.
    Masks,
    /// A question that was asked.
    Asked(String),
    /// An own prompt, given by the part of its id after `own/`.
    Own(String),
}

/// Where to go after a prompt was answered aloud.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterAloud {
    /// Back to the screen below.
    Back,
    /// To a new story for the prompt, replacing the screen below.
    Write,
}

/// The action of a picked row.
#[derive(Debug, Clone, PartialEq)]
pub enum Picked {
    /// Run a command.
    Run(Command),
    /// Open a screen.
    Open(Open),
    /// Link a story to a prompt.
    Link(StoryId, PromptId),
    /// Unlink a story from a prompt.
    Unlink(StoryId, PromptId),
    /// Restore a story from the trash.
    Restore(StoryId),
    /// Exit and print what could not be saved.
    PrintAndQuit,
    /// Exit unconditionally.
    QuitAnyway,
    /// Write copies of unsaved stories to this directory.
    CopyTo(String),
    /// Insert pasted text into the open story: with `true` split into the four parts, else unchanged.
    Paste(String, bool),
    /// Change the filter or the order of stories.
    Filter(FilterChange),
    /// An action on the preparation.
    Interview(InterviewPick),
    /// Export one story, or everything that the kind covers, to a file; with `true` redacted.
    Export((ExportKind, Format), Option<StoryId>, bool),
    /// Start a drill, by its id, about a story if one is given.
    Drill(String, Option<StoryId>),
    /// Whether the user's own programs may run.
    MayRun(bool),
    /// Write this text to a file with this name and extension.
    Save(String, &'static str, String),
}

impl Picked {
    /// Whether something goes away with it; such a row is last in its list and wants a second Enter.
    pub const fn destroys(&self) -> bool {
        matches!(
            self,
            Self::Run(Command::Story(StoryCommand::Delete))
                | Self::QuitAnyway
                | Self::Interview(InterviewPick::Remove(..))
        )
    }

    /// Whether it toggles the tick of its row, so that the list stays open.
    pub const fn ticks(&self) -> bool {
        matches!(
            self,
            Self::Interview(
                InterviewPick::Count(_)
                    | InterviewPick::Asks(..)
                    | InterviewPick::Hears(..)
                    | InterviewPick::Plan(_)
                    | InterviewPick::Example(_)
            )
        )
    }
}

/// The lists of the preparation that the user can extend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// Interviewers.
    Round,
    /// Questions reported by others.
    Found,
    /// Questions that were asked.
    Asked,
}

/// An action on the preparation; entries of lists are given by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InterviewPick {
    /// Open a sheet.
    Write(Sheet),
    /// Select or deselect a principle.
    Count(String),
    /// Show the actions on a round.
    Round(String),
    /// Show the principles of a round.
    Principles(String),
    /// The same for a round that was just added, without a way back.
    NewRound(String),
    /// Add or remove a principle of a round.
    Asks(String, String),
    /// Show the stories of a round.
    Stories(String),
    /// Add or remove a story of a round.
    Hears(String, StoryId),
    /// Leave the stories of a round to the plan.
    Plan(String),
    /// Show the stories that may have been told.
    Told(String),
    /// Set the story that was told.
    Tell(String, Option<StoryId>),
    /// Turn a question into an own prompt.
    Own(Listed, String),
    /// Prepare an answer to the follow-up.
    Answer(String),
    /// Remove an entry.
    Remove(Listed, String),
    /// Add an example to the questions for the interviewers.
    Example(String),
    /// The interview is over; `true` if there is a next round.
    Over(bool),
}

/// The order of stories.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// Last changed first.
    #[default]
    Changed,
    /// In the order in which the principles are asked.
    Principle,
    /// Lowest stage first.
    Weakest,
    /// By due date.
    Due,
}

impl Sort {
    pub const ALL: [Self; 4] = [Self::Changed, Self::Principle, Self::Weakest, Self::Due];

    /// The name on the screen: `weakest first`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Changed => "last changed first",
            Self::Principle => "by principle",
            Self::Weakest => "weakest first",
            Self::Due => "due first",
        }
    }
}

/// A change of the filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilterChange {
    /// Open the list of principles.
    Principles,
    /// Only this principle, or all.
    Principle(Option<String>),
    /// Only this stage, or all.
    Stage(Option<Stage>),
    /// Only stories that are due, or all.
    Due(bool),
    /// Only stories that answer some prompt, only those that answer none, or all.
    Answers(Option<bool>),
    /// Change the order.
    Sort(Sort),
    /// Reset the filter.
    Clear,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_ticked_keeps_its_list_open() {
        let tick = Picked::Interview(InterviewPick::Count("ownership".into()));
        let open = Picked::Interview(InterviewPick::Round("r1".into()));
        assert!(tick.ticks() && !open.ticks() && !Picked::QuitAnyway.ticks());
    }
}
