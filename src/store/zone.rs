//! The system's time zone.

use std::path::Path;

use jiff::tz::TimeZone;

use super::fs::{Fs, RealFs};

/// The symbolic link to the system's zone file.
const LOCAL: &str = "/etc/localtime";
/// The largest zone file that is read, in bytes; typical ones have less than 4 KiB.
const MOST: u64 = 64 << 10;

/// The zone of this system; `named` if the environment sets one (`TZ`), which has priority.
///
/// Reads the linked file directly: looking a zone up by name lists the whole zone database first, which takes as long
/// as everything else up to the first frame.
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
