//! Today: what to do now, and three stories for each principle.
//!
//! All lines are derived from the stories and the day.

use jiff::civil::Date;

use crate::app::command::{Context, ListCommand, Place, TodayCommand};
use crate::app::list::List;
use crate::app::memo::Memo;
use crate::app::msg::{Now, Size};
use crate::app::nav::Focus;
use crate::app::open::{Listed, Open};
use crate::app::page::{Answer, Page, act};
use crate::app::screen::welcome::{self, Door};
use crate::app::scroll::body_rows;
use crate::app::text_row::TextRow;
use crate::app::workspace::{Figures, Standing, Workspace};
use crate::export::ExportKind;
use crate::interview::date;
use crate::interview::progress::{self, Today as Near};
use crate::practice::SessionKind;
use crate::practice::stats::{self, DayMark};
use crate::questions::{Principle, Prompt, PromptKind};
use crate::story::{PromptId, Stage, StoryId};

/// A line that can be selected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TodayItem {
    /// What comes first because the interview is near.
    Day(Near),
    /// The daily practice.
    Practice {
        /// `Practice 3 stories`.
        what: String,
        /// The estimated duration, or the alternatives if nothing is due.
        note: String,
        /// The names of the stories in order; empty until the log is read.
        names: String,
    },
    /// The cue cards, the evening before.
    Cards(usize),
    /// What helps on the day itself, so many lines.
    Advice(usize),
    /// A story that is not solid yet.
    Finish {
        story: StoryId,
        name: String,
        /// `no result yet`, or the coach's summary: `2 things to look at`.
        note: String,
    },
    /// A proposal to write a story for a prompt.
    Write {
        /// The need that it fills: `the third for Customer Obsession`.
        what: String,
        about: String,
        prompt: PromptId,
    },
    /// One of the first questions, with the story that answers it: stage and name.
    Question { prompt: PromptId, short: String, story: Option<(StoryId, Stage, String)> },
    /// A principle with its slots.
    Principle(Slots),
    /// So many principles that do not count for the role.
    Rest(usize),
}

impl TodayItem {
    /// Identifies the line across updates of its text.
    fn key(&self) -> (u8, String) {
        match self {
            Self::Day(_) => (0, String::new()),
            Self::Practice { .. } => (1, String::new()),
            Self::Finish { .. } => (2, String::new()),
            Self::Write { .. } => (3, String::new()),
            Self::Question { prompt, .. } => (4, prompt.0.clone()),
            Self::Principle(slots) => (5, slots.id.clone()),
            Self::Rest(_) => (6, String::new()),
            Self::Cards(_) => (7, String::new()),
            Self::Advice(_) => (8, String::new()),
        }
    }
}

/// Stories shown of a principle.
const SLOTS: usize = 3;

/// The days up to the interview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Road {
    /// One mark per day.
    pub marks: Vec<DayMark>,
    /// The text after the marks: the date, or `9 of the last 14 days`.
    pub end: String,
    /// `at 3 a day you'll tell each of your 6 stories five times`.
    pub pace: Option<String>,
    /// Whether the remaining work does not fit the days left.
    pub tight: bool,
}

/// A principle with its best stories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slots {
    pub id: String,
    pub name: String,
    /// Up to three stories: id, stage, name.
    pub stories: Vec<(StoryId, Stage, String)>,
}

#[derive(Debug, Clone, Default)]
pub struct Today {
    /// The day, `Monday, November 23`.
    pub day: String,
    pub items: Vec<TodayItem>,
    /// The days up to the interview, or the last days; `None` until there is something to practice.
    pub road: Option<Road>,
    /// How far the stories have come; shown where there is room.
    pub standing: Standing,
    pub figures: Figures,
    /// The weekday of the first day of its heat map; Monday is 0.
    pub first_weekday: usize,
    pub list: List,
    /// At the first start on a wide screen, a finished story.
    pub sample: Vec<TextRow>,
    sampled: Memo<(bool, Size)>,
    built: Memo<(u64, u64, String)>,
}

