//! From field commands to edits.

use super::command::FieldCommand as F;
use crate::text::Action;

/// The edit that a field command stands for; `None` for those that are not edits.
pub fn action(command: F) -> Option<Action> {
    match command {
        F::Newline => Some(Action::Newline),
        F::Move(motion) => Some(Action::Move { motion, select: false }),
        F::Select(motion) => Some(Action::Move { motion, select: true }),
        F::Erase(motion) => Some(Action::Erase(motion)),
        F::SelectAll => Some(Action::SelectAll),
        F::Insert => Some(Action::Yank),
        F::Undo => Some(Action::Undo),
        F::Redo => Some(Action::Redo),
        F::Copy | F::CopyOrQuit => None,
    }
}
