//! Worked examples: for each built-in principle a finished story, and the first try that it grew out of.
//!
//! Both are ours, about nobody in particular. They are parsed when they are asked for.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;

use super::pack::PackError;
use super::pack::read;
use crate::story::{PromptId, Section, Story, StoryId};

/// A finished story, and the first try that it grew out of.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// The prompt that both answer.
    pub prompt: PromptId,
    pub finished: Story,
    pub first_try: Story,
    /// What made the difference, one sentence or two each.
    pub changed: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    principle: String,
    prompt: String,
    title: String,
    customer: String,
    happened: String,
    before: Parts,
    after: Parts,
    changed: Vec<String>,
}

#[derive(Deserialize)]
struct Parts {
    situation: String,
    task: String,
    action: String,
    result: String,
    #[serde(default)]
    lesson: String,
}

/// The day on which the examples are judged: soon after the latest of them, so that none grows old.
pub const fn judged_on() -> Date {
    jiff::civil::date(2025, 11, 24)
}

/// Parses an example.
pub(super) fn parse(text: &str) -> Result<Example, PackError> {
    let file: File = read(text)?;
    let prompt = PromptId(file.prompt);
    let story = |parts: Parts, details: bool| {
        let mut story = Story::new(StoryId::from_bits(0), &file.principle, Timestamp::UNIX_EPOCH);
        for (section, text) in Section::ALL.into_iter().zip([
            parts.situation,
            parts.task,
            parts.action,
            parts.result,
            parts.lesson,
        ]) {
            *story.section_mut(section) = text;
        }
        story.answers.push(prompt.clone());
        if details {
            story.title.clone_from(&file.title);
            story.customer.clone_from(&file.customer);
            story.happened.clone_from(&file.happened);
        }
        story
    };
    let (finished, first_try) = (story(file.after, true), story(file.before, false));
    Ok(Example { finished, first_try, changed: file.changed, prompt })
}
