//! Where a sentence ends.

use std::ops::Range;

use super::text::{Text, Word};

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
/// Ends of a sentence that no blank follows: those of Chinese and Japanese, the halfwidth full
/// stop too.
const WIDE_ENDS: [char; 4] = ['\u{3002}', '\u{ff61}', '\u{ff01}', '\u{ff1f}'];
/// A line shorter than this was ended by its writer, not by a wrapping program.
const SHORT_LINE: usize = 60;
/// Words that begin a sentence and no surname.
const OPENERS: &[&str] = &[
    "I", "The", "A", "An", "We", "He", "She", "It", "They", "Then", "This", "That", "So", "But", "And", "In",
    "On", "My", "Our", "At", "When", "After", "There",
];

impl Text<'_> {
    /// Whether what stands between the last word and this one ends a sentence.
    pub(super) fn ends_sentence(&self, last: &Word, next: &Range<usize>, next_word: &str) -> bool {
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
        let wide = |c: char| WIDE_ENDS.contains(&c);
        let Some(stop) = gap.find(|c| matches!(c, '.' | '!' | '?' | '\u{2026}') || wide(c)) else {
            return false;
        };
        let after = gap.get(stop..).unwrap_or("");
        if !after.starts_with(wide) && !after.contains(char::is_whitespace) {
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
        assert_eq!(sentences("家は一つ。二つ目！三つ目？終わり").len(), 4);
        assert_eq!(sentences("ｲﾁ｡ﾆ｡ｻﾝ"), ["ｲﾁ", "ﾆ", "ｻﾝ"]);
    }
}
