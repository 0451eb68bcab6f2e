//! The walk through the parts of a story, to its end and to telling it.

use super::{Draft, geometry};
use crate::app::msg::{Bookmark, Now, Size};
use crate::app::open::{AfterAloud, Open};
use crate::app::workspace::Workspace;
use crate::story::{Section, Story};

impl Draft {
    /// Moves to the next or previous part; stops at the ends.
    pub(super) fn step(&mut self, workspace: &mut Workspace, on: bool, now: &Now) {
        if let Some(section) = self.beside(workspace, on) {
            self.turn_to(section, workspace, now);
        }
    }

    /// The part after the one in focus, or before it.
    fn beside(&self, workspace: &Workspace, on: bool) -> Option<Section> {
        let parts = if self.pitch { self.shown(workspace.view.size) } else { Section::ALL.to_vec() };
        let at = parts.iter().position(|&s| s == self.focus)?;
        let to = if on { at + 1 } else { at.checked_sub(1)? };
        parts.get(to).copied()
    }

    /// Tab: moves to the next part of the walk; after the last, ends the walk.
    pub(super) fn walk_on(&mut self, workspace: &mut Workspace, now: &Now) {
        match self.beside(workspace, true) {
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

    /// The parts shown on the screen.
    pub fn shown(&self, size: Size) -> Vec<Section> {
        let tight = geometry(size, 5).compact;
        let shown = |s: Section| match s {
            Section::Action => true,
            // Of a pitch, only what somebody wrote there all the same.
            _ if self.pitch => self.focus == s || !self.field(s).text().trim().is_empty(),
            Section::Lesson => !tight || self.focus == s,
            Section::Situation | Section::Task | Section::Result => true,
        };
        Section::ALL.into_iter().filter(|&s| shown(s)).collect()
    }

    /// Records the user's place in this story.
    pub fn bookmark(&self, bookmark: &mut Bookmark) {
        if self.fresh.is_none() {
            bookmark.story = Some(self.story.clone());
        }
        bookmark.prompt = self.prompt.as_ref().map(|p| p.0.clone());
        bookmark.section = Some(self.focus);
        bookmark.cursor = self.field(self.focus).cursor();
    }

    /// Restores the user's place.
    pub fn resume(&mut self, bookmark: &Bookmark) {
        if let Some(section) = bookmark.section {
            self.go_to(section, bookmark.cursor);
        }
    }

    /// Moves the cursor to a byte offset in a part.
    pub fn go_to(&mut self, section: Section, cursor: usize) {
        self.focus = section;
        self.field_of(section).set_cursor(cursor);
    }
}