/// Maximum number of stories whose standing is shown.
const STANDING: usize = 40;

/// Complete stories from which on Today shows the principles instead of the first questions.
const FIRST_STORIES: usize = 3;

/// A principle with its three best stories.
fn slots(workspace: &Workspace, principle: &Principle) -> Slots {
    let mut stories: Vec<(StoryId, Stage, String)> = workspace
        .library
        .of_principle(principle)
        .into_iter()
        .map(|s| (s.id.clone(), workspace.stage(s), s.name()))
        .collect();
    stories.sort_by_key(|(_, stage, _)| std::cmp::Reverse(*stage));
    stories.truncate(SLOTS);
    Slots { id: principle.id.clone(), name: principle.name.clone(), stories }
}

impl Today {
    /// Whether there is no story yet, so that the welcome screen is shown.
    pub fn is_first(workspace: &Workspace) -> bool {
        workspace.library.complete
            && workspace.library.ids().is_empty()
            && workspace.library.damaged.is_empty()
    }

    /// Starts the proposed story, or the very first one.
    fn write(&self, workspace: &mut Workspace) {
        let proposed = self.items.iter().find_map(|i| match i {
            TodayItem::Write { prompt, .. } => Some(prompt.clone()),
            TodayItem::Day(_)
            | TodayItem::Cards(_)
            | TodayItem::Advice(_)
            | TodayItem::Finish { .. }
            | TodayItem::Question { .. }
            | TodayItem::Principle(_)
            | TodayItem::Rest(_)
            | TodayItem::Practice { .. } => None,
        });
        if let Some(prompt) = proposed.or_else(|| workspace.first_prompt()) {
            workspace.view.open(Open::Prompt(prompt));
        }
    }

    fn open(&self, workspace: &mut Workspace, now: &Now) {
        match self.items.get(self.list.chosen) {
            Some(TodayItem::Day(Near::OpenAsk)) => workspace.view.open(Open::Ask),
            Some(TodayItem::Day(Near::WriteDown { .. })) => {
                workspace.view.go_to(Place::Prepare);
                if let Some(sheet) = workspace.add_entry(Listed::Asked, now) {
                    workspace.view.open(Open::Sheet(sheet));
                }
            }
            Some(TodayItem::Day(Near::ReadPage | Near::WriteFirst | Near::Headlines { .. })) => {
                workspace.view.open(Open::Viewer(ExportKind::Page));
            }
            Some(TodayItem::Practice { .. }) => workspace.practice_today(now),
            Some(TodayItem::Cards(_)) => workspace.view.open(Open::Cards),
            Some(TodayItem::Advice(_)) => workspace.read_advice(),
            Some(TodayItem::Finish { story, .. }) => {
                workspace.view.open(Open::Story(story.clone(), None));
            }
            Some(TodayItem::Write { prompt, .. } | TodayItem::Question { prompt, .. }) => {
                workspace.view.open(Open::Prompt(prompt.clone()));
            }
            Some(TodayItem::Rest(_)) => workspace.view.go_to(Place::Questions),
            Some(TodayItem::Principle(slots)) => {
                workspace.view.focus = Some(Focus::Principle(slots.id.clone()));
                workspace.view.go_to(Place::Questions);
            }
            None => {}
        }
    }
}

impl Page for Today {
    fn contexts(&self, workspace: &Workspace) -> Vec<Context> {
        if Self::is_first(workspace) {
            return vec![Context::First, Context::Places, Context::Global];
        }
        vec![Context::Today, Context::Story, Context::List, Context::Places, Context::Global]
    }

