//! Twelve weeks of practice, one cell per day.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::ui::layout;
use crate::ui::theme::{Role, Theme};

/// The columns of the weekday names.
const NAMES: u16 = 5;
/// The column of the legend, where there is room.
const LEGEND: u16 = 35;

/// One column per week, Monday at the top. Seven rows high.
#[derive(Debug, Clone)]
pub struct HeatMap<'a> {
    counts: &'a [u32],
    /// The weekday of the first count; Monday is 0.
    first: usize,
    theme: &'a Theme,
}

impl<'a> HeatMap<'a> {
    /// The count of each day, starting with the weekday `first`; Monday is 0.
    pub const fn new(counts: &'a [u32], first: usize, theme: &'a Theme) -> Self {
        Self { counts, first, theme }
    }
}

impl Widget for HeatMap<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let [much, some, ..] = self.theme.signs.days;
        for (row, name) in [(0, "Mon"), (3, "Thu"), (6, "Sun")] {
            self.theme.label(name, Role::Muted).render(layout::row(area, row), buf);
        }
        // Skips the days before the first full week, which would need a column of their own.
        let before = if self.first == 0 { 0 } else { 7 - self.first };
        for (at, count) in self.counts.iter().skip(before).enumerate() {
            let cell = Rect::new(area.x + NAMES + (at / 7) as u16 * 2, area.y + (at % 7) as u16, 1, 1);
            let (sign, role) = match count {
                0 => (self.theme.signs.none, Role::Muted),
                1 | 2 => (some, Role::Accent),
                _ => (much, Role::Accent),
            };
            self.theme.label(sign, role).render(cell.intersection(area), buf);
        }
        let legend = format!("{some} 1 or 2 told   {much} 3 or more");
        let legend = self.theme.label(legend, Role::Muted);
        let weeks = self.counts.len().saturating_sub(before).div_ceil(7) as u16;
        let room = area.width.saturating_sub(legend.width());
        if room >= NAMES + weeks * 2 {
            legend.render(layout::indented(layout::row(area, 6), LEGEND.min(room)), buf);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(counts: &[u32], first: usize) -> Vec<String> {
        let mut buf = Buffer::empty(Rect::new(0, 0, 12, 7));
        HeatMap::new(counts, first, &Theme::named()).render(buf.area, &mut buf);
        buf.content.chunks(12).map(|r| r.iter().map(ratatui::buffer::Cell::symbol).collect()).collect()
    }

    #[test]
    fn a_week_is_a_column_and_more_is_darker() {
        let rows = drawn(&[0, 1, 2, 3, 9, 0, 0, 1], 0);
        let cells: Vec<&str> = rows.iter().map(|r| r.trim_end().split_at(5).1).collect();
        assert_eq!(cells, ["· ▪", "▪", "▪", "■", "■", "·", "·"]);
    }

    #[test]
    fn the_days_before_the_first_monday_are_left_out() {
        assert_eq!(drawn(&[9, 9, 1], 5)[0], "Mon  ▪      ");
    }
}
