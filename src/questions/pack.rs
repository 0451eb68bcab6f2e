//! The format of a pack, one principle per JSON file, and a parser with errors for the author of a pack.

use std::collections::HashSet;
use std::ops::RangeInclusive;
use std::sync::OnceLock;

use schemars::{JsonSchema, Schema};
use serde::{Deserialize, Serialize};

use super::PITCH;
use super::probe::Probe;
use crate::story::PromptId;
use crate::story::pace::{self, Seconds};

/// The version of the pack format that this program reads.
pub const SCHEMA: u32 = 1;

/// The first half of the ids of own prompts; no pack may have it.
pub const OWN: &str = "own";

/// The maximum width of a prompt's short label, in columns.
pub const SHORT_COLUMNS: usize = 40;

/// How often a principle is asked according to candidates' reports, in the order of preparation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
pub enum Asked {
    /// In nearly every loop.
    #[serde(rename = "almost always")]
    AlmostAlways,
    /// In most loops.
    #[serde(rename = "often")]
    Often,
    /// In some loops.
    #[serde(rename = "sometimes")]
    Sometimes,
    /// In few loops.
    #[serde(rename = "rarely")]
    Rarely,
}

/// The kind of event that a prompt asks for. Decides which of the coach's rules apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PromptKind {
    /// Something that went wrong: needs its cause, the repair, and what changed for good.
    Failure,
    /// A conflict with a person.
    Conflict,
    /// Phrased as an opinion or a habit; a good answer still tells one event.
    Case,
    /// A change to a way of working.
    Change,
    /// A choice between options that both have a cost.
    Tradeoff,
    /// Something that went well.
    Success,
    /// No story, but a short answer that is asked for in every interview.
    Pitch,
}

/// Guiding questions for each part.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct Guide {
    pub situation: Vec<String>,
    pub task: Vec<String>,
    pub action: Vec<String>,
    pub result: Vec<String>,
    #[serde(default)]
    pub lesson: Vec<String>,
}

/// A question that an interviewer may ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// The full id, `principle/prompt`.
    pub id: PromptId,
    /// A label for lists, at most 40 columns.
    pub short: String,
    /// The question as it is asked.
    pub text: String,
    /// The heading under which it stands; `None` for those that come first, without one.
    pub group: Option<String>,
    pub kind: PromptKind,
    /// The questions of other principles that ask nearly the same.
    pub also_asked: Vec<PromptId>,
    /// Whether it is a good one to begin with.
    pub easy: bool,
    /// How long the answer usually takes.
    pub usual: RangeInclusive<Seconds>,
    /// What guides the answer where the principle's guide does not: that of a pitch.
    pub guide: Vec<String>,
    /// Follow-ups that an interviewer may ask.
    pub probes: Vec<Probe>,
    /// Short scenes that help the user remember an event.
    pub joggers: Vec<String>,
}

/// A leadership principle with its prompts.
///
/// The data that lists show is always present; the rest of a built-in pack is parsed on first use, so that
/// the first frame does not wait for packs that it does not show.
#[derive(Debug, Clone)]
pub struct Principle {
    pub id: String,
    /// The display name.
    pub name: String,
    pub asked: Asked,
    /// Words in the name of a company for whose interviews it is; empty for all.
    companies: Vec<String>,
    /// Its name in the interviews of other companies; without one it is not for them.
    elsewhere: Option<String>,
    /// What it is at the companies that it is made for, where it goes by another name.
    original: Option<Box<Principle>>,
    rest: OnceLock<Rest>,
    /// The text that `rest` is parsed from.
    text: &'static str,
}

/// The contents of a pack besides id, name and `asked`.
#[derive(Debug, Clone, Default)]
struct Rest {
    summary: String,
    amazon: Option<String>,
    source: Option<String>,
    guide: Guide,
    cues: Vec<String>,
    prompts: Vec<Prompt>,
}

