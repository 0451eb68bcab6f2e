//! Rows of a text that is read: wrapped once, for whoever scrolls them and for whoever draws them.

use crate::text::wrap;

/// What a row is, which decides how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// A title.
    Title,
    /// A heading.
    Heading,
    /// Text to read.
    Text,
    /// What may be overlooked.
    Muted,
    /// Something to look at.
    Warning,
    /// A rule of the width of the row's text.
    Rule,
}

/// A row of a text that is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRow {
    /// What it says.
    pub text: String,
    /// What it is.
    pub tone: Tone,
}

impl TextRow {
    /// A row, or a paragraph that is still to be wrapped.
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self { text: text.into(), tone }
    }

    /// An empty row.
    pub const fn gap() -> Self {
        Self { text: String::new(), tone: Tone::Text }
    }

    /// Its rows when it is set to `width` columns; at least one.
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
