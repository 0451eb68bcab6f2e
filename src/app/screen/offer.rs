//! The offer: a prompt that no story answers yet, and the stories that could.
//!
//! Owns the choice between telling an existing story and writing a new one. So three strong stories
//! come to answer ten prompts, not ten thin drafts.

use std::sync::Arc;

use crate::app::command::{AppCommand, ChoiceCommand, Command, Context, ListCommand};
use crate::app::list::List;
use crate::app::msg::Now;
use crate::app::screen::practice::{self, AfterAloud};
use crate::app::screen::{Screen, draft::Draft, form};
use crate::app::workspace::{Go, Workspace};
use crate::story::{PromptId, Story, StoryId};

/// How many stories are offered.
const OFFERED: usize = 7;

/// A row of the offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// Tell this story.
    Tell {
        /// The story.
        story: StoryId,
        /// Why it may fit.
        why: String,
        /// Whether it already answers this prompt.
        linked: bool,
    },
    /// Write a new one.
    New,
    /// Say it aloud first, write after.
    Aloud,
    /// Not now.
    Skip,
}

/// The stories that could answer a prompt.
#[derive(Debug, Clone)]
pub struct Offer {
    /// The prompt.
    pub prompt: PromptId,
    /// The rows.
    pub choices: Vec<Choice>,
    /// The chosen one.
    pub list: List,
}

impl Offer {
    /// The offer for a prompt: stories that answer it, then those of its principle, then others.
    pub fn open(workspace: &Workspace, prompt: &PromptId) -> Self {
        let mut choices: Vec<Choice> = suggestions(workspace, prompt)
            .into_iter()
            .map(|(story, why)| {
                let linked = story.answers.contains(prompt);
                Choice::Tell { story: story.id.clone(), why, linked }
            })
            .collect();
        choices.push(Choice::New);
        choices.push(Choice::Aloud);
        choices.push(Choice::Skip);
        Self { prompt: prompt.clone(), choices, list: List::default() }
    }

    /// Where keys are looked up.
    pub fn contexts() -> Vec<Context> {
        vec![Context::Offer, Context::List, Context::Global]
    }

    /// The chosen story.
    pub fn story(&self) -> Option<StoryId> {
        match self.choices.get(self.list.chosen) {
            Some(Choice::Tell { story, .. }) => Some(story.clone()),
            Some(Choice::New | Choice::Aloud | Choice::Skip) | None => None,
        }
    }

    /// Whether this screen carries out a command, and why not.
    pub fn available(&self, command: Command) -> Result<(), &'static str> {
        match command {
            Command::Choice(ChoiceCommand::New | ChoiceCommand::Skip | ChoiceCommand::Aloud)
            | Command::App(_) => Ok(()),
            Command::List(ListCommand::Left | ListCommand::Right) => Err("There is one list here."),
            Command::List(_) => Ok(()),
            Command::Story(_) => self.story().map(|_| ()).ok_or("Choose a story first."),
            Command::Choice(_)
            | Command::Practice(_)
            | Command::Coach(_)
            | Command::Prepare(_)
            | Command::Draft(_)
            | Command::Form(_)
            | Command::Field(_) => Err("That belongs to another screen."),
        }
    }

    /// Carries out a command.
    pub fn run(&mut self, workspace: &mut Workspace, command: Command, now: &Now) {
        match command {
            Command::List(ListCommand::Open) => self.open_chosen(workspace, now),
            Command::List(command) => self.list.run(command, self.choices.len(), 8),
            Command::Choice(ChoiceCommand::New) => self.write(workspace, now),
            Command::Choice(ChoiceCommand::Skip) => self.skip(workspace),
            Command::Choice(ChoiceCommand::Aloud) => {
                practice::aloud(&self.prompt, AfterAloud::Write, workspace, now);
            }
            Command::App(AppCommand::Back) => workspace.go(Go::Pop),
            Command::App(_)
            | Command::Choice(_)
            | Command::Practice(_)
            | Command::Story(_)
            | Command::Draft(_)
            | Command::Coach(_)
            | Command::Prepare(_)
            | Command::Form(_)
            | Command::Field(_) => {}
        }
    }

    fn open_chosen(&mut self, workspace: &mut Workspace, now: &Now) {
        match self.choices.get(self.list.chosen) {
            Some(Choice::Tell { story, linked: true, .. }) => {
                if let Some(screen) = form::draft(story, Some(self.prompt.clone()), workspace) {
                    workspace.go(Go::Replace(Box::new(screen)));
                }
            }
            Some(Choice::Tell { story, .. }) => {
                let story = story.clone();
                tell(workspace, &story, &self.prompt, now);
            }
            Some(Choice::New) => self.write(workspace, now),
            Some(Choice::Aloud) => practice::aloud(&self.prompt, AfterAloud::Write, workspace, now),
            Some(Choice::Skip) | None => self.skip(workspace),
        }
    }

    fn write(&self, workspace: &mut Workspace, now: &Now) {
        let draft = Draft::start(&self.prompt, workspace, now);
        workspace.go(Go::Replace(Box::new(Screen::Draft(draft))));
    }

    fn skip(&self, workspace: &mut Workspace) {
        match next_open(workspace, &self.prompt) {
            Some(next) => {
                let offer = Self::open(workspace, &next);
                workspace.go(Go::Replace(Box::new(Screen::Offer(offer))));
            }
            None => workspace.go(Go::Pop),
        }
    }

    /// Keeps the rows true after a story changed or went.
    pub fn sync(&mut self, workspace: &Workspace) {
        let list = self.list;
        *self = Self::open(workspace, &self.prompt);
        self.list = list;
        self.list.fit(self.choices.len(), 12);
    }
}

