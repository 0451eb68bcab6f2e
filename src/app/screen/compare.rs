//! Compares two versions of a story: a second version kept after a conflict, or an earlier one.
//!
//! Owns the differences and the three resolutions: keep this version, take the other, keep both. None loses
//! text: what is replaced goes to the trash or the earlier versions, and `u` restores it.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::app::command::{CompareCommand, Context, ListCommand};
use crate::app::memo::Memo;
use crate::app::msg::{Now, Size};
use crate::app::page::{Answer, Page, act};
use crate::app::scroll::{Scroll, body_rows};
use crate::app::text_row::{TextRow, Tone};
use crate::app::workspace::Workspace;
use crate::story::{FIELDS, Story, StoryId};
use crate::text::{Field, Lines};

/// From this width in columns, the versions are side by side.
const BESIDE: u16 = 90;
/// Maximum width of a version in columns.
const WIDEST: usize = 76;

/// The origin of the other version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OtherVersion {
    /// A second version, stored as a story with this id.
    Sibling(StoryId),
    /// An earlier version and its time, for display.
    Earlier(String),
}

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub name: String,
    /// The text in the story.
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

#[derive(Debug, Clone)]
pub struct Compare {
    pub story: StoryId,
    pub other: Box<Story>,
    pub kind: OtherVersion,
    pub differences: Vec<Difference>,
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

impl Compare {
    /// Compares a story with an earlier version and its time; `None` if the story was deleted.
    pub fn earlier(earlier: Story, at: String, workspace: &Workspace) -> Option<Self> {
        let id = earlier.id.clone();
        Self::open(&id, earlier, OtherVersion::Earlier(at), workspace)
    }

    /// Compares a second version with its original; `None` if either was deleted.
    pub fn sibling(id: &StoryId, workspace: &Workspace) -> Option<Self> {
        let other = Story::clone(workspace.library.get(id)?);
        let of = other.version_of.clone()?;
        Self::open(&of, other, OtherVersion::Sibling(id.clone()), workspace)
    }

    fn open(story: &StoryId, other: Story, kind: OtherVersion, workspace: &Workspace) -> Option<Self> {
        let here = workspace.library.get(story)?;
        let differences = differences(here, &other);
        Some(Self {
            story: story.clone(),
            other: Box::new(other),
            kind,
            differences,
            rows: Vec::new(),
            scroll: Scroll::default(),
            wrapped: Memo::default(),
        })
    }

    /// The headings of the versions.
    fn names(&self) -> [String; 2] {
        match &self.kind {
            OtherVersion::Sibling(_) => ["yours".to_owned(), "changed elsewhere".to_owned()],
            OtherVersion::Earlier(at) => ["now".to_owned(), format!("as it was on {at}")],
        }
    }

