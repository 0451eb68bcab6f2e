//! Ask: what they asked, the story to tell, its clock.

use serde_json::Value;
use starcoach::story::{PromptId, Story};

use super::{bare, full};
use crate::harness::Harness;

/// A late shipment that fits "customer angry", and a story about something else.
pub fn two() -> Vec<Story> {
    let mut late = full(1, "Late shipment", 1);
    late.action = "I called the angry customer the same hour and said that it was my mistake.".into();
    late.cues =
        ["promised Friday", "mine to tell", "called within the hour", "order kept"].map(String::from).into();
    let mut totals = full(2, "Wrong totals", 8);
    totals.principle = "dive-deep".into();
    totals.answers.clear();
    vec![late, totals]
}

fn log(app: &Harness) -> Vec<Value> {
    let text = std::fs::read_to_string(app.dir("practice.jsonl")).unwrap_or_default();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The story whose cues are in view.
fn head(app: &Harness) -> String {
    app.rows()[5].clone()
}

#[test]
fn the_cues_of_any_chosen_story_are_there_whatever_fits() {
    let mut app = Harness::with(80, 24, &two());
    app.keys("acustomer angry");
    assert!(head(&app).contains("Late shipment"), "{}", app.screen());
    assert!(app.screen().contains("called within the hour"), "{}", app.screen());
    app.keys("<down>");
    assert!(head(&app).contains("Wrong totals"), "{}", app.screen());
    for text in ["Situation", "Action", "Result", "Or", "Late shipment"] {
        assert!(app.screen().contains(text), "{text}:\n{}", app.screen());
    }
    assert!(!app.screen().contains("Nothing of yours fits"), "{}", app.screen());
    app.keys("<enter>").wait(2000);
    assert!(head(&app).contains("telling it, 0:02"), "{}", app.screen());
}

#[test]
fn where_nothing_fits_the_guides_are_there_and_the_closest_storys_cues() {
    let mut app = Harness::with(80, 24, &two());
    app.keys("asigning a lease");
    let screen = app.screen();
    assert!(screen.contains("Nothing of yours fits yet. Closest: "), "{screen}");
    let parts = screen.matches("Situation").count();
    assert_eq!(parts, 2, "a guide and a cue for each part:\n{screen}");
    app.keys("<enter>").wait(1000);
    let screen = app.screen();
    assert!(screen.contains("telling it, 0:01") && screen.matches("Situation").count() == 1, "{screen}");
}

#[test]
fn a_telling_ends_and_counts_when_one_goes_elsewhere() {
    for elsewhere in ["<esc>e", "<esc>:today<enter>", "<esc>:quit<enter>"] {
        let mut app = Harness::with(80, 24, &two());
        app.keys("acustomer angry<enter>").wait(95_000).keys(elsewhere);
        app.wait(60_000);
        let told: Vec<Value> = log(&app).into_iter().filter(|line| line["mode"] == "interview").collect();
        assert_eq!(told.len(), 1, "{elsewhere}: {told:?}");
        assert_eq!(told[0]["seconds"], 95, "{elsewhere}");
    }
}

#[test]
fn a_told_story_stays_until_the_next_question_and_sinks_then() {
    let mut stories = two();
    stories.push(full(3, "Angry customer at the door", 2));
    stories[2].action = "I calmed the angry customer and did what was asked.".into();
    let mut app = Harness::with(80, 24, &stories);
    app.keys("acustomer angry");
    let first = head(&app);
    let name = first.trim().split("  ").next().unwrap().to_owned();
    app.keys("<enter>").wait(95_000).keys("<enter>");
    assert!(app.footer().contains("told in 1:35"), "{}", app.footer());
    assert!(head(&app).contains(&name) && head(&app).contains("told 14:03"), "{}", app.screen());
    assert!(app.rows()[0].ends_with("1 story told today"), "{}", app.screen());
    // Saving and the like do not move it.
    app.wait(20_000);
    assert!(head(&app).contains(&name), "{}", app.screen());
    app.keys("<ctrl-u>customer angry");
    assert!(!head(&app).contains(&name), "{}", app.screen());
    assert!(app.screen().contains(&name) && app.screen().contains("told 14:03"), "{}", app.screen());
    // It is in the log, so it is known after a start.
    app.restart().keys("<esc><esc>acustomer angry");
    assert!(!head(&app).contains(&name) && app.screen().contains("told 14:03"), "{}", app.screen());
    app.next_day().keys("<esc><esc>acustomer angry");
    assert!(!app.screen().contains("told 14:03"), "{}", app.screen());
}

#[test]
fn what_is_added_to_a_question_does_not_take_the_story_that_is_told() {
    let mut app = Harness::with(80, 24, &two());
    app.keys("acustomer angry<enter>").wait(3000);
    app.keys(" qqqq zzzz<ctrl-w><ctrl-w><ctrl-w><ctrl-w>wrong totals");
    assert!(head(&app).contains("telling it, 0:03"), "{}", app.screen());
    assert!(
        head(&app).contains("Late shipment") && app.screen().contains("called within"),
        "{}",
        app.screen()
    );
}

#[test]
fn a_slip_of_a_few_seconds_is_not_told() {
    let mut app = Harness::with(80, 24, &two());
    app.keys("acustomer angry<enter>").wait(19_000).keys("<enter>");
    assert!(app.message().contains("Stopped after 0:19"), "{}", app.screen());
    assert!(head(&app).contains("not yet in this interview"), "{}", app.screen());
    assert_eq!(log(&app), [] as [Value; 0]);
    app.keys("<enter>").wait(20_000).keys("<enter>");
    assert!(head(&app).contains("told 14:02"), "{}", app.screen());
    assert_eq!(log(&app).len(), 1);
}

#[test]
fn any_question_is_answered_or_plainly_not() {
    let paragraph = "Tell me about a time when a customer was angry with you and what you did. ".repeat(30);
    for question in [
        "",
        "   ",
        "你好吗，客户不满意",
        "Erzählen Sie von einem schwierigen Kunden",
        "🎉🎉👩‍🚒",
        "custmer agry",
        "customer",
        "?",
        &paragraph,
        "e\u{301}\u{301}\u{301}",
        "\u{202e}abc",
    ] {
        for size in [(80, 24), (120, 40), (40, 12)] {
            let mut app = Harness::with(size.0, size.1, &two());
            app.keys("a").paste(question);
            let screen = app.screen();
            let told = ["Type what they asked", "Nothing of yours fits yet", "Late shipment", "Wrong totals"];
            assert!(told.iter().any(|t| screen.contains(t)), "{question:?}:\n{screen}");
            app.keys("<enter><down><up><esc>n");
            assert!(app.screen().contains("Type what they asked"), "{question:?}:\n{}", app.screen());
        }
    }
    // A slip of the finger, one word, a whole paragraph: the same story.
    for question in ["custmer agry", "angry", &paragraph] {
        let mut app = Harness::with(80, 24, &two());
        app.keys("a").paste(question);
        assert!(head(&app).contains("Late shipment"), "{question:?}:\n{}", app.screen());
    }
}

#[test]
fn what_every_interview_asks_is_answered_by_the_short_answer_or_its_guide() {
    let mut pitch = bare(3, "Who I am", 2);
    pitch.principle = "every-interview".into();
    pitch.answers = vec![PromptId("every-interview/about-yourself".into())];
    let mut app = Harness::with(80, 24, &[two(), vec![pitch]].concat());
    app.keys("atell me about yourself");
    let screen = app.screen();
    assert!(screen.contains("Every interview") && head(&app).contains("Who I am"), "{screen}");
    assert!(
        screen.contains("Because it is your answer to it") && !screen.contains("Late shipment"),
        "{screen}"
    );
    app.keys("<ctrl-u>why are you leaving");
    let screen = app.screen();
    assert!(screen.contains("Nothing of yours fits yet.") && screen.contains("Answer"), "{screen}");
    assert!(!screen.contains("Situation"), "{screen}");
}

#[test]
fn nothing_is_cut_where_there_are_empty_rows() {
    let mut stories = two();
    stories[0].title = "A title longer than what is beside it".into();
    stories[0].cues[0] =
        "March 2024 · ran 40 warehouses · 2 of them without a foreman for half a year".into();
    for size in [(80, 24), (120, 40), (40, 12)] {
        let mut app = Harness::with(size.0, size.1, &stories);
        app.keys("acustomer angry");
        let rows = &app.rows();
        let above = &rows[..usize::from(size.1) - 2];
        let seen = above.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(seen.contains("half a year"), "{}", app.screen());
        assert!(!above.iter().any(|r| r.contains('…')), "{}", app.screen());
    }
}
