//! A text field: its visible rows, selection and highlighted phrases.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::label::write;
use crate::text::{self, Field};
use crate::ui::theme::{Role, Theme};

/// The visible rows of a field.
#[derive(Debug, Clone)]
pub struct FieldView<'a> {
    field: &'a Field,
    theme: &'a Theme,
    focused: bool,
    phrases: &'a [Range<usize>],
}

impl<'a> FieldView<'a> {
    /// A field without highlights and without a cursor.
    pub const fn new(field: &'a Field, theme: &'a Theme) -> Self {
        Self { field, theme, focused: false, phrases: &[] }
    }

    /// Whether to show the selection and the cursor.
    pub const fn focused(mut self, focused: bool) -> Self {
        self.focused = focused;
        self
    }

    /// Highlights these byte ranges.
    pub const fn phrases(mut self, phrases: &'a [Range<usize>]) -> Self {
        self.phrases = phrases;
        self
    }

    /// The position of the terminal's cursor; `None` without focus or outside the area.
    pub fn cursor(&self, area: Rect) -> Option<Position> {
        let (column, row) = self.field.cursor_cell();
        let at = Position::new(area.x + column, area.y + row);
        // At the end of a full row the cursor is one column after the text.
        (self.focused && at.x <= area.right() && at.y < area.bottom()).then_some(at)
    }

    /// Splits a row into runs of one role, each with its end.
    fn runs(&self, row: Range<usize>) -> Vec<(usize, Role)> {
        let selection = self.field.selection().filter(|_| self.focused);
        let mut stops = vec![row.end];
        for range in selection.iter().chain(self.phrases) {
            stops.extend([range.start, range.end].into_iter().filter(|s| *s > row.start && *s < row.end));
        }
        stops.sort_unstable();
        stops.dedup();
        let mut at = row.start;
        let role = |at: usize| {
            if selection.as_ref().is_some_and(|s| s.contains(&at)) {
                Role::Selected
            } else if self.phrases.iter().any(|p| p.contains(&at)) {
                Role::Phrase
            } else {
                Role::Text
            }
        };
        stops.into_iter().map(|stop| (stop, role(std::mem::replace(&mut at, stop)))).collect()
    }
}

impl Widget for FieldView<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        for (at, row) in area.rows().zip(self.field.visible()) {
            let text = self.field.text().get(row.range.clone()).unwrap_or_default().trim_end_matches('\n');
            let (mut x, mut from) = (at.x, row.range.start);
            for (stop, role) in self.runs(row.range.start..row.range.start + text.len()) {
                let piece = text::display(self.field.text().get(from..stop).unwrap_or_default());
                let room = area.right().saturating_sub(x);
                write(buf, (x, at.y), room, &piece, self.theme.style(role));
                x += (text::columns(&piece) as u16).min(room);
                from = stop;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lines;

    fn field() -> Field {
        Field::new(Lines::One, "We lost a client")
    }

    fn roles(view: FieldView<'_>) -> Vec<Role> {
        let mut buf = Buffer::empty(Rect::new(0, 0, 16, 1));
        view.render(buf.area, &mut buf);
        buf.content.iter().map(|c| Theme::role(c.style())).collect()
    }

    #[test]
    fn a_phrase_is_marked_and_the_rest_is_text() {
        let (theme, field) = (Theme::named(), field());
        let shown = roles(FieldView::new(&field, &theme).phrases(std::slice::from_ref(&(3..7))));
        assert_eq!(shown[2..8], [[Role::Text; 1].as_slice(), &[Role::Phrase; 4], &[Role::Text; 1]].concat());
    }

    #[test]
    fn a_selection_is_seen_only_in_the_field_in_focus() {
        let (theme, mut field) = (Theme::named(), field());
        field.select(0..2);
        assert_eq!(
            roles(FieldView::new(&field, &theme).focused(true))[..3],
            [Role::Selected, Role::Selected, Role::Text]
        );
        assert_eq!(roles(FieldView::new(&field, &theme))[..3], [Role::Text; 3]);
    }

    #[test]
    fn only_the_field_in_focus_has_a_cursor() {
        let (theme, field) = (Theme::named(), field());
        let area = Rect::new(2, 1, 40, 1);
        assert_eq!(FieldView::new(&field, &theme).focused(true).cursor(area), Some(Position::new(18, 1)));
        assert_eq!(FieldView::new(&field, &theme).cursor(area), None);
    }
}
