//! Each operation of a save fails in turn, or is the last of the process: what was there or what was to be
//! there can be read afterwards, never neither.

use std::io::ErrorKind;
use std::sync::Arc;

use serde_json::Value;
use starcoach::store::{self, Copies, Disk, Journal, Places, Sequence, form};
use starcoach::story::{Change, DocumentId, Story};

use super::sim::{Call, SimFs};
use super::{id, now, story, value};

fn places() -> Places {
    Places { data: "/home/data".into(), state: "/home/state".into(), config: "/home/config".into() }
}

fn open(fs: &SimFs) -> (Journal, Disk) {
    store::open(&places(), Arc::new(fs.clone()), now()).unwrap()
}

fn append(journal: &mut Journal, before: &Story, after: &Story) -> bool {
    let change = Change::Set { field: "task".into(), value: after.task.clone().into() };
    let copies = Copies { saved: &|| value(before), current: &|| value(after) };
    journal.append(&DocumentId::Story(after.id.clone()), &change, copies).is_ok()
}

fn on_disk(fs: &SimFs) -> Vec<Story> {
    let files = fs.files(&places().data.join("stories"));
    let json = files.into_iter().filter(|(path, _)| path.extension().is_some_and(|e| e == "json"));
    json.map(|(path, bytes)| form::story(&bytes).unwrap_or_else(|e| panic!("{}: {e}", path.display())).story)
        .collect()
}

/// A world in which a story stands, and a process that has typed over its task.
fn typed(seed: u64) -> (SimFs, SimFs, Journal, Disk, Story) {
    let world = SimFs::new(seed);
    let mut before = story(1, "The auditor");
    before.task = "the old task, long enough to be missed".into();
    let (mut journal, mut disk) = open(&world.process());
    let whole = Change::Whole(value(&before));
    let copies = Copies { saved: &|| Value::Null, current: &|| value(&before) };
    journal.append(&DocumentId::Story(id(1)), &whole, copies).unwrap();
    let job = journal.job(&DocumentId::Story(id(1)), value(&before)).unwrap();
    journal.checkpointed(&disk.checkpoint(&job, now()).unwrap());
    journal.close().unwrap();
    drop(disk);
    let process = world.process();
    let (mut journal, disk) = open(&process);
    let mut after = before.clone();
    after.task = "new".into();
    assert!(append(&mut journal, &before, &after));
    (world, process, journal, disk, after)
}

fn save(journal: &mut Journal, disk: &mut Disk, story: &Story) -> bool {
    let job = journal.job(&DocumentId::Story(story.id.clone()), value(story)).unwrap();
    disk.checkpoint(&job, now()).map(|checkpointed| journal.checkpointed(&checkpointed)).is_ok()
}

#[test]
fn each_operation_of_a_save_fails_in_turn() {
    for error in [ErrorKind::Other, ErrorKind::StorageFull, ErrorKind::PermissionDenied] {
        let mut saved = 0;
        for nth in 0..60 {
            let (world, process, mut journal, mut disk, after) = typed(nth);
            process.fail(nth, 1, error);
            saved += u32::from(save(&mut journal, &mut disk, &after));
            let there = on_disk(&world);
            assert!(
                there.iter().any(|s| s.task == "new" || s.task.starts_with("the old")),
                "{nth} {error:?}"
            );
            // Once the trouble is over, the next try saves; no half file is left by the failed one.
            if journal.is_unsaved(&DocumentId::Story(id(1))) {
                assert!(save(&mut journal, &mut disk, &after), "{nth} {error:?}");
            }
            assert_eq!(on_disk(&world), std::slice::from_ref(&after), "{nth} {error:?}");
        }
        assert!(saved > 0, "the last tries fail at nothing");
    }
}

#[test]
fn the_process_dies_at_each_operation_of_a_save() {
    for (nth, power) in (0..40).flat_map(|n| [(n, false), (n, true)]) {
        let (world, process, mut journal, mut disk, after) = typed(nth);
        // What was typed a second ago is safe from power loss too.
        journal.sync_handle().sync().unwrap();
        process.die(nth);
        save(&mut journal, &mut disk, &after);
        process.kill();
        drop((journal, disk));
        if power {
            world.cut();
        }
        let (_journal, mut disk) = open(&world.process());
        assert!(disk.recover(now()).failed.is_empty());
        disk.tidy(now());
        assert_eq!(on_disk(&world), [after], "{nth} {power}");
        assert!(world.files(&places().data).iter().all(|(path, _)| path.extension().unwrap() == "json"));
    }
}

