//! Nothing is lost: coming back, crashes, undo, trash, earlier versions, files of others.

use proptest::prelude::*;
use std::time::Duration;

use starcoach::app::overlay::Overlay;

use super::{bare, full};
use crate::harness::Harness;

#[test]
fn a_start_on_the_same_day_returns_to_the_story_the_part_and_the_cursor() {
    let mut app = Harness::new(80, 24);
    app.keys("<enter>One two<tab>Three four<ctrl-left>");
    let (before, cursor) = (app.rows(), app.cursor());
    app.restart();
    assert_eq!(app.cursor(), cursor);
    assert_eq!(app.rows()[..23], before[..23]);
    app.keys("big ");
    assert_eq!(app.stories()[0].task, "Three big four");
}

#[test]
fn the_next_day_begins_with_today_and_the_story_in_its_slot() {
    let mut app = Harness::new(80, 24);
    app.keys("<enter>One two<esc>tThe auditor").next_day();
    let screen = app.screen();
    assert!(screen.contains("Tuesday, November 24"), "{screen}");
    assert!(screen.contains("▸ Finish \"The auditor\""), "the unfinished story is first:\n{screen}");
    let slot = |row: &&str| row.contains("○ a difficult customer") && row.ends_with("The auditor");
    assert!(screen.lines().any(|row| slot(&row)), "{screen}");
    app.keys("3");
    assert!(app.screen().contains("One two"), "the reader shows it:\n{}", app.screen());
}

#[test]
fn a_crash_while_typing_loses_nothing_and_u_takes_it_back() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 0)]);
    let before = app.stories()[0].situation.clone();
    app.keys("3e<enter>More. ").wait(200);
    let after = app.stories()[0].situation.clone();
    assert_ne!(before, after);
    app.crash();
    assert_eq!(app.stories()[0].situation, after);
    let screen = app.screen();
    assert!(screen.contains("Found 6 unsaved changes to The auditor and kept them. u undo"), "{screen}");
    app.keys("<esc>u");
    assert_eq!(app.stories()[0].situation, before);
    app.wait(2_000).crash();
    assert_eq!(app.stories()[0].situation, before, "the undo is kept like any other change");
}

#[test]
fn a_crash_in_the_first_words_of_a_new_story_loses_nothing() {
    let mut app = Harness::new(80, 24);
    app.keys("<enter>We lost a ").wait(2_000).keys("cli").crash();
    assert_eq!(app.stories()[0].situation, "We lost a cli");
    assert!(app.message().contains("unsaved changes to We lost a cli and kept them."), "{}", app.screen());
    app.screen();
    assert_eq!(app.cursor(), Some((3 + 13, 5)), "and the story is open where the last word was typed");
}

#[test]
fn a_long_first_sentence_leaves_room_for_what_was_found_and_how_to_take_it_back() {
    let mut app = Harness::new(80, 24);
    app.keys("<enter>We promised a date that I had not checked with anybody, and it was late").crash();
    assert!(app.message().contains("and kept them."), "{}", app.screen());
    let mut app = Harness::with(80, 24, &[full(1, "The largest client's auditor who would not sign", 0)]);
    app.keys("3e<enter>More. ").crash();
    assert!(app.message().contains("and kept them. u undo"), "{}", app.screen());
}

#[test]
fn letters_that_came_at_once_survive_a_crash_like_letters_typed_one_by_one() {
    let mut app = Harness::new(80, 24);
    app.keys("<enter>We ")
        .burst("lost a clïent 家 ")
        .burst("in q1")
        .keys("<backspace>")
        .burst("4 and more")
        .crash();
    assert_eq!(app.stories()[0].situation, "We lost a clïent 家 in q4 and more");
}

#[test]
fn letters_that_came_at_once_and_opened_a_field_survive_a_crash() {
    let mut app = Harness::with(80, 24, &[bare(1, "The auditor", 0)]);
    app.keys("3").burst("eWe lost it").crash();
    assert_eq!(app.stories()[0].situation, "We lost it");
}

#[test]
fn letters_that_came_at_once_where_nothing_is_typed_are_commands() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 0)]);
    app.burst("23j");
    assert!(app.screen().contains("The auditor"), "{}", app.screen());
    app.burst("1a");
    assert!(app.screen().contains("They asked"), "{}", app.screen());
}

#[test]
fn an_orderly_end_says_nothing_at_the_next_start() {
    let mut app = Harness::new(80, 24);
    app.keys("<enter>We lost").restart();
    assert!(!app.footer().contains("Found"), "{}", app.footer());
}

