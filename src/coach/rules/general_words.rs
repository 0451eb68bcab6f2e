//! Words that would fit any story.

use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, each};
use crate::questions::ProbeFamily;

pub const RULE: Rule = Rule {
    id: RuleId("general-words"),
    level: Level::Warning,
    title: "words that would fit any story",
    why: "An interviewer cannot write down \"alignment\" or \"a positive outcome\". What a camera would have seen, they can.",
    before: "I proactively engaged stakeholders to ensure alignment on the process.",
    after: "I walked to the two loading docks at six and asked each foreman for his list.",
    false_alarms: "A trade in which these words are things, such as a process engineer's. Counted as a share, never one by one.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: true,
    unless: &[],
    follow_up: Some(ProbeFamily::Depth),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    if !r.fits_any() {
        return Vec::new();
    }
    let ask = "What would a camera have seen instead?";
    each(r, &RULE, Level::Hint, &r.general, "Words like these would fit anyone's story.", ask)
}
