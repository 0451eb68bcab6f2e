mod covering;
mod cue_cards;
mod looking_ahead;
mod planning;
mod preparation_file;
mod the_numbers;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::questions::{Bank, Readiness};
use crate::story::{PromptId, Section, StoryId};

const TODAY: Date = date(2026, 11, 23);

fn days_later(days: i64) -> Date {
    TODAY.checked_add(jiff::Span::new().days(days)).unwrap()
}

/// A bank of principles `p0` to `p5`, asked in this order, each with prompts `q0` to `q2`.
fn bank() -> Bank {
    let pack = |at: usize| {
        let id = if at < 4 { format!("p{at}") } else { preparation::FOR_MANAGERS[at - 4].to_owned() };
        let prompts: Vec<String> = (0..3)
            .map(|q| format!(r#"{{"id":"q{q}","short":"q{q}","text":"q{q}?","kind":"case"}}"#))
            .collect();
        let text = format!(
            r#"{{"schema":1,"id":"{id}","name":"P{at}","summary":"x","asked":"{}",
            "guide":{{"situation":[],"task":[],"action":[],"result":[]}},"prompts":[{}]}}"#,
            if at == 3 { "almost always" } else { "often" },
            prompts.join(",")
        );
        crate::questions::parse(&text).unwrap()
    };
    Bank::new((0..6).map(pack).collect())
}

/// A story whose home is `principle` and that answers these prompts.
fn story(bits: u64, principle: &str, answers: &[&str]) -> Story {
    let mut story = Story::new(StoryId::from_bits(bits), principle, Timestamp::UNIX_EPOCH);
    story.title = format!("story {bits}");
    story.answers = answers.iter().map(|a| PromptId((*a).to_owned())).collect();
    story
}

fn candidate(story: &Story, stage: Stage) -> Candidate<'_> {
    Candidate { story, stage, told: None, weak: false }
}

fn round(principles: &[&str]) -> Round {
    Round { principles: principles.iter().map(|p| (*p).to_owned()).collect(), ..Round::default() }
}
