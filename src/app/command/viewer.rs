//! Commands of the viewer.

use super::context::Context as C;
use super::row::{Row, row};

/// A command of the viewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ViewerCommand {
    /// Export it to a file.
    Save,
    /// Copy it to the clipboard.
    Copy,
}

/// Rows of the viewer.
pub(super) static ROWS: &[Row<ViewerCommand>] = &[
    row(ViewerCommand::Save, "viewer.save", "Save as a file", "save as a file", &[C::Viewer], &["s"]),
    row(ViewerCommand::Copy, "viewer.copy", "Copy as Markdown", "copy", &[C::Viewer], &["c"]),
];
