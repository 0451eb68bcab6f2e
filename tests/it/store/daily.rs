//! The rest of the store: log, outside changes, trash, history, exports, and what `doctor` is told.

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use starcoach::store::{self, Disk, ErrorKind, NOWHERE, Outside, Places, RealFs, StoryFile, form};
use starcoach::story::{DocumentId, Section, Story};

use super::sim::SimFs;
use super::{Dirs, dirs, id, log, now, save, stories, story, type_in, value};

fn with_story(title: &str) -> (Dirs, starcoach::store::Journal, Disk, Story) {
    let dirs = dirs();
    let (mut journal, mut disk) = dirs.open();
    let mut auditor = story(1, title);
    type_in(&mut journal, None, &mut auditor, "We lost a client");
    save(&mut journal, &mut disk, &auditor);
    (dirs, journal, disk, auditor)
}

fn write(dirs: &Dirs, story: &Story) {
    let path = dirs.places.data.join("stories").join(format!("{}.json", story.id));
    std::fs::write(path, form::write(&value(story))).unwrap();
}

#[test]
fn the_log_closes_a_torn_line_and_never_cuts_it() {
    let dirs = dirs();
    let mut disk = Disk::open(&dirs.places, Arc::new(RealFs), now()).unwrap();
    log(&mut disk, &json!({"id": "a"}));
    let path = dirs.places.data.join("practice.jsonl");
    let mut torn = std::fs::read(&path).unwrap();
    torn.extend(b"{\"id\": \"b\", \"at");
    std::fs::write(&path, &torn).unwrap();
    std::fs::write(dirs.places.data.join("practice.sync-conflict.jsonl"), b"{\"id\":\"c\"}\n\xff\xfe\n")
        .unwrap();
    log(&mut disk, &json!({"id": "d"}));
    let log = disk.read_log().unwrap();
    assert_eq!(log.lines, ["{\"id\":\"a\"}", "{\"id\": \"b\", \"at", "{\"id\":\"d\"}", "{\"id\":\"c\"}"]);
    assert_eq!(log.unreadable, 1);
}

#[test]
fn a_logged_telling_survives_a_power_cut() {
    for seed in 0..20 {
        let world = SimFs::new(seed);
        let places = Places { data: "/d/data".into(), state: "/d/s".into(), config: "/d/c".into() };
        let mut disk = Disk::open(&places, Arc::new(world.process()), now()).unwrap();
        log(&mut disk, &json!({"id": "a"}));
        log(&mut disk, &json!({"id": "b"}));
        world.cut();
        let mut disk = Disk::open(&places, Arc::new(world.process()), now()).unwrap();
        assert_eq!(disk.read_log().unwrap().lines, ["{\"id\":\"a\"}", "{\"id\":\"b\"}"], "{seed}");
    }
}

#[test]
fn outside_changes_are_seen_and_own_ones_are_not() {
    let (dirs, mut journal, mut disk, mut auditor) = with_story("The auditor");
    let mut other = story(2, "The merger");
    type_in(&mut journal, None, &mut other, "x");
    save(&mut journal, &mut disk, &other);
    disk.load_all().unwrap();
    disk.load_document(&DocumentId::Preparation).unwrap();
    assert!(disk.rescan(None, false).is_empty());
    let saved = auditor.clone();
    type_in(&mut journal, Some(&saved), &mut auditor, ".");
    save(&mut journal, &mut disk, &auditor);
    log(&mut disk, &json!({}));
    assert!(disk.rescan(Some(&auditor.id), true).is_empty());

    auditor.title = "By another hand".into();
    write(&dirs, &auditor);
    std::fs::remove_file(dirs.places.data.join("stories").join(format!("{}.json", other.id))).unwrap();
    std::fs::write(dirs.places.data.join("stories/zzzzzzzz.json"), b"").unwrap();
    std::fs::write(dirs.places.data.join("preparation.json"), b"{}").unwrap();
    std::fs::write(dirs.places.data.join("preparation 2.json"), b"{}").unwrap();
    std::fs::write(dirs.places.data.join("practice.jsonl"), b"").unwrap();
    let mut seen: Vec<String> = disk
        .rescan(None, false)
        .into_iter()
        .map(|outside| match outside {
            Outside::Found(StoryFile::Story { story, .. }) => format!("story {}", story.title),
            Outside::Found(StoryFile::Damaged { file, .. }) => format!("damaged {file}"),
            Outside::Found(StoryFile::Version { file, .. }) => format!("version {file}"),
            Outside::Gone { file, .. } => format!("gone {file}"),
            Outside::Document(doc) => format!("document {}", doc.name()),
            Outside::Others => "others".into(),
            Outside::Log => "log".into(),
        })
        .collect();
    seen.sort();
    let gone = format!("gone {}.json", other.id);
    assert_eq!(
        seen,
        ["damaged zzzzzzzz.json", "document preparation", &gone, "log", "others", "story By another hand"]
    );
    assert!(disk.rescan(None, true).is_empty(), "told once");
}

