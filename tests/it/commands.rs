//! The commands that change something, help and completions.

use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::harness::spawn;
use crate::pty::driver::Start;
use crate::pty::home::{Home, Ran, output};

fn with(titles: &[&str]) -> Home {
    let home = Home::new();
    for title in titles {
        let parts = ["--situation", "In March", "--task", "I owned it", "--action", "I drove there"];
        let args = [&["new", title, "--result", "They stayed for years"][..], &parts].concat();
        assert_eq!(home.run(&args).code, 0);
    }
    home
}

/// Edits with a program of these lines instead of an editor; `$1` is the file.
fn edit(home: &Home, lines: &str, args: &[&str]) -> Ran {
    let editor = home.script("editor.sh", lines);
    Ran::from(output(home.command(&[&["edit"], args].concat()).env("EDITOR", editor)))
}

#[test]
fn new_adds_a_story_with_what_is_said_of_it() {
    let home = Home::new();
    let args =
        ["new", "The night pager", "--principle", "owner", "--question", "difficult-customer", "--task", "-"];
    let ran = home.run_with(&args, b"I was on call.\n");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let story = home.story();
    assert_eq!(ran.out.trim(), story["id"].as_str().unwrap(), "only the id is output");
    assert!(ran.err.contains("starcoach edit"), "{}", ran.err);
    assert_eq!((&story["title"], &story["task"]), (&json!("The night pager"), &json!("I was on call.")));
    assert_eq!(story["principle"], "ownership");
    assert_eq!(story["answers"], json!(["customer-obsession/difficult-customer"]));
    let quiet = home.run(&["-q", "new", "Another"]);
    assert_eq!((quiet.code, quiet.err.as_str()), (0, ""));
    let unknown = home.run(&["new", "X", "--principle", "ownershop"]);
    assert!(unknown.code == 1 && unknown.err.contains("\"ownership\""), "{}", unknown.err);
    assert_eq!(home.stories().len(), 2);
}

