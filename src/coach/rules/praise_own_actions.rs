//! Praise: a sequence of own actions.

use super::{Analysis, Finding, Level, Rule, RuleId, limits};
use crate::language::numerals::in_words;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("praise-own-actions"),
    level: Level::Praise,
    title: "three things that you did yourself",
    why: "Own actions in the past tense are what the Action is for.",
    before: "",
    after: "I called her, sat with her and rewrote the job.",
    false_alarms: "Verbs that belong to somebody else in the same sentence.",
    any_language: false,
    substance: false,
    follow_up: None,
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let count = r.deeds();
    let Some(first) = r.own.iter().find(|o| o.strong).filter(|_| count >= limits::OWN_ACTIONS) else {
        return Vec::new();
    };
    let found = r
        .at(RULE.id, Level::Praise, Section::Action, &first.words)
        .says(format!("You name {} things that you did yourself.", in_words(count)));
    vec![found]
}
