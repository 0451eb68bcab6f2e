//! Commands of Draft.

use super::context::Context as C;
use super::row::{Row, row};

use DraftCommand as D;

/// A command of Draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DraftCommand {
    /// Start editing the part in focus.
    Write,
    /// Stop editing.
    Stop,
    /// Go to the next part; after the last, to the end of the walk.
    Next,
    /// Go to the previous part.
    Previous,
    /// Go to the part with this index, 0 to 4.
    Part(u8),
    /// Go to the next prompt.
    NextPrompt,
    /// Show help to start.
    Joggers,
    /// Show the full prompt.
    Wording,
    /// Practice; an incomplete story is answered aloud first and then written.
    Aloud,
    /// Edit the part in the external editor.
    Editor,
    /// Redo in the part.
    Redo,
}

/// Rows of Draft: while a part is edited, then while none is.
pub(super) static ROWS: &[Row<DraftCommand>] = &[
    row(D::Next, "draft.next", "Next part", "next part", &[C::DraftField, C::Draft], &["tab"]),
    row(D::Previous, "draft.previous", "Previous part", "", &[C::DraftField, C::Draft], &["shift-tab"]),
    row(D::Stop, "draft.stop", "Stop writing", "stop writing", &[C::DraftField], &["esc"]),
    row(D::Joggers, "draft.joggers", "Help me start", "help me start", &[C::Draft], &["h", "f2"]),
    row(D::Joggers, "draft.joggers", "Help me start", "", &[C::DraftField], &["f2"]),
    row(D::Write, "draft.write", "Write in this part", "write", &[C::Draft], &["enter", "i"]),
];

/// Digits for the parts.
pub(super) static PARTS: &[Row<DraftCommand>] = &[
    row(D::Part(0), "draft.situation", "Situation", "", &[C::Draft], &["1"]),
    row(D::Part(1), "draft.task", "Task", "", &[C::Draft], &["2"]),
    row(D::Part(2), "draft.action", "Action", "", &[C::Draft], &["3"]),
    row(D::Part(3), "draft.result", "Result", "", &[C::Draft], &["4"]),
    row(D::Part(4), "draft.lesson", "Lesson", "", &[C::Draft], &["5"]),
];

/// Rows other than editing.
pub(super) static MORE: &[Row<DraftCommand>] = &[
    row(D::Aloud, "draft.aloud", "Tell it aloud", "tell it aloud", &[C::Draft], &["p"]),
    row(D::NextPrompt, "draft.next-prompt", "Next question", "next question", &[C::Draft], &["n"]),
    row(D::Wording, "draft.wording", "The question in full", "", &[C::Draft], &["f"]),
    row(D::Redo, "draft.redo", "Redo in this part", "", &[C::Draft], &["r"]),
    row(D::Editor, "draft.editor", "Edit this part in your editor", "", &[C::Draft], &["v"]),
    row(D::Editor, "draft.editor", "Edit this part in your editor", "", &[C::DraftField], &["ctrl-x ctrl-e"]),
];
