//! What can be done with what the coach says.

use super::context::Context as C;
use super::row::{Row, row};

use CoachCommand as O;

/// What can be done with what the coach says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CoachCommand {
    /// Open the pane, or close it.
    Open,
    /// Dismiss a finding for good.
    Dismiss,
    /// Say why.
    Why,
}

/// Rows of Draft and of the screen of what the coach says.
pub(super) static ROWS: &[Row<CoachCommand>] = &[
    row(O::Open, "coach.open", "What the coach sees", "coach", &[C::Draft, C::Coach], &["c"]),
    row(O::Dismiss, "coach.dismiss", "Do not ask this again", "do not ask", &[C::Coach, C::Draft], &["x"]),
    row(O::Why, "coach.why", "Why the coach asks this", "why", &[C::Coach, C::Draft], &["w"]),
];
