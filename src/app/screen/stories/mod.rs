//! Stories: the list of all stories, beside a reader.
//!
//! Owns the query, the selection and the view of the selected story.

pub mod reader;

use std::collections::HashMap;
use std::sync::Arc;

use crate::app::command::{Context, FormCommand, ListCommand, Move, StoriesCommand};
use crate::app::list::List;
use crate::app::memo::Memo;
use crate::app::msg::{Effect, Now};
use crate::app::open::{FilterChange, Open, Picked};
use crate::app::page::{Answer, Page, act, not_here};
use crate::app::screen::filter::Filter;
use crate::app::scroll::Scroll;
use crate::app::text_row::TextRow;
use crate::app::workspace::Workspace;
use crate::coach::Review;
use crate::search::Mark;
use crate::story::{DocumentId, Story, StoryId};
use crate::text::{Edit, Field, Lines};
use reader::Geometry;

/// Maximum number of search results.
const MOST: usize = 1000;

/// A view of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// All parts in full.
    #[default]
    Full,
    /// The story in 30 seconds.
    Headline,
    /// One cue per part.
    Cues,
    /// The opening sentences by prompt.
    Openings,
}

impl View {
    /// The display name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Full => "Full",
            Self::Headline => "Headline",
            Self::Cues => "Cues",
            Self::Openings => "Openings",
        }
    }

    const fn next(self) -> Self {
        match self {
            Self::Full => Self::Headline,
            Self::Headline => Self::Cues,
            Self::Cues => Self::Openings,
            Self::Openings => Self::Full,
        }
    }
}

/// The key of the reader's rows: story, view, columns, whether with the history, and the editions of the data.
type Read = (Option<StoryId>, View, (usize, bool), [u64; 3]);

#[derive(Debug, Clone)]
pub struct Stories {
    /// The ids of the shown stories, in order.
    pub shown: Vec<StoryId>,
    /// The selection; damaged files follow the stories.
    pub list: List,
    /// The search query.
    pub query: Field,
    /// Whether the query is being typed.
    pub writing: bool,
    /// The view of the selected story.
    pub view: View,
    /// The rows of the selected story.
    pub reader: Vec<TextRow>,
    /// The scroll position of the reader.
    pub scroll: Scroll,
    /// Whether the reader has the keys; on a narrow screen it fills the screen.
    pub reading: bool,
    pub filter: Filter,
    /// The review of the selected story, where the full view shows it, with its edition.
    pub review: Option<(StoryId, u64, Review)>,
    /// The passages found by the query, by story.
    pub marks: HashMap<StoryId, Vec<Mark>>,
    built: Memo<(u64, u64, String, Filter)>,
    read: Memo<Read>,
}

impl Default for Stories {
    fn default() -> Self {
        Self {
            shown: Vec::new(),
            list: List::default(),
            query: Field::new(Lines::One, ""),
            writing: false,
            view: View::Full,
            reader: Vec::new(),
            scroll: Scroll::default(),
            read: Memo::default(),
            reading: false,
            filter: Filter::default(),
            review: None,
            marks: HashMap::new(),
            built: Memo::default(),
        }
    }
}

impl Stories {
    fn chosen(&self) -> Option<StoryId> {
        self.shown.get(self.list.chosen).cloned()
    }

    /// The number of rows: stories, then damaged files.
    pub fn len(&self, workspace: &Workspace) -> usize {
        self.shown.len() + workspace.library.damaged.len()
    }

