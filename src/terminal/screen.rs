//! The terminal's screen: the picture that is on it, and how it becomes the next one.
//!
//! Owns what the terminal shows by now. Makes cells of those rows alone that say something new, which after a key
//! are two or three, and writes the cells that differ; the cursor is written only when it changes. Must not know
//! what a picture means.

use std::io;

use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::output::{Frames, Output};
use crate::app::msg::Size;
use crate::ui::Picture;
use crate::ui::theme::Theme;

/// A screen with something on it.
#[derive(Debug)]
pub struct Screen {
    backend: CrosstermBackend<Frames>,
    shown: Picture,
    next: Picture,
    /// The cells of each row that is shown.
    rows: Vec<Buffer>,
    /// Where the cursor is; `None` where that is not known.
    cursor: Option<(u16, u16)>,
    /// Whether the cursor is seen; `None` where that is not known.
    seen: Option<bool>,
}

impl Screen {
    /// A screen of this size on this output, cleared, with nothing drawn yet.
    ///
    /// Cleared because it may be that of a program that was killed, this one perhaps, whose picture is still there.
    pub fn new(output: &Output, size: Size) -> io::Result<Self> {
        output.clear()?;
        let empty = || Picture::new(size.columns, size.rows);
        Ok(Self {
            backend: CrosstermBackend::new(Frames::new(output.clone())),
            shown: empty(),
            next: empty(),
            rows: (0..size.rows).map(|y| Buffer::empty(Rect::new(0, y, size.columns, 1))).collect(),
            cursor: None,
            seen: None,
        })
    }

    /// Shows what is drawn, in one write.
    pub fn show(&mut self, theme: &Theme, draw: impl FnOnce(&mut Picture)) -> io::Result<()> {
        draw(&mut self.next);
        let rows = self.next.rows().iter().zip(self.shown.rows()).zip(&self.rows).enumerate();
        let fresh: Vec<(usize, Buffer)> = rows
            .filter(|(_, ((next, shown), _))| next != shown)
            .map(|(y, ((next, _), cells))| {
                let mut fresh = Buffer::empty(cells.area);
                next.paint(y as u16, &mut fresh, theme);
                (y, fresh)
            })
            .collect();
        let mut changes = Vec::new();
        for (y, fresh) in &fresh {
            changes.extend(self.rows.get(*y).map(|cells| cells.diff(fresh)).unwrap_or_default());
        }
        if !changes.is_empty() {
            self.cursor = None;
            self.backend.draw(changes.into_iter())?;
        }
        for (y, fresh) in fresh {
            if let Some(cells) = self.rows.get_mut(y) {
                *cells = fresh;
            }
        }
        std::mem::swap(&mut self.shown, &mut self.next);
        self.place(self.shown.cursor)?;
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
