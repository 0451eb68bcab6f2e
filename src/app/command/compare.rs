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
    /// Add what only the other version has.
    AddMissing,
    /// Keep both as separate stories.
    KeepBoth,
}

/// Rows of the comparison.
pub(super) static ROWS: &[Row<CompareCommand>] = &[
    row(
        CompareCommand::KeepHere,
        "compare.keep",
        "Keep it as it is here",
        "keep yours",
        &[C::Compare, C::OtherVersion],
        &["y"],
    ),
    row(
        CompareCommand::TakeOther,
        "compare.take",
        "Take the other version",
        "take the other",
        &[C::Compare, C::OtherVersion],
        &["t"],
    ),
    row(
        CompareCommand::TakeOther,
        "compare.take",
        "Restore this version",
        "restore it",
        &[C::Earlier, C::EarlierDocument],
        &["t"],
    ),
    row(
        CompareCommand::AddMissing,
        "compare.add",
        "Add what only the other version has",
        "add what is missing",
        &[C::OtherVersion, C::EarlierDocument],
        &["b"],
    ),
    row(
        CompareCommand::KeepBoth,
        "compare.both",
        "Keep both as separate stories",
        "keep both",
        &[C::Compare, C::Earlier],
        &["b"],
    ),
];
