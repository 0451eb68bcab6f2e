//! Drills: short exercises with a clock, about questions and stories of one's own.

use super::{bare, full, shows};
use crate::harness::Harness;

fn bank() -> Harness {
    let mut gap = bare(2, "The gap", 1);
    gap.answers.clear();
    let mut auditor = full(1, "The auditor", 0);
    let prompt = auditor.answers[0].clone();
    auditor.openings.insert(prompt, "An auditor stopped our launch.".to_owned());
    Harness::with(80, 24, &[auditor, gap])
}

/// Opens the list of drills and starts the one with this name.
fn start(app: &mut Harness, name: &str) {
    app.keys("x");
    while !app.rows().iter().any(|row| row.contains('▸') && row.contains(name)) {
        app.keys("<down>");
    }
    app.keys("<enter>");
}

#[test]
fn a_question_is_answered_by_naming_the_story_and_then_it_is_shown() {
    let mut app = bank();
    start(&mut app, "Which story");
    shows(&app, &["Which story, 1 of 1", "Name the story, then say its first line aloud."]);
    assert!(!app.screen().contains("The auditor"), "{}", app.screen());
    app.keys("<tab>");
    assert!(app.footer().contains("Say it first"), "{}", app.footer());
    app.keys("<enter>").wait(5_000);
    app.keys("<enter>");
    shows(&app, &["The auditor", "An auditor stopped our launch.", "had it", "missed it"]);
    app.keys("x");
    shows(&app, &["You had 0 of 1.", "missed", "0:05"]);
    app.keys("<enter>1");
    shows(&app, &["Practice 1 story"]);
}

#[test]
fn a_question_is_answered_by_naming_what_it_tests() {
    let mut app = bank();
    start(&mut app, "Which principle");
    shows(&app, &["Which principle, 1 of 5", "What are they testing?"]);
    for _ in 0..5 {
        let question = app.rows().iter().position(|row| row.contains('?')).is_some();
        assert!(question || app.screen().contains("Tell me"), "{}", app.screen());
        app.keys("<enter>").wait(2_000);
        app.keys("<enter>");
        let bank = starcoach::questions::Bank::built_in();
        assert!(bank.principles().iter().any(|p| app.screen().contains(&p.name)), "{}", app.screen());
        app.keys("<enter>");
    }
    shows(&app, &["You had 5 of 5."]);
}

#[test]
fn one_story_is_peeled_by_five_follow_ups_of_45_seconds() {
    let mut app = bank();
    start(&mut app, "Peel the onion");
    let mut asked = Vec::new();
    for n in 1..=5 {
        shows(&app, &[&format!("Peel the onion, {n} of 5"), "\"The auditor\""]);
        asked.push(app.rows().into_iter().find(|row| row.contains('?')).unwrap());
        app.keys("<enter>").wait(if n == 5 { 46_000 } else { 30_000 });
        app.keys("<enter>");
    }
    asked.dedup();
    assert_eq!(asked.len(), 5, "{asked:?}");
    shows(&app, &["5 answered aloud.", "0:30  in time", "0:46  over"]);
    assert_eq!(app.model.workspace.practice.history.records().count(), 0, "nothing of a drill is kept");
}

#[test]
fn a_story_at_hand_is_the_one_that_is_drilled_shorter_each_time() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 0), full(2, "The two logs", 1)]);
    for title in ["The auditor", "The two logs"] {
        app.keys("3g");
        while !app.rows().iter().any(|row| row.contains('▸') && row.contains(title)) {
            app.keys("j");
        }
        app.keys(":drills<enter>");
        app.keys("<down><down><down><enter>");
        shows(&app, &["Ladder, 1 of 4", &format!("{title}, the whole story"), "Two minutes"]);
        app.keys("<tab><tab>");
        shows(&app, &["Situation"]);
        for _ in 0..3 {
            app.keys("<enter>").wait(9_000);
            app.keys("<enter>");
        }
        shows(&app, &["Ladder, 4 of 4", &format!("{title}, in one sentence")]);
        app.keys("<esc><enter>");
    }
}

#[test]
fn without_an_example_the_closest_story_is_named_and_what_to_say() {
    let mut app = bank();
    start(&mut app, "No example");
    shows(&app, &["No example, 1 of 3"]);
    app.keys("<enter>").wait(3_000);
    app.keys("<enter>");
    shows(&app, &["Closest: ", "honest near miss beats"]);
    // Esc leaves in the middle; what was done is shown.
    app.keys("<esc>");
    shows(&app, &["0:03"]);
}

#[test]
fn where_there_is_no_story_the_drills_say_what_is_missing() {
    let mut app = Harness::with(80, 24, &[bare(1, "The auditor", 0)]);
    for name in ["Which story", "Peel the onion", "Ladder"] {
        start(&mut app, name);
        assert!(app.message().contains("Write all four parts of a story first"), "{}", app.screen());
    }
    start(&mut app, "Which principle");
    shows(&app, &["Which principle, 1 of 5"]);
}