#[test]
fn edit_opens_a_story_or_a_part_in_the_editor_and_saves_it() {
    let home = with(&["The clinic"]);
    let ran = edit(&home, "sed -i 's/I drove there/I drove there at seven/' $1", &["clinic"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(home.story()["action"], "I drove there at seven");
    let ran = edit(&home, "echo 'They stayed.' > $1", &["clinic", "--part", "result"]);
    assert_eq!((ran.code, &home.story()["result"]), (0, &json!("They stayed.")), "{}", ran.err);
    let ran = home.run(&["edit", "clinic", "--part", "title", "--text", "Two spellings"]);
    assert_eq!((ran.code, &home.story()["title"]), (0, &json!("Two spellings")), "{}", ran.err);
    let before = home.story();
    let ran = edit(&home, "true", &["spellings"]);
    assert!(ran.code == 0 && ran.err.contains("Nothing changed"), "{}", ran.err);
    assert_eq!(home.story(), before);
    assert_eq!(home.below("state", "/edit/"), [] as [std::path::PathBuf; 0]);
}

#[test]
fn what_an_editor_left_is_kept_where_it_cannot_be_taken_back() {
    let home = with(&["The clinic"]);
    let before = home.story();
    for (lines, why) in [
        ("sed -i '/## Task/d; s/drove/walked/' $1", "\"## Task\" is gone"),
        ("sed -i 's/drove/walked/' $1; exit 3", "ended with"),
    ] {
        let ran = edit(&home, lines, &["clinic"]);
        assert!(ran.code != 0 && ran.err.contains(why), "{}", ran.err);
        let left = home.below("state", "/edit/");
        assert!(ran.err.contains(left[0].to_str().unwrap()), "{}", ran.err);
        assert!(std::fs::read_to_string(&left[0]).unwrap().contains("I walked there"));
        assert_eq!(home.story(), before);
        std::fs::remove_file(&left[0]).unwrap();
    }
}

#[test]
fn an_edit_and_a_change_from_elsewhere_are_both_there() {
    let home = with(&["The clinic"]);
    let file = home.files("data/stories").remove(0);
    let lines = format!(
        "sed -i 's/I drove there/I drove there at seven/' $1\nsed -i 's/In March/In May/' '{}'",
        file.display()
    );
    assert_eq!(edit(&home, &lines, &["clinic"]).code, 0);
    let story = home.story();
    assert_eq!(story["action"], "I drove there at seven");
    assert_eq!(story["situation"], "In May");
}

#[test]
fn the_trash_takes_stories_and_gives_them_back() {
    let home = with(&["The clinic", "Night pager"]);
    let ran = home.run(&["trash", "clinic", "nowhere"]);
    assert_eq!((ran.code, home.stories().len()), (1, 2), "nothing goes unless all are found");
    let ran = home.run(&["trash", "clinic"]);
    assert!(ran.code == 0 && ran.out.is_empty() && ran.err.contains("starcoach restore"), "{}", ran.err);
    assert_eq!(home.story()["title"], "Night pager");
    assert!(home.run(&["trash"]).out.contains("The clinic"));
    assert_eq!(home.run(&["restore", "pager"]).code, 1, "it is not in the trash");
    assert_eq!(home.json(&["restore", "clin"])["stories"][0]["title"], "The clinic");
    assert_eq!(home.stories().len(), 2);
    assert_eq!((home.run(&["trash"]).out.as_str(), home.run(&["restore"]).code), ("", 2));
}

#[test]
fn an_earlier_version_is_listed_shown_and_put_back_and_nothing_is_lost() {
    let home = with(&["The clinic"]);
    assert!(home.run(&["history", "clinic"]).err.contains("no earlier version"));
    // Enough is replaced for a version.
    let long = "They stayed for years and told three others to come to us, one of which did so. ".repeat(3);
    for result in [&long, "Short"] {
        assert_eq!(home.run(&["edit", "clinic", "--part", "result", "--text", result]).code, 0);
    }
    let versions = home.json(&["history", "clinic"]);
    assert_eq!(versions["versions"][0]["differs"], json!(["result"]), "{versions}");
    assert!(home.run(&["history", "clinic"]).out.starts_with("  1  20"));
    assert!(home.run(&["history", "clinic", "1"]).out.contains("three others"));
    let ran = home.run(&["restore", "clinic", "--version", "1"]);
    assert_eq!((ran.code, &home.story()["result"]), (0, &json!(long.trim_end())), "{}", ran.err);
    assert!(home.run(&["history", "clinic", "1"]).out.contains("Short"), "what it was until then is kept");
    let ran = home.run(&["restore", "clinic", "--version", "99"]);
    assert!(ran.code == 1 && ran.err.contains("no version 99"), "{}", ran.err);
}

/// A home with one of everything that a backup holds.
fn full() -> Home {
    let home = with(&["The clinic", "Night pager"]);
    assert_eq!(home.run(&["trash", "pager"]).code, 0);
    assert_eq!(home.run(&["interview", "--company", "Acme"]).code, 0);
    let log = r#"{"id":"baaaaaaaaaaa","at":"2026-11-23T10:00:00+01:00[Europe/Berlin]","kind":"told","story":"haaaaaaa","mode":"daily","seconds":125}"#;
    std::fs::write(home.path("data/practice.jsonl"), format!("{log}\n")).unwrap();
    std::fs::write(home.path("data/stories/brokenab.json"), "{\"id\": \"broken").unwrap();
    std::fs::create_dir_all(home.path("config")).unwrap();
    std::fs::write(home.path("config/config.toml"), "[practice]\nminutes = 5\n").unwrap();
    home
}

#[test]
fn a_backup_holds_everything_and_brings_it_back_elsewhere() {
    let home = full();
    let file = home.path("all.tar");
    let path = file.to_str().unwrap();
    let files = home.json(&["backup", path])["files"].clone();
    for name in ["preparation.json", "practice.jsonl", "stories/brokenab.json", "config/config.toml"] {
        assert!(files.as_array().unwrap().contains(&json!(name)), "{name}: {files}");
    }
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let again = home.run(&["backup", path]);
    assert!(again.code == 1 && again.err.contains("--force"), "{}", again.err);
    assert_eq!(home.run(&["backup", "--force", path]).code, 0);

    let other = Home::new();
    let done = other.json(&["restore", "--from", path]);
    assert_eq!(done["left_out"], json!(["config/config.toml"]));
    for name in ["stories/brokenab.json", "preparation.json", "practice.jsonl"] {
        let read = |home: &Home| std::fs::read(home.path("data").join(name)).unwrap();
        assert_eq!(read(&home), read(&other), "{name}");
    }
    assert_eq!(other.stories(), home.stories());
    assert_eq!(other.json(&["trash"]), home.json(&["trash"]));
    assert!(!other.path("config").exists());
    let twice = other.json(&["restore", "--from", path]);
    assert_eq!((&twice["written"], twice["same"].as_array().unwrap().len()), (&json!([]), 5), "{twice}");
}

#[test]
fn a_backup_replaces_nothing_unless_it_is_told_to_and_then_loses_no_word() {
    let home = full();
    let file = home.path("all.tar");
    let path = file.to_str().unwrap();
    assert_eq!(home.run(&["backup", path]).code, 0);
    assert_eq!(home.run(&["edit", "clinic", "--part", "action", "--text", "Rewritten since"]).code, 0);
    std::fs::remove_file(home.path("data/preparation.json")).unwrap();
    let log = home.path("data/practice.jsonl");
    let line = std::fs::read_to_string(&log).unwrap();
    std::fs::write(&log, line.replace("baaaaaaaaaaa", "caaaaaaaaaaa")).unwrap();
    let ran = home.run(&["restore", "--from", path]);
    assert!(ran.code == 1 && ran.err.contains("stories/") && ran.err.contains("--force"), "{}", ran.err);
    assert_eq!(home.story()["action"], "Rewritten since");
    assert!(!home.path("data/preparation.json").exists(), "all or nothing");
    assert_eq!(home.run(&["restore", "--from", path, "--force"]).code, 0);
    assert_eq!(home.story()["action"], "I drove there");
    assert!(home.run(&["history", "clinic", "1"]).out.contains("Rewritten since"));
    assert_eq!(std::fs::read_to_string(&log).unwrap().lines().count(), 2, "tellings of both are there");
    std::fs::write(&file, "no archive at all, but long enough to look like one").unwrap();
    assert_eq!(home.run(&["restore", "--from", path]).code, 65);
    assert_eq!(home.run(&["restore", "--from", home.path("none").to_str().unwrap()]).code, 1);
}

#[test]
fn an_archive_of_somebody_else_reaches_no_other_file() {
    let home = Home::new();
    let file = home.path("evil.tar");
    let mut tar = tar::Builder::new(std::fs::File::create(&file).unwrap());
    let names = [
        "../escaped.json",
        "stories/../../x.json",
        "stories/.hidden.json",
        "config.toml",
        "stories/Abcd1234.json",
    ];
    for name in names {
        let mut header = tar::Header::new_gnu();
        // As no honest program would write it.
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_size(2);
        header.set_cksum();
        tar.append(&header, &b"{}"[..]).unwrap();
    }
    tar.into_inner().unwrap();
    let done = home.json(&["restore", "--from", file.to_str().unwrap()]);
    assert_eq!((&done["written"], &done["left_out"]), (&json!([]), &json!(names)));
    assert!(!home.path("escaped.json").exists() && !home.path("x.json").exists());
}

#[test]
fn every_help_has_examples_and_exit_codes_and_every_command_a_manual_page() {
    let home = Home::new();
    let commands = home.run(&["--help"]).out;
    let names =
        commands.lines().skip_while(|l| !l.starts_with("Commands:")).skip(1).take_while(|l| !l.is_empty());
    let names: Vec<&str> = names.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.len() > 25, "{names:?}");
    for name in names.iter().filter(|name| **name != "help") {
        let help = home.run(&[name, "--help"]);
        assert!(help.out.contains("Examples:") && help.out.contains("Exit codes:"), "{name}: {}", help.out);
        let page = home.run(&["man", name]);
        assert!(page.out.contains(&format!("starcoach\\-{name}")), "{name}: {}", page.out);
    }
    assert!(home.run(&["man"]).out.starts_with(".ie"), "troff");
    assert!(home.run(&["man", "lst"]).err.contains("\"list\""));
}

#[test]
fn completions_are_scripts_that_their_shells_can_read() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish"] {
        let script = home.run(&["completions", shell]);
        assert!(script.code == 0 && script.out.contains("restore"), "{shell}: {}", script.err);
        let mut command = std::process::Command::new(shell);
        let command = command.arg("-n").stdin(Stdio::piped()).stderr(Stdio::piped());
        // Where the shell is not installed there is nothing to ask.
        let Ok(mut child) = spawn(|| command.spawn()) else { continue };
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), script.out.as_bytes()).unwrap();
        let ended = child.wait_with_output().unwrap();
        assert!(ended.status.success(), "{shell}: {}", String::from_utf8_lossy(&ended.stderr));
    }
}

