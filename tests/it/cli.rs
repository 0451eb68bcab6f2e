//! The commands that need no screen: what they print, where, and with which exit code.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests, not only tests"
)]

use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::pty::begin;
use crate::pty::home::{Home, Ran, output};

/// A story to import.
fn story(title: &str) -> Value {
    json!({
        "title": title,
        "principle": "ownership",
        "answers": ["customer-obsession/difficult-customer"],
        "situation": "In March our largest client could not trust our numbers.",
        "task": "I had one week to find out why.",
        "action": "I compared 1,204 rows by hand and rewrote the import.",
        "result": "They renewed for three years."
    })
}

/// Adds stories and gives their ids.
fn add(home: &Home, stories: &[Value]) -> Vec<String> {
    let ran = home.run_with(&["import", "-", "--json"], Value::from(stories).to_string().as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    serde_json::from_value(serde_json::from_str::<Value>(&ran.out).unwrap()["ids"].clone()).unwrap()
}

/// A story's file with this id, put there as a sync tool would.
fn put(home: &Home, id: &str, title: &str) {
    let mut story = story(title);
    story["schema"] = 1.into();
    story["id"] = id.into();
    story["created"] = "2026-11-23T07:10:00Z".into();
    story["updated"] = "2026-11-23T07:10:00Z".into();
    std::fs::create_dir_all(home.path("data/stories")).unwrap();
    std::fs::write(home.path(&format!("data/stories/{id}.json")), story.to_string()).unwrap();
}

#[test]
fn json_has_the_names_that_scripts_rely_on() {
    let home = Home::new();
    let ids = add(&home, &[story("The auditor")]);
    let listed = home.story();
    let names: Vec<&str> = listed.as_object().unwrap().keys().map(String::as_str).collect();
    for name in [
        "id",
        "title",
        "principle",
        "answers",
        "situation",
        "task",
        "action",
        "result",
        "lesson",
        "state",
        "words",
        "seconds",
        "created",
        "updated",
    ] {
        assert!(names.contains(&name), "{name} is missing: {names:?}");
    }
    assert_eq!(listed["id"], ids[0].as_str());
    assert_eq!(listed["title"], "The auditor");
    assert_eq!(listed["principle"], "ownership");
    assert_eq!(listed["answers"], json!(["customer-obsession/difficult-customer"]));
    assert_eq!(listed["words"], 33);
    // 33 words at 140 a minute.
    assert_eq!(listed["seconds"], 14);
    let mut shown = home.json(&["show", &ids[0]]);
    assert_eq!(shown.as_object_mut().unwrap().remove("schema"), Some(json!(1)));
    assert_eq!(shown, listed);
}

#[test]
fn people_read_titles_and_parts() {
    let home = Home::new();
    let none = home.run(&["list"]);
    assert_eq!((none.code, none.out.as_str()), (0, ""));
    assert!(none.err.contains("No story yet"), "{}", none.err);
    let ids = add(&home, &[story("The auditor"), story("The export")]);
    let list = home.run(&["list"]);
    assert_eq!(list.out.lines().count(), 2, "{}", list.out);
    assert!(list.out.contains("The auditor") && list.out.contains(&ids[1]), "{}", list.out);
    let shown = home.run(&["show", &ids[0]]).out;
    for text in ["The auditor", "Ownership", "Situation", "Result", "They renewed for three years."] {
        assert!(shown.contains(text), "{text} is missing: {shown}");
    }
}

#[test]
fn an_id_may_be_shortened_while_it_is_clear() {
    let home = Home::new();
    put(&home, "abcd1234", "One");
    put(&home, "abzz1234", "Two");
    assert!(home.run(&["show", "abc"]).out.starts_with("One"));
    assert!(home.run(&["show", "abzz1234"]).out.starts_with("Two"));
    let ran = home.run(&["show", "ab"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("abcd1234  One\n  abzz1234  Two\n"), "{}", ran.err);
    assert!(home.run(&["show", "tw"]).out.starts_with("Two"), "a part of a title will do");
    for unknown in ["zzz", "", "abcd12345", "../abcd1234"] {
        let ran = home.run(&["show", unknown]);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{unknown:?}");
        assert!(ran.err.contains("starcoach list"), "{unknown:?}: {}", ran.err);
    }
}

#[test]
fn wrong_usage_ends_with_2_and_says_what_would_be_right() {
    let home = Home::new();
    for args in [&["lst"] as &[&str], &["show"], &["list", "--yaml"], &["import"]] {
        let ran = home.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.contains("--help") || ran.err.contains("Usage"), "{args:?}: {}", ran.err);
    }
    assert!(home.run(&["lst"]).err.contains("list"), "the nearest command is named");
}

#[test]
fn stories_are_listed_in_the_order_of_people() {
    let home = Home::new();
    add(&home, &["Story 10", "story 9", "Zoë", "Élan", "2 vans"].map(story));
    let list = home.run(&["list"]).out;
    let titles: Vec<&str> = list.lines().map(|line| line.get(24..).unwrap().trim()).collect();
    assert_eq!(titles, ["2 vans", "Élan", "story 9", "Story 10", "Zoë"], "{list}");
}

#[test]
fn help_version_and_paths_need_no_stories() {
    let home = Home::new();
    let version = home.run(&["--version"]);
    assert_eq!(version.code, 0);
    let number = concat!("starcoach ", env!("CARGO_PKG_VERSION"), " (");
    assert!(version.out.starts_with(number) && version.out.ends_with(")\n"), "{}", version.out);
    assert!(version.out.contains(std::env::consts::ARCH), "{}", version.out);
    assert_eq!(home.run(&["-V"]).out, version.out);
    for flag in ["--help", "-h"] {
        let help = home.run(&[flag]);
        assert_eq!((help.code, help.err.as_str()), (0, ""));
        for command in ["list", "show", "import", "paths"] {
            assert!(help.out.contains(command), "{command}: {}", help.out);
        }
    }
    let paths = home.run(&["paths"]);
    assert_eq!(paths.code, 0);
    for dir in ["data", "state", "config"] {
        assert!(paths.out.contains(home.path(dir).to_str().unwrap()), "{}", paths.out);
        assert!(!home.path(dir).exists(), "asking makes nothing");
    }
    let other = home.path("other");
    let paths = home.run(&["paths", "--data-dir", other.to_str().unwrap()]);
    assert!(paths.out.contains(other.to_str().unwrap()), "the option goes before the environment");
}

/// A shell that sets a variable from one that it does not have sends an empty one.
#[test]
fn an_empty_variable_counts_as_not_set() {
    let home = Home::new();
    for name in ["STARCOACH_DATA_DIR", "STARCOACH_STATE_DIR", "STARCOACH_CONFIG_DIR"] {
        let paths = Ran::from(output(home.command(&["paths"]).env(name, "")));
        assert_eq!((paths.code, paths.err.as_str()), (0, ""), "{name}");
        assert!(paths.out.contains(home.path("home").to_str().unwrap()), "{name}: {}", paths.out);
    }
    let paths = home.run(&["paths", "--data-dir", ""]);
    assert_eq!(paths.code, 2, "a script that names nothing is told so: {}", paths.out);
}

#[test]
fn import_takes_a_file_or_standard_input_and_makes_its_own_ids() {
    let home = Home::new();
    let file = home.path("stories.json");
    let mut one = story("From a file");
    one["id"] = "aaaaaaaa".into();
    std::fs::write(&file, one.to_string()).unwrap();
    let ran = home.run(&["import", file.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("Added 1 story.") && ran.out.contains("From a file"), "{}", ran.out);
    let ids = add(&home, &[story("Second"), story("Third")]);
    let titles: Vec<Value> = ids
        .iter()
        .map(|id| {
            serde_json::from_str::<Value>(&home.run(&["show", id, "--json"]).out).unwrap()["title"].clone()
        })
        .collect();
    assert_eq!(titles, ["Second", "Third"], "the ids come in the order of the stories");
    assert_eq!(home.stories().len(), 3);
    assert!(home.stories().iter().all(|s| s["id"] != "aaaaaaaa"));
    assert_eq!(home.files("data/stories").len(), 3);
    for file in home.files("data/stories") {
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{file:?}");
    }
}

#[test]
fn bad_data_with_strict_ends_with_65_names_line_and_reason_and_adds_nothing() {
    let home = Home::new();
    let good = story("Good").to_string();
    let cases = [
        (
            format!("[\n{good},\n{{\"situation\": \"s\", \"task\": \"t\", \"action\": \"a\"}}\n]"),
            "line 3",
            "no Result",
        ),
        (format!("[\n{good},\n\n{{\"situation\": {{}}}}\n]"), "", "no place"),
        (format!("[\n{good},\n"), "line 3", "ends"),
        (good.replace("\"ownership\"", "\"no-such\""), "line 1", "no-such"),
        (good.replace("difficult-customer", "no-such"), "line 1", "no-such"),
        ("[]".to_owned(), "", "no story"),
        (String::new(), "", ""),
    ];
    for (text, line, reason) in cases {
        let ran = home.run_with(&["import", "--strict", "-"], text.as_bytes());
        assert_eq!((ran.code, ran.out.as_str()), (65, ""), "{text}: {}", ran.err);
        assert!(ran.err.contains("Nothing was added"), "{text}: {}", ran.err);
        assert!(ran.err.contains(line) && ran.err.contains(reason), "{text}: {}", ran.err);
    }
    let ran = home.run_with(&["import", "-"], b"{\"situation\": \"\xff\"}");
    assert_eq!(ran.code, 65, "{}", ran.err);
    assert!(ran.err.contains("UTF-8"), "{}", ran.err);
    assert_eq!(home.run(&["import", home.path("nowhere.json").to_str().unwrap()]).code, 1);
    assert_eq!(home.stories().len(), 0);
}

#[test]
fn import_takes_what_it_can_of_several_files_and_names_the_rest() {
    let home = Home::new();
    let text = "## The kiln\n**Time:** 2 minutes\nS: a\nT: b\nA: c\nR: d\n## The ferry\nS: e\nR: f\n";
    let (notes, odd) = (home.path("notes.md"), home.path("odd.txt"));
    std::fs::write(&notes, text).unwrap();
    std::fs::write(&odd, "buy milk").unwrap();
    let paths = [notes.to_str().unwrap(), odd.to_str().unwrap()];
    let strict = home.run(&["import", "--strict", paths[0]]);
    assert_eq!((strict.code, home.stories().len()), (65, 0));
    for told in ["Nothing was added", "line 2, \"**Time:** 2 minutes\"", "has no Task, no Action"] {
        assert!(strict.err.contains(told), "{told}: {}", strict.err);
    }
    let ran = home.run(&["import", paths[0], paths[1]]);
    assert_eq!(ran.code, 65, "one of them could not be read");
    assert!(ran.out.starts_with("Added 2 stories."), "{}", ran.out);
    assert!(ran.err.contains("odd.txt: no part of a story is marked in it"), "{}", ran.err);
    assert!(ran.err.contains("line 2, \"**Time:** 2 minutes\""), "{}", ran.err);
    let again = home.run_with(&["import", "/dev/stdin"], text.as_bytes());
    assert_eq!((again.code, again.out.as_str()), (0, "Added 0 stories.\n"), "{}", again.err);
    assert!(
        again.err.contains("There already, word for word") && again.err.contains("The ferry is "),
        "{}",
        again.err
    );
    assert_eq!(home.stories().len(), 2);
}

#[test]
fn without_permission_it_ends_with_77() {
    if rustix::process::geteuid().is_root() {
        println!("skipped 1 check: root may read and write everything");
        return;
    }
    let home = Home::new();
    add(&home, &[story("One")]);
    let file = home.path("locked.json");
    std::fs::write(&file, story("Two").to_string()).unwrap();
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o000)).unwrap();
    assert_eq!(home.run(&["import", file.to_str().unwrap()]).code, 77);
    let stories = home.path("data/stories");
    std::fs::set_permissions(&stories, PermissionsExt::from_mode(0o500)).unwrap();
    let ran = home.run_with(&["import", "-"], story("Two").to_string().as_bytes());
    std::fs::set_permissions(&stories, PermissionsExt::from_mode(0o700)).unwrap();
    assert_eq!(ran.code, 77, "{}", ran.err);
    assert_eq!(home.stories().len(), 1);
}