    /// The story of the selected line, else the one to finish.
    fn story(&self, _: &Workspace) -> Option<StoryId> {
        let to_finish = |item: &TodayItem| match item {
            TodayItem::Finish { story, .. } => Some(story.clone()),
            TodayItem::Day(_)
            | TodayItem::Cards(_)
            | TodayItem::Advice(_)
            | TodayItem::Write { .. }
            | TodayItem::Question { .. }
            | TodayItem::Principle(_)
            | TodayItem::Rest(_)
            | TodayItem::Practice { .. } => None,
        };
        match self.items.get(self.list.chosen)? {
            TodayItem::Finish { story, .. } => Some(story.clone()),
            TodayItem::Principle(slots) => slots.stories.first().map(|(id, ..)| id.clone()),
            TodayItem::Question { story: Some((id, ..)), .. } => Some(id.clone()),
            TodayItem::Day(_)
            | TodayItem::Cards(_)
            | TodayItem::Advice(_)
            | TodayItem::Write { .. }
            | TodayItem::Question { .. }
            | TodayItem::Rest(_)
            | TodayItem::Practice { .. } => self.items.iter().find_map(to_finish),
        }
    }

    fn list(&self, workspace: &Workspace, command: ListCommand) -> Answer<Self> {
        match command {
            ListCommand::Open if Self::is_first(workspace) => act(|s: &mut Self, workspace, _| {
                if let Some(door) = Door::ALL.get(s.list.chosen) {
                    door.open(workspace);
                }
            }),
            ListCommand::Move(to) if Self::is_first(workspace) => act(move |s: &mut Self, _, _| {
                s.list.run(to, Door::ALL.len(), Door::ALL.len());
            }),
            ListCommand::Open => act(|s: &mut Self, workspace, now| s.open(workspace, now)),
            ListCommand::Move(to) => act(move |s: &mut Self, workspace, _| {
                // Some lines take two rows: moving by half a screen of lines never skips an invisible one.
                s.list.run(to, s.items.len(), body_rows(workspace.view.size) / 2);
            }),
        }
    }

    fn today(&self, workspace: &Workspace, command: TodayCommand) -> Answer<Self> {
        match command {
            TodayCommand::Write => act(|s: &mut Self, workspace, _| s.write(workspace)),
            TodayCommand::Choose if !Self::is_first(workspace) => Err("2 shows all questions."),
            TodayCommand::Choose => act(|_, workspace, _| welcome::choose(workspace)),
        }
    }

    fn is_at_rest(&self) -> bool {
        true
    }

    fn refresh(&mut self, workspace: &mut Workspace, now: &Now) {
        let on = workspace.practice.day(now);
        let day = on.strftime("%A, %B %-d").to_string();
        if self.built.is_stale((workspace.library.edition, workspace.documents.edition, day.clone())) {
            let chosen = self.items.get(self.list.chosen).map(TodayItem::key);
            // The welcome screen has no list.
            self.items = if Self::is_first(workspace) { Vec::new() } else { items(workspace, on) };
            let place = chosen.filter(|_| self.list.chosen > 0);
            let place = place.and_then(|key| self.items.iter().position(|i| i.key() == key));
            self.list.chosen = place.unwrap_or(self.list.chosen);
            self.road = road(workspace, on);
            self.standing = workspace.standing(on, STANDING);
            self.figures = workspace.figures(on);
            self.first_weekday = self.figures.first_weekday(on);
            self.day = day;
        }
        let first = Self::is_first(workspace);
        if self.sampled.is_stale((first, workspace.view.size)) {
            self.sample = if first { welcome::sample(workspace) } else { Vec::new() };
        }
        let len = if first { Door::ALL.len() } else { self.items.len() };
        self.list.fit(len, len);
    }
}

