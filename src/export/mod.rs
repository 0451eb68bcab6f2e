//! A story or a bank of stories as Markdown, HTML, plain text or JSON, and the way back in.
//!
//! Owns the form of what leaves and enters the program. Text out, text in; must not know a file, a
//! clock, a terminal. What a reader of plain text must not see (control characters) is the caller's.

mod document;
mod html;
pub mod import;
mod markdown;
mod plain;
mod records;
mod redact;

use crate::interview::{Candidate, LoopPlan, Preparation};
use crate::questions::Bank;
use crate::story::Story;

pub use redact::{Masked, Redactor};

/// What stands where something was masked.
pub const MASK: &str = "[masked]";

/// What is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExportKind {
    /// The stories in full.
    Stories,
    /// Which interviewer hears which story.
    Plan,
    /// The numbers of the results.
    Numbers,
    /// What to carry: cue cards, numbers, questions to ask, on one sheet.
    Page,
}

impl ExportKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Stories, Self::Plan, Self::Numbers, Self::Page];

    /// The word for it on the command line and in file names.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Stories => "stories",
            Self::Plan => "plan",
            Self::Numbers => "numbers",
            Self::Page => "page",
        }
    }
}

/// The form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Markdown, which import takes back.
    Markdown,
    /// One HTML file to read and print.
    Html,
    /// Plain text of at most 76 columns.
    Text,
    /// JSON; stories in it come back without loss.
    Json,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 4] = [Self::Markdown, Self::Html, Self::Text, Self::Json];

    /// The file's ending, without the point.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Text => "txt",
            Self::Json => "json",
        }
    }
}

/// What an export draws on.
#[derive(Debug, Clone, Copy)]
pub struct Material<'a> {
    /// The questions, for their wording and the principles' names.
    pub bank: &'a Bank,
    /// The stories, in the order wanted.
    pub stories: &'a [Candidate<'a>],
    /// The interview.
    pub preparation: &'a Preparation,
    /// The loop plan of this preparation and these stories.
    pub plan: &'a LoopPlan,
}

/// Writes one kind in one format. To redact, pass material that went through a [`Redactor`].
pub fn export(kind: ExportKind, format: Format, material: &Material<'_>) -> serde_json::Result<String> {
    if format == Format::Json {
        return match kind {
            ExportKind::Stories => json(&material.stories.iter().map(|c| c.story).collect::<Vec<_>>()),
            ExportKind::Plan => pretty(&records::plan(material)),
            ExportKind::Numbers => pretty(&records::numbers(material)),
            ExportKind::Page => pretty(&records::page(material)),
        };
    }
    let document = match kind {
        ExportKind::Stories => document::stories(material),
        ExportKind::Plan => document::plan(material),
        ExportKind::Numbers => document::numbers_document(material),
        ExportKind::Page => document::page(material),
    };
    Ok(match format {
        Format::Html => html::render(&document),
        Format::Text => plain::render(&document),
        Format::Markdown | Format::Json => markdown::render(&document),
    })
}

/// The stories as a JSON array in the form of their files, which [`import::json`] takes back without loss.
///
/// Pretty-printed, with a final newline.
pub fn json(stories: &[&Story]) -> serde_json::Result<String> {
    pretty(&stories)
}

fn pretty(value: &impl serde::Serialize) -> serde_json::Result<String> {
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    Ok(text)
}
