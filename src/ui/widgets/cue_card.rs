//! Labeled cues, one below the other.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::widgets::Widget;

use crate::text::wrap;
use crate::ui::theme::{Role, Theme};

/// Below this width a label takes one column.
const NARROW: u16 = 60;

/// Labeled texts, wrapped as space allows: each text gets a row before any gets a second one.
#[derive(Debug, Clone)]
pub struct CueCard<'a> {
    /// Each label with its wrapped text.
    rows: Vec<(&'a str, Vec<String>)>,
    theme: &'a Theme,
}

/// The areas of the label and the text.
fn split(area: Rect) -> [Rect; 2] {
    let (indent, label, gap) = if area.width < NARROW { (0, 1, 1) } else { (2, 12, 0) };
    let columns = [indent, label, gap].map(Constraint::Length);
    let [_, label, _, text] =
        Layout::horizontal([columns[0], columns[1], columns[2], Constraint::Fill(1)]).areas(area);
    [label, text]
}

impl<'a> CueCard<'a> {
    /// Labels and texts, wrapped for this width.
    pub fn new(cues: &'a [(String, String)], width: u16, theme: &'a Theme) -> Self {
        let [_, text] = split(Rect::new(0, 0, width, 1));
        let rows =
            cues.iter().map(|(label, cue)| (label.as_str(), wrap(cue, usize::from(text.width.max(1)))));
        Self { rows: rows.collect(), theme }
    }

    /// The rows needed without truncation.
    pub fn height(&self) -> u16 {
        self.rows.iter().map(|(_, rows)| rows.len() as u16).sum()
    }
}

impl Widget for CueCard<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let [labels, texts] = split(area);
        let mut rows = labels.rows().zip(texts.rows());
        let shown = self.rows.len().min(usize::from(area.height));
        let mut spare = usize::from(area.height) - shown;
        for (label, text) in self.rows.iter().take(shown) {
            let more = text.len().saturating_sub(1).min(spare);
            spare -= more;
            for (i, row) in text.iter().take(1 + more).enumerate() {
                let Some((label_at, text_at)) = rows.next() else { return };
                if i == 0 {
                    self.theme.label(*label, Role::Muted).render(label_at, buf);
                }
                let cut = i == more && text.len() > 1 + more;
                let row = if cut { format!("{row} …") } else { row.clone() };
                self.theme.label(row, Role::Text).render(text_at, buf);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(height: u16) -> Vec<String> {
        let theme = Theme::named();
        let cues = [("S", "the clinic was leaving"), ("R", "they stayed")]
            .map(|(l, t)| (l.to_owned(), t.to_owned()));
        let card = CueCard::new(&cues, 14, &theme);
        let mut buf = Buffer::empty(Rect::new(0, 0, 14, height));
        card.render(buf.area, &mut buf);
        let row =
            |row: &[ratatui::buffer::Cell]| row.iter().map(ratatui::buffer::Cell::symbol).collect::<String>();
        buf.content.chunks(14).map(|r| row(r).trim_end().to_owned()).collect()
    }

    #[test]
    fn a_cue_wraps_beside_its_label() {
        assert_eq!(drawn(3), ["S the clinic", "  was leaving", "R they stayed"]);
    }

    #[test]
    fn every_cue_has_a_row_before_one_has_two() {
        assert_eq!(drawn(2), ["S the clinic …", "R they stayed"]);
    }
}
