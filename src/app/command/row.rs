//! A row of the command table.

use super::context::Context;

/// A command of group `C`, with its keys in some contexts.
#[derive(Debug, Clone, Copy)]
pub struct Row<C> {
    pub command: C,
    /// The command's stable name, `group.verb`; the same in all rows of a command.
    pub id: &'static str,
    /// The description in the help and the palette.
    pub title: &'static str,
    /// The label in the footer; empty keeps the row out of the footer.
    pub hint: &'static str,
    /// Where the keys work.
    pub contexts: &'static [Context],
    /// Default keys, the most portable one first; a sequence is separated by spaces.
    pub keys: &'static [&'static str],
}

impl<C: Copy> Row<C> {
    /// The same row, in a larger group.
    pub(super) fn of<D>(self, group: fn(C) -> D) -> Row<D> {
        let Self { command, id, title, hint, contexts, keys } = self;
        Row { command: group(command), id, title, hint, contexts, keys }
    }
}

pub(super) const fn row<C>(
    command: C,
    id: &'static str,
    title: &'static str,
    hint: &'static str,
    contexts: &'static [Context],
    keys: &'static [&'static str],
) -> Row<C> {
    Row { command, id, title, hint, contexts, keys }
}