#[test]
fn somebody_elses_change_to_another_part_is_merged_in() {
    let (dirs, mut journal, mut disk, mut auditor) = with_story("The auditor");
    let mut theirs = auditor.clone();
    theirs.action = "I called them".into();
    theirs.answers.push(starcoach::story::PromptId("a/b".into()));
    write(&dirs, &theirs);
    let saved = auditor.clone();
    type_in(&mut journal, Some(&saved), &mut auditor, " that day");
    let job = journal.job(&DocumentId::Story(auditor.id.clone()), value(&auditor)).unwrap();
    let checkpointed = disk.checkpoint(&job, now()).unwrap();
    let merged: Story = serde_json::from_value(journal.checkpointed(&checkpointed).unwrap()).unwrap();
    assert_eq!(
        (merged.task.as_str(), merged.action.as_str()),
        ("We lost a client that day", "I called them")
    );
    assert_eq!(merged.answers.len(), 1);
    assert_eq!(stories(&mut disk), [merged]);
}

#[test]
fn the_same_part_written_twice_keeps_both() {
    let (dirs, mut journal, mut disk, mut auditor) = with_story("The auditor");
    let mut theirs = auditor.clone();
    theirs.task = "Theirs".into();
    write(&dirs, &theirs);
    let saved = auditor.clone();
    type_in(&mut journal, Some(&saved), &mut auditor, " that day");
    let sibling = save(&mut journal, &mut disk, &auditor).sibling.unwrap();
    assert_eq!(sibling.version_of, Some(auditor.id.clone()));
    assert_eq!(sibling.task, "Theirs");
    let mut there = stories(&mut disk);
    there.sort_by_key(|s| s.version_of.is_some());
    assert_eq!(there, [auditor, sibling]);
}

#[test]
fn an_edit_beats_a_delete() {
    let (dirs, mut journal, mut disk, mut auditor) = with_story("The auditor");
    std::fs::remove_file(dirs.places.data.join("stories").join(format!("{}.json", auditor.id))).unwrap();
    let saved = auditor.clone();
    type_in(&mut journal, Some(&saved), &mut auditor, " that day");
    assert!(save(&mut journal, &mut disk, &auditor).recreated);
    assert_eq!(stories(&mut disk), [auditor]);
}

#[test]
fn a_conflict_copy_goes_to_the_trash_when_it_is_settled() {
    let (dirs, _journal, mut disk, auditor) = with_story("The auditor");
    let copy = format!("{}.sync-conflict-1.json", auditor.id);
    std::fs::write(dirs.places.data.join("stories").join(&copy), form::write(&value(&auditor))).unwrap();
    disk.trash_version(&copy, &auditor.id, now()).unwrap();
    assert_eq!(dirs.files("trash"), [copy]);
    assert_eq!(stories(&mut disk), std::slice::from_ref(&auditor));
    for bad in ["../stories/x.json", "/etc/passwd", ".hidden", ""] {
        assert!(disk.trash_version(bad, &auditor.id, now()).is_err(), "{bad:?}");
    }
}

#[test]
fn the_trash_gives_back_what_it_got() {
    let (dirs, _journal, mut disk, auditor) = with_story("The auditor");
    disk.trash(&auditor.id, now()).unwrap();
    assert!(stories(&mut disk).is_empty());
    assert_eq!(disk.trashed(), std::slice::from_ref(&auditor));
    assert_eq!(disk.restore(&auditor.id, now()).unwrap(), auditor);
    assert_eq!(stories(&mut disk), std::slice::from_ref(&auditor));
    assert!(disk.trashed().is_empty());
    // Deleted again, and there is another one by then: nothing is overwritten.
    disk.trash(&auditor.id, now()).unwrap();
    let mut newer = auditor.clone();
    newer.task = "Written since".into();
    write(&dirs, &newer);
    assert_eq!(disk.restore(&auditor.id, now()).unwrap_err().kind(), ErrorKind::Exists);
    assert_eq!(stories(&mut disk), [newer]);
    assert_eq!(disk.history(&DocumentId::Story(auditor.id.clone()))[0].story().unwrap(), auditor);
}

