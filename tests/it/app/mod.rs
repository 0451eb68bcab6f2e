//! Behavior of `app` and `ui`, seen from outside: keys in, the screen and the files out.

mod interview;
mod kept;
mod monkey;
mod pictures;
mod places;
mod practice;
mod scenes;
mod table;
mod walk;

use starcoach::questions::Bank;
use starcoach::story::{PromptId, Story, StoryId};

/// The ten prompts of Customer Obsession, in their order.
fn ten() -> Vec<PromptId> {
    let bank = Bank::built_in();
    bank.principle("customer-obsession").unwrap().prompts.iter().map(|p| p.id.clone()).collect()
}

/// A story with all four parts, answering the prompt with this number.
fn full(n: u64, title: &str, prompt: usize) -> Story {
    let mut story = bare(n, title, prompt);
    story.situation = format!(
        "In March 2024 our largest client's auditor refused to sign off on {title}, two days before launch."
    );
    story.task = "I had two days to make three reports traceable, or the launch would slip.".into();
    story.action =
        "I asked her to show me the three reports she could not trace. I took the first one apart \
                    by hand, line by line, with her next to me, then I rewrote the nightly job so that it \
                    summed before it rounded."
            .into();
    story.result = "She signed a day early. Findings went from 14 to 0, and the client renewed.".into();
    story
}

/// A story with a title and nothing else, answering the prompt with this number.
fn bare(n: u64, title: &str, prompt: usize) -> Story {
    let at = "2026-11-20T09:00:00Z".parse().unwrap();
    let mut story = Story::new(StoryId::from_bits(n), "customer-obsession", at);
    story.title = title.to_owned();
    story.answers.extend(ten().get(prompt).cloned());
    story
}
