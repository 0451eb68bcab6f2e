//! State of each story derived from the practice log: its tellings, its memory, its due date.
//!
//! Nothing is stored: replaying the same entries gives the same history, so a grade can be undone, and
//! editing a story does not change its schedule.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use super::fsrs::Memory;
use super::when::{days_after, days_between};
use super::{Beats, EntryId, Grade, Heard, LogEntry, Mode, Split, What};
use crate::story::pace::Seconds;
use crate::story::{PromptId, StoryId};

/// Longest interval in days where no interview is ahead.
pub const MAX_GAP: i64 = 60;
/// Days before an interview in which a higher retention is required.
const LAST_DAYS: i64 = 7;

/// A telling shorter than this does not count: a key pressed by accident, or a false start.
pub const SLIP: Seconds = Seconds(20);

/// The target retention with this many days left to the interview.
pub fn retention(days_left: Option<i64>) -> f64 {
    if days_left.is_some_and(|d| (0..=LAST_DAYS).contains(&d)) { 0.95 } else { 0.90 }
}

/// A grade that was not undone, with the beats ticked at the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GradeGiven {
    pub grade: Grade,
    /// The civil day on which it was given. The schedule uses this day.
    pub day: Date,
    pub at: Timestamp,
    pub beats: Beats,
    /// Whether the follow-up was answered; `None` where none was asked.
    pub probe: Option<bool>,
}

/// One telling of a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// The id of its log entry.
    pub id: EntryId,
    /// When the clock ended.
    pub at: Timestamp,
    /// The same in the local time of the teller.
    pub local: DateTime,
    /// The civil day of `local`.
    pub day: Date,
    pub prompt: Option<PromptId>,
    pub mode: Mode,
    /// The counted time, without pauses.
    pub seconds: Seconds,
    pub split: Split,
    /// The current grade; `None` where none was given or it was undone.
    pub grade: Option<GradeGiven>,
    /// What was heard in its recording, where there was one.
    pub heard: Option<Heard>,
    /// The follow-up that was asked, even if the grade was undone.
    pub asked: Option<String>,
}

impl Telling {
    /// Whether it ended before anything can have been told, so that its grade says nothing.
    pub fn is_slip(&self) -> bool {
        self.mode != Mode::Headline && self.seconds < SLIP
    }

    /// Whether its time says how long the story takes: it was neither a headline nor a slip.
    pub fn is_whole(&self) -> bool {
        self.mode != Mode::Headline && !self.is_slip()
    }

    /// The grade, where it counts for the schedule.
    fn review(&self) -> Option<GradeGiven> {
        self.grade.filter(|_| self.mode != Mode::Interview && !self.is_slip())
    }
}

/// The practice record of one story.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Record {
    tellings: Vec<Telling>,
    soon: Option<(Timestamp, Date)>,
    memory: Option<Memory>,
    last: Option<GradeGiven>,
}

impl Record {
    /// Every telling, those in interviews included, in chronological order.
    pub fn tellings(&self) -> &[Telling] {
        &self.tellings
    }

    /// The memory after the last review; `None` before the first.
    pub const fn memory(&self) -> Option<Memory> {
        self.memory
    }

    /// The last grade that was not undone; `None` before the first.
    pub const fn last_review(&self) -> Option<GradeGiven> {
        self.last
    }

    /// The time of the last complete telling ([`Telling::is_whole`]).
    pub fn last_seconds(&self) -> Option<Seconds> {
        self.tellings.iter().rev().find(|t| t.is_whole()).map(|t| t.seconds)
    }

    /// The times of all complete tellings ([`Telling::is_whole`]), oldest first.
    pub fn times(&self) -> Vec<Seconds> {
        self.tellings.iter().filter(|t| t.is_whole()).map(|t| t.seconds).collect()
    }

    /// The split of the last telling in which any part was measured.
    pub fn last_split(&self) -> Option<Split> {
        self.tellings.iter().rev().map(|t| t.split).find(|split| *split != Split::default())
    }

    /// The number of tellings graded 3 or 4.
    pub fn good_tellings(&self) -> u32 {
        self.tellings.iter().filter(|t| t.review().is_some_and(|g| g.grade.is_good())).count() as u32
    }

    /// The number of tellings graded 3 or 4 that took at least this long; those under [`SLIP`] never count.
    pub fn good_tellings_of(&self, least: Seconds) -> u32 {
        let good =
            |t: &&Telling| t.seconds >= least.max(SLIP) && t.review().is_some_and(|g| g.grade.is_good());
        self.tellings.iter().filter(good).count() as u32
    }

    /// The follow-ups that were asked, in order.
    pub fn asked(&self) -> Vec<&str> {
        self.tellings.iter().filter_map(|t| t.asked.as_deref()).collect()
    }

    /// The prompt it answered last.
    pub fn last_prompt(&self) -> Option<&PromptId> {
        self.tellings.iter().rev().find_map(|t| t.prompt.as_ref())
    }

    /// Whether the first graded telling of that day was graded 3 or 4; `None` where there is none.
    pub fn first_try(&self, day: Date) -> Option<bool> {
        let first = self.tellings.iter().find(|t| t.day == day && t.review().is_some())?;
        first.grade.map(|g| g.grade.is_good())
    }

