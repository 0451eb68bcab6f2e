//! What the log says of each story: its tellings, how well it is remembered, when it is due.
//!
//! Derived, never stored: replaying the same entries gives the same history, so a grade can be taken
//! back, and editing a story cannot touch its schedule.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use super::fsrs::Memory;
use super::when::{days_after, days_between};
use super::{Beats, EntryId, Grade, LogEntry, Mode, Split, What};
use crate::story::pace::Seconds;
use crate::story::{PromptId, StoryId};

/// The longest gap in days while no interview is near.
pub const MAX_GAP: i64 = 60;
/// The days before an interview in which more is asked of the memory.
const LAST_DAYS: i64 = 7;

/// Under this no story was told: a key slipped, or the first words did not come.
pub const SLIP: Seconds = Seconds(20);

/// The retention that is aimed at, with this many days left to the interview.
pub fn retention(days_left: Option<i64>) -> f64 {
    if days_left.is_some_and(|d| (0..=LAST_DAYS).contains(&d)) { 0.95 } else { 0.90 }
}

/// A grade that stands, with what was ticked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GradeGiven {
    /// The grade.
    pub grade: Grade,
    /// The civil day on which it was given; the schedule counts this one.
    pub day: Date,
    /// The instant.
    pub at: Timestamp,
    /// The ticked beats.
    pub beats: Beats,
    /// Whether the follow-up was answered; `None` where none was asked.
    pub probe: Option<bool>,
}

/// One telling of a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// The id of its entry.
    pub id: EntryId,
    /// When the clock ended.
    pub at: Timestamp,
    /// The same on the clock of whoever told it.
    pub local: DateTime,
    /// The civil day of that.
    pub day: Date,
    /// The prompt it answered.
    pub prompt: Option<PromptId>,
    /// In what it was told.
    pub mode: Mode,
    /// The counted time.
    pub seconds: Seconds,
    /// The parts' times, where measured.
    pub split: Split,
    /// The grade that stands; `None` where none was given or it was taken back.
    pub grade: Option<GradeGiven>,
}

impl Telling {
    fn review(&self) -> Option<GradeGiven> {
        self.grade.filter(|_| self.mode != Mode::Interview)
    }
}

/// All that is known of one story's practice.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Record {
    tellings: Vec<Telling>,
    soon: Option<(Timestamp, Date)>,
    memory: Option<Memory>,
    last: Option<GradeGiven>,
}

impl Record {
    /// Every telling, the interview's too, in the order of time.
    pub fn tellings(&self) -> &[Telling] {
        &self.tellings
    }

    /// The memory after the last review; `None` before the first.
    pub const fn memory(&self) -> Option<Memory> {
        self.memory
    }

    /// The last grade that stands; `None` before the first.
    pub const fn last_review(&self) -> Option<GradeGiven> {
        self.last
    }

    /// The time of the last whole telling; headlines do not count, nor does what was over before it was one.
    pub fn last_seconds(&self) -> Option<Seconds> {
        let whole = |t: &&Telling| t.mode != Mode::Headline && t.seconds >= SLIP;
        self.tellings.iter().rev().find(whole).map(|t| t.seconds)
    }

    /// How often it was told with grade 3 or 4.
    pub fn good_tellings(&self) -> u32 {
        self.tellings.iter().filter(|t| t.review().is_some_and(|g| g.grade.is_good())).count() as u32
    }

    /// The prompt it answered last.
    pub fn last_prompt(&self) -> Option<&PromptId> {
        self.tellings.iter().rev().find_map(|t| t.prompt.as_ref())
    }

    /// Whether the first telling of that day came with grade 3 or 4; `None` where it was not graded that day.
    pub fn first_try(&self, day: Date) -> Option<bool> {
        let first = self.tellings.iter().find(|t| t.day == day && t.review().is_some())?;
        first.grade.map(|g| g.grade.is_good())
    }

    /// Where it stands in its life.
    pub fn state(&self) -> LearningState {
        match self.last {
            None => LearningState::New,
            Some(last) if last.grade == Grade::Blanked || self.good_tellings() < 2 => LearningState::Learning,
            Some(_) => LearningState::Review,
        }
    }

    /// The probability, 0 to 1, that it can be told on that day; `None` before the first review.
    pub fn retrievability(&self, on: Date) -> Option<f64> {
        Some(self.memory?.retrievability(whole_days(self.last?.day, on)))
    }

    /// The date on which it is due, after all caps; `None` before the first review.
    ///
    /// `on` is today: an interview before it no longer counts.
    pub fn due(&self, on: Date, interview: Option<Date>) -> Option<Date> {
        let last = self.last?;
        let due = due_after(self.memory?, last.grade, last.day, interview.filter(|&d| d >= on));
        match self.soon {
            Some((at, day)) if at >= last.at => Some(due.min(day)),
            _ => Some(due),
        }
    }

    /// The memory and the date for each grade that a telling on that day could get, weakest first.
    fn dates(&self, on: Date, interview: Option<Date>) -> [Date; 4] {
        Grade::ALL.map(|grade| {
            let memory = match (self.memory, self.last) {
                (Some(memory), Some(last)) => memory.next(whole_days(last.day, on), grade),
                _ => Memory::first(grade),
            };
            due_after(memory, grade, on, interview.filter(|&d| d >= on))
        })
    }

