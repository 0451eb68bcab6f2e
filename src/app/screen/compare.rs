//! Compares two versions of a story: a second version kept after a conflict, or an earlier one.
//!
//! Owns the differences and the three resolutions: keep this version, take the other, keep both. None loses
//! text: what is replaced goes to the trash or the earlier versions, and `u` restores it.

use crate::app::command::{CompareCommand, Context, ListCommand};
use crate::app::memo::Memo;
use crate::app::msg::{Now, Size};
use crate::app::nav::Undo;
use crate::app::page::{Answer, Page, act};
use crate::app::scroll::{Scroll, body_rows};
use crate::app::text_row::{TextRow, Tone};
use crate::app::workspace::Workspace;
use crate::story::{FIELDS, Story, StoryId};

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

#[derive(Debug, Clone)]
pub struct Compare {
    pub story: StoryId,
    pub other: Box<Story>,
    pub kind: OtherVersion,
    pub differences: Vec<Difference>,
    /// The rows of both versions: in pairs where they are side by side, else one below the other.
    pub rows: Vec<[TextRow; 2]>,
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
    fn set(&self, VersionColumns { columns, beside }: VersionColumns) -> Vec<[TextRow; 2]> {
        let [here, there] = self.names();
        let mut rows = Vec::new();
        for difference in &self.differences {
            let here = version(&difference.name, &here, &difference.here, columns);
            let there = version(&difference.name, &there, &difference.there, columns);
            if beside {
                let cell = |rows: &[TextRow], i: usize| rows.get(i).cloned().unwrap_or_else(TextRow::gap);
                rows.extend((0..here.len().max(there.len())).map(|i| [cell(&here, i), cell(&there, i)]));
            } else {
                rows.extend(here.into_iter().chain(there).map(|row| [row, TextRow::gap()]));
            }
            rows.push([TextRow::gap(), TextRow::gap()]);
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
        workspace.view.say_undo(done, Undo::Story(Box::new(before)), now);
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

/// The compared fields that differ, single texts first, then lists.
/// What one version says of a part, below its name.
fn version(name: &str, whose: &str, text: &str, columns: usize) -> Vec<TextRow> {
    let mut rows = vec![TextRow::new(Tone::Heading, format!("{name}, {whose}"))];
    if text.trim().is_empty() {
        rows.push(TextRow::new(Tone::Muted, "Nothing."));
    } else {
        rows.extend(TextRow::new(Tone::Text, text).wrapped(columns));
    }
    rows
}

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
