//! Behavior of `practice`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests, outside of a test function"
)]
#![allow(clippy::float_cmp, reason = "these are constants")]

mod log;
mod plan;
mod schedule;
mod session;
mod stats;

use jiff::civil::{Date, date};
use jiff::{ToSpan, ZonedDateTime};
use starcoach::practice::{Beats, EntryId, Grade, LogEntry, Mode, Split, Stamp, What};
use starcoach::story::StoryId;
use starcoach::story::pace::Seconds;

/// The id of the story with this number.
fn story(n: u64) -> StoryId {
    StoryId::from_bits(n)
}

/// Ten in the morning, `day` days after Mon, Nov 23, 2026, in Berlin, and so many minutes later.
fn at(day: i64, minutes: i64) -> ZonedDateTime {
    day_after(day).at(10, 0, 0, 0).in_tz("Europe/Berlin").unwrap() + minutes.minutes()
}

fn day_after(day: i64) -> Date {
    date(2026, 11, 23) + day.days()
}

fn told(id: u64, story_number: u64, when: &ZonedDateTime) -> LogEntry {
    told_as(id, story_number, when, Mode::Daily)
}

fn told_as(id: u64, story_number: u64, when: &ZonedDateTime, mode: Mode) -> LogEntry {
    LogEntry {
        id: EntryId::from_bits(id),
        at: Stamp::from(when),
        what: What::Told {
            story: story(story_number),
            prompt: None,
            mode,
            seconds: Seconds(120),
            split: Split::default(),
        },
    }
}

fn graded(id: u64, telling: u64, grade: Grade, when: &ZonedDateTime) -> LogEntry {
    LogEntry {
        id: EntryId::from_bits(id),
        at: Stamp::from(when),
        what: What::Graded {
            telling: EntryId::from_bits(telling),
            beats: Beats::from_letters("star"),
            probe: Some(true),
            asked: None,
            grade,
        },
    }
}

fn ungraded(id: u64, telling: u64, when: &ZonedDateTime) -> LogEntry {
    LogEntry {
        id: EntryId::from_bits(id),
        at: Stamp::from(when),
        what: What::Ungraded { telling: EntryId::from_bits(telling) },
    }
}
