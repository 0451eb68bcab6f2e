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
    /// Answer a question of the self-check.
    Check(u8),
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
    row(M::Check(0), "check.question", "Yes, it answers the question", "yes, again no", &[C::Check], &["1"]),
    row(M::Check(1), "check.customer", "Yes, the customer would say so", "", &[C::Check], &["2"]),
    row(M::Check(2), "check.biggest", "Yes, it is the biggest", "", &[C::Check], &["3"]),
    row(M::Check(3), "check.number", "There is such a number", "", &[C::Check], &["4"]),
    row(M::Check(4), "check.wrong", "I know what I got wrong", "", &[C::Check], &["5"]),
    row(M::Check(5), "check.phone", "They may call about anything", "", &[C::Check], &["6"]),
    row(M::Write, "form.write", "Write in this line", "write", &[C::Form], &["enter", "i"]),
    row(M::Next, "form.next", "Next line", "", &[C::Form], &["j", "down", "tab"]),
    row(M::Previous, "form.previous", "Line before", "", &[C::Form], &["k", "up", "shift-tab"]),
];
