//! The pop-ups of Draft: help to start, the full question, and what to do with a pasted story.

use super::Draft;
use crate::app::open::Picked;
use crate::app::overlay::{Message, Overlay, Picker, PickerItem};
use crate::app::workspace::Workspace;
use crate::export::import;
use crate::story::Section;

impl Draft {
    /// Shows scenes that may remind the user of an event.
    pub(super) fn show_joggers(&self, workspace: &mut Workspace) {
        let scenes = self.scenes(workspace);
        let mut lines = vec!["Did one of these happen to you? Take the first that comes to mind.".to_owned()];
        lines.push(String::new());
        lines.extend(scenes.into_iter().map(|scene| format!("· {scene}")));
        workspace.view.pop_up(Overlay::Starter(Message::new("To help you start", lines)));
    }

    /// Shows the full question and its principle.
    pub(super) fn show_wording(&self, workspace: &mut Workspace) {
        let Some((principle, prompt)) = self.prompt.as_ref().and_then(|p| workspace.bank.find(p)) else {
            return;
        };
        let mut lines = vec![prompt.text.clone()];
        lines.extend(principle.about().into_iter().flat_map(|text| [String::new(), text.to_owned()]));
        workspace.view.pop_up(Overlay::Starter(Message::new(principle.name.clone(), lines)));
    }

    /// If a complete story is pasted into an empty one, asks whether to split it into parts.
    pub(super) fn offer_parts(&self, workspace: &mut Workspace, text: &str) -> bool {
        let empty = Section::ALL.iter().all(|&s| self.field(s).text().trim().is_empty());
        let Some(story) = empty.then(|| import::paste(text)).flatten() else { return false };
        let names: Vec<&str> = Section::ALL
            .into_iter()
            .filter(|&s| !story.section(s).trim().is_empty())
            .map(Section::name)
            .collect();
        let row = |label: &str, note: String, parted| PickerItem {
            label: label.to_owned(),
            note,
            pick: Some(Picked::Paste(text.to_owned(), parted)),
        };
        let as_it_is = format!("all in {}", self.focus.name());
        let items = vec![
            row("Put each part in its place", names.join(", "), true),
            row("Paste it as it is", as_it_is, false),
        ];
        let mut picker = Picker::new("This looks like a whole story", items, "");
        // What was pasted is not lost with the pop-up.
        picker.back = Some(Picked::Paste(text.to_owned(), false));
        workspace.view.pop_up(Overlay::Picker(picker));
        true
    }
}
