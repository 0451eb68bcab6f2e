//! Two windows on the same stories, and much text at once.

use super::driver::{Start, Terminal, before_cursor};
use super::home::Home;
use super::{begin, prose};

/// A first window in which this is typed and saved, and a second one at its start.
fn two(home: &Home, first: &str) -> (Terminal, Terminal) {
    let mut one = begin(home);
    one.type_text("", first);
    one.press("\x13", "Saved");
    let mut two = Start::app(home).run();
    // It may go on where the first one is.
    two.wait_until("a screen", |s| s.contents().contains("Finish") || s.contents().contains("stop writing"));
    if !two.text().contains("Finish") {
        two.press("\x1b", "help me start");
        two.press("\x1b", "Finish");
    }
    (one, two)
}

fn leave(mut app: Terminal) {
    app.send("\x03");
    assert_eq!(app.wait_for_end().exit_code(), 0);
}

#[test]
fn two_windows_write_two_stories() {
    let home = Home::new();
    let (mut one, mut two) = two(&home, "One began");
    two.press("d", "Write a new story");
    two.press("n", "stop writing");
    two.type_text("", "Two began");
    one.type_text("One began", " and went on");
    two.type_text("Two began", " and went on too");
    leave(one);
    leave(two);
    let mut told: Vec<String> =
        home.stories().iter().map(|s| s["situation"].as_str().unwrap().to_owned()).collect();
    told.sort();
    assert_eq!(told, ["One began and went on", "Two began and went on too"]);
}

#[test]
fn two_windows_write_two_parts_of_one_story() {
    let home = Home::new();
    let (mut one, mut two) = two(&home, "One began");
    two.press("e", "stop writing");
    two.wait_until("the task", |s| before_cursor(s).ends_with("Task"));
    two.type_text("", "Two wrote the task");
    one.type_text("One began", " and went on");
    two.type_text("Two wrote the task", " of it");
    leave(two);
    leave(one);
    let story = home.story();
    assert_eq!(story["situation"], "One began and went on");
    assert_eq!(story["task"], "Two wrote the task of it");
}

#[test]
fn two_windows_that_write_the_same_part_keep_both() {
    let home = Home::new();
    let (mut one, mut two) = two(&home, "Began");
    two.press("e", "stop writing");
    two.send("\x1b[Z");
    two.wait_for_typed("Began");
    two.type_text("Began", " in two");
    one.type_text("Began", " in one");
    leave(two);
    leave(one);
    let all = home.run(&["list", "--all", "--json"]);
    assert!(all.out.contains("Began in one") && all.out.contains("Began in two"), "{}", all.out);
    assert_eq!(home.stories().len(), 1, "the second version is left out unless it is asked for");
}

#[test]
fn a_paste_of_three_lines_is_one_step_to_undo() {
    let home = Home::new();
    let mut app = begin(&home);
    app.type_text("", "Before");
    app.send("\x1b[200~ one\r\ntwo\nthree\x07\x1b[201~");
    app.wait_for_typed("three");
    app.press("\x1b", "help me start");
    app.press("u", "Before");
    app.wait_until("no paste", |s| !s.contents().contains("three"));
    app.press("r", "three");
    leave(app);
    assert_eq!(home.story()["situation"], "Before one\ntwo\nthree");
}

#[test]
fn a_paste_of_a_mebibyte_is_kept_whole() {
    let home = Home::new();
    let mut app = begin(&home);
    let text = prose(1 << 20);
    app.send(format!("\x1b[200~{text}\x1b[201~"));
    app.wait_for_typed(&text);
    leave(app);
    assert!(home.story()["situation"] == text);
}

#[test]
fn a_burst_of_keys_is_kept_whole() {
    let home = Home::new();
    let mut app = begin(&home);
    // Far more than the terminal hands over at once.
    let text = prose(100_000);
    app.type_burst(&text);
    leave(app);
    assert!(home.story()["situation"] == text);
}
