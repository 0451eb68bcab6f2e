//! Cursor motions: by grapheme, word, row, paragraph, page. Computes positions, changes nothing.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::Field;
use super::display::{columns, grapheme_columns};
use super::wrap::{WrappedRow, hangs};

/// A cursor motion. A row is one line on the screen; a line ends at a newline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Motion {
    Left,
    Right,
    WordLeft,
    WordRight,
    RowUp,
    RowDown,
    RowStart,
    RowEnd,
    LineStart,
    LineEnd,
    ParagraphUp,
    ParagraphDown,
    PageUp,
    PageDown,
    TextStart,
    TextEnd,
}

/// The target of a motion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct CharPlace {
    /// The byte offset, on a grapheme boundary.
    pub(super) at: usize,
    /// At a boundary of two rows: whether the cursor is shown at the end of the earlier one.
    pub(super) after: bool,
    /// The column that vertical motions aim for.
    pub(super) goal: Option<usize>,
}

impl From<usize> for CharPlace {
    fn from(at: usize) -> Self {
        Self { at, ..Self::default() }
    }
}

/// The target of a motion from the cursor of a field.
pub(super) fn target(field: &Field, motion: Motion) -> CharPlace {
    let (text, at) = (field.text(), field.cursor());
    let row = field.cursor_row();
    let page = field.height.saturating_sub(1).max(1);
    match motion {
        Motion::Left => before(text, at).into(),
        Motion::Right => after(text, at).into(),
        Motion::WordLeft => word_left(text, at).into(),
        Motion::WordRight => word_right(text, at).into(),
        Motion::RowUp => by_rows(field, row.checked_sub(1)),
        Motion::RowDown => by_rows(field, Some(row + 1)),
        Motion::PageUp if row == 0 => by_rows(field, None),
        Motion::PageUp => by_rows(field, Some(row.saturating_sub(page))),
        Motion::PageDown if row + 1 >= field.row_count() => by_rows(field, Some(row + 1)),
        Motion::PageDown => by_rows(field, Some((row + page).min(field.row_count().saturating_sub(1)))),
        Motion::RowStart => field.rows.get(row).range.start.into(),
        Motion::RowEnd => row_end(field, &field.rows.get(row)),
        Motion::LineStart => line_start(text, at).into(),
        Motion::LineEnd => line_end(text, at).into(),
        Motion::ParagraphUp => {
            let head = text.get(..at).unwrap_or_default().trim_end_matches('\n');
            line_start(text, head.len()).into()
        }
        Motion::ParagraphDown => {
            let end = line_end(text, at);
            let tail = text.get(end..).unwrap_or_default().trim_start_matches('\n');
            (text.len() - tail.len()).into()
        }
        Motion::TextStart => 0.into(),
        Motion::TextEnd => text.len().into(),
    }
}

/// The start of the grapheme before a boundary.
pub(super) fn before(text: &str, at: usize) -> usize {
    GraphemeCursor::new(at, text.len(), true).prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// The end of the grapheme after a boundary.
pub(super) fn after(text: &str, at: usize) -> usize {
    GraphemeCursor::new(at, text.len(), true).next_boundary(text, 0).ok().flatten().unwrap_or(text.len())
}

/// The first grapheme boundary at or after any byte.
pub(super) fn snap(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    match GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0) {
        Ok(true) => at,
        _ => after(text, at),
    }
}

fn snap_back(text: &str, at: usize) -> usize {
    if snap(text, at) == at { at } else { before(text, at) }
}

/// Words are found forward from the white space before the last letter: backward, flags take quadratic time.
fn word_left(text: &str, at: usize) -> usize {
    let head = text.get(..at).unwrap_or_default();
    let letter = head.rfind(char::is_alphanumeric).unwrap_or(0);
    let white = head.get(..letter).unwrap_or_default().char_indices().rfind(|(_, c)| c.is_whitespace());
    let from = white.map_or(0, |(at, c)| at + c.len_utf8());
    let words = head.get(from..).unwrap_or_default().split_word_bound_indices();
    let word = words.take_while(|(start, _)| from + start <= letter).last();
    snap_back(text, word.map_or(from, |(start, _)| from + start))
}

fn word_right(text: &str, at: usize) -> usize {
    let tail = text.get(at..).unwrap_or_default();
    let word = tail.split_word_bound_indices().find(|(_, word)| has_letter(word));
    word.map_or(text.len(), |(start, word)| snap(text, at + start + word.len()))
}

fn has_letter(word: &str) -> bool {
    word.contains(char::is_alphanumeric)
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|head| head.rfind('\n')).map_or(0, |newline| newline + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|tail| tail.find('\n')).map_or(text.len(), |newline| at + newline)
}

/// The position at the goal column of another row; the start above the first row, the end below the last.
fn by_rows(field: &Field, row: Option<usize>) -> CharPlace {
    let goal = field.goal.unwrap_or_else(|| {
        let row = field.rows.get(field.cursor_row());
        columns(field.text().get(row.range.start..field.cursor()).unwrap_or_default())
    });
    let place = match row {
        None => 0.into(),
        Some(row) if row >= field.row_count() => field.text().len().into(),
        Some(row) => at_column(field, &field.rows.get(row), goal),
    };
    CharPlace { goal: Some(goal), ..place }
}

/// The last position in a row at or before a column.
fn at_column(field: &Field, row: &WrappedRow, goal: usize) -> CharPlace {
    let end = row_end(field, row);
    let shown = field.text().get(row.range.start..end.at).unwrap_or_default();
    let mut used = 0;
    for (at, grapheme) in shown.grapheme_indices(true) {
        used += grapheme_columns(grapheme);
        if used > goal {
            return (row.range.start + at).into();
        }
    }
    end
}

/// The end of a row: within a wrapped line, before its last space.
fn row_end(field: &Field, row: &WrappedRow) -> CharPlace {
    let soft = !row.hard && row.range.end < field.text().len();
    let last = before(field.text(), row.range.end);
    let is_white = soft && field.text().get(last..row.range.end).is_some_and(hangs);
    CharPlace { at: if is_white { last } else { row.range.end }, after: soft && !is_white, goal: None }
}
