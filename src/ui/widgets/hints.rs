//! The key hints in the footer.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Widget;

use crate::text;
use crate::ui::theme::{Role, Theme};

const GAP: &str = "   ";

/// Keys with labels, right-aligned: as many as fit, in order of importance.
#[derive(Debug, Clone)]
pub struct Hints<'a> {
    hints: Vec<(String, &'static str)>,
    theme: &'a Theme,
}

impl<'a> Hints<'a> {
    /// Keys with labels, the most important first.
    pub const fn new(hints: Vec<(String, &'static str)>, theme: &'a Theme) -> Self {
        Self { hints, theme }
    }

    /// The columns of the first `most` hints.
    pub fn width_of(&self, most: usize) -> u16 {
        let hints = self.hints.iter().take(most);
        let width =
            hints.map(|(key, what)| GAP.len() + text::columns(key) + 1 + text::columns(what)).sum::<usize>();
        width.saturating_sub(GAP.len()).try_into().unwrap_or(u16::MAX)
    }
}

impl Widget for Hints<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let mut line = Line::default();
        let mut room = usize::from(area.width);
        for (key, what) in &self.hints {
            let gap = if line.spans.is_empty() { "" } else { GAP };
            let what = format!(" {what}");
            let Some(left) = room.checked_sub(gap.len() + text::columns(key) + text::columns(&what)) else {
                break;
            };
            room = left;
            line.push_span(gap);
            line.push_span(self.theme.span(key.as_str(), Role::Accent));
            line.push_span(self.theme.span(what, Role::Muted));
        }
        line.right_aligned().render(area, buf);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(width: u16) -> String {
        let hints = [("q", "quit"), ("enter", "open")].map(|(k, w)| (k.to_owned(), w));
        let mut buf = Buffer::empty(Rect::new(0, 0, width, 1));
        Hints::new(hints.to_vec(), &Theme::named()).render(buf.area, &mut buf);
        buf.content.iter().map(ratatui::buffer::Cell::symbol).collect()
    }

    #[test]
    fn hints_stand_at_the_right() {
        assert_eq!(drawn(21), "  q quit   enter open");
    }

    #[test]
    fn the_first_hints_are_as_wide_as_they_are_drawn() {
        let hints = [("q", "quit"), ("enter", "open")].map(|(k, w)| (k.to_owned(), w));
        let theme = Theme::named();
        let hints = Hints::new(hints.to_vec(), &theme);
        assert_eq!([0, 1, 2, 3].map(|most| hints.width_of(most)), [0, 6, 19, 19]);
    }

    #[test]
    fn a_hint_without_room_is_left_out_whole() {
        assert_eq!(drawn(18), "            q quit");
        assert_eq!(drawn(5), "     ");
    }
}