fn items(workspace: &Workspace, on: Date) -> Vec<TodayItem> {
    let mut items = Vec::new();
    items.extend(near(workspace, on).map(TodayItem::Day));
    items.extend(practice(workspace, on));
    let eve = workspace.documents.preparation.days_left(on) == Some(1);
    let cards = workspace.library.iter().filter(|s| s.is_complete()).count();
    items.extend((eve && cards > 0).then_some(TodayItem::Cards(cards)));
    let advice = workspace.documents.readiness.day.len();
    let near = workspace.documents.preparation.days_left(on).is_some_and(|left| (0..=1).contains(&left));
    items.extend(near.then_some(TodayItem::Advice(advice)));
    // On the day itself nothing is finished any more.
    let day = workspace.documents.preparation.days_left(on) == Some(0);
    items.extend((!day).then(|| finish(workspace)).flatten());
    // No new story is proposed on the day before the interview and on the day itself.
    items.extend((!near).then(|| proposal(workspace)).flatten());
    if workspace.library.iter().filter(|s| s.is_complete()).count() < FIRST_STORIES && !near {
        items.extend(questions(workspace));
        return items;
    }
    let counting = workspace.documents.preparation.counting(&workspace.bank);
    let (counts, rest): (Vec<&Principle>, Vec<&Principle>) =
        workspace.bank.by_how_often().into_iter().partition(|p| counting.iter().any(|c| c.id == p.id));
    let principles = counts.into_iter().map(|p| slots(workspace, p));
    // From the day before on, what is empty stays empty.
    items.extend(principles.filter(|s| !near || !s.stories.is_empty()).map(TodayItem::Principle));
    items.extend((!near && !rest.is_empty()).then_some(TodayItem::Rest(rest.len())));
    items
}

/// The questions of the principle that is asked most often, each with the best story that answers it.
fn questions(workspace: &Workspace) -> Vec<TodayItem> {
    let first = workspace.bank.by_how_often().into_iter().next();
    let question = |prompt: &Prompt| {
        let answers = workspace.library.answering(&prompt.id);
        let story = answers.into_iter().max_by_key(|s| workspace.stage(s));
        TodayItem::Question {
            prompt: prompt.id.clone(),
            short: prompt.short.clone(),
            story: story.map(|s| (s.id.clone(), workspace.stage(s), s.name())),
        }
    };
    first.map(|p| p.main_prompts().iter().map(question).collect()).unwrap_or_default()
}

/// The story to finish: the last changed one with a missing part, else the last changed one with an open
/// warning.
fn finish(workspace: &Workspace) -> Option<TodayItem> {
    let drafts = || workspace.library.iter().filter(|s| workspace.stage(s) == Stage::Draft);
    let lacking = drafts().filter(|s| !s.is_complete()).max_by_key(|s| s.updated);
    let story = lacking.or_else(|| drafts().max_by_key(|s| s.updated))?;
    let note = story.missing().map_or_else(
        || workspace.judged(story, None).summary(),
        |part| format!("no {} yet", story.part_name(part).to_lowercase()),
    );
    Some(TodayItem::Finish { story: story.id.clone(), name: story.name(), note })
}

/// What comes first because of the interview; writing and headlines have lines of their own.
fn near(workspace: &Workspace, on: Date) -> Option<Near> {
    let told = workspace.practice.known && workspace.plan(on).items.is_empty();
    match progress::today(&workspace.documents.preparation, &workspace.candidates(), told, on)? {
        Near::WriteFirst | Near::Headlines { .. } => None,
        near @ (Near::ReadPage | Near::OpenAsk | Near::WriteDown { .. }) => Some(near),
    }
}

/// The daily practice; the row is reserved until the log is read, so that nothing moves.
fn practice(workspace: &Workspace, on: Date) -> Option<TodayItem> {
    if !workspace.library.iter().any(|s| s.is_complete()) {
        return None;
    }
    let item = |what: String, note: String, names: String| Some(TodayItem::Practice { what, note, names });
    if !workspace.practice.known {
        return item("Practice".to_owned(), String::new(), String::new());
    }
    let plan = workspace.plan(on);
    if plan.items.is_empty() {
        let told = stats::heat(&workspace.practice.history, on).last().copied().unwrap_or(0);
        let tomorrow = on.tomorrow().map_or(0, |day| workspace.plan(day).items.len());
        let next = if tomorrow == 0 { String::new() } else { format!("tomorrow {tomorrow} to tell") };
        return match told {
            0 => item(
                "Nothing is due today".to_owned(),
                "a mock loop or headlines, if you like".to_owned(),
                next,
            ),
            told => item(format!("Done for today: {told} told"), next, String::new()),
        };
    }
    let stories = plan.items.iter().filter_map(|i| workspace.library.get(i.story.as_ref()?));
    let names: Vec<String> = stories.map(|s| s.name()).collect();
    let words = plan.words();
    let (what, note) = words.split_once(", ").unwrap_or((&words, ""));
    let what = match (plan.kind, plan.done) {
        (SessionKind::Headlines, _) => format!("Run through {what}"),
        (_, 0) => format!("Practice {what}"),
        (_, done) => {
            let more = what.replacen(' ', " more ", 1);
            let enough = if done >= workspace.practice.settings.stories() { ", if you like" } else { "" };
            format!("Practice {more}{enough}")
        }
    };
    let welcome = plan.welcome().unwrap_or_default();
    // Stories lists everything that is due, so the line says what it leaves for another day.
    let note = match (welcome.is_empty(), plan.waiting) {
        (false, _) => welcome,
        (true, 0) => note.to_owned(),
        (true, more) => format!("{note}; {more} more can wait"),
    };
    item(what, note, names.join(", "))
}

