//! What a session contains: which stories, in which order, to which prompts.
//!
//! Computed from the stories, the bank and the history, for today or any later day.

use std::collections::HashSet;
use std::ops::RangeInclusive;

use fastrand::Rng;
use jiff::civil::Date;

use super::when::days_between;
use super::{EntryId, History, LearningState, Mode, Split};
use crate::questions::{Asked, Bank, Prompt};
use crate::story::pace::Seconds;
use crate::story::{PromptId, Story, StoryId};

/// The kinds of sessions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SessionKind {
    /// A few stories per day.
    Daily,
    /// Four or five prompts as in an interview: no cues, all reviews at the end.
    Mock,
    /// Each story in 30 seconds.
    Headlines,
    /// A prompt answered aloud without a story. Not a review; leads to writing the story.
    Aloud,
    /// Short exercises with a clock. Nothing of them is kept.
    Drill,
}

/// An exercise of a drill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exercise {
    /// The name of the drill.
    pub drill: String,
    /// What is asked.
    pub ask: String,
    /// What to do.
    pub say: String,
    pub limit: Seconds,
    /// What is shown once it was answered; empty where there is nothing to compare with.
    pub answer: Vec<String>,
}

/// A telling of today that was not reviewed yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// The id of its log entry.
    pub telling: EntryId,
    /// The counted time, without pauses.
    pub seconds: Seconds,
    pub split: Split,
}

/// One thing to tell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SessionItem {
    /// The story; `None` where a prompt is answered aloud without one.
    pub story: Option<StoryId>,
    /// The prompts in turn: the first is asked now, the next one when the story is repeated.
    pub prompts: Vec<PromptId>,
    /// Whether the story has a Lesson, which then is the fifth part.
    pub lesson: bool,
    /// The usual time of a short answer, which has no parts; `None` for a story. The planner leaves it empty.
    pub pitch: Option<RangeInclusive<Seconds>>,
    /// What a drill asks; `None` in every other session.
    pub exercise: Option<Exercise>,
    /// The follow-ups in turn: the first is asked after this telling, the next one after a repetition. The
    /// planner leaves them empty for the caller to fill in; without any, none is asked.
    pub probes: Vec<String>,
    /// A telling of today that was not reviewed yet.
    pub taken: Option<Taken>,
}

impl SessionItem {
    /// The prompt that is asked; `None` for a story linked to none.
    pub fn prompt(&self) -> Option<&PromptId> {
        self.prompts.first()
    }

    /// The follow-up to ask.
    pub fn probe(&self) -> Option<&str> {
        self.probes.first().map(String::as_str)
    }

    fn put_first(&mut self, prompt: &PromptId) {
        self.prompts.retain(|p| p != prompt);
        self.prompts.insert(0, prompt.clone());
    }
}

/// The contents of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub kind: SessionKind,
    /// What to tell, in this order.
    pub items: Vec<SessionItem>,
    /// Stories of the daily session that were already told today.
    pub done: usize,
    /// Stories that are due beyond those in the session.
    pub waiting: usize,
    /// Whether the last practice was more than three days ago.
    pub back: bool,
}

impl Plan {
    /// The estimated duration in minutes.
    pub fn minutes(&self) -> usize {
        let seconds = |item: &SessionItem| match (self.kind, &item.exercise) {
            (_, Some(exercise)) => exercise.limit.0 as usize,
            (SessionKind::Headlines, None) => 40,
            (SessionKind::Daily | SessionKind::Mock | SessionKind::Aloud | SessionKind::Drill, None) => 180,
        };
        self.items.iter().map(seconds).sum::<usize>().div_ceil(60)
    }

    /// The summary: `3 stories, about 9 minutes`, or `Nothing due today`.
    pub fn words(&self) -> String {
        if self.items.is_empty() {
            return "Nothing due today".to_owned();
        }
        let what = match self.kind {
            SessionKind::Daily => ("story", "stories"),
            SessionKind::Mock | SessionKind::Aloud | SessionKind::Drill => ("question", "questions"),
            SessionKind::Headlines => ("headline", "headlines"),
        };
        let count = |n: usize, (one, many): (&str, &str)| format!("{n} {}", if n == 1 { one } else { many });
        format!("{}, about {}", count(self.items.len(), what), count(self.minutes(), ("minute", "minutes")))
    }

