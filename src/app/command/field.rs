//! Commands of a text field that is being edited.

use super::context::Context as C;
use super::row::{Row, row};
use crate::text::Motion;

use FieldCommand as F;

/// A command of a text field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldCommand {
    /// Insert a newline.
    Newline,
    /// Move the cursor.
    Move(Motion),
    /// Move the cursor and extend the selection.
    Select(Motion),
    /// Delete the selection, else the text that the motion covers.
    Erase(Motion),
    /// Select everything.
    SelectAll,
    /// Copy the selection.
    Copy,
    /// Copy the selection; without one, exit.
    CopyOrQuit,
    /// Insert the text that was last cut or copied.
    Insert,
    Undo,
    Redo,
}

/// Rows of every text field.
pub(super) static ROWS: &[Row<FieldCommand>] = &[
    row(F::Newline, "field.newline", "New line", "", &[C::DraftField, C::FormText], &["enter"]),
    row(
        F::Erase(Motion::Left),
        "field.backspace",
        "Delete the character before",
        "",
        &[C::Field],
        &["backspace", "ctrl-h"],
    ),
    row(
        F::Erase(Motion::Right),
        "field.delete",
        "Delete the character after",
        "",
        &[C::Field],
        &["delete", "ctrl-d"],
    ),
    row(F::Move(Motion::Left), "field.left", "Left", "", &[C::Field], &["left", "ctrl-b"]),
    row(F::Move(Motion::Right), "field.right", "Right", "", &[C::Field], &["right", "ctrl-f"]),
    row(F::Move(Motion::RowUp), "field.up", "Row up", "", &[C::Field], &["up"]),
    row(F::Move(Motion::RowDown), "field.down", "Row down", "", &[C::Field], &["down"]),
    row(
        F::Move(Motion::WordLeft),
        "field.word-left",
        "Word left",
        "",
        &[C::Field],
        &["alt-b", "ctrl-left", "alt-left"],
    ),
    row(
        F::Move(Motion::WordRight),
        "field.word-right",
        "Word right",
        "",
        &[C::Field],
        &["alt-f", "ctrl-right", "alt-right"],
    ),
    row(
        F::Move(Motion::RowStart),
        "field.row-start",
        "Start of the row",
        "",
        &[C::Field],
        &["ctrl-a", "home"],
    ),
    row(F::Move(Motion::RowEnd), "field.row-end", "End of the row", "", &[C::Field], &["ctrl-e", "end"]),
    row(
        F::Move(Motion::ParagraphUp),
        "field.paragraph-up",
        "Paragraph up",
        "",
        &[C::Field],
        &["ctrl-up", "alt-up"],
    ),
    row(
        F::Move(Motion::ParagraphDown),
        "field.paragraph-down",
        "Paragraph down",
        "",
        &[C::Field],
        &["ctrl-down", "alt-down"],
    ),
    row(
        F::Move(Motion::TextStart),
        "field.start",
        "Start of the text",
        "",
        &[C::Field],
        &["ctrl-home", "alt-<"],
    ),
    row(F::Move(Motion::TextEnd), "field.end", "End of the text", "", &[C::Field], &["ctrl-end", "alt->"]),
    row(F::Move(Motion::PageUp), "field.page-up", "Page up", "", &[C::Field], &["pageup"]),
    row(F::Move(Motion::PageDown), "field.page-down", "Page down", "", &[C::Field], &["pagedown"]),
    row(F::Select(Motion::Left), "field.select-left", "Select to the left", "", &[C::Field], &["shift-left"]),
    row(
        F::Select(Motion::Right),
        "field.select-right",
        "Select to the right",
        "",
        &[C::Field],
        &["shift-right"],
    ),
    row(F::Select(Motion::RowUp), "field.select-up", "Select upward", "", &[C::Field], &["shift-up"]),
    row(F::Select(Motion::RowDown), "field.select-down", "Select downward", "", &[C::Field], &["shift-down"]),
    row(
        F::Select(Motion::WordLeft),
        "field.select-word-left",
        "Select a word to the left",
        "",
        &[C::Field],
        &["ctrl-shift-left", "alt-shift-left"],
    ),
    row(
        F::Select(Motion::WordRight),
        "field.select-word-right",
        "Select a word to the right",
        "",
        &[C::Field],
        &["ctrl-shift-right", "alt-shift-right"],
    ),
    row(
        F::Select(Motion::RowStart),
        "field.select-row-start",
        "Select to the start of the row",
        "",
        &[C::Field],
        &["shift-home"],
    ),
    row(
        F::Select(Motion::RowEnd),
        "field.select-row-end",
        "Select to the end of the row",
        "",
        &[C::Field],
        &["shift-end"],
    ),
    row(F::SelectAll, "field.select-all", "Select everything", "", &[C::Field], &["alt-a"]),
    row(
        F::Erase(Motion::WordLeft),
        "field.cut-word-left",
        "Cut the selection, or the word before",
        "",
        &[C::Field],
        &["ctrl-w", "alt-backspace", "ctrl-backspace"],
    ),
    row(
        F::Erase(Motion::WordRight),
        "field.cut-word-right",
        "Cut the word after",
        "",
        &[C::Field],
        &["alt-d", "ctrl-delete"],
    ),
    row(
        F::Erase(Motion::LineEnd),
        "field.cut-to-end",
        "Cut to the end of the line",
        "",
        &[C::Field],
        &["ctrl-k"],
    ),
    row(
        F::Erase(Motion::LineStart),
        "field.cut-to-start",
        "Cut to the start of the line",
        "",
        &[C::Field],
        &["ctrl-u"],
    ),
    row(F::Copy, "field.copy", "Copy the selection", "", &[C::Field], &["alt-w"]),
    row(
        F::CopyOrQuit,
        "field.copy-or-quit",
        "Copy the selection; without one, leave",
        "",
        &[C::Field],
        &["ctrl-c"],
    ),
    row(F::Insert, "field.insert", "Insert what was cut or copied", "", &[C::Field], &["ctrl-y"]),
    row(F::Undo, "field.undo", "Undo typing", "", &[C::Field], &["alt-u", "ctrl-7", "ctrl-_"]),
    row(F::Redo, "field.redo", "Redo", "", &[C::Field], &["alt-r"]),
];
