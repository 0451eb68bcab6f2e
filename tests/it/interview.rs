//! Behavior of `interview` over the questions that are built in.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests, not only tests")]

use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;
use starcoach::coach::{self, Facts, Settings};
use starcoach::interview::{
    Candidate, FOR_MANAGERS, Preparation, Round, coverage, cues, date as dates, numbers, plan, progress,
};
use starcoach::questions::{Bank, Readiness};
use starcoach::story::Stage;
use starcoach::story::{PromptId, Section, Story, StoryId};

/// A story of a title, its home, what it answers and its four parts.
fn story(bits: u64, title: &str, answers: &[&str], parts: [&str; 4]) -> Story {
    let home = PromptId(answers[0].to_owned());
    let mut story = Story::new(StoryId::from_bits(bits), home.principle(), Timestamp::UNIX_EPOCH);
    title.clone_into(&mut story.title);
    story.answers = answers.iter().map(|a| PromptId((*a).to_owned())).collect();
    for (section, text) in Section::STAR.into_iter().zip(parts) {
        text.clone_into(story.section_mut(section));
    }
    story
}

fn three() -> [Story; 3] {
    [
        story(
            1,
            "The auditor",
            &["customer-obsession/difficult-customer", "customer-obsession/saying-no"],
            [
                "In March 2024 our largest client's auditor refused to sign the quarterly accounts because three \
                 of our reports could not be traced.",
                "I had two days to make the three reports traceable, or the launch would slip by a quarter.",
                "I sat down with her and asked which numbers worried her most. I took the first report apart by \
                 hand, line by line. I found that the nightly job rounded before it summed, rewrote it, and wrote \
                 a test for each of the 14 findings.",
                "She signed a day early. Findings went from 14 to 0, and the client renewed for three years.",
            ],
        ),
        story(
            2,
            "Late shipment",
            &["customer-obsession/missed-expectation", "customer-obsession/apology"],
            [
                "Last December a hospital was promised 40 monitors by the 12th; our carrier lost the truck.",
                "It was my account: get them monitors before the ward opened.",
                "I called the head nurse myself, said we had failed her, and drove 12 loan units over that night. \
                 Then I mapped every order with one carrier only.",
                "The ward opened on time. Late orders fell by 60% within a quarter.",
            ],
        ),
        story(
            3,
            "Night pager",
            &["customer-obsession/customer-feedback"],
            [
                "Support kept paging us at night.\nUsers in Asia saw errors.",
                "Nobody owned it.",
                "Read 200 tickets; grouped them; fixed the top 3 causes",
                "Pages down from 9 a week to 1.",
            ],
        ),
    ]
}

fn candidates(stories: &[Story]) -> Vec<Candidate<'_>> {
    let standings = [Stage::Ready, Stage::Solid, Stage::Draft];
    let with = stories.iter().zip(standings.into_iter().cycle());
    with.map(|(story, stage)| Candidate { story, stage, told: None, weak: false }).collect()
}

#[test]
fn cues_and_numbers_of_real_stories_help_to_remember() {
    let mut out = String::new();
    for story in three() {
        writeln!(out, "{}", story.title).unwrap();
        for (section, cue) in cues::suggest(&story) {
            writeln!(out, "  {:<10} {cue}", section.name()).unwrap();
        }
        for n in numbers::numbers(&story) {
            writeln!(out, "  number     {:?} {:?} {:?}", n.baseline, n.change, n.result).unwrap();
        }
    }
    insta::assert_snapshot!(out);
}

#[test]
fn three_stories_come_to_answer_several_prompts() {
    let (bank, stories) = (Bank::built_in(), three());
    let preparation = Preparation::default();
    let counting = preparation.counting(&bank);
    assert_eq!(counting.len(), 14);
    assert_eq!(counting[0].id, "customer-obsession");
    assert!(FOR_MANAGERS.iter().all(|id| bank.principle(id).is_some()));
    let coverage = coverage::coverage(&counting, &candidates(&stories));
    let row = coverage.row("customer-obsession").unwrap();
    assert_eq!((row.slots.len(), row.answered, row.prompts), (3, 5, 15));
    assert_eq!(row.slots[0], stories[0].id, "the ready one first");
}

