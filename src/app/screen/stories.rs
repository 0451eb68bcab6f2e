//! Stories: the list of all that is written, beside a reader.
//!
//! Owns what is queried, which story is chosen and how it is read.

use std::collections::HashMap;

use crate::app::command::{Context, FormCommand, ListCommand, StoriesCommand};
use crate::app::list::List;
use crate::app::memo::Memo;
use crate::app::msg::Now;
use crate::app::open::{FilterChange, Open, Picked};
use crate::app::page::{Answer, Page, act, not_here};
use crate::app::screen::filter::Filter;
use crate::app::workspace::Workspace;
use crate::coach::Review;
use crate::search::Mark;
use crate::story::{Section, Story, StoryId};
use crate::text::{Edit, Field, Lines};

/// The most stories a search shows.
const MOST: usize = 1000;

/// The most tellings that the reader lists.
pub const TELLINGS: usize = 5;

/// How a story is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// All parts in full.
    #[default]
    Full,
    /// The story in 30 seconds.
    Headline,
    /// One cue a part.
    Cues,
    /// The first sentences by prompt.
    Openings,
}

impl View {
    /// The name as people read it.
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

/// All stories, and one that is read.
#[derive(Debug, Clone)]
pub struct Stories {
    /// The ids in view, in their order.
    pub shown: Vec<StoryId>,
    /// The chosen one; damaged files follow the stories.
    pub list: List,
    /// What narrows the list.
    pub query: Field,
    /// Whether the narrowing is being typed.
    pub writing: bool,
    /// How the chosen story is read.
    pub view: View,
    /// The first row of the reader in view.
    pub top: usize,
    /// Whether the reader has the whole screen.
    pub reading: bool,
    /// Which of them are shown, in which order.
    pub filter: Filter,
    /// What the coach says of the chosen story, where it is read in full.
    pub review: Option<(StoryId, u64, Review)>,
    /// Where the words that query were found, by story.
    pub marks: HashMap<StoryId, Vec<Mark>>,
    built: Memo<(u64, u64, String, Filter)>,
}

impl Default for Stories {
    fn default() -> Self {
        Self {
            shown: Vec::new(),
            list: List::default(),
            query: Field::new(Lines::One, ""),
            writing: false,
            view: View::Full,
            top: 0,
            reading: false,
            filter: Filter::default(),
            review: None,
            marks: HashMap::new(),
            built: Memo::default(),
        }
    }
}

impl Stories {
    /// The chosen story.
    fn chosen(&self) -> Option<StoryId> {
        self.shown.get(self.list.chosen).cloned()
    }

    /// The number of rows: stories, then damaged files.
    pub fn len(&self, workspace: &Workspace) -> usize {
        self.shown.len() + workspace.library.damaged.len()
    }

    /// Reads the chosen story; of a second version, what is different in it.
    fn open(&mut self, workspace: &mut Workspace) {
        if !self.is_version(workspace) {
            self.reading = self.len(workspace) > 0;
        } else if let Some(id) = self.chosen() {
            workspace.view.open(Open::SecondVersion(id));
        }
    }

    /// Whether the chosen story is a second version of another.
    fn is_version(&self, workspace: &Workspace) -> bool {
        self.chosen().and_then(|id| workspace.library.get(&id)).is_some_and(|s| s.version_of.is_some())
    }

    /// One page further in the story; at its end the next story from its start.
    fn page_on(&mut self, workspace: &Workspace, page: usize) {
        let rows = self.chosen().and_then(|id| workspace.library.get(&id)).map_or(0, |s| rows(s, self.view));
        let rows = rows + if self.view == View::Full { self.below(workspace) } else { 0 };
        self.reading = true;
        if self.top + page < rows {
            self.top += page;
        } else if self.list.chosen + 1 < self.shown.len() {
            self.list.chosen += 1;
            self.top = 0;
        }
    }

    /// About how many rows stand below the parts of the chosen story: the coach, first sentences, tellings.
    fn below(&self, workspace: &Workspace) -> usize {
        let Some(id) = self.chosen() else { return 0 };
        let tellings = workspace.practice.history.record(&id).map_or(0, |r| r.tellings().len().min(TELLINGS));
        let openings = workspace.library.get(&id).map_or(0, |s| s.openings.len() * 3);
        self.said().map_or(0, said) + 1 + tellings + openings
    }

    /// Has the chosen story judged, where what the coach says is shown and is not known.
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

    /// What the coach says of the chosen story.
    pub fn said(&self) -> Option<&Review> {
        let id = self.shown.get(self.list.chosen)?;
        self.review.as_ref().filter(|(of, ..)| of == id).map(|(.., review)| review)
    }

