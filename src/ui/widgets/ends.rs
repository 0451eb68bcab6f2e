//! A row with left- and right-aligned texts.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::label::Label;

/// A left- and a right-aligned text on one row. If both do not fit, one is truncated.
#[derive(Debug, Clone)]
pub struct Ends<'a> {
    left: Label<'a>,
    right: Label<'a>,
    gap: u16,
    /// Minimum columns for showing the right text; `None` if it is always shown in full.
    least: Option<u16>,
}

impl<'a> Ends<'a> {
    /// The right text is shown in full, the left one truncated to the remaining columns minus a gap.
    pub const fn keep_right(left: Label<'a>, right: Label<'a>, gap: u16) -> Self {
        Self { left, right, gap, least: None }
    }

    /// The left text takes precedence; the right one is truncated, or hidden below `least` columns.
    pub const fn keep_left(left: Label<'a>, right: Label<'a>, gap: u16, least: u16) -> Self {
        Self { left, right, gap, least: Some(least) }
    }
}

impl Widget for Ends<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let right = self.right.right_aligned();
        match self.least {
            None => {
                let room = area.width.saturating_sub(right.width() + self.gap);
                right.render(area, buf);
                self.left.render(Rect { width: room, ..area }, buf);
            }
            Some(least) => {
                let used = self.left.width().min(area.width);
                self.left.render(area, buf);
                let room = area.width.saturating_sub(used + self.gap);
                if room >= least {
                    right.render(Rect { x: area.right() - room, width: room, ..area }, buf);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;

    fn label(text: &'static str) -> Label<'static> {
        Label::new(text, Style::new())
    }

    fn drawn(ends: Ends<'_>, width: u16) -> String {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, 1));
        ends.render(buf.area, &mut buf);
        buf.content.iter().map(ratatui::buffer::Cell::symbol).collect()
    }

    #[test]
    fn both_are_shown_where_they_fit() {
        assert_eq!(drawn(Ends::keep_right(label("left"), label("right"), 2), 12), "left   right");
        assert_eq!(drawn(Ends::keep_left(label("left"), label("right"), 2, 3), 12), "left   right");
    }

    #[test]
    fn the_one_that_matters_less_is_cut() {
        assert_eq!(
            drawn(Ends::keep_right(label("left"), label("right"), 2), 9),
            "l… right".replacen(' ', "  ", 1)
        );
        assert_eq!(drawn(Ends::keep_left(label("left"), label("right"), 2, 3), 9), "left  ri…");
    }

    #[test]
    fn a_note_with_too_little_room_goes() {
        assert_eq!(drawn(Ends::keep_left(label("left"), label("right"), 2, 4), 9), "left     ");
    }
}
