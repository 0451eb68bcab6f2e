//! Export of stories and interview material as HTML, Markdown, plain text or JSON, and import.
//!
//! Owns the form of what leaves and enters the program, and the list of formats, from which the command line, the
//! menu and the endings of files derive. Text out, text in: files and terminals are the caller's, and so is
//! filtering control characters before a text reaches a terminal.

mod document;
mod html;
pub mod import;
mod markdown;
mod plain;
mod progress;
mod records;
mod redact;

use std::collections::HashSet;

use crate::coach;
use crate::interview::{self, Candidate, LoopPlan, Preparation};
use crate::questions::Bank;
use crate::story::{Section, Story};
use document::Document;

pub use progress::{ProgressPage, StoryProgress};
pub use redact::{Masked, Redactor};

/// The replacement for masked text.
pub const MASK: &str = "[masked]";

/// What is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExportKind {
    /// The stories in full.
    Stories,
    /// The loop plan: which interviewer hears which story.
    Plan,
    /// The numbers of the results.
    Numbers,
    /// One sheet to carry: cue cards, numbers, questions to ask.
    Page,
}

impl ExportKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Stories, Self::Plan, Self::Numbers, Self::Page];

    /// The name on the command line and in file names.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Stories => "stories",
            Self::Plan => "plan",
            Self::Numbers => "numbers",
            Self::Page => "page",
        }
    }
}

/// The form of an export. A new one needs its file, its module above, and its entries here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// One HTML file to read and print.
    Html,
    /// Markdown, which import takes back.
    Markdown,
    /// Plain text of at most 76 columns.
    Text,
    /// JSON; stories in it come back without loss.
    Json,
}

/// What there is to know of a format.
struct FormatRow {
    /// The ending of its files without the point, which is its name on the command line, too.
    extension: &'static str,
    /// What it is, in the help of the command line.
    about: &'static str,
    /// Its lines in the menu, each with whether private data is masked.
    menu: &'static [(&'static str, bool)],
    /// The kinds for which the menu offers it.
    kinds: &'static [ExportKind],
    /// What to do with a saved file, said once it is saved.
    hint: Option<&'static str>,
    writer: Writer,
}

/// How a format is written.
enum Writer {
    /// From pages of blocks.
    Document(fn(&Document) -> String),
    /// From the material itself.
    Material(fn(ExportKind, &Material<'_>) -> serde_json::Result<String>),
}

impl Format {
    /// All formats, in the order of menus.
    pub const ALL: [Self; 4] = [Self::Html, Self::Markdown, Self::Text, Self::Json];

    const fn row(self) -> FormatRow {
        match self {
            Self::Html => FormatRow {
                extension: "html",
                about: "One HTML file to read and print",
                menu: &[
                    ("To print, HTML", false),
                    ("To print, HTML, with names and private data masked", true),
                ],
                kinds: &ExportKind::ALL,
                hint: Some("Open it in a browser to print it."),
                writer: Writer::Document(html::render),
            },
            Self::Markdown => FormatRow {
                extension: "md",
                about: "Markdown, which import takes back",
                menu: &[("Markdown", false)],
                kinds: &ExportKind::ALL,
                hint: None,
                writer: Writer::Document(markdown::render),
            },
            Self::Text => FormatRow {
                extension: "txt",
                about: "Plain text",
                menu: &[("Plain text", false)],
                kinds: &ExportKind::ALL,
                hint: None,
                writer: Writer::Document(plain::render),
            },
            Self::Json => FormatRow {
                extension: "json",
                about: "JSON, which import takes back",
                menu: &[("JSON, which import takes back", false)],
                kinds: &[ExportKind::Stories],
                hint: None,
                writer: Writer::Material(records::render),
            },
        }
    }

    /// The file's ending, without the point; also the name on the command line.
    pub const fn extension(self) -> &'static str {
        self.row().extension
    }

    /// The format with this ending.
    pub fn named(extension: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.extension() == extension)
    }

    /// What it is, in a few words.
    pub const fn about(self) -> &'static str {
        self.row().about
    }

    /// What to do with a saved file of this format, where that needs saying.
    pub const fn hint(self) -> Option<&'static str> {
        self.row().hint
    }
}

/// The lines of the menu for a kind: what each says, the format, and whether private data is masked.
pub fn menu(kind: ExportKind) -> impl Iterator<Item = (&'static str, Format, bool)> {
    let formats = Format::ALL.into_iter().filter(move |format| format.row().kinds.contains(&kind));
    formats.flat_map(|format| format.row().menu.iter().map(move |&(label, mask)| (label, format, mask)))
}

/// The input of an export.
#[derive(Debug, Clone, Copy)]
pub struct Material<'a> {
    /// The bank, for the wording of questions and the names of principles.
    pub bank: &'a Bank,
    /// The stories, in output order.
    pub stories: &'a [Candidate<'a>],
    /// The interview.
    pub preparation: &'a Preparation,
    /// The loop plan of this preparation and these stories.
    pub plan: &'a LoopPlan,
}

/// An export, and what its reader may care about in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    pub text: String,
    /// What was masked.
    pub masked: Vec<Masked>,
    /// With masking, the names in the stories that were not masked.
    pub names: Vec<String>,
}

/// Writes one kind in one format from stories and the preparation; with `mask`, what the user marked and what
/// looks private is masked, and listed.
pub fn write(
    bank: &Bank,
    stories: &[Candidate<'_>],
    preparation: &Preparation,
    (kind, format): (ExportKind, Format),
    mask: bool,
) -> Result<Written, String> {
    if !mask {
        let plan = interview::plan(&preparation.rounds, stories, bank);
        let material = Material { bank, stories, preparation, plan: &plan };
        let text = export(kind, format, &material).map_err(|error| error.to_string())?;
        return Ok(Written { text, ..Written::default() });
    }
    let finder = coach::private_data;
    let mut redactor = Redactor::new(&preparation.redactions, &finder);
    let masked: Vec<Story> = stories.iter().map(|c| redactor.story(c.story)).collect();
    let candidates: Vec<Candidate<'_>> =
        stories.iter().zip(&masked).map(|(c, story)| Candidate { story, ..*c }).collect();
    let (preparation, bank) = (redactor.preparation(preparation), redactor.bank(bank));
    let written = write(&bank, &candidates, &preparation, (kind, format), false)?;
    Ok(Written { masked: redactor.masked().to_vec(), names: names(&masked), ..written })
}

/// What is written like a name in these stories, each once.
fn names(stories: &[Story]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for text in stories.iter().flat_map(|story| Section::ALL.map(|section| story.section(section))) {
        found.extend(coach::names(text).into_iter().filter(|name| !MASK.contains(name.as_str())));
    }
    let mut seen = HashSet::new();
    found.retain(|name| seen.insert(name.clone()));
    found
}

/// Writes one kind in one format. To redact, pass material that went through a [`Redactor`].
pub fn export(kind: ExportKind, format: Format, material: &Material<'_>) -> serde_json::Result<String> {
    match format.row().writer {
        Writer::Material(render) => render(kind, material),
        Writer::Document(render) => Ok(render(&match kind {
            ExportKind::Stories => document::stories(material),
            ExportKind::Plan => document::plan(material),
            ExportKind::Numbers => document::numbers_document(material),
            ExportKind::Page => document::page(material),
        })),
    }
}
