//! The clock: read here and once in `main`, everywhere else [`Now`] is an argument.

use std::time::Instant;

use jiff::Zoned;

use crate::app::msg::Now;

/// A clock that started with the program.
#[derive(Debug, Clone, Copy)]
pub struct Clock(Instant);

impl Clock {
    /// Starts the clock.
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// The present.
    pub fn now(&self) -> Now {
        Now { mono: self.0.elapsed(), wall: Zoned::now() }
    }
}
