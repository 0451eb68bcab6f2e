//! What can be done with a text that is read.

use super::context::Context as C;
use super::row::{Row, row};

/// What can be done with a text that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ViewerCommand {
    /// Save it as a file.
    Save,
    /// Put it on the clipboard.
    Copy,
}

/// Rows of the viewer.
pub(super) static ROWS: &[Row<ViewerCommand>] = &[
    row(ViewerCommand::Save, "viewer.save", "Save as a file", "save as a file", &[C::Viewer], &["s"]),
    row(ViewerCommand::Copy, "viewer.copy", "Copy as Markdown", "copy", &[C::Viewer], &["c"]),
];
