//! The tokenizer: where the words of a text stand.

use std::borrow::Cow;
use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

use unicode_segmentation::{UnicodeSegmentation, UnicodeWordIndices};

use super::accents::{is_mark, push_plain};

/// The words of a text by Unicode word boundaries (UAX #29), in bytes: `3.5` and `didn't` are one word each.
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0, piece: None }
}

/// How many words a text has.
pub fn count(text: &str) -> usize {
    words(text).count()
}

/// The words of a text for searching: cut further at everything but letters, digits, marks and apostrophes
/// inside a word, so that `3.5` is two; a character of a script without spaces is a word.
pub fn search_words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    words(text).flat_map(move |word| {
        let letters = text.get(word.clone()).unwrap_or_default();
        let mut rest = letters.char_indices().peekable();
        let mut plain = letters.bytes().all(|b| b.is_ascii_alphanumeric()).then_some(word.clone());
        std::iter::from_fn(move || {
            if let Some(whole) = plain.take() {
                rest = "".char_indices().peekable();
                return Some(whole);
            }
            let cut = next_run(letters, &mut rest)?;
            Some(word.start + cut.start..word.start + cut.end)
        })
    })
}

/// The words of a text for searching, each with its place and [`fold`]ed.
pub fn folded_words(text: &str) -> impl Iterator<Item = (Range<usize>, Cow<'_, str>)> {
    search_words(text).map(|at| (at.clone(), fold(text.get(at).unwrap_or_default())))
}

/// The next run of letters and digits, with the marks and apostrophes inside it.
fn next_run(text: &str, chars: &mut Peekable<CharIndices<'_>>) -> Option<Range<usize>> {
    let (start, first) = chars.by_ref().find(|&(_, c)| c.is_alphanumeric())?;
    let mut end = start + first.len_utf8();
    let alone = stands_alone(first);
    while let Some(&(at, c)) = chars.peek() {
        let letter = c.is_alphanumeric() && !stands_alone(c) && !alone;
        let next = || text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
        let inside = is_apostrophe(c) && !alone && next().is_some_and(char::is_alphanumeric);
        if !letter && !is_mark(c) && !inside {
            break;
        }
        end = at + c.len_utf8();
        chars.next();
    }
    Some(start..end)
}

/// Whether a character is of a script that writes no spaces.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

/// A word for comparing: lower case, without accents, apostrophes and a possessive ending.
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
        return Cow::Borrowed(word);
    }
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if is_apostrophe(c) { out.push('\'') } else { push_plain(c, &mut out) }
    }
    if out.ends_with("'s") {
        out.truncate(out.len() - 2);
    }
    out.retain(|c| c != '\'');
    Cow::Owned(out)
}

/// The words of a text, in bytes; made by [`words`].
///
/// No word reaches across a blank, and nearly all pieces between blanks are ASCII letters with a mark behind
/// them: only the others need the full rules.
#[derive(Debug)]
pub struct Words<'t> {
    text: &'t str,
    /// Where the next piece begins.
    at: usize,
    /// The words of a piece that needs the full rules, and where it begins.
    piece: Option<(usize, UnicodeWordIndices<'t>)>,
}

impl Iterator for Words<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        loop {
            if let Some((start, words)) = &mut self.piece {
                if let Some((at, word)) = words.next() {
                    return Some(*start + at..*start + at + word.len());
                }
                self.piece = None;
            }
            let bytes = self.text.as_bytes().get(self.at..).filter(|rest| !rest.is_empty())?;
            let (mut end, mut letters, mut marks, mut plain) = (bytes.len(), 0, false, true);
            for (at, byte) in bytes.iter().enumerate() {
                if matches!(byte, b' ' | b'\n') {
                    end = at;
                    break;
                }
                if byte.is_ascii_alphanumeric() {
                    plain &= !marks;
                    letters += 1;
                } else {
                    plain &= byte.is_ascii_punctuation() && letters > 0 && *byte != b'_';
                    marks = true;
                }
            }
            let start = self.at;
            self.at = start + end + 1;
            if !plain {
                let piece = self.text.get(start..start + end).unwrap_or_default();
                self.piece = Some((start, piece.unicode_word_indices()));
            } else if letters > 0 {
                return Some(start..start + letters);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn folded(text: &str) -> Vec<String> {
        folded_words(text).map(|(_, word)| word.into_owned()).collect()
    }

    #[test]
    fn words_keep_their_apostrophes_and_decimals() {
        let text = "I didn't, ever; we\u{2019}ll see 3.5 % (e.g. now)";
        let got: Vec<_> = words(text).map(|at| text.get(at).unwrap()).collect();
        assert_eq!(got, ["I", "didn't", "ever", "we\u{2019}ll", "see", "3.5", "e.g", "now"]);
        assert_eq!((count(text), count(" \n\t")), (8, 0));
    }

    #[test]
    fn words_for_searching_are_cut_further() {
        let text = "I didn\u{2019}t; cafe\u{301}s, Zoë's 客户 1\u{fe0f}\u{20e3} v2.5_b";
        assert_eq!(folded(text), ["i", "didnt", "cafes", "zoe", "客", "户", "1", "v2", "5", "b"]);
        let places: Vec<_> = search_words(text).map(|at| text.get(at).unwrap()).collect();
        assert_eq!((places[2], places[3]), ("cafe\u{301}s", "Zoë's"));
    }

    proptest! {
        #[test]
        fn pieces_have_the_words_that_the_boundaries_say(
            text in "([a-z]{1,4}|[0-9][.,][0-9]|[ \\n\\t'.,_:()-]|\u{2019}|\u{301}|\u{200d}|\u{a0}|é|家|🇨🇭|👩\u{200d}👧){0,24}"
        ) {
            let all: Vec<_> = text.unicode_word_indices().map(|(at, word)| at..at + word.len()).collect();
            prop_assert_eq!(words(&text).collect::<Vec<_>>(), all);
        }

        #[test]
        fn words_for_searching_hold_every_letter(text in "\\PC{0,40}") {
            let letters = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).count();
            let found: usize = search_words(&text).map(|at| letters(text.get(at).unwrap())).sum();
            prop_assert_eq!(found, letters(&text));
        }
    }
}