    /// The greeting after a gap: `Welcome back. 3 today; the rest can wait`.
    pub fn welcome(&self) -> Option<String> {
        let rest = if self.waiting > 0 { "; the rest can wait" } else { "" };
        (self.back && !self.items.is_empty())
            .then(|| format!("Welcome back. {} today{rest}", self.items.len()))
    }
}

/// Days before the interview, besides the day itself, on which the session is one of headlines.
const EVE: i64 = 2;
/// A gap longer than this many days gets the greeting.
const GAP: i64 = 3;

/// Stories in a daily session of so many minutes.
pub(super) const fn stories_in(minutes: u32) -> usize {
    match minutes {
        0..=5 => 2,
        6..=10 => 3,
        _ => 6,
    }
}

/// The input of a plan.
#[derive(Debug)]
pub struct Planner<'a> {
    stories: Vec<&'a Story>,
    bank: &'a Bank,
    history: &'a History,
    on: Date,
    interview: Option<Date>,
}

impl<'a> Planner<'a> {
    /// A planner for the day `on`, today or later; `interview` is its date. Stories with a missing part and
    /// second versions of a story are left out.
    pub fn new(
        stories: impl IntoIterator<Item = &'a Story>,
        bank: &'a Bank,
        history: &'a History,
        on: Date,
        interview: Option<Date>,
    ) -> Self {
        let stories = stories.into_iter().filter(|s| s.is_complete() && s.version_of.is_none()).collect();
        Self { stories, bank, history, on, interview }
    }

    /// The session of that day: headlines in the last 48 hours before the interview, else the daily session.
    /// `for_interview` lists the stories of the interview; empty means all.
    pub fn today(&self, minutes: u32, for_interview: &[StoryId]) -> Plan {
        let left = self.interview.map(|date| days_between(self.on, date));
        if left.is_some_and(|left| (0..=EVE).contains(&left)) {
            self.headlines(for_interview)
        } else {
            self.daily(minutes)
        }
    }

    /// The rest of the daily session; once that is done, an additional one.
    ///
    /// The most urgent story comes first, then the other due ones, then one that is new or not yet well
    /// established.
    pub fn daily(&self, minutes: u32) -> Plan {
        let pending = self.pending();
        let holds = stories_in(minutes);
        let told: usize = self.stories.iter().filter(|s| self.done_today(&s.id)).count();
        let taken: HashSet<&StoryId> = pending.iter().filter_map(|i| i.story.as_ref()).collect();
        let left = holds.saturating_sub(told);
        let room = if left == 0 && pending.is_empty() { holds } else { left.saturating_sub(pending.len()) };
        let mut due: Vec<_> = self.history.due(self.stories.iter().map(|s| &s.id), self.on, self.interview);
        due.retain(|d| !taken.contains(&d.id));
        let (new, known): (Vec<_>, Vec<_>) = due.into_iter().partition(|d| d.state == LearningState::New);
        let fragile = self.fragile();
        let fresh = new.first().map(|d| &d.id).or(fragile);
        // Reserves one place for a new or fragile story, if the session holds at least three.
        let kept = usize::from(room >= 3 && fresh.is_some());
        let mut chosen: Vec<&StoryId> = known.iter().map(|d| &d.id).take(room - kept).collect();
        let rest = known.iter().map(|d| &d.id).skip(chosen.len());
        let more: Vec<&StoryId> = fresh.into_iter().chain(rest).chain(new.iter().map(|d| &d.id)).collect();
        for id in more {
            if chosen.len() < room && !chosen.contains(&id) {
                chosen.push(id);
            }
        }
        let shown = chosen.iter().filter(|id| known.iter().any(|d| &d.id == **id)).count();
        let waiting = known.len() - shown;
        let items = self.interleaved(chosen.into_iter().filter_map(|id| self.story(id)).collect());
        let items = pending.into_iter().chain(items).collect();
        Plan { kind: SessionKind::Daily, items, done: told.min(holds), waiting, back: self.back() }
    }

