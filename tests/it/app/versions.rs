//! Other and earlier versions of the preparation, of own questions and of damaged stories; and texts that are too long.

use serde_json::{Value, json};

use super::full;
use crate::harness::Harness;

/// An app whose preparation names Kiln, with a sync tool's copy beside it.
fn with_copy(copy: &Value) -> Harness {
    let mut app = Harness::with(80, 30, &[full(1, "The auditor", 0)]);
    app.keys("4<enter>Kiln<esc><esc>").wait(20_000);
    std::fs::write(copy_path(&app), copy.to_string()).unwrap();
    app.look_away();
    app
}

fn copy_path(app: &Harness) -> std::path::PathBuf {
    app.dir("preparation.sync-conflict-20261128-080000-ABCDEFG.json")
}

fn copy() -> Value {
    json!({ "schema": 1, "company": "Acme", "role": "Lead" })
}

fn on_disk(app: &Harness) -> Value {
    serde_json::from_str(&std::fs::read_to_string(app.dir("preparation.json")).unwrap()).unwrap()
}

#[track_caller]
fn shows(app: &Harness, texts: &[&str]) {
    let screen = app.screen();
    for text in texts {
        assert!(screen.contains(text), "no {text:?} in\n{screen}");
    }
}

#[test]
fn a_copy_that_a_sync_tool_made_is_told_and_shown_on_prepare() {
    let mut app = with_copy(&copy());
    shows(&app, &["There is another version of your preparation. Prepare shows it."]);
    shows(
        &app,
        &["Changed elsewhere", "Another version of your preparation", "2 differences", "Company: Acme"],
    );
    app.restart().keys("4");
    shows(&app, &["Another version of your preparation"]);
    // The interview's row is still chosen, and the new one is above it.
    app.keys("g<enter>");
    shows(&app, &["Company, yours", "Kiln", "Company, the other", "Acme", "Role, the other", "Lead"]);
}

#[test]
fn the_other_version_is_taken_and_u_takes_that_back() {
    let mut app = with_copy(&copy());
    app.keys("g<enter>t").wait(20_000);
    assert_eq!((&on_disk(&app)["company"], &on_disk(&app)["role"]), (&json!("Acme"), &json!("Lead")));
    assert!(!copy_path(&app).exists());
    assert!(!app.screen().contains("Changed elsewhere"), "{}", app.screen());
    let mut app = with_copy(&copy());
    app.keys("g<enter>tu").wait(20_000);
    assert_eq!(on_disk(&app)["company"], "Kiln");
}

#[test]
fn ours_is_kept_and_the_other_is_an_earlier_version_which_comes_back() {
    let mut app = with_copy(&copy());
    app.keys("g<enter>y").wait(20_000);
    assert_eq!(on_disk(&app)["company"], "Kiln");
    assert!(!copy_path(&app).exists());
    app.keys(":earlier versions of your prep<enter>");
    shows(&app, &["Earlier versions", "2 differences"]);
    app.keys("<enter>");
    shows(&app, &["An earlier version of your preparation", "Acme"]);
    app.keys("t").wait(20_000);
    assert_eq!(on_disk(&app)["company"], "Acme");
}

#[test]
fn what_only_the_other_version_has_is_added_and_the_rest_stays_to_be_decided() {
    let mut app = with_copy(&copy());
    app.keys("g<enter>b").wait(20_000);
    assert_eq!((&on_disk(&app)["company"], &on_disk(&app)["role"]), (&json!("Kiln"), &json!("Lead")));
    assert!(copy_path(&app).exists());
    shows(&app, &["Company, the other"]);
    let mut app = with_copy(&json!({ "schema": 1, "company": "Kiln", "role": "Lead" }));
    app.keys("g<enter>b").wait(20_000);
    assert_eq!(on_disk(&app)["role"], "Lead");
    assert!(!copy_path(&app).exists(), "nothing is left to decide");
}

#[test]
fn the_same_field_typed_in_another_window_is_kept_and_shown() {
    let mut app = Harness::with(80, 30, &[full(1, "The auditor", 0)]);
    app.keys("4<enter>Kiln");
    std::fs::write(app.dir("preparation.json"), json!({ "schema": 1, "company": "Acme" }).to_string())
        .unwrap();
    app.wait(20_000).keys("<esc><esc>");
    assert_eq!(on_disk(&app)["company"], "Kiln");
    shows(&app, &["Another version of your preparation", "Company: Acme"]);
}

