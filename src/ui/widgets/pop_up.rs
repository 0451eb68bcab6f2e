//! The frame of a pop-up.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};
use ratatui::widgets::{Block, Clear, Widget};

use crate::ui::theme::{Role, Theme};

/// A border with a title, and marks for what is above and below; what lies under it is cleared, with a column
/// at each side.
#[derive(Debug, Clone)]
pub struct PopUp<'a> {
    title: &'a str,
    above: bool,
    below: bool,
    theme: &'a Theme,
}

impl<'a> PopUp<'a> {
    pub const fn new(title: &'a str, theme: &'a Theme) -> Self {
        Self { title, above: false, below: false, theme }
    }

    /// Whether there is more above and below what is shown.
    pub const fn more(mut self, above: bool, below: bool) -> Self {
        (self.above, self.below) = (above, below);
        self
    }

    /// The area within the border.
    pub fn inner(area: Rect) -> Rect {
        area.inner(Margin::new(1, 1))
    }
}

impl Widget for PopUp<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let theme = self.theme;
        let around = Rect { x: area.x.saturating_sub(1), width: area.width + 2, ..area };
        Clear.render(around.intersection(buf.area), buf);
        let block = Block::bordered().border_set(theme.signs.border).border_style(theme.style(Role::Rule));
        block.render(area, buf);
        // Not as the block's titles, which would keep what makes up the style of the border.
        let [top, bottom] = [area.y, area.bottom().saturating_sub(1)].map(|y| Rect {
            y,
            height: 1,
            ..area.inner(Margin::new(2, 0))
        });
        if !self.title.is_empty() {
            theme.label(format!(" {} ", self.title), Role::Strong).render(top, buf);
        }
        for (more, sign, row) in
            [(self.above, theme.signs.above, top), (self.below, theme.signs.more, bottom)]
        {
            if more {
                theme.label(sign, Role::Muted).right_aligned().render(row, buf);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pop_up_leaves_a_column_between_its_border_and_what_lies_under_it() {
        let mut buf = Buffer::with_lines(["abcdefgh"; 3]);
        PopUp::new("", &Theme::named()).render(Rect::new(2, 0, 4, 3), &mut buf);
        let row: String = (0..8).map(|x| buf[(x, 1)].symbol()).collect();
        assert_eq!(row, "a │  │ h");
    }
}
