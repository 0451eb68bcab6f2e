//! The interview: its date, who asks what, which story goes to whom, what is still open.
//!
//! Owns [`Preparation`] (what the user entered) and everything that is computed from it and the stories.
//! How far a story is comes in as a [`Candidate`], the present day as an argument.

#![deny(clippy::wildcard_enum_match_arm, clippy::allow_attributes)]

pub mod coverage;
pub mod cues;
pub mod date;
mod date_words;
mod flow;
pub mod numbers;
pub mod plan;
mod preparation;
pub mod progress;
#[cfg(test)]
mod tests;

use crate::story::pace::Seconds;
use crate::story::{Stage, Story};

pub use coverage::{Coverage, coverage};
pub use plan::{LoopPlan, RoundPlan, Tell, plan};
pub use preparation::{Asked, Check, FOR_MANAGERS, FoundQuestion, Past, Preparation, Round, SCHEMA};
pub use progress::{Progress, Today, progress, today};

/// A story with what the rest of the house knows of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate<'a> {
    /// The story.
    pub story: &'a Story,
    /// How far it has come.
    pub stage: Stage,
    /// How long it took when it was last told; `None` before.
    pub told: Option<Seconds>,
}

impl Candidate<'_> {
    /// Whether it counts: no second version of another story, and something is written.
    pub fn counts(&self) -> bool {
        self.story.version_of.is_none() && !self.story.is_blank()
    }

    /// Whether it may be told for this principle: it is its home, or it answers one of its prompts.
    pub fn serves(&self, principle: &crate::questions::Principle) -> bool {
        self.story.principle == principle.id
            || self.story.answers.iter().any(|a| {
                // The first half of an id is cheap to compare; own prompts stand under any principle.
                let may = a.principle() == principle.id || a.principle() == "own";
                may && principle.prompts().iter().any(|p| p.id == *a)
            })
    }
}
