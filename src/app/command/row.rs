//! One line of the table of commands.

use super::context::Context;

/// A command of the group `C`, and keys for it in some contexts.
#[derive(Debug, Clone, Copy)]
pub struct Row<C> {
    /// What is done.
    pub command: C,
    /// The command's stable name, `group.verb`; all rows of a command have the same.
    pub id: &'static str,
    /// What it does, as the help and the palette say it.
    pub title: &'static str,
    /// What the footer says; empty keeps it out of the footer.
    pub hint: &'static str,
    /// Where the keys work.
    pub contexts: &'static [Context],
    /// Default keys, the portable one first; a sequence has spaces between its keys.
    pub keys: &'static [&'static str],
}

impl<C: Copy> Row<C> {
    /// The same row as one of a larger group.
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