    /// The story whose file is selected and cannot be read.
    fn damaged<'w>(&self, workspace: &'w Workspace) -> Option<&'w StoryId> {
        let at = self.list.chosen.checked_sub(self.shown.len())?;
        workspace.library.damaged.get(at)?.id.as_ref()
    }

    /// Opens the selected story; for a second version, the comparison, for a damaged one, its earlier versions.
    fn open(&mut self, workspace: &mut Workspace) {
        if let Some(id) = self.damaged(workspace).cloned() {
            self.reading = true;
            workspace.effect(Effect::ListVersions(DocumentId::Story(id)));
        } else if !self.is_version(workspace) {
            self.reading = self.len(workspace) > 0;
        } else if let Some(id) = self.chosen() {
            workspace.view.open(Open::SecondVersion(id));
        }
    }

    /// Whether the selected story is a second version.
    fn is_version(&self, workspace: &Workspace) -> bool {
        self.chosen().and_then(|id| workspace.library.get(&id)).is_some_and(|s| s.version_of.is_some())
    }

    /// Scrolls one page; at the end goes to the next story. If the reader is not visible, shows it first.
    fn read_on(&mut self, workspace: &Workspace) {
        let g = self.geometry(workspace);
        let in_view = self.reading || g.reader > 0;
        self.reading = true;
        if !in_view {
            return;
        }
        if !self.scroll.is_at_end(self.reader.len(), g.rows) {
            self.scroll.run(Move::PageDown, self.reader.len(), g.rows);
        } else if self.list.chosen + 1 < self.shown.len() {
            self.list.chosen += 1;
        }
    }

    /// The layout of the list and the reader.
    pub fn geometry(&self, workspace: &Workspace) -> Geometry {
        let query = self.writing || !self.query.text().is_empty();
        let filter = !self.filter.words(workspace).is_empty();
        reader::geometry(workspace.view.size, usize::from(query) + usize::from(filter), self.reading)
    }

    /// Rebuilds the rows of the selected story, and scrolls to the start if another one was selected.
    fn read(&mut self, workspace: &Workspace) {
        let g = self.geometry(workspace);
        let editions = [workspace.library.edition, workspace.documents.edition, workspace.finder.edition()];
        let before = self.read.key().map(|(story, view, ..)| (story.clone(), *view));
        let columns = if g.reader > 0 { g.reader } else { usize::from(workspace.view.size.columns) };
        let (chosen, set) = (self.chosen(), (columns, g.history == 0));
        if self.read.is_stale((chosen.clone(), self.view, set, editions)) {
            let story = chosen.as_ref().and_then(|id| workspace.library.get(id));
            let rows = |s: &Arc<Story>| reader::rows(workspace, s, self.view, self.said(), set);
            self.reader = story.map(rows).unwrap_or_default();
            if before != Some((chosen, self.view)) {
                self.scroll = Scroll::default();
            }
        }
        if !self.reading {
            self.scroll.top = self.first_found(workspace, g.rows);
        }
        self.scroll.fit(self.reader.len(), g.rows);
    }

    /// The row to scroll to so that the first match is visible beside the list.
    fn first_found(&self, workspace: &Workspace, rows: usize) -> usize {
        let Some((story, marks)) = self.chosen().and_then(|id| {
            let marks = self.marks.get(&id)?;
            Some((workspace.library.get(&id)?, marks))
        }) else {
            return 0;
        };
        let words = reader::found_words(story, marks);
        let has = |row: &TextRow| reader::places(&row.text, &words).next().is_some();
        let first = self.reader.iter().position(has).unwrap_or(0);
        if first < rows { 0 } else { first.saturating_sub(2) }
    }

    /// Reviews the selected story, if the view shows the review and it is not up to date.
    fn judge(&mut self, workspace: &Workspace) {
        let Some(id) = self.chosen().filter(|_| self.view == View::Full) else { return };
        let known = self
            .review
            .as_ref()
            .is_some_and(|(of, edition, _)| *of == id && *edition == workspace.library.edition);
        if let (false, Some(story)) = (known, workspace.library.get(&id)) {
            let review = workspace.judged(story, None);
            self.review = Some((id, workspace.library.edition, review));
        }
    }

    /// The review of the selected story.
    pub fn said(&self) -> Option<&Review> {
        let id = self.shown.get(self.list.chosen)?;
        self.review.as_ref().filter(|(of, ..)| of == id).map(|(.., review)| review)
    }

    /// Moves in the reader while reading, else in the list.
    fn step(&mut self, workspace: &Workspace, to: Move) {
        let g = self.geometry(workspace);
        if self.reading {
            self.scroll.run(to, self.reader.len(), g.rows);
        } else {
            self.list.run(to, self.len(workspace), g.rows);
        }
    }
}

impl Page for Stories {
    fn contexts(&self, _: &Workspace) -> Vec<Context> {
        if self.writing {
            return vec![Context::Query, Context::Field];
        }
        vec![Context::Stories, Context::Story, Context::List, Context::Places, Context::Global]
    }

    fn story(&self, _: &Workspace) -> Option<StoryId> {
        self.chosen()
    }

    fn list(&self, workspace: &Workspace, command: ListCommand) -> Answer<Self> {
        match command {
            ListCommand::Open
                if self.reading && !self.is_version(workspace) && self.damaged(workspace).is_none() =>
            {
                Err("It is open. e edits it.")
            }
            ListCommand::Open if workspace.library.is_empty() && self.len(workspace) == 0 => {
                act(|_, workspace, _| {
                    if let Some(prompt) = workspace.first_prompt() {
                        workspace.view.open(Open::Prompt(prompt));
                    }
                })
            }
            ListCommand::Open if self.len(workspace) == 0 => Err(nothing(workspace)),
            ListCommand::Open => act(|s: &mut Self, workspace, _| {
                s.writing = false;
                s.open(workspace);
            }),
            ListCommand::Move(to) => act(move |s: &mut Self, workspace, _| s.step(workspace, to)),
        }
    }

