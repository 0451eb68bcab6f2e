//! A one-row text, truncated with `…`.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Alignment, Rect};
use ratatui::style::Style;
use ratatui::widgets::Widget;

use crate::text;

/// A one-row text; newlines become spaces, and the end is truncated with `…`.
#[derive(Debug, Clone)]
pub struct Label<'a> {
    text: Cow<'a, str>,
    style: Style,
    alignment: Alignment,
}

impl<'a> Label<'a> {
    pub(in crate::ui) fn new(text: impl Into<Cow<'a, str>>, style: Style) -> Self {
        Self { text: text.into(), style, alignment: Alignment::Left }
    }

    /// Sets it against the right edge.
    pub const fn right_aligned(mut self) -> Self {
        self.alignment = Alignment::Right;
        self
    }

    /// Sets it in the middle.
    pub const fn centered(mut self) -> Self {
        self.alignment = Alignment::Center;
        self
    }

    /// Appends another text after a space.
    pub fn followed_by(self, text: &str) -> Self {
        Self { text: format!("{} {text}", self.text).into(), ..self }
    }

    /// Limits the width to `columns`.
    pub fn at_most(self, columns: u16) -> Self {
        let text = match self.text {
            Cow::Borrowed(text) => text::cut(text, usize::from(columns)),
            Cow::Owned(text) => Cow::Owned(text::cut(&text, usize::from(columns)).into_owned()),
        };
        Self { text, ..self }
    }

    /// The width without truncation, in columns.
    pub fn width(&self) -> u16 {
        text::columns(&self.text) as u16
    }
}

impl Widget for Label<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return;
        }
        let shown = text::cut(&self.text, usize::from(area.width));
        let free = area.width.saturating_sub(text::columns(&shown) as u16);
        let x = area.x
            + match self.alignment {
                Alignment::Left => 0,
                Alignment::Center => free / 2,
                Alignment::Right => free,
            };
        write(buf, (x, area.y), area.right() - x, &shown, self.style);
    }
}

/// Writes a filtered text; nothing stays of the style of what its cells held before.
pub(super) fn write(buf: &mut Buffer, (x, y): (u16, u16), width: u16, shown: &str, style: Style) {
    let right = x.saturating_add(width).min(buf.area.right());
    // Fast path: almost every text of a screen takes one cell per character.
    if !text::is_one_column_each(shown) {
        for x in (x..right).take(text::columns(shown)) {
            if let Some(cell) = buf.cell_mut((x, y)) {
                cell.reset();
            }
        }
        buf.set_stringn(x, y, shown, usize::from(width), style);
        return;
    }
    for (x, letter) in (x..right).zip(shown.chars()) {
        if let Some(cell) = buf.cell_mut((x, y)) {
            cell.reset();
            cell.set_char(letter).set_style(style);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(label: Label<'_>, width: u16) -> Buffer {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, 1));
        label.render(buf.area, &mut buf);
        buf
    }

    #[test]
    fn a_text_that_does_not_fit_is_cut() {
        assert_eq!(drawn(Label::new("customers", Style::new()), 6), Buffer::with_lines(["custo…"]));
    }

    #[test]
    fn a_text_stands_at_its_side() {
        let label = || Label::new("ab", Style::new());
        assert_eq!(drawn(label().right_aligned(), 5), Buffer::with_lines(["   ab"]));
        assert_eq!(drawn(label().centered(), 5), Buffer::with_lines([" ab  "]));
    }

    #[test]
    fn what_cannot_be_seen_becomes_a_mark() {
        let shown = drawn(Label::new("a\u{202e}b\u{1b}[2J\nc", Style::new()), 10);
        let text: String = shown.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert!(!text.contains(['\u{202e}', '\u{1b}', '\n']), "{text:?}");
    }
}
