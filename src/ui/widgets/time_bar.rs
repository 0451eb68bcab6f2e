//! The elapsed time as a bar, with a scale below it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::label::Label;
use crate::story::pace::{Seconds, USUAL};
use crate::ui::theme::{Role, Theme};

/// Maximum width of the bar in columns.
const WIDEST: u16 = 60;
/// The full scale without a limit.
const SCALE: Seconds = Seconds(180);
/// The columns of a time label.
const TIME: u16 = 4;

/// The elapsed time, relative to the usual range or to a limit. Three rows: the bar, its ticks, their labels; in less than three the
/// bar alone.
#[derive(Debug, Clone)]
pub struct TimeBar<'a> {
    told: Seconds,
    limit: Option<Seconds>,
    theme: &'a Theme,
}

impl<'a> TimeBar<'a> {
    /// A bar of three minutes with the usual range marked; with a limit, a bar up to that limit.
    pub const fn new(told: Seconds, limit: Option<Seconds>, theme: &'a Theme) -> Self {
        Self { told, limit, theme }
    }

    /// Whether the limit is reached, or the usual range is left.
    pub fn is_over(&self) -> bool {
        match self.limit {
            Some(limit) => limit.0 > 0 && self.told >= limit,
            None => self.told > *USUAL.end(),
        }
    }

    fn role(&self) -> Role {
        if self.is_over() {
            Role::Warn
        } else if self.limit.is_none() && self.told >= *USUAL.start() {
            Role::Good
        } else {
            Role::Accent
        }
    }

    fn mark(&self, x: u16, y: u16, buf: &mut Buffer) {
        let [_, _, mark] = self.theme.signs.bars;
        self.theme.label(mark, Role::Muted).render(Rect::new(x, y, 1, 1), buf);
    }

    /// The ticks, their labels, and the usual range.
    fn scale(&self, bar: Rect, area: Rect, buf: &mut Buffer) {
        let column = |time: Seconds| share(time, SCALE, bar.width);
        let mut free = area.x;
        for time in [Seconds(30), *USUAL.start(), *USUAL.end(), SCALE] {
            let at = bar.x + column(time);
            self.mark(at, bar.y + 1, buf);
            let start = at.saturating_sub(1).min(area.right().saturating_sub(TIME));
            if start >= free {
                let time = self.theme.label(time.to_string(), Role::Muted);
                time.render(Rect::new(start, bar.y + 2, TIME, 1), buf);
                free = start + TIME + 1;
            }
        }
        let (from, to) = (column(*USUAL.start()), column(*USUAL.end()));
        if to - from > 8 {
            let at = Rect::new(bar.x + from + (to - from) / 2 - 2, bar.y + 1, 5, 1);
            self.theme.label("usual", Role::Muted).render(at, buf);
        }
    }
}

impl Widget for TimeBar<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let width = area.width.saturating_sub(4).min(WIDEST);
        let bar = Rect { x: area.x + (area.width - width) / 2, width, height: 1, ..area };
        let whole = self.limit.unwrap_or(SCALE);
        let full = share(Seconds(self.told.0.min(whole.0)), whole, width);
        let [done, left, _] = self.theme.signs.bars;
        let strip = |sign: &str, columns: u16, role: Role| {
            Label::new(sign.repeat(usize::from(columns)), self.theme.style(role))
        };
        strip(done, full, self.role()).render(bar, buf);
        let rest = Rect { x: bar.x + full, width: width - full, ..bar };
        strip(left, rest.width, Role::Muted).render(rest, buf);
        match self.limit {
            _ if area.height < 3 => {}
            None => self.scale(bar, area, buf),
            Some(limit) => {
                self.mark(bar.right().saturating_sub(1), bar.y + 1, buf);
                let time = self.theme.label(limit.to_string(), Role::Muted).right_aligned();
                time.render(Rect { y: bar.y + 2, ..bar }, buf);
            }
        }
    }
}

/// The columns for `time` if `whole` takes `columns`; 0 if `whole` is 0.
fn share(time: Seconds, whole: Seconds, columns: u16) -> u16 {
    (time.0 * u32::from(columns)).checked_div(whole.0).unwrap_or(0) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(told: u32, limit: Option<u32>) -> Buffer {
        let mut buf = Buffer::empty(Rect::new(0, 0, 64, 3));
        TimeBar::new(Seconds(told), limit.map(Seconds), &Theme::named()).render(buf.area, &mut buf);
        buf
    }

    fn full(buf: &Buffer) -> usize {
        buf.content.iter().filter(|c| c.symbol() == "━").count()
    }

    fn role(buf: &Buffer) -> Role {
        Theme::role(buf.cell((2, 0)).unwrap().style())
    }

    #[test]
    fn a_bar_is_as_long_as_the_time_told() {
        assert_eq!([0, 60, 180, 400].map(|told| full(&drawn(told, None))), [0, 20, 60, 60]);
        assert_eq!(full(&drawn(15, Some(30))), 30);
    }

    #[test]
    fn a_bar_says_by_its_role_how_long_is_usual() {
        assert_eq!(role(&drawn(USUAL.start().0 - 1, None)), Role::Accent);
        assert_eq!(role(&drawn(USUAL.start().0, None)), Role::Good);
        assert_eq!(role(&drawn(USUAL.end().0 + 1, None)), Role::Warn);
        assert_eq!(role(&drawn(29, Some(30))), Role::Accent);
        assert_eq!(role(&drawn(30, Some(30))), Role::Warn, "a full bar says so");
    }

    #[test]
    fn no_limit_at_all_divides_by_nothing() {
        assert_eq!(full(&drawn(5, Some(0))), 0);
    }
}
