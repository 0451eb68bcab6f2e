//! A story without a quantity.

use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, whole};
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("no-number"),
    level: Level::Warning,
    title: "no number anywhere",
    why: "A number lets a stranger see the size of what you did. How many, how long, how much, how often: one is \
          enough to begin with.",
    before: "The reports got much faster.",
    after: "The reports took 40 minutes instead of six hours.",
    false_alarms: "Work whose result truly cannot be counted. Then say how you knew that it had worked.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: false,
    unless: &[],
    follow_up: Some(ProbeFamily::Outcome),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    if Section::ALL.iter().any(|&s| !r.part(s).quantities().is_empty()) {
        return Vec::new();
    }
    let found = whole(RULE.id, Level::Warning, Some(Section::Result))
        .says("I don't hear a single number in the whole story.")
        .asks("How much, how many or how long, and against what?");
    vec![found]
}