#[test]
fn a_full_disk_keeps_the_words_in_memory_and_the_next_change_brings_them_all() {
    let (world, process, mut journal, disk, mut after) = typed(3);
    process.fail(0, 2, ErrorKind::StorageFull);
    let before = after.clone();
    after.task.push_str(" and more");
    assert!(!append(&mut journal, &before, &after));
    after.title = "In memory only".into();
    process.fail(0, 0, ErrorKind::Other);
    after.task.push_str(" words");
    assert!(append(&mut journal, &before, &after));
    process.kill();
    drop((journal, disk));
    let (_journal, mut disk) = open(&world.process());
    disk.recover(now());
    assert_eq!(on_disk(&world), [after]);
}

#[test]
fn a_sync_that_failed_is_not_believed_the_second_time() {
    let (world, process, mut journal, disk, mut after) = typed(5);
    let handle = journal.sync_handle();
    process.fail(0, 1, ErrorKind::Other);
    assert!(handle.sync().is_err());
    assert!(handle.sync().is_err(), "the same file is never trusted again");
    let before = after.clone();
    after.task.push_str(" words");
    assert!(append(&mut journal, &before, &after));
    handle.sync().unwrap();
    drop((journal, disk));
    world.cut();
    let (_journal, mut disk) = open(&world.process());
    disk.recover(now());
    assert_eq!(on_disk(&world), [after]);
}

#[test]
fn an_import_is_all_or_nothing_whatever_fails() {
    let stories: Vec<Story> = (10..14).map(|n| story(n, &format!("Story {n}"))).collect();
    let (mut all, mut none, mut told) = (0, 0, [0, 0]);
    for (nth, dies) in (0..120).flat_map(|n| [(n, false), (n, true)]) {
        let world = SimFs::new(nth);
        let process = world.process();
        let mut disk = Disk::open(&places(), Arc::new(process.clone()), now()).unwrap();
        if dies {
            process.die(nth);
        } else {
            process.fail(nth, 1, ErrorKind::StorageFull);
        }
        let done = disk.import(&stories).is_ok();
        if !dies {
            assert_eq!(on_disk(&world).len(), if done { 4 } else { 0 }, "{nth}");
        }
        process.kill();
        drop(disk);
        if nth % 2 == 0 {
            world.cut();
        }
        let mut disk = Disk::open(&places(), Arc::new(world.process()), now()).unwrap();
        let recovered = disk.recover(now());
        // What recovery finished is durable before its journal goes.
        world.cut();
        let there = on_disk(&world).len();
        match there {
            0 => none += 1,
            4 => all += 1,
            some => panic!("{some} of 4 after {nth}, {dies}"),
        }
        let tellings = recovered.imports.len();
        for import in recovered.imports {
            assert_eq!(import.came_in, there == 4, "{nth}, {dies}");
            told[usize::from(import.came_in)] += 1;
        }
        let mut disk = Disk::open(&places(), Arc::new(world.process()), now()).unwrap();
        let again = disk.recover(now()).imports.len();
        // The cut brings back a journal that was removed, but not durably, before the recovery looked for it.
        assert!(again + tellings <= 1, "it is told once: {nth}, {dies}");
        disk.tidy(now());
        assert_eq!(world.files(&places().data).len(), there, "no temporary file is left after {nth}, {dies}");
    }
    assert!(all > 0 && none > 0 && told.iter().all(|&n| n > 0), "{all} {none} {told:?}");
}

#[test]
fn an_import_that_is_canceled_at_any_step_leaves_nothing() {
    let stories: Vec<Story> = (10..14).map(|n| story(n, &format!("Story {n}"))).collect();
    let mut steps = 0;
    loop {
        let world = SimFs::new(steps);
        let mut disk = Disk::open(&places(), Arc::new(world.process()), now()).unwrap();
        let mut seen = 0;
        let came_in = disk.import_watched(&stories, &mut |_| {
            seen += 1;
            seen <= steps
        });
        if came_in.unwrap() {
            break;
        }
        assert_eq!(world.files(&places().data), [], "{steps}");
        assert_eq!(
            world.files(&places().state.join("")).iter().filter(|(p, _)| !p.ends_with("fold.lock")).count(),
            0
        );
        world.cut();
        let mut disk = Disk::open(&places(), Arc::new(world.process()), now()).unwrap();
        let recovered = disk.recover(now());
        assert_eq!((recovered.imports.len(), on_disk(&world).len()), (0, 0), "{steps}");
        steps += 1;
    }
    assert_eq!(steps, 6, "each story, before the disk and after it");
}

