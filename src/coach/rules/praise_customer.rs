//! The customer at the start and at the end.

use super::{Finding, Level, Reading, Rule, RuleId};
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("praise-customer"),
    level: Level::Praise,
    title: "the customer at the start and at the end",
    why: "A story that begins and ends with the person it was for needs no moral.",
    before: "",
    after: "An auditor could not trace three totals … She signed a day early.",
    false_alarms: "Two different customers.",
    any_language: false,
    check,
};

fn check(r: &Reading<'_>) -> Vec<Finding> {
    let start = !r.customers(Section::Situation).is_empty() || !r.customers(Section::Task).is_empty();
    let Some(last) = r.customers(Section::Result).pop().filter(|_| start) else { return Vec::new() };
    let found = r
        .at(RULE.id, Level::Praise, Section::Result, &last)
        .says("You begin with whom it was for, and end with them.");
    vec![found]
}
