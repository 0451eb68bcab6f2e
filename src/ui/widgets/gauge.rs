//! So many of so many.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{LineGauge, Widget};

use crate::ui::theme::{Role, Theme};

/// A count of a whole in words, and a bar behind it.
#[derive(Debug, Clone)]
pub struct Gauge<'a> {
    words: &'a str,
    done: usize,
    all: usize,
    theme: &'a Theme,
}

impl<'a> Gauge<'a> {
    /// `done` of `all`, said by `words`.
    pub const fn new(words: &'a str, done: usize, all: usize, theme: &'a Theme) -> Self {
        Self { words, done, all, theme }
    }
}

impl Widget for Gauge<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let [done, left, _] = self.theme.signs.bars;
        let ratio = if self.all == 0 { 0.0 } else { self.done.min(self.all) as f64 / self.all as f64 };
        let label = Line::from(self.theme.span(self.words, Role::Strong));
        let gauge = LineGauge::default().ratio(ratio).label(label);
        let gauge = gauge.filled_symbol(done).unfilled_symbol(left);
        let gauge = gauge.filled_style(self.theme.style(Role::Good));
        gauge.unfilled_style(self.theme.style(Role::Muted)).render(area, buf);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gauge_is_as_full_as_the_count() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 24, 1));
        Gauge::new("2 of 3 ready", 2, 3, &Theme::named()).render(buf.area, &mut buf);
        let row: String = buf.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert_eq!(row, "2 of 3 ready ━━━━━━━────");
        Gauge::new("none", 0, 0, &Theme::named()).render(buf.area, &mut buf);
    }
}
