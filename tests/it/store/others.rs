//! The preparation and the user's own questions, changed in two places: nothing is lost, and everything is in sight.

use std::sync::Arc;

use serde_json::{Value, json};
use starcoach::store::{Disk, OtherFile, RealFs};
use starcoach::story::{Change, DocumentId};

use super::{Dirs, dirs, now};

const BOTH: [DocumentId; 2] = [DocumentId::Preparation, DocumentId::OwnQuestions];

fn disk(dirs: &Dirs) -> Disk {
    Disk::open(&dirs.places, Arc::new(RealFs), now()).unwrap()
}

fn contents(others: Vec<OtherFile>) -> Vec<Value> {
    others.into_iter().map(|other| other.content.unwrap()).collect()
}

#[test]
fn the_same_field_changed_in_two_windows_is_kept_from_both() {
    for doc in BOTH {
        let dirs = dirs();
        let (mut one, mut other) = (disk(&dirs), disk(&dirs));
        let base = one.keep(&doc, Value::Null, json!({ "schema": 1, "company": "" }), now()).unwrap();
        one.keep(&doc, base.clone(), json!({ "schema": 1, "company": "Acme", "role": "Lead" }), now())
            .unwrap();
        let ours = json!({ "schema": 1, "company": "Kiln" });
        let merged = other.keep(&doc, base.clone(), ours.clone(), now()).unwrap();
        assert_eq!(merged, json!({ "schema": 1, "company": "Kiln", "role": "Lead" }));
        assert_eq!(
            contents(one.other_versions()),
            [json!({ "schema": 1, "company": "Acme", "role": "Lead" })]
        );
        // Saved again, as after a crash, it is kept once.
        std::fs::write(
            one.paths().doc(&doc),
            json!({ "schema": 1, "company": "Acme", "role": "Lead" }).to_string(),
        )
        .unwrap();
        other.keep(&doc, base, ours, now()).unwrap();
        let others = one.other_versions();
        assert_eq!(others.len(), 1, "{others:?}");
        // Once it is not wanted any more, it is an earlier version.
        one.discard_other(&doc, &others[0].file, now()).unwrap();
        assert_eq!(one.other_versions(), []);
        assert!(one.history(&doc).iter().any(|version| version.value["company"] == "Acme"));
    }
}

#[test]
fn copies_that_sync_tools_make_are_other_versions_and_no_other_file_is() {
    let dirs = dirs();
    let mut disk = disk(&dirs);
    for doc in BOTH {
        disk.keep(&doc, Value::Null, json!({ "schema": 1 }), now()).unwrap();
    }
    let data = &dirs.places.data;
    for name in [
        "preparation.sync-conflict-20261128-080000-ABCDEFG.json",
        "preparation (Sam's conflicted copy 2026-11-28).json",
        "preparation 2.json",
        "questions/own.sync-conflict-20261128-080000-ABCDEFG.json",
    ] {
        std::fs::write(data.join(name), "{}").unwrap();
    }
    for name in [
        ".preparation.sync.json",
        "preparations.json",
        "preparation.json~",
        "preparation.txt",
        "questions/owner.json",
    ] {
        std::fs::write(data.join(name), "{}").unwrap();
    }
    std::fs::write(data.join("preparation-cut.json"), "{ \"company\": ").unwrap();
    let others = disk.other_versions();
    let names: Vec<&str> = others.iter().map(|other| other.file.as_str()).collect();
    assert_eq!(
        names,
        [
            "preparation (Sam's conflicted copy 2026-11-28).json",
            "preparation 2.json",
            "preparation-cut.json",
            "preparation.sync-conflict-20261128-080000-ABCDEFG.json",
            "own.sync-conflict-20261128-080000-ABCDEFG.json",
        ]
    );
    assert!(others.iter().find(|o| o.file == "preparation-cut.json").unwrap().content.is_err());
    for wrong in ["preparation.json", "../preparation.x.json", "practice.jsonl", "preparation.x/../../y.json"]
    {
        assert!(disk.discard_other(&DocumentId::Preparation, wrong, now()).is_err(), "{wrong}");
    }
}

#[test]
fn words_for_a_file_that_cannot_be_written_are_another_version_after_the_next_start() {
    for (doc, file) in BOTH.iter().zip(["preparation.json", "questions/own.json"]) {
        for damage in ["{ \"company\": ", "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> x\n"] {
            let dirs = dirs();
            let (mut journal, first) = dirs.open();
            let path = dirs.places.data.join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, damage).unwrap();
            let words = json!({ "schema": 1, "company": "Typed" });
            let copies = starcoach::store::Copies { saved: &|| Value::Null, current: &|| words.clone() };
            journal.append(doc, &Change::Whole(words.clone()), copies).unwrap();
            drop((journal, first));
            let mut disk = disk(&dirs);
            let recovered = disk.recover(now());
            assert_eq!((recovered.apart.len(), recovered.failed.len()), (1, 0));
            assert_eq!(contents(disk.other_versions()), [words]);
            assert_eq!(std::fs::read_to_string(&path).unwrap(), damage);
            assert!(disk.recover(now()).apart.is_empty());
        }
    }
}
