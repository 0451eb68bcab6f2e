//! Commands of Prepare.

use super::context::Context as C;
use super::row::{Row, row};

use InterviewCommand as E;

/// A command of Prepare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InterviewCommand {
    /// Toggle the tick.
    Tick,
    /// Add an interviewer, a question, or a question that was asked.
    Add,
    /// Turn a question into an own prompt.
    Own,
    /// Prepare an answer to the follow-up.
    Answer,
    /// Remove the selected entry.
    Remove,
    /// Read the page.
    Page,
    /// Save the page as a file.
    Save,
}

/// Rows of Prepare.
pub(super) static ROWS: &[Row<InterviewCommand>] = &[
    row(E::Tick, "interview.tick", "I know it by heart, or it's done", "check", &[C::Interview], &["space"]),
    row(E::Add, "interview.add", "Add one", "add", &[C::Interview], &["+"]),
    row(E::Own, "interview.own", "Make it a question of mine", "my question", &[C::Interview], &["b"]),
    row(
        E::Answer,
        "interview.answer",
        "Prepare an answer to the follow-up",
        "prepare an answer",
        &[C::Interview],
        &["f"],
    ),
    row(E::Remove, "interview.remove", "Take it out", "take out", &[C::Interview], &["x"]),
    row(E::Page, "interview.page", "Read the page", "page", &[C::Interview], &["v"]),
    row(E::Save, "interview.save", "Save as a file", "save as a file", &[C::Interview], &["s"]),
];
