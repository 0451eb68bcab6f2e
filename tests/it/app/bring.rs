//! Bringing in stories: a path or a paste, what would come in, and the way back.

use super::full;
use crate::harness::Harness;
use starcoach::story::Story;

const TWO: &str = "\
# The auditor

## Situation
Our largest client's auditor refused to sign.

## Task
I had two days.

## Action
I traced three reports by hand and rewrote the job.

## Result
She signed a day early, and findings went from 14 to 0.

# Night pager

## Situation
I was on call.

## Action
I restarted it.
";

fn stories_in(app: &Harness) -> Vec<String> {
    app.stories().iter().map(Story::name).collect()
}

#[test]
fn a_file_is_read_shown_and_then_brought_in() {
    let mut app = Harness::new(80, 24);
    let path = app.dir("notes.md");
    std::fs::write(&path, TWO).unwrap();
    app.keys("i").paste(&format!("'{}' ", path.display())).keys("<enter>");
    let screen = app.screen();
    assert!(screen.contains("2 stories to bring in"), "{screen}");
    assert!(
        screen.contains("no Task yet, no Result yet") || screen.contains("no Task, no Result yet"),
        "{screen}"
    );
    assert!(app.stories().is_empty(), "nothing is added before it is asked for");
    app.keys("<enter>").wait(2_000);
    assert_eq!(stories_in(&app), ["The auditor", "Night pager"]);
    assert!(app.screen().contains("▸") && app.screen().contains("The auditor"), "{}", app.screen());
    let there = app.stories();
    assert!(there.iter().all(|s| app.on_disk(s).is_some()));
    assert!(there[0].action.starts_with("I traced three"));
}

#[test]
fn the_report_is_of_the_file_that_would_come_in() {
    let mut app = Harness::new(80, 24);
    let one = "# Alpha\n\n## Situation\nThe first file.\n";
    for (name, text) in
        [("a.md", one.to_owned()), ("b.md", one.replace("Alpha", "Beta").replace("first", "second"))]
    {
        std::fs::write(app.dir(name), text).unwrap();
    }
    let read = |app: &mut Harness, name: &str| {
        let path = app.dir(name).display().to_string();
        app.keys("i<ctrl-u>").paste(&path).keys("<enter>").wait(500);
        app.screen()
    };
    let screen = read(&mut app, "a.md");
    assert!(screen.contains("Alpha") && screen.contains("The first file."), "{screen}");
    let screen = read(&mut app, "b.md");
    assert!(screen.contains("Beta") && screen.contains("The second file."), "{screen}");
    assert!(!screen.contains("Alpha"), "{screen}");
}

#[test]
fn the_key_of_the_first_start_brings_in_stories_later_too() {
    for place in ["1", "3"] {
        let mut app = Harness::with(80, 24, &[full(1, "The auditor", 0)]);
        app.keys(place).keys("i");
        assert!(app.screen().contains("Bring in stories you have"), "{place}: {}", app.screen());
    }
}

#[test]
fn what_was_brought_in_is_taken_out_again_by_u() {
    let mut app = Harness::new(80, 24);
    app.keys("i").paste(TWO).keys("<enter>");
    assert_eq!(app.stories().len(), 2);
    app.keys("u");
    assert!(app.stories().is_empty(), "{}", app.screen());
    app.restart();
    assert!(app.stories().is_empty());
}

#[test]
fn a_paste_of_stories_needs_no_file_and_a_paste_of_one_line_is_a_path() {
    let mut app = Harness::new(80, 24);
    app.keys("i").paste("~/no/such file.md").keys("<enter>");
    assert!(app.screen().contains("Could"), "{}", app.screen());
    app.paste(TWO);
    assert!(app.screen().contains("2 stories to bring in"), "{}", app.screen());
    app.keys("i<esc>");
    assert!(app.screen().contains("Write your first story"), "{}", app.screen());
    assert!(app.stories().is_empty());
}

#[test]
fn text_that_is_no_story_says_how_to_mark_the_parts() {
    let mut app = Harness::new(80, 24);
    app.keys("i").paste("Dear diary,\ntoday it rained.\n");
    let words = app.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("no part of a story is marked"), "{words}");
}

#[test]
fn a_story_that_is_here_already_is_not_brought_in_twice() {
    let mut app = Harness::new(80, 24);
    app.keys("i").paste(TWO).keys("<enter>");
    app.keys(":bring in<enter>").paste(TWO);
    let screen = app.screen();
    assert!(screen.contains("nothing new in it") && screen.contains("is here already"), "{screen}");
    app.keys("<enter>");
    assert!(app.footer().contains("nothing new to bring in"), "{}", app.footer());
    assert_eq!(app.stories().len(), 2);
}

#[test]
fn bringing_stories_in_is_reached_from_anywhere_by_its_name() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 0)]);
    app.keys("2:bring<enter>");
    assert!(app.rows()[0].contains("Bring in stories you have"), "{}", app.screen());
    app.keys("<esc>");
    assert!(app.screen().contains("2 Questions"), "{}", app.screen());
}

#[test]
fn a_whole_story_pasted_into_an_empty_one_is_offered_as_its_parts() {
    let text = "Situation: It was late.\nTask: I had a day.\nAction: I called.\nIt rang.\nResult: 14 to 0.\n";
    let mut app = Harness::new(80, 24);
    app.keys("<enter>").paste(text);
    assert!(app.screen().contains("This looks like a whole story"), "{}", app.screen());
    app.keys("<enter> Yes.");
    let story = &app.stories()[0];
    assert_eq!(story.situation, "It was late. Yes.", "writing goes on");
    app.keys("<backspace><backspace><backspace><backspace><backspace>");
    let story = &app.stories()[0];
    assert_eq!((story.situation.as_str(), story.action.as_str()), ("It was late.", "I called.\nIt rang."));
    assert_eq!((story.task.as_str(), story.result.as_str()), ("I had a day.", "14 to 0."));
    app.restart();
    assert_eq!(app.stories()[0].result, "14 to 0.");
    // As it is, where that is wanted; and once something is written, a paste is a paste.
    let mut app = Harness::new(80, 24);
    app.keys("<enter>").paste(text).keys("j<enter>");
    assert!(app.stories()[0].situation.starts_with("Situation: It was late."));
    let mut app = Harness::new(80, 24);
    app.keys("<enter>").paste(text).keys("<esc>");
    assert!(app.stories()[0].situation.starts_with("Situation: It was late."), "it is not lost with Esc");
    let mut app = Harness::new(80, 24);
    app.keys("<enter>So. ").paste(text);
    assert!(app.stories()[0].situation.starts_with("So. Situation: It was late."));
}
