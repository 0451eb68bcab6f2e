//! A text wrapped to rows.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::label::Label;
use crate::text;

/// Text wrapped by the Unicode line breaking rules, which `Paragraph` does not implement.
#[derive(Debug, Clone)]
pub struct Prose {
    rows: Vec<String>,
    style: Style,
    ellipsis: Option<&'static str>,
}

impl Prose {
    pub(in crate::ui) fn new(text: &str, width: u16, style: Style) -> Self {
        Self { rows: text::wrap(text, usize::from(width)), style, ellipsis: None }
    }

    /// Ends the last row with `sign` if the text is truncated.
    pub const fn ellipsis(mut self, sign: &'static str) -> Self {
        self.ellipsis = Some(sign);
        self
    }

    /// The same text in another style.
    pub(in crate::ui) fn styled(self, style: Style) -> Self {
        Self { style, ..self }
    }

    /// The height in rows.
    pub fn height(&self) -> u16 {
        self.rows.len() as u16
    }
}

impl Widget for Prose {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let last = usize::from(area.height.saturating_sub(1));
        for (i, (at, row)) in area.rows().zip(&self.rows).enumerate() {
            let cut = i == last && i + 1 < self.rows.len();
            match self.ellipsis.filter(|_| cut) {
                Some(sign) => Label::new(format!("{row}{sign}"), self.style).render(at, buf),
                None => Label::new(row.as_str(), self.style).render(at, buf),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(prose: Prose, height: u16) -> Buffer {
        let mut buf = Buffer::empty(Rect::new(0, 0, 8, height));
        prose.render(buf.area, &mut buf);
        buf
    }

    #[test]
    fn prose_wraps_at_words() {
        let prose = Prose::new("we lost one client", 8, Style::new());
        assert_eq!(prose.height(), 3);
        assert_eq!(drawn(prose, 3), Buffer::with_lines(["we lost ", "one", "client"]));
    }

    #[test]
    fn prose_says_that_there_is_more() {
        let prose = Prose::new("we lost one client", 8, Style::new()).ellipsis(" …");
        assert_eq!(drawn(prose.clone(), 2), Buffer::with_lines(["we lost ", "one …"]));
        assert_eq!(drawn(prose, 3), Buffer::with_lines(["we lost ", "one", "client"]));
    }
}
