//! Ask: what an interviewer asked, and the story to tell, open during the call.
//!
//! Owns the question, the stories that fit it, which of them is chosen, and the small clock of a telling.
//! The best story is there without a key; a told one sinks when the next question comes.

use std::collections::HashMap;
use std::time::Duration;

use crate::app::command::{AppCommand, ChoiceCommand, Command, Context, FormCommand, ListCommand};
use crate::app::msg::Now;
use crate::app::workspace::{Go, Workspace};
use crate::search::{Scored, StoryMatch};
use crate::story::StoryId;
use crate::story::pace::Seconds;
use crate::text::{Edit, Field, Lines};

/// How many stories are looked for.
const STORIES: usize = 6;

/// A telling that runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// The story that is told.
    pub story: StoryId,
    /// When it began.
    pub since: Duration,
    /// How long it has run.
    pub seconds: Seconds,
}

/// A question, and what to tell.
#[derive(Debug, Clone)]
pub struct Ask {
    /// What they asked.
    pub field: Field,
    /// Whether it is being typed.
    pub writing: bool,
    /// The principles it may test, likeliest first; empty while nothing is typed.
    pub principles: Vec<Scored>,
    /// The stories for it, best first: those that fit, of them the told ones last, then the others.
    pub matches: Vec<StoryMatch>,
    /// The chosen one.
    pub chosen: usize,
    /// The stories told in an interview today, and when last, as `14:06`.
    pub told: HashMap<StoryId, String>,
    /// The telling that runs.
    pub telling: Option<Telling>,
    /// What was told before this question was typed: only that has sunk.
    sunk: Vec<StoryId>,
    built: Option<(u64, String)>,
}

