//! One story used for too many principles. The check itself is in `across`.

use super::{Aspect, Level, Rule, RuleId, not_one_story};

pub const RULE: Rule = Rule {
    id: RuleId("overused"),
    level: Level::Hint,
    title: "one story for everything",
    why: "Each interviewer of a loop asks for another principle. A story can be told once that day.",
    before: "\"The auditor\" is the only solid story for five principles.",
    after: "A second solid story for at least two of them.",
    false_alarms: "A short round with one interviewer.",
    any_language: true,
    aspect: Aspect::Substance,
    adds_up: false,
    unless: &[],
    follow_up: None,
    check: not_one_story,
};
