//! Compares two versions of a story: a second version kept after a conflict, or an earlier one.
//!
//! Owns the differences and the three resolutions: keep this version, take the other, keep both. None loses
//! text: what is replaced goes to the trash or the earlier versions, and `u` restores it.

use crate::app::command::{CompareCommand, Context, ListCommand};
use crate::app::msg::Now;
use crate::app::page::{Answer, Page, act, not_here};
use crate::app::screen::differences::{Difference, Differences};
use crate::app::workspace::Workspace;
use crate::story::{FIELDS, Story, StoryId};

/// The origin of the other version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OtherVersion {
    /// A second version, stored as a story with this id.
    Sibling(StoryId),
    /// An earlier version and its time, for display.
    Earlier(String),
}

#[derive(Debug, Clone)]
pub struct Compare {
    pub story: StoryId,
    pub other: Box<Story>,
    pub kind: OtherVersion,
    pub differences: Differences,
    /// Whether the story itself is there; else its file is damaged, and a version can only be kept beside it.
    is_there: bool,
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
        let here = match (workspace.library.get(story), &kind) {
            (Some(here), _) => Some(here),
            (None, OtherVersion::Earlier(_)) if workspace.library.is_damaged(story) => None,
            (None, _) => return None,
        };
        let names = match &kind {
            OtherVersion::Sibling(_) => ["yours".to_owned(), "changed elsewhere".to_owned()],
            OtherVersion::Earlier(at) => ["now".to_owned(), format!("as it was on {at}")],
        };
        let nothing =
            Story { principle: other.principle.clone(), ..Story::new(story.clone(), "", other.created) };
        let list = differences(here.map_or(&nothing, |here| here), &other);
        let (is_there, differences) = (here.is_some(), Differences::new(list, names));
        Some(Self { story: story.clone(), other: Box::new(other), kind, differences, is_there })
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
        if !self.is_there {
            return self.both(workspace, now);
        }
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
        let which = if self.is_there { "second version" } else { "restored" };
        other.title = format!("{} ({which})", other.name());
        match &self.kind {
            OtherVersion::Sibling(id) => {
                workspace.set(id, now, move |s| *s = other);
            }
            OtherVersion::Earlier(_) => {
                other.id = workspace.new_id();
                workspace.create(other, now);
            }
        }
        let done = if self.is_there {
            "Both are kept, each a story of its own."
        } else {
            "It is a story of its own. The damaged file is left as it is."
        };
        workspace.view.say(done, now);
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
        let size = workspace.view.size;
        match command {
            ListCommand::Open => Err(match self.kind {
                OtherVersion::Sibling(_) => "Choose with y, t or b.",
                OtherVersion::Earlier(_) => "t restores it, b keeps both.",
            }),
            ListCommand::Move(to) => act(move |s: &mut Self, _, _| s.differences.step(to, size)),
        }
    }

    fn compare(&self, _: &Workspace, command: CompareCommand) -> Answer<Self> {
        match command {
            CompareCommand::KeepHere => act(|s: &mut Self, workspace, now| s.keep(workspace, now)),
            CompareCommand::TakeOther => act(|s: &mut Self, workspace, now| s.take(workspace, now)),
            CompareCommand::AddMissing => not_here(),
            CompareCommand::KeepBoth => act(|s: &mut Self, workspace, now| s.both(workspace, now)),
        }
    }

    fn refresh(&mut self, workspace: &mut Workspace, _: &Now) {
        self.differences.fit(workspace.view.size);
    }
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