#[test]
fn a_story_in_the_trash_comes_back_with_u() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 0), full(2, "Night pager", 1)]);
    app.keys("3");
    more(&mut app, "Move to the trash");
    let gone = app.stories();
    assert_eq!(gone.len(), 1);
    assert!(app.footer().contains("is in the trash. u brings it back"), "{}", app.footer());
    app.keys("u");
    assert_eq!(app.stories().len(), 2);
    assert!(app.footer().contains("is back."), "{}", app.footer());
}

#[test]
fn a_story_in_the_trash_comes_back_from_the_list_even_later() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 0), full(2, "Night pager", 1)]);
    let gone = app.stories().remove(0);
    app.keys("3");
    more(&mut app, "Move to the trash");
    app.wait(60_000).restart();
    assert!(app.stories().iter().all(|s| s.id != gone.id));
    app.keys("3");
    more(&mut app, "Bring back a story from the trash");
    assert!(app.screen().contains(&gone.title), "{}", app.screen());
    app.keys("<enter>");
    let back = app.stories().into_iter().find(|s| s.id == gone.id).unwrap();
    assert_eq!(back.action, gone.action);
}

#[test]
fn words_typed_just_before_the_trash_come_back_too() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 0)]);
    app.keys("3e<enter>More. <esc>");
    more(&mut app, "Move to the trash");
    assert!(app.stories().is_empty());
    app.keys("u");
    assert!(app.stories()[0].situation.contains("More. "), "{}", app.stories()[0].situation);
}

/// Opens "more" for the story at hand and picks the row with this title.
fn more(app: &mut Harness, title: &str) {
    app.keys("m");
    let Some(Overlay::Picker(picker)) = app.model.overlays.last() else { panic!("{}", app.screen()) };
    let at = picker.items.iter().position(|i| i.label == title).unwrap();
    app.keys(&format!("{}<enter>", "<down>".repeat(at)));
    if app.footer().contains("enter yes, do it") {
        app.keys("<enter>");
    }
}

#[test]
fn an_earlier_version_comes_back_and_u_takes_that_back() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 0)]);
    let before = app.stories()[0].situation.clone();
    app.keys("3e<enter><alt-a><backspace>All new.<esc>").wait(20_000);
    more(&mut app, "Earlier versions");
    assert!(app.screen().contains("Earlier versions"), "{}", app.screen());
    app.keys("<enter>t");
    assert_eq!(app.stories()[0].situation, before);
    app.keys("u");
    assert_eq!(app.stories()[0].situation, "All new.");
}

#[test]
fn a_story_is_renamed_in_its_details() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 0)]);
    app.keys("3t<ctrl-u>The audit of 2024<esc><esc>").wait(2_000);
    assert_eq!(app.on_disk(&app.stories()[0]).unwrap().title, "The audit of 2024");
    assert!(app.screen().contains("The audit of 2024"), "{}", app.screen());
}

#[test]
fn a_form_takes_letters_for_text_at_once_and_closes_after_its_last_line() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 0)]);
    app.keys("3t<ctrl-u>q1?u<tab>jk<enter><enter>");
    let story = app.stories().remove(0);
    assert_eq!((story.title.as_str(), story.customer.ends_with("jk")), ("q1?u", true));
    assert!(!app.screen().contains("Call it"), "{}", app.screen());
    app.keys("o<ctrl-u>q: nobody");
    assert_eq!(app.stories()[0].cues[0], "q: nobody");
}

#[test]
fn a_copy_is_a_story_of_its_own() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 0)]);
    app.keys("3");
    more(&mut app, "Make a copy to work on");
    let stories = app.stories();
    assert_eq!(stories.len(), 2);
    let copy = stories.iter().find(|s| s.title == "The auditor (copy)").unwrap();
    assert!(copy.answers.is_empty());
    assert_eq!(copy.action, full(1, "", 0).action);
    app.wait(2_000);
    assert_eq!(app.on_disk(copy).as_ref(), Some(copy));
}

#[test]
fn a_link_is_made_and_taken_back() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 0)]);
    app.keys("3");
    more(&mut app, "Use it for another question");
    app.keys("<enter>I push back.<enter>");
    let story = app.stories().remove(0);
    assert_eq!(story.answers.len(), 2);
    assert_eq!(story.openings.get(&story.answers[1]).map(String::as_str), Some("I push back."));
    more(&mut app, "Stop using it for a question");
    app.keys("<down><enter>");
    assert_eq!((app.stories()[0].answers.len(), app.stories()[0].openings.len()), (1, 0));
    app.keys("u");
    assert_eq!(app.stories()[0].answers, story.answers);
    assert_eq!(app.stories()[0].openings, story.openings);
}