impl Ask {
    /// The screen with nothing asked yet.
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
            built: None,
        }
    }

    /// Where keys are looked up.
    pub fn contexts(&self) -> Vec<Context> {
        if self.writing {
            vec![Context::AskField, Context::Field]
        } else {
            vec![Context::Ask, Context::Story, Context::Global]
        }
    }

    /// The story that is told now, else the chosen one.
    pub fn story(&self) -> Option<StoryId> {
        match &self.telling {
            Some(telling) => Some(telling.story.clone()),
            None => self.matches.get(self.chosen).map(|m| m.story.clone()),
        }
    }

    /// The story that is told now, else the chosen one, with why it stands there.
    pub fn shown(&self) -> Option<&StoryMatch> {
        let story = self.story()?;
        self.matches.iter().find(|m| m.story == story)
    }

    /// The stories beside the one that is shown.
    pub fn others(&self) -> impl Iterator<Item = &StoryMatch> {
        let shown = self.story();
        self.matches.iter().filter(move |m| Some(&m.story) != shown.as_ref())
    }

    /// Whether the first story is shown and nobody has taken it yet.
    pub fn untouched(&self) -> bool {
        self.chosen == 0 && self.telling.is_none()
    }

    /// Whether this screen carries out a command, and why not.
    pub fn available(&self, command: Command) -> Result<(), &'static str> {
        match command {
            Command::Choice(ChoiceCommand::Tell) | Command::Story(_) => {
                self.story().map(|_| ()).ok_or("There is no story to tell yet.")
            }
            Command::Choice(ChoiceCommand::Next) if self.field.text().is_empty() && self.writing => {
                Err("Type what they asked.")
            }
            Command::List(ListCommand::Up | ListCommand::Down) if self.matches.len() < 2 => {
                Err("There is no other story for it.")
            }
            Command::Choice(ChoiceCommand::Next)
            | Command::Form(FormCommand::Write | FormCommand::Stop)
            | Command::List(ListCommand::Up | ListCommand::Down)
            | Command::Field(_)
            | Command::App(_) => Ok(()),
            Command::Choice(_)
            | Command::Practice(_)
            | Command::Form(_)
            | Command::List(_)
            | Command::Coach(_)
            | Command::Prepare(_)
            | Command::Draft(_) => Err("That belongs to another screen."),
        }
    }

    /// Carries out a command.
    pub fn run(&mut self, workspace: &mut Workspace, command: Command, now: &Now) {
        match command {
            Command::Choice(ChoiceCommand::Tell) => self.tell(workspace, now),
            Command::Choice(ChoiceCommand::Next) => {
                self.end(workspace, now);
                self.field = Field::new(Lines::One, "");
                self.writing = true;
            }
            Command::List(ListCommand::Up) => self.chosen = self.chosen.saturating_sub(1),
            Command::List(ListCommand::Down) => {
                self.chosen = (self.chosen + 1).min(self.matches.len().saturating_sub(1));
            }
            Command::Form(FormCommand::Write) => self.writing = true,
            Command::Form(FormCommand::Stop) => self.writing = false,
            Command::App(AppCommand::Back) => {
                self.end(workspace, now);
                workspace.go(Go::Pop);
            }
            Command::Choice(_)
            | Command::Practice(_)
            | Command::Form(_)
            | Command::List(_)
            | Command::Coach(_)
            | Command::Prepare(_)
            | Command::App(_)
            | Command::Story(_)
            | Command::Draft(_)
            | Command::Field(_) => {}
        }
    }

    /// Enter: the telling begins; again: it is over.
    fn tell(&mut self, workspace: &mut Workspace, now: &Now) {
        if self.telling.is_some() {
            self.end(workspace, now);
            return;
        }
        let Some(story) = self.story() else { return };
        self.telling = Some(Telling { story, since: now.mono, seconds: Seconds(0) });
    }

    /// Ends the telling and has it noted; its story stays where it is until they ask something else.
    fn end(&mut self, workspace: &mut Workspace, now: &Now) {
        let Some(telling) = self.telling.take() else { return };
        let seconds = Seconds((now.mono.saturating_sub(telling.since)).as_secs() as u32);
        let prompt = self.matches.iter().find(|m| m.story == telling.story).and_then(|m| m.prompt.clone());
        workspace.told_for_real(&telling.story, prompt.as_ref(), seconds, now);
    }

    /// Types into the question.
    pub fn edit(&mut self, workspace: &mut Workspace, edit: Edit, now: &Now) {
        self.field.apply(edit, &mut workspace.cut, now.mono);
    }

    /// Finds the stories anew where the question or the stories changed.
    pub fn refresh(&mut self, workspace: &Workspace, now: &Now) {
        if let Some(telling) = &mut self.telling {
            telling.seconds = Seconds(now.mono.saturating_sub(telling.since).as_secs() as u32);
        }
        self.field.set_view(usize::from(workspace.size.columns.saturating_sub(16)).clamp(1, 100), 1);
        self.told = workspace.told_today(now);
        let stamp = (workspace.searched(), self.field.text().to_owned());
        if self.built.as_ref() == Some(&stamp) {
            return;
        }
        let same = self.built.as_ref().is_some_and(|(_, text)| *text == stamp.1);
        if !same {
            self.sunk = self.told.keys().cloned().collect();
        }
        let (shown, before) = (self.story(), self.shown().cloned());
        (self.principles, self.matches) = workspace.answer_to(self.field.text(), STORIES);
        self.matches.sort_by_key(|m| (!m.fits, self.sunk.contains(&m.story)));
        // What is being told stays in view, whatever they add to the question.
        if self.telling.is_some()
            && let Some(before) = before
            && !self.matches.iter().any(|m| m.story == before.story)
        {
            self.matches.push(before);
        }
        let keep = shown.filter(|_| same || self.telling.is_some());
        self.chosen = keep.and_then(|id| self.matches.iter().position(|m| m.story == id)).unwrap_or(0);
        self.built = Some(stamp);
    }

    /// The next whole second of a telling that runs.
    pub fn next_wake(&self) -> Option<Duration> {
        self.telling.as_ref().map(|t| t.since + Duration::from_secs(u64::from(t.seconds.0) + 1))
    }
}
