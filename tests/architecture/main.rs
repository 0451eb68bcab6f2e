//! What the layers promise, held against the source: who may use whom, where files, clocks and terminals may be
//! named, no import circles, no file that outgrows its purpose.
//!
//! The source is parsed, so that groups, aliases, `super::` and several lines hide nothing; `probes` shows each
//! rule fail. `clippy.toml` holds the same for calls of methods, which no path names.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at what it did not expect"
)]

mod circles;
mod probes;
mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use source::{File, Segments};

/// A module of the crate and the modules that it may use.
struct Module {
    name: &'static str,
    may_use: &'static [&'static str],
}

const fn module(name: &'static str, may_use: &'static [&'static str]) -> Module {
    Module { name, may_use }
}

/// For the modules at the top.
const ALL: &[&str] = &["*"];

/// The modules, layer by layer. One may use those that its row names, which all stand above it here.
const MODULES: &[Module] = &[
    // Layer 0: words.
    module("language", &[]),
    module("story", &["language"]),
    module("text", &[]),
    // Layer 1: what is asked.
    module("questions", &["story"]),
    // Layer 2: what is known of stories. They do not know one another; facts come as arguments.
    module("coach", &["language", "story", "questions"]),
    module("practice", &["story", "questions"]),
    module("search", &["language", "story", "questions"]),
    module("interview", &["language", "story", "questions"]),
    module("voice", &["language"]),
    // Layer 3: files.
    module("export", &["story", "text", "questions", "coach", "practice", "interview"]),
    module("store", &["story", "questions", "practice", "interview"]),
    // Layer 4: the state machine, which opens no file.
    module(
        "app",
        &["story", "text", "questions", "coach", "practice", "search", "interview", "voice", "export"],
    ),
    // Layer 5: what is drawn.
    module("ui", &["story", "text", "questions", "coach", "practice", "search", "interview", "voice", "app"]),
    // Layer 6: the outside.
    module("terminal", ALL),
    module("cli", ALL),
    module("lib", ALL),
    module("main", ALL),
];

/// Paths that only some modules may name, with everything below them; the longest that fits counts.
const ONLY: &[(&str, &[&str])] = &[
    ("std::fs", &["store"]),
    // Writing where the user said, and standard streams.
    ("std::io", &["store", "terminal", "cli", "ui", "main", "export", "voice"]),
    // The clock is read in the terminal; everywhere else the present is an argument.
    ("std::time::Instant::now", &["terminal"]),
    ("std::time::SystemTime", &["terminal"]),
    ("jiff::ZonedDateTime::now", &["terminal"]),
    ("jiff::Timestamp::now", &["terminal"]),
    ("std::thread::sleep", &["terminal", "store"]),
    ("std::env", &["terminal", "cli", "main"]),
    ("std::process", &["terminal", "cli", "main", "store"]),
    ("std::os::unix::fs", &["store"]),
    ("std::net", &[]),
    ("std::os::unix::net", &[]),
    ("std::os::unix::net::UnixStream", &["terminal"]),
    ("ratatui", &["ui", "terminal"]),
    ("crossterm", &["terminal"]),
    ("signal_hook", &["terminal"]),
    ("anyhow", &["terminal", "cli", "main"]),
    ("clap", &["cli"]),
    ("toml", &["cli"]),
    ("etcetera", &["store"]),
    ("tempfile", &[]),
    ("crc32fast", &["store", "story"]),
    ("rustix", &["store", "terminal"]),
    // Code for tests only, or for a system on which nobody runs it.
    ("cfg(test)", &[]),
    ("cfg(windows)", &[]),
    // A file that is not where its name says.
    ("#[path]", &[]),
];

/// Type names that several modules may share, each for its own.
const SHARED_NAMES: &[&str] = &["Error", "Result", "Settings"];

/// The most lines of a file.
const MOST_LINES: usize = 500;

/// Files above that, and why.
const LONG: &[(&str, &str)] = &[("tests/it/app/interview.rs", "one walk through Prepare after the other")];

/// What is wrong with the paths that a file names.
fn wrong(file: &File) -> Vec<String> {
    let own = file.module[0].as_str();
    let Some(row) = MODULES.iter().find(|m| m.name == own) else {
        return vec![format!("{own} stands in no row of the table")];
    };
    let mut wrong = Vec::new();
    for path in file.names.iter().chain(file.exports.values()) {
        if let [first, used, ..] = path.as_slice()
            && first == "crate"
            && used != own
            && row.may_use != ALL
            && !row.may_use.contains(&used.as_str())
        {
            wrong.push(format!("{own} may not use {}", path.join("::")));
        }
        let fits = ONLY.iter().filter(|(word, _)| {
            let word: Segments = word.split("::").map(str::to_owned).collect();
            path.starts_with(&word)
        });
        if let Some((_, modules)) = fits.max_by_key(|(word, _)| word.len())
            && !modules.contains(&own)
        {
            wrong.push(format!("{own} may not name {}", path.join("::")));
        }
    }
    wrong
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file of the program, and the files of its tests.
fn all() -> &'static (Vec<File>, BTreeSet<PathBuf>) {
    static ALL_FILES: OnceLock<(Vec<File>, BTreeSet<PathBuf>)> = OnceLock::new();
    ALL_FILES.get_or_init(|| source::tree(root()))
}

fn files() -> &'static [File] {
    &all().0
}