#[test]
fn a_story_of_a_newer_program_is_read_and_not_changed() {
    let story = full(1, "The auditor", 0);
    let text = serde_json::to_string(&story).unwrap().replacen("\"schema\":1", "\"schema\":2", 1);
    let name = format!("{}.json", story.id);
    let mut app = Harness::with_files(120, 24, &[(name.clone(), text.clone())]);
    app.keys("3");
    assert!(app.screen().contains("Written by a newer starcoach (version 2)"), "{}", app.screen());
    app.keys("ei");
    assert!(app.footer().contains("newer starcoach"), "{}", app.footer());
    app.keys("<esc><esc>").keys("3e<tab><tab><tab><tab><tab><tab>abc<esc><esc><esc>");
    app.keys("3");
    more(&mut app, "Make a copy to work on");
    app.keys("3");
    more(&mut app, "Use it for another question");
    app.keys("<enter>abc<esc><esc>");
    app.wait(60_000).restart();
    assert_eq!(std::fs::read_to_string(app.dir("stories").join(name)).unwrap(), text);
    assert_eq!(app.stories().len(), 1);
}

#[test]
fn a_damaged_file_is_listed_and_left_as_it_is() {
    let files = [("broken.json".to_owned(), "{ \"schema\": 1, \"title\": ".to_owned())];
    let mut app = Harness::with_files(80, 24, &files);
    app.keys("3");
    let screen = app.screen();
    assert!(screen.contains("! broken.json"), "{screen}");
    assert!(screen.contains("broken.json cannot be read"), "{screen}");
    assert!(screen.contains("The file is left as it is."), "{screen}");
    app.wait(20_000).restart();
    assert_eq!(std::fs::read_to_string(app.dir("stories").join("broken.json")).unwrap(), files[0].1);
}

#[test]
fn what_another_program_wrote_meanwhile_is_taken_over() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 0)]);
    let mut story = app.stories().remove(0);
    story.title = "Renamed elsewhere".to_owned();
    let path = app.dir("stories").join(format!("{}.json", story.id));
    // Typed here, renamed there: both stay.
    app.keys("3e<enter>Mine. <esc>");
    std::fs::write(path, serde_json::to_string(&story).unwrap()).unwrap();
    app.wait(20_000);
    let merged = app.stories().remove(0);
    assert_eq!(merged.title, "Renamed elsewhere");
    assert!(merged.situation.contains("Mine. "), "{}", merged.situation);
    assert_eq!(app.on_disk(&merged), Some(merged));
}

#[test]
fn a_message_goes_away_by_itself() {
    let mut app = Harness::with(80, 24, &[bare(1, "The auditor", 0)]);
    app.keys("<ctrl-s>");
    assert!(app.footer().contains("Everything is saved."), "{}", app.footer());
    app.wait(7_900);
    assert!(app.footer().contains("Everything is saved."), "{}", app.footer());
    app.wait(200);
    assert!(!app.footer().contains("Everything is saved."), "{}", app.footer());
}

#[test]
fn at_rest_the_app_wants_no_wake() {
    let mut app = Harness::new(80, 24);
    assert_eq!(app.model.next_wake(), None);
    app.keys("<enter>A word").wait(20_000);
    assert_eq!(app.model.next_wake(), None);
}

/// A written line is durable after this long at the latest; a sync takes no time here.
const DURABLE: Duration = Duration::from_millis(400);

/// A key and the pause after it, in milliseconds; now and then a save, or the next part.
fn rhythm() -> impl Strategy<Value = Vec<(&'static str, u64)>> {
    let key =
        prop_oneof![20 => Just("x"), 1 => Just("<ctrl-s>"), 1 => Just("<tab>"), 1 => Just("<backspace>")];
    let pause =
        prop_oneof![6 => 1..120_u64, 2 => 300..500_u64, 1 => 1_400..1_600_u64, 1 => 2_000..16_000_u64];
    proptest::collection::vec((key, pause), 1..60)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_power_cut_loses_less_than_half_a_second_at_any_rhythm_of_typing(rhythm in rhythm()) {
        let mut app = Harness::new(80, 24);
        app.keys("<enter>");
        for (key, pause) in rhythm {
            app.keys(key);
            for _ in 0..pause.div_ceil(50) {
                prop_assert!(app.unsynced_for() <= DURABLE, "unsynced for {:?}", app.unsynced_for());
                app.wait(pause.min(50));
            }
        }
    }
}