/// Everything that a terminal could take for a command, or that turns what follows around.
pub const HOSTILE: &str = "a\u{1b}[31mb\u{7}c\u{9b}2Jd\u{202e}e\u{200b}f\u{2066}g\u{feff}h\rk\u{8}l";

/// Whether text could be more than text to a terminal.
pub fn is_hostile(text: &str) -> bool {
    text.chars().any(|c| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    })
}

#[test]
fn hostile_text_never_reaches_people_as_it_is() {
    let home = Home::new();
    let mut hostile = story(HOSTILE);
    for key in ["situation", "task", "action", "result", "lesson", "customer", "headline"] {
        hostile[key] = HOSTILE.into();
    }
    let ids = add(&home, &[hostile]);
    put(&home, "zzzzzzzz", HOSTILE);
    std::fs::write(home.path("data/stories/brokenab.json"), format!("{{\"{HOSTILE}\"")).unwrap();
    std::fs::write(home.path(&format!("data/stories/{}.json", HOSTILE.replace('/', ""))), "[]").unwrap();
    let bad = home.path("bad.json");
    std::fs::write(&bad, format!("[{{\"{HOSTILE}\": 1}}]")).unwrap();
    let named = home.path(HOSTILE);
    let odd =
        json!({"situation": "", "task": "", "action": "", "result": "", "principle": HOSTILE}).to_string();
    let runs = [
        home.run(&["list"]),
        home.run(&["list", "--all"]),
        home.run(&["show", &ids[0]]),
        home.run(&["show", "zzzzzzzz"]),
        home.run(&["show", HOSTILE]),
        home.run(&["coach"]),
        home.run(&["doctor"]),
        home.run(&["import", bad.to_str().unwrap()]),
        home.run(&["import", named.to_str().unwrap()]),
        home.run_with(&["import", "-"], story(HOSTILE).to_string().as_bytes()),
        home.run_with(&["import", "-"], odd.as_bytes()),
        home.run(&[HOSTILE]),
        home.run(&["list", HOSTILE]),
        home.run(&["paths", "--data-dir", HOSTILE]),
    ];
    for (n, ran) in runs.iter().enumerate() {
        assert!(!is_hostile(&ran.out), "{n}: {:?}", ran.out);
        assert!(!is_hostile(&ran.err), "{n}: {:?}", ran.err);
    }
    assert!(runs[2].out.contains("[31mb"), "the text itself is there: {}", runs[2].out);
    let shown: Value = serde_json::from_str(&home.run(&["show", &ids[0], "--json"]).out).unwrap();
    assert_eq!(shown["task"], HOSTILE, "scripts get it as it is");
}

