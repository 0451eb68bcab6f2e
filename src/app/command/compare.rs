//! Commands of the comparison.

use super::context::Context as C;
use super::row::{Row, row};

/// A command of the comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CompareCommand {
    /// Keep this version.
    KeepHere,
    /// Take the other version.
    TakeOther,
    /// Keep both as separate stories.
    KeepBoth,
}

/// Rows of the comparison.
pub(super) static ROWS: &[Row<CompareCommand>] = &[
    row(
        CompareCommand::KeepHere,
        "compare.keep",
        "Keep the story as it is here",
        "keep yours",
        &[C::Compare],
        &["y"],
    ),
    row(
        CompareCommand::TakeOther,
        "compare.take",
        "Take the other version",
        "take the other",
        &[C::Compare],
        &["t"],
    ),
    row(
        CompareCommand::TakeOther,
        "compare.take",
        "Restore this version",
        "restore it",
        &[C::Earlier],
        &["t"],
    ),
    row(
        CompareCommand::KeepBoth,
        "compare.both",
        "Keep both, each a story",
        "keep both",
        &[C::Compare, C::Earlier],
        &["b"],
    ),
];