    /// Moves in the reader while it is read, else in the list.
    fn step(&mut self, workspace: &Workspace, command: ListCommand) {
        let page = page(workspace);
        match command {
            ListCommand::Up if self.reading => self.top = self.top.saturating_sub(1),
            ListCommand::Down if self.reading => self.top += 1,
            ListCommand::PageUp if self.reading => self.top = self.top.saturating_sub(page),
            ListCommand::PageDown if self.reading => self.top += page,
            ListCommand::Up
            | ListCommand::Down
            | ListCommand::PageUp
            | ListCommand::PageDown
            | ListCommand::First
            | ListCommand::Last
            | ListCommand::Left
            | ListCommand::Right
            | ListCommand::Open => {
                self.list.run(command, self.len(workspace), page);
                self.top = 0;
            }
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
            ListCommand::Left | ListCommand::Right => Err("There is one list here."),
            ListCommand::Open if self.reading && !self.is_version(workspace) => {
                Err("It is open. e edits it.")
            }
            ListCommand::Open if self.len(workspace) == 0 => Err(nothing(workspace)),
            ListCommand::Open => act(|s: &mut Self, workspace, _| {
                s.writing = false;
                s.open(workspace);
            }),
            ListCommand::Up
            | ListCommand::Down
            | ListCommand::First
            | ListCommand::Last
            | ListCommand::PageUp
            | ListCommand::PageDown => act(move |s: &mut Self, workspace, _| s.step(workspace, command)),
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
            StoriesCommand::View => act(|s: &mut Self, _, _| {
                s.view = s.view.next();
                s.top = 0;
            }),
            StoriesCommand::ReadOn => act(|s: &mut Self, workspace, _| {
                let page = page(workspace);
                s.page_on(workspace, page);
            }),
        }
    }

    fn form(&self, _: &Workspace, command: FormCommand) -> Answer<Self> {
        match command {
            FormCommand::Stop if self.writing => act(|s: &mut Self, _, _| s.writing = false),
            FormCommand::Stop | FormCommand::Next | FormCommand::Previous | FormCommand::Write => not_here(),
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
        if self.reading {
            self.reading = false;
        } else if self.query.text().is_empty() {
            self.filter.change(&FilterChange::Clear);
        } else {
            self.query.set_text("");
        }
        true
    }

    fn is_at_rest(&self) -> bool {
        !self.reading && self.query.text().is_empty() && self.filter.is_open()
    }

    fn picked(&mut self, _: &mut Workspace, picked: &Picked, _: &Now) -> bool {
        let Picked::Filter(change) = picked else { return false };
        self.filter.change(change);
        // The principles to choose from come up as another list.
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

    /// Brings the list up to date where the stories or the query changed; the chosen story stays chosen.
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
        let line = usize::from(!self.filter.words(workspace).is_empty());
        let rows = usize::from(workspace.view.size.rows.saturating_sub(6)).saturating_sub(line).max(1);
        self.list.fit(self.len(workspace), rows);
        self.judge(workspace);
        if self.list.chosen >= self.len(workspace) {
            self.reading = false;
        }
        self.query.set_view(usize::from(workspace.view.size.columns.saturating_sub(8)).max(1), 1);
    }
}

/// The rows of a page.
fn page(workspace: &Workspace) -> usize {
    usize::from(workspace.view.size.rows.saturating_sub(6)).max(1)
}

/// Why there is no story to do something with.
fn nothing(workspace: &Workspace) -> &'static str {
    if workspace.library.is_empty() { "There is no story here yet." } else { "No story is chosen." }
}

/// About how many rows what the coach says takes.
fn said(review: &Review) -> usize {
    1 + review.findings.len() * 4
}

/// The stories that hold the typed words, best first, and where; all of them where nothing is typed.
fn query(workspace: &Workspace, typed: &str) -> (Vec<StoryId>, HashMap<StoryId, Vec<Mark>>) {
    let all = || (workspace.library.ids().to_vec(), HashMap::new());
    if typed.trim().is_empty() {
        return all();
    }
    let Some(hits) = workspace.finder.find(typed, MOST) else { return all() };
    let shown = hits.iter().map(|h| h.story.clone()).collect();
    (shown, hits.into_iter().map(|h| (h.story, h.matches)).collect())
}

/// About how many rows a story takes in the reader at 76 columns.
fn rows(story: &Story, view: View) -> usize {
    match view {
        View::Full => {
            let text = |s: &Section| story.section(*s).lines().map(|l| 1 + l.len() / 70).sum::<usize>() + 2;
            Section::ALL.iter().map(text).sum::<usize>() + 4
        }
        View::Headline | View::Cues => 10,
        View::Openings => 4 + story.answers.len() * 3,
    }
}
