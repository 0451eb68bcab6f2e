//! What an editor saved while its app was gone, or died before it could read it.

use std::path::PathBuf;
use std::sync::Arc;

use starcoach::store::{Disk, LeftEdit, RealFs, Recovered, StoryFile};
use starcoach::story::{DocumentId, Section, Story};

use super::{Dirs, dirs, id, now, story, value};

/// A story with this task in its file.
fn begin(dirs: &Dirs, task: &str) -> Story {
    let mut story = story(1, "The auditor");
    task.clone_into(&mut story.task);
    disk(dirs).import(std::slice::from_ref(&story)).unwrap();
    story
}

fn disk(dirs: &Dirs) -> Disk {
    Disk::open(&dirs.places, Arc::new(RealFs), now()).unwrap()
}

/// An app that hands the task to an editor, which saves `text`, and is gone.
fn edited(dirs: &Dirs, task: &str, text: &str) -> PathBuf {
    let (journal, mut disk) = dirs.open();
    let path = disk.edit_begin(&id(1), Some(Section::Task), task).unwrap();
    std::fs::write(&path, text).unwrap();
    drop((journal, disk));
    path
}

fn recover(dirs: &Dirs) -> (Recovered, Vec<Story>) {
    let mut disk = disk(dirs);
    let recovered = disk.recover(now());
    let again = disk.recover(now());
    assert!(again.kept.is_empty() && again.edits.is_empty(), "a second time changes nothing");
    let entries = disk.load_all().unwrap().into_iter();
    let stories = entries.filter_map(|entry| match entry {
        StoryFile::Story { story, .. } => Some(Arc::unwrap_or_clone(story)),
        StoryFile::Version { .. } | StoryFile::Damaged { .. } => None,
    });
    (recovered, stories.collect())
}

#[test]
fn what_an_editor_saved_goes_into_its_part_and_can_be_undone() {
    let dirs = dirs();
    let before = begin(&dirs, "I had two days.");
    let path = edited(&dirs, "I had two days.", "I had two days.\r\nAnd a night.\n");
    let (recovered, stories) = recover(&dirs);
    assert_eq!(stories[0].task, "I had two days.\nAnd a night.");
    let kept = &recovered.kept[0];
    assert_eq!((kept.changes, kept.silent, &kept.before), (1, false, &value(&before)));
    assert_eq!(kept.last, Some(("task".to_owned(), "I had two days.\nAnd a night.".len())));
    assert!(!path.exists());
}

#[test]
fn a_part_that_was_changed_meanwhile_stays_and_the_editors_text_is_a_second_version() {
    let dirs = dirs();
    begin(&dirs, "Changed meanwhile.");
    let path = edited(&dirs, "I had two days.", "I had two days. And a night.");
    let (recovered, stories) = recover(&dirs);
    assert_eq!(recovered.edits, [LeftEdit { name: "The auditor".to_owned(), is_version: true }]);
    let tasks: Vec<_> = stories.iter().map(|s| (s.task.as_str(), s.version_of.clone())).collect();
    assert!(tasks.contains(&("Changed meanwhile.", None)), "{tasks:?}");
    assert!(tasks.contains(&("I had two days. And a night.", Some(id(1)))), "{tasks:?}");
    assert!(!path.exists());
}

#[test]
fn the_text_of_a_story_that_is_gone_or_damaged_is_a_story_of_its_own() {
    let dirs = dirs();
    let file = dirs.places.data.join("stories").join(format!("{}.json", id(1)));
    let damaged = "{ \"schema\": 1, ";
    for (n, damage) in [Some(damaged), None].into_iter().enumerate() {
        begin(&dirs, "I had two days.");
        let text = format!("Saved {n}");
        edited(&dirs, "I had two days.", &text);
        match damage {
            Some(damage) => std::fs::write(&file, damage).unwrap(),
            None => disk(&dirs).trash(&id(1), now()).unwrap(),
        }
        let (recovered, stories) = recover(&dirs);
        assert_eq!(recovered.edits.len(), 1);
        let own = stories.iter().find(|s| s.task == text).unwrap();
        assert_eq!((own.title.as_str(), &own.version_of), ("From your editor", &None));
        if damage.is_some() {
            assert_eq!(std::fs::read_to_string(&file).unwrap(), damaged);
            std::fs::remove_file(&file).unwrap();
        }
    }
}

