//! Questions: the principles, their prompts, and the stories that answer them.
//!
//! Owns the selected principle and prompt, and the query that filters all questions to one list.

use crate::app::command::{Context, FormCommand, ListCommand, Move, QuestionsCommand};
use crate::app::list::List;
use crate::app::msg::{Now, Size};
use crate::app::nav::Focus;
use crate::app::open::{Open, Picked, Sheet};
use crate::app::overlay::{Message, Overlay, Picker, PickerItem};
use crate::app::page::{Answer, Page, act, not_here};
use crate::app::scroll::body_rows;
use crate::app::workspace::Workspace;
use crate::questions::{Principle, Prompt};
use crate::story::{Section, StoryId};
use crate::text::{Edit, Field, Lines};

#[derive(Debug, Clone)]
pub struct Questions {
    pub principles: List,
    pub prompts: List,
    /// Whether the prompts have the focus.
    pub right: bool,
    /// The query over the questions of all principles.
    pub query: Field,
    /// Whether the query is being typed.
    pub writing: bool,
    /// The matching questions: index of the principle, index of the prompt.
    pub found: Vec<(usize, usize)>,
    /// The selection in the matching questions.
    pub hits: List,
}

/// What holds for every principle.
const HOW_TO_ANSWER: [&str; 3] = [
    "Answer with STAR: the Situation and your Task in a few sentences, your Actions for half of the time or more, then the Result, with a number.",
    "Whatever the principle, end on what changed for the end customer.",
    "Get three stories ready, of three different types: a failure, a conflict, something you're proud of.",
];

/// What holds for the short answers of every interview.
const HOW_TO_PITCH: [&str; 2] = [
    "No story and no STAR: say it in a few sentences, the point first, and stop.",
    "Each has a usual time. Practice it aloud until you don't need the words anymore.",
];

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
    /// The selected principle, in the order in which they are asked.
    pub fn principle<'d>(&self, workspace: &'d Workspace) -> Option<&'d Principle> {
        workspace.bank.listed().get(self.principles.chosen).copied()
    }

    pub fn prompt<'d>(&self, workspace: &'d Workspace) -> Option<&'d Prompt> {
        self.principle(workspace)?.prompts().get(self.prompts.chosen)
    }

    /// Whether the list is filtered by a query.
    pub fn queried(&self) -> bool {
        self.writing || !self.query.text().trim().is_empty()
    }

    /// Selects the principle and the prompt of the selected match.
    fn show_hit(&mut self) {
        if let Some(&(principle, prompt)) = self.found.get(self.hits.chosen) {
            (self.principles.chosen, self.prompts.chosen, self.right) = (principle, prompt, true);
        }
    }

    /// For a selected own prompt, the part of its id after `own/`.
    fn own(&self, workspace: &Workspace) -> Option<String> {
        let id = &self.prompt(workspace).filter(|_| self.right)?.id;
        id.as_str().strip_prefix("own/").map(str::to_owned)
    }

    /// Opens the selected prompt: its only story, a choice of several, or the offer.
    fn open(&self, workspace: &mut Workspace) {
        let Some(prompt) = self.prompt(workspace).cloned() else { return };
        let stories: Vec<(StoryId, String)> =
            workspace.library.answering(&prompt.id).iter().map(|s| (s.id.clone(), s.name())).collect();
        let open = |id: &StoryId| Open::Story(id.clone(), Some(prompt.id.clone()));
        match stories.as_slice() {
            [] => workspace.view.open(Open::Prompt(prompt.id)),
            [(id, _)] => workspace.view.open(open(id)),
            several => {
                let item = |(id, name): &(StoryId, String)| PickerItem {
                    label: name.clone(),
                    note: String::new(),
                    pick: Some(Picked::Open(open(id))),
                };
                let items = several.iter().map(item).collect();
                workspace.view.pop_up(Overlay::Picker(Picker::new(prompt.short, items, "")));
            }
        }
    }

    /// Shows what the selected principle is about, and how to answer it.
    fn about(&self, workspace: &mut Workspace) {
        let Some(principle) = self.principle(workspace) else { return };
        let how: &[&str] = if principle.is_pitch() { &HOW_TO_PITCH } else { &HOW_TO_ANSWER };
        let texts = principle.about().into_iter().chain(how.iter().copied());
        let mut lines: Vec<String> = texts.flat_map(|text| [text.to_owned(), String::new()]).collect();
        lines.pop();
        let title = principle.name.clone();
        workspace.view.pop_up(Overlay::Message(Message::new(title, lines)));
    }

    /// Moves in the list that has the focus.
    fn step(&mut self, workspace: &Workspace, to: Move) {
        if self.queried() {
            self.hits.run(to, self.found.len(), hits_rows(workspace.view.size));
            self.show_hit();
        } else if self.right {
            let len = self.principle(workspace).map_or(0, |p| p.prompts().len());
            self.prompts.run(to, len, body_rows(workspace.view.size));
        } else {
            let len = workspace.bank.listed().len();
            self.principles.run(to, len, body_rows(workspace.view.size));
            self.prompts = List::default();
        }
    }
}

