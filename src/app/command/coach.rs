//! Commands on the coach's findings.

use super::context::Context as C;
use super::row::{Row, row};

use CoachCommand as O;

/// A command on the coach's findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CoachCommand {
    /// Open or close the review.
    Open,
    /// Dismiss a finding for good.
    Dismiss,
    /// Explain the rule.
    Why,
    /// Open the self-check.
    Check,
}

/// Rows of Draft and of the review.
pub(super) static ROWS: &[Row<CoachCommand>] = &[
    row(O::Open, "coach.open", "What the coach sees", "coach", &[C::Draft, C::Coach, C::Ending], &["c"]),
    row(O::Dismiss, "coach.dismiss", "Don't ask again", "don't ask", &[C::Coach, C::Draft], &["x"]),
    row(O::Check, "coach.check", "Self-check", "self-check", &[C::Coach], &["y"]),
    row(O::Check, "coach.check", "Self-check", "", &[C::Ending, C::Draft], &["y"]),
    row(O::Why, "coach.why", "Why the coach asks this", "why", &[C::Coach, C::Draft], &["w"]),
];
