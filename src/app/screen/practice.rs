//! Practice: a session on the screen, story by story.
//!
//! Owns the running session, the handling of its outcomes, and the note on a follow-up. The rules of a
//! session are in [`crate::practice`].

use std::time::Duration;

use jiff::civil::Date;

use crate::app::command::{Context, PracticeCommand};
use crate::app::msg::{Effect, Now};
use crate::app::open::{AfterAloud, Open};
use crate::app::overlay::{Message, Overlay};
use crate::app::page::{Answer, Page, act};
use crate::app::workspace::{HEARD, Target, Workspace};
use crate::practice::{
    Beat, Beats, EntryId, Exercise, Input, Moment, Outcome, Phase, Plan, Session, SessionKind, What,
};
use crate::story::pace::USUAL;
use crate::story::{PromptId, Section, StoryId};
use crate::text::{Edit, Field, Lines};

#[derive(Debug)]
pub struct Practice {
    pub session: Session,
    /// The greeting after a gap.
    pub welcome: Option<String>,
    pub day: Date,
    /// The note on the follow-up while it is being typed.
    pub note: Option<Field>,
    after: AfterAloud,
    /// Whether the clock of a telling ran when it was last looked at.
    runs: bool,
    /// The tellings of which what was heard is ticked.
    ticked: Vec<EntryId>,
}

impl Practice {
    /// Starts a session of a plan that is not empty.
    pub fn open(plan: Plan, after: AfterAloud, workspace: &mut Workspace, now: &Now) -> Self {
        let (welcome, day) = (plan.welcome(), workspace.practice.day(now));
        let session = Session::new(plan, workspace.draw());
        workspace.ask_about_programs();
        let practice = Self { session, welcome, day, note: None, after, runs: false, ticked: Vec::new() };
        practice.say_question(workspace);
        practice
    }

    /// The story of the current turn.
    pub fn told(&self) -> Option<StoryId> {
        self.session.turn().and_then(|t| t.item.story.clone())
    }

    /// The follow-up of the current turn.
    pub fn probe(&self) -> Option<&str> {
        self.session.turn().and_then(|t| t.item.probe())
    }

    /// Whether the time for the follow-up is up.
    pub fn is_over(&self) -> bool {
        let limit = self.session.limit().filter(|_| self.session.phase() == Phase::FollowUp);
        limit.is_some_and(|limit| self.session.elapsed() >= limit)
    }

    /// Whether what is told has no parts: a short answer, or an exercise.
    pub fn is_whole(&self) -> bool {
        self.session.turn().is_some_and(|t| t.item.pitch.is_some() || t.item.exercise.is_some())
    }

    pub fn exercise(&self) -> Option<&Exercise> {
        self.session.turn().and_then(|t| t.item.exercise.as_ref())
    }

    fn has_lesson(&self) -> bool {
        self.session.turn().is_some_and(|t| t.item.lesson)
    }

    /// Passes an input to the session and handles its outcomes.
    fn input(&mut self, workspace: &mut Workspace, input: Input, now: &Now) {
        let looks_back = self.session.phase() == Phase::LookBack && self.exercise().is_none();
        if input == Input::Back && looks_back && self.session.pause().is_none() {
            workspace.view.say("Told but not graded, so it's still due.", now);
        }
        let asked = self.session.place();
        let outcomes = self.session.update(input, Moment { at: now.mono, wall: &now.wall });
        self.follow_clock(workspace);
        if self.session.place() != asked {
            self.say_question(workspace);
        }
        for outcome in outcomes {
            match outcome {
                Outcome::Append(entry) => {
                    if matches!(entry.what, What::Told { .. }) {
                        workspace.voice.finish(entry.id);
                    }
                    workspace.log(entry);
                }
                Outcome::SaidAloud { prompt: Some(prompt), seconds }
                    if self.session.kind() == SessionKind::Aloud =>
                {
                    workspace.view.say(format!("{seconds} aloud. Write it down while it's fresh."), now);
                    self.leave(workspace, &prompt);
                    return;
                }
                // A mock question without a story leaves no trace.
                Outcome::SaidAloud { .. } => {}
            }
        }
        match self.session.phase() {
            Phase::Waiting => workspace.voice.discard(),
            Phase::End => {
                let effects = workspace.voice.end();
                workspace.effects.extend(effects);
            }
            Phase::Telling | Phase::FollowUp | Phase::LookBack => {}
        }
        let told = self.session.turns().iter().any(|t| t.told.is_some());
        if self.session.phase() == Phase::End && !told {
            workspace.view.leave();
        }
    }

