//! Chooses the follow-up after a telling from the story's weakest point.

use super::Review;
use super::family::Family;
use super::rules::rule;
use crate::questions::{Prompt, PromptKind};
use crate::story::Story;

/// The follow-up for telling number `tellings`, from 0: from the family of the strongest finding, then from
/// other families in turn, so that no follow-up is repeated immediately.
///
/// The prompt's own probes of a family are preferred.
pub fn probe(review: &Review, story: &Story, prompt: &Prompt, tellings: usize) -> (Family, String) {
    let families = families(review, prompt.kind);
    let mut all: Vec<(Family, String)> = Vec::new();
    for round in 0..ROUNDS {
        for &family in &families {
            let text = wording(family, prompt, story, round);
            // A probe of the prompt may fit two families: ask it once over all rounds.
            if !all.iter().any(|(_, asked)| *asked == text) {
                all.push((family, text));
            }
        }
    }
    let at = tellings % all.len().max(1);
    all.into_iter().nth(at).unwrap_or((Family::Depth, String::new()))
}

/// Wordings per family before the first one repeats.
const ROUNDS: usize = 3;

/// The families to ask from, weakest point first, without repeats.
fn families(review: &Review, kind: PromptKind) -> Vec<Family> {
    let mut out: Vec<Family> = Vec::new();
    let mut push = |family: Family| {
        if !out.contains(&family) {
            out.push(family);
        }
    };
    review.findings.iter().filter_map(|f| rule(f.rule.0)?.follow_up).take(3).for_each(&mut push);
    let usual: &[Family] = match kind {
        PromptKind::Failure => {
            &[Family::Depth, Family::Change, Family::Cause, Family::Counterfactual, Family::Another]
        }
        PromptKind::Conflict | PromptKind::Tradeoff => {
            &[Family::Depth, Family::Counterfactual, Family::Outcome, Family::Change, Family::Another]
        }
        PromptKind::Case | PromptKind::Change | PromptKind::Success => {
            &[Family::Depth, Family::Counterfactual, Family::Metric, Family::Another, Family::Change]
        }
    };
    usual.iter().copied().for_each(push);
    out
}

/// The wording for a family and round: the prompt's own probes of that family first, then the built-in ones.
fn wording(family: Family, prompt: &Prompt, story: &Story, round: usize) -> String {
    let fits = |text: &str| {
        let low = text.to_lowercase();
        family.signs().iter().any(|sign| low.contains(sign))
    };
    let answered =
        |text: &str| story.probes.iter().any(|p| p.ask.trim() == text.trim() && !p.answer.trim().is_empty());
    let own: Vec<&str> = prompt.probes.iter().map(|p| p.text.as_str()).filter(|p| fits(p)).collect();
    let mut all: Vec<&str> = own.iter().copied().chain(family.wordings().iter().copied()).collect();
    // Those without a prepared answer come first; the stable sort keeps own probes ahead.
    all.sort_by_key(|text| answered(text));
    all.get(round % all.len().max(1)).map_or_else(String::new, |&text| text.to_owned())
}
