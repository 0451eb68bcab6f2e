//! The house, held to its plan: which room may use which, and where files, clocks and terminals may be named.
//!
//! Reads the source as text. Comments and tests are passed over: a test may do what its room may not.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop at what it did not expect"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// A room and the rooms it may use.
struct Room {
    name: &'static str,
    may_use: &'static [&'static str],
}

const fn room(name: &'static str, may_use: &'static [&'static str]) -> Room {
    Room { name, may_use }
}

/// The floors, ground first. A room may use the rooms below it, never above or beside, unless named.
const HOUSE: &[Room] = &[
    // Floor 0.
    room("language", &[]),
    room("story", &["language"]),
    room("text", &[]),
    // Floor 1.
    room("questions", &["story"]),
    // Floor 2: what one needs to know of a neighbor comes as an argument.
    room("coach", &["language", "story", "questions"]),
    room("practice", &["story", "questions"]),
    room("search", &["language", "story", "questions"]),
    room("interview", &["language", "story", "questions"]),
    // Floor 3.
    room("export", &["story", "questions", "coach", "practice", "interview"]),
    room("store", &["story", "questions", "practice", "interview"]),
    // Floor 4.
    room("app", &["story", "text", "questions", "coach", "practice", "search", "interview", "export"]),
    // Floor 5.
    room("ui", &["story", "text", "questions", "coach", "practice", "search", "interview", "app"]),
    // Floor 6: everything.
    room("terminal", ROOMS),
    room("cli", ROOMS),
    room("main", ROOMS),
    room("lib", ROOMS),
];

const ROOMS: &[&str] = &[
    "language",
    "story",
    "text",
    "questions",
    "coach",
    "practice",
    "search",
    "interview",
    "export",
    "store",
    "app",
    "ui",
    "terminal",
    "cli",
];

/// Words that only some rooms may say, and which.
const ONLY: &[(&str, &[&str])] = &[
    ("std::fs", &["store"]),
    ("fs::File", &["store"]),
    ("File::open", &["store"]),
    ("File::create", &["store"]),
    ("OpenOptions", &["store"]),
    // Writing where the user said, and standard streams.
    ("std::io", &["store", "terminal", "cli", "ui", "main", "export"]),
    // The clock is read in the terminal; everywhere else the present is an argument.
    ("Instant::now", &["terminal"]),
    ("SystemTime", &["terminal"]),
    ("Zoned::now", &["terminal"]),
    ("Timestamp::now", &["terminal"]),
    ("thread::sleep", &["terminal", "store"]),
    ("std::env", &["terminal", "cli", "main"]),
    ("env::var", &["terminal", "cli", "main"]),
    ("std::process", &["terminal", "cli", "main", "store"]),
    ("ratatui", &["ui", "terminal"]),
    ("crossterm", &["terminal"]),
    ("signal_hook", &["terminal"]),
    ("anyhow", &["terminal", "cli", "main"]),
    ("clap::", &["cli"]),
    ("toml::", &["cli"]),
    ("directories::", &["store", "cli"]),
    ("tempfile", &["store"]),
    ("crc32fast", &["store", "story"]),
    ("rustix", &["store", "terminal"]),
    ("std::net", &[]),
    ("std::os::unix::net", &[]),
    ("TcpStream", &[]),
    ("UdpSocket", &[]),
    ("UnixStream", &["terminal"]),
    ("cfg!(test)", &[]),
    ("cfg(windows)", &[]),
];

/// Crates that open connections; none may be built in, not even by way of another.
const SOCKETS: &[&str] = &[
    "async-io",
    "async-net",
    "async-std",
    "attohttpc",
    "aws-config",
    "curl",
    "h2",
    "h3",
    "hickory-resolver",
    "hyper",
    "isahc",
    "libp2p",
    "minreq",
    "native-tls",
    "opentelemetry",
    "openssl",
    "quinn",
    "reqwest",
    "rustls",
    "self_update",
    "sentry",
    "smol",
    "socket2",
    "ssh2",
    "surf",
    "tiny_http",
    "tokio",
    "tonic",
    "trust-dns-resolver",
    "tungstenite",
    "ureq",
    "websocket",
    "zmq",
];

/// The source of a file without comments and without its tests, one entry a line.
fn code(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines() {
        if line.trim() == "#[cfg(test)]" {
            break;
        }
        let end = line.find("//").filter(|&at| !line[..at].contains('"')).unwrap_or(line.len());
        lines.push(&line[..end]);
    }
    lines
}

fn name_at(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}

/// The rooms that a line names: `crate::room`, `crate::{room, …}`, and `super::` as far as the root.
fn rooms_of(line: &str, depth: usize) -> Vec<&str> {
    let mut found = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        let rest = &line[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(group) => found.extend(group.split([',', '}']).map(|part| name_at(part.trim()))),
            None => found.push(name_at(rest)),
        }
    }
    let mut rest = line;
    while let Some(at) = rest.find("super::") {
        rest = &rest[at..];
        let mut steps = 0;
        while let Some(after) = rest.strip_prefix("super::") {
            (steps, rest) = (steps + 1, after);
        }
        if steps >= depth {
            found.push(name_at(rest));
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

/// What is wrong in a file of a room; `depth` is 1 for the room's own module, 2 for one below it.
fn wrong(room: &Room, depth: usize, text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for line in code(text) {
        for used in rooms_of(line, depth) {
            if used != room.name && !room.may_use.contains(&used) {
                wrong.push(format!("{} may not use {used}: {}", room.name, line.trim()));
            }
        }
        for (word, rooms) in ONLY {
            if line.contains(word) && !rooms.contains(&room.name) {
                wrong.push(format!("{} may not say {word}: {}", room.name, line.trim()));
            }
        }
    }
    wrong
}

fn files(dir: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every source file with its room's name and its depth in the room; tests left out.
fn source() -> Vec<(String, usize, PathBuf)> {
    let src = root().join("src");
    let mut all = Vec::new();
    files(&src, &mut all);
    let mut out = Vec::new();
    for path in all {
        let inside = path.strip_prefix(&src).unwrap().with_extension("");
        let parts: Vec<&str> = inside.iter().map(|p| p.to_str().unwrap()).filter(|p| *p != "mod").collect();
        if !parts.contains(&"tests") {
            out.push((parts[0].to_owned(), parts.len(), path));
        }
    }
    out
}

#[test]
fn every_room_keeps_to_its_floor() {
    let mut all = Vec::new();
    for (name, depth, path) in source() {
        let Some(room) = HOUSE.iter().find(|r| r.name == name) else {
            all.push(format!("{} belongs to no room of the table", path.display()));
            continue;
        };
        let text = fs::read_to_string(&path).unwrap();
        let place = path.strip_prefix(root()).unwrap().display();
        all.extend(wrong(room, depth, &text).into_iter().map(|w| format!("{place}: {w}")));
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn the_table_knows_every_room_and_no_other() {
    let mut there: Vec<String> = source().into_iter().map(|(name, ..)| name).collect();
    there.sort();
    there.dedup();
    let mut table: Vec<&str> = HOUSE.iter().map(|r| r.name).collect();
    table.sort_unstable();
    assert_eq!(there, table);
    for (at, room) in HOUSE.iter().enumerate().filter(|(_, r)| r.may_use != ROOMS) {
        for used in room.may_use {
            assert!(HOUSE[..at].iter().any(|r| r.name == *used), "{} uses {used} above it", room.name);
        }
    }
}

#[test]
fn a_forbidden_line_is_found() {
    let find = |room: &str, depth: usize, text: &str| {
        wrong(HOUSE.iter().find(|r| r.name == room).unwrap(), depth, text).len()
    };
    let bad = [
        ("story", 1, "use crate::questions::Bank;"),
        ("coach", 2, "use crate::practice::Settings;"),
        ("app", 2, "    let disk = crate::store::Disk::default();"),
        ("app", 2, "use crate::{story::Story, store::Disk};"),
        ("app", 1, "use super::terminal::Clock;"),
        ("app", 2, "use super::super::ui;"),
        ("app", 3, "use ratatui::style::Style;"),
        ("ui", 2, "let size = crossterm::terminal::size();"),
        ("export", 1, "std::fs::write(path, text)?;"),
        ("store", 2, "let now = Timestamp::now();"),
        ("cli", 2, "let start = std::time::Instant::now();"),
        ("practice", 1, "let home = std::env::var(\"HOME\");"),
        ("terminal", 2, "let socket = std::net::TcpListener::bind(to);"),
        ("coach", 2, "use toml::Table;"),
    ];
    for (room, depth, text) in bad {
        assert!(find(room, depth, text) > 0, "{room}: {text}");
    }
    let good = [
        ("story", 2, "use super::Story;"),
        ("app", 3, "use super::super::workspace::Workspace;"),
        ("app", 2, "// never crate::store"),
        ("app", 2, "let a = 1;\n#[cfg(test)]\nmod tests {\n    use crate::store::Disk;\n}"),
        ("terminal", 2, "use crate::store::Disk;"),
        ("store", 2, "use std::fs::File;"),
    ];
    for (room, depth, text) in good {
        assert_eq!(find(room, depth, text), 0, "{room}: {text}");
    }
}

fn sockets(lock: &str) -> Vec<&str> {
    let names = lock.lines().filter_map(|l| l.strip_prefix("name = \"")?.strip_suffix('"'));
    names.filter(|n| SOCKETS.contains(n)).collect()
}

#[test]
fn no_crate_opens_a_connection() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    assert!(lock.contains("name = \"ratatui\""));
    assert_eq!(sockets(&lock), Vec::<&str>::new());
    assert_eq!(sockets("[[package]]\nname = \"reqwest\"\nversion = \"1\""), ["reqwest"]);
}

#[test]
fn every_module_says_what_it_owns() {
    for (_, _, path) in source() {
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//! "), "{} does not open with //!", path.display());
    }
}
