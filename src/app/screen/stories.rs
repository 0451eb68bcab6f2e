//! Stories: the list of all that is written, beside a reader.
//!
//! Owns what is queried, which story is chosen and how it is read.

use std::collections::HashMap;

use crate::app::command::{
    AppCommand, ChoiceCommand, Command, Context, FormCommand, ListCommand, StoryCommand,
};
use crate::app::list::List;
use crate::app::msg::Now;
use crate::app::screen::Screen;
use crate::app::screen::compare::Compare;
use crate::app::screen::filter::{Filter, FilterChange};
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
    built: Option<(u64, u64, String, Filter)>,
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
            built: None,
        }
    }
}

impl Stories {
    /// Where keys are looked up.
    pub fn contexts(&self) -> Vec<Context> {
        if self.writing {
            return vec![Context::Narrow, Context::Field];
        }
        vec![Context::Stories, Context::Story, Context::List, Context::Places, Context::Global]
    }

    /// The chosen story.
    pub fn story(&self) -> Option<StoryId> {
        self.shown.get(self.list.chosen).cloned()
    }

    /// The number of rows: stories, then damaged files.
    pub fn len(&self, workspace: &Workspace) -> usize {
        self.shown.len() + workspace.library.damaged.len()
    }

    /// Whether this screen carries out a command, and why not.
    pub fn available(&self, workspace: &Workspace, command: Command) -> Result<(), &'static str> {
        match command {
            Command::List(ListCommand::Left | ListCommand::Right) => Err("There is one list here."),
            Command::List(ListCommand::Open) if self.reading && !self.is_version(workspace) => {
                Err("It is open. e edits it.")
            }
            Command::List(ListCommand::Open) if self.len(workspace) > 0 => Ok(()),
            Command::List(ListCommand::Open) | Command::Story(_) => {
                let none = if workspace.library.is_empty() {
                    "There is no story here yet."
                } else {
                    "No story is chosen."
                };
                self.story().map(|_| ()).ok_or(none)
            }
            Command::Choice(ChoiceCommand::Filter) if workspace.library.ids().is_empty() => {
                Err("There is no story here yet.")
            }
            Command::List(_) | Command::App(_) | Command::Choice(ChoiceCommand::Filter) => Ok(()),
            Command::Form(FormCommand::Stop) | Command::Field(_) if self.writing => Ok(()),
            Command::Form(_)
            | Command::Choice(_)
            | Command::Practice(_)
            | Command::Coach(_)
            | Command::Prepare(_)
            | Command::Draft(_)
            | Command::Field(_) => Err("That belongs to another screen."),
        }
    }

    /// Carries out a command.
    pub fn run(&mut self, workspace: &mut Workspace, command: Command, _now: &Now) {
        let page = usize::from(workspace.size.rows.saturating_sub(6)).max(1);
        match command {
            Command::App(AppCommand::Search) => self.writing = true,
            Command::App(AppCommand::Back) => self.back(),
            Command::Choice(ChoiceCommand::Filter) => {
                let picker = self.filter.picker(workspace);
                workspace.pop_up(picker);
            }
            Command::Form(FormCommand::Stop) => self.writing = false,
            Command::List(ListCommand::Open) => {
                self.writing = false;
                self.open(workspace);
            }
            Command::List(ListCommand::Up) if self.reading => self.top = self.top.saturating_sub(1),
            Command::List(ListCommand::Down) if self.reading => self.top += 1,
            Command::List(ListCommand::PageUp) if self.reading => self.top = self.top.saturating_sub(page),
            Command::List(ListCommand::PageDown) if self.reading => self.top += page,
            Command::List(command) => {
                self.list.run(command, self.len(workspace), page);
                self.top = 0;
            }
            Command::Story(StoryCommand::View) => {
                self.view = self.view.next();
                self.top = 0;
            }
            Command::Story(StoryCommand::PageOn) => self.page_on(workspace, page),
            Command::Story(_)
            | Command::App(_)
            | Command::Form(_)
            | Command::Choice(_)
            | Command::Practice(_)
            | Command::Draft(_)
            | Command::Coach(_)
            | Command::Prepare(_)
            | Command::Field(_) => {}
        }
    }

    /// Reads the chosen story; of a second version, what is different in it.
    fn open(&mut self, workspace: &mut Workspace) {
        if !self.is_version(workspace) {
            self.reading = self.len(workspace) > 0;
        } else if let Some(screen) = self.story().and_then(|id| Compare::sibling(&id, workspace)) {
            workspace.push(Screen::Compare(screen));
        }
    }

    /// Whether the chosen story is a second version of another.
    fn is_version(&self, workspace: &Workspace) -> bool {
        self.story().and_then(|id| workspace.library.get(&id)).is_some_and(|s| s.version_of.is_some())
    }

    fn back(&mut self) {
        if self.reading {
            self.reading = false;
        } else if !self.query.text().is_empty() {
            self.query.set_text("");
        } else {
            self.filter.change(&FilterChange::Clear);
        }
    }

    /// One page further in the story; at its end the next story from its start.
    fn page_on(&mut self, workspace: &Workspace, page: usize) {
        let rows = self.story().and_then(|id| workspace.library.get(&id)).map_or(0, |s| rows(s, self.view));
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
        let Some(id) = self.story() else { return 0 };
        let tellings = workspace.history.record(&id).map_or(0, |r| r.tellings().len().min(TELLINGS));
        let openings = workspace.library.get(&id).map_or(0, |s| s.openings.len() * 3);
        self.said().map_or(0, said) + 1 + tellings + openings
    }

    /// Has the chosen story judged, where what the coach says is shown and is not known.
    fn judge(&mut self, workspace: &Workspace) {
        let Some(id) = self.story().filter(|_| self.view == View::Full) else { return };
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

    /// Types into the line that narrows.
    pub fn edit(&mut self, workspace: &mut Workspace, edit: Edit, now: &Now) {
        self.query.apply(edit, &mut workspace.cut, now.mono);
    }

    /// Brings the list up to date where the stories or the narrowing changed; the chosen story stays chosen.
    pub fn refresh(&mut self, workspace: &Workspace) {
        let (typed, filter) = (self.query.text().to_owned(), self.filter.clone());
        let stamp = (workspace.library.edition, workspace.searched(), typed, filter);
        if self.built.as_ref() != Some(&stamp) {
            let chosen = self.story();
            let queried =
                self.built.as_ref().is_some_and(|(.., text, filter)| (text, filter) != (&stamp.2, &stamp.3));
            (self.shown, self.marks) = query(workspace, self.query.text());
            self.filter.apply(workspace, &mut self.shown);
            let place = chosen.filter(|_| !queried).and_then(|id| self.shown.iter().position(|s| *s == id));
            self.list.chosen = place.unwrap_or(if queried { 0 } else { self.list.chosen });
            self.built = Some(stamp);
        }
        let line = usize::from(!self.filter.words(workspace).is_empty());
        let page = usize::from(workspace.size.rows.saturating_sub(6)).saturating_sub(line).max(1);
        self.list.fit(self.len(workspace), page);
        self.judge(workspace);
        if self.list.chosen >= self.len(workspace) {
            self.reading = false;
        }
        self.query.set_view(usize::from(workspace.size.columns.saturating_sub(8)).max(1), 1);
    }
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
    let Some(hits) = workspace.find(typed, MOST) else { return all() };
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
