//! Instants with their local time, offset and zone name.
//!
//! The civil day of an entry comes from the local time written in it. No time zone database is consulted, so
//! neither travel nor daylight saving time changes the day.

use jiff::civil::{Date, DateTime};
use jiff::fmt::temporal::{Pieces, PiecesOffset, TimeZoneAnnotationKind};
use jiff::tz::Offset;
use jiff::{Timestamp, ZonedDateTime};

/// An instant with the local time and the zone at that moment, in whole seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    instant: Timestamp,
    local: DateTime,
    zone: Option<Box<str>>,
}

impl Stamp {
    pub const fn instant(&self) -> Timestamp {
        self.instant
    }

    /// The local time.
    pub const fn local(&self) -> DateTime {
        self.local
    }

    /// The civil day, where a day begins at `day_start` o'clock.
    pub fn day(&self, day_start: u8) -> Date {
        civil_day(self.local, day_start)
    }

    /// Parses `2026-11-23T07:10:00+01:00[Europe/Berlin]`; the zone's name is optional and need not be known.
    pub fn parse(text: &str) -> Option<Self> {
        let pieces = Pieces::parse(text).ok()?;
        let offset = match pieces.offset()? {
            PiecesOffset::Zulu => Offset::UTC,
            other => other.to_numeric_offset(),
        };
        let local = DateTime::from_parts(pieces.date(), pieces.time()?);
        let zone = pieces.time_zone_annotation().and_then(|a| match a.kind() {
            TimeZoneAnnotationKind::Named(name) => Some(name.as_str().into()),
            _ => None,
        });
        Some(Self { instant: offset.to_timestamp(local).ok()?, local, zone })
    }
}

impl From<&ZonedDateTime> for Stamp {
    fn from(at: &ZonedDateTime) -> Self {
        let at = at.round(jiff::Unit::Second).unwrap_or_else(|_| at.clone());
        Self {
            instant: at.timestamp(),
            local: at.datetime(),
            zone: at.time_zone().iana_name().map(Into::into),
        }
    }
}

impl std::fmt::Display for Stamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let utc = Offset::UTC.to_datetime(self.instant);
        let minutes = self.local.duration_since(utc).as_mins();
        let sign = if minutes < 0 { '-' } else { '+' };
        let minutes = minutes.unsigned_abs();
        write!(f, "{}{sign}{:02}:{:02}", self.local, minutes / 60, minutes % 60)?;
        match &self.zone {
            Some(zone) => write!(f, "[{zone}]"),
            None => Ok(()),
        }
    }
}

/// The civil day of `now`, where a day begins at `day_start` o'clock.
pub fn day_of(now: &ZonedDateTime, day_start: u8) -> Date {
    civil_day(now.datetime(), day_start)
}

fn civil_day(local: DateTime, day_start: u8) -> Date {
    let date = local.date();
    if local.hour().unsigned_abs() < day_start { date.yesterday().unwrap_or(date) } else { date }
}

/// Whole days from `from` to `to`; negative where `to` is earlier.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}

pub(super) fn days_after(from: Date, days: i64) -> Date {
    from.saturating_add(jiff::Span::new().try_days(days).unwrap_or_default())
}
