//! Behaviour of `store`: words are never lost, files never half written, nobody's change overwritten.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests, not only tests"
)]

mod campaign;
mod daily;
mod edits;
mod failures;
mod golden;
mod hostile;
mod identity;
mod limits;
mod moment;
mod neighbors;
mod others;
mod replay;
mod sim;

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::Value;
use starcoach::store::{self, Copies, Disk, Journal, Places, RealFs, StoryFile};
use starcoach::story::{Change, DocumentId, Story, StoryId};

fn now() -> Timestamp {
    "2026-11-23T07:10:00Z".parse().unwrap()
}

struct Dirs {
    _dir: tempfile::TempDir,
    places: Places,
}

fn dirs() -> Dirs {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    let places = Places { data: at("data"), state: at("state"), config: at("config") };
    Dirs { _dir: dir, places }
}

impl Dirs {
    fn open(&self) -> (Journal, Disk) {
        store::open(&self.places, Arc::new(RealFs), now()).unwrap()
    }

    fn files(&self, dir: &str) -> Vec<String> {
        let Ok(list) = std::fs::read_dir(self.places.data.join(dir)) else { return Vec::new() };
        let mut names: Vec<String> = list.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

fn id(n: u64) -> StoryId {
    StoryId::from_bits(n)
}

fn story(n: u64, title: &str) -> Story {
    let mut story = Story::new(id(n), "customer-obsession", now());
    title.clone_into(&mut story.title);
    story
}

fn value(story: &Story) -> Value {
    serde_json::to_value(story).unwrap()
}

/// Types into the task and keeps the story in step, as the app does.
fn type_in(journal: &mut Journal, saved: Option<&Story>, story: &mut Story, text: &str) {
    let at = story.task.len();
    story.task.push_str(text);
    let change = match saved {
        Some(_) => Change::splice("task", at, 0, text, &story.task),
        None => Change::Whole(value(story)),
    };
    let copies = Copies { saved: &|| saved.map(value).unwrap_or_default(), current: &|| value(story) };
    journal.append(&DocumentId::Story(story.id.clone()), &change, copies).unwrap();
}

fn save(journal: &mut Journal, disk: &mut Disk, story: &Story) -> store::Checkpointed {
    let job = journal.job(&DocumentId::Story(story.id.clone()), value(story)).unwrap();
    let checkpointed = disk.checkpoint(&job, now()).unwrap();
    journal.checkpointed(&checkpointed);
    checkpointed
}

/// Adds a line to the practice log and makes it durable.
fn log(disk: &mut Disk, line: &Value) {
    disk.log_file().append(line).unwrap();
    disk.sync_log().unwrap();
}

fn stories(disk: &mut Disk) -> Vec<Story> {
    let entries = disk.load_all().unwrap();
    entries
        .into_iter()
        .filter_map(|e| match e {
            StoryFile::Story { story, .. } => Some((*story).clone()),
            _ => None,
        })
        .collect()
}

#[test]
fn what_was_typed_is_there_after_a_kill() {
    let dirs = dirs();
    let mut auditor = story(1, "The auditor");
    {
        let (mut journal, _disk) = dirs.open();
        type_in(&mut journal, None, &mut auditor, "W");
        for letter in ["e", " ", "l", "ö"] {
            let saved = auditor.clone();
            type_in(&mut journal, Some(&saved), &mut auditor, letter);
        }
        // Dropped, not closed: the process is gone.
    }
    let (_journal, mut disk) = dirs.open();
    let found = disk.recover(now());
    assert_eq!(found.kept.len(), 1);
    assert_eq!((found.kept[0].title.as_str(), found.kept[0].changes), ("The auditor", 5));
    assert!(!found.kept[0].silent);
    assert_eq!(stories(&mut disk)[0].task, "We lö");
    assert!(disk.recover(now()).kept.is_empty(), "a second recovery does nothing");
}

#[test]
fn an_orderly_end_is_recovered_silently() {
    let dirs = dirs();
    let mut auditor = story(1, "The auditor");
    let (mut journal, disk) = dirs.open();
    type_in(&mut journal, None, &mut auditor, "W");
    journal.close().unwrap();
    drop(disk);
    let (_journal, mut disk) = dirs.open();
    assert!(disk.recover(now()).kept[0].silent);
}

#[test]
fn a_saved_story_leaves_nothing_to_recover() {
    let dirs = dirs();
    let mut auditor = story(1, "The auditor");
    let (mut journal, mut disk) = dirs.open();
    type_in(&mut journal, None, &mut auditor, "We lost");
    let checkpointed = save(&mut journal, &mut disk, &auditor);
    assert!(checkpointed.merged.is_none() && checkpointed.sibling.is_none());
    assert!(journal.unsaved().is_empty());
    drop((journal, disk));
    let (_journal, mut disk) = dirs.open();
    assert!(disk.recover(now()).kept.is_empty());
    assert_eq!(stories(&mut disk), [auditor]);
    assert_eq!(dirs.files("stories").len(), 1);
}

#[test]
fn a_start_is_quick_where_little_is_to_be_read() {
    let dirs = dirs();
    let quick = || Disk::open(&dirs.places, Arc::new(RealFs), now()).unwrap().starts_quickly();
    let write =
        |n: u64| std::fs::write(dirs.places.data.join(format!("stories/{}.json", id(n))), "").unwrap();
    assert!(quick(), "the very first");
    let (journal, _) = dirs.open();
    assert!(!quick(), "a journal, of an earlier run or of another window");
    journal.close().unwrap();
    assert!(quick(), "after an orderly end");
    std::fs::create_dir_all(dirs.places.data.join("stories")).unwrap();
    (0..10).for_each(write);
    assert!(quick(), "a handful of stories");
    write(10);
    assert!(!quick(), "more than a handful");
    (11..100).for_each(write);
    assert!(!quick(), "as many as the start reads at most");
    write(100);
    assert!(quick(), "so many that they are read later");
}
