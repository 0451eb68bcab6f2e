//! What can be done on Today and at the first start.

use super::context::Context as C;
use super::row::{Row, row};

/// What can be done on Today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TodayCommand {
    /// Write the story that is proposed, or the first of all.
    Write,
    /// At the first start, choose another question.
    Choose,
}

/// Rows of Today and of the first start.
pub(super) static ROWS: &[Row<TodayCommand>] = &[
    row(
        TodayCommand::Write,
        "today.write",
        "Write your first story",
        "write the first",
        &[C::First],
        &["enter"],
    ),
    row(
        TodayCommand::Choose,
        "today.choose",
        "Choose another question",
        "another question",
        &[C::First],
        &["n"],
    ),
];

/// The row of the proposed story; what is chosen comes before it in the footer.
pub(super) static PROPOSED: &[Row<TodayCommand>] =
    &[row(TodayCommand::Write, "today.write", "Write the story that is proposed", "", &[C::Today], &["d"])];
