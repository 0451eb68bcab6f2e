//! Import of stories from JSON, Markdown or text, all or nothing.
//!
//! Owns the accepted formats, their limits and the error messages. Reading files and drawing ids are the caller's.

mod json;
#[cfg(test)]
mod tests;
mod text;

use std::collections::HashMap;

use jiff::Timestamp;

use crate::questions::Bank;
use crate::story::{PromptId, Story, StoryId};

pub use json::json;
pub(in crate::export) use text::heading;
pub use text::{paste, text};

/// The maximum size of an import in bytes: 8 MiB.
pub const MOST_BYTES: usize = 8 * 1024 * 1024;
/// The maximum number of stories in one import.
pub const MOST_STORIES: usize = 10_000;
/// The maximum size of one text of a story in bytes: 1 MiB.
pub const MOST_STRING: usize = 1024 * 1024;

/// The reason why nothing was imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportError {
    /// The story, from 1; `None` for the file as a whole.
    pub story: Option<usize>,
    /// The line where it was noticed, from 1; `None` for the file as a whole.
    pub line: Option<usize>,
    /// What is wrong and what was expected, for the user.
    pub reason: String,
}

impl std::fmt::Display for ImportError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.story, self.line) {
            (Some(story), Some(line)) => write!(f, "story {story}, line {line}: ")?,
            (Some(story), None) => write!(f, "story {story}: ")?,
            (None, Some(line)) => write!(f, "line {line}: ")?,
            (None, None) => {}
        }
        f.write_str(&self.reason)
    }
}

impl std::error::Error for ImportError {}

impl ImportError {
    fn whole(reason: impl Into<String>) -> Self {
        Self { story: None, line: None, reason: reason.into() }
    }
}

/// Reads stories in any accepted format: JSON where the text begins with a bracket, else Markdown or text.
pub fn stories(from: &str, bank: &Bank) -> Result<Vec<Draft>, ImportError> {
    let first = from.trim_start_matches('\u{feff}').trim_start().chars().next();
    if matches!(first, Some('{' | '[')) { json(from, bank) } else { text(from, bank) }
}

/// An imported story that has no id yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The story; its id, times and `version_of` are placeholders.
    pub story: Story,
    /// The principle as the file names it, before it is looked up.
    principle: Option<String>,
    /// The id in the file, used only to join versions.
    was: Option<StoryId>,
    /// The id in the file of the story that it is a second version of.
    version_of: Option<StoryId>,
    /// When it was created, if the file says so.
    created: Option<Timestamp>,
    /// When it last changed, if the file says so.
    updated: Option<Timestamp>,
}

impl Default for Draft {
    fn default() -> Self {
        let story = Story::new(StoryId::from_bits(0), "", Timestamp::UNIX_EPOCH);
        Self { story, principle: None, was: None, version_of: None, created: None, updated: None }
    }
}

impl Draft {
    /// The story under a new id; `at` replaces times that the file does not give.
    pub fn into_story(self, id: StoryId, at: Timestamp) -> Story {
        let (created, updated) = (self.created.unwrap_or(at), self.updated.unwrap_or(at));
        Story { id, created, updated, ..self.story }
    }
}

/// All drafts as stories under ids that `next_id` draws.
///
/// A second version stays one where its original was imported with it, and becomes a story of its own otherwise.
pub fn into_stories(drafts: Vec<Draft>, mut next_id: impl FnMut() -> StoryId, at: Timestamp) -> Vec<Story> {
    let ids: Vec<StoryId> = drafts.iter().map(|_| next_id()).collect();
    let renamed: HashMap<StoryId, StoryId> =
        drafts.iter().zip(&ids).filter_map(|(d, id)| Some((d.was.clone()?, id.clone()))).collect();
    let with_ids = drafts.into_iter().zip(ids);
    with_ids
        .map(|(draft, id)| {
            let version_of = draft.version_of.as_ref().and_then(|was| renamed.get(was).cloned());
            Story { version_of, ..draft.into_story(id, at) }
        })
        .collect()
}

/// The id of a principle given by its id, or by its name in any case.
fn principle_id(said: &str, bank: &Bank) -> Result<String, String> {
    let said = said.trim();
    let fits = |p: &&crate::questions::Principle| p.id == said || p.name.eq_ignore_ascii_case(said);
    if let Some(principle) = bank.principles().iter().find(fits) {
        return Ok(principle.id.clone());
    }
    let known = nearest(said, bank.principles().iter().map(|p| p.id.as_str()));
    Err(format!("there is no principle \"{}\". Known are, nearest first: {known}", short(said)))
}

/// Checks that the prompt is known; the error names the nearest ids.
fn check_prompt(id: &PromptId, bank: &Bank) -> Result<(), String> {
    if bank.prompt(id).is_some() {
        return Ok(());
    }
    let ids = bank.principles().iter().flat_map(|p| p.prompts().iter().map(|q| q.id.as_str()));
    let known = nearest(id.as_str(), ids);
    let own = if id.principle() == "own" {
        " It was one of your own questions over there: bring questions/own.json along first, or take it out."
    } else {
        ""
    };
    Err(format!("there is no question \"{}\". The nearest are {known}.{own}", short(id.as_str())))
}

/// The principle of a draft that names none: that of the first prompt it answers, else the bank's first.
fn home(answers: &[PromptId], bank: &Bank) -> String {
    answers
        .iter()
        .find_map(|id| bank.find(id))
        .map(|(p, _)| p)
        .or_else(|| bank.principles().first())
        .map_or_else(String::new, |p| p.id.clone())
}

/// Up to four known ids most similar to `said`, joined by commas.
fn nearest<'a>(said: &str, known: impl Iterator<Item = &'a str>) -> String {
    let wanted = pairs(said);
    let mut all: Vec<(usize, &str)> = known
        .map(|id| {
            let have = pairs(id);
            let shared = wanted.iter().filter(|p| have.contains(p)).count();
            // The Dice coefficient of the letter pairs, in thousandths, reversed: smaller is nearer.
            (1000 - 2000 * shared / (wanted.len() + have.len()).max(1), id)
        })
        .collect();
    all.sort_by_key(|&(far, _)| far);
    all.iter().take(4).map(|&(_, id)| id).collect::<Vec<_>>().join(", ")
}

/// The pairs of adjacent letters of the first 80 letters of a text, in lower case.
fn pairs(text: &str) -> Vec<(char, char)> {
    let letters: Vec<char> =
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(80).collect();
    letters.iter().copied().zip(letters.iter().copied().skip(1)).collect()
}

/// A text shortened for quoting in an error.
fn short(text: &str) -> String {
    crate::story::one_line(text, 60)
}
