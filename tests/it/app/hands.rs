//! Habits of hands: what a key does everywhere, what can be taken back, what asks first.

use super::{bare, full, ten};
use crate::harness::Harness;

fn three() -> Harness {
    let stories = [full(1, "The auditor", 0), full(2, "Late shipment", 1), full(3, "Night pager", 2)];
    Harness::with(80, 24, &stories)
}

/// Presses the keys that move the chosen story to the trash.
const TRASH: &str = "mG<enter><enter>";

#[test]
fn u_takes_the_last_change_back_long_after_its_message_is_gone() {
    let mut app = three();
    app.keys("3").keys(TRASH).wait(60_000);
    assert_eq!(app.stories().len(), 2);
    app.keys("u");
    assert_eq!(app.stories().len(), 3, "{}", app.screen());
    app.wait(60_000).keys("u");
    assert!(app.message().contains("nothing to undo"), "{}", app.screen());
}

#[test]
fn taking_a_change_back_keeps_what_was_written_since() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 1)]);
    app.keys("3ec");
    if !app.screen().contains("don't ask") {
        app.keys("<esc>");
    }
    app.keys("x");
    assert_eq!(app.stories()[0].dismissed.len(), 1, "{}", app.screen());
    let lesson = format!("{} And one more.", app.stories()[0].lesson);
    app.keys("<esc>5<enter> And one more.<esc><esc>").wait(60_000);
    app.keys("2u");
    let story = app.stories().remove(0);
    assert_eq!((story.dismissed.len(), story.lesson.as_str()), (0, lesson.as_str()), "{}", app.screen());
}

#[test]
fn nothing_goes_to_the_trash_by_one_enter_and_bringing_back_comes_first() {
    let mut app = three();
    app.keys("3:trash");
    let rows = app.rows();
    let at = |text: &str| rows.iter().position(|row| row.contains(text)).unwrap();
    assert!(at("Bring back a story from the trash") < at("Move to the trash"), "{}", app.screen());
    app.keys("<esc>mG<enter>");
    assert_eq!(app.stories().len(), 3);
    assert!(app.screen().contains("enter again"), "{}", app.screen());
    app.keys("<up><down><enter>");
    assert_eq!(app.stories().len(), 3, "moving away takes the first Enter back");
    app.keys("<enter>");
    assert_eq!(app.stories().len(), 2);
}

#[test]
fn n_writes_a_new_story_from_every_place() {
    for place in ["1", "3", "4"] {
        let mut app = three();
        app.keys(place).keys("n");
        assert!(app.screen().contains("A new story for which question?"), "{place}: {}", app.screen());
        app.keys("<enter>Mine.");
        assert_eq!(app.stories()[0].situation, "Mine.", "{place}");
        assert_eq!(app.stories()[0].answers, [ten()[3].clone()], "the first question that has no story");
    }
}

#[test]
fn enter_in_an_empty_list_of_stories_writes_the_first() {
    let mut app = Harness::new(80, 24);
    app.keys("3<enter>Mine.");
    assert_eq!(app.stories()[0].answers, [ten()[1].clone()]);
}

#[test]
fn esc_in_stories_goes_back_to_the_full_text_then_to_the_list_then_to_today() {
    let mut app = three();
    app.keys("3<enter>v");
    assert!(app.screen().contains("Headline"), "{}", app.screen());
    app.keys("<esc>");
    assert!(!app.screen().contains("Headline") && app.screen().contains("3 Stories"), "{}", app.screen());
    app.keys("<esc><esc>");
    assert!(app.screen().contains("Monday, November 23"), "{}", app.screen());
}

#[test]
fn space_goes_on_and_esc_pauses_all_through_a_telling() {
    let mut app = three();
    app.keys("p<space>").wait(40_000);
    assert!(app.screen().contains("Situation …"), "space starts the clock: {}", app.screen());
    app.keys("<esc>");
    assert!(app.screen().contains("Paused"), "{}", app.screen());
    app.keys("<space><enter>").wait(5_000);
    assert!(app.screen().contains("They ask"), "{}", app.screen());
    app.keys("<esc>");
    assert!(app.screen().contains("Paused"), "{}", app.screen());
    app.keys("<space><space>");
    assert!(app.screen().contains("Blanked"), "space answers the follow-up: {}", app.screen());
}

