//! A data directory that is not mounted any more, was moved or removed, and a state directory that was removed.

use std::path::Path;
use std::sync::Arc;

use starcoach::store::{Disk, ErrorKind, RealFs};
use starcoach::story::DocumentId;

use super::{Dirs, dirs, id, log, now, save, story, type_in, value};

/// A store with one story, and an app that typed into it.
fn typed(dirs: &Dirs) -> (starcoach::store::Journal, Disk, starcoach::story::Story) {
    let (mut journal, mut disk) = dirs.open();
    let mut auditor = story(1, "The auditor");
    type_in(&mut journal, None, &mut auditor, "We lost");
    save(&mut journal, &mut disk, &auditor);
    disk.tidy(now());
    let saved = auditor.clone();
    type_in(&mut journal, Some(&saved), &mut auditor, " a client");
    (journal, disk, auditor)
}

fn open(dirs: &Dirs) -> Result<Disk, starcoach::store::StoreError> {
    Disk::open(&dirs.places, Arc::new(RealFs), now())
}

/// Moves the data directory away; with `mount`, an empty one is there instead, as below a drive.
fn take_away(dirs: &Dirs, away: &Path, mount: bool) {
    std::fs::rename(&dirs.places.data, away).unwrap();
    if mount {
        std::fs::create_dir(&dirs.places.data).unwrap();
    }
}

#[test]
fn a_data_directory_that_is_gone_is_not_made_again_and_the_words_wait_for_it() {
    for mount in [false, true] {
        let dirs = dirs();
        let away = dirs.places.state.with_file_name("away");
        let (journal, mut disk, auditor) = typed(&dirs);
        take_away(&dirs, &away, mount);
        let job = journal.job(&DocumentId::Story(id(1)), value(&auditor)).unwrap();
        assert_eq!(disk.checkpoint(&job, now()).unwrap_err().kind(), ErrorKind::Gone);
        let line = serde_json::json!({ "id": "aaaaaaaa" });
        assert_eq!(disk.log_file().append(&line).unwrap_err().kind(), ErrorKind::Gone);
        assert_eq!(disk.trash(&id(1), now()).unwrap_err().kind(), ErrorKind::Gone);
        assert_eq!(disk.import(&[story(2, "New")]).unwrap_err().kind(), ErrorKind::Gone);
        assert_eq!(disk.export_new("page", "md", "text").unwrap_err().kind(), ErrorKind::Gone);
        journal.sync_handle().sync().unwrap();
        drop((journal, disk));
        // A start says so, instead of beginning anew.
        let error = open(&dirs).err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Gone);
        assert!(
            error.to_string().contains("stories: it is not there any more. If it is on a drive, mount it"),
            "{error}"
        );
        assert!(!dirs.places.data.join("stories").exists());
        // Once it is back, so are the words.
        if mount {
            std::fs::remove_dir(&dirs.places.data).unwrap();
        }
        std::fs::rename(&away, &dirs.places.data).unwrap();
        let mut disk = open(&dirs).unwrap();
        disk.recover(now());
        assert_eq!(
            disk.load_document(&DocumentId::Story(id(1))).unwrap().unwrap()["task"],
            "We lost a client"
        );
    }
}

#[test]
fn a_directory_that_somebody_made_again_is_taken() {
    let dirs = dirs();
    let (mut journal, mut disk, auditor) = typed(&dirs);
    // A backup was put back: other directories, with the stories in them.
    let away = dirs.places.state.with_file_name("away");
    take_away(&dirs, &away, false);
    std::fs::create_dir_all(dirs.places.data.join("stories")).unwrap();
    save(&mut journal, &mut disk, &auditor);
    assert_eq!(dirs.files("stories").len(), 1);
    drop((journal, disk));
    // To begin anew, the user makes the directory.
    std::fs::remove_dir_all(&dirs.places.data).unwrap();
    assert!(open(&dirs).is_err());
    std::fs::create_dir_all(dirs.places.data.join("stories")).unwrap();
    assert!(open(&dirs).is_ok());
}

#[test]
fn a_first_start_and_a_store_without_stories_are_as_before() {
    let dirs = dirs();
    let mut disk = open(&dirs).unwrap();
    disk.tidy(now());
    log(&mut disk, &serde_json::json!({}));
    std::fs::remove_dir_all(&dirs.places.data).unwrap();
    assert!(open(&dirs).is_ok());
}

#[test]
fn a_state_directory_that_was_removed_is_noticed_with_the_next_key() {
    let dirs = dirs();
    let (mut journal, disk, mut auditor) = typed(&dirs);
    assert!(!journal.was_removed());
    std::fs::remove_dir_all(&dirs.places.state).unwrap();
    let saved = auditor.clone();
    type_in(&mut journal, Some(&saved), &mut auditor, " and found why");
    assert!(journal.was_removed() && !journal.was_removed());
    // Killed at once: the key is there, and with it all that was not saved.
    drop((journal, disk));
    let mut disk = open(&dirs).unwrap();
    disk.recover(now());
    let there = disk.load_document(&DocumentId::Story(id(1))).unwrap().unwrap();
    assert_eq!(there["task"], "We lost a client and found why");
}
