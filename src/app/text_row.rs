//! Rows of text, wrapped once for both scrolling and drawing.

use crate::text::wrap;

/// The kind of a row, which determines its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Title,
    Heading,
    /// Body text.
    Text,
    /// Secondary text.
    Muted,
    /// Something good.
    Good,
    Warning,
    /// A horizontal rule as wide as the row's text.
    Rule,
}

/// A row of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRow {
    pub text: String,
    pub tone: Tone,
}

impl TextRow {
    /// A row, or a paragraph to be wrapped.
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self { text: text.into(), tone }
    }

    /// An empty row.
    pub const fn gap() -> Self {
        Self { text: String::new(), tone: Tone::Text }
    }

    /// The row wrapped to `width` columns; at least one row.
    pub fn wrapped(&self, width: usize) -> impl Iterator<Item = Self> + use<> {
        let tone = self.tone;
        wrap(&self.text, width).into_iter().map(move |text| Self { text, tone })
    }

    /// The same; the rows after a mark at the start are indented by it.
    pub fn hung(&self, width: usize) -> Vec<Self> {
        let marked = self.text.split_once(' ').filter(|(mark, _)| matches!(*mark, "·" | "+" | "?"));
        let Some((mark, text)) = marked else { return self.wrapped(width).collect() };
        let rows = Self::new(self.tone, text).wrapped(width.saturating_sub(2).max(10));
        let begin = |i: usize| if i == 0 { format!("{mark} ") } else { "  ".to_owned() };
        rows.enumerate().map(|(i, row)| Self::new(row.tone, begin(i) + &row.text)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_becomes_rows_of_its_tone_and_an_empty_one_stays_a_row() {
        let rows: Vec<TextRow> = TextRow::new(Tone::Muted, "one two three").wrapped(8).collect();
        assert_eq!(rows, [TextRow::new(Tone::Muted, "one two"), TextRow::new(Tone::Muted, "three")]);
        assert_eq!(TextRow::gap().wrapped(8).count(), 1);
    }

    #[test]
    fn what_follows_a_mark_is_indented_by_it() {
        let rows = TextRow::new(Tone::Good, "+ one two three four").hung(14);
        assert_eq!(rows.iter().map(|r| r.text.as_str()).collect::<Vec<_>>(), ["+ one two", "  three four"]);
        assert_eq!(TextRow::new(Tone::Good, "one two").hung(14).len(), 1);
    }
}