#[test]
fn an_import_that_is_finished_later_keeps_what_was_done_to_its_stories_meanwhile() {
    let stories: Vec<Story> = (10..14).map(|n| story(n, &format!("Story {n}"))).collect();
    let path = |n| places().data.join("stories").join(format!("{}.json", id(n)));
    let interrupted = |nth| {
        let world = SimFs::new(1);
        let process = world.process();
        let mut disk = Disk::open(&places(), Arc::new(process.clone()), now()).unwrap();
        process.die(nth);
        drop(disk.import(&stories));
        process.kill();
        world
    };
    let world = (0..120).map(interrupted).find(|world| on_disk(world).len() == 3).unwrap();
    let mut edited = story(10, "Edited");
    edited.task = "meanwhile".into();
    world.outside(&path(10), Some(form::write(&value(&edited)).as_bytes()));
    let mut window = Disk::open(&places(), Arc::new(world.process()), now()).unwrap();
    window.trash(&id(11), now()).unwrap();
    let mut disk = Disk::open(&places(), Arc::new(world.process()), now()).unwrap();
    assert_eq!(disk.recover(now()).imports[0].stories, 4);
    let mut titles: Vec<String> = on_disk(&world).into_iter().map(|s| s.title).collect();
    titles.sort();
    assert_eq!(titles, ["Edited", "Story 12", "Story 13"]);
}

#[test]
fn a_telling_that_the_log_could_not_take_is_in_it_after_the_next_start() {
    let line = |id: &str| serde_json::json!({ "id": id, "kind": "told" });
    for (closed, power) in [(false, false), (false, true), (true, false), (true, true)] {
        let world = SimFs::new(7);
        let (mut journal, mut disk) = open(&world.process());
        let log = disk.log_file();
        log.append(&line("aaaaaaaa")).unwrap();
        disk.sync_log().unwrap();
        journal.keep_line(&line("aaaaaaaa")).unwrap();
        journal.keep_line(&line("bbbbbbbb")).unwrap();
        journal.keep_line(&line("bbbbbbbb")).unwrap();
        journal.keep_line(&line("cccccccc")).unwrap();
        journal.logged(&line("aaaaaaaa"));
        // What is typed meanwhile and saved does not empty the journal of them.
        let new = story(1, "The auditor");
        let copies = Copies { saved: &|| Value::Null, current: &|| value(&new) };
        journal.append(&DocumentId::Story(id(1)), &Change::Whole(value(&new)), copies).unwrap();
        let job = journal.job(&DocumentId::Story(id(1)), value(&new)).unwrap();
        journal.checkpointed(&disk.checkpoint(&job, now()).unwrap());
        journal.sync_handle().sync().unwrap();
        if closed {
            journal.close().unwrap();
        } else {
            drop(journal);
        }
        drop(disk);
        if power {
            world.cut();
        }
        let process = world.process();
        let mut disk = Disk::open(&places(), Arc::new(process.clone()), now()).unwrap();
        process.fail(0, 200, ErrorKind::StorageFull);
        assert!(disk.recover(now()).log_failed.is_some(), "the disk is still full");
        process.kill();
        let mut disk = Disk::open(&places(), Arc::new(world.process()), now()).unwrap();
        assert!(disk.recover(now()).log_failed.is_none());
        // Once there, they are durable, and no journal brings them again.
        world.cut();
        let mut disk = Disk::open(&places(), Arc::new(world.process()), now()).unwrap();
        disk.recover(now());
        // A write that failed may have left a part of a line, which is passed over.
        let mut lines = disk.read_log().unwrap().lines;
        lines.retain(|line| serde_json::from_str::<Value>(line).is_ok());
        assert_eq!(lines, ["aaaaaaaa", "bbbbbbbb", "cccccccc"].map(|id| line(id).to_string()));
        assert!(
            world.files(&places().state).iter().all(|(path, _)| !path.to_string_lossy().contains("journal/"))
        );
    }
}

#[test]
fn an_import_never_overwrites() {
    let world = SimFs::new(1);
    let mut disk = Disk::open(&places(), Arc::new(world.process()), now()).unwrap();
    disk.import(&[story(1, "First")]).unwrap();
    let error = disk.import(&[story(2, "New"), story(1, "Second")]).unwrap_err();
    assert_eq!(error.kind(), store::ErrorKind::Exists);
    assert_eq!(on_disk(&world).iter().map(|s| s.title.as_str()).collect::<Vec<_>>(), ["First"]);
    assert!(disk.import(&[story(3, "a"), story(3, "b")]).is_err(), "an id twice");
}

#[test]
fn two_windows_that_write_different_parts_lose_nothing_and_make_no_versions() {
    two_windows(|story, second| if second { &mut story.task } else { &mut story.situation }, 1);
}

#[test]
fn two_windows_that_write_the_same_part_keep_both() {
    two_windows(|story, _| &mut story.task, 2);
}

