//! Helpers of this layer's unit tests: a model with stories, and keys as commands.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::Model;
use super::msg::{Effect, Loaded, Msg, Now, Size};
use crate::questions::Bank;
use crate::story::{PromptId, Section, Story, StoryId};

/// 14:06 on Mon, Nov 23, 2026, nine seconds after the start.
pub(super) fn now() -> Now {
    at(9)
}

/// The same day, this many seconds after the start.
pub(super) fn at(seconds: u64) -> Now {
    Now { mono: Duration::from_secs(seconds), wall: "2026-11-23T14:06[Europe/Berlin]".parse().unwrap() }
}

/// The prompts of Customer Obsession, in their order.
pub(super) fn prompts() -> Vec<PromptId> {
    let bank = Bank::built_in();
    bank.principle("customer-obsession").unwrap().main_prompts().iter().map(|p| p.id.clone()).collect()
}

/// A story with all four parts, linked to the prompt with this index.
pub(super) fn story(n: u64, title: &str, prompt: usize) -> Story {
    let mut story = Story::new(StoryId::from_bits(n), "customer-obsession", Timestamp::UNIX_EPOCH);
    title.clone_into(&mut story.title);
    for part in Section::STAR {
        *story.section_mut(part) = format!("{} of {title}.", part.name());
    }
    story.answers.push(prompts()[prompt].clone());
    story
}

/// The app with these stories loaded, before any computation finished.
pub(super) fn model(stories: &[Story]) -> Model {
    let bank = Arc::new(Bank::built_in());
    let mut model = Model::new(Size { columns: 80, rows: 24 }, bank, "~/data".to_owned(), 1);
    let loaded = stories.iter().map(|s| Loaded { story: Arc::new(s.clone()), newer: None }).collect();
    model.update(Msg::Loaded(loaded), &now());
    model.update(Msg::LoadedAll(Vec::new()), &now());
    model
}

/// The effects, without those that remember the place or compute.
pub(super) fn outside(effects: Vec<Effect>) -> Vec<Effect> {
    effects.into_iter().filter(|e| !matches!(e, Effect::Remember(_) | Effect::Compute(_))).collect()
}