#[test]
fn what_cannot_be_read_is_told_on_standard_error_and_left_as_it_is() {
    let home = Home::new();
    put(&home, "abcd1234", "Good");
    let broken = home.path("data/stories/brokenab.json");
    std::fs::write(&broken, "{\"id\": \"broken").unwrap();
    let ran = home.run(&["list", "--json"]);
    assert_eq!(ran.code, 0);
    let list: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(list["stories"].as_array().unwrap().len(), 1);
    assert!(ran.err.contains("brokenab.json"), "{}", ran.err);
    assert_eq!(std::fs::read(&broken).unwrap(), b"{\"id\": \"broken");
}

#[test]
fn what_a_kill_left_unsaved_is_there_before_the_answer() {
    let home = Home::new();
    let mut app = begin(&home);
    app.type_text("", "Typed, and never saved");
    app.signal(rustix::process::Signal::KILL);
    app.wait_for_end();
    let story = home.story();
    assert_eq!(story["situation"], "Typed, and never saved");
    let shown = home.run(&["show", story["id"].as_str().unwrap()]);
    assert!(shown.out.contains("Typed, and never saved"), "{}", shown.out);
    assert_eq!(home.files("data/stories").len(), 1);
    assert_eq!(home.below("state", "/journal/"), [] as [std::path::PathBuf; 0]);
}