    /// After a prompt was answered aloud: goes to where it is written.
    fn leave(&self, workspace: &mut Workspace, prompt: &PromptId) {
        workspace.view.leave();
        if self.after == AfterAloud::Write {
            workspace.view.replace(Open::NewStory(prompt.clone()));
        }
    }

    // ---- the voice ------------------------------------------------------------------------------

    /// Records while the clock of a telling runs.
    fn follow_clock(&mut self, workspace: &mut Workspace) {
        let ran = std::mem::replace(&mut self.runs, self.session.is_telling());
        let effect = match (ran, self.runs) {
            (false, true) => {
                let hushed = workspace.voice.hush();
                workspace.effects.extend(hushed);
                let story = self.told().filter(|_| self.exercise().is_none());
                story.and_then(|story| workspace.voice.record(&story))
            }
            (true, false) => workspace.voice.rest(),
            (true, true) | (false, false) => None,
        };
        workspace.effects.extend(effect);
    }

    /// Has the question read aloud, if there is a program for it.
    fn say_question(&self, workspace: &mut Workspace) {
        let asks = self.session.kind() != SessionKind::Headlines && self.session.kind() != SessionKind::Aloud;
        if let Some(turn) = self.session.turn().filter(|_| asks && self.session.phase() == Phase::Waiting) {
            let question = workspace.asked(&turn.item);
            let effects = workspace.voice.say(&question);
            workspace.effects.extend(effects);
        }
    }

    /// The recording of the telling under review.
    fn telling(&self) -> Option<EntryId> {
        Some(self.session.turn()?.told?.telling)
    }

    // ---- the note -------------------------------------------------------------------------------

    fn target(&self) -> Option<(StoryId, Target)> {
        Some((self.told()?, Target::Answer(self.probe()?.to_owned())))
    }

    /// The current note on the follow-up.
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

    fn full_text(&self, workspace: &mut Workspace) {
        let Some(story) = self.told().and_then(|id| workspace.library.get(&id).cloned()) else { return };
        let mut lines = Vec::new();
        for section in Section::ALL {
            let text = story.section(section).trim();
            if !text.is_empty() {
                lines.push(format!("{}: {text}", section.name()));
                lines.push(String::new());
            }
        }
        lines.pop();
        workspace.view.pop_up(Overlay::Message(Message::new(story.name(), lines)));
    }
}

