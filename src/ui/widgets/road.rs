//! The days up to the interview, one mark per day.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::practice::stats::DayMark;
use crate::ui::layout;
use crate::ui::theme::{Role, Theme};

/// A row of day marks and the text at its end. A row that is too long is cut before its end, never at today.
#[derive(Debug, Clone)]
pub struct Road<'a> {
    marks: &'a [DayMark],
    end: &'a str,
    theme: &'a Theme,
}

impl<'a> Road<'a> {
    pub const fn new(marks: &'a [DayMark], end: &'a str, theme: &'a Theme) -> Self {
        Self { marks, end, theme }
    }

    fn sign(&self, mark: DayMark) -> (&'static str, Role) {
        let [done, _, open, day] = self.theme.signs.days;
        match mark {
            DayMark::Practiced => (done, Role::Good),
            DayMark::Missed | DayMark::Ahead => (self.theme.signs.none, Role::Muted),
            DayMark::Today => (open, Role::Accent),
            DayMark::TheDay => (day, Role::Strong),
        }
    }
}

/// The columns between the last mark and the text at the end.
const GAP: u16 = 2;

impl Widget for Road<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let end = self.theme.label(self.end, Role::Text);
        let room = usize::from(area.width.saturating_sub(2 * GAP + end.width()));
        let spaced = self.marks.len() * 2 <= room;
        let fits = if spaced { self.marks.len() } else { room.saturating_sub(2) };
        let cut = self.marks.len() > fits;
        let mut at = area;
        let mut put = |sign: &str, role: Role, columns: u16, buf: &mut Buffer| {
            self.theme.label(sign, role).render(layout::at_most(at, 1), buf);
            at = layout::indented(at, columns);
        };
        for (i, mark) in self.marks.iter().enumerate() {
            if cut && i + 2 == fits {
                put("…", Role::Muted, 1, buf);
            }
            if cut && i + 2 >= fits && i + 1 < self.marks.len() {
                continue;
            }
            let (sign, role) = self.sign(*mark);
            put(sign, role, if spaced { 2 } else { 1 }, buf);
        }
        end.render(layout::indented(at, if spaced { GAP - 1 } else { GAP }), buf);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(days: usize, width: u16) -> String {
        let mut marks = vec![DayMark::Ahead; days];
        marks[0] = DayMark::Today;
        marks[days - 1] = DayMark::TheDay;
        let mut buf = Buffer::empty(Rect::new(0, 0, width, 1));
        Road::new(&marks, "Dec 4", &Theme::named()).render(buf.area, &mut buf);
        buf.content.iter().map(ratatui::buffer::Cell::symbol).collect()
    }

    #[test]
    fn the_days_are_spaced_where_there_is_room() {
        assert_eq!(drawn(4, 20), "□ · · ◆  Dec 4      ");
        assert_eq!(drawn(6, 20), "□····◆  Dec 4       ");
    }

    #[test]
    fn a_long_way_is_cut_before_its_end() {
        assert_eq!(drawn(40, 20), "□······…◆  Dec 4    ");
    }
}
