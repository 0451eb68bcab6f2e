//! A finished story to look at: from the first start, from an empty part, from anywhere by its name.

use super::full;
use crate::harness::Harness;

#[test]
fn a_finished_story_is_shown_with_what_the_coach_says_of_it_and_of_the_first_try() {
    let mut app = Harness::new(80, 60);
    app.keys("e");
    let finished = app.screen();
    for text in
        ["Customer Obsession, a finished story", "Situation", "What the coach sees", "+ You", "What made"]
    {
        assert!(finished.contains(text), "{text}:\n{finished}");
    }
    app.keys("<tab>");
    let first = app.screen();
    assert!(first.contains("a first try") && first.contains("? "), "{first}");
    app.keys("<tab>");
    assert_eq!(app.screen(), finished);
    assert!(app.stories().is_empty(), "it is nobody's story");
    app.keys("3");
    assert!(app.stories().is_empty());
}

#[test]
fn in_an_empty_part_of_a_draft_it_opens_at_that_part_and_enter_goes_back_to_write() {
    let mut app = Harness::new(80, 16);
    app.keys("<enter>One.<tab><tab><esc>e");
    assert!(app.rows().iter().take(4).any(|row| row.starts_with(" Action  ")), "{}", app.screen());
    app.keys("<enter><enter>I did it.");
    assert_eq!(app.stories()[0].action, "I did it.");
}

#[test]
fn enter_writes_a_story_of_ones_own_for_its_question() {
    let mut app = Harness::new(80, 24);
    app.keys("e<right>");
    assert!(app.screen().contains("Ownership, a finished story"), "{}", app.screen());
    app.keys("<enter>Mine.");
    assert_eq!(app.stories()[0].principle, "ownership");
}

#[test]
fn questions_opens_the_one_of_the_chosen_principle() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 0)]);
    app.keys("2<down>:finished<enter>");
    assert!(app.screen().contains("Ownership, a finished story"), "{}", app.screen());
    app.keys("<esc>");
    assert!(app.screen().contains("2 Questions"), "{}", app.screen());
}
