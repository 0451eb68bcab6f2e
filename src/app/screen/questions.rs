//! Questions: the principles, their prompts, and who answers them.
//!
//! Owns which principle and which prompt are chosen, and the words that query them to one list.

use crate::app::command::{AppCommand, ChoiceCommand, Command, Context, FormCommand, ListCommand};
use crate::app::list::List;
use crate::app::msg::Now;
use crate::app::overlay::{Overlay, Picked, Picker, PickerItem};
use crate::app::screen::sheet::Sheet;
use crate::app::screen::{Screen, draft::Draft, form, offer};
use crate::app::workspace::Workspace;
use crate::questions::{Principle, Prompt};
use crate::story::StoryId;
use crate::text::{Edit, Field, Lines};

/// The principles and their prompts.
#[derive(Debug, Clone)]
pub struct Questions {
    /// The chosen principle.
    pub principles: List,
    /// The chosen prompt.
    pub prompts: List,
    /// Whether the prompts have the focus.
    pub right: bool,
    /// What narrows the questions of all principles to one list.
    pub query: Field,
    /// Whether that is being typed.
    pub writing: bool,
    /// The questions that hold the typed words: the places of their principle and of the prompt in it.
    pub found: Vec<(usize, usize)>,
    /// The chosen one of them.
    pub hits: List,
}

impl Default for Questions {
    fn default() -> Self {
        Self {
            principles: List::default(),
            prompts: List::default(),
            right: false,
            query: Field::new(Lines::One, ""),
            writing: false,
            found: Vec::new(),
            hits: List::default(),
        }
    }
}

