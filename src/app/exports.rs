//! Export from the screen: the menu of formats, the list of masked words, the file name.

use super::msg::{Effect, Now};
use super::open::Picked;
use super::overlay::{Overlay, Picker, PickerItem};
use super::workspace::Workspace;
use crate::export::{self, ExportKind, Format, Written};
use crate::story::StoryId;

/// The text of an export: one story, or everything that the kind covers.
pub fn of_workspace(
    workspace: &Workspace,
    what: (ExportKind, Format),
    story: Option<&StoryId>,
    mask: bool,
) -> Result<Written, String> {
    let mut stories = workspace.candidates();
    if let Some(id) = story {
        stories.retain(|c| c.story.id == *id);
    }
    export::write(&workspace.bank, &stories, &workspace.documents.preparation, what, mask)
}

/// Opens the menu of file formats.
pub fn choose(workspace: &mut Workspace, kind: ExportKind, story: Option<&StoryId>) {
    let items = export::menu(kind)
        .map(|(label, format, mask)| PickerItem {
            label: label.to_owned(),
            note: String::new(),
            pick: Some(Picked::Export((kind, format), story.cloned(), mask)),
        })
        .collect();
    workspace.view.pop_up(Overlay::Picker(Picker::new("Save as a file", items, "")));
}

/// Copies one story, or everything that the kind covers, to the clipboard as Markdown.
pub fn copy(workspace: &mut Workspace, kind: ExportKind, story: Option<&StoryId>, now: &Now) {
    match of_workspace(workspace, (kind, Format::Markdown), story, false) {
        Ok(Written { text, .. }) => {
            workspace.effect(Effect::Copy(text));
            workspace.view.say("Copied as Markdown.", now);
        }
        Err(why) => workspace.view.say(why, now),
    }
}

/// Writes an export to a file, or first shows what was masked.
pub fn export(
    workspace: &mut Workspace,
    what: (ExportKind, Format),
    story: Option<&StoryId>,
    mask: bool,
    now: &Now,
) {
    match of_workspace(workspace, what, story, mask) {
        Ok(written) if mask => confirm_masked(workspace, what, written),
        Ok(Written { text, .. }) => {
            let name = file_name(workspace, what.0, story);
            workspace.effect(Effect::Export { name, extension: what.1.extension(), text });
        }
        Err(why) => workspace.view.say(why, now),
    }
}

/// Shows what was masked, and which names were not, before anything is written.
fn confirm_masked(workspace: &mut Workspace, what: (ExportKind, Format), written: Written) {
    let row = |label: String, note: String, pick| PickerItem { label, note, pick };
    let shown = |text: &str| format!("  {}", crate::story::one_line(text, 40));
    let save = Picked::Save(what.0.key().to_owned(), what.1.extension(), written.text);
    let mut items = vec![row("Save it like this".to_owned(), String::new(), Some(save))];
    items.extend(written.masked.iter().map(|m| {
        let note = if m.times == 1 { "once".to_owned() } else { format!("{} times", m.times) };
        row(shown(&m.text), note, None)
    }));
    if !written.names.is_empty() {
        let how = "Prepare has the words to mask".to_owned();
        items.push(row("Names that stay".to_owned(), how, None));
        items.extend(written.names.iter().map(|name| row(shown(name), String::new(), None)));
    }
    let title = if written.masked.is_empty() { "Nothing was found to mask" } else { "Masked in this file" };
    workspace.view.pop_up(Overlay::Picker(Picker::new(title, items, "")));
}

/// The file name for a story or a kind, without extension: lower case, words joined by hyphens.
fn file_name(workspace: &Workspace, kind: ExportKind, story: Option<&StoryId>) -> String {
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