impl Principle {
    /// A built-in principle whose id, name and `asked` repeat those of the text.
    pub(super) fn built_in(id: &str, name: &str, asked: Asked, text: &'static str) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            asked,
            companies: Vec::new(),
            elsewhere: None,
            original: None,
            rest: OnceLock::new(),
            text,
        }
    }

    /// The same, for the interviews of certain companies only.
    pub(super) fn for_companies(self, companies: &[String]) -> Self {
        Self { companies: companies.to_vec(), ..self }
    }

    /// The same, known by another name in the interviews of other companies.
    pub(super) fn called_elsewhere(self, name: Option<&str>) -> Self {
        Self { elsewhere: name.map(str::to_owned), ..self }
    }

    pub(super) fn companies(&self) -> &[String] {
        &self.companies
    }

    /// As it is in the interviews of companies that it is not made for, if it is there at all: by its plain
    /// name, and without the definition of the company that it is made for.
    pub(super) fn elsewhere(&self) -> Option<Self> {
        let name = self.elsewhere.clone()?;
        let rest = Rest { amazon: None, ..self.rest().clone() };
        let original = Some(Box::new(self.clone()));
        Some(Self { name, rest: OnceLock::from(rest), original, ..self.clone() })
    }

    /// What it is at the companies that it is made for.
    pub(super) fn original(&self) -> Self {
        self.original.as_deref().unwrap_or(self).clone()
    }

    /// Whether its questions ask for short answers instead of stories.
    pub fn is_pitch(&self) -> bool {
        self.id == PITCH
    }

    fn rest(&self) -> &Rest {
        // Cannot fail: a test parses every built-in pack.
        self.rest.get_or_init(|| read(self.text).map(|file: File| file.rest()).unwrap_or_default())
    }

    /// One sentence on what it demands.
    pub fn summary(&self) -> &str {
        &self.rest().summary
    }

    /// Amazon's own definition, marked as Amazon's; only where the pack quotes it.
    pub fn amazon(&self) -> Option<&str> {
        self.rest().amazon.as_deref()
    }

    /// The source of the prompts, where they are not ours.
    pub fn source(&self) -> Option<&str> {
        self.rest().source.as_deref()
    }

    /// What to read of it: the summary, Amazon's definition, the source of its prompts.
    pub fn about(&self) -> Vec<&str> {
        [Some(self.summary()), self.amazon(), self.source()].into_iter().flatten().collect()
    }

    pub fn guide(&self) -> &Guide {
        &self.rest().guide
    }

    /// Words that interviewers use when they test it.
    pub fn cues(&self) -> &[String] {
        &self.rest().cues
    }

    /// Its prompts, in the order of preparation.
    pub fn prompts(&self) -> &[Prompt] {
        &self.rest().prompts
    }

    /// The prompts before the first heading, which are the ones to be counted; all, if each has a heading.
    pub fn main_prompts(&self) -> &[Prompt] {
        let all = self.prompts();
        let first = all.iter().position(|p| p.group.is_some()).filter(|&at| at > 0).unwrap_or(all.len());
        all.get(..first).unwrap_or(all)
    }

    pub(super) fn prompts_mut(&mut self) -> Option<&mut Vec<Prompt>> {
        self.rest();
        self.rest.get_mut().map(|rest| &mut rest.prompts)
    }
}

/// Why a pack cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackError {
    /// The line of the text, from 1; `None` for an error in the pack as a whole.
    pub line: Option<usize>,
    /// What is wrong, in words for the author of the pack.
    pub reason: String,
}

impl std::fmt::Display for PackError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.reason),
            None => f.write_str(&self.reason),
        }
    }
}

impl std::error::Error for PackError {}

/// A pack of questions: one principle.
#[derive(Deserialize, JsonSchema)]
struct File {
    schema: u32,
    id: String,
    name: String,
    summary: String,
    #[serde(default)]
    amazon: Option<String>,
    #[serde(default)]
    source: Option<String>,
    asked: Asked,
    #[serde(default, rename = "for")]
    companies: Vec<String>,
    #[serde(default)]
    guide: Option<Guide>,
    #[serde(default)]
    cues: Vec<String>,
    prompts: Vec<FilePrompt>,
}

/// A question that an interviewer may ask.
#[derive(Deserialize, JsonSchema)]
struct FilePrompt {
    id: String,
    short: String,
    text: String,
    #[serde(default)]
    group: Option<String>,
    kind: PromptKind,
    #[serde(default)]
    also_asked: Vec<PromptId>,
    #[serde(default)]
    easy: bool,
    #[serde(default)]
    seconds: Option<(u32, u32)>,
    #[serde(default)]
    guide: Vec<String>,
    #[serde(default)]
    probes: Vec<Probe>,
    #[serde(default)]
    joggers: Vec<String>,
}

/// The JSON Schema of a pack.
pub fn pack_schema() -> Schema {
    schemars::schema_for!(File)
}

/// Parses a pack; strict about types and required keys, unknown keys are ignored.
pub fn parse(text: &str) -> Result<Principle, PackError> {
    let file: File = read(text)?;
    check(&file).map_err(|(near, reason)| PackError { line: line_of(text, &near), reason })?;
    Ok(file.principle())
}

/// Packs in one file, for the interviews of certain companies.
#[derive(Deserialize)]
struct CompanyFile {
    schema: u32,
    #[serde(rename = "for")]
    companies: Vec<String>,
    packs: Vec<File>,
}

/// Parses a file with the packs of a company.
pub(super) fn parse_company(text: &str) -> Result<Vec<Principle>, PackError> {
    let company: CompanyFile = read(text)?;
    let newer = |schema: u32| (schema > SCHEMA).then(|| too_new(schema));
    if let Some(reason) = newer(company.schema) {
        return Err(PackError { line: line_of(text, "\"schema\""), reason });
    }
    for file in &company.packs {
        check(file).map_err(|(near, reason)| PackError { line: line_of(text, &near), reason })?;
    }
    Ok(company.packs.into_iter().map(|file| file.principle().for_companies(&company.companies)).collect())
}

