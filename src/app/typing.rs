//! From field commands to edits.

use super::command::FieldCommand as F;
use crate::text::Edit;

/// The edit that a field command stands for; `None` for those that are not edits.
pub fn action(command: F) -> Option<Edit> {
    match command {
        F::Newline => Some(Edit::Newline),
        F::Move(motion) => Some(Edit::Move { motion, select: false }),
        F::Select(motion) => Some(Edit::Move { motion, select: true }),
        F::Erase(motion) => Some(Edit::Erase(motion)),
        F::SelectAll => Some(Edit::SelectAll),
        F::Insert => Some(Edit::Yank),
        F::Undo => Some(Edit::Undo),
        F::Redo => Some(Edit::Redo),
        F::Copy | F::CopyOrQuit => None,
    }
}
