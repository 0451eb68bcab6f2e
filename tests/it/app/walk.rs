//! From the first start to a kept story: writing part by part, the end of the walk, the ten questions.

use starcoach::story::Section;

use super::{bare, full, ten};
use crate::harness::Harness;

#[test]
fn the_first_start_says_what_a_story_is_how_to_begin_and_where_everything_stays() {
    let app = Harness::new(80, 24);
    let screen = app.screen();
    for text in
        ["Situation", "Task", "Action", "Result", "Everything stays on this machine.", "~/.local/share"]
    {
        assert!(screen.contains(text), "{text}:\n{screen}");
    }
    assert!(screen.contains("▸ Write your first story"), "{screen}");
    assert!(screen.contains("Tell us about a time you handled a difficult customer?"), "{screen}");
    assert!(app.stories().is_empty());
}

#[test]
fn the_first_start_begins_with_an_easy_question_and_each_way_has_its_key() {
    let mut app = Harness::new(80, 24);
    app.keys("<enter>She called every day.");
    assert_eq!(app.stories()[0].answers, [ten()[1].clone()]);
    let opened = |keys: &str| Harness::new(80, 24).keys(keys).screen();
    for (down, key, there) in [
        ("<down><enter>", "n", "good to begin with"),
        ("<down><down><enter>", "e", "a finished story"),
        ("<down><down><down><enter>", "i", "Bring in stories you have"),
    ] {
        assert!(opened(down).contains(there), "{}", opened(down));
        assert!(opened(key).contains(there), "{}", opened(key));
    }
    assert!(opened("G<enter>").contains("When"), "{}", opened("G<enter>"));
    assert!(opened("4").contains("4 Prepare"), "{}", opened("4"));
}

#[test]
fn a_date_entered_at_the_first_start_stands_there_afterwards() {
    let mut app = Harness::new(80, 24);
    app.keys("G<enter><tab><tab><tab>in 12 days<enter>1");
    assert!(app.rows()[0].contains("in 12 days"), "{}", app.screen());
    assert!(app.screen().contains("Write your first story"), "{}", app.screen());
}

#[test]
fn enter_and_a_sentence_is_a_story() {
    let mut app = Harness::new(80, 24);
    app.keys("<enter>We lost a client.");
    assert_eq!(app.stories()[0].situation, "We lost a client.");
    assert!(app.footer().contains("Saving"), "{}", app.footer());
    app.wait(2_000);
    assert!(app.footer().contains("Saved 14:02"), "{}", app.footer());
    assert_eq!(app.on_disk(&app.stories()[0]).unwrap().situation, "We lost a client.");
}

#[test]
fn an_unwritten_story_leaves_nothing_behind() {
    let mut app = Harness::new(80, 24);
    app.keys("<enter><esc><esc>").wait(20_000);
    assert!(app.stories().is_empty());
    assert!(app.screen().contains("Write your first story"), "{}", app.screen());
    assert_eq!(std::fs::read_dir(app.dir("stories")).unwrap().count(), 0);
}

#[test]
fn another_question_can_be_chosen_at_the_first_start() {
    let mut app = Harness::new(80, 24);
    app.keys("n<down><enter>He was furious.");
    assert_eq!(app.stories()[0].answers, [ten()[2].clone()]);
}

/// Writes all four parts of a story in an open Draft whose prompt wants no lesson.
fn write_four(app: &mut Harness) {
    app.keys("In May 2023 it broke.<tab>I had a day.<tab>I rebuilt it.<tab>It held for 3 years.");
}

#[test]
fn four_parts_are_typed_with_tab_and_the_walk_ends() {
    let mut app = Harness::new(80, 24);
    app.keys("<enter>");
    write_four(&mut app);
    let story = app.stories().remove(0);
    let parts = Section::STAR.map(|s| story.section(s));
    assert_eq!(parts, ["In May 2023 it broke.", "I had a day.", "I rebuilt it.", "It held for 3 years."]);
    app.keys("<tab>");
    assert!(app.screen().contains("Optional. Tab goes on without one."), "{}", app.screen());
    app.keys("<tab>");
    let screen = app.screen();
    for text in ["You've got your first story.", "What will you call it?", "May 2023", "First to improve"] {
        assert!(screen.contains(text), "{text}:\n{screen}");
    }
    // The title is filled in and selected: typing replaces it.
    app.keys("The rebuild<enter>t<down>Ann, a number she trusts<esc><esc>");
    assert!(app.screen().contains("Ann, a number she trusts · May 2023"), "{}", app.screen());
    app.keys("d").wait(2_000);
    let story = app.on_disk(&app.stories()[0]).unwrap();
    assert_eq!((story.title.as_str(), story.happened.as_str()), ("The rebuild", "2023-05"));
    assert_eq!(story.customer, "Ann, a number she trusts");
}