    /// Its learning state.
    pub fn state(&self) -> LearningState {
        match self.last {
            None => LearningState::New,
            Some(last) if last.grade == Grade::Blanked || self.good_tellings() < 2 => LearningState::Learning,
            Some(_) => LearningState::Review,
        }
    }

    /// The probability, 0 to 1, of recalling it on that day; `None` before the first review.
    pub fn retrievability(&self, on: Date) -> Option<f64> {
        Some(self.memory?.retrievability(whole_days(self.last?.day, on)))
    }

    /// The due date with all caps applied; `None` before the first review.
    ///
    /// `on` is today: an interview date before it is ignored.
    pub fn due(&self, on: Date, interview: Option<Date>) -> Option<Date> {
        let last = self.last?;
        let due = due_after(self.memory?, last.grade, last.day, interview.filter(|&d| d >= on));
        match self.soon {
            Some((at, day)) if at >= last.at => Some(due.min(day)),
            _ => Some(due),
        }
    }

    /// The due date that each grade on that day would give, weakest grade first.
    fn dates(&self, on: Date, interview: Option<Date>) -> [Date; 4] {
        Grade::ALL.map(|grade| {
            let memory = match (self.memory, self.last) {
                (Some(memory), Some(last)) => memory.next(whole_days(last.day, on), grade),
                _ => Memory::first(grade),
            };
            due_after(memory, grade, on, interview.filter(|&d| d >= on))
        })
    }

    /// Recomputes the memory from all current grades, in the order in which they were given.
    fn settle(&mut self) {
        let mut reviews: Vec<GradeGiven> = self.tellings.iter().filter_map(Telling::review).collect();
        reviews.sort_by_key(|g| g.at);
        self.memory = None;
        self.last = None;
        for review in reviews {
            self.memory = Some(match (self.memory, self.last) {
                (Some(memory), Some(last)) => memory.next(whole_days(last.day, review.day), review.grade),
                _ => Memory::first(review.grade),
            });
            self.last = Some(review);
        }
    }
}

/// Whole days between two dates; 0 where travel west made the later telling's date the earlier one.
fn whole_days(from: Date, to: Date) -> u32 {
    days_between(from, to).max(0) as u32
}

/// The due date with all caps applied, for a grade given on `day`.
fn due_after(memory: Memory, grade: Grade, day: Date, interview: Option<Date>) -> Date {
    if grade == Grade::Blanked {
        return day;
    }
    let left = interview.map(|date| days_between(day, date)).filter(|&left| left > 0);
    let most = left.map_or(MAX_GAP, |left| (left / 4).max(1));
    let gap = memory.interval(retention(left)).round().clamp(1.0, most as f64);
    days_after(day, gap as i64)
}

/// How well established a story is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LearningState {
    /// Never graded.
    New,
    /// Graded, but told well fewer than two times, or blanked last time.
    Learning,
    /// Told well twice or more.
    Review,
}

/// A story that is due.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Due {
    pub id: StoryId,
    /// The due date; for a new story the day in question.
    pub due: Date,
    /// Days between the last review and the due date; 0 for a new story.
    pub interval: i64,
    /// Days until the probability of recall falls to 0.9; `None` for a new story.
    pub stability: Option<f64>,
    /// Difficulty, 1 to 10; `None` for a new story.
    pub difficulty: Option<f64>,
    /// The probability, 0 to 1, of recalling it on the day in question.
    pub retrievability: Option<f64>,
    pub state: LearningState,
}

/// Sort key of due stories: new ones last, weakest last grade first, then the least recently told.
type Order = (bool, Option<Grade>, Date);

/// Practice records by story.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    day_start: u8,
    /// In order of first appearance in the log.
    records: Vec<(StoryId, Record)>,
    /// Index of each story's record.
    stories: HashMap<StoryId, usize>,
    /// For each telling, the index of its record and its index within that.
    tellings: HashMap<EntryId, (usize, usize)>,
}

impl History {
    /// Builds the history from entries in chronological order; a day begins at `day_start` o'clock.
    pub fn replay(entries: &[LogEntry], day_start: u8) -> Self {
        let mut history = Self { day_start, ..Self::default() };
        history.tellings.reserve(entries.len() / 2);
        // Tellings first: after a clock was set back, a grade may come before its telling.
        for entry in entries {
            history.tell(entry);
        }
        for entry in entries {
            history.judge(entry);
        }
        for (_, record) in &mut history.records {
            record.settle();
        }
        history
    }

    /// Adds an entry that was just written to the log.
    pub fn add(&mut self, entry: &LogEntry) {
        self.tell(entry);
        if let Some(record) = self.judge(entry) {
            record.settle();
        }
    }

