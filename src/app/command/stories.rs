//! Commands of Stories.

use super::context::Context as C;
use super::row::{Row, row};

/// A command of Stories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StoriesCommand {
    /// Switch the view: full, headline, cues, openings.
    View,
    /// Scroll one page; at the end go to the next story.
    ReadOn,
    /// Change the filter or the order.
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
