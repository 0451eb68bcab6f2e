//! When and how to rehearse: schedule, session, log.
//!
//! Owns the format of the practice log, the history replayed from it, the daily plan, and the session state
//! machine. Everything is pure: the time, the zone, the interview's date, the follow-up and the random seed
//! are arguments.
//!
//! How the parts fit together:
//! 1. [`Log::parse`] reads the text of `practice*.jsonl`; [`LogEntry::line`] writes one entry.
//! 2. [`History::replay`] turns entries into a record per story; [`History::add`] adds one entry. Query it
//!    with [`History::record`], [`History::due`], [`History::dates`].
//! 3. [`Planner`] decides what a session contains: [`Planner::today`], [`Planner::daily`], [`Planner::mock`],
//!    [`Planner::headlines`], [`Planner::one`], [`Planner::aloud`]; each returns a [`Plan`] whose follow-ups
//!    ([`SessionItem::probes`]) the caller fills in.
//! 4. [`Session::new`] runs a plan. [`Session::update`] takes an [`Input`] and a [`Moment`] and returns
//!    [`Outcome`]s: entries to append (and to pass to [`History::add`]), notes for the story.
//!    [`Session::next_wake`] says when the displayed clock changes next.
//! 5. [`stats`] computes progress figures.

mod clock;
pub mod fsrs;
mod grade;
mod history;
mod log;
mod plan;
mod session;
pub mod stats;
mod turn;
mod when;

pub use clock::Moment;
pub use grade::{Beat, Beats, Grade, GradeFacts, suggest};
pub use history::{Due, GradeGiven, History, LearningState, MAX_GAP, Record, SLIP, Telling, retention};
pub use log::{EntryId, Heard, Log, LogEntry, Mode, Split, What};
pub use plan::{Exercise, Plan, Planner, SessionItem, SessionKind, Taken};
pub use session::{Input, Outcome, Pause, Phase, Session};
pub use turn::Turn;
pub use when::{Stamp, day_of};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The user's practice settings; values out of range are rejected where the settings are read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// The local hour at which a day begins, 0 to 23.
    #[serde(deserialize_with = "hour")]
    pub day_start: u8,
    /// The length of a daily session in minutes: 5, 10 or 20.
    #[serde(deserialize_with = "minutes")]
    pub minutes: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { day_start: 4, minutes: 10 }
    }
}

impl Settings {
    /// Stories per daily session.
    pub const fn stories(&self) -> usize {
        plan::stories_in(self.minutes)
    }
}

fn hour<'de, D: serde::Deserializer<'de>>(from: D) -> Result<u8, D::Error> {
    let hour = u8::deserialize(from)?;
    if hour < 24 { Ok(hour) } else { Err(serde::de::Error::custom("use an hour from 0 to 23")) }
}

fn minutes<'de, D: serde::Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    let minutes = u32::deserialize(from)?;
    if matches!(minutes, 5 | 10 | 20) {
        Ok(minutes)
    } else {
        Err(serde::de::Error::custom("use 5, 10 or 20 minutes"))
    }
}
