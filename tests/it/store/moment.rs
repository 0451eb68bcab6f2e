//! Somebody else writes a file in the moment between the last look at it and the save over it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustix::io::Errno;
use starcoach::store::{CheckpointJob, Disk, ErrorKind, Places, Sequence, form};
use starcoach::story::{DocumentId, Story};

use super::sim::{Call, SimFs};
use super::{id, now, story, value};

fn places() -> Places {
    Places { data: "/home/data".into(), state: "/home/state".into(), config: "/home/config".into() }
}

fn disk(fs: &SimFs) -> Disk {
    Disk::open(&places(), Arc::new(fs.clone()), now()).unwrap()
}

fn path() -> PathBuf {
    places().data.join(format!("stories/{}.json", id(1)))
}

fn before() -> Story {
    let mut story = story(1, "The auditor");
    story.task = "the old task".into();
    story
}

fn changed(task: &str, result: &str) -> Story {
    Story { task: task.into(), result: result.into(), ..before() }
}

fn bytes(story: &Story) -> Vec<u8> {
    form::write(&value(story)).into_bytes()
}

fn job(ours: &Story) -> CheckpointJob {
    let (base, ours) = (Arc::new(value(&before())), Arc::new(value(ours)));
    CheckpointJob { doc: DocumentId::Story(id(1)), upto: Sequence(1), base, ours }
}

/// A world in which the story stands as it was before.
fn world() -> SimFs {
    let world = SimFs::new(7);
    disk(&world.process()).import(&[before()]).unwrap();
    world
}

/// The stories in all files of a directory, hidden ones too.
fn all(fs: &SimFs, dir: &Path) -> Vec<Story> {
    fs.files(dir).into_iter().filter_map(|(_, bytes)| Some(form::story(&bytes).ok()?.story)).collect()
}

fn stories(fs: &SimFs) -> Vec<Story> {
    all(fs, &places().data.join("stories"))
}

#[test]
fn a_change_of_another_field_is_merged() {
    let world = world();
    let theirs = changed("the old task", "Theirs");
    world.outside_before(Call::Exchange, &path(), Some(&bytes(&theirs)));
    disk(&world.process()).checkpoint(&job(&changed("ours", "")), now()).unwrap();
    assert_eq!(stories(&world), [changed("ours", "Theirs")]);
}

#[test]
fn a_change_of_the_same_field_is_kept_as_a_version() {
    let world = world();
    world.outside_before(Call::Exchange, &path(), Some(&bytes(&changed("theirs", ""))));
    let done = disk(&world.process()).checkpoint(&job(&changed("ours", "")), now()).unwrap();
    assert_eq!(done.sibling.unwrap().task, "theirs");
    let mut tasks: Vec<String> = stories(&world).into_iter().map(|s| s.task).collect();
    tasks.sort();
    assert_eq!(tasks, ["ours", "theirs"]);
}

#[test]
fn a_third_file_that_comes_while_the_second_gets_its_place_back_is_kept_too() {
    let world = world();
    for result in ["Second", "Third"] {
        world.outside_before(Call::Exchange, &path(), Some(&bytes(&changed("the old task", result))));
    }
    disk(&world.process()).checkpoint(&job(&changed("ours", "")), now()).unwrap();
    let found = stories(&world);
    for words in ["ours", "Second", "Third"] {
        assert!(found.iter().any(|s| s.task == words || s.result == words), "{words} in {found:#?}");
    }
    assert!(found.iter().any(|s| s.task == "ours" && s.result == "Second"), "{found:#?}");
}

#[test]
fn a_file_that_is_deleted_in_that_moment_is_written_anew() {
    let world = world();
    world.outside_before(Call::Exchange, &path(), None);
    let done = disk(&world.process()).checkpoint(&job(&changed("ours", "")), now()).unwrap();
    assert!(done.recreated);
    assert_eq!(stories(&world), [changed("ours", "")]);
}

#[test]
fn a_file_that_appears_where_a_new_one_is_saved_is_merged() {
    let world = SimFs::new(7);
    world.outside_before(Call::RenameNew, &path(), Some(&bytes(&changed("the old task", "Theirs"))));
    disk(&world.process()).checkpoint(&job(&changed("ours", "")), now()).unwrap();
    assert_eq!(stories(&world), [changed("ours", "Theirs")]);
}

#[test]
fn a_file_that_appears_where_an_export_is_written_stays() {
    let world = world();
    let target = places().data.join("out.md");
    world.outside_before(Call::RenameNew, &target, Some(b"Theirs"));
    let refused = disk(&world.process()).export_file(&target, "Ours", false).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Exists);
    let files = world.files(&places().data);
    assert!(files.contains(&(target, b"Theirs".to_vec())));
    assert!(!files.iter().any(|(path, _)| path.extension().is_some_and(|e| e == "tmp")), "{files:?}");
}

#[test]
fn where_files_cannot_change_places_everything_is_saved_all_the_same() {
    for errno in [Errno::INVAL, Errno::NOSYS] {
        let world = SimFs::new(7);
        world.refuse(Call::Exchange, errno.raw_os_error());
        world.refuse(Call::RenameNew, errno.raw_os_error());
        let mut disk = disk(&world.process());
        disk.import(&[before()]).unwrap();
        disk.checkpoint(&job(&changed("ours", "")), now()).unwrap();
        assert_eq!(stories(&world), [changed("ours", "")]);
        let target = places().data.join("out.md");
        disk.export_file(&target, "First", false).unwrap();
        assert_eq!(disk.export_file(&target, "Second", false).unwrap_err().kind(), ErrorKind::Exists);
    }
}

#[test]
fn their_change_outlives_a_process_that_dies_at_any_operation() {
    for (nth, power) in (0..40).flat_map(|n| [(n, false), (n, true)]) {
        let world = world();
        let process = world.process();
        let mut dying = disk(&process);
        world.outside_before(Call::Exchange, &path(), Some(&bytes(&changed("the old task", "Theirs"))));
        process.die(nth);
        let _ = dying.checkpoint(&job(&changed("ours", "")), now());
        process.kill();
        drop(dying);
        if power {
            world.cut();
        }
        let mut next = disk(&world.process());
        next.recover(now());
        next.tidy(now());
        let meddled = world.has_meddled();
        let mut found = stories(&world);
        found.extend(all(&world, &places().state));
        assert!(!meddled || found.iter().any(|s| s.result == "Theirs"), "{nth} {power}: {found:#?}");
    }
}
