//! How a story's time is divided among its parts, on one row.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::story::pace::Seconds;
use crate::ui::layout;
use crate::ui::theme::{Role, Theme};

/// One mark stands for so many seconds where there is room.
const STEP: u32 = 4;

/// A letter for each part, and behind it a mark for every few seconds.
#[derive(Debug, Clone)]
pub struct SplitBar<'a> {
    parts: [(char, Seconds); 4],
    theme: &'a Theme,
}

impl<'a> SplitBar<'a> {
    /// The times of the four parts.
    pub const fn new(seconds: [Seconds; 4], theme: &'a Theme) -> Self {
        let [s, t, a, r] = seconds;
        Self { parts: [('S', s), ('T', t), ('A', a), ('R', r)], theme }
    }
}

impl Widget for SplitBar<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let all: u32 = self.parts.iter().map(|(_, s)| s.0).sum();
        // The letters and the gaps between them.
        let Some(room) = u32::from(area.width).checked_sub(7).filter(|&room| all > 0 && room >= 8) else {
            return;
        };
        let step = STEP.max(all.div_ceil(room));
        let mut at = area;
        for (letter, seconds) in self.parts {
            let marks = ((seconds.0 + step / 2) / step).max(u32::from(seconds.0 > 0)) as u16;
            self.theme.label(letter.to_string(), Role::Muted).render(at, buf);
            at = layout::indented(at, 1);
            let bar = self.theme.signs.marks.repeat(usize::from(marks));
            self.theme.label(bar, Role::Accent).render(at, buf);
            at = layout::indented(at, marks + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(seconds: [u32; 4], width: u16) -> String {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, 1));
        SplitBar::new(seconds.map(Seconds), &Theme::named()).render(buf.area, &mut buf);
        buf.content.iter().map(ratatui::buffer::Cell::symbol).collect()
    }

    #[test]
    fn each_part_is_as_long_as_it_takes() {
        assert_eq!(drawn([21, 11, 40, 12], 30).trim_end(), "S▎▎▎▎▎ T▎▎▎ A▎▎▎▎▎▎▎▎▎▎ R▎▎▎");
    }

    #[test]
    fn a_long_story_is_drawn_to_a_smaller_scale() {
        let long = drawn([210, 110, 400, 120], 30);
        assert!(long.trim_end().chars().count() <= 30 && long.contains('R'), "{long:?}");
        assert_eq!(drawn([0; 4], 30).trim_end(), "");
    }
}
