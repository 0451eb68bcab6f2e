//! What can be done in a form of a few fields.

use super::context::Context as C;
use super::row::{Row, row};

use FormCommand as M;

/// Commands of a form of a few fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FormCommand {
    /// The next field.
    Next,
    /// The field before.
    Previous,
    /// Type into the field in focus.
    Write,
    /// Stop typing.
    Stop,
}

/// Rows of a form: while a field is typed in, then while none is.
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