#[test]
fn versions_are_kept_for_a_day_and_then_the_last_of_each_day() {
    let places = Places { data: "/d/data".into(), state: "/d/s".into(), config: "/d/c".into() };
    let world = SimFs::new(1);
    let (mut journal, mut disk) = store::open(&places, Arc::new(world), now()).unwrap();
    let doc = DocumentId::Story(id(1));
    let mut it = story(1, "The auditor");
    type_in(&mut journal, None, &mut it, "start");
    let begin: Timestamp = "2026-11-20T08:00:00Z".parse().unwrap();
    let mut at = begin;
    // Every five minutes through the first day and a half.
    for n in 0..(36 * 12) {
        let saved = it.clone();
        type_in(&mut journal, Some(&saved), &mut it, " more");
        let job = journal.job(&doc, value(&it)).unwrap();
        journal.checkpointed(&disk.checkpoint(&job, at).unwrap());
        at = begin + SignedDuration::from_mins(5 * (n + 1));
    }
    let kept = disk.history(&doc);
    assert!(
        kept.windows(2).all(|pair| { pair[0].at.duration_since(pair[1].at) > SignedDuration::from_mins(10) })
    );
    let day = |v: &starcoach::store::Version| at.duration_since(v.at) <= SignedDuration::from_hours(24);
    assert!(kept.iter().filter(|v| day(v)).count() > 90);
    assert!(kept.iter().filter(|v| !day(v)).count() <= 1, "of the day before yesterday only the last");
    // A text that shrinks by a third is kept whatever the time.
    let before = it.clone();
    it.task = "gone".into();
    let copies = starcoach::store::Copies { saved: &|| value(&before), current: &|| value(&it) };
    let change = starcoach::story::Change::Whole(value(&it));
    journal.append(&doc, &change, copies).unwrap();
    let job = journal.job(&doc, value(&it)).unwrap();
    disk.checkpoint(&job, at).unwrap();
    assert_eq!(disk.history(&doc)[0].story().unwrap(), before);
    disk.tidy(at + SignedDuration::from_hours(24 * 30));
    assert_eq!(disk.history(&doc).len(), 2, "one for each day, here in November");
}

#[test]
fn the_preparation_goes_the_same_way_as_a_story() {
    let dirs = dirs();
    let (mut journal, mut disk) = dirs.open();
    let before = json!({"date": "2026-12-01", "notes": {"a": "x"}});
    let copies = starcoach::store::Copies { saved: &|| serde_json::Value::Null, current: &|| before.clone() };
    let change = starcoach::story::Change::Whole(before.clone());
    journal.append(&DocumentId::Preparation, &change, copies).unwrap();
    let job = journal.job(&DocumentId::Preparation, before.clone()).unwrap();
    journal.checkpointed(&disk.checkpoint(&job, now()).unwrap());
    let path = dirs.places.data.join("preparation.json");
    std::fs::write(&path, r#"{"date": "2026-12-01", "notes": {"a": "x", "b": "theirs"}}"#).unwrap();
    let after = json!({"date": "2026-12-02", "notes": {"a": "ours"}});
    let copies = starcoach::store::Copies { saved: &|| before.clone(), current: &|| after.clone() };
    let change = starcoach::story::Change::Set { field: "date".into(), value: "2026-12-02".into() };
    journal.append(&DocumentId::Preparation, &change, copies).unwrap();
    let job = journal.job(&DocumentId::Preparation, after.clone()).unwrap();
    let checkpointed = disk.checkpoint(&job, now()).unwrap();
    let merged = json!({"date": "2026-12-02", "notes": {"a": "ours", "b": "theirs"}});
    assert_eq!(checkpointed.merged, Some(merged.clone()));
    assert_eq!(disk.load_document(&DocumentId::Preparation).unwrap(), Some(merged));
}

#[test]
fn an_export_never_replaces_what_it_was_not_told_to() {
    let dirs = dirs();
    let mut disk = Disk::open(&dirs.places, Arc::new(RealFs), now()).unwrap();
    let path = dirs.places.data.join("page.md");
    disk.export_file(&path, "one", false).unwrap();
    assert_eq!(disk.export_file(&path, "two", false).unwrap_err().kind(), ErrorKind::Exists);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "one");
    disk.export_file(&path, "two", true).unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "two");
    let link = dirs.places.data.join("link.md");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    assert!(disk.export_file(&link, "three", true).is_err());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "two");
    let missing = dirs.places.data.join("nowhere/page.md");
    assert_eq!(disk.export_file(&missing, "x", false).unwrap_err().kind(), ErrorKind::Missing);
    assert!(!missing.parent().unwrap().exists());
}

#[test]
fn an_editors_file_lives_until_it_is_taken_back() {
    let dirs = dirs();
    let mut disk = Disk::open(&dirs.places, Arc::new(RealFs), now()).unwrap();
    let first = disk.edit_begin(&id(1), Some(Section::Task), "one").unwrap();
    let second = disk.edit_begin(&id(1), Some(Section::Task), "one").unwrap();
    assert_ne!(first, second);
    std::fs::write(&first, "changed").unwrap();
    assert_eq!(disk.edit_read(&first).unwrap(), "changed");
    assert_eq!(disk.edits_left().len(), 2);
    disk.edit_end(&first).unwrap();
    assert_eq!(disk.edits_left(), [second]);
}

