//! Practice: a session on the screen, story by story.
//!
//! Owns the running session, what its outcomes do to the workspace, and the note to a follow-up. The rules of a
//! session are the practice room's; must not know how any of it looks.

use jiff::civil::Date;

use crate::app::command::{AppCommand, Command, Context, PracticeCommand};
use crate::app::msg::Now;
use crate::app::overlay::{Message, Overlay};
use crate::app::screen::{Screen, draft::Draft};
use crate::app::workspace::{Go, Target, Workspace};
use crate::practice::{Beat, Input, Moment, Outcome, Phase, Plan, Planner, Session, SessionKind};
use crate::story::{PromptId, Section, StoryId};
use crate::text::{Edit, Field, Lines};

/// Where a prompt that was said aloud leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterAloud {
    /// Back to the screen below.
    Back,
    /// To a new story for the prompt, in place of the screen below.
    Write,
}

/// A practice session.
#[derive(Debug)]
pub struct Practice {
    /// The session.
    pub session: Session,
    /// What is said after a gap.
    pub welcome: Option<String>,
    /// The day of practice.
    pub day: Date,
    /// The note to the follow-up, while it is being typed.
    pub note: Option<Field>,
    then: AfterAloud,
}

/// Opens a session above the current screen, where there is something to tell.
pub fn push(mut plan: Plan, then: AfterAloud, workspace: &mut Workspace, now: &Now) {
    if plan.items.is_empty() {
        workspace.say("Write all four parts first, then you can practice it.", now);
        return;
    }
    workspace.fill(&mut plan);
    let welcome = plan.welcome();
    let day = workspace.practice_day(now);
    let session = Session::new(plan, workspace.draw());
    workspace.push(Screen::Practice(Practice { session, welcome, day, note: None, then }));
}

/// Opens a session of one story, told to `prompt` where one is given.
pub fn one(story: &StoryId, prompt: Option<&PromptId>, workspace: &mut Workspace, now: &Now) {
    let plan = workspace.planner(workspace.practice_day(now)).one(story, prompt);
    push(plan, AfterAloud::Back, workspace, now);
}

/// Opens a session in which a prompt is said aloud without a story.
pub fn aloud(prompt: &PromptId, then: AfterAloud, workspace: &mut Workspace, now: &Now) {
    push(Planner::aloud(prompt.clone()), then, workspace, now);
}

impl Practice {
    /// Where keys are looked up.
    pub fn contexts(&self) -> Vec<Context> {
        if self.note.is_some() {
            return vec![Context::PracticeNote, Context::Field];
        }
        if self.session.pause().is_some() {
            return vec![Context::PracticePause, Context::Practice];
        }
        match self.session.phase() {
            Phase::Waiting => vec![Context::PracticeWait, Context::Practice, Context::Global],
            Phase::Telling => vec![Context::PracticeTell, Context::Practice],
            Phase::FollowUp => vec![Context::PracticeAsk, Context::Practice],
            Phase::LookBack => vec![Context::PracticeLook, Context::Practice, Context::Global],
            Phase::End => vec![Context::PracticeEnd, Context::Practice, Context::Global],
        }
    }

    /// The story that is told.
    pub fn story(&self) -> Option<StoryId> {
        self.session.turn().and_then(|t| t.item.story.clone())
    }

    /// The follow-up of the turn that is on.
    pub fn probe(&self) -> Option<&str> {
        self.session.turn().and_then(|t| t.item.probe.as_deref())
    }

    fn has_lesson(&self) -> bool {
        self.session.turn().is_some_and(|t| t.item.lesson)
    }

