//! A text field: graphemes, motions, soft wrap, undo.
//!
//! [`Field`] holds the text of one field, single-line or multi-line. Keys come in as [`Edit`]s, changes go
//! out as [`Splice`]s. [`display`] is the only filter between stored text and a cell.

#![deny(clippy::wildcard_enum_match_arm, clippy::allow_attributes)]

mod display;
mod history;
mod motion;
#[cfg(test)]
mod tests;
mod wrap;

use std::borrow::Cow;
use std::ops::Range;
use std::time::Duration;

use unicode_segmentation::UnicodeSegmentation;

use display::graphemes;
pub use display::{capital, columns, cut, display, is_hidden, is_one_column_each, plain};
pub use history::Splice;
use history::{EditKind, History, UndoStep};
use motion::CharPlace;
pub use motion::Motion;
use wrap::Rows;
pub use wrap::WrappedRow;

/// Single-line or multi-line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// Never wraps, scrolls horizontally; a newline becomes a space.
    One,
    Many,
}

/// An editing operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Types a character, replacing the selection; control characters are ignored.
    Insert(char),
    /// Types several characters in sequence, as one change of the text.
    Type(String),
    /// Inserts a newline; ignored in a single-line field.
    Newline,
    /// Inserts pasted text as one edit; CR LF and CR become newlines, other control characters are dropped.
    Paste(String),
    /// Moves the cursor; `select` extends the selection, otherwise the selection is cleared.
    Move {
        motion: Motion,
        select: bool,
    },
    /// Erases the selection, or the text that the motion covers. Anything but a single grapheme goes to the
    /// kill buffer.
    Erase(Motion),
    SelectAll,
    /// Inserts the contents of the kill buffer.
    Yank,
    Undo,
    Redo,
}

/// A text field.
///
/// Text uses all columns of the view but the last, which is reserved for the cursor at the end of a full row.
#[derive(Debug, Clone)]
pub struct Field {
    lines: Lines,
    text: String,
    cursor: usize,
    /// The fixed end of the selection.
    anchor: Option<usize>,
    after: bool,
    goal: Option<usize>,
    width: usize,
    height: usize,
    top: usize,
    /// The first visible byte of a single-line field.
    left: usize,
    rows: Rows,
    history: History,
    /// Whether the last edit was a kill, so that another one appends to the kill buffer.
    killing: bool,
}