    /// Applies an entry that refers to a story.
    fn tell(&mut self, entry: &LogEntry) {
        let (at, day) = (entry.at.instant(), entry.at.day(self.day_start));
        match &entry.what {
            // Already added by this process, then read again from the log.
            What::Told { .. } if self.tellings.contains_key(&entry.id) => {}
            What::Told { story, prompt, mode, seconds, split } => {
                let place = self.place(story);
                let Some((_, record)) = self.records.get_mut(place) else { return };
                self.tellings.insert(entry.id, (place, record.tellings.len()));
                record.tellings.push(Telling {
                    id: entry.id,
                    at,
                    local: entry.at.local(),
                    day,
                    prompt: prompt.clone(),
                    mode: *mode,
                    seconds: *seconds,
                    split: *split,
                    grade: None,
                    heard: None,
                    asked: None,
                });
            }
            What::Soon { story } => {
                let place = self.place(story);
                if let Some((_, record)) = self.records.get_mut(place) {
                    record.soon = Some((at, day));
                }
            }
            What::Graded { .. } | What::Ungraded { .. } | What::Heard { .. } => {}
        }
    }

    /// Applies an entry that refers to a telling; returns the record whose grades changed.
    fn judge(&mut self, entry: &LogEntry) -> Option<&mut Record> {
        let (telling, grade) = match &entry.what {
            What::Told { .. } | What::Soon { .. } => return None,
            What::Heard { telling, heard } => {
                let (place, number) = self.tellings.get(telling)?;
                self.records.get_mut(*place)?.1.tellings.get_mut(*number)?.heard = Some(*heard);
                return None;
            }
            What::Graded { telling, beats, probe, grade, .. } => {
                let (at, day) = (entry.at.instant(), entry.at.day(self.day_start));
                (telling, Some(GradeGiven { grade: *grade, day, at, beats: *beats, probe: *probe }))
            }
            What::Ungraded { telling } => (telling, None),
        };
        let (place, number) = self.tellings.get(telling)?;
        let (_, record) = self.records.get_mut(*place)?;
        let telling = record.tellings.get_mut(*number)?;
        telling.grade = grade;
        if let What::Graded { asked: Some(asked), .. } = &entry.what {
            telling.asked = Some(asked.clone());
        }
        Some(record)
    }

    /// The index of a story's record, which is created where there is none.
    fn place(&mut self, story: &StoryId) -> usize {
        if let Some(place) = self.stories.get(story) {
            return *place;
        }
        self.records.push((story.clone(), Record::default()));
        self.stories.insert(story.clone(), self.records.len() - 1);
        self.records.len() - 1
    }

    /// The hour at which a day begins.
    pub const fn day_start(&self) -> u8 {
        self.day_start
    }

    /// The record of a story; `None` where no entry refers to it.
    pub fn record(&self, story: &StoryId) -> Option<&Record> {
        self.records.get(*self.stories.get(story)?).map(|(_, record)| record)
    }

    /// All records, in order of first appearance in the log.
    pub fn records(&self) -> impl Iterator<Item = (&StoryId, &Record)> {
        self.records.iter().map(|(story, record)| (story, record))
    }

    /// The due date that each grade on that day would give, weakest grade first.
    pub fn dates(&self, story: &StoryId, on: Date, interview: Option<Date>) -> [Date; 4] {
        self.record(story)
            .map_or_else(|| Record::default().dates(on, interview), |record| record.dates(on, interview))
    }

    /// Which of these stories are due on that day, in the order in which to tell them.
    ///
    /// The most urgent comes first (days overdue relative to its interval), then the weakest last grade, then
    /// the least recently told; new stories come last, in the order given.
    pub fn due<'a>(
        &self,
        stories: impl IntoIterator<Item = &'a StoryId>,
        on: Date,
        interview: Option<Date>,
    ) -> Vec<Due> {
        let mut all: Vec<(Due, Order)> = stories
            .into_iter()
            .filter_map(|id| {
                let record = self.record(id);
                let last = record.and_then(Record::last_review);
                let due = record.and_then(|r| r.due(on, interview)).unwrap_or(on);
                (due <= on).then(|| {
                    let memory = record.and_then(Record::memory);
                    let day = last.map_or(on, |l| l.day);
                    let item = Due {
                        id: id.clone(),
                        due,
                        interval: days_between(day, due),
                        stability: memory.map(|m| m.stability),
                        difficulty: memory.map(|m| m.difficulty),
                        retrievability: record.and_then(|r| r.retrievability(on)),
                        state: record.map_or(LearningState::New, Record::state),
                    };
                    (item, (last.is_none(), last.map(|l| l.grade), day))
                })
            })
            .collect();
        all.sort_by_key(|(_, order)| *order);
        // Moves the most urgent story that was told before to the front; the others keep their order.
        let urgent = all
            .iter()
            .enumerate()
            .filter(|(_, (due, _))| due.state != LearningState::New)
            .max_by(|(i, (a, _)), (j, (b, _))| urgency(a, on).total_cmp(&urgency(b, on)).then(j.cmp(i)))
            .map(|(i, _)| i);
        if let Some(part) = urgent.and_then(|i| all.get_mut(..=i)) {
            part.rotate_right(1);
        }
        all.into_iter().map(|(due, _)| due).collect()
    }
}

/// Days overdue relative to the interval.
fn urgency(due: &Due, on: Date) -> f64 {
    days_between(due.due, on).max(0) as f64 / due.interval.max(1) as f64
}
