//! Plain mode: the app in lines, for screen readers and slow links.

use rustix::process::Signal;
use serde_json::json;

use crate::pty::driver::{Start, Terminal};
use crate::pty::home::{Home, PROGRAM, Ran};

/// Runs plain mode with these lines of input.
fn plain(home: &Home, lines: &[&str]) -> Ran {
    home.run_with(&["--plain"], format!("{}\n", lines.join("\n")).as_bytes())
}

/// Plain mode in a terminal.
fn begin(home: &Home) -> Terminal {
    let mut app = Start::program(home, PROGRAM, &["--plain"]).run();
    app.wait_for("What next?");
    app
}

const STORY: &[&str] = &[
    "1",
    "1",
    "In March a clinic told us they would leave.",
    "They had 40 doctors.",
    "",
    "I owned the import.",
    "",
    "I drove there on Monday at seven.",
    "",
    "By April they retyped none.",
    "",
    "",
    "The clinic",
    "q",
];

#[test]
fn a_story_is_written_part_by_part() {
    let home = Home::new();
    let ran = plain(&home, STORY);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    for words in ["No story yet", "Situation.", "Task.", "Lesson.", "\"The clinic\" is saved."] {
        assert!(ran.out.contains(words), "{words}: {}", ran.out);
    }
    let story = home.story();
    assert_eq!(story["title"], "The clinic");
    assert_eq!(story["situation"], "In March a clinic told us they would leave.\nThey had 40 doctors.");
    assert_eq!(story["result"], "By April they retyped none.");
    assert_eq!(story["answers"].as_array().unwrap().len(), 1);
    assert!(!ran.out.contains('\u{1b}'));
}

#[test]
fn an_unfinished_story_is_gone_on_with_and_a_line_can_be_taken_back() {
    let home = Home::new();
    plain(&home, &["1", "1", "In March", "/q", "", "q"]);
    assert_eq!(home.story()["situation"], "In March");
    let ran = plain(&home, &["1", "3", "", "Wrong", "/u", "I owned it", "/u", "/u", "Mine", "/q", "", "q"]);
    assert!(ran.out.contains("no task, action, result yet"), "{}", ran.out);
    assert!(ran.out.contains("There is no line to take back."), "{}", ran.out);
    let story = home.story();
    assert_eq!((&story["situation"], &story["task"]), (&json!("In March"), &json!("Mine")));
}

#[test]
fn a_part_of_a_finished_story_and_its_title_are_changed() {
    let home = Home::new();
    plain(&home, STORY);
    let lines = [
        "7",
        "clin",
        "1",
        "4",
        "Three others came.",
        "",
        "3",
        "/d",
        "I typed along.",
        "",
        "6",
        "Two spellings",
    ];
    let ran = plain(&home, &[&lines[..], &["q", "q"]].concat());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    assert!(
        ran.out.contains("4  Result: 5 words") && ran.out.contains("\"Two spellings\" is saved."),
        "{}",
        ran.out
    );
    let story = home.story();
    assert_eq!(story["result"], "By April they retyped none.\nThree others came.");
    assert_eq!((&story["action"], &story["title"]), (&json!("I typed along."), &json!("Two spellings")));
    assert_eq!(story["task"], "I owned the import.");
}

#[test]
fn what_a_newer_version_has_written_is_not_changed() {
    let home = Home::new();
    plain(&home, STORY);
    let file = home.files("data/stories").remove(0);
    let newer = std::fs::read_to_string(&file).unwrap().replacen("\"schema\": 1", "\"schema\": 99", 1);
    std::fs::write(&file, &newer).unwrap();
    let ran = plain(&home, &["7", "1", "3", "/d", "", "q", "q"]);
    assert!(ran.out.contains("newer starcoach") && !ran.out.contains("Change what?"), "{}", ran.out);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), newer);
}

#[test]
fn a_long_list_is_narrowed_by_words() {
    let home = Home::new();
    let ran = home.run_with(&["--plain", "--demo"], b"6\nzzz\npager\n\nq\n");
    let (_, after) = ran.out.split_once("Nothing has these words.").unwrap_or_default();
    let rows = after.lines().take_while(|line| !line.contains("Write a story"));
    let left: Vec<&str> = rows.filter(|line| line.starts_with(|c: char| c.is_ascii_digit())).collect();
    assert!(matches!(left[..], [one] if one.contains("The pager at three")), "{}", ran.out);
}

#[test]
fn nothing_is_written_unless_a_word_is_typed() {
    let home = Home::new();
    assert_eq!(plain(&home, &["1", "1", "", "", "", "", "", "q"]).code, 0);
    assert_eq!(plain(&home, &["1", "1"]).code, 0, "the input ends in the midst of it");
    assert_eq!(home.stories(), [] as [serde_json::Value; 0]);
}