impl Field {
    /// A field with the given text, cleaned as in a paste, the cursor at its end, in a view of 80 columns and
    /// 24 rows.
    pub fn new(lines: Lines, text: &str) -> Self {
        let text = clean(lines, text).into_owned();
        let rows = Rows::new(&text, wrap_width(lines, 80));
        let mut field = Self {
            lines,
            cursor: text.len(),
            text,
            anchor: None,
            after: false,
            goal: None,
            width: 80,
            height: 24,
            top: 0,
            left: 0,
            rows,
            history: History::default(),
            killing: false,
        };
        field.scroll();
        field
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn lines(&self) -> Lines {
        self.lines
    }

    /// Replaces the text with another, cleaned, as one undoable edit; the cursor keeps its place relative to
    /// the surrounding text.
    pub fn set_text(&mut self, text: &str) -> Vec<Splice> {
        let new = clean(self.lines, text).into_owned();
        let (old_middle, new_middle) = difference(&self.text, &new);
        let cursor = if self.cursor <= old_middle.start {
            self.cursor
        } else if self.cursor >= old_middle.end {
            self.cursor - old_middle.end + new_middle.end
        } else {
            self.cursor.min(new_middle.end)
        };
        let inserted = new.get(new_middle).unwrap_or_default();
        let splices = self.replace(old_middle, inserted, EditKind::Whole, Duration::ZERO);
        self.history.close();
        self.set_cursor(cursor);
        splices
    }

    /// The cursor's byte offset, always on a grapheme boundary.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Moves the cursor to the first grapheme boundary at or after a byte and clears the selection.
    pub fn set_cursor(&mut self, at: usize) {
        self.go(motion::snap(&self.text, at).into(), false);
        self.scroll();
    }

    /// The selected bytes, never empty.
    pub fn selection(&self) -> Option<Range<usize>> {
        let anchor = self.anchor.filter(|&anchor| anchor != self.cursor)?;
        Some(anchor.min(self.cursor)..anchor.max(self.cursor))
    }

    pub fn selected(&self) -> Option<&str> {
        self.text.get(self.selection()?)
    }

    /// Selects a range, with its end extended to a grapheme boundary; the cursor moves to the end.
    pub fn select(&mut self, range: Range<usize>) {
        self.set_cursor(range.start);
        self.anchor = Some(self.cursor);
        self.go(motion::snap(&self.text, range.end.max(range.start)).into(), true);
        self.scroll();
    }

    pub fn can_undo(&self) -> bool {
        self.history.can_undo()
    }

    pub fn can_redo(&self) -> bool {
        self.history.can_redo()
    }

    /// Applies an edit at a time since any fixed instant; returns the changes of the text.
    ///
    /// `kill` is the kill buffer shared by all fields: cut, copied and killed text goes there, yanks come
    /// from it.
    pub fn apply(&mut self, edit: Edit, kill: &mut String, at: Duration) -> Vec<Splice> {
        let killing = std::mem::take(&mut self.killing);
        let splices = match edit {
            Edit::Insert('\n') | Edit::Newline => self.newline(at),
            Edit::Insert(c) => self.type_in(c.encode_utf8(&mut [0; 4]), at),
            Edit::Type(text) => self.type_in(&text, at),
            Edit::Paste(text) => self.insert_whole(&text, at),
            Edit::Yank => self.insert_whole(kill, at),
            Edit::Move { motion, select } => {
                self.travel(motion, select);
                Vec::new()
            }
            Edit::Erase(motion) => self.erase(motion, kill, killing, at),
            Edit::SelectAll => {
                self.select(0..self.text.len());
                Vec::new()
            }
            Edit::Undo => self.undo(),
            Edit::Redo => self.redo(),
        };
        self.scroll();
        splices
    }

    fn newline(&mut self, at: Duration) -> Vec<Splice> {
        match self.lines {
            Lines::One => Vec::new(),
            Lines::Many => self.replace(self.selected_range(), "\n", EditKind::Whole, at),
        }
    }

    /// Types text in place of the selection; each word is an undo group, as if typed key by key.
    fn type_in(&mut self, text: &str, at: Duration) -> Vec<Splice> {
        let text: String = text.chars().filter(|&c| !c.is_control() || c == '\t').collect();
        if text.is_empty() {
            return Vec::new();
        }
        let range = self.selected_range();
        let mut deleted = self.text.get(range.clone()).unwrap_or_default().to_owned();
        let mut cursor = self.cursor;
        for (start, word) in words(&text) {
            let (deleted, inserted) = (std::mem::take(&mut deleted), word.to_owned());
            let edit = UndoStep { at: range.start + start, deleted, inserted, cursor, kind: EditKind::Typed };
            cursor = edit.at + word.len();
            self.history.record(edit, at);
        }
        vec![self.put(range, text)]
    }

    fn insert_whole(&mut self, text: &str, at: Duration) -> Vec<Splice> {
        if text.is_empty() {
            return Vec::new();
        }
        self.replace(self.selected_range(), &clean(self.lines, text), EditKind::Whole, at)
    }

    fn travel(&mut self, motion: Motion, select: bool) {
        let collapsed = match (motion, self.selection().filter(|_| !select)) {
            (Motion::Left, Some(selection)) => Some(selection.start.into()),
            (Motion::Right, Some(selection)) => Some(selection.end.into()),
            _ => None,
        };
        let place = collapsed.unwrap_or_else(|| motion::target(self, motion));
        self.go(place, select);
    }

    fn go(&mut self, place: CharPlace, select: bool) {
        self.anchor = if select { Some(self.anchor.unwrap_or(self.cursor)) } else { None };
        (self.cursor, self.after, self.goal) = (place.at, place.after, place.goal);
        self.history.close();
    }

    fn erase(&mut self, motion: Motion, kill: &mut String, killing: bool, at: Duration) -> Vec<Splice> {
        let mut target = motion::target(self, motion).at;
        if motion == Motion::LineEnd && target == self.cursor {
            target = motion::after(&self.text, target);
        }
        let (range, kind) = match (self.selection(), motion) {
            (Some(selection), _) => (selection, EditKind::Whole),
            (None, Motion::Left) => (target..self.cursor, EditKind::ErasedBack),
            (None, Motion::Right) => (self.cursor..target, EditKind::ErasedForward),
            (None, _) => (self.cursor.min(target)..self.cursor.max(target), EditKind::Whole),
        };
        let erased = self.text.get(range.clone()).unwrap_or_default();
        if !matches!(motion, Motion::Left | Motion::Right) && !erased.is_empty() {
            if !killing {
                kill.clear();
            }
            if target < self.cursor {
                kill.insert_str(0, erased);
            } else {
                kill.push_str(erased);
            }
            self.killing = true;
        }
        self.replace(range, "", kind, at)
    }

    fn undo(&mut self) -> Vec<Splice> {
        let Some(edit) = self.history.undo() else { return Vec::new() };
        self.splice(edit.at, edit.inserted.len(), &edit.deleted);
        self.go(motion::snap(&self.text, edit.cursor).into(), false);
        vec![Splice { at: edit.at, deleted: edit.inserted.len(), inserted: edit.deleted }]
    }

    fn redo(&mut self) -> Vec<Splice> {
        let Some(edit) = self.history.redo() else { return Vec::new() };
        self.splice(edit.at, edit.deleted.len(), &edit.inserted);
        self.go(motion::snap(&self.text, edit.at + edit.inserted.len()).into(), false);
        vec![Splice { at: edit.at, deleted: edit.deleted.len(), inserted: edit.inserted }]
    }

    fn selected_range(&self) -> Range<usize> {
        self.selection().unwrap_or(self.cursor..self.cursor)
    }

    /// Replaces a range with cleaned text as one undo step, with the cursor behind it.
    fn replace(&mut self, range: Range<usize>, inserted: &str, kind: EditKind, at: Duration) -> Vec<Splice> {
        if range.is_empty() && inserted.is_empty() {
            return Vec::new();
        }
        let deleted = self.text.get(range.clone()).unwrap_or_default().to_owned();
        let edit =
            UndoStep { at: range.start, deleted, inserted: inserted.to_owned(), cursor: self.cursor, kind };
        self.history.record(edit, at);
        vec![self.put(range, inserted.to_owned())]
    }

    /// Replaces a range with cleaned text, with the cursor behind it.
    fn put(&mut self, range: Range<usize>, inserted: String) -> Splice {
        self.splice(range.start, range.len(), &inserted);
        let end = motion::snap(&self.text, range.start + inserted.len());
        (self.cursor, self.after, self.goal, self.anchor) = (end, false, None, None);
        Splice { at: range.start, deleted: range.len(), inserted }
    }

    fn splice(&mut self, at: usize, deleted: usize, inserted: &str) {
        self.text.replace_range(at..at + deleted, inserted);
        self.rows.edited(&self.text, at, deleted, inserted.len());
    }

    /// Sets the size of the view in columns and rows (0 counts as 1); rewraps if needed.
    pub fn set_view(&mut self, columns: usize, rows: usize) {
        self.set_columns(columns);
        self.height = rows.max(1);
        self.scroll();
    }

    /// Rewraps for a view of so many columns, without scrolling: for [`Field::row_count`].
    pub fn set_columns(&mut self, columns: usize) {
        self.width = columns.max(1);
        let width = wrap_width(self.lines, self.width);
        if width != self.rows.width() {
            self.rows = Rows::new(&self.text, width);
        }
    }

    /// All rows of the text, at least one.
    pub fn rows(&self) -> impl Iterator<Item = WrappedRow> {
        (0..self.rows.len()).map(|index| self.rows.get(index))
    }

    pub fn row_count(&self) -> usize {
        self.rows.len()
    }

    /// The index of the first visible row.
    pub fn top(&self) -> usize {
        self.top
    }

    /// The visible rows; in a single-line field, the visible part of its row.
    pub fn visible(&self) -> impl Iterator<Item = WrappedRow> {
        let shown = self.top..self.rows.len().min(self.top + self.height);
        shown.map(|index| match self.lines {
            Lines::Many => self.rows.get(index),
            Lines::One => WrappedRow { range: self.left..self.right(), hard: false },
        })
    }

    /// The cursor's column and row within the view; always inside it.
    pub fn cursor_cell(&self) -> (u16, u16) {
        let row = self.cursor_row();
        let start = match self.lines {
            Lines::Many => self.rows.get(row).range.start,
            Lines::One => self.left,
        };
        let column = self.columns_between(start, self.cursor).min(self.width - 1);
        (u16::try_from(column).unwrap_or(u16::MAX), u16::try_from(row - self.top).unwrap_or(u16::MAX))
    }

    /// The index of the row in which the cursor is shown.
    fn cursor_row(&self) -> usize {
        let row = self.rows.find(self.cursor);
        let at_start = row > 0 && self.rows.get(row).range.start == self.cursor;
        if self.after && at_start && !self.rows.get(row - 1).hard { row - 1 } else { row }
    }

    fn columns_between(&self, from: usize, to: usize) -> usize {
        columns(self.text.get(from..to).unwrap_or_default())
    }

    /// Scrolls the cursor into view by the smallest distance, without leaving unused space below the text.
    fn scroll(&mut self) {
        match self.lines {
            Lines::Many => {
                let row = self.cursor_row();
                let last_top = self.rows.len().saturating_sub(self.height);
                self.top = self.top.min(last_top).clamp((row + 1).saturating_sub(self.height), row);
            }
            Lines::One => self.scroll_sideways(),
        }
    }

    fn scroll_sideways(&mut self) {
        self.left = motion::snap(&self.text, self.left).min(self.cursor);
        let under = motion::after(&self.text, self.cursor);
        let cell = self.columns_between(self.cursor, under).clamp(1, self.width);
        let mut used = self.columns_between(self.left, self.cursor) + cell;
        for grapheme in graphemes(self.text.get(self.left..self.cursor).unwrap_or_default()) {
            if used <= self.width {
                break;
            }
            used -= display::grapheme_columns(grapheme);
            self.left += grapheme.len();
        }
        let mut rest = self.columns_between(self.left, self.text.len()) + 1;
        while rest < self.width && self.left > 0 {
            let previous = motion::before(&self.text, self.left);
            rest += self.columns_between(previous, self.left);
            if rest <= self.width {
                self.left = previous;
            }
        }
    }

    /// The end of the visible text of a single-line field.
    fn right(&self) -> usize {
        let mut used = 0;
        let shown = self.text.get(self.left..).unwrap_or_default();
        let hidden = shown.grapheme_indices(true).find(|(_, grapheme)| {
            used += display::grapheme_columns(grapheme);
            used > self.width
        });
        hidden.map_or(self.text.len(), |(at, _)| self.left + at)
    }
}

/// The text split before each letter that follows white space, with the offset of each piece.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let mut white = false;
        let next = rest.char_indices().find(|(_, c)| {
            let begins = white && !c.is_whitespace();
            white = c.is_whitespace();
            begins
        });
        let (start, end) = (at, next.map_or(text.len(), |(i, _)| at + i));
        at = end;
        Some((start, text.get(start..end)?))
    })
}