#[test]
fn an_own_question_of_another_machine_is_added() {
    let mut app = Harness::with(80, 30, &[full(1, "The auditor", 0)]);
    let prompt = json!({ "id": "hzq2ccka", "principle": "customer-obsession", "text": "Asked elsewhere?", "kind": "success" });
    std::fs::create_dir_all(app.dir("questions")).unwrap();
    std::fs::write(
        app.dir("questions/own (conflicted copy).json"),
        json!({ "schema": 1, "prompts": [prompt] }).to_string(),
    )
    .unwrap();
    app.look_away().keys("4");
    shows(&app, &["Another version of your own questions", "A question of yours: Asked elsewhere?"]);
    app.keys("g<enter>b").wait(20_000).keys("2<enter>G");
    shows(&app, &["Asked elsewhere?"]);
}

#[test]
fn a_version_that_cannot_be_read_is_named_and_left_alone() {
    let mut app = Harness::with(80, 30, &[full(1, "The auditor", 0)]);
    std::fs::write(copy_path(&app), "{ \"company\": ").unwrap();
    app.look_away().keys("4");
    shows(&app, &["Another version of your preparation", "cannot be read", "it is cut off in line 1"]);
    app.keys("g<enter>");
    assert!(app.footer().contains("It is left as it is."), "{}", app.footer());
    assert!(copy_path(&app).exists());
}

#[test]
fn the_earlier_versions_of_a_damaged_story_are_one_key_away() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 0)]);
    let before = app.stories()[0].situation.clone();
    app.keys("3e<enter><alt-a><backspace>All new.<esc>").wait(20_000);
    let file = app.dir("stories").join(format!("{}.json", app.stories()[0].id));
    std::fs::write(&file, "{ \"schema\": 1,").unwrap();
    app.restart().keys("<esc><esc><esc>3");
    shows(&app, &["cannot be read", "Enter shows its earlier versions."]);
    app.keys("<enter>");
    shows(&app, &["Earlier versions", "words"]);
    app.keys("<enter>");
    shows(&app, &["Two versions of \"The auditor\"", "Nothing.", "as it was on"]);
    app.keys("t").wait(20_000);
    let restored = app.stories().remove(0);
    assert_eq!((restored.title.as_str(), restored.situation), ("The auditor (restored)", before));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "{ \"schema\": 1,", "the damaged file stays");
}

#[test]
fn a_paste_that_could_not_be_saved_is_refused_in_words_and_what_is_typed_then_is_saved() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 0)]);
    let before = app.stories()[0].situation.clone();
    app.keys("3e<enter>").paste(&"word ".repeat(1_800_000));
    assert!(app.screen().contains("Nothing was pasted: there is room for 4 MB"), "{}", app.screen());
    app.keys("Typed. ").wait(20_000);
    let story = app.stories().remove(0);
    assert_eq!(story.situation.len(), before.len() + "Typed. ".len());
    assert_eq!(app.on_disk(&story), Some(story.clone()));
    // Piece by piece it is no more.
    for _ in 0..9 {
        app.paste(&"word ".repeat(100_000));
    }
    app.wait(20_000);
    let story = app.stories().remove(0);
    assert!(story.situation.len() > 3_000_000 && story.situation.len() < 4_200_000);
    assert_eq!(app.on_disk(&story), Some(story.clone()));
}

#[test]
fn what_is_not_in_its_file_yet_can_be_copied_elsewhere() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 0)]);
    let elsewhere = app.dir("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    app.model.workspace.view.elsewhere = vec![elsewhere.display().to_string()];
    app.keys("3e<enter>Typed. <esc>:copy what isn't<enter>");
    shows(&app, &["Save copies in"]);
    app.keys("<enter>");
    let story = app.stories().remove(0);
    let copy = std::fs::read_to_string(elsewhere.join(format!("starcoach-{}.json", story.id))).unwrap();
    assert!(copy.contains("Typed. "), "{copy}");
}
