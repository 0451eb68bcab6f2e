//! A story without a date.

use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, whole};

pub const RULE: Rule = Rule {
    id: RuleId("undated"),
    level: Level::Hint,
    title: "no date in the details",
    why: "\"When was that?\" is a usual follow-up, and the coach can then tell when a story grows old.",
    before: "Happened:",
    after: "Happened: 2025-03",
    false_alarms: "A date told in the text only: the coach never reads dates out of prose.",
    any_language: true,
    aspect: Aspect::Structure,
    adds_up: false,
    unless: &[],
    follow_up: None,
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    if !r.story.happened.trim().is_empty() || r.year_told().is_some() {
        return Vec::new();
    }
    let found = whole(RULE.id, Level::Hint, None)
        .says("The details have no date yet.")
        .asks("Which month and year was it?");
    vec![found]
}
