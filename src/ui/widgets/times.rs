//! The times of a story's tellings against the usual range.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::symbols::bar;
use ratatui::widgets::{Sparkline, SparklineBar, Widget};

use crate::story::pace::{Seconds, USUAL};
use crate::ui::layout;
use crate::ui::theme::{Role, Theme};

/// What a full bar stands for.
const SCALE: Seconds = Seconds(180);
/// From this many rows, the usual range is ruled behind the bars.
const RULED: u16 = 4;
/// The columns of a time at the left of its rule, and the gap after it.
const TIME: u16 = 5;

/// Bars in ASCII.
const ASCII: bar::Set<'static> = bar::Set {
    full: "#",
    seven_eighths: "#",
    three_quarters: "#",
    five_eighths: "+",
    half: "+",
    three_eighths: "+",
    one_quarter: "-",
    one_eighth: "-",
    empty: " ",
};

/// The last tellings as bars, oldest first, as many as fit; two columns each. On one row a mere line; with more
/// rows the usual range is ruled behind them.
#[derive(Debug, Clone)]
pub struct Times<'a> {
    times: &'a [Seconds],
    theme: &'a Theme,
}

impl<'a> Times<'a> {
    /// The times of the tellings, oldest first.
    pub const fn new(times: &'a [Seconds], theme: &'a Theme) -> Self {
        Self { times, theme }
    }

    /// A bar in the usual range is good, a longer one is marked; a shorter one is only low.
    fn bar(&self, time: Seconds) -> SparklineBar {
        let role = if time > *USUAL.end() {
            Role::Warn
        } else if time < *USUAL.start() {
            Role::Accent
        } else {
            Role::Good
        };
        SparklineBar::from(u64::from(time.0.min(SCALE.0))).style(self.theme.style(role))
    }

    /// The row in which the top of a bar of this time stands, from the top.
    fn row(time: Seconds, rows: u16) -> u16 {
        let from_below = (time.0 * u32::from(rows)).div_ceil(SCALE.0).max(1) as u16;
        rows.saturating_sub(from_below)
    }

    /// Rules the ends of the usual range between the bars, with their times at the left.
    fn rules(&self, area: Rect, bars: Rect, buf: &mut Buffer) {
        for time in [*USUAL.start(), *USUAL.end()] {
            let y = area.y + Self::row(time, area.height);
            self.theme.label(time.to_string(), Role::Muted).render(Rect { y, height: 1, ..area }, buf);
            for x in bars.left()..bars.right() {
                if buf.cell((x, y)).is_some_and(|cell| cell.symbol() == " ") {
                    self.theme.label(self.theme.signs.across, Role::Rule).render(Rect::new(x, y, 1, 1), buf);
                }
            }
        }
    }
}

impl Widget for Times<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        let ruled = area.height >= RULED;
        let bars = if ruled { layout::indented(area, TIME) } else { area };
        // The bars of a mere line stand side by side.
        let step = if ruled { 2 } else { 1 };
        let fit = usize::from(bars.width / step);
        let last = self.times.get(self.times.len().saturating_sub(fit)..).unwrap_or_default();
        let gap = SparklineBar::from(None);
        let data = last.iter().flat_map(|&time| {
            let gap = ruled.then_some(gap);
            std::iter::once(self.bar(time)).chain(gap)
        });
        let set = if self.theme.signs.ascii { ASCII } else { bar::NINE_LEVELS };
        let line = Sparkline::default().data(data).max(u64::from(SCALE.0)).bar_set(set);
        line.absent_value_symbol(" ").render(bars, buf);
        if ruled {
            self.rules(area, bars, buf);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(times: &[u32], width: u16, height: u16) -> Vec<String> {
        let times: Vec<Seconds> = times.iter().copied().map(Seconds).collect();
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        Times::new(&times, &Theme::named()).render(buf.area, &mut buf);
        let row = |row: &[ratatui::buffer::Cell]| row.iter().map(ratatui::buffer::Cell::symbol).collect();
        buf.content.chunks(usize::from(width)).map(row).collect()
    }

    #[test]
    fn the_usual_range_is_ruled_between_the_bars() {
        let rows = drawn(&[45, 90, 120, 180], 16, 6);
        assert_eq!(
            rows,
            [
                "           █    ",
                "2:30 ┄┄┄┄┄┄█┄┄┄┄",
                "         █ █    ",
                "1:30 ┄┄█┄█┄█┄┄┄┄",
                "     ▄ █ █ █    ",
                "     █ █ █ █    ",
            ]
        );
    }

    #[test]
    fn on_one_row_the_last_ones_that_fit_make_a_line() {
        assert_eq!(drawn(&[20, 60, 90, 120, 150, 200], 4, 1), ["▄▅▆█"]);
        assert_eq!(drawn(&[], 4, 1), ["    "]);
    }
}
