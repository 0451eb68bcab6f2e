//! Commands of the last screen of a walk.

use super::context::Context as C;
use super::row::{Row, row};

/// A command of the last screen of a walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EndingCommand {
    /// Go to the next question.
    Next,
    /// Leave this story.
    Done,
}

/// Rows of the last screen of a walk.
pub(super) static ROWS: &[Row<EndingCommand>] =
    &[row(EndingCommand::Next, "ending.next", "Next question", "next question", &[C::Ending], &["n"])];

/// Leaving is shown last.
pub(super) static DONE: &[Row<EndingCommand>] =
    &[row(EndingCommand::Done, "ending.done", "Done for now", "done", &[C::Ending], &["d"])];
