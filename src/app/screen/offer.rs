//! The offer: an unanswered prompt, and the stories that could answer it.
//!
//! Offers to tell an existing story before writing a new one, so that a few strong stories come to answer
//! many prompts.

use crate::app::command::{Context, ListCommand, OfferCommand};
use crate::app::list::List;
use crate::app::msg::Now;
use crate::app::open::{AfterAloud, FormKind, Open, Picked};
use crate::app::overlay::{Message, Overlay};
use crate::app::page::{Answer, Page, act};
use crate::app::scroll::body_rows;
use crate::app::workspace::{Suggestion, Workspace};
use crate::questions::PromptKind;
use crate::story::{PromptId, Section, StoryId};
use crate::text::capital;

/// A row of the offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    Tell(Suggestion),
    /// Write a new story.
    New,
    /// Answer aloud first, then write.
    Aloud,
    /// Skip the prompt for now.
    Skip,
}

#[derive(Debug, Clone)]
pub struct Offer {
    pub prompt: PromptId,
    pub choices: Vec<Choice>,
    pub list: List,
}

impl Offer {
    /// The offer for a prompt.
    pub fn open(workspace: &Workspace, prompt: &PromptId) -> Self {
        let stories = workspace.suggestions(prompt).into_iter().map(Choice::Tell);
        let choices = stories.chain([Choice::New, Choice::Aloud, Choice::Skip]).collect();
        Self { prompt: prompt.clone(), choices, list: List::default() }
    }

    fn chosen(&self) -> Option<&Suggestion> {
        match self.choices.get(self.list.chosen) {
            Some(Choice::Tell(suggestion)) => Some(suggestion),
            Some(Choice::New | Choice::Aloud | Choice::Skip) | None => None,
        }
    }

    fn open_chosen(&self, workspace: &mut Workspace, now: &Now) {
        match self.choices.get(self.list.chosen) {
            Some(Choice::Tell(Suggestion { story, linked: true, .. })) => {
                workspace.view.replace(Open::Story(story.clone(), Some(self.prompt.clone())));
            }
            Some(Choice::Tell(suggestion)) => self.preview(suggestion, workspace),
            Some(Choice::New) => self.write(workspace),
            Some(Choice::Aloud) => workspace.say_aloud(&self.prompt, AfterAloud::Write, now),
            Some(Choice::Skip) | None => self.skip(workspace),
        }
    }

    /// Shows the story before it is linked: Enter there links it.
    fn preview(&self, suggestion: &Suggestion, workspace: &mut Workspace) {
        let Some(story) = workspace.library.get(&suggestion.story).cloned() else { return };
        let mut lines = vec![format!("{}. {}.", capital(&suggestion.why), capital(&workspace.aloud(&story)))];
        let kind = workspace.bank.prompt(&self.prompt).map(|p| p.kind);
        let wants = matches!(kind, Some(PromptKind::Failure | PromptKind::Change));
        if wants && story.lesson.trim().is_empty() {
            lines.push("This question wants a lesson, and the story has none yet.".to_owned());
        }
        for section in Section::ALL {
            let text = story.section(section).trim();
            if !text.is_empty() {
                lines.extend([String::new(), format!("{}: {text}", section.name())]);
            }
        }
        let pick = Picked::Link(story.id.clone(), self.prompt.clone());
        let accept = Some((pick, "tell it here"));
        workspace.view.pop_up(Overlay::Message(Message { accept, ..Message::new(story.name(), lines) }));
    }

    fn write(&self, workspace: &mut Workspace) {
        workspace.view.replace(Open::NewStory(self.prompt.clone()));
    }

    fn skip(&self, workspace: &mut Workspace) {
        match workspace.next_open(&self.prompt) {
            Some(next) => workspace.view.replace(Open::Prompt(next)),
            None => workspace.view.leave(),
        }
    }
}

impl Page for Offer {
    fn contexts(&self, _: &Workspace) -> Vec<Context> {
        vec![Context::Offer, Context::List, Context::Global]
    }

    fn story(&self, _: &Workspace) -> Option<StoryId> {
        self.chosen().map(|s| s.story.clone())
    }

    fn topic(&self, workspace: &Workspace) -> Option<(String, Option<Section>)> {
        Some((workspace.bank.home(&self.prompt).to_owned(), None))
    }

    fn list(&self, _: &Workspace, command: ListCommand) -> Answer<Self> {
        match command {
            ListCommand::Open => act(|s: &mut Self, workspace, now| s.open_chosen(workspace, now)),
            ListCommand::Move(to) => act(move |s: &mut Self, workspace, _| {
                s.list.run(to, s.choices.len(), body_rows(workspace.view.size));
            }),
        }
    }

    fn offer(&self, _: &Workspace, command: OfferCommand) -> Answer<Self> {
        match command {
            OfferCommand::New => act(|s: &mut Self, workspace, _| s.write(workspace)),
            OfferCommand::Skip => act(|s: &mut Self, workspace, _| s.skip(workspace)),
            OfferCommand::Aloud => act(|s: &mut Self, workspace, now| {
                workspace.say_aloud(&s.prompt, AfterAloud::Write, now);
            }),
        }
    }

    /// Linking asks only for the opening sentence.
    fn picked(&mut self, workspace: &mut Workspace, picked: &Picked, now: &Now) -> bool {
        let Picked::Link(story, prompt) = picked else { return false };
        workspace.link(story, prompt, now);
        workspace.view.replace(Open::Form(FormKind::Opening(prompt.clone()), story.clone()));
        true
    }

    fn sync(&mut self, workspace: &mut Workspace) {
        let list = self.list;
        *self = Self::open(workspace, &self.prompt);
        self.list = list;
        self.list.fit(self.choices.len(), 12);
    }
}
