//! What is asked at which company, and the short answers that every interview asks for.

use super::{bare, full};
use crate::harness::Harness;
use starcoach::questions::{Bank, Principle};

/// Sets the interview's company as the user does.
fn at(app: &mut Harness, company: &str) {
    app.keys("4g<enter>");
    app.keys("<ctrl-u>").keys(company).keys("<esc><esc>");
}

#[test]
fn over_another_company_s_interview_stands_nothing_of_amazon_s() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 0)]);
    for (company, theirs) in [
        ("Google", "Googleyness"),
        ("Meta", "Embracing ambiguity"),
        ("McKinsey", "Personal impact"),
        ("Hooli", "Teamwork"),
    ] {
        at(&mut app, company);
        for place in ["1", "2", "4"] {
            app.keys(place);
            let screen = app.screen();
            for amazons in ["Ownership", "Obsession", "Dive Deep", "Leaders start"] {
                assert!(!screen.contains(amazons), "{company}: {screen}");
            }
        }
        app.keys("2");
        assert!(app.screen().contains(theirs), "{company}: {}", app.screen());
        assert!(app.screen().contains("Customers"), "{company}: {}", app.screen());
        // The story is there, and answers what it answered.
        app.keys("3");
        assert!(app.screen().contains("The auditor"), "{}", app.screen());
    }
    at(&mut app, "Amazon");
    app.keys("2");
    assert!(app.screen().contains("Ownership") && !app.screen().contains("Teamwork"), "{}", app.screen());
    assert_eq!(app.stories()[0].principle, "customer-obsession");
}

#[test]
fn every_screen_counts_what_the_company_asks() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 0)]);
    for (company, principles) in [("Amazon", 16), ("Google", 5), ("Meta", 6), ("Bain", 6), ("Hooli", 6)] {
        at(&mut app, company);
        let bank = Bank::built_in().for_company(company);
        assert_eq!(bank.principles().len(), principles);
        let counting = if company == "Amazon" { 14 } else { principles };
        let count = format!("{counting} of {principles}");
        let row = app.rows().into_iter().find(|row| row.contains("Principles to prepare")).unwrap();
        assert!(row.ends_with(&count), "{company}: {row}");
        // Questions: the first principle, with how many of its questions are answered.
        app.keys("2g");
        let first = bank.by_how_often()[0];
        let of = format!("of {} answered", first.main_prompts().len());
        assert!(app.screen().contains(&of), "{company}: {}", app.screen());
        app.keys("G");
        assert!(app.screen().contains("of 7 answered"), "{company}: {}", app.screen());
        // Progress has a column for each of its principles.
        app.keys("1v");
        assert!(app.screen().contains("Progress"), "{company}: {}", app.screen());
        app.keys("<esc>");
        // What is proposed and what a mock loop asks is of this company.
        let asks = |text: &str| bank.principles().iter().flat_map(Principle::prompts).any(|p| p.text == text);
        app.keys(":mock<enter>");
        let item = app.model.workspace.asked(&practice(&app).session.turn().unwrap().item.clone());
        assert!(asks(&item), "{company}: {item}");
        app.keys("<esc>");
        app.keys("1");
    }
}

fn practice(app: &Harness) -> &starcoach::app::screen::practice::Practice {
    match app.model.screen() {
        starcoach::app::screen::Screen::Practice(practice) => practice,
        _ => panic!("{}", app.screen()),
    }
}

#[test]
fn an_example_is_there_at_every_company_and_none_is_promised_for_a_short_answer() {
    let mut app = Harness::new(80, 24);
    at(&mut app, "Google");
    app.keys("1e");
    assert!(app.screen().contains("aloud"), "{}", app.screen());
    app.keys("<esc>2G<enter><enter>");
    assert!(app.screen().contains("They want the thread"), "{}", app.screen());
    assert!(!app.screen().contains("finished one"), "{}", app.screen());
}

#[test]
fn a_story_for_one_company_is_offered_for_the_same_question_of_another() {
    let mut story = bare(1, "The two logs", 0);
    story.principle = "dive-deep".into();
    story.answers = vec![starcoach::story::PromptId("dive-deep/most-complicated".into())];
    let mut app = Harness::with(80, 24, &[story]);
    at(&mut app, "Hooli");
    app.keys("2");
    while !app.rows().iter().any(|row| row.starts_with(" ▸ Problem solving")) {
        app.keys("j");
    }
    app.keys("<enter><enter>");
    assert!(app.screen().contains("Tell \"The two logs\""), "{}", app.screen());
    assert!(app.screen().contains("answers \"your most complicated problem\""), "{}", app.screen());
}