impl Page for Questions {
    fn contexts(&self, _: &Workspace) -> Vec<Context> {
        if self.writing {
            return vec![Context::Query, Context::Field];
        }
        vec![Context::Questions, Context::Story, Context::List, Context::Places, Context::Global]
    }

    /// The first story that answers the selected prompt.
    fn story(&self, workspace: &Workspace) -> Option<StoryId> {
        if !self.right {
            return None;
        }
        workspace.library.answering(&self.prompt(workspace)?.id).first().map(|s| s.id.clone())
    }

    fn topic(&self, workspace: &Workspace) -> Option<(String, Option<Section>)> {
        self.principle(workspace).map(|p| (p.id.clone(), None))
    }

    fn list(&self, _: &Workspace, command: ListCommand) -> Answer<Self> {
        match command {
            ListCommand::Open if self.queried() && self.found.is_empty() => {
                Err("No question has these words.")
            }
            ListCommand::Open if self.queried() => act(|s: &mut Self, workspace, _| {
                s.writing = false;
                s.open(workspace);
            }),
            ListCommand::Open if self.right => act(|s: &mut Self, workspace, _| s.open(workspace)),
            ListCommand::Open => act(|s: &mut Self, _, _| s.right = true),
            ListCommand::Move(to) => act(move |s: &mut Self, workspace, _| s.step(workspace, to)),
        }
    }

    fn questions(&self, workspace: &Workspace, command: QuestionsCommand) -> Answer<Self> {
        match command {
            QuestionsCommand::New => act(|s: &mut Self, workspace, _| {
                if let Some(prompt) = s.prompt(workspace).map(|p| p.id.clone()) {
                    workspace.view.open(Open::NewStory(prompt));
                }
            }),
            QuestionsCommand::Add => act(|s: &mut Self, workspace, now| {
                if let Some(principle) = s.principle(workspace).map(|p| p.id.clone()) {
                    let own = workspace.begin_own(&principle, now);
                    workspace.view.open(Open::Sheet(Sheet::Own(own)));
                }
            }),
            QuestionsCommand::About => act(|s: &mut Self, workspace, _| s.about(workspace)),
            QuestionsCommand::Left | QuestionsCommand::Right if self.queried() => {
                Err("There's only one list on this screen.")
            }
            QuestionsCommand::Left => act(|s: &mut Self, _, _| s.right = false),
            QuestionsCommand::Right => act(|s: &mut Self, _, _| s.right = true),
            QuestionsCommand::Reword => {
                let own = self.own(workspace).ok_or("Only questions of your own can be reworded.")?;
                act(move |_, workspace, _| workspace.view.open(Open::Sheet(Sheet::Own(own))))
            }
        }
    }

    fn form(&self, _: &Workspace, command: FormCommand) -> Answer<Self> {
        match command {
            FormCommand::Stop if self.writing => act(|s: &mut Self, _, _| s.writing = false),
            FormCommand::Stop
            | FormCommand::Next
            | FormCommand::Previous
            | FormCommand::Write
            | FormCommand::Check(_) => not_here(),
        }
    }

    fn search(&mut self) -> bool {
        self.writing = true;
        true
    }

    fn back(&mut self, _: &mut Workspace, _: &Now) -> bool {
        let queried = self.queried();
        self.query.set_text("");
        queried
    }

    fn edit(&mut self, workspace: &mut Workspace, edit: Edit, now: &Now) {
        if !self.query.apply(edit, &mut workspace.view.clipboard, now.mono).is_empty() {
            self.hits = List::default();
        }
    }

    fn field_mut(&mut self) -> Option<&mut Field> {
        Some(&mut self.query)
    }

    fn has_field(&self) -> bool {
        true
    }

    fn refresh(&mut self, workspace: &mut Workspace, _: &Now) {
        if let Some(Focus::Principle(id)) =
            workspace.view.focus.take_if(|focus| matches!(focus, Focus::Principle(_)))
        {
            let at = workspace.bank.listed().iter().position(|p| p.id == id);
            self.principles.chosen = at.unwrap_or(0);
            self.prompts = List::default();
            self.right = true;
        }
        let size = workspace.view.size;
        if self.queried() {
            self.found = found(workspace, self.query.text());
            self.hits.fit(self.found.len(), hits_rows(size));
            self.show_hit();
        }
        self.query.set_view(usize::from(size.columns.saturating_sub(8)).max(1), 1);
    }
}

/// The rows of the list of matches, above the text of the selected one.
fn hits_rows(size: Size) -> usize {
    usize::from(size.rows.saturating_sub(9)).max(1)
}

/// The questions whose label, text or principle contains every typed word.
fn found(workspace: &Workspace, typed: &str) -> Vec<(usize, usize)> {
    let typed = typed.to_lowercase();
    let words: Vec<&str> = typed.split_whitespace().collect();
    let mut found = Vec::new();
    for (at, principle) in workspace.bank.listed().iter().enumerate() {
        for (place, prompt) in principle.prompts().iter().enumerate() {
            let text = format!("{} {} {}", prompt.short, prompt.text, principle.name).to_lowercase();
            if words.iter().all(|w| text.contains(w)) {
                found.push((at, place));
            }
        }
    }
    found
}
