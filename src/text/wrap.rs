//! Soft wrap: row starts, updated incrementally after edits.
//!
//! A row depends only on the text from its start on and on the width. An edit therefore keeps all later rows
//! from the first place where a new row start coincides with an old one.

use std::ops::Range;

use unicode_linebreak::{BreakClass, break_property, linebreaks};

use super::display::{first_grapheme, grapheme_columns};

/// One row of a field, as a byte range of its text without the terminating newline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrappedRow {
    pub range: Range<usize>,
    /// Whether a newline follows the row.
    pub hard: bool,
}

/// Where a row starts, and how far wrapping had to look ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Start {
    at: usize,
    /// The end of the text examined to find the row's end; never less than that of the previous row.
    reach: usize,
    hard: bool,
}

/// The rows of one text at one width; at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rows {
    width: usize,
    starts: Vec<Start>,
    end: usize,
}

impl Rows {
    /// Wraps the whole text at `width` columns (0 counts as 1).
    pub(super) fn new(text: &str, width: usize) -> Self {
        let width = width.max(1);
        let mut starts = Vec::new();
        let mut at = Some(0);
        while let Some(from) = at {
            let wrapped = wrap_one(text, from, width);
            starts.push(wrapped.row);
            at = wrapped.next;
        }
        Self { width, starts, end: text.len() }
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// Rewraps after one edit: `text` is the new text, in which `inserted` bytes at `at` replaced `deleted`
    /// bytes.
    ///
    /// Returns the steps that it took, see [`Wrapped::steps`].
    pub(super) fn edited(&mut self, text: &str, at: usize, deleted: usize, inserted: usize) -> usize {
        let first = self.starts.partition_point(|row| row.reach < at);
        let mut met = self.starts.len();
        let mut old = first;
        let (mut fresh, mut steps) = (Vec::new(), 0);
        let mut from = self.starts.get(first).map(|row| row.at);
        while let Some(start) = from {
            let Wrapped { row, next, steps: more } = wrap_one(text, start, self.width);
            steps += more;
            fresh.push(row);
            from = next;
            // Only rows that start behind the edit can be kept.
            let Some(same) = next.filter(|&n| n >= at + inserted).map(|n| n - inserted + deleted) else {
                continue;
            };
            while self.starts.get(old).is_some_and(|row| row.at < same) {
                old += 1;
            }
            if self.starts.get(old).is_some_and(|row| row.at == same) {
                met = old;
                break;
            }
        }
        for row in self.starts.iter_mut().skip(met) {
            row.at = row.at - deleted + inserted;
            row.reach = row.reach - deleted + inserted;
        }
        self.starts.splice(first..met, fresh);
        self.end = text.len();
        steps
    }

    /// The index of the row that contains a byte; at a boundary of two rows, the later one.
    pub(super) fn find(&self, at: usize) -> usize {
        self.starts.partition_point(|row| row.at <= at).saturating_sub(1)
    }

    /// The row at an index; past the end, an empty row at the end of the text.
    pub(super) fn get(&self, index: usize) -> WrappedRow {
        let Some(start) = self.starts.get(index) else {
            return WrappedRow { range: self.end..self.end, hard: false };
        };
        let end = self.starts.get(index + 1).map_or(self.end, |next| next.at - usize::from(start.hard));
        WrappedRow { range: start.at..end, hard: start.hard }
    }
}

/// One row that was wrapped, and what it took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Wrapped {
    row: Start,
    /// The start of the next row, if any.
    next: Option<usize>,
    /// The bytes that were examined on the way taken, each as often as it was.
    steps: usize,
}

/// Wraps one row from `start`, a grapheme boundary.
///
/// Spaces hang at the end of the row that they follow. The row ends at the last break that UAX #14 allows and
/// that fits; in a word longer than the row, at the last grapheme that may start a row; otherwise where it is
/// full.
///
/// Nothing is examined beyond the grapheme that no longer fits, so that a text takes time in proportion to
/// its length, with or without breaks.
fn wrap_one(text: &str, start: usize, width: usize) -> Wrapped {
    wrap_plain(text, start, width).unwrap_or_else(|| wrap_any(text, start, width))
}