#[test]
fn a_line_is_kept_as_soon_as_the_next_is_asked_for() {
    let home = Home::new();
    let mut app = begin(&home);
    app.send("1\r");
    app.wait_for("Write which one?");
    app.send("1\r");
    app.wait_until("the first line", |s| s.contents().trim_end().ends_with("\n>"));
    app.send("Typed, and never saved\r");
    app.wait_until("the next line", |s| s.contents().trim_end().ends_with("Typed, and never saved\n>"));
    app.signal(Signal::KILL);
    app.wait_for_end();
    assert_eq!(home.story()["situation"], "Typed, and never saved");
}

#[test]
fn ctrl_c_leaves_with_everything_saved_and_nothing_left_behind() {
    let home = Home::new();
    let mut app = begin(&home);
    app.send("1\r");
    app.wait_for("Write which one?");
    app.send("1\r");
    app.wait_until("the first line", |s| s.contents().trim_end().ends_with("\n>"));
    app.send("Typed, and then left\r");
    app.wait_until("the next line", |s| s.contents().trim_end().ends_with("left\n>"));
    app.send("\x03");
    assert_eq!(app.wait_for_end().exit_code(), 0);
    let saved = std::fs::read_to_string(&home.files("data/stories")[0]).unwrap();
    assert!(saved.contains("Typed, and then left"), "{saved}");
    assert_eq!(home.run(&["list"]).err, "", "nothing to recover");

    std::fs::create_dir(home.path("tmp")).unwrap();
    let start = Start::program(&home, PROGRAM, &["--plain", "--demo"]);
    let mut app = start.env("TMPDIR", home.path("tmp").to_str().unwrap()).run();
    app.wait_for("What next?");
    app.signal(Signal::TERM);
    assert_eq!(app.wait_for_end().exit_code(), 0);
    assert_eq!(home.files("tmp"), [] as [std::path::PathBuf; 0]);
}

#[test]
fn a_session_is_told_graded_and_logged() {
    let home = Home::new();
    plain(&home, STORY);
    let mut app = begin(&home);
    app.send("2\r");
    app.wait_for("Enter starts the clock");
    app.send("h\r");
    app.wait_for("It is The clinic.");
    app.send("\r");
    app.wait_for("The clock runs.");
    app.send("zzz\r");
    app.wait_until("what can be answered", |s| s.contents().matches("when you have finished").count() == 2);
    assert_eq!(app.text().matches("The clock runs.").count(), 1, "what was said is not said again");
    // A telling has at least a second.
    let told = std::time::Instant::now();
    while told.elapsed() < std::time::Duration::from_millis(1100) {
        std::thread::yield_now();
    }
    app.send("\r");
    app.wait_for("The follow-up:");
    app.send("\r");
    app.wait_for("Letters say what was there");
    app.send("star\r");
    app.wait_for("r Result was there");
    app.send("3\r");
    app.wait_for("Told today:");
    app.send("\r");
    app.wait_for("What next?");
    app.send("q\r");
    assert_eq!(app.wait_for_end().exit_code(), 0);
    let told = &home.json(&["log"])["tellings"];
    assert_eq!((&told[0]["title"], &told[0]["grade"]), (&json!("The clinic"), &json!(3)), "{told}");
}

#[test]
fn the_story_for_a_question_is_found_and_the_coach_is_heard() {
    let home = Home::new();
    plain(&home, STORY);
    let ran =
        plain(&home, &["4", "a clinic that wanted to leave", "", "5", "1", "w1", "x1", "q", "6", "1", "q"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("\"The clinic\":"), "{}", ran.out);
    assert!(ran.out.contains("to look at."), "{}", ran.out);
    assert!(ran.out.contains("Not asked again in this story."), "{}", ran.out);
    assert!(ran.out.contains("I drove there on Monday at seven."), "{}", ran.out);
    let dismissed = std::fs::read_to_string(&home.files("data/stories")[0]).unwrap();
    let dismissed: serde_json::Value = serde_json::from_str(&dismissed).unwrap();
    assert_eq!(dismissed["dismissed"].as_array().unwrap().len(), 1);
}

#[test]
fn the_example_bank_can_be_heard_too() {
    let home = Home::new();
    let ran = home.run_with(&["--plain", "--demo"], b"6\n1\nq\n");
    assert!(ran.code == 0 && ran.out.contains("7 stories"), "{} {}", ran.out, ran.err);
    assert!(ran.out.contains("The interview is"), "{}", ran.out);
}