#[test]
fn from_a_typed_date_to_the_one_line() {
    let today = date(2026, 11, 23);
    let stories = three();
    let all = candidates(&stories);
    let bank = Bank::built_in();
    let mut preparation = Preparation { company: "Amazon".into(), ..Preparation::default() };
    preparation.date = Some(dates::parse("fri", today).unwrap());
    for who in ["Ana", "Ben", "Cyd"] {
        let principles = vec!["customer-obsession".to_owned()];
        preparation.rounds.push(Round { interviewer: who.into(), principles, ..Round::default() });
    }
    let plan = plan::plan(&preparation.rounds, &all, &bank);
    assert_eq!((plan.stories().len(), plan.missing()), (3, 0));
    let look = progress::progress(&preparation, &all, &plan, &Readiness::built_in(), today);
    assert_eq!(
        look.line,
        "For Friday: 1 of 3 planned stories ready, 0 of 6 questions answered, 3 things to look up."
    );
    assert!(!look.tight);
}

#[test]
fn what_was_is_told_from_what_is() {
    for (text, was, is) in [
        ("In the year since then there was no logout incident, before that there were 5.", "5", "0"),
        ("It took nine days instead of three weeks.", "three weeks", "nine days"),
        ("Before that there were 12, since then 3.", "12", "3"),
        ("Findings went from 14 to 0.", "14", "0"),
        ("We answer in 2 hours, down from 3 days.", "3 days", "2 hours"),
    ] {
        let mut story =
            Story::new(StoryId::from_bits(1), "ownership", "2026-11-20T09:00:00Z".parse().unwrap());
        story.result = text.into();
        let found = starcoach::interview::numbers::numbers(&story);
        let (baseline, result) = (found[0].baseline.as_deref(), found[0].result.as_deref());
        assert_eq!((baseline, result), (Some(was), Some(is)), "{text}");
    }
}

/// A story whose only possible quantities stand in its Result.
fn resulting_in(result: &str) -> Story {
    let parts = ["The client called.", "It was mine to fix.", "I rewrote the job and sent it.", result];
    story(1, "Job", &["ownership/mistake"], parts)
}

/// Whether the coach misses a number in the whole story.
fn misses_a_number(story: &Story) -> bool {
    let review = coach::review(story, None, &Settings::default(), Facts::on(date(2026, 11, 23)));
    review.findings.iter().any(|f| f.rule.0 == "no-number")
}

#[test]
fn the_coach_and_the_sheet_agree_on_dates_times_and_labels() {
    for (result, listed) in [
        ("She signed in room 14.", false),
        ("She signed on March 5 at 9am.", false),
        ("The desk is open 24/7 since then.", false),
        ("We shipped version 3 in phase two.", false),
        ("It was a double booking.", false),
        ("It took one week.", true),
        ("We kept 2000 customers.", true),
        ("Nobody has complained.", true),
        ("\u{663} of the clients signed.", true),
        ("A third of the clients signed.", true),
    ] {
        let story = resulting_in(result);
        assert_eq!(!numbers::numbers(&story).is_empty(), listed, "{result}");
        assert_eq!(misses_a_number(&story), !listed, "{result}");
    }
}

proptest! {
    #[test]
    fn the_coach_misses_a_number_exactly_where_the_sheet_lists_none(
        words in proptest::collection::vec(
            "[0-9]{1,4}|[0-9]{1,2}[:./-][0-9]{1,2}|[0-9](%|th|am|k|\\)|:)|\\$[0-9]|room|March|one|two|half|double|\
             percent|week|day|in|of|by|a third|twenty-one|nobody|complained|\u{663}|\u{bd}|\\.|,|-|\n",
            1..8,
        )
    ) {
        let story = resulting_in(&format!("She {}", words.join(" ")));
        let listed = !numbers::numbers(&story).is_empty();
        prop_assert_eq!(misses_a_number(&story), !listed, "{:?}", story.result);
    }
}
