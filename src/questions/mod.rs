//! What is asked: principles, their prompts, probes, guides, and the order in which they are asked.
//!
//! Owns the form of a pack and the packs that are built in. Takes text, never paths; must not know
//! which stories exist or how anything is shown.

mod own;
mod pack;
mod readiness;

use std::collections::HashMap;

pub use own::{OWN, add_own, own, own_text, reword_own};
pub use pack::{Asked, Guide, Kind, PackError, Principle, Prompt, SCHEMA, parse};
pub use readiness::{Readiness, ReadyQuestion, Research};

use crate::story::{PromptId, Section};

/// The packs that are built in, in Amazon's order of the principles.
const BUILT_IN: &[&str] = &[
    include_str!("../../questions/customer-obsession.json"),
    include_str!("../../questions/ownership.json"),
    include_str!("../../questions/invent-and-simplify.json"),
    include_str!("../../questions/are-right-a-lot.json"),
    include_str!("../../questions/learn-and-be-curious.json"),
    include_str!("../../questions/hire-and-develop-the-best.json"),
    include_str!("../../questions/insist-on-the-highest-standards.json"),
    include_str!("../../questions/think-big.json"),
    include_str!("../../questions/bias-for-action.json"),
    include_str!("../../questions/frugality.json"),
    include_str!("../../questions/earn-trust.json"),
    include_str!("../../questions/dive-deep.json"),
    include_str!("../../questions/have-backbone-disagree-and-commit.json"),
    include_str!("../../questions/deliver-results.json"),
    include_str!("../../questions/strive-to-be-earths-best-employer.json"),
    include_str!("../../questions/success-and-scale-bring-broad-responsibility.json"),
];

/// All principles and prompts that can be asked: built in, then the user's own.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bank {
    principles: Vec<Principle>,
    by_prompt: HashMap<PromptId, (usize, usize)>,
}

impl Bank {
    /// The principles that are built in.
    pub fn built_in() -> Self {
        let principles = BUILT_IN.iter().filter_map(|text| parse(text).ok()).collect();
        Self::new(principles)
    }

    /// A bank of these principles, in this order.
    pub fn new(principles: Vec<Principle>) -> Self {
        let mut bank = Self { principles, by_prompt: HashMap::new() };
        bank.index();
        bank
    }

    /// Adds a pack: one with the id of a principle that is there replaces it, any other goes last.
    pub fn add(&mut self, pack: Principle) {
        match self.principles.iter_mut().find(|p| p.id == pack.id) {
            Some(there) => *there = pack,
            None => self.principles.push(pack),
        }
        self.index();
    }

    /// Adds prompts of the user's own to the principles they belong to; those with an unknown principle are left out.
    pub fn add_own(&mut self, prompts: impl IntoIterator<Item = (String, Prompt)>) {
        for (principle, prompt) in prompts {
            let Some(there) = self.principles.iter_mut().find(|p| p.id == principle) else {
                continue;
            };
            match there.prompts.iter_mut().find(|p| p.id == prompt.id) {
                Some(old) => *old = prompt,
                None => there.prompts.push(prompt),
            }
        }
        self.index();
    }

    fn index(&mut self) {
        self.by_prompt = self
            .principles
            .iter()
            .enumerate()
            .flat_map(|(i, p)| p.prompts.iter().enumerate().map(move |(j, q)| (q.id.clone(), (i, j))))
            .collect();
    }

    /// The principles in Amazon's order, own packs last.
    pub fn principles(&self) -> &[Principle] {
        &self.principles
    }

    /// The principles in the order in which they are asked: almost always first; Amazon's order within.
    pub fn by_how_often(&self) -> Vec<&Principle> {
        let mut all: Vec<&Principle> = self.principles.iter().collect();
        all.sort_by_key(|p| p.asked);
        all
    }

    /// The principle with this id.
    pub fn principle(&self, id: &str) -> Option<&Principle> {
        self.principles.iter().find(|p| p.id == id)
    }

    /// The prompt with this full id.
    pub fn prompt(&self, id: &PromptId) -> Option<&Prompt> {
        self.find(id).map(|(_, prompt)| prompt)
    }

    /// The prompt with this full id, and the principle that it is asked for.
    pub fn find(&self, id: &PromptId) -> Option<(&Principle, &Prompt)> {
        let &(i, j) = self.by_prompt.get(id)?;
        let principle = self.principles.get(i)?;
        Some((principle, principle.prompts.get(j)?))
    }

    /// The id of the principle that a prompt is asked for; for one that is not known, what its id says.
    pub fn home<'a>(&'a self, id: &'a PromptId) -> &'a str {
        self.find(id).map_or_else(|| id.principle(), |(principle, _)| principle.id.as_str())
    }

    /// Where in its principle a prompt stands, from 1, and how many there are.
    pub fn place(&self, id: &PromptId) -> Option<(usize, usize)> {
        let &(i, j) = self.by_prompt.get(id)?;
        Some((j + 1, self.principles.get(i)?.prompts.len()))
    }
}

impl Guide {
    /// The guiding questions of a part.
    pub fn of(&self, section: Section) -> &[String] {
        match section {
            Section::Situation => &self.situation,
            Section::Task => &self.task,
            Section::Action => &self.action,
            Section::Result => &self.result,
            Section::Lesson => &self.lesson,
        }
    }
}