/// The columns for text in a view of so many columns.
fn wrap_width(lines: Lines, columns: usize) -> usize {
    match lines {
        Lines::One => usize::MAX,
        Lines::Many => columns.saturating_sub(1).max(1),
    }
}

/// Wraps prose to at most `columns` columns (0 counts as 1), trailing blanks removed.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let text = clean(Lines::Many, text);
    let rows = Rows::new(&text, columns);
    let row = |index| text.get(rows.get(index).range).unwrap_or_default().trim_end().to_owned();
    (0..rows.len()).map(row).collect()
}

/// Cleans text for a field: normalized newlines (spaces in a single-line field), no control characters but
/// the tab.
fn clean(lines: Lines, text: &str) -> Cow<'_, str> {
    let is_clean = |c: char| !matches!(c, '\u{2028}' | '\u{2029}') && (!c.is_control() || c == '\t');
    if text.chars().all(|c| is_clean(c) || (c == '\n' && lines == Lines::Many)) {
        return Cow::Borrowed(text);
    }
    let newline = if lines == Lines::Many { '\n' } else { ' ' };
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push(newline),
            c if is_clean(c) => out.push(c),
            _ => {}
        }
    }
    Cow::Owned(out)
}

/// The middle parts in which two texts differ, on character boundaries of both.
fn difference(old: &str, new: &str) -> (Range<usize>, Range<usize>) {
    let same = |(a, b): &(char, char)| a == b;
    let head: usize = old.chars().zip(new.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let old_tail = old.get(head..).unwrap_or_default().chars().rev();
    let new_tail = new.get(head..).unwrap_or_default().chars().rev();
    let tail: usize = old_tail.zip(new_tail).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    (head..old.len() - tail, head..new.len() - tail)
}