impl Questions {
    /// The chosen principle, in the order in which they are asked.
    pub fn principle<'d>(&self, workspace: &'d Workspace) -> Option<&'d Principle> {
        workspace.bank.by_how_often().get(self.principles.chosen).copied()
    }

    /// The chosen prompt.
    pub fn prompt<'d>(&self, workspace: &'d Workspace) -> Option<&'d Prompt> {
        self.principle(workspace)?.prompts().get(self.prompts.chosen)
    }

    /// Whether words query the questions to one list.
    pub fn queried(&self) -> bool {
        self.writing || !self.query.text().trim().is_empty()
    }

    /// Where keys are looked up.
    pub fn contexts(&self) -> Vec<Context> {
        if self.writing {
            return vec![Context::Narrow, Context::Field];
        }
        vec![Context::Questions, Context::Story, Context::List, Context::Places, Context::Global]
    }

    /// The first story that answers the chosen prompt.
    pub fn story(&self, workspace: &Workspace) -> Option<StoryId> {
        if !self.right {
            return None;
        }
        workspace.library.answering(&self.prompt(workspace)?.id).first().map(|s| s.id.clone())
    }

    /// Whether this screen carries out a command, and why not.
    pub fn available(&self, workspace: &Workspace, command: Command) -> Result<(), &'static str> {
        match command {
            Command::List(ListCommand::Open) if self.queried() && self.found.is_empty() => {
                Err("No question has these words.")
            }
            Command::List(_)
            | Command::App(_)
            | Command::Choice(ChoiceCommand::New | ChoiceCommand::AddOwn) => Ok(()),
            Command::Form(FormCommand::Stop) | Command::Field(_) if self.writing => Ok(()),
            Command::Choice(ChoiceCommand::Reword) => {
                self.own(workspace).map(|_| ()).ok_or("Only questions of your own can be reworded.")
            }
            Command::Story(_) => {
                self.story(workspace).map(|_| ()).ok_or("Choose a question that has a story first.")
            }
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
            Command::App(AppCommand::Search) => self.writing = true,
            Command::App(AppCommand::Back) => {
                self.query.set_text("");
            }
            Command::Form(FormCommand::Stop) => self.writing = false,
            Command::List(ListCommand::Open) if self.queried() => {
                self.writing = false;
                self.open(workspace, now);
            }
            Command::List(command) if self.queried() => {
                self.hits.run(command, self.found.len(), 8);
                self.show_hit();
            }
            Command::List(ListCommand::Left) => self.right = false,
            Command::List(ListCommand::Right) => self.right = true,
            Command::List(ListCommand::Open) if !self.right => self.right = true,
            Command::List(ListCommand::Open) => self.open(workspace, now),
            Command::List(command) if self.right => {
                let len = self.principle(workspace).map_or(0, |p| p.prompts().len());
                self.prompts.run(command, len, 8);
            }
            Command::List(command) => {
                self.principles.run(command, workspace.bank.principles().len(), 8);
                self.prompts = List::default();
            }
            Command::Choice(ChoiceCommand::New) => {
                if let Some(prompt) = self.prompt(workspace).map(|p| p.id.clone()) {
                    let draft = Draft::start(&prompt, workspace, now);
                    workspace.push(Screen::Draft(draft));
                }
            }
            Command::Choice(ChoiceCommand::AddOwn) => {
                if let Some(principle) = self.principle(workspace).map(|p| p.id.clone()) {
                    let own = workspace.begin_own(&principle, now);
                    let form = form::Form::sheet(Sheet::Own(own), workspace);
                    workspace.push(Screen::Form(form));
                }
            }
            Command::Choice(ChoiceCommand::Reword) => {
                if let Some(own) = self.own(workspace) {
                    let form = form::Form::sheet(Sheet::Own(own), workspace);
                    workspace.push(Screen::Form(form));
                }
            }
            Command::Choice(_)
            | Command::Practice(_)
            | Command::App(_)
            | Command::Story(_)
            | Command::Draft(_)
            | Command::Coach(_)
            | Command::Prepare(_)
            | Command::Form(_)
            | Command::Field(_) => {}
        }
    }

    /// Types into the line that narrows.
    pub fn edit(&mut self, workspace: &mut Workspace, edit: Edit, now: &Now) {
        if !self.query.apply(edit, &mut workspace.cut, now.mono).is_empty() {
            self.hits = List::default();
        }
    }

    /// Chooses the principle and the prompt of the chosen hit, so that all else goes on from there.
    fn show_hit(&mut self) {
        if let Some(&(principle, prompt)) = self.found.get(self.hits.chosen) {
            (self.principles.chosen, self.prompts.chosen, self.right) = (principle, prompt, true);
        }
    }

    /// Of a chosen prompt of the user's own, the part of its id after `own/`.
    fn own(&self, workspace: &Workspace) -> Option<String> {
        let id = &self.prompt(workspace).filter(|_| self.right)?.id;
        id.as_str().strip_prefix("own/").map(str::to_owned)
    }

    /// Opens the chosen prompt: its one story, a choice of several, or the offer.
    fn open(&self, workspace: &mut Workspace, now: &Now) {
        let Some(prompt) = self.prompt(workspace).cloned() else { return };
        let stories: Vec<(StoryId, String)> =
            workspace.library.answering(&prompt.id).iter().map(|s| (s.id.clone(), s.name())).collect();
        match stories.as_slice() {
            [] => {
                let screen = offer::start(workspace, &prompt.id, now);
                workspace.push(screen);
            }
            [(id, _)] => {
                if let Some(screen) = form::draft(id, Some(prompt.id), workspace) {
                    workspace.push(screen);
                }
            }
            several => {
                let items = several
                    .iter()
                    .map(|(id, name)| PickerItem {
                        label: name.clone(),
                        note: String::new(),
                        act: Some(Picked::Open(id.clone(), Some(prompt.id.clone()))),
                    })
                    .collect();
                workspace.pop_up(Overlay::Picker(Picker::new(prompt.short, items, "")));
            }
        }
    }

    /// Takes up the principle that another screen asked for.
    pub fn refresh(&mut self, workspace: &mut Workspace) {
        if let Some(id) = workspace.principle.take() {
            let at = workspace.bank.by_how_often().iter().position(|p| p.id == id);
            self.principles.chosen = at.unwrap_or(0);
            self.prompts = List::default();
            self.right = true;
        }
        if self.queried() {
            self.found = found(workspace, self.query.text());
            self.hits.fit(self.found.len(), usize::from(workspace.size.rows.saturating_sub(9)).max(1));
            self.show_hit();
        }
        self.query.set_view(usize::from(workspace.size.columns.saturating_sub(8)).max(1), 1);
    }
}

/// The questions whose label or wording holds every typed word, or the name of their principle does.
fn found(workspace: &Workspace, typed: &str) -> Vec<(usize, usize)> {
    let typed = typed.to_lowercase();
    let words: Vec<&str> = typed.split_whitespace().collect();
    let mut found = Vec::new();
    for (at, principle) in workspace.bank.by_how_often().iter().enumerate() {
        for (place, prompt) in principle.prompts().iter().enumerate() {
            let text = format!("{} {} {}", prompt.short, prompt.text, principle.name).to_lowercase();
            if words.iter().all(|w| text.contains(w)) {
                found.push((at, place));
            }
        }
    }
    found
}
