//! Commands of Today and the welcome screen.

use super::context::Context as C;
use super::row::{Row, row};

/// A command of Today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TodayCommand {
    /// Start the proposed story, or the very first one.
    Write,
    /// On the welcome screen, choose another question.
    Choose,
}

/// Rows of Today and the welcome screen.
pub(super) static ROWS: &[Row<TodayCommand>] =
    &[row(TodayCommand::Choose, "today.choose", "Pick a different question", "", &[C::First], &["n"])];

/// The row of the proposed story; the selected line precedes it in the footer.
pub(super) static PROPOSED: &[Row<TodayCommand>] =
    &[row(TodayCommand::Write, "today.write", "Start the suggested story", "", &[C::Today], &["d"])];