/// Fast path for most English rows: printable ASCII, broken between two words of letters and digits. `None`
/// if the row needs the full rules.
///
/// Before a letter or digit preceded by a blank, UAX #14 always allows a break (LB18), unless a bracket was
/// opened before the blank (LB14); among letters, digits, quotes and closing punctuation, never (LB13, LB19,
/// LB23 to LB29).
fn wrap_plain(text: &str, start: usize, width: usize) -> Option<Wrapped> {
    let bytes = text.as_bytes().get(start..)?;
    let over =
        bytes.iter().enumerate().find(|&(at, &b)| !(b == b' ' || (b.is_ascii_graphic() && at < width)));
    let Some((over, &byte)) = over else {
        let row = Start { at: start, reach: text.len(), hard: false };
        return Some(Wrapped { row, next: None, steps: bytes.len() });
    };
    let next = bytes.get(over + 1).copied();
    if byte == b'\n' {
        let next = start + over + 1;
        let row = Start { at: start, reach: next, hard: true };
        return Some(Wrapped { row, next: Some(next), steps: over + 1 });
    }
    let within = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'\'' | b'"' | b'.' | b',' | b':' | b';');
    // A following non-ASCII character may combine with the last letter, as an accent does.
    if over < width || !within(&byte) || !next.is_none_or(|b| b.is_ascii()) {
        return None;
    }
    let before = bytes.get(..over)?;
    let word = before.iter().rposition(|b| !within(b))? + 1;
    let last = before.get(..word)?.iter().rposition(|&b| b != b' ')?;
    let opened = matches!(before.get(last), Some(b'(' | b'[' | b'{'));
    let begins = bytes.get(word).is_some_and(u8::is_ascii_alphanumeric);
    let row = Start { at: start, reach: start + over + 1, hard: false };
    let wrapped = Wrapped { row, next: Some(start + word), steps: over + 1 };
    (begins && !opened && last + 1 < word).then_some(wrapped)
}

/// Wraps one row by the full rules.
fn wrap_any(text: &str, start: usize, width: usize) -> Wrapped {
    let rest = text.get(start..).unwrap_or_default();
    match full(rest, width) {
        Full::End => {
            let row = Start { at: start, reach: text.len(), hard: false };
            Wrapped { row, next: None, steps: rest.len() }
        }
        Full::Newline { next } => {
            let row = Start { at: start, reach: start + next, hard: true };
            Wrapped { row, next: Some(start + next), steps: next }
        }
        Full::Over { at, end } => {
            let seen = rest.get(..end).unwrap_or_default();
            let row = Start { at: start, reach: start + end, hard: false };
            Wrapped { row, next: Some(start + last_break(seen, at)), steps: end + seen.len() }
        }
    }
}

/// Why a row ends, in bytes from its start.
enum Full {
    /// The text ends.
    End,
    /// A newline ends it.
    Newline { next: usize },
    /// The grapheme `at..end` no longer fits.
    Over { at: usize, end: usize },
}

/// Fills a row with graphemes.
fn full(rest: &str, width: usize) -> Full {
    let (mut used, mut at) = (0_usize, 0);
    while let Some(grapheme) = rest.get(at..).and_then(first_grapheme) {
        let end = at + grapheme.len();
        if grapheme == "\n" {
            return Full::Newline { next: end };
        }
        used = used.saturating_add(grapheme_columns(grapheme));
        if at > 0 && used > width && !hangs(grapheme) {
            return Full::Over { at, end };
        }
        at = end;
    }
    Full::End
}

