//! What can be done with the story at hand, on every screen that has one.

use super::context::Context as C;
use super::row::{Row, row};

use StoryCommand as S;

/// What can be done with the story at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StoryCommand {
    /// Open it to write.
    Edit,
    /// Its cue card.
    Card,
    /// Title, customer, when.
    Details,
    /// Let it answer another prompt.
    Link,
    /// Let it no longer answer a prompt.
    Unlink,
    /// A copy to work on.
    Duplicate,
    /// Tell it aloud, against the clock.
    Practice,
    /// It was rewritten: let it be practiced soon.
    Soon,
    /// Put it on the clipboard as Markdown.
    Copy,
    /// Save it as a file.
    Export,
    /// Earlier versions.
    Versions,
    /// Move it to the trash.
    Delete,
    /// All of these in a list.
    More,
}

/// What matters most.
pub(super) static ROWS: &[Row<StoryCommand>] = &[
    row(S::Edit, "story.edit", "Edit this story", "edit", &[C::Story], &["e"]),
    row(S::Practice, "story.practice", "Practice this story", "practice", &[C::Story], &["p"]),
];

/// What is done from the list of everything.
pub(super) static MORE: &[Row<StoryCommand>] = &[
    row(S::Soon, "story.soon", "I rewrote it: practice soon", "", &[], &[]),
    row(S::Link, "story.link", "Let it answer another question", "", &[], &[]),
    row(S::Unlink, "story.unlink", "No longer let it answer a question", "", &[], &[]),
    row(S::Duplicate, "story.duplicate", "Make a copy to work on", "", &[], &[]),
    row(S::Copy, "story.copy", "Copy as Markdown", "", &[], &[]),
    row(S::Export, "story.export", "Save as a file", "", &[], &[]),
    row(S::Versions, "story.versions", "Earlier versions", "", &[], &[]),
    row(S::Delete, "story.delete", "Move to the trash", "", &[], &[]),
    row(S::More, "story.more", "More to do with this story", "more", &[C::Draft, C::Story], &["m"]),
];

/// Practice at the end of a walk.
pub(super) static ENDING: &[Row<StoryCommand>] =
    &[row(S::Practice, "story.practice", "Practice this story", "practice", &[C::Ending], &["p"])];

/// In the footer only where there is room.
pub(super) static LAST: &[Row<StoryCommand>] = &[
    row(S::Details, "story.details", "Title and details", "title", &[C::Draft, C::Story], &["t"]),
    row(S::Card, "story.card", "Cue card", "cue card", &[C::Draft, C::Story], &["o"]),
];
