//! Which words of a part the coach marks.

use std::ops::Range;

use super::Draft;
use crate::story::Section;

/// The most words that are marked as a whole.
const MARKED: usize = 8;

impl Draft {
    /// The spans of the findings in a part; of a long one only its first and its last word.
    pub fn phrases(&self, section: Section) -> Vec<Range<usize>> {
        let text = self.field(section).text();
        self.review.findings.iter().flat_map(|f| f.spans(section)).flat_map(|span| ends(text, span)).collect()
    }
}

/// A span to mark; of a long one its first and its last word, so that it does not drown the others.
fn ends(text: &str, span: &Range<usize>) -> Vec<Range<usize>> {
    let said = text.get(span.clone()).unwrap_or_default();
    let mut words = said.split_whitespace();
    match (words.next(), words.next_back()) {
        (Some(first), Some(last)) if said.split_whitespace().count() > MARKED => {
            let end = span.start + said.trim_end().len();
            let start = span.end - said.trim_start().len();
            vec![start..start + first.len(), end - last.len()..end]
        }
        _ => vec![span.clone()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_phrase_the_first_and_the_last_word_are_marked() {
        let marked = |text: &str| -> Vec<String> {
            ends(text, &(0..text.len())).into_iter().filter_map(|r| text.get(r).map(str::to_owned)).collect()
        };
        assert_eq!(marked("we got on"), ["we got on"]);
        assert_eq!(marked(" I told her what I had seen and then I went. "), ["I", "went."]);
        assert_eq!(ends("short", &(2..90)).len(), 1, "what is out of date is left as it is");
    }
}
