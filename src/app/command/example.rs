//! Commands of a worked example.

use super::context::Context as C;
use super::row::{Row, row};

use ExampleCommand as X;

/// A command of a worked example.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExampleCommand {
    /// Show the first try instead of the finished story, or the other way round.
    Turn,
    /// The example of the next principle.
    Next,
    /// The example of the previous principle.
    Previous,
    /// Write a story of one's own.
    Write,
}

/// Rows of a worked example.
pub(super) static ROWS: &[Row<ExampleCommand>] = &[
    row(
        X::Turn,
        "example.turn",
        "The first try, or the finished story",
        "before/after",
        &[C::Example],
        &["tab"],
    ),
    row(X::Write, "example.write", "Write your own", "write yours", &[C::Example], &["enter"]),
    row(X::Next, "example.next", "The next principle", "next", &[C::Example], &["right", "l"]),
    row(X::Previous, "example.previous", "The previous principle", "", &[C::Example], &["left", "h"]),
];
