//! Three stories of one kind. The check itself is in `across`.

use super::{Aspect, Level, Rule, RuleId, not_one_story};

pub const RULE: Rule = Rule {
    id: RuleId("same-kind"),
    level: Level::Hint,
    title: "all stories of a principle are alike",
    why: "Three failures, or three stories from one project, cannot answer the question for a success elsewhere.",
    before: "All three stories for Ownership tell a failure.",
    after: "A failure, a conflict and a success, from two projects.",
    false_alarms: "A principle that you will be asked about once only.",
    any_language: true,
    aspect: Aspect::Substance,
    adds_up: false,
    unless: &[],
    follow_up: None,
    check: not_one_story,
};