    fn stories(&self, workspace: &Workspace, command: StoriesCommand) -> Answer<Self> {
        match command {
            StoriesCommand::Filter if workspace.library.ids().is_empty() => {
                Err("There is no story here yet.")
            }
            StoriesCommand::Filter => act(|s: &mut Self, workspace, _| {
                let picker = s.filter.picker(workspace);
                workspace.view.pop_up(picker);
            }),
            StoriesCommand::View | StoriesCommand::ReadOn if self.chosen().is_none() => {
                Err(nothing(workspace))
            }
            StoriesCommand::View => act(|s: &mut Self, _, _| s.view = s.view.next()),
            StoriesCommand::ReadOn => act(|s: &mut Self, workspace, _| s.read_on(workspace)),
        }
    }

    fn form(&self, _: &Workspace, command: FormCommand) -> Answer<Self> {
        match command {
            FormCommand::Stop if self.writing => act(|s: &mut Self, _, _| s.writing = false),
            FormCommand::Stop
            | FormCommand::Next
            | FormCommand::Previous
            | FormCommand::Write
            | FormCommand::Check(_) => not_here(),
        }
    }

    fn search(&mut self) -> bool {
        self.writing = true;
        true
    }

    fn back(&mut self, _: &mut Workspace, _: &Now) -> bool {
        if self.is_at_rest() {
            return false;
        }
        if self.view != View::Full {
            self.view = View::Full;
        } else if self.reading {
            self.reading = false;
        } else if self.query.text().is_empty() {
            self.filter.change(&FilterChange::Clear);
        } else {
            self.query.set_text("");
        }
        true
    }

    fn is_at_rest(&self) -> bool {
        self.view == View::Full && !self.reading && self.query.text().is_empty() && self.filter.is_open()
    }

    fn picked(&mut self, _: &mut Workspace, picked: &Picked, _: &Now) -> bool {
        let Picked::Filter(change) = picked else { return false };
        self.filter.change(change);
        // The list of principles opens as another pop-up.
        *change != FilterChange::Principles
    }

    fn edit(&mut self, workspace: &mut Workspace, edit: Edit, now: &Now) {
        self.query.apply(edit, &mut workspace.view.clipboard, now.mono);
    }

    fn field_mut(&mut self) -> Option<&mut Field> {
        Some(&mut self.query)
    }

    fn has_field(&self) -> bool {
        true
    }

    /// Updates the list after the stories or the query changed; the selected story stays selected.
    fn refresh(&mut self, workspace: &mut Workspace, _: &Now) {
        let (typed, filter) = (self.query.text().to_owned(), self.filter.clone());
        let before = self.built.key().map(|(_, _, typed, filter)| (typed.clone(), filter.clone()));
        let wanted = (typed.clone(), filter.clone());
        if self.built.is_stale((workspace.library.edition, workspace.finder.edition(), typed, filter)) {
            let chosen = self.chosen();
            let queried = before.is_some_and(|before| before != wanted);
            (self.shown, self.marks) = query(workspace, self.query.text());
            self.filter.apply(workspace, &mut self.shown);
            let place = chosen.filter(|_| !queried).and_then(|id| self.shown.iter().position(|s| *s == id));
            self.list.chosen = place.unwrap_or(if queried { 0 } else { self.list.chosen });
        }
        self.list.fit(self.len(workspace), self.geometry(workspace).rows);
        self.judge(workspace);
        if self.list.chosen >= self.len(workspace) {
            self.reading = false;
        }
        self.read(workspace);
        self.query.set_view(usize::from(workspace.view.size.columns.saturating_sub(8)).max(1), 1);
    }
}

/// Why there is no story to act on.
fn nothing(workspace: &Workspace) -> &'static str {
    if workspace.library.is_empty() { "There is no story here yet." } else { "No story is chosen." }
}

/// The stories that match the query, best first, with their passages; all of them for an empty query.
fn query(workspace: &Workspace, typed: &str) -> (Vec<StoryId>, HashMap<StoryId, Vec<Mark>>) {
    let all = || (workspace.library.ids().to_vec(), HashMap::new());
    if typed.trim().is_empty() {
        return all();
    }
    let Some(hits) = workspace.finder.find(typed, MOST) else { return all() };
    let shown = hits.iter().map(|h| h.story.clone()).collect();
    (shown, hits.into_iter().map(|h| (h.story, h.matches)).collect())
}
