//! Commands of a form.

use super::context::Context as C;
use super::row::{Row, row};

use FormCommand as M;

/// A command of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FormCommand {
    /// Go to the next field.
    Next,
    /// Go to the previous field.
    Previous,
    /// Start editing the field in focus.
    Write,
    /// Stop editing.
    Stop,
}

/// Rows of a form: while a field is edited, then while none is.
pub(super) static ROWS: &[Row<FormCommand>] = &[
    row(M::Next, "form.next", "Next line", "next", &[C::FormField], &["enter", "tab", "down"]),
    row(M::Next, "form.next", "Next line", "next", &[C::FormText], &["tab"]),
    row(M::Previous, "form.previous", "Line before", "", &[C::FormField], &["shift-tab", "up"]),
    row(M::Previous, "form.previous", "Line before", "", &[C::FormText], &["shift-tab"]),
    row(
        M::Stop,
        "form.stop",
        "Stop writing",
        "stop writing",
        &[C::FormField, C::FormText, C::Query],
        &["esc"],
    ),
    row(M::Write, "form.write", "Write in this line", "write", &[C::Form], &["enter", "i"]),
    row(M::Next, "form.next", "Next line", "", &[C::Form], &["j", "down", "tab"]),
    row(M::Previous, "form.previous", "Line before", "", &[C::Form], &["k", "up", "shift-tab"]),
];
