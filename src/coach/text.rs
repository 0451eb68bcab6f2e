//! The basics of reading a text: words, sentences, quoted speech. Must not know any rule.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

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

/// Abbreviations after which a full stop never ends a sentence.
const ALWAYS_SHORT: &[&str] = &[
    "e.g", "i.e", "eg", "ie", "vs", "approx", "mr", "mrs", "ms", "dr", "prof", "st", "fig", "cf", "ca",
    "est", "mt", "gen", "sgt", "capt", "rev", "hon", "messrs",
];
/// Abbreviations after which a full stop ends a sentence only where a capital follows.
const OFTEN_SHORT: &[&str] = &[
    "u.s", "u.k", "u.s.a", "e.u", "inc", "ltd", "co", "corp", "etc", "a.m", "p.m", "am", "pm", "jr", "sr",
    "dept", "ext", "max", "min", "incl", "ave", "rd",
];
/// A line shorter than this was ended by its writer, not by a wrapping program.
const SHORT_LINE: usize = 60;
/// Quotation marks further apart than this are not a pair.
const LONGEST_QUOTE: usize = 600;

impl<'a> Text<'a> {
    /// Takes a text apart.
    pub fn new(text: &'a str) -> Self {
        let quotes = quoted(text);
        let mut out = Self { source: text, ..Self::default() };
        let mut quote = quotes.iter().peekable();
        for (start, word) in text.unicode_word_indices() {
            let span = start..start + word.len();
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

    /// Whether a single capital before a full stop is a label, as in "A, B and C.", rather than an initial.
    fn is_label(&self, letter: &str, next_word: &str) -> bool {
        let start = self.sentences.last().map_or(0, |s| s.end);
        let earlier = self.words.get(start..).unwrap_or(&[]);
        let other = |w: &Word| {
            let low = self.low_of(w);
            let stopped = self.source.get(w.span.end..).is_some_and(|t| t.starts_with('.'));
            w.capital && low.chars().count() == 1 && low != "i" && low != "a" && low != letter && !stopped
                || low == "a" && self.source.get(w.span.end..).is_some_and(|t| t.starts_with(','))
        };
        OPENERS.contains(&next_word) || earlier.iter().any(other)
    }

    /// Whether what stands between the last word and this one ends a sentence.
    fn ends_sentence(&self, last: &Word, next: &Range<usize>, next_word: &str) -> bool {
        let gap = self.source.get(last.span.end..next.start).unwrap_or("");
        if gap.is_empty() || gap == " " {
            return false;
        }
        let next_lower = next_word.chars().next().is_some_and(char::is_lowercase);
        if let Some(line_end) = gap.find('\n') {
            let after = gap.get(line_end + 1..).unwrap_or("");
            let bullet =
                after.trim_start().starts_with(['-', '*', '\u{2022}', '\u{2013}', '\u{b7}', '\u{25e6}']);
            let start = self.source.get(..last.span.end).and_then(|t| t.rfind('\n')).map_or(0, |i| i + 1);
            let short = last.span.end - start.min(last.span.end) < SHORT_LINE;
            if after.contains('\n') || bullet || short || next_word.starts_with(|c: char| c.is_ascii_digit())
            {
                return true;
            }
        }
        let Some(stop) = gap.find(['.', '!', '?', '\u{2026}', '\u{3002}', '\u{ff01}', '\u{ff1f}']) else {
            return false;
        };
        let after = gap.get(stop..).unwrap_or("");
        if !after.starts_with(['\u{3002}', '\u{ff01}', '\u{ff1f}']) && !after.contains(char::is_whitespace) {
            return false;
        }
        if !after.starts_with('.') || after.starts_with("..") {
            return !next_lower;
        }
        if stop != 0 {
            return true;
        }
        let low = self.low_of(last);
        if ALWAYS_SHORT.contains(&low) || (low == "no" && next_word.starts_with(|c: char| c.is_ascii_digit()))
        {
            return false;
        }
        if OFTEN_SHORT.contains(&low) {
            return !next_lower && !next_word.starts_with(|c: char| c.is_ascii_digit());
        }
        // "J. Smith", but not "so did I. Then".
        !(low.chars().count() == 1 && last.capital && low != "i") || self.is_label(low, next_word)
    }
}

/// Words that begin a sentence and no surname.
const OPENERS: &[&str] = &[
    "I", "The", "A", "An", "We", "He", "She", "It", "They", "Then", "This", "That", "So", "But", "And", "In",
    "On", "My", "Our", "At", "When", "After", "There",
];

/// Whether a lower-case word is the speaker as a subject.
pub fn is_i(low: &str) -> bool {
    matches!(low, "i" | "i'm" | "i've" | "i'd" | "i'll")
}

/// The stretches between quotation marks, inside, in bytes.
fn quoted(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut last = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |&(_, c)| c);
        if let Some((start, close)) = open {
            let closes = c == close && (close != '\'' && close != '\u{2019}' || !next.is_alphanumeric());
            if closes {
                out.push(start..at);
                open = None;
            } else if at - start > LONGEST_QUOTE || (c == '\n' && next == '\n') {
                open = None;
            }
        } else {
            let close = match c {
                '"' => Some('"'),
                '\u{201c}' | '\u{201e}' => Some('\u{201d}'),
                '\u{ab}' => Some('\u{bb}'),
                '\u{2018}' => Some('\u{2019}'),
                '\'' if !last.is_alphanumeric() && next.is_alphanumeric() => Some('\''),
                _ => None,
            };
            open = close.map(|close| (at + c.len_utf8(), close));
        }
        last = c;
    }
    out
}

