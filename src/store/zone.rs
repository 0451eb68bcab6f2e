//! The system's time zone, read from the one file that says it.
//!
//! Must not know the present: the clock is read elsewhere.

use std::path::Path;

use jiff::tz::TimeZone;

use super::fs::{Fs, RealFs};

/// Where systems link the zone they are in.
const LOCAL: &str = "/etc/localtime";
/// The largest zone file that is read, in bytes; real ones have less than 4 KiB.
const MOST: u64 = 64 << 10;

/// The zone of this system. `named`: the environment names one (`TZ`), which comes first.
///
/// Reads the linked file itself: asking for a zone by its name has the whole zone database listed first,
/// which takes as long as everything else up to the first frame.
pub fn system_zone(named: bool) -> TimeZone {
    let linked = || {
        let file = RealFs.canonical(Path::new(LOCAL)).ok()?;
        let (_, name) = file.to_str()?.split_once("/zoneinfo/")?;
        let (bytes, _) = RealFs.read(&file, MOST).ok()?;
        TimeZone::tzif(name, &bytes).ok()
    };
    if named { TimeZone::system() } else { linked().unwrap_or_else(TimeZone::system) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;

    #[test]
    fn the_linked_zone_is_the_systems_own() {
        let (read, asked) = (system_zone(false), TimeZone::system());
        for second in [0, 1_700_000_000, 1_720_000_000] {
            let at = Timestamp::from_second(second).unwrap();
            assert_eq!(read.to_offset(at), asked.to_offset(at));
        }
    }
}
