//! Practice: a session on the screen, its log, and what it leaves on the other screens.

#![allow(clippy::unwrap_used, reason = "helpers of tests, not only tests")]

use super::{bare, full, shows};
use crate::harness::Harness;
use serde_json::Value;
use starcoach::story::Story;

fn three(columns: u16, rows: u16) -> Harness {
    let stories = [full(1, "The auditor", 0), full(2, "Late shipment", 1), full(3, "Night pager", 2)];
    Harness::with(columns, rows, &stories)
}

fn one() -> Harness {
    Harness::with(80, 24, &[full(1, "The auditor", 0)])
}

/// The lines of the log.
fn log(app: &Harness) -> Vec<Value> {
    let text = std::fs::read_to_string(app.dir("practice.jsonl")).unwrap_or_default();
    text.lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

fn kinds(app: &Harness) -> Vec<String> {
    log(app).iter().map(|l| l["kind"].as_str().unwrap().to_owned()).collect()
}

/// Tells the story that waits, in parts of 21, 8, 62 and 34 seconds.
fn tell(app: &mut Harness) {
    app.keys("<enter>").wait(21_000).keys("<space>").wait(8_000).keys("<space>");
    app.wait(62_000).keys("<space>").wait(34_000).keys("<enter>");
}

#[test]
fn a_session_is_played_from_the_first_prompt_to_the_end() {
    let mut app = three(80, 24);
    shows(&app, &["▸ Practice 3 stories", "about 9 minutes", "0 of the last 14 days"]);
    app.keys("p");
    shows(&app, &["Practice, story 1 of 3", "Mon, Nov 23", "usual", "enter start"]);
    assert_eq!(app.model.next_wake(), None, "nothing starts by itself");
    tell(&mut app);
    shows(&app, &["They ask", "0:45"]);
    assert_eq!(kinds(&app), ["told"], "the telling is safe before the follow-up is answered");
    let line = &log(&app)[0];
    assert_eq!((line["seconds"].as_u64(), line["mode"].as_str()), (Some(125), Some("daily")));
    assert_eq!(line["split"], serde_json::json!({"situation": 21, "task": 8, "action": 62, "result": 34}));
    app.wait(9_000).keys("<enter>");
    shows(&app, &["2:05, within the usual", "s ✓ Situation", "r ✓ Result", "1:02", "3 Told it", "again"]);
    app.keys("nc");
    shows(&app, &["n ✓ a number", "c ✓ the customer", "4 Nailed it"]);
    app.keys("<enter>");
    assert_eq!(kinds(&app), ["told", "graded"]);
    assert_eq!(log(&app)[1]["grade"], 4, "whole, in time and answered");
    // The second blanks and comes again at the end; the third is passed over.
    app.keys("<enter>").wait(9_000).keys("<enter>n");
    shows(&app, &["0:09, 1:21 short", "again before you finish today"]);
    app.keys("<enter>");
    shows(&app, &["story 3 of 4"]);
    app.keys("s");
    shows(&app, &["story 4 of 4"]);
    tell(&mut app);
    app.keys("<enter>3");
    shows(
        &app,
        &["Told today", "2:05", "Nailed it", "Blanked", "Told it", "Tomorrow:", "1 of the last 14 days"],
    );
    app.keys("<enter>");
    shows(&app, &["Monday, November 23"]);
}

#[test]
fn a_kill_in_any_phase_loses_no_finished_telling() {
    // The phase, the keys from a finished telling on, and how many lines there are.
    for (phase, keys, lines) in [
        ("the follow-up", "", 1),
        ("a paused follow-up", "<space>", 1),
        ("a note", "fI asked her", 1),
        ("the look back", "<enter>sn", 1),
        ("the next prompt", "<enter>3", 2),
        ("the next telling", "<enter>3<enter>", 2),
        ("the end", "<enter>3<esc>", 2),
    ] {
        let mut app = three(80, 24);
        app.keys("p");
        tell(&mut app);
        app.keys(keys).crash();
        assert_eq!(log(&app).len(), lines, "{phase}");
        assert_eq!(log(&app)[0]["seconds"], 125, "{phase}");
        app.keys("p");
        if lines == 1 {
            shows(&app, &["2:05, within the usual", "s ✓ Situation"]);
        } else {
            shows(&app, &["Practice, story 1 of 2"]);
        }
    }
}

#[test]
fn the_clock_wakes_once_a_second_and_only_while_it_runs() {
    let mut app = one();
    app.keys("p<enter>").wait(1_200);
    let wake = app.model.next_wake().unwrap();
    assert_eq!(wake.as_millis() % 1_000, 0, "at the next whole second: {wake:?}");
    app.keys("<esc>");
    assert_eq!(app.model.next_wake(), None, "paused");
    shows(&app, &["Paused", "enter resume", "c keep it", "d discard it"]);
    app.wait(60_000).keys("<enter>").wait(60_000).keys("<ctrl-c>");
    shows(&app, &["Paused"]);
    app.keys("c");
    assert_eq!(log(&app)[0]["seconds"], 61, "the pause is not counted");
    app.wait(44_000);
    assert!(app.model.next_wake().is_some());
    app.wait(10_000);
    assert_eq!(app.model.next_wake(), None, "a follow-up ends its own clock");
}

#[test]
fn a_dropped_telling_never_was() {
    let mut app = one();
    app.keys("p<enter>").wait(5_000).keys("<esc>d");
    shows(&app, &["Practice, story 1 of 1", "enter start"]);
    assert!(log(&app).is_empty());
    app.keys("<esc>");
    shows(&app, &["▸ Practice 1 story"]);
}

#[test]
fn tab_shows_the_story_and_then_its_cues() {
    let mut app = one();
    app.keys("p");
    assert!(!app.screen().contains("The auditor"), "the prompt stands alone:\n{}", app.screen());
    app.keys("<tab>");
    shows(&app, &["The auditor"]);
    assert!(!app.screen().contains("  Action"), "{}", app.screen());
    app.keys("<tab>");
    shows(&app, &["  Situation", "  Action", "  Result"]);
}

#[test]
fn every_cue_is_shown_at_every_height_and_with_it_the_time() {
    let mut app = one();
    app.keys("p<enter>").wait(83_000).keys("<tab><tab>");
    for columns in [40, 80, 160] {
        for rows in 8..60 {
            app.resize(columns, rows);
            let screen = app.screen();
            for cue in ["Situation  ", "Task  ", "Action  ", "Result  "] {
                assert!(screen.contains(cue), "no {cue:?} at {columns}x{rows}:\n{screen}");
            }
            let large = ["▀▀█", "██████"].iter().any(|digits| screen.contains(digits));
            assert!(large || screen.contains("1:23"), "no time at {columns}x{rows}:\n{screen}");
        }
    }
}

#[test]
fn large_digits_are_larger_on_a_tall_screen_and_give_way_to_the_cues() {
    let mut app = Harness::with(80, 20, &[full(1, "The auditor", 0)]);
    app.keys("p<enter>");
    assert!(app.screen().contains("█▀█"), "{}", app.screen());
    app.keys("<tab><tab>");
    shows(&app, &["0:00", "  Situation", "  Result", "The auditor"]);
    assert!(!app.screen().contains("█▀█"), "{}", app.screen());
    app.resize(80, 40);
    shows(&app, &["██████"]);
}

#[test]
fn the_answer_to_a_follow_up_is_kept_in_the_story() {
    let mut app = one();
    app.keys("p");
    tell(&mut app);
    app.keys("<enter>f<enter>fThe trace was mine<enter>");
    shows(&app, &["The trace was mine"]);
    let story = app.stories().remove(0);
    assert_eq!(story.probes.len(), 1, "{:?}", story.probes);
    assert_eq!(story.probes[0].answer, "The trace was mine");
    assert!(app.screen().contains(&story.probes[0].ask), "{}", app.screen());
    app.crash();
    assert_eq!(app.stories()[0].probes, story.probes);
}

#[test]
fn the_last_grade_is_taken_back() {
    let mut app = one();
    app.keys("p");
    tell(&mut app);
    app.keys("<enter>4");
    shows(&app, &["Told today", "u undo"]);
    let before = app.model.workspace.practice.history.clone();
    app.keys("u");
    shows(&app, &["2:05, within the usual"]);
    assert_eq!(kinds(&app), ["told", "graded", "ungraded"]);
    app.keys("2");
    assert_ne!(app.model.workspace.practice.history, before);
    assert_eq!(log(&app)[3]["grade"], 2);
}

#[test]
fn a_told_time_stands_where_the_estimate_stood() {
    let mut app = one();
    app.keys("3");
    shows(&app, &["about "]);
    app.keys("p");
    tell(&mut app);
    app.keys("<enter>3<enter>");
    shows(&app, &["2:05 last time"]);
    app.keys("e");
    shows(&app, &["2:05 last time, usual 1:30 to 2:30"]);
}

#[test]
fn a_key_that_slipped_is_no_told_time() {
    let mut app = one();
    app.keys("3p");
    tell(&mut app);
    app.keys("<enter>3<enter>p<enter>").wait(2_000).keys("<enter><enter>");
    shows(&app, &["0:02"]);
    app.keys("<esc>");
    assert!(app.footer().contains("Told but not graded, so it's still due."), "{}", app.footer());
    assert_eq!(kinds(&app), ["told", "graded", "told"]);
    app.keys("<enter>");
    shows(&app, &["2:05 last time"]);
}

#[test]
fn two_good_tellings_make_a_story_ready() {
    let strong = include_str!("../../stories/strong/angry-tenant.json");
    let mut app = Harness::with(80, 24, &[serde_json::from_str(strong).unwrap()]);
    shows(&app, &["◐ a difficult customer", "Angry tenant"]);
    for _ in 0..2 {
        app.keys("3p");
        tell(&mut app);
        app.keys("<enter>3<enter>1");
    }
    shows(&app, &["● a difficult customer", "Angry tenant"]);
}

#[test]
fn what_cannot_be_logged_stays_and_is_tried_again() {
    let mut app = one();
    std::fs::create_dir(app.dir("practice.jsonl")).unwrap();
    app.keys("p");
    tell(&mut app);
    app.keys("<enter>3<enter>");
    assert!(app.footer().contains("trying again") || app.footer().contains("memory"), "{}", app.footer());
    shows(&app, &["1 of the last 14 days"]);
    std::fs::remove_dir(app.dir("practice.jsonl")).unwrap();
    app.wait(11_000);
    assert_eq!(kinds(&app), ["told", "graded"]);
    assert!(!app.footer().contains("trying again"), "{}", app.footer());
    assert_eq!(app.model.next_wake(), None);
}

#[test]
fn a_telling_that_cannot_be_logged_outlives_a_quit_and_a_kill() {
    for end in [Harness::restart, Harness::crash] {
        let mut app = one();
        std::fs::create_dir(app.dir("practice.jsonl")).unwrap();
        app.keys("p");
        tell(&mut app);
        app.keys("<enter>3<enter>");
        assert!(app.footer().contains("Your words are safe; trying again"), "{}", app.footer());
        end(&mut app);
        assert!(app.screen().contains("What you told last time is kept"), "{}", app.screen());
        std::fs::remove_dir(app.dir("practice.jsonl")).unwrap();
        app.restart();
        assert_eq!(kinds(&app), ["told", "graded"]);
        shows(&app, &["1 of the last 14 days"]);
        app.restart();
        assert_eq!(kinds(&app).len(), 2, "once");
    }
}

#[test]
fn lines_that_another_machine_added_are_taken_in() {
    let mut app = one();
    let id = app.stories()[0].id.clone();
    let line = format!(
        "{{\"id\":\"abcdefgh1234\",\"at\":\"2026-11-23T07:10:00+01:00\",\"kind\":\"told\",\"story\":\"{id}\",\"mode\":\"daily\",\"seconds\":101}}\n"
    );
    std::fs::write(app.dir("practice.jsonl"), line).unwrap();
    app.look_away();
    shows(&app, &["1 of the last 14 days"]);
    app.keys("p");
    shows(&app, &["1:41, within the usual"]);
}

#[test]
fn a_prompt_is_said_aloud_first_and_then_written() {
    let mut app = three(80, 24);
    app.keys("2<enter><down><down><down><enter>");
    shows(&app, &["Say it aloud first, write after"]);
    app.keys("p");
    shows(&app, &["Say it aloud", "Nothing is recorded"]);
    app.keys("<enter>").wait(72_000).keys("<enter>");
    shows(&app, &["1:12 aloud. Write it down while it's fresh.", "question 4 of 10"]);
    assert!(log(&app).is_empty());
    app.keys("A client asked for a refund.");
    assert_eq!(app.stories().len(), 4);
}

#[test]
fn an_unfinished_story_is_said_aloud_and_a_finished_one_practiced() {
    let mut app = Harness::with(80, 24, &[bare(1, "The auditor", 0)]);
    app.keys("e<esc>p");
    shows(&app, &["Say it aloud"]);
    app.keys("<enter>").wait(3_000).keys("<enter>");
    shows(&app, &["question 1 of 10"]);
    let mut app = one();
    app.keys("3<enter><enter><esc>p");
    shows(&app, &["Practice, story 1 of 1"]);
}

#[test]
fn a_rewritten_story_is_due_again_by_one_command() {
    let mut app = one();
    app.keys("p");
    tell(&mut app);
    app.keys("<enter>4<enter>");
    shows(&app, &["Done for today: 1 told"]);
    app.keys("3:rewrote<enter>1");
    assert_eq!(kinds(&app), ["told", "graded", "soon"]);
    shows(&app, &["Practice 1 story"]);
}

#[test]
fn where_nothing_is_due_a_mock_loop_and_headlines_are_offered() {
    let mut app = three(80, 24);
    app.keys("p");
    for _ in 0..3 {
        tell(&mut app);
        app.keys("<enter>4");
    }
    app.keys("<enter>");
    shows(&app, &["Done for today: 3 told"]);
    app.keys("p");
    shows(&app, &["Mock loop", "Headlines"]);
    app.keys("<down><enter>");
    shows(&app, &["Headlines, story 1 of 3", "in three sentences", "0:30"]);
    app.keys("<enter>").wait(29_000).keys("<enter>");
    shows(&app, &["Headlines, story 2 of 3"]);
    assert_eq!(log(&app).last().unwrap()["mode"], "headline");
    app.keys("<esc><enter>p<enter>");
    shows(&app, &["Mock loop, question 1 of"]);
    app.keys("<tab>");
    assert!(!app.screen().contains("  Situation"), "no cues: {}", app.screen());
}

#[test]
fn a_process_that_slept_does_not_count_it() {
    let mut app = one();
    app.keys("p<enter>").wait(30_000).sleep(300_000);
    shows(&app, &["You were away for 5 minutes; that time doesn't count", "c keep it"]);
    app.keys("c");
    assert!(log(&app)[0]["seconds"].as_u64().unwrap() <= 31);
}

#[test]
fn a_week_with_three_stories_is_practiced_a_little_every_day() {
    let mut app = three(80, 24);
    let mut told = Vec::new();
    for day in 1..=7 {
        app.keys("1");
        let mut count = 0;
        // With --nocapture: what a week looks like to somebody who does what Today says.
        let first = app.rows().into_iter().find(|r| r.contains('▸')).unwrap_or_default();
        println!("Day {day}: {}", first.trim());
        if !app.screen().contains("Nothing is due today") {
            app.keys("p");
            while app.screen().contains("Practice, story") && count < 9 {
                tell(&mut app);
                app.keys("<enter>3");
                count += 1;
            }
            shows(&app, &["Told today"]);
            println!("{}", app.screen());
        }
        told.push(count);
        app.next_day();
    }
    assert_eq!(told[0], 3, "all are new: {told:?}");
    assert!(
        told.iter().sum::<usize>() >= 6 && told.contains(&0),
        "more than once, and days of rest: {told:?}"
    );
}

#[test]
fn every_phase_is_drawn_at_every_size_with_long_names_and_emoji() {
    let long = "Three vendors, 家族 👨‍👩‍👧‍👦 and a very long name that does not fit anywhere at all";
    let mut story: Story = full(1, long, 7);
    story.lesson = "Ask 👩‍🚒 before the fire.".into();
    for (columns, rows) in [(80, 24), (120, 40), (40, 12), (30, 8), (200, 60)] {
        let mut app = Harness::with(columns, rows, &[story.clone()]);
        app.keys("p");
        let see = |app: &mut Harness, keys: &str| {
            app.keys(keys).wait(1_000);
            assert!(!app.screen().trim().is_empty());
        };
        for keys in ["", "<tab><tab>", "<enter>", "<space>", "<esc>", "<enter>", "<space><space><space>"] {
            see(&mut app, keys);
        }
        app.wait(3_000_000);
        for keys in ["<enter>", "f", "an answer that is too long for any narrow window", "<esc>", "<enter>"] {
            see(&mut app, keys);
        }
        for keys in ["starncl", "v", "<esc>", "2", ""] {
            see(&mut app, keys);
        }
        assert!(app.screen().contains("Told today"), "{columns}x{rows}:\n{}", app.screen());
    }
}
