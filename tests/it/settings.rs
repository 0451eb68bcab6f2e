//! Settings and places: what is wrong is left out by itself, is said, and can be read.

use std::path::Path;

use serde_json::{Value, json};

use crate::harness::Harness;
use crate::pty::driver::Start;
use crate::pty::home::{Home, Ran, output};

const MISTAKES: &str = "[look]\nasci = true\n[practice]\nminutes = 7\nday_start = 5\n";

fn with_mistakes() -> Home {
    let home = Home::new();
    std::fs::create_dir_all(home.path("config")).unwrap();
    std::fs::write(home.path("config/config.toml"), MISTAKES).unwrap();
    home
}

#[test]
fn one_directory_for_everything_works_and_own_questions_are_no_pack() {
    let home = Home::new();
    let all = home.path("all");
    std::fs::create_dir_all(all.join("questions")).unwrap();
    let own = json!({"schema": 1, "prompts": [{"id": "q1", "principle": "ownership", "text": "What did you keep?"}]});
    std::fs::write(all.join("questions/own.json"), own.to_string()).unwrap();
    let run = |args: &[&str]| {
        let mut command = home.command(args);
        for name in ["STARCOACH_DATA_DIR", "STARCOACH_STATE_DIR", "STARCOACH_CONFIG_DIR"] {
            command.env(name, &all);
        }
        Ran::from(output(&mut command))
    };
    let asked = run(&["questions", "--principle", "ownership"]);
    assert_eq!((asked.code, asked.err.as_str()), (0, ""));
    assert!(asked.out.contains("What did you keep?"), "{}", asked.out);
    let doctor = run(&["doctor"]);
    assert_eq!(doctor.code, 0, "{}", doctor.out);
    assert!(doctor.out.starts_with("Everything looks good."), "{}", doctor.out);
}

#[test]
fn a_pack_with_the_name_of_the_own_questions_is_refused_with_the_reason() {
    let home = Home::new();
    std::fs::create_dir_all(home.path("config/questions")).unwrap();
    let pack =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("questions/ownership.json"));
    let pack = pack.unwrap();
    std::fs::write(home.path("config/questions/own.json"), &pack).unwrap();
    let ran = home.run(&["questions"]);
    assert!(ran.code == 0 && ran.err.contains("own.json") && ran.err.contains("another"), "{}", ran.err);
    std::fs::write(home.path("pack.json"), pack.replacen("\"ownership\"", "\"own\"", 1)).unwrap();
    let ran = home.run(&["questions", "check", home.path("pack.json").to_str().unwrap()]);
    assert!(ran.code == 65 && ran.err.contains("\"own\""), "{}", ran.err);
}

#[test]
fn every_mistake_in_the_settings_is_told_by_commands_and_by_the_doctor() {
    let home = with_mistakes();
    let (list, doctor) = (home.run(&["list"]), home.run(&["doctor"]));
    assert_eq!(doctor.code, 1);
    let json: Value = serde_json::from_str(&home.run(&["doctor", "--json"]).out).unwrap();
    for mistake in ["Did you mean \"ascii\"?", "use 5, 10 or 20 minutes"] {
        assert!(list.err.contains(mistake), "{}", list.err);
        assert!(doctor.out.contains(mistake), "{}", doctor.out);
        assert!(json["config"]["problems"].to_string().contains(&mistake.replace('"', "\\\"")), "{json}");
    }
}

#[test]
fn the_app_says_that_something_is_wrong_and_shows_all_of_it() {
    let home = with_mistakes();
    let mut app = Start::app(&home).run();
    app.wait_for("Some settings cannot be used.");
    app.send("!");
    app.wait_for("Did you mean \"ascii\"?");
    app.wait_for("use 5, 10 or 20 minutes");
    app.send("\r");
    app.wait_until("the screen below", |s| !s.contents().contains("Your settings"));
    app.send("q");
    assert_eq!(app.wait_for_end().exit_code(), 0);
}

#[test]
fn notices_of_any_length_are_read_in_a_small_window() {
    let mut app = Harness::new(40, 12);
    assert!(!app.footer().contains("notices"), "{}", app.footer());
    app.keys("!");
    assert!(app.screen().contains("all work"), "{}", app.screen());
    app.model.workspace.view.notices = (1..30).map(|n| format!("Notice number {n} of a file.")).collect();
    app.keys("<esc>!");
    assert!(app.screen().contains("Notice number 1 "), "{}", app.screen());
    app.keys("G");
    assert!(app.screen().contains("Notice number 29 "), "{}", app.screen());
}

#[test]
fn where_there_is_nothing_to_show_standard_output_stays_empty() {
    let home = Home::new();
    for args in [&["list"][..], &["due"], &["stats"], &["log"], &["coach"], &["interview"]] {
        let ran = home.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{args:?}");
        assert!(ran.err.lines().count() == 1 && ran.err.ends_with(".\n"), "{args:?}: {}", ran.err);
    }
}

#[test]
fn config_shows_each_value_and_where_it_comes_from() {
    let home = with_mistakes();
    let ran = home.run(&["config"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let line = |name: &str| ran.out.lines().find(|l| l.starts_with(name)).unwrap_or_default().to_owned();
    assert!(line("practice.day_start").contains("5 ") && line("practice.day_start").contains("line 5"));
    assert!(line("practice.minutes").contains("10 ") && line("practice.minutes").ends_with("usual"));
    assert!(line("data").contains("STARCOACH_DATA_DIR"), "{}", ran.out);
    let json: Value = serde_json::from_str(&home.run(&["config", "--json"]).out).unwrap();
    let settings = json["settings"].as_array().unwrap();
    let of = |name: &str| settings.iter().find(|s| s["name"] == name).unwrap();
    assert_eq!(of("practice.day_start")["value"], 5);
    assert_eq!(of("practice.day_start")["from"], "config.toml, line 5");
    assert_eq!(of("practice.minutes")["from"], "usual");
}
