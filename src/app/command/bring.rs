//! Commands for bringing in stories from outside.

use super::context::Context as C;
use super::row::{Row, row};

use BringCommand as B;

/// A command for bringing in stories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BringCommand {
    /// Read the file that is named.
    Read,
    /// Add what was read.
    Add,
    /// Name another file.
    Again,
}

/// Rows of the form, then of the report.
pub(super) static ROWS: &[Row<BringCommand>] = &[
    row(B::Read, "bring.read", "Read this file", "read it", &[C::BringField], &["enter"]),
    row(B::Add, "bring.add", "Bring these stories in", "bring them in", &[C::Bring], &["enter"]),
    row(B::Again, "bring.again", "Read another file", "another file", &[C::Bring], &["i"]),
];
