//! What can be opened and what can be picked, as plain values.
//!
//! A screen asks for another with an [`Open`]; only the root builds screens. A list that pops up carries a [`Picked`]
//! a row, and gives it back to whoever opened the list.

use super::command::Command;
use crate::export::{ExportKind, Format};
use crate::practice::Plan;
use crate::story::{PromptId, Stage, Story, StoryId};

/// A screen with what it needs.
#[derive(Debug, Clone, PartialEq)]
pub enum Open {
    /// A prompt: the offer where there are stories that could answer it, else a new story for it.
    Prompt(PromptId),
    /// A new story for a prompt.
    NewStory(PromptId),
    /// A story to write, for a prompt or for the one that asks for most of those it answers.
    Story(StoryId, Option<PromptId>),
    /// A few lines about a story.
    Form(FormKind, StoryId),
    /// A story's cue card, at the answer to a follow-up.
    Answer(StoryId, String),
    /// Texts of the preparation.
    Sheet(Sheet),
    /// What the coach says of a story, judged for a prompt.
    Coach(StoryId, Option<PromptId>),
    /// A story beside an earlier version of it, of this time as people read it.
    Earlier(Box<Story>, String),
    /// A second version beside the story that it is a version of.
    SecondVersion(StoryId),
    /// A text to read.
    Viewer(ExportKind),
    /// The story for a question.
    Ask,
    /// A practice session.
    Practice(Box<Plan>, AfterAloud),
}

/// What a form is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormKind {
    /// Title, customer and when.
    Details,
    /// The end of a walk: what to find it by, then where to go.
    Ending(Option<PromptId>),
    /// The first sentence to a prompt that was just linked.
    Opening(PromptId),
    /// The cue card.
    Card,
    /// Texts of the preparation.
    Sheet(Sheet),
}

/// Which of the preparation's texts are typed together; lists by their entry's id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sheet {
    /// Company, role, date.
    Interview,
    /// An interviewer.
    Round(String),
    /// The note to a readiness question.
    Ready(String),
    /// The note to a research task.
    Research(String),
    /// A question that others report.
    Found(String),
    /// Questions to ask them.
    AskThem,
    /// Words to mask.
    Masks,
    /// What they asked.
    Asked(String),
    /// A question of the user's own, by the part of its id after `own/`.
    Own(String),
}

/// Where a prompt that was said aloud leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterAloud {
    /// Back to the screen below.
    Back,
    /// To a new story for the prompt, in place of the screen below.
    Write,
}

/// What follows from picking a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Picked {
    /// Carry out a command.
    Run(Command),
    /// Open a screen.
    Open(Open),
    /// Let a story answer a prompt.
    Link(StoryId, PromptId),
    /// Let a story no longer answer a prompt.
    Unlink(StoryId, PromptId),
    /// Bring a story back from the trash.
    Restore(StoryId),
    /// Leave, and print what could be kept nowhere.
    PrintAndQuit,
    /// Leave in any case.
    QuitAnyway,
    /// Write copies of what is unsaved into this directory.
    CopyTo(String),
    /// Put a pasted text into the open story: with `true` as its four parts, else as it is.
    Paste(String, bool),
    /// Show other stories, or in another order.
    Filter(FilterChange),
    /// Something about the interview.
    Interview(InterviewPick),
    /// Save one story, or what the kind wants, as a file; with `true` masked.
    Export((ExportKind, Format), Option<StoryId>, bool),
    /// Write this text to a file of this name and ending.
    Save(String, &'static str, String),
}

impl Picked {
    /// Whether it puts a tick before a row of its list, or takes it away.
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

/// The lists of the preparation that grow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// Interviewers.
    Round,
    /// Questions that others report.
    Found,
    /// What they asked.
    Asked,
}

/// Something to do with the preparation; lists by their entry's id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InterviewPick {
    /// Type into its texts.
    Write(Sheet),
    /// Let a principle count, or not.
    Count(String),
    /// Show what can be said of a round.
    Round(String),
    /// Show the principles that a round may ask for.
    Principles(String),
    /// The same for a round that was just entered, which leads back to nothing.
    NewRound(String),
    /// Let a round ask for a principle, or not.
    Asks(String, String),
    /// Show the stories that a round may hear.
    Stories(String),
    /// Let a round hear a story, or not.
    Hears(String, StoryId),
    /// Leave a round's stories to the plan.
    Plan(String),
    /// Show the stories that may have been told.
    Told(String),
    /// Note which story was told.
    Tell(String, Option<StoryId>),
    /// Make it a prompt of the user's own.
    Own(Listed, String),
    /// Prepare an answer to the follow-up.
    Answer(String),
    /// Take it out.
    Remove(Listed, String),
    /// Put one of the examples among the questions to ask them.
    Example(String),
    /// The interview is over; with `true` there is a next round.
    Over(bool),
}

/// In which order stories are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// The one that changed last comes first.
    #[default]
    Changed,
    /// As the principles are asked.
    Principle,
    /// The least ready first.
    Weakest,
    /// The one that should be told first.
    Due,
}

impl Sort {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Changed, Self::Principle, Self::Weakest, Self::Due];

    /// How it reads: `weakest first`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Changed => "last changed first",
            Self::Principle => "by principle",
            Self::Weakest => "weakest first",
            Self::Due => "due first",
        }
    }
}

/// A change to which stories are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilterChange {
    /// Show the principles to choose from.
    Principles,
    /// Only this principle, or all.
    Principle(Option<String>),
    /// Only this stage, or all.
    Stage(Option<Stage>),
    /// Only what is due, or not only.
    Due(bool),
    /// Only what answers a question, or answers none, or all.
    Answers(Option<bool>),
    /// In this order.
    Sort(Sort),
    /// All of them again.
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
