//! Coverage of the principles by stories: which have how many, how many prompts are answered, where the gaps
//! are.

use std::collections::{HashMap, HashSet};

use super::Candidate;
use crate::questions::Principle;
use crate::story::Stage;
use crate::story::{PromptId, StoryId};

/// Stories wanted per principle.
pub const SLOTS: usize = 3;
/// Principles that may depend on a single story before it counts as overused.
pub const OVERUSED: usize = 4;

/// How well the stories cover the selected principles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// One row per principle, in the order given.
    pub rows: Vec<CoverageRow>,
    /// Stories that are the only solid one for more than [`OVERUSED`] principles, with those principles.
    pub overused: Vec<(StoryId, Vec<String>)>,
}

/// One principle's stories.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CoverageRow {
    pub principle: String,
    /// Up to [`SLOTS`] stories: those whose home is this principle first, then by stage, then in the order
    /// given.
    pub slots: Vec<StoryId>,
    /// The total number of stories that serve it.
    pub stories: usize,
    /// The number of its prompts answered by some story.
    pub answered: usize,
    /// The total number of its prompts.
    pub prompts: usize,
    /// The unanswered prompts, in the order of preparation.
    pub open: Vec<PromptId>,
}

impl Coverage {
    /// The row of a principle.
    pub fn row(&self, principle: &str) -> Option<&CoverageRow> {
        self.rows.iter().find(|r| r.principle == principle)
    }
}

/// Computes the coverage of these principles, given in the order in which they are asked
/// ([`super::Preparation::counting`]). Second versions and blank stories are ignored.
pub fn coverage(principles: &[&Principle], candidates: &[Candidate<'_>]) -> Coverage {
    let counted: Vec<&Candidate<'_>> = candidates.iter().filter(|c| c.counts()).collect();
    let asked_for: HashMap<&PromptId, usize> = principles
        .iter()
        .enumerate()
        .flat_map(|(at, p)| p.prompts().iter().map(move |q| (&q.id, at)))
        .collect();
    let at_home: HashMap<&str, usize> =
        principles.iter().enumerate().map(|(at, p)| (p.id.as_str(), at)).collect();
    let mut serving: Vec<Vec<&Candidate<'_>>> = vec![Vec::new(); principles.len()];
    let mut answered: HashSet<&PromptId> = HashSet::new();
    for candidate in counted {
        let story = candidate.story;
        answered.extend(&story.answers);
        let home = at_home.get(story.principle.as_str());
        let others = story.answers.iter().filter_map(|id| asked_for.get(id));
        let mut seen = HashSet::new();
        for &at in home.into_iter().chain(others).filter(|at| seen.insert(**at)) {
            if let Some(list) = serving.get_mut(at) {
                list.push(candidate);
            }
        }
    }
    for (principle, list) in principles.iter().zip(&mut serving) {
        list.sort_by_key(|c| (c.story.principle != principle.id, std::cmp::Reverse(c.stage)));
    }
    let rows = principles.iter().zip(&serving).map(|(p, list)| row(p, list, &answered)).collect();
    Coverage { rows, overused: overused(principles, &serving) }
}

fn row(principle: &Principle, stories: &[&Candidate<'_>], answered: &HashSet<&PromptId>) -> CoverageRow {
    let open: Vec<PromptId> =
        principle.prompts().iter().map(|q| &q.id).filter(|id| !answered.contains(id)).cloned().collect();
    CoverageRow {
        principle: principle.id.clone(),
        slots: stories.iter().take(SLOTS).map(|c| c.story.id.clone()).collect(),
        stories: stories.len(),
        answered: principle.prompts().len() - open.len(),
        prompts: principle.prompts().len(),
        open,
    }
}

/// The stories that too many principles depend on, in the order of the first of these principles.
fn overused(principles: &[&Principle], serving: &[Vec<&Candidate<'_>>]) -> Vec<(StoryId, Vec<String>)> {
    let mut resting: Vec<(StoryId, Vec<String>)> = Vec::new();
    for (principle, list) in principles.iter().zip(serving) {
        let mut solid = list.iter().filter(|c| c.stage >= Stage::Solid);
        let (Some(only), None) = (solid.next(), solid.next()) else { continue };
        match resting.iter_mut().find(|(id, _)| *id == only.story.id) {
            Some((_, on)) => on.push(principle.id.clone()),
            None => resting.push((only.story.id.clone(), vec![principle.id.clone()])),
        }
    }
    resting.retain(|(_, on)| on.len() > OVERUSED);
    resting
}