/// Where the next row starts: `seen` is the row with the grapheme at `over`, which no longer fits.
fn last_break(seen: &str, over: usize) -> usize {
    let mut breaks = linebreaks(seen).map(|(at, _)| at).peekable();
    let (mut allowed, mut forced) = (None, None);
    let mut at = 0;
    while let Some(grapheme) = seen.get(at..).filter(|_| at <= over).and_then(first_grapheme) {
        while breaks.next_if(|&b| b < at).is_some() {}
        let breaks = breaks.peek() == Some(&at);
        // An emergency break within a full row is looked for only while there is no regular one.
        if at > 0 && !hangs(grapheme) && (breaks || allowed.is_none()) {
            let class = grapheme.chars().next().map_or(BreakClass::Alphabetic, |c| break_property(c.into()));
            if breaks && !is_closing(class) {
                allowed = Some(at);
            }
            if !is_closing(class) && class != BreakClass::Quotation {
                forced = Some(at);
            }
        }
        at += grapheme.len();
    }
    allowed.or(forced).unwrap_or(over)
}

/// Whether a grapheme is white space that may hang beyond the end of its row.
pub(super) fn hangs(grapheme: &str) -> bool {
    let mut chars = grapheme.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return false };
    matches!(c, ' ' | '\t' | '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200A}' | '\u{205F}' | '\u{3000}')
}

/// Classes that never start a row: closing brackets, full stops, exclamation marks, small kana.
pub(super) fn is_closing(class: BreakClass) -> bool {
    use BreakClass::{CloseParenthesis, ClosePunctuation, Exclamation, InfixSeparator, NonStarter, Symbol};
    matches!(class, CloseParenthesis | ClosePunctuation | Exclamation | InfixSeparator | NonStarter | Symbol)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_short_way_wraps_as_all_the_rules_do(
            text in "([A-Za-z]{1,9}[ ,.:;!?'\"()\\[{}/%$_0-9\u{301}\ta\n家-]{0,3} {0,3}){0,12}",
            width in 1_usize..30,
        ) {
            let mut at = Some(0);
            while let Some(from) = at {
                let by_the_rules = wrap_any(&text, from, width);
                if let Some(short) = wrap_plain(&text, from, width) {
                    prop_assert_eq!((short.row, short.next), (by_the_rules.row, by_the_rules.next), "row at {} of {:?}", from, text);
                }
                at = by_the_rules.next;
            }
        }

        #[test]
        fn a_text_twice_as_long_takes_twice_the_steps(piece in pieces(), width in 1_usize..100) {
            let text = piece.repeat(1024 / piece.len() + 1);
            let (mut at, mut steps) = (Some(0), 0);
            while let Some(from) = at {
                let wrapped = wrap_one(&text, from, width);
                (at, steps) = (wrapped.next, steps + wrapped.steps);
            }
            // A row that ends early leaves the rest of what it examined to the next one.
            prop_assert!(steps <= 8 * text.len(), "{} steps for {} bytes of {:?}", steps, text.len(), piece);
        }

        #[test]
        fn a_key_at_the_end_takes_the_steps_of_a_few_rows(piece in pieces(), width in 1_usize..100) {
            let mut text = piece.repeat(1024 / piece.len() + 1);
            let mut rows = Rows::new(&text, width);
            let row = rows.starts.iter().map(|row| row.reach - row.at).max().unwrap();
            let end = text.len();
            text.push('x');
            let steps = rows.edited(&text, end, 0, 1);
            prop_assert!(steps <= 8 * (row + 1), "{} steps, {} bytes a row of {:?}", steps, row, piece);
        }
    }

    /// What long texts are made of, with breaks and without.
    fn pieces() -> impl Strategy<Value = String> {
        let piece = proptest::sample::select(vec![
            "x",
            "word ",
            " ",
            "  ",
            "\t",
            ".",
            "!!!",
            "(",
            ") ",
            "\"",
            "“",
            "-",
            "/",
            "1,0",
            "家",
            "。",
            "ッ",
            "สวัสดี",
            "\u{301}",
            "e\u{301}",
            "👨‍👩‍👧",
            "🇩",
            "\u{200D}",
            "\u{600}",
            "\u{a0}",
            "\u{2060}",
            "—",
            "\u{202E}",
        ]);
        proptest::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat())
    }

    #[test]
    fn prose_goes_the_short_way() {
        let text = "We lost a client in March, because the export rounded before it summed. Nobody saw it.";
        assert!(wrap_plain(text, 0, 40).is_some());
        assert!(wrap_plain("It was a co-operation of two", 0, 12).is_none());
    }
}
