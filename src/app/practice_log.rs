//! What the workspace knows of practice: the history, what is not in the log yet, and what to practice.
//!
//! Owns every line that goes into the log: each is in the history at once, and stays in memory until the
//! log has it. Must not know how a session runs.

use std::collections::HashMap;
use std::time::Duration;

use jiff::civil::Date;

use super::msg::{Effect, Now, Problem};
use super::workspace::{RETRY, Workspace};
use crate::coach::{self, Facts};
use crate::practice::{
    self, EntryId, History, LogEntry, Mode, Plan, Planner, Record, SessionItem, Split, What,
};
use crate::story::pace::Seconds;
use crate::story::{PromptId, StoryId};

/// A telling in an interview that is shorter than this is none.
const SHORTEST: Seconds = Seconds(20);

/// A line that is not known to be in the log yet.
#[derive(Debug, Clone)]
pub struct Unlogged {
    entry: LogEntry,
    /// When and why it could not be written; `None` while it is on its way.
    pub(super) problem: Option<(Duration, Problem)>,
}

impl Workspace {
    /// How long the last telling of a story took.
    pub fn told(&self, story: &StoryId) -> Option<Seconds> {
        self.history.record(story).and_then(Record::last_seconds)
    }

    /// How long the last telling of every story took.
    pub(super) fn told_times(&self) -> HashMap<StoryId, Seconds> {
        let times = self.history.records().filter_map(|(id, r)| Some((id.clone(), r.last_seconds()?)));
        times.collect()
    }

    /// Adds a line to the history and to the log.
    pub fn log(&mut self, entry: LogEntry) {
        self.history.add(&entry);
        self.library.edition += 1;
        if let What::Told { story, .. } = &entry.what {
            self.judge(story);
        }
        self.unlogged.push(Unlogged { entry: entry.clone(), problem: None });
        self.effect(Effect::Log(entry));
    }

    /// Notes that a story was rewritten and wants to be practiced soon.
    pub fn soon(&mut self, story: &StoryId, now: &Now) {
        let id = EntryId::from_bits(self.draw());
        let what = What::Soon { story: story.clone() };
        self.log(LogEntry { id, at: practice::Stamp::from(&now.wall), what });
    }

    /// Notes that a story was told in the interview itself; what is too short for that was a slip of the finger.
    pub fn told_for_real(&mut self, story: &StoryId, prompt: Option<&PromptId>, seconds: Seconds, now: &Now) {
        let name = self.library.get(story).map(|s| s.name()).unwrap_or_default();
        if seconds < SHORTEST {
            self.say(format!("Stopped after {seconds}. Less than {SHORTEST} does not count as told."), now);
            return;
        }
        let id = EntryId::from_bits(self.draw());
        let (story, prompt) = (story.clone(), prompt.cloned());
        let what = What::Told { story, prompt, mode: Mode::Interview, seconds, split: Split::default() };
        self.log(LogEntry { id, at: practice::Stamp::from(&now.wall), what });
        self.say(format!("\"{name}\" told in {seconds}."), now);
    }

    /// The stories told in an interview on this day, and when last, as `14:06`.
    pub fn told_today(&self, now: &Now) -> HashMap<StoryId, String> {
        let day = self.practice_day(now);
        let last = |r: &Record| {
            let today = r.tellings().iter().rev().take_while(|t| t.day >= day);
            let mut told = today.filter(|t| t.mode == Mode::Interview);
            told.next().map(|t| t.local.strftime("%H:%M").to_string())
        };
        self.history.records().filter_map(|(id, r)| Some((id.clone(), last(r)?))).collect()
    }

    /// Takes in what the log says; what is not in it yet is added.
    pub(super) fn log_read(&mut self, history: History) {
        self.history = history;
        for line in &self.unlogged {
            self.history.add(&line.entry);
        }
        self.history_known = true;
        self.library.edition += 1;
        self.judge_all();
    }

    /// Takes in that a line is in the log.
    pub(super) fn logged(&mut self, id: EntryId) {
        self.unlogged.retain(|u| u.entry.id != id);
    }

    /// Takes in that a line could not be added to the log.
    pub(super) fn log_failed(&mut self, id: EntryId, problem: Problem, now: &Now) {
        if let Some(line) = self.unlogged.iter_mut().find(|u| u.entry.id == id) {
            line.problem = Some((now.mono, problem));
        }
    }

    /// Tries again to add the lines that failed and whose time has come; with `all`, every one of them.
    pub(super) fn log_due(&mut self, now: &Now, all: bool) {
        let mut again = Vec::new();
        for line in &mut self.unlogged {
            if line.problem.as_ref().is_some_and(|(at, _)| all || *at + RETRY <= now.mono) {
                line.problem = None;
                again.push(line.entry.clone());
            }
        }
        for entry in again {
            self.effect(Effect::Log(entry));
        }
    }

    /// When the next line is tried again.
    pub(super) fn next_log(&self) -> Option<Duration> {
        self.unlogged.iter().filter_map(|u| u.problem.as_ref().map(|(at, _)| *at + RETRY)).min()
    }

    // ---- what to practice ---------------------------------------------------------------------

    /// The date of the interview.
    pub fn interview(&self) -> Option<Date> {
        self.documents.preparation.date
    }

    /// The stories of the interview: those that its rounds hear; empty, which means all, without rounds.
    pub fn for_interview(&self) -> Vec<StoryId> {
        if self.documents.preparation.rounds.is_empty() {
            return Vec::new();
        }
        let (plan, _) = self.progress();
        let mut stories = Vec::new();
        for tell in plan.rounds.into_iter().flat_map(|r| r.tells) {
            if !stories.contains(&tell.story) {
                stories.push(tell.story);
            }
        }
        stories
    }

    /// The day of practice, which begins some hours after midnight.
    pub fn practice_day(&self, now: &Now) -> Date {
        practice::day_of(&now.wall, self.practice.day_start)
    }

    /// Who decides what to practice on a day.
    pub fn planner(&self, on: Date) -> Planner<'_> {
        let stories = self.library.iter().map(AsRef::as_ref);
        Planner::new(stories, &self.bank, &self.history, on, self.interview())
    }

    /// What practice is on a day, today or later.
    pub fn plan(&self, on: Date) -> Plan {
        self.planner(on).today(self.practice.minutes, &self.for_interview())
    }

    /// Chooses the follow-up of each item, from the story's weakest point.
    pub(super) fn fill(&self, plan: &mut Plan) {
        for item in &mut plan.items {
            item.probe = self.probe(item);
        }
    }

    fn probe(&self, item: &SessionItem) -> Option<String> {
        let story = self.library.get(item.story.as_ref()?)?;
        let prompt = self.bank.prompt(item.prompt()?)?;
        let facts = Facts { today: self.today, told: self.told(&story.id) };
        let review = coach::review(story, Some(prompt), &self.coach, facts);
        let tellings = self.history.record(&story.id).map_or(0, |r| r.tellings().len());
        Some(coach::probe(&review, story, prompt, tellings).1).filter(|p| !p.is_empty())
    }

    /// What is asked: the prompt's wording, else to tell this story.
    pub fn asked(&self, item: &SessionItem) -> String {
        if let Some(prompt) = item.prompt().and_then(|p| self.bank.prompt(p)) {
            return prompt.text.clone();
        }
        let name =
            item.story.as_ref().and_then(|id| self.library.get(id)).map(|s| s.name()).unwrap_or_default();
        format!("Tell \"{name}\" as if somebody had asked for it.")
    }
}
