//! A session with the real clock, killed and taken up again; and what the commands say of it.

use rustix::process::Signal;
use serde_json::json;

use super::driver::{Start, Terminal};
use super::home::{Home, PROGRAM};

const STORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/stories/strong/angry-tenant.json");

fn practice(home: &Home) -> Terminal {
    let mut start = Start::program(home, PROGRAM, &["practice"]);
    // So small that the clock is plain digits.
    (start.columns, start.rows) = (60, 12);
    start.run()
}

#[test]
fn a_session_with_the_real_clock_is_killed_and_taken_up_again() {
    let home = Home::new();
    assert_eq!(home.run(&["import", STORY]).code, 0);
    let id = home.story()["id"].clone();
    let new = json!([{
        "id": id, "title": "Angry tenant", "due": "2026-11-30", "interval": 0, "stability": null,
        "difficulty": null, "retrievability": null, "state": "new",
    }]);
    assert_eq!(home.json(&["due", "--on", "2026-11-30"])["stories"], new);

    let mut app = practice(&home);
    app.wait_for("enter start");
    app.send("\r");
    app.wait_for("0:01");
    let before = app.raw.len();
    app.wait_for("0:03");
    let bytes = app.raw.len() - before;
    assert!(bytes <= 240 + 60, "{bytes} bytes in two seconds");
    app.press("\r", "Answer it aloud");
    app.signal(Signal::KILL);
    app.wait_for_end();

    let mut app = practice(&home);
    app.wait_for("Told it");
    assert!(app.text().contains("Angry tenant"), "{}", app.text());
    app.press("3", "enter done");
    app.press("\r", "p practice");
    app.send("q");
    assert_eq!(app.wait_for_end().exit_code(), 0);

    let log = home.json(&["log"])["tellings"].clone();
    assert_eq!(log.as_array().unwrap().len(), 1, "{log}");
    assert_eq!((&log[0]["story"], &log[0]["mode"], &log[0]["grade"]), (&id, &json!("daily"), &json!(3)));
    assert!((3..=5).contains(&log[0]["seconds"].as_u64().unwrap()), "{log}");
    assert!(home.run(&["log"]).out.contains("Told it"));

    let stats = home.json(&["stats"]);
    assert_eq!(stats["days"], json!({"practiced": 1, "of": 14}));
    assert_eq!(stats["heat"].as_array().unwrap().len(), 84);
    assert!(home.run(&["stats"]).out.contains("1 of the last 14 days"));

    // Three seconds are too few for its grade to say anything: the story stays due.
    let due = home.json(&["due"])["stories"].clone();
    assert_eq!((&due[0]["id"], &due[0]["state"]), (&id, &json!("new")));
}

#[test]
fn practice_has_two_spellings_and_needs_a_terminal() {
    let home = Home::new();
    for name in ["practice", "practise"] {
        let ran = home.run(&[name]);
        assert_eq!(ran.code, 2, "{}", ran.err);
        assert!(ran.err.contains("needs a terminal"), "{}", ran.err);
    }
}