    /// Replays the grades that stand, in the order in which they were given.
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

/// The days between, 0 where a journey west made the later day the earlier date.
fn whole_days(from: Date, to: Date) -> u32 {
    days_between(from, to).max(0) as u32
}

/// The date that holds after all caps, for a grade given on `day`.
fn due_after(memory: Memory, grade: Grade, day: Date, interview: Option<Date>) -> Date {
    if grade == Grade::Blanked {
        return day;
    }
    let left = interview.map(|date| days_between(day, date)).filter(|&left| left > 0);
    let most = left.map_or(MAX_GAP, |left| (left / 4).max(1));
    let gap = memory.interval(retention(left)).round().clamp(1.0, most as f64);
    days_after(day, gap as i64)
}

/// Where a story stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LearningState {
    /// Never graded.
    New,
    /// Graded, but not yet told well twice, or blanked last time.
    Learning,
    /// Told well twice or more.
    Review,
}

/// A story that is due.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Due {
    /// The story.
    pub id: StoryId,
    /// Since when; for a new story the day that was asked about.
    pub due: Date,
    /// The days between the last review and the due date; 0 for a new story.
    pub interval: i64,
    /// The days after which it is remembered with a probability of 0.9; `None` for a new story.
    pub stability: Option<f64>,
    /// How hard it is to keep, 1 to 10; `None` for a new story.
    pub difficulty: Option<f64>,
    /// The probability, 0 to 1, that it can be told on the day that was asked about.
    pub retrievability: Option<f64>,
    /// Where it stands.
    pub state: LearningState,
}

/// The order of due stories: new ones last, the weakest last grade first, then the longest untold.
type Order = (bool, Option<Grade>, Date);

/// What the log says, story by story.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    day_start: u8,
    /// In the order in which the stories came up first.
    records: Vec<(StoryId, Record)>,
    /// Where each story's record stands.
    stories: HashMap<StoryId, usize>,
    /// Where each telling stands: its story's record, and the place in that.
    tellings: HashMap<EntryId, (usize, usize)>,
}

impl History {
    /// What these entries say, in the order of their time; a day begins at `day_start` o'clock.
    pub fn replay(entries: &[LogEntry], day_start: u8) -> Self {
        let mut history = Self { day_start, ..Self::default() };
        history.tellings.reserve(entries.len() / 2);
        // Tellings first: a clock that was set back may have put a grade before its telling.
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

    /// Adds an entry that was just written.
    pub fn add(&mut self, entry: &LogEntry) {
        self.tell(entry);
        if let Some(record) = self.judge(entry) {
            record.settle();
        }
    }

    /// Takes in what names a story.
    fn tell(&mut self, entry: &LogEntry) {
        let (at, day) = (entry.at.instant(), entry.at.day(self.day_start));
        match &entry.what {
            // Written by this process, and read again from the log.
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
                });
            }
            What::Soon { story } => {
                let place = self.place(story);
                if let Some((_, record)) = self.records.get_mut(place) {
                    record.soon = Some((at, day));
                }
            }
            What::Graded { .. } | What::Ungraded { .. } => {}
        }
    }

    /// Takes in what names a telling; gives the record whose grades changed.
    fn judge(&mut self, entry: &LogEntry) -> Option<&mut Record> {
        let (telling, grade) = match &entry.what {
            What::Told { .. } | What::Soon { .. } => return None,
            What::Graded { telling, beats, probe, grade } => {
                let (at, day) = (entry.at.instant(), entry.at.day(self.day_start));
                (telling, Some(GradeGiven { grade: *grade, day, at, beats: *beats, probe: *probe }))
            }
            What::Ungraded { telling } => (telling, None),
        };
        let (place, number) = self.tellings.get(telling)?;
        let (_, record) = self.records.get_mut(*place)?;
        record.tellings.get_mut(*number)?.grade = grade;
        Some(record)
    }

    /// Where the story's record stands; an empty one is made where there is none.
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

    /// What is known of a story; `None` where it was never told or asked for soon.
    pub fn record(&self, story: &StoryId) -> Option<&Record> {
        self.records.get(*self.stories.get(story)?).map(|(_, record)| record)
    }

    /// All records, in the order in which the stories came up first.
    pub fn records(&self) -> impl Iterator<Item = (&StoryId, &Record)> {
        self.records.iter().map(|(story, record)| (story, record))
    }

    /// The date each grade would give, weakest first, if the story were told on that day.
    pub fn dates(&self, story: &StoryId, on: Date, interview: Option<Date>) -> [Date; 4] {
        self.record(story)
            .map_or_else(|| Record::default().dates(on, interview), |record| record.dates(on, interview))
    }

    /// Which of these stories are due on that day, in the order in which they should be told.
    ///
    /// The most urgent comes first (days overdue against its interval), then the weakest last grade,
    /// then the longest untold; new stories last, in the order given.
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
        // The first of those told before is the most urgent one; equals keep their order.
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

/// The days overdue against the interval.
fn urgency(due: &Due, on: Date) -> f64 {
    days_between(due.due, on).max(0) as f64 / due.interval.max(1) as f64
}