#[test]
fn a_reader_that_stops_early_is_no_failure() {
    let home = Home::new();
    let mut long = story("Long");
    long["action"] = "I did one thing after another. ".repeat(100).into();
    add(&home, &vec![long; 100]);
    let ids = home.stories();
    let id = ids[0]["id"].as_str().unwrap();
    for args in [&["list", "--json"] as &[&str], &["show", id, "--json"], &["show", id]] {
        let mut command = home.command(args);
        let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = crate::harness::spawn(|| command.spawn()).unwrap();
        let mut reader = BufReader::with_capacity(16, child.stdout.take().unwrap());
        let mut first = String::new();
        reader.read_line(&mut first).unwrap();
        drop(reader);
        let ended = child.wait_with_output().unwrap();
        assert!(ended.status.success(), "{args:?}: {:?}", ended.status);
        assert_eq!(String::from_utf8_lossy(&ended.stderr), "", "{args:?}");
    }
}

#[test]
fn doctor_ends_with_1_where_something_needs_attention_and_works_without_a_readable_log() {
    let home = Home::new();
    add(&home, &[story("The auditor")]);
    let ran = home.run(&["doctor"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    std::fs::write(home.path("data/practice.jsonl"), "<<<<<<< HEAD\n{\"id\":\"aaaa\n=======\n").unwrap();
    let ran = home.run(&["doctor", "--json"]);
    let facts: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.code, &facts["log_lines_unreadable"]), (1, &json!(3)));
    std::fs::remove_file(home.path("data/practice.jsonl")).unwrap();
    std::fs::create_dir(home.path("data/practice.jsonl")).unwrap();
    let ran = home.run(&["doctor"]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    assert!(ran.out.contains("practice.jsonl cannot be read (it is a directory"), "{}", ran.out);
    let ran = home.run(&["list"]);
    assert_eq!(ran.code, 0, "the stories are there all the same");
    assert!(ran.out.contains("The auditor") && ran.err.contains("practice.jsonl"), "{}", ran.err);
    std::fs::remove_dir(home.path("data/practice.jsonl")).unwrap();
    std::fs::set_permissions(home.path("data"), std::fs::Permissions::from_mode(0o777)).unwrap();
    let ran = home.run(&["doctor"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("Others can add and remove files in"), "{}", ran.out);
}

#[test]
fn questions_tells_the_definition_the_source_and_the_groups() {
    let home = Home::new();
    let ran = home.run(&["questions", "--principle", "customer"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for said in ["obsess over customers", "Holly Lee Coaching", "  Also asked about customers:\n"] {
        assert!(ran.out.contains(said), "{said}: {}", ran.out);
    }
    let ran = home.run(&["questions", "--json"]);
    let all: Value = serde_json::from_str(&ran.out).unwrap();
    let all = &all["principles"];
    assert!(all[0]["source"].as_str().unwrap().contains("Holly Lee"));
    assert_eq!(all[1]["amazon"], Value::Null);
    let twin = &all[0]["prompts"][14];
    assert_eq!(
        (&twin["group"], &twin["also_asked"][0]),
        (&json!("Also asked about customers"), &json!("earn-trust/harsh-truth"))
    );
    assert_eq!(twin["probes"][0]["family"], "depth");
}
