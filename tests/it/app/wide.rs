//! What large screens show beside the text: the coach, the history, how far the stories have come.

#![allow(clippy::unwrap_used, reason = "helpers of tests, not only tests")]

use super::scenes::{self, SCENES};
use super::{bare, full, shows};
use crate::harness::Harness;

fn scene(name: &str, columns: u16, rows: u16) -> Harness {
    scenes::app(SCENES.iter().find(|s| s.0 == name).unwrap(), columns, rows)
}

fn one(columns: u16, rows: u16) -> Harness {
    Harness::with(columns, rows, &[full(1, "The auditor", 0)])
}

#[test]
fn every_part_is_open_on_a_large_screen_and_one_on_a_small_one() {
    let mut app = one(160, 50);
    app.keys("3e");
    let ends = [
        "at the end of the month.",
        "slip by a quarter.",
        "she still had.",
        "instead of five.",
        "first week.",
    ];
    shows(&app, &ends);
    app.resize(80, 24);
    let screen = app.screen();
    assert_eq!(ends.iter().filter(|end| screen.contains(**end)).count(), 1, "{screen}");
}

#[test]
fn there_is_one_coach_on_a_screen() {
    let mut app = one(160, 50);
    app.keys("3e");
    let screen = app.screen();
    assert_eq!(screen.matches("The coach").count(), 1, "{screen}");
    assert!(
        !screen.contains("1 of 1 ")
            && !screen.contains("1 of 1\n")
            && !screen.contains("Nothing to ask in this part"),
        "{screen}"
    );
}

#[test]
fn a_guiding_question_is_ticked_when_the_part_answers_it() {
    let mut app = Harness::with(120, 40, &[bare(1, "The auditor", 1)]);
    app.keys("3e");
    shows(&app, &["For the Situation", "· Who was the customer"]);
    app.keys("Dana ran 14 clinics for a dental group, and the calendar was slow.");
    assert!(!app.screen().contains('✓'), "not with each letter:\n{}", app.screen());
    app.wait(2500);
    shows(&app, &["✓ Who was the customer"]);
}

#[test]
fn the_voice_of_the_action_is_counted_beside_it() {
    let mut app = Harness::with(120, 40, &[bare(1, "The auditor", 1)]);
    app.keys("3e<esc>3<enter>We met and we fixed 3 screens. I wrote to her.").wait(2500);
    shows(&app, &["I 1  we 2  numbers 1"]);
}

#[test]
fn a_resize_while_the_coach_is_open_wraps_the_text_beside_it() {
    let mut app = one(160, 50);
    app.keys("3ec").resize(110, 40);
    let cut = app.rows().iter().filter(|row| row.contains('│')).all(|row| row.chars().count() <= 110);
    assert!(cut, "{}", app.screen());
    shows(&app, &["instead of five."]);
}

#[test]
fn stories_stand_beside_the_reader_and_that_beside_the_history() {
    let app = scene("stories-told", 160, 50);
    let row = app.rows().into_iter().find(|row| row.contains("How it has gone")).unwrap();
    let columns = |needle: &str| row.find(needle).map(|at| row[..at].chars().count());
    assert!(columns("│") > Some(120) && columns("How it has gone") > columns("│"), "{row}");
    shows(&app, &["told once", "Its parts, the last time", "2:30 "]);
    assert!(!row.contains('…'), "{row}");
    let mut app = scene("stories-told", 120, 40);
    assert!(!app.screen().contains("How it has gone"), "{}", app.screen());
    app.keys("<space>");
    shows(&app, &["Told once"]);
}

#[test]
fn today_says_how_far_the_stories_have_come_where_there_is_room() {
    shows(&scene("today-told", 120, 40), &["Getting there", "0 of 3 ready", "told this week"]);
    let narrow = scene("today-told", 80, 24).screen();
    assert!(!narrow.contains("Getting there"), "{narrow}");
}

#[test]
fn a_telling_too_short_to_time_is_told_all_the_same() {
    let mut app = one(160, 50);
    scenes::play(&mut app, "p<enter><second><second><enter><enter>3<esc>");
    shows(&app, &["minute told this week", "brief"]);
    app.keys("v");
    shows(&app, &["minute told this week"]);
    assert!(!app.screen().contains("Nothing told yet"), "{}", app.screen());
}

#[test]
fn progress_opens_from_today_and_from_the_palette_and_scrolls_to_its_end() {
    let mut app = scene("progress-48", 80, 24);
    shows(&app, &["Progress"]);
    app.keys("<end>");
    let screen = app.screen();
    assert!(screen.contains("  ready") && !screen.contains('↓'), "{screen}");
    app.keys("<esc>");
    shows(&app, &["1 Today"]);
    app.keys("3:progress<enter>");
    shows(&app, &["Progress", "0 of"]);
}

#[test]
fn progress_without_any_story_says_why_not() {
    let mut app = Harness::new(80, 24);
    app.keys("3:progress");
    assert!(!app.screen().contains("Progress: times"), "{}", app.screen());
}

#[test]
fn the_look_back_compares_the_parts_as_written_and_as_told() {
    let app = scene("look-told", 80, 24);
    shows(&app, &["written", "told"]);
}

#[test]
fn a_comparison_marks_the_words_that_one_version_has_alone() {
    let app = scene("compare", 120, 40);
    let marked = app.roles();
    assert_eq!(marked.matches("phrase").count(), 2, "{}\n{marked}", app.screen());
    shows(&app, &["spring", "summer"]);
}

#[test]
fn a_long_name_of_a_principle_is_whole_at_80_columns() {
    let mut app = Harness::with(80, 30, &[full(1, "The auditor", 0)]);
    let left = app.keys("2").rows().iter().map(|row| row.chars().take(22).collect()).collect::<Vec<String>>();
    let left = left.join(" ").split(['·', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    for words in ["Insist on the Highest Standards", "Success and Scale Bring Broad Responsibility"] {
        assert!(left.contains(words), "no {words:?}:\n{}", app.screen());
    }
}

#[test]
fn the_stories_of_a_question_are_whole_where_there_are_rows() {
    let long = "The calendar that nobody asked for and everybody used in the end";
    let screen = Harness::with(120, 40, &[full(1, long, 0)]).keys("2<enter>").screen();
    let flat = screen.split_whitespace().filter(|word| *word != "·").collect::<Vec<_>>().join(" ");
    assert!(flat.contains("everybody used in Learn and Be Curious the end"), "{screen}");
}
