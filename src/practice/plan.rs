//! What a session holds: which stories, in which order, to which prompts.
//!
//! Decides from the stories, the bank and the history what to practice on a day, today or any later
//! one.

use std::collections::HashSet;

use fastrand::Rng;
use jiff::civil::Date;

use super::when::days_between;
use super::{EntryId, History, LearningState, Mode, Split};
use crate::questions::{Asked, Bank, Prompt};
use crate::story::pace::Seconds;
use crate::story::{PromptId, Story, StoryId};

/// The sorts of sessions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SessionKind {
    /// A few stories a day.
    Daily,
    /// Four or five prompts as in an interview: no cues, the look back at the end.
    Mock,
    /// Each story in 30 seconds.
    Headlines,
    /// A prompt said aloud without a story; no review, leads to writing it.
    Aloud,
}

/// A telling of today that still wants its look back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// The id of its entry.
    pub telling: EntryId,
    /// The counted time.
    pub seconds: Seconds,
    /// The parts' times, where measured.
    pub split: Split,
}

/// One thing to tell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SessionItem {
    /// The story; `None` where a prompt is said aloud without one.
    pub story: Option<StoryId>,
    /// The prompts in turn: the first is asked now, the next one when the story comes again.
    pub prompts: Vec<PromptId>,
    /// Whether the story has a lesson, which is then the fifth part.
    pub lesson: bool,
    /// The follow-up to ask; the planner leaves it empty for the caller to fill. `None` skips it.
    pub probe: Option<String>,
    /// A telling of today that still wants its look back.
    pub taken: Option<Taken>,
}

impl SessionItem {
    /// The prompt that is asked; `None` for a story that answers none.
    pub fn prompt(&self) -> Option<&PromptId> {
        self.prompts.first()
    }

    fn put_first(&mut self, prompt: &PromptId) {
        self.prompts.retain(|p| p != prompt);
        self.prompts.insert(0, prompt.clone());
    }
}

/// What a session holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The sort of session.
    pub kind: SessionKind,
    /// What is told, in this order.
    pub items: Vec<SessionItem>,
    /// How many stories of the day's session were already told today.
    pub done: usize,
    /// How many more are due than the session holds.
    pub waiting: usize,
    /// Whether there was a gap of more than three days before.
    pub back: bool,
}

impl Plan {
    /// About how long it takes, in minutes.
    pub fn minutes(&self) -> usize {
        let seconds = match self.kind {
            SessionKind::Daily | SessionKind::Mock | SessionKind::Aloud => 180,
            SessionKind::Headlines => 40,
        };
        (self.items.len() * seconds).div_ceil(60)
    }

    /// What to say of it: `3 stories, about 9 minutes`, or `Nothing due today`.
    pub fn words(&self) -> String {
        if self.items.is_empty() {
            return "Nothing due today".to_owned();
        }
        let what = match self.kind {
            SessionKind::Daily => ("story", "stories"),
            SessionKind::Mock | SessionKind::Aloud => ("question", "questions"),
            SessionKind::Headlines => ("headline", "headlines"),
        };
        let count = |n: usize, (one, many): (&str, &str)| format!("{n} {}", if n == 1 { one } else { many });
        format!("{}, about {}", count(self.items.len(), what), count(self.minutes(), ("minute", "minutes")))
    }

    /// What to say after a gap: `Welcome back. 3 today; the rest can wait`.
    pub fn welcome(&self) -> Option<String> {
        let rest = if self.waiting > 0 { "; the rest can wait" } else { "" };
        (self.back && !self.items.is_empty())
            .then(|| format!("Welcome back. {} today{rest}", self.items.len()))
    }
}

/// The days before the interview, and the day itself, on which a session is one of headlines.
const EVE: i64 = 2;
/// A gap of more days than this is greeted.
const GAP: i64 = 3;

/// How many stories a daily session of so many minutes holds.
pub(super) const fn stories_in(minutes: u32) -> usize {
    match minutes {
        0..=5 => 2,
        6..=10 => 3,
        _ => 6,
    }
}

