//! Commands of Ask.

use super::context::Context as C;
use super::row::{Row, row};

/// A command of Ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AskCommand {
    /// Start the clock of a telling, or stop it.
    Tell,
    /// Start a new question.
    Next,
    /// Edit the question.
    Write,
    /// Stop editing.
    Stop,
}

/// Rows of Ask.
pub(super) static ROWS: &[Row<AskCommand>] = &[
    row(
        AskCommand::Tell,
        "ask.tell",
        "Tell it; again when it is told",
        "telling it",
        &[C::AskField, C::Ask],
        &["enter"],
    ),
    row(AskCommand::Next, "ask.next", "Next question", "next question", &[C::Ask], &["n"]),
    row(AskCommand::Next, "ask.next", "Next question", "next question", &[C::AskField], &["ctrl-u"]),
];

/// Editing comes after selecting.
pub(super) static TYPING: &[Row<AskCommand>] = &[
    row(AskCommand::Write, "ask.write", "Type the question", "type", &[C::Ask], &["i"]),
    row(AskCommand::Stop, "ask.stop", "Stop typing", "stop typing", &[C::AskField], &["esc"]),
];
