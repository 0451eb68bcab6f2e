//! A text taken apart: its words, its sentences, quoted speech and names.

use std::ops::Range;

use super::speech::quoted;
use super::words::words;

/// One word, by Unicode word boundaries; an apostrophe between letters stays inside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Where it stands in the text, in bytes.
    pub span: Range<usize>,
    /// Where its lower-case form stands in [`Text::lower`].
    low: Range<usize>,
    /// The sentence it belongs to.
    pub sentence: usize,
    /// Whether it stands inside quotation marks: somebody else's voice.
    pub quoted: bool,
    /// Whether it begins with a capital letter.
    pub capital: bool,
}

/// A text taken apart: its words, and which of them make a sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text<'a> {
    /// The text itself.
    pub source: &'a str,
    /// The lower-case forms of all words, curly apostrophes straightened, one after the other.
    lower: String,
    /// The words in their order.
    pub words: Vec<Word>,
    /// The words of each sentence.
    pub sentences: Vec<Range<usize>>,
}

impl<'a> Text<'a> {
    /// Takes a text apart.
    pub fn new(text: &'a str) -> Self {
        let quotes = quoted(text);
        let mut out = Self { source: text, ..Self::default() };
        let mut quote = quotes.iter().peekable();
        for span in words(text) {
            let start = span.start;
            let word = text.get(span.clone()).unwrap_or_default();
            if let Some(last) = out.words.last()
                && out.ends_sentence(last, &span, word)
            {
                out.close_sentence();
            }
            while quote.peek().is_some_and(|q| q.end <= start) {
                quote.next();
            }
            let low = out.push_lower(word);
            out.words.push(Word {
                span,
                low,
                sentence: out.sentences.len(),
                quoted: quote.peek().is_some_and(|q| q.contains(&start)),
                capital: word.chars().next().is_some_and(char::is_uppercase),
            });
        }
        out.close_sentence();
        out
    }

    fn close_sentence(&mut self) {
        let start = self.sentences.last().map_or(0, |s| s.end);
        if start < self.words.len() {
            self.sentences.push(start..self.words.len());
        }
    }

    fn push_lower(&mut self, word: &str) -> Range<usize> {
        let start = self.lower.len();
        if word.is_ascii() {
            self.lower.extend(word.chars().map(|c| c.to_ascii_lowercase()));
        } else {
            for c in word.chars() {
                match c {
                    '\u{2019}' | '\u{2bc}' => self.lower.push('\''),
                    c => self.lower.extend(c.to_lowercase()),
                }
            }
        }
        start..self.lower.len()
    }

    /// The lower-case form of a word; empty past the end.
    pub fn low(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |w| self.low_of(w))
    }

    /// The lower-case form of a word of this text.
    pub fn low_of(&self, word: &Word) -> &str {
        self.lower.get(word.low.clone()).unwrap_or("")
    }

    /// A word as it was written; empty past the end.
    pub fn raw(&self, at: usize) -> &'a str {
        self.words.get(at).and_then(|w| self.source.get(w.span.clone())).unwrap_or("")
    }

    /// What stands between a word and the one before it, or the start of the text.
    pub fn gap_before(&self, at: usize) -> &'a str {
        let end = self.words.get(at).map_or(self.source.len(), |w| w.span.start);
        let start = at.checked_sub(1).and_then(|i| self.words.get(i)).map_or(0, |w| w.span.end);
        self.source.get(start..end).unwrap_or("")
    }

    /// The words of the sentence that holds a word.
    pub fn sentence_of(&self, at: usize) -> Range<usize> {
        self.words.get(at).and_then(|w| self.sentences.get(w.sentence)).cloned().unwrap_or(at..at)
    }

    /// Whether a word is the first of its sentence.
    pub fn is_first(&self, at: usize) -> bool {
        self.sentence_of(at).start == at
    }

    /// Whether a word is written like a name: a capital inside a sentence, not "I" and not all capitals.
    pub fn is_name(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        let loud = self.raw(at).chars().skip(1).all(char::is_uppercase);
        word.capital && !loud && !self.is_first(at) && !is_i(self.low_of(word)) && !self.opens_quote(at)
    }

    fn opens_quote(&self, at: usize) -> bool {
        self.gap_before(at)
            .trim_end()
            .ends_with(['"', '\u{201c}', '\u{2018}', '\'', '\u{ab}', '\u{201e}', ':'])
    }

    /// The bytes from the first to the last of these words.
    pub fn span(&self, words: &Range<usize>) -> Range<usize> {
        let start = self.words.get(words.start).map_or(0, |w| w.span.start);
        let end =
            words.end.checked_sub(1).and_then(|i| self.words.get(i)).map_or(start, |w| w.span.end.max(start));
        start..end
    }

    /// These words as they stand in the text, with the signs and punctuation marks that touch them.
    pub fn written(&self, words: &Range<usize>) -> &'a str {
        let span = self.span(words);
        let before = self.gap_before(words.start);
        let touching = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        let after = self.gap_before(words.end);
        let percent = after.find('%').filter(|&at| after.get(..at).is_some_and(|t| t.trim().is_empty()));
        let tail = after.get(percent.unwrap_or(0)..).unwrap_or_default();
        let end = percent.unwrap_or(0) + tail.find(char::is_whitespace).unwrap_or(tail.len());
        self.source.get(span.start - touching.len()..span.end + end).unwrap_or_default()
    }
}

/// Whether a lower-case word is the speaker as a subject.
pub fn is_i(low: &str) -> bool {
    matches!(low, "i" | "i'm" | "i've" | "i'd" | "i'll")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_written_with_its_signs_and_marks() {
        let written = |text: &str| {
            let t = Text::new(text);
            t.sentences.iter().map(|s| t.written(s).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(written("- $40k saved! (By 5 %.) \"Why?\""), ["$40k saved!", "(By 5 %.)", "\"Why?\""]);
        assert_eq!(written(""), Vec::<String>::new());
    }

    #[test]
    fn a_name_is_a_capital_inside_a_sentence() {
        let t = Text::new("Then I asked Mia. She said: Good.");
        let names: Vec<_> = (0..t.words.len()).filter(|&i| t.is_name(i)).map(|i| t.raw(i)).collect();
        assert_eq!(names, ["Mia"]);
    }
}