#[test]
fn the_end_of_the_walk_opens_the_first_thing_to_improve_and_knows_when_that_is_done() {
    let mut app = Harness::new(80, 24);
    app.keys("<enter>In May 2023 a clinic was about to leave us.<tab>I had a day to win it back.<tab>");
    app.keys("We looked at it. We fixed the export. We told them.<tab>It held for 3 years.<tab><tab><esc>");
    assert!(app.screen().contains("told as \"we\""), "{}", app.screen());
    let first = app.rows().into_iter().find(|row| row.contains('▸')).unwrap();
    assert!(first.contains("told as \"we\""), "the first thing to improve is selected: {first}");
    app.keys("<enter>");
    assert!(app.screen().contains("▌ Action"), "it opens where it is to be improved: {}", app.screen());
    app.keys("<enter><alt-a>")
        .keys("I drove there on Monday. I rewrote the export myself, and I called their auditor.");
    app.keys("<esc><esc>");
    assert!(app.screen().contains("You've got your first story."), "{}", app.screen());
    assert!(!app.screen().contains("told as \"we\""), "{}", app.screen());
    app.keys("c<enter><esc><esc>");
    assert!(app.screen().contains("You've got your first story."), "a remark of the list leads back too");
}

#[test]
fn ctrl_c_copies_what_is_selected_and_leaves_when_pressed_again() {
    let mut app = Harness::new(80, 24);
    app.keys("<enter>");
    write_four(&mut app);
    // The title is selected at the end of the walk.
    app.keys("<tab><tab><ctrl-c>");
    assert_eq!(app.copied.len(), 1);
    assert!(!app.left);
    app.keys("<ctrl-c>");
    assert!(app.left);
}

#[test]
fn a_question_about_a_failure_asks_for_the_lesson_too() {
    let mut app = Harness::new(80, 24);
    app.keys("n<up><enter>");
    write_four(&mut app);
    app.keys("<tab>I ask first now.<tab>");
    assert_eq!(app.stories()[0].lesson, "I ask first now.");
    assert!(app.screen().contains("What will you call it?"), "{}", app.screen());
}

#[test]
fn tab_on_an_empty_new_story_says_what_to_do() {
    let mut app = Harness::new(80, 24);
    app.keys("<enter><tab><tab><tab><tab><tab>");
    assert!(app.message().contains("Nothing is written yet."), "{}", app.screen());
    assert!(app.stories().is_empty());
}

#[test]
fn esc_stops_writing_then_steps_back_and_never_leaves() {
    let mut app = Harness::new(80, 24);
    app.keys("<enter>Word<esc>j");
    assert_eq!(app.stories()[0].situation, "Word", "after Esc a letter is a command");
    assert!(app.screen().contains("Customer Obsession, question 2 of 10"), "the story stays open");
    app.keys("<esc>");
    assert!(app.screen().contains("Monday, November 23"), "{}", app.screen());
    app.keys("<esc><esc><esc>");
    assert!(!app.left);
}

#[test]
fn q_and_ctrl_c_leave_at_once_and_everything_is_kept() {
    let mut app = Harness::new(80, 24);
    app.keys("<enter>Half a sen<ctrl-c>");
    assert!(app.left);
    assert_eq!(app.on_disk(&app.stories()[0]).unwrap().situation, "Half a sen");
    app.restart().keys("<esc><esc>");
    assert!(!app.left);
    app.keys("q");
    assert!(app.left);
}

#[test]
fn ctrl_c_copies_what_is_selected_instead() {
    let mut app = Harness::new(80, 24);
    app.keys("<enter>one two<ctrl-shift-left><ctrl-c>");
    assert_eq!(app.copied, ["two"]);
    assert!(!app.left);
}

