//! Files that nobody should have written: each is told with its reason, none is touched, all others work.

use std::os::unix::fs::{PermissionsExt, symlink};
use std::sync::Arc;

use proptest::prelude::*;
use starcoach::interview::Preparation;
use starcoach::store::{self, Disk, ErrorKind, RealFs, StoryFile, form};
use starcoach::story::{DocumentId, Story};

use super::{Dirs, dirs, id, log, now, save, story, type_in, value};

fn put(dirs: &Dirs, name: &str, bytes: &[u8]) -> std::path::PathBuf {
    let dir = dirs.places.data.join("stories");
    std::fs::create_dir_all(&dir).unwrap();
    let path = dir.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

fn disk(dirs: &Dirs) -> Disk {
    Disk::open(&dirs.places, Arc::new(RealFs), now()).unwrap()
}

fn damaged(entries: &[StoryFile]) -> Vec<(String, String)> {
    let reason = |e: &StoryFile| match e {
        StoryFile::Damaged { file, reason, .. } => Some((file.clone(), reason.clone())),
        _ => None,
    };
    entries.iter().filter_map(reason).collect()
}

/// The files in `tests/corpus`: the name says what is wrong, and what must be said of it.
const CORPUS: &[(&str, &[u8], &str)] = &[
    ("empty", include_bytes!("../../corpus/empty.json"), "it is empty"),
    ("zeros", include_bytes!("../../corpus/zeros.json"), "zero bytes"),
    ("merge", include_bytes!("../../corpus/merge.json"), "markers of an unfinished merge"),
    ("utf16", include_bytes!("../../corpus/utf16.json"), "UTF-16"),
    ("latin1", include_bytes!("../../corpus/latin1.json"), "not UTF-8 from byte"),
    ("twice", include_bytes!("../../corpus/twice.json"), "duplicate field `task`"),
    ("twice-unknown", include_bytes!("../../corpus/twice-unknown.json"), "\"mood\" stands there twice"),
    ("twice-inside", include_bytes!("../../corpus/twice-inside.json"), "stands there twice"),
    ("wrong-type", include_bytes!("../../corpus/wrong-type.json"), "line 6 holds a value of the wrong kind"),
    ("list", include_bytes!("../../corpus/list.json"), "not one JSON object"),
    ("two", include_bytes!("../../corpus/two.json"), "trailing characters"),
    ("bad-id", include_bytes!("../../corpus/bad-id.json"), "eight characters"),
    ("no-id", include_bytes!("../../corpus/no-id.json"), "missing field `id`"),
    ("form-zero", include_bytes!("../../corpus/form-zero.json"), "form 0"),
    ("surrogate", include_bytes!("../../corpus/surrogate.json"), "not JSON"),
    ("blank", include_bytes!("../../corpus/blank.json"), "only white space"),
];

#[test]
fn every_damage_has_its_reason_and_is_left_alone() {
    let dirs = dirs();
    for (name, bytes, _) in CORPUS {
        put(&dirs, &format!("{name}.json"), bytes);
    }
    put(&dirs, &format!("{}.json", id(1)), form::write(&value(&story(1, "Sound"))).as_bytes());
    let entries = disk(&dirs).load_all().unwrap();
    assert!(matches!(&entries[0], StoryFile::Story { story, .. } if story.title == "Sound"));
    let told = damaged(&entries);
    assert_eq!(told.len(), CORPUS.len());
    for (name, bytes, reason) in CORPUS {
        let file = format!("{name}.json");
        let (_, said) = told.iter().find(|(f, _)| *f == file).unwrap();
        assert!(said.contains(reason), "{name}: {said:?}");
        assert_eq!(std::fs::read(dirs.places.data.join("stories").join(file)).unwrap(), *bytes);
    }
}

#[test]
fn whatever_is_not_a_file_is_told_and_not_waited_for() {
    let dirs = dirs();
    put(&dirs, "deep.json", format!("{{\"schema\": 1, \"mood\": {}", "[".repeat(100_000)).as_bytes());
    put(&dirs, "long.json", &vec![b' '; (form::MOST + 1) as usize]);
    let stories = dirs.places.data.join("stories");
    std::fs::create_dir(stories.join("directory.json")).unwrap();
    symlink("/etc/passwd", stories.join("link.json")).unwrap();
    rustix::fs::mknodat(
        rustix::fs::CWD,
        stories.join("pipe.json"),
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RUSR,
        0,
    )
    .unwrap();
    put(&dirs, "esc\u{1b}[31m\n.json", b"");
    let told = damaged(&disk(&dirs).load_all().unwrap());
    let of = |name: &str| told.iter().find(|(f, _)| f == name).unwrap().1.clone();
    assert!(of("deep.json").contains("recursion"), "{}", of("deep.json"));
    assert!(of("long.json").contains("8 MiB"));
    assert!(of("directory.json").contains("directory"));
    assert!(of("link.json").contains("link"));
    assert!(of("pipe.json").contains("pipe"));
    assert_eq!(told.len(), 6);
}

#[test]
fn every_cut_of_a_story_is_damaged_and_told() {
    let mut whole = story(1, "The auditor");
    whole.task = "Zwei Tage, süß \"und\" \\ 👩‍👧".into();
    whole.openings.insert(starcoach::story::PromptId("a/b".into()), "I push back".into());
    let text = form::write(&value(&whole));
    for at in 0..text.trim_end().len() {
        let why = form::story(&text.as_bytes()[..at]).unwrap_err();
        assert!(!why.is_empty() && !why.contains("auditor"), "{at}: {why}");
    }
    assert_eq!(form::story(text.as_bytes()).unwrap().story, whole);
}

#[test]
fn a_mark_at_the_start_is_passed_over() {
    let text = format!("\u{feff}{}", form::write(&value(&story(1, "From a text editor"))));
    assert_eq!(form::story(text.as_bytes()).unwrap().story.title, "From a text editor");
}

#[test]
fn a_damaged_file_is_never_written_to_and_the_words_become_a_story_of_their_own() {
    let dirs = dirs();
    let mut auditor = story(1, "The auditor");
    let (mut journal, mut disk) = dirs.open();
    type_in(&mut journal, None, &mut auditor, "We lost");
    save(&mut journal, &mut disk, &auditor);
    let saved = auditor.clone();
    type_in(&mut journal, Some(&saved), &mut auditor, " a client");
    let path = put(&dirs, &format!("{}.json", auditor.id), b"<<<<<<< ours");
    let job = journal.job(&DocumentId::Story(auditor.id.clone()), value(&auditor)).unwrap();
    assert_eq!(disk.checkpoint(&job, now()).unwrap_err().kind(), ErrorKind::Damaged);
    journal.close().unwrap();
    drop(disk);
    let (_journal, mut disk) = dirs.open();
    assert_eq!(disk.recover(now()).apart.len(), 1);
    assert_eq!(disk.recover(now()).apart.len(), 0, "once");
    assert_eq!(std::fs::read(&path).unwrap(), b"<<<<<<< ours");
    let entries = disk.load_all().unwrap();
    let [StoryFile::Story { story, .. }, StoryFile::Damaged { .. }] = &entries[..] else {
        panic!("{entries:?}")
    };
    assert_eq!((story.title.as_str(), story.task.as_str()), ("The auditor (recovered)", "We lost a client"));
}

#[test]
fn a_newer_form_is_shown_and_not_written() {
    let dirs = dirs();
    let mut newer = story(1, "From tomorrow");
    newer.schema = 7;
    let text = form::write(&value(&newer));
    let path = put(&dirs, &format!("{}.json", newer.id), text.as_bytes());
    let (mut journal, mut disk) = dirs.open();
    let entries = disk.load_all().unwrap();
    assert!(matches!(&entries[..], [StoryFile::Story { read_only: Some(7), .. }]));
    let saved = newer.clone();
    type_in(&mut journal, Some(&saved), &mut newer, "x");
    let job = journal.job(&DocumentId::Story(newer.id.clone()), value(&newer)).unwrap();
    let error = disk.checkpoint(&job, now()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Newer);
    assert!(error.to_string().contains("form 7"));
    assert_eq!(std::fs::read_to_string(path).unwrap(), text);
}

#[test]
fn unknown_keys_survive_a_save() {
    let dirs = dirs();
    let mut with = value(&story(1, "Kept"));
    with["mood"] = serde_json::json!({"b": [1, 2.5, null], "a": "x"});
    let path = put(&dirs, &format!("{}.json", id(1)), form::write(&with).as_bytes());
    let (mut journal, mut disk) = dirs.open();
    let mut here = super::stories(&mut disk).remove(0);
    let saved = here.clone();
    type_in(&mut journal, Some(&saved), &mut here, "x");
    // Somebody adds another key meanwhile.
    with["other"] = true.into();
    std::fs::write(&path, form::write(&with)).unwrap();
    save(&mut journal, &mut disk, &here);
    let there = form::object(&std::fs::read(&path).unwrap()).unwrap();
    assert_eq!((&there["mood"], &there["other"], &there["task"]), (&with["mood"], &true.into(), &"x".into()));
}

#[test]
fn conflict_copies_are_versions_and_the_newest_stands_in_for_a_missing_story() {
    let dirs = dirs();
    let text = |title: &str| form::write(&value(&story(1, title)));
    let own = format!("{}.json", id(1));
    put(&dirs, &own, text("Mine").as_bytes());
    put(&dirs, &format!("{}.sync-conflict-20261123-071000-ABCDEFG.json", id(1)), text("Theirs").as_bytes());
    let kinds = |entries: Vec<StoryFile>| -> Vec<String> {
        entries
            .into_iter()
            .map(|e| match e {
                StoryFile::Story { story, .. } => format!("story {}", story.title),
                StoryFile::Version { story, .. } => format!("version {}", story.title),
                StoryFile::Damaged { file, .. } => format!("damaged {file}"),
            })
            .collect()
    };
    assert_eq!(kinds(disk(&dirs).load_all().unwrap()), ["story Mine", "version Theirs"]);
    let newest = put(&dirs, "copy (conflicted copy).json", text("Newest").as_bytes());
    std::fs::remove_file(dirs.places.data.join("stories").join(own)).unwrap();
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(60);
    std::fs::File::options().write(true).open(newest).unwrap().set_modified(later).unwrap();
    assert_eq!(kinds(disk(&dirs).load_all().unwrap()), ["story Newest", "version Theirs"]);
    assert_eq!(dirs.files("stories").len(), 2, "none is renamed");
}

#[test]
fn files_and_directories_are_the_users_alone() {
    let dirs = dirs();
    let (mut journal, mut disk) = dirs.open();
    let mut auditor = story(1, "The auditor");
    type_in(&mut journal, None, &mut auditor, "x");
    save(&mut journal, &mut disk, &auditor);
    log(&mut disk, &serde_json::json!({"kind": "told"}));
    disk.trash(&auditor.id, now()).unwrap();
    let mut left = vec![dirs.places.data.clone(), dirs.places.state.clone()];
    let mut seen = 0;
    while let Some(path) = left.pop() {
        let meta = std::fs::symlink_metadata(&path).unwrap();
        let mode = if meta.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(meta.permissions().mode() & 0o777, mode, "{}", path.display());
        seen += 1;
        if meta.is_dir() {
            left.extend(std::fs::read_dir(path).unwrap().map(|e| e.unwrap().path()));
        }
    }
    assert!(seen > 6);
}

proptest! {
    #[test]
    fn raw_bytes_are_read_or_refused_but_nothing_breaks(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = form::story(&bytes);
        let _ = form::object(&bytes);
        prop_assert!(store::replay(&bytes).good <= bytes.len());
    }

    #[test]
    fn numbers_of_others_keep_every_digit(number in "-?(0|[1-9][0-9]{0,40})(\\.[0-9]{1,30})?(e[+-][0-9]{1,4})?") {
        // The one liberty that serde_json takes: an exponent is spelled with a small e and its sign.
        let file = form::write(&value(&story(1, "Kept"))).replacen('{', &format!("{{\n  \"theirs\": [{number}],"), 1);
        let theirs = format!("\"theirs\": [\n    {number}\n  ]");
        let object = form::object(file.as_bytes()).unwrap();
        prop_assert!(form::write(&object.into()).contains(&theirs));
        let read = form::story(file.as_bytes()).unwrap().story;
        let there = value(&read);
        prop_assert!(form::write(&there).contains(&theirs));
        let again = starcoach::story::Story::from_value(there).unwrap();
        prop_assert!(form::write(&value(&again)).contains(&theirs));
        let preparation = Preparation::from_value(&form::object(file.as_bytes()).unwrap().into()).unwrap();
        prop_assert!(form::write(&serde_json::to_value(preparation).unwrap()).contains(&theirs));
    }

    #[test]
    fn a_flipped_bit_is_refused_or_reads_back_as_what_it_says(at in 0usize..4000, bit in 0u8..8) {
        let mut bytes = form::write(&value(&story(1, "The auditor"))).into_bytes();
        let at = at % bytes.len();
        bytes[at] ^= 1 << bit;
        if let Ok(read) = form::story(&bytes) {
            let again = form::write(&serde_json::to_value(&read.story).unwrap());
            prop_assert_eq!(form::story(again.as_bytes()).unwrap().story, read.story);
        }
    }

    #[test]
    fn a_story_reads_back_as_it_was_written(texts in prop::collection::vec(any::<String>(), 5)) {
        let mut it = story(1, &texts[0]);
        it.situation.clone_from(&texts[1]);
        it.cues.clone_from(&texts);
        it.extra.insert(format!("x{}", texts[2]), texts[3].clone().into());
        let back: Story = form::story(form::write(&value(&it)).as_bytes()).unwrap().story;
        prop_assert_eq!(back, it);
    }
}
