//! What can be done on Stories.

use super::context::Context as C;
use super::row::{Row, row};

/// What can be done on Stories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StoriesCommand {
    /// Another view of the story: full, headline, cues, openings.
    View,
    /// The next page, or the next story at its end.
    ReadOn,
    /// Which stories are shown, in which order.
    Filter,
}

/// Rows of Stories.
pub(super) static ROWS: &[Row<StoriesCommand>] = &[
    row(
        StoriesCommand::View,
        "stories.view",
        "Another view: full, headline, cues, openings",
        "view",
        &[C::Stories],
        &["v"],
    ),
    row(
        StoriesCommand::ReadOn,
        "stories.read-on",
        "Read on, then the next story",
        "read on",
        &[C::Stories],
        &["space"],
    ),
    row(
        StoriesCommand::Filter,
        "stories.filter",
        "Which stories, in which order",
        "which",
        &[C::Stories],
        &["f"],
    ),
];
