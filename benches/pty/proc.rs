//! What Linux tells about a process; nothing on other systems.

use std::path::PathBuf;
use std::time::Duration;

/// What a process has used so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Used {
    /// Ticks of a hundredth of a second on a processor.
    pub ticks: u64,
    /// How often one of its threads was woken.
    pub wakes: u64,
}

/// What this process has used; `None` where the system does not tell.
pub fn used(pid: u32) -> Option<Used> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name, in brackets, may hold blanks; the 12th and 13th numbers after it are the times.
    let numbers: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let at = |i: usize| numbers.get(i).and_then(|n| n.parse::<u64>().ok());
    let ticks = at(11)? + at(12)?;
    let tasks = std::fs::read_dir(format!("/proc/{pid}/task")).ok()?;
    let wakes =
        tasks.flatten().filter_map(|t| field(&t.path().join("status"), "voluntary_ctxt_switches")).sum();
    Some(Used { ticks, wakes })
}

/// The bytes that a process has written so far, to its terminal and to files.
pub fn written(pid: u32) -> Option<u64> {
    field(&PathBuf::from(format!("/proc/{pid}/io")), "wchar")
}

/// The memory of a process that is its own, in MiB, shared pages counted in parts.
pub fn memory(pid: u32) -> Option<f64> {
    field(&PathBuf::from(format!("/proc/{pid}/smaps_rollup")), "Pss").map(|kb| kb as f64 / 1024.0)
}

fn field(path: &std::path::Path, name: &str) -> Option<u64> {
    let text = std::fs::read_to_string(path).ok()?;
    let line = text.lines().find_map(|l| l.strip_prefix(name)?.strip_prefix(':'))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Waits until a process has nothing to do: no processor time in half a second. At most 30 s.
pub fn settled(pid: u32) {
    let mut before = None;
    for _ in 0..60 {
        std::thread::sleep(Duration::from_millis(500));
        let now = used(pid).map(|u| u.ticks);
        if now == before {
            return;
        }
        before = now;
    }
}
