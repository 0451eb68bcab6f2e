//! The fields in which two versions of something differ, as rows to read.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::app::command::Move;
use crate::app::memo::Memo;
use crate::app::msg::Size;
use crate::app::scroll::{Scroll, body_rows};
use crate::app::text_row::{TextRow, Tone};
use crate::text::{Field, Lines};

/// From this width in columns, the versions are side by side.
const BESIDE: u16 = 90;
/// Maximum width of a version in columns.
const WIDEST: usize = 76;

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub name: String,
    /// The text here.
    pub here: String,
    /// The text in the other version.
    pub there: String,
}

/// A row of a version, and the bytes of it that the other version does not have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VersionRow {
    pub row: Option<TextRow>,
    pub marks: Vec<Range<usize>>,
}

impl VersionRow {
    fn plain(row: TextRow) -> Self {
        Self { row: Some(row), marks: Vec::new() }
    }
}

/// The differences of two versions, and what is seen of them.
#[derive(Debug, Clone)]
pub struct Differences {
    pub list: Vec<Difference>,
    /// The headings of the versions.
    names: [String; 2],
    /// The rows of both versions: in pairs where they are side by side, else one below the other.
    pub rows: Vec<[VersionRow; 2]>,
    /// The scroll position.
    pub scroll: Scroll,
    wrapped: Memo<VersionColumns>,
}

/// The layout of the two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VersionColumns {
    /// Columns per version.
    pub columns: usize,
    /// Whether they are side by side.
    pub beside: bool,
}

/// The layout on a screen of this size.
pub fn version_columns(size: Size) -> VersionColumns {
    let (beside, columns) = (size.columns >= BESIDE, usize::from(size.columns.saturating_sub(2)));
    let columns = if beside { columns.saturating_sub(4) / 2 } else { columns.saturating_sub(2) };
    VersionColumns { columns: columns.clamp(1, WIDEST), beside }
}

impl Differences {
    /// The differences of two versions with these headings.
    pub fn new(list: Vec<Difference>, names: [String; 2]) -> Self {
        Self { list, names, rows: Vec::new(), scroll: Scroll::default(), wrapped: Memo::default() }
    }

    /// Scrolls.
    pub fn step(&mut self, to: Move, size: Size) {
        self.scroll.run(to, self.rows.len(), body_rows(size));
    }

    /// Wraps the rows for a screen of this size.
    pub fn fit(&mut self, size: Size) {
        let columns = version_columns(size);
        if self.wrapped.is_stale(columns) {
            self.rows = self.set(columns);
        }
        self.scroll.fit(self.rows.len(), body_rows(size));
    }

    fn set(&self, VersionColumns { columns, beside }: VersionColumns) -> Vec<[VersionRow; 2]> {
        let [here, there] = &self.names;
        let mut rows = Vec::new();
        for difference in &self.list {
            let [in_here, in_there] = changed(&difference.here, &difference.there);
            let name = &difference.name;
            let here = version(&format!("{name}, {here}"), &difference.here, &in_here, columns);
            let there = version(&format!("{name}, {there}"), &difference.there, &in_there, columns);
            if beside {
                let cell = |rows: &[VersionRow], i: usize| rows.get(i).cloned().unwrap_or_default();
                rows.extend((0..here.len().max(there.len())).map(|i| [cell(&here, i), cell(&there, i)]));
            } else {
                let gap = std::iter::once(VersionRow::default());
                rows.extend(here.into_iter().chain(gap).chain(there).map(|row| [row, VersionRow::default()]));
            }
            rows.push(<[VersionRow; 2]>::default());
        }
        rows
    }
}

/// What one version says of a part, below its heading; what the other one does not have is marked.
fn version(heading: &str, text: &str, changed: &[Range<usize>], columns: usize) -> Vec<VersionRow> {
    let mut rows = vec![VersionRow::plain(TextRow::new(Tone::Heading, heading))];
    if text.trim().is_empty() {
        rows.push(VersionRow::plain(TextRow::new(Tone::Muted, "Nothing.")));
        return rows;
    }
    let mut field = Field::new(Lines::Many, text);
    // A field keeps a column for its cursor.
    field.set_columns(columns + 1);
    for at in field.rows().map(|row| row.range) {
        let shown = field.text().get(at.clone()).unwrap_or_default().trim_end();
        let end = at.start + shown.len();
        let inside = |r: &Range<usize>| r.start.max(at.start)..r.end.min(end);
        let marks = changed.iter().map(inside).filter(|r| r.start < r.end);
        let marks = marks.map(|r| r.start - at.start..r.end - at.start).collect();
        rows.push(VersionRow { row: Some(TextRow::new(Tone::Text, shown)), marks });
    }
    rows
}

/// The bytes of each text that the other does not have, word by word.
fn changed(here: &str, there: &str) -> [Vec<Range<usize>>; 2] {
    // As a field shows them.
    let [here, there] = [here, there].map(|text| Field::new(Lines::Many, text));
    let words = [here.text(), there.text()].map(|text| text.split_word_bounds().collect::<Vec<_>>());
    let [ours, theirs] = &words;
    let mut out = <[Vec<Range<usize>>; 2]>::default();
    let starts = words.each_ref().map(|words| starts(words));
    for op in capture_diff_slices(Algorithm::Myers, ours, theirs) {
        if op.tag() == DiffTag::Equal {
            continue;
        }
        let places = [op.old_range(), op.new_range()];
        for ((starts, at), out) in starts.iter().zip(places).zip(&mut out) {
            let byte = |word: usize| starts.get(word).copied().unwrap_or_default();
            let range = byte(at.start)..byte(at.end);
            match out.last_mut() {
                _ if range.is_empty() => {}
                // Only white space between two changes is no reason to interrupt the mark.
                Some(last) if range.start - last.end <= 1 => last.end = range.end,
                _ => out.push(range),
            }
        }
    }
    out
}

/// The byte at which each word starts, and the end of the last one.
fn starts(words: &[&str]) -> Vec<usize> {
    let ends = words.iter().scan(0, |end, word| {
        *end += word.len();
        Some(*end)
    });
    std::iter::once(0).chain(ends).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_that_only_one_version_has_are_marked() {
        let (here, there) = ("We lost nine clinics in May.", "We lost 12 clinics in May, and a friend.");
        let marked = |text: &str, at: &[Range<usize>]| {
            at.iter().filter_map(|r| text.get(r.clone())).map(str::to_owned).collect::<Vec<_>>()
        };
        let [ours, theirs] = changed(here, there);
        assert_eq!(marked(here, &ours), ["nine"]);
        assert_eq!(marked(there, &theirs), ["12", ", and a friend"]);
        assert!(changed(here, here).iter().all(Vec::is_empty));
        let rows = version("Result", there, &theirs, 12);
        let shown: Vec<_> =
            rows.iter().map(|r| (r.row.as_ref().unwrap().text.as_str(), r.marks.len())).collect();
        assert_eq!(shown[1..], [("We lost 12", 1), ("clinics in", 0), ("May, and a", 1), ("friend.", 1)]);
    }
}
