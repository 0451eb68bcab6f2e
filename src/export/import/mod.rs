//! Stories from outside: read whole, checked against what is asked, all or nothing.
//!
//! Owns the forms that are taken (JSON, Markdown, text), their bounds, and the
//! words that say what is wrong. Must not know a file; ids are the caller's to draw.

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

/// The most bytes that one import may have: 8 MiB.
pub const MOST_BYTES: usize = 8 * 1024 * 1024;
/// The most stories that one import may hold.
pub const MOST_STORIES: usize = 10_000;
/// The most bytes that one text of a story may have: 1 MiB.
pub const MOST_STRING: usize = 1024 * 1024;

/// Why nothing was imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportError {
    /// Which story, from 1; `None` where the whole file is meant.
    pub story: Option<usize>,
    /// The line where it was noticed, from 1; `None` where the whole file is meant.
    pub line: Option<usize>,
    /// What is wrong and what would be right, in words for the person who has the file.
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

/// Reads stories in whichever form they are: JSON where the text begins with a bracket, else Markdown or
/// text.
pub fn stories(from: &str, bank: &Bank) -> Result<Vec<Draft>, ImportError> {
    let first = from.trim_start_matches('\u{feff}').trim_start().chars().next();
    if matches!(first, Some('{' | '[')) { json(from, bank) } else { text(from, bank) }
}

/// A story that was read from outside and has no id yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// What was read; its id, times and version mean nothing yet.
    pub story: Story,
    /// The principle as the file names it, until it is looked up.
    principle: Option<String>,
    /// The id it had where it came from, where that was one of ours; used only to join versions.
    was: Option<StoryId>,
    /// The id, over there, of the story that it is a second version of.
    version_of: Option<StoryId>,
    /// When it was begun, where the file says so.
    created: Option<Timestamp>,
    /// When it last changed, where the file says so.
    updated: Option<Timestamp>,
}

impl Default for Draft {
    fn default() -> Self {
        let story = Story::new(StoryId::from_bits(0), "", Timestamp::UNIX_EPOCH);
        Self { story, principle: None, was: None, version_of: None, created: None, updated: None }
    }
}

impl Draft {
    /// The story under a new id; `at` stands where the file said no time. It is nobody's second version.
    pub fn into_story(self, id: StoryId, at: Timestamp) -> Story {
        let (created, updated) = (self.created.unwrap_or(at), self.updated.unwrap_or(at));
        Story { id, created, updated, ..self.story }
    }
}

/// All drafts as stories, each under an id that `next_id` draws; a second version stays one of the story
/// it belongs to where that came along, and else becomes a story like any other.
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

/// The principle's id for what a file calls it: its id, or its name in whatever case.
fn principle_id(said: &str, bank: &Bank) -> Result<String, String> {
    let said = said.trim();
    let fits = |p: &&crate::questions::Principle| p.id == said || p.name.eq_ignore_ascii_case(said);
    if let Some(principle) = bank.principles().iter().find(fits) {
        return Ok(principle.id.clone());
    }
    let known = nearest(said, bank.principles().iter().map(|p| p.id.as_str()));
    Err(format!("there is no principle \"{}\". Known are, nearest first: {known}", short(said)))
}

/// Whether the prompt is known; the error names the nearest ids.
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

/// The home principle of a draft that names none: that of the first prompt it answers, else the bank's first.
fn home(answers: &[PromptId], bank: &Bank) -> String {
    answers
        .iter()
        .find_map(|id| bank.find(id))
        .map(|(p, _)| p)
        .or_else(|| bank.principles().first())
        .map_or_else(String::new, |p| p.id.clone())
}

/// Up to four known ids that look most like `said`, as words of a sentence.
fn nearest<'a>(said: &str, known: impl Iterator<Item = &'a str>) -> String {
    let wanted = pairs(said);
    let mut all: Vec<(usize, &str)> = known
        .map(|id| {
            let have = pairs(id);
            let shared = wanted.iter().filter(|p| have.contains(p)).count();
            // Twice the shared pairs against all of them (Dice), in thousandths, best first.
            (1000 - 2000 * shared / (wanted.len() + have.len()).max(1), id)
        })
        .collect();
    all.sort_by_key(|&(far, _)| far);
    all.iter().take(4).map(|&(_, id)| id).collect::<Vec<_>>().join(", ")
}

/// The neighbouring letter pairs of the first letters of a text, lower case.
fn pairs(text: &str) -> Vec<(char, char)> {
    let letters: Vec<char> =
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(80).collect();
    letters.iter().copied().zip(letters.iter().copied().skip(1)).collect()
}

/// A text of the file as an error may quote it.
fn short(text: &str) -> String {
    crate::story::one_line(text, 60)
}