#[test]
fn every_module_keeps_to_its_layer() {
    let wrong: Vec<String> = files()
        .iter()
        .flat_map(|file| wrong(file).into_iter().map(|w| format!("{}: {w}", file.path.display())))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_is_in_the_order_of_the_layers_and_knows_every_module() {
    let there: BTreeSet<String> = files().iter().map(|file| file.module[0].clone()).collect();
    for name in &there {
        assert!(MODULES.iter().any(|m| m.name == name), "{name} stands in no row");
    }
    for (at, row) in MODULES.iter().enumerate().filter(|(_, m)| m.may_use != ALL) {
        for used in row.may_use {
            assert!(MODULES[..at].iter().any(|m| m.name == *used), "{} uses {used} above it", row.name);
        }
    }
}

#[test]
fn every_file_is_a_module_or_a_test() {
    let mut known = all().1.clone();
    known.extend(files().iter().map(|file| root().join(&file.path)));
    let mut all = BTreeSet::new();
    source::every_file(&root().join("src"), &mut all);
    assert_eq!(all.difference(&known).collect::<Vec<_>>(), [] as [&PathBuf; 0]);
}

#[test]
fn every_file_says_what_it_owns() {
    for file in files() {
        assert!(file.says_what_it_owns, "{} does not open with //!", file.path.display());
    }
}

#[test]
fn no_file_outgrows_its_purpose() {
    let mut all = BTreeSet::new();
    for dir in ["src", "tests", "benches", "examples"] {
        source::every_file(&root().join(dir), &mut all);
    }
    let mut long = BTreeMap::new();
    for path in all {
        let lines = std::fs::read_to_string(&path).unwrap().lines().count();
        if lines > MOST_LINES {
            long.insert(path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned(), lines);
        }
    }
    let unlisted: Vec<_> =
        long.iter().filter(|(path, _)| !LONG.iter().any(|(known, _)| known == path)).collect();
    assert!(unlisted.is_empty(), "longer than {MOST_LINES} lines: {unlisted:#?}");
}

#[test]
fn no_three_modules_give_one_name_to_types_of_their_own() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in files() {
        for name in &file.types {
            places.entry(name.clone()).or_default().push(file.path.display().to_string());
        }
    }
    places.retain(|name, places| places.len() > 2 && !SHARED_NAMES.contains(&name.as_str()));
    assert!(places.is_empty(), "{places:#?}");
}