#[test]
fn the_ten_questions_are_walked_one_after_another() {
    let mut app = Harness::new(80, 24);
    app.keys("n<up><enter>Answer 0<esc>");
    for n in 1..10 {
        app.keys(&format!("nnAnswer {n}<esc>"));
    }
    let stories = app.stories();
    let answered: Vec<_> = stories.iter().rev().map(|s| s.answers[0].clone()).collect();
    assert_eq!(answered, ten());
    let texts: Vec<_> = stories.iter().rev().map(|s| s.situation.clone()).collect();
    assert_eq!(texts, (0..10).map(|n| format!("Answer {n}")).collect::<Vec<_>>());
    app.keys("<esc>2");
    assert!(app.screen().contains("10 of 10 answered"), "{}", app.screen());
}

#[test]
fn three_stories_come_to_answer_ten_questions_each_with_a_first_sentence() {
    let stories = [full(1, "The auditor", 0), full(2, "Late shipment", 1), full(3, "Night pager", 2)];
    let mut app = Harness::with(80, 24, &stories);
    app.keys("2<enter>");
    for n in 0..10 {
        if n >= 3 {
            // The offer: take one of the three in turn.
            let down = "<down>".repeat(n % 3);
            app.keys(&format!("<enter>{down}<enter><enter>I begin with {n}.<esc><esc>"));
        }
        app.keys("<down>");
    }
    assert!(app.screen().contains("10 of 10 answered"), "{}", app.screen());
    assert_eq!(app.stories().len(), 3);
    app.wait(2_000);
    let openings: usize = app.stories().iter().map(|s| app.on_disk(s).unwrap().openings.len()).sum();
    assert_eq!(openings, 7);
    for story in app.stories() {
        assert!(story.openings.values().all(|o| o.starts_with("I begin with ")), "{:?}", story.openings);
    }
}

#[test]
fn three_stories_of_a_principle_are_three_marks_with_their_names() {
    let mut other = full(4, "Refund queue", 3);
    other.principle = "ownership".into();
    other.answers.clear();
    let stories = [full(1, "The auditor", 0), bare(2, "Late shipment", 1), full(3, "Night pager", 2), other];
    let app = Harness::with(80, 24, &stories);
    let rows = app.rows();
    let row = rows.iter().find(|r| r.contains("Customer Obsession") && !r.contains("Write")).unwrap();
    for text in ["The auditor", "○ Late shipment", "Night pager"] {
        assert!(row.contains(text), "{row}");
    }
    assert_eq!(row.chars().filter(|c| "○◐●".contains(*c)).count(), 3, "{row}");
}

#[test]
fn a_paste_of_paragraphs_is_one_step_of_undo() {
    let mut app = Harness::new(80, 24);
    app.keys("<enter>Before. ").wait(5_000);
    app.paste("One.\r\n\r\nTwo.\nThree.");
    assert_eq!(app.stories()[0].situation, "Before. One.\n\nTwo.\nThree.");
    app.keys("<alt-u>");
    assert_eq!(app.stories()[0].situation, "Before. ");
    app.keys("<alt-r>");
    assert_eq!(app.stories()[0].situation, "Before. One.\n\nTwo.\nThree.");
}

#[test]
fn the_users_own_editor_takes_a_part_and_gives_it_back() {
    let mut app = Harness::new(80, 24);
    app.keys("<enter>Draft");
    app.editor = Some("Written elsewhere.\nTwo lines.\n".to_owned());
    app.keys("<ctrl-x><ctrl-e>");
    assert_eq!(app.stories()[0].situation, "Written elsewhere.\nTwo lines.");
    app.keys("<alt-u>");
    assert_eq!(app.stories()[0].situation, "Draft", "one step of undo");
}

#[test]
fn every_text_takes_emoji_and_wide_letters_and_keeps_them() {
    let text = "家族👩‍👩‍👧 ❤️ naïve — “quoted” e\u{301}";
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 1)]);
    app.keys("3e");
    for part in 1..=5 {
        app.keys(&format!("{part}<enter><alt-a><backspace>")).paste(text).keys("<esc>");
    }
    app.keys("t");
    for _ in 0..3 {
        app.keys("<alt-a><backspace>").paste(text).keys("<tab>");
        app.screen();
    }
    app.keys("o");
    for _ in 0..8 {
        app.keys("<alt-a><backspace>").paste(text).keys("<tab>");
        app.screen();
    }
    app.wait(2_000);
    let story = app.on_disk(&app.stories()[0]).unwrap();
    for section in Section::ALL {
        assert_eq!(story.section(section), text, "{}", section.name());
    }
    assert_eq!((story.title.as_str(), story.customer.as_str()), (text, text));
    assert_eq!((story.happened.as_str(), story.headline.as_str()), (text, text));
    assert!(story.cues.iter().all(|c| c == text), "{:?}", story.cues);
    app.keys("<esc><esc><esc><esc>3");
    assert!(app.screen().contains("家族👩‍👩‍👧"), "{}", app.screen());
}

