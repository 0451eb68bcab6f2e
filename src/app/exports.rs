//! What leaves the program: stories and pages written out, masked where that is wanted.
//!
//! One way for the screen and the command line. Must not know where the text goes.

use super::overlay::{Overlay, Picked, Picker, PickerItem};
use super::workspace::Workspace;
use crate::coach;
use crate::export::{self, ExportKind, Format, Masked, Material, Redactor};
use crate::interview::{self, Candidate, Preparation};
use crate::questions::Bank;
use crate::story::{Story, StoryId};

/// Writes one kind in one format; with `mask`, what the user marked and what looks private is masked, and
/// listed.
pub fn write(
    bank: &Bank,
    stories: &[Candidate<'_>],
    preparation: &Preparation,
    (kind, format): (ExportKind, Format),
    mask: bool,
) -> Result<(String, Vec<Masked>), String> {
    if !mask {
        let plan = interview::plan(&preparation.rounds, stories, bank);
        let material = Material { bank, stories, preparation, plan: &plan };
        let text = export::export(kind, format, &material).map_err(|e| e.to_string())?;
        return Ok((text, Vec::new()));
    }
    let finder = coach::private_data;
    let mut redactor = Redactor::new(&preparation.redactions, &finder);
    let masked: Vec<Story> = stories.iter().map(|c| redactor.story(c.story)).collect();
    let candidates: Vec<Candidate<'_>> =
        stories.iter().zip(&masked).map(|(c, story)| Candidate { story, ..*c }).collect();
    let (preparation, bank) = (redactor.preparation(preparation), redactor.bank(bank));
    let (text, _) = write(&bank, &candidates, &preparation, (kind, format), false)?;
    Ok((text, redactor.masked().to_vec()))
}

/// Writes from what is on the workspace: one story, or what the kind wants.
pub fn of_workspace(
    workspace: &Workspace,
    what: (ExportKind, Format),
    story: Option<&StoryId>,
    mask: bool,
) -> Result<(String, Vec<Masked>), String> {
    let mut stories = workspace.candidates();
    if let Some(id) = story {
        stories.retain(|c| c.story.id == *id);
    }
    write(&workspace.bank, &stories, &workspace.documents.preparation, what, mask)
}

/// Asks in which form something shall be saved as a file.
pub fn choose(workspace: &mut Workspace, kind: ExportKind, story: Option<&StoryId>) {
    let forms = [
        ("To print, HTML", Format::Html, false),
        ("To print, HTML, with names and private data masked", Format::Html, true),
        ("Markdown", Format::Markdown, false),
        ("Plain text", Format::Text, false),
        ("JSON, which import takes back", Format::Json, false),
    ];
    let takes_back = |format| format != Format::Json || kind == ExportKind::Stories;
    let items = forms
        .into_iter()
        .filter(|(_, format, _)| takes_back(*format))
        .map(|(label, format, mask)| PickerItem {
            label: label.to_owned(),
            note: String::new(),
            act: Some(Picked::Export((kind, format), story.cloned(), mask)),
        })
        .collect();
    workspace.pop_up(Overlay::Picker(Picker::new("Save as a file", items, "")));
}

/// Shows what was masked, before anything is written.
pub fn confirm_masked(
    workspace: &mut Workspace,
    what: (ExportKind, Format),
    text: String,
    masked: &[Masked],
) {
    let name = what.0.key().to_owned();
    let mut items = vec![PickerItem {
        label: "Save it like this".to_owned(),
        note: String::new(),
        act: Some(Picked::Save(name, what.1.extension(), text)),
    }];
    items.extend(masked.iter().map(|m| PickerItem {
        label: format!("  {}", crate::story::one_line(&m.text, 40)),
        note: if m.times == 1 { "once".to_owned() } else { format!("{} times", m.times) },
        act: None,
    }));
    let title = if masked.is_empty() { "Nothing was found to mask" } else { "Masked in this file" };
    workspace.pop_up(Overlay::Picker(Picker::new(title, items, "")));
}

/// The name of the file for a story or a kind, without the ending: lower case, words joined by hyphens.
pub fn file_name(workspace: &Workspace, kind: ExportKind, story: Option<&StoryId>) -> String {
    let named = story.and_then(|id| workspace.library.get(id)).map(|s| s.name());
    let words = named.unwrap_or_else(|| kind.key().to_owned());
    let mut name = String::new();
    for c in words.to_lowercase().chars() {
        if c.is_alphanumeric() {
            name.push(c);
        } else if !name.ends_with('-') && !name.is_empty() {
            name.push('-');
        }
    }
    let name: String = name.trim_end_matches('-').chars().take(40).collect();
    if name.is_empty() { kind.key().to_owned() } else { name }
}
