//! What can be done in Ask.

use super::context::Context as C;
use super::row::{Row, row};

/// What can be done in Ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AskCommand {
    /// Tell this story: the clock starts; again, it stops.
    Tell,
    /// The next question.
    Next,
    /// Type the question.
    Write,
    /// Stop typing.
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

/// Typing comes after choosing.
pub(super) static TYPING: &[Row<AskCommand>] = &[
    row(AskCommand::Write, "ask.write", "Type the question", "type", &[C::Ask], &["i"]),
    row(AskCommand::Stop, "ask.stop", "Stop typing", "stop typing", &[C::AskField], &["esc"]),
];