#[test]
fn a_short_answer_has_no_parts_a_time_of_its_own_and_is_practiced() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 0)]);
    app.keys("4");
    while !app.rows().iter().any(|row| row.starts_with(" ▸") && row.contains("Tell me about yourself.")) {
        app.keys("j");
    }
    app.keys("<enter>");
    let screen = app.screen();
    assert!(screen.contains("Every interview, question 1 of 7") && screen.contains("Answer"), "{screen}");
    assert!(screen.contains("30 seconds: what do you do today"), "{screen}");
    for part in ["Situation", "Task", "Action", "Result", "Lesson"] {
        assert!(!screen.contains(part), "{screen}");
    }
    app.keys("I build dispatch software for couriers, and I want to build it where it matters most. I started as a courier myself, twelve years ago, and learned to code at night so that the app would stop sending us into locked yards. Today I own routing for three cities, with a team of five and forty couriers who call me when it fails. What pulls me here is the size: the same work, in a hundred cities at once.");
    assert!(app.screen().contains("usual 0:45 to 1:30"), "{}", app.screen());
    app.keys("<esc>");
    assert!(app.screen().contains("solid"), "{}", app.screen());
    app.keys("3");
    let story = app.stories().into_iter().find(starcoach::story::Story::is_pitch).unwrap();
    assert!(story.action.starts_with("I build dispatch") && story.situation.is_empty());
    app.keys("p<enter>").wait(60_000);
    app.keys("<enter>");
    // After the follow-up it is graded by its time alone: there are no parts to tick.
    app.keys("<enter>");
    let screen = app.screen();
    assert!(screen.contains("within the usual") && !screen.contains("Situation"), "{screen}");
    app.keys("s");
    assert!(app.footer().contains("without parts"), "{}", app.footer());
    app.keys("4");
    assert!(!app.footer().contains("without parts"), "{}", app.footer());
}

#[test]
fn the_end_of_a_short_answer_speaks_of_an_answer() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 0)]);
    app.keys("4");
    while !app.rows().iter().any(|row| row.starts_with(" ▸") && row.contains("Tell me about yourself.")) {
        app.keys("j");
    }
    app.keys("<enter>I build dispatch software for couriers, and I want to build it where it matters.<tab>");
    let screen = app.screen();
    assert!(screen.contains("You've got an answer to say.") && screen.contains("a minute"), "{screen}");
    assert!(!screen.contains("stories now"), "{screen}");
}

#[test]
fn a_short_answer_is_no_story_of_the_interview_s_plan() {
    let mut pitch = bare(2, "Who I am", 0);
    pitch.principle = starcoach::story::PITCH.into();
    pitch.answers = vec![starcoach::story::PromptId::new(starcoach::story::PITCH, "about-yourself")];
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 0), pitch]);
    app.keys("4");
    assert!(app.screen().contains("0 of 3"), "{}", app.screen());
    app.keys("2").keys("G");
    assert!(app.screen().contains("▸ Every interview"), "{}", app.screen());
}

#[test]
fn the_day_itself_and_the_written_exercise_are_read_on_prepare() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 0)]);
    let to = |app: &mut Harness, label: &str| {
        app.keys("4g");
        for _ in 0..60 {
            if app.rows().iter().any(|row| row.starts_with(" ▸") && row.contains(label)) {
                return true;
            }
            app.keys("j");
        }
        false
    };
    assert!(to(&mut app, "The day itself"));
    app.keys("<enter>");
    assert!(app.screen().contains("Begin with the headline."), "{}", app.screen());
    app.keys("<esc>");
    assert!(to(&mut app, "Written exercise"));
    app.keys("<enter>");
    assert!(app.screen().contains("how clearly you think"), "{}", app.screen());
    app.keys("<esc>");
    at(&mut app, "Hooli");
    assert!(to(&mut app, "The day itself") && !to(&mut app, "Written exercise"));
    // On the evening before and on the day they stand on Today.
    app.keys("4g<enter><tab><tab><tab>24 nov<esc><esc>1");
    assert!(app.screen().contains("10 tips for the day itself"), "{}", app.screen());
    while !app.rows().iter().any(|row| row.contains('▸') && row.contains("10 tips")) {
        app.keys("j");
    }
    app.keys("<enter>");
    assert!(app.screen().contains("Begin with the headline."), "{}", app.screen());
}
