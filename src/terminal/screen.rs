//! The terminal's screen: one picture after the other.
//!
//! Owns what the terminal shows by now. Writes the cells that change, in one write a picture, and the cursor only
//! where it changes. Must not know what a picture means.

use std::io;

use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::layout::Position;

use super::output::{Frames, Output};
use crate::app::msg::Size;
use crate::ui::theme::Theme;
use crate::ui::{Picture, Shown};

/// A screen with something on it.
#[derive(Debug)]
pub struct Screen {
    backend: CrosstermBackend<Frames>,
    shown: Shown,
    /// The picture before, to be drawn upon.
    next: Picture,
    /// Where the cursor is; `None` where that is not known.
    cursor: Option<(u16, u16)>,
    /// Whether the cursor is seen; `None` where that is not known.
    seen: Option<bool>,
}

impl Screen {
    /// A screen of this size on this output, which must be empty.
    pub fn new(output: &Output, size: Size) -> Self {
        Self {
            backend: CrosstermBackend::new(Frames::new(output.clone())),
            shown: Shown::new(size.columns, size.rows),
            next: Picture::new(size.columns, size.rows),
            cursor: None,
            seen: None,
        }
    }

    /// Shows what is drawn.
    pub fn show(&mut self, theme: &Theme, draw: impl FnOnce(&mut Picture)) -> io::Result<()> {
        draw(&mut self.next);
        let changes = self.shown.turn(&mut self.next, theme);
        if !changes.is_empty() {
            self.cursor = None;
            self.backend.draw(self.shown.cells(&changes))?;
        }
        self.place(self.shown.cursor())?;
        Backend::flush(&mut self.backend)
    }

    /// Puts the cursor where it belongs, or hides it.
    fn place(&mut self, cursor: Option<(u16, u16)>) -> io::Result<()> {
        let seen = cursor.is_some();
        if self.seen.replace(seen) != Some(seen) {
            if seen { self.backend.show_cursor() } else { self.backend.hide_cursor() }?;
        }
        let Some((x, y)) = cursor.filter(|_| self.cursor != cursor) else { return Ok(()) };
        self.cursor = cursor;
        self.backend.set_cursor_position(Position { x, y })
    }
}
