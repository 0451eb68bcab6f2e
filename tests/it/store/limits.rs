//! Places that cannot set permissions, sync, lock or rename: the words are saved all the same, and doctor says what
//! the place cannot do.

use std::sync::Arc;
use std::time::Duration;

use rustix::io::Errno;
use serde_json::{Value, json};
use starcoach::store::{self, Copies, Disk, Limit, Places, form};
use starcoach::story::{Change, DocumentId, Story};

use super::sim::{Call, SimFs};
use super::{id, now, story, value};

/// The errors that say that a place does not know the call at all.
const UNKNOWN: [Errno; 4] = [Errno::INVAL, Errno::NOSYS, Errno::OPNOTSUPP, Errno::NOTTY];

/// Each call with the other errors that mean the same, and the limit that doctor names.
const TABLE: [(Call, &[Errno], Limit); 6] = [
    (Call::SetMode, &[Errno::PERM, Errno::ACCESS], Limit::Permissions),
    (Call::SyncDirectory, &[Errno::PERM, Errno::ACCESS, Errno::BADF, Errno::ISDIR], Limit::SyncDirectory),
    (Call::SyncFile, &[], Limit::SyncFile),
    (Call::Lock, &[Errno::NOLCK, Errno::PERM, Errno::ACCESS], Limit::Lock),
    (
        Call::RenameOver,
        &[Errno::PERM, Errno::ACCESS, Errno::BUSY, Errno::TXTBSY, Errno::EXIST],
        Limit::Replace,
    ),
    (Call::RenameOpen, &[Errno::PERM, Errno::ACCESS, Errno::BUSY, Errno::TXTBSY], Limit::Replace),
];

fn places() -> Places {
    Places { data: "/home/data".into(), state: "/home/state".into(), config: "/home/config".into() }
}

fn disk(fs: &SimFs) -> Disk {
    Disk::open(&places(), Arc::new(fs.clone()), now()).unwrap()
}

fn task(fs: &SimFs) -> String {
    let (_, bytes) = fs.files(&places().data.join("stories")).pop().unwrap();
    form::story(&bytes).unwrap().story.task
}

/// Imports a story, sets the company, types into the story, saves, types on and dies; the next start finds it all.
fn a_life(world: &SimFs) {
    let mut text = story(1, "The auditor");
    disk(&world.process()).import(std::slice::from_ref(&text)).unwrap();
    let company = disk(&world.process()).keep(
        &DocumentId::Preparation,
        Value::Null,
        json!({"schema": 1, "company": "Kiln"}),
        now(),
    );
    assert_eq!(company.unwrap()["company"], "Kiln");
    let process = world.process();
    let (mut journal, mut disk_of_app) = store::open(&places(), Arc::new(process.clone()), now()).unwrap();
    let doc = DocumentId::Story(id(1));
    for task in ["first", "second"] {
        let before = text.clone();
        task.clone_into(&mut text.task);
        let change = Change::Set { field: "task".into(), value: task.into() };
        let copies = Copies { saved: &|| value(&before), current: &|| value(&text) };
        journal.append(&doc, &change, copies).unwrap();
        journal.sync_handle().sync().unwrap();
        if task == "first" {
            let job = journal.job(&doc, value(&text)).unwrap();
            journal.checkpointed(&disk_of_app.checkpoint(&job, now()).unwrap());
        }
    }
    disk_of_app.log_file().append(&json!({"id": "aaaa0001"})).unwrap();
    disk_of_app.sync_log().unwrap();
    assert_eq!(task(world), "first");
    assert!(disk(&world.process()).recover(now()).kept.is_empty(), "the window is alive");
    assert_eq!(task(world), "first");
    process.kill();
    drop((journal, disk_of_app));
    let mut next = disk(&world.process());
    let recovered = next.recover(now());
    assert!(recovered.failed.is_empty(), "{:?}", recovered.failed);
    assert_eq!((recovered.kept.len(), task(world).as_str()), (1, "second"));
    assert!(next.recover(now()).kept.is_empty(), "twice is the same as once");
    let path = next.export_new("stories", "md", "# All").unwrap();
    next.export_file(&path, "# All again", true).unwrap();
    next.trash(&id(1), now()).unwrap();
    let back: Story = next.restore(&id(1), now()).unwrap();
    assert_eq!(back.task, "second");
}

fn leftovers(world: &SimFs) -> Vec<std::path::PathBuf> {
    let all = world.files(std::path::Path::new("/home"));
    all.into_iter()
        .map(|(path, _)| path)
        .filter(|path| {
            let name = path.file_name().unwrap().to_string_lossy();
            name.starts_with('.') || name.contains("probe") || path.parent().unwrap().ends_with("journal")
        })
        .collect()
}

#[test]
fn what_a_place_refuses_is_done_without_and_named_by_doctor() {
    for (call, more, limit) in TABLE {
        for errno in UNKNOWN.iter().chain(more) {
            let world = SimFs::new(7);
            world.refuse(call, errno.raw_os_error());
            a_life(&world);
            assert_eq!(leftovers(&world), [] as [&std::path::Path; 0], "{call:?} {errno}");
            let facts = disk(&world.process()).facts(&|| Duration::ZERO);
            if call != Call::RenameOpen {
                assert_eq!(facts.data.limits, [limit], "{call:?} {errno}");
                assert_eq!(facts.state.limits, [limit], "{call:?} {errno}");
            }
            assert_eq!(facts.locks, call != Call::Lock);
            assert_eq!(leftovers(&world), [] as [&std::path::Path; 0], "{call:?} {errno}");
        }
    }
}

