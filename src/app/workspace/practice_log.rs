//! The practice history, and its entries that are not yet in the log file.
//!
//! An entry is in the history at once, and stays in memory until it is written.

use std::collections::HashMap;
use std::time::Duration;

use jiff::civil::Date;

use super::saving::RETRY;
use crate::app::msg::{Now, Problem};
use crate::practice::{self, EntryId, History, LogEntry, Mode, Record, Settings};
use crate::story::StoryId;
use crate::story::pace::Seconds;

/// The practice history and unwritten entries.
#[derive(Debug, Default)]
pub struct PracticeLog {
    pub history: History,
    /// Whether the log was read.
    pub known: bool,
    pub settings: Settings,
    unlogged: Vec<Unlogged>,
}

/// An entry not yet confirmed to be in the log.
#[derive(Debug)]
struct Unlogged {
    entry: LogEntry,
    /// When and why writing failed; `None` while it is in progress.
    problem: Option<(Duration, Problem)>,
}

impl PracticeLog {
    /// The time of a story's last telling.
    pub fn told(&self, story: &StoryId) -> Option<Seconds> {
        self.history.record(story).and_then(Record::last_seconds)
    }

    /// The time of the last telling of every story.
    pub(super) fn told_times(&self) -> HashMap<StoryId, Seconds> {
        let times = self.history.records().filter_map(|(id, r)| Some((id.clone(), r.last_seconds()?)));
        times.collect()
    }

    /// The current day of practice, which begins some hours after midnight.
    pub fn day(&self, now: &Now) -> Date {
        practice::day_of(&now.wall, self.settings.day_start)
    }

    /// The stories told in an interview today, with the time of the last telling, as `14:06`.
    pub fn told_today(&self, now: &Now) -> HashMap<StoryId, String> {
        let day = self.day(now);
        let last = |r: &Record| {
            let today = r.tellings().iter().rev().take_while(|t| t.day >= day);
            let mut told = today.filter(|t| t.mode == Mode::Interview);
            told.next().map(|t| t.local.strftime("%H:%M").to_string())
        };
        self.history.records().filter_map(|(id, r)| Some((id.clone(), last(r)?))).collect()
    }

    /// Adds an entry that is about to be written.
    pub(super) fn add(&mut self, entry: LogEntry) {
        self.history.add(&entry);
        self.unlogged.push(Unlogged { entry, problem: None });
    }

    /// Adopts the history from the log and adds the unwritten entries.
    pub(super) fn read(&mut self, history: History) {
        self.history = history;
        for line in &self.unlogged {
            self.history.add(&line.entry);
        }
        self.known = true;
    }

    /// Records that an entry was written.
    pub(in crate::app) fn logged(&mut self, id: EntryId) {
        self.unlogged.retain(|u| u.entry.id != id);
    }

    /// Records that an entry could not be written.
    pub(in crate::app) fn failed(&mut self, id: EntryId, problem: Problem, now: &Now) {
        if let Some(line) = self.unlogged.iter_mut().find(|u| u.entry.id == id) {
            line.problem = Some((now.mono, problem));
        }
    }

    /// The failed entries that are due for a retry; with `all`, every one. They count as in progress from now
    /// on.
    pub(super) fn take_due(&mut self, now: &Now, all: bool) -> Vec<LogEntry> {
        let mut again = Vec::new();
        for line in &mut self.unlogged {
            if line.problem.take_if(|(at, _)| all || *at + RETRY <= now.mono).is_some() {
                again.push(line.entry.clone());
            }
        }
        again
    }

    /// The entries that could be written nowhere.
    pub fn only_in_memory(&self) -> impl Iterator<Item = &LogEntry> {
        let nowhere = |line: &&Unlogged| line.problem.as_ref().is_some_and(|(_, p)| !p.journaled);
        self.unlogged.iter().filter(nowhere).map(|line| &line.entry)
    }

    /// When the next retry is due.
    pub(in crate::app) fn next_due(&self) -> Option<Duration> {
        self.unlogged.iter().filter_map(|u| u.problem.as_ref().map(|(at, _)| *at + RETRY)).min()
    }

    /// Why an entry could not be written.
    pub fn trouble(&self) -> Option<&Problem> {
        self.unlogged.iter().find_map(|u| u.problem.as_ref().map(|(_, p)| p))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::{Split, Stamp, What};

    fn now(seconds: u64) -> Now {
        Now { mono: Duration::from_secs(seconds), wall: "2026-11-23T14:06[Europe/Berlin]".parse().unwrap() }
    }

    fn telling(n: u64, mode: Mode) -> LogEntry {
        let what = What::Told {
            story: StoryId::from_bits(7),
            prompt: None,
            mode,
            seconds: Seconds(100 + n as u32),
            split: Split::default(),
        };
        LogEntry { id: EntryId::from_bits(n), at: Stamp::from(&now(0).wall), what }
    }

    #[test]
    fn a_line_counts_at_once_and_is_tried_again_until_the_log_has_it() {
        let mut log = PracticeLog::default();
        log.add(telling(1, Mode::Interview));
        assert_eq!(log.told(&StoryId::from_bits(7)), Some(Seconds(101)));
        assert_eq!(log.told_today(&now(0)).get(&StoryId::from_bits(7)).map(String::as_str), Some("14:06"));
        let full = Problem { what: "Disk full".into(), detail: String::new(), journaled: false };
        log.failed(EntryId::from_bits(1), full, &now(1));
        assert!(log.trouble().is_some());
        assert_eq!(log.only_in_memory().count(), 1);
        assert_eq!(log.next_due(), Some(Duration::from_secs(1) + RETRY));
        assert!(log.take_due(&now(2), false).is_empty());
        assert_eq!(log.take_due(&now(11), false).len(), 1);
        assert!(log.trouble().is_none(), "on its way again");
        log.read(History::default());
        assert_eq!(log.told(&StoryId::from_bits(7)), Some(Seconds(101)), "the log does not have it yet");
        log.logged(EntryId::from_bits(1));
        log.read(History::default());
        assert_eq!(log.told(&StoryId::from_bits(7)), None);
    }
}