impl Page for Practice {
    fn contexts(&self, _: &Workspace) -> Vec<Context> {
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
            Phase::LookBack if self.exercise().is_some() => {
                vec![Context::DrillLook, Context::Practice, Context::Global]
            }
            Phase::LookBack => vec![Context::PracticeLook, Context::Practice, Context::Global],
            Phase::End => vec![Context::PracticeEnd, Context::Practice, Context::Global],
        }
    }

    fn story(&self, _: &Workspace) -> Option<StoryId> {
        self.told()
    }

    fn practice(&self, workspace: &Workspace, command: PracticeCommand) -> Answer<Self> {
        let give = |input: Input| act(move |s: &mut Self, workspace, now| s.input(workspace, input, now));
        match command {
            PracticeCommand::Forward if self.session.phase() == Phase::End => {
                act(|_, workspace, _| workspace.view.leave())
            }
            PracticeCommand::Forward => give(Input::Enter),
            PracticeCommand::Hint if self.session.kind() == SessionKind::Mock => {
                Err("There are no cues in a mock loop.")
            }
            PracticeCommand::Hint if self.session.turn().is_some_and(|turn| turn.hints > 1) => {
                Err("All its cues are here.")
            }
            PracticeCommand::Hint | PracticeCommand::Part
                if self.exercise().is_some_and(|e| !e.answer.is_empty()) =>
            {
                Err("Say it first. Enter shows the answer.")
            }
            PracticeCommand::Hint | PracticeCommand::Part if self.told().is_none() => {
                Err("There's no story for this question yet.")
            }
            PracticeCommand::Part | PracticeCommand::Tick(_) if self.is_whole() => {
                Err("This is one answer, without parts.")
            }
            PracticeCommand::Hint => give(Input::Tab),
            PracticeCommand::Part => give(Input::Space),
            PracticeCommand::Pause if self.is_over() => Err("The time is up. Enter goes on."),
            PracticeCommand::Pause => give(Input::Pause),
            PracticeCommand::Count => give(Input::CountIt),
            PracticeCommand::Drop => give(Input::DropIt),
            PracticeCommand::Skip => give(Input::Skip),
            PracticeCommand::Tick(Beat::Lesson) if !self.has_lesson() => Err("This story has no lesson yet."),
            PracticeCommand::Tick(beat) => give(Input::Tick(beat)),
            PracticeCommand::Grade(grade) => give(Input::Grade(grade)),
            PracticeCommand::Undo if !self.session.can_undo() => Err("There's no grade to undo."),
            PracticeCommand::Undo => give(Input::Undo),
            PracticeCommand::Note if self.probe().is_none() => Err("There was no follow-up."),
            PracticeCommand::Note => act(|s: &mut Self, workspace, now| s.begin_note(workspace, now)),
            PracticeCommand::Play => match self.telling() {
                Some(telling) => act(move |_, workspace, now| match workspace.voice.play(telling) {
                    Ok(effect) => workspace.effect(effect),
                    Err(why) => workspace.view.refuse(why, now),
                }),
                None => Err("There's no recording of this telling."),
            },
            PracticeCommand::Hear if !workspace.voice.speaks() => {
                Err("No voice is set. \"starcoach doctor\" proposes one.")
            }
            PracticeCommand::Hear => act(|s: &mut Self, workspace, _| s.say_question(workspace)),
            PracticeCommand::Noted => act(|s: &mut Self, workspace, now| {
                s.note = None;
                workspace.save_due(now, true);
            }),
            PracticeCommand::FullText if self.told().is_none() => Err("There is no story to read."),
            PracticeCommand::FullText => act(|s: &mut Self, workspace, _| s.full_text(workspace)),
        }
    }

    fn undo(&mut self, workspace: &mut Workspace, now: &Now) -> bool {
        let can = self.session.can_undo();
        self.input(workspace, Input::Undo, now);
        can
    }

    fn back(&mut self, workspace: &mut Workspace, now: &Now) -> bool {
        let running = self.session.phase() != Phase::End;
        if running {
            self.input(workspace, Input::Back, now);
        }
        running
    }

    /// Edits the note, which is saved with the story's prepared answers.
    fn edit(&mut self, workspace: &mut Workspace, edit: Edit, now: &Now) {
        let Some((id, target)) = self.target() else { return };
        let Some(field) = &mut self.note else { return };
        let changed = field.apply(edit, &mut workspace.view.clipboard, now.mono);
        workspace.typed(&id, &target, changed, field.text(), now);
    }

    fn field_mut(&mut self) -> Option<&mut Field> {
        self.note.as_mut()
    }

    fn has_field(&self) -> bool {
        true
    }

    /// Closes a note whose story was deleted; ticks what was heard.
    fn sync(&mut self, workspace: &mut Workspace) {
        let told = self.session.turns().iter().filter_map(|turn| Some(turn.told?.telling));
        let new: Vec<EntryId> = told.filter(|telling| !self.ticked.contains(telling)).collect();
        for telling in new {
            if let Some(said) = workspace.voice.take(telling).and_then(|take| take.said.as_ref()) {
                let told = HEARD.into_iter().zip(&said.cues).filter(|(_, told)| **told);
                let beats: Beats = told.map(|(beat, _)| beat).collect();
                self.session.heard(telling, beats);
                self.ticked.push(telling);
            }
        }
        if self.told().is_some_and(|id| !workspace.library.has(&id)) {
            self.note = None;
        }
    }

    fn refresh(&mut self, workspace: &mut Workspace, _: &Now) {
        if let Some(field) = &mut self.note {
            let columns = workspace.view.size.columns.saturating_sub(6).clamp(1, 74);
            field.set_view(usize::from(columns), 1);
        }
    }

    fn next_wake(&self) -> Option<Duration> {
        self.session.next_wake()
    }

    /// Advances the clock; a stopped session is not affected.
    fn wake(&mut self, workspace: &mut Workspace, now: &Now) {
        if self.session.next_wake().is_some() {
            let before = self.session.elapsed();
            // A wake-up only advances the clock.
            let none = self.session.update(Input::Wake, Moment { at: now.mono, wall: &now.wall });
            debug_assert!(none.is_empty());
            let end = self.session.limit().unwrap_or(*USUAL.end());
            let passed = before < end && self.session.elapsed() >= end && self.session.pause().is_none();
            if passed && workspace.view.bell {
                workspace.effect(Effect::Bell);
            }
        }
    }
}
