//! Undo and redo: edits as splices, grouped by word and by pause. The time is an argument.

use std::time::Duration;

/// A key after a longer pause starts a new undo group.
const PAUSE: Duration = Duration::from_secs(2);

/// A replacement in a text: `deleted` bytes at byte `at` become `inserted`.
///
/// Applied in order to the old text, the splices of an edit produce the new text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splice {
    pub at: usize,
    pub deleted: usize,
    pub inserted: String,
}

impl Splice {
    /// Applies the splice; returns `false` and changes nothing if it does not fit the text.
    pub fn apply(&self, text: &mut String) -> bool {
        let range = self.at..self.at.saturating_add(self.deleted);
        let fits = text.get(range.clone()).is_some();
        if fits {
            text.replace_range(range, &self.inserted);
        }
        fits
    }

    /// Maps a span of the old text to the new one; `None` if something inside it changed.
    pub fn shift(&self, span: std::ops::Range<usize>) -> Option<std::ops::Range<usize>> {
        if span.end <= self.at {
            return Some(span);
        }
        let moved = |at: usize| at.checked_sub(self.deleted).map(|at| at + self.inserted.len());
        if span.start < self.at + self.deleted || span.start < self.at {
            return None;
        }
        Some(moved(span.start)?..moved(span.end)?)
    }
}

/// The kind of an edit; decides whether it joins the previous one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EditKind {
    Typed,
    ErasedBack,
    ErasedForward,
    /// A group of its own: a paste, a cut, a new line.
    Whole,
}

/// One undo step, with the cursor position before it.
#[derive(Debug, Clone)]
pub(super) struct UndoStep {
    pub(super) at: usize,
    pub(super) deleted: String,
    pub(super) inserted: String,
    pub(super) cursor: usize,
    pub(super) kind: EditKind,
}

impl UndoStep {
    /// Merges a following edit into this step if both belong to one run of typing or erasing within a word.
    fn join(&mut self, next: &UndoStep) -> bool {
        if self.kind != next.kind {
            return false;
        }
        match self.kind {
            EditKind::Typed => {
                let touches = next.deleted.is_empty() && next.at == self.at + self.inserted.len();
                if !touches || (ends_white(&self.inserted) && !starts_white(&next.inserted)) {
                    return false;
                }
                self.inserted.push_str(&next.inserted);
            }
            EditKind::ErasedBack => {
                let touches = next.at + next.deleted.len() == self.at;
                if !touches || (starts_white(&self.deleted) && !ends_white(&next.deleted)) {
                    return false;
                }
                self.deleted.insert_str(0, &next.deleted);
                self.at = next.at;
            }
            EditKind::ErasedForward => {
                if next.at != self.at || (ends_white(&self.deleted) && !starts_white(&next.deleted)) {
                    return false;
                }
                self.deleted.push_str(&next.deleted);
            }
            EditKind::Whole => return false,
        }
        true
    }
}

fn starts_white(text: &str) -> bool {
    text.starts_with(char::is_whitespace)
}

fn ends_white(text: &str) -> bool {
    text.ends_with(char::is_whitespace)
}

/// The undo and redo stacks.
#[derive(Debug, Clone, Default)]
pub(super) struct History {
    done: Vec<UndoStep>,
    undone: Vec<UndoStep>,
    /// When the last edit was made, while its group is open.
    open: Option<Duration>,
}

impl History {
    /// Records an edit made at `at` and clears the redo stack.
    pub(super) fn record(&mut self, edit: UndoStep, at: Duration) {
        self.undone.clear();
        let fresh = self.open.replace(at).is_some_and(|last| at.saturating_sub(last) < PAUSE);
        if fresh && self.done.last_mut().is_some_and(|last| last.join(&edit)) {
            return;
        }
        self.done.push(edit);
    }

    /// Closes the group: the next edit starts a new one.
    pub(super) fn close(&mut self) {
        self.open = None;
    }

    /// The step to undo; it moves to the redo stack.
    pub(super) fn undo(&mut self) -> Option<UndoStep> {
        self.close();
        let edit = self.done.pop()?;
        self.undone.push(edit.clone());
        Some(edit)
    }

    /// The step to redo; it moves to the undo stack.
    pub(super) fn redo(&mut self) -> Option<UndoStep> {
        self.close();
        let edit = self.undone.pop()?;
        self.done.push(edit.clone());
        Some(edit)
    }

    pub(super) fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    pub(super) fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }
}
