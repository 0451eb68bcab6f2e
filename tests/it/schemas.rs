//! The JSON Schemas: what commands print and what files hold is as they say, and docs/schema/ has them all.

use std::path::{Path, PathBuf};

use boon::{Compiler, Schemas};
use serde_json::{Value, json};

use crate::pty::home::Home;

const STORY: &str = r#"{"title": "Angry tenant", "principle": "ownership", "answers": ["customer-obsession/difficult-customer"],
  "situation": "The heating of 40 flats was out in January.", "task": "I had to answer everyone.",
  "action": "I called each of them, every day, and was told off.", "result": "All 40 stayed.",
  "probes": [{"ask": "Why?", "answer": "Because."}], "mood": "calm"}"#;

/// The names of all schemas.
fn names(home: &Home) -> Vec<String> {
    let list = home.run(&["schema"]).out;
    list.lines().filter_map(|line| Some(line.split_whitespace().next()?.to_owned())).collect()
}

fn schema(home: &Home, name: &str) -> Value {
    let ran = home.run(&["schema", name]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

/// Holds a value against a schema.
fn check(home: &Home, name: &str, value: &Value) {
    let mut compiler = Compiler::new();
    compiler.add_resource("form.json", schema(home, name)).unwrap();
    let mut schemas = Schemas::new();
    let form = compiler.compile("form.json", &mut schemas).unwrap();
    if let Err(error) = schemas.validate(value, form) {
        panic!("{name}: {error:#}\n{value:#}");
    }
}

fn full() -> Home {
    let home = Home::new();
    assert_eq!(home.run_with(&["import", "-"], STORY.as_bytes()).code, 0);
    let id = home.story()["id"].as_str().unwrap().to_owned();
    let told = json!({"id": "baaaaaaaaaaa", "at": "2026-11-23T10:00:00+01:00[Europe/Berlin]", "kind": "told", "story": id,
        "prompt": "customer-obsession/apology", "mode": "daily", "seconds": 125, "split": {"action": 62}});
    let graded = json!({"id": "caaaaaaaaaaa", "at": "2026-11-23T10:03:00+01:00[Europe/Berlin]", "kind": "graded",
        "telling": "baaaaaaaaaaa", "beats": "star", "probe": true, "grade": 3});
    std::fs::write(home.path("data/practice.jsonl"), format!("{told}\n{graded}\n")).unwrap();
    home.run(&["interview", "--date", "3w", "--company", "Acme"]);
    home.run(&[
        "edit",
        "angry",
        "--part",
        "action",
        "--text",
        "I wrote to them all at once, by hand, for two days, and none of them answered at all.",
    ]);
    home.run(&["edit", "angry", "--part", "action", "--text", "Short."]);
    home
}

#[test]
fn what_commands_print_is_as_their_schemas_say() {
    let home = full();
    for (name, args) in [
        ("list", &["list"][..]),
        ("show", &["show", "angry"]),
        ("due", &["due", "--on", "2099-01-01"]),
        ("stats", &["stats"]),
        ("log", &["log"]),
        ("coach", &["coach"]),
        ("coach-rules", &["coach", "rules"]),
        ("coach-explain", &["coach", "explain", "no-number"]),
        ("ask", &["ask", "angry", "customer"]),
        ("questions", &["questions"]),
        (
            "questions-check",
            &["questions", "check", concat!(env!("CARGO_MANIFEST_DIR"), "/questions/ownership.json")],
        ),
        ("interview", &["interview"]),
        ("paths", &["paths"]),
        ("config", &["config"]),
        ("keys", &["keys"]),
        ("history", &["history", "angry"]),
        ("show", &["history", "angry", "1"]),
        ("edit", &["new", "Another"]),
        ("edit", &["edit", "another", "--part", "task", "--text", "Mine"]),
        ("trash", &["trash", "another"]),
        ("trash", &["trash"]),
        ("trash", &["restore", "another"]),
        ("backup", &["backup", home.path("b.tar").to_str().unwrap()]),
        ("restore-from", &["restore", "--from", home.path("b.tar").to_str().unwrap()]),
        ("doctor", &["doctor"]),
        ("import", &["import", home.path("one.json").to_str().unwrap()]),
    ] {
        std::fs::write(home.path("one.json"), STORY.replace("Angry", "Calm")).unwrap();
        check(&home, name, &home.json(args));
    }
}

#[test]
fn files_are_as_their_schemas_say() {
    let home = full();
    let read =
        |path: PathBuf| serde_json::from_str::<Value>(&std::fs::read_to_string(path).unwrap()).unwrap();
    for file in home.files("data/stories") {
        check(&home, "file-story", &read(file));
    }
    check(&home, "file-preparation", &read(home.path("data/preparation.json")));
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/v0.1/data");
    check(&home, "file-preparation", &read(golden.join("preparation.json")));
    let questions = Path::new(env!("CARGO_MANIFEST_DIR")).join("questions");
    let in_dir = |dir: PathBuf| std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    for path in in_dir(questions.clone()).filter(|path| path.is_file()) {
        if !path.ends_with("readiness.json") && !path.ends_with("drills.json") {
            check(&home, "file-pack", &read(path));
        }
    }
    for path in in_dir(questions.join("companies")) {
        for pack in read(path)["packs"].as_array().unwrap() {
            check(&home, "file-pack", pack);
        }
    }
    check(
        &home,
        "file-config",
        &json!({"look": {"ascii": true}, "practice": {"minutes": 5}, "coach": {"off": []}}),
    );
}

#[test]
fn a_schema_refuses_what_is_wrong() {
    let home = Home::new();
    let refused = |name: &str, value: Value| std::panic::catch_unwind(|| check(&home, name, &value)).is_err();
    assert!(refused("list", json!({"schema": 1, "stories": [{"id": 7}]})));
    assert!(refused("file-pack", json!({"schema": 1, "id": "x"})));
    assert!(refused("file-config", json!({"look": {"asci": true}})));
}

/// `UPDATE_SCHEMAS=1 cargo test docs_schema` writes them anew.
#[test]
fn docs_schema_has_every_schema_as_it_is() {
    let home = Home::new();
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema");
    if std::env::var_os("UPDATE_SCHEMAS").is_some() {
        drop(std::fs::remove_dir_all(&dir));
        std::fs::create_dir_all(&dir).unwrap();
        for name in names(&home) {
            std::fs::write(dir.join(format!("{name}.json")), home.run(&["schema", &name]).out).unwrap();
        }
    }
    let mut there: Vec<String> = std::fs::read_dir(&dir)
        .map(|entries| {
            entries.map(|e| e.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned()).collect()
        })
        .unwrap_or_default();
    let mut names = names(&home);
    there.sort();
    names.sort();
    assert_eq!(there, names, "UPDATE_SCHEMAS=1 cargo test docs_schema writes them");
    for name in names {
        let text = std::fs::read_to_string(dir.join(format!("{name}.json"))).unwrap();
        assert!(
            text == home.run(&["schema", &name]).out,
            "docs/schema/{name}.json is out of date: UPDATE_SCHEMAS=1 cargo test docs_schema"
        );
    }
}