    /// Every story of the interview (all, where `for_interview` is empty) as a headline; those told as
    /// headlines today are left out until all were.
    pub fn headlines(&self, for_interview: &[StoryId]) -> Plan {
        let wanted: Vec<&Story> = self
            .stories
            .iter()
            .copied()
            // A short answer is its own headline.
            .filter(|s| !s.is_pitch() && (for_interview.is_empty() || for_interview.contains(&s.id)))
            .collect();
        let told = |story: &Story| {
            self.history
                .record(&story.id)
                .is_some_and(|r| r.tellings().iter().any(|t| t.day == self.on && t.mode == Mode::Headline))
        };
        let left: Vec<&Story> = wanted.iter().copied().filter(|s| !told(s)).collect();
        let done = wanted.len() - left.len();
        let items = self.interleaved(if left.is_empty() { wanted } else { left });
        Plan { kind: SessionKind::Headlines, items, done, waiting: 0, back: false }
    }

    /// Four or five prompts of principles drawn by how often they are asked; the same seed draws the same
    /// prompts.
    ///
    /// Prompts answered by a story come first, with no story or prompt repeated; if there are too few, others
    /// are added, to be answered without a story.
    pub fn mock(&self, seed: u64) -> Plan {
        let mut rng = Rng::with_seed(seed);
        let count = rng.usize(4..=5);
        let mut items: Vec<SessionItem> = Vec::new();
        while items.len() < count {
            let Some(item) = self.draw(&mut rng, &items, true).or_else(|| self.draw(&mut rng, &items, false))
            else {
                break;
            };
            items.push(item);
        }
        Plan { kind: SessionKind::Mock, items, done: 0, waiting: 0, back: false }
    }

    /// One story chosen by hand, due or not, answering `prompt` if given. Empty if the story cannot be
    /// practiced yet.
    pub fn one(&self, story: &StoryId, prompt: Option<&PromptId>) -> Plan {
        let mut items = self.interleaved(self.story(story).into_iter().collect());
        for item in &mut items {
            if let Some(prompt) = prompt {
                item.put_first(prompt);
            }
        }
        Plan { kind: SessionKind::Daily, items, done: 0, waiting: 0, back: false }
    }

    /// One prompt to answer aloud, without a story.
    pub fn aloud(prompt: PromptId) -> Plan {
        let item = SessionItem { prompts: vec![prompt], ..SessionItem::default() };
        Plan { kind: SessionKind::Aloud, items: vec![item], done: 0, waiting: 0, back: false }
    }

