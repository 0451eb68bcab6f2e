//! Letting a story answer a question, from the question or from the story, and taking that back.

use super::ask::two;
use super::{bare, ten};
use crate::harness::Harness;

#[test]
fn letting_a_story_answer_a_question_can_be_taken_back() {
    let mut app = Harness::with(80, 24, &two());
    app.keys("2<enter><down><down><down><enter><enter><enter>");
    assert!(app.footer().contains("It answers 2 questions now."), "{}", app.footer());
    assert_eq!(app.stories()[0].answers.len(), 2);
    app.keys("<esc>u");
    assert!(app.footer().contains("It no longer answers that question."), "{}", app.footer());
    assert!(!app.screen().contains("Your first sentence"), "{}", app.screen());
    assert_eq!(app.stories()[0].answers, [ten()[1].clone()]);
    // With a first sentence, and only then regretted: the sentence comes back with the second thought.
    app.keys("<enter><enter><enter>I push back early.<enter>");
    assert!(app.footer().contains("It answers 2 questions now. u undo"), "{}", app.footer());
    app.keys("u");
    assert!(app.stories()[0].openings.is_empty());
    app.keys("u").wait(20_000);
    let kept = app.on_disk(&app.stories()[0]).unwrap();
    assert_eq!((kept.answers.len(), kept.openings[&ten()[3]].as_str()), (2, "I push back early."));
}

#[test]
fn undo_while_the_first_sentence_is_typed_is_about_its_words() {
    let mut app = Harness::with(80, 24, &two());
    app.keys("2<enter><down><down><down><enter><enter><enter>I push<alt-u>");
    assert_eq!(app.stories()[0].answers.len(), 2);
    assert!(app.screen().contains("Your first sentence"), "{}", app.screen());
}

#[test]
fn the_questions_to_answer_narrow_as_they_are_typed() {
    let mut app = Harness::with(80, 24, &two());
    app.keys("3m<down><down><down><down><enter>");
    assert!(app.screen().contains('↓'), "more below:\n{}", app.screen());
    app.keys("feedback");
    let rows = app.rows();
    let chosen =
        rows.iter().find(|r| r.contains('▸') && r.contains("feedback")).expect("a question about feedback");
    assert!(chosen.contains("feedback that changed how you worked"), "{chosen}");
    assert!(app.screen().contains("used customer feedback"), "its wording:\n{}", app.screen());
    app.keys("<enter>");
    assert!(app.screen().contains("Your first sentence"), "{}", app.screen());
    assert!(app.stories().iter().any(|s| s.answers.contains(&ten()[6])));
}

#[test]
fn a_word_that_no_question_has_finds_nothing_and_enter_does_nothing() {
    let mut app = Harness::with(80, 24, &[bare(1, "One", 0)]);
    app.keys("3m<down><down><down><down><enter>xyzzy<enter>");
    assert!(app.screen().contains("Nothing has these words."), "{}", app.screen());
    app.keys("<ctrl-w>apolog<enter>");
    assert_eq!(app.stories()[0].answers, [ten()[0].clone(), ten()[2].clone()]);
}

#[test]
fn a_question_shows_its_first_key_first_and_nothing_about_another_thing() {
    let mut app = Harness::with(80, 24, &two());
    app.keys("2<enter><down><down><down><enter>");
    let footer = app.footer();
    assert!(footer.trim().starts_with("enter open   n new story   p say it aloud   s skip"), "{footer}");
    assert!(!footer.contains("title") && !footer.contains("cue card"), "{footer}");
}