impl File {
    fn principle(self) -> Principle {
        Principle {
            id: self.id.clone(),
            name: self.name.clone(),
            asked: self.asked,
            companies: self.companies.iter().map(|c| c.trim().to_lowercase()).collect(),
            elsewhere: None,
            original: None,
            rest: OnceLock::from(self.rest()),
            text: "",
        }
    }

    fn rest(self) -> Rest {
        let principle = self.id;
        let prompt = |p: FilePrompt| Prompt {
            id: PromptId::new(&principle, &p.id),
            short: p.short,
            text: p.text,
            group: p.group,
            kind: p.kind,
            also_asked: p.also_asked,
            easy: p.easy,
            usual: p.seconds.map_or(pace::USUAL, |(from, to)| Seconds(from)..=Seconds(to)),
            guide: p.guide,
            probes: p.probes,
            joggers: p.joggers,
        };
        Rest {
            summary: self.summary,
            amazon: self.amazon,
            source: self.source,
            guide: self.guide.unwrap_or_default(),
            cues: self.cues,
            prompts: self.prompts.into_iter().map(prompt).collect(),
        }
    }
}

/// Deserializes JSON, with or without a byte order mark; errors carry their line.
pub(super) fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, PackError> {
    serde_json::from_str(text.strip_prefix('\u{feff}').unwrap_or(text))
        .map_err(|e| PackError { line: (e.line() > 0).then(|| e.line()), reason: reason(&e) })
}

/// The message of a JSON error without its position, which is reported separately.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rfind(" at line ") {
        Some(end) => text.get(..end).unwrap_or(&text).to_owned(),
        None => text,
    }
}

/// Checks what the types cannot express. An error is the text to locate in the file, and the reason.
fn check(file: &File) -> Result<(), (String, String)> {
    let fail = |near: &str, reason: String| Err((near.to_owned(), reason));
    if file.schema > SCHEMA {
        return fail("\"schema\"", too_new(file.schema));
    }
    if !is_id(&file.id) {
        return fail(&file.id, format!("\"{}\" is not an id: use a-z, 0-9 and hyphens", file.id));
    }
    if file.id == OWN {
        return fail(&format!("\"{OWN}\""), format!("\"{OWN}\" is the id of the questions added in the app"));
    }
    for (name, text) in [("name", &file.name), ("summary", &file.summary)] {
        if text.trim().is_empty() {
            return fail(&format!("\"{name}\""), format!("\"{name}\" is empty"));
        }
    }
    if file.guide.is_none() && file.prompts.iter().any(|p| p.kind != PromptKind::Pitch) {
        return fail("\"prompts\"", "missing field `guide`".to_owned());
    }
    let mut seen = HashSet::new();
    for p in &file.prompts {
        if !is_id(&p.id) {
            return fail(&p.id, format!("\"{}\" is not an id: use a-z, 0-9 and hyphens", p.id));
        }
        if !seen.insert(&p.id) {
            return fail(&p.id, format!("two prompts have the id \"{}\"", p.id));
        }
        if p.text.trim().is_empty() || p.short.trim().is_empty() {
            return fail(&p.id, format!("prompt \"{}\" has no text or no short label", p.id));
        }
        if let Some(id) = p.also_asked.iter().find(|id| !is_full_id(id)) {
            return fail(
                id.as_str(),
                format!("\"{id}\" is not the full id of a question, as in ownership/early-risk"),
            );
        }
        if p.probes.iter().any(|probe| probe.text.trim().is_empty()) {
            return fail(&p.id, format!("prompt \"{}\" has a follow-up without text", p.id));
        }
        if p.seconds.is_some_and(|(from, to)| from == 0 || from > to) {
            return fail(&p.id, format!("\"seconds\" of prompt \"{}\" is not from less to more", p.id));
        }
        if unicode_width::UnicodeWidthStr::width(p.short.as_str()) > SHORT_COLUMNS {
            return fail(
                &p.short,
                format!("the short label \"{}\" is wider than {SHORT_COLUMNS} columns", p.short),
            );
        }
    }
    if file.prompts.is_empty() {
        return fail("\"prompts\"", "there are no prompts".to_owned());
    }
    Ok(())
}

fn too_new(schema: u32) -> String {
    format!("this pack is of version {schema}; this starcoach reads up to {SCHEMA}")
}

/// Whether it has the form `principle/prompt`.
fn is_full_id(id: &PromptId) -> bool {
    id.as_str().split_once('/').is_some_and(|(principle, prompt)| is_id(principle) && is_id(prompt))
}

/// Whether the text is a valid id: `a-z`, `0-9` and hyphens, at most 80.
pub(super) fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 80
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// The last line that contains `near`, from 1: of two duplicates the second is the one to change.
pub(super) fn line_of(text: &str, near: &str) -> Option<usize> {
    if near.is_empty() {
        return None;
    }
    text.lines().enumerate().filter(|(_, line)| line.contains(near)).last().map(|(i, _)| i + 1)
}
