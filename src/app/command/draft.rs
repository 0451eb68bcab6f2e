//! What can be done with a story that is being written.

use super::context::Context as C;
use super::row::{Row, row};

use DraftCommand as D;

/// Commands of the Draft screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DraftCommand {
    /// Type into the part in focus.
    Write,
    /// Stop typing.
    Stop,
    /// The next part; after the last, the end of the walk.
    Next,
    /// The part before.
    Previous,
    /// The part with this number, 0 to 4.
    Part(u8),
    /// The next prompt.
    NextPrompt,
    /// Helps to start.
    Joggers,
    /// The full wording of the prompt.
    Wording,
    /// Tell it aloud; what is unfinished is said aloud first and written after.
    Aloud,
    /// Edit the part in the user's own editor.
    Editor,
    /// Redo in the part.
    Redo,
}

/// Rows of Draft: while a part is typed, then while nothing is.
pub(super) static ROWS: &[Row<DraftCommand>] = &[
    row(D::Next, "draft.next", "Next part", "next part", &[C::DraftField, C::Draft], &["tab"]),
    row(D::Previous, "draft.previous", "Part before", "", &[C::DraftField, C::Draft], &["shift-tab"]),
    row(D::Stop, "draft.stop", "Stop writing", "stop writing", &[C::DraftField], &["esc"]),
    row(D::Joggers, "draft.joggers", "Help me start", "help me start", &[C::Draft], &["h", "f2"]),
    row(D::Joggers, "draft.joggers", "Help me start", "", &[C::DraftField], &["f2"]),
    row(D::Write, "draft.write", "Write in this part", "write", &[C::Draft], &["enter", "i"]),
];

/// The parts by their digits.
pub(super) static PARTS: &[Row<DraftCommand>] = &[
    row(D::Part(0), "draft.situation", "Situation", "", &[C::Draft], &["1"]),
    row(D::Part(1), "draft.task", "Task", "", &[C::Draft], &["2"]),
    row(D::Part(2), "draft.action", "Action", "", &[C::Draft], &["3"]),
    row(D::Part(3), "draft.result", "Result", "", &[C::Draft], &["4"]),
    row(D::Part(4), "draft.lesson", "Lesson", "", &[C::Draft], &["5"]),
];

/// What can be done besides writing.
pub(super) static MORE: &[Row<DraftCommand>] = &[
    row(D::Aloud, "draft.aloud", "Tell it aloud", "tell it aloud", &[C::Draft], &["p"]),
    row(D::NextPrompt, "draft.next-prompt", "Next question", "next question", &[C::Draft], &["n"]),
    row(D::Wording, "draft.wording", "The question in full", "", &[C::Draft], &["f"]),
    row(D::Redo, "draft.redo", "Redo in this part", "", &[C::Draft], &["r"]),
    row(D::Editor, "draft.editor", "Edit this part in your editor", "", &[C::Draft], &["v"]),
    row(D::Editor, "draft.editor", "Edit this part in your editor", "", &[C::DraftField], &["ctrl-x ctrl-e"]),
];
