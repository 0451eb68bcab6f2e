//! How much of what tellers remember of their stories is in the suggested cues.
//!
//! The rules were made with the 80 stories of `learned.json` in view. The 20 of `unseen.json` were read once, when the
//! rules were done: mend nothing with them.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests, too, stop at the first surprise"
)]

use std::collections::HashSet;

use serde::Deserialize;
use starcoach::interview::cues;
use starcoach::story::{Story, StoryId};

/// A story, and what its teller said to remember of it.
#[derive(Deserialize)]
struct Told {
    situation: String,
    task: String,
    action: String,
    result: String,
    hooks: Vec<String>,
}

impl Told {
    /// The fragments of the cues that are suggested.
    fn fragments(&self) -> Vec<String> {
        let mut story = Story::new(StoryId::from_bits(1), "", jiff::Timestamp::UNIX_EPOCH);
        story.situation.clone_from(&self.situation);
        story.task.clone_from(&self.task);
        story.action.clone_from(&self.action);
        story.result.clone_from(&self.result);
        let cues = cues::by_part(&story);
        cues.iter().flat_map(|cue| cue.split(cues::BETWEEN)).map(str::to_owned).collect()
    }
}

/// Words without a meaning of their own.
const SMALL: &[&str] = &[
    "the", "a", "an", "of", "to", "and", "but", "was", "were", "had", "is", "in", "on", "at", "for", "with",
    "that", "i", "we", "he", "she", "they", "it", "my", "our", "his", "her", "their", "would", "could",
    "not", "so", "didn't", "has", "have", "been", "be", "from", "by", "as", "can", "will",
];

fn content(text: &str) -> HashSet<String> {
    let bare = |w: &str| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    text.split_whitespace().map(bare).filter(|w| !w.is_empty() && !SMALL.contains(&w.as_str())).collect()
}

/// Whether a fragment has most of what is remembered.
fn holds(fragment: &str, hook: &str) -> bool {
    let (fragment, hook) = (content(fragment), content(hook));
    !hook.is_empty() && hook.intersection(&fragment).count() * 10 >= hook.len() * 6
}

#[test]
fn what_tellers_remember_is_among_the_cues() {
    for (name, of, least) in [
        ("learned", include_str!("../remembered/learned.json"), 0.36),
        ("unseen", include_str!("../remembered/unseen.json"), 0.20),
    ] {
        let all: Vec<Told> = serde_json::from_str(of).unwrap();
        let (mut held, mut hooks) = (0, 0);
        for told in &all {
            let fragments = told.fragments();
            for fragment in fragments.iter().filter(|f| !f.starts_with('\u{201c}')) {
                let words: Vec<String> = fragment.split(' ').map(str::to_lowercase).collect();
                let edges = [&words[0], &words[words.len() - 1]];
                assert!(edges.iter().all(|w| !SMALL.contains(&w.as_str())), "{fragment:?} in {fragments:?}");
            }
            hooks += told.hooks.len();
            held += told.hooks.iter().filter(|hook| fragments.iter().any(|f| holds(f, hook))).count();
        }
        let share = held as f64 / hooks as f64;
        println!("{name}: {share:.3} of {hooks} remembered details");
        assert!(share >= least, "{name}: {share:.3}");
    }
}
