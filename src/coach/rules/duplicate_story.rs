//! Two stories about the same event. The check itself is in `across`.

use super::{Aspect, Level, Rule, RuleId, not_one_story};

pub const RULE: Rule = Rule {
    id: RuleId("duplicate-story"),
    level: Level::Hint,
    title: "two stories that tell the same",
    why: "Interviewers of one day compare notes. The same Action under two titles counts once, and looks thin.",
    before: "\"The auditor\" and \"Wrong totals\" share most of their Action.",
    after: "One story that answers both questions, each with its own first sentence.",
    false_alarms: "A copy that you keep on purpose, for example in two lengths.",
    any_language: true,
    aspect: Aspect::Substance,
    adds_up: false,
    unless: &[],
    follow_up: None,
    check: not_one_story,
};
