//! Commands for moving in lists and scrolling texts, and for picking.

use super::context::Context as C;
use super::row::{Row, row};

use ListCommand::{Move as Go, Open};
use Move::{Down, First, Last, PageDown, PageUp, Up};

/// Lists and scrolling texts.
const READ: &[C] = &[C::List, C::First, C::Example, C::Bring, C::Picker, C::Message];

/// A command for a list or a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ListCommand {
    /// Move in it.
    Move(Move),
    /// Open the chosen row.
    Open,
}

/// A movement in a list or text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Move {
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// First row.
    First,
    /// Last row.
    Last,
    /// One page up.
    PageUp,
    /// One page down.
    PageDown,
}

/// Opening and picking come first in the footer.
pub(super) static ROWS: &[Row<ListCommand>] = &[
    row(Open, "list.open", "Open", "open", &[C::List, C::Picker], &["enter"]),
    row(Open, "list.open", "Select or check this row", "", &[C::Picker], &["space"]),
    row(Open, "list.open", "Begin with what is selected", "begin", &[C::First], &["enter"]),
    row(Open, "list.open", "Open", "open", &[C::Offer], &["enter"]),
];

/// Moving between the parts in Draft.
pub(super) static DRAFT: &[Row<ListCommand>] = &[
    row(Go(Up), "list.up", "Part above", "", &[C::Draft], &["k", "up"]),
    row(Go(Down), "list.down", "Part below", "", &[C::Draft], &["j", "down"]),
];

/// Moving between the stories in Ask.
pub(super) static ASK: &[Row<ListCommand>] = &[
    row(Go(Up), "list.up", "The story above", "", &[C::AskField, C::Ask], &["up"]),
    row(Go(Down), "list.down", "Another story", "another", &[C::AskField, C::Ask], &["down", "tab"]),
];

/// Scrolling a full-screen text.
pub(super) static VIEWER: &[Row<ListCommand>] = &[row(
    Go(PageDown),
    "list.page-down",
    "Read on",
    "read on",
    &[C::Viewer, C::Example, C::Bring],
    &["space"],
)];

/// Rows of the query of a list.
pub(super) static QUERY: &[Row<ListCommand>] = &[
    row(Open, "list.open", "Open the chosen row", "open", &[C::Query, C::Palette], &["enter"]),
    row(Go(Up), "list.up", "Row above", "", &[C::Query, C::Palette], &["up"]),
    row(Go(Down), "list.down", "Row below", "", &[C::Query, C::Palette], &["down", "tab"]),
    row(Go(PageUp), "list.page-up", "Page up", "", &[C::Query, C::Palette], &["pageup"]),
    row(Go(PageDown), "list.page-down", "Page down", "", &[C::Query, C::Palette], &["pagedown"]),
];

/// All other movement in lists, pop-ups and texts.
pub(super) static MOVES: &[Row<ListCommand>] = &[
    row(Open, "list.open", "Close it", "close", &[C::Message, C::Help], &["enter"]),
    row(Go(Up), "list.up", "Row above", "", &[C::Help], &["up"]),
    row(Go(Down), "list.down", "Row below", "", &[C::Help], &["down"]),
    row(Go(PageUp), "list.page-up", "Page up", "", &[C::Help], &["pageup"]),
    row(Go(PageDown), "list.page-down", "Page down", "", &[C::Help], &["pagedown"]),
    row(Open, "list.open", "Write it down", "write it down", &[C::Starter], &["enter"]),
    row(Go(Up), "list.up", "Row above", "", &[C::Starter], &["up"]),
    row(Go(Down), "list.down", "Row below", "", &[C::Starter], &["down"]),
    row(Go(PageUp), "list.page-up", "Page up", "", &[C::Starter], &["pageup"]),
    row(Go(PageDown), "list.page-down", "Page down", "", &[C::Starter], &["pagedown"]),
    row(Go(Up), "list.up", "Row above", "", READ, &["k", "up"]),
    row(Go(Down), "list.down", "Row below", "", READ, &["j", "down"]),
    row(Go(First), "list.first", "First row", "", READ, &["g", "home"]),
    row(Go(Last), "list.last", "Last row", "", READ, &["G", "end"]),
    row(Go(PageUp), "list.page-up", "Page up", "", READ, &["pageup"]),
    row(Go(PageDown), "list.page-down", "Page down", "", READ, &["pagedown"]),
];
