//! Questions: the principles, their prompts, and who answers them.
//!
//! Owns which principle and which prompt are chosen.

use crate::app::command::{ChoiceCommand, Command, Context, ListCommand};
use crate::app::desk::Desk;
use crate::app::list::List;
use crate::app::msg::Now;
use crate::app::overlay::{Act, Item, Overlay, Picker};
use crate::app::screen::sheet::Sheet;
use crate::app::screen::{Screen, draft::Draft, form, offer};
use crate::questions::{Principle, Prompt};
use crate::story::StoryId;

/// The principles and their prompts.
#[derive(Debug, Clone, Default)]
pub struct Questions {
    /// The chosen principle.
    pub principles: List,
    /// The chosen prompt.
    pub prompts: List,
    /// Whether the prompts have the focus.
    pub right: bool,
}

impl Questions {
    /// The chosen principle, in the order in which they are asked.
    pub fn principle<'d>(&self, desk: &'d Desk) -> Option<&'d Principle> {
        desk.bank.by_how_often().get(self.principles.chosen).copied()
    }

    /// The chosen prompt.
    pub fn prompt<'d>(&self, desk: &'d Desk) -> Option<&'d Prompt> {
        self.principle(desk)?.prompts.get(self.prompts.chosen)
    }

    /// Where keys are looked up.
    pub fn contexts() -> Vec<Context> {
        vec![Context::Questions, Context::Story, Context::List, Context::Places, Context::Global]
    }

    /// The first story that answers the chosen prompt.
    pub fn story(&self, desk: &Desk) -> Option<StoryId> {
        if !self.right {
            return None;
        }
        desk.shelf.answering(&self.prompt(desk)?.id).first().map(|s| s.id.clone())
    }

    /// Whether this screen carries out a command, and why not.
    pub fn available(&self, desk: &Desk, command: Command) -> Result<(), &'static str> {
        match command {
            Command::List(_)
            | Command::App(_)
            | Command::Choice(ChoiceCommand::New | ChoiceCommand::AddOwn) => Ok(()),
            Command::Choice(ChoiceCommand::Reword) => {
                self.own(desk).map(|_| ()).ok_or("Only questions of your own can be reworded.")
            }
            Command::Story(_) => {
                self.story(desk).map(|_| ()).ok_or("Choose a question that has a story first.")
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
    pub fn run(&mut self, desk: &mut Desk, command: Command, now: &Now) {
        match command {
            Command::List(ListCommand::Left) => self.right = false,
            Command::List(ListCommand::Right) => self.right = true,
            Command::List(ListCommand::Open) if !self.right => self.right = true,
            Command::List(ListCommand::Open) => self.open(desk, now),
            Command::List(command) if self.right => {
                let len = self.principle(desk).map_or(0, |p| p.prompts.len());
                self.prompts.run(command, len, 8);
            }
            Command::List(command) => {
                self.principles.run(command, desk.bank.principles().len(), 8);
                self.prompts = List::default();
            }
            Command::Choice(ChoiceCommand::New) => {
                if let Some(prompt) = self.prompt(desk).map(|p| p.id.clone()) {
                    let draft = Draft::start(&prompt, desk, now);
                    desk.push(Screen::Draft(draft));
                }
            }
            Command::Choice(ChoiceCommand::AddOwn) => {
                if let Some(principle) = self.principle(desk).map(|p| p.id.clone()) {
                    let own = desk.begin_own(&principle, now);
                    let form = form::Form::sheet(Sheet::Own(own), desk);
                    desk.push(Screen::Form(form));
                }
            }
            Command::Choice(ChoiceCommand::Reword) => {
                if let Some(own) = self.own(desk) {
                    let form = form::Form::sheet(Sheet::Own(own), desk);
                    desk.push(Screen::Form(form));
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

    /// Of a chosen prompt of the user's own, the part of its id after `own/`.
    fn own(&self, desk: &Desk) -> Option<String> {
        let id = &self.prompt(desk).filter(|_| self.right)?.id;
        id.as_str().strip_prefix("own/").map(str::to_owned)
    }

    /// Opens the chosen prompt: its one story, a choice of several, or the offer.
    fn open(&self, desk: &mut Desk, now: &Now) {
        let Some(prompt) = self.prompt(desk).cloned() else { return };
        let stories: Vec<(StoryId, String)> =
            desk.shelf.answering(&prompt.id).iter().map(|s| (s.id.clone(), s.name())).collect();
        match stories.as_slice() {
            [] => {
                let screen = offer::start(desk, &prompt.id, now);
                desk.push(screen);
            }
            [(id, _)] => {
                if let Some(screen) = form::draft(id, Some(prompt.id), desk) {
                    desk.push(screen);
                }
            }
            several => {
                let items = several
                    .iter()
                    .map(|(id, name)| Item {
                        label: name.clone(),
                        note: String::new(),
                        act: Some(Act::Open(id.clone(), Some(prompt.id.clone()))),
                    })
                    .collect();
                desk.pop_up(Overlay::Picker(Picker::new(prompt.short, items, "")));
            }
        }
    }

    /// Takes up the principle that another screen asked for.
    pub fn refresh(&mut self, desk: &mut Desk) {
        if let Some(id) = desk.principle.take() {
            let at = desk.bank.by_how_often().iter().position(|p| p.id == id);
            self.principles.chosen = at.unwrap_or(0);
            self.prompts = List::default();
            self.right = true;
        }
    }
}
