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
}
