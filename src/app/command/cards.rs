//! Commands of the cue cards.

use super::context::Context as C;
use super::row::{Row, row};

use CardsCommand as D;

/// A command of the cue cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CardsCommand {
    /// Turn the card over, or take the next one.
    On,
    /// Take the card before.
    Before,
    /// Take the next card without turning this one over.
    Skip,
}

/// Rows of the cue cards.
pub(super) static ROWS: &[Row<CardsCommand>] = &[
    row(
        D::On,
        "cards.on",
        "Turn it over, then the next card",
        "turn, next",
        &[C::Cards],
        &["space", "enter"],
    ),
    row(D::Before, "cards.before", "The card before", "before", &[C::Cards], &["left", "h", "k", "up"]),
    row(D::Skip, "cards.skip", "The next card", "skip", &[C::Cards], &["right", "l", "j", "down"]),
];