    /// Whether this screen carries out a command, and why not.
    pub fn available(&self, command: Command) -> Result<(), &'static str> {
        match command {
            Command::Practice(PracticeCommand::Undo) if !self.session.can_undo() => {
                Err("There is no grade to take back.")
            }
            Command::Practice(PracticeCommand::Note) if self.probe().is_none() => {
                Err("There was no follow-up.")
            }
            Command::Practice(PracticeCommand::FullText) if self.story().is_none() => {
                Err("There is no story to read.")
            }
            Command::Practice(PracticeCommand::Tick(Beat::Lesson)) if !self.has_lesson() => {
                Err("This story has no lesson yet.")
            }
            Command::Practice(PracticeCommand::Hint) if self.session.kind() == SessionKind::Mock => {
                Err("There are no cues in a mock loop.")
            }
            Command::Practice(PracticeCommand::Hint)
                if self.session.turn().is_some_and(|turn| turn.hints > 1) =>
            {
                Err("All its cues are here.")
            }
            Command::Practice(PracticeCommand::Hint | PracticeCommand::Part) if self.story().is_none() => {
                Err("There is no story to this question yet.")
            }
            Command::Practice(_) | Command::App(_) | Command::Field(_) => Ok(()),
            Command::Story(_) if self.story().is_some() => Ok(()),
            Command::Story(_)
            | Command::Choice(_)
            | Command::Coach(_)
            | Command::Draft(_)
            | Command::Form(_)
            | Command::Prepare(_)
            | Command::List(_) => Err("That belongs to another screen."),
        }
    }

    /// Carries out a command.
    pub fn run(&mut self, workspace: &mut Workspace, command: Command, now: &Now) {
        match command {
            Command::Practice(command) => self.run_own(workspace, command, now),
            Command::App(AppCommand::Back) if self.session.phase() == Phase::End => workspace.go(Go::Pop),
            Command::App(AppCommand::Back) => self.input(workspace, Input::Back, now),
            Command::App(AppCommand::Undo) => self.input(workspace, Input::Undo, now),
            Command::App(_)
            | Command::Story(_)
            | Command::Choice(_)
            | Command::Coach(_)
            | Command::Draft(_)
            | Command::Form(_)
            | Command::Prepare(_)
            | Command::List(_)
            | Command::Field(_) => {}
        }
    }

    fn run_own(&mut self, workspace: &mut Workspace, command: PracticeCommand, now: &Now) {
        let input = match command {
            PracticeCommand::Forward if self.session.phase() == Phase::End => {
                workspace.go(Go::Pop);
                return;
            }
            PracticeCommand::Forward => Input::Enter,
            PracticeCommand::Part => Input::Space,
            PracticeCommand::Hint => Input::Tab,
            PracticeCommand::Pause => Input::Pause,
            PracticeCommand::Count => Input::CountIt,
            PracticeCommand::Drop => Input::DropIt,
            PracticeCommand::Skip => Input::Skip,
            PracticeCommand::Tick(beat) => Input::Tick(beat),
            PracticeCommand::Grade(grade) => Input::Grade(grade),
            PracticeCommand::Undo => Input::Undo,
            PracticeCommand::Note => return self.begin_note(workspace, now),
            PracticeCommand::Noted => {
                self.note = None;
                workspace.save_due(now, true);
                return;
            }
            PracticeCommand::FullText => return self.full_text(workspace),
            PracticeCommand::Today | PracticeCommand::Mock | PracticeCommand::Headlines => return,
        };
        self.input(workspace, input, now);
    }

    /// Gives the session an input and carries its outcomes out.
    fn input(&mut self, workspace: &mut Workspace, input: Input, now: &Now) {
        if input == Input::Back && self.session.phase() == Phase::LookBack && self.session.pause().is_none() {
            workspace.say("Told, without a grade: it stays due.", now);
        }
        let outcomes = self.session.update(input, Moment { at: now.mono, wall: &now.wall });
        for outcome in outcomes {
            match outcome {
                Outcome::Append(entry) => workspace.log(entry),
                Outcome::SaidAloud { prompt: Some(prompt), seconds }
                    if self.session.kind() == SessionKind::Aloud =>
                {
                    workspace.say(format!("{seconds} aloud. Write it down while it is warm."), now);
                    self.leave(workspace, &prompt, now);
                    return;
                }
                // A note is typed into the story itself; a mock question without a story leaves no trace.
                Outcome::Note { .. } | Outcome::SaidAloud { .. } => {}
            }
        }
        let told = self.session.turns().iter().any(|t| t.told.is_some());
        if self.session.phase() == Phase::End && !told {
            workspace.go(Go::Pop);
        }
    }

    /// After a prompt was said aloud: to where it is written.
    fn leave(&self, workspace: &mut Workspace, prompt: &PromptId, now: &Now) {
        workspace.go(Go::Pop);
        if self.then == AfterAloud::Write {
            let draft = Draft::start(prompt, workspace, now);
            workspace.go(Go::Replace(Box::new(Screen::Draft(draft))));
        }
    }

    /// Lets the clock count; a session that stands still is not touched.
    pub fn wake(&mut self, now: &Now) {
        if self.session.next_wake().is_some() {
            // A wake only moves the clock.
            let none = self.session.update(Input::Wake, Moment { at: now.mono, wall: &now.wall });
            debug_assert!(none.is_empty());
        }
    }

    // ---- the note -------------------------------------------------------------------------------

    fn target(&self) -> Option<(StoryId, Target)> {
        Some((self.story()?, Target::Answer(self.probe()?.to_owned())))
    }

    /// What the user has noted to the follow-up so far.
    pub fn noted<'d>(&self, workspace: &'d Workspace) -> &'d str {
        let Some((id, target)) = self.target() else { return "" };
        workspace.library.get(&id).map_or("", |story| target.of(story))
    }

    fn begin_note(&mut self, workspace: &mut Workspace, now: &Now) {
        let Some((id, _)) = self.target() else { return };
        if workspace.may_change(&id, now) {
            let text = self.noted(workspace);
            let mut field = Field::new(Lines::One, text);
            field.set_cursor(text.len());
            self.note = Some(field);
        }
    }

    /// Types into the note, which is kept with the story's prepared answers.
    pub fn edit(&mut self, workspace: &mut Workspace, edit: Edit, now: &Now) {
        let Some((id, target)) = self.target() else { return };
        let Some(field) = &mut self.note else { return };
        let changed = field.apply(edit, &mut workspace.cut, now.mono);
        workspace.typed(&id, &target, changed, field.text(), now);
    }

    /// Closes a note whose story is gone.
    pub fn sync(&mut self, workspace: &Workspace) {
        if self.story().is_some_and(|id| !workspace.library.has(&id)) {
            self.note = None;
        }
    }

    /// Wraps the note for the size of the screen.
    pub fn refresh(&mut self, workspace: &Workspace) {
        if let Some(field) = &mut self.note {
            field.set_view(usize::from(workspace.size.columns.saturating_sub(6).clamp(1, 74)), 1);
        }
    }

    fn full_text(&self, workspace: &mut Workspace) {
        let Some(story) = self.story().and_then(|id| workspace.library.get(&id).cloned()) else { return };
        let mut lines = Vec::new();
        for section in Section::ALL {
            let text = story.section(section).trim();
            if !text.is_empty() {
                lines.push(format!("{}: {text}", section.name()));
                lines.push(String::new());
            }
        }
        lines.pop();
        workspace.pop_up(Overlay::Message(Message { title: story.name(), lines, top: 0 }));
    }
}