    fn story(&self, id: &StoryId) -> Option<&'a Story> {
        self.stories.iter().find(|s| s.id == *id).copied()
    }

    /// Whether a story was told and graded in a daily session of that day and need not be repeated.
    fn done_today(&self, id: &StoryId) -> bool {
        self.history.record(id).is_some_and(|r| {
            let told =
                r.tellings().iter().any(|t| t.day == self.on && t.mode == Mode::Daily && t.grade.is_some());
            told && r.due(self.on, self.interview).is_some_and(|due| due > self.on)
        })
    }

    /// Tellings of that day that were not reviewed yet, because a session was killed or a grade undone.
    fn pending(&self) -> Vec<SessionItem> {
        let mut found: Vec<_> = self
            .stories
            .iter()
            .filter_map(|story| {
                let last = self.history.record(&story.id)?.tellings().last()?;
                if last.day != self.on || last.mode != Mode::Daily || last.grade.is_some() {
                    return None;
                }
                let mut item = self.item(story);
                if let Some(prompt) = &last.prompt {
                    item.put_first(prompt);
                }
                item.taken = Some(Taken { telling: last.id, seconds: last.seconds, split: last.split });
                Some((last.at, item))
            })
            .collect();
        found.sort_by_key(|(at, _)| *at);
        found.into_iter().map(|(_, item)| item).collect()
    }

    /// The least remembered story that is not due, not well established, and not told that day.
    fn fragile(&self) -> Option<&'a StoryId> {
        self.stories
            .iter()
            .filter_map(|story| {
                let record = self.history.record(&story.id)?;
                let due = record.due(self.on, self.interview)?;
                let told = record.tellings().iter().any(|t| t.day == self.on);
                let fits = due > self.on && !told && record.state() == LearningState::Learning;
                fits.then_some((&story.id, record.retrievability(self.on)?))
            })
            .min_by(|(_, a), (_, b)| a.total_cmp(b))
            .map(|(id, _)| id)
    }

    /// Whether there was a gap before that day.
    fn back(&self) -> bool {
        let last = self.history.records().flat_map(|(_, r)| r.tellings()).map(|t| t.day).max();
        last.is_some_and(|day| days_between(day, self.on) > GAP)
    }

    /// The stories as items. The first stays first; neighbors share a principle only if nothing else is left.
    fn interleaved(&self, mut left: Vec<&Story>) -> Vec<SessionItem> {
        let mut items = Vec::new();
        let mut last: Option<&str> = None;
        while !left.is_empty() {
            let next = left.iter().position(|s| last != Some(s.principle.as_str())).unwrap_or(0);
            let story = left.remove(next);
            last = Some(story.principle.as_str());
            items.push(self.item(story));
        }
        items
    }

    /// A story with its prompts in turn: never asked first, then the least recently asked.
    fn item(&self, story: &Story) -> SessionItem {
        let mut prompts: Vec<PromptId> =
            story.answers.iter().filter(|p| self.bank.prompt(p).is_some()).cloned().collect();
        if let Some(record) = self.history.record(&story.id) {
            prompts
                .sort_by_cached_key(|p| record.tellings().iter().rposition(|t| t.prompt.as_ref() == Some(p)));
        }
        SessionItem {
            story: Some(story.id.clone()),
            prompts,
            lesson: has_lesson(story),
            ..SessionItem::default()
        }
    }

    /// Draws another prompt for a mock loop, of a principle not asked yet if one is left.
    fn draw(&self, rng: &mut Rng, before: &[SessionItem], answered: bool) -> Option<SessionItem> {
        let asked =
            |principle: &str| before.iter().any(|i| i.prompt().is_some_and(|p| p.principle() == principle));
        let open: Vec<(u32, bool, Vec<SessionItem>)> = self
            .bank
            .principles()
            .iter()
            .map(|p| {
                let items = p.prompts().iter().filter_map(|q| self.mock_item(q, before, answered)).collect();
                (weight(p.asked), asked(&p.id), items)
            })
            .filter(|(_, _, items): &(_, _, Vec<_>)| !items.is_empty())
            .collect();
        let fresh_left = open.iter().any(|(_, asked, _)| !asked);
        let open: Vec<_> = open.into_iter().filter(|(_, asked, _)| !(fresh_left && *asked)).collect();
        let all: u32 = open.iter().map(|(weight, ..)| weight).sum();
        let mut at = rng.u32(..all.max(1));
        for (weight, _, items) in open {
            if at < weight {
                return rng.choice(items);
            }
            at -= weight;
        }
        None
    }

    /// The prompt as an item, with a story that answers it and was not told to it last time; `None` if the
    /// prompt was asked before or no such story is left.
    fn mock_item(&self, prompt: &Prompt, before: &[SessionItem], answered: bool) -> Option<SessionItem> {
        if before.iter().any(|i| i.prompt() == Some(&prompt.id)) {
            return None;
        }
        let prompts = vec![prompt.id.clone()];
        if !answered {
            return Some(SessionItem { prompts, ..SessionItem::default() });
        }
        let free = |s: &&&Story| {
            s.answers.contains(&prompt.id) && !before.iter().any(|i| i.story.as_ref() == Some(&s.id))
        };
        let story = self.stories.iter().filter(free).min_by_key(|s| {
            let last = self.history.record(&s.id).and_then(|r| r.last_prompt());
            last == Some(&prompt.id)
        })?;
        Some(SessionItem {
            story: Some(story.id.clone()),
            prompts,
            lesson: has_lesson(story),
            ..SessionItem::default()
        })
    }
}

fn has_lesson(story: &Story) -> bool {
    !story.lesson.trim().is_empty()
}

/// The relative probability of drawing a principle; the rarely asked ones have the lowest.
const fn weight(asked: Asked) -> u32 {
    match asked {
        Asked::AlmostAlways => 8,
        Asked::Often => 4,
        Asked::Sometimes => 2,
        Asked::Rarely => 1,
    }
}
