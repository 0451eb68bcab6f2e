//! The self-check, what it does to a story's stage, and what never takes a stage away.

use starcoach::questions::Principle;
use starcoach::story::{CheckAnswer, Checks, Story};

use super::{bare, full, shows};
use crate::harness::Harness;

/// A story in which only the self-check is open.
fn unchecked() -> Story {
    Story { checks: Some(Checks::new()), ..full(1, "The auditor", 0) }
}

#[test]
fn a_story_is_solid_once_its_self_check_is_answered() {
    let mut app = Harness::with(80, 24, &[unchecked()]);
    app.keys("3");
    shows(&app, &["○ The auditor"]);
    app.keys("ec");
    shows(&app, &["1 thing to look at, and the self-check"]);
    app.keys("y");
    shows(
        &app,
        &["Six questions that only you can answer", "1  Does it answer the question that was asked?"],
    );
    app.keys("12345");
    shows(
        &app,
        &["3  Is it the biggest you have for this principle?  yes", "5  What did you get wrong?  I can say"],
    );
    app.keys("6<esc>");
    assert!(!app.screen().contains("and the self-check"), "{}", app.screen());
    app.keys("<esc><esc>");
    shows(&app, &["◐ The auditor"]);
    app.wait(3_000);
    let story = app.on_disk(&app.stories()[0]).unwrap();
    let checks = story.checks.unwrap();
    assert_eq!(checks.len(), 6);
    assert!(checks.values().all(|check| check.answer == CheckAnswer::Yes));
}

#[test]
fn an_open_answer_is_a_thing_to_look_at_in_the_users_words() {
    let mut app = Harness::with(80, 24, &[unchecked()]);
    app.keys("3ecy12").keys("2It took her a week longer.<esc>3456<esc>");
    shows(
        &app,
        &[
            "2 things to look at",
            "\"It took her a week longer.\"",
            "Would your customer tell it the same way?",
        ],
    );
    app.keys("<esc><esc>");
    shows(&app, &["◐ The auditor"]);
    app.wait(3_000);
    let story = app.on_disk(&app.stories()[0]).unwrap();
    let check = &story.checks.unwrap()["customer"];
    assert_eq!((check.answer, check.words.as_str()), (CheckAnswer::No, "It took her a week longer."));
}

#[test]
fn words_answer_a_question_that_asks_for_them() {
    let mut app = Harness::with(80, 24, &[unchecked()]);
    app.keys("3ecy").keys("<down><down><down><down><enter>I told the day shift too late.<esc>");
    app.keys("<down><enter>No.<esc>");
    shows(&app, &["What did you get wrong?  I can say", "wouldn't want them to call about?  nothing"]);
    let checks = app.stories()[0].checks.clone().unwrap();
    assert_eq!(checks["wrong"].answer, CheckAnswer::Yes);
    assert_eq!(checks["phone"].answer, CheckAnswer::Yes);
}

#[test]
fn words_are_kept_when_the_answer_turns() {
    let mut app = Harness::with(80, 24, &[unchecked()]);
    app.keys("3ecy22My own words.<esc>2");
    let checks = app.stories()[0].checks.clone().unwrap();
    assert_eq!(
        (checks["customer"].answer, checks["customer"].words.as_str()),
        (CheckAnswer::Yes, "My own words.")
    );
}

#[test]
fn a_story_from_before_is_offered_the_self_check_and_keeps_its_stage() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 0)]);
    app.keys("3");
    shows(&app, &["◐ The auditor"]);
    app.keys("ecy1<esc><esc><esc>");
    shows(&app, &["◐ The auditor"]);
    let checks = app.stories()[0].checks.clone().unwrap();
    assert_eq!(checks["question"].answer, CheckAnswer::Yes);
    assert_eq!(checks["phone"].answer, CheckAnswer::Later);
}

#[test]
fn the_end_of_a_walk_asks_for_the_self_check() {
    let mut app = Harness::with(80, 24, &[unchecked()]);
    app.keys("3e5<tab>");
    shows(&app, &["Six questions that only you can answer", "20 seconds"]);
    app.keys("y123456<esc>");
    assert!(!app.screen().contains("20 seconds"), "{}", app.screen());
}

#[test]
fn a_part_that_changed_much_is_asked_about_again() {
    let mut app = Harness::with(80, 24, &[unchecked()]);
    app.keys("3ecy123456<esc><esc>4<enter><ctrl-a>");
    app.keys("By May all nine branches closed on the fifth day; 40 of their clerks went home at noon, and ");
    app.keys("overtime of the client fell from 46 hours to 9. No branch has asked for the old way since.<esc><esc>");
    shows(&app, &["○ The auditor"]);
}

#[test]
fn linking_a_question_never_takes_a_stage_away_and_says_what_it_wants() {
    let story = Story { lesson: String::new(), ..full(1, "The auditor", 0) };
    let mut app = Harness::with(80, 24, &[story, bare(2, "Another", 1)]);
    app.keys("3");
    shows(&app, &["◐ The auditor"]);
    let prompts: Vec<_> = app
        .model
        .workspace
        .bank
        .principles()
        .iter()
        .flat_map(Principle::prompts)
        .map(|p| p.id.clone())
        .collect();
    let (id, now) = (app.stories().iter().find(|s| s.title == "The auditor").unwrap().id.clone(), app.now());
    let mut wanted = false;
    for prompt in prompts {
        app.model.workspace.link(&id, &prompt, &now);
        let story = app.model.workspace.library.get(&id).unwrap().clone();
        assert_eq!(app.model.workspace.stage(&story), starcoach::story::Stage::Solid, "{prompt}");
        wanted |= app.message().contains("It still wants: What did you do, or leave undone");
    }
    assert!(wanted);
}

#[test]
fn a_remark_that_is_answered_says_so_at_once() {
    let mut story = full(1, "The auditor", 0);
    story.task = "I owned the QRZ.".into();
    let mut app = Harness::with(80, 24, &[story]);
    app.keys("3e2<enter><ctrl-u>I owned the reports and had two days.<esc>");
    assert!(app.message().contains("Answered: What would you call it to a neighbor?"), "{}", app.screen());
}
