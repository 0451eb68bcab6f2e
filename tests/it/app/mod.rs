//! Behavior of `app` and `ui`, seen from outside: keys in, the screen and the files out.

mod ask;
mod bring;
mod cards;
mod companies;
mod drills;
mod example;
mod hands;
mod hostile;
mod interview;
mod kept;
mod keys;
mod link;
mod monkey;
mod pictures;
mod places;
mod practice;
mod recordings;
mod scenes;
mod scroll;
mod self_check;
mod stories;
mod table;
mod versions;
mod walk;
mod wide;

use starcoach::questions::Bank;
use starcoach::story::{PromptId, Story, StoryId};

use crate::harness::Harness;

/// The ten prompts of Customer Obsession, in their order.
fn ten() -> Vec<PromptId> {
    let bank = Bank::built_in();
    bank.principle("customer-obsession").unwrap().main_prompts().iter().map(|p| p.id.clone()).collect()
}

/// A story with all five parts in which the coach finds nothing to warn of, answering the prompt with this
/// number.
fn full(n: u64, title: &str, prompt: usize) -> Story {
    let mut story = bare(n, title, prompt);
    story.situation = format!(
        "In March 2024 our largest client's auditor refused to sign off on {title}, two days before launch. \
         She had asked us twice where three of the totals came from, and nobody had shown her. Without her \
         name on it, her company could not pay 40 suppliers at the end of the month."
    );
    story.task =
        "I owned the reports. I had two days to make three of them traceable from the total back to \
                  the invoice, or the launch would slip by a quarter."
            .into();
    story.action = "I asked her to show me the three totals she could not trace. I took the first one apart by \
                    hand, line by line, with her next to me, because I wanted to see where she lost the thread. \
                    After two hours I found that the nightly job rounded before it summed. I told her the same \
                    evening, before I had a fix, and I sent her the list of the 14 places where it happened. \
                    I rewrote the job so that it summed first, ran it against a year of invoices, and put the \
                    old and the new total side by side on one page. I called her at noon the next day and went \
                    through that page with her, and I wrote down each question she still had."
        .into();
    story.result = "She signed a day early. Her findings went from 14 to 0, and the 40 suppliers were paid on \
                    time. The client renewed for two years and named that page as the reason. Every new report \
                    is built with such a page since, and the next audit took one day instead of five."
        .into();
    story.lesson =
        "I had never asked who signs. Now I ask that on the first day of every project, and I show \
                    that person the numbers in the first week."
            .into();
    story.happened = "2024-03".into();
    story.customer = "The largest client's auditor; totals she could trace".into();
    story
}

#[track_caller]
fn shows(app: &Harness, texts: &[&str]) {
    let screen = app.screen();
    for text in texts {
        assert!(screen.contains(text), "no {text:?} in\n{screen}");
    }
}

/// A story with a title and nothing else, answering the prompt with this number.
fn bare(n: u64, title: &str, prompt: usize) -> Story {
    let at = "2026-11-20T09:00:00Z".parse().unwrap();
    let mut story = Story::new(StoryId::from_bits(n), "customer-obsession", at);
    story.title = title.to_owned();
    story.answers.extend(ten().get(prompt).cloned());
    story
}
