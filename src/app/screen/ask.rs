//! Ask: finds the story to tell for an interviewer's question, for use during the call.
//!
//! Owns the question, the matching stories, the selection, and the stopwatch of a telling. The best story
//! shows without a key press; once told, a story sinks in the list for the next question.

use std::collections::HashMap;
use std::time::Duration;

use crate::app::command::{AskCommand, Context, ListCommand, Move};
use crate::app::memo::Memo;
use crate::app::msg::Now;
use crate::app::page::{Answer, Page, act, not_here};
use crate::app::workspace::Workspace;
use crate::search::{Scored, StoryMatch};
use crate::story::StoryId;
use crate::story::pace::Seconds;
use crate::text::{Edit, Field, Lines};

/// Maximum number of stories.
const STORIES: usize = 6;

/// A telling in progress.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    pub story: StoryId,
    /// When it started.
    pub since: Duration,
    /// The elapsed time.
    pub seconds: Seconds,
}

#[derive(Debug, Clone)]
pub struct Ask {
    pub field: Field,
    /// Whether the question is being typed.
    pub writing: bool,
    /// The principles that it may test, most likely first; empty without a question.
    pub principles: Vec<Scored>,
    /// The stories, best first: those that fit (told ones last), then the others.
    pub matches: Vec<StoryMatch>,
    pub chosen: usize,
    /// The stories told in an interview today, with the time of the last telling, as `14:06`.
    pub told: HashMap<StoryId, String>,
    /// The telling in progress.
    pub telling: Option<Telling>,
    /// The stories told before this question was typed; only these sink.
    sunk: Vec<StoryId>,
    built: Memo<(u64, String)>,
}

impl Ask {
    /// The screen without a question.
    pub fn open(workspace: &mut Workspace) -> Self {
        workspace.index_first();
        Self {
            field: Field::new(Lines::One, ""),
            writing: true,
            principles: Vec::new(),
            matches: Vec::new(),
            chosen: 0,
            told: HashMap::new(),
            telling: None,
            sunk: Vec::new(),
            built: Memo::default(),
        }
    }

    /// The id of the shown story: the one being told, else the selected one.
    pub fn shown_id(&self) -> Option<StoryId> {
        match &self.telling {
            Some(telling) => Some(telling.story.clone()),
            None => self.matches.get(self.chosen).map(|m| m.story.clone()),
        }
    }

    /// The shown match: the story being told, else the selected one.
    pub fn shown(&self) -> Option<&StoryMatch> {
        let story = self.shown_id()?;
        self.matches.iter().find(|m| m.story == story)
    }

    /// The matches except the shown one.
    pub fn others(&self) -> impl Iterator<Item = &StoryMatch> {
        let shown = self.shown_id();
        self.matches.iter().filter(move |m| Some(&m.story) != shown.as_ref())
    }

    /// Whether the first story is shown and the user has not acted on it.
    pub fn untouched(&self) -> bool {
        self.chosen == 0 && self.telling.is_none()
    }

    /// Enter: starts the telling, or ends it.
    fn tell(&mut self, workspace: &mut Workspace, now: &Now) {
        if self.telling.is_some() {
            self.end(workspace, now);
            return;
        }
        let Some(story) = self.shown_id() else { return };
        self.telling = Some(Telling { story, since: now.mono, seconds: Seconds(0) });
    }

    /// Ends the telling and records it; the story keeps its place until the question changes.
    fn end(&mut self, workspace: &mut Workspace, now: &Now) {
        let Some(telling) = self.telling.take() else { return };
        let seconds = Seconds((now.mono.saturating_sub(telling.since)).as_secs() as u32);
        let prompt = self.matches.iter().find(|m| m.story == telling.story).and_then(|m| m.prompt.clone());
        workspace.told_for_real(&telling.story, prompt.as_ref(), seconds, now);
    }
}

impl Page for Ask {
    fn contexts(&self, _: &Workspace) -> Vec<Context> {
        if self.writing {
            vec![Context::AskField, Context::Field]
        } else {
            vec![Context::Ask, Context::Story, Context::Global]
        }
    }

    fn story(&self, _: &Workspace) -> Option<StoryId> {
        self.shown_id()
    }

    fn list(&self, _: &Workspace, command: ListCommand) -> Answer<Self> {
        let last = self.matches.len().saturating_sub(1);
        let to = match command {
            ListCommand::Move(Move::Up | Move::Down) if last == 0 => {
                return Err("There is no other story for it.");
            }
            ListCommand::Move(Move::Up) => self.chosen.saturating_sub(1),
            ListCommand::Move(Move::Down) => (self.chosen + 1).min(last),
            ListCommand::Move(Move::First | Move::Last | Move::PageUp | Move::PageDown)
            | ListCommand::Open => return not_here(),
        };
        act(move |s: &mut Self, _, _| s.chosen = to)
    }

    fn ask(&self, _: &Workspace, command: AskCommand) -> Answer<Self> {
        match command {
            AskCommand::Tell if self.shown_id().is_none() => Err("There is no story to tell yet."),
            AskCommand::Tell => act(|s: &mut Self, workspace, now| s.tell(workspace, now)),
            AskCommand::Next if self.field.text().is_empty() && self.writing => Err("Type what they asked."),
            AskCommand::Next => act(|s: &mut Self, workspace, now| {
                s.end(workspace, now);
                s.field = Field::new(Lines::One, "");
                s.writing = true;
            }),
            AskCommand::Write => act(|s: &mut Self, _, _| s.writing = true),
            AskCommand::Stop => act(|s: &mut Self, _, _| s.writing = false),
        }
    }

    fn covered(&mut self, workspace: &mut Workspace, now: &Now) {
        self.end(workspace, now);
    }

    fn edit(&mut self, workspace: &mut Workspace, edit: Edit, now: &Now) {
        self.field.apply(edit, &mut workspace.view.clipboard, now.mono);
    }

    fn field_mut(&mut self) -> Option<&mut Field> {
        Some(&mut self.field)
    }

    fn has_field(&self) -> bool {
        true
    }

    fn refresh(&mut self, workspace: &mut Workspace, now: &Now) {
        if let Some(telling) = &mut self.telling {
            telling.seconds = Seconds(now.mono.saturating_sub(telling.since).as_secs() as u32);
        }
        self.field.set_view(usize::from(workspace.view.size.columns.saturating_sub(16)).clamp(1, 100), 1);
        self.told = workspace.practice.told_today(now);
        let stamp = (workspace.finder.edition(), self.field.text().to_owned());
        let same = self.built.key().is_some_and(|(_, text)| *text == stamp.1);
        if !self.built.is_stale(stamp) {
            return;
        }
        if !same {
            self.sunk = self.told.keys().cloned().collect();
        }
        let (shown, before) = (self.shown_id(), self.shown().cloned());
        (self.principles, self.matches) = workspace.finder.answer_to(self.field.text(), STORIES);
        self.matches.sort_by_key(|m| (!m.fits, self.sunk.contains(&m.story)));
        // The story being told stays visible, whatever is added to the question.
        if self.telling.is_some()
            && let Some(before) = before
            && !self.matches.iter().any(|m| m.story == before.story)
        {
            self.matches.push(before);
        }
        let keep = shown.filter(|_| same || self.telling.is_some());
        self.chosen = keep.and_then(|id| self.matches.iter().position(|m| m.story == id)).unwrap_or(0);
    }

    /// The next whole second of the telling in progress.
    fn next_wake(&self) -> Option<Duration> {
        self.telling.as_ref().map(|t| t.since + Duration::from_secs(u64::from(t.seconds.0) + 1))
    }
}
