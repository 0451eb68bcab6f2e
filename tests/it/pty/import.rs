//! An import in a terminal: how far it is, canceled, and killed.

use rustix::process::Signal;
use serde_json::{Value, json};

use super::driver::{Start, Terminal};
use super::home::Home;
use super::long;

const STORIES: usize = 1500;

fn home() -> Home {
    let home = Home::new();
    let story = |n: usize| json!({ "title": format!("Story {n}"), "situation": "s", "task": "t", "action": "a", "result": "r" });
    let stories: Value = (0..STORIES).map(story).collect();
    std::fs::write(home.path("stories.json"), stories.to_string()).unwrap();
    home
}

fn import(home: &Home) -> Terminal {
    let file = home.path("stories.json");
    let mut import = Start::program(home, super::home::PROGRAM, &["import", file.to_str().unwrap()]).run();
    import.wait_for(&format!("of {STORIES}"));
    import
}

#[test]
fn ctrl_c_cancels_an_import_and_nothing_comes_in() {
    let home = home();
    let mut import = import(&home);
    import.send("\x03");
    let ended = import.wait_for_end();
    if ended.exit_code() == 0 {
        // The disk was faster than the key.
        assert_eq!(home.stories().len(), STORIES);
        return;
    }
    assert_eq!(ended.exit_code(), 130, "{}", import.text());
    assert!(import.text().contains("Canceled. Nothing was added."), "{}", import.text());
    assert_eq!(home.below("data", ""), [] as [std::path::PathBuf; 0]);
    let listed = home.run(&["list", "--json"]);
    let none = json!({ "schema": 1, "stories": [] });
    assert_eq!((serde_json::from_str::<Value>(&listed.out).unwrap(), listed.err.as_str()), (none, ""));
}

#[test]
fn a_killed_import_came_in_or_not_and_it_is_said() {
    let rounds = if long() { 100 } else { 6 };
    for round in 0..rounds as usize {
        let home = home();
        let mut import = import(&home);
        // Each round at another moment: the bar is drawn some twenty times a second.
        import.wait_for_bytes_or_end(import.raw.len() + round * 40);
        import.signals(&[Signal::KILL]);
        let ended = import.wait_for_end();
        let listed = home.run(&["list", "--json"]);
        let there = serde_json::from_str::<Value>(&listed.out).unwrap()["stories"].as_array().unwrap().len();
        let said = match (ended.exit_code(), there) {
            (0, STORIES) => String::new(),
            (_, 0) => "starcoach: An import was interrupted, and nothing of it came in.\n".to_owned(),
            (_, STORIES) => format!(
                "starcoach: An import was interrupted. It is complete now: {STORIES} stories came in.\n"
            ),
            (code, some) => panic!("{some} of {STORIES}, exit code {code}"),
        };
        assert!(listed.err == said || listed.err.is_empty() && there == 0, "{:?}", listed.err);
        assert_eq!(home.below("data", ".tmp"), [] as [std::path::PathBuf; 0]);
        let again = home.run(&["list", "--json"]);
        assert_eq!(again.err, "", "it is said once");
    }
}