/// Everything a plan is made from.
#[derive(Debug)]
pub struct Planner<'a> {
    stories: Vec<&'a Story>,
    bank: &'a Bank,
    history: &'a History,
    on: Date,
    interview: Option<Date>,
}

impl<'a> Planner<'a> {
    /// A planner for the day `on`, today or later; `interview` is its date. Stories that want a part yet,
    /// or are a second version of another, are left out.
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

    /// What practice is on that day: headlines in the last 48 hours before the interview, else the daily
    /// session. `for_interview` are the stories of the interview; empty means all.
    pub fn today(&self, minutes: u32, for_interview: &[StoryId]) -> Plan {
        let left = self.interview.map(|date| days_between(self.on, date));
        if left.is_some_and(|left| (0..=EVE).contains(&left)) {
            self.headlines(for_interview)
        } else {
            self.daily(minutes)
        }
    }

    /// What is left of the day's session; once that is done, what a further one would hold.
    ///
    /// The most urgent story first, then what is due, then a new one or one that is not safe yet.
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
        // One place is kept for a story that is new or not safe yet, where there is room for all three sorts.
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

    /// Every story of the interview (all, where `for_interview` is empty) as a headline; those told as one
    /// today are left out until all were.
    pub fn headlines(&self, for_interview: &[StoryId]) -> Plan {
        let wanted: Vec<&Story> = self
            .stories
            .iter()
            .copied()
            .filter(|s| for_interview.is_empty() || for_interview.contains(&s.id))
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

    /// Four or five prompts of principles drawn by how often they are asked; equal seeds draw equally.
    ///
    /// Prompts that a story answers come first, no story and no prompt twice; where they do not suffice,
    /// others fill up, to be answered without a story.
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

    /// One story, chosen by hand, due or not; to `prompt` where one is given. Empty where the story
    /// cannot be practiced yet.
    pub fn one(&self, story: &StoryId, prompt: Option<&PromptId>) -> Plan {
        let mut items = self.interleaved(self.story(story).into_iter().collect());
        for item in &mut items {
            if let Some(prompt) = prompt {
                item.put_first(prompt);
            }
        }
        Plan { kind: SessionKind::Daily, items, done: 0, waiting: 0, back: false }
    }

    /// One prompt said aloud, without a story.
    pub fn aloud(prompt: PromptId) -> Plan {
        let item = SessionItem { prompts: vec![prompt], ..SessionItem::default() };
        Plan { kind: SessionKind::Aloud, items: vec![item], done: 0, waiting: 0, back: false }
    }

    fn story(&self, id: &StoryId) -> Option<&'a Story> {
        self.stories.iter().find(|s| s.id == *id).copied()
    }

    /// Whether a story was told and graded in a daily session of that day, and need not come again.
    fn done_today(&self, id: &StoryId) -> bool {
        self.history.record(id).is_some_and(|r| {
            let told =
                r.tellings().iter().any(|t| t.day == self.on && t.mode == Mode::Daily && t.grade.is_some());
            told && r.due(self.on, self.interview).is_some_and(|due| due > self.on)
        })
    }

    /// The day's tellings that still want their look back: a session that was killed, a grade taken back.
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

    /// The story that is not due, not safe yet, not told that day, and the least remembered.
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

    /// The stories as items; the first stays first, and two of a principle stand side by side only where
    /// nothing else is left.
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

    /// A story with its prompts in turn: never told first, then the longest ago.
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

    /// One more prompt for a mock loop: of a principle not asked yet where one is left.
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

    /// The prompt as an item, with the story that answers it and was not told to it last; `None` where it
    /// was asked before or no such story is left.
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

/// How often a principle is drawn, against those that are rarely asked.
const fn weight(asked: Asked) -> u32 {
    match asked {
        Asked::AlmostAlways => 8,
        Asked::Often => 4,
        Asked::Sometimes => 2,
        Asked::Rarely => 1,
    }
}
