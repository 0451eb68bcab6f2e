//! What stands beside the user's files: links are followed where they are the user's, files that other programs leave
//! are passed over, and one that cannot be read stops none of the others.

use std::os::unix::fs::symlink;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rustix::fs::{CWD, FileType, Mode, mknodat};
use serde_json::json;
use starcoach::store::{Disk, Outside, RealFs, StoryFile};

use super::{Dirs, dirs, id, now, story};

const LINE: &str = "{\"id\":\"aaaa0001\"}\n";

fn disk(dirs: &Dirs) -> Disk {
    Disk::open(&dirs.places, Arc::new(RealFs), now()).unwrap()
}

fn pipe(path: &Path) {
    mknodat(CWD, path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
}

#[test]
fn a_bad_neighbor_of_the_practice_log_is_passed_over_and_named_by_doctor() {
    let dirs = dirs();
    let mut disk = disk(&dirs);
    let at = |name: &str| dirs.places.data.join(name);
    std::fs::write(at("practice.jsonl"), LINE).unwrap();
    std::fs::create_dir(at("practice-a.jsonl")).unwrap();
    symlink(at("nothing"), at("practice-b.jsonl")).unwrap();
    pipe(&at("practice-c.jsonl"));
    std::fs::File::create(at("practice-d.jsonl")).unwrap().set_len((512 << 20) + 1).unwrap();
    std::fs::write(at("practice-e.jsonl"), "{\"id\":\"bbbb0001\"}\n").unwrap();
    let log = disk.read_log().unwrap();
    assert_eq!(log.lines, ["{\"id\":\"bbbb0001\"}", LINE.trim()]);
    assert!(log.problem().is_none());
    let names: Vec<_> = log.passed_over.iter().map(|e| e.path.file_name().unwrap().to_owned()).collect();
    assert_eq!(names, ["practice-a.jsonl", "practice-b.jsonl", "practice-c.jsonl", "practice-d.jsonl"]);
    assert_eq!(disk.facts(&|| Duration::ZERO).log.passed_over.len(), 4);
}

#[test]
fn a_log_that_cannot_be_read_is_told_and_its_copies_are_read() {
    let dirs = dirs();
    let mut disk = disk(&dirs);
    std::fs::create_dir(dirs.places.data.join("practice.jsonl")).unwrap();
    std::fs::write(dirs.places.data.join("practice-a.jsonl"), LINE).unwrap();
    let log = disk.read_log().unwrap();
    assert_eq!(log.lines, [LINE.trim()]);
    assert_eq!(log.problem().unwrap().reason(), "it is a directory, not a file");
}

#[test]
fn a_log_that_is_a_link_is_read_written_and_watched_where_it_leads() {
    let dirs = dirs();
    let mut disk = disk(&dirs);
    let real = dirs.places.data.parent().unwrap().join("elsewhere.jsonl");
    std::fs::write(&real, LINE).unwrap();
    symlink(&real, dirs.places.data.join("practice.jsonl")).unwrap();
    disk.log_file().append(&json!({"id": "bbbb0001"})).unwrap();
    disk.sync_log().unwrap();
    assert_eq!(disk.read_log().unwrap().lines.len(), 2);
    assert!(std::fs::read_to_string(&real).unwrap().contains("bbbb0001"));
    let log = |found: Vec<Outside>| found.iter().any(|o| matches!(o, Outside::Log));
    assert!(!log(disk.rescan(None, false)), "our own line is no news");
    std::fs::write(&real, LINE.repeat(3)).unwrap();
    assert!(log(disk.rescan(None, false)));
}

#[test]
fn settings_and_packs_may_be_links() {
    let dirs = dirs();
    let packs = dirs.places.config.join("questions");
    std::fs::create_dir_all(&packs).unwrap();
    let real = dirs.places.data.parent().unwrap().join("dotfiles");
    std::fs::write(&real, "[look]\n").unwrap();
    symlink(&real, dirs.places.config.join("config.toml")).unwrap();
    symlink(&real, packs.join("mine.json")).unwrap();
    symlink(real.with_extension("gone"), packs.join("gone.json")).unwrap();
    let disk = disk(&dirs);
    assert_eq!(disk.read_config().unwrap().as_deref(), Some("[look]\n"));
    let read = disk.read_packs();
    assert_eq!(read.len(), 2);
    assert!(read[0].1.is_err());
    assert_eq!(read[1], ("mine.json".to_owned(), Ok("[look]\n".to_owned())));
}

#[test]
fn files_that_systems_editors_and_sync_tools_leave_are_neither_stories_nor_damaged() {
    let dirs = dirs();
    let mut disk = disk(&dirs);
    disk.import(&[story(1, "The auditor")]).unwrap();
    let packs = dirs.places.config.join("questions");
    std::fs::create_dir_all(&packs).unwrap();
    for dir in [dirs.places.data.join("stories"), packs] {
        for name in
            ["._x.json", ".x.json", "~$x.json", "#x.json#", ".x.json.swp", ".syncthing.x.json.tmp", "~x.json"]
        {
            std::fs::write(dir.join(name), b"\0\x05\x16\x07").unwrap();
        }
        // The lock of an editor is a link to nothing.
        symlink("sam@desk.1234:1700000000", dir.join(".#x.json")).unwrap();
    }
    let files = disk.load_all().unwrap();
    assert!(matches!(files.as_slice(), [StoryFile::Story { story, .. }] if story.id == id(1)), "{files:?}");
    assert_eq!(disk.read_packs(), []);
    assert!(disk.facts(&|| Duration::ZERO).damaged.is_empty());
}

#[test]
fn a_store_is_inspected_where_its_directory_is_missing_and_cannot_be_made() {
    let dirs = dirs();
    let file = dirs.places.data.parent().unwrap().join("file");
    std::fs::write(&file, "").unwrap();
    let mut places = dirs.places.clone();
    places.data = file.join("data");
    assert!(Disk::open(&places, Arc::new(RealFs), now()).is_err());
    let mut disk = Disk::inspect(&places, Arc::new(RealFs), now());
    let facts = disk.facts(&|| Duration::ZERO);
    assert!(facts.data.write.is_err());
    assert!(!facts.problems.is_empty());
}

#[test]
fn a_data_directory_has_the_same_state_directory_before_and_after_it_is_made() {
    let dirs = dirs();
    let above = dirs.places.data.parent().unwrap();
    std::fs::create_dir(above.join("real")).unwrap();
    symlink(above.join("real"), above.join("link")).unwrap();
    let mut places = dirs.places.clone();
    places.data = above.join("link/data");
    let before = Disk::inspect(&places, Arc::new(RealFs), now()).paths().state.clone();
    let made = Disk::open(&places, Arc::new(RealFs), now()).unwrap();
    assert_eq!(made.paths().state, before);
    assert_eq!(Disk::inspect(&places, Arc::new(RealFs), now()).paths().state, before);
}
