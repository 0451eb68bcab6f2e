//! The walk through the parts of a story, to its end and to telling it.

use super::Draft;
use crate::app::msg::Now;
use crate::app::open::{AfterAloud, Open};
use crate::app::workspace::Workspace;
use crate::story::{Section, Story};

impl Draft {
    /// Moves to the next or previous part; stops at the ends.
    pub(super) fn step(&mut self, workspace: &mut Workspace, on: bool, now: &Now) {
        let shown = self.shown(workspace.view.size);
        let at = shown.iter().position(|&s| s == self.focus).unwrap_or(0);
        let to = if on { (at + 1).min(Section::ALL.len() - 1) } else { at.saturating_sub(1) };
        if let Some(&section) = Section::ALL.get(to) {
            self.turn_to(section, workspace, now);
        }
    }

    /// Tab: moves to the next part of the walk; after the last, ends the walk.
    pub(super) fn walk_on(&mut self, workspace: &mut Workspace, now: &Now) {
        let next = Section::ALL.get(self.focus.index() + 1).copied();
        match next {
            Some(section) => self.turn_to(section, workspace, now),
            None => self.end(workspace, now),
        }
    }

    pub(super) fn end(&mut self, workspace: &mut Workspace, now: &Now) {
        if self.fresh.is_some() {
            workspace.view.say("Nothing is written yet. Esc goes back; h helps you start.", now);
            self.writing = false;
            return;
        }
        self.writing = false;
        workspace.save_due(now, true);
        workspace.view.open(Open::Ending(self.story.clone(), self.prompt.clone()));
    }

    /// Practices the story; for an incomplete one, lets the user answer its prompt aloud first, then write.
    pub(super) fn aloud(&self, workspace: &mut Workspace, now: &Now) {
        workspace.save_due(now, true);
        let complete = self.text(workspace).is_some_and(Story::is_complete);
        match &self.prompt {
            Some(prompt) if !complete => workspace.say_aloud(prompt, AfterAloud::Back, now),
            prompt => workspace.practice_story(&self.story, prompt.as_ref(), now),
        }
    }
}