#[test]
fn keys_are_listed_by_where_they_work() {
    let home = Home::new();
    let keys = home.run(&["keys"]).out;
    assert!(keys.contains("Today\n") && keys.contains("app.quit"), "{keys}");
    let json = home.json(&["keys"]);
    let quit = json["keys"].as_array().unwrap().iter().find(|k| k["command"] == "app.quit").unwrap();
    assert!(quit["keys"].as_array().unwrap().contains(&json!("ctrl-c")), "{quit}");
}

#[test]
fn what_is_longer_than_the_screen_goes_through_a_pager_and_nothing_else_does() {
    let home = with(&["The clinic"]);
    let pager = home.script("pager.sh", "echo 'from the pager'; head -3");
    let in_pager = |args: &[&str]| {
        let mut start = Start::program(&home, crate::pty::home::PROGRAM, args).env("PAGER", &pager);
        start.rows = 20;
        let mut app = start.run();
        app.wait_for_end();
        app.text().contains("from the pager")
    };
    assert!(in_pager(&["questions"]));
    assert!(!in_pager(&["list"]), "a line fits on the screen");
    assert!(!in_pager(&["questions", "--no-pager"]));
    assert!(!in_pager(&["questions", "--json"]), "a script on a terminal is no reader");
    let piped = Ran::from(output(home.command(&["questions"]).env("PAGER", &pager)));
    assert!(!piped.out.contains("from the pager"));
}

