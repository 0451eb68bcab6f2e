//! Import of stories as a plan: what comes in, what is left out and why.
//!
//! Owns the accepted forms, their limits, and the notes for the user. Reading files and drawing ids are the
//! caller's. Every form becomes lines, a table or JSON, and each of these has one reader.

mod assemble;
mod decode;
mod docx;
mod front;
mod html;
mod json;
mod known;
mod lines;
mod lists;
mod names;
mod plan;
mod rtf;
mod style;
mod table;
#[cfg(test)]
mod tests;
mod titles;

use std::collections::HashMap;
use std::path::Path;

use jiff::Timestamp;

use crate::questions::Bank;
use crate::story::{FIELDS, PromptId, Section, Story, StoryId};

pub use known::{Known, sort_out};
pub(in crate::export) use lines::heading;
pub use plan::{Note, NoteKind, Plan};

/// The maximum size of an import in bytes: 8 MiB.
pub const MOST_BYTES: usize = 8 * 1024 * 1024;
/// The maximum number of stories in one import.
pub const MOST_STORIES: usize = 10_000;
/// The maximum size of one text of a story in bytes: 1 MiB.
pub const MOST_STRING: usize = 1024 * 1024;

/// The reason why nothing can be read from a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportError {
    /// The line where it was noticed, from 1; `None` for the file as a whole.
    pub line: Option<usize>,
    /// What is wrong and what was expected, for the user.
    pub reason: String,
}

impl std::fmt::Display for ImportError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        f.write_str(&self.reason)
    }
}

impl std::error::Error for ImportError {}

impl ImportError {
    fn whole(reason: impl Into<String>) -> Self {
        Self { line: None, reason: reason.into() }
    }
}

/// Reads the bytes of a file in any accepted form: JSON, Markdown, org-mode, text, CSV, HTML, RTF or Word.
pub fn bytes(from: &[u8], bank: &Bank) -> Result<Plan, ImportError> {
    if from.len() > MOST_BYTES {
        return Err(too_large());
    }
    if let Some(read) = docx::lines(from) {
        return lines(front::Source { lines: read?, ..front::Source::default() }, bank);
    }
    let (text, guessed) = decode::text(from)?;
    let mut plan = stories(&text, bank)?;
    if guessed {
        let text = "it is not UTF-8 and was read as Windows-1252; look at the accents".to_owned();
        plan.notes.insert(0, Note::new(NoteKind::Changed, None, text));
    }
    Ok(plan)
}

/// Reads stories from text in any accepted form.
pub fn stories(from: &str, bank: &Bank) -> Result<Plan, ImportError> {
    if from.len() > MOST_BYTES {
        return Err(too_large());
    }
    let text = decode::normalized(from);
    match decode::form(&text) {
        decode::Form::Json => json::read(&text, bank),
        decode::Form::Html => {
            lines(front::Source { lines: html::lines(&text), ..front::Source::default() }, bank)
        }
        decode::Form::Rtf => {
            lines(front::Source { lines: rtf::lines(&text), ..front::Source::default() }, bank)
        }
        decode::Form::Text => match table::csv(&text, bank) {
            Some(plan) => Ok(plan),
            None => lines(front::Source::of(&text), bank),
        },
    }
}

/// Reads stories from the lines of a text, of which a table may be a part.
fn lines(source: front::Source, bank: &Bank) -> Result<Plan, ImportError> {
    let table = table::markdown(&source, bank);
    table.or_else(|| assemble::read(source, Some(bank))).filter(|plan| !plan.drafts.is_empty()).ok_or_else(
        || {
            ImportError::whole(
                "no part of a story is marked in it. Mark the parts as headings (## Situation) or labels \
             (Situation: or S:), in English or another language of Europe, or import JSON or CSV",
            )
        },
    )
}

fn too_large() -> ImportError {
    ImportError::whole("the file is larger than 8 MiB; import it in pieces")
}

/// The story in a pasted text that is one whole story, with nothing left out; `None` for any other text, which is
/// then only text.
pub fn paste(pasted: &str) -> Option<Story> {
    if pasted.len() > MOST_BYTES {
        return None;
    }
    let plan = assemble::read(front::Source::of(&decode::normalized(pasted)), None)?;
    let all_in = plan.notes.iter().all(|note| note.kind == NoteKind::Changed);
    let [draft] = <[Draft; 1]>::try_from(plan.drafts).ok()?;
    (all_in && draft.story.is_complete()).then_some(draft.story)
}

/// An imported story that has no id yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The story; its id, times and `version_of` are placeholders.
    pub story: Story,
    /// The id of the principle that the file names.
    principle: Option<String>,
    /// What the file says the story is good for, in words that name no question.
    hints: Vec<String>,
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
        Self {
            story,
            principle: None,
            hints: Vec::new(),
            was: None,
            version_of: None,
            created: None,
            updated: None,
        }
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

/// The title that the name of a note's file gives: without its ending, and without the id that Notion adds.
pub fn title_of(path: &Path) -> Option<String> {
    let ending = path.extension()?.to_str()?.to_lowercase();
    if !["md", "markdown", "txt", "org", "html", "htm", "rtf"].contains(&ending.as_str()) {
        return None;
    }
    let stem = path.file_stem()?.to_str()?;
    let id = |last: &str| last.len() == 32 && last.chars().all(|c| c.is_ascii_hexdigit());
    let stem = stem.rsplit_once(' ').filter(|(_, last)| id(last)).map_or(stem, |(title, _)| title);
    let title = if stem.contains(' ') { stem.to_owned() } else { stem.replace(['-', '_'], " ") };
    Some(title.trim().to_owned()).filter(|title| !title.is_empty())
}

/// What two stories have in common if they say the same: the words of their titles and parts.
pub fn words(story: &Story) -> String {
    let texts = std::iter::once(story.title.as_str()).chain(Section::ALL.map(|part| story.section(part)));
    let words = texts.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    words.collect::<Vec<_>>().join("\n")
}

/// Turns line ends into LF, and refuses a text that is longer than the bound.
fn tidy(story: &mut Story) -> Result<(), String> {
    for field in &FIELDS {
        for text in field.texts_mut(story) {
            if text.len() > MOST_STRING {
                return Err(format!("a text of it is longer than 1 MiB: \"{}\"", short(text)));
            }
            if text.contains("\r\n") {
                *text = text.replace("\r\n", "\n");
            }
        }
    }
    Ok(())
}

/// What to say of a principle that is not known.
fn unknown_principle(said: &str, bank: &Bank) -> String {
    let known = nearest(said, bank.principles().iter().map(|p| p.id.as_str()));
    format!("there is no principle \"{}\". Known are, nearest first: {known}", short(said))
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