#[test]
fn place_settings_and_packs_are_read_where_they_are() {
    let dirs = dirs();
    let mut disk = Disk::open(&dirs.places, Arc::new(RealFs), now()).unwrap();
    assert_eq!((disk.read_ui(), disk.read_config().unwrap()), (None, None));
    assert!(disk.read_packs().is_empty());
    disk.write_ui(&json!({"story": "a"})).unwrap();
    disk.write_ui(&json!({"story": "b"})).unwrap();
    assert_eq!(disk.read_ui(), Some(json!({"story": "b"})));
    std::fs::create_dir_all(dirs.places.config.join("questions")).unwrap();
    std::fs::write(dirs.places.config.join("config.toml"), "a = 1").unwrap();
    std::fs::write(dirs.places.config.join("questions/b.json"), b"\xff").unwrap();
    std::fs::write(dirs.places.config.join("questions/a.json"), "{}").unwrap();
    assert_eq!(disk.read_config().unwrap().unwrap(), "a = 1");
    let packs = disk.read_packs();
    assert_eq!(packs[0], ("a.json".into(), Ok("{}".into())));
    assert!(packs[1].1.as_ref().unwrap_err().contains("not UTF-8"));
}

#[test]
fn the_facts_hold_no_word_of_a_story() {
    let (dirs, _journal, mut disk, _) = with_story("Secret title");
    std::fs::write(dirs.places.data.join("stories/bad.json"), r#"{"schema": "Secret"}"#).unwrap();
    let mut newer = story(2, "Secret too");
    newer.schema = 9;
    write(&dirs, &newer);
    let ticks = std::cell::Cell::new(0);
    let clock = || {
        ticks.set(ticks.get() + 1);
        Duration::from_micros(ticks.get())
    };
    let facts = disk.facts(&clock);
    assert_eq!((facts.stories, facts.newer, facts.damaged.len(), facts.orphans), (2, 1, 1, 0));
    assert!(facts.locks);
    assert_eq!(facts.data.write, Ok(Duration::from_micros(1)));
    assert!(facts.data.free.is_some());
    assert!(!format!("{facts:?}").contains("Secret"));
    assert_eq!(dirs.files("").iter().filter(|f| f.contains("probe")).count(), 0);
}

#[test]
fn given_places_are_taken_as_they_are() {
    let places = Places::find(Some("/a".into()), Some("/b".into()), Some("/c".into()), &RealFs).0;
    assert_eq!(places, Places { data: "/a".into(), state: "/b".into(), config: "/c".into() });
}

#[test]
fn where_there_is_no_home_nothing_can_be_made() {
    let places = Places { data: NOWHERE.into(), state: NOWHERE.into(), config: NOWHERE.into() };
    let mut disk = Disk::inspect(&places, Arc::new(RealFs), now());
    let facts = disk.facts(&|| Duration::ZERO);
    assert!(facts.data.write.is_err() && facts.state.write.is_err());
    assert!(Disk::open(&places, Arc::new(RealFs), now()).is_err());
}

#[test]
fn a_part_that_is_rewritten_leaves_a_version_and_the_first_words_of_a_story_none() {
    let places = Places { data: "/d/data".into(), state: "/d/s".into(), config: "/d/c".into() };
    let (mut journal, mut disk) = store::open(&places, Arc::new(SimFs::new(1)), now()).unwrap();
    let doc = DocumentId::Story(id(1));
    let mut it = Story { created: now(), ..story(1, "The auditor") };
    type_in(&mut journal, None, &mut it, "In Mar");
    let mut minute = 0;
    let mut save = |journal: &mut store::Journal, it: &Story| {
        let job = journal.job(&doc, value(it)).unwrap();
        minute += 1;
        journal.checkpointed(&disk.checkpoint(&job, now() + SignedDuration::from_mins(minute)).unwrap());
        disk.history(&doc)
    };
    save(&mut journal, &it);
    let saved = it.clone();
    type_in(
        &mut journal,
        Some(&saved),
        &mut it,
        "ch our largest client's auditor refused to sign two of our reports.",
    );
    assert!(save(&mut journal, &it).is_empty(), "two words are no version");
    let before = it.clone();
    let rewritten =
        Story { task: "In March an auditor said no, and it was the largest client's.".into(), ..it.clone() };
    let copies = starcoach::store::Copies { saved: &|| value(&before), current: &|| value(&rewritten) };
    journal.append(&doc, &starcoach::story::Change::Whole(value(&rewritten)), copies).unwrap();
    let kept = save(&mut journal, &rewritten);
    assert_eq!(kept.first().and_then(starcoach::store::Version::story), Some(before));
}
