//! The clock of a telling. Counts only the time in which the program was running.

use std::time::Duration;

use jiff::{Timestamp, ZonedDateTime};

/// The current time, monotonic and civil.
#[derive(Debug, Clone, Copy)]
pub struct Moment<'a> {
    /// Monotonic time since any fixed instant.
    pub at: Duration,
    /// Wall clock with its zone: stamps entries and detects a suspended machine.
    pub wall: &'a ZonedDateTime,
}

/// A wake-up later than this means that the process was stopped or the machine asleep.
const LATE: Duration = Duration::from_secs(3);
const SECOND: Duration = Duration::from_secs(1);

/// A stopwatch that stops at its limit, if it has one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Clock {
    counted: Duration,
    running: Option<Mark>,
    limit: Option<Duration>,
}

/// The instants up to which the running clock has counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    at: Duration,
    wall: Timestamp,
}

impl Clock {
    /// A running clock that stops at `limit`.
    pub(super) fn started(now: Moment, limit: Option<Duration>) -> Self {
        let mut clock = Self { limit, ..Self::default() };
        clock.go_on(now);
        clock
    }

    /// Resumes.
    pub(super) fn go_on(&mut self, now: Moment) {
        if !self.is_over() {
            self.running = Some(Mark { at: now.at, wall: now.wall.timestamp() });
        }
    }

    pub(super) const fn stop(&mut self) {
        self.running = None;
    }

    /// The counted time.
    pub(super) const fn counted(&self) -> Duration {
        self.counted
    }

    /// Whether the limit was reached.
    pub(super) fn is_over(&self) -> bool {
        self.limit.is_some_and(|limit| self.counted >= limit)
    }

    /// Counts up to now. If this comes more than 3 s after the next second was due, the excess is not
    /// counted, the clock stops, and the time slept through is returned.
    ///
    /// A stopped process shows on the monotonic clock; a suspended machine may show on the wall clock only.
    pub(super) fn advance(&mut self, now: Moment) -> Option<Duration> {
        let mark = self.running?;
        let due = self.next_second()?;
        let awake = now.at.saturating_sub(mark.at);
        let until_due = due.saturating_sub(mark.at);
        let by_wall = Duration::try_from(now.wall.timestamp().duration_since(mark.wall)).unwrap_or_default();
        let late = awake.max(by_wall).saturating_sub(until_due);
        let slept = awake.saturating_sub(until_due) > LATE;
        self.counted += if slept { until_due } else { awake };
        self.running = Some(Mark { at: now.at, wall: now.wall.timestamp() });
        if let Some(limit) = self.limit.filter(|&limit| self.counted >= limit) {
            self.counted = limit;
            self.running = None;
            return None;
        }
        if late > LATE {
            self.running = None;
            return Some(late);
        }
        None
    }

    /// When the next whole second is reached; `None` while the clock is stopped.
    pub(super) fn next_second(&self) -> Option<Duration> {
        let mark = self.running?;
        let part = Duration::from_nanos(u64::from(self.counted.subsec_nanos()));
        Some(mark.at + SECOND.saturating_sub(part))
    }
}