    /// Wraps both versions to rows.
    fn set(&self, VersionColumns { columns, beside }: VersionColumns) -> Vec<[VersionRow; 2]> {
        let [here, there] = self.names();
        let mut rows = Vec::new();
        for difference in &self.differences {
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

    /// Keeps the story; a second version goes to the trash.
    fn keep(&self, workspace: &mut Workspace, now: &Now) {
        if let OtherVersion::Sibling(id) = &self.kind {
            workspace.trash(id, now);
        }
        workspace.view.leave();
    }

    /// Replaces the story's text with the other version; the old text stays in the undo and the earlier
    /// versions.
    fn take(&self, workspace: &mut Workspace, now: &Now) {
        if !workspace.may_change(&self.story, now) {
            return;
        }
        let Some(before) = workspace.library.get(&self.story).map(|s| Story::clone(s)) else { return };
        let mut taken = (*self.other).clone();
        taken.id = before.id.clone();
        taken.version_of.clone_from(&before.version_of);
        taken.created = before.created;
        taken.extra.clone_from(&before.extra);
        if let OtherVersion::Sibling(id) = &self.kind {
            workspace.trash(id, now);
        }
        workspace.set(&self.story, now, move |s| *s = taken);
        let done = match &self.kind {
            OtherVersion::Sibling(_) => "The other version is in its place. u undo".to_owned(),
            OtherVersion::Earlier(at) => format!("Restored as it was on {at}. u undo"),
        };
        let undo = workspace.change_of(&before);
        workspace.view.say_undo(done, undo, now);
        workspace.view.leave();
    }

    /// Makes the other version a story of its own.
    fn both(&self, workspace: &mut Workspace, now: &Now) {
        let mut other = (*self.other).clone();
        other.version_of = None;
        other.title = format!("{} (second version)", other.name());
        match &self.kind {
            OtherVersion::Sibling(id) => {
                workspace.set(id, now, move |s| *s = other);
            }
            OtherVersion::Earlier(_) => {
                other.id = workspace.new_id();
                workspace.create(other, now);
            }
        }
        workspace.view.say("Both are kept, each a story of its own.", now);
        workspace.view.leave();
    }
}

impl Page for Compare {
    fn contexts(&self, _: &Workspace) -> Vec<Context> {
        let own = match self.kind {
            OtherVersion::Sibling(_) => Context::Compare,
            OtherVersion::Earlier(_) => Context::Earlier,
        };
        vec![own, Context::List, Context::Global]
    }

    fn story(&self, _: &Workspace) -> Option<StoryId> {
        Some(self.story.clone())
    }

    fn about(&self) -> Option<&StoryId> {
        Some(&self.story)
    }

    fn list(&self, workspace: &Workspace, command: ListCommand) -> Answer<Self> {
        let (rows, page) = (self.rows.len(), body_rows(workspace.view.size));
        match command {
            ListCommand::Open => Err(match self.kind {
                OtherVersion::Sibling(_) => "Choose with y, t or b.",
                OtherVersion::Earlier(_) => "t restores it, b keeps both.",
            }),
            ListCommand::Move(to) => act(move |s: &mut Self, _, _| s.scroll.run(to, rows, page)),
        }
    }

    fn compare(&self, _: &Workspace, command: CompareCommand) -> Answer<Self> {
        match command {
            CompareCommand::KeepHere => act(|s: &mut Self, workspace, now| s.keep(workspace, now)),
            CompareCommand::TakeOther => act(|s: &mut Self, workspace, now| s.take(workspace, now)),
            CompareCommand::KeepBoth => act(|s: &mut Self, workspace, now| s.both(workspace, now)),
        }
    }

    fn refresh(&mut self, workspace: &mut Workspace, _: &Now) {
        let size = workspace.view.size;
        let columns = version_columns(size);
        if self.wrapped.is_stale(columns) {
            self.rows = self.set(columns);
        }
        self.scroll.fit(self.rows.len(), body_rows(size));
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

/// The compared fields that differ, single texts first, then lists.
fn differences(here: &Story, there: &Story) -> Vec<Difference> {
    let (single, lists): (Vec<_>, Vec<_>) = FIELDS.iter().filter(|f| f.compared).partition(|f| f.is_single());
    let fields = single.into_iter().chain(lists);
    fields
        .map(|f| Difference { name: f.label.to_owned(), here: f.shown(here), there: f.shown(there) })
        .filter(|difference| difference.here != difference.there)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story;

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

    #[test]
    fn every_compared_field_that_differs_is_shown_and_no_other() {
        for field in &FIELDS {
            let here = story::marked();
            let mut there = here.clone();
            field.clear(&mut there);
            let found = differences(&here, &there);
            let names: Vec<&str> = found.iter().map(|d| d.name.as_str()).collect();
            assert_eq!(names, if field.compared { vec![field.label] } else { vec![] }, "{}", field.key);
            for difference in found {
                let texts = field.texts(&here);
                assert!(texts.iter().all(|text| difference.here.contains(text)), "{}", field.key);
                assert_eq!(difference.there, "", "{}", field.key);
            }
        }
    }
}