#[test]
fn colors_are_a_choice_that_goes_before_the_environment() {
    let colored = |args: &[&str], variable: &'static str| {
        let home = Home::new();
        let mut app = Start::program(&home, crate::pty::home::PROGRAM, args).env("NO_COLOR", variable).run();
        app.wait_for("Write your first story");
        app.send("q");
        app.wait_for_end();
        String::from_utf8_lossy(&app.raw).contains("\x1b[38;5;")
    };
    assert!(colored(&[], ""));
    assert!(!colored(&[], "1"));
    assert!(!colored(&["--color", "never"], ""));
    assert!(colored(&["--color", "always"], "1"));
}

#[test]
fn every_json_begins_with_its_version() {
    let home = full();
    for args in [
        &["list"][..],
        &["show", "clinic"],
        &["due"],
        &["stats"],
        &["log"],
        &["coach"],
        &["coach", "rules"],
        &["ask", "conflict"],
        &["questions"],
        &["interview"],
        &["paths"],
        &["config"],
        &["keys"],
        &["trash"],
        &["history", "clinic"],
    ] {
        let ran = home.run(&[args, &["--json"]].concat());
        assert!(ran.out.starts_with("{\n  \"schema\": 1"), "{args:?}: {}", ran.out);
        assert!(serde_json::from_str::<Value>(&ran.out).is_ok());
    }
}

#[test]
fn the_example_bank_is_there_to_look_at_and_gone_however_it_ends() {
    use rustix::process::Signal;

    let home = Home::new();
    let tmp = home.path("tmp");
    std::fs::create_dir(&tmp).unwrap();
    let with_tmp = |args: &[&str]| Ran::from(output(home.command(args).env("TMPDIR", &tmp)));
    let list = with_tmp(&["--demo", "list"]);
    assert!(list.code == 0 && list.out.contains("The pager at three in the morning"), "{}", list.err);
    assert!(with_tmp(&["--demo", "due"]).out.lines().count() >= 1);
    // The question that the README types.
    let found = with_tmp(&["--demo", "ask", "conflict", "with", "boss"]).out;
    assert!(
        found.contains("The freeze that nobody wanted") && !found.contains("Nothing of yours"),
        "{found}"
    );
    assert_eq!(home.files("tmp"), [] as [std::path::PathBuf; 0]);
    let open = || {
        let start = Start::program(&home, crate::pty::home::PROGRAM, &["--demo"]);
        let mut app = start.env("TMPDIR", tmp.to_str().unwrap()).run();
        app.wait_for("nothing is kept");
        app.wait_for("Practice");
        app
    };
    let mut app = open();
    app.send("q");
    assert_eq!(app.wait_for_end().exit_code(), 0);
    assert_eq!(home.files("tmp"), [] as [std::path::PathBuf; 0]);
    let mut app = open();
    app.signal(Signal::TERM);
    app.wait_for_end();
    assert_eq!(home.files("tmp"), [] as [std::path::PathBuf; 0]);
    let mut app = open();
    app.signal(Signal::KILL);
    app.wait_for_end();
    assert_eq!(home.files("tmp").len(), 1, "nobody can do anything about this one");
    with_tmp(&["--demo", "list"]);
    assert_eq!(home.files("tmp"), [] as [std::path::PathBuf; 0], "but the next");
    assert!(!home.path("data").exists() && !home.path("state").exists());
}
