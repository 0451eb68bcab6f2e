//! The worked examples: what somebody who reads one learns from, held to what the coach asks of any story.
#![allow(clippy::unwrap_used, reason = "a test stops where its files are not as written")]

use starcoach::coach::{self, Facts, Level, Review, Settings};
use starcoach::questions::{Bank, Example, example, judged_on};
use starcoach::story::{Section, Story, pace};

fn all() -> Vec<(String, Example)> {
    let bank = Bank::built_in();
    bank.principles().iter().map(|p| (p.id.clone(), example(&p.id).unwrap())).collect()
}

fn review(example: &Example, story: &Story) -> Review {
    let bank = Bank::built_in();
    coach::review(story, bank.prompt(&example.prompt), &Settings::default(), Facts::on(judged_on()))
}

#[test]
fn every_principle_has_one_and_it_answers_a_question_of_its_own() {
    for (id, example) in all() {
        assert_eq!(example.prompt.principle(), id);
        assert!(Bank::built_in().prompt(&example.prompt).is_some(), "{}", example.prompt.0);
        assert!(example.finished.is_complete() && example.first_try.is_complete(), "{id}");
        assert!((2..=4).contains(&example.changed.len()), "{id}");
    }
    assert!(example("nobody's").is_none());
}

#[test]
fn the_coach_has_nothing_to_ask_of_a_finished_one_and_much_of_the_first_try() {
    for (id, example) in all() {
        let (finished, first) = (review(&example, &example.finished), review(&example, &example.first_try));
        let asked: Vec<String> =
            finished.findings.iter().map(|f| format!("{}: {}", f.rule.0, f.quote)).collect();
        assert!(asked.is_empty(), "{id}: {asked:?}");
        assert!(!finished.praise.is_empty(), "{id}");
        let warnings = first.findings.iter().filter(|f| f.level == Level::Warning).count();
        assert!(warnings >= 2 && first.findings.len() >= 4, "{id}: {warnings} of {}", first.findings.len());
    }
}

#[test]
fn a_finished_one_is_as_long_as_is_usual_and_its_action_is_the_longest_part() {
    for (id, example) in all() {
        let words = Section::ALL.map(|s| pace::words(example.finished.section(s)).0);
        let seconds = pace::story_words(&example.finished).seconds(pace::WORDS_A_MINUTE);
        assert!(pace::USUAL.contains(&seconds), "{id}: {seconds}");
        let [situation, task, action, result, lesson] = words;
        assert!(action > situation + task && action > result + lesson, "{id}: {words:?}");
    }
}