/// Widens a span until both ends stand between graphemes of `text`; an empty span where it lies outside.
pub fn snap(text: &str, span: Range<usize>) -> Range<usize> {
    // Between two plain characters graphemes always meet.
    let plain = |at: usize| {
        let byte = |at: Option<usize>| {
            at.and_then(|at| text.as_bytes().get(at)).is_none_or(|b| matches!(b, b' '..=b'~'))
        };
        at <= text.len() && byte(at.checked_sub(1)) && byte(Some(at))
    };
    if plain(span.start) && plain(span.end) && span.start <= span.end {
        return span;
    }
    let mut out = span.start.min(text.len())..span.end.min(text.len());
    let (mut start_done, mut at) = (false, 0);
    for grapheme in text.graphemes(true) {
        let end = at + grapheme.len();
        if !start_done && end > out.start {
            out.start = at;
            start_done = true;
        }
        if end >= out.end {
            out.end = end;
            break;
        }
        at = end;
    }
    if out.start > out.end { out.end..out.end } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<String> {
        let t = Text::new(text);
        t.sentences.iter().map(|s| t.source.get(t.span(s)).unwrap().to_owned()).collect()
    }

    #[test]
    fn abbreviations_and_decimals_do_not_end_a_sentence() {
        for one in [
            "We cut it by 3.5 percent",
            "Dr. Hall and Mr. Low, e.g. on Monday, approx. twice",
            "It was about 3 p.m. on a Friday",
            "We sell in the U.S. through Acme Inc. and partners",
            "Order No. 14 was late",
            "J. Smith signed",
            "Was it \"Why now?\" she asked",
            "I waited... and waited",
            "this line was wrapped by a program that breaks lines at 72 columns\nand goes on",
        ] {
            assert_eq!(sentences(one), [one], "{one}");
        }
    }

    #[test]
    fn stops_blank_lines_and_notes_end_a_sentence() {
        assert_eq!(
            sentences("I called. She came! Why? Because…  Then"),
            ["I called", "She came", "Why", "Because", "Then"]
        );
        assert_eq!(sentences("One\n\ntwo"), ["One", "two"]);
        assert_eq!(
            sentences("- called her\n- wrote it down\n3) left"),
            ["called her", "wrote it down", "3) left"]
        );
        assert_eq!(
            sentences("So did I. Then no. Yes. It was 5 p.m. She left."),
            ["So did I", "Then no", "Yes", "It was 5 p.m", "She left"]
        );
        assert_eq!(
            sentences("They took A. I built B and C. Hall A was next."),
            ["They took A", "I built B and C", "Hall A was next"]
        );
        assert_eq!(sentences("He said \"stop.\" She did."), ["He said \"stop", "She did"]);
    }

    #[test]
    fn speech_is_not_the_speakers_voice() {
        let said = |text: &str| {
            let t = Text::new(text);
            (0..t.words.len()).filter(|&i| t.words[i].quoted).map(|i| t.raw(i).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(said("She said \"we never\" and left"), ["we", "never"]);
        assert_eq!(said("She said “we can’t” and left"), ["we", "can’t"]);
        assert_eq!(said("She said 'we don't' and left"), ["we", "don't"]);
        assert!(said("the customers' data and the team's log, 5\" wide").is_empty());
    }

    #[test]
    fn a_name_is_a_capital_inside_a_sentence() {
        let t = Text::new("Then I asked Mia. She said: Good.");
        let names: Vec<_> = (0..t.words.len()).filter(|&i| t.is_name(i)).map(|i| t.raw(i)).collect();
        assert_eq!(names, ["Mia"]);
    }

    #[test]
    fn spans_snap_to_graphemes() {
        let text = "ae\u{301}o";
        assert_eq!(snap(text, 2..3), 1..4);
        assert_eq!(snap(text, 0..1), 0..1);
        assert_eq!(snap(text, 9..12), 5..5);
    }
}