/// The days up to the interview, or without a date the last fourteen days.
fn road(workspace: &Workspace, on: Date) -> Option<Road> {
    if !workspace.library.iter().any(|s| s.is_complete()) {
        return None;
    }
    let interview = workspace.documents.interview().filter(|&date| date >= on);
    let Some(date) = interview else {
        let marks = stats::recent(&workspace.practice.history, on);
        let last = marks.len().saturating_sub(1);
        let mark = |(i, &done): (usize, &bool)| match (done, i == last) {
            (true, _) => DayMark::Practiced,
            (false, true) => DayMark::Today,
            (false, false) => DayMark::Missed,
        };
        let marks = marks.iter().enumerate().map(mark).collect();
        return Some(Road {
            marks,
            end: stats::recent_words(&workspace.practice.history, on),
            pace: None,
            tight: false,
        });
    };
    let marks = stats::road(&workspace.practice.history, on, date);
    let left = (date.duration_since(on).as_hours() / 24) as u32;
    let stories = workspace.library.iter().filter(|s| s.is_complete()).count();
    let pace = match left {
        1 => Some("tonight: headlines, then sleep".to_owned()),
        _ => stats::pace_words(left, workspace.practice.settings.stories() as u32, stories as u32),
    };
    let tight = workspace.progress().1.tight;
    Some(Road { marks, end: date::words_of(date), pace, tight })
}

/// The next story to write: for the first principle, in the order in which they are asked, with fewer than
/// three; before an interview that has a date, for one of those with the fewest.
fn proposal(workspace: &Workspace) -> Option<TodayItem> {
    let numbers = ["first", "second", "third"];
    let preparation = &workspace.documents.preparation;
    let mut principles = workspace.bank.by_how_often();
    if preparation.days_left(workspace.view.today).is_some_and(|left| left >= 0) {
        let counting = preparation.counting(&workspace.bank);
        principles.retain(|p| counting.iter().any(|c| c.id == p.id));
        principles.sort_by_key(|p| workspace.library.slots(p).len());
    }
    principles.into_iter().find_map(|p| {
        let have = workspace.library.slots(p).len();
        let number = numbers.get(have)?;
        let open = |q: &&Prompt| workspace.library.answering(&q.id).is_empty();
        // Interviewers want different types of examples, so a kind that is there comes again only if need be.
        let told = told_kinds(workspace, p);
        let mut other = p.prompts().iter().filter(|q| !told.contains(&q.kind));
        let prompt = other.find(open).or_else(|| p.prompts().iter().find(open))?;
        let what = format!("the {number} for {}", p.name);
        Some(TodayItem::Write { what, about: prompt.short.clone(), prompt: prompt.id.clone() })
    })
}

/// The kinds of event that the stories of a principle are about.
fn told_kinds(workspace: &Workspace, principle: &Principle) -> Vec<PromptKind> {
    let answers = workspace.library.slots(principle).into_iter().filter_map(|s| s.answers.first());
    let here = answers.filter(|id| workspace.bank.home(id) == principle.id);
    here.filter_map(|id| workspace.bank.prompt(id)).map(|p| p.kind).collect()
}