#[test]
fn what_was_not_changed_or_not_written_whole_is_no_text() {
    let dirs = dirs();
    begin(&dirs, "Changed meanwhile.");
    for (given, left) in
        [("I had two days.", "I had two days."), ("I had two days.", ""), ("x", "Changed meanwhile.\n")]
    {
        let path = edited(&dirs, given, left);
        let (recovered, stories) = recover(&dirs);
        assert!(recovered.kept.is_empty() && recovered.edits.is_empty(), "{left:?}");
        assert_eq!((stories.len(), stories[0].task.as_str()), (1, "Changed meanwhile."));
        assert!(!path.exists());
    }
}

#[test]
fn a_text_that_a_living_app_waits_for_is_left_to_it() {
    let dirs = dirs();
    begin(&dirs, "I had two days.");
    let (journal, mut app) = dirs.open();
    let path = app.edit_begin(&id(1), Some(Section::Task), "I had two days.").unwrap();
    std::fs::write(&path, "Half of it").unwrap();
    let (recovered, stories) = recover(&dirs);
    assert!(recovered.kept.is_empty() && path.exists());
    assert_eq!(stories[0].task, "I had two days.");
    drop((journal, app));
    assert_eq!(recover(&dirs).1[0].task, "Half of it");
}

#[test]
fn the_text_of_a_command_is_left_to_it_while_it_runs_and_taken_up_afterwards() {
    let dirs = dirs();
    begin(&dirs, "I had two days.");
    let part = disk(&dirs).edit_begin(&id(1), Some(Section::Task), "I had two days.").unwrap();
    std::fs::write(&part, "I had a week.").unwrap();
    let whole = disk(&dirs).edit_begin(&id(1), None, "# The auditor").unwrap();
    std::fs::write(&whole, "# The auditor\n\n## Task\nI had a month.").unwrap();
    assert_eq!(recover(&dirs).1[0].task, "I had two days.");
    assert!(part.exists() && whole.exists());
    // The last number of the name is the process.
    for path in [part, whole] {
        let gone = path.to_str().unwrap().replace(&format!(".{}.md", std::process::id()), ".2147483647.md");
        std::fs::rename(&path, gone).unwrap();
    }
    let (recovered, stories) = recover(&dirs);
    assert_eq!((recovered.kept.len(), stories.len()), (1, 1));
    assert_eq!(stories[0].task, "I had a week.");
    // The command told where the whole text is.
    assert_eq!(disk(&dirs).edits_left().len(), 1);
}

#[test]
fn a_file_of_version_0_1_which_does_not_name_its_part_is_kept_as_a_story() {
    let dirs = dirs();
    begin(&dirs, "I had two days.");
    std::fs::create_dir_all(disk(&dirs).paths().edits()).unwrap();
    let path = disk(&dirs).paths().edits().join(format!("{}.1.md", id(1)));
    std::fs::write(&path, "Saved by an earlier version").unwrap();
    let (recovered, stories) = recover(&dirs);
    assert_eq!(recovered.edits, [LeftEdit { name: "From your editor".to_owned(), is_version: false }]);
    assert!(stories.iter().any(|s| s.situation == "Saved by an earlier version"));
    assert!(!path.exists());
}

#[test]
fn a_text_that_cannot_be_kept_yet_stays_in_its_file() {
    let dirs = dirs();
    begin(&dirs, "I had two days.");
    let path = edited(&dirs, "I had two days.", "More");
    let doc = DocumentId::Story(id(1));
    let (stories, away) = (dirs.places.data.join("stories"), dirs.places.data.join("away"));
    std::fs::rename(&stories, &away).unwrap();
    std::fs::write(&stories, "in the way").unwrap();
    assert!(disk(&dirs).recover(now()).kept.is_empty());
    assert!(path.exists());
    std::fs::remove_file(&stories).unwrap();
    std::fs::rename(&away, &stories).unwrap();
    disk(&dirs).recover(now());
    assert_eq!(disk(&dirs).load_document(&doc).unwrap().unwrap()["task"], "More");
}