#[test]
fn whoever_types_or_presses_enter_below_the_help_to_start_writes() {
    let mut app = Harness::new(80, 24);
    app.keys("<enter><esc>h");
    assert!(app.screen().contains("To help you start"), "{}", app.screen());
    assert!(app.footer().contains("enter write it down"), "{}", app.footer());
    app.keys("We lost j k.");
    assert_eq!(app.stories()[0].situation, "We lost j k.");
    app.keys("<f2><enter> More.<esc>h").paste(" And this.");
    assert_eq!(app.stories()[0].situation, "We lost j k. More. And this.");
}

#[test]
fn a_question_of_the_users_own_has_scenes_to_start_from() {
    let mut app = Harness::new(80, 24);
    app.keys("2+Tell me about a time a release woke people.<tab><enter>G<enter>");
    assert!(app.screen().contains("a release woke people"), "{}", app.screen());
    app.keys("<f2>");
    assert!(app.screen().lines().filter(|row| row.contains("· ")).count() >= 4, "{}", app.screen());
    app.keys("In May 2023 it broke.<tab>I had a day.<tab>I rebuilt it.<tab>It held.<tab><tab>");
    let title = &app.stories()[0].title;
    assert!(title.is_empty(), "the label of an own question is no title: {title}");
}

#[test]
fn done_at_the_end_of_a_walk_goes_back_to_where_it_was_begun() {
    let mut app = Harness::new(80, 24);
    app.keys("<enter>");
    write_four(&mut app);
    app.keys("<tab><tab><esc>");
    let footer = app.footer();
    assert!(footer.contains("n next question   p practice   d done"), "{footer}");
    app.keys("d");
    assert!(app.screen().contains("Monday, November 23"), "{}", app.screen());
}

#[test]
fn a_story_is_a_draft_until_it_is_judged_and_shows_no_shares_before_it_is_whole() {
    let mut app = Harness::new(80, 24);
    app.keys("<enter>In May 2023 it broke.<tab>I had a day.<tab>I rebuilt it.<tab>");
    assert!(!app.screen().contains('%'), "{}", app.screen());
    app.keys("It went down a lot");
    assert!(app.rows()[0].contains("draft"), "{}", app.screen());
    assert!(app.screen().contains("Result 29%"), "{}", app.screen());
}

#[test]
fn a_date_is_typed_as_people_say_it_and_kept_for_machines() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 0)]);
    app.keys("3et<down><down><ctrl-u>march 2023").wait(2_000);
    assert_eq!(app.on_disk(&app.stories()[0]).unwrap().happened, "2023-03");
    app.keys("<esc><esc>t");
    assert!(app.screen().contains("Mar 2023"), "{}", app.screen());
}

#[test]
fn the_end_of_the_walk_asks_for_a_title_only_if_there_is_none() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 1)]);
    app.keys("3e5<tab>");
    let screen = app.screen();
    assert!(!screen.contains("What will you call it?") && screen.contains("Tell it once, aloud"), "{screen}");
    app.keys("p");
    assert!(app.footer().contains("enter start"), "it is told with one key: {}", app.screen());
}

#[test]
fn a_walk_that_ends_too_early_says_which_part_is_missing_and_leads_there() {
    let mut app = Harness::new(80, 24);
    app.keys("<enter>In May 2023 it broke.<tab>I had a day.<tab>I rebuilt it.<tab><tab><tab><esc>");
    assert!(app.rows()[0].contains("Almost there: no Result yet."), "{}", app.screen());
    app.keys("<enter>It held for 3 years.<tab><tab>");
    assert_eq!(app.stories()[0].result, "It held for 3 years.");
    assert!(app.rows()[0].contains("You've got your first story."), "{}", app.screen());
}

#[test]
fn the_end_of_the_walk_never_shows_a_date_that_is_out_of_date() {
    let mut app = Harness::new(80, 24);
    app.keys("<enter>It broke.<tab>I had a day.<tab>I rebuilt it.<tab>It held for 3 years.<tab><tab><esc>");
    assert!(app.screen().contains("when was it?"), "{}", app.screen());
    app.keys("t<down><down>may 2023<esc><esc>");
    let screen = app.screen();
    assert!(screen.contains("May 2023") && !screen.contains("has no date"), "{screen}");
}
