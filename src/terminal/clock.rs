//! The only clock of the app; everywhere else [`Now`] is an argument.

use std::time::Instant;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::app::msg::Now;

/// A clock that started with the program.
#[derive(Debug, Clone)]
pub struct Clock {
    start: Instant,
    /// Read once: finding it takes longer than handling a key.
    zone: TimeZone,
}

impl Clock {
    /// Starts the clock.
    pub fn start() -> Self {
        let named = std::env::var_os("TZ").is_some();
        Self { start: Instant::now(), zone: crate::store::system_zone(named) }
    }

    /// The present.
    pub fn now(&self) -> Now {
        Now { mono: self.start.elapsed(), wall: Timestamp::now().to_zoned_datetime(self.zone.clone()) }
    }
}
