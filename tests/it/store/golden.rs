//! Directories that a released version left behind: today's program finds every word in them.
//!
//! `tests/golden/v0.1` was written by the program itself: four stories, one in the trash, a telling, the
//! interview, a question of somebody's own, earlier versions, and two journals. In one, a window was killed
//! while somebody typed into "Two vendors"; in the other, a window was ended in good order with a new story.
//! The only bytes changed since are the data directory in the `open` lines and their CRC.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use starcoach::story::Section;

use super::*;
use crate::pty::home::Home;

const TWO_VENDORS: &str = "hmqsbtz0";
const NEW: &str = "7kgk3wrx";

fn golden() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/v0.1")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (from, name) = entry.map(|e| (e.path(), e.file_name())).unwrap();
        if from.is_dir() {
            copy(&from, &to.join(name));
        } else {
            fs::copy(&from, to.join(name)).unwrap();
        }
    }
}

/// Lays the directories out as that version kept them: the state below the hash of the data directory's path.
fn lay_out(places: &Places) {
    copy(&golden().join("data"), &places.data);
    let disk = Disk::open(places, Arc::new(RealFs), now()).unwrap();
    copy(&golden().join("state"), &disk.paths().state);
}

/// The JSON files of a golden directory by the names before their `.json`.
fn json(dir: &str) -> BTreeMap<String, Value> {
    let files = fs::read_dir(golden().join(dir)).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|e| e == "json"));
    files
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, serde_json::from_slice(&fs::read(&path).unwrap()).unwrap())
        })
        .collect()
}

fn without(mut value: Value, keys: &[&str]) -> Value {
    for key in keys {
        value.as_object_mut().unwrap().remove(*key);
    }
    value
}

/// Every story by its id, as JSON.
fn found(disk: &mut Disk) -> BTreeMap<String, Value> {
    stories(disk).iter().map(|story| (story.id.to_string(), value(story))).collect()
}

#[test]
fn what_only_the_journals_of_version_0_1_hold_is_in_the_stories_after_a_start() {
    let dirs = dirs();
    lay_out(&dirs.places);
    let (_journal, mut disk) = dirs.open();
    let recovered = disk.recover(now());
    assert!(recovered.failed.is_empty(), "{:?}", recovered.failed);
    let mut kept: Vec<_> = recovered.kept.iter().map(|k| (k.doc.name(), k.changes, k.silent)).collect();
    kept.sort_unstable();
    assert_eq!(kept, [(NEW, 3, true), (TWO_VENDORS, 72, false)]);

    let stories = found(&mut disk);
    assert_eq!(stories[NEW]["situation"], "A guest at the front desk wanted his deposit back at midnight.");
    assert_eq!(stories[NEW]["task"], "I had the key");
    let before = &json("data/stories")[TWO_VENDORS];
    let (saved, lesson) =
        (before["lesson"].as_str().unwrap(), stories[TWO_VENDORS]["lesson"].as_str().unwrap());
    let typed = lesson.strip_prefix(saved).unwrap();
    let pasted = "Nobody buys a scanner on the ten easiest".repeat(35);
    assert_eq!(typed, pasted + "The rest is in the journal only!");
    assert_eq!(stories[TWO_VENDORS]["dismissed"].as_array().unwrap().len(), 1);
    assert_eq!(before["dismissed"].as_array().unwrap().len(), 0);
    let changed = ["lesson", "dismissed", "updated"];
    assert_eq!(without(stories[TWO_VENDORS].clone(), &changed), without(before.clone(), &changed));

    assert!(disk.recover(now()).kept.is_empty(), "a second start finds nothing more");
    assert_eq!(found(&mut disk), stories);
    assert_eq!(fs::read_dir(disk.paths().journals()).unwrap().count(), 1, "only the journal of this process");
    assert!(!disk.paths().unread().exists(), "no part of the journals fitted nowhere");
}

#[test]
fn every_value_in_the_files_of_version_0_1_is_read() {
    let dirs = dirs();
    lay_out(&dirs.places);
    let mut disk = Disk::open(&dirs.places, Arc::new(RealFs), now()).unwrap();
    assert_eq!(found(&mut disk), json("data/stories"));
    assert_eq!(found(&mut disk)["q2mbvqq3"]["from_another_tool"]["tags"][1], "trust");

    let trashed = disk.trashed();
    let trashed: BTreeMap<String, Value> = trashed.iter().map(|s| (s.id.to_string(), value(s))).collect();
    assert_eq!(trashed, json("data/trash"));
    assert_eq!(trashed.len(), 1);

    let documents = [(DocumentId::Preparation, "data"), (DocumentId::OwnQuestions, "data/questions")];
    for ((doc, dir), file) in documents.into_iter().zip(["preparation", "own"]) {
        assert_eq!(disk.load_document(&doc).unwrap().unwrap(), json(dir)[file]);
    }
    let log = disk.read_log().unwrap();
    let text = fs::read_to_string(golden().join("data/practice.jsonl")).unwrap();
    assert_eq!((log.lines.len(), log.lines.join("\n")), (2, text.trim_end().to_owned()));

    for name in ["zlczn7j2", "own", "1p66qnal", TWO_VENDORS] {
        let doc = DocumentId::named(name).unwrap();
        let there: Vec<Value> = json(&format!("state/history/{name}")).into_values().collect();
        let read: Vec<Value> = disk.history(&doc).into_iter().map(|version| version.value).collect();
        assert_eq!((read.len(), read), (1, there));
    }
    assert_eq!(disk.read_ui().unwrap(), json("state")["ui"]);
}

#[test]
fn the_program_shows_what_version_0_1_left() {
    let home = Home::new();
    let places = Places { data: home.path("data"), state: home.path("state"), config: home.path("config") };
    lay_out(&places);
    let stories = home.stories();
    assert_eq!(stories.len(), 5, "{stories:#?}");
    let vendors = home.run(&["show", TWO_VENDORS]);
    assert!(vendors.out.contains("The rest is in the journal only!"), "{}", vendors.out);
    let log = home.run(&["log"]);
    assert!(log.out.contains("1:12"), "{}", log.out);
    let questions = home.run(&["questions", "--json"]);
    assert!(questions.out.contains("Tell me about a time you said no to a customer you liked."));
    let interview = home.run(&["interview", "--json"]);
    assert!(interview.out.contains("Harbor & Sons"), "{}", interview.out);
}

#[test]
fn the_golden_stories_use_every_part_of_a_story() {
    let stories = json("data/stories");
    let filled = |key: &str| {
        stories.values().any(|story| match &story[key] {
            Value::String(text) => !text.is_empty(),
            Value::Array(list) => !list.is_empty(),
            Value::Object(map) => !map.is_empty(),
            other => !other.is_null(),
        })
    };
    let others = ["title", "principle", "answers", "openings", "happened", "customer", "headline", "cues"];
    let rest = ["probes", "dismissed", "created", "updated", "from_another_tool"];
    for key in Section::ALL.iter().map(|s| s.key()).chain(others).chain(rest) {
        assert!(filled(key), "no golden story has a {key}");
    }
}
