//! The interview: its date, who asks what, which story goes to whom, what is still open.
//!
//! Owns [`Preparation`] (what the user entered) and everything computed from it and the stories. A story's
//! stage comes in as a [`Candidate`], the current day as an argument.

#![deny(clippy::wildcard_enum_match_arm, clippy::allow_attributes)]

pub mod coverage;
pub mod cues;
pub mod date;
mod date_words;
mod flow;
mod level;
pub mod numbers;
pub mod plan;
mod preparation;
pub mod progress;
#[cfg(test)]
mod tests;

use crate::story::pace::Seconds;
use crate::story::{Stage, Story};

pub use coverage::{Coverage, coverage};
pub use level::{Level, SCOPE};
pub use plan::{LoopPlan, RoundPlan, Tell, plan};
pub use preparation::{Asked, Check, FOR_MANAGERS, FoundQuestion, Past, Preparation, Round, SCHEMA};
pub use progress::{Progress, Today, progress, today};

/// A story with what else is known of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate<'a> {
    pub story: &'a Story,
    pub stage: Stage,
    /// The time of the last telling; `None` if it was never told.
    pub told: Option<Seconds>,
    /// Whether the user said that another story is bigger for its principle.
    pub weak: bool,
}

impl Candidate<'_> {
    /// Whether it counts: it has text, is a story, and is not the second version of another.
    pub fn counts(&self) -> bool {
        self.story.version_of.is_none() && !self.story.is_blank() && !self.story.is_pitch()
    }

    /// Whether it may be told for this principle: the principle is its home, or it answers one of its
    /// prompts.
    pub fn serves(&self, principle: &crate::questions::Principle) -> bool {
        self.story.principle == principle.id
            || self.story.answers.iter().any(|a| {
                // Comparing the first half of an id is cheap; own prompts can belong to any principle.
                let may = a.principle() == principle.id || a.principle() == "own";
                may && principle.prompts().iter().any(|p| p.id == *a)
            })
    }
}