#[test]
fn a_place_that_refuses_everything_still_keeps_the_words() {
    let world = SimFs::new(7);
    for (call, _, _) in TABLE {
        world.refuse(call, Errno::OPNOTSUPP.raw_os_error());
    }
    a_life(&world);
    let facts = disk(&world.process()).facts(&|| Duration::ZERO);
    assert_eq!(facts.data.limits, Limit::ALL);
}

#[test]
fn what_fails_for_another_reason_is_an_error_and_leaves_nothing_behind() {
    for (call, _, _) in TABLE {
        for errno in [Errno::IO, Errno::NOSPC, Errno::ROFS, Errno::DQUOT] {
            let world = SimFs::new(7);
            let mut disk = disk(&world.process());
            disk.import(&[story(1, "The auditor")]).unwrap();
            let there = world.files(&places().data);
            world.refuse(call, errno.raw_os_error());
            let mut ours = story(1, "The auditor");
            "new".clone_into(&mut ours.task);
            let base = value(&story(1, "The auditor"));
            let done = disk.keep(&DocumentId::Story(id(1)), base, value(&ours), now());
            if matches!(call, Call::Lock | Call::RenameOpen) {
                // Saving needs no lock.
                done.unwrap();
                continue;
            }
            done.unwrap_err();
            if call != Call::SyncDirectory {
                assert_eq!(world.files(&places().data), there, "{call:?} {errno}");
            }
            assert_eq!(leftovers(&world), [] as [&std::path::Path; 0], "{call:?} {errno}");
        }
    }
}

#[test]
fn a_file_that_another_program_holds_for_a_moment_is_replaced_once_it_lets_go() {
    let world = SimFs::new(7);
    let mut disk = disk(&world.process());
    disk.import(&[story(1, "The auditor")]).unwrap();
    world.refuse_times(Call::RenameOver, Errno::BUSY.raw_os_error(), 3);
    let mut ours = story(1, "The auditor");
    "new".clone_into(&mut ours.task);
    disk.keep(&DocumentId::Story(id(1)), value(&story(1, "The auditor")), value(&ours), now()).unwrap();
    assert_eq!(task(&world), "new");
    assert_eq!(leftovers(&world), [] as [&std::path::Path; 0]);
}

/// Where a file cannot be replaced in one step, a save that is interrupted at any step leaves the story as it was or
/// as it was to be, for the next start and for the same window.
#[test]
fn an_interrupted_save_in_place_damages_nothing() {
    #[derive(Debug, Clone, Copy, PartialEq)]
    enum Interrupted {
        Killed,
        PowerCut,
        DiskFull { calls: u64 },
    }
    use Interrupted::{DiskFull, Killed, PowerCut};
    let doc = DocumentId::Story(id(1));
    let (old, mut new) = (story(1, "The auditor"), story(1, "The auditor"));
    "A task of some length, so that a part of it can be written. ".repeat(20).clone_into(&mut new.task);
    let mut torn = 0;
    for how in
        [Killed, PowerCut, DiskFull { calls: 1 }, DiskFull { calls: 2 }, DiskFull { calls: u64::MAX / 2 }]
    {
        for (after, seed) in (0..60).flat_map(|after| (1..6).map(move |seed| (after, seed * 7919))) {
            let at = format!("{how:?} after {after}, seed {seed}");
            let world = SimFs::new(seed);
            let process = world.process();
            let mut window = disk(&process);
            window.import(std::slice::from_ref(&old)).unwrap();
            world.refuse(Call::RenameOver, Errno::PERM.raw_os_error());
            match how {
                Killed | PowerCut => process.die(after),
                DiskFull { calls } => process.fail(after, calls, std::io::ErrorKind::StorageFull),
            }
            let saved = window.keep(&doc, value(&old), value(&new), now()).is_ok();
            if how == PowerCut {
                world.cut();
            }
            let there = world.files(&places().data.join("stories"));
            let whole = |(path, bytes): &(std::path::PathBuf, Vec<u8>)| {
                path.extension().is_none_or(|e| e != "json") || form::story(bytes).is_ok()
            };
            torn += u32::from(!there.iter().all(whole));
            process.fail(0, 0, std::io::ErrorKind::StorageFull);
            if matches!(how, DiskFull { .. }) {
                window.keep(&doc, value(&old), value(&new), now()).unwrap_or_else(|e| panic!("{at}: {e}"));
            }
            let mut next = disk(&world.process());
            next.tidy(now());
            let all = next.load_all().unwrap();
            let [store::StoryFile::Story { story, .. }] = all.as_slice() else { panic!("{at}: {all:?}") };
            assert!(story.task == new.task || (!saved && story.task == old.task), "{at}: {}", story.task);
            assert_eq!(leftovers(&world), [] as [&std::path::Path; 0], "{at}");
        }
    }
    assert!(torn > 20, "some of these leave a torn file: {torn}");
}
