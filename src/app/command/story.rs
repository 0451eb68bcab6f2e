//! Commands on the current story, on every screen that has one.

use super::context::Context as C;
use super::row::{Row, row};

use StoryCommand as S;

/// A command on the current story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StoryCommand {
    /// Open it in Draft.
    Edit,
    /// Open its cue card.
    Card,
    /// Edit title, customer and date.
    Details,
    /// Link it to another prompt.
    Link,
    /// Unlink it from a prompt.
    Unlink,
    /// Make a copy.
    Duplicate,
    /// Practice it.
    Practice,
    /// Schedule it for practice soon, after a rewrite.
    Soon,
    /// Copy it as Markdown.
    Copy,
    /// Export it to a file.
    Export,
    /// Show earlier versions.
    Versions,
    /// Move it to the trash.
    Delete,
    /// Show all of these in a list.
    More,
}

/// The most important rows.
pub(super) static ROWS: &[Row<StoryCommand>] = &[
    row(S::Edit, "story.edit", "Edit this story", "edit", &[C::Story], &["e"]),
    row(S::Practice, "story.practice", "Practice this story", "practice", &[C::Story], &["p"]),
];

/// Rows for the list of actions and the palette.
pub(super) static MORE: &[Row<StoryCommand>] = &[
    row(S::Soon, "story.soon", "I rewrote it: practice soon", "", &[], &[]),
    row(S::Link, "story.link", "Use it for another question", "", &[], &[]),
    row(S::Unlink, "story.unlink", "Stop using it for a question", "", &[], &[]),
    row(S::Duplicate, "story.duplicate", "Make a copy to work on", "", &[], &[]),
    row(S::Copy, "story.copy", "Copy as Markdown", "", &[], &[]),
    row(S::Export, "story.export", "Save as a file", "", &[], &[]),
    row(S::Versions, "story.versions", "Earlier versions", "", &[], &[]),
    row(S::Delete, "story.delete", "Move to the trash", "", &[], &[]),
    row(S::More, "story.more", "More to do with this story", "more", &[C::Draft, C::Story], &["m"]),
];

/// Practice on the last screen of a walk.
pub(super) static ENDING: &[Row<StoryCommand>] =
    &[row(S::Practice, "story.practice", "Practice this story", "practice", &[C::Ending], &["p"])];

/// In the footer only if there is space.
pub(super) static LAST: &[Row<StoryCommand>] = &[
    row(S::Details, "story.details", "Title and details", "title", &[C::Draft, C::Story], &["t"]),
    row(S::Card, "story.card", "Cue card", "cue card", &[C::Draft, C::Story], &["o"]),
];