/// 200 edits in each of two windows, saved in turns.
fn two_windows(field: fn(&mut Story, bool) -> &mut String, at_least: usize) {
    let world = SimFs::new(9);
    let first = story(1, "The auditor");
    let (journal_a, mut disk_a) = open(&world.process());
    disk_a.import(std::slice::from_ref(&first)).unwrap();
    let (journal_b, disk_b) = open(&world.process());
    let mut windows =
        [(journal_a, disk_a, first.clone(), first.clone()), (journal_b, disk_b, first.clone(), first)];
    for n in 0..400 {
        let second = n % 2 == 1;
        let (journal, disk, saved, current) = &mut windows[n % 2];
        let text = field(current, second);
        let word = format!("w{n}. ");
        text.push_str(&word);
        let key = if current.task.ends_with(&word) { "task" } else { "situation" };
        let change = Change::Set { field: key.into(), value: field(current, second).clone().into() };
        let copies = Copies { saved: &|| value(saved), current: &|| value(current) };
        journal.append(&DocumentId::Story(id(1)), &change, copies).unwrap();
        if n % 7 < 2 {
            let job = journal.job(&DocumentId::Story(id(1)), value(current)).unwrap();
            let checkpointed = disk.checkpoint(&job, now()).unwrap();
            if let Some(merged) = journal.checkpointed(&checkpointed) {
                *current = serde_json::from_value(merged).unwrap();
            }
            *saved = current.clone();
        }
    }
    for (journal, disk, _, current) in &mut windows {
        if let Some(job) = journal.job(&DocumentId::Story(id(1)), value(current)) {
            disk.checkpoint(&job, now()).unwrap();
        }
    }
    let there = on_disk(&world);
    let text: Vec<&str> = there.iter().flat_map(|s| [s.situation.as_str(), s.task.as_str()]).collect();
    let text = text.join(" ");
    for n in 0..400 {
        assert!(text.contains(&format!("w{n}. ")), "w{n} is lost");
    }
    assert!(there.len() >= at_least);
    assert_eq!(there.len() == 1, at_least == 1, "{} stories", there.len());
    assert!(there.iter().all(|s| s.id == id(1) || s.version_of == Some(id(1))));
}

#[test]
fn a_journal_that_another_start_cleared_away_as_it_was_made_is_made_again() {
    let journal_of = |world: &SimFs| {
        let mut files = world.files(&places().state).into_iter().map(|(path, _)| path);
        files.find(|path| path.parent().unwrap().ends_with("journal")).unwrap()
    };
    // A world like it draws the same name.
    let twin = SimFs::new(9);
    let _open = open(&twin.process());
    let name = journal_of(&twin);
    let world = SimFs::new(9);
    let unborn = name.with_file_name(format!(".{}.new", name.file_name().unwrap().to_string_lossy()));
    world.outside_before(Call::Lock, &unborn, None);
    let _open = open(&world.process());
    assert!(world.has_meddled());
    assert_ne!(journal_of(&world), name);
}

#[test]
fn two_data_directories_never_share_unsaved_changes() {
    let world = SimFs::new(4);
    let second = Places { data: "/home/other".into(), ..places() };
    let (mut journal, disk) = open(&world.process());
    let mut here = story(1, "Here");
    here.task = "x".into();
    let copies = Copies { saved: &|| Value::Null, current: &|| value(&here) };
    journal.append(&DocumentId::Story(id(1)), &Change::Whole(value(&here)), copies).unwrap();
    drop((journal, disk));
    let mut other = Disk::open(&second, Arc::new(world.process()), now()).unwrap();
    assert!(other.recover(now()).kept.is_empty());
    let mut own = Disk::open(&places(), Arc::new(world.process()), now()).unwrap();
    assert_eq!(own.recover(now()).kept.len(), 1);
}

#[test]
fn a_job_made_before_the_last_was_known_to_be_done_is_no_conflict() {
    let (world, _process, mut journal, mut disk, mut after) = typed(6);
    let doc = DocumentId::Story(id(1));
    let first = journal.job(&doc, value(&after)).unwrap();
    let before = after.clone();
    after.task.push_str(" and on");
    append(&mut journal, &before, &after);
    let second = journal.job(&doc, value(&after)).unwrap();
    let one = disk.checkpoint(&first, now()).unwrap();
    let two = disk.checkpoint(&second, now()).unwrap();
    assert!(one.merged.is_none() && two.merged.is_none() && two.sibling.is_none());
    journal.checkpointed(&one);
    assert!(journal.is_unsaved(&doc));
    journal.checkpointed(&two);
    assert!(!journal.is_unsaved(&doc));
    assert_eq!(two.upto, Sequence(second.upto.0));
    assert_eq!(on_disk(&world), [after]);
}