#[test]
fn a_follow_up_says_when_its_time_is_up() {
    let mut app = three();
    app.keys("p<enter>").wait(90_000).keys("<enter>").wait(44_000);
    assert!(app.screen().contains("Answer it aloud"), "{}", app.screen());
    app.wait(2_000);
    assert!(app.screen().contains("That's your time. Wrap it up"), "{}", app.screen());
}

#[test]
fn a_question_shows_the_story_before_it_is_linked() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 1)]);
    app.keys("2<enter><down><down><enter><enter>");
    assert!(app.screen().contains("Situation: "), "{}", app.screen());
    assert_eq!(app.stories()[0].answers.len(), 1, "nothing is linked yet");
    app.keys("<esc>");
    assert_eq!(app.stories()[0].answers.len(), 1);
    app.keys("<enter><enter>");
    assert_eq!(app.stories()[0].answers.len(), 2, "{}", app.screen());
}

#[test]
fn an_answer_that_is_written_counts_as_answered() {
    let mut app = Harness::new(80, 24);
    app.keys("4<down><down><down><enter>About 1.5 million people.<esc><esc>");
    assert!(app.screen().contains("1 of 6"), "{}", app.screen());
    assert!(app.rows().iter().any(|row| row.contains('◐')), "{}", app.screen());
    app.keys("<space>");
    assert!(app.rows().iter().any(|row| row.contains('✓')), "{}", app.screen());
}

#[test]
fn what_is_due_says_so() {
    let mut app = three();
    app.keys("3");
    assert!(app.rows().iter().filter(|row| row.contains("due today")).count() == 3, "{}", app.screen());
}

#[test]
fn a_message_never_pushes_out_the_two_keys_that_matter() {
    for (columns, rows) in [(80, 24), (40, 12), (30, 8)] {
        let stories =
            [full(1, "The auditor who would not sign the reports of the quarter", 0), bare(2, "Two", 1)];
        let mut app = Harness::with(columns, rows, &stories);
        app.keys("3");
        let keys: Vec<String> = app.model.hints().iter().take(2).map(|(key, _)| (*key).to_owned()).collect();
        app.keys(TRASH);
        let footer = app.footer();
        for key in &keys {
            assert!(footer.contains(key.as_str()), "{columns}x{rows} {key}:\n{}", app.screen());
        }
        assert!(app.screen().contains("trash"), "{columns}x{rows}:\n{}", app.screen());
    }
}

#[test]
fn page_down_in_the_list_of_all_commands_goes_a_page_further() {
    let mut app = three();
    app.keys(":");
    let first = app.screen();
    app.keys("<pagedown>");
    assert_ne!(app.screen(), first);
    app.keys("<pageup>");
    assert_eq!(app.screen(), first);
}

#[test]
fn after_the_last_telling_today_says_what_is_done() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 1)]);
    app.keys("p<enter>").wait(100_000).keys("<enter>").wait(3_000).keys("<enter>4<enter>");
    app.keys("<esc><esc>1");
    assert!(app.screen().contains("Done for today: 1 told"), "{}", app.screen());
}

#[test]
fn told_today_lists_the_whole_day() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 1), full(2, "Night pager", 2)]);
    let tell = |app: &mut Harness, keys: &str| {
        app.keys(keys).keys("<enter>").wait(100_000);
        app.keys("<enter>").wait(3_000).keys("<enter>3");
    };
    tell(&mut app, "3p");
    assert!(app.screen().contains("Told today"), "{}", app.screen());
    app.keys("<enter>");
    tell(&mut app, "<down>p");
    let screen = app.screen();
    assert!(screen.contains("Told today") && screen.contains("The auditor"), "{screen}");
    assert!(screen.contains("Night pager"), "{screen}");
}

#[test]
fn leaving_says_what_there_is_and_what_comes() {
    let app = Harness::new(80, 24);
    assert_eq!(app.model.workspace.farewell(&app.now()), None);
    let app = three();
    let text = app.model.workspace.farewell(&app.now()).unwrap();
    assert!(text.starts_with("3 stories, none ready yet. Tomorrow: "), "{text}");
}

#[test]
fn the_line_below_a_draft_asks_what_its_part_does_not_answer_yet() {
    let mut app = Harness::with(80, 24, &[bare(1, "The auditor", 1)]);
    app.keys("3eDana ran 14 clinics for a dental group, and the calendar was slow.").wait(2_500);
    let line = app.rows().into_iter().find(|row| row.starts_with(" ? ")).unwrap_or_default();
    assert!(line.contains("What were they missing"), "{}", app.screen());
}
