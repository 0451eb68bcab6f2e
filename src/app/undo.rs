//! Taking the last change back.

use super::Model;
use super::msg::{Effect, Now};
use super::nav::Undo;

impl Model {
    /// `u`: what the last message offers, else the last edit of the part in focus, else the last change that a message
    /// offered to undo.
    pub(super) fn undo(&mut self, now: &Now) {
        let offered = self.workspace.view.offered_undo().is_some();
        let (screen, workspace) = self.top();
        if !offered && screen.undo(workspace, now) {
            return;
        }
        let Some((said, undo)) = workspace.view.take_undo() else {
            workspace.view.refuse("There's nothing to undo. The trash is in the list that : opens.", now);
            return;
        };
        workspace.view.toast = None;
        match undo {
            Undo::Restore(id) => workspace.effect(Effect::Restore(id)),
            Undo::Link(id, prompt) => workspace.unlink(&id, &prompt, now),
            Undo::Imported(stories) => workspace.take_out(&stories, now),
            Undo::Change(document, states) => {
                let (before, after) = *states;
                let done = workspace.take_back(&document, &before, &after, now);
                let text = if done {
                    format!("Undone: {said}")
                } else {
                    "It has changed since, so it stays.".to_owned()
                };
                workspace.view.say(text, now);
            }
        }
        screen.sync(workspace);
    }
}