/// Lets a story answer a prompt and asks for its first sentence, in place of the offer.
pub fn tell(workspace: &mut Workspace, story: &StoryId, prompt: &PromptId, now: &Now) {
    workspace.link(story, prompt, now);
    let kind = form::FormKind::Opening(prompt.clone());
    if let Some(form) = form::Form::open(kind, story, workspace, now) {
        workspace.go(Go::Replace(Box::new(Screen::Form(form))));
    }
}

/// What a prompt opens: the offer where there are stories, else a new Draft.
pub fn start(workspace: &mut Workspace, prompt: &PromptId, now: &Now) -> Screen {
    if workspace.library.is_empty() {
        Screen::Draft(Draft::start(prompt, workspace, now))
    } else {
        Screen::Offer(Offer::open(workspace, prompt))
    }
}

/// The stories that answer the prompt, then those whose words fit it, then those of its principle, then
/// others, complete ones first; each with why it stands there.
fn suggestions(workspace: &Workspace, prompt: &PromptId) -> Vec<(Arc<Story>, String)> {
    let linked = workspace.library.answering(prompt).into_iter().take(OFFERED);
    let mut found: Vec<(Arc<Story>, String)> =
        linked.map(|s| (Arc::clone(s), "answers it already".to_owned())).collect();
    let text = workspace.bank.prompt(prompt).map_or("", |p| p.text.as_str());
    let (_, matches) = workspace.answer_to(text, OFFERED);
    for fitting in matches.iter().filter(|m| m.fits) {
        if let Some(story) = workspace.library.get(&fitting.story)
            && !found.iter().any(|(s, _)| s.id == story.id)
        {
            found.push((Arc::clone(story), fitting.why.join(" and ")));
        }
    }
    let home = workspace.bank.home(prompt);
    let passes: [fn(&Story, &str) -> bool; 4] = [
        |s, home| s.principle == home && s.is_complete(),
        |s, home| s.principle == home && !s.is_complete(),
        |s, home| s.principle != home && s.is_complete(),
        |s, home| s.principle != home && !s.is_complete(),
    ];
    for pass in passes {
        for story in workspace.library.iter() {
            if found.len() >= OFFERED {
                found.truncate(OFFERED);
                return found;
            }
            if pass(story, home) && !found.iter().any(|(f, _)| f.id == story.id) {
                found.push((Arc::clone(story), why(workspace, story)));
            }
        }
    }
    found
}

/// What a story stands for, where nothing of it fits the prompt by its words.
fn why(workspace: &Workspace, story: &Story) -> String {
    match story.answers.first().and_then(|p| workspace.bank.prompt(p)) {
        Some(other) => format!("answers \"{}\"", other.short),
        None => workspace.bank.principle(&story.principle).map(|p| p.name.clone()).unwrap_or_default(),
    }
}

/// The next prompt of the same principle that no story answers, after this one, going round once.
fn next_open(workspace: &Workspace, after: &PromptId) -> Option<PromptId> {
    let principle = workspace.bank.principle(workspace.bank.home(after))?;
    let at = principle.prompts().iter().position(|p| &p.id == after)?;
    let (before, from) = principle.prompts().split_at(at + 1);
    from.iter()
        .chain(before)
        .map(|p| &p.id)
        .find(|id| *id != after && workspace.library.answering(id).is_empty())
        .cloned()
}

/// What "next question" goes to from a story: the next unanswered prompt of its principle, else that of the
/// next principle in the order in which they are asked.
pub fn next_prompt(workspace: &Workspace, prompt: Option<&PromptId>, story: &StoryId) -> Option<PromptId> {
    let home = workspace.library.get(story).and_then(|s| s.answers.first().cloned());
    if let Some(next) = prompt.or(home.as_ref()).and_then(|p| next_open(workspace, p)) {
        return Some(next);
    }
    workspace
        .bank
        .by_how_often()
        .iter()
        .flat_map(|p| p.prompts())
        .map(|p| &p.id)
        .find(|id| prompt != Some(*id) && workspace.library.answering(id).is_empty())
        .cloned()
}
