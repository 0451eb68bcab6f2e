//! The terminal's screen: ratatui's `Terminal` on a backend that writes each frame at once.

use std::io::{self, Write};

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Rect, Size};
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

use super::output::{Frames, Output};
use crate::app::msg;

/// A screen with something on it.
#[derive(Debug)]
pub struct Screen(Terminal<FrameBackend<Frames>>);

impl Screen {
    /// A screen of this size on this output, which must be empty.
    pub fn new(output: &Output, size: msg::Size) -> io::Result<Self> {
        let size = Size::new(size.columns, size.rows);
        // A fixed viewport never asks the terminal for its size; who resizes makes a new screen.
        let viewport = Viewport::Fixed(Rect::from((Position::ORIGIN, size)));
        let backend = FrameBackend::new(Frames::new(output.clone()), size);
        Terminal::with_options(backend, TerminalOptions { viewport }).map(Self)
    }

    /// Draws a frame and writes what changed.
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        self.0.draw(render).map(drop)
    }
}

/// A `CrosstermBackend` that writes nothing where nothing changes, and never before the end of a frame.
///
/// ratatui shows and places the cursor after every frame, and crossterm's backend flushes each of these; here
/// the cursor is written only where it changes.
#[derive(Debug)]
struct FrameBackend<W: Write> {
    inner: CrosstermBackend<W>,
    size: Size,
    /// Where the cursor is; `None` where that is not known.
    cursor: Option<Position>,
    /// Whether the cursor is visible; `None` where that is not known.
    visible: Option<bool>,
}

impl<W: Write> FrameBackend<W> {
    fn new(writer: W, size: Size) -> Self {
        Self { inner: CrosstermBackend::new(writer), size, cursor: None, visible: None }
    }
}

impl<W: Write> Backend for FrameBackend<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut content = content.peekable();
        if content.peek().is_none() {
            return Ok(());
        }
        self.cursor = None;
        self.inner.draw(content)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.visible.replace(false) == Some(false) { Ok(()) } else { queue!(self.inner, Hide) }
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.visible.replace(true) == Some(true) { Ok(()) } else { queue!(self.inner, Show) }
    }

    /// Where the cursor was put last; the terminal is never asked.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        if self.cursor.replace(position) == Some(position) {
            return Ok(());
        }
        queue!(self.inner, MoveTo(position.x, position.y))
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.inner.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.inner)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use super::*;

    /// Collects what is written between two flushes as one frame.
    #[derive(Debug, Default, Clone)]
    struct Written(Rc<RefCell<(String, Vec<String>)>>);

    impl Write for Written {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().0.push_str(std::str::from_utf8(bytes).unwrap());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            let mut written = self.0.borrow_mut();
            let frame = std::mem::take(&mut written.0);
            written.1.push(frame);
            Ok(())
        }
    }

    /// The frames written for these texts, each with the cursor in a column of the second row.
    fn frames(shown: &[(&'static str, Option<u16>)]) -> Vec<String> {
        let written = Written::default();
        let size = Size::new(10, 2);
        let viewport = Viewport::Fixed(Rect::from((Position::ORIGIN, size)));
        let backend = FrameBackend::new(written.clone(), size);
        let mut terminal = Terminal::with_options(backend, TerminalOptions { viewport }).unwrap();
        for &(text, cursor) in shown {
            let draw = |frame: &mut Frame<'_>| {
                frame.render_widget(text, frame.area());
                if let Some(x) = cursor {
                    frame.set_cursor_position((x, 1));
                }
            };
            terminal.draw(draw).unwrap();
        }
        written.0.take().1
    }

    #[test]
    fn a_frame_is_written_at_once_and_shows_the_cursor_last() {
        assert_eq!(
            frames(&[("one", Some(4))]),
            ["\x1b[1;1Hone\x1b[39m\x1b[49m\x1b[59m\x1b[0m\x1b[?25h\x1b[2;5H"]
        );
    }

    #[test]
    fn a_frame_that_changes_nothing_writes_nothing() {
        let frames = frames(&[("one", Some(4)), ("one", Some(4)), ("one", None), ("one", None)]);
        assert_eq!(frames[1..], ["", "\x1b[?25l", ""]);
    }

    #[test]
    fn the_cursor_moves_alone_where_only_it_changes() {
        assert_eq!(frames(&[("one", Some(4)), ("one", Some(5))])[1], "\x1b[2;6H");
    }

    #[test]
    fn the_cursor_is_put_back_after_cells_were_written() {
        let frames = frames(&[("one", Some(4)), ("onx", Some(4))]);
        assert_eq!(frames[1], "\x1b[1;3Hx\x1b[39m\x1b[49m\x1b[59m\x1b[0m\x1b[2;5H");
    }
}
