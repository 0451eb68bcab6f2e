//! Cue cards to flip through the evening before: the question, and once one has said it, the cues.
//!
//! In the order of the rounds; stories that no round hears come last.

use crate::app::command::{CardsCommand, Context};
use crate::app::memo::Memo;
use crate::app::msg::Now;
use crate::app::page::{Answer, Page, act};
use crate::app::workspace::Workspace;
use crate::story::{PromptId, Story, StoryId};

/// A card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    pub story: StoryId,
    /// Who asks, where that is known.
    pub round: String,
    /// What the story answers there.
    pub prompt: Option<PromptId>,
}

#[derive(Debug, Clone, Default)]
pub struct Cards {
    pub cards: Vec<Card>,
    /// The shown card; past the last at the end.
    pub at: usize,
    /// Whether it is turned over.
    pub turned: bool,
    built: Memo<(u64, u64)>,
}

impl Cards {
    /// The cards of all complete stories.
    pub fn open(workspace: &Workspace) -> Self {
        Self { cards: cards(workspace), ..Self::default() }
    }

    pub fn card(&self) -> Option<&Card> {
        self.cards.get(self.at)
    }

    fn go(&mut self, to: usize) {
        self.at = to.min(self.cards.len());
        self.turned = false;
    }
}

/// The cards in the order of the rounds.
fn cards(workspace: &Workspace) -> Vec<Card> {
    let preparation = &workspace.documents.preparation;
    let (plan, _) = workspace.progress();
    let mut cards: Vec<Card> = Vec::new();
    for (at, (round, planned)) in preparation.rounds.iter().zip(&plan.rounds).enumerate() {
        let who = [round.interviewer.trim(), round.title.trim()];
        let who = who.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ");
        let who = if who.is_empty() { format!("Interviewer {}", at + 1) } else { who };
        for tell in &planned.tells {
            let Some(story) = workspace.library.get(&tell.story) else { continue };
            let asked = story.answers.iter().find(|p| {
                let home = workspace.bank.home(p);
                tell.principles.iter().any(|principle| principle == home)
            });
            let prompt = asked.or_else(|| story.answers.first()).cloned();
            cards.push(Card { story: tell.story.clone(), round: who.clone(), prompt });
        }
    }
    let planned = !cards.is_empty();
    let mut rest: Vec<&Story> =
        workspace.library.iter().map(AsRef::as_ref).filter(|s| s.is_complete()).collect();
    rest.retain(|story| !cards.iter().any(|card| card.story == story.id));
    let principles = workspace.bank.by_how_often();
    let asked = |story: &Story| principles.iter().position(|p| p.id == story.principle).unwrap_or(usize::MAX);
    rest.sort_by_key(|story| asked(story));
    cards.extend(rest.into_iter().map(|story| {
        let home = workspace.bank.principle(&story.principle).map(|p| p.name.clone()).unwrap_or_default();
        let round = if planned { "In no round yet".to_owned() } else { home };
        Card { story: story.id.clone(), round, prompt: story.answers.first().cloned() }
    }));
    cards
}

impl Page for Cards {
    fn contexts(&self, _: &Workspace) -> Vec<Context> {
        vec![Context::Cards, Context::Story, Context::Global]
    }

    fn story(&self, _: &Workspace) -> Option<StoryId> {
        self.card().map(|card| card.story.clone())
    }

    fn cards(&self, _: &Workspace, command: CardsCommand) -> Answer<Self> {
        match command {
            CardsCommand::On if self.card().is_none() => act(|_, workspace, _| workspace.view.leave()),
            CardsCommand::On => act(|s: &mut Self, _, _| {
                if s.turned {
                    s.go(s.at + 1);
                } else {
                    s.turned = true;
                }
            }),
            CardsCommand::Before if self.at == 0 && !self.turned => Err("This is the first card."),
            CardsCommand::Before => act(|s: &mut Self, _, _| {
                // A card that is turned over is turned back first.
                let to = if s.turned { s.at } else { s.at.saturating_sub(1) };
                s.go(to);
            }),
            CardsCommand::Skip if self.card().is_none() => Err("That was the last card."),
            CardsCommand::Skip => act(|s: &mut Self, _, _| s.go(s.at + 1)),
        }
    }

    fn refresh(&mut self, workspace: &mut Workspace, _: &Now) {
        if self.built.is_stale((workspace.library.edition, workspace.documents.edition)) {
            let shown = self.card().cloned();
            self.cards = cards(workspace);
            if let Some(at) = shown.and_then(|card| self.cards.iter().position(|c| *c == card)) {
                self.at = at;
            }
            self.at = self.at.min(self.cards.len());
        }
    }
}
